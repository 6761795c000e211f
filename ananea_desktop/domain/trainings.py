"""Training sessions and who came (R.M. 050-2013-TR, register of induction, training, drilling and emergency drills)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ananea_desktop.domain.dates import format_date, read_date, read_time
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue, clean, fold

TRAINING_KINDS = {
    "induction": N_("Inducción"),
    "training": N_("Capacitación"),
    "drilling": N_("Entrenamiento"),
    "emergency_drill": N_("Simulacro de emergencia"),
}

STATES = {"planned": N_("Programada"), "held": N_("Realizada"), "cancelled": N_("Cancelada")}
"""Only what was held counts anywhere: in figures, registers, and towards what the law asks for."""

AUDIENCES = {"everyone": N_("Socios y trabajadores"), "members": N_("Solo socios"), "workers": N_("Solo trabajadores")}

HIGHEST_MARK = 20
"""Marks are given out of 20 in Peru."""
MOST_CAPACITY = 100_000
MOST_MONTHS = 120

SUGGESTED_TOPICS = (
    N_("Contabilidad"),
    N_("Tributación"),
    N_("Lavado de activos"),
    N_("Cooperativismo"),
    N_("Seguridad y salud en el trabajo"),
    N_("Manejo de residuos"),
)
"""The topics that recur in the reports of the cooperatives of CECOMSAP (domain.md §0)."""

SAFETY_A_YEAR = 4
"""Trainings in safety and health that the law asks for each year, at least (Ley 29783 art. 35; domain.md §3.5)."""
_SAFETY_WORDS = ("seguridad", "sst")


def is_of_safety(kind: str, topic: str) -> bool:
    """Whether a session counts among those: inductions, drillings and drills do, a training by its topic."""
    words = fold(topic).split()
    return kind in ("induction", "drilling", "emergency_drill") or any(word in words for word in _SAFETY_WORDS)


class Signature(StrEnum):
    """How who came signed the list; no fingerprint is ever kept, only that it is on the paper (Ley 29733)."""

    PENDING = "pending"
    SIGNED = "signed"
    FINGERPRINT = "fingerprint"


SIGNATURES = {
    Signature.PENDING: N_("Pendiente"),
    Signature.SIGNED: N_("Firma"),
    Signature.FINGERPRINT: N_("Huella"),
}


RESULTS = {True: N_("{mark}, aprobado"), False: N_("{mark}, desaprobado")}
"""Of a test, by whether it was passed."""


def has_passed(mark: int | None, pass_mark: int | None) -> bool | None:
    """Whether who came passed the test; None where there is none. Without a mark nobody has passed."""
    return None if pass_mark is None else mark is not None and mark >= pass_mark


def result_text(mark: int | None, pass_mark: int | None) -> str:
    """``15, aprobado``, ``8, desaprobado``; empty where there is no test or no mark yet."""
    if mark is None or pass_mark is None:
        return ""
    return _(RESULTS[mark >= pass_mark]).format(mark=mark)


DAY_FIELDS = ("held_on", "starts_at", "ends_at")
"""Of a line of the days, as typed."""


@dataclass(frozen=True)
class TrainingDay:
    """One of the days of a session, with its hours as ``HH:MM`` where they are known."""

    held_on: date
    starts_at: str = ""
    ends_at: str = ""

    @property
    def minutes(self) -> int | None:
        """How long it lasted; None where an hour is missing."""
        if not (self.starts_at and self.ends_at):
            return None
        return _minute(self.ends_at) - _minute(self.starts_at)


def _minute(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def total_minutes(days: Sequence[TrainingDay]) -> int | None:
    """The hours of all days together, in minutes; None where there is no day or an hour is missing."""
    minutes = [day.minutes for day in days if day.minutes is not None]
    return sum(minutes) if days and len(minutes) == len(days) else None


def read_days(lines: Sequence[Mapping[str, str]], today: date) -> tuple[list[TrainingDay], dict[str, str]]:
    """The days typed, earliest first, and what stands against them as ``line 2 ends_at``; empty lines are none."""
    days: list[TrainingDay] = []
    problems: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not any(clean(line.get(name, "")) for name in DAY_FIELDS):
            continue
        found: dict[str, Any] = {"held_on": None, "starts_at": "", "ends_at": ""}
        for name in DAY_FIELDS:
            typed = clean(line.get(name, ""))
            try:
                if name == "held_on":
                    found[name] = read_date(typed, today)
                elif typed:
                    found[name] = read_time(typed)
            except InvalidValue as invalid:
                problems[f"line {number} {name}"] = str(invalid)
        day = TrainingDay(**found)
        if day.held_on is not None and any(day.held_on == each.held_on for each in days):
            problems[f"line {number} held_on"] = _("Ese día ya está en la lista.")
        if day.minutes is not None and day.minutes <= 0:
            problems[f"line {number} ends_at"] = _("Termina antes de empezar. Revise las horas.")
        days.append(day)
    return ([], problems) if problems else (sorted(days, key=lambda day: day.held_on), {})


def days_text(first: date, last: date) -> str:
    """``10/11/2026``, or ``10/11/2026 – 12/11/2026`` where it took several days."""
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"


def _check(values: Values, today: date) -> Iterable[Problem]:
    held_on = values.get("held_on")
    if values.get("state") == "held" and isinstance(held_on, date) and held_on > today:
        sentence = _("El {day} todavía no llega: déjela como Programada hasta que se realice.")
        yield Problem("state", sentence.format(day=format_date(held_on)))
    pass_mark, capacity = values.get("pass_mark"), values.get("capacity")
    if isinstance(pass_mark, int) and not 1 <= pass_mark <= HIGHEST_MARK:
        yield Problem("pass_mark", _("La nota va de 1 a 20. Déjelo vacío si no hay examen."))
    if isinstance(capacity, int) and not 1 <= capacity <= MOST_CAPACITY:
        yield Problem("capacity", _("Escriba cuántas personas caben, de 1 a 100000; vacío si no hay límite."))


def _check_topic(values: Values, today: date) -> Iterable[Problem]:
    months = values.get("months")
    if isinstance(months, int) and not 1 <= months <= MOST_MONTHS:
        yield Problem("months", _("Va de 1 a 120 meses. Por ejemplo 12, una vez al año."))


TRAINING_SESSIONS = RecordType(
    table="training_sessions",
    singular=N_("capacitación"),
    plural=N_("capacitaciones"),
    name_of=lambda values: str(values.get("topic") or ""),
    check=_check,
    fields=(
        Field(
            name="topic",
            label=N_("Tema"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el tema de la capacitación."),
        ),
        Field(
            name="kind",
            label=N_("Tipo"),
            kind=Kind.CHOICE,
            choices=TRAINING_KINDS,
            required=True,
            default="training",
            in_table=True,
        ),
        Field(
            name="state",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=STATES,
            required=True,
            default="held",
            in_table=True,
            hint=N_("Solo las realizadas cuentan en los registros y gráficos."),
        ),
        Field(
            name="held_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha."),
        ),
        Field(
            name="duration",
            label=N_("Horas"),
            kind=Kind.DURATION,
            required=True,
            in_table=True,
            missing=N_("Faltan las horas. El registro las pide."),
        ),
        Field(
            name="trainer",
            label=N_("Capacitador/a"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta quién dicta la capacitación."),
        ),
        Field(name="place", label=N_("Lugar"), searchable=True),
        Field(
            name="audience",
            label=N_("Va para"),
            kind=Kind.CHOICE,
            choices=AUDIENCES,
            required=True,
            default="everyone",
            section=N_("Para quiénes y con qué programa"),
        ),
        Field(
            name="capacity",
            label=N_("Cupo"),
            kind=Kind.INTEGER,
            hint=N_("Cuántas personas caben; vacío si no hay límite."),
        ),
        Field(
            name="programme", label=N_("Programa"), kind=Kind.LONG_TEXT, hint=N_("Los temas que se ven, uno por línea.")
        ),
        Field(
            name="pass_mark",
            label=N_("Nota para aprobar"),
            kind=Kind.INTEGER,
            hint=N_("De 20. Vacío si no hay examen."),
        ),
        Field(name="trainer_firm", label=N_("Empresa"), searchable=True, section=N_("Quién la dicta y quién responde")),
        Field(name="trainer_document", label=N_("DNI o RUC del capacitador/a")),
        Field(
            name="responsible",
            label=N_("Responsable del registro"),
            hint=N_("Quien firma el registro. Vacío: el tesorero o la tesorera."),
        ),
        Field(
            name="fund_id",
            label=N_("Fondo"),
            kind=Kind.REFERENCE,
            references="funds",
            section=N_("Con qué dinero"),
        ),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)

MANDATORY_TOPICS = RecordType(
    table="mandatory_topics",
    singular=N_("tema obligatorio"),
    plural=N_("temas obligatorios"),
    name_of=lambda values: str(values.get("topic") or ""),
    fields=(
        Field(
            name="topic",
            label=N_("Tema"),
            required=True,
            in_table=True,
            hint=N_("Como se anota en las capacitaciones: así se sabe quién lo llevó."),
            missing=N_("Falta el tema que es obligatorio."),
        ),
        Field(
            name="position",
            label=N_("Cargo"),
            in_table=True,
            hint=N_("Como está en la ficha de la persona. Vacío: para todos."),
        ),
        Field(
            name="months",
            label=N_("Cada cuántos meses"),
            kind=Kind.INTEGER,
            required=True,
            default="12",
            in_table=True,
            missing=N_("Falta cada cuántos meses se repite."),
        ),
    ),
    check=_check_topic,
)
