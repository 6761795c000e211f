"""A new PC, clicked through in a process of its own: ``new_pc.py DATA_FILE STICK KEY``.

The program starts on nothing, takes the copy from the stick with the key from the paper, and issues the next receipt.
At the end it says in JSON what it then holds and the number it gave.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ananea_desktop import app
from ananea_desktop.operations import checking, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.restore_page import RestorePage
from ananea_desktop.ui.restore_questions import KeyDialog
from tests.builders import a_draft

PATIENCE = 60.0
told: dict[str, object] = {}


def window() -> MainWindow | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return found[0] if found else None


def click(button: Button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button(owner: Any, name: str) -> Any:
    found = [each for each in owner.findChildren(Button, name) if each.isVisible()]
    return found[0] if found else None


def modal(kind: type) -> Any:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, kind) else None


def work(stick: Path, key: str) -> Iterator[Callable[[], object]]:
    """Gives what is waited for next, and does what a person does then."""
    yield lambda: window() and button(window(), "restore_first")
    first = window()
    assert first is not None
    click(button(first, "restore_first"))
    pages = first.findChildren(RestorePage)
    yield lambda: first.findChildren(RestorePage)
    (page,) = pages or first.findChildren(RestorePage)
    yield lambda: not page._runner.is_working
    click(page.search_button)
    chooser: Any = page.findChild(QFileDialog)
    chooser.fileSelected.emit(str(stick))
    chooser.close()
    yield lambda: not page._runner.is_working and page.restore_button.isEnabled()
    click(page.restore_button)
    yield lambda: modal(KeyDialog)
    dialog = modal(KeyDialog)
    QTest.keyClicks(dialog.field, key)
    click(button(dialog, "open_sealed"))
    yield lambda: modal(Question)
    question = modal(Question)
    QTest.keyClicks(question.findChild(TextField), "PC nueva")
    click(question.yes_button)
    yield lambda: window() not in (None, first) and modal(Dialog)
    modal(Dialog).accept()
    second = window()
    assert second is not None
    second.desk.books.ask(issue, owner=second, then=told.update)
    yield lambda: told
    second.close()


def issue(books: Books) -> dict[str, object]:
    found = checking.check(books)
    books.user = "Rosa"
    return {
        "problems": found.problems,
        "receipts": found.counts["receipts"],
        "total": books.db.execute("SELECT sum(total) FROM receipts").fetchone()[0],
        "next": receipts.issue(books, a_draft()).number,
    }


def main(path: Path, stick: Path, key: str) -> int:
    app.make_application()
    steps = work(stick, key)
    waiting = [next(steps)]
    until = time.monotonic() + PATIENCE

    def look() -> None:
        if time.monotonic() > until:
            print("waited in vain", file=sys.stderr, flush=True)
            timer.stop()
            QApplication.exit(3)
        elif waiting[0]():
            waiting[0] = next(steps, lambda: False)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    code = app.run_window(path)
    print(json.dumps(told))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
