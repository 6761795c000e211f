"""The dues, fines and debts of the sample: a yearly due that most paid, one for two, some in part; and one waived."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.operations import charges, receipt_drafts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import charges as store

Issue = Callable[[Books, ReceiptDraft], int]
"""Issues a draft on the day of the clock and gives its id."""
_TILL = "1"
_FINED, _WAIVED = 17, 30
_NOT_PAID, _IN_PART = (6, 17, 23, 28), (15, 22)
_FOR_ANOTHER = {9: 10}
"""Who pays, and for whom too."""


def acts(books: Books, issue: Issue) -> Iterator[tuple[date, Callable[[], object]]]:
    """Each with the day it happens on; what is collected on the day of the cash count comes before it."""
    fine = {"kind": ChargeKind.FINE, "amount": "30.00", "members": (_FINED,)}
    yield date(2026, 7, 4), partial(_charge, books, _("Inasistencia a la faena"), date(2026, 7, 31), **fine)
    dues = {"kind": ChargeKind.ORDINARY_DUE, "amount": "60.00"}
    yield date(2026, 10, 3), partial(_charge, books, _("Cuota anual 2026"), date(2026, 10, 31), **dues)
    yield date(2026, 11, 7), partial(_waive, books)
    roof = {"kind": ChargeKind.EXTRAORDINARY_DUE, "amount": "25.00"}
    yield date(2026, 11, 14), partial(_charge, books, _("Techo del almacén"), date(2026, 12, 31), **roof)
    yield date(2026, 11, 20), partial(_collect, books, issue, range(1, 100))


def _charge(books: Books, concept: str, due_on: date, **parts: object) -> None:
    draft = ChargeDraft(
        concept=concept,
        charged_on=format_date(books.today()),
        due_on=format_date(due_on),
        acta=_("Asamblea del {day}").format(day=format_date(books.today())),
        token=f"sample-charge-{books.today()}",
    )
    for name, value in parts.items():
        setattr(draft, name, value)
    charges.make(books, draft)


def _yearly(books: Books, member_id: int) -> int | None:
    """The open yearly due of a member."""
    found = [row["id"] for row in store.open_of_member(books.db, member_id) if row["kind"] == ChargeKind.ORDINARY_DUE]
    return found[0] if found else None


def _waive(books: Books) -> None:
    charge_id = _yearly(books, _WAIVED)
    assert charge_id is not None
    charges.waive(books, charge_id, _("Accidente de trabajo; lo acordó el consejo de administración"))


def _collect(books: Books, issue: Issue, members: range) -> None:
    for member_id in members:
        owed = [_yearly(books, each) for each in (member_id, _FOR_ANOTHER.get(member_id)) if each is not None]
        ids = [each for each in owed if each is not None]
        if not ids or member_id in _NOT_PAID:
            continue
        draft = receipt_drafts.for_debts(books, ids)
        draft.account_id = _TILL
        if member_id in _IN_PART:
            draft.lines[0]["amount"] = "30.00"
        issue(books, draft)
