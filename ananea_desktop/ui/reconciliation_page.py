"""Conciliación bancaria: the documents of a bank ticked against its statement, by Space or a double click."""

from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import reconciliations
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reconciliations import ReconciliationDraft, State
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView


def _tick(row: Row) -> str:
    return _("Marcado") if row["ticked"] else ""


def _tick_marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "check-circle", CellRole.TONE: "good"} if row["ticked"] else {}


COLUMNS = (
    ListColumn(title=N_("En el estado"), text=_tick, layout=Column(samples=("Marcado mmm",)), marks=_tick_marks),
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["issued_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Tipo"),
        text=lambda row: _(SHORT_TITLES[ReceiptKind(row["kind"])]),
        layout=Column(samples=("Ingreso mm",), optional=True),
    ),
    ListColumn(
        title=N_("Número"),
        text=lambda row: number_text(row["series"], row["number"]),
        layout=Column(samples=("001-000123",)),
    ),
    ListColumn(title=N_("Operación"), text=lambda row: row["operation_number"], layout=Column(samples=("0012345678",))),
    ListColumn(title=N_("Nombre"), text=lambda row: row["party_name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Concepto"), text=lambda row: row["concept"], layout=Column(stretch=2, optional=True)),
    ListColumn(
        title=N_("Importe"),
        text=lambda row: format_amount(row["signed"]),
        layout=Column(samples=("−100,000.00",), right=True),
    ),
)


class ReconciliationPage(DocumentPage):
    title = N_("Conciliación bancaria")
    sentence = N_(
        "Marque con la barra espaciadora (o doble clic) cada movimiento que está en el estado de cuenta."
        " Lo que no alcance a terminar queda en borrador."
    )
    save_text = N_("Guardar la conciliación")
    form = "reconciliation"
    columns = 4
    is_wide = True

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {"banks": {str(row["id"]): row for row in reconciliations.banks(books)}}

    def make_fields(self) -> dict[str, FormRow]:
        self._ticks: dict[str, set[int]] = {}
        self._state: State | None = None
        self._asked_for = ("", "")
        self.balance = AmountField(signed=True)
        banks = [(key, row["name"]) for key, row in self.choices["banks"].items()]
        return {
            "account_id": FormRow(_("Banco"), ChoiceField(banks or [("", "")]), stacked=True),
            "statement_on": FormRow(
                _("Fecha del estado de cuenta"), DateField(today=self.desk.books.books.today), stacked=True
            ),
            "statement_balance": FormRow(_("Saldo del estado de cuenta"), self.balance, stacked=True),
            "explanation": FormRow(_("Explicación, si no cuadra"), TextField(), optional=True, stacked=True),
        }

    def add_parts(self, column: QVBoxLayout) -> None:
        self.sums = label("", "strong", wrap=True, name="sums")
        column.addWidget(self.sums)
        self.model = RecordModel(COLUMNS, self)
        self.table = TableView([each.layout for each in COLUMNS], _("Movimientos sin conciliar"))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(300)
        self.table.set_empty_text(_("No hay movimientos sin conciliar hasta esa fecha."))
        self.table.activated.connect(self._toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self._toggle_current)
        column.addWidget(self.table, 1)

    def currency(self) -> str:
        return self.account_currency("account_id")

    def arrange(self) -> None:
        self.balance.currency = self.currency()
        wanted = field_text(self.rows["account_id"].field), field_text(self.rows["statement_on"].field)
        if wanted != self._asked_for and wanted[0]:
            self._asked_for = wanted
            self.desk.books.ask(reconciliations.state, int(wanted[0]), wanted[1], owner=self, then=self._take_state)
        self._show_sums()

    def _take_state(self, state: State) -> None:
        self._state = state
        self.model.show_rows([{**row, "ticked": row["id"] in self._ticked()} for row in state.pending], False)
        self._show_sums()

    def _ticked(self) -> set[int]:
        """What was ticked of the account in sight.

        It stays ticked while the day is typed, of which half is another day; what is later than the day is not
        counted.
        """
        return self._ticks.setdefault(field_text(self.rows["account_id"].field), set())

    def _toggle_current(self) -> None:
        self._toggle(self.table.currentIndex())
        self.table.choose_row(self.table.currentIndex().row() + 1)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.row(index.row())
            row["ticked"] = not row["ticked"]
            self._ticked().symmetric_difference_update({row["id"]})
            self.table.viewport().update()
            self._react()

    def _show_sums(self) -> None:
        if self._state is None:
            return
        ticked = self._state.before + sum(row["signed"] for row in self._state.pending if row["id"] in self._ticked())
        try:
            difference = format_money(self.balance.amount() - ticked, self.currency())
        except InvalidValue:
            difference = "–"
        self.sums.setText(
            _("Marcado {ticked} · diferencia {difference} · saldo del libro {book}").format(
                ticked=format_money(ticked, self.currency()),
                difference=difference,
                book=format_money(self._state.book_balance, self.currency()),
            )
        )

    def _fill(self, given: Any) -> None:
        ticks: dict[str, Any] = given.get("ticks", {})
        self._ticks = {account: set(reconciliations.read_ticks(each)) for account, each in ticks.items()}
        super()._fill(given)

    def texts(self) -> dict[str, Any]:
        return super().texts() | {"ticks": {account: sorted(each) for account, each in self._ticks.items()}}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        given = {name: text for name, text in texts.items() if name != "ticks"}
        ticked = texts["ticks"].get(texts["account_id"], [])
        return reconciliations.reconcile(books, ReconciliationDraft(**given, ticked=ticked))

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se guardó la conciliación."))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
        self.desk.paper_wanted.emit(reconciliation_paper(int(made)))


def reconciliation_paper(reconciliation_id: int) -> Paper:
    """What was ticked and what was not, to look at, print or save."""
    return Paper(
        title=_("Conciliación bancaria"),
        file_name=f"conciliacion-{reconciliation_id}",
        make=lambda books, _year, language, form: reconciliations.paper(books, reconciliation_id, form, language),
        forms=("pdf", "xlsx", "csv"),
    )
