"""A bar that shows how much of something is used up; the figures stand beside it as words."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_bar


class MoneyBar(QWidget):
    def __init__(self, fraction: float) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_fraction(fraction)

    def set_fraction(self, fraction: float) -> None:
        self._fraction = fraction
        self.setAccessibleName(f"{round(fraction * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(160), 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(QPainter(self), self.rect(), self._fraction)
