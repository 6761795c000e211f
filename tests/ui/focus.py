"""Walking the focus of what is in sight by Tab and back by Shift+Tab, and what a person without a mouse would miss."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ananea_desktop.ui.help_word import HelpButton

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)
MOST = 400
_BEGINS_RIGHT = 40
"""Pixels further right at which another column begins."""


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus, as the window would give it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focused, QKeyEvent(kind, key, modifier))


def round_by(key: Qt.Key, modifier: Qt.KeyboardModifier, window: QWidget) -> list[QWidget]:
    """What has the focus one after the other, until something comes again."""
    if QApplication.focusWidget() is None or QApplication.focusWidget() is window:
        window.focusNextChild()
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in seen and len(seen) < MOST:
        seen.append(now)
        press(key, modifier)
    return seen


def walk(window: QWidget) -> list[QWidget]:
    """What Tab reaches, in order, from wherever the focus is."""
    return round_by(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, window)


def faults(window: QWidget, *, also_back: bool = False) -> list[str]:
    """In words: what no key reaches, what holds the focus fast, and what comes out of its order."""
    reached = walk(window)
    if not reached:
        return ["nothing has the focus"]
    found = [f"not reached: {named(each)}" for each in _wanted(window) if each not in reached]
    if also_back:
        back = round_by(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, window)
        found += [f"not reached backwards: {named(each)}" for each in reached if each not in back]
    found += [f"out of order: {named(one)} → {named(other)}" for one, other in _leaps(window, reached)]
    return found


def named(widget: QWidget) -> str:
    """A widget as a person who mends the test can find it."""
    text = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {widget.objectName() or text!r} in {type(widget.parentWidget()).__name__}"


def _wanted(window: QWidget) -> list[QWidget]:
    """Every control that can be used now. Small buttons inside a field are for the mouse: the field has their keys.

    Of buttons of which one is always chosen, as the tabs, only that one has the focus; arrows go to the others.
    """
    found: list[QWidget] = []
    for each in window.findChildren(QWidget):
        if (
            not isinstance(each, CONTROLS)
            or not each.isVisible()
            or not each.isEnabled()
            or each.window() is not window
        ):
            continue
        if isinstance(each, QToolButton) and isinstance(each.parentWidget(), QLineEdit):
            continue
        if isinstance(each, HelpButton) and each.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue  # Shift+F1 in its field
        if isinstance(each, QAbstractButton) and (group := each.group()) and group.exclusive() and not each.isChecked():
            continue
        if each.focusPolicy() == Qt.FocusPolicy.NoFocus and each.cursor().shape() != Qt.CursorShape.PointingHandCursor:
            continue  # only read
        if each.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or _is_inside(each):
            continue
        found.append(each)
    return found


def _is_inside(widget: QWidget) -> bool:
    """What another control is made of: the list of a choice, the line of a spin box, the header of a table."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QComboBox, QAbstractSpinBox, QAbstractItemView)):
            return True
        above = above.parentWidget()
    return False


def _leaps(window: QWidget, reached: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Steps that go back to the left in a line, or up in a column."""
    inside = [each for each in reached if window.isAncestorOf(each) and not isinstance(each, QScrollArea)]
    fixed = [each for each in inside if _area(each) is None] or inside
    top = min(fixed, key=lambda each: (_box(window, each).top(), _box(window, each).left()), default=None)
    first = inside.index(top) if top is not None else 0
    found = []
    for one, other in pairwise(inside[first:] + inside[:first]):
        if _area(one) is not _area(other):
            continue  # how far it is scrolled tells nothing
        a, b = _box(window, one), _box(window, other)
        same_line = min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) // 2
        if (same_line and b.right() < a.left() + 1) or (
            not same_line and b.bottom() <= a.top() and b.left() < a.left() + _BEGINS_RIGHT
        ):
            found.append((one, other))
    return found


def _area(widget: QWidget) -> QWidget | None:
    """What scrolls it, if anything does."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _box(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
