"""The captions over a table's columns."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.cells import CellPainter
from ananea_desktop.ui.painting import paint_text


class TableHeader(QHeaderView):
    """Captions in line with their columns, over one rule that leaves the overhang free."""

    def __init__(self, parent: QWidget, cells: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells = cells
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("bg"))
        model, cells = self.model(), self._cells
        for column in range(self.count()):
            if self.isSectionHidden(column):
                continue
            section = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())
            text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            box = cells.content_box(section, column)
            right = cells.is_right(column)
            letters, colour = theme.font("secondary"), theme.color("ink2")
            paint_text(painter, box, text, letters=letters, colour=colour, right=right, elide=not right)
        width = self.viewport().width() - 2 * theme.OVERHANG
        painter.fillRect(theme.OVERHANG, self.height() - 1, width, 1, theme.color("edge"))
