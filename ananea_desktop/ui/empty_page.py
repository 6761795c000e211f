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
        self._rows = QHBoxLayout(), QHBoxLayout()
        for row in self._rows:
            row.setSpacing(theme.GAP)
            row.setAlignment(Qt.AlignmentFlag.AlignLeft)
            column.addLayout(row)
        column.insertSpacing(column.count() - 1, theme.INSIDE)
        middle = QVBoxLayout(self)
        middle.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        middle.addStretch(42)
        middle.addWidget(self._block, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(58)
        self._measure()
        theme.on_change(self._measure)

    def _measure(self) -> None:
        width = theme.scaled(_WIDTH)
        self._block.setFixedWidth(width)
        self._place_buttons(width)
        layout = self._block.layout()
        assert layout is not None
        layout.invalidate()
        self._block.setMinimumHeight(layout.totalHeightForWidth(width))  # a step may take two lines

    def _place_buttons(self, room: int) -> None:
        """In one row, or the filled one over the others where they would be cut."""
        needed = sum(button.sizeHint().width() for button in self._buttons) + theme.GAP * (len(self._buttons) - 1)
        for number, button in enumerate(self._buttons):
            self._rows[number > 0 and needed > room].addWidget(button)


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
