"""Rendición: what an advance was spent on, paper by paper, and what is left to return or to refund."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import SUPPORT_TYPES, Receipt
from ananea_desktop.operations import advances
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField


class RenditionPage(DocumentPage):
    title = N_("Rendición de una entrega")
    save_text = N_("Guardar la rendición")

    def __init__(self, desk: Desk, advance_id: int) -> None:
        super().__init__(desk)
        self._advance_id = advance_id
        self.form = f"rendition {advance_id}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        advance = advances.get(books, self._advance_id)
        given = advances.given(books, self._advance_id)
        first = {"fund_id": str(given.lines[0].fund_id), "project_id": str(given.lines[0].project_id or "")}
        line = {**first, "spent_on": "", "support_type": "01"}
        return {"advance": advance, "texts": {"issued_on": format_date(books.today()), "lines": [line]}}

    def make_fields(self) -> dict[str, FormRow]:
        advance = self.choices["advance"]
        self.sentence = _("Se entregó {amount} a {name} el {day}. Anote cada gasto con su papel.").format(
            amount=format_money(advance["total"], advance["currency"]),
            name=advance["party_name"],
            day=format_date(advance["issued_on"]),
        )
        return {
            "issued_on": FormRow(_("Fecha de la rendición"), DateField(today=self.desk.books.books.today), stacked=True)
        }

    def line_fields(self) -> tuple[LineField, ...]:
        kinds = [(code, _(text)) for code, text in SUPPORT_TYPES.items()]
        return (
            LineField(
                name="spent_on", title=_("Fecha"), make=lambda: DateField(today=self.desk.books.books.today), width=156
            ),
            self.concept_field(_("En qué")),
            self.amount_field(),
            LineField(name="support_type", title=_("Papel"), make=lambda: ChoiceField(kinds), width=210, below=True),
            LineField(name="support_number", title=_("Número"), make=TextField, width=130, below=True),
            LineField(name="fund", title=_("Fondo"), make=lambda: ChoiceField(self._fund_choices), below=True),
        )

    def add_parts(self, column: QVBoxLayout) -> None:
        self.left_words = label("", "strong", wrap=True, name="left_words")
        column.addWidget(self.left_words)

    def currency(self) -> str:
        return str(self.choices["advance"]["currency"])

    def arrange(self) -> None:
        left = int(self.choices["advance"]["left"]) - self.sum_of_lines()
        amount = format_money(abs(left), self.currency())
        if left > 0:
            sentence = _("Quedan {amount} por rendir o devolver.")
        elif left < 0:
            sentence = _("Gastó {amount} más de lo entregado: se le reembolsan con un egreso.")
        else:
            sentence = _("Con esto queda rendida por completo.")
        self.left_words.setText(sentence.format(amount=amount))

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Receipt:
        return advances.render(books, RenditionDraft(advance_id=self._advance_id, **texts), confirmed)
