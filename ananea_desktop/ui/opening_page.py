"""Documento de apertura: what an account held, or projects had spent, before the program."""

from typing import Any

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import openings, receipt_drafts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.openings import SPENT_BEFORE, OpeningDraft
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.lines_editor import LineField


class OpeningPage(DocumentPage):
    title = N_("Saldo inicial (documento de apertura)")
    sentence = N_(
        "Cuánto dinero había en la cuenta el día en que empezó a usar el programa, y de qué fondo y proyecto es."
        " Haga uno por cada cuenta, y uno por lo que los proyectos ya habían gastado."
    )
    save_text = N_("Guardar la apertura")
    form = "opening"

    def __init__(self, desk: Desk, account_id: int | None = None) -> None:
        """``account_id``: of an account it is opened for, to whose list it goes back when the document is made."""
        super().__init__(desk)
        self._account_id = account_id
        if account_id is not None:
            self.form = f"opening of {account_id}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        account = {} if self._account_id is None else {"account_id": str(self._account_id)}
        return {"texts": {"exchange_rate": receipt_drafts.last_rate(books), **account}}

    def after_saving(self, made: Receipt) -> None:
        if self._account_id is None:
            super().after_saving(made)
        else:
            self.left.emit()

    def make_fields(self) -> dict[str, FormRow]:
        kinds = [*self.account_choices(), (SPENT_BEFORE, _("Ninguna: gastado antes en proyectos"))]
        return {
            "account_id": FormRow(_("Cuenta"), ChoiceField(kinds), stacked=True),
            "issued_on": FormRow(_("Fecha de ese saldo"), DateField(today=self.desk.books.books.today), stacked=True),
            "exchange_rate": FormRow(_("Tipo de cambio"), NumberField(), stacked=True),
            "evidence": FormRow(
                _("De dónde sale el monto"),
                TextField(placeholder=_("Libro de caja, folio 48")),
                stacked=True,
            ),
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return self.fund_field(width=0), self.amount_field()

    def currency(self) -> str:
        return self.account_currency("account_id")

    def arrange(self) -> None:
        self.rows["exchange_rate"].setVisible(self.currency() == "USD")

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Receipt:
        return openings.make(books, OpeningDraft(**texts), confirmed)
