"""The catalogue of items: what is bought, kept in stock and handed out, counted by item and size."""

import re
from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import QUANTITY_UNIT
from ananea_desktop.domain.purchases import CATEGORIES, UNITS
from ananea_desktop.domain.text import clean

ITEM_CATEGORIES = {code: text for code, text in CATEGORIES.items() if code != "service"}
ITEM_UNITS = {unit: unit for unit in UNITS if unit != "servicio"}
WHOLE_UNITS = ("unidad", "par", "caja", "juego")
"""Nobody hands out half of one."""

SAFETY = {
    "": N_("No"),
    "ppe": N_("Equipo de protección personal (EPP)"),
    "emergency": N_("Equipo de emergencia"),
}
"""What the register of safety equipment marks with an X (R.M. 050-2013-TR, domain.md §3.5)."""

ITEM_STATES = {"active": N_("En uso"), "retired": N_("Ya no se usa")}

LONGEST_SIZE = 20
MOST_SIZES = 40
LONGEST_LIFE = 600
"""Months: what lasts longer than a working life is not renewed."""


def read_sizes(text: str) -> tuple[str, ...]:
    """``S; M ,L`` as sizes: cleaned, each once whatever its capitals, in the order typed."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;/\n]", text):
        if size := clean(part):
            found.setdefault(size.casefold(), size)
    return tuple(found.values())


def sizes_text(sizes: Iterable[str]) -> str:
    """As they stand in the field and in the file: ``S, M, L``."""
    return ", ".join(sizes)


def known_size(sizes: str, typed: str) -> str | None:
    """A typed size as the item writes it; None where the item has no such size."""
    wanted = clean(typed).casefold()
    return next((size for size in read_sizes(sizes) if size.casefold() == wanted), None)


def is_whole(quantity: int, unit: str) -> bool:
    """Whether so many thousandths of a unit can be counted by hand."""
    return unit not in WHOLE_UNITS or quantity % QUANTITY_UNIT == 0


def whole_sentence(unit: str) -> str:
    """Said beside a quantity like 1.5 of what comes whole."""
    return _("Se cuenta por {unit}: escriba un número entero.").format(unit=_(unit))


def _check(values: Values, today: date) -> Iterable[Problem]:
    sizes = read_sizes(str(values.get("sizes") or ""))
    values["sizes"] = sizes_text(sizes)
    if any(len(size) > LONGEST_SIZE for size in sizes) or len(sizes) > MOST_SIZES:
        yield Problem(
            "sizes", _("Escriba las tallas con comas entre ellas, así: S, M, L; cada una de hasta 20 letras.")
        )
    months = values.get("life_months")
    if isinstance(months, int) and not 1 <= months <= LONGEST_LIFE:
        yield Problem("life_months", _("Escriba cuántos meses dura, de 1 a 600, o déjelo vacío si no se renueva."))
    least, unit = values.get("minimum_stock"), str(values.get("unit") or "")
    if isinstance(least, int) and not is_whole(least, unit):
        yield Problem("minimum_stock", whole_sentence(unit))
    if values.get("category") == "ppe" and values.get("safety") == "":
        yield Problem(
            "safety",
            _("Los EPP van en el registro que pide SUNAFIL: elija qué es. Si no es de seguridad, guarde otra vez."),
            overridable=True,
        )


ITEMS = RecordType(
    table="items",
    singular=N_("artículo"),
    plural=N_("artículos"),
    name_of=lambda values: str(values.get("name") or ""),
    check=_check,
    fields=(
        Field(
            name="name",
            label=N_("Artículo"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta el nombre del artículo."),
        ),
        Field(
            name="category",
            label=N_("Clase"),
            kind=Kind.CHOICE,
            choices=ITEM_CATEGORIES,
            required=True,
            searchable=True,
            missing=N_("Elija la clase de equipo."),
        ),
        Field(
            name="safety",
            label=N_("¿Es de seguridad?"),
            kind=Kind.CHOICE,
            choices=SAFETY,
            hint=N_("Lo que se entrega sale en el registro de equipos de seguridad o emergencia."),
        ),
        Field(
            name="unit",
            label=N_("Se cuenta por"),
            kind=Kind.CHOICE,
            choices=ITEM_UNITS,
            required=True,
            default="unidad",
        ),
        Field(
            name="sizes", label=N_("Tallas"), searchable=True, hint=N_("Con comas: S, M, L. Vacío si no tiene tallas.")
        ),
        Field(
            name="life_months",
            label=N_("Dura (meses)"),
            kind=Kind.INTEGER,
            hint=N_("Pasado ese tiempo se avisa que hay que renovarlo."),
        ),
        Field(
            name="minimum_stock",
            label=N_("Mínimo en almacén"),
            kind=Kind.QUANTITY,
            hint=N_("Si hay menos, se avisa en Inicio."),
        ),
        Field(
            name="state",
            label=N_("Estado"),
            kind=Kind.CHOICE,
            choices=ITEM_STATES,
            required=True,
            default="active",
        ),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT),
    ),
)
