"""Ficha del socio: one A4 with the photo, what is known of the person, and the newest of each thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, draw_frame, letterhead_end
from ananea_desktop.documents.framed_page import shrunk
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    CENTER,
    DOT,
    EDGE,
    INK2,
    LINE,
    MARGIN,
    RIGHT,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.documents.portrait import PROPORTION, draw_portrait
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

_TITLE = Style(fonts.REGULAR, 10.5, 13, INK2)
_NAME = Style(fonts.SEMIBOLD, 18, 22)
_CAPTION = Style(fonts.REGULAR, 9, 13, INK2)
_FACT = Style(fonts.REGULAR, 10, 13)
_SECTION = Style(fonts.SEMIBOLD, 11.5, 15)
_LINE = Style(fonts.REGULAR, 9, 11.5)
_REMARK = Style(fonts.REGULAR, 8.5, 11, INK2)
_PORTRAIT = 92.0
_CAPTION_WIDTH = 96.0
_COLUMN_GAP = 24.0
_COLUMN = (WIDTH - _COLUMN_GAP) / 2
_SIGN_Y = A4_LONG - 78
_ROOM = _SIGN_Y - 52
MOST_LINES = 14


@dataclass(frozen=True, kw_only=True)
class SheetSection:
    title: str
    lines: tuple[tuple[str, str], ...]
    """What, and a remark right of it (a date, a quantity, an amount); the newest first."""


@dataclass(frozen=True, kw_only=True)
class MemberSheet:
    letterhead: Letterhead
    title: str
    name: str
    standing: str
    """``Socio/a N.º 12 · Hábil desde el 12/03/2014``."""
    facts: tuple[tuple[str, str], ...]
    sections: tuple[SheetSection, ...]
    photo: bytes | None
    initials: str
    made_on: date


def member_sheet_pdf(paper: MemberSheet) -> bytes:
    """One page, however much is noted: of long lists it says how many more. Equal ones give equal bytes."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), paper.title, paper.letterhead.name)
    sheet = Sheet(canvas, A4_LONG)
    printed = _("Impreso el {day}").format(day=format_date(paper.made_on))
    foot = DOT.join((printed, _("Contiene datos personales (Ley 29733)")))
    draw_frame(sheet, paper.letterhead, foot, 1, 1)
    top = letterhead_end(paper.letterhead) + 14
    draw_portrait(canvas, A4_LONG, RIGHT_EDGE - _PORTRAIT, top, _PORTRAIT, paper.photo, paper.initials)
    y = _head(sheet, paper, top)
    y = max(y, top + _PORTRAIT * PROPORTION) + 16
    for left, start, section, shown in _placed(paper.sections, y):
        _draw_section(sheet, left, start, section, shown)
    sheet.rule(MARGIN + 130, RIGHT_EDGE - 130, _SIGN_Y, 0.7, EDGE)
    sheet.text(A4_SHORT / 2, _SIGN_Y + 13, _("Firma o huella"), _REMARK, CENTER)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(sheet: Sheet, paper: MemberSheet, y: float) -> float:
    room = WIDTH - _PORTRAIT - 18
    for text, style, lines in (
        (paper.title, _TITLE, 1),
        (paper.name, _NAME, 2),
        (paper.standing, _FACT, 2),
    ):
        words = shrunk(text, style, room, lines)
        sheet.block(MARGIN, y + style.size, words)
        y += words.height + 2
    y += 8
    for caption, value in paper.facts:
        words = shrunk(value, _FACT, room - _CAPTION_WIDTH, 2)
        sheet.text(MARGIN, y + 10, caption, _CAPTION)
        sheet.block(MARGIN + _CAPTION_WIDTH, y + 10, words)
        y += words.height + 1
    return y


def _placed(sections: Sequence[SheetSection], top: float) -> list[tuple[float, float, SheetSection, int]]:
    """Where each stands, in the column that is shorter, and how many of its lines: as many as all have room for."""
    for most in range(MOST_LINES, 0, -1):
        ends = [top, top]
        placed = []
        for section in sections:
            column = ends.index(min(ends))
            shown = min(most, len(section.lines))
            placed.append((MARGIN + column * (_COLUMN + _COLUMN_GAP), ends[column], section, shown))
            ends[column] += _height(section, shown)
        if max(ends) <= _ROOM:
            break
    return placed


def _height(section: SheetSection, shown: int) -> float:
    more = _REMARK.leading if shown < len(section.lines) else 0
    return _SECTION.leading + 6 + shown * (_LINE.leading + 2) + more + 12


def _draw_section(sheet: Sheet, left: float, y: float, section: SheetSection, shown: int) -> None:
    sheet.text(left, y + 11, section.title, _SECTION)
    y += _SECTION.leading + 2
    sheet.rule(left, left + _COLUMN, y, 0.5, LINE)
    y += 3
    for text, remark in section.lines[:shown]:
        width = fonts.text_width(remark, _REMARK.font, _REMARK.size)
        sheet.text(left + _COLUMN, y + 9, remark, _REMARK, RIGHT)
        words = block(text, _LINE, _COLUMN - width - 8)
        first = words.lines[0] if words.lines else ""
        sheet.text(left, y + 9, first if len(words.lines) < 2 else first[:-1].rstrip(" ,") + "…", _LINE)
        y += _LINE.leading + 2
    left_out = len(section.lines) - shown
    if left_out:
        sheet.text(left, y + 8, _("y {count} más").format(count=left_out), _REMARK)
