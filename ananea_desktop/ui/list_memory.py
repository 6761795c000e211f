"""What a list remembers of its columns, and the door to its menu."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from ananea_desktop.domain.arrangements import Arrangement
from ananea_desktop.domain.language import _
from ananea_desktop.operations import arrangements
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from ananea_desktop.ui.list_menu import ListPage


class Remembering(QObject):
    """Keeps in the data file how a list was arranged, and brings it back when the list is first shown."""

    def __init__(self, desk: Desk, arranger: ColumnArranger, name: str) -> None:
        super().__init__(arranger)
        self._desk = desk
        self._arranger = arranger
        self._name = name
        self.is_known = False
        arranger.arranged.connect(self._keep)

    def ask(self, then: Callable[[], object]) -> None:
        """``then`` once the columns stand as they were left."""

        def take(arrangement: Arrangement) -> None:
            if not self.is_known:
                self.is_known = True
                self._arranger.apply(arrangement)
            then()

        self._desk.books.ask(arrangements.arrangement, self._name, owner=self, then=take)

    def _keep(self) -> None:
        self.is_known = True
        arrangement = self._arranger.arrangement
        self._desk.books.ask(arrangements.keep_arrangement, self._name, arrangement, owner=self._desk, must_finish=True)


def show_list_menu(page: "ListPage", column: int = -1, place: QPoint | None = None) -> None:
    """Of a caption, where the mouse is; or of the whole list, under its button."""
    from ananea_desktop.ui import list_menu

    list_menu.show_menu(page, column, place)


def list_menu_button(page: "ListPage") -> Button:
    """The button that the menu hangs on."""
    button = secondary_button(_("Lista"), "caret-down")
    button.setObjectName("list_menu")
    button.setAccessibleName(_("Lista: orden, columnas y exportar"))
    button.setToolTip(_("Orden, columnas y exportar"))
    button.clicked.connect(lambda: show_list_menu(page))
    return button


def fit_list_button(button: Button, width: int) -> None:
    """Without its word on a page so narrow that the search would have no room."""
    is_narrow = fit_button(button, _("Lista"), width)
    button.set_icon("columns" if is_narrow else "caret-down")


def fit_button(button: Button, words: str, width: int) -> bool:
    """Without its words on a narrow page, which its tip then says; gives whether it is one."""
    is_narrow = width < theme.scaled(theme.NARROW_WINDOW)
    button.setText("" if is_narrow else words)
    return is_narrow
