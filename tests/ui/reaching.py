"""Whether what is in sight can be used without seeing all of it: each control has a name for screen readers, and
whoever has the keys is seen to have them."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from ananea_desktop.ui.table_view import TableView
from tests.ui.fitting import is_seen

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
_AROUND = 4
"""Pixels beyond a control in which its focus may show."""
Kind = tuple[object, ...]


def nameless(top: QWidget) -> list[str]:
    """What a screen reader would only call «button» or «field»; and columns of tables without a caption."""
    return [
        f"{_name(each)} has no accessible name"
        for each in top.findChildren(QWidget)
        if is_seen(each, top) and _is_control(each) and not _said(each)
    ] + [
        f"{_name(table)} has no caption over column {column}"
        for table in top.findChildren(TableView)
        if is_seen(table, top) and table.model() is not None
        for column in range(table.model().columnCount())
        if not table.isColumnHidden(column) and not table.model().headerData(column, Qt.Orientation.Horizontal)
    ]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractSlider | QScrollArea) or widget.objectName().startswith("qt_"):
        return False
    is_part = isinstance(widget.parentWidget(), QComboBox | QAbstractItemView)
    return not is_part and (isinstance(widget, _CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus))


def _said(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told is not None else ""


def unseen_focus(top: QWidget, known: set[Kind]) -> list[str]:
    """Controls that look the same with the keys and without; of those that are alike, by ``known``, only the first."""
    found: list[str] = []
    had = QApplication.focusWidget()
    for widget in top.findChildren(QWidget):
        if not _can_be_reached(widget, top) or _kind(widget) in known:
            continue
        known.add(_kind(widget))
        changed, needed = _changed(widget, top), (widget.width() + widget.height()) // 2
        if changed < needed:
            found.append(f"{_name(widget)} changes {changed} pixels where it has the keys, fewer than {needed}")
    if had is not None:
        had.setFocus()
    return found


def _can_be_reached(widget: QWidget, top: QWidget) -> bool:
    return (
        is_seen(widget, top)
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not isinstance(widget, QAbstractSlider)
        and not (isinstance(widget, TableView) and (widget.model() is None or not widget.model().rowCount()))
    )


def _kind(widget: QWidget) -> Kind:
    is_checked = isinstance(widget, QAbstractButton) and widget.isChecked()
    return type(widget).__name__, getattr(widget, "kind", ""), is_checked, bool(widget.property("invalid"))


def _changed(widget: QWidget, top: QWidget) -> int:
    """How many pixels differ between a control without the keys and with them."""
    place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    place &= top.rect()
    widget.clearFocus()
    for each in top.findChildren(QWidget):  # the keys must be somewhere that does not show here
        if each is not widget and each.hasFocus():
            each.clearFocus()
    without = top.grab(place).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return _differing(without, top.grab(place).toImage())


def _differing(one: QImage, other: QImage) -> int:
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(min(one.width(), other.width()))
        for y in range(min(one.height(), other.height()))
    )


def _name(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {widget.objectName()} in {type(parent).__name__}"
