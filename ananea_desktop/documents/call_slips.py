"""Slips that call people to the office, four to a page: for what is to be renewed, or what they owe."""

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
_TOTAL = Style(fonts.SEMIBOLD, 11.5, 14)


@dataclass(frozen=True, kw_only=True)
class Slip:
    name: str
    document: str
    things: tuple[tuple[str, str], ...]
    """Each with what stands right of it."""
    last: str = ""
    """A sentence under the things."""


@dataclass(frozen=True, kw_only=True)
class SlipWords:
    """What is the same on all of them."""

    file_title: str
    title: str
    call: str
    none: str
    """Of the sheet where there is no slip."""


def renewal_slips_pdf(
    people: Sequence[tuple[str, str, Sequence[tuple[str, date]]]], letterhead: Letterhead, made_on: date
) -> Steps[bytes]:
    """For each person, by name and document, the things with the day they are to be renewed."""
    words = SlipWords(
        file_title=_("Esquelas de renovación de equipos"),
        title=_("Renovación de equipos"),
        call=_("Acérquese a la oficina con su equipo usado. Le toca renovar:"),
        none=_("No hay equipos por renovar este mes."),
    )
    slips = [
        Slip(name=name, document=document, things=tuple((thing, due_words(day, made_on)) for thing, day in things))
        for name, document, things in people
    ]
    return slips_pdf(slips, words, letterhead, made_on)


def due_words(day: date, made_on: date) -> str:
    """``vencido el 23/11/2026``."""
    words = _("vencido el {day}") if day < made_on else _("vence el {day}")
    return words.format(day=format_date(day))


def slips_pdf(slips: Sequence[Slip], words: SlipWords, letterhead: Letterhead, made_on: date) -> Steps[bytes]:
    """Equal slips give equal bytes; a sheet that says so where there is none."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), words.file_title, letterhead.name)
    if not slips:
        Sheet(canvas, A4_LONG).text(MARGIN, 60, words.none, _NAME)
        canvas.showPage()
    for start in range(0, len(slips), _ON_A_PAGE):
        for index, slip in enumerate(slips[start : start + _ON_A_PAGE]):
            sheet = Sheet(canvas, A4_LONG - index * _SLIP)
            if letterhead.is_sample:
                sheet.watermark([(_("MUESTRA"), WATERMARK)], A4_SHORT / 2, _SLIP / 2, 230)
            _draw(sheet, slip, words, letterhead, made_on)
            if index + 1 < _ON_A_PAGE:
                sheet.dashes(0, A4_SHORT, _SLIP)
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def _draw(sheet: Sheet, slip: Slip, common: SlipWords, letterhead: Letterhead, made_on: date) -> None:
    y = 26.0
    dated = f"{letterhead.place}, {long_date(made_on)}"
    sheet.text(RIGHT_EDGE, y + 8, dated, _SMALL, RIGHT)
    for text, style in (
        (letterhead.name, _FROM),
        (common.title, _TITLE),
        (slip.name, _NAME),
        (slip.document, _SMALL),
        (common.call, _TEXT),
    ):
        words = block(text, style, WIDTH)
        sheet.block(MARGIN, y + style.size * 0.8, words)
        y += words.height + 2
    for thing, beside in slip.things[:_MOST]:
        fitting = block(f"•  {thing}", _TEXT, WIDTH - 190)  # a long one must not run into what stands beside it
        sheet.block(MARGIN + 10, y + 9, fitting)
        sheet.text(RIGHT_EDGE - 170, y + 9, beside, _TEXT)
        y += max(13.5, fitting.height)
    if len(slip.things) > _MOST:
        sheet.text(MARGIN + 10, y + 9, _("y {count} más").format(count=len(slip.things) - _MOST), _TEXT)
        y += 13.5
    if slip.last:
        sheet.text(MARGIN, y + 13, slip.last, _TOTAL)
    sheet.rule(RIGHT_EDGE - 150, RIGHT_EDGE, _SLIP - 30, 0.7, EDGE)
    sheet.text(RIGHT_EDGE - 150, _SLIP - 20, _("Firma o huella"), _SMALL)
