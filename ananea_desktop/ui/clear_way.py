"""Under what a list says where nothing is left of it: the button that takes the search and the filters away."""

from collections.abc import Callable

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import SECONDARY, Button
from ananea_desktop.ui.table_view import TableView


class ClearWay(Button):
    """Made once, when the table has its model; seen while the list is empty because it is narrowed."""

    def __init__(self, table: TableView, is_narrowed: Callable[[], bool], clear: Callable[[], object]) -> None:
        super().__init__(_("Quitar filtros"), SECONDARY, "x", parent=table.viewport())
        self.setObjectName("clear_filters")
        self._table, self._is_narrowed, self._clear = table, is_narrowed, clear
        self.hide()
        self.clicked.connect(self._press)
        model = table.model()
        for signal in (model.modelReset, model.rowsInserted):
            signal.connect(self._follow)
        theme.on_change(self._place)

    def _press(self) -> None:
        self._clear()
        self._table.setFocus()

    def _place(self) -> None:
        self.resize(self.sizeHint())
        self.move(theme.OVERHANG, theme.row_height() + theme.INSIDE)  # under the words

    def _follow(self) -> None:
        self._place()
        self.setVisible(not self._table.model().rowCount() and self._is_narrowed())
