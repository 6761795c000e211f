"""What is asked of a change of a member's state: which one, since when, why, and the acta that decided it."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import STATES

DECIDED = ("expelled", "retired")
"""States that the council or the assembly decides or accepts (Ley General de Cooperativas; the estatuto)."""


def _check(values: Values, today: date) -> Iterable[Problem]:
    day = values.get("valid_from")
    if isinstance(day, date) and day > today:
        yield Problem("valid_from", _("Esa fecha todavía no llega. Anote el cambio cuando ocurra."))
    if values.get("state") in DECIDED and "acta" in values and not values["acta"]:
        sentence = _("Falta el acta que lo decidió o lo aceptó. Si no la tiene a la mano, guarde otra vez.")
        yield Problem("acta", sentence, overridable=True)
    if values.get("state") in ("suspended", "expelled") and "reason" in values and not values["reason"]:
        yield Problem("reason", _("Falta el motivo: con él se explica después por qué no pudo votar."))


MEMBER_STATES = RecordType(
    table="member_states",
    singular=N_("estado"),
    plural=N_("estados"),
    name_of=lambda values: _(STATES[str(values["state"])]),
    check=_check,
    fields=(
        Field(
            name="state",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=STATES,
            required=True,
            missing=N_("Elija el estado."),
        ),
        Field(
            name="valid_from",
            label=N_("Desde"),
            kind=Kind.DATE,
            required=True,
            missing=N_("Falta desde qué día está en ese estado."),
        ),
        Field(name="reason", label=N_("Motivo"), is_needed_at_times=True),
        Field(
            name="acta",
            label=N_("Acta"),
            is_needed_at_times=True,
            hint=N_("Por ejemplo: Sesión del consejo del 12/11/2026, acuerdo 3."),
        ),
    ),
)
