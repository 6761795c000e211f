"""The references of the benchmarks do the same work as ours: without that, a ratio says nothing."""

import sqlite3
from contextlib import closing
from typing import Any

import pypdfium2
import pytest

from tests.benchmarks import bench_receipt, bench_search


def pixels(pdf: bytes) -> bytes:
    with closing(pypdfium2.PdfDocument(pdf)) as document, closing(document[0]) as page:
        return bytes(page.render(scale=1).buffer)


def newest(connection: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
    """The newest receipt without what is its own (id, number, token and the search text that holds the number)."""
    header = connection.execute("SELECT * FROM receipts ORDER BY id DESC LIMIT 1").fetchone()
    lines = connection.execute(
        "SELECT position, concept, amount, fund_id, fund_name, project_name FROM receipt_lines WHERE receipt_id = ?",
        header[:1],
    ).fetchall()
    return [*header[1:3], *header[5:-1]], lines


def test_bare_canvas_paints_the_same_page() -> None:
    assert pixels(bench_receipt.bare_paper()) == pixels(bench_receipt.paper())


def test_bare_transaction_leaves_the_same_rows_under_the_same_settings() -> None:
    bench_receipt.issue()
    bench_receipt.bare_issue()
    bench_receipt.bare_issue()
    ours, bare = bench_receipt.books().db, bench_receipt.bare_connection()
    header, lines = newest(ours)
    assert len(lines) == bench_receipt.LINES
    assert newest(bare) == (header, lines)
    assert bare.execute("SELECT number FROM receipts ORDER BY id").fetchall() == [(1,), (2,)]
    for name in ("journal_mode", "synchronous", "locking_mode"):
        assert bare.execute(f"PRAGMA {name}").fetchone() == ours.execute(f"PRAGMA {name}").fetchone()


def test_bare_query_finds_the_same_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_search, "COUNT", 2000)
    for typed in bench_search.TYPED:
        bare = bench_search.bare_found(bench_search.bare_query(typed))
        assert [row["id"] for row in bench_search.found(typed)] == [row[0] for row in bare], typed
    assert len(bench_search.found("quispe")) == bench_search.PAGE
