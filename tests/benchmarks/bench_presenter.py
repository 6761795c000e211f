"""Changing slide while presenting: how long the window's thread is held up, against the 50 ms that nobody sees.

Two screens (the office PC's and a Full HD projector), the sample's slides, everything drawn ahead. The reference is no
program but the issue's own limit: what is measured is a pause, and none is the best there is.
"""

import time
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import presentations, slides
from ananea_desktop.operations.books import open_books
from tests.benchmarks.bench_start import sample_file
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.two_screens import application

if TYPE_CHECKING:
    from ananea_desktop.ui.presenter import Presenter

LIMIT_MS = 50.0
WATCHED_SECONDS = 0.12
"""After each key; both windows must have been painted by then."""


@cache
def _pdf() -> tuple[bytes, int]:
    """The sample's slides, and how many there are."""
    books = open_books(sample_file())
    year = presentations.year_to_present(books)
    presentation = presentations.open_presentation(books, date(year, 1, 1), date(year, 12, 31))
    pdf = at_once(slides.slides_pdf(books, presentation))
    books.file.close()
    return pdf, sum(slide.included for slide in presentation.slides)


@cache
def presenter() -> "Presenter":
    """Presenting, with every slide drawn ahead at each of its three sizes."""
    app = application()
    from PySide6.QtGui import QGuiApplication

    from ananea_desktop.ui.presenter import Presenter

    pdf, count = _pdf()
    shown = Presenter(pdf, ["Nota"] * count, ["Título"] * count, home=QGuiApplication.screens()[0])
    views = (shown.audience.slide, shown.presenter.current, shown.presenter.following)
    while not all(view.pictures.is_complete for view in views):
        app.processEvents()
    return shown


def longest_stall() -> float:
    """Milliseconds: the longest that the event loop did not turn while one goes through all slides by key."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtTest import QTest

    shown = presenter()
    shown.go_to(0)
    QCoreApplication.processEvents()
    worst = 0.0
    for page in range(1, shown.count):
        begun = last = time.perf_counter()
        QTest.keyClick(shown.presenter, Qt.Key.Key_Right)
        while last - begun < WATCHED_SECONDS:
            QCoreApplication.processEvents()
            now = time.perf_counter()
            worst, last = max(worst, now - last), now
        assert shown.audience.slide.shown_page == shown.presenter.current.shown_page == page
    return worst * 1000


BENCHMARKS = [
    Benchmark(
        "presenter, stall",
        longest_stall,
        lambda: LIMIT_MS,
        1.0,
        3,
        " ms",
        against="the longest that the window may stand still",
    )
]
