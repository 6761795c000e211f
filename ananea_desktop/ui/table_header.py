"""The captions over a table's columns: clicked to sort, dragged to move or widen, where a list can be arranged."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.cells import CellPainter
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.painting import paint_text

_MARK_GAP = 4


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """A viewport like Qt's own, but made here; ``area`` keeps it.

    Of a widget that Qt made, PySide asks each kind of widget there is whether it is one, and so makes Python's side of
    them all: a twentieth of the program's start.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport


class TableHeader(QHeaderView):
    """Captions in line with their columns, over one rule that leaves the overhang free."""

    menu_wanted = Signal(int, QPoint)
    """The column of a caption that was clicked with the right button, and where on the screen."""
    let_go = Signal()
    """The button of the mouse, after a click or a drag."""

    def __init__(self, parent: QWidget, cells: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._viewport = give_viewport(self)
        self._cells = cells
        self._sorted = -1
        self._descending = False
        self._can_be_arranged = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def let_arrange(self, first_stays: bool) -> None:
        """From now on captions are clicked and dragged; ``first_stays`` where headings among the rows begin there."""
        self._can_be_arranged = True
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(not first_stays)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def mark_sorted(self, column: int, descending: bool) -> None:
        """Shows by what the rows are sorted; −1 for the usual order."""
        self._sorted, self._descending = column, descending
        self.viewport().update()

    @property
    def sorted_column(self) -> int:
        return self._sorted

    def mark_width(self, column: int) -> int:
        """What the mark takes beside the caption of a column, in pixels."""
        return theme.small_icon_size() + _MARK_GAP if column == self._sorted else 0

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.row_height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._can_be_arranged:
            self.menu_wanted.emit(self.logicalIndexAt(event.pos()), event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("bg"))
        for column in range(self.count()):
            if not self.isSectionHidden(column):
                place = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())
                self._paint_caption(painter, place, column)
        width = self.viewport().width() - 2 * theme.OVERHANG
        painter.fillRect(theme.OVERHANG, self.height() - 1, width, 1, theme.color("edge"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """What is dragged along with the mouse."""
        painter.fillRect(rect, theme.color("hover"))
        self._paint_caption(painter, rect, logicalIndex)

    def _paint_caption(self, painter: QPainter, place: QRect, column: int) -> None:
        text = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        box = self._cells.content_box(place, column)
        right, is_sorted = self._cells.is_right(column), column == self._sorted
        letters, colour = theme.font("secondary"), theme.color("ink" if is_sorted else "ink2")
        if is_sorted:
            side = theme.small_icon_size()
            width = min(theme.text_width(text, "secondary"), max(0, box.width() - side - _MARK_GAP))
            left = box.right() + 1 - width - _MARK_GAP - side if right else box.left() + width + _MARK_GAP
            spot = QRect(left, box.top() + (box.height() - side) // 2, side, side)
            paint_icon(painter, "caret-down" if self._descending else "caret-up", spot, colour)
            if not right:
                box.setWidth(width)
        paint_text(painter, box, text, letters=letters, colour=colour, right=right, elide=not right)
