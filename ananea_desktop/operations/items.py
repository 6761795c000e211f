"""The catalogue of items: saved, found as one types, and what the card of one shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.items import ITEMS, read_sizes
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import sort_key
from ananea_desktop.operations import records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import problems_sentence, read_or_refuse
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import records as books_records
from ananea_desktop.storage import stock
from ananea_desktop.storage.rows import Row

SUGGESTED = 8


@dataclass(frozen=True, kw_only=True)
class ItemCard:
    """What the card of an item shows beside its own data."""

    sizes: list[tuple[str, int]]
    """How much there is of each size, also of those of which there is none; one without a name where it has none."""
    movements: list[Row]
    holders: list[Row]
    holder_count: int


@needs(Right.RECORDS)
def save(books: Books, texts: Mapping[str, str], item_id: int | None = None, confirmed: Collection[str] = ()) -> int:
    """Adds an item to the catalogue or changes it, and gives its id. Raises InvalidRecord."""
    values = read_or_refuse(ITEMS, texts, books.today(), confirmed)
    name = str(values["name"])
    twin = books_records.twin(books.db, ITEMS, {"sort_key": sort_key(name)}, item_id)
    if not sort_key(name):
        raise InvalidRecord(problems_sentence(1), {"name": _("Escriba el nombre con letras o cifras.")})
    if twin is not None:
        raise records.same_record(ITEMS, twin, "name", _("Ya hay uno con ese nombre. Escriba otro."))
    if item_id is not None:
        _refuse_to_lose_stock(books, item_id, str(values["unit"]), str(values["sizes"]))
    return records.save(books, ITEMS, texts, item_id, confirmed)


def _refuse_to_lose_stock(books: Books, item_id: int, unit: str, sizes: str) -> None:
    """What was counted stays countable: the unit of an item that moved, and each size of which there is some."""
    was = stock.item(books.db, item_id)
    if was is None:
        return
    if unit != was["unit"] and stock.has_movements(books.db, item_id):
        sentence = _("Ya tiene movimientos contados por {unit}. Si ahora se cuenta de otro modo, anote otro artículo.")
        raise InvalidRecord(problems_sentence(1), {"unit": sentence.format(unit=_(was["unit"]))})
    kept = read_sizes(sizes) or ("",)
    for size, quantity in stock.of_sizes(books.db, item_id).items():
        if quantity and size not in kept:
            sentence = (
                _("De la talla {size} hay {quantity}: déjela en la lista mientras haya.")
                if size
                else _("Hay {quantity} sin talla: ajuste primero el almacén a 0 y luego anote las tallas.")
            )
            told = sentence.format(size=size, quantity=format_quantity(quantity))
            raise InvalidRecord(problems_sentence(1), {"sizes": told})


def card(books: Books, item_id: int, shown: int) -> ItemCard:
    """``shown``: how many lines of each list."""
    found = stock.item(books.db, item_id)
    counted = stock.of_sizes(books.db, item_id)
    named = read_sizes(found["sizes"]) if found else ()
    sizes = dict.fromkeys(named or ("",), 0) | {size: counted[size] for size in counted if counted[size]}
    return ItemCard(
        sizes=[(size, counted.get(size, 0)) for size in sizes],
        movements=stock.movements(books.db, item_id, shown, newest_first=True),
        holders=stock.holders(books.db, item_id, shown),
        holder_count=stock.holder_count(books.db, item_id),
    )


def like(books: Books, typed: str) -> list[Row]:
    """Items in use whose name has words beginning so, for a line of a purchase."""
    return stock.items(books.db, search=typed, conditions={"items.state = ?": "active"}, limit=SUGGESTED)


def in_store_words(books: Books, item: Row) -> str:
    """``Hay 24 en el almacén``, or of each size: ``Hay en el almacén: 8: 10; 9: 12``."""
    found = stock.of_sizes(books.db, item["id"])
    if not item["sizes"]:
        return _("Hay {count} en el almacén.").format(count=format_quantity(sum(found.values())))
    sizes = "; ".join(
        _("talla {size}: {count}").format(size=size, count=format_quantity(found.get(size, 0)))
        for size in read_sizes(item["sizes"])
    )
    return _("Hay en el almacén {sizes}.").format(sizes=sizes)


def named(books: Books, name: str) -> Row | None:
    """The item of this name, or of the name before a size: «Botas · 40»."""
    found = stock.item_named(books.db, sort_key(name))
    return found or stock.item_named(books.db, sort_key(name.rpartition(" · ")[0]))
