"""Copies by themselves while the program is open: one that could not be made on leaving, one after each twenty
receipts, and once a month the trial of putting one back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import copying
from ananea_desktop.ui.main_window import MainWindow


class CopyKeeper(QObject):
    """What it does waits for whatever the person does; what fails is told at the foot of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._desk.receipt_issued.connect(lambda _id: self._ask(copying.keep_up))
        self._ask(copying.catch_up, self._try)

    def _try(self, _copy: object) -> None:
        self._ask(copying.monthly_trial, self._take_trial)

    def _take_trial(self, problem: str | None) -> None:
        if problem is not None:
            self._desk.record_saved.emit()  # Inicio tells of it

    def _ask(self, operation: Callable[..., Any], then: Callable[[Any], object] | None = None) -> None:
        self._desk.books.ask(operation, owner=self, then=then, refused=self._refuse)

    def _refuse(self, problem: UserError) -> None:
        self._window.strip.say(problem.sentence, "warning-circle", "bad")


def keep_copies(window: MainWindow) -> None:
    """From now on, as long as the window is there."""
    if not window.findChildren(CopyKeeper):
        CopyKeeper(window)
