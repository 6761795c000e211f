"""One receipt: its PDF against a bare canvas, and its issue against one bare transaction of the same rows and one
synced line."""

import os
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any

from ananea_desktop.documents.paper import A4_LONG, A4_SHORT
from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.documents.seal_mark import qr_matrix, qr_text
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.replay import Call, drawn_again, recorded
from tests.builders import a_draft, a_line, an_office_on_disk
from tests.documents.papers import a_line as a_paper_line
from tests.documents.papers import a_receipt

ROUNDS_INSIDE = 20
LINES = 3
SEAL = "3fa9c1d2e4" + "0" * 54
DIARY_LINE = b"x" * 130 + b"\n"
Rows = tuple[str, list[list[Any]]]
"""How the rows of one table are inserted, and the rows."""
_SETTINGS = "locking_mode journal_mode synchronous foreign_keys recursive_triggers trusted_schema cache_size".split()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one of several runs in a row."""
    begun = time.perf_counter()
    for _round in range(ROUNDS_INSIDE):
        work()
    return (time.perf_counter() - begun) * 1000 / ROUNDS_INSIDE


def receipt_on_paper() -> Receipt:
    return a_receipt(*(a_paper_line() for _line in range(LINES)), seal=SEAL)


def paper() -> bytes:
    qr_matrix.cache_clear()
    return receipt_pdf(receipt_on_paper())


@cache
def calls() -> list[Call]:
    """What the receipt asks of the canvas, recorded once."""
    return recorded(paper)


def bare_paper() -> bytes:
    """The same elements and fonts, its QR encoded once as ours is."""
    qr_matrix.cache_clear()
    qr_matrix(qr_text(receipt_on_paper()))
    return drawn_again(calls(), (A4_SHORT, A4_LONG))


@cache
def books() -> Books:
    return an_office_on_disk(folder() / "ours.db")


def issue() -> None:
    receipts.issue(books(), a_draft(*(a_line() for _line in range(LINES))))


@cache
def bare_connection() -> sqlite3.Connection:
    """A file of its own with the same schema, opened by sqlite3 alone with the settings our connection has."""
    path = folder() / "bare.db"
    an_office_on_disk(path).file.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for name in _SETTINGS:
        (value,) = books().db.execute(f"PRAGMA {name}").fetchone()
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    return connection


@cache
def issued_rows() -> tuple[Rows, Rows, Rows]:
    """A receipt as ours writes it: how its lines, its header and its seal are inserted, and the rows."""
    issue()
    (last,) = books().db.execute("SELECT max(id) FROM receipts").fetchone()

    def found(table: str, key: str) -> Rows:
        kind = " AND subject = 'receipt'" if table == "seals" else ""
        cursor = books().db.execute(f"SELECT * FROM {table} WHERE {key} = ?{kind}", (last,))
        names = [column[0] for column in cursor.description]
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        return insert, [list(row) for row in cursor]

    return found("receipt_lines", "receipt_id"), found("receipts", "id"), found("seals", "subject_id")


@cache
def bare_diary() -> int:
    return os.open(folder() / "bare.diario", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


_tokens = count(1)


def bare_issue() -> None:
    """The rows of one issue in one transaction, number and history's row taken as ours takes them, then one line
    written and synced, and nothing else: no seal is computed."""
    connection = bare_connection()
    (insert_line, lines), (insert_receipt, (header,)), (insert_seal, (seal,)) = issued_rows()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO acting (id, user, at) VALUES (1, 'Rosa', '2026-11-23T14:30:00+00:00')")
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM receipts").fetchone()
    (sealed,) = connection.execute("SELECT coalesce(max(id), 0) FROM seals").fetchone()
    (number,) = connection.execute("SELECT next_number FROM series WHERE kind = 'in'").fetchone()
    last_seal = "SELECT coalesce((SELECT hash FROM seals WHERE id = ?), (SELECT code FROM installation))"
    (previous,) = connection.execute(last_seal, (sealed,)).fetchone()
    for line in lines:
        connection.execute(insert_line, [None, last + 1, *line[2:]])
    token = f"{next(_tokens):032x}"
    connection.execute(insert_receipt, [last + 1, *header[1:3], number, header[4], token, *header[6:]])
    connection.execute(insert_seal, [sealed + 1, seal[1], last + 1, *seal[3:5], previous, seal[6]])
    connection.execute("DELETE FROM acting")
    connection.execute("COMMIT")
    os.write(bare_diary(), DIARY_LINE)
    os.fsync(bare_diary())


BENCHMARKS = [
    Benchmark(
        "receipt, PDF",
        lambda: timed(paper),
        lambda: timed(bare_paper),
        3.0,
        7,
        " ms",
        against="a bare canvas that draws the same",
    ),
    Benchmark(
        "receipt, issue",
        lambda: timed(issue),
        lambda: timed(bare_issue),
        4.0,
        9,
        " ms",
        against="one bare transaction of the same rows and one synced line",
    ),
]
