"""Traspaso: money from one account of the cooperative into another."""

from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import SYMBOLS, format_money
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import receipt_drafts, transfers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import AmountField, NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.lines_editor import LineField


class TransferPage(DocumentPage):
    title = N_("Traspaso entre cuentas")
    sentence = N_("El dinero pasa de una cuenta a otra y sigue siendo del mismo fondo y proyecto.")
    save_text = N_("Hacer el traspaso")
    form = "transfer"

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {
            "texts": {
                "issued_on": format_date(books.today()),
                "exchange_rate": receipt_drafts.last_rate(books),
            }
        }

    def make_fields(self) -> dict[str, FormRow]:
        accounts = self.account_choices()
        return {
            "from_account": FormRow(_("Sale de"), ChoiceField(accounts), stacked=True),
            "to_account": FormRow(_("Llega a"), ChoiceField(accounts[1:] + accounts[:1]), stacked=True),
            "issued_on": FormRow(_("Fecha"), DateField(today=self.desk.books.books.today), stacked=True),
            "operation_number": FormRow(_("N.º de operación"), TextField(), optional=True, stacked=True),
            "reason": FormRow(_("Motivo"), TextField(), optional=True, stacked=True),
            "exchange_rate": FormRow(_("Tipo de cambio"), NumberField(), stacked=True),
            "arrived": FormRow(_("Llegó, según el banco"), AmountField(), optional=True, stacked=True),
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return self.fund_field(width=0), self.amount_field()

    def currency(self) -> str:
        return self.account_currency("from_account")

    def arrange(self) -> None:
        left, came = self.account_currency("from_account"), self.account_currency("to_account")
        self.rows["exchange_rate"].setVisible("USD" in (left, came))
        self.rows["arrived"].setVisible(left != came)
        self.rows["arrived"].set_caption(_("Llegó {symbol}, según el banco").format(symbol=SYMBOLS[came]))
        self.rows["arrived"].set_hint(self._what_arrives(left, came))
        assert self.lines is not None
        self.lines.set_title("amount", _("Importe {symbol}").format(symbol=SYMBOLS[left]))

    def _what_arrives(self, left: str, came: str) -> str:
        """What the rate gives, beside the field for what the bank says."""
        found = transfers.arriving(TransferDraft(**self.texts()), left, came)
        if not found:
            return _("Escríbalo solo si no es lo que da el tipo de cambio.")
        return _("El tipo de cambio da {amount}. Escríbalo solo si llegó otro monto.").format(
            amount=format_money(found, came)
        )

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Receipt:
        return transfers.make(books, TransferDraft(**texts), confirmed)
