"""Shapes that several widgets paint: rounded boxes, the focus ring, bars and lines of text."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ananea_desktop.ui import theme

RING = 2


def paint_box(
    painter: QPainter,
    box: QRect | QRectF,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: int = 1,
    radius: float = theme.RADIUS,
) -> None:
    """A rounded box whose edge lies inside ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    inset = 0.0
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(edge, width))
        inset = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def paint_ring(painter: QPainter, box: QRect | QRectF, radius: float = theme.RADIUS) -> None:
    """The focus ring: 2 pixels of ink just inside ``box``."""
    paint_box(painter, box, edge=theme.color("ink"), width=RING, radius=radius)


def paint_chosen(painter: QPainter, row: QRect) -> None:
    """The ground of a chosen row: its tint, and a bar at its left for who cannot tell tints."""
    painter.fillRect(row, theme.color("gold_soft"))
    painter.fillRect(row.left(), row.top(), 4, row.height(), theme.color("bar"))


def paint_bar(painter: QPainter, box: QRect | QRectF, fraction: float) -> None:
    """A bar filled from the left; more than 1 is full and in the colour of an excess."""
    box = QRectF(box)
    paint_box(painter, box, fill=theme.color("track"), radius=2)
    filled = QRectF(box)
    filled.setWidth(box.width() * max(0.0, min(1.0, fraction)))
    if filled.width() >= 1:
        paint_box(painter, filled, fill=theme.color("bad" if fraction > 1 else "bar"), radius=2)


_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | _ONE_LINE)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | _ONE_LINE)


def paint_text(
    painter: QPainter,
    box: QRect,
    text: str,
    *,
    letters: QFont,
    colour: QColor,
    right: bool = False,
    struck: bool = False,
    elide: bool = True,
) -> int:
    """One line of text, vertically centred and elided at its end; returns the width it took."""
    if struck:
        letters = QFont(letters)
        letters.setStrikeOut(True)
    metrics = QFontMetrics(letters)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()) if elide else text
    painter.setFont(letters)
    painter.setPen(colour)
    painter.drawText(box, _AT_RIGHT if right else _AT_LEFT, shown)
    return metrics.horizontalAdvance(shown)
