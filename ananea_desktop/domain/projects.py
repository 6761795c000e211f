"""Premium projects, the headings they stand under, and their budgets as approved (domain.md §1.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values, date_order
from ananea_desktop.domain.language import N_

PROJECT_STATES = {
    "proposed": N_("Propuesto"),
    "approved": N_("Aprobado"),
    "under_way": N_("En marcha"),
    "finished": N_("Concluido"),
    "cancelled": N_("Cancelado"),
}

FIRST_HEADINGS = (
    N_("Organización y productividad"),
    N_("Trabajadores y condiciones de trabajo"),
    N_("Medio ambiente"),
    N_("Proyectos sociales"),
)
"""The headings the cooperative's own page uses; the treasurer can rename them (domain.md §2)."""


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


def _check(values: Values, today: date) -> Iterable[Problem]:
    return date_order(
        values, "starts_on", "ends_on", N_("El proyecto termina antes de empezar. Revise las dos fechas.")
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
        Field(name="ends_on", label=N_("Termina"), kind=Kind.DATE),
        Field(
            name="proposed_amount",
            label=N_("Monto que se propone S/"),
            kind=Kind.AMOUNT,
            hint=N_("Lo que se pedirá a la asamblea; lo aprobado se anota aparte, con su acta."),
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
