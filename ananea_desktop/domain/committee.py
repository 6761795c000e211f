"""The committee that looks after the Premium: who sits on it since when, and the sessions it holds."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values, date_order
from ananea_desktop.domain.language import N_, _

COMMITTEE_ROLES = {
    "president": N_("Presidente/a"),
    "secretary": N_("Secretario/a"),
    "treasurer": N_("Tesorero/a"),
    "member": N_("Vocal"),
    "substitute": N_("Suplente"),
}


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two terms, from and to, have a day in common."""
    return first[0] <= (second[1] or date.max) and second[0] <= (first[1] or date.max)


def _check_term(values: Values, today: date) -> Iterable[Problem]:
    return date_order(values, "starts_on", "ends_on", N_("El cargo termina antes de empezar. Revise las dos fechas."))


COMMITTEE_TERMS = RecordType(
    table="committee_terms",
    singular=N_("cargo del comité"),
    plural=N_("cargos del comité"),
    name_of=lambda values: str(values.get("member_name") or ""),
    check=_check_term,
    fields=(
        Field(
            name="member_id",
            label=N_("Persona"),
            kind=Kind.REFERENCE,
            references="members",
            required=True,
            in_table=True,
            missing=N_("Elija a la persona de la lista: escriba su nombre o su documento."),
        ),
        Field(
            name="role",
            label=N_("Cargo en el comité"),
            kind=Kind.CHOICE,
            choices=COMMITTEE_ROLES,
            required=True,
            default="member",
            in_table=True,
        ),
        Field(
            name="starts_on",
            label=N_("Desde"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta desde cuándo está en el comité."),
        ),
        Field(
            name="ends_on",
            label=N_("Hasta"),
            kind=Kind.DATE,
            in_table=True,
            hint=N_("Vacío mientras siga en el cargo."),
        ),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)


def _check_session(values: Values, today: date) -> Iterable[Problem]:
    day = values.get("held_on")
    if isinstance(day, date) and day > today:
        sentence = _("Ese día todavía no llega. Corrija la fecha; si es así, guarde otra vez.")
        yield Problem("held_on", sentence, overridable=True)


COMMITTEE_SESSIONS = RecordType(
    table="committee_sessions",
    singular=N_("sesión del comité"),
    plural=N_("sesiones del comité"),
    name_of=lambda values: str(values.get("acta") or ""),
    check=_check_session,
    fields=(
        Field(
            name="held_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha de la sesión."),
        ),
        Field(name="place", label=N_("Lugar"), searchable=True),
        Field(
            name="acta",
            label=N_("Acta"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el acta, por ejemplo: Acta 4, folio 12."),
        ),
        Field(
            name="matters",
            label=N_("Asuntos que se trataron"),
            kind=Kind.LONG_TEXT,
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta qué se trató en la sesión."),
        ),
        Field(name="decisions", label=N_("Lo que se decidió"), kind=Kind.LONG_TEXT, searchable=True),
    ),
)
