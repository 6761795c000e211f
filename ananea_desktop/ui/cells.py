"""What a table's model may say about a cell, and how one is painted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_bar, paint_text

Index = QModelIndex | QPersistentModelIndex

_ICON_GAP = 6
_BAR_HEIGHT = 10
_PERCENT_WIDTH = 58


class CellRole(IntEnum):
    """Roles of a cell beside its text (DisplayRole); each may be left out."""

    TONE = Qt.ItemDataRole.UserRole + 101  # str: the token of its colour; "ink" when left out
    ICON = Qt.ItemDataRole.UserRole + 102  # str: an icon before the text, in the colour of the text
    STRUCK = Qt.ItemDataRole.UserRole + 103  # bool: struck through, as what was annulled
    STRONG = Qt.ItemDataRole.UserRole + 104  # bool: semibold
    FRACTION = Qt.ItemDataRole.UserRole + 105  # float: a bar before the text; over 1 in the colour of an excess
    HEADING = Qt.ItemDataRole.UserRole + 106  # bool, asked of a row's first column: the row is a heading
    CELL = Qt.ItemDataRole.UserRole + 107  # Cell: all of it in one answer, for each answer takes its time in Qt


@dataclass(slots=True)
class Cell:
    """What a cell shows. No tuple: Qt would make a list of it."""

    text: str
    marks: Mapping[CellRole, object]
    heading: bool
    """Its row is a heading."""


@dataclass(frozen=True)
class Column:
    """How a column is laid out. Its width comes from its header, its samples and what it shows: nothing is cut.

    Only a ``stretch`` column gives way, eliding with a tooltip; the first of them holds the name of the record and
    is semibold in the selected row. An ``optional`` column hides where there is no room, the last of them first; one
    that is ``dear`` as well only where the name cannot give way any further.
    """

    samples: tuple[str, ...] = ()
    right: bool = False
    stretch: int = 0
    optional: bool = False
    dear: bool = False


class CellPainter(QStyledItemDelegate):
    """Paints a cell's content; the row's ground, line and focus ring are the view's (table_view.TableView)."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._columns: list[Column] = []
        self._insets: list[tuple[int, int]] = []

    def set_layout(self, columns: list[Column], insets: list[tuple[int, int]]) -> None:
        """The columns, and the pixels each keeps free at its left and right."""
        self._columns = columns
        self._insets = insets

    def content_box(self, cell: QRect, column: int) -> QRect:
        left, right = self._insets[column] if column < len(self._insets) else (0, 0)
        return cell.adjusted(left, 0, -right, -1)

    def inset(self, column: int) -> int:
        """The pixels that a column keeps free."""
        return sum(self._insets[column]) if column < len(self._insets) else 0

    def name_column(self) -> int:
        return next((number for number, column in enumerate(self._columns) if column.stretch), 0)

    def is_right(self, column: int) -> bool:
        return column < len(self._columns) and self._columns[column].right

    def paint_cell(self, painter: QPainter, place: QRect, index: Index) -> None:
        """The content of a cell in its place."""
        column = index.column()
        box = self.content_box(place, column)
        cell = _cell(index)
        tone = str(cell.marks.get(CellRole.TONE) or "ink")
        if cell.heading and column == 0:
            box.setRight(self._last_free_pixel(index, box))
        fraction = cell.marks.get(CellRole.FRACTION)
        letters = self._letters(index, cell)
        if isinstance(fraction, float | int):
            box = self._paint_fraction(painter, box, fraction)
            over = fraction > 1
            tone, letters = ("bad", theme.font("strong")) if over else ("ink2", theme.font("secondary"))
        icon = cell.marks.get(CellRole.ICON)
        if icon:
            side = theme.small_icon_size()
            spot = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
            paint_icon(painter, str(icon), spot, theme.color(tone))
            box.setLeft(box.left() + side + _ICON_GAP)
        right = self.is_right(column) or fraction is not None
        struck = bool(cell.marks.get(CellRole.STRUCK))
        colour = theme.color(tone)
        # What stands at the right are figures, and a figure cut short is another figure.
        paint_text(painter, box, cell.text, letters=letters, colour=colour, right=right, struck=struck, elide=not right)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width the content wants, without the column's insets."""
        cell = _cell(index)
        if cell.heading and index.column() == 0:
            return QSize(0, theme.row_height())  # it flows over its empty neighbours
        role = "strong" if cell.heading or cell.marks.get(CellRole.STRONG) else "text"
        width = theme.text_width(cell.text, role)
        if cell.marks.get(CellRole.ICON):
            width += theme.small_icon_size() + _ICON_GAP
        if cell.marks.get(CellRole.FRACTION) is not None:
            width = theme.scaled(108 + _PERCENT_WIDTH)
        return QSize(width, theme.row_height())

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cut = self.content_box(option.rect, index.column()).width() < self.sizeHint(option, index).width() - 1
        if cut:
            QToolTip.showText(event.globalPos(), literal_tip(_cell(index).text), view)
        else:
            QToolTip.hideText()
        return True

    def _letters(self, index: Index, cell: Cell) -> QFont:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        named = index.column() == self.name_column() and index.row() == view.currentIndex().row()
        return theme.font("strong" if cell.heading or named or cell.marks.get(CellRole.STRONG) else "text")

    def _last_free_pixel(self, index: Index, box: QRect) -> int:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        right = box.right()
        assert isinstance(view, QTableView)
        columns = range(1, index.model().columnCount())
        for column in sorted(columns, key=view.horizontalHeader().visualIndex):
            neighbour = index.sibling(index.row(), column)
            cell = view.visualRect(neighbour)
            if _cell(neighbour).text:
                needed = self.sizeHint(QStyleOptionViewItem(), neighbour).width()
                content = self.content_box(cell, column)
                start = content.right() - needed if self.is_right(column) else content.left()
                return max(right, start - theme.GAP)
            if cell.isValid():
                right = cell.right()
        return right

    def _paint_fraction(self, painter: QPainter, box: QRect, fraction: float) -> QRect:
        bar = QRect(box)
        bar.setWidth(max(0, box.width() - theme.scaled(_PERCENT_WIDTH)))
        bar.setTop(box.center().y() - _BAR_HEIGHT // 2 + 1)
        bar.setHeight(_BAR_HEIGHT)
        paint_bar(painter, bar, fraction)
        return box.adjusted(bar.width(), 0, 0, 0)


def _cell(index: Index) -> Cell:
    cell = index.data(CellRole.CELL)
    assert isinstance(cell, Cell)
    return cell
