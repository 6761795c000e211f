"""Every operation that would write into a closed month is refused in words, beside the field where there is one, and
nothing is written; undoing, the papelera, versions and imports meet the same refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.errors import ClosedPeriod, InvalidRecord, UserError
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS
from ananea_desktop.domain.premium import PREMIUM_RATES
from ananea_desktop.domain.projects import HEADINGS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.tax_rates import TAX_RATES
from ananea_desktop.operations import (
    advances,
    bank_notes,
    capital_acts,
    charges,
    closings,
    debt_lines,
    discarding,
    hand_outs,
    openings,
    premium,
    projects,
    purchases,
    receipts,
    records,
    stock,
    trainings,
    transfers,
    undoing,
    versions,
)
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import OpeningsDraft, SubscriptionDraft
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.hand_outs import DonationDraft, HandOutDraft
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.operations.stock import CountDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import records as store
from tests import sheets
from tests.builders import (
    OWN,
    TILL,
    a_draft,
    a_line,
    a_project,
    a_purchase,
    a_purchase_line,
    a_supplier,
    a_training,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_item,
    save_member,
    save_project,
    save_supplier,
    save_training,
)
from tests.operations.test_importing import brought, planned
from tests.operations.test_premium_incomes import a_lot

DAY = "15/10/2026"
CLOSED = "hasta el 31/10/2026"


@pytest.fixture
def books(books: Books) -> Books:
    """One of each thing in October, which is closed, by the ids 1; an open bank and a second purchase in November."""
    save_member(books)
    save_member(books, document_number="10000002")
    save_project(books, budget="1000.00")
    bank = save_account(books, currency="PEN", name="Banco")
    issued(books, a_line(project_id="1"), issued_on=DAY)
    issued(books, issued_on=DAY, account_id=bank)
    issue_anyway(books, an_egreso(a_line(amount="9.00"), issued_on=DAY, is_advance=True))
    supplier = save_supplier(books)
    purchases.save(books, a_purchase(supplier, purchased_on=DAY), [a_purchase_line()])
    purchases.save(books, a_purchase(supplier, number="124"), [a_purchase_line()])
    purchases.save(books, a_purchase(supplier, number="125", purchased_on=DAY), [a_purchase_line()])
    discarding.discard(books, "purchases", 3)
    save_training(books, attendance=[1], held_on=DAY)
    save_training(books, held_on="01/11/2026")
    save_item(books, "20")
    charges.make(books, ChargeDraft(concept="Cuota", amount="5", charged_on=DAY, due_on="30/11/2026"))
    hand_outs.hand_out(books, a_hand_out(DAY))
    premium.save_income(books, a_lot(exported_on=DAY), [{"reason": "Flete", "usd": "1.00"}])
    records.save(books, FIXED_ASSETS, an_asset())
    at_once(closings.close(books, "2026-10", confirmed=(closings.UNFINISHED,)))
    return books


@contextmanager
def refused(books: Books, error: type[UserError], match: str = CLOSED) -> Iterator["pytest.ExceptionInfo[Any]"]:
    """With nothing written."""
    before = list(books.db.iterdump())
    with pytest.raises(error, match=match) as refusal:
        yield refusal
    assert list(books.db.iterdump()) == before


def a_hand_out(day: str) -> HandOutDraft:
    lines = [{"stock": "Casco", "quantity": "1", "reason": "new"}]
    return HandOutDraft(member_id="1", handed_on=day, lines=lines, token=f"t {day}")


def an_asset(**changes: str) -> dict[str, str]:
    given = {
        "code": "A-1",
        "name": "Bomba",
        "category": "plant",
        "place": "Mina",
        "condition": "good",
        "acquired_on": DAY,
        "value": "900.00",
    }
    return given | changes


OWN_LINES = [{"fund_id": OWN, "amount": "1.00", "concept": "x"}]
NEW: dict[str, tuple[Callable[[Books], Any], str]] = {
    "receipt": (lambda books: receipts.issue(books, a_draft(issued_on=DAY), ALL), "issued_on"),
    "egreso": (lambda books: receipts.issue(books, an_egreso(issued_on=DAY), ALL), "issued_on"),
    "transfer": (
        lambda books: transfers.make(
            books, TransferDraft(from_account=TILL, to_account="2", issued_on=DAY, lines=OWN_LINES), ALL
        ),
        "issued_on",
    ),
    "bank note": (
        lambda books: bank_notes.make(books, BankNoteDraft(account_id="2", issued_on=DAY, lines=OWN_LINES), ALL),
        "issued_on",
    ),
    "opening": (
        lambda books: openings.make(
            books, OpeningDraft(account_id=TILL, issued_on=DAY, lines=OWN_LINES, evidence="x"), ALL
        ),
        "issued_on",
    ),
    "rendition": (
        lambda books: advances.render(
            books,
            RenditionDraft(
                advance_id=3,
                issued_on=DAY,
                lines=[{**OWN_LINES[0], "support_type": "receipt", "support_number": "1", "spent_on": DAY}],
            ),
            ALL,
        ),
        "issued_on",
    ),
    "charge": (lambda books: charges.make(books, ChargeDraft(concept="x", amount="5", charged_on=DAY)), "charged_on"),
    "capital opening": (
        lambda books: capital_acts.open_balances(
            books, OpeningsDraft(operated_on=DAY, evidence="x", lines=[{"member": "00041527", "amount": "5"}])
        ),
        "operated_on",
    ),
    "subscription": (
        lambda books: capital_acts.subscribe(
            books, SubscriptionDraft(member="00041527", amount="5", operated_on=DAY, due_on=DAY)
        ),
        "operated_on",
    ),
    "purchase": (
        lambda books: purchases.save(books, a_purchase(1, number="9", purchased_on=DAY), [a_purchase_line()]),
        "purchased_on",
    ),
    "purchase moved": (
        lambda books: purchases.save(books, a_purchase(1, number="124", purchased_on=DAY), [a_purchase_line()], 2),
        "purchased_on",
    ),
    "training": (lambda books: save_training(books, held_on=DAY), "held_on"),
    "hand-out": (lambda books: hand_outs.hand_out(books, replace(a_hand_out(DAY), token="other")), "handed_on"),
    "donation": (
        lambda books: hand_outs.donate(
            books,
            DonationDraft(
                handed_on=DAY,
                receiver_name="Escuela",
                lines=[{"stock": "Casco", "quantity": "1"}],
                beneficiaries={"children": {"women": "1"}},
            ),
        ),
        "handed_on",
    ),
    "stock": (
        lambda books: stock.adjust(
            books, CountDraft(moved_on=DAY, reason="x", lines=[{"stock": "Casco", "counted": "3"}])
        ),
        "moved_on",
    ),
    "premium": (lambda books: premium.save_income(books, a_lot(lot="otro", exported_on=DAY)), "exported_on"),
}


@pytest.mark.parametrize("what", NEW)
def test_nothing_is_dated_into_the_closed_month(books: Books, what: str) -> None:
    make, field = NEW[what]
    with refused(books, InvalidRecord, match="Corrija") as refusal:
        make(books)
    assert CLOSED in refusal.value.problems[field]


OLD: dict[str, Callable[[Books], Any]] = {
    "purchase": lambda books: purchases.save(
        books, a_purchase(1, purchased_on=DAY), [a_purchase_line(id="1", unit_price="46.00")], 1
    ),
    "purchase to november": lambda books: purchases.save(books, a_purchase(1), [a_purchase_line(id="1")], 1),
    "purchase set aside": lambda books: discarding.discard(books, "purchases", 1),
    "purchase brought back": lambda books: discarding.recover(books, "purchases", 3),
    "training": lambda books: trainings.save(books, a_training(held_on=DAY, duration="5"), record_id=1),
    "attendance": lambda books: attendances_of(books, []),
    "charge": lambda books: charges.annul_run(books, 1, "x"),
    "debt of then": lambda books: debt_lines.apply(books, 1, [1]),
    "supplier": lambda books: records.save(books, SUPPLIERS, a_supplier(ruc="20100070970"), 1),
    "hand-out": lambda books: hand_outs.annul(books, 1, "x"),
    "premium": lambda books: premium.save_income(books, a_lot(exported_on=DAY, gross_mg="1"), (), 1),
    "asset": lambda books: records.save(books, FIXED_ASSETS, an_asset(value="901.00"), 1),
    "account": lambda books: records.save(
        books, ACCOUNTS, {"name": "Otra", "kind": "till", "currency": "PEN"}, 1, ("name",)
    ),
    "fund": lambda books: records.save(books, FUNDS, {"name": "Otro", "kind": "own"}, 2, ("name",)),
    "project": lambda books: projects.save(books, a_project(name="Otro", state="approved"), 1),
    "heading": lambda books: records.save(books, HEADINGS, {"name": "Otro"}, 2, ("name",)),
    "tax rate": lambda books: records.save(
        books, TAX_RATES, {"name": "igv", "valid_from": "01/03/2011", "percent": "17"}, 1, ("percent", "valid_from")
    ),
    "tax rate of then": lambda books: records.save(
        books, TAX_RATES, {"name": "igv", "valid_from": "01/10/2026", "percent": "17"}, None, ("percent", "valid_from")
    ),
    "legal amount": lambda books: records.save(
        books,
        LEGAL_AMOUNTS,
        {"name": "minimum_wage", "valid_from": "01/10/2026", "currency": "PEN", "amount": "1,200.00"},
    ),
    "premium rate": lambda books: records.save(
        books, PREMIUM_RATES, {"metal": "gold", "valid_from": "01/10/2026", "usd_per_kg": "2,500.00"}
    ),
}


def attendances_of(books: Books, members: list[int]) -> None:
    trainings.save(books, a_training(held_on=DAY), members, 1)


@pytest.mark.parametrize("what", OLD)
def test_nothing_of_the_closed_month_is_changed(books: Books, what: str) -> None:
    with refused(books, ClosedPeriod):
        OLD[what](books)


def test_a_receipt_is_not_annulled(books: Books) -> None:
    with refused(books, InvalidRecord, match="ese período ya está cerrado"):
        receipts.annul(books, 1, "x")


def test_an_attendance_brought_from_a_sheet_stays_out(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.xlsx([["DNI"], ["10000002"]]))
    with refused(books, ClosedPeriod):
        brought(books, path, "asistencia", 1)


def test_debts_of_a_closed_month_are_told_by_row(books: Books, tmp_path: Path) -> None:
    headings = ["DNI", "Qué se debe", "Concepto", "Importe", "Vence"]
    rows = [headings, ["00041527", "Cuota ordinaria", "Cuota de setiembre", "50", "30/09/2026"]]
    plan = planned(books, sheets.saved(tmp_path, sheets.xlsx(rows)), "deudas")
    assert [CLOSED in each.sentence for each in plan.problems.shown] == [True]


def test_what_was_paid_then_still_pays_what_is_charged_later(books: Books) -> None:
    charges.make(books, ChargeDraft(concept="Multa", amount="5", charged_on="05/11/2026", due_on="30/11/2026"))
    later = books.db.execute("SELECT id FROM charges WHERE charge_run_id = 2 AND member_id = 1").fetchone()[0]
    assert debt_lines.apply(books, 1, [later]) == 500
    debt_lines.take_off(books, 1, later)


def test_what_is_left_open_is_still_noted_and_undone(books: Books) -> None:
    texts = a_purchase(1, purchased_on=DAY, notes="Falta la constancia")
    purchases.save(books, texts, [a_purchase_line(id="1")], 1)
    assert store.get(books.db, PURCHASES, 1)["notes"] == "Falta la constancia"
    undoing.undo(books)
    assert store.get(books.db, PURCHASES, 1)["notes"] == ""


def test_a_signature_that_came_later_is_not_undone(books: Books) -> None:
    """The same walk backwards meets the refusal of the file."""
    trainings.sign_pending(books, 1)
    with refused(books, ClosedPeriod):
        undoing.undo(books)


def test_an_old_version_does_not_come_back(books: Books) -> None:
    """What the form gets from the history is saved through the same gate."""
    changed = a_purchase(1, number="126")
    purchases.save(books, changed, [a_purchase_line(id="2")], 2)
    at_once(closings.close(books, "2026-11", confirmed=(closings.UNFINISHED, closings.EARLY)))
    older = versions.version(books, PURCHASES, 2, first_version(books, 2))
    with refused(books, ClosedPeriod, match="hasta el 30/11/2026"):
        purchases.save(books, older.texts, [a_purchase_line(id="2")], 2)


def first_version(books: Books, purchase_id: int) -> int:
    query = "SELECT min(id) FROM history WHERE table_name = 'purchases' AND record_id = ?"
    return int(books.db.execute(query, (purchase_id,)).fetchone()[0])
