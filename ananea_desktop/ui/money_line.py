"""A line of the money at the right of Inicio: what it is, its amount, perhaps a bar; it leads to its rows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ananea_desktop.ui import theme
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_bar, paint_box, paint_ring, paint_text

_REACH = theme.OVERHANG
_BAR_HEIGHT = 10


class MoneyLine(QAbstractButton):
    """Stands 12 pixels further out than its text. Only a name may be cut, and is then told by a tooltip.

    Without ``leads`` it is only read. With ``barred`` a bar stands under the name.
    """

    def __init__(self, name: str, *, leads: bool = True, barred: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._amount = "…"
        self._fraction = 0.0
        self._barred = barred
        self._role = "strong" if strong else "text"
        self._leads = leads
        self.setText(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def set_amount(self, amount: str, fraction: float = 0.0) -> None:
        """What stands at the right, and how far the bar is full; over 1 it is in the colour of an excess."""
        self._amount = amount
        self._fraction = fraction
        self._tell()
        self.update()

    def amount(self) -> str:
        return self._amount

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()}: {self._amount}")

    def sizeHint(self) -> QSize:
        height = theme.line_height() + 15
        return QSize(theme.scaled(240), height + (_BAR_HEIGHT + 3 if self._barred else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), self.sizeHint().height())

    def _text_box(self) -> QRect:
        height = theme.line_height() + (10 if self._barred else 14)
        return QRect(_REACH, 0, self.width() - 2 * _REACH, height)

    def _name_box(self) -> QRect:
        return self._text_box().adjusted(0, 0, -theme.text_width(self._amount, self._role) - theme.GAP, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        cut = theme.text_width(self.text(), self._role) > self._name_box().width() + 1
        self.setToolTip(literal_tip(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._leads and (self.underMouse() or self.isDown()):
            paint_box(painter, self.rect(), fill=theme.color("hover"))
        letters = theme.font(self._role)
        paint_text(painter, self._name_box(), self.text(), letters=letters, colour=theme.color("ink"))
        over = self._barred and self._fraction > 1
        ink = theme.color("bad" if over else "ink")
        paint_text(painter, self._text_box(), self._amount, letters=letters, colour=ink, right=True, elide=False)
        if self._barred:
            bar = QRect(_REACH, self._text_box().bottom() - 2, self.width() - 2 * _REACH, _BAR_HEIGHT)
            paint_bar(painter, bar, self._fraction)
        else:
            painter.fillRect(_REACH, self.height() - 1, self.width() - 2 * _REACH, 1, theme.color("line"))
        if self.hasFocus():
            paint_ring(painter, self.rect())
