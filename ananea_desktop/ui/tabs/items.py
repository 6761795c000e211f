"""The catalogue of items: how much there is of each, by size, and who has it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ananea_desktop.documents.listing import INTEGER, QUANTITY
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.items import ITEM_CATEGORIES, ITEM_STATES, ITEMS, SAFETY
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.operations import equipment_reports, items
from ananea_desktop.operations.cards import Card
from ananea_desktop.operations.reports import FORMS
from ananea_desktop.operations.stock_words import movement_words
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import TabSpec


class ItemForm(RecordForm):
    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return items.save, (self.texts(), self.record_id, confirmed)


def _months(row: Row) -> str:
    count = row["life_months"]
    return plural(_("1 mes"), _("{count} meses"), count).format(count=count) if count else ""


def _is_low(row: Row) -> bool:
    return row["minimum_stock"] is not None and row["stock"] < row["minimum_stock"] and row["state"] == "active"


def _stock_marks(row: Row) -> Mapping[CellRole, object]:
    if _is_low(row):
        return {CellRole.TONE: "bad", CellRole.ICON: "warning-circle"}
    return {} if row["stock"] else {CellRole.TONE: "ink3"}


def _fill_card(card: RecordCard, data: Card) -> None:
    row, found = data.record, data.item
    assert found is not None
    card.head(row["name"], f"{_(ITEM_CATEGORIES[row['category']])}  ·  {_(ITEM_STATES[row['state']]).lower()}")
    if _is_low(row):
        words = _("Hay menos del mínimo: {stock} de {least}.").format(
            stock=money.format_quantity(row["stock"]), least=counted_text(row["minimum_stock"], row["unit"])
        )
        card.add(label(words, "error", wrap=True, name="below_minimum"), above=6)
    card.facts(
        (
            (_("En almacén"), counted_text(row["stock"], row["unit"])),
            (_("Mínimo"), counted_text(row["minimum_stock"], row["unit"]) if row["minimum_stock"] else ""),
            (_("Seguridad"), _(SAFETY[row["safety"]]) if row["safety"] else ""),
            (_("Dura"), _months(row)),
            (_("Notas"), row["notes"]),
        )
    )
    if row["sizes"] or len(found.sizes) > 1:
        lines = [
            CardLine("package", _("Talla {size}").format(size=size) if size else _("Sin talla"), "",
                     money.format_quantity(quantity), clickable=False)
            for size, quantity in found.sizes
        ]  # fmt: skip
        card.section(_("Por talla"), lines)
    if found.holders:
        card.section(_("Quién lo tiene"), [_holder_line(card, each) for each in found.holders], found.holder_count)
    if found.movements:
        card.section(_("Últimos movimientos"), [_movement_line(card, each) for each in found.movements])
        card.action(_("Kardex"), "printer", lambda: card.desk.paper_wanted.emit(_kardex(row)))


def _kardex(row: Row) -> Paper:
    return Paper(
        title=_("Kardex: {name}").format(name=row["name"]),
        file_name=f"kardex-{row['id']}",
        make=lambda books, _year, language, form: equipment_reports.kardex_file(books, row["id"], language, form),
        forms=FORMS,
    )


def _holder_line(card: RecordCard, row: Row) -> CardLine:
    size = _("talla {size}").format(size=row["size"]) if row["size"] else ""
    remark = "  ·  ".join(part for part in (format_date(row["handed_on"]), size) if part)
    line = CardLine("user-circle", row["person_name"], remark, money.format_quantity(row["quantity"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("members", row["member_id"]))
    return line


def _movement_line(card: RecordCard, row: Row) -> CardLine:
    icon = "arrow-down-left" if row["quantity"] > 0 else "arrow-up-right"
    size = _("talla {size}").format(size=row["size"]) if row["size"] else ""
    remark = "  ·  ".join(part for part in (size, movement_words(row)) if part)
    line = CardLine(icon, format_date(row["moved_on"]), remark, money.format_signed_quantity(row["quantity"]),
                    clickable=row["purchase_id"] is not None)  # fmt: skip
    if row["purchase_id"] is not None:
        line.clicked.connect(lambda: card.desk.record_wanted.emit("purchases", row["purchase_id"]))
    return line


ITEMS_TAB = TabSpec(
    record_type=ITEMS,
    title=N_("Artículos y almacén"),
    icon="package",
    columns=(
        ListColumn(title=N_("Artículo"), key="name", text=lambda row: row["name"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Clase"),
            key="category",
            text=lambda row: _(ITEM_CATEGORIES[row["category"]]),
            layout=Column(samples=("Bioseguridad",), optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(
            title=N_("Tallas"),
            key="sizes",
            text=lambda row: row["sizes"] or "–",
            layout=Column(stretch=1, optional=True),
        ),
        ListColumn(
            title=N_("Dura"),
            key="life_months",
            kind=INTEGER,
            as_text=True,
            text=lambda row: _months(row) or "–",
            layout=Column(samples=("24 meses",), optional=True),
        ),
        ListColumn(
            title=N_("Mínimo"),
            key="minimum_stock",
            kind=QUANTITY,
            text=lambda row: money.format_quantity(row["minimum_stock"]) if row["minimum_stock"] else "–",
            layout=Column(samples=("1,000",), right=True),
        ),
        ListColumn(
            title=N_("En almacén"),
            key="stock",
            kind=QUANTITY,
            unit="unit",
            text=lambda row: counted_text(row["stock"], row["unit"]),
            layout=Column(samples=("10,000 unidad",), right=True),
            marks=_stock_marks,
        ),
    ),
    search_hint=N_("Buscar artículo"),
    new_text=N_("Nuevo artículo"),
    first_text=N_("Anotar el primer artículo"),
    back_text=N_("Volver a Artículos"),
    empty_title=N_("Todavía no hay artículos"),
    empty_sentence=N_("Aquí está lo que se compra, se guarda y se entrega: cuánto hay y quién lo tiene."),
    empty_steps=(
        N_("Anote cada artículo con sus tallas y los meses que dura."),
        N_("En la compra elija el artículo del catálogo; cuando llegue, «Recibir»."),
        N_("Entréguelo con su cargo firmado: el programa avisa cuándo renovarlo."),
    ),
    order=("sort_key", "id"),
    filters=(
        (N_("En uso"), {"items.state = ?": "active"}),
        *((text, {"items.category = ?": code}) for code, text in ITEM_CATEGORIES.items()),
        (N_("Todos"), {}),
    ),
    report="almacen",
    report_text=N_("Imprimir lista"),
    form=ItemForm,
    fill_card=_fill_card,
)
