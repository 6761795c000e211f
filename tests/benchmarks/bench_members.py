"""The statement of one member among 1,000,000 receipts, against the bare SQL of the same rows."""

import shutil
import time
from datetime import date
from functools import cache

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.dates import months_later
from ananea_desktop.operations import debt_reports
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import rows
from tests.benchmarks.big_book import MEMBERS, YEARS, book_of
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, at_end

RECEIPTS = 1_000_000
_DUE, _PART = 5_000, 2_000
"""Céntimos charged each month, and paid of it at first."""

_CHARGED = """SELECT charged_on, 0, kind, concept, currency, amount, due_on, NULL, NULL, charges.id
    FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
    WHERE member_id = ? AND charge_run_id NOT IN (SELECT charge_run_id FROM charge_run_annulments)"""
_PAID = """SELECT issued_on, 2, charge_runs.kind, charge_runs.concept, charge_runs.currency, -settlements.amount,
        due_on, series, number, charges.id
    FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id JOIN settlements ON charge_id = charges.id
    JOIN receipt_lines ON receipt_lines.id = receipt_line_id JOIN receipts ON receipts.id = receipt_lines.receipt_id
    WHERE charges.member_id = ? AND charge_run_id NOT IN (SELECT charge_run_id FROM charge_run_annulments)
        AND receipts.id NOT IN (SELECT receipt_id FROM receipt_annulments)
        AND NOT EXISTS (SELECT 1 FROM receipts AS taken WHERE taken.corrects_id = receipts.id
            AND taken.direction = -receipts.direction
            AND taken.id NOT IN (SELECT receipt_id FROM receipt_annulments))"""
_WAIVED = """SELECT waived_on, 1, kind, concept, currency, -charge_waivers.amount, due_on, NULL, NULL, charges.id
    FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id JOIN charge_waivers ON charge_id = charges.id
    WHERE member_id = ? AND charge_run_id NOT IN (SELECT charge_run_id FROM charge_run_annulments)"""


@cache
def owing_books(receipts: int = RECEIPTS) -> Books:
    """The big book with a due each month, paid in two parts by receipts of its own; left open until all is measured."""
    path = folder() / f"owing-{receipts}.db"
    shutil.copy(book_of(receipts), path)
    books = open_books(path)
    at_end.callback(books.file.close)
    charge(books)
    return books


def charge(books: Books) -> None:
    """A due each month to everyone; of each two lines of receipts pay parts, the newest due not at all."""
    first = date(books.today().year - YEARS + 1, 1, 31)
    fund = int(rows.value(books.db, "SELECT min(id) FROM funds WHERE kind = 'own'"))
    months = range(YEARS * 12 - 1)
    with books.permitted(), books.act() as db:
        for month in months:
            day = months_later(first, month)
            run: dict[str, object] = {
                "token": f"big-{month}",
                "kind": ChargeKind.ORDINARY_DUE,
                "concept": f"Cuota {day:%m/%Y}",
            }
            run |= {"currency": "PEN", "charged_on": day, "fund_id": fund, "acta": "", "notes": ""}
            store.insert_run(db, run, [(member, _DUE, day) for member in range(1, MEMBERS + 1)])
        for member in range(1, MEMBERS + 1):
            owed = [row[0] for row in db.execute("SELECT id FROM charges WHERE member_id = ?", (member,))]
            for charge_id, (line, other) in zip(owed[:-1], _lines(books, member), strict=False):
                store.settle(db, charge_id, line, _PART)
                store.settle(db, charge_id, other, _DUE - _PART)


def _lines(books: Books, member: int) -> list[tuple[int, int]]:
    """Pairs of lines of a member's valid receipts in soles."""
    found = books.db.execute(
        """SELECT receipt_lines.id FROM receipts JOIN receipt_lines ON receipt_id = receipts.id AND position = 1
        WHERE member_id = ? AND kind = 'in' AND currency = 'PEN' AND amount >= ?
            AND receipts.id NOT IN (SELECT receipt_id FROM receipt_annulments) LIMIT ?""",
        (member, _DUE, YEARS * 24),
    ).fetchall()
    ids = [int(row[0]) for row in found]
    return list(zip(ids[::2], ids[1::2], strict=False))


def payer(books: Books) -> int:
    """One of those who pay."""
    query = "SELECT member_id FROM charges JOIN settlements ON charge_id = charges.id ORDER BY charges.id DESC LIMIT 1"
    return int(rows.value(books.db, query))


def bare_rows(books: Books, member: int) -> list[tuple[object, ...]]:
    """What the statement tells, day by day."""
    sql = f"{_CHARGED} UNION ALL {_PAID} UNION ALL {_WAIVED} ORDER BY 1, 2, 10"
    return books.db.execute(sql, (member,) * 3).fetchall()


def ours() -> float:
    """Milliseconds of the whole list that is then printed: titles, sums and balances too."""
    books = owing_books()
    member = payer(books)
    began = time.perf_counter()
    listing = debt_reports.statement(books, member)
    took = time.perf_counter() - began
    assert len(listing.rows) > 12 * YEARS
    return took * 1000


def bare() -> float:
    books = owing_books()
    member = payer(books)
    began = time.perf_counter()
    found = bare_rows(books, member)
    took = time.perf_counter() - began
    assert len(found) > 12 * YEARS
    return took * 1000


BENCHMARKS = [Benchmark("statement of a member, 1,000,000 receipts", ours, bare, 2.0, 15, " ms", against="bare SQL")]
