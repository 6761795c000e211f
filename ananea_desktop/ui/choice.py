"""Choosing one of a few: a drop-down list, and segments side by side."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import RING, paint_box, paint_chosen, paint_ring, paint_text

_CARET_ROOM = 42
_SCROLL_BAR = 14

Index = QModelIndex | QPersistentModelIndex


class _Rows(QStyledItemDelegate):
    """Rows of the open list: as high as in tables, their text where the field has it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.text_width(str(index.data())) + 26, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        box = option.rect.adjusted(12, 0, -12, 0)
        paint_text(painter, box, str(index.data()), letters=theme.font(), colour=theme.color("ink"))


class ChoiceField(QComboBox):
    """A drop-down list of (value, text). The wheel scrolls the page and changes nothing unless the field has focus."""

    value_changed = Signal()

    def __init__(self, choices: Sequence[tuple[Hashable, str]] = (), *, fits: bool = False) -> None:
        """``fits``: as wide as its longest text, as a filter beside a search; else as wide as a field of a form."""
        super().__init__()
        self._fits = fits
        self._open = False
        self._values: list[Hashable] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_Rows(self))
        self.setMaxVisibleItems(12)
        self.set_choices(choices)
        self._whole = ""
        self.currentIndexChanged.connect(self.value_changed)
        self.currentIndexChanged.connect(lambda _number: self._tell_whole())
        theme.on_change(self.updateGeometry)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Replaces the list; what was chosen stays chosen where it is still there."""
        if [*choices] == [*zip(self._values, map(self.itemText, range(self.count())), strict=True)]:
            return  # a list that is read again needs no new layout and no painting
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = [value for value, _text in choices]
        self.addItems([text for _value, text in choices])
        self.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0 if choices else -1)
        self.blockSignals(False)
        self.updateGeometry()
        if self.value() != chosen:
            self.value_changed.emit()

    def value(self) -> Hashable:
        """The chosen value; None where the list is empty."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def values(self) -> Sequence[Hashable]:
        """What can be chosen, in the list's order."""
        return self._values

    def set_value(self, value: Hashable) -> None:
        """Chooses a value. Raises ValueError where the list does not have it."""
        self.setCurrentIndex(self._values.index(value))

    def sizeHint(self) -> QSize:
        width = theme.scaled(360)
        if self._fits:
            longest = max((theme.text_width(self.itemText(row)) for row in range(self.count())), default=0)
            width = 13 + longest + _CARET_ROOM + 4
        return QSize(width, theme.control_height())

    def minimumSizeHint(self) -> QSize:
        width = self.sizeHint().width() if self._fits else theme.scaled(96)
        return QSize(width, theme.control_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """A text that is cut is said whole by the tip."""
        cut = theme.text_width(self.currentText()) > self._room()
        if cut or self.toolTip() == self._whole:
            self._whole = literal_tip(self.currentText()) if cut else ""
            self.setToolTip(self._whole)

    def _room(self) -> int:
        """For the text, in pixels."""
        return self.width() - 11 - theme.small_icon_size() - 13 - 4

    def showPopup(self) -> None:
        self._open = True
        longest = max((theme.text_width(self.itemText(row)) for row in range(self.count())), default=0)
        room = self.screen().availableGeometry().width() // 2  # the list may be wider than its field
        self.view().setMinimumWidth(max(self.width(), min(longest + 26 + _SCROLL_BAR, room)))
        super().showPopup()

    def hidePopup(self) -> None:
        self._open = False
        super().hidePopup()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter moves on in a form; Space, F4 and Alt+Down open the list
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        invalid = bool(self.property("invalid"))
        focused = self.hasFocus() or self._open
        ground = "bad_soft" if invalid and focused else "bg" if self.isEnabled() else "panel"
        edge = "ink" if focused else "bad" if invalid else "edge" if self.isEnabled() else "line"
        width = RING if invalid or focused else 1
        paint_box(painter, self.rect(), fill=theme.color(ground), edge=theme.color(edge), width=width)
        side = theme.small_icon_size()
        caret = QRect(self.width() - 11 - side, (self.height() - side) // 2, side, side)
        paint_icon(painter, "caret-down", caret, theme.color("ink" if self.isEnabled() else "ink3"))
        box = QRect(13, 0, self._room(), self.height())
        text = self.currentText() or self.placeholderText()
        token = "ink3" if not self.currentText() else "ink" if self.isEnabled() else "ink2"
        paint_text(painter, box, text, letters=theme.font(), colour=theme.color(token))


class _Segment(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(max(theme.scaled(100), theme.text_width(self.text(), "strong") + 32), theme.control_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = "gold_soft" if chosen else "hover" if self.underMouse() else "bg"
        painter.fillRect(self.rect(), theme.color(ground))
        painter.setPen(theme.color("edge2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if chosen:
            painter.fillRect(0, self.height() - 3, self.width(), 3, theme.color("bar"))
        letters = theme.font("strong" if chosen else "text")
        painter.setFont(letters)
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            paint_ring(painter, self.rect(), radius=0)


class SegmentedChoice(QWidget):
    """Two to four values side by side, as *Ingreso | Egreso*; the arrow keys go from one to the next."""

    value_changed = Signal()

    def __init__(self, choices: Sequence[tuple[Hashable, str]], accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self._values = [value for value, _text in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_value, text) in enumerate(choices):
            segment = _Segment(text)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._tell)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> Hashable:
        return self._values[self._group.checkedId()]

    def set_value(self, value: Hashable) -> None:
        """Chooses a value. Raises ValueError where it is none of the segments."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _tell(self, number: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._group.button(number))
            self.value_changed.emit()
