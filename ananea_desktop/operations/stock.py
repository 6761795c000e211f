"""Stock: what of a purchase came in, what was counted, what an item's movements were; never typed, always summed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.items import is_whole, known_size, whole_sentence
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import InvalidValue, clean, sort_key
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.receipt_warnings import ask
from ananea_desktop.operations.records import problems_sentence
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
    note: str = ""
    token: str = ""


def to_receive(books: Books, purchase_id: int) -> list[Row]:
    """The lines of a purchase that are kept in stock, with what was ``received`` of each until now."""
    return store.purchase_lines_to_receive(books.db, purchase_id)


def receive(books: Books, draft: ReceivingDraft, confirmed: Collection[str] = ()) -> int:
    """Takes into stock what came of a purchase, and gives how many lines that was.

    A problem of a line is named by the line's id. Raises InvalidRecord, and NeedsConfirmation where it came before it
    was bought.
    """
    purchase_id = id_of(draft.purchase_id) or 0
    purchase = store.purchase(books.db, purchase_id)
    reading = Reading(books)
    day = _past_day(books, reading, draft.moved_on)
    came: list[tuple[Row, int]] = []
    for line in to_receive(books, purchase_id):
        text = clean(draft.quantities.get(str(line["id"]), ""))
        if text and (quantity := _came(line, text, reading.problems)):
            came.append((line, quantity))
    if purchase is None or (not came and not reading.problems):
        reading.problems["quantities"] = _("Anote cuánto llegó de al menos un artículo.")
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
                "reason": clean(draft.note)[:300],
            }
            store.add(db, movement, books.user, books.now())
        drafts.drop_made(db, draft.token)
    return len(came)


def _past_day(books: Books, reading: Reading, text: str) -> date:
    day = reading.day("moved_on", text)
    if day > books.today():
        reading.problems["moved_on"] = _("Esa fecha todavía no llega. Anote el día en que pasó.")
    return day


def _came(line: Row, text: str, problems: dict[str, str]) -> int:
    """Thousandths that came of a line; 0 where it is wrong or nothing."""
    name = str(line["id"])
    if not text.strip("0."):
        return 0
    try:
        quantity = money.read_quantity(text)
    except InvalidValue as invalid:
        problems[name] = str(invalid)
        return 0
    if not is_whole(quantity, line["unit"]):
        problems[name] = whole_sentence(line["unit"])
    elif quantity > line["quantity"] - line["received"]:
        problems[name] = _("Se compraron {bought} y ya se recibieron {received}: faltan {left}.").format(
            bought=money.format_quantity(line["quantity"]),
            received=money.format_quantity(line["received"]),
            left=money.format_quantity(max(0, line["quantity"] - line["received"])),
        )
    return quantity


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


# what a form calls an item and its size: «12|M» where it was picked, else its name as typed


def stock_key(item_id: int, size: str) -> str:
    """An item and its size as the value of a field."""
    return f"{item_id}|{size}"


def stock_name(name: str, size: str) -> str:
    """``Botas de jebe · 40``."""
    return f"{name} · {size}" if size else name


def read_stock_key(books: Books, text: str) -> tuple[Row | None, str, str]:
    """The item and size that a field means, and the sentence where it means none."""
    number, bar, size = text.partition("|")
    if bar and id_of(number) is not None:
        found = store.item(books.db, id_of(number))
    else:
        name, _dot, size = text.partition(" · ")
        found = store.item_named(books.db, sort_key(name)) if clean(name) else None
    if not clean(text):
        return None, "", _("Falta el artículo.")
    if found is None:
        return None, "", _("No está en el catálogo: elija uno de la lista, o anótelo en «Artículos».")
    size = clean(size)
    known = known_size(found["sizes"], size)
    if known is None and found["sizes"] and store.available(books.db, found["id"], size) <= 0:
        sentence = _("Elija una de sus tallas: {sizes}.") if not size else _("No tiene esa talla. Tiene: {sizes}.")
        return found, "", sentence.format(sizes=found["sizes"])
    if size and not found["sizes"] and not store.available(books.db, found["id"], size):
        return found, "", _("Este artículo no tiene tallas.")
    return found, known if known is not None else size, ""


@dataclass(kw_only=True)
class CountDraft:
    """A count of the store, as it is typed: lines with ``stock`` (a stock key) and ``counted``."""

    moved_on: str = ""
    reason: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    token: str = ""


def expected(books: Books, keys: Sequence[str]) -> dict[str, int | None]:
    """What the books say there is of each stock key; None for what is none."""
    found: dict[str, int | None] = {}
    for key in keys:
        item, size, problem = read_stock_key(books, key)
        found[key] = None if item is None or problem else store.available(books.db, item["id"], size)
    return found


def adjust(books: Books, draft: CountDraft) -> int:
    """Sets the stock to what was counted, by a movement of the difference; gives how many differed.

    Raises InvalidRecord.
    """
    reading = Reading(books)
    day = _past_day(books, reading, draft.moved_on)
    reason = reading.words("reason", draft.reason, _("Falta el motivo: conteo de fin de año, merma, pérdida…"))
    read = [_counted(books, number, line, reading.problems) for number, line in enumerate(draft.lines, start=1)]
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
    books: Books, number: int, line: Mapping[str, str], problems: dict[str, str]
) -> tuple[int, str, int] | None:
    """Item, size and what was counted more than the books say; None where something is wrong."""
    item, size, problem = read_stock_key(books, line.get("stock", ""))
    if problem:
        problems[f"line {number} stock"] = problem
    text = clean(line.get("counted", ""))
    try:
        counted = 0 if text and not text.strip("0.") else money.read_quantity(text)
    except InvalidValue as invalid:
        problems[f"line {number} counted"] = str(invalid)
        return None
    if item is None or problem:
        return None
    if not is_whole(counted, item["unit"]):
        problems[f"line {number} counted"] = whole_sentence(item["unit"])
        return None
    return int(item["id"]), size, counted - store.available(books.db, item["id"], size)


def below_minimum(books: Books) -> list[Row]:
    """Items in use of which there is less than their minimum."""
    return store.below_minimum(books.db)
