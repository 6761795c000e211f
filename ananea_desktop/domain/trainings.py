"""Training sessions and who came (R.M. 050-2013-TR, register of induction, training, drilling and emergency drills)."""

from ananea_desktop.domain.fields import Field, Kind, RecordType
from ananea_desktop.domain.language import N_
from ananea_desktop.domain.text import fold

TRAINING_KINDS = {
    "induction": N_("Inducción"),
    "training": N_("Capacitación"),
    "drilling": N_("Entrenamiento"),
    "emergency_drill": N_("Simulacro de emergencia"),
}

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


TRAINING_SESSIONS = RecordType(
    table="training_sessions",
    singular=N_("capacitación"),
    plural=N_("capacitaciones"),
    name_of=lambda values: str(values.get("topic") or ""),
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
            name="held_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha."),
        ),
        Field(name="place", label=N_("Lugar"), searchable=True),
        Field(
            name="trainer",
            label=N_("Capacitador/a"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta quién dicta la capacitación."),
        ),
        Field(
            name="duration",
            label=N_("Horas"),
            kind=Kind.DURATION,
            required=True,
            in_table=True,
            missing=N_("Faltan las horas. El registro las pide."),
        ),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
