"""Whatever is done after a closing, the figures of the closed period stay: those of its acta, what each member owed at
its end, and the lists of its years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.premium import PREMIUM_INCOMES
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    advances,
    attachments,
    capital_acts,
    charges,
    checking,
    closings,
    corrections,
    debt_lines,
    discarding,
    hand_outs,
    premium,
    purchases,
    reallocations,
    receipts,
    reports,
    sample,
    trainings,
    undoing,
)
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.storage import closings as store
from ananea_desktop.storage import member_statistics, statistics
from ananea_desktop.storage import records as stored
from tests.builders import PERU, a_purchase, a_purchase_line

LAST = date(2026, 11, 30)
FIRST = LAST.replace(day=1)
TODAY = "05/12/2026"
LISTS = (
    *("aportaciones", "capital", "morosidad", "compras-por-proveedor", "compras-por-clase", "compras-por-proyecto"),
    *("entregas-equipo", "libro-caja", "libro-bancos", "libro-prima", "informe-prima", "lotes"),
)


@pytest.fixture(scope="module")
def closed() -> Books:
    """Eight years of the sample with their two actas, the last one of November, and a few days of December."""
    made = books_in_memory(clock=lambda: datetime(2026, 12, 5, 9, tzinfo=PERU))
    sample.write_sample(made)
    at_once(closings.close(made, "2026-11", confirmed=(closings.UNFINISHED, closings.TOGETHER)))
    return made


def figures(books: Books) -> dict[str, Any]:
    """What is signed, or may be printed again, of the closed period."""
    found: dict[str, Any] = {
        "acta": at_once(closings.balances(books, FIRST, LAST)),
        "all": at_once(closings.balances(books, date(2018, 1, 1), LAST)),
        "numbers": store.series_of(books.db, date(2018, 1, 1), LAST),
        "owed": member_statistics.owed(books.db, LAST),
        "bought": statistics.bought_between(books.db, date(2018, 1, 1), LAST),
        "trainings": statistics.trainings_between(books.db, date(2018, 1, 1), LAST),
        "spent": statistics.spent_by_project(books.db, date(2018, 1, 1), LAST),
    }
    for year in range(2018, 2026):
        for name in LISTS:
            found[f"{name} {year}"] = reports.make_report(books, name, year, "es", "csv")
    return found


def ids(books: Books, table: str) -> list[int]:
    return [int(row[0]) for row in books.db.execute(f"SELECT id FROM {table} ORDER BY id")]


def charges_of(books: Books, receipt_id: int) -> list[int]:
    query = """SELECT charge_id FROM settlements JOIN receipt_lines ON receipt_lines.id = receipt_line_id
        WHERE receipt_id = ?"""
    return [int(row[0]) for row in books.db.execute(query, (receipt_id,))]


def reallocated(books: Books, receipt_id: int) -> None:
    """One céntimo of its first line goes to the own fund."""
    lines = [{"fund_id": "2", "project_id": "", "amount": "0.01"}]
    draft = ReallocationDraft(receipt_id=receipt_id, lines=lines, reason="x", approved_by="x")
    reallocations.reallocate(books, draft, ALL)


def taken_off(books: Books, receipt_id: int) -> None:
    for charge_id in charges_of(books, receipt_id):
        debt_lines.take_off(books, receipt_id, charge_id)


def rendered(books: Books, receipt_id: int) -> None:
    line = {"fund_id": "2", "amount": "1.00", "concept": "x", "support_type": "mobility"}
    draft = RenditionDraft(advance_id=receipt_id, issued_on=TODAY, lines=[{**line, "spent_on": TODAY}])
    advances.render(books, draft, ALL)


def given_back(books: Books, receipt_id: int) -> None:
    receipts.issue(books, replace(advances.draft_to_settle(books, receipt_id), issued_on=TODAY), ALL)


def credited(books: Books, purchase_id: int) -> None:
    row = stored.get(books.db, PURCHASES, purchase_id)
    texts = a_purchase(row["supplier_id"], document_type="07", number=f"9{purchase_id}", purchased_on=TODAY)
    purchases.save(books, texts | {"credits_id": str(purchase_id)}, [a_purchase_line()])


def paid_for(books: Books, income_id: int) -> None:
    """The Central pays less than was noted, and only now."""
    texts = PREMIUM_INCOMES.texts(stored.get(books.db, PREMIUM_INCOMES, income_id))
    premium.save_income(books, texts | {"paid_usd": "1.00"}, [], income_id)


def in_papelera(work: Callable[[Books, str, int], str], table: str, books: Books, record_id: int) -> str:
    return work(books, table, record_id)


ACTS: dict[str, tuple[str, Callable[[Books, int], Any]]] = {
    "annul": ("receipts", lambda books, each: receipts.annul(books, each, "x")),
    "apply": ("receipts", lambda books, each: debt_lines.apply(books, each, ids(books, "charges"))),
    "take off": ("receipts", taken_off),
    "rendition": ("receipts", rendered),
    "given back": ("receipts", given_back),
    "reallocation": ("receipts", reallocated),
    "extorno": (
        "receipts",
        lambda books, each: corrections.reverse(books, ReversalDraft(receipt_id=each, reason="x"), ALL),
    ),
    "credit note": ("purchases", credited),
    "waiver": ("charges", lambda books, each: charges.waive(books, each, "x")),
    "charges annulled": ("charge_runs", lambda books, each: charges.annul_run(books, each, "x")),
    "hand-out annulled": ("hand_outs", lambda books, each: hand_outs.annul(books, each, "x")),
    "capital": ("capital_operations", lambda books, each: capital_acts.reverse(books, each, "x")),
    "signatures": ("training_sessions", trainings.sign_pending),
    "gold": ("premium_incomes", paid_for),
    **{f"set aside: {table}": (table, partial(in_papelera, discarding.discard, table)) for table in discarding.TYPES},
    **{
        f"brought back: {table}": (table, partial(in_papelera, discarding.recover, table)) for table in discarding.TYPES
    },
    "paper taken off": ("attachments", attachments.remove),
    "paper brought back": ("attachments", attachments.bring_back),
    "taken back": ("members", lambda books, _each: undoing.undo(books)),
}


def test_whatever_comes_after_the_closed_figures_stay(closed: Books) -> None:
    before = figures(closed)
    done: set[str] = set()
    for what, (table, act) in ACTS.items():
        for each in ids(closed, table):
            try:
                act(closed, each)
            except UserError:
                continue
            done.add(what)
        after = figures(closed)
        assert [name for name in before if before[name] != after[name]] == [], what
    corrections_tried = {"rendition", "given back", "reallocation", "extorno", "credit note", "waiver"}
    assert corrections_tried | {"paper taken off", "taken back"} <= done, "else nothing is tried"
    assert checking.check(closed).problems == []
