"""The Fairtrade Premium of a lot of gold: what is due for it, what the Central kept, and the least price of the sale.

Fairtrade Standard for Gold and Associated Precious Metals (domain.md §1.1): USD 2,000 for a kilogram of fine gold, and
at least 95 % of the LBMA price for the gold itself. Both are defaults: the rates stand in a dated table.
"""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.fields import VALID_FROM, Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

METALS = {
    "gold": N_("Oro"),
    "ecological": N_("Oro ecológico"),
    "silver": N_("Plata"),
}

MINIMUM_PRICE_PERCENT = 95
"""Of the LBMA price, the least that is paid for the metal itself."""
_MG_PER_KG = 1_000_000
_PURE = 100_000
"""Hundredths of a thousandth of pure metal."""
_NG_PER_OUNCE = 31_103_476_800
"""Nanograms of a troy ounce, exactly."""


def fine_weight(gross_mg: int, fineness: int) -> int:
    """Milligrams of fine metal, half a milligram rounded up; fineness in hundredths of a thousandth."""
    return money.divide_half_up(gross_mg * fineness, _PURE)


def premium_due(fine_mg: int, usd_per_kg: int) -> int:
    """Cents of dollar for fine milligrams at cents a kilogram, half a cent rounded up."""
    return money.divide_half_up(fine_mg * usd_per_kg, _MG_PER_KG)


def minimum_price(fine_mg: int, lbma_usd_per_ounce: int) -> int:
    """The least to be paid for the metal, in cents of dollar, at the day's price in cents a troy ounce."""
    return money.divide_half_up(fine_mg * 1_000_000 * lbma_usd_per_ounce * MINIMUM_PRICE_PERCENT, 100 * _NG_PER_OUNCE)


def in_dollars(centimos: int, rate: int) -> int:
    """Cents of dollar that céntimos of sol are at a rate in ten-thousandths, half a cent rounded up."""
    return money.divide_half_up(centimos * money.RATE_UNIT, rate)


PREMIUM_RATES = RecordType(
    table="premium_rates",
    singular=N_("tarifa de la Prima"),
    plural=N_("tarifas de la Prima"),
    name_of=lambda values: _(METALS.get(str(values.get("metal")), "")),
    fields=(
        Field(
            name="metal",
            label=N_("Metal"),
            kind=Kind.CHOICE,
            choices=METALS,
            required=True,
            default="gold",
            in_table=True,
        ),
        VALID_FROM,
        Field(
            name="usd_per_kg",
            label=N_("US$ por kilogramo fino"),
            kind=Kind.AMOUNT,
            currency="USD",
            required=True,
            in_table=True,
            missing=N_("Falta la tarifa, por ejemplo 2,000.00."),
        ),
    ),
)


def _check(values: Values, today: date) -> Iterable[Problem]:
    exported = values.get("exported_on")
    if isinstance(exported, date) and exported > today:
        yield Problem("exported_on", _("Esa fecha todavía no llega. Si está bien, guarde otra vez."), overridable=True)
    if values.get("paid_usd") and values.get("lbma_usd_per_ounce") is None and "lbma_usd_per_ounce" in values:
        yield Problem("lbma_usd_per_ounce", _("Falta el precio LBMA del día, para comparar con lo pagado."))


PREMIUM_INCOMES = RecordType(
    table="premium_incomes",
    singular=N_("lote con Prima"),
    plural=N_("lotes con Prima"),
    name_of=lambda values: str(values.get("lot") or ""),
    check=_check,
    fields=(
        Field(
            name="lot",
            label=N_("Lote o exportación"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el número del lote o de la exportación."),
        ),
        Field(
            name="exported_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha de la exportación."),
        ),
        Field(
            name="buyer",
            label=N_("Comprador o Central"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta quién paga la Prima: el comprador o la Central."),
        ),
        Field(name="metal", label=N_("Metal"), kind=Kind.CHOICE, choices=METALS, required=True, default="gold"),
        Field(
            name="gross_mg",
            label=N_("Peso bruto, en gramos"),
            kind=Kind.GRAMS,
            required=True,
            missing=N_("Falta el peso bruto, en gramos."),
        ),
        Field(
            name="fineness",
            label=N_("Ley, en milésimas"),
            kind=Kind.FINENESS,
            required=True,
            missing=N_("Falta la ley, en milésimas, así: 916.50."),
        ),
        Field(
            name="exchange_rate",
            label=N_("Tipo de cambio, si pagan en soles"),
            kind=Kind.RATE,
            hint=N_("Para comparar lo que entró en soles con lo que se debía en dólares."),
        ),
        Field(
            name="lbma_usd_per_ounce",
            label=N_("Precio LBMA, US$ por onza troy"),
            kind=Kind.AMOUNT,
            currency="USD",
            section=N_("La venta del metal"),
        ),
        Field(name="paid_usd", label=N_("Pagado por el metal, US$"), kind=Kind.AMOUNT, currency="USD"),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
