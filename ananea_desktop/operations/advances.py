"""Advances to be accounted for (entregas con cargo a rendir): given by an egreso, rendered, returned or refunded."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.legal_amounts import MINIMUM_WAGE, MOBILITY_PERCENT
from ananea_desktop.domain.receipts import SUPPORT_TYPES, Flow, Receipt, ReceiptKind, ReceiptLine, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import numbered
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.receipt_warnings import Warnings, ask, warnings
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import advances as store
from ananea_desktop.storage import legal_amounts
from ananea_desktop.storage import receipts as receipt_store
from ananea_desktop.storage.rows import Row

MOBILITY_LIMIT = "mobility_limit"
OVER_ADVANCE = "over_advance"
SPENT_LATER = "spent_later"
ALL = (MOBILITY_LIMIT, OVER_ADVANCE, SPENT_LATER)
"""What only a rendition is asked; as ``receipt_warnings.ALL``, for who knows what he does."""


@dataclass(kw_only=True)
class RenditionDraft:
    """What an advance was spent on, as it is being typed."""

    advance_id: int
    issued_on: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with spent_on, concept, support_type, support_number, fund_id, project_id, purchase_id and amount; one
    without a purchase has that of the advance."""
    spending_reason: str = ""
    """Why it spends on a project beyond what was approved."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def get(books: Books, receipt_id: int) -> Row | None:
    """An advance with what became of it; None where the receipt is none."""
    return store.advance(books.db, receipt_id)


def renditions(books: Books, receipt_id: int) -> list[Receipt]:
    """The renditions, returns and refunds of an advance, oldest first."""
    return [
        receipt_store.get(books.db, each) for each in receipt_store.ids_referring(books.db, "advance_id", receipt_id)
    ]


@needs(Right.MONEY)
def render(books: Books, draft: RenditionDraft, confirmed: Collection[str] = ()) -> Receipt:
    """Notes what an advance was spent on: from now on it is spending. Raises InvalidRecord and NeedsConfirmation."""
    earlier = receipt_store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return receipt_store.get(books.db, earlier)
    rendition = _read(books, draft)
    ask([*warnings(books, rendition), *_doubts(books, rendition)], confirmed, draft.spending_reason)
    return numbered.written(
        books, draft.token, lambda db: numbered.insert(books, db, rendition, draft.token, draft.spending_reason)
    )


def _read(books: Books, draft: RenditionDraft) -> Receipt:
    advance = store.advance(books.db, draft.advance_id)
    if advance is None:
        raise UserError(_("Esa entrega por rendir ya no está abierta."))
    given = receipt_store.get(books.db, draft.advance_id)
    reading = Reading(books)
    issued_on = reading.open_day("issued_on", draft.issued_on)
    lines = reading.lines(draft.lines, given.currency)
    supported = [_supported(books, reading, number, each) for number, each in enumerate(draft.lines, start=1)]
    reading.refuse()
    return numbered.made_up(
        books,
        ReceiptKind.RENDITION,
        issued_on,
        [
            replace(_for_the_same(line, given), flow=Flow.OUT, sign=-1, **support)
            for line, support in zip(lines, supported, strict=True)
        ],
        currency=given.currency,
        exchange_rate=given.exchange_rate,
        party=given.party,
        advance_id=given.id,
        advance_number=given.number_text,
    )


def _for_the_same(line: ReceiptLine, given: Receipt) -> ReceiptLine:
    """A line with the purchase or training that the advance was given for, where there is no doubt which."""
    if line.purchase_id is not None or line.training_session_id is not None:
        return line
    place = line.fund_id, line.project_id
    same_place = [each for each in given.lines if (each.fund_id, each.project_id) == place]
    purposes = {(each.purchase_id, each.training_session_id) for each in same_place or given.lines}
    if len(purposes) > 1:
        return line
    ((purchase_id, training_session_id),) = purposes
    return replace(line, purchase_id=purchase_id, training_session_id=training_session_id)


def _supported(books: Books, reading: Reading, number: int, texts: Mapping[str, str]) -> dict[str, Any]:
    """Support and day of one line."""
    kind = texts.get("support_type", "")
    if kind not in SUPPORT_TYPES:
        reading.problems[f"line {number} support_type"] = _("Elija con qué papel se sustenta.")
    support_number = clean(texts.get("support_number", ""))
    if kind in ("01", "03", "02") and not support_number:
        reading.problems[f"line {number} support_number"] = _("Falta el número del comprobante.")
    day: date | None = None
    try:
        day = dates.read_date(texts.get("spent_on", ""), books.today())
    except InvalidValue as invalid:
        reading.problems[f"line {number} spent_on"] = str(invalid)
    return {"support_type": kind, "support_number": support_number[:60], "spent_on": day}


def _doubts(books: Books, rendition: Receipt) -> Warnings:
    """What is unusual about a rendition and about no other document."""
    found = [(OVER_ADVANCE, each) for each in _over_advance(books, rendition)]
    found += [(SPENT_LATER, each) for each in _spent_later(books, rendition)]
    return found + [(MOBILITY_LIMIT, each) for each in _mobility(books, rendition)]


def _over_advance(books: Books, rendition: Receipt) -> Iterator[str]:
    assert rendition.advance_id is not None
    advance = store.advance(books.db, rendition.advance_id)
    if advance is not None and rendition.total > advance["left"]:
        yield _(
            "De la entrega N.º {number} quedan {left} por rendir y esta rendición suma {total}: la cooperativa le"
            " debería {owed} a la persona."
        ).format(
            number=rendition.advance_number,
            left=money.format_money(max(0, advance["left"]), rendition.currency),
            total=money.format_money(rendition.total, rendition.currency),
            owed=money.format_money(rendition.total - advance["left"], rendition.currency),
        )


def _spent_later(books: Books, rendition: Receipt) -> Iterator[str]:
    for line in rendition.lines:
        if line.spent_on is not None and line.spent_on > books.today():
            yield _("El gasto «{concept}» dice el {day}, un día que todavía no llega. Revise el año.").format(
                concept=line.concept, day=format_date(line.spent_on)
            )


def _mobility(books: Books, rendition: Receipt) -> Iterator[str]:
    """Trips without vouchers above the daily limit, which is in soles (Income-Tax Regulation, art. 21 inc. v; domain.md
    §3.3)."""
    by_day: dict[date, int] = {}
    for line in rendition.lines:
        if line.support_type == "mobility" and line.spent_on is not None:
            rate = rendition.exchange_rate
            soles = line.amount if rate is None else money.to_soles(line.amount, rate)
            by_day[line.spent_on] = by_day.get(line.spent_on, 0) + soles
    for day, amount in sorted(by_day.items()):
        wage = legal_amounts.amount_on(books.db, MINIMUM_WAGE, "PEN", day)
        if wage is not None and amount * 100 > wage * MOBILITY_PERCENT:
            yield _(
                "La movilidad del {day} suma {amount}. Sin comprobante se deduce hasta {limit} por persona y día"
                " (4 % de la remuneración mínima): lo demás pide boleta o factura."
            ).format(
                day=format_date(day),
                amount=money.format_money(amount, "PEN"),
                limit=money.format_money(wage * MOBILITY_PERCENT // 100, "PEN"),
            )


def draft_to_settle(books: Books, receipt_id: int) -> ReceiptDraft:
    """The receipt that closes an advance: an ingreso for what is returned, or an egreso for what is refunded.

    Raises UserError where nothing is left.
    """
    advance = store.advance(books.db, receipt_id)
    if advance is None or advance["left"] == 0:
        raise UserError(_("Esa entrega ya está rendida: no queda nada por devolver ni reembolsar."))
    given = receipt_store.get(books.db, receipt_id)
    is_return = advance["left"] > 0
    concept = (
        N_("Devolución de la entrega a rendir N.º {number}")
        if is_return
        else N_("Reembolso de la entrega a rendir N.º {number}")
    )
    first = given.lines[0]
    line = {
        "concept": concept.format(number=number_text(advance["series"], advance["number"])),
        "amount": money.format_amount(abs(advance["left"])),
        "fund_id": str(first.fund_id),
        "project_id": str(first.project_id or ""),
    }
    return ReceiptDraft(
        kind=ReceiptKind.IN if is_return else ReceiptKind.OUT,
        party_name=given.party.name,
        party_document=given.party.document,
        member_id=given.party.member_id,
        supplier_id=given.party.supplier_id,
        lines=[line],
        account_id=str(given.account_id or ""),
        exchange_rate=money.format_rate(given.exchange_rate) if given.exchange_rate else "",
        advance_id=given.id,
    )


def given(books: Books, receipt_id: int) -> Receipt:
    """The egreso by which an advance was given."""
    return receipt_store.get(books.db, receipt_id)
