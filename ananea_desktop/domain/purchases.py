"""Equipment purchases: an invoice of a supplier with its lines. Amounts in céntimos, quantities in thousandths."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

DOCUMENT_TYPES = {
    "01": N_("Factura"),
    "03": N_("Boleta de venta"),
    "02": N_("Recibo por honorarios"),
    "04": N_("Liquidación de compra"),
    "00": N_("Otro papel"),
}
"""SUNAT's catalogue of comprobantes de pago (domain.md §3.6)."""

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


@dataclass(frozen=True, kw_only=True)
class PurchaseLine:
    item: str
    category: str
    quantity: int
    """Thousandths of the unit."""
    unit: str
    unit_price: int
    """Céntimos, IGV included."""
    item_id: int | None = None
    """Of the catalogue; None for what is not kept in stock."""
    size: str = ""

    @property
    def total(self) -> int:
        """Céntimos, rounded half up."""
        return money.line_total(self.quantity, self.unit_price)


def currency_problems(values: Values) -> Iterable[Problem]:
    """Dollars need an exchange rate; soles have none."""
    if values.get("currency") == "USD" and "exchange_rate" in values and values["exchange_rate"] is None:
        yield Problem("exchange_rate", _("Falta el tipo de cambio, por ejemplo 3.752."))
    if values.get("currency") == "PEN":
        values["exchange_rate"] = None


def _check(values: Values, today: date) -> Iterable[Problem]:
    yield from currency_problems(values)
    if values.get("series") and not values.get("number"):
        yield Problem("number", _("Falta el número que sigue a la serie."))
    if values.get("document_type") in ("01", "03") and not values.get("number") and "number" in values:
        yield Problem(
            "number", _("Las facturas y boletas llevan número. Si no lo tiene, guarde otra vez."), overridable=True
        )
    bought = values.get("purchased_on")
    if isinstance(bought, date) and bought > today:
        yield Problem("purchased_on", _("Esa fecha todavía no llega. Si está bien, guarde otra vez."), overridable=True)


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
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT, searchable=True),
    ),
)
