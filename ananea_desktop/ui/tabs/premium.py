"""The Premium by lot, with what is due, expected and received of each; and the dated rates it is worked out by."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.documents.listing import AMOUNT, DATE, QUANTITY
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.premium import METALS, PREMIUM_INCOMES, PREMIUM_RATES
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import premium
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.operations.premium import Due
from ananea_desktop.ui.buttons import primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.forms import field_inset
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import TabSpec

_PAUSE = 200
"""Milliseconds without a key before what is due is worked out."""


def _dollars() -> AmountField:
    return AmountField(currency="USD")


class PremiumIncomeForm(RecordForm):
    """A lot and, under it, what is due for it and what the Central kept."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._due_timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due_timer.timeout.connect(self._work_out)
        self.due = label("", "strong", wrap=True, name="due")
        self.due.setIndent(field_inset())
        column.insertWidget(column.indexOf(self.rows["fineness"]) + 1, self.due)
        column.addSpacing(6)
        column.addWidget(label(_("Descuentos de la Central"), "section"))
        self.lines = LinesEditor(
            (
                LineField(name="reason", title=_("Por qué se descontó"), make=TextField),
                LineField(name="usd", title=_("Importe US$"), make=_dollars, width=140, right=True),
            ),
            _("Agregar descuento"),
        )
        self.lines.changed.connect(self.note_typing)
        column.addWidget(self.lines)
        self.lines.set_texts([])

    def note_typing(self) -> None:
        super().note_typing()
        self._due_timer.start()

    def _work_out(self) -> None:
        self.desk.books.ask(premium.due, self.texts(), owner=self, then=self._show_due)

    def _show_due(self, due: Due | None) -> None:
        if due is None:
            self.due.setText(_("Escriba fecha, peso y ley: la Prima se calcula sola con la tarifa de esa fecha."))
            return
        self.due.setText(
            _("Oro fino {grams} g · tarifa {rate} por kg · Prima {due}").format(
                grams=money.format_grams(due.fine_mg),
                rate=money.format_money(due.usd_per_kg, "USD"),
                due=money.format_money(due.usd_due, "USD"),
            )
        )

    def open_new(self) -> None:
        self._filling = True
        self.lines.set_texts([])  # those of the lot before, where one more is noted
        self._filling = False
        super().open_new()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "lines": self.lines.texts()}

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        self._filling = True
        if "parts" in content:
            texts = [{"reason": row["reason"], "usd": money.format_amount(row["usd"])} for row in content["parts"]]
            self.lines.set_texts(texts)
        elif "lines" in content:
            self.lines.set_texts(content["lines"])
        self._filling = False
        self._due_timer.start()

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return premium.save_income, (self.texts(), self.lines.texts(), self.record_id, confirmed)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)

    def problem_fields(self) -> list[Any]:
        return [*super().problem_fields(), *self.lines.problem_fields()]


def _left(row: Row) -> int:
    return int(row["expected"] - row["received"])


def _left_words(row: Row) -> str:
    left = _left(row)
    if row["lacks_rate"]:
        return _("Falta el tipo de cambio")
    if left == 0:
        return _("Recibida")
    return money.format_amount(left) if left > 0 else _("{amount} de más").format(amount=money.format_amount(-left))


def _left_marks(row: Row) -> Mapping[CellRole, object]:
    if row["lacks_rate"] or _left(row):
        return {CellRole.TONE: "bad"}
    return {CellRole.TONE: "good"}


def _usd(name: str) -> Callable[[Row], str]:
    return lambda row: money.format_amount(row[name])


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["lot"], f"{row['buyer']}  ·  {format_date(row['exported_on'])}")
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    still = row["lacks_rate"] or _left(row) > 0
    card.money(
        _("Por recibir") if still else _("Recibido"),
        money.format_money(max(0, _left(row)) if still else row["received"], "USD"),
        button,
        lambda: card.desk.want_receipt(premium.draft_of_income, row["id"]),
        Right.MONEY,
    )
    difference = premium.price_difference(row)
    card.facts(
        (
            (_("Metal"), _(METALS[row["metal"]])),
            (_("Peso bruto"), f"{money.format_grams(row['gross_mg'])} g"),
            (_("Ley"), f"{money.format_fineness(row['fineness'])} ‰"),
            (_("Peso fino"), f"{money.format_grams(row['fine_mg'])} g"),
            (_("Tarifa por kg"), money.format_money(row["usd_per_kg"], "USD")),
            (_("Prima"), money.format_money(row["usd_due"], "USD")),
            (_("Descontado"), money.format_money(row["deducted"], "USD") if row["deducted"] else ""),
            (_("Se espera"), money.format_money(row["expected"], "USD")),
            (_("Recibido"), money.format_money(row["received"], "USD")),
            (_("En soles"), money.format_money(row["received_soles"], "PEN")),
            (_("Sobre el mínimo"), "" if difference is None else money.format_money(difference, "USD")),
            (_("Notas"), row["notes"]),
        )
    )
    if data.parts:
        lines = [
            CardLine("arrow-down-left", part["reason"], "", money.format_amount(part["usd"]), clickable=False)
            for part in data.parts
        ]
        card.section(_("Descuentos de la Central"), lines)


def _defaults(books: Books) -> Mapping[str, str]:
    """The buyer is most often the one of the last lot."""
    last = premium.incomes(books, limit=1)
    return {"exported_on": format_date(books.today()), "buyer": last[0]["buyer"] if last else ""}


PREMIUM_INCOMES_TAB = TabSpec(
    record_type=PREMIUM_INCOMES,
    title=N_("Ingresos de Prima por lote"),
    icon="coin",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="exported_on",
            kind=DATE,
            text=lambda row: format_date(row["exported_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(title=N_("Lote"), key="lot", text=lambda row: row["lot"], layout=Column(stretch=1)),
        ListColumn(
            title=N_("Comprador"), key="buyer", text=lambda row: row["buyer"], layout=Column(stretch=1, optional=True)
        ),
        ListColumn(
            title=N_("Fino g"),
            key="fine_mg",
            kind=QUANTITY,
            text=lambda row: money.format_grams(row["fine_mg"]),
            layout=Column(samples=("00,000.000",), right=True, optional=True, dear=True),
        ),
        ListColumn(
            title=N_("Prima US$"),
            key="usd_due",
            kind=AMOUNT,
            text=_usd("usd_due"),
            layout=Column(samples=("00,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Recibido US$"),
            key="received",
            kind=AMOUNT,
            text=_usd("received"),
            layout=Column(samples=("00,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Por recibir"),
            kind=AMOUNT,
            value=_left,
            text=_left_words,
            layout=Column(samples=("00,000.00",), right=True),
            marks=_left_marks,
        ),
    ),
    search_hint=N_("Buscar por lote o comprador"),
    new_text=N_("Nuevo lote"),
    first_text=N_("Anotar el primer lote"),
    back_text=N_("Volver a Lotes"),
    empty_title=N_("Todavía no hay lotes"),
    empty_sentence=N_("Aquí está de dónde viene la Prima: cada lote exportado, lo que le toca y lo que llegó."),
    empty_steps=(
        N_("Anote el lote: fecha, comprador, peso y ley. La Prima se calcula sola."),
        N_("Anote lo que descontó la Central, con su motivo."),
        N_("Cuando llegue el dinero, «Emitir recibo»: el ingreso sale lleno."),
    ),
    order=("exported_on", "id"),
    report="lotes",
    report_text=N_("Imprimir lista"),
    form=PremiumIncomeForm,
    fill_card=_fill_card,
    defaults=_defaults,
)


def _fill_rate(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(_(METALS[row["metal"]]), "")
    card.facts(
        (
            (_("Rige desde"), format_date(row["valid_from"])),
            (_("Por kilogramo fino"), money.format_money(row["usd_per_kg"], "USD")),
        )
    )


PREMIUM_RATES_TAB = TabSpec(
    record_type=PREMIUM_RATES,
    title=N_("Tarifas de la Prima"),
    icon="scales",
    columns=(
        ListColumn(title=N_("Metal"), key="metal", text=lambda row: _(METALS[row["metal"]]), layout=Column(stretch=1)),
        ListColumn(
            title=N_("Rige desde"), key="valid_from", kind=DATE, text=lambda row: format_date(row["valid_from"])
        ),
        ListColumn(
            title=N_("US$ por kg fino"),
            key="usd_per_kg",
            kind=AMOUNT,
            text=_usd("usd_per_kg"),
            layout=Column(right=True),
        ),
    ),
    search_hint=N_("Buscar metal"),
    new_text=N_("Nueva tarifa"),
    first_text=N_("Anotar la primera tarifa"),
    back_text=N_("Volver a Tarifas"),
    empty_title=N_("Todavía no hay tarifas de la Prima"),
    empty_sentence=N_("Aquí está cuánto paga Fairtrade por cada kilogramo fino, desde cuándo."),
    empty_steps=(N_("Anote la tarifa de cada metal, con el día desde el que rige."),),
    order=("id",),
    fill_card=_fill_rate,
)
