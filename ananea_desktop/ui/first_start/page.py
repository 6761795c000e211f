"""What every page of the guide has: a question, why it is asked, and what there is to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.operations.first_start import Begun
from ananea_desktop.ui import theme
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label

WIDTH = 820
"""Of what is read, at 12 points."""


class GuidePage(QWidget):
    """``done`` when what it asks is answered and saved; it takes what is there from ``show_begun``."""

    done = Signal()
    changed = Signal()
    """Something was set up on it, and it stays in sight."""
    name = ""
    step = ""
    """Its name in the list of the steps; marked with N_, as the other words."""
    question = ""
    why = ""
    next_words = ""
    """Of the filled button, where they are not «Siguiente»; «-» where the page goes on by its own buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 14)
        head.setSpacing(5)
        head.addWidget(label(_(self.question), "title", wrap=True))
        self._why = label(_(self.why), wrap=True)
        head.addWidget(self._why)
        column.addLayout(head)
        self.body(column)
        self._measure()
        theme.on_change(self._measure)

    def body(self, column: QVBoxLayout) -> None:
        """What is under the question; most pages give parts that scroll where there is little room."""
        part = QWidget()
        self.column = QVBoxLayout(part)
        self.column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, theme.GAP)
        self.column.setSpacing(theme.GAP)
        self.fill(self.column)
        self.column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(part)
        column.addWidget(area, 1)

    def fill(self, column: QVBoxLayout) -> None:
        """The parts of the page."""

    def show_begun(self, begun: Begun) -> None:
        """Shows what is set up by now."""

    def first_field(self) -> QWidget | None:
        """Where the cursor is to be; None for the filled button."""
        return None

    def go_on(self) -> None:
        """Saves what was answered, and then tells ``done``."""
        self.done.emit()

    def leave(self) -> None:
        """Keeps what was typed in the last moment."""

    def _measure(self) -> None:
        self._why.setMaximumWidth(theme.scaled(WIDTH))
