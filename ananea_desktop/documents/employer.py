"""What the registers of safety and health begin with: their number, and the employer as R.M. 050-2013-TR asks it."""

from dataclasses import dataclass
from itertools import pairwise

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import AnyPart
from ananea_desktop.documents.grid import GridRow, edges
from ananea_desktop.documents.paper import INK2, Style, block
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

LABEL = Style(fonts.REGULAR, 8, 10, INK2)
VALUE = Style(fonts.SEMIBOLD, 9.5, 12)


@dataclass(frozen=True, kw_only=True)
class Employer:
    """``workers``: how many in the place of work, as words."""

    letterhead: Letterhead
    activity: str
    workers: str


def labelled(pairs: tuple[tuple[str, str], ...], at: tuple[float, ...], above: float = 0.0) -> list[AnyPart]:
    """Boxes side by side: what is asked, and under it in a row of its own what is answered."""
    widths = [right - left - 8 for left, right in pairwise(at)]
    labels = tuple(block(name, LABEL, width) for (name, _value), width in zip(pairs, widths, strict=True))
    values = tuple(block(value, VALUE, width) for (_name, value), width in zip(pairs, widths, strict=True))
    return [
        GridRow(labels, at, boxed=True, above=above, keeps_next=True),
        GridRow(values, at, least=18.0, boxed=True, keeps_next=True),
    ]


def employer_parts(employer: Employer) -> list[AnyPart]:
    """Fields 1 to 5, numbered as the form has them."""
    head = employer.letterhead
    first = (
        (_("1 RAZÓN SOCIAL O DENOMINACIÓN SOCIAL"), head.name),
        (_("2 RUC"), head.ruc),
        (_("3 DOMICILIO (Dirección, distrito, departamento, provincia)"), head.address),
    )
    second = (
        (_("4 ACTIVIDAD ECONÓMICA"), employer.activity),
        (_("5 N° TRABAJADORES EN EL CENTRO LABORAL"), employer.workers),
    )
    title = GridRow((block(_("DATOS DEL EMPLEADOR:"), VALUE, 400),), edges(0), boxed=True, above=8, keeps_next=True)
    return [title, *labelled(first, edges(190, 90, 0)), *labelled(second, edges(0, 200))]


def responsible_parts(name: str, title: str, day: str) -> list[AnyPart]:
    """RESPONSABLE DEL REGISTRO: name, office, date and room to sign."""
    head = GridRow((block(_("RESPONSABLE DEL REGISTRO"), VALUE, 400),), edges(0), boxed=True, above=12, keeps_next=True)
    at = edges(0, 120, 80, 140)
    asked = (_("Nombre:"), _("Cargo:"), _("Fecha:"), _("Firma:"))
    labels = tuple(block(text, LABEL, 110) for text in asked)
    values = tuple(
        block(text, VALUE, right - left - 8)
        for text, left, right in zip((name, title, day, ""), at, at[1:], strict=False)
    )
    return [
        head,
        GridRow(labels, at, boxed=True, keeps_next=True),
        GridRow(values, at, least=34.0, boxed=True),
    ]
