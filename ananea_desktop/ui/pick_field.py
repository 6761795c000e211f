"""A field that finds a person, a supplier or a project as one types, and remembers which one was picked."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.painting import paint_chosen, paint_text

_ROWS_SHOWN = 7
_TEXT_X = 13

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Suggestion(NamedTuple):
    """One thing that can be picked: its value, what it is called, and what tells it from its namesakes."""

    value: Hashable
    title: str
    detail: str = ""


class _Suggestions(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Suggestion] = []
        self.remark = ""

    def show_items(self, items: Sequence[Suggestion], remark: str) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.remark = "" if items else remark
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items) or bool(self.remark)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not self.items:
            return self.remark
        item = self.items[index.row()]
        shown_whole = role == Qt.ItemDataRole.AccessibleTextRole and item.detail
        return f"{item.title}, {item.detail}" if shown_whole else item.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.items:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def detail(self, row: int) -> str:
        return self.items[row].detail if self.items else ""


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Suggestions)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect
        if chosen:
            paint_chosen(painter, box)
        box = box.adjusted(_TEXT_X - 1, 0, -_TEXT_X, 0)
        letters, colour = theme.font("strong" if chosen else "text"), theme.color("ink")
        if not model.items:
            letters, colour = theme.font("secondary"), theme.color("ink2")
        taken = paint_text(painter, box, str(index.data()), letters=letters, colour=colour)
        detail = box.adjusted(taken + 9, 0, 0, 0)
        if detail.width() > theme.scaled(24):
            paint_text(
                painter, detail, model.detail(index.row()), letters=theme.font("secondary"), colour=theme.color("ink2")
            )


class PickField(TextField):
    """Type, choose with the arrows, take with Enter or Tab. Typing again lets go of what was picked.

    The source is asked for each text and answers through ``show_suggestions``, now or later. With ``free`` any
    text is as good as a picked one, as for a payer who is not in the register.
    """

    picked = Signal(object)  # the value; None when what was picked is let go

    def __init__(self, *, icon_name: str = "", placeholder: str = "", free: bool = False) -> None:
        super().__init__(icon_name=icon_name, placeholder=placeholder)
        self._free = free
        self._value: Hashable = None
        self._source: Callable[[str], None] | None = None
        self._popup: QListView | None = None
        self._model = _Suggestions(self)
        self.add_inner_button("caret-down", _("Ver la lista")).clicked.connect(self._open_by_mouse)
        self.textEdited.connect(self._let_go_and_ask)

    def set_source(self, source: Callable[[str], None]) -> None:
        self._source = source

    def value(self) -> Hashable:
        """What was picked; None while the text is only typed."""
        return self._value

    def set_picked(self, value: Hashable, text: str) -> None:
        """Shows something as picked, without asking or telling anyone."""
        self._value = value
        self.setText(text)
        self._close()

    def show_suggestions(self, suggestions: Sequence[tuple[Hashable, str, str]]) -> None:
        """The answer to what was asked last; ignored when the person has already gone elsewhere."""
        if not self.hasFocus():
            return
        remark = _("No está en la lista: quedará como lo escribió.") if self._free else _("No se encontró ninguno.")
        self._model.show_items([Suggestion(*each) for each in suggestions], remark)
        popup = self._ready_popup()
        # The first is taken by Enter, unless what was typed is itself an answer.
        if suggestions and not self._free and self.text():
            popup.setCurrentIndex(self._model.index(0))
        self._place(popup)
        popup.show()
        popup.raise_()

    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def suggestions(self) -> list[Suggestion]:
        return list(self._model.items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self.is_open():
            self._close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._highlighted() is not None:
            self._take_highlighted()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape and self.is_open()
            if event.type() == QEvent.Type.ShortcutOverride and escape:
                event.accept()  # closes the list, and not the page by its own Esc
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self._take_highlighted()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.is_open():
            self._close()
        return super().eventFilter(watched, event)

    def _let_go_and_ask(self, text: str) -> None:
        if self._value is not None:
            self._value = None
            self.picked.emit(None)
        self._ask(text)

    def _ask(self, text: str) -> None:
        if self._source is not None:
            self._source(text.strip())

    def _open_by_mouse(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.is_open():
            self._close()
        else:
            self._ask("")  # the whole list, whatever stands in the field

    def _move(self, step: int) -> None:
        if not self.is_open():
            self._ask("" if self._value is not None else self.text())
            return
        if self._popup is not None and self._model.items:
            row = self._popup.currentIndex().row() + step
            row = max(0, min(len(self._model.items) - 1, row))
            self._popup.setCurrentIndex(self._model.index(row))

    def _highlighted(self) -> Suggestion | None:
        if self._popup is None or not self.is_open() or not self._popup.currentIndex().isValid():
            return None
        return self._model.items[self._popup.currentIndex().row()] if self._model.items else None

    def _take_highlighted(self) -> None:
        chosen = self._highlighted()
        if chosen is not None:
            self.set_picked(chosen.value, chosen.title)
            self.picked.emit(chosen.value)

    def _ready_popup(self) -> QListView:
        """The list is a child of the window, not a window: no focus is taken, and no compositor is needed."""
        if self._popup is None or self._popup.parent() is not self.window():
            popup = QListView(self.window())
            popup.setProperty("popup", True)
            self._model.setParent(popup)  # the list belongs to the window, and outlives this field for a moment
            self.destroyed.connect(popup.deleteLater)
            popup.setModel(self._model)
            popup.setItemDelegate(_Rows(popup))
            popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            popup.setAccessibleName(self.accessibleName())
            popup.clicked.connect(lambda index: self._take_highlighted())
            self._popup = popup
            self._watch_the_way_up()
        return self._popup

    def _watch_the_way_up(self) -> None:
        above: QWidget | None = self
        while above is not None:
            above.installEventFilter(self)
            above = None if above.isWindow() else above.parentWidget()

    def _place(self, popup: QListView) -> None:
        window = self.window()
        height = min(_ROWS_SHOWN, self._model.rowCount()) * theme.row_height() + 2
        below = self.mapTo(window, QPoint(0, self.height() + 4))
        if below.y() + height > window.height():
            below = self.mapTo(window, QPoint(0, -4 - height))
        popup.setGeometry(below.x(), below.y(), max(self.width(), theme.scaled(240)), height)

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()
