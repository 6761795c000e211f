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
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in buttons:
            row.addWidget(button)
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
