"""«Buscar todo» over a book of 1,000,000 receipts, key by key: all its tables, against the bare FTS query of receipts
alone with its fetch; an amount that no receipt has; and the longest step, in which nothing else is answered."""

import time
from collections.abc import Iterator
from functools import cache

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import finding
from ananea_desktop.operations.books import Books, open_books
from tests.benchmarks.bench_search import bare_query
from tests.benchmarks.big_book import book_of
from tests.benchmarks.measure import Benchmark, at_end

RECEIPTS = 1_000_000
STEP_MS, AMOUNT_MS = 200.0, 1_000.0
NAMES_TYPED = ("socio 42", "proyecto 7", "cuota mensual")
TYPED = [name[:length] for name in NAMES_TYPED for length in range(2, len(name) + 1) if name[length - 1] != " "]
"""What stands in the field after each key."""
NO_AMOUNT = "987654.32"
_DONE = object()
BARE = """SELECT * FROM receipts WHERE id IN
    (SELECT rowid FROM receipts_search WHERE receipts_search MATCH ? ORDER BY rowid DESC LIMIT 40)"""


@cache
def books() -> Books:
    opened = open_books(book_of(RECEIPTS))
    at_end.callback(opened.file.close)
    return opened


def ours() -> float:
    """Milliseconds a key."""
    made = books()
    begun = time.perf_counter()
    for typed in TYPED:
        at_once(finding.find_anything(made, typed))
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


def bare() -> float:
    made = books()
    begun = time.perf_counter()
    for typed in TYPED:
        made.db.execute(BARE, (bare_query(typed),)).fetchall()
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


def amount() -> float:
    """Milliseconds until it is sure that no receipt has this total."""
    begun = time.perf_counter()
    assert at_once(finding.find_anything(books(), NO_AMOUNT)) == []
    return (time.perf_counter() - begun) * 1000


def longest_step() -> float:
    """Milliseconds of the longest step of all that is typed, and of the amount."""
    return max(taken for typed in (*TYPED, NO_AMOUNT) for taken in _steps(typed))


def _steps(typed: str) -> Iterator[float]:
    steps, goes_on = finding.find_anything(books(), typed), True
    while goes_on:
        begun = time.perf_counter()
        goes_on = next(steps, _DONE) is not _DONE
        yield (time.perf_counter() - begun) * 1000


BENCHMARKS = [
    Benchmark("find anything, a key", ours, bare, 2.0, 5, "  ms", against="the bare full-text query of receipts alone"),
    Benchmark("find anything, an amount", amount, lambda: AMOUNT_MS, 1.0, 3, "  ms", against="the longest it may take"),
    Benchmark("find anything, longest step", longest_step, lambda: STEP_MS, 1.0, 3, "  ms", against="the same"),
]
