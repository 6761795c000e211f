"""The concept of a line, or the topic of a training, completed as it is typed from what was written before."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from ananea_desktop.operations import receipt_drafts
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.fields import TextField

PAUSE = 120
"""Milliseconds without a key after which completions are asked for."""


class ConceptField(TextField):
    """Down and Enter take a completion, Down in an empty field shows some; whoever types on is not disturbed.

    ``source``: the operation that gives completions of what is typed.
    """

    def __init__(self, books: BooksThread, source: Callable[..., list[str]] = receipt_drafts.concepts_like) -> None:
        super().__init__()
        self._books = books
        self._source = source
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.text():
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        typed = self.text()
        self._books.ask(self._source, typed, owner=self, then=lambda found: self._offer(typed, found))

    def _offer(self, typed: str, found: list[str]) -> None:
        if typed != self.text() or not self.hasFocus():
            return
        others = [each for each in found if each != typed]
        self._found.setStringList(others)
        popup = self.completer().popup()
        if others:
            self.completer().complete()
        elif popup is not None:
            popup.hide()
