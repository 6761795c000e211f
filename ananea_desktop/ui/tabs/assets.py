"""Activos fijos: what lasts and stays, where it is, in what state, and who answers for it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.documents.listing import AMOUNT
from ananea_desktop.domain import money
from ananea_desktop.domain.assets import CONDITIONS, FIXED_ASSETS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import CATEGORIES, PURCHASES
from ananea_desktop.operations import assets, purchase_picks
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.picked_rows import PickedRows
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec


class AssetForm(RecordForm):
    """A fixed asset; the purchase it came with is found as one types."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._picked = PickedRows(self, {"purchase_id": purchase_picks.purchases})

    def content(self) -> dict[str, Any]:
        return {**super().content(), "picked": self._picked.names()}

    def fill(self, content: Mapping[str, Any]) -> None:
        texts = dict(content.get("texts", {}))
        record = content.get("record")
        self._filling = True
        self._picked.fill(texts, {"purchase_id": _purchase_words(record)} if record else content.get("picked", {}))
        super().fill({"texts": texts})


def _purchase_words(row: Row) -> str:
    return f"{row['supplier_name']}, {PURCHASES.name_of(row)}" if row["purchase_id"] else ""


def _condition_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: {"bad": "bad", "retired": "ink2"}.get(row["condition"], "ink")}


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["name"], f"{row['code']}  ·  {_(CONDITIONS[row['condition']]).lower()}")
    if row["purchase_id"]:
        button = primary_button(_("Ver la compra"), "package", "Ctrl+R")
        button.setObjectName("bought")
        card.action_button(button, lambda: card.desk.record_wanted.emit("purchases", int(row["purchase_id"])))
    card.facts(
        (
            (_("Dónde está"), row["place"]),
            (_("Responsable"), row["responsible"]),
            (_("Clase"), _(CATEGORIES[row["category"]])),
            (_("Marca y serie"), row["serial"]),
            (_("Desde"), format_date(row["acquired_on"]) if row["acquired_on"] else ""),
            (_("Valor"), money.format_money(row["value"], "PEN") if row["value"] else ""),
            (_("Compra"), _purchase_words(row)),
            (_("Proyecto"), row["project_name"] or ""),
            (_("Notas"), row["notes"]),
        )
    )


def _defaults(books: Books) -> Mapping[str, str]:
    return {"code": assets.proposed_code(books)}


ASSETS_TAB = TabSpec(
    record_type=FIXED_ASSETS,
    title=N_("Activos fijos"),
    icon="package",
    columns=(
        ListColumn(title=N_("Código"), key="code", text=lambda row: row["code"], layout=Column(samples=("AF-0000",))),
        ListColumn(title=N_("Qué es"), key="name", text=lambda row: row["name"], layout=Column(stretch=2)),
        ListColumn(title=N_("Dónde está"), key="place", text=lambda row: row["place"], layout=Column(stretch=1)),
        ListColumn(
            title=N_("Estado"),
            key="condition",
            text=lambda row: _(CONDITIONS[row["condition"]]),
            layout=Column(samples=("Regular",)),
            marks=_condition_marks,
        ),
        ListColumn(
            title=N_("Responsable"),
            key="responsible",
            text=lambda row: row["responsible"],
            layout=Column(stretch=1, optional=True),
        ),
        ListColumn(
            title=N_("Valor S/"),
            key="value",
            kind=AMOUNT,
            text=lambda row: money.format_amount(row["value"]) if row["value"] else "–",
            layout=Column(samples=("000,000.00",), right=True),
        ),
    ),
    search_hint=N_("Buscar por código, nombre o lugar"),
    new_text=N_("Nuevo activo"),
    first_text=N_("Anotar el primer activo"),
    back_text=N_("Volver a Activos"),
    empty_title=N_("Todavía no hay activos fijos"),
    empty_sentence=N_("Aquí está lo que dura: horno, bombas, tanques, muebles; dónde está y quién responde."),
    empty_steps=(
        N_("Anote cada uno con su código, o desde su compra con «Registrar como activo»."),
        N_("Pegue o pinte el código en la cosa."),
        N_("Imprima el inventario y marque qué se encontró."),
    ),
    order=("sort_key", "id"),
    filters=(
        (N_("Todos los activos"), {}),
        *((text, {"fixed_assets.condition = ?": code}) for code, text in CONDITIONS.items()),
    ),
    report="activos",
    report_text=N_("Imprimir lista"),
    form=AssetForm,
    fill_card=_fill_card,
    defaults=_defaults,
)


class AssetsTab(RecordTab):
    """The fixed assets, and the paper to go round with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ASSETS_TAB)

    def tools(self) -> list[Button]:
        inventory = secondary_button(_("Inventario para marcar"), "printer")
        inventory.setObjectName("inventory")
        inventory.clicked.connect(lambda: self.desk.paper_wanted.emit("inventario"))
        return [inventory]
