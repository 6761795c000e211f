"""The table of a tab: rows between hairlines, the selected one tinted, the focused one ringed as a whole."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView

from ananea_desktop.ui import theme
from ananea_desktop.ui.cells import CellPainter, CellRole, Column, Index
from ananea_desktop.ui.painting import RING, paint_chosen, paint_text
from ananea_desktop.ui.table_header import TableHeader, give_viewport

COLUMN_GAP = 24
_LOW_WINDOW = 600
_HIGHEST = 100_000  # beyond any screen, and below what Qt can lay out
_STRETCH_MINIMUM = 120
_EASY_WIDTH = 230
_LEAST_WIDTH = 40


class TableView(QTableView):
    """Place it 12 pixels further out than its text: selection, hover and focus reach that far.

    The model tells by ``CellRole`` what is particular about a cell; heading rows have no flags. Enter and a double
    click are ``activated``; ``row_changed`` gives the row that was gone to, −1 for none.
    """

    row_changed = Signal(int)
    columns_moved = Signal()
    menu_key_pressed = Signal()
    """The menu key, or Shift+F10."""

    def __init__(self, columns: Sequence[Column], accessible_name: str, name_width: int = _EASY_WIDTH) -> None:
        """``name_width``: pixels at 12 points that the name keeps as long as optional columns can give way."""
        super().__init__()
        self._viewport = give_viewport(self)
        self.setAccessibleName(accessible_name)
        self._columns = list(columns)
        self._hovered = -1
        self._empty_text = ""
        self._widest: dict[int, int] = {}
        self._left_out: frozenset[int] = frozenset()
        self._name_width = name_width
        self._in_sight = frozenset(range(len(self._columns)))
        self._none_gives_way = False
        self._own_widths: dict[int, int] = {}
        self.is_laying_out = False
        self.cells = CellPainter(self)
        self.setItemDelegate(self.cells)
        self._header = TableHeader(self, self.cells)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._set_behaviour()
        # Columns are laid out once after a burst of changes, not for each.
        self._layout_timer = QTimer(self, singleShot=True, interval=0)
        self._layout_timer.timeout.connect(self.lay_out_columns)
        self.verticalScrollBar().valueChanged.connect(self._layout_timer.start)
        self.horizontalScrollBar().valueChanged.connect(self.columns_moved)
        theme.on_change(self._follow_theme)
        self._follow_theme()

    def _set_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.entered.connect(lambda index: self._hover(index.row()))

    def leave_out(self, columns: Collection[int]) -> None:
        """Hides columns that have nothing to say now; an empty collection shows all again."""
        self._left_out = frozenset(columns)
        self._layout_timer.start()

    def arrange(self, in_sight: Collection[int], own_widths: Mapping[int, int], none_gives_way: bool) -> None:
        """Which columns are to be seen, and how wide the content of some was made, in pixels at 12 points.

        ``none_gives_way``: a person chose them, so where room lacks one scrolls.
        """
        self._in_sight = frozenset(in_sight)
        self._own_widths = dict(own_widths)
        self._none_gives_way = none_gives_way
        self._layout_timer.start()

    def set_empty_text(self, sentence: str) -> None:
        """What is written where the first row would be while there is none."""
        self._empty_text = sentence
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        old = self.model()
        if old is not None:
            old.disconnect(self._layout_timer)
        super().setModel(model)
        self._widest.clear()
        if model is not None:
            model.modelReset.connect(self._forget_widths)
            for signal in (model.modelReset, model.dataChanged, model.rowsInserted, model.layoutChanged):
                signal.connect(self._layout_timer.start)
        self._layout_timer.start()

    def choose_row(self, row: int) -> None:
        """Goes to a row, as a click on it would, also while a Ctrl of Ctrl+P is still held down."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(model.index(row, 0), flags)

    def chosen_rows(self) -> list[int]:
        """All of them where several can be chosen, from the top; by spans, for a whole list may be a million."""
        selection = self.selectionModel().selection()
        spans = [selection.at(place) for place in range(selection.count())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def lay_out_columns(self) -> None:
        """Gives each column the width of what it shows, and what is left to those that stretch."""
        model = self.model()
        if model is None:
            return
        count = min(model.columnCount(), len(self._columns))
        wanted = [self._wanted_width(column) for column in range(count)]
        room = self.viewport().width() - 2 * theme.OVERHANG
        # The name gives way only once the optional columns have.
        at_ease = list(wanted)
        name = self.cells.name_column()
        at_ease[name] = max(wanted[name], theme.scaled(self._name_width))
        if self._none_gives_way and name not in self._own_widths:
            wanted = at_ease
        shown = self._columns_with_room(at_ease, wanted, room)
        shares = sum(self._share(column) for column in shown)
        left_over = max(0, room - self._needed(wanted, shown))
        insets = [(0, COLUMN_GAP)] * count
        self.is_laying_out = True
        for column in shown:
            left = theme.OVERHANG if column == shown[0] else 0
            right = theme.OVERHANG if column == shown[-1] else COLUMN_GAP
            insets[column] = (left, right)
            width = wanted[column] + left + right
            if shares:
                width += left_over * self._share(column) // shares
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, width)
        for column in set(range(count)) - set(shown):
            self.setColumnHidden(column, True)
        self.is_laying_out = False
        self.cells.set_layout(self._columns, insets)
        self.horizontalHeader().viewport().update()
        self.viewport().update()
        self.updateGeometry()
        self.columns_moved.emit()

    def sizeHint(self) -> QSize:
        """As high as all its rows, for a layout that lets the totals follow the last of them."""
        rows = 0 if self.model() is None else self.model().rowCount()
        height = theme.row_height() + max(1, rows) * self.verticalHeader().defaultSectionSize()
        return QSize(theme.scaled(_EASY_WIDTH), min(height, _HIGHEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(_EASY_WIDTH), 3 * theme.row_height())

    def _columns_with_room(self, at_ease: list[int], wanted: list[int], room: int) -> list[int]:
        header = self.horizontalHeader()
        shown = sorted((set(range(len(wanted))) & self._in_sight) - self._left_out, key=header.visualIndex)
        if self._none_gives_way:
            return shown
        for widths, is_dear in ((at_ease, False), (wanted, True)):
            for column in sorted(shown, reverse=True):
                if self._needed(widths, shown) <= room:
                    break
                if self._columns[column].optional and self._columns[column].dear == is_dear:
                    shown.remove(column)
        return shown

    def _share(self, column: int) -> int:
        return 0 if column in self._own_widths else self._columns[column].stretch

    def _needed(self, wanted: list[int], shown: list[int]) -> int:
        return sum(wanted[column] for column in shown) + COLUMN_GAP * max(0, len(shown) - 1)

    def _wanted_width(self, column: int) -> int:
        layout = self._columns[column]
        header = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        width = theme.text_width(header, "secondary") + self._header.mark_width(column)
        own = self._own_widths.get(column)
        if own is not None and not layout.right:  # a figure cut short is another figure
            return max(theme.scaled(own), theme.scaled(_LEAST_WIDTH))
        for sample in layout.samples:
            width = max(width, theme.text_width(sample))
        if layout.stretch:
            return max(width, theme.scaled(min(_STRETCH_MINIMUM, self._name_width // 2)))
        # Rows seen earlier count too, so that columns do not jump while scrolling.
        seen = max(self._widest.get(column, 0), self._widest_shown(column))
        self._widest[column] = seen
        return max(width, seen, 0 if own is None else theme.scaled(own))

    def _widest_shown(self, column: int) -> int:
        option = QStyleOptionViewItem()
        model = self.model()
        rows = self._rows_shown()
        return max((self.cells.sizeHint(option, model.index(row, column)).width() for row in rows), default=0)

    def _rows_shown(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (self.model().rowCount() if last < 0 else last + 1))

    def _forget_widths(self) -> None:
        self._widest.clear()

    def _follow_theme(self) -> None:
        # The rows are tinted by the view; Qt's own highlight would cover that with the gold of selected text.
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.setPalette(colours)
        self._widest.clear()
        self._set_row_height()
        self.updateGeometries()
        self._layout_timer.start()

    def _set_row_height(self) -> None:
        low = self.isVisible() and self.window().height() < _LOW_WINDOW
        height = theme.row_height() - (4 if low else 0)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_row_height()
        self.lay_out_columns()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_key_pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose_row(self._end_row(1))  # Qt finds none where the first row is a heading
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.row_changed.emit(current.row())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; Qt would go to the ends of the row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 1, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self.model() is not None:
            return self.model().index(self._end_row(ends[action]), max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def _end_row(self, step: int) -> int:
        """The first (1) or last (−1) row that is no heading; −1 where there is none."""
        model = self.model()
        rows = range(model.rowCount()) if model is not None else range(0)
        for row in rows[::step]:
            if model.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled:
                return row
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.model() is None:
            return
        self._paint_grounds()
        self._paint_cells()
        self._paint_focus()

    def _paint_grounds(self) -> None:
        painter = QPainter(self.viewport())
        width, current = self.viewport().width(), self.currentIndex().row()
        if not self.model().rowCount() and self._empty_text:
            box = QRect(theme.OVERHANG, 0, width - 2 * theme.OVERHANG, theme.row_height())
            paint_text(painter, box, self._empty_text, letters=theme.font(), colour=theme.color("ink2"))
        for row in self._rows_shown():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            line = "edge" if self._is_heading(row) else "line"
            painter.fillRect(theme.OVERHANG, top + height - 1, width - 2 * theme.OVERHANG, 1, theme.color(line))
            if row == current or self.selectionModel().isRowSelected(row):
                paint_chosen(painter, QRect(0, top, width, height))
            elif row == self._hovered and self._can_be_chosen(row):
                painter.fillRect(0, top, width, height - 1, theme.color("hover"))

    def _paint_cells(self) -> None:
        """All of them, since the text of a heading may reach over its neighbours; Qt clips to what changed.

        Qt's own painting asks the model and the style some ten things more about each cell.
        """
        painter = QPainter(self.viewport())
        model = self.model()
        columns = [column for column in range(model.columnCount()) if not self.isColumnHidden(column)]
        places = [(column, self.columnViewportPosition(column), self.columnWidth(column)) for column in columns]
        for row in self._rows_shown():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            for column, left, width in places:
                self.cells.paint_cell(painter, QRect(left, top, width, height), model.index(row, column))

    def _paint_focus(self) -> None:
        current = self.currentIndex()
        if not self.hasFocus() or not current.isValid():
            return
        painter = QPainter(self.viewport())
        top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
        width = self.viewport().width()
        ink = theme.color("ink")
        for box in (
            QRect(0, top, width, RING),
            QRect(0, top + height - RING, width, RING),
            QRect(0, top, RING, height),
            QRect(width - RING, top, RING, height),
        ):
            painter.fillRect(box, ink)

    def _is_heading(self, row: int) -> bool:
        return bool(self.model().index(row, 0).data(CellRole.HEADING))

    def _can_be_chosen(self, row: int) -> bool:
        return bool(self.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled)
