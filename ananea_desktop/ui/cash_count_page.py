"""Arqueo de caja: how many of each note and coin, beside what the book says; the act is printed and signed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.cash_counts import DENOMINATIONS, MOST_OF_ONE, denomination_name, difference_text, is_note
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.operations import cash_counts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_form import field_text, watch_field

_NAME_WIDTH = 132
_FIELD_WIDTH = 96
_WORTH_WIDTH = 150


class MoneyRow(FormRow):
    """How many there are of one note or coin, and what they are worth; its message has the whole row below."""

    def __init__(self, denomination: int, currency: str) -> None:
        super().__init__(denomination_name(denomination, currency), NumberField(), stacked=True)
        self._denomination = denomination
        self.field.setObjectName(f"money_{denomination}")
        theme.keep_scaled(self.field, QWidget.setFixedWidth, _FIELD_WIDTH)
        self.worth = label("", "text", name=f"worth_{denomination}")
        theme.keep_scaled(self.worth, QWidget.setFixedWidth, _WORTH_WIDTH)
        self.worth.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_beside(self.worth, theme.scaled(_NAME_WIDTH))

    def show_worth(self, currency: str) -> int:
        """Shows what they are worth and gives it, in céntimos; 0 while it cannot be read."""
        quantity = cash_counts.quantity_of(field_text(self.field))
        worth = self._denomination * quantity if quantity <= MOST_OF_ONE else 0
        self.worth.setText(format_money(worth, currency) if worth else "")
        return worth


class CashCountPage(DocumentPage):
    title = N_("Arqueo de caja")
    sentence = N_(
        "Cuente el dinero con alguien del consejo de vigilancia y escriba cuántos hay de cada billete y moneda."
        " El arqueo no cambia ningún saldo: dice lo que hay."
    )
    save_text = N_("Guardar y ver el acta")
    form = "cash_count"

    def choose_from(self, books: Books) -> dict[str, Any]:
        tills = {str(row["id"]): row for row in cash_counts.tills(books)}
        return {"tills": tills}

    def make_fields(self) -> dict[str, FormRow]:
        tills = [(key, row["name"]) for key, row in self.choices["tills"].items()]
        return {
            "account_id": FormRow(_("Caja"), ChoiceField(tills or [("", "")]), stacked=True),
            "witness_name": FormRow(_("Quién presencia"), TextField(), stacked=True),
            "witness_title": FormRow(_("Cargo"), TextField(_("Consejo de vigilancia")), optional=True, stacked=True),
            "witness_document": FormRow(_("Documento"), TextField(), optional=True, stacked=True),
            "explanation": FormRow(_("Explicación, si no cuadra"), TextField(), optional=True, stacked=True),
        }

    def add_parts(self, column: QVBoxLayout) -> None:
        self._grid_of_money = QGridLayout()
        self._grid_of_money.setHorizontalSpacing(theme.INSIDE)
        self._grid_of_money.setVerticalSpacing(6)
        self.counted = label("", "amount", wrap=True, name="counted")
        self.difference = label("", "strong", wrap=True, name="difference")
        column.addWidget(self.counted)
        column.addWidget(self.difference)
        column.addWidget(hairline())
        column.addLayout(self._grid_of_money)
        self._money: dict[int, MoneyRow] = {}
        self._shown_currency = ""

    def _till(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.choices["tills"].get(field_text(self.rows["account_id"].field))
        return found

    def currency(self) -> str:
        till = self._till()
        return str(till["currency"]) if till else "PEN"

    def arrange(self) -> None:
        if self._shown_currency != self.currency():
            self._show_denominations()
        currency = self.currency()
        total = sum(row.show_worth(currency) for row in self._money.values())
        till = self._till()
        book = int(till["balance"]) if till else 0
        self.counted.setText(
            _("Contado {counted} · según el libro {book}").format(
                counted=format_money(total, currency), book=format_money(book, currency)
            )
        )
        begun = any(field_text(row.field) for row in self._money.values())  # before that nothing is known to lack
        self.difference.setText(difference_text(total, book, currency) if begun else _("Todavía no anotó nada."))

    def _show_denominations(self) -> None:
        """Notes at the left, coins at the right."""
        for row in self._money.values():
            row.hide()
            row.deleteLater()
        self._shown_currency = self.currency()
        self._money = {}
        places = [0, 0]
        for denomination in DENOMINATIONS[self._shown_currency]:
            row = MoneyRow(denomination, self._shown_currency)
            mend_when_changed(row)
            watch_field(row.field, self._react)
            column = 0 if is_note(denomination, self._shown_currency) else 1
            self._grid_of_money.addWidget(row, places[column], column, Qt.AlignmentFlag.AlignTop)
            places[column] += 1
            self._money[denomination] = row
        for column in range(2):
            self._grid_of_money.setColumnStretch(column, 1)

    def _fill(self, given: Any) -> None:
        super()._fill(given)
        quantities: dict[str, str] = given.get("quantities", {})
        for denomination, row in self._money.items():
            if text := quantities.get(str(denomination), ""):
                assert isinstance(row.field, TextField)
                row.field.setText(text)

    def texts(self) -> dict[str, Any]:
        quantities = {str(each): field_text(row.field) for each, row in self._money.items()}
        return super().texts() | {"quantities": quantities}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        return cash_counts.count(books, CashCountDraft(**texts))

    def problem_rows(self) -> Mapping[str, FormRow]:
        return {**self.rows, **{str(denomination): row for denomination, row in self._money.items()}}

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se guardó el arqueo. Imprima el acta y fírmenla."))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
        self.desk.paper_wanted.emit(count_paper(int(made)))


def count_paper(count_id: int) -> Paper:
    """The act of a count, to look at, print or save."""
    return Paper(
        title=_("Acta de arqueo de caja"),
        file_name=f"arqueo-{count_id:06d}",
        make=lambda books, _year, language, _form: cash_counts.count_pdf(books, count_id, language),
    )
