"""A list over the tabs: a title, what it is, its rows, each leading to its document; and its paper."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.busy_line import BusyLine
from ananea_desktop.ui.buttons import PRIMARY, Button, primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView

First = tuple[str, Callable[[QWidget], object]]
"""The words of a button, and what it does; it is given the window it stands in, which after a dialog is not the active
one yet."""


class Act(Protocol):
    """An entry of a menu of acts."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def open(self) -> Callable[[QWidget, Desk], object]: ...
    @property
    def right(self) -> Right | None: ...


class ListPage(QWidget):
    """``loaded`` each time the rows are shown. A row's ``id`` is that of its document in Caja y recibos."""

    left = Signal()
    loaded = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        title: str,
        sentence: str,
        empty: str,
        columns: Sequence[ListColumn],
        rows: Callable[[Books], list[Row] | Steps[list[Row]]],
        most: int = 0,
        report: str = "",
        buttons: Sequence[Button] = (),
        icon: str = "list-dashes",
        steps: Sequence[str] = (),
        what: str = "",
        first: First | None = None,
    ) -> None:
        """``rows`` is the operation that gives them, ``most`` of them at most where it is given; ``report`` the name of
        their paper, which has all; ``buttons`` stand above.

        While there is none: ``empty`` with its ``icon``, ``what`` is listed (else ``sentence``), how rows come here in
        ``steps``, and the words of the button that makes the ``first`` one, with what it does.
        """
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a {tab}").format(tab=title)
        self._rows = rows
        self._of_rows = [each for each in buttons if each.kind == PRIMARY and first is not None]
        """Out of sight while there is no row to do it with: the filled button is then that of the first one."""
        self._most = most
        self._only_first = label("", "secondary", wrap=True, name="only_first")
        self._only_first.hide()
        self.model = RecordModel(columns, self)
        self.table = TableView([column.layout for column in columns], title)
        self.table.setModel(self.model)
        self.rests_on = self.table
        self.empty_page: EmptyPage | None = None
        self._make_empty = partial(_empty_page, icon, empty, what or sentence, steps, first)
        self.table.activated.connect(self._open)
        tools = [*buttons]
        if report:
            paper = secondary_button(_("Imprimir lista"), "printer")
            paper.setObjectName("list_paper")
            paper.clicked.connect(lambda: desk.paper_wanted.emit(report))
            tools.append(paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(PageHead(title, self.leave, *tools))
        words = QVBoxLayout()
        words.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        self._sentence = label(sentence, "secondary", wrap=True)
        words.addWidget(self._sentence)
        words.addWidget(self._only_first)
        column.addLayout(words)
        self.busy = BusyLine()
        self.busy.given_up.connect(self.leave)
        column.addWidget(self.busy)
        place = QVBoxLayout()
        reach = theme.MARGIN - theme.OVERHANG
        place.setContentsMargins(reach, 0, reach, theme.GAP)
        place.addWidget(self.table)
        self._place = place
        column.addLayout(place, 1)

    def open(self) -> "ListPage":
        """Shows itself over what is in sight, and asks for its rows."""
        self.desk.page_wanted.emit(self)
        self.load()
        return self

    def load(self) -> None:
        self.busy.begin(_("Buscando…"))
        self.desk.books.ask(self._rows, owner=self, then=self._show)

    def _show(self, rows: list[dict[str, Any]]) -> None:
        self.busy.end()
        self.model.show_rows(rows, False)
        for part in (self.table, self._sentence, *self._of_rows):
            part.setVisible(bool(rows))
        if not rows and self.empty_page is None:
            self.empty_page = self._make_empty()
            self._place.addWidget(self.empty_page)
        if self.empty_page is not None:
            self.empty_page.setVisible(not rows)
        words = _("Aquí están los {count} más antiguos; la lista que se imprime los tiene todos.")
        self._only_first.setText(words.format(count=self._most))
        self._only_first.setVisible(0 < self._most <= len(rows))
        if rows:
            self.table.choose_row(0)
            self.table.setFocus()
        self.loaded.emit()

    def chosen(self) -> Row | None:
        """The row the person stands on."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        self.open_row(self.model.row(index.row()))

    def open_row(self, row: Row) -> None:
        """Goes to the document of a row."""
        self.desk.record_wanted.emit("receipts", row["id"])

    def leave(self) -> None:
        self.left.emit()


def _empty_page(icon: str, title: str, sentence: str, steps: Sequence[str], first: First | None) -> EmptyPage:
    buttons = []
    if first is not None:
        begin = primary_button(first[0])
        begin.setObjectName("first_row")
        begin.clicked.connect(lambda: first[1](begin.window()))
        buttons.append(begin)
    return EmptyPage(icon, title, sentence, steps, buttons)


def first_by(acts: Iterable[Act], name: str, desk: Desk) -> First | None:
    """An entry of a menu as the button that makes the first row; None for who may not do it."""
    act = next(each for each in acts if each.name == name)
    if act.right is not None and not desk.may(act.right):
        return None

    return _(act.text).removesuffix("…"), lambda window: act.open(window, desk)
