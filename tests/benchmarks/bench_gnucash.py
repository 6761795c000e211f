"""Opening a book of 10,000 and 50,000 movements: our window painted with its figures, against GnuCash's own library,
which reads the book and adds up its till without any window. Both are whole processes, from start to end."""

import os
from functools import cache, partial
from pathlib import Path

from tests.benchmarks.bench_start import start
from tests.benchmarks.big_book import book_of
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, Usage, measure_process
from tests.benchmarks.peers.gnucash_book import write_book
from tests.benchmarks.peers.programs import GNUCASH, SYSTEM_PYTHON

FEW, MANY = 10_000, 50_000
_CHILD = Path(__file__).parent / "peers" / "gnucash_child.py"


@cache
def gnucash_book(count: int) -> Path:
    path = folder() / f"book-{count}.gnucash"
    write_book(path, count)
    return path


def gnucash(count: int) -> Usage:
    own = {name: str(folder()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    command = [SYSTEM_PYTHON, str(_CHILD), str(gnucash_book(count)), str(count)]
    return measure_process(command, os.environ | own)


def ours(count: int) -> Usage:
    return start("start_ours.py", str(book_of(count)), "figures")


def _seconds(side: object, count: int) -> float:
    return (ours if side == "ours" else gnucash)(count).seconds


def _mebibytes(side: object, count: int) -> float:
    return (ours if side == "ours" else gnucash)(count).peak_mib


_against = partial(Benchmark, peer=GNUCASH, against="GnuCash's library reads its XML and sums the till, no window")

BENCHMARKS = [
    _against(
        f"GnuCash, open {FEW:,} movements",
        partial(_seconds, "ours", FEW),
        partial(_seconds, "theirs", FEW),
        1.0,
        3,
        "   s",
    ),
    _against(
        f"GnuCash, open {MANY:,} movements",
        partial(_seconds, "ours", MANY),
        partial(_seconds, "theirs", MANY),
        1.0,
        1,
        "   s",
        is_warmed=False,  # minutes
    ),
    _against(
        f"GnuCash, memory with {FEW:,}",
        partial(_mebibytes, "ours", FEW),
        partial(_mebibytes, "theirs", FEW),
        3.0,
        1,
        " MiB",
    ),
]
