"""A list over the tabs: a title, what it is, its rows, each leading to its document; and its paper."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView


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
    ) -> None:
        """``rows`` is the operation that gives them, ``most`` of them at most where it is given; ``report`` the name of
        their paper, which has all; ``buttons`` stand above."""
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a {tab}").format(tab=title)
        self._rows = rows
        self._most = most
        self._only_first = label("", "secondary", wrap=True, name="only_first")
        self._only_first.hide()
        self.model = RecordModel(columns, self)
        self.table = TableView([column.layout for column in columns], title)
        self.table.setModel(self.model)
        self.rests_on = self.table
        self.table.set_empty_text(empty)
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
        words.addWidget(label(sentence, "secondary", wrap=True))
        words.addWidget(self._only_first)
        column.addLayout(words)
        place = QVBoxLayout()
        reach = theme.MARGIN - theme.OVERHANG
        place.setContentsMargins(reach, 0, reach, theme.GAP)
        place.addWidget(self.table)
        column.addLayout(place, 1)

    def open(self) -> "ListPage":
        """Shows itself over what is in sight, and asks for its rows."""
        self.desk.page_wanted.emit(self)
        self.load()
        return self

    def load(self) -> None:
        self.desk.books.ask(self._rows, owner=self, then=self._show)

    def _show(self, rows: list[dict[str, Any]]) -> None:
        self.model.show_rows(rows, False)
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
