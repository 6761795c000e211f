"""One receipt: its PDF against a bare canvas, and its issue against one bare transaction of the same rows."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books
from tests.benchmarks.measure import Benchmark
from tests.builders import a_draft, a_line, an_office_on_disk
from tests.documents.papers import a_line as a_paper_line
from tests.documents.papers import a_receipt

ROUNDS_INSIDE = 20
LINES = 3
_DRAWN = ("setFont", "drawString", "drawRightString", "drawCentredString", "line", "rect", "setLineWidth", "setDash")
_STATE = ("saveState", "restoreState", "translate", "rotate", "setFillGray", "setStrokeGray", "showPage")

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one of several runs in a row."""
    begun = time.perf_counter()
    for _round in range(ROUNDS_INSIDE):
        work()
    return (time.perf_counter() - begun) * 1000 / ROUNDS_INSIDE


def paper() -> bytes:
    return receipt_pdf(a_receipt(*(a_paper_line() for _line in range(LINES))))


@cache
def calls() -> list[Call]:
    """What the receipt asks of the canvas, recorded once."""
    recorded: list[Call] = []
    originals = {name: getattr(Canvas, name) for name in (*_DRAWN, *_STATE)}

    def recorder(name: str) -> Callable[..., Any]:
        def call(canvas: Canvas, *arguments: Any, **named: Any) -> Any:
            recorded.append((name, arguments, named))
            return originals[name](canvas, *arguments, **named)

        return call

    try:
        for name in originals:
            setattr(Canvas, name, recorder(name))
        paper()
    finally:
        for name, method in originals.items():
            setattr(Canvas, name, method)
    return recorded


def bare_paper() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for name, arguments, named in calls():
        getattr(canvas, name)(*arguments, **named)
    canvas.save()
    return out.getvalue()


@cache
def books() -> Books:
    return an_office_on_disk(Path(tempfile.mkdtemp(prefix="ananea-bench-")) / "ananea.db")


def issue() -> None:
    receipts.issue(books(), a_draft(*(a_line() for _line in range(LINES))))


@cache
def bare_rows() -> list[tuple[str, list[Any]]]:
    """The statements of one issue with their values, as the books' own connection ran them."""
    statements: list[tuple[str, list[Any]]] = []
    for table in ("receipt_lines", "receipts"):
        key = "receipt_id" if table == "receipt_lines" else "id"
        last = books().db.execute("SELECT max(id) FROM receipts").fetchone()[0]
        cursor = books().db.execute(f"SELECT * FROM {table} WHERE {key} = ?", (last,))
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            marks = ", ".join("?" * len(names))
            statements.append((f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", list(row)))
    return statements


def bare_issue() -> None:
    """The same rows into the same file, under the same pragmas and triggers, without any of our layers."""
    connection: sqlite3.Connection = books().db
    connection.execute("BEGIN IMMEDIATE")
    (last,) = connection.execute("SELECT max(id) FROM receipts").fetchone()
    (number,) = connection.execute("SELECT next_number FROM series WHERE kind = 'in'").fetchone()
    for sql, row in bare_rows():
        is_line = "receipt_lines" in sql
        changed = [None, last + 1, *row[2:]] if is_line else [last + 1, row[1], row[2], number, f"t{number}", *row[5:]]
        connection.execute(sql, changed)
    connection.execute("COMMIT")


issue()

BENCHMARKS = [
    Benchmark("receipt, PDF", lambda: timed(paper), lambda: timed(bare_paper), 3.0, 7, " ms"),
    Benchmark("receipt, issue", lambda: timed(issue), lambda: timed(bare_issue), 4.0, 9, " ms"),
]
