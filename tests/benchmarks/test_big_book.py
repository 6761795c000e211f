"""The large book of the benchmarks is a sound book, and the reference of the start is the same page."""

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import checking, home, receipts
from ananea_desktop.operations.books import books_in_memory
from ananea_desktop.storage import rows
from tests.benchmarks.big_book import write_book
from tests.builders import clock, issued


def test_a_big_book_is_sound_and_goes_on_as_any_other() -> None:
    books = books_in_memory(clock=clock)
    write_book(books, 3_000, years=3)
    found = checking.check(books)
    assert (found.problems, found.counts["receipts"]) == ([], 3_000)
    assert rows.value(books.db, "SELECT count(*) FROM receipt_annulments") > 30
    assert rows.value(books.db, "SELECT count(DISTINCT substr(issued_on, 1, 4)) FROM receipts") == 3
    assert receipts.page(books, receipts.ReceiptFilter(search="001500"))
    assert issued(books).number == 1_501
    figures = at_once(home.home_figures(books))
    assert figures.premium.income > 0
    assert len(figures.chart.bars) == 12
    assert figures.unpaid[0] > 0
