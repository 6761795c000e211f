"""How long papers must be kept: nothing is ever purged here, this only tells (domain.md §1.3, §3.5).

D.S. 005-2012-TR art. 35 (registers of safety and health), Código Tributario art. 87.7, Fairtrade; editable defaults.
"""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _

SUBJECTS = {
    "money": N_("Recibos, compras y libros de caja"),
    "premium": N_("Prima Fairtrade: lotes, proyectos y decisiones"),
    "trainings": N_("Registros de capacitación"),
    "equipment": N_("Registros de equipos de protección"),
    "accidents": N_("Accidentes e incidentes peligrosos"),
    "diseases": N_("Enfermedades ocupacionales"),
}

MOST_YEARS = 100


def _check(values: Values, today: date) -> Iterable[Problem]:
    years = values.get("years")
    if isinstance(years, int) and not 1 <= years <= MOST_YEARS:
        yield Problem("years", _("Escriba cuántos años se conserva, de 1 a 100; no hasta qué año."))


RETENTION_RULES = RecordType(
    table="retention_rules",
    singular=N_("plazo de conservación"),
    plural=N_("plazos de conservación"),
    check=_check,
    name_of=lambda values: _(SUBJECTS.get(str(values.get("subject")), "")),
    fields=(
        Field(
            name="subject",
            label=N_("Qué se conserva"),
            kind=Kind.CHOICE,
            choices=SUBJECTS,
            required=True,
            default="money",
            in_table=True,
        ),
        Field(
            name="years",
            label=N_("Años"),
            kind=Kind.INTEGER,
            required=True,
            in_table=True,
            missing=N_("Falta cuántos años."),
        ),
        Field(name="basis", label=N_("Según"), in_table=True),
    ),
)
