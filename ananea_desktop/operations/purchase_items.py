"""What ties the lines of a purchase to the catalogue of items, and keeps them from falling below what was received."""

from collections.abc import Mapping, Sequence
from typing import Any

from ananea_desktop.domain.items import is_whole, known_size, whole_sentence
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.purchases import PurchaseLine
from ananea_desktop.domain.text import clean, sort_key
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import purchases, stock
from ananea_desktop.storage.rows import Row


def line_ids(lines: Sequence[Mapping[str, str]]) -> list[Row]:
    """The ids of the lines that stand in the file already, as the form carries them along: ``line_id``."""
    texts = [line.get("line_id", "") for line in lines]
    return [{"id": int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None} for text in texts]


def of_purchase_line(
    books: Books, name: str, size: str, quantity: int, unit: str, was: Row | None = None
) -> tuple[int | None, str, dict[str, str]]:
    """The item of the catalogue that a line of a purchase is of, its size, and what stands against it by field.

    A line is of the item that it names; one that ``was`` of an item stays so while its words are the same, also where
    the catalogue meanwhile calls it otherwise. ``quantity`` in thousandths.
    """
    found = stock.item_named(books.db, sort_key(name))
    if found is None and was is not None and was["item"] == name:
        found = stock.item(books.db, was["item_id"])
    size = clean(size)
    if found is None:
        return None, size[:20], {}
    problems = {}
    if unit != found["unit"]:
        sentence = _("En el catálogo se cuenta por {unit}: anote la cantidad así y elija esa unidad.")
        problems["unit"] = sentence.format(unit=_(found["unit"]))
    elif quantity and not is_whole(quantity, unit):
        problems["quantity"] = whole_sentence(unit)
    known = known_size(found["sizes"], size)
    if found["sizes"] and known is None:
        problems["size"] = _("Escriba una de sus tallas: {sizes}.").format(sizes=found["sizes"])
    elif size and not found["sizes"]:
        problems["size"] = _("En el catálogo no tiene tallas: borre la talla, o anótelas en el artículo.")
    return int(found["id"]), known or "", problems


def refuse_below_received(
    books: Books,
    purchase_id: int,
    rows: Sequence[Mapping[str, Any]],
    lines: Sequence[PurchaseLine | None],
    numbers: Sequence[int],
) -> dict[str, str]:
    """What stands against the changed lines of a purchase of which some came in already, by field.

    ``rows`` name the lines they were by ``id``, as storage.purchases.match takes them; ``numbers`` are the places at
    which they were typed.
    """
    received = stock.received_lines(books.db, purchase_id)
    if not received:
        return {}
    problems: dict[str, str] = {}
    kept = set()
    for number, was, line in zip(numbers, purchases.match(books.db, purchase_id, rows), lines, strict=True):
        if was is None or was["id"] not in received:
            continue
        kept.add(was["id"])
        came = received[was["id"]]
        told = _("De esta línea ya se recibieron {quantity}. Deshaga primero lo recibido.").format(
            quantity=format_quantity(came)
        )
        if line is None or not came:
            continue
        if line.item_id != was["item_id"]:
            problems[f"line {number} item"] = told
        elif line.size != was["size"]:
            problems[f"line {number} size"] = told
        elif line.quantity < came:
            problems[f"line {number} quantity"] = told
    if set(received) - kept:
        problems["lines"] = _("Una línea que se quitó tiene movimientos en el almacén y tiene que quedar en la compra.")
    return problems
