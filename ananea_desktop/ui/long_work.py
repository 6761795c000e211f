"""Long work in the books' thread, with how far it is and a button to give it up."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.labels import label

STAGES = {
    "write": N_("Copiando los datos…"),
    "check": N_("Comprobando que todo esté bien…"),
    "seal": N_("Sellando la copia y escribiéndola en la memoria…"),
    "copy": N_("Escribiendo la copia en la memoria…"),
    "read": N_("Leyendo otra vez lo escrito, para compararlo…"),
    "open": N_("Abriendo la copia…"),
}
_WHOLE = 1000


class _Teller(QObject):
    """Outlives who listens: the books' thread may tell of one step more after the work was given up."""

    told = Signal(str, object, object)


class LongWork(QObject):
    """One piece of work: ``operation(books, *arguments, tell)``. It goes on until ``give_up`` or its parent is gone."""

    told = Signal(str, float)
    """The stage, and how much of it is done, from 0 to 1."""
    done = Signal(object)
    refused = Signal(object)
    """A UserError."""

    def __init__(self, parent: QObject, books: BooksThread, operation: Callable[..., Any], *arguments: Any) -> None:
        super().__init__(parent)
        self.stage, self.share = "write", 0.0
        self.is_over = False
        teller = _Teller()
        teller.told.connect(self._tell)
        books.ask(
            operation,
            *arguments,
            lambda progress: teller.told.emit(*progress),  # it holds the teller; a bound signal does not
            owner=self,
            then=self._take,
            refused=self._refuse,
        )

    def give_up(self) -> None:
        """The books' thread sees that nobody waits any more, and removes what was begun."""
        self._end()

    def _tell(self, stage: str, done: int, whole: int) -> None:
        self.stage, self.share = stage, min(1.0, done / whole) if whole else 1.0
        self.told.emit(self.stage, self.share)

    def _take(self, result: object) -> None:
        self._end()
        self.done.emit(result)

    def _refuse(self, problem: UserError) -> None:
        self._end()
        self.refused.emit(problem)

    def _end(self) -> None:
        self.is_over = True
        self.deleteLater()


class ProgressRow(QWidget):
    """What is being done now, a bar, and «Cancelar» (``given_up``)."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "secondary", wrap=True, name="stage")
        self._bar = QProgressBar()
        self._bar.setRange(0, _WHOLE)
        self._bar.setProperty("slim", True)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(10)
        self.cancel = secondary_button(_("Cancelar"), "x")
        self.cancel.setObjectName("cancel_work")
        self.cancel.clicked.connect(self.given_up)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(row)

    def follow(self, work: LongWork) -> None:
        """Shows how far a work is."""
        self.show_stage(work.stage, work.share)
        work.told.connect(self.show_stage)

    def show_stage(self, stage: str, share: float) -> None:
        words = _(STAGES[stage])
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setValue(round(share * _WHOLE))
