"""Caja y recibos: every receipt, newest first, with the running balance of an account and the paper at the right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.money import SYMBOLS, format_amount
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import papers, receipt_list
from ananea_desktop.operations.receipt_list import FirstRows, Matches, ReceiptFilter
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH
from ananea_desktop.ui.cash_acts import more_button, open_opening, repeat_receipt, show_book_acts
from ananea_desktop.ui.clear_way import ClearWay
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.list_memory import Remembering, fit_list_button, list_menu_button, show_list_menu
from ananea_desktop.ui.receipt_card import ReceiptCard
from ananea_desktop.ui.receipt_columns import BALANCE_COLUMN, COLUMNS, IN_COLUMN, OUT_COLUMN, totals_note
from ananea_desktop.ui.receipt_filters import ReceiptFilters
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.totals_row import TotalsRow
from ananea_desktop.ui.window_model import WindowModel

NARROW_PAPER_WIDTH = 352


class ReceiptsTab(QWidget):
    """The list with its filters, and the chosen receipt's paper with what can be done with it.

    ``listed`` each time the top of the list is shown; what it holds in all is counted after that.
    """

    listed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._asked = QObject(self)
        self._passed_by = QObject(self)
        self._shown: ReceiptFilter | None = None
        self._in_dollars = False
        self._wanted_id: int | None = None
        self._in_hand_id = 0
        self.card = ReceiptCard(desk)
        self.card.printed.connect(self.load)
        self.filters = ReceiptFilters(desk.books.books.today)
        self.filters.changed.connect(self.load)
        self.model = WindowModel(COLUMNS, self)
        self.model.page_wanted.connect(self._load_page)
        self.table = TableView([column.layout for column in COLUMNS], _("Recibos"), name_width=180)
        self.table.setModel(self.model)
        self.table.row_changed.connect(self._choose)
        self.table.clicked.connect(lambda index: desk.record_used.emit("receipts", self.model.id_of(index.row())))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count_selected())
        self.card.format.value_changed.connect(self.load)
        self.table.verticalScrollBar().valueChanged.connect(self._read_ahead)
        self.rests_on = self.table
        self.arranger = ColumnArranger(self.table, COLUMNS, can_sort=False)
        self.remembering = Remembering(desk, self.arranger, "receipts")
        self.arranger.header.menu_wanted.connect(lambda column, place: show_list_menu(self, column, place))
        self.table.menu_key_pressed.connect(lambda: show_list_menu(self))
        self.totals = TotalsRow(self.table)
        self.totals_note = label("", "secondary", wrap=True, name="totals_note")
        self.totals_note.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, theme.INSIDE)
        self.totals_note.hide()
        self._pages = QStackedWidget()
        self._list_page = QWidget()
        self._lay_out_list()
        self._empty_page = self._make_empty_page()
        self._pages.addWidget(self._list_page)
        self._pages.addWidget(self._empty_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        # as on Inicio; Ctrl+N is on the button
        QShortcut(QKeySequence("Ctrl+R"), self, lambda: self._begin(ReceiptKind.IN)).setAutoRepeat(False)

    def _lay_out_list(self) -> None:
        column = QVBoxLayout(self._list_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_tools())
        column.addWidget(self.filters)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self.totals)
        left.addWidget(self.totals_note)
        row.addLayout(left, 1)
        row.addWidget(self.card)
        column.addLayout(row, 1)
        ClearWay(self.table, lambda: self.wanted() != ReceiptFilter(), lambda: self.show_filtered(ReceiptFilter()))

    def _make_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 8)
        row.setSpacing(theme.GAP)
        self.search = SearchField(_("Buscar por persona, concepto o número"))
        self.search.setObjectName("search")
        self.search.search_changed.connect(lambda _text: self.load())
        self.search.left_downwards.connect(self.table.setFocus)
        row.addWidget(self.search)
        self.list_button = list_menu_button(self)
        row.addWidget(self.list_button)
        row.addStretch(1)
        paper = secondary_button(_("Imprimir lista"), "printer")
        paper.setObjectName("paper")
        paper.clicked.connect(lambda: self.desk.paper_wanted.emit("recibos"))
        row.addWidget(paper)
        more = more_button()
        more.setObjectName("book_acts")
        more.clicked.connect(lambda: show_book_acts(more, self.desk))
        row.addWidget(more)
        for kind, text, icon, keys in (
            (ReceiptKind.OUT, _("Egreso"), "arrow-up-right", "Ctrl+E"),
            (ReceiptKind.IN, _("Ingreso"), "arrow-down-left", "Ctrl+N"),
        ):
            button = secondary_button(text, icon, keys)
            button.setObjectName(f"new_{kind}")
            button.clicked.connect(lambda _checked=False, kind=kind: self._begin(kind))
            row.addWidget(button.offer(self.desk.may(Right.MONEY)))
        return row

    def _make_empty_page(self) -> QWidget:
        income = secondary_button(_("Recibo de ingreso"), "arrow-down-left", "Ctrl+N")
        income.clicked.connect(lambda: self._begin(ReceiptKind.IN))
        opening = primary_button(_("Anotar el saldo inicial"), "file-text")
        opening.setObjectName("first_opening")
        opening.clicked.connect(lambda: open_opening(self, self.desk))
        spending = secondary_button(_("Recibo de egreso"), "arrow-up-right", "Ctrl+E")
        spending.clicked.connect(lambda: self._begin(ReceiptKind.OUT))
        for button in (opening, income, spending):
            button.offer(self.desk.may(Right.MONEY))
        return EmptyPage(
            "receipt",
            _("Todavía no hay recibos"),
            _("Aquí está el libro de caja y bancos: cada recibo con su número, sin que falte ninguno."),
            (
                _(
                    "Si usa talonario, diga con qué número sigue: en el menú de su nombre, «La cooperativa», está"
                    " «Primer número de los recibos…»."
                ),
                _("Anote el saldo inicial: el dinero que ya hay en cada caja y banco, y de qué fondo es."),
                _("Desde entonces, un recibo por cada entrada y cada salida."),
            ),
            (opening, income, spending),
        )

    @property
    def chosen(self) -> Receipt | None:
        """The receipt in hand."""
        return self.card.chosen

    def _begin(self, kind: ReceiptKind) -> None:
        self.desk.want_empty_receipt(kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        fit_list_button(self.list_button, self.width())
        self.card.setFixedWidth(theme.scaled(NARROW_PAPER_WIDTH if narrow else CARD_WIDTH))

    def export_list(self) -> None:
        """What the filters leave, with the columns in sight, as a file."""
        from ananea_desktop.ui.list_export import export_receipts

        export_receipts(self)

    # loading

    def wanted(self) -> ReceiptFilter:
        return replace(self.filters.filter(), search=self.search.text())

    def load(self) -> None:
        """First the top of the list, however large the book; then all that match; then what they add up to."""
        if not self.remembering.is_known:
            self.remembering.ask(then=lambda: None)  # the columns come before the rows
        self._asked.deleteLater()  # what was asked before is dropped
        self._asked = QObject(self)
        self._ask(receipt_list.first_rows, self.wanted(), then=self._show)

    def _ask(
        self,
        operation: Callable[..., Any],
        *arguments: Any,
        then: Callable[[Any], object],
        after_painting: bool = False,
    ) -> None:
        self.desk.books.ask(operation, *arguments, owner=self._asked, then=then, after_painting=after_painting)

    def _show(self, first: FirstRows) -> None:
        wanted = self.wanted()
        self.filters.set_choices(first.choices)
        self.table.leave_out(() if wanted.shows_whole_account else (BALANCE_COLUMN,))
        if wanted != self._shown:
            self.totals.set_totals(_("Contando los recibos…"), {})
            self.totals_note.hide()
        self.model.show_matches(first.matches, wanted == self._shown)
        self.model.take_page(0, first.rows)
        self._shown = wanted
        self._in_dollars = wanted.account_id is not None and any(row["currency"] == "USD" for row in first.rows)
        nothing = not first.rows and wanted == ReceiptFilter()
        self._pages.setCurrentWidget(self._empty_page if nothing else self._list_page)
        self.table.set_empty_text(_("No hay recibos así. Cambie la búsqueda o las fechas."))
        self._go_to_wanted(first.matches.is_whole)
        self.listed.emit()
        if first.matches.is_whole and not wanted.shows_whole_account:
            self._add_up(first.matches)
        else:
            self._ask(receipt_list.matching, wanted, then=self._show_all, after_painting=True)

    def _show_all(self, matches: Matches) -> None:
        self.model.show_matches(matches, True)
        if self._wanted_id is not None:
            self._go_to_wanted(True)
        self._add_up(matches)

    def _add_up(self, matches: Matches) -> None:
        self._ask(receipt_list.totals, self._shown, matches.ids, then=self._show_totals, after_painting=True)

    def _show_totals(self, totals: Row) -> None:
        amounts = {IN_COLUMN: format_amount(totals["income"]), OUT_COLUMN: format_amount(totals["spent"])}
        words = plural(_("1 recibo, en {currency}"), _("{count} recibos, en {currency}"), totals["count"])
        currency = SYMBOLS["USD" if self._in_dollars else "PEN"]
        self.totals.set_totals(words.format(count=totals["count"], currency=currency), amounts)
        shown = self._shown or ReceiptFilter()
        note = totals_note(totals["apart"], shown.fund_id is not None or shown.project_id is not None)
        self.totals_note.setText(note)
        self.totals_note.setVisible(bool(note))

    def _read_ahead(self) -> None:
        """Asks for what has come into sight before it is painted, so that it is mostly painted once."""
        for edge in (0, self.table.viewport().height() - 1):
            row = self.table.rowAt(edge)
            if row >= 0:
                self.model.shown(row)

    def _load_page(self, page: int) -> None:
        ids = self.model.ids_of(page)
        self._ask(receipt_list.rows_of, ids, then=lambda rows: self.model.take_page(page, rows))

    def _go_to_wanted(self, is_whole: bool) -> None:
        """To the receipt that was asked for, else to the one in hand, else to the first."""
        row = self.model.row_of(self._wanted_id or self._in_hand_id)
        if row < 0 and self._wanted_id is not None and not is_whole:
            return  # it lies further down, and is gone to once all are found
        if row < 0 and self._wanted_id is not None and self.wanted() != ReceiptFilter():
            self.show_filtered(ReceiptFilter())  # what was filtered leaves it out
            return
        self._wanted_id = None
        row = max(0, row) if self.model.rowCount() else -1
        if row < 0:
            self.card.show_standing(None)
        elif row == self.table.currentIndex().row():
            self._choose(row)  # what is shown of it may have changed
        else:
            self.table.choose_row(row)

    def open_form(self, receipt_id: int | None) -> None:
        """A receipt has no form to change it by; a new one begins as an ingreso."""
        if receipt_id is None:
            self._begin(ReceiptKind.IN)

    def duplicate_chosen(self) -> None:
        """Another receipt like the chosen one, as its menu «Más» begins it; where it can be repeated."""
        if self.chosen is not None:
            repeat_receipt(self, self.desk, self.chosen)

    def leave_form(self) -> None:
        """Nothing is typed in the list itself."""

    def choose(self, row: int) -> None:
        """Goes to a row of the list."""
        self.table.choose_row(row)

    def show_record(self, receipt_id: int) -> None:
        """Goes to a receipt, whatever was filtered before."""
        self._wanted_id = receipt_id
        self.show_filtered(ReceiptFilter())
        self._ask_for(receipt_id)

    def take_up(self, receipt_id: int) -> None:
        """Has a receipt that was just issued in hand, now or when the list is next seen; a filter stays if it can."""
        self._wanted_id = receipt_id
        if self.isVisible():
            self.load()
            self._ask_for(receipt_id)
            self.table.setFocus()

    def _ask_for(self, receipt_id: int) -> None:
        """Takes a receipt in hand and asks for its paper; of one passed by meanwhile none is made."""
        self._in_hand_id = receipt_id
        self._passed_by.deleteLater()
        self._passed_by = QObject(self)
        self.desk.books.ask(
            papers.shown,
            receipt_id,
            self.card.format.form(),
            owner=self._passed_by,
            then=lambda found: self.card.show_standing(*found),
            after_painting=True,
        )

    def _count_selected(self) -> None:
        self.card.show_selection([self.model.id_of(row) for row in self.table.chosen_rows()])

    def show_filtered(self, wanted: ReceiptFilter) -> None:
        """Shows the receipts of a filter, in place of what was filtered before."""
        self.filters.show_filter(wanted)
        self.search.blockSignals(True)
        self.search.setText(wanted.search)
        self.search.blockSignals(False)
        self.load()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._ask_for(self.model.id_of(row))
