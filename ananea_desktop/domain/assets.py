"""Fixed assets: what lasts and stays (furnace, pumps, tanks), where it is, in what state, and who answers for it."""

from ananea_desktop.domain.fields import Field, Kind, RecordType, Values
from ananea_desktop.domain.language import N_
from ananea_desktop.domain.purchases import CATEGORIES

CONDITIONS = {
    "good": N_("Bueno"),
    "regular": N_("Regular"),
    "bad": N_("Malo"),
    "retired": N_("De baja"),
}

CODE_PREFIX = "AF-"


def next_code(last: str) -> str:
    """``AF-0042`` after ``AF-0041``: the code proposed for the next asset."""
    digits = last.removeprefix(CODE_PREFIX)
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
    return f"{CODE_PREFIX}{number + 1:04d}"


def _name_of(values: Values) -> str:
    return " ".join(str(values[name]) for name in ("code", "name") if values.get(name))


FIXED_ASSETS = RecordType(
    table="fixed_assets",
    singular=N_("activo fijo"),
    plural=N_("activos fijos"),
    name_of=_name_of,
    fields=(
        Field(
            name="code",
            label=N_("Código"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el código: va pegado o pintado en la cosa."),
        ),
        Field(
            name="name",
            label=N_("Qué es"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta qué es."),
        ),
        Field(
            name="category",
            label=N_("Clase"),
            kind=Kind.CHOICE,
            choices=CATEGORIES,
            required=True,
            default="plant",
        ),
        Field(name="serial", label=N_("Marca y serie"), searchable=True),
        Field(
            name="place",
            label=N_("Dónde está"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta dónde está: el inventario va por lugares."),
        ),
        Field(
            name="condition",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=CONDITIONS,
            required=True,
            default="good",
            in_table=True,
        ),
        Field(name="responsible", label=N_("Responsable"), searchable=True),
        Field(
            name="acquired_on",
            label=N_("Desde"),
            kind=Kind.DATE,
            section=N_("De dónde viene"),
        ),
        Field(name="value", label=N_("Valor en soles"), kind=Kind.AMOUNT),
        Field(name="purchase_id", label=N_("Compra"), kind=Kind.REFERENCE, references="purchases"),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
