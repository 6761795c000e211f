"""Cotizaciones: what was asked of several suppliers, their offers side by side, and the purchase that comes of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.quotations import CHOSEN, QUOTATION_REQUESTS, USUAL_OFFERS
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import purchase_picks, quotations
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.buttons import primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import TabSpec


class QuotationForm(RecordForm):
    """What is wanted and, above why one was chosen, what each supplier offers."""

    def add_parts(self, column: QVBoxLayout) -> None:
        caption = label(_("Ofertas"), "section")
        self.lines = LinesEditor(
            (
                LineField(name="supplier_name", title=_("Proveedor"), make=self._supplier_field),
                LineField(name="amount", title=_("Importe con IGV"), make=AmountField, width=130, right=True),
                LineField(name="currency", title=_("Moneda"), make=_currency_field, width=110),
                LineField(name="terms", title=_("Condiciones (plazo, garantía)"), make=TextField),
                LineField(name="chosen", title=_("Elegida"), make=_chosen_field, width=100),
            ),
            _("Agregar oferta"),
        )
        place = column.indexOf(self.rows["chosen_reason"])
        column.insertWidget(place, caption)
        column.insertWidget(place + 1, self.lines)
        self.lines.set_texts([{}] * USUAL_OFFERS)
        self.lines.stand_after(self.rows["project_id"].field)
        self.lines.changed.connect(self.note_typing)

    def _supplier_field(self) -> "_SupplierName":
        field = _SupplierName()
        field.set_source(
            lambda typed: self.desk.books.ask(purchase_picks.suppliers, typed, owner=field, then=field.show_suggestions)
        )
        return field

    def content(self) -> dict[str, Any]:
        return {**super().content(), "lines": self.lines.texts()}

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        self._filling = True
        if "parts" in content:
            self.lines.set_texts([quotations.offer_texts(row) for row in content["parts"]])
        elif "lines" in content:
            self.lines.set_texts(content["lines"])
        self._filling = False

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        typed = ("supplier_name", "amount", "terms")
        lines = [line for line in self.lines.texts() if any(line[name] for name in typed)]
        return quotations.save, (self.texts(), lines, self.record_id, confirmed)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)

    def problem_fields(self) -> list[Any]:
        return [*super().problem_fields(), *self.lines.problem_fields()]


class _SupplierName(PickField):
    """A supplier of the list or any other: what counts is the name that stands there."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Escriba o elija"), free=True)

    def value(self) -> None:
        return None


def _currency_field() -> ChoiceField:
    return ChoiceField([(code, symbol) for code, symbol in money.SYMBOLS.items()])


def _chosen_field() -> ChoiceField:
    return ChoiceField([(code, _(text)) for code, text in CHOSEN.items()])


def _chosen_amount(row: Row) -> str:
    return money.format_money(row["chosen_amount"], row["chosen_currency"]) if row["chosen_amount"] else "–"


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["subject"], format_date(row["asked_on"]))
    if row["purchase_id"] is None:
        button = primary_button(_("Registrar la compra"), "package", "Ctrl+R")
        button.setObjectName("buy")
        card.money(
            _("Oferta elegida"),
            _chosen_amount(row),
            button,
            lambda: card.desk.want_form("purchases", quotations.purchase_of, int(row["id"])),
            Right.RECORDS,
        )
    else:
        button = primary_button(_("Ver la compra"), "package", "Ctrl+R")
        button.setObjectName("bought")
        card.money(
            _("Oferta elegida"),
            _chosen_amount(row),
            button,
            lambda: card.desk.record_wanted.emit("purchases", int(row["purchase_id"])),
        )
    card.facts(
        (
            (_("Elegida"), row["chosen_name"] or ""),
            (_("Por qué"), row["chosen_reason"]),
            (_("Proyecto"), row["project_name"] or ""),
            (_("Notas"), row["notes"]),
        )
    )
    card.section(_("Ofertas"), [_offer_line(part) for part in data.parts])
    card.action(_("Cuadro comparativo para firmar…"), "printer", partial(_show_comparison, card, int(row["id"])))


def _offer_line(row: Row) -> CardLine:
    is_chosen = row["chosen"] == "yes"
    amount = money.format_money(row["amount"], row["currency"])
    icon = "check-circle" if is_chosen else "storefront"
    tone = "good" if is_chosen else "ink2"
    return CardLine(icon, row["supplier_name"], row["terms"], amount, tone=tone, clickable=False)


def _show_comparison(card: RecordCard, request_id: int) -> None:
    card.desk.paper_wanted.emit(
        Paper(
            title=_("Cuadro comparativo"),
            file_name=f"cuadro-comparativo-{request_id}",
            make=lambda books, _year, language, _form: quotations.comparison_pdf(books, request_id, language),
        )
    )


def _defaults(books: Books) -> Mapping[str, str]:
    return {"asked_on": format_date(books.today())}


QUOTATIONS_TAB = TabSpec(
    record_type=QUOTATION_REQUESTS,
    title=N_("Cotizaciones"),
    icon="scales",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="asked_on",
            kind=DATE,
            text=lambda row: format_date(row["asked_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(
            title=N_("Qué se va a comprar"), key="subject", text=lambda row: row["subject"], layout=Column(stretch=2)
        ),
        ListColumn(
            title=N_("Ofertas"),
            key="offers",
            kind=INTEGER,
            text=lambda row: str(row["offers"]),
            layout=Column(samples=("0",), right=True),
        ),
        ListColumn(
            title=N_("Elegida"),
            key="chosen_name",
            text=lambda row: row["chosen_name"] or _("Todavía ninguna"),
            layout=Column(stretch=1),
            marks=lambda row: {} if row["chosen_name"] else {CellRole.TONE: "ink2"},
        ),
        ListColumn(
            title=N_("Importe"),
            key="chosen_amount",
            kind=AMOUNT,
            unit="chosen_currency",
            text=_chosen_amount,
            layout=Column(samples=("US$ 00,000.00",), right=True),
        ),
    ),
    search_hint=N_("Buscar por artículo o proveedor"),
    new_text=N_("Nuevo pedido"),
    first_text=N_("Anotar el primer pedido"),
    back_text=N_("Volver a Cotizaciones"),
    empty_title=N_("Todavía no hay cotizaciones"),
    empty_sentence=N_("Aquí se comparan las ofertas antes de comprar, y queda por qué se eligió una."),
    empty_steps=(
        N_("Pida al menos tres ofertas y anote cada una."),
        N_("Diga cuál se eligió; si no es la más barata, por qué."),
        N_("Con «Registrar la compra» la factura sale llena."),
    ),
    order=("asked_on", "id"),
    form=QuotationForm,
    fill_card=_fill_card,
    defaults=_defaults,
)
