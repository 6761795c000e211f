"""The chain of seals of 1,000,000 receipts checked, against the bare read of the same rows and bare SHA-256 of the same
bytes."""

import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from unittest.mock import patch

from ananea_desktop.storage import chain
from tests.benchmarks.big_book import book_of
from tests.benchmarks.measure import Benchmark

RECEIPTS = 1_000_000
_BATCH = 50_000
_ORDERS = {
    "seals": "id",
    "receipts": "id",
    "receipt_lines": "receipt_id, position",
    "receipt_annulments": "receipt_id",
}
_SEAL_COLUMNS = ("id", "subject", "subject_id", "version", "late", "previous", "hash")


@cache
def connection() -> sqlite3.Connection:
    """Both read through this one; another benchmark's window may have the file locked."""
    return sqlite3.connect(f"file:{book_of(RECEIPTS)}?immutable=1", uri=True)


def checked() -> float:
    """Seconds of the check, which must find nothing."""
    seen = chain.Checked()
    begun = time.perf_counter()
    faults = list(chain.faults(connection(), seen))
    seconds = time.perf_counter() - begun
    assert not faults
    assert seen.seals >= RECEIPTS
    return seconds


def bare_rows() -> Iterator[sqlite3.Row]:
    """Every row of every chained table, with the columns that are hashed."""
    for table, order in _ORDERS.items():
        columns = _SEAL_COLUMNS if table == "seals" else chain.COLUMNS[chain.VERSION, table]
        yield from connection().execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")


class BareHash:
    """Stands where the check hashes, keeps what it hashes, and hashes that again by itself, which alone is timed."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.count = 0
        self.last = b""
        self._waiting: list[bytes] = []

    def __call__(self, content: bytes) -> object:
        self._waiting.append(content)
        if len(self._waiting) == _BATCH:
            self.finish()
        return sha256(content)

    def finish(self) -> None:
        """Hashes what is waiting."""
        begun = time.perf_counter()
        for content in self._waiting:
            self.last = sha256(content).digest()
        self.seconds += time.perf_counter() - begun
        self.count += len(self._waiting)
        self._waiting.clear()


def hashed() -> BareHash:
    """All that the check hashes, hashed once more."""
    bare = BareHash()
    with patch.object(chain, "sha256", bare):
        checked()
    bare.finish()
    return bare


def bare() -> float:
    """Seconds of reading and of hashing, and nothing between the two."""
    begun = time.perf_counter()
    for _row in bare_rows():
        pass
    return time.perf_counter() - begun + hashed().seconds


BENCHMARKS = [
    Benchmark(
        "chain, 1,000,000 receipts",
        checked,
        bare,
        2.5,
        3,
        "   s",
        against="bare reading of the rows and SHA-256 of the same bytes",
    )
]
