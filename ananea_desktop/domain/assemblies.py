"""General assemblies: when and where, the quorum their statute asks for, who came, and what was resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

ASSEMBLY_KINDS = {"ordinary": N_("Ordinaria"), "extraordinary": N_("Extraordinaria")}
CALLS = {"first": N_("Primera convocatoria"), "second": N_("Segunda convocatoria")}
OUTCOMES = {"approved": N_("Aprobado"), "rejected": N_("No aprobado")}


class Attendance(StrEnum):
    PRESENT = "present"
    REPRESENTED = "represented"
    EXCUSED = "excused"


ATTENDANCES = {
    Attendance.PRESENT: N_("Presente"),
    Attendance.REPRESENTED: N_("Representado/a"),
    Attendance.EXCUSED: N_("Con permiso"),
}


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """What the statute asks for and who is there. A member represented counts as one who came."""

    eligible: int
    """Members who may vote that day (socios hábiles)."""
    attending: int
    """Present and represented."""
    needed_first: int
    needed_second: int

    def needed(self, call: str) -> int:
        """In the ``first`` or the ``second`` call."""
        return self.needed_second if call == "second" else self.needed_first

    def is_met(self, call: str) -> bool:
        return self.attending >= self.needed(call)


def calls_of(used: str, second_call: str) -> list[str]:
    """The calls of an assembly that matter: the one in which it opened, or, while that is not noted, all that were
    made. ``second_call``: its hour, "" where there was none."""
    if used:
        return [used]
    return ["first", "second"] if second_call else ["first"]


def quorum(eligible: int, attending: int, first_percent: int, second_percent: int) -> Quorum:
    """First call: more than ``first_percent`` of the eligible (50: half and one more); second call: at least
    ``second_percent`` of them, and never nobody. Both percentages are the statute's (domain.md §3.1)."""
    return Quorum(
        eligible=eligible,
        attending=attending,
        needed_first=max(1, min(eligible, eligible * first_percent // 100 + 1)),
        needed_second=max(1, -(-eligible * second_percent // 100)),
    )


def budget_acta(held_on: date, number: int) -> str:
    """How a budget names the resolution that approved it: «Asamblea 28/02/2026, acuerdo 4»."""
    return N_("Asamblea {day}, acuerdo {number}").format(day=format_date(held_on), number=number)


MONTHS_OF_LAST_YEAR = 3
"""The ordinary assembly sees the accounts of the year before within the first three months (domain.md §3.1)."""


def year_reported(held_on: date) -> int:
    """The year whose accounts an assembly of this day sees."""
    return held_on.year - 1 if held_on.month <= MONTHS_OF_LAST_YEAR else held_on.year


def agenda_items(agenda: str) -> list[str]:
    """The points of an agenda, one a line."""
    return [line.strip() for line in agenda.splitlines() if line.strip()]


def _check(values: Values, today: date) -> Iterable[Problem]:
    first, second = values.get("first_call"), values.get("second_call")
    if first and second and str(second) <= str(first):
        yield Problem("second_call", _("La segunda convocatoria va después de la primera. Revise las horas."))
    for name in ("first_quorum", "second_quorum"):
        percent = values.get(name)
        if isinstance(percent, int) and percent > 100:
            yield Problem(name, _("El quórum es un porcentaje: de 0 a 100."))
    opened, closed = values.get("opened_at"), values.get("closed_at")
    if opened and closed and str(closed) <= str(opened):
        yield Problem("closed_at", _("La asamblea termina antes de empezar. Revise las horas."))


ASSEMBLIES = RecordType(
    table="assemblies",
    singular=N_("asamblea"),
    plural=N_("asambleas"),
    name_of=lambda values: _assembly_name(values),
    check=_check,
    fields=(
        Field(
            name="kind",
            label=N_("Asamblea general"),
            kind=Kind.CHOICE,
            choices=ASSEMBLY_KINDS,
            required=True,
            default="ordinary",
            section=N_("La convocatoria"),
        ),
        Field(
            name="held_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha de la asamblea."),
        ),
        Field(
            name="first_call",
            label=N_("Primera convocatoria"),
            kind=Kind.TIME,
            required=True,
            default="09:00",
            missing=N_("Falta la hora de la primera convocatoria."),
        ),
        Field(name="second_call", label=N_("Segunda convocatoria"), kind=Kind.TIME, default="10:00"),
        Field(
            name="place",
            label=N_("Lugar"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el lugar: sale en la convocatoria."),
        ),
        Field(
            name="agenda",
            label=N_("Agenda"),
            kind=Kind.LONG_TEXT,
            required=True,
            searchable=True,
            hint=N_("Un punto en cada línea."),
            missing=N_("Falta la agenda: escriba un punto en cada línea."),
        ),
        Field(
            name="first_quorum",
            label=N_("Quórum en primera: más de %"),
            kind=Kind.INTEGER,
            required=True,
            default="50",
            hint=N_("Según el estatuto. 50 quiere decir la mitad más uno."),
        ),
        Field(
            name="second_quorum",
            label=N_("Quórum en segunda: desde %"),
            kind=Kind.INTEGER,
            required=True,
            default="0",
            hint=N_("Según el estatuto. 0 quiere decir los que estén."),
        ),
        Field(
            name="call",
            label=N_("Se instaló en"),
            kind=Kind.CHOICE,
            choices=CALLS,
            section=N_("El día de la asamblea"),
        ),
        Field(name="opened_at", label=N_("Empezó a las"), kind=Kind.TIME),
        Field(name="closed_at", label=N_("Terminó a las"), kind=Kind.TIME),
        Field(name="chair", label=N_("Dirigió"), searchable=True),
        Field(name="secretary", label=N_("Secretario/a de actas"), searchable=True),
        Field(name="acta", label=N_("Libro y folio del acta"), searchable=True),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)


def _assembly_name(values: Values) -> str:
    kind = _(ASSEMBLY_KINDS.get(str(values.get("kind")), "")).lower()
    day = values.get("held_on")
    return _("Asamblea {kind} del {day}").format(kind=kind, day=format_date(day) if isinstance(day, date) else "")


def _check_resolution(values: Values, today: date) -> Iterable[Problem]:
    if values.get("number") == 0:
        yield Problem("number", _("Los acuerdos se numeran desde 1."))
    if values.get("amount") and "project_id" in values and values["project_id"] is None:
        yield Problem("project_id", _("Elija a qué proyecto se le aprueba el presupuesto."))
    votes_for, votes_against = values.get("votes_for"), values.get("votes_against")
    counted = isinstance(votes_for, int) and isinstance(votes_against, int) and votes_for < votes_against
    if counted and values.get("outcome") == "approved":
        sentence = _("Tiene más votos en contra que a favor. Si de verdad se aprobó, guarde otra vez.")
        yield Problem("outcome", sentence, overridable=True)


RESOLUTIONS = RecordType(
    table="resolutions",
    singular=N_("acuerdo"),
    plural=N_("acuerdos"),
    name_of=lambda values: str(values.get("text") or ""),
    check=_check_resolution,
    fields=(
        Field(name="number", label=N_("Acuerdo N.º"), kind=Kind.INTEGER, required=True),
        Field(
            name="text",
            label=N_("Qué se acordó"),
            kind=Kind.LONG_TEXT,
            required=True,
            missing=N_("Falta qué se acordó."),
        ),
        Field(
            name="votes_for",
            label=N_("Votos a favor"),
            kind=Kind.INTEGER,
            required=True,
            missing=N_("Faltan los votos a favor."),
        ),
        Field(name="votes_against", label=N_("Votos en contra"), kind=Kind.INTEGER, required=True, default="0"),
        Field(name="votes_abstaining", label=N_("Abstenciones"), kind=Kind.INTEGER, required=True, default="0"),
        Field(
            name="outcome",
            label=N_("Resultado"),
            kind=Kind.CHOICE,
            choices=OUTCOMES,
            required=True,
            default="approved",
        ),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        Field(name="amount", label=N_("Presupuesto aprobado S/"), kind=Kind.AMOUNT, currency="PEN"),
    ),
)
