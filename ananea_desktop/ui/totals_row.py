"""A table with its totals pinned under it, in the table's own columns."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_text
from ananea_desktop.ui.table_view import TableView


class TotalsRow(QWidget):
    """Stands right under its table, and follows its columns as they move."""

    def __init__(self, table: TableView) -> None:
        super().__init__()
        self._table = table
        self._left = ""
        self._strong = False
        self._caption = ""
        self._amounts: dict[int, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        table.columns_moved.connect(self.update)
        table.horizontalHeader().sectionResized.connect(self.update)
        # A scroll bar that comes or goes shifts the columns.
        table.verticalScrollBar().rangeChanged.connect(self.update)

    def set_totals(self, left: str, amounts: Mapping[int, str], *, caption: str = "", strong: bool = False) -> None:
        """``left`` stands where rows begin, ``strong`` for the word Total; amounts stand in their columns.

        ``caption`` says what the first amount is, at its left: *Deben en total*.
        """
        self._left = left
        self._strong = strong
        self._caption = caption
        self._amounts = dict(amounts)
        self.setAccessibleName(", ".join(part for part in (left, caption, *amounts.values()) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.line_height() + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        start = self._x(0) + theme.OVERHANG
        end = self._x(self._table.viewport().width()) - theme.OVERHANG
        painter.fillRect(start, 0, end - start, 1, theme.color("edge"))
        first = end
        for number, (column, amount) in enumerate(sorted(self._amounts.items())):
            if self._table.isColumnHidden(column):
                continue
            box = self._box(column)
            taken = paint_text(
                painter, box, amount, letters=theme.font("strong"), colour=theme.color("ink"), right=True, elide=False
            )
            if not number:
                first = box.right() - taken
        if self._caption:
            width = theme.text_width(self._caption)
            spot = QRect(first - 9 - width, 0, width, self.height())
            paint_text(painter, spot, self._caption, letters=theme.font(), colour=theme.color("ink2"), elide=False)
            first = spot.left()
        role, token = ("strong", "ink") if self._strong else ("text", "ink2")
        room = QRect(start, 0, max(0, first - theme.GAP - start), self.height())
        paint_text(painter, room, self._left, letters=theme.font(role), colour=theme.color(token))

    def _x(self, viewport_x: int) -> int:
        return self.mapFromGlobal(self._table.viewport().mapToGlobal(QPoint(viewport_x, 0))).x()

    def _box(self, column: int) -> QRect:
        left = self._x(self._table.columnViewportPosition(column))
        section = QRect(left, 0, self._table.columnWidth(column), self.height())
        box = self._table.cells.content_box(section, column)
        return QRect(0, 0, box.right() + 1, self.height())  # a total may be wider than any of its rows


class TableBlock(QWidget):
    """A table and its totals right under the last row, or at the foot where the rows fill the page.

    Place it 12 pixels further out than the table's text.
    """

    def __init__(self, table: TableView, totals: TotalsRow | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table)
        if totals is not None:
            column.addWidget(totals)
        column.addStretch(1)
