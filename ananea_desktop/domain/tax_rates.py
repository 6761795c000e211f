"""Rates of taxes that the office keeps up to date: each in force from a day on (domain.md §3.6)."""

from ananea_desktop.domain.fields import VALID_FROM, Field, Kind, RecordType
from ananea_desktop.domain.language import N_, _

IGV = "igv"
FEE_RETENTION = "fee_retention"

RATE_NAMES = {IGV: N_("IGV"), FEE_RETENTION: N_("Retención de recibos por honorarios")}

TAX_RATES = RecordType(
    table="tax_rates",
    singular=N_("tasa de impuesto"),
    plural=N_("tasas de impuestos"),
    name_of=lambda values: _(RATE_NAMES.get(str(values.get("name")), "")),
    fields=(
        Field(
            name="name",
            label=N_("Impuesto"),
            kind=Kind.CHOICE,
            choices=RATE_NAMES,
            required=True,
            default=IGV,
            in_table=True,
        ),
        VALID_FROM,
        Field(
            name="percent",
            label=N_("Por ciento"),
            kind=Kind.PERCENT,
            required=True,
            in_table=True,
            missing=N_("Falta la tasa, por ejemplo 18."),
        ),
    ),
)
