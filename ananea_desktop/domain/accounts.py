"""Accounts (tills and banks) and funds: where the money lies, and whose it is."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

ACCOUNT_KINDS = {"till": N_("Caja"), "bank": N_("Banco")}
FUND_KINDS = {"premium": N_("Prima Fairtrade"), "own": N_("Fondos propios"), "other": N_("Otro")}


def _check_account(values: Values, today: date) -> Iterable[Problem]:
    if values.get("kind") == "bank" and not values.get("bank") and "bank" in values:
        yield Problem("bank", _("Falta el nombre del banco."))


ACCOUNTS = RecordType(
    table="accounts",
    singular=N_("cuenta"),
    plural=N_("cuentas"),
    name_of=lambda values: str(values.get("name") or ""),
    check=_check_account,
    fields=(
        Field(
            name="name", label=N_("Nombre"), required=True, in_table=True, missing=N_("Falta el nombre de la cuenta.")
        ),
        Field(name="kind", label=N_("Es"), kind=Kind.CHOICE, choices=ACCOUNT_KINDS, required=True, default="till"),
        Field(
            name="currency",
            label=N_("Moneda"),
            kind=Kind.CHOICE,
            choices=money.CURRENCIES,
            required=True,
            default="PEN",
        ),
        Field(name="bank", label=N_("Banco")),
        Field(name="account_number", label=N_("N.º de cuenta")),
    ),
)

FUNDS = RecordType(
    table="funds",
    singular=N_("fondo"),
    plural=N_("fondos"),
    name_of=lambda values: str(values.get("name") or ""),
    fields=(
        Field(name="name", label=N_("Nombre"), required=True, in_table=True, missing=N_("Falta el nombre del fondo.")),
        Field(name="kind", label=N_("Es"), kind=Kind.CHOICE, choices=FUND_KINDS, required=True, default="own"),
    ),
)
