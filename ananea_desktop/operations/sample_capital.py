"""The aportaciones of the sample: held before, subscribed, passed on, paid back, and two certificates."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS, SHARE_VALUE
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_amount
from ananea_desktop.operations import (
    capital_acts,
    capital_refunds,
    contribution_certificates,
    receipt_drafts,
    receipt_warnings,
    records,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import OpeningsDraft, SubscriptionDraft, TransferDraft, member_text
from ananea_desktop.operations.capital_refunds import RefundDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import charges, lists
from ananea_desktop.storage.rows import Row

_TILL, _BANK = "1", "2"
_TOKEN = "sample-capital-"
_ANYWAY = (*capital_acts.ALL, *capital_refunds.ALL, *contribution_certificates.ALL, *receipt_warnings.ALL)
_FIRST_DAY = date(2018, 1, 3)
_AMOUNTS = ("500.00", "450.00", "400.00")
"""What members held when the books began, in turn."""

Act = tuple[date, Callable[[], object]]
Issue = Callable[[Books, ReceiptDraft], int]


def acts(books: Books, issue: Issue) -> Iterator[Act]:
    """Each with the day it happens on."""
    yield _FIRST_DAY, partial(_begin, books)
    yield date(2022, 4, 20), partial(_refund, books, "00031207", "", "")
    yield date(2024, 3, 16), partial(_transfer, books, "00052871", "00041002", "100.00")
    yield date(2024, 11, 20), partial(_refund, books, "00029844", "Huanca Mamani, Pedro", "DNI 00071444")
    for document in ("00047011", "00047790"):
        yield date(2026, 2, 14), partial(_subscribe, books, document, "250.00", date(2026, 12, 31))
    for day, document, amount in (
        (date(2026, 3, 20), "00047011", "100.00"),
        (date(2026, 5, 22), "00047790", "250.00"),
        (date(2026, 9, 18), "00047011", "75.00"),
    ):
        yield day, partial(_pay, books, document, amount, issue)
    for document in ("00041002", "00047790"):
        yield date(2026, 9, 5), partial(_certify, books, document)


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


def _subscribe(books: Books, document: str, amount: str, due_on: date) -> None:
    draft = SubscriptionDraft(
        member=member_text(_member(books, document)),
        amount=amount,
        operated_on=_today(books),
        due_on=format_date(due_on),
        acta=_("Asamblea del {day}").format(day=_today(books)),
        token=f"{_TOKEN}subscribe-{document}",
    )
    capital_acts.subscribe(books, draft, _ANYWAY)


def _pay(books: Books, document: str, amount: str, issue: Issue) -> None:
    """A part of what was subscribed, or all of it, into the till."""
    owed = charges.open_of_member(books.db, _member(books, document)["id"])
    draft = receipt_drafts.for_debts(books, [row["id"] for row in owed if row["kind"] == ChargeKind.CONTRIBUTION])
    draft.lines[0]["amount"] = amount
    draft.account_id = _TILL
    issue(books, draft)


def _transfer(books: Books, document: str, other: str, amount: str) -> None:
    draft = TransferDraft(
        member=member_text(_member(books, document)),
        counterpart=member_text(_member(books, other)),
        amount=amount,
        operated_on=_today(books),
        acta=_("Consejo de administración, acta {number}").format(number=31),
        token=f"{_TOKEN}transfer-{document}",
    )
    capital_acts.transfer(books, draft, _ANYWAY)


def _refund(books: Books, document: str, heir: str, heir_document: str) -> None:
    """All that who left had, to him or to the heir, out of the bank."""
    row = _member(books, document)
    draft = RefundDraft(
        member=member_text(row),
        amount=format_amount(capital_acts.held(books, row["id"])),
        party_name=heir or full_name(row),
        party_document=heir_document or document_text(row["document_type"], row["document_number"]),
        issued_on=_today(books),
        account_id=_BANK,
        method="transfer",
        operation_number=f"D{document[-4:]}",
        acta=_("acta {number}").format(number=58),
        token=f"{_TOKEN}refund-{document}",
    )
    capital_refunds.refund(books, draft, _ANYWAY)


def _certify(books: Books, document: str) -> None:
    member_id = _member(books, document)["id"]
    contribution_certificates.issue(books, member_id, _ANYWAY, f"{_TOKEN}certificate-{document}")


def _member(books: Books, document: str) -> Row:
    """By the document, which stays whoever is added before."""
    found = capital_acts.member_of(books, document)
    assert found is not None
    return found


def _today(books: Books) -> str:
    return format_date(books.today())
