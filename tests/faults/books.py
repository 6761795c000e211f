"""What is true of every book after whatever befell it; the tests of faults all ask this, and nothing weaker."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ananea_desktop.operations.books import Books
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import entries

Kept = tuple[int, bytes]
"""A seal's id and its hash."""


class Found(NamedTuple):
    """What the data file and its diary hold."""

    numbers: dict[str, list[int]]
    """By kind, in the order of the file; a transfer's number stands twice."""
    sealed: list[Kept]
    problems: list[str]


def found_in(books: Books, checked: Sequence[str] | None = None) -> Found:
    """Everything that is to be looked at; ``problems`` tells also where the diary is not the seals line by line.

    ``checked``: what the check found, where it was made already.
    """
    problems = list(check(books.file).problems if checked is None else checked)
    numbers: dict[str, list[int]] = {}
    for kind, number in books.db.execute("SELECT kind, number FROM receipts ORDER BY id"):
        numbers.setdefault(kind, []).append(number)
    sealed = [(row[0], bytes(row[1])) for row in books.db.execute("SELECT id, hash FROM seals ORDER BY id")]
    assert books.file.diary is not None
    told = [(entry.seal_id, entry.hash) for entry in entries(books.file.diary.path)]
    if told != sealed:
        problems.append(f"the diary tells of {len(told)} seals and the file holds {len(sealed)}, or others")
    return Found(numbers, sealed, problems)


def content_of(db: sqlite3.Connection) -> str:
    """A hash over every row of every table, but for the words by which lists are searched: they are made of others, and
    no check looks at more than how many there are (README)."""
    content = hashlib.sha256()
    tables = (
        "SELECT name FROM sqlite_master WHERE sql GLOB 'CREATE TABLE*' AND name NOT GLOB '*_search_*' ORDER BY name"
    )
    for (table,) in db.execute(tables).fetchall():
        content.update(f"{table} {db.execute(f'SELECT * FROM {table}').fetchall()}\n".encode())
    return content.hexdigest()


def faults_of(numbers: Iterable[int], count: int) -> list[str]:
    """What is wrong with numbers that ought to be 1 to ``count``, each once."""
    seen = sorted(numbers)
    wrong = []
    if twice := sorted({number for number, other in pairwise(seen) if number == other}):
        wrong.append(f"twice: {twice}")
    if gone := sorted(set(range(1, count + 1)) - set(seen)):
        wrong.append(f"missing: {gone}")
    if beyond := sorted(set(seen) - set(range(1, count + 1))):
        wrong.append(f"never given: {beyond}")
    return wrong


def disk_error() -> sqlite3.OperationalError:
    """What SQLite says of a disk that does not answer."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error
