"""The notice of an assembly: one large page for the wall, and a slip for each member with a receipt to tear off."""

from collections.abc import Sequence

from ananea_desktop.documents import fonts
from ananea_desktop.documents.assembly import BLANK, AssemblyPaper, Person, day_text, first_call_text, second_call_text
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    DOT,
    EDGE,
    INK2,
    MARGIN,
    RIGHT,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.dates import format_time, long_date
from ananea_desktop.domain.language import _

_TITLE = Style(fonts.BOLD, 30, 36)
_SUBTITLE = Style(fonts.SEMIBOLD, 20, 26)
_LABEL = Style(fonts.REGULAR, 13, 17, INK2)
_TEXT = Style(fonts.REGULAR, 14, 19)
_LARGE = Style(fonts.SEMIBOLD, 20, 25)
_HEADING = Style(fonts.SEMIBOLD, 16, 21)
_LABEL_WIDTH = 140
_MARK_WIDTH = 26


def notice_pdf(paper: AssemblyPaper) -> bytes:
    """The notice, in letters that are read from some steps away; a long agenda flows on."""
    title = _("Convocatoria")
    parts: list[AnyPart] = [
        Part(block(title, _TITLE, WIDTH)),
        Part(block(paper.title, _SUBTITLE, WIDTH)),
        Part(block(_("Se cita a todos los socios y socias hábiles de la cooperativa."), _TEXT, WIDTH), above=14),
        *_facts(paper),
        Part(block(_("Agenda"), _HEADING, WIDTH), above=18, keeps_next=True),
    ]
    for number, item in enumerate(paper.agenda, start=1):
        mark = block(f"{number}.", _TEXT, _MARK_WIDTH)
        is_last = number == len(paper.agenda)
        parts.append(Part(block(item, _TEXT, WIDTH - _MARK_WIDTH), MARGIN + _MARK_WIDTH, 5, mark, is_last))
    dated = f"{paper.letterhead.place}, {long_date(paper.made_on)}"
    parts.append(Part(block(dated, _LABEL, WIDTH), above=24, keeps_next=True))
    signer = (paper.letterhead.president_name, _("Presidente/a del Consejo de Administración"))
    return flow_pdf(paper.letterhead, f"{title}: {paper.title}", signed(parts, [signer], above=18))


def _facts(paper: AssemblyPaper) -> list[Part]:
    facts = (
        (_("Día"), day_text(paper), _LARGE),
        (_("Lugar"), paper.place, _LARGE),
        (_("Primera convocatoria"), first_call_text(paper), _TEXT),
        (_("Segunda convocatoria"), second_call_text(paper), _TEXT),
    )
    parts = []
    for label, value, style in facts:
        if value:
            time, comma, rule = value.partition(", ") if style is _TEXT else (value, "", "")
            mark = block(label, _LABEL, _LABEL_WIDTH - 12)
            x, width = MARGIN + _LABEL_WIDTH, WIDTH - _LABEL_WIDTH
            parts.append(Part(block(time, _LARGE, width), x, 14, mark))
            if comma:
                parts.append(Part(block(rule, _TEXT, width), x))
    return parts


# the slips

_ON_A_PAGE = 4
_SLIP = A4_LONG / _ON_A_PAGE
_STUB_LEFT = A4_SHORT - MARGIN - 172
_TEXT_WIDTH = _STUB_LEFT - 14 - MARGIN

_FROM = Style(fonts.SEMIBOLD, 10, 12)
_SMALL = Style(fonts.REGULAR, 9.5, 12, INK2)
_WHAT = Style(fonts.BOLD, 14, 17)
_NAME = Style(fonts.SEMIBOLD, 12.5, 15)
_WHEN = Style(fonts.SEMIBOLD, 11.5, 14)
_AGENDA = Style(fonts.REGULAR, 10, 12.5)
_MARK = Style(fonts.SEMIBOLD, 8, 10, INK2)
_LONGEST_NAME = 2
_LONGEST_FACT = 2


def slips_pdf(paper: AssemblyPaper) -> bytes:
    """Four slips a page, one for each member who may vote; without a member, blank ones to fill in by hand."""
    title = _("Esquelas de citación")
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), f"{title}: {paper.title}", paper.letterhead.name)
    people = paper.people or [Person(name=BLANK)] * _ON_A_PAGE
    for start in range(0, len(people), _ON_A_PAGE):
        page = people[start : start + _ON_A_PAGE]
        for index, person in enumerate(page):
            sheet = Sheet(canvas, A4_LONG - index * _SLIP)
            if paper.letterhead.is_sample:
                sheet.watermark([(_("MUESTRA"), WATERMARK)], MARGIN + _TEXT_WIDTH / 2, _SLIP / 2, 230)
            _draw_slip(sheet, paper, person)
            _draw_stub(sheet, paper, person)
            if index + 1 < _ON_A_PAGE:
                sheet.dashes(0, A4_SHORT, _SLIP)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_slip(sheet: Sheet, paper: AssemblyPaper, person: Person) -> None:
    y = 26.0
    known = DOT.join(filter(None, (_number(person), person.document)))
    lines = (
        (paper.letterhead.name, _FROM, _LONGEST_FACT),
        (_("Citación a {assembly}").format(assembly=paper.title), _WHAT, _LONGEST_FACT),
        (person.name, _NAME, _LONGEST_NAME),
        (known, _SMALL, 1),
        (f"{day_text(paper)}{DOT}{_calls(paper)}", _WHEN, _LONGEST_FACT),
        (paper.place, _WHEN, _LONGEST_FACT),
    )
    for text, style, longest in lines:
        y = _draw_lines(sheet, MARGIN, y, _cut(block(text, style, _TEXT_WIDTH), longest, _TEXT_WIDTH)) + 2
    room = int((_SLIP - 24 - y) // _AGENDA.leading)
    agenda = block(_agenda_line(paper.agenda), _AGENDA, _TEXT_WIDTH)
    _draw_lines(sheet, MARGIN, y + 2, _cut(agenda, max(1, room), _TEXT_WIDTH))


def _draw_stub(sheet: Sheet, paper: AssemblyPaper, person: Person) -> None:
    """What stays with the cooperative: that the notice was received (domain.md §3.1)."""
    sheet.dashes_down(_STUB_LEFT - 10, 12, _SLIP - 12)
    width = RIGHT_EDGE - _STUB_LEFT
    y = _draw_lines(sheet, _STUB_LEFT, 26, block(_("Recibí la citación a la asamblea"), _FROM, width))
    y = _draw_lines(sheet, _STUB_LEFT, y, block(long_date(paper.held_on), _SMALL, width)) + 3
    y = _draw_lines(sheet, _STUB_LEFT, y, _cut(block(person.name, _NAME, width), _LONGEST_NAME + 1, width))
    _draw_lines(sheet, _STUB_LEFT, y, block(DOT.join(filter(None, (_number(person), person.document))), _SMALL, width))
    bottom = _SLIP - 30
    sheet.rule(_STUB_LEFT, RIGHT_EDGE, bottom - 30, 0.7, EDGE)
    sheet.text(_STUB_LEFT, bottom - 21, _("Firma o huella"), _SMALL)
    sheet.text(_STUB_LEFT, bottom + 6, _("Fecha"), _SMALL)
    left = _STUB_LEFT + fonts.text_width(_("Fecha"), _SMALL.font, _SMALL.size) + 6
    sheet.rule(left, RIGHT_EDGE - 54, bottom + 7, 0.7, EDGE)
    if paper.letterhead.is_sample:
        sheet.text(RIGHT_EDGE, bottom + 6, _("MUESTRA"), _MARK, RIGHT)


def _number(person: Person) -> str:
    return _("Socio/a N.º {number}").format(number=person.number) if person.number else ""


def _calls(paper: AssemblyPaper) -> str:
    first = format_time(paper.first_call)
    if not paper.second_call:
        return first
    return _("{first} (segunda: {second})").format(first=first, second=format_time(paper.second_call))


def _agenda_line(agenda: Sequence[str]) -> str:
    items = "  ".join(f"{number}.\u00a0{item}" for number, item in enumerate(agenda, start=1))
    return _("Agenda: {items}").format(items=items)


def _cut(text: Block, lines: int, width: float) -> Block:
    """No more than so many lines; what is left out shows as an ellipsis, and stands whole on the notice."""
    if len(text.lines) <= lines:
        return text
    style = text.style
    last = text.lines[lines - 1]
    while last and fonts.text_width(last + "…", style.font, style.size) > width:
        last = last[:-1]
    return Block((*text.lines[: lines - 1], last.rstrip() + "…"), style)


def _draw_lines(sheet: Sheet, x: float, y: float, text: Block) -> float:
    """Draws a block with its top at ``y``; returns where it ends."""
    sheet.block(x, y + text.style.size * 0.8, text)
    return y + text.height
