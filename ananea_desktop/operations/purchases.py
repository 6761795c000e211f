"""Saving a purchase with its lines: what a supplier's paper says, checked against the catalogue, the taxes and the
budget."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.identity import invoice_key
from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import CATEGORIES, PURCHASES, PurchaseLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import purchase_items, purchase_rules
from ananea_desktop.operations.acts import saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closed import why_not_there
from ananea_desktop.operations.records import doubts_sentence, missing_references, problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import lists, records, rows
from ananea_desktop.storage import purchases as store
from ananea_desktop.storage.rows import Row


class _Lines(NamedTuple):
    """The lines that are not empty, each with its id in the file."""

    ids: list[Row]
    read: list[PurchaseLine | None]
    """None for what is not taken."""

    @property
    def good(self) -> list[PurchaseLine]:
        return [line for line in self.read if line is not None]


@needs(Right.RECORDS)
def save(
    books: Books,
    texts: Mapping[str, str],
    lines: Sequence[Mapping[str, str]],
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Saves a purchase with its lines; an empty one counts for nothing, problems are named ``line 2 unit_price``.

    That a new one is more than its project has left is a doubt about ``project_id``: buying is not forbidden, and the
    reason is asked when it is paid (operations.spending). Raises InvalidRecord.
    """
    texts = purchase_rules.with_its_purchase(books, texts)
    values, problems = PURCHASES.read(texts, books.today(), confirmed)
    sentences = missing_references(books, PURCHASES, values)
    sentences |= {name: problem.sentence for name, problem in problems.items()}
    found = _read_lines(books, lines, str(values.get("currency") or ""), record_id, sentences)
    key = invoice_key(str(values.get("series") or ""), str(values.get("number") or "")) or None
    if key is not None and "number" not in sentences:
        _refuse_same_invoice(books, values, key, record_id, sentences)
    if sentence := why_not_there(books, PURCHASES, values, "purchased_on", record_id):
        sentences.setdefault("purchased_on", sentence)
    if not sentences:
        sentences |= purchase_rules.problems(books, values, found.good, record_id, confirmed)
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    costs = purchase_rules.totals(books, values, found.good)
    if record_id is None and "project_id" not in confirmed and values["credits_id"] is None:
        _doubt_room(books, values, sum(costs))
    with saving(books, PURCHASES, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, PURCHASES, values, document_key=key)
        else:
            records.change(db, PURCHASES, record_id, values, document_key=key)
            purchase_rules.keep_credit_notes(books, record_id, values)
        new = zip(found.ids, found.good, costs, strict=True)
        store.write_lines(db, record_id, [{**each, **_line_row(line), "total": cost} for each, line, cost in new])
        _index_items(books, record_id, values)
    return record_id


def _read_lines(
    books: Books,
    lines: Sequence[Mapping[str, str]],
    currency: str,
    record_id: int | None,
    sentences: dict[str, str],
) -> _Lines:
    typed = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if any(line.get(name, "").strip() for name in ("item", "quantity", "unit_price"))
    ]
    numbers = [number for number, _line in typed]
    ids = purchase_items.line_ids([line for _number, line in typed])
    were = store.match(books.db, record_id or 0, ids)
    read = [
        _read_line(books, number, line, currency, was, sentences)
        for (number, line), was in zip(typed, were, strict=True)
    ]
    if record_id is not None:
        sentences |= purchase_items.refuse_below_received(books, record_id, ids, read, numbers)
    if not read:
        sentences["lines"] = _("Anote al menos una línea: qué se compró y a cuánto.")
    return _Lines(ids, read)


def _read_line(
    books: Books, number: int, texts: Mapping[str, str], currency: str, was: Row | None, sentences: dict[str, str]
) -> PurchaseLine | None:
    item = clean(texts.get("item", ""))
    if not item:
        sentences[f"line {number} item"] = _("Falta qué se compró.")
    if len(item) > 300:
        sentences[f"line {number} item"] = _("Es demasiado largo. Acórtelo a 300 letras.")
    if texts.get("category") not in CATEGORIES:
        sentences[f"line {number} category"] = _("Elija la clase de equipo.")
    quantity = price = 0
    try:
        quantity = money.read_quantity(texts.get("quantity", ""))
    except InvalidValue as invalid:
        sentences[f"line {number} quantity"] = str(invalid)
    try:
        price = money.read_amount(texts.get("unit_price", ""), currency=currency)
    except InvalidValue as invalid:
        sentences[f"line {number} unit_price"] = str(invalid)
    if quantity and price and not 0 < money.line_total(quantity, price) <= money.MAX_AMOUNT:
        sentences[f"line {number} unit_price"] = _("El importe de la línea no es posible. Revise cantidad y precio.")
    unit = clean(texts.get("unit", "")) or _("unidad")
    item_id, size, problems = purchase_items.of_purchase_line(books, item, texts.get("size", ""), quantity, unit, was)
    sentences |= {f"line {number} {name}": sentence for name, sentence in problems.items()}
    if any(name.startswith(f"line {number} ") for name in sentences):
        return None
    return PurchaseLine(
        item=item,
        category=texts["category"],
        quantity=quantity,
        unit=unit,
        unit_price=price,
        item_id=item_id,
        size=size,
    )


def _refuse_same_invoice(
    books: Books, values: Values, key: str, record_id: int | None, sentences: dict[str, str]
) -> None:
    supplier, paper = values.get("supplier_id"), values.get("document_type")
    same = store.same_paper(books.db, supplier, paper, key, but=record_id)
    if same is not None:
        told = (
            _("Este papel, del {day}, se retiró por error. Recupere la compra de la papelera.")
            if same["discarded"] == "yes"
            else _("Este papel ya está anotado, con fecha {day}. No se paga dos veces.")
        )
        sentences["number"] = told.format(day=format_date(same["purchased_on"]))


def _doubt_room(books: Books, values: Values, total: int) -> None:
    project, rate = values.get("project_id"), values.get("exchange_rate")
    if not isinstance(project, int):
        return
    soles = money.to_soles(total, rate) if isinstance(rate, int) else total
    left = lists.project_room(books.db, project)
    if left is None:
        words = _("El proyecto todavía no tiene presupuesto aprobado por la asamblea.")
    elif soles > left:
        words = _("Al proyecto le quedan {left} sin comprometer y esta compra es de {amount}.").format(
            left=money.format_money(left, "PEN"), amount=money.format_money(soles, "PEN")
        )
    else:
        return
    insist = _("Si está bien, guarde otra vez: al pagarla se pedirá el motivo.")
    raise InvalidRecord(doubts_sentence(1), {"project_id": f"{words} {insist}"})


def _line_row(line: PurchaseLine) -> Row:
    return {
        "item": line.item,
        "category": line.category,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "item_id": line.item_id,
        "size": line.size,
    }


def _index_items(books: Books, purchase_id: int, values: Values) -> None:
    """A purchase is also found by its supplier and by what was bought."""
    row = next(iter(lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})))
    text = f"{PURCHASES.search_text(values)} {row['supplier_name']} {row['items']}"
    rows.update(books.db, "purchases", purchase_id, {"search_text": records.searchable(text)})
