"""What the accountant's books ask of the cash book: the PCGE code of each movement, SUNAT's codes of payment means.

Libro Caja y Bancos, formats 1.1 and 1.2: R.S. 234-2006/SUNAT; payment means: SUNAT's Tabla 1, annex 3 of
R.S. 169-2015/SUNAT (domain.md §3.6; 005 to 009 from public code, to be checked by the accountant).
"""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

PAYMENT_CODES = {
    "deposit": "001",
    "transfer": "003",
    "cheque": "007",
    "cash": "009",
    "bank": "999",
}
"""By the receipt's method: depósito en cuenta, transferencia de fondos, cheque no negociable, efectivo, otros."""

APPLIES_TO = {
    "concept": N_("Un concepto"),
    "fund": N_("Un fondo"),
    "account": N_("Una caja o banco"),
}


def _check(values: Values, today: date) -> Iterable[Problem]:
    """The one thing that it applies to is given, and nothing else."""
    wanted = values.get("applies_to")
    for kind, name, sentence in (
        ("concept", "concept", _("Escriba el concepto, o cómo empieza.")),
        ("fund", "fund_id", _("Elija el fondo.")),
        ("account", "account_id", _("Elija la caja o el banco.")),
    ):
        if wanted == kind and not values.get(name) and name in values:
            yield Problem(name, sentence)
        if wanted != kind and name in values:
            values[name] = "" if name == "concept" else None


ACCOUNTING_CODES = RecordType(
    table="accounting_codes",
    singular=N_("cuenta contable"),
    plural=N_("cuentas contables"),
    name_of=lambda values: " ".join(str(values[name]) for name in ("code", "name") if values.get(name)),
    check=_check,
    fields=(
        Field(
            name="applies_to",
            label=N_("Es de"),
            kind=Kind.CHOICE,
            choices=APPLIES_TO,
            required=True,
            default="concept",
            in_table=True,
        ),
        Field(
            name="concept",
            label=N_("Concepto"),
            hint=N_("Vale para todo concepto que empiece así, sin importar tildes ni mayúsculas."),
            in_table=True,
        ),
        Field(name="fund_id", label=N_("Fondo"), kind=Kind.REFERENCE, references="funds"),
        Field(name="account_id", label=N_("Caja o banco"), kind=Kind.REFERENCE, references="accounts"),
        Field(
            name="code",
            label=N_("Código (PCGE)"),
            required=True,
            in_table=True,
            missing=N_("Falta el código del plan contable, por ejemplo 1041."),
        ),
        Field(
            name="name",
            label=N_("Denominación"),
            required=True,
            in_table=True,
            missing=N_("Falta cómo se llama la cuenta."),
        ),
    ),
)
