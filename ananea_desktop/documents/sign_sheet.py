"""A list that is signed row by row: rows of equal height, a set number on a page, each text within its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.framed_page import shrunk
from ananea_desktop.documents.listing import BLANK, NUMBERS, SHARING, Column, GroupRow, Listing, shown
from ananea_desktop.documents.paper import (
    A4_LONG,
    A4_SHORT,
    DOT,
    EDGE,
    INK2,
    LEFT,
    LINE,
    MARGIN,
    RIGHT,
    WATERMARK,
    Block,
    Sheet,
    Style,
    block,
    start_paper,
)
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _

_NAME = Style(fonts.SEMIBOLD, 9, 11)
_FACTS = Style(fonts.REGULAR, 8.5, 11, INK2)
_TITLE = Style(fonts.SEMIBOLD, 14, 17)
_SUBTITLE = Style(fonts.REGULAR, 10, 12, INK2)
_HEADER = Style(fonts.SEMIBOLD, 8, 9.6, INK2)
_FOOT = Style(fonts.REGULAR, 7.5, 9.4, INK2)
_TEXT_SIZES = (9.0, 8.5, 8.0, 7.5)
"""Points, on one line."""
_TWO_LINE_SIZES = (7.0, 6.5, 6.0)
"""For what is longer, on two: both fit into the lowest row there is."""
_TIGHT = 1.02
_ABOVE_TITLE, _HEADER_ROOM = 9.0, 13.0
_HIGHEST = 36.0
_GAP = 8.0
_BOTTOM = 26.0
"""From the foot of the page to its last baseline."""


@dataclass(frozen=True)
class _Place:
    column: Column
    left: float
    width: float

    @property
    def is_number(self) -> bool:
        return self.column.kind in NUMBERS


def sign_sheet_pdf(listing: Listing) -> bytes:
    """The list as PDF, its header and foot on every page; equal listings give equal bytes."""
    size = (A4_LONG, A4_SHORT) if listing.landscape else (A4_SHORT, A4_LONG)
    canvas, buffer = start_paper(size, listing.title, listing.letterhead.name)
    rows = [row for row in listing.rows if not isinstance(row, GroupRow)]
    pages = max(1, ceil(len(rows) / listing.rows_to_page))
    each = ceil(len(rows) / pages)
    page = _Page(listing, *size, rows_on_it=max(1, each))
    for number in range(pages):
        page.draw(canvas, rows[number * each : (number + 1) * each], number + 1, pages)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Page:
    def __init__(self, listing: Listing, width: float, height: float, rows_on_it: int) -> None:
        self._listing = listing
        self._width, self._height = width, height
        self._right = width - MARGIN
        head = listing.letterhead
        ruc = _("RUC {ruc}").format(ruc=head.ruc) if head.ruc else ""
        inner = self._right - MARGIN
        self._name = shrunk(head.name, _NAME, inner - 120, 1)
        self._facts = shrunk(DOT.join(filter(None, (ruc, head.address))), _FACTS, inner - 120, 1)
        self._title = shrunk(listing.title, _TITLE, inner, 1)
        self._subtitle = shrunk(listing.subtitle, _SUBTITLE, inner, 2)
        notes = DOT.join(listing.all_notes)
        self._notes = shrunk(notes, _FOOT, inner, 2)
        self._places = _place(listing, inner)
        self._top = 30 + self._name.height + self._facts.height + self._title.height + self._subtitle.height
        self._top += _ABOVE_TITLE + _HEADER_ROOM - 4
        self._bottom = height - _BOTTOM - _FOOT.leading * (1 + len(self._notes.lines)) - 2
        self._row = min(_HIGHEST, (self._bottom - self._top) / rows_on_it)

    def draw(self, canvas: Any, rows: Sequence[Sequence[Any]], number: int, pages: int) -> None:
        sheet = Sheet(canvas, self._height)
        if self._listing.letterhead.is_sample:
            sheet.watermark([(_("MUESTRA"), WATERMARK)], self._width / 2, self._height / 2, 375)
        self._head(sheet)
        y = self._top
        for row in rows:
            self._draw_row(sheet, row, y)
            y += self._row
            sheet.rule(MARGIN, self._right, y, 0.5, LINE)
        for place in self._places:
            if place.column.kind == BLANK and rows:
                for x in (place.left - _GAP / 2, place.left + place.width):
                    sheet.upright(x, self._top, y, 0.5, LINE)
        if not rows:
            sheet.text(MARGIN, y + 14, _("No hay datos en esta lista."), _SUBTITLE)
        self._foot(sheet, number, pages)

    def _head(self, sheet: Sheet) -> None:
        y = 30.0
        printed = _("Impreso el {day}").format(day=format_date(self._listing.made_on))
        sheet.text(self._right, y, printed, _FACTS, RIGHT)
        for text, below in ((self._name, 0.0), (self._facts, _ABOVE_TITLE), (self._title, 0.0), (self._subtitle, 0.0)):
            sheet.block(MARGIN, y, text)
            y += text.height + below
        for place in self._places:
            align = RIGHT if place.is_number else LEFT
            x = place.left + place.width if place.is_number else place.left
            sheet.text(x, self._top - 4, place.column.title, _HEADER, align)
        sheet.rule(MARGIN, self._right, self._top, 0.9, EDGE)

    def _draw_row(self, sheet: Sheet, row: Sequence[Any], top: float) -> None:
        for place, value in zip(self._places, row, strict=True):
            if place.column.kind == BLANK:
                continue
            text = _fitted(shown(value, place.column.kind), place.width)
            align = RIGHT if place.is_number else LEFT
            x = place.left + place.width if place.is_number else place.left
            middle = top + self._row / 2 - text.height / 2
            sheet.block(x, middle + text.style.leading * 0.5 + text.style.size * 0.33, text, align)

    def _foot(self, sheet: Sheet, number: int, pages: int) -> None:
        y = self._height - _BOTTOM
        mark = _("MUESTRA") + DOT if self._listing.letterhead.is_sample else ""
        page = _("página {page} de {pages}").format(page=number, pages=pages)
        sheet.text(self._right, y, mark + page, _FOOT, RIGHT)
        sheet.text(MARGIN, y, self._listing.foot, _FOOT)
        sheet.block(MARGIN, y - _FOOT.leading * len(self._notes.lines), self._notes)


def _fitted(text: str, width: float) -> Block:
    """On one line, or on two, in the largest letters that fit; what nobody's name needs ends in «…»."""
    for lines, sizes in ((1, _TEXT_SIZES), (2, _TWO_LINE_SIZES)):
        for size in sizes:
            found = block(text, Style(fonts.REGULAR, size, size * _TIGHT), width)
            if len(found.lines) <= lines:
                return found
    return Block((found.lines[0], found.lines[1][:-1].rstrip() + "…"), found.style)


def _place(listing: Listing, inner: float) -> list[_Place]:
    """Figures as wide as they need; texts and what is signed share the rest by weight."""
    columns = listing.columns
    rows = [row for row in listing.rows if not isinstance(row, GroupRow)]
    fixed: dict[int, float] = {}
    for index, column in enumerate(columns):
        if column.kind not in SHARING:
            texts = {shown(row[index], column.kind) for row in rows}
            widths = [fonts.text_width(text, fonts.REGULAR, _TEXT_SIZES[0]) for text in texts]
            widths.append(fonts.text_width(column.title, _HEADER.font, _HEADER.size))
            fixed[index] = max(widths) + 1
    shared = inner - sum(fixed.values()) - _GAP * (len(columns) - 1)
    weights = sum(column.weight for column in columns if column.kind in SHARING)
    places, left = [], MARGIN
    for index, column in enumerate(columns):
        width = fixed.get(index, shared * column.weight / weights)
        places.append(_Place(column, left, width))
        left += width + _GAP
    return places
