"""Sample data: what went wrong and how it was set right without editing, and a booklet for days without power."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import (
    booklets,
    corrections,
    office,
    reallocations,
    receipt_drafts,
    receipt_warnings,
    receipts,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft

Issue = Callable[[Books, ReceiptDraft], int]
"""Issues a draft on the day of the clock and gives its id."""
_PREMIUM, _OWN, _TILL = "1", "2", "1"
_GROUNDWATER, _PROTECTION = "12", "10"


def acts(books: Books, issue: Issue) -> Iterator[tuple[date, Callable[[], object]]]:
    """Each act with its day."""
    yield date(2026, 11, 17), partial(_reverse_double, books, issue)
    yield date(2026, 11, 18), partial(_reallocate_wrong, books, issue)
    yield date(2026, 11, 19), partial(_enter_booklet, books, issue)


def _spend(books: Books, issue: Issue, concept: str, amount: str, project: str) -> int:
    line = {"concept": concept, "amount": amount, "fund_id": _PREMIUM, "project_id": project}
    draft = ReceiptDraft(
        kind=ReceiptKind.OUT,
        party_name="Comercial San Román (muestra)",
        party_document="RUC 20000000007",
        supplier_id=6,
        account_id=_TILL,
        lines=[line],
    )
    return issue(books, draft)


def _reverse_double(books: Books, issue: Issue) -> None:
    """Paid twice, and the signed paper was handed out: taken back by an extorno."""
    receipt_id = _spend(books, issue, _("Cintas de señalización"), "46.00", _PROTECTION)
    reason = _("Se pagó dos veces la misma compra")
    corrections.reverse(books, ReversalDraft(receipt_id=receipt_id, reason=reason, token="sample-extorno"))


def _reallocate_wrong(books: Books, issue: Issue) -> None:
    """Charged to the wrong project: moved to the right one."""
    receipt_id = _spend(books, issue, _("Letreros de seguridad para la mina"), "64.00", _GROUNDWATER)
    draft = ReallocationDraft(
        receipt_id=receipt_id,
        lines=[{"fund_id": _PREMIUM, "project_id": _PROTECTION, "amount": "64.00"}],
        reason=_("Los letreros son del proyecto de protección personal"),
        approved_by=office.letterhead(books).president_name,
        token="sample-reimputacion",
    )
    reallocations.reallocate(books, draft, confirmed=receipt_warnings.ALL)


def _enter_booklet(books: Books, issue: Issue) -> None:
    """A day without power: three leaves were used, and the last of them was spoilt."""
    booklet = booklets.register(books, ReceiptKind.IN, "1", "50")
    entered = 0
    for number, member_id in ((1, 13), (2, 14), (3, 15)):
        draft = receipt_drafts.for_member(books, member_id)
        draft.lines = [{"concept": _("Cuota ordinaria del bimestre"), "amount": "50.00", "fund_id": _OWN}]
        draft.account_id, draft.booklet, draft.booklet_number = _TILL, booklet.series, str(number)
        entered = issue(books, draft)
    receipts.annul(books, entered, _("Hoja malograda"))
