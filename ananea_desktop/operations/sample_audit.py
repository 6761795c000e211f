"""Sample evidence for who looks into the books: PCGE codes, a bank reconciled with its statement, a till counted."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.accounting import ACCOUNTING_CODES
from ananea_desktop.domain.cash_counts import DENOMINATIONS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.money import format_amount
from ananea_desktop.operations import cash_counts, reconciliations, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.reconciliations import ReconciliationDraft
from ananea_desktop.storage import records as kept

_TILL, _BANK, _DOLLARS = 1, 2, 3
_WITNESS = 8
"""The member of the sample who sits on the supervisory council."""

Act = tuple[date, Callable[[], object]]


def acts(books: Books) -> Iterator[Act]:
    """Each with the day it happens on."""
    yield date(2018, 1, 3), partial(_give_codes, books)
    yield date(2026, 11, 3), partial(_reconcile, books, date(2026, 10, 31))
    yield date(2026, 11, 20), partial(_count, books)


def _give_codes(books: Books) -> None:
    """Of the Plan Contable General Empresarial 2019; the funds are left to the accountant."""
    for account, code, name in (
        (_TILL, "101", _("Caja")),
        (_BANK, "1041", _("Cuentas corrientes operativas")),
        (_DOLLARS, "1041", _("Cuentas corrientes operativas")),
    ):
        records.save(
            books, ACCOUNTING_CODES, {"applies_to": "account", "account_id": str(account), "code": code, "name": name}
        )
    for concept, code, name in (
        (_("Mantenimiento de cuenta"), "6391", _("Gastos bancarios")),
        (_("ITF"), "6412", _("Impuesto a las transacciones financieras")),
    ):
        records.save(books, ACCOUNTING_CODES, {"applies_to": "concept", "concept": concept, "code": code, "name": name})


def _reconcile(books: Books, day: date) -> None:
    """All but the newest document, which the bank has not booked yet."""
    state = reconciliations.state(books, _BANK, format_date(day))
    ticked = state.pending[:-1]
    balance = state.before + sum(row["signed"] for row in ticked)
    draft = ReconciliationDraft(
        account_id=str(_BANK),
        statement_on=format_date(day),
        statement_balance=format_amount(balance),
        ticked=[row["id"] for row in ticked],
        token=f"sample-reconciliation-{day}",
    )
    reconciliations.reconcile(books, draft)


def _count(books: Books) -> None:
    """As the book says, in as few notes and coins as it takes."""
    left = cash_counts.tills(books)[0]["balance"]
    quantities = {}
    for denomination in DENOMINATIONS["PEN"]:
        quantities[str(denomination)] = str(left // denomination)
        left %= denomination
    witness = kept.get(books.db, MEMBERS, _WITNESS)
    draft = CashCountDraft(
        account_id=str(_TILL),
        quantities=quantities,
        witness_name=full_name(witness),
        witness_document=document_text(witness["document_type"], witness["document_number"]),
        witness_title=_("Consejo de vigilancia"),
        explanation=_("Redondeo de céntimos sin moneda") if left else "",
        token="sample-count",
    )
    cash_counts.count(books, draft)
