"""Equipment purchases: an invoice of a supplier with its lines. Amounts in céntimos, quantities in thousandths."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values, date_order
from ananea_desktop.domain.language import N_, _

DOCUMENT_TYPES = {
    "01": N_("Factura"),
    "03": N_("Boleta de venta"),
    "02": N_("Recibo por honorarios"),
    "04": N_("Liquidación de compra"),
    "07": N_("Nota de crédito"),
    "00": N_("Otro papel"),
}
"""SUNAT's catalogue of comprobantes de pago (domain.md §3.6)."""
INVOICE, FEES, CREDIT_NOTE = "01", "02", "07"

IGV = {"included": N_("Precios con IGV"), "apart": N_("IGV aparte"), "none": N_("Sin IGV")}
"""How the typed prices stand to the general sales tax. A line's total always has it in it."""

CATEGORIES = {
    "ppe": N_("EPP"),
    "biosecurity": N_("Bioseguridad"),
    "lodging": N_("Alojamiento"),
    "environment": N_("Ambiental"),
    "plant": N_("Planta"),
    "office": N_("Oficina"),
    "social": N_("Social"),
    "service": N_("Servicio u obra"),
}

UNITS = (
    N_("unidad"),
    N_("par"),
    N_("caja"),
    N_("juego"),
    N_("kg"),
    N_("litro"),
    N_("galón"),
    N_("metro"),
    N_("servicio"),
)
SEVERAL = {
    "unidad": N_("unidades"),
    "par": N_("pares"),
    "caja": N_("cajas"),
    "juego": N_("juegos"),
    "litro": N_("litros"),
    "galón": N_("galones"),
    "metro": N_("metros"),
    "servicio": N_("servicios"),
}


def counted_text(quantity: int, unit: str) -> str:
    """Thousandths of a unit as they are said: ``1 par``, ``12 pares``, ``2.5 kg``."""
    word = unit if quantity == money.QUANTITY_UNIT else SEVERAL.get(unit, unit)
    return f"{money.format_quantity(quantity)} {_(word)}"


@dataclass(frozen=True, kw_only=True)
class PurchaseLine:
    item: str
    category: str
    quantity: int
    """Thousandths of the unit."""
    unit: str
    unit_price: int
    """Céntimos, as typed: without IGV where the purchase has it apart."""
    item_id: int | None = None
    """Of the catalogue; None for what is not kept in stock."""
    size: str = ""

    @property
    def total(self) -> int:
        """Céntimos of quantity by typed price, rounded half up; what it costs is told by ``purchase_sums``."""
        return money.line_total(self.quantity, self.unit_price)


def currency_problems(values: Values) -> Iterable[Problem]:
    """Dollars need an exchange rate; soles have none."""
    if values.get("currency") == "USD" and "exchange_rate" in values and values["exchange_rate"] is None:
        yield Problem("exchange_rate", _("Falta el tipo de cambio, por ejemplo 3.752."))
    if values.get("currency") == "PEN":
        values["exchange_rate"] = None


def _tax_problems(values: Values) -> Iterable[Problem]:
    """What only some papers have: a retention, a detracción, the purchase a credit note takes from."""
    paper = values.get("document_type")
    values["igv"] = values.get("igv") or "included"
    if paper == FEES and values["igv"] == "apart":
        yield Problem("igv", _("Un recibo por honorarios no lleva IGV. Elija «Sin IGV»."))
    elif paper == FEES:
        values["igv"] = "none"
    if paper is not None and paper != FEES and values.get("retention"):
        yield Problem("retention", _("Solo un recibo por honorarios lleva retención. Borre el importe."))
    if paper == CREDIT_NOTE and values.get("credits_id") is None and "credits_id" in values:
        yield Problem("credits_id", _("Elija de qué compra se descuenta esta nota de crédito."))
    if paper is not None and paper != CREDIT_NOTE and values.get("credits_id") is not None:
        yield Problem("credits_id", _("Solo una nota de crédito se descuenta de otra compra. Borre lo elegido."))
    deposited = values.get("detraction_certificate") or values.get("detraction_on")
    if deposited and values.get("detraction") is None and "detraction" in values:
        yield Problem("detraction", _("Falta el importe de la detracción."))


def _check(values: Values, today: date) -> Iterable[Problem]:
    yield from currency_problems(values)
    yield from _tax_problems(values)
    yield from date_order(
        values, "purchased_on", "due_on", N_("El vencimiento no puede ser antes de la compra. Revise el día.")
    )
    if values.get("series") and not values.get("number"):
        yield Problem("number", _("Falta el número que sigue a la serie."))
    if values.get("document_type") in ("01", "03") and not values.get("number") and "number" in values:
        yield Problem(
            "number", _("Las facturas y boletas llevan número. Si no lo tiene, guarde otra vez."), overridable=True
        )
    bought = values.get("purchased_on")
    if isinstance(bought, date) and bought > today:
        yield Problem("purchased_on", _("Esa fecha todavía no llega. Si está bien, guarde otra vez."), overridable=True)


_TAX_FIELDS = (
    Field(
        name="credits_id",
        label=N_("Se descuenta de"),
        kind=Kind.REFERENCE,
        references="purchases",
        is_needed_at_times=True,
    ),
    Field(
        name="igv",
        label=N_("Los precios son"),
        kind=Kind.CHOICE,
        choices=IGV,
        default="included",
        is_needed_at_times=True,
        section=N_("Qué se compró"),
    ),
    Field(
        name="invoice_total",
        label=N_("Total impreso en el papel"),
        kind=Kind.AMOUNT,
        section=N_("Control, pago e impuestos"),
        hint=N_("Para comprobar que las líneas estén completas."),
    ),
    Field(name="due_on", label=N_("Vence"), kind=Kind.DATE, hint=N_("Vacío: se debe desde el día de la compra.")),
    Field(name="retention", label=N_("Retención"), kind=Kind.AMOUNT),
    Field(name="detraction", label=N_("Detracción en soles"), kind=Kind.AMOUNT),
    Field(name="detraction_certificate", label=N_("Constancia n.º")),
    Field(name="detraction_on", label=N_("Depositada el"), kind=Kind.DATE),
    Field(
        name="training_session_id",
        label=N_("Para la capacitación"),
        kind=Kind.REFERENCE,
        references="training_sessions",
    ),
    Field(
        name="quotation_request_id",
        label=N_("Cotizaciones"),
        kind=Kind.REFERENCE,
        references="quotation_requests",
    ),
)

PURCHASES = RecordType(
    table="purchases",
    singular=N_("compra"),
    plural=N_("compras"),
    name_of=lambda values: " ".join(
        part
        for part in (
            _(DOCUMENT_TYPES.get(str(values.get("document_type")), "")),
            "-".join(str(values[name]) for name in ("series", "number") if values.get(name)),
        )
        if part
    ),
    check=_check,
    fields=(
        Field(
            name="supplier_id",
            label=N_("Proveedor"),
            kind=Kind.REFERENCE,
            references="suppliers",
            required=True,
            in_table=True,
            missing=N_("Elija el proveedor, o anote uno nuevo."),
        ),
        Field(
            name="document_type",
            label=N_("Papel"),
            kind=Kind.CHOICE,
            choices=DOCUMENT_TYPES,
            required=True,
            default="01",
        ),
        Field(name="series", label=N_("Serie"), searchable=True),
        Field(name="number", label=N_("Número"), searchable=True, in_table=True),
        Field(
            name="purchased_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha de la compra."),
        ),
        Field(
            name="currency",
            label=N_("Moneda"),
            kind=Kind.CHOICE,
            choices=money.CURRENCIES,
            required=True,
            default="PEN",
        ),
        Field(name="exchange_rate", label=N_("Tipo de cambio"), kind=Kind.RATE),
        Field(
            name="fund_id",
            label=N_("Fondo"),
            kind=Kind.REFERENCE,
            references="funds",
            required=True,
            missing=N_("Elija con qué fondo se paga."),
        ),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        *_TAX_FIELDS,
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT, searchable=True),
    ),
)
