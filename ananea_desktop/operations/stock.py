"""Stock: what of a purchase came in, what was counted, what an item's movements were; never typed, always summed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.items import is_whole, known_size, read_sizes, whole_sentence
from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean, fold, sort_key
from ananea_desktop.operations import items
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.receipt_warnings import ask
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import drafts
from ananea_desktop.storage import stock as store
from ananea_desktop.storage.rows import Row

BEFORE_PURCHASE = "before_purchase"


@dataclass(kw_only=True)
class ReceivingDraft:
    """What came of a purchase, as it is typed; quantities by the id of the line as text."""

    purchase_id: str = ""
    moved_on: str = ""
    quantities: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    """The delivery note it came with."""
    token: str = ""


def to_receive(books: Books, purchase_id: int) -> list[Row]:
    """The lines of a purchase that are kept in stock, with what was ``received`` of each until now."""
    return store.purchase_lines_to_receive(books.db, purchase_id)


@needs(Right.RECORDS)
def receive(books: Books, draft: ReceivingDraft, confirmed: Collection[str] = ()) -> int:
    """Takes into stock what came of a purchase, and gives how many lines that was.

    A problem of a line is named by the line's id. Raises InvalidRecord, and NeedsConfirmation where it came before it
    was bought.
    """
    purchase_id = id_of(draft.purchase_id) or 0
    purchase = store.purchase(books.db, purchase_id)
    reading = Reading(books)
    day = past_day(books, reading, draft.moved_on)
    note = reading.words("reason", draft.reason, longest=LONGEST_TEXT)
    came: list[tuple[Row, int]] = []
    lines = to_receive(books, purchase_id)
    for line in lines:
        text = clean(draft.quantities.get(str(line["id"]), ""))
        if text and (quantity := _came(line, text, reading.problems)):
            came.append((line, quantity))
    if purchase is None or (not came and not reading.problems):
        first = str(lines[0]["id"]) if lines else "moved_on"
        reading.problems[first] = _("Anote cuánto llegó de al menos un artículo.")
    reading.refuse()
    assert purchase is not None
    if day < purchase["purchased_on"]:
        told = _("La compra es del {day} y esto habría llegado antes.").format(
            day=format_date(purchase["purchased_on"])
        )
        ask([(BEFORE_PURCHASE, told)], confirmed)
    with books.act() as db:
        for line, quantity in came:
            movement = {
                "item_id": line["item_id"],
                "size": line["size"],
                "moved_on": day,
                "quantity": quantity,
                "kind": "received",
                "purchase_line_id": line["id"],
                "reason": note,
            }
            store.add(db, movement, books.user, books.now())
        drafts.drop_made(db, draft.token)
    return len(came)


def past_day(books: Books, reading: Reading, text: str, name: str = "moved_on") -> date:
    """The day on which something was moved, which is none to come; a problem stands under ``name``."""
    day = reading.open_day(name, text, "stock_movements")
    if day > books.today():
        reading.problems[name] = _("Esa fecha todavía no llega. Anote el día en que pasó.")
    return day


def _came(line: Row, text: str, problems: dict[str, str]) -> int:
    """Thousandths that came of a line; 0 where it is wrong or nothing."""
    name = str(line["id"])
    try:
        quantity = money.read_quantity(text, allow_zero=True)
    except InvalidValue as invalid:
        problems[name] = str(invalid)
        return 0
    if quantity and line["unit"] != line["item_unit"]:
        sentence = _("En el catálogo ahora se cuenta por {unit}: corrija primero esta línea de la compra.")
        problems[name] = sentence.format(unit=_(line["item_unit"]))
    elif quantity and known_size(line["sizes"] or "", line["size"]) is None and (line["size"] or line["sizes"]):
        problems[name] = _("El artículo ya no tiene esa talla: anótela en sus tallas o corrija la línea de la compra.")
    elif not is_whole(quantity, line["unit"]):
        problems[name] = whole_sentence(line["unit"])
    elif quantity > line["quantity"] - line["received"]:
        problems[name] = _("Se compraron {bought} y ya se recibieron {received}: faltan {left}.").format(
            bought=money.format_quantity(line["quantity"]),
            received=money.format_quantity(line["received"]),
            left=money.format_quantity(max(0, line["quantity"] - line["received"])),
        )
    return quantity


@needs(Right.RECORDS)
def undo_receiving(books: Books, purchase_line_id: int, reason: str) -> None:
    """Takes back all that was received of a line, noted by mistake. Raises InvalidRecord."""
    line = store.received_line(books.db, purchase_line_id)
    reason = clean(reason)
    if not reason:
        raise InvalidRecord(problems_sentence(1), {"reason": _("Falta el motivo. Escriba por qué lo deshace.")})
    if line is None or line["received"] <= 0:
        raise InvalidRecord(_("De esta línea no hay nada recibido."), {})
    there = store.available(books.db, line["item_id"], line["size"])
    if there < line["received"]:
        sentence = _("Ya no se puede deshacer: se recibieron {received} y quedan {there} en el almacén. Ajústelo.")
        told = sentence.format(received=money.format_quantity(line["received"]), there=money.format_quantity(there))
        raise InvalidRecord(told, {})
    with books.act() as db:
        movement = {
            "item_id": line["item_id"],
            "size": line["size"],
            "moved_on": books.today(),
            "quantity": -line["received"],
            "kind": "annulled",
            "purchase_line_id": purchase_line_id,
            "reason": reason[:300],
        }
        store.add(db, movement, books.user, books.now())


# an item and its size are one field: «Botas de jebe · 40»


def stock_name(name: str, size: str) -> str:
    """An item and its size as a field shows them and gives them: ``Botas de jebe · 40``."""
    return f"{name} · {size}" if size else name


def read_stock_name(books: Books, text: str) -> tuple[Row | None, str, str]:
    """The item and size that a field means, and the sentence where it means none."""
    typed = clean(text)
    if not typed:
        return None, "", _("Falta el artículo.")
    found, size = store.item_named(books.db, sort_key(typed)), ""
    if found is None or (" · " in typed and found["name"].casefold() != typed.casefold()):
        name, _dot, size = typed.rpartition(" · ")
        found = store.item_named(books.db, sort_key(name)) if name else found
    if found is None:  # «Guantes 9», typed without the point between
        name, _space, size = typed.rpartition(" ")
        found = store.item_named(books.db, sort_key(name)) if name else None
    if found is None:
        return None, "", _("No está en el catálogo: elija uno de la lista, o anótelo en «Artículos».")
    known = known_size(found["sizes"], size)
    if known is not None:
        return found, known, ""
    if store.available(books.db, found["id"], size):
        return found, size, ""  # counted before the item had its sizes
    if found["sizes"]:
        return found, "", wrong_size(found["sizes"], size)
    return found, "", _("Este artículo no tiene tallas.") if size else ""


def wrong_size(sizes: str, typed: str) -> str:
    """What is said of a size that an item does not have, or that is lacking."""
    sentence = _("No tiene esa talla. Tiene: {sizes}.") if typed else _("Elija la talla: {sizes}.")
    return sentence.format(sizes=sizes)


def suggestions(books: Books, typed: str, last_sizes: Mapping[int, str] | None = None) -> list[tuple[str, str, str]]:
    """Items in use, one for each of their sizes, for a field to pick from: value, title, and how many there are.

    The size that was typed comes first, then the one of ``last_sizes``, by item.
    """
    words = fold(typed).split()
    found: list[tuple[str, str, str]] = []
    for item in items.like(books, typed):
        counted = store.of_sizes(books.db, item["id"])
        sizes = list(dict.fromkeys((*(read_sizes(item["sizes"]) or ("",)), *(key for key in counted if counted[key]))))
        last = (last_sizes or {}).get(item["id"])
        for size in sorted(sizes, key=lambda size: (fold(size) not in words, size != last)):
            there = _("hay {count}").format(count=counted_text(counted.get(size, 0), item["unit"]))
            remark = f"{there}  ·  {_('la de la vez pasada')}" if size and size == last else there
            found.append((stock_name(item["name"], size), stock_name(item["name"], size), remark))
    return found


@dataclass(kw_only=True)
class CountDraft:
    """A count of the store, as it is typed: lines with ``stock`` (as stock_name has it) and ``counted``."""

    moved_on: str = ""
    reason: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    token: str = ""


def expected(books: Books, names: Sequence[str], moved_on: str = "") -> dict[str, int]:
    """What the books say there was of each item and size at the end of the day typed, or is today where that is no day;
    those that are none are left out."""
    day = Reading(books).day("moved_on", moved_on)
    found: dict[str, int] = {}
    for name in names:
        item, size, problem = read_stock_name(books, name)
        if item is not None and not problem:
            found[name] = _there_on(books, item["id"], size, day)
    return found


def _there_on(books: Books, item_id: int, size: str, day: date) -> int:
    """What there was at the end of a day: what a count of that day is held against, whatever moved since."""
    return store.available(books.db, item_id, size) - store.moved_after(books.db, item_id, size, day)


@needs(Right.RECORDS)
def adjust(books: Books, draft: CountDraft) -> int:
    """Sets the stock of the day of the count to what was counted, by a movement of the difference; gives how many
    differed. What moved since that day stays on top of it.

    Raises InvalidRecord.
    """
    reading = Reading(books)
    day = past_day(books, reading, draft.moved_on)
    reason = reading.words("reason", draft.reason, _("Falta el motivo: conteo de fin de año, merma, pérdida…"))
    read = [_counted(books, number, line, day, reading.problems) for number, line in enumerate(draft.lines, start=1)]
    differences: dict[tuple[int, str], int] = {}
    for number, each in enumerate(read, start=1):
        if each is not None and each[:2] in differences:
            reading.problems[f"line {number} stock"] = _("Ya está en otra línea. Cuéntelo una sola vez.")
        elif each is not None:
            differences[each[:2]] = each[2]
    if not draft.lines:
        reading.problems["lines"] = _("Anote qué contó y cuánto hay.")
    elif not reading.problems and not any(differences.values()):
        reading.problems["lines"] = _("Lo contado coincide con lo anotado: no hay nada que ajustar.")
    reading.refuse()
    changed = {key: difference for key, difference in differences.items() if difference}
    with books.act() as db:
        for (item_id, size), difference in changed.items():
            movement = {
                "item_id": item_id,
                "size": size,
                "moved_on": day,
                "quantity": difference,
                "kind": "adjusted",
                "reason": reason,
            }
            store.add(db, movement, books.user, books.now())
        drafts.drop_made(db, draft.token)
    return len(changed)


def _counted(
    books: Books, number: int, line: Mapping[str, str], day: date, problems: dict[str, str]
) -> tuple[int, str, int] | None:
    """Item, size and what was counted more than the books say; None where something is wrong."""
    item, size, problem = read_stock_name(books, line.get("stock", ""))
    if problem:
        problems[f"line {number} stock"] = problem
    try:
        counted = money.read_quantity(line.get("counted", ""), allow_zero=True)
    except InvalidValue as invalid:
        problems[f"line {number} counted"] = str(invalid)
        return None
    if item is None or problem:
        return None
    if not is_whole(counted, item["unit"]):
        problems[f"line {number} counted"] = whole_sentence(item["unit"])
        return None
    later = store.counted_after(books.db, item["id"], size, day)
    if later is not None:
        sentence = _("Ya se contó el {day}: cuente otra vez y anote la fecha de hoy.")
        problems[f"line {number} stock"] = sentence.format(day=format_date(later))
    difference = counted - _there_on(books, item["id"], size, day)
    if store.available(books.db, item["id"], size) + difference < 0:
        problems[f"line {number} counted"] = _("Después de ese día salió más de lo que contó. Revise la fecha.")
    return int(item["id"]), size, difference


def below_minimum(books: Books) -> list[Row]:
    """Items in use of which there is less than their minimum."""
    return store.below_minimum(books.db)


def in_store(books: Books) -> list[Row]:
    """Every item with all its ``stock``."""
    return store.items(books.db, limit=-1)
