"""The screen is locked when asked, when nobody uses it for some minutes, and when the PC wakes up: what is open is
hidden and waits, nothing that is being written is stopped.

Use is told by the windows' own events; both clocks are compared, for the one of the system stands still while the PC
sleeps on some systems, and the one on the wall can be set (reliability.md, fault 29).
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ananea_desktop.operations import sign_in
from ananea_desktop.ui.desk import Desk

if TYPE_CHECKING:  # imported when it is first shown
    from ananea_desktop.ui.sign_in import SignInPage

LOOK_EVERY = 5
"""Seconds between two looks at the clocks."""
_HIDE_EVERY = 100
"""Milliseconds, while locked, until a window that came up without the keys is hidden."""
_SLEPT = 60
"""Seconds between two looks that only sleep explains."""
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,  # a shortcut takes the press away
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class IdleWatch(QObject):
    """``idle`` when nobody used the program for its minutes, or the PC slept."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time)
        self._seconds = 0
        self._used: tuple[float, ...] = ()
        self._looked: tuple[float, ...] = ()
        self._watched: list[QWindow] = []
        self._timer = QTimer(self, interval=LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)

    def begin(self, minutes: int) -> None:
        """Counts from now on; 0 stops."""
        self._seconds = minutes * 60
        self._used = self._looked = self._now()
        if not minutes:
            self._timer.stop()
            return
        if not self._timer.isActive():
            self._timer.start()
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        self._watched = [each for each in self._watched if isValid(each)]
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self.look()  # the first key after the PC slept opens nothing
            self._used = self._now()
        return False

    def look(self) -> None:
        """Compares the clocks; what stands still or was set back counts for nothing."""
        if not self._timer.isActive():
            return
        slept = self._since(self._looked) >= _SLEPT
        self._looked = self._now()
        if is_presenting():
            self._used = self._now()
        elif slept or self._since(self._used) >= self._seconds:
            self._used = self._now()
            self.idle.emit()

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self.clocks)

    def _since(self, then: tuple[float, ...]) -> float:
        return max(now - before for now, before in zip(self._now(), then, strict=True))


class Lock(QObject):
    """Covers the window with the page of sign-in. ``opened`` with the person who came in, and whether it is who
    worked before."""

    opened = Signal(object, bool)
    guarded = Signal()
    """There are passwords: the screen locks itself, and is locked by a button."""

    def __init__(self, window: QWidget, outer: QStackedWidget, desk: Desk) -> None:
        """``outer`` holds what the window shows as its first page."""
        super().__init__(window)
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self.lock)
        self.is_locked = False
        self._window = window
        self._outer = outer
        self._desk = desk
        self._page: SignInPage | None = None
        self._hidden: list[QWidget] = []
        self._able: list[QAction] = []
        self._had_keys: QWidget | None = None
        self._name = ""
        self._waiting: list[Callable[[], object]] = []
        self._hiding = QTimer(self, interval=_HIDE_EVERY)
        self._hiding.timeout.connect(self._hide_dialogs)
        desk.record_saved.connect(self.follow)

    def follow(self) -> None:
        """Whether there is anything to lock may have changed: the first password, the minutes."""
        self._desk.books.ask(sign_in.entry, owner=self, then=self._follow, after_painting=True)

    def _follow(self, entry: sign_in.Entry) -> None:
        if not self.is_locked:
            self.watch.begin(entry.lock_minutes if entry.needed else 0)
        if entry.needed:
            self.guarded.emit()

    def lock(self) -> None:
        """Hides everything at once; somebody comes in again to go on."""
        if self.is_locked or not self._desk.books.books.user:
            return
        self._name = self._desk.books.books.user
        self._cover()
        self._desk.books.ask(sign_in.entry, owner=self, then=self.ask_entry)

    def ask_entry(self, entry: sign_in.Entry) -> None:
        """Shows who can come in: at the start, and while locked."""
        self._cover()
        page = self._sign_in_page()
        page.show_entry(entry, self._name)
        page.setEnabled(True)
        page.give_keys()

    def when_open(self, work: Callable[[], object]) -> None:
        """Does it now, or once somebody has come in: a message that would show what is hidden."""
        if self.is_locked:
            self._waiting.append(work)
        else:
            work()

    def _cover(self) -> None:
        if self.is_locked:
            return
        self.is_locked = True
        self._had_keys = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        page = self._sign_in_page()
        page.setEnabled(False)  # until it knows who can come in
        self._outer.setCurrentWidget(page)
        actions = [action for action in self._window.actions() if not action.property("over_lock")]
        self._able = [action for action in actions if action.isEnabled()]
        for action in self._able:
            action.setEnabled(False)
        self._hide_dialogs()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._hide_dialogs)
        self._hiding.start()  # of a program behind another one no window gets the keys

    def _hide_dialogs(self) -> None:
        """Also one that comes up only now: what was begun before tells how it ended."""
        if not self.is_locked:
            return
        for widget in QApplication.topLevelWidgets():
            if widget is not self._window and widget.isVisible() and not _stays(widget):
                self._hidden.append(widget)
                widget.hide()

    def _sign_in_page(self) -> "SignInPage":
        if self._page is None:
            from ananea_desktop.ui.sign_in import SignInPage

            self._page = SignInPage(self._desk)
            self._page.entered.connect(self._open)
            self._outer.addWidget(self._page)
        return self._page

    def _open(self, person: dict[str, Any]) -> None:
        self.is_locked = False
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.disconnect(self._hide_dialogs)
        self._hiding.stop()
        for action in self._able:
            action.setEnabled(True)
        self._outer.setCurrentIndex(0)
        same = person["name"] == self._name
        self._bring_back(same)
        self.opened.emit(person, same)
        self.follow()
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()

    def _bring_back(self, same: bool) -> None:
        """What was open, the innermost last; before another person nothing of it is shown."""
        hidden, self._hidden = [each for each in self._hidden if isValid(each)], []
        for widget in sorted(hidden, key=_depth):
            if same:
                widget.show()
            else:
                widget.close()
        had, self._had_keys = self._had_keys, None
        if same and had is not None and isValid(had) and had.isVisible():
            had.setFocus()


def is_presenting() -> bool:
    """Whether slides are shown to the hall."""
    return any(each.property("presenting") and each.isVisible() for each in QApplication.topLevelWidgets())


def _stays(widget: QWidget) -> bool:
    return bool(widget.property("presenting") or widget.property("over_lock"))


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
