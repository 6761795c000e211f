"""Caja y recibos: every receipt, newest first, with the running balance of an account and the paper at the right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.operations import attachments, office, papers, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.papers import file_name
from ananea_desktop.operations.receipts import ReceiptFilter
from ananea_desktop.ui import theme
from ananea_desktop.ui.attachments import AttachmentsDialog
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH
from ananea_desktop.ui.cash_acts import more_button, open_opening, show_book_acts, show_receipt_acts
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.printing import ask_and_print, save_pdf
from ananea_desktop.ui.receipt_columns import BALANCE_COLUMN, COLUMNS, IN_COLUMN, OUT_COLUMN
from ananea_desktop.ui.record_model import RecordModel, Row
from ananea_desktop.ui.sheets import WHOLE_PAGE
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.totals_row import TotalsRow

UPPER_HALF = (0.0, 0.0, 1.0, 0.5)
PAGE = 200
NARROW_PAPER_WIDTH = 352


class ReceiptsTab(QWidget):
    """The list with its filters, and the chosen receipt's paper with what can be done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rows: list[Row] = []
        self._serial = 0
        self._wanted_id: int | None = None
        self.chosen: Receipt | None = None
        self._pdf = b""
        self.model = RecordModel(COLUMNS, self)
        self.model.more_wanted.connect(self._load_more)
        self.table = TableView([column.layout for column in COLUMNS], _("Recibos"), name_width=180)
        self.table.setModel(self.model)
        self.table.row_changed.connect(self._choose)
        self.totals = TotalsRow(self.table)
        self._pages = QStackedWidget()
        self._list_page = QWidget()
        self._lay_out_list()
        self._empty_page = self._make_empty_page()
        self._pages.addWidget(self._list_page)
        self._pages.addWidget(self._empty_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _lay_out_list(self) -> None:
        column = QVBoxLayout(self._list_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_tools())
        column.addLayout(self._make_filters())
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self.totals)
        row.addLayout(left, 1)
        row.addWidget(self._make_card())
        column.addLayout(row, 1)

    def _make_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 8)
        row.setSpacing(theme.GAP)
        self.search = SearchField(_("Buscar por persona, concepto o número"))
        self.search.setObjectName("search")
        self.search.search_changed.connect(lambda _text: self.load())
        self.search.left_downwards.connect(self.table.setFocus)
        row.addWidget(self.search)
        row.addStretch(1)
        paper = secondary_button(_("Imprimir lista"), "printer")
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
            row.addWidget(button)
        return row

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        row.setSpacing(theme.GAP)
        self.account = ChoiceField([(None, _("Todas las cuentas"))], fits=True)
        self.fund = ChoiceField([(None, _("Todos los fondos"))], fits=True)
        self.project = ChoiceField([(None, _("Todos los proyectos"))])
        for field, name in ((self.account, _("Cuenta")), (self.fund, _("Fondo")), (self.project, _("Proyecto"))):
            field.setAccessibleName(name)
            field.value_changed.connect(self.load)
            row.addWidget(field)
        self.project.setMaximumWidth(theme.scaled(220))
        self.first_day = DateField(today=self.desk.books.books.today)
        self.last_day = DateField(today=self.desk.books.books.today)
        for day, name in ((self.first_day, _("Desde")), (self.last_day, _("Hasta"))):
            day.setAccessibleName(name)
            day.set_wanted_width(165)
            day.setMaximumWidth(theme.scaled(165))
            day.textChanged.connect(lambda _text: self.load())
            caption = label(name, "secondary")
            caption.setBuddy(day)
            row.addWidget(caption)
            row.addWidget(day)
        row.addStretch(1)
        return row

    def _make_card(self) -> QWidget:
        card = QWidget()
        card.setProperty("surface", "panel")
        self._card = card
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.preview = PreviewPane()
        column.addWidget(self.preview, 1)
        grid = QGridLayout()
        grid.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        grid.setSpacing(theme.INSIDE)
        self.print_button = primary_button(_("Imprimir"), "printer", "Ctrl+P")
        self.print_button.clicked.connect(self.print_chosen)
        self.save_button = secondary_button(_("Guardar PDF"))
        self.save_button.clicked.connect(self._save_chosen)
        self.annul_button = danger_button(_("Anular"), "prohibit")
        self.annul_button.setObjectName("annul")
        self.annul_button.clicked.connect(self.ask_to_annul)
        self.attachments_button = secondary_button(_("Adjuntos"), "paperclip")
        self.attachments_button.setObjectName("receipt_attachments")
        self.attachments_button.clicked.connect(self.open_attachments)
        self.more_button = more_button()
        self.more_button.clicked.connect(self._show_acts)
        for button in (
            self.print_button,
            self.save_button,
            self.annul_button,
            self.attachments_button,
            self.more_button,
        ):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.print_button, 0, 0, 1, 2)
        grid.addWidget(self.save_button, 1, 0)
        grid.addWidget(self.annul_button, 1, 1)
        grid.addWidget(self.attachments_button, 2, 0)
        grid.addWidget(self.more_button, 2, 1)
        column.addLayout(grid)
        return card

    def _make_empty_page(self) -> QWidget:
        income = primary_button(_("Hacer el primer recibo de ingreso"), "arrow-down-left", "Ctrl+N")
        income.clicked.connect(lambda: self._begin(ReceiptKind.IN))
        opening = secondary_button(_("Saldo inicial"), "file-text")
        opening.setObjectName("first_opening")
        opening.clicked.connect(lambda: open_opening(self, self.desk))
        spending = secondary_button(_("Recibo de egreso"), "arrow-up-right", "Ctrl+E")
        spending.clicked.connect(lambda: self._begin(ReceiptKind.OUT))
        return EmptyPage(
            "receipt",
            _("Todavía no hay recibos"),
            _("Aquí está el libro de caja y bancos: cada recibo con su número, sin que falte ninguno."),
            (
                _("Si usa talonario, ponga en Oficina el número con que sigue."),
                _("Anote el saldo inicial: el dinero que ya hay en cada caja y banco, y de qué fondo es."),
                _("Desde entonces, un recibo por cada entrada y cada salida."),
            ),
            (income, opening, spending),
        )

    def _begin(self, kind: ReceiptKind) -> None:
        self.desk.want_empty_receipt(kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self._card.setFixedWidth(theme.scaled(NARROW_PAPER_WIDTH if narrow else CARD_WIDTH))

    # loading

    def wanted(self) -> ReceiptFilter:
        return ReceiptFilter(
            first_day=self.first_day.day(),
            last_day=self.last_day.day(),
            account_id=_chosen_id(self.account),
            fund_id=_chosen_id(self.fund),
            project_id=_chosen_id(self.project),
            search=self.search.text(),
        )

    def load(self) -> None:
        self._serial += 1
        serial = self._serial
        self.desk.books.ask(
            _list_data, self.wanted(), owner=self, then=lambda data: self._show(*data) if serial == self._serial else 0
        )

    def _show(self, choices: dict[str, list[tuple[int, str]]], rows: list[Row], totals: Row) -> None:
        for field, name, whole in (
            (self.account, "accounts", _("Todas las cuentas")),
            (self.fund, "funds", _("Todos los fondos")),
            (self.project, "premium_projects", _("Todos los proyectos")),
        ):
            field.blockSignals(True)
            field.set_choices([(None, whole), *choices[name]])
            field.blockSignals(False)
        self._rows = rows
        self.table.leave_out(() if self.wanted().shows_whole_account else (BALANCE_COLUMN,))
        self.model.show_rows(rows, len(rows) == PAGE)
        whole_list = self.wanted() == ReceiptFilter()
        self._pages.setCurrentWidget(self._list_page if rows or not whole_list else self._empty_page)
        self.table.set_empty_text(_("No hay recibos así. Cambie la búsqueda o las fechas."))
        amounts = {IN_COLUMN: format_amount(totals["income"]), OUT_COLUMN: format_amount(totals["spent"])}
        words = plural(_("1 recibo, en {currency}"), _("{count} recibos, en {currency}"), totals["count"])
        caption = words.format(count=totals["count"], currency=self._currency(rows))
        self.totals.set_totals(caption, amounts)
        self._go_to(self._wanted_id if self._wanted_id is not None else self.chosen.id if self.chosen else None)
        self._wanted_id = None

    def _currency(self, rows: list[Row]) -> str:
        if self.wanted().account_id is not None and rows:
            return SYMBOLS[rows[0]["currency"]]
        return SYMBOLS["PEN"]

    def _load_more(self) -> None:
        serial = self._serial
        self.desk.books.ask(
            receipts.page,
            self.wanted(),
            self._rows[-1],
            owner=self,
            then=lambda rows: self._add(rows) if serial == self._serial else None,
        )

    def _add(self, rows: list[Row]) -> None:
        self._rows = [*self._rows, *rows]
        self.model.add_rows(rows, len(rows) == PAGE)

    def _go_to(self, receipt_id: int | None) -> None:
        row = self.model.row_of(receipt_id) if receipt_id is not None else -1
        if row < 0 and self._rows:
            row = 0
        if row >= 0:
            self.table.choose_row(row)
            self._choose(row)
        else:
            self._show_receipt(None)

    def open_form(self, receipt_id: int | None) -> None:
        """A receipt has no form to change it by; a new one begins as an ingreso."""
        if receipt_id is None:
            self._begin(ReceiptKind.IN)

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

    def _ask_for(self, receipt_id: int) -> None:
        self.desk.books.ask(papers.shown, receipt_id, owner=self, then=lambda found: self._show_receipt(*found))

    def show_filtered(self, wanted: ReceiptFilter) -> None:
        """Shows the receipts of a filter, in place of what was filtered before."""
        ids = (self.account, wanted.account_id), (self.fund, wanted.fund_id), (self.project, wanted.project_id)
        for field, chosen in ids:
            field.blockSignals(True)
            if chosen not in field.values():  # the choices come with the list, and keep what is chosen
                field.set_choices([(None, ""), (chosen, "")])
            field.set_value(chosen)
            field.blockSignals(False)
        for day, given in ((self.first_day, wanted.first_day), (self.last_day, wanted.last_day)):
            day.blockSignals(True)
            day.set_day(given)
            day.blockSignals(False)
        self.search.blockSignals(True)
        self.search.setText(wanted.search)
        self.search.blockSignals(False)
        self.load()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._ask_for(self.model.row(row)["id"])

    def _show_receipt(self, receipt: Receipt | None, pdf: bytes = b"") -> None:
        self.chosen = receipt
        self._pdf = pdf
        for button in (
            self.print_button,
            self.save_button,
            self.annul_button,
            self.attachments_button,
            self.more_button,
        ):
            button.setEnabled(receipt is not None)
        self._count_attachments()
        if receipt is None:
            self.preview.show_message(_("Elija un recibo para verlo."))
            return
        self.annul_button.setEnabled(receipt.annulment is None)
        self.preview.show_pdf(pdf, UPPER_HALF if papers.is_half_sheet(receipt) else WHOLE_PAGE)

    # what is done with it

    def _count_attachments(self) -> None:
        self.attachments_button.setText(_("Adjuntos"))
        if self.chosen is not None:
            receipt_id = self.chosen.id
            self.desk.books.ask(
                attachments.count,
                "receipts",
                receipt_id,
                owner=self,
                then=lambda count: self._show_attachment_count(receipt_id, count),
            )

    def _show_attachment_count(self, receipt_id: int, count: int) -> None:
        if count and self.chosen is not None and self.chosen.id == receipt_id:
            self.attachments_button.setText(_("Adjuntos ({count})").format(count=count))
            self.attachments_button.updateGeometry()

    def _show_acts(self) -> None:
        if self.chosen is not None:
            show_receipt_acts(self.more_button, self.desk, self.chosen)

    def open_attachments(self) -> None:
        """What is kept beside the chosen receipt: the voucher of the deposit, the signed paper."""
        if self.chosen is not None:
            dialog = AttachmentsDialog(self, self.desk, "receipts", self.chosen.id, self.chosen.number_text)
            dialog.finished.connect(lambda _result: self._count_attachments())
            dialog.open()

    def print_chosen(self) -> None:
        if self.chosen is not None:
            receipt = self.chosen
            ask_and_print(self, self._pdf, file_name(receipt), lambda done: self._note_print(receipt, done))

    def _note_print(self, receipt: Receipt, done: bool) -> None:
        if done:
            self.desk.said.emit(_("Se imprimió el recibo {number}.").format(number=receipt.number_text))
            self.desk.books.ask(receipts.note_print, receipt.id, owner=self, then=lambda _none: self.load())

    def _save_chosen(self) -> None:
        if self.chosen is not None:
            receipt = self.chosen
            said = _("Se guardó el PDF del recibo {number}.").format(number=receipt.number_text)
            save_pdf(
                self,
                self._pdf,
                file_name(receipt),
                lambda done: self.desk.said.emit(said) if done else None,
            )

    def ask_to_annul(self) -> None:
        if self.chosen is None or self.chosen.annulment is not None:
            return
        receipt = self.chosen
        ask(
            self,
            _("¿Anular el recibo {number}?").format(number=receipt.number_text),
            _(
                "El número queda en el libro con la palabra ANULADO y suma 0.00. El papel ya entregado debe"
                " recogerse. Esto no se puede deshacer."
            ),
            yes=_("Anular recibo"),
            no=_("No anular"),
            icon="prohibit",
            destroying=True,
            facts=(
                (_("Nombre"), receipt.party.name),
                (_("Fecha"), format_date(receipt.issued_on)),
                (_("Importe"), format_money(receipt.total, receipt.currency)),
            ),
            reason=_("Motivo (se imprime)"),
            then=lambda reason: self._annul(receipt, reason),
        )

    def _annul(self, receipt: Receipt, reason: str) -> None:
        self.desk.books.ask(
            receipts.annul, receipt.id, reason, owner=self, then=self._take_annulled, refused=self._refuse
        )

    def _take_annulled(self, receipt: Receipt) -> None:
        self.desk.said.emit(_("Se anuló el recibo {number}.").format(number=receipt.number_text))
        self.desk.record_saved.emit()

    def _refuse(self, problem: UserError) -> None:
        sentence = problem.sentence
        if isinstance(problem, InvalidRecord) and problem.problems:
            sentence = next(iter(problem.problems.values()))
        self.desk.books.problem_met.emit(UserError(sentence))


def _chosen_id(field: ChoiceField) -> int | None:
    value = field.value()
    return value if isinstance(value, int) else None


def _list_data(books: Books, wanted: ReceiptFilter) -> tuple[dict[str, list[tuple[int, str]]], list[Row], Row]:
    return office.choices(books), receipts.page(books, wanted), receipts.totals(books, wanted)
