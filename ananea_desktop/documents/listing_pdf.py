"""A listing on A4: white, hairlines, figures in line, its header on every page, and no text cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.listing import BLANK, STEP_ROWS, GroupRow, Listing, Value, first_filled, shown
from ananea_desktop.documents.listing_columns import Place, Typeface, place_columns
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
from ananea_desktop.domain.steps import Steps, at_once

_NAME = Style(fonts.SEMIBOLD, 9, 11)
_FACTS = Style(fonts.REGULAR, 8.5, 11, INK2)
_TITLE = Style(fonts.SEMIBOLD, 15, 18)
_SUBTITLE = Style(fonts.REGULAR, 10, 12.5, INK2)
_FOOT = Style(fonts.REGULAR, 8, 10, INK2)

_PADS = (6.0, 4.0, 2.0, 1.2)
"""Space in a row: the airiest that keeps the list on one page; on several pages the second."""
_FOOT_ROOM = 38
_PRINTED_ON_WIDTH = 120
_LINES_KEPT_TOGETHER = 25
_BOX_HEIGHT = 15.0
"""Room to write a word by hand."""
_SIGN_ROOM, _SIGN_WIDTH, _SIGN_GAP = 46, 160, 22
"""Over the line to sign on, its least width, and what stands between two of them."""


@dataclass(frozen=True, slots=True)  # a long list has a hundred thousand of them
class _Cell:
    x: float
    align: str
    block: Block
    box: float = 0.0
    """Width of the box to write in; none where it is 0."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """One row of the paper, of whatever kind."""

    cells: tuple[_Cell, ...]
    rule: float | None = None
    """Grey of the line above."""
    keeps_next: bool = False
    """Stays on one page with what follows: a heading with its rows, the last row with the totals."""
    sign_width: float = 0.0
    """Of the line to sign on over each cell; none where it is 0."""
    text_height: float = field(init=False)
    """Of its highest cell and the white above it, in points."""

    @property
    def room(self) -> float:
        """White above the text, to sign in."""
        return _SIGN_ROOM if self.sign_width else 0.0

    def __post_init__(self) -> None:
        highest = max((cell.block.height for cell in self.cells), default=0.0)
        if any(cell.box for cell in self.cells):
            highest = max(highest, _BOX_HEIGHT)
        object.__setattr__(self, "text_height", self.room + highest)

    def pieces(self) -> Iterator["_Strip"]:
        """Itself, or, when no page might hold it, its parts."""
        longest = max((len(cell.block.lines) for cell in self.cells), default=0)
        if longest <= _LINES_KEPT_TOGETHER:
            yield self
            return
        for start in range(0, longest, _LINES_KEPT_TOGETHER):
            part = slice(start, start + _LINES_KEPT_TOGETHER)
            cells = tuple(
                _Cell(cell.x, cell.align, Block(cell.block.lines[part], cell.block.style)) for cell in self.cells
            )
            yield _Strip(cells, self.rule if start == 0 else None)


def listing_pdf(listing: Listing) -> bytes:
    """The whole paper."""
    return at_once(pdf_steps(listing))


def pdf_steps(listing: Listing) -> Steps[bytes]:
    """The list as PDF; equal listings give equal bytes. Text wraps in its cell and is printed literally."""
    size = (A4_LONG, A4_SHORT) if listing.landscape else (A4_SHORT, A4_LONG)
    canvas, buffer = start_paper(size, listing.title, listing.letterhead.name)
    placed = yield from place_columns(listing, MARGIN, size[0] - 2 * MARGIN)
    paper = _Paper(listing, *size, *placed)
    pad, counts = yield from paper.pages()
    strips = paper.strips()
    for number, count in enumerate(counts, start=1):
        yield
        words = _("página {page} de {pages}").format(page=number, pages=len(counts))
        paper.draw(canvas, list(islice(strips, count)), pad, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Paper:
    """A listing measured for one size of page."""

    def __init__(self, listing: Listing, width: float, height: float, face: Typeface, places: Sequence[Place]) -> None:
        self._listing = listing
        self._width = width
        self._height = height
        self._right = width - MARGIN
        facts = DOT.join(filter(None, (_ruc(listing.letterhead.ruc), listing.letterhead.address)))
        self._name = block(listing.letterhead.name, _NAME, width - 2 * MARGIN - _PRINTED_ON_WIDTH)
        self._facts = block(facts, _FACTS, width - 2 * MARGIN)
        self._title = block(listing.title, _TITLE, width - 2 * MARGIN)
        self._subtitle = block(listing.subtitle, _SUBTITLE, width - 2 * MARGIN)
        self._face, self._places = face, places
        self._header = self._header_strip()

    def strips(self) -> Iterator[_Strip]:
        """All of it, from the top; made anew each time, for of a long list they would fill the memory."""
        for strip in self._all_strips():
            yield from strip.pieces()

    def pages(self) -> Steps[tuple[float, list[int]]]:
        """How airy the rows are, and how many strips stand on each page."""
        units: list[tuple[int, float]] = []
        for unit in _units(self.strips()):
            if len(units) % STEP_ROWS == 0:
                yield
            units.append(unit)
        needed, count = sum(height for _count, height in units), sum(count for count, _height in units)
        room = self._height - _FOOT_ROOM - self._rows_top
        for pad in _PADS:
            if needed + count * pad <= room:
                return pad, [count]
        return _PADS[1], _paginate(units, _PADS[1], room)

    @property
    def _title_top(self) -> float:
        return 34 + self._name.height + self._facts.height

    @property
    def _rows_top(self) -> float:
        return self._title_top + self._title.height + self._subtitle.height + 10 + self._header.text_height

    def _header_strip(self) -> _Strip:
        style = self._face.header
        return _Strip(
            tuple(_Cell(place.x, place.align, block(place.title, style, place.width)) for place in self._places)
        )

    def _all_strips(self) -> Iterator[_Strip]:
        listing = self._listing
        last = len(listing.rows) - 1
        for index, row in enumerate(listing.rows):
            rule = LINE if index > 0 else None
            if isinstance(row, GroupRow):
                yield self._heading(listing.cells(row), rule, keeps_next=True)
            else:
                yield self._row(row, rule, keeps_next=index == last and listing.totals is not None)
        if not listing.rows:
            yield self._note(_("No hay datos en esta lista."))
        if listing.totals is not None:
            yield self._heading(listing.totals, EDGE)
        for index, note in enumerate(listing.all_notes):
            yield self._note(note, keeps_next=index == len(listing.all_notes) - 1 and bool(listing.signers))
        yield from self._signatures()

    def _signatures(self) -> Iterator[_Strip]:
        """As many side by side as the page is wide enough for."""
        signers, whole = self._listing.signers, self._right - MARGIN
        beside = max(1, min(len(signers), int((whole + _SIGN_GAP) // (_SIGN_WIDTH + _SIGN_GAP))))
        step = (whole + _SIGN_GAP) / beside
        width = step - _SIGN_GAP
        for start in range(0, len(signers), beside):
            cells = (
                _Cell(MARGIN + index * step, LEFT, self._signer(signer, width))
                for index, signer in enumerate(signers[start : start + beside])
            )
            yield _Strip(tuple(cells), keeps_next=start + beside < len(signers), sign_width=width)

    def _signer(self, signer: tuple[str, str], width: float) -> Block:
        lines = [line for text in signer if text for line in block(text, self._face.note, width).lines]
        return Block(tuple(lines), self._face.note)

    def _row(self, values: Sequence[Value], rule: float | None, keeps_next: bool) -> _Strip:
        cells = (self._cell(place, value) for place, value in zip(self._places, values, strict=True))
        return _Strip(tuple(cells), rule, keeps_next)

    def _cell(self, place: Place, value: Value) -> _Cell:
        if place.kind == BLANK:
            return _Cell(place.left, LEFT, block("", self._face.row, place.width), place.width)
        return _Cell(place.x, place.align, block(shown(value, place.kind), self._face.row, place.width))

    def _heading(self, values: Sequence[Value], rule: float | None, keeps_next: bool = False) -> _Strip:
        """A semibold row whose first text may run on over the empty cells after it."""
        style = self._face.heading
        cells = [
            _Cell(place.x, place.align, block(shown(value, place.kind), style, place.width))
            for place, value in zip(self._places, values, strict=True)
        ]
        if isinstance(values[0], str):
            filled = first_filled(values)
            end = self._right if filled is None else self._places[filled].left - 8
            width = max(self._places[0].width, end - MARGIN)
            cells[0] = _Cell(MARGIN, LEFT, block(values[0], style, width))
        return _Strip(tuple(cells), rule, keeps_next)

    def _note(self, text: str, keeps_next: bool = False) -> _Strip:
        cell = _Cell(MARGIN, LEFT, block(text, self._face.note, self._width - 2 * MARGIN))
        return _Strip((cell,), keeps_next=keeps_next)

    def draw(self, canvas: Any, strips: Sequence[_Strip], pad: float, page: str) -> None:
        sheet = Sheet(canvas, self._height)
        if self._listing.letterhead.is_sample:
            sheet.watermark([(_("MUESTRA"), WATERMARK)], self._width / 2, self._height / 2, 375)
        self._draw_head(sheet)
        y = self._rows_top
        for index, strip in enumerate(strips):
            if strip.rule is not None and index > 0:
                sheet.rule(MARGIN, self._right, y, 0.9 if strip.rule == EDGE else 0.5, strip.rule)
            self._draw_strip(sheet, strip, y + pad / 2)
            y += strip.text_height + pad
        self._draw_foot(sheet, page)

    def _draw_head(self, sheet: Sheet) -> None:
        sheet.block(MARGIN, 34, self._name)
        printed = _("Impreso el {day}").format(day=format_date(self._listing.made_on))
        sheet.text(self._right, 34, printed, _FACTS, RIGHT)
        sheet.block(MARGIN, 34 + self._name.height, self._facts)
        sheet.block(MARGIN, self._title_top + 9, self._title)
        sheet.block(MARGIN, self._title_top + 6 + self._title.height, self._subtitle)
        self._draw_strip(sheet, self._header, self._rows_top - self._header.text_height - 3)
        sheet.rule(MARGIN, self._right, self._rows_top, 0.9, EDGE)

    def _draw_strip(self, sheet: Sheet, strip: _Strip, top: float) -> None:
        for cell in strip.cells:
            style = cell.block.style
            if strip.sign_width:
                sheet.rule(cell.x, cell.x + strip.sign_width, top + strip.room, 0.7, EDGE)
            if cell.box:
                sheet.frame(cell.x, top + strip.room - 1, cell.box, strip.text_height - strip.room + 2, 0.5, EDGE)
            sheet.block(cell.x, top + strip.room + style.leading * 0.5 + style.size * 0.32, cell.block, cell.align)

    def _draw_foot(self, sheet: Sheet, page: str) -> None:
        y = self._height - 26
        sheet.text(MARGIN, y, self._listing.foot, _FOOT)
        mark = _("MUESTRA") + DOT if self._listing.letterhead.is_sample else ""
        sheet.text(self._right, y, mark + page, _FOOT, RIGHT)


def _ruc(ruc: str) -> str:
    return _("RUC {ruc}").format(ruc=ruc) if ruc else ""


def _units(strips: Iterable[_Strip]) -> Iterator[tuple[int, float]]:
    """The strips in groups that stay on one page: how many, and how high their texts are together."""
    count, height = 0, 0.0
    for strip in strips:
        count, height = count + 1, height + strip.text_height
        if not strip.keeps_next:
            yield count, height
            count, height = 0, 0.0
    if count:
        yield count, height


def _paginate(units: Iterable[tuple[int, float]], pad: float, room: float) -> list[int]:
    """How many strips each page takes."""
    pages, used = [0], 0.0
    for count, text_height in units:
        height = text_height + count * pad
        if pages[-1] and used + height > room:
            pages.append(0)
            used = 0.0
        pages[-1] += count
        used += height
    return pages
