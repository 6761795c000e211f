"""The first page on 1,000,000 receipts: the start is no slower for them, and nobody waits while they are added up."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop, QObject

from ananea_desktop.operations import home
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import rows
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from tests.benchmarks.bench_start import start
from tests.benchmarks.big_book import book_of
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.two_screens import application

LARGE, USUAL = 1_000_000, 10_000
WAIT_MS = 200.0
ASKING_SECONDS = 1.5
"""How long wishes are asked for, one after the other, while the figures are being added up."""


def start_with(receipts: int) -> float:
    """Seconds of the whole process until its first page is painted."""
    return start("start_ours.py", str(book_of(receipts))).seconds


def small_wish(books: Books) -> Any:
    return rows.value(books.db, "SELECT count(*) FROM members")


def wait_for(thread: BooksThread, ask: Callable[..., Any], owner: QObject) -> float:
    """Milliseconds until what is asked is answered in the window's thread."""
    loop = QEventLoop()
    begun = time.perf_counter()
    thread.ask(ask, owner=owner, then=lambda _answer: loop.quit())
    loop.exec()
    return (time.perf_counter() - begun) * 1000


def longest_wait() -> float:
    """Milliseconds of the slowest of several asks while a million receipts are summed."""
    running = application()
    path = book_of(LARGE)
    thread = open_in_thread(lambda: open_books(path))
    owner, long_owner = QObject(), QObject()
    wait_for(thread, small_wish, owner)
    answered: list[object] = []
    thread.ask(home.home_figures, owner=long_owner, then=answered.append)
    waits = []
    until = time.perf_counter() + ASKING_SECONDS
    while time.perf_counter() < until:
        waits.append(wait_for(thread, small_wish, owner))
    assert not answered, "the figures were there before anyone could be kept waiting"
    thread.stop()
    running.processEvents()
    return max(waits)


BENCHMARKS = [
    Benchmark(
        "start, 1,000,000 receipts",
        partial(start_with, LARGE),
        partial(start_with, USUAL),
        1.2,
        7,
        "   s",
        against="the same with 10,000 receipts",
    ),
    Benchmark(
        "wait while summing", longest_wait, lambda: WAIT_MS, 1.0, 5, "  ms", against="the longest anyone may wait"
    ),
]
