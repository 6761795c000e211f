"""Amounts that the law sets and the office keeps up to date: each in force from a day on (domain.md §3.3, §3.6).

Ley 28194 art. 4 as amended by D.Leg. 1529; the minimum wage the data file begins with is to be checked each year.
"""

from ananea_desktop.domain import money
from ananea_desktop.domain.fields import VALID_FROM, Field, Kind, RecordType
from ananea_desktop.domain.language import N_, _

CASH_PAYMENT_LIMIT = "cash_payment_limit"
MINIMUM_WAGE = "minimum_wage"
FEE_RETENTION_FROM = "fee_retention_from"
DETRACTION_FROM = "detraction_from"
SHARE_VALUE = "share_value"
"""Set by the cooperative's statute: certificates of aportación are equal and indivisible (Ley General de Cooperativas,
arts. 38 to 41)."""

NAMES = {
    CASH_PAYMENT_LIMIT: N_("Límite de pago en efectivo (bancarización)"),
    MINIMUM_WAGE: N_("Remuneración mínima vital (RMV)"),
    FEE_RETENTION_FROM: N_("Recibo por honorarios con retención, más de"),
    DETRACTION_FROM: N_("Factura con detracción, más de"),
    SHARE_VALUE: N_("Valor de una aportación (estatuto)"),
}

MOBILITY_PERCENT = 4
"""Of the minimum wage, a day and person, for trips without vouchers (Income-Tax Regulation, art. 21 inc. v)."""

LEGAL_AMOUNTS = RecordType(
    table="legal_amounts",
    singular=N_("monto legal"),
    plural=N_("montos legales"),
    name_of=lambda values: _(NAMES.get(str(values.get("name")), "")),
    fields=(
        Field(
            name="name",
            label=N_("Monto"),
            kind=Kind.CHOICE,
            choices=NAMES,
            required=True,
            default=CASH_PAYMENT_LIMIT,
            in_table=True,
        ),
        VALID_FROM,
        Field(
            name="currency",
            label=N_("Moneda"),
            kind=Kind.CHOICE,
            choices=money.CURRENCIES,
            required=True,
            default="PEN",
            in_table=True,
        ),
        Field(
            name="amount",
            label=N_("Importe"),
            kind=Kind.AMOUNT,
            required=True,
            in_table=True,
            missing=N_("Falta el importe."),
        ),
    ),
)
