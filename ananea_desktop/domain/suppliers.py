"""Suppliers: who the cooperative buys from."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain import identity
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_
from ananea_desktop.domain.text import InvalidValue


def ruc_problems(values: Values) -> Iterable[Problem]:
    """Checks the field ``ruc`` when something stands in it, and puts it in its normal form."""
    if not values.get("ruc"):
        return
    try:
        checked = identity.check_ruc(str(values["ruc"]))
    except InvalidValue as invalid:
        yield Problem("ruc", str(invalid))
        return
    values["ruc"] = checked.value
    if checked.doubt:
        yield Problem("ruc", checked.doubt, overridable=True)


def _check(values: Values, today: date) -> Iterable[Problem]:
    return ruc_problems(values)


SUPPLIERS = RecordType(
    table="suppliers",
    singular=N_("proveedor"),
    plural=N_("proveedores"),
    name_of=lambda values: str(values.get("name") or ""),
    check=_check,
    fields=(
        Field(
            name="name",
            label=N_("Razón social o nombre"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el nombre del proveedor."),
        ),
        Field(name="ruc", label=N_("RUC"), searchable=True, in_table=True),
        Field(name="address", label=N_("Dirección"), searchable=True, in_table=True),
        Field(name="phone", label=N_("Teléfono"), searchable=True, in_table=True),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
