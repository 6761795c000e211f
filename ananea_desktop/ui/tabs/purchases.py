"""Compras y equipos: invoices of suppliers with their lines, and the suppliers themselves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import CATEGORIES, DOCUMENT_TYPES, PURCHASES, UNITS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import receipt_drafts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card, page_of
from ananea_desktop.ui.buttons import Button, primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cash_acts import more_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.equipment_acts import show_equipment_acts
from ananea_desktop.ui.fields import AmountField, NumberField, TextField
from ananea_desktop.ui.item_field import ItemField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor, total_block
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.receiving_page import ReceivingPage
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm, set_field_text
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec


class PurchaseForm(RecordForm):
    """The paper of the supplier and, under it, what was bought."""

    def add_parts(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(label(_("Qué se compró"), "section"))
        self.lines = LinesEditor(
            (
                LineField(
                    name="item",
                    title=_("Artículo"),
                    make=lambda: ItemField(self.desk.books, self._take_item),
                ),
                LineField(name="size", title=_("Talla"), make=TextField, width=76),
                LineField(name="category", title=_("Clase"), make=_category_field, width=170),
                LineField(name="quantity", title=_("Cantidad"), make=NumberField, width=100),
                LineField(name="unit", title=_("Unidad"), make=_unit_field, width=130),
                LineField(name="unit_price", title=_("Precio unitario"), make=AmountField, width=130, right=True),
            ),
            _("Agregar línea"),
        )
        total_row, self.total = total_block(_("Total"))
        self.lines.foot.addLayout(total_row)
        self.lines.changed.connect(self._add_up)
        column.addWidget(self.lines)
        self.lines.set_texts([])
        self._watch_supplier()

    def _take_item(self, field: ItemField, item: Row) -> None:
        """An item of the catalogue brings its class and its unit into its line."""
        for number, _texts in enumerate(self.lines.texts()):
            if self.lines.field(number, "item") is field:
                for name in ("category", "unit"):
                    set_field_text(self.lines.field(number, name), item[name])
                self.lines.field(number, "size" if item["sizes"] else "quantity").setFocus()

    def _watch_supplier(self) -> None:
        supplier = self.rows["supplier_id"].field
        assert isinstance(supplier, PickField)
        supplier.set_source(
            lambda typed: self.desk.books.ask(
                page_of,
                SUPPLIERS,
                search=typed,
                limit=8,
                owner=self,
                then=lambda rows: supplier.show_suggestions([(row["id"], row["name"], row["ruc"]) for row in rows]),
            )
        )

    def _add_up(self) -> None:
        self.note_typing()
        total = 0
        for line in self.lines.texts():
            try:
                total += money.line_total(money.read_quantity(line["quantity"]), money.read_amount(line["unit_price"]))
            except InvalidValue:
                continue
        self.total.setText(money.format_money(total, str(self.texts().get("currency") or "PEN")))

    def content(self) -> dict[str, Any]:
        supplier = self.rows["supplier_id"].field
        assert isinstance(supplier, PickField)
        return {**super().content(), "lines": self.lines.texts(), "supplier_name": supplier.text()}

    def fill(self, content: Mapping[str, Any]) -> None:
        texts = dict(content.get("texts", {}))
        supplier_id = texts.pop("supplier_id", "")
        super().fill({"texts": texts})
        supplier = self.rows["supplier_id"].field
        assert isinstance(supplier, PickField)
        if supplier_id.isdigit():
            name = content.get("supplier_name") or content.get("record", {}).get("supplier_name", "")
            supplier.set_picked(int(supplier_id), name)
        elif content.get("supplier_name"):
            supplier.setText(content["supplier_name"])
        if "parts" in content:
            self.lines.set_texts([_line_texts(row) for row in content["parts"]])
        elif "lines" in content:
            self.lines.set_texts(content["lines"])

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        lines = [line for line in self.lines.texts() if line["item"] or line["quantity"] or line["unit_price"]]
        return records.save_purchase, (self.texts(), lines, self.record_id, confirmed)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)

    def problem_fields(self) -> list[Any]:
        return [*super().problem_fields(), *self.lines.problem_fields()]


def _category_field() -> ChoiceField:
    return ChoiceField([(code, _(text)) for code, text in CATEGORIES.items()])


def _unit_field() -> ChoiceField:
    return ChoiceField([(unit, _(unit)) for unit in UNITS])


def _line_texts(row: Row) -> dict[str, str]:
    return {
        "line_id": str(row["id"]),
        "item": row["item"],
        "size": row["size"],
        "category": row["category"],
        "quantity": money.format_quantity(row["quantity"]),
        "unit": row["unit"],
        "unit_price": money.format_amount(row["unit_price"]),
    }


def _owed(row: Row) -> int:
    return int(row["total"] - row["paid"])


def _owed_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "bad" if _owed(row) > 0 else "ink2"}


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    currency = row["currency"]
    card.head(row["supplier_name"], f"{PURCHASES.name_of(row)}  ·  {format_date(row['purchased_on'])}")
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    card.money(
        _("Por pagar"),
        money.format_money(_owed(row), currency),
        button,
        lambda: card.desk.want_receipt(receipt_drafts.for_purchase, row["id"]),
    )
    rate = money.format_rate(row["exchange_rate"]) if row["exchange_rate"] else ""
    card.facts(
        (
            (_("Total"), money.format_money(row["total"], currency)),
            (_("Pagado"), money.format_money(row["paid"], currency)),
            (_("Tipo de cambio"), rate),
            (_("Fondo"), row["fund_name"]),
            (_("Proyecto"), row["project_name"] or ""),
            (_("Notas"), row["notes"]),
        )
    )
    lines = [
        CardLine(
            "package",
            part["item"],
            _quantity_words(part),
            money.format_amount(part["total"]),
            clickable=False,
        )
        for part in data.parts
    ]
    card.section(_("Artículos"), lines)
    if any(part["item_id"] for part in data.parts):
        card.action(_("Recibir"), "download-simple", lambda: ReceivingPage(card.desk, row["id"]).open())


def _quantity_words(part: Row) -> str:
    """``12 par``, and of what is kept in stock how much of it came."""
    bought = f"{money.format_quantity(part['quantity'])} {_(part['unit'])}"
    if not part["item_id"]:
        return bought
    size = _("talla {size}").format(size=part["size"]) if part["size"] else ""
    came = _("recibido {count}").format(count=money.format_quantity(part["received"]))
    return "  ·  ".join(each for each in (bought, size, came) if each)


def _defaults(books: Books) -> Mapping[str, str]:
    return {"purchased_on": format_date(books.today())}


PURCHASES_TAB = TabSpec(
    record_type=PURCHASES,
    icon="package",
    columns=(
        ListColumn(
            title=N_("Fecha"), text=lambda row: format_date(row["purchased_on"]), layout=Column(samples=("23/11/2026",))
        ),
        ListColumn(title=N_("Proveedor"), text=lambda row: row["supplier_name"], layout=Column(stretch=2)),
        ListColumn(
            title=N_("Papel"),
            text=lambda row: PURCHASES.name_of(row),
            layout=Column(stretch=1, optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(title=N_("Artículos"), text=lambda row: row["items"] or "", layout=Column(stretch=2, optional=True)),
        ListColumn(
            title=N_("Total"),
            text=lambda row: money.format_money(row["total"], row["currency"]),
            layout=Column(samples=("S/ 00,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Por pagar"),
            text=lambda row: money.format_amount(_owed(row)) if _owed(row) > 0 else "–",
            layout=Column(samples=("00,000.00",), right=True),
            marks=_owed_marks,
        ),
    ),
    search_hint=N_("Buscar por proveedor, artículo o número"),
    new_text=N_("Nueva compra"),
    first_text=N_("Anotar la primera compra"),
    back_text=N_("Volver a Compras"),
    empty_title=N_("Todavía no hay compras"),
    empty_sentence=N_("Aquí quedan las facturas y boletas: qué se compró, a quién y con qué fondo."),
    empty_steps=(
        N_("Anote primero al proveedor, con su RUC."),
        N_("Anote la factura con sus líneas; el total se calcula solo."),
        N_("Páguela con «Emitir recibo»: el recibo sale lleno."),
    ),
    order=("purchased_on", "id"),
    filters=(
        (N_("Todas las compras"), {}),
        *((text, {"purchases.document_type = ?": code}) for code, text in DOCUMENT_TYPES.items()),
    ),
    report="compras",
    report_text=N_("Imprimir lista"),
    form=PurchaseForm,
    fill_card=_fill_card,
    defaults=_defaults,
)


class PurchasesTab(RecordTab):
    """The purchases, and the way to the store and all that is done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PURCHASES_TAB)

    def tools(self) -> list[Button]:
        more = more_button()
        more.setObjectName("equipment_acts")
        more.clicked.connect(lambda: show_equipment_acts(more, self.desk))
        return [more]


def _fill_supplier(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["name"], f"RUC {row['ruc']}" if row["ruc"] else _("Sin RUC"))
    card.facts(((_("Dirección"), row["address"]), (_("Teléfono"), row["phone"]), (_("Notas"), row["notes"])))


SUPPLIERS_TAB = TabSpec(
    record_type=SUPPLIERS,
    icon="storefront",
    columns=(
        ListColumn(title=N_("Proveedor"), text=lambda row: row["name"], layout=Column(stretch=2)),
        ListColumn(title=N_("RUC"), text=lambda row: row["ruc"] or "–", layout=Column(samples=("20000000001",))),
        ListColumn(title=N_("Dirección"), text=lambda row: row["address"], layout=Column(stretch=1, optional=True)),
        ListColumn(title=N_("Teléfono"), text=lambda row: row["phone"], layout=Column(samples=("900 000 000",))),
    ),
    search_hint=N_("Buscar por nombre o RUC"),
    new_text=N_("Nuevo proveedor"),
    first_text=N_("Anotar el primer proveedor"),
    back_text=N_("Volver a Proveedores"),
    empty_title=N_("Todavía no hay proveedores"),
    empty_sentence=N_("Aquí está a quiénes se compra, con su RUC y teléfono."),
    empty_steps=(
        N_("Anote la razón social como está en la factura."),
        N_("Anote su RUC: el programa revisa que esté bien escrito."),
        N_("Luego anote sus facturas en Compras."),
    ),
    order=("sort_key", "id"),
    report="proveedores",
    report_text=N_("Imprimir lista"),
    fill_card=_fill_supplier,
)
