"""The Premium on 1,000 projects with 1,000,000 receipts: their list, the year's report; and the folder of a year."""

import shutil
import sqlite3
import sys
import time
from functools import cache
from itertools import count
from pathlib import Path

from ananea_desktop.documents.paper import A4_LONG, A4_SHORT
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.operations import cards
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.reports import make_report
from tests.benchmarks.bench_receipt import calls as receipt_calls
from tests.benchmarks.big_book import book_of
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, measure_process
from tests.benchmarks.replay import Call, drawn_again, recorded

RECEIPTS, PROJECTS = 1_000_000, 1_000
MANY, FEW = 10_000, 1_000
YEAR_CHILD = Path(__file__).with_name("year_child.py")
_PAGE = 200
_AGGREGATE = """SELECT premium_projects.*, headings.name, budget, coalesce(spent, 0) FROM premium_projects
    JOIN headings ON headings.id = heading_id
    LEFT JOIN (SELECT project_id, max(id) AS newest FROM project_budgets GROUP BY 1) AS newest
        ON newest.project_id = premium_projects.id
    LEFT JOIN (SELECT id, amount AS budget FROM project_budgets) AS budgets ON budgets.id = newest.newest
    LEFT JOIN (SELECT project_id, -sum(CASE WHEN exchange_rate IS NULL THEN sign * amount
                ELSE sign * ((amount * exchange_rate + 5000) / 10000) END) AS spent
            FROM receipt_lines JOIN receipts ON receipts.id = receipt_lines.receipt_id
            LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id
            WHERE project_id IS NOT NULL AND flow IN ('out', 'earlier') AND annulled_on IS NULL GROUP BY 1) AS sums
        ON sums.project_id = premium_projects.id
    ORDER BY heading_id, sort_key, premium_projects.id"""
_folders = count(1)


@cache
def books() -> Books:
    return open_books(book_of(RECEIPTS, projects=PROJECTS))


@cache
def bare_file() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{book_of(RECEIPTS, projects=PROJECTS)}?immutable=1", uri=True)


def listed() -> list[tuple[int, int]]:
    """Every project with what was spent on it, page by page as the window reads them."""
    found: list[tuple[int, int]] = []
    after = None
    while True:
        rows = cards.page_of(books(), PREMIUM_PROJECTS, after=after, limit=_PAGE)
        found += [(row["id"], row["spent"]) for row in rows]
        if len(rows) < _PAGE:
            return found
        after = [rows[-1][name] for name in ("heading_id", "sort_key", "id")]


def bare_listed() -> list[tuple[int, int]]:
    """The same by one aggregate."""
    return [(row[0], row[-1]) for row in bare_file().execute(_AGGREGATE).fetchall()]


def timed_list() -> float:
    begun = time.perf_counter()
    listed()
    return time.perf_counter() - begun


def timed_bare_list() -> float:
    begun = time.perf_counter()
    bare_listed()
    return time.perf_counter() - begun


def report() -> bytes:
    return make_report(books(), "informe-prima", None, "es", "pdf")


@cache
def report_calls() -> list[Call]:
    return recorded(report)


def timed_report() -> float:
    begun = time.perf_counter()
    report()
    return time.perf_counter() - begun


def bare_report() -> float:
    """The same sums by bare SQL, and the same elements on a bare canvas."""
    found = report_calls()
    begun = time.perf_counter()
    for _time in range(2):  # the projects' sums, and those of the funds' ledger
        bare_listed()
    drawn_again(found, (A4_LONG, A4_SHORT))
    return time.perf_counter() - begun


def one_year(receipts: int) -> Path:
    """A closed book whose receipts are all of this year."""
    return book_of(receipts, 1)


def year_folder() -> float:
    """Seconds of each paper when everything of a year is written."""
    place = folder() / f"usb-{next(_folders)}"
    begun = time.perf_counter()
    measure_process([sys.executable, str(YEAR_CHILD), str(one_year(FEW)), str(place)])
    seconds = time.perf_counter() - begun
    papers = sum(1 for _path in place.rglob("*.pdf"))
    shutil.rmtree(place)
    return seconds / papers


def bare_canvases() -> float:
    """Seconds of each receipt's elements on a bare canvas, written to a file."""
    found = receipt_calls()
    place = folder() / "bare"
    place.mkdir(exist_ok=True)
    begun = time.perf_counter()
    for number in range(FEW):
        (place / f"{number}.pdf").write_bytes(drawn_again(found, (A4_SHORT, A4_LONG)))
    return (time.perf_counter() - begun) / FEW


def year_memory(receipts: int) -> float:
    """MiB at most of the process that writes a year with so many receipts."""
    place = folder() / f"usb-{next(_folders)}"
    used = measure_process([sys.executable, str(YEAR_CHILD), str(one_year(receipts)), str(place)])
    shutil.rmtree(place)
    return used.peak_mib


BENCHMARKS = [
    Benchmark("premium, projects", timed_list, timed_bare_list, 2.0, 5, "   s", against="bare SQL"),
    Benchmark(
        "premium, year's report", timed_report, bare_report, 3.0, 3, "   s", against="bare SQL and a bare canvas"
    ),
    Benchmark(
        "premium, year folder", year_folder, bare_canvases, 3.0, 3, "   s", against="bare canvases of the same papers"
    ),
    Benchmark(
        "premium, folder's memory",
        lambda: year_memory(MANY),
        lambda: year_memory(FEW),
        1.3,
        1,
        " MiB",
        against="the same with fewer receipts",
    ),
]
