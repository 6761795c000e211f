"""Opens the program on a data file, presses and clicks at random, perhaps while a copy or a check is being made, and
leaves at a random moment: ``short_day.py FILE SEED FOLDER``. It says as JSON what it did."""

import json
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ananea_desktop.__main__ import open_window

MOST_MOMENTS = 40
KEYS = (
    "Key_Tab",
    "Key_Return",
    "Key_Escape",
    "Key_Down",
    "Key_Up",
    "Key_A",
    "Key_1",
    "Key_Space",
    "Key_F5",
    "Key_Delete",
)
WITH_CTRL = ("Key_K", "Key_N", "Key_P", "Key_S", "Key_Z", "Key_C", "Key_A", "Key_V", "Key_F", "Key_X")
NO_MENU = ("restore",)
"""Leaves this program for another window of it."""


def main() -> int:
    chance, folder = random.Random(sys.argv[2]), Path(sys.argv[3])
    did: list[str] = []
    moments = chance.randint(0, MOST_MOMENTS)

    def when_ready() -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from ananea_desktop.ui.main_window import MainWindow

        (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        timer = QTimer(window)
        works = [partial(press, chance), partial(click, chance), partial(menu, chance), partial(work, chance, folder)]
        left = moments

        def moment() -> None:
            nonlocal left
            leave_file_chooser()
            if left <= 0:
                timer.stop()
                leave(window)
                return
            left -= 1
            did.append(chance.choices(works, (5, 5, 2, 1))[0](window))
            timer.start(chance.choice((0, 0, 5, 20, 60)))

        timer.timeout.connect(moment)
        timer.setSingleShot(True)
        timer.start(chance.choice((0, 0, 50, 400)))

    code = open_window(Path(sys.argv[1]), when_ready)
    print(json.dumps(did))
    return code


def leave_file_chooser() -> None:
    """Of an office it is the system's; Qt's own makes folders where it is told to, and asks in a loop of its own."""
    from PySide6.QtWidgets import QApplication, QFileDialog

    chooser = QApplication.activeModalWidget()
    if isinstance(chooser, QFileDialog):
        chooser.reject()


def leave(window: Any) -> None:
    """As a person does: what stands over the window first."""
    from PySide6.QtWidgets import QApplication, QDialog

    for _turn in range(5):
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        if popup := QApplication.activePopupWidget():
            popup.close()
    for each in QApplication.topLevelWidgets():
        if each is not window and each.isVisible():
            each.close()
    window.close()


def press(chance: random.Random, window: Any) -> str:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    has_ctrl = chance.random() < 0.3
    name = chance.choice(WITH_CTRL if has_ctrl else KEYS)
    modifier = Qt.KeyboardModifier.ControlModifier if has_ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(
        QApplication.activeModalWidget() or QApplication.focusWidget() or window, getattr(Qt.Key, name), modifier
    )
    return f"{'Ctrl+' if has_ctrl else ''}{name}"


def click(chance: random.Random, window: Any) -> str:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMenu, QWidget

    over = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window
    if isinstance(over, QMenu):
        over.close()
        return "closed a menu"
    seen = [each for each in over.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    if not seen:
        return "nothing to click"
    widget = chance.choice(seen)
    place = QPoint(chance.randrange(max(1, widget.width())), chance.randrange(max(1, widget.height())))
    name = f"click {type(widget).__name__} {widget.objectName()}"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    return name


def menu(chance: random.Random, window: Any) -> str:
    from PySide6.QtWidgets import QApplication

    if QApplication.activeModalWidget() is not None:
        return "not over a dialog"
    name = chance.choice([name for name in window.actions_by_name if name not in NO_MENU])
    window.actions_by_name[name].trigger()
    return f"menu {name}"


def work(chance: random.Random, folder: Path, window: Any) -> str:
    """What takes long in the books' thread or beside it, and may be cut off by leaving."""
    from ananea_desktop.operations import checking, copying

    done: list[tuple[str, Callable[..., Any], tuple[Any, ...]]] = [
        ("check", checking.check, ()),
        ("copy", copying.make_copy, (folder,)),
        ("copy that must be finished", copying.make_copy, (folder,)),
    ]
    name, operation, arguments = chance.choice(done)
    window.desk.books.ask(
        operation, *arguments, owner=window, refused=lambda _problem: None, must_finish=name.endswith("finished")
    )
    return name


if __name__ == "__main__":
    sys.exit(main())
