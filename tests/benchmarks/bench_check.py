"""Everything of a book of 1,000,000 receipts checked in the process that does it, against the bare read of the chained
rows and bare SHA-256 of the same bytes; and what is looked at before the window, against the same in a small book."""

import time

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage import start_check
from ananea_desktop.storage.apart import work_apart
from ananea_desktop.storage.diary import last_entry
from tests.benchmarks.bench_chain import RECEIPTS, bare
from tests.benchmarks.big_book import book_of
from tests.benchmarks.measure import Benchmark

SMALL = 10_000
_TIMES = 20


def checked() -> float:
    """Seconds of the process from its order to its result."""
    order = {"work": "check", "path": str(book_of(RECEIPTS))}
    begun = time.perf_counter()
    found = at_once(work_apart(order))
    seconds = time.perf_counter() - begun
    assert found["problems"] == []
    return seconds


def before_the_window(receipts: int) -> float:
    """Milliseconds of what is looked at before the window, the median of many."""
    path = book_of(receipts)
    books = open_books(path)
    seconds = []
    for _time in range(_TIMES):
        begun = time.perf_counter()
        assert list(start_check.problems(books.db, last_entry(path, books.db))) == []
        seconds.append(time.perf_counter() - begun)
    books.file.close()
    return 1000 * sorted(seconds)[_TIMES // 2]


BENCHMARKS = [
    Benchmark(
        "check, 1,000,000 receipts",
        checked,
        bare,
        4.0,
        1,
        "   s",
        against="bare reading of the sealed rows and SHA-256 of the same bytes",
    ),
    Benchmark(
        "check at start, 1,000,000 : 10,000",
        lambda: before_the_window(RECEIPTS),
        lambda: before_the_window(SMALL),
        1.2,
        5,
        "  ms",
        against="the same with 10,000 receipts",
    ),
]
