"""The slides of a presentation in their order: ticked to be shown, moved by keys or by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import SlideKind
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import Index
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_chosen, paint_ring, paint_text

KIND_ICONS = {
    SlideKind.TITLE: "flag",
    SlideKind.NUMBERS: "list-numbers",
    SlideKind.PREMIUM: "arrows-left-right",
    SlideKind.YEARS: "chart-line",
    SlideKind.LOTS: "coin",
    SlideKind.MONTHS: "calendar-blank",
    SlideKind.PLAN_YEARS: "chart-bar",
    SlideKind.PLANNED_SPENT: "chart-bar",
    SlideKind.HEADING: "stack",
    SlideKind.PROJECT: "folder-simple",
    SlideKind.TRAININGS: "chalkboard-teacher",
    SlideKind.TRAINING_PLAN: "calendar-blank",
    SlideKind.TRAINING_HOURS: "clock",
    SlideKind.EQUIPMENT: "package",
    SlideKind.HAND_OUTS: "shield-check",
    SlideKind.MEMBERS: "users",
    SlideKind.MEMBER_YEARS: "chart-line",
    SlideKind.CONTRIBUTIONS: "coin",
    SlideKind.DUES: "receipt",
    SlideKind.CASH: "bank",
    SlideKind.DEBTS: "storefront",
    SlideKind.PLAN: "scales",
    SlideKind.THANKS: "handshake",
    SlideKind.TEXT: "text-t",
    SlideKind.PHOTO: "image",
}
_ROW = Qt.ItemDataRole.UserRole
_NUMBER_WIDTH = 30
_GAP = 8


@dataclass(frozen=True, kw_only=True)
class SlideRow:
    kind: SlideKind
    title: str
    number: int
    """On the wall; 0 where it is left out."""
    is_own: bool
    has_notes: bool
    has_data: bool
    is_wrong: bool

    @property
    def remark(self) -> str:
        """What stands at the right of the title."""
        if not self.has_data:
            return _("sin datos")
        return _("propia") if self.is_own else ""

    def spoken(self) -> str:
        """The whole row in words, for the tooltip and for who cannot see it."""
        place = _("diapositiva {number}").format(number=self.number) if self.number else _("no se muestra")
        remarks = [
            place,
            self.remark,
            _("con notas") if self.has_notes else "",
            _("con error") if self.is_wrong else "",
        ]
        return f"{self.title} ({', '.join(each for each in remarks if each)})"


class _Rows(QStyledItemDelegate):
    """Tick, number, icon, title, and at the right what is particular."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        assert isinstance(row, SlideRow)
        view = self.parent()
        assert isinstance(view, SlideList)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_chosen(painter, option.rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("hover"))
        tone = "ink" if row.number else "ink3"
        paint_icon(painter, "check-square" if row.number else "square", tick_box(option.rect), theme.color(tone))
        box = option.rect.adjusted(tick_box(option.rect).right() + 1 - option.rect.left(), 0, -theme.OVERHANG, 0)
        number = QRect(box.left(), box.top(), theme.scaled(_NUMBER_WIDTH), box.height())
        words, small = str(row.number or "–"), theme.font("secondary")
        paint_text(painter, number, words, letters=small, colour=theme.color("ink2"), right=True, elide=False)
        box.setLeft(number.right() + 1 + _GAP)
        box.setLeft(self._paint_small_icon(painter, box, KIND_ICONS[row.kind], tone) + _GAP)
        box.setRight(self._paint_remarks(painter, box, row))
        letters = theme.font("strong" if chosen else "text")
        paint_text(painter, box, row.title, letters=letters, colour=theme.color(tone))
        if chosen and view.hasFocus():
            paint_ring(painter, option.rect, radius=0)
        else:
            painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.color("line"))

    def _paint_small_icon(self, painter: QPainter, box: QRect, icon: str, tone: str) -> int:
        """At the left of the box; gives where it ends."""
        side = theme.small_icon_size()
        place = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        paint_icon(painter, icon, place, theme.color(tone))
        return place.right() + 1

    def _paint_remarks(self, painter: QPainter, box: QRect, row: SlideRow) -> int:
        """From the right: the word, then the icons of notes and of a mistake; gives where room is left until."""
        right = box.right()
        if row.remark:
            width = theme.text_width(row.remark, "secondary")
            place = QRect(right - width, box.top(), width + 1, box.height())
            paint_text(painter, place, row.remark, letters=theme.font("secondary"), colour=theme.color("ink2"))
            right -= width + _GAP
        for shown, icon, tone in ((row.has_notes, "note", "ink2"), (row.is_wrong, "warning-circle", "bad")):
            if shown:
                right -= theme.small_icon_size()
                self._paint_small_icon(painter, QRect(right, box.top(), 0, box.height()), icon, tone)
                right -= _GAP
        return right

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the tick."""
        view = self.parent()
        assert isinstance(view, SlideList)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            tick = tick_box(option.rect).adjusted(-8, -8, 4, 8)
            if event.button() == Qt.MouseButton.LeftButton and tick.contains(event.position().toPoint()):
                view.ticked.emit(index.row())
                return True
        return False


def tick_box(row: QRect) -> QRect:
    side = theme.icon_size()
    return QRect(row.left() + theme.OVERHANG, row.top() + (row.height() - side) // 2, side, side)


class SlideList(QListWidget):
    """Space or a click on the tick: ``ticked``. Alt+Up, Alt+Down and the mouse: ``moved``. Supr: ``removal_wanted``."""

    ticked = Signal(int)
    moved = Signal(int, int)
    removal_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slides")
        self.setAccessibleName(_("Diapositivas"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        theme.on_change(self._measure)

    def show_rows(self, rows: Sequence[SlideRow], current: int) -> None:
        """Shows the slides as they are now, with one of them chosen."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for place, row in enumerate(rows):
            item = self.item(place)
            item.setData(_ROW, row)
            item.setText(row.title)
            item.setToolTip(literal_tip(row.spoken()))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken())
        self.setCurrentRow(current)
        self.blockSignals(False)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0) if alt else 0
        if row < 0:
            super().keyPressEvent(event)
        elif step:
            if 0 <= row + step < self.count():
                self.moved.emit(row, row + step)
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(row)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """The list is moved by whom it belongs to: Qt must not take the row out by itself."""
        place, row = event.position().toPoint(), self.currentRow()
        target = self.indexAt(place).row()
        if target < 0:
            target = self.count()
        elif place.y() > self.visualRect(self.model().index(target, 0)).center().y():
            target += 1
        to = target - 1 if target > row else target
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if row >= 0 and to != row:
            QTimer.singleShot(0, self, lambda: self.moved.emit(row, to))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _measure(self) -> None:
        self.doItemsLayout()
