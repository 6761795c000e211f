"""The tab «Caja y recibos» on 1,000,000 receipts: opening it, any place of it, a filter, and the year on paper.

The references read the same rows by bare SQL, put them into a bare Qt table of the same size, and paint that.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from io import BytesIO
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, SignalInstance
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QMainWindow, QTableView, QTabWidget, QWidget
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ananea_desktop.documents import fonts
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.money import format_amount
from ananea_desktop.operations import receipt_list
from ananea_desktop.operations.books import open_books
from ananea_desktop.operations.receipts import ReceiptFilter
from ananea_desktop.operations.reports import make_report
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.benchmarks.bench_home import small_wish, wait_for
from tests.benchmarks.big_book import PROJECTS, book_of
from tests.benchmarks.measure import Benchmark, at_end
from tests.benchmarks.two_screens import application

LARGE, USUAL = 1_000_000, 10_000
WIDTH, HEIGHT = 1366, 689
WAIT_MS = 50.0
PAPER = "libro-caja"
_OTHER_TAB, _RECEIPTS_TAB = 1, 5
_COLUMNS = ("issued_on", "number", "kind", "party_name", "concept", "total", "account_name", "annulled_on")
_SQL = """SELECT issued_on, series || '-' || number, kind, party_name,
    (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1), total, account_name,
    annulled_on
    FROM receipts LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id"""
_NEWEST_FIRST = " ORDER BY issued_on DESC, receipts.id DESC"
_places = random.Random(11)


class OpenBook:
    """The program's window on a book, and how to wait for it."""

    def __init__(self, receipts: int) -> None:
        application()
        path = book_of(receipts)
        self.thread = open_in_thread(lambda: open_books(path))
        at_end.callback(self.thread.stop)
        self.window = MainWindow(self.thread)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.settle()
        tab = self.window.page("receipts")
        assert isinstance(tab, ReceiptsTab)
        self.tab = tab
        self.window.show_tab(_RECEIPTS_TAB)
        self.rest()

    def settle(self) -> None:
        """Until nothing is being counted any more."""
        owner = QObject()
        while not self.thread.is_idle:
            wait_for(self.thread, small_wish, owner)

    def until(self, signal: SignalInstance, act: Callable[[], object]) -> float:
        """Milliseconds from an act until a signal, and the window painted with what it brought."""
        loop = QEventLoop()
        signal.connect(loop.quit)
        begun = time.perf_counter()
        act()
        loop.exec()
        self.tab.table.viewport().repaint()
        milliseconds = (time.perf_counter() - begun) * 1000
        signal.disconnect(loop.quit)
        return milliseconds

    def rest(self) -> None:
        """Lists nothing, so that nothing is being counted while something else is measured."""
        self.tab.show_filtered(ReceiptFilter(search="nobody"))
        self.settle()


book = cache(OpenBook)


@cache
def bare_file() -> sqlite3.Connection:
    """The same book by SQLite alone; the program's window has the file locked, so it is a copy."""
    source = sqlite3.connect(f"file:{book_of(LARGE)}?immutable=1", uri=True)
    source.execute("PRAGMA mmap_size = 0")
    return source


@cache
def bare_window() -> QMainWindow:
    application()
    window = QMainWindow()
    tabs = QTabWidget()
    tabs.addTab(QTableView(), "Caja y recibos")
    tabs.addTab(QWidget(), "Socios")
    window.setCentralWidget(tabs)
    window.resize(WIDTH, HEIGHT)
    window.show()
    return window


def bare_tabs() -> QTabWidget:
    tabs = bare_window().centralWidget()
    assert isinstance(tabs, QTabWidget)
    return tabs


def bare_table() -> QTableView:
    table = bare_tabs().widget(0)
    assert isinstance(table, QTableView)
    return table


def drawn(rows: Sequence[Sequence[Any]]) -> None:
    """The rows in a bare table, painted."""
    table = bare_table()
    model = QStandardItemModel(0, len(_COLUMNS), table)
    for row in rows:
        model.appendRow([QStandardItem("" if value is None else str(value)) for value in row])
    for number, name in enumerate(_COLUMNS):
        model.setHeaderData(number, Qt.Orientation.Horizontal, name)
    table.setModel(model)
    table.viewport().repaint()


def bare(sql: str, *parameters: Any) -> float:
    """Milliseconds of bare SQL and the bare drawing of what it finds."""
    file, tabs = bare_file(), bare_tabs()
    begun = time.perf_counter()
    tabs.setCurrentIndex(0)
    drawn(file.execute(sql, parameters).fetchall())
    return (time.perf_counter() - begun) * 1000


def opened(receipts: int) -> float:
    """Milliseconds until the tab stands with the newest receipts."""
    seen = book(receipts)
    seen.rest()
    seen.window.show_tab(_OTHER_TAB)
    seen.settle()
    application().processEvents()
    seen.tab.search.blockSignals(True)
    seen.tab.search.setText("")
    seen.tab.search.blockSignals(False)
    taken = seen.until(seen.tab.listed, partial(seen.window.show_tab, _RECEIPTS_TAB))
    seen.rest()
    return taken


def bare_top() -> float:
    bare_tabs().setCurrentIndex(1)
    application().processEvents()
    return bare(f"{_SQL}{_NEWEST_FIRST} LIMIT {receipt_list.PAGE}")


def scrolled() -> float:
    """Milliseconds until a place anywhere in the list is painted with its receipts."""
    seen = book(LARGE)
    if seen.tab.wanted() != ReceiptFilter():
        seen.tab.show_filtered(ReceiptFilter())
        seen.settle()
    assert seen.tab.model.rowCount() == LARGE
    bar = seen.tab.table.verticalScrollBar()
    place = round(bar.maximum() * _places.random())
    taken = seen.until(seen.tab.model.dataChanged, lambda: bar.setValue(place))
    seen.settle()
    return taken


def bare_place() -> float:
    """A page somewhere, found by its day: nothing of SQLite finds a place in the middle faster."""
    days = (date.today() - date(date.today().year - 19, 1, 1)).days
    day = date.fromordinal(date.today().toordinal() - round(days * _places.random()))
    return bare(f"{_SQL} WHERE issued_on <= ?{_NEWEST_FIRST} LIMIT {receipt_list.PAGE}", day.isoformat())


def _project_and_year() -> tuple[int, date, date]:
    year = date.today().year - _places.randrange(1, 15)
    return _places.randrange(1, PROJECTS + 1), date(year, 1, 1), date(year, 12, 31)


def filtered() -> float:
    """Milliseconds until the receipts of a project in a year are listed."""
    seen = book(LARGE)
    project, first, last = _project_and_year()
    wanted = ReceiptFilter(project_id=project, first_day=first, last_day=last)
    taken = seen.until(seen.tab.listed, lambda: seen.tab.show_filtered(wanted))
    seen.rest()
    return taken


def bare_filter() -> float:
    project, first, last = _project_and_year()
    where = " WHERE receipts.id IN (SELECT receipt_id FROM receipt_lines WHERE project_id = ?)"
    return bare(
        f"{_SQL}{where} AND issued_on BETWEEN ? AND ?{_NEWEST_FIRST} LIMIT {receipt_list.PAGE}",
        project,
        first.isoformat(),
        last.isoformat(),
    )


def longest_wait() -> float:
    """Milliseconds of the slowest of all answers while a million receipts are counted and added up."""
    seen = book(LARGE)
    seen.rest()
    seen.tab.show_filtered(ReceiptFilter())
    owner = QObject()
    waits = []
    while not seen.thread.is_idle:
        waits.append(wait_for(seen.thread, small_wish, owner))
    assert len(waits) > 50, "the list was counted before anyone could be kept waiting"
    seen.rest()
    return max(waits)


_PAPER_RECEIPTS, _PAPER_YEARS = 30_000, 3
_PAPER_YEAR = date.today().year - 1
_ROWS_TO_A_PAGE = 31
_PLACES = (40, 150, 210, 480, 540)


def printed() -> float:
    """Seconds of the cash book of a year with 10,000 receipts, as PDF."""
    books = open_books(book_of(_PAPER_RECEIPTS, _PAPER_YEARS))
    begun = time.perf_counter()
    make_report(books, PAPER, _PAPER_YEAR, "es", "pdf")
    seconds = time.perf_counter() - begun
    books.file.close()
    return seconds


def bare_print() -> float:
    """Seconds of bare SQL and of a bare canvas that draws the same rows in the same letters, as many to a page."""
    connection = sqlite3.connect(f"file:{book_of(_PAPER_RECEIPTS, _PAPER_YEARS)}?immutable=1", uri=True)
    fonts.register()
    begun = time.perf_counter()
    found = connection.execute(
        """SELECT series || '-' || number, issued_on, concept || ', ' || party_name, direction, amount
        FROM receipts JOIN receipt_lines ON receipt_id = receipts.id
        WHERE account_id = 1 AND issued_on BETWEEN ? AND ? ORDER BY issued_on, receipts.id, position""",
        (f"{_PAPER_YEAR}-01-01", f"{_PAPER_YEAR}-12-31"),
    ).fetchall()
    page = landscape(A4)
    canvas = Canvas(BytesIO(), pagesize=page)
    for top in range(0, len(found), _ROWS_TO_A_PAGE):
        canvas.setFont(fonts.SEMIBOLD, 9)
        for x, title in zip(_PLACES, ("N.º", "Fecha", "Descripción", "Cuenta", "Denominación"), strict=True):
            canvas.drawString(x, page[1] - 80, title)
        canvas.setFont(fonts.REGULAR, 9)
        for number, (sign, day, words, direction, amount) in enumerate(found[top : top + _ROWS_TO_A_PAGE]):
            y = page[1] - 100 - number * 15
            for x, text in zip(_PLACES, (sign, format_date(date.fromisoformat(day)), words), strict=False):
                canvas.drawString(x, y, text)
            canvas.drawRightString(page[0] - (120 if direction > 0 else 40), y, format_amount(amount))
            canvas.line(40, y - 4, page[0] - 40, y - 4)
        canvas.showPage()
    canvas.save()
    connection.close()
    return time.perf_counter() - begun


BENCHMARKS = [
    Benchmark(
        "book, open",
        partial(opened, LARGE),
        bare_top,
        2.0,
        7,
        "  ms",
        against="bare SQL of the page in a bare Qt table",
    ),
    Benchmark(
        "book, open, 1,000,000 to 10,000",
        partial(opened, LARGE),
        partial(opened, USUAL),
        1.2,
        7,
        "  ms",
        against="the same with 10,000 receipts",
    ),
    Benchmark(
        "book, any place", scrolled, bare_place, 2.0, 15, "  ms", against="bare SQL by its day in a bare Qt table"
    ),
    Benchmark("book, project and year", filtered, bare_filter, 2.0, 9, "  ms", against="bare SQL in a bare Qt table"),
    Benchmark(
        "book, wait while counting",
        longest_wait,
        lambda: WAIT_MS,
        1.0,
        3,
        "  ms",
        against="the longest anyone may wait",
    ),
    Benchmark(
        "book, year on paper",
        printed,
        bare_print,
        3.0,
        3,
        "   s",
        against="bare SQL and a bare canvas of the same rows",
    ),
]
