"""Members and workers: the register of members (padrón de socios)."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain import identity
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values, date_order
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue

PERSON_KINDS = {"member": N_("Socio/a"), "worker": N_("Trabajador/a")}
SEXES = {"f": N_("Mujer"), "m": N_("Hombre")}
STATES = {
    "active": N_("Hábil"),
    "suspended": N_("Inhábil"),
    "retired": N_("Retirado/a"),
    "expelled": N_("Excluido/a"),
    "deceased": N_("Fallecido/a"),
}
GONE = ("retired", "expelled", "deceased")
"""The states of who is a member no more: such a person is invited, charged and handed nothing."""

LEGAL_AGE = 18
"""Nobody younger may work in mining; an older paper with such a date is doubted, not refused."""


def full_name(values: Values) -> str:
    """``Huanca Layme, Tomás``: surnames first, as registers and training forms want it (domain.md §3.5)."""
    surnames = " ".join(str(values.get(part) or "") for part in ("paternal_surname", "maternal_surname")).strip()
    return f"{surnames}, {values.get('given_names') or ''}"


def _check(values: Values, today: date) -> Iterable[Problem]:
    yield from _check_document(values)
    yield from _check_ruc(values)
    yield from _check_dates(values, today)
    if values.get("kind") == "member" and "admitted_on" in values and values["admitted_on"] is None:
        yield Problem("admitted_on", _("Falta la fecha de ingreso. El padrón la pide para cada socio."))
    if values.get("state") not in (None, "", "active") and "state_since" in values and values["state_since"] is None:
        yield Problem("state_since", _("Falta desde qué fecha está en ese estado."))


def _check_document(values: Values) -> Iterable[Problem]:
    number = values.get("document_number")
    if not number or not values.get("document_type"):
        return
    try:
        checked = identity.check_document(str(values["document_type"]), str(number))
    except InvalidValue as invalid:
        yield Problem("document_number", str(invalid))
        return
    values["document_number"] = checked.value
    if checked.doubt:
        yield Problem("document_number", checked.doubt, overridable=True)


def _check_ruc(values: Values) -> Iterable[Problem]:
    if not values.get("ruc"):
        return
    try:
        checked = identity.check_ruc(str(values["ruc"]))
    except InvalidValue as invalid:
        yield Problem("ruc", str(invalid))
        return
    values["ruc"] = checked.value
    dni = str(values.get("document_number") or "")
    if values.get("document_type") == "dni" and dni and not identity.ruc_matches_dni(checked.value, dni):
        yield Problem(
            "ruc", _("Este RUC no contiene el DNI {dni}. Si está seguro, guarde otra vez.").format(dni=dni), True
        )
    elif checked.doubt:
        yield Problem("ruc", checked.doubt, overridable=True)


def _check_dates(values: Values, today: date) -> Iterable[Problem]:
    yield from date_order(values, "birth_date", "admitted_on", N_("La fecha de ingreso es anterior al nacimiento."))
    yield from date_order(values, "admitted_on", "state_since", N_("El estado empieza antes de la fecha de ingreso."))
    birth = values.get("birth_date")
    if isinstance(birth, date):
        if birth > today:
            yield Problem("birth_date", _("La fecha de nacimiento está en el futuro. Revise el año."))
        elif age_on(birth, today) < LEGAL_AGE:
            yield Problem(
                "birth_date", _("Es menor de 18 años. Si la fecha está bien, guarde otra vez."), overridable=True
            )
        elif age_on(birth, today) > 110:
            yield Problem("birth_date", _("Tendría más de 110 años. Revise el año."))


def age_on(birth: date, day: date) -> int:
    """Completed years of age."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


MEMBERS = RecordType(
    table="members",
    singular=N_("socio"),
    plural=N_("socios"),
    name_of=full_name,
    check=_check,
    fields=(
        Field(
            name="kind",
            label=N_("Es"),
            kind=Kind.CHOICE,
            choices=PERSON_KINDS,
            required=True,
            default="member",
            section=N_("Persona"),
        ),
        Field(
            name="document_type",
            label=N_("Documento"),
            kind=Kind.CHOICE,
            choices=identity.DOCUMENT_TYPES,
            required=True,
            default="dni",
        ),
        Field(
            name="document_number",
            label=N_("N.º de documento"),
            required=True,
            searchable=True,
            found_by_end=True,
            in_table=True,
            missing=N_("Falta el número del documento."),
        ),
        Field(
            name="paternal_surname",
            label=N_("Apellido paterno"),
            required=True,
            searchable=True,
            missing=N_("Falta el apellido paterno."),
        ),
        Field(name="maternal_surname", label=N_("Apellido materno"), searchable=True),
        Field(
            name="given_names",
            label=N_("Nombres"),
            required=True,
            searchable=True,
            missing=N_("Faltan los nombres."),
        ),
        Field(
            name="sex",
            label=N_("Sexo"),
            kind=Kind.CHOICE,
            choices=SEXES,
            required=True,
            missing=N_("Elija mujer u hombre: los registros de capacitación lo piden."),
        ),
        Field(name="birth_date", label=N_("Fecha de nacimiento"), kind=Kind.DATE),
        Field(name="phone", label=N_("Celular"), searchable=True, found_by_end=True),
        Field(name="address", label=N_("Domicilio")),
        Field(name="community", label=N_("Comunidad o lugar"), searchable=True, in_table=True),
        Field(name="ruc", label=N_("RUC"), searchable=True),
        Field(
            name="number",
            label=N_("Número de socio"),
            kind=Kind.INTEGER,
            searchable=True,
            in_table=True,
            section=N_("En la cooperativa"),
            hint=N_("Es el siguiente número libre. Puede cambiarlo."),
        ),
        Field(name="admitted_on", label=N_("Fecha de ingreso"), kind=Kind.DATE),
        Field(name="position", label=N_("Cargo"), searchable=True, in_table=True),
        Field(name="work_area", label=N_("Área de trabajo"), searchable=True),
        Field(
            name="state",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=STATES,
            required=True,
            default="active",
            in_table=True,
        ),
        Field(name="state_since", label=N_("Estado desde"), kind=Kind.DATE),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
