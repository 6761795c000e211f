"""The references of the benchmarks do the same work as ours: without that, a ratio says nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import debt_reports
from tests.benchmarks import (
    bench_chain,
    bench_equipment,
    bench_members,
    bench_premium,
    bench_receipt,
    bench_search,
    bench_slides,
    bench_trainings,
)
from tests.benchmarks.replay import drawn_again
from tests.documents.papers import page_texts


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
    return [*header[1:3], header[4], *header[6:-1]], lines


def test_bare_canvas_paints_the_same_page() -> None:
    assert pixels(bench_receipt.bare_paper()) == pixels(bench_receipt.paper())


def test_bare_canvas_paints_the_same_constancias(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_trainings, "CONSTANCIAS", 3)
    assert len(page_texts(bench_trainings.paper())) == 3
    assert pixels(bench_trainings.bare_paper()) == pixels(bench_trainings.paper())


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


def test_bare_sql_finds_the_same_account_of_a_member() -> None:
    books = bench_members.owing_books(4000)
    member = bench_members.payer(books)
    bare = bench_members.bare_rows(books, member)
    entries = [tuple(row) for row in debt_reports.statement(books, member).rows if not isinstance(row, GroupRow)]
    told = [(str(row[0]), row[3] or f"-{row[4]}", str(row[2])) for row in entries]
    assert [(day, str(amount), due) for day, amount, due in told] == [(row[0], str(row[5]), row[6]) for row in bare]
    assert {row[1] for row in bare} == {0, 2}


@pytest.fixture
def small_book(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The benchmark of slides over a book that is made in a moment."""
    kept = (bench_slides.books, bench_slides.year, bench_slides.presentation, bench_slides.calls, bench_slides.pages)
    monkeypatch.setattr(bench_slides, "RECEIPTS", 400)
    for each in kept:
        each.cache_clear()
    yield
    bench_slides.books().file.close()
    for each in kept:
        each.cache_clear()


def test_bare_canvas_paints_the_same_slides(small_book: None) -> None:
    assert pixels(bench_slides.bare_pdf()) == pixels(bench_slides.pdf())
    assert page_texts(bench_slides.bare_pdf()) == page_texts(bench_slides.pdf())


def test_bare_file_has_the_same_shapes_and_words(small_book: None) -> None:
    ours, bare = (Presentation(BytesIO(made())).slides for made in (bench_slides.pptx, bench_slides.bare_pptx))
    assert len(ours) == len(bare) > 15
    for one, other in zip(ours, bare, strict=True):
        assert abs(len(one.shapes) - len(other.shapes)) <= 1  # an unused title is taken off ours
        texts = [
            sorted(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in (one, other)
        ]
        assert [text for text in texts[0] if text] == [text for text in texts[1] if text]
        charts = [sum(shape.has_chart for shape in slide.shapes) for slide in (one, other)]
        assert charts[0] == charts[1]


def test_bare_queries_find_the_same_money(small_book: None) -> None:
    found = at_once(bench_slides.figures_of_year())
    cells = bench_slides.aggregates()[0]
    assert sum(cell[8] for cell in cells if cell[2] == "in") == sum(
        each.soles for each in found.sums if each.kind == "in"
    )
    assert -sum(cell[8] for cell in cells if cell[2] == "out") == sum(
        each.soles for each in found.sums if each.kind == "out"
    )


@pytest.fixture
def small_chain(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """The benchmark of the chain over a book that is made in a moment."""
    monkeypatch.setattr(bench_chain, "RECEIPTS", 700)
    monkeypatch.setattr(bench_chain, "_BATCH", 300)
    opened = bench_chain.connection
    opened.cache_clear()
    yield opened()
    opened().close()
    opened.cache_clear()


def test_bare_read_and_hash_are_of_all_that_the_chain_holds(small_chain: sqlite3.Connection) -> None:
    def count(table: str) -> int:
        return int(small_chain.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    sealed = ("receipts", "receipt_annulments", "user_acts")
    rows = sum(1 for _row in bench_chain.bare_rows())
    assert rows == count("seals") + count("receipt_lines") + count("receipts") + count("receipt_annulments")
    hashed = bench_chain.hashed()
    assert hashed.count == count("seals") == sum(map(count, sealed)) > 700
    assert hashed.last == small_chain.execute("SELECT hash FROM seals ORDER BY id DESC LIMIT 1").fetchone()[0]
    assert min(bench_chain.checked(), bench_chain.bare(), hashed.seconds) > 0


def test_chain_that_does_not_hold_is_not_measured(
    small_chain: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is measured is a check that looks at every column of the last receipt too."""
    with closing(sqlite3.connect(":memory:")) as altered:
        small_chain.backup(altered)
        for (name,) in altered.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            altered.execute(f"DROP TRIGGER {name}")
        altered.execute("UPDATE receipts SET search_text = 'x' WHERE id = 700")
        monkeypatch.setattr(bench_chain, "connection", lambda: altered)
        with pytest.raises(AssertionError):
            bench_chain.checked()


@pytest.fixture
def small_premium(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The benchmark of the Premium over a book that is made in a moment."""
    kept = (bench_premium.books, bench_premium.bare_file, bench_premium.report_calls)
    monkeypatch.setattr(bench_premium, "RECEIPTS", 600)
    monkeypatch.setattr(bench_premium, "PROJECTS", 30)
    monkeypatch.setattr(bench_premium, "_PAGE", 7)
    for each in kept:
        each.cache_clear()
    yield
    bench_premium.books().file.close()
    bench_premium.bare_file().close()
    for each in kept:
        each.cache_clear()


def test_bare_aggregate_finds_the_same_projects(small_premium: None) -> None:
    assert len(bench_premium.listed()) == 30
    assert bench_premium.bare_listed() == bench_premium.listed()
    assert any(spent for _project, spent in bench_premium.listed())


def test_bare_canvas_paints_the_same_report(small_premium: None) -> None:
    bare = drawn_again(bench_premium.report_calls(), (A4_LONG, A4_SHORT))
    assert page_texts(bare) == page_texts(bench_premium.report())


def test_bare_sql_finds_the_same_stock_lists_and_renewals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_equipment, "PEOPLE", 60)
    assert bench_equipment.in_store() == bench_equipment.bare_in_store()
    assert bench_equipment.of_people() == bench_equipment.bare_of_people()
    assert bench_equipment.due() == bench_equipment.bare_due()
    assert bench_equipment.due()
    assert len(bench_equipment.of_people()[0]) == bench_equipment.OF_EACH * bench_equipment.ITEMS_OF_EACH
