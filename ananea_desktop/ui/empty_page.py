"""What a tab shows while it has nothing to list: what comes here, in three steps, and the button to begin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label

_WIDTH = 620


class EmptyPage(QWidget):
    """Icon, title, one sentence, numbered steps, and the buttons given (the filled one first)."""

    def __init__(self, icon: str, title: str, sentence: str, steps: Sequence[str], buttons: Sequence[Button]) -> None:
        super().__init__()
        self._block = QWidget()
        column = QVBoxLayout(self._block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(IconLabel(icon, "bar", 44), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(18)
        column.addWidget(label(title, "title", wrap=True))
        column.addSpacing(5)
        column.addWidget(label(sentence, wrap=True))
        column.addSpacing(20)
        column.addLayout(_numbered(steps))
        column.addSpacing(22)
        self._buttons = buttons
        self._button_grid = QGridLayout()
        self._button_grid.setHorizontalSpacing(theme.GAP)
        self._button_grid.setVerticalSpacing(theme.INSIDE)
        row = QHBoxLayout()
        row.addLayout(self._button_grid)
        row.addStretch(1)
        column.addLayout(row)
        middle = QVBoxLayout(self)
        middle.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        middle.addStretch(42)
        middle.addWidget(self._block, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(58)
        self._measure()
        theme.on_change(self._measure)

    def _measure(self) -> None:
        self._block.setMaximumWidth(theme.scaled(_WIDTH))
        self._block.setMinimumWidth(theme.scaled(_WIDTH))
        self._place_buttons()

    def _place_buttons(self) -> None:
        """As many beside each other as have room: none is cut."""
        widths = [button.sizeHint().width() for button in self._buttons]
        columns = len(widths)
        while columns > 1 and _needed(widths, columns) > theme.scaled(_WIDTH):
            columns -= 1
        for number, button in enumerate(self._buttons):
            self._button_grid.removeWidget(button)
            place = number // columns, number % columns
            self._button_grid.addWidget(button, *place, Qt.AlignmentFlag.AlignLeft)


def _needed(widths: Sequence[int], columns: int) -> int:
    """Pixels of a grid of so many columns, each as wide as its widest."""
    return sum(max(widths[column::columns]) for column in range(columns)) + theme.GAP * (columns - 1)


def _numbered(steps: Sequence[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(14)
    grid.setColumnMinimumWidth(0, 30)
    grid.setColumnStretch(1, 1)
    for number, step in enumerate(steps, start=1):
        grid.addWidget(label(str(number), "strong"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(step, wrap=True), number, 1)
    return grid
