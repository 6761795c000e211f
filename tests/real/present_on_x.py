"""Presents the sample on the one screen there is, by real key events, and leaves: started by test_window_on_x.py."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ananea_desktop import app as program
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.presentation_page import PresentationPage


def main(path: Path) -> None:
    app = program.make_application()
    books = open_in_thread(lambda: open_books(path))
    window = MainWindow(books)
    window.ready.connect(window.covering.open_presentation)
    window.show()
    page = window.stack.currentWidget()
    while not (isinstance(page, PresentationPage) and page.view.shown_page == 0 and books.is_idle):
        app.processEvents()  # whoever started this has set a time
        page = window.stack.currentWidget()
    page.present()
    presenter = page.presenter
    assert presenter is not None
    slide = presenter.audience.slide
    while not slide.pictures.is_complete:
        app.processEvents()
    assert presenter.audience.geometry() == window.screen().geometry(), presenter.audience.geometry()
    QTest.keyClick(presenter.audience, Qt.Key.Key_PageDown)
    assert slide.shown_page == 1
    QTest.keyClick(presenter.audience, Qt.Key.Key_N)
    assert presenter.presenter.isVisible() and not presenter.audience.isVisible()
    QTest.keyClick(presenter.presenter, Qt.Key.Key_Escape)
    assert page.presenter is None
    window.close()
    books.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
