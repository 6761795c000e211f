"""The menu of a list: what it is sorted by, which columns are in sight, as at first, and its export."""

from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.arrangements import Arrangement
from ananea_desktop.domain.language import _
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.main_actions import with_keys


class ListPage(Protocol):
    """A page with a list that has such a menu."""

    arranger: ColumnArranger

    @property
    def list_button(self) -> QWidget:
        """Under which it opens."""

    def export_list(self) -> None: ...


def show_menu(page: ListPage, column: int = -1, place: QPoint | None = None) -> QMenu:
    """With the acts of one column first, where it was opened on a caption."""
    button, arranger = page.list_button, page.arranger
    menu = QMenu(button)
    menu.setObjectName("list_menu_open")
    if column >= 0:
        _add_column_acts(menu, arranger, column)
    else:
        _add_sorting(menu, arranger)
    _add_columns(menu, arranger)
    usual = menu.addAction(_("Como al principio"))
    usual.setObjectName("as_at_first")
    usual.setEnabled(arranger.arrangement != Arrangement())
    usual.triggered.connect(lambda: arranger.reset())
    menu.addSeparator()
    export = menu.addAction(with_keys(_("Exportar lista…"), "Ctrl+Shift+E"))
    export.setObjectName("export_list")
    export.triggered.connect(lambda: page.export_list())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place or button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def _add_column_acts(menu: QMenu, arranger: ColumnArranger, number: int) -> None:
    column = arranger.columns[number]
    if arranger.can_sort_by(column):
        names = ("sort_up", False), ("sort_down", True)
        for text, (name, descending) in zip(direction_words(column.kind), names, strict=True):
            entry = menu.addAction(_("Ordenar: {direction}").format(direction=text))
            entry.setObjectName(name)
            entry.setCheckable(True)
            is_so = arranger.arrangement.sorted_by == column.name and arranger.arrangement.descending == descending
            entry.setChecked(is_so)
            entry.triggered.connect(lambda _checked=False, down=descending: arranger.sort_by(number, down))
    if arranger.can_hide(column):
        hide = menu.addAction(_("Ocultar «{column}»").format(column=_(column.title)))
        hide.setObjectName("hide_column")
        hide.triggered.connect(lambda: arranger.show_column(number, False))
    menu.addSeparator()


def direction_words(kind: str) -> tuple[str, str]:
    """Upwards and downwards by a column of this kind (documents.listing)."""
    if kind == "text":
        return _("de la A a la Z"), _("de la Z a la A")
    if kind == "date":
        return _("lo más antiguo primero"), _("lo más reciente primero")
    return _("de menor a mayor"), _("de mayor a menor")


def _add_sorting(menu: QMenu, arranger: ColumnArranger) -> None:
    if not any(map(arranger.can_sort_by, arranger.columns)):
        return
    sorting = menu.addMenu(_("Ordenar por"))
    sorting.setObjectName("sort_menu")
    group = QActionGroup(sorting)
    usual = sorting.addAction(_("El orden de siempre"))
    usual.setObjectName("sort_usual")
    usual.setCheckable(True)
    usual.setChecked(arranger.sort() is None)
    usual.triggered.connect(lambda: arranger.sort_by(None))
    group.addAction(usual)
    for number in arranger.in_sight():
        column = arranger.columns[number]
        if not arranger.can_sort_by(column):
            continue
        for text, descending in zip(direction_words(column.kind), (False, True), strict=True):
            entry = sorting.addAction(f"{_(column.title)}: {text}")
            entry.setObjectName(f"sort_{column.name}_{'down' if descending else 'up'}")
            entry.setCheckable(True)
            arrangement = arranger.arrangement
            entry.setChecked(arrangement.sorted_by == column.name and arrangement.descending == descending)
            entry.triggered.connect(lambda _checked=False, n=number, down=descending: arranger.sort_by(n, down))
            group.addAction(entry)


def _add_columns(menu: QMenu, arranger: ColumnArranger) -> None:
    columns = menu.addMenu(_("Columnas a la vista"))
    columns.setObjectName("columns_menu")
    for number, column in enumerate(arranger.columns):
        entry = columns.addAction(_(column.title))
        entry.setObjectName(f"column_{column.name}")
        entry.setCheckable(True)
        entry.setChecked(arranger.is_in_sight(column))
        entry.setEnabled(arranger.can_hide(column))
        entry.toggled.connect(lambda shown, n=number: arranger.show_column(n, shown))
