"""Whether what is in sight fits: no text is cut, nothing reaches beyond its place, and nothing scrolls sideways.

Texts that widgets paint themselves are measured where they are painted: all go through ``painting.paint_text``.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from ananea_desktop.ui import painting
from ananea_desktop.ui.fields import NumberField
from ananea_desktop.ui.table_header import TableHeader
from ananea_desktop.ui.table_view import TableView

_FIGURES = re.compile(r"^[−–+-]?(S/|US\$)?[\s\d.,/:%°º−-]*\d[\s\d.,/:%°º−-]*$")
"""Amounts, dates, numbers, documents: cut short they say something else."""
_SLACK = 1
"""Pixels that a fraction may be rounded by."""
_Text = tuple[str, int, int, bool]
"""What is painted, its room and its width in pixels, and whether it is elided where room lacks."""


def unfit(top: QWidget) -> list[str]:
    """A sentence for each thing in a window or dialog that does not fit."""
    found: list[str] = []
    with _listening() as texts:
        for widget in [top, *top.findChildren(QWidget)]:
            if is_seen(widget, top):
                found += [f"{_name(widget)}: {what}" for what in _of(widget, top, texts)]
    return found


def is_seen(widget: QWidget, top: QWidget) -> bool:
    """Whether any of it is in sight, in this window."""
    shown = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget  # which covers the rest of it
    return widget.isVisible() and widget.window() is top and not shown.visibleRegion().isEmpty()


def _of(widget: QWidget, top: QWidget, texts: list[_Text]) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    if isinstance(widget, TableView) and widget.horizontalScrollBar().maximum() > 0:
        yield f"scrolls sideways by {widget.horizontalScrollBar().maximum()}"
    if type(widget).__module__.startswith("ananea") and "paintEvent" in _own_methods(widget):
        yield from _painted(widget, texts)
    if isinstance(widget, QLineEdit | QAbstractButton | QComboBox):
        least, has = widget.minimumSizeHint(), widget.size()
        if has.width() < least.width() - _SLACK or has.height() < least.height() - _SLACK:
            yield f"is {has.width()} × {has.height()} and needs {least.width()} × {least.height()}"
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton | QComboBox | QAbstractItemView):
        yield from _beyond(widget, top)


def _own_methods(widget: QWidget) -> set[str]:
    kinds = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("ananea")]
    return {name for kind in kinds for name in vars(kind)}


def _label(widget: QLabel) -> Iterator[str]:
    text = widget.text()
    if not text or widget.textFormat() == Qt.TextFormat.RichText:
        return
    room, metrics = widget.contentsRect(), QFontMetrics(widget.font())
    if widget.wordWrap():
        words = re.split(r"[\s\u200b]+", text)
        widest = max((metrics.horizontalAdvance(word) for word in words if len(word) <= 30), default=0)
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + _SLACK:
            yield f"needs {needed} of {widget.height()} high: {text!r}"
    else:
        widest = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
        needed = metrics.lineSpacing() * len(text.split("\n"))
        if needed > room.height() + metrics.leading() + 2:
            yield f"needs {needed} of {room.height()} high: {text!r}"
    if widest > room.width() + _SLACK:
        yield f"needs {widest} of {room.width()}: {text!r}"


def _field(widget: QLineEdit) -> Iterator[str]:
    metrics = QFontMetrics(widget.font())
    margins = widget.textMargins()
    room = widget.width() - 2 * 11 - margins.left() - margins.right()
    shown = widget.text() if isinstance(widget, NumberField) and widget.text() else widget.placeholderText()
    needed = metrics.horizontalAdvance(shown)
    if needed > room + _SLACK:
        yield f"needs {needed} of {room}: {shown!r}"


def _beyond(widget: QWidget, top: QWidget) -> Iterator[str]:
    """Cut by what it stands in: only the viewport of what scrolls may cut it, and only above and below."""
    around: QWidget | None = widget.parentWidget()
    while around is not None:
        box = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        scrolls = isinstance(around.parentWidget(), QAbstractScrollArea)
        inside = around.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if box.left() < inside.left() or box.right() > inside.right():
            if not scrolls or not around.parentWidget().horizontalScrollBar().maximum():  # type: ignore[union-attr]
                yield f"stands from {box.left()} to {box.right()} in {around.width()} of {_name(around)}"
                return
        elif not scrolls and (box.top() < inside.top() or box.bottom() > inside.bottom()):
            yield f"stands from {box.top()} to {box.bottom()} in {around.height()} high of {_name(around)}"
            return
        if around is top or scrolls:
            return
        around = around.parentWidget()


def _painted(widget: QWidget, texts: list[_Text]) -> Iterator[str]:
    tip = re.sub(r"<[^>]*>", "", unescape(widget.toolTip()))
    texts.clear()
    _paint(widget)
    for text, room, needed, elided in list(texts):
        if needed <= room + _SLACK:
            continue
        in_table = isinstance(widget, TableView)
        if elided and not _FIGURES.match(text) and (in_table or text in tip):
            continue  # a name, which its tip says whole
        yield f"paints {needed} in {room}: {text!r}"


def _paint(widget: QWidget) -> None:
    if isinstance(widget, TableView | TableHeader):
        widget.viewport().grab()
        return
    picture = QPixmap(widget.size().expandedTo(QSize(1, 1)))
    widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)


@contextmanager
def _listening() -> Iterator[list[_Text]]:
    """Every text that is painted meanwhile; it is painted all the same."""
    texts: list[_Text] = []
    real = painting.paint_text

    def paint_text(
        painter: QPainter,
        box: QRect,
        text: str,
        *,
        letters: QFont,
        colour: QColor,
        elide: bool = True,
        **more: Any,
    ) -> int:
        texts.append((text, box.width(), QFontMetrics(letters).horizontalAdvance(text), elide))
        return real(painter, box, text, letters=letters, colour=colour, elide=elide, **more)

    users = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("ananea_desktop.") and getattr(module, "paint_text", None) is real
    ]
    for module in users:
        module.paint_text = paint_text  # type: ignore[attr-defined]
    try:
        yield texts
    finally:
        for module in users:
            module.paint_text = real  # type: ignore[attr-defined]


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}".strip()
