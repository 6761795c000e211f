"""The icons in the window, painted in the colour of the palette in use."""

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ananea_desktop.documents.icons import glyph, icon_font
from ananea_desktop.ui import theme


@cache
def _family() -> str:
    loaded = QFontDatabase.addApplicationFont(str(icon_font()))
    return QFontDatabase.applicationFontFamilies(loaded)[0]


@cache
def _font(pixels: int) -> QFont:
    letters = QFont(_family())
    letters.setPixelSize(max(1, pixels))
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return letters


def paint_icon(painter: QPainter, name: str, box: QRect | QRectF, colour: QColor) -> None:
    """Paints the icon as large as the box is high. Raises KeyError for a name Phosphor does not have."""
    box = QRectF(box)
    painter.save()
    painter.setPen(colour)
    painter.setFont(_font(round(box.height())))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, glyph(name))
    painter.restore()


class _Engine(QIconEngine):
    """Looks its colour up each time it paints, so that an icon follows the theme by itself."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "ink3" if mode == QIcon.Mode.Disabled else self._token
        side = min(rect.width(), rect.height())
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        paint_icon(painter, self._name, box, theme.color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


def icon(name: str, token: str = "ink") -> QIcon:
    """An icon for buttons, actions and tabs, by its Phosphor name; it changes colour with the theme."""
    glyph(name)  # a wrong name fails where it is written, not where it is painted
    return QIcon(_Engine(name, token))


class IconLabel(QWidget):
    """An icon that stands by itself beside a text that says the same."""

    def __init__(self, name: str, token: str = "ink2", pixels: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._pixels = pixels

    def set_icon(self, name: str, token: str = "ink2") -> None:
        self._name = name
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.scaled(self._pixels)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        box = QRect(0, 0, *self.sizeHint().toTuple())
        box.moveCenter(self.rect().center())
        paint_icon(painter, self._name, box, theme.color(self._token))
