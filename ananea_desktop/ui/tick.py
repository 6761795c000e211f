"""A box to tick with its words, painted by hand so that it can be seen in light and dark."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import RING, paint_box, paint_text

_GAP = 10


def paint_tick(painter: QPainter, box: QRect, ground: str, edge: str = "edge", width: int = 1) -> None:
    """The box itself; ticked where its ground is gold."""
    paint_box(painter, box, fill=theme.color(ground), edge=theme.color(edge), width=width, radius=4)
    if ground == "gold":
        paint_icon(painter, "check", box.adjusted(3, 3, -3, -3), theme.color("on_gold"))


class Tick(QCheckBox):
    """Space or a click anywhere on it ticks it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.icon_size() + _GAP + theme.text_width(self.text()) + 4, theme.link_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.icon_size() + _GAP + theme.scaled(96), theme.link_height())

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.icon_size()
        box = QRect(1, (self.height() - side) // 2, side, side)
        focused, invalid = self.hasFocus(), bool(self.property("invalid"))
        edge = "ink" if focused else "bad" if invalid else "edge"
        ground = "gold" if self.isChecked() else "hover" if self.underMouse() else "bg"
        width = RING if focused or invalid else 1
        paint_tick(painter, box, ground, edge, width)
        words = self.rect().adjusted(side + _GAP, 0, 0, 0)
        width = paint_text(painter, words, self.text(), letters=theme.font(), colour=theme.color("ink"))
        if focused:
            painter.fillRect(words.left(), (self.height() + theme.line_height()) // 2, width, RING, theme.color("ink"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut are said whole by the tip."""
        super().resizeEvent(event)
        cut = self.sizeHint().width() - 4 > self.width()
        if cut or self.toolTip() == self._whole:
            self._whole = literal_tip(self.text()) if cut else ""
            self.setToolTip(self._whole)
