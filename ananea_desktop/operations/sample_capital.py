"""The aportaciones of the sample: held before, subscribed, passed on, paid back, and two certificates."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS, SHARE_VALUE
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.operations import (
    capital_acts,
    capital_refunds,
    contribution_certificates,
    receipt_warnings,
    records,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import OpeningsDraft, SubscriptionDraft, TransferDraft, member_text
from ananea_desktop.operations.capital_refunds import RefundDraft
from ananea_desktop.storage import lists
from ananea_desktop.storage import records as record_store
from ananea_desktop.storage.rows import Row

_TILL = "1"
_TOKEN = "sample-capital-"
_ANYWAY = (*capital_acts.ALL, *capital_refunds.ALL, *contribution_certificates.ALL, *receipt_warnings.ALL)
_FIRST_DAY = date(2018, 1, 3)
_AMOUNTS = ("500.00", "450.00", "400.00")
"""What members held when the books began, in turn."""

Act = tuple[date, Callable[[], object]]


def acts(books: Books) -> Iterator[Act]:
    """Each with the day it happens on."""
    yield _FIRST_DAY, partial(_begin, books)
    yield date(2024, 3, 16), partial(_transfer, books, 21, 4, "100.00")
    for member_id, day in ((13, date(2026, 2, 14)), (14, date(2026, 2, 14))):
        yield day, partial(_subscribe, books, member_id, "250.00", date(2026, 6, 30))
    yield date(2026, 8, 22), partial(_refund, books, 8, "75.00")
    for member_id in (4, 8):
        yield date(2026, 9, 5), partial(_certify, books, member_id)


def _begin(books: Books) -> None:
    """The value of one aportación, and what those who were members then held."""
    value = {"name": SHARE_VALUE, "valid_from": format_date(_FIRST_DAY), "currency": "PEN", "amount": "25.00"}
    records.save(books, LEGAL_AMOUNTS, value)
    members = lists.members(books.db, conditions={"members.kind = ?": "member"}, limit=-1)
    held = [row for row in members if row["admitted_on"] is not None and row["admitted_on"] <= _FIRST_DAY]
    lines = [
        {"member": member_text(row), "amount": _AMOUNTS[number % len(_AMOUNTS)]} for number, row in enumerate(held)
    ]
    evidence = _("Padrón de socios anterior, folio {folio}").format(folio=20)
    draft = OpeningsDraft(operated_on=_today(books), evidence=evidence, lines=lines, token=f"{_TOKEN}openings")
    capital_acts.open_balances(books, draft, _ANYWAY)


def _subscribe(books: Books, member_id: int, amount: str, due_on: date) -> None:
    draft = SubscriptionDraft(
        member=member_text(_member(books, member_id)),
        amount=amount,
        operated_on=_today(books),
        due_on=format_date(due_on),
        acta=_("Asamblea del {day}").format(day=_today(books)),
        token=f"{_TOKEN}subscribe-{member_id}",
    )
    capital_acts.subscribe(books, draft, _ANYWAY)


def _transfer(books: Books, member_id: int, other_id: int, amount: str) -> None:
    draft = TransferDraft(
        member=member_text(_member(books, member_id)),
        counterpart=member_text(_member(books, other_id)),
        amount=amount,
        operated_on=_today(books),
        acta=_("Consejo de administración, acta {number}").format(number=31),
        token=f"{_TOKEN}transfer-{member_id}",
    )
    capital_acts.transfer(books, draft, _ANYWAY)


def _refund(books: Books, member_id: int, amount: str) -> None:
    """A part, by agreement: the members of the sample all stay."""
    row = _member(books, member_id)
    draft = RefundDraft(
        member=member_text(row),
        amount=amount,
        party_name=full_name(row),
        party_document=document_text(row["document_type"], row["document_number"]),
        issued_on=_today(books),
        account_id=_TILL,
        acta=_("acta {number}").format(number=58),
        token=f"{_TOKEN}refund-{member_id}",
    )
    capital_refunds.refund(books, draft, _ANYWAY)


def _certify(books: Books, member_id: int) -> None:
    contribution_certificates.issue(books, member_id, _ANYWAY, f"{_TOKEN}certificate-{member_id}")


def _member(books: Books, member_id: int) -> Row:
    return record_store.get(books.db, MEMBERS, member_id)


def _today(books: Books) -> str:
    return format_date(books.today())
