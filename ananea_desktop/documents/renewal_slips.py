"""Slips that call people for what is to be renewed, four to a page like those of an assembly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    EDGE,
    INK2,
    MARGIN,
    RIGHT,
    WATERMARK,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.steps import Steps

_ON_A_PAGE = 4
_SLIP = A4_LONG / _ON_A_PAGE
_MOST = 6
"""Things on a slip; of more it says how many."""
_FROM = Style(fonts.SEMIBOLD, 10, 12)
_TITLE = Style(fonts.BOLD, 14, 17)
_NAME = Style(fonts.SEMIBOLD, 12.5, 15)
_SMALL = Style(fonts.REGULAR, 9.5, 12, INK2)
_TEXT = Style(fonts.REGULAR, 10.5, 13.5)


@dataclass(frozen=True, kw_only=True)
class Slip:
    name: str
    document: str
    things: tuple[tuple[str, date], ...]
    """Each with the day it is to be renewed."""


def renewal_slips_pdf(slips: Sequence[Slip], letterhead: Letterhead, made_on: date) -> Steps[bytes]:
    """Equal slips give equal bytes; a sheet that says so where there is none."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), _("Esquelas de renovación de equipos"), letterhead.name)
    if not slips:
        Sheet(canvas, A4_LONG).text(MARGIN, 60, _("No hay equipos por renovar este mes."), _NAME)
        canvas.showPage()
    for start in range(0, len(slips), _ON_A_PAGE):
        for index, slip in enumerate(slips[start : start + _ON_A_PAGE]):
            sheet = Sheet(canvas, A4_LONG - index * _SLIP)
            if letterhead.is_sample:
                sheet.watermark([(_("MUESTRA"), WATERMARK)], A4_SHORT / 2, _SLIP / 2, 230)
            _draw(sheet, slip, letterhead, made_on)
            if index + 1 < _ON_A_PAGE:
                sheet.dashes(0, A4_SHORT, _SLIP)
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def _draw(sheet: Sheet, slip: Slip, letterhead: Letterhead, made_on: date) -> None:
    y = 26.0
    dated = f"{letterhead.place}, {long_date(made_on)}"
    sheet.text(RIGHT_EDGE, y + 8, dated, _SMALL, RIGHT)
    for text, style in (
        (letterhead.name, _FROM),
        (_("Renovación de equipos"), _TITLE),
        (slip.name, _NAME),
        (slip.document, _SMALL),
        (_("Acérquese a la oficina con su equipo usado. Le toca renovar:"), _TEXT),
    ):
        words = block(text, style, WIDTH)
        sheet.block(MARGIN, y + style.size * 0.8, words)
        y += words.height + 2
    for thing, day in slip.things[:_MOST]:
        due = _("vencido el {day}") if day < made_on else _("vence el {day}")
        sheet.text(MARGIN + 10, y + 9, f"•  {thing}", _TEXT)
        sheet.text(RIGHT_EDGE - 150, y + 9, due.format(day=format_date(day)), _TEXT)
        y += 13.5
    if len(slip.things) > _MOST:
        sheet.text(MARGIN + 10, y + 9, _("y {count} más").format(count=len(slip.things) - _MOST), _TEXT)
    sheet.rule(RIGHT_EDGE - 150, RIGHT_EDGE, _SLIP - 30, 0.7, EDGE)
    sheet.text(RIGHT_EDGE - 150, _SLIP - 20, _("Firma o huella"), _SMALL)
