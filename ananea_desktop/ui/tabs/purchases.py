"""Compras y equipos: invoices of suppliers with their lines, and the suppliers themselves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.documents.listing import AMOUNT, DATE
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import CATEGORIES, CREDIT_NOTE, DOCUMENT_TYPES, FEES, INVOICE, PURCHASES, UNITS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import purchase_picks, purchase_rules, purchases
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.purchase_rules import OF_ITS_PURCHASE, Reckoning
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import more_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.equipment_acts import show_equipment_acts
from ananea_desktop.ui.fields import AmountField, NumberField, TextField
from ananea_desktop.ui.item_field import ItemField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor, total_block
from ananea_desktop.ui.picked_rows import PickedRows
from ananea_desktop.ui.purchase_card import fill_purchase, fill_supplier
from ananea_desktop.ui.record_form import RecordForm, field_text, set_field_text
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec

_PAUSE = 120
"""Milliseconds without a key before the sums are worked out."""


class PurchaseForm(RecordForm):
    """The paper of the supplier and, under it, what was bought."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._proposed: str | None = ""
        self._reckon_timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._reckon_timer.timeout.connect(self._reckon)
        self.lines = LinesEditor(
            (
                LineField(
                    name="item",
                    title=_("Artículo"),
                    make=lambda: ItemField(self.desk.books, self._take_item),
                ),
                LineField(name="size", title=_("Talla"), make=TextField, width=76),
                LineField(name="category", title=_("Clase"), make=_category_field, width=170),
                LineField(name="quantity", title=_("Cantidad"), make=NumberField, width=100, right=True),
                LineField(name="unit", title=_("Unidad"), make=_unit_field, width=130),
                LineField(name="unit_price", title=_("Precio unitario"), make=AmountField, width=130, right=True),
            ),
            _("Agregar línea"),
        )
        self.tax = label("", "secondary", name="tax")
        self.lines.foot.addWidget(self.tax)
        self.lines.foot.addSpacing(theme.GAP)
        total_row, self.total = total_block(_("Total"))
        self.lines.foot.addLayout(total_row)
        column.insertWidget(column.indexOf(self.rows["igv"]) + 1, self.lines)
        self.lines.set_texts([])
        self.lines.stand_after(self.rows["igv"].field)
        self.lines.changed.connect(self._lines_changed)
        self._picked = PickedRows(
            self,
            {
                "supplier_id": purchase_picks.suppliers,
                "credits_id": lambda books, typed: purchase_picks.purchases(books, typed, self._supplier_id()),
                "training_session_id": purchase_picks.trainings,
                "quotation_request_id": purchase_picks.requests,
            },
        )

    def _take_item(self, field: ItemField, item: Row) -> None:
        """An item of the catalogue brings its class and its unit into its line."""
        for number, _texts in enumerate(self.lines.texts()):
            if self.lines.field(number, "item") is field:
                for name in ("category", "unit"):
                    set_field_text(self.lines.field(number, name), item[name])
                self.lines.field(number, "size" if item["sizes"] else "quantity").setFocus()

    def _supplier_id(self) -> int | None:
        chosen = field_text(self.rows["supplier_id"].field)
        return int(chosen) if chosen.isdigit() else None

    def note_typing(self) -> None:
        super().note_typing()
        self._show_rows()
        self._reckon_timer.start()

    def _lines_changed(self) -> None:
        self._insisted.pop("invoice_total", None)  # what was insisted on were other lines
        self.note_typing()

    def _show_rows(self) -> None:
        """What this paper can have, and what is filled in although it cannot."""
        texts = self.texts()
        paper, has_detraction = texts["document_type"], bool(texts["detraction"])
        usual = {
            **dict.fromkeys(OF_ITS_PURCHASE, True),
            "exchange_rate": texts["currency"] == "USD",
            "credits_id": paper == CREDIT_NOTE,
            "igv": paper != FEES,
            "retention": paper == FEES,
            "detraction": paper in (INVOICE, "04"),
            "detraction_certificate": has_detraction,
            "detraction_on": has_detraction,
        }
        is_net = texts["igv"] == "apart" and paper != FEES
        self.lines.set_title("unit_price", _("Precio sin IGV") if is_net else _("Precio unitario"))
        if paper == CREDIT_NOTE:
            usual |= dict.fromkeys(OF_ITS_PURCHASE, False)
        from_elsewhere = ("igv", *OF_ITS_PURCHASE) if paper == CREDIT_NOTE else ("igv",)
        for name, is_usual in usual.items():
            is_filled = bool(texts[name]) and name not in from_elsewhere
            self.rows[name].setVisible(is_usual or is_filled or bool(self.rows[name].problem()))

    def _reckon(self) -> None:
        self.desk.books.ask(purchase_rules.reckon, self.texts(), self.lines.texts(), owner=self, then=self._show_sums)

    def _show_sums(self, found: Reckoning) -> None:
        currency = str(self.texts().get("currency") or "PEN")
        self.total.setText(money.format_money(found.summed.total, currency))
        net, igv = (money.format_money(each, currency) for each in (found.summed.net, found.summed.igv))
        words = _("Valor de venta {net}  ·  IGV {percent} % {igv}")
        percent = money.format_percent(found.percent or 0)
        self.tax.setText(words.format(net=net, igv=igv, percent=percent) if found.summed.igv else "")
        self.rows["invoice_total"].set_hint(found.difference or _(PURCHASES.field("invoice_total").hint))
        self.rows["detraction"].set_hint(found.detraction)
        self._propose_retention(found.retention)

    def _propose_retention(self, due: str) -> None:
        """Put in while nothing else was typed there; what a saved purchase has stays as it is."""
        row = self.rows["retention"]
        row.set_hint(_("Por ley se retiene {amount}.").format(amount=due) if due else "")
        if self._proposed is not None and field_text(row.field) == self._proposed != due:
            self._proposed = due
            set_field_text(row.field, due)

    def open_new(self) -> None:
        self._filling = True
        self.lines.set_texts([])  # those of the purchase before, where one more is noted
        self._filling = False
        super().open_new()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "lines": self.lines.texts(), "picked": self._picked.names()}

    def fill(self, content: Mapping[str, Any]) -> None:
        texts = dict(content.get("texts", {}))
        record = content.get("record")
        self._filling = True
        self._picked.fill(texts, _names_of(record) if record else _typed_names(content))
        if record:
            self._proposed = None
        super().fill({"texts": texts})
        self._filling = True
        if "parts" in content:
            self.lines.set_texts([_line_texts(row) for row in content["parts"]])
        elif "lines" in content:
            self.lines.set_texts(content["lines"])
        self._filling = False
        self._show_rows()
        self._reckon_timer.start()

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return purchases.save, (self.texts(), self.lines.texts(), self.record_id, confirmed)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)
        self._show_rows()

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


def _names_of(record: Row) -> dict[str, str]:
    """How the rows that a purchase refers to are called."""
    return {
        "supplier_id": record["supplier_name"],
        "credits_id": record["credits_words"] or "",
        "training_session_id": record["training_topic"] or "",
        "quotation_request_id": record["quotation_subject"] or "",
    }


def _typed_names(content: Mapping[str, Any]) -> dict[str, str]:
    """Of a draft; those of earlier versions knew the supplier alone."""
    return content.get("picked") or {"supplier_id": content.get("supplier_name", "")}


def _owed_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "bad" if row["owed"] > 0 else "ink2"}


def _defaults(books: Books) -> Mapping[str, str]:
    return {"purchased_on": format_date(books.today())}


def _paper_words(row: Row) -> str:
    """``F001-305  Factura``: where there is little room the number is read, and the kind is cut."""
    number = "-".join(str(row[name]) for name in ("series", "number") if row[name])
    return "  ".join(filter(None, (number, _(DOCUMENT_TYPES[row["document_type"]]))))


PURCHASES_TAB = TabSpec(
    record_type=PURCHASES,
    icon="package",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="purchased_on",
            kind=DATE,
            text=lambda row: format_date(row["purchased_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(
            title=N_("Proveedor"), key="supplier_name", text=lambda row: row["supplier_name"], layout=Column(stretch=2)
        ),
        ListColumn(
            title=N_("Papel"),
            key="number",
            text=_paper_words,
            layout=Column(stretch=1, optional=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(
            title=N_("Artículos"),
            key="items",
            text=lambda row: row["items"] or "",
            layout=Column(stretch=2, optional=True),
        ),
        ListColumn(
            title=N_("Total"),
            key="total",
            kind=AMOUNT,
            unit="currency",
            text=lambda row: money.format_money(row["total"], row["currency"]),
            layout=Column(samples=("S/ 00,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Por pagar"),
            key="owed",
            kind=AMOUNT,
            unit="currency",
            text=lambda row: money.format_amount(row["owed"]) if row["owed"] > 0 else "–",
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
        (N_("Por pagar"), {"owed > ?": 0}),
        *((text, {"purchases.document_type = ?": code}) for code, text in DOCUMENT_TYPES.items()),
    ),
    report="compras",
    report_text=N_("Imprimir lista"),
    form=PurchaseForm,
    fill_card=fill_purchase,
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


SUPPLIERS_TAB = TabSpec(
    record_type=SUPPLIERS,
    title=N_("Proveedores"),
    icon="storefront",
    columns=(
        ListColumn(title=N_("Proveedor"), key="name", text=lambda row: row["name"], layout=Column(stretch=2)),
        ListColumn(
            title=N_("RUC"), key="ruc", text=lambda row: row["ruc"] or "–", layout=Column(samples=("20000000001",))
        ),
        ListColumn(
            title=N_("Dirección"),
            key="address",
            text=lambda row: row["address"],
            layout=Column(stretch=1, optional=True),
        ),
        ListColumn(
            title=N_("Teléfono"),
            key="phone",
            personal=True,
            text=lambda row: personal.number(row["phone"]),
            layout=Column(samples=("900 000 000",)),
        ),
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
    fill_card=fill_supplier,
)
