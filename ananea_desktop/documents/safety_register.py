"""Registro de equipos de seguridad o emergencia, with the fields and numbers of R.M. 050-2013-TR (domain.md §3.5 f):
a sheet for a delivery to many workers, or for all that one worker got.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.employer import VALUE, Employer, employer_parts, labelled, responsible_parts
from ananea_desktop.documents.flow import WIDTH, AnyPart, add_flow
from ananea_desktop.documents.grid import GridRow, edges, kept_together, row, table
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, Style, block, start_paper
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.hand_outs import REASONS, HandOutLine
from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.steps import Steps

_TITLE = Style(fonts.BOLD, 11, 14)
_SIGN_ROW = 34.0


@dataclass(frozen=True, kw_only=True)
class SafetySheet:
    """``lines`` with the day each was handed out; of one person where ``is_of_person``."""

    number: str
    employer: Employer
    lines: tuple[tuple[date, HandOutLine], ...]
    responsible: str
    responsible_title: str
    made_on: date
    is_of_person: bool = False


def safety_register_pdf(sheets: Iterable[SafetySheet]) -> Steps[bytes]:
    """All sheets as one PDF; equal sheets give equal bytes."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), title(), "")
    for sheet in sheets:
        add_flow(canvas, sheet.employer.letterhead, _parts(sheet), _("R.M. 050-2013-TR, registro de equipos."))
        yield
    canvas.save()
    return buffer.getvalue()


def title() -> str:
    return _("Registro de equipos de seguridad o emergencia")


def first_names_first(name: str) -> str:
    """«Huanca Layme, Tomás» as this form asks it: Tomás Huanca Layme."""
    surnames, comma, given = name.partition(", ")
    return f"{given} {surnames}" if comma else name


def _parts(sheet: SafetySheet) -> list[AnyPart]:
    number = _("N° REGISTRO: {number}").format(number=sheet.number)
    heading = row((title().upper(), number), edges(0, 130), _TITLE, boxed=True, keeps_next=True)
    parts: list[AnyPart] = [heading, *employer_parts(sheet.employer)]
    parts += _marked(sheet)
    names = dict.fromkeys(line.item_name for _day, line in sheet.lines)
    asked = _("9 NOMBRE(S) DEL(LOS) EQUIPO(S) DE SEGURIDAD O EMERGENCIA ENTREGADO(S)")
    parts += labelled(((asked, ", ".join(names)),), edges(0), above=8)
    parts += _of_person(sheet) if sheet.is_of_person else _of_delivery(sheet)
    return [
        *kept_together(parts),
        *responsible_parts(sheet.responsible, sheet.responsible_title, format_date(sheet.made_on)),
    ]


def _marked(sheet: SafetySheet) -> list[AnyPart]:
    kinds = {line.safety for _day, line in sheet.lines}
    words = _("MARCAR (X)  6 TIPO DE EQUIPO DE SEGURIDAD O EMERGENCIA ENTREGADO")
    head = GridRow((block(words, VALUE, WIDTH - 8),), edges(0), boxed=True, above=8, keeps_next=True)
    texts = (
        _("7 EQUIPO DE PROTECCIÓN PERSONAL"),
        "X" if "ppe" in kinds else "",
        _("8 EQUIPO DE EMERGENCIA"),
        "X" if "emergency" in kinds else "",
    )
    return [head, row(texts, edges(0, 40, 200, 40), VALUE, boxed=True, keeps_next=True)]


def _of_delivery(sheet: SafetySheet) -> list[AnyPart]:
    """One row for each worker; where things of one worker are renewed on different days, each day with its thing."""
    by_person: dict[int | None, list[tuple[date, HandOutLine]]] = {}
    for day, line in sheet.lines:
        by_person.setdefault(line.member_id, []).append((day, line))
    rows = []
    for number, found in enumerate(by_person.values(), start=1):
        day, line = found[0]
        rows.append(
            (
                str(number),
                first_names_first(line.person_name),
                line.person_document.removeprefix("DNI "),
                line.person_area,
                format_date(day),
                _renewals([each for _day, each in found]),
                "",
            )
        )
    titles = (
        _("N°"),
        _("10 NOMBRES Y APELLIDOS"),
        _("11 DNI"),
        _("12 ÁREA"),
        _("13 FECHA DE ENTREGA"),
        _("14 FECHA DE RENOVACIÓN"),
        _("15 FIRMA"),
    )
    at = edges(22, 0, 58, 60, 62, 76, 96)
    return [_list_heading(), *table(titles, rows, at, least=_SIGN_ROW, boxed=True, above=0)]


def _list_heading() -> GridRow:
    words = _("LISTA DE DATOS DE(L/LOS) TRABAJADOR(ES)")
    return row((words,), edges(0), VALUE, boxed=True, above=8, keeps_next=True)


def _renewals(lines: list[HandOutLine]) -> str:
    days = {line.renew_on for line in lines}
    if len(days) == 1:
        (day,) = days
        return format_date(day) if day else "–"
    return "; ".join(f"{line.item_name}: {format_date(line.renew_on)}" for line in lines if line.renew_on)


def _of_person(sheet: SafetySheet) -> list[AnyPart]:
    """All that one worker got, with office, size, quantity and reason as the cards in use have them."""
    first = sheet.lines[-1][1]
    person = (
        (_("10 NOMBRES Y APELLIDOS"), first_names_first(first.person_name)),
        (_("11 DNI"), first.person_document.removeprefix("DNI ")),
        (_("12 ÁREA"), first.person_area),
        (_("CARGO"), first.person_position),
    )
    rows = [
        (
            str(number),
            line.item_name,
            line.size,
            counted_text(line.quantity, line.unit),
            _(REASONS[line.reason]) if line.reason in REASONS else "",
            format_date(day),
            format_date(line.renew_on) if line.renew_on else "–",
            "",
        )
        for number, (day, line) in enumerate(sheet.lines, start=1)
    ]
    titles = (
        _("N°"),
        _("EQUIPO"),
        _("TALLA"),
        _("CANTIDAD"),
        _("MOTIVO"),
        _("13 FECHA DE ENTREGA"),
        _("14 FECHA DE RENOVACIÓN"),
        _("15 FIRMA"),
    )
    at = edges(22, 0, 38, 56, 60, 62, 76, 84)
    listed = table(titles, rows, at, least=_SIGN_ROW, boxed=True, above=0)
    return [_list_heading(), *labelled(person, edges(0, 80, 100, 120)), *listed]
