"""Premium projects, the headings they stand under, and their budgets as approved (domain.md §1.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values, date_order
from ananea_desktop.domain.language import N_, _

PROJECT_STATES = {
    "proposed": N_("Propuesto"),
    "approved": N_("Aprobado"),
    "under_way": N_("En marcha"),
    "finished": N_("Concluido"),
    "cancelled": N_("Cancelado"),
}

OVER_STATES = ("finished", "cancelled")
"""What a project does not come out of by itself: its budget changes no more."""

OBJECTIVE_REACHED = {
    "": N_("Todavía no se sabe"),
    "yes": N_("Sí"),
    "partly": N_("En parte"),
    "no": N_("No"),
}

FAIRTRADE_CATEGORIES = {
    "": N_("Sin indicar"),
    "organisation": N_("A · Inversión en la organización"),
    "members": N_("B · Servicios a los socios"),
    "communities": N_("C · Servicios a la comunidad"),
    "training": N_("D · Capacitación de los trabajadores"),
    "families": N_("E · Servicios a los trabajadores y sus familias"),
}
"""Of the Fairtrade monitoring reports; the exact labels are unverified (domain.md §2)."""

SDGS = {
    "": N_("Sin indicar"),
    "1": N_("1 · Fin de la pobreza"),
    "2": N_("2 · Hambre cero"),
    "3": N_("3 · Salud y bienestar"),
    "4": N_("4 · Educación de calidad"),
    "5": N_("5 · Igualdad de género"),
    "6": N_("6 · Agua limpia y saneamiento"),
    "7": N_("7 · Energía asequible y no contaminante"),
    "8": N_("8 · Trabajo decente y crecimiento económico"),
    "9": N_("9 · Industria, innovación e infraestructura"),
    "10": N_("10 · Reducción de las desigualdades"),
    "11": N_("11 · Ciudades y comunidades sostenibles"),
    "12": N_("12 · Producción y consumo responsables"),
    "13": N_("13 · Acción por el clima"),
    "14": N_("14 · Vida submarina"),
    "15": N_("15 · Vida de ecosistemas terrestres"),
    "16": N_("16 · Paz, justicia e instituciones sólidas"),
    "17": N_("17 · Alianzas para lograr los objetivos"),
}
"""The Sustainable Development Goals of the United Nations, by their numbers."""

DECIDED_BY = {
    "assembly": N_("La asamblea general"),
    "council": N_("El consejo de administración"),
    "committee": N_("El comité de la Prima"),
}
"""What the assembly did not decide itself it ratifies when it next meets (domain.md §1.2)."""

FIRST_HEADINGS = (
    N_("Organización y productividad"),
    N_("Trabajadores y condiciones de trabajo"),
    N_("Medio ambiente"),
    N_("Proyectos sociales"),
)
"""The headings the cooperative's own page uses; the treasurer can rename them (domain.md §2)."""


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """What a part of a budget is for, in which year, and of whose money; amount in céntimos of sol."""

    concept: str
    year: int
    fund_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class Budget:
    """An amount the assembly approved for a project; a later one replaces it without overwriting it."""

    decided_on: date
    amount: int
    """Céntimos of sol."""
    acta: str
    reason: str = ""


_GROUP_OF_PEOPLE = re.compile(r"([0-9][0-9.,]*)\s+([^0-9]+)")
_JOINED = re.compile(r"[\s,;.]+(?:y|e|más|and)?\s*$", re.IGNORECASE)


def beneficiary_groups(text: str) -> list[tuple[str, str]]:
    """Who a project is for, number and word apart: «34 socios y 60 trabajadores» is (34, socios), (60, trabajadores).

    A text without a number is one group with none: («», «Comunidad de Ananea»).
    """
    groups = [(number.rstrip(".,"), _JOINED.sub("", f"{words} ")) for number, words in _GROUP_OF_PEOPLE.findall(text)]
    return [group for group in groups if group[1]] or ([("", text.strip())] if text.strip() else [])


_TO_PROPOSE = {
    "ends_on": N_("Falta hasta cuándo dura. Sin eso no se puede proponer a la asamblea."),
    "proposed_amount": N_("Falta cuánto se pedirá a la asamblea. Sin eso no se puede proponer."),
}
"""Beside what every project needs: what, objective, when, who and how much before it is proposed (domain.md §1.2)."""


def _check(values: Values, today: date) -> Iterable[Problem]:
    yield from date_order(
        values, "starts_on", "ends_on", N_("El proyecto termina antes de empezar. Revise las dos fechas.")
    )
    if values.get("state") == "proposed":
        yield from (
            Problem(name, _(sentence)) for name, sentence in _TO_PROPOSE.items() if name in values and not values[name]
        )


PREMIUM_PROJECTS = RecordType(
    table="premium_projects",
    singular=N_("proyecto"),
    plural=N_("proyectos"),
    name_of=lambda values: str(values.get("name") or ""),
    check=_check,
    fields=(
        Field(
            name="name",
            label=N_("Proyecto"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el nombre del proyecto."),
        ),
        Field(
            name="heading_id",
            label=N_("Rubro"),
            kind=Kind.REFERENCE,
            references="headings",
            required=True,
            missing=N_("Elija el rubro del proyecto."),
        ),
        Field(
            name="objective",
            label=N_("Objetivo"),
            kind=Kind.LONG_TEXT,
            required=True,
            searchable=True,
            missing=N_("Falta el objetivo: qué mejora y para quién."),
        ),
        Field(
            name="responsible",
            label=N_("Responsable"),
            required=True,
            searchable=True,
            missing=N_("Falta quién responde por el proyecto."),
        ),
        Field(
            name="starts_on", label=N_("Empieza"), kind=Kind.DATE, required=True, missing=N_("Falta cuándo empieza.")
        ),
        Field(
            name="ends_on",
            label=N_("Termina"),
            kind=Kind.DATE,
            is_needed_at_times=True,
            hint=N_("Hace falta para proponerlo."),
        ),
        Field(
            name="proposed_amount",
            label=N_("Monto que se propone S/"),
            kind=Kind.AMOUNT,
            currency="PEN",
            is_needed_at_times=True,
            hint=N_("Lo que se pedirá a la asamblea: hace falta para proponerlo. Lo aprobado se anota aparte."),
        ),
        Field(name="beneficiaries", label=N_("Beneficiarios"), searchable=True),
        Field(
            name="state",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=PROJECT_STATES,
            required=True,
            default="proposed",
            in_table=True,
        ),
        Field(name="result", label=N_("Resultado"), kind=Kind.LONG_TEXT),
        Field(
            name="objective_reached",
            label=N_("¿Se logró el objetivo?"),
            kind=Kind.CHOICE,
            choices=OBJECTIVE_REACHED,
            section=N_("Para el informe de la Prima"),
        ),
        Field(name="why_not", label=N_("Si no se hizo o no se logró, por qué"), kind=Kind.LONG_TEXT),
        Field(name="next_steps", label=N_("Qué sigue"), kind=Kind.LONG_TEXT),
        Field(
            name="fairtrade_category",
            label=N_("Categoría Fairtrade"),
            kind=Kind.CHOICE,
            choices=FAIRTRADE_CATEGORIES,
        ),
        Field(name="sdg", label=N_("Objetivo de Desarrollo Sostenible"), kind=Kind.CHOICE, choices=SDGS),
    ),
)

BUDGETS = RecordType(
    table="project_budgets",
    singular=N_("presupuesto aprobado"),
    plural=N_("presupuestos aprobados"),
    name_of=lambda values: str(values.get("acta") or ""),
    fields=(
        Field(
            name="decided_on",
            label=N_("Fecha de la asamblea"),
            kind=Kind.DATE,
            required=True,
            missing=N_("Falta la fecha de la asamblea."),
        ),
        Field(
            name="amount",
            label=N_("Monto aprobado S/"),
            kind=Kind.AMOUNT,
            currency="PEN",
            required=True,
            missing=N_("Falta el monto aprobado."),
        ),
        Field(
            name="acta",
            label=N_("Acta y acuerdo"),
            required=True,
            missing=N_("Falta el acta, por ejemplo: Asamblea 28/02/2026, acuerdo 4."),
        ),
        Field(name="reason", label=N_("Motivo del cambio")),
        Field(
            name="decided_by",
            label=N_("Quién decidió"),
            kind=Kind.CHOICE,
            choices=DECIDED_BY,
            required=True,
            default="assembly",
        ),
        Field(name="votes_for", label=N_("Votos a favor"), kind=Kind.INTEGER),
        Field(name="votes_against", label=N_("En contra"), kind=Kind.INTEGER),
        Field(name="votes_abstaining", label=N_("Abstenciones"), kind=Kind.INTEGER),
        Field(name="conditions", label=N_("Condiciones")),
    ),
)

HEADINGS = RecordType(
    table="headings",
    singular=N_("rubro"),
    plural=N_("rubros"),
    name_of=lambda values: str(values.get("name") or ""),
    fields=(
        Field(name="name", label=N_("Rubro"), required=True, in_table=True, missing=N_("Falta el nombre del rubro.")),
    ),
)
