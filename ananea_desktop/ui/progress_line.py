"""How far long work is: its words, a bar, and the button that gives it up."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_bar


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.done = 0.0

    def sizeHint(self) -> QSize:
        return QSize(240, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(QPainter(self), self.rect(), self.done)


class ProgressLine(QWidget):
    """``given_up`` when the person presses the button."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", name="progress_words")
        self._bar = _Bar()
        self.button = secondary_button(_("Cancelar"))
        self.button.setObjectName("give_up")
        self.button.clicked.connect(self.given_up)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._words)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.MARGIN)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_progress(self, words: str, done: int, whole: int) -> None:
        """Shows itself; ``whole`` 0 where nobody knows yet how much there is."""
        self._words.setText(words)
        self._bar.done = done / whole if whole else 0.0
        self._bar.update()
        self._bar.setAccessibleName(f"{words} {round(100 * self._bar.done)} %")
        self.show()

    def words(self) -> str:
        return self._words.text()
