"""Who leads and watches the cooperative: each position (cargo dirigencial) with its body and its days.

The register of members must name the position of whoever holds one (domain.md §3.1, SUNARP).
"""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Value, Values, date_order
from ananea_desktop.domain.language import N_, _

BODIES = {
    "administration": N_("Consejo de administración"),
    "supervisory": N_("Consejo de vigilancia"),
    "electoral": N_("Comité electoral"),
    "education": N_("Comité de educación"),
    "other": N_("Otro"),
}
COUNCILS = ("administration", "supervisory")
"""Who sits on one of them does not watch, or is not watched by, himself."""
USUAL_POSITIONS = (
    N_("Presidente/a"),
    N_("Vicepresidente/a"),
    N_("Secretario/a"),
    N_("Tesorero/a"),
    N_("Vocal"),
    N_("Suplente"),
)
SHARED = ("vocal", "suplente")
"""Positions that several hold at once, folded."""


def position_words(row: Values) -> str:
    """``Presidente/a, consejo de administración``; the position alone where its body is no usual one."""
    if row["body"] == "other":
        return str(row["position"])
    return f"{row['position']}, {_(BODIES[str(row['body'])]).lower()}"


def term_words(starts_on: Value, ends_on: Value) -> str:
    """``desde el 02/01/2025``, or ``02/01/2023 – 01/01/2025``."""
    assert isinstance(starts_on, date)
    if isinstance(ends_on, date):
        return f"{format_date(starts_on)} – {format_date(ends_on)}"
    return _("desde el {day}").format(day=format_date(starts_on))


def _check(values: Values, today: date) -> Iterable[Problem]:
    backwards = N_("El cargo termina antes de empezar. Revise las dos fechas.")
    yield from date_order(values, "starts_on", "ends_on", backwards)
    starts = values.get("starts_on")
    if isinstance(starts, date) and starts > today:
        sentence = _("Ese día todavía no llega. Si ya fue elegido para entonces, guarde otra vez.")
        yield Problem("starts_on", sentence, overridable=True)
    if "acta" in values and not values["acta"]:
        yield Problem("acta", _("Falta el acta de la elección. Si no la tiene a la mano, guarde otra vez."), True)


POSITIONS = RecordType(
    table="positions",
    singular=N_("cargo dirigencial"),
    plural=N_("cargos dirigenciales"),
    name_of=lambda values: str(values.get("member_name") or ""),
    check=_check,
    fields=(
        Field(
            name="member_id",
            label=N_("Socio/a"),
            kind=Kind.REFERENCE,
            references="members",
            required=True,
            in_table=True,
            missing=N_("Elija a la persona de la lista: escriba su nombre o su documento."),
        ),
        Field(
            name="position",
            label=N_("Cargo"),
            required=True,
            in_table=True,
            searchable=True,
            hint=N_("Por ejemplo: Presidente/a, Secretario/a, Tesorero/a, Vocal, Suplente."),
            missing=N_("Falta el cargo, por ejemplo: Presidente/a."),
        ),
        Field(
            name="body",
            label=N_("De"),
            kind=Kind.CHOICE,
            choices=BODIES,
            required=True,
            default="administration",
            in_table=True,
        ),
        Field(
            name="starts_on",
            label=N_("Desde"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta desde cuándo tiene el cargo."),
        ),
        Field(
            name="ends_on",
            label=N_("Hasta"),
            kind=Kind.DATE,
            in_table=True,
            hint=N_("Vacío mientras siga en el cargo."),
        ),
        Field(
            name="acta",
            label=N_("Acta de la elección"),
            searchable=True,
            is_needed_at_times=True,
            hint=N_("Por ejemplo: Asamblea del 25/01/2025, acuerdo 6."),
        ),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
