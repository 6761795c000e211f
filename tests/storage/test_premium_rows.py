"""What is read of the Premium is found by its own few rows, however many documents and lines the book has."""

from collections.abc import Callable
from datetime import date

import pytest

from ananea_desktop.operations.books import Books
from ananea_desktop.storage import premium, spending

READINGS: list[Callable[[Books], object]] = [
    lambda books: premium.incomes(books.db),
    lambda books: spending.of_project(books.db, 1),
    lambda books: spending.of_period(books.db, date(2026, 1, 1), date(2026, 12, 31)),
]


@pytest.mark.parametrize("read", READINGS)
def test_no_line_of_the_book_is_read_but_those_of_the_documents_meant(
    books: Books, read: Callable[[Books], object]
) -> None:
    asked: list[str] = []
    books.db.set_trace_callback(asked.append)
    read(books)
    books.db.set_trace_callback(None)
    (query,) = (each for each in asked if each.lstrip().startswith(("SELECT", "WITH")))
    plan = [row[3] for row in books.db.execute(f"EXPLAIN QUERY PLAN {query}")]
    of_the_book = [step for step in plan if "receipt_lines" in step or step.split()[1:2] == ["receipts"]]
    assert of_the_book
    for step in of_the_book:
        assert step.startswith("SEARCH") and any(key in step for key in ("receipt_id=?", "rowid=?", "corrects_id=?"))
