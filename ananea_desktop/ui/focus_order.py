"""Tab follows what one sees: Qt goes by when a widget was made, and much of a page is made when its figures are there.

The window and every dialog put their widgets in order of the layout before each step.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_WHOLE = (QLineEdit, QComboBox, QAbstractSpinBox)
"""What is made of parts that no key goes to by itself."""


def follow_layout(page: QWidget) -> None:
    """Puts all that Tab reaches and that can be seen on a page into the order of its layout: rows from top to bottom,
    each from left to right, one column after the other where there are some."""
    before: QWidget | None = None
    for each in _in_order(page):
        if before is not None and before.nextInFocusChain() is not each:
            QWidget.setTabOrder(before, each)
        before = each


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QAbstractButton):
        _reach_checked(widget)
    if widget.focusProxy() is not None or widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    for each in _parts(widget):
        if not each.isHidden() and not each.isWindow():
            yield from _in_order(each)


def _reach_checked(button: QAbstractButton) -> None:
    """Of buttons of which one is chosen Tab goes to that one, and arrows to the others; Qt sees to it only once one of
    them has had the keys."""
    group = button.group()
    if group is None or not group.exclusive():
        return
    chosen = group.checkedButton() or group.buttons()[0]
    policy = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
    if button.focusPolicy() != policy:
        button.setFocusPolicy(policy)


def _parts(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QStackedWidget):
        return [each for each in (widget.currentWidget(),) if each is not None]
    if isinstance(widget, QScrollArea):
        return [each for each in (widget.widget(),) if each is not None]
    if isinstance(widget, QSplitter):
        parts = [widget.widget(number) for number in range(widget.count())]
        return [each for each in parts if each is not None]
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    laid_out = list(_of_layout(layout)) if layout is not None else []
    others = [each for each in widget.children() if isinstance(each, QWidget) and each not in laid_out]
    return [*laid_out, *sorted(others, key=lambda each: (each.y(), each.x()))]


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]
    for number in numbers:
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        if item is None:
            continue
        if inner is not None:
            yield from _of_layout(inner)
        elif (widget := item.widget()) is not None:
            yield widget
