"""Every tab, page and dialog with the sample data as PNG: ``python3 resources/dev.py screenshots DIR``."""

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop import app as program
from ananea_desktop import commands
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.main_window import MainWindow
from tests.ui.walk import Walk

LOOKS = (
    ("light-1366", theme.LIGHT, theme.BASE_POINTS, (1366, 689)),
    ("light-1024", theme.LIGHT, theme.BASE_POINTS, (1024, 700)),
    ("light-large", theme.LIGHT, theme.LARGER_POINTS, (1366, 689)),
    ("dark-1366", theme.DARK, theme.BASE_POINTS, (1366, 689)),
    ("dark-1024", theme.DARK, theme.BASE_POINTS, (1024, 700)),
)
QUIET_SECONDS = 0.6
"""The preview is drawn 150 ms after the last change, by a thread of its own."""


class Photographer(Walk):
    def __init__(self, folder: Path, app: QApplication, books: BooksThread, window: MainWindow) -> None:
        super().__init__(app, books, window, self._photograph)
        self.folder = folder
        self.look = ""

    def settle(self) -> None:
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < QUIET_SECONDS:
            self.app.processEvents()
            if not self.books.is_idle:
                quiet_since = time.monotonic()

    def _photograph(self, name: str, widget: QWidget) -> None:
        widget.grab().save(str(self.folder / f"{name}-{self.look}.png"))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = program.make_application()
    for look, palette, points, (width, height) in LOOKS:
        theme.apply_theme(app, palette, points)
        with tempfile.TemporaryDirectory() as place:
            commands.main(["demo", place])
            path = Path(place) / "ananea.db"
            books = open_in_thread(lambda path=path: open_books(path))  # type: ignore[misc]
            window = MainWindow(books)
            window.resize(width, height)
            window.show()
            photographer = Photographer(folder, app, books, window)
            photographer.look = look
            photographer.everything()
            window.close()
            books.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
