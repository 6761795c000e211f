"""The rows behind a bar of a chart, each leading to its record; its paper can be printed or saved."""

from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.documents.listing import NUMBERS, TEXT, GroupRow, Listing, shown
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, current_language
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_rows import Target, rows_behind
from ananea_desktop.operations.languages import in_language
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.totals_row import TableBlock, TotalsRow


class RowsPage(QWidget):
    """``loaded`` each time the rows are shown."""

    left = Signal()
    loaded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a la lista del gráfico")
        self._listing: Listing | None = None
        self._wanted: RowsWanted | None = None
        self.title = label("", "title", wrap=True)
        self.period = label("", "secondary")
        self.model: RecordModel | None = None
        self.table: TableView | None = None
        self._wait = label(_("Buscando…"), "secondary")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        rows = QVBoxLayout()
        reach = theme.MARGIN - theme.OVERHANG
        rows.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 6)
        rows.addWidget(self.period)
        rows.addWidget(self._wait)
        self._column.addLayout(rows)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(reach, 0, reach, theme.GAP)
        self._column.addLayout(self._place, 1)

    def _head(self) -> PageHead:
        self.print_button = secondary_button(_("Imprimir lista"), "printer", "Ctrl+P")
        self.print_button.setObjectName("paper")
        self.print_button.clicked.connect(self._want_paper)
        self.print_button.setEnabled(False)
        return PageHead(self.title, self.leave, self.print_button)

    def leave(self) -> None:
        self.left.emit()

    def open_rows(self, wanted: RowsWanted) -> None:
        """Asks for the rows of a bar, and shows them when they are there."""
        self._wanted = wanted
        self.title.setText(wanted.label)
        self.load()

    def load(self) -> None:
        """Asks for the rows as they are now; the chosen one stays chosen."""
        if self._wanted is not None:
            self.desk.books.ask(_rows, *self._wanted, owner=self, then=lambda found: self._show(*found))

    def _show(self, listing: Listing, targets: list[Target | None]) -> None:
        self._listing = listing
        self._wait.hide()
        self.title.setText(listing.title)
        self.period.setText(listing.subtitle)
        self.period.setVisible(bool(listing.subtitle))
        if self.table is None:
            self._make_table(listing)
        assert self.table is not None
        assert self.model is not None
        chosen = self.table.currentIndex().row()
        cells = [
            {"cells": listing.cells(row), "target": target, "heading": isinstance(row, GroupRow)}
            for row, target in zip(listing.rows, targets, strict=True)
        ]
        self.model.show_rows(cells, False)
        self._show_totals(listing)
        if chosen >= 0:
            self.table.choose_row(min(chosen, len(cells) - 1))
        self.print_button.setEnabled(True)
        self.table.setFocus()
        self.loaded.emit()

    def _make_table(self, listing: Listing) -> None:
        columns = _columns(listing)
        self.model = RecordModel(columns, self)
        self.table = TableView([column.layout for column in columns], listing.title)
        self.table.setModel(self.model)
        self.table.activated.connect(self._open)
        self.table.set_empty_text(_("No hay nada en esta lista."))
        self.totals = TotalsRow(self.table)
        self._place.addWidget(TableBlock(self.table, self.totals))

    def _show_totals(self, listing: Listing) -> None:
        amounts = {
            number: shown(value, column.kind)
            for number, (value, column) in enumerate(zip(listing.totals or (), listing.columns, strict=False))
            if column.kind in NUMBERS and value is not None
        }
        words = next((value for value in listing.totals or () if isinstance(value, str)), _("Total"))
        self.totals.set_totals(words, amounts, strong=True)

    def _open(self, index: QModelIndex) -> None:
        assert self.model is not None
        target = self.model.row(index.row())["target"]
        if target is not None:
            self.desk.record_wanted.emit(*target)

    def _want_paper(self) -> None:
        listing, wanted = self._listing, self._wanted
        assert listing is not None
        assert wanted is not None

        spoken = current_language()  # by the list in sight

        def make(books: Books, _year: int | None, language: str, form: str) -> bytes:
            with in_language(language):
                found = listing if language == spoken else at_once(rows_behind(books, *wanted))[0]
                return reports.listing_file(found, form)

        self.desk.paper_wanted.emit(Paper(title=listing.title, file_name=listing.name, make=make, forms=reports.FORMS))


def _columns(listing: Listing) -> list[ListColumn]:
    """The paper's columns as those of a table: its texts stretch by their weight, the first of them is the name."""
    made = []
    names = [number for number, column in enumerate(listing.columns) if column.kind == TEXT and column.weight >= 2]
    for number, column in enumerate(listing.columns):

        def text(row: Row, number: int = number, kind: str = column.kind) -> str:
            return shown(row["cells"][number], kind)

        layout = Column(right=column.kind in NUMBERS, stretch=int(column.weight * 2) if number in names else 0)
        made.append(ListColumn(title=column.title, text=text, layout=layout))
    return made


def _rows(books: Books, *wanted: Any) -> Steps[tuple[Listing, list[Target | None]]]:
    """The rows, or a sentence where what was changed meanwhile left no such bar."""
    try:
        return (yield from rows_behind(books, *wanted))
    except LookupError as gone:
        raise UserError(_("Esa barra ya no está en el gráfico. Vuelva y elija otra.")) from gone
