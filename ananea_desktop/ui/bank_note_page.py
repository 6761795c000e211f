"""Nota bancaria: what the bank took or gave by itself, one after the other from its statement."""

from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import bank_notes, receipt_drafts
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.lines_editor import LineField


class BankNotePage(DocumentPage):
    title = N_("Nota bancaria")
    sentence = N_(
        "Lo que el banco cobró o abonó por su cuenta: ITF, comisiones, intereses. Está en su estado de cuenta."
    )
    save_text = N_("Guardar la nota")
    form = "bank_note"

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {
            "texts": {"issued_on": format_date(books.today()), "exchange_rate": receipt_drafts.last_rate(books)},
        }

    def make_fields(self) -> dict[str, FormRow]:
        directions = [("-1", _("El banco cobró (cargo)")), ("1", _("El banco abonó (abono)"))]
        return {
            "account_id": FormRow(_("Banco"), ChoiceField(self.account_choices("bank") or [("", "")]), stacked=True),
            "direction": FormRow(_("Es"), ChoiceField(directions), stacked=True),
            "issued_on": FormRow(
                _("Fecha del estado de cuenta"), DateField(today=self.desk.books.books.today), stacked=True
            ),
            "operation_number": FormRow(_("N.º de operación"), TextField(), optional=True, stacked=True),
            "exchange_rate": FormRow(_("Tipo de cambio"), NumberField(), stacked=True),
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return self.concept_field(_("Qué es")), self.fund_field(), self.amount_field()

    def currency(self) -> str:
        return self.account_currency("account_id")

    def arrange(self) -> None:
        self.rows["exchange_rate"].setVisible(self.currency() == "USD")

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Receipt:
        return bank_notes.make(books, BankNoteDraft(**texts), confirmed)

    def after_saving(self, made: Receipt) -> None:
        """Stays for the next line of the statement, with the same account and day."""
        kept = {name: self.texts()[name] for name in ("account_id", "direction", "issued_on", "exchange_rate")}
        self.problems.show({})
        self._fill(kept | {"operation_number": "", "lines": [], "token": ""})
        assert self.lines is not None
        self.lines.field(0, "concept").setFocus()
