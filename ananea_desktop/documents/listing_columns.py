"""The columns of a listing: as wide as their figures need, the texts sharing the rest, in letters that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.documents import fonts
from ananea_desktop.documents.listing import NUMBERS, SHARING, Column, GroupRow, Listing, Value, shown
from ananea_desktop.documents.paper import INK2, LEFT, RIGHT, Style
from ananea_desktop.domain.steps import Steps

_SIZES = (9.0, 8.0, 7.0)
"""Points; smaller than 7 nobody reads."""
_GAP = 10.0
_LEAST_TEXT = 55.0
_ONE_LINE_TITLE = 70.0


@dataclass(frozen=True)
class Typeface:
    """The letters of one list."""

    row: Style
    heading: Style
    header: Style
    note: Style


@dataclass(frozen=True)
class Place:
    """A column on the page: ``x`` is where its text is hung, at the left or right edge by ``align``."""

    title: str
    kind: str
    left: float
    width: float
    align: str

    @property
    def x(self) -> float:
        return self.left + self.width if self.align == RIGHT else self.left


def typeface(size: float) -> Typeface:
    leading = size * 1.2
    return Typeface(
        row=Style(fonts.REGULAR, size, leading),
        heading=Style(fonts.SEMIBOLD, size, leading),
        header=Style(fonts.REGULAR, size - 0.5, leading, INK2),
        note=Style(fonts.REGULAR, size - 0.5, leading, INK2),
    )


def place_columns(listing: Listing, left: float, room: float) -> Steps[tuple[Typeface, list[Place]]]:
    """The largest letters in which figures stay on one line and texts keep a readable width."""
    columns = listing.columns
    room -= _GAP * (len(columns) - 1)
    face, widths = typeface(_SIZES[-1]), [0.0] * len(columns)
    for size in _SIZES:
        face = typeface(size)
        naturals = []
        for index in range(len(columns)):
            yield
            naturals.append(_natural_width(listing, index, face))
        fixed = sum(width for width, column in zip(naturals, columns, strict=True) if column.kind not in SHARING)
        widths = _widths(columns, naturals, room - fixed)
        if fixed + _LEAST_TEXT * sum(column.kind in SHARING for column in columns) <= room:
            break
    else:
        scale = room / max(room, sum(widths))
        widths = [width * scale for width in widths]
    places = []
    for column, width in zip(columns, widths, strict=True):
        align = RIGHT if column.kind in NUMBERS else LEFT
        places.append(Place(column.title, column.kind, left, width, align))
        left += width + _GAP
    return face, places


def _natural_width(listing: Listing, index: int, face: Typeface) -> float:
    """What the column would take with nothing wrapped but a long title."""
    column = listing.columns[index]
    rows: list[Sequence[Value]] = [row.values if isinstance(row, GroupRow) else row for row in listing.rows]
    texts = {shown(row[index], column.kind) for row in rows if len(row) > index}
    widths = [_width(text, face.row) for text in texts]
    widths.append(_title_width(column.title, face.header))
    bold: list[Sequence[Value]] = [row.values for row in listing.rows if isinstance(row, GroupRow)]
    if listing.totals is not None:
        bold.append(listing.totals)
    if column.kind not in SHARING:
        widths += [_width(shown(row[index], column.kind), face.heading) for row in bold if _is_figure(row, index)]
    return max(widths, default=0.0) + 0.1


def _title_width(title: str, style: Style) -> float:
    """Of a title on one line, or of a long one on the two lines that make it narrowest."""
    words, whole = title.split(), _width(title, style)
    if whole <= _ONE_LINE_TITLE:
        return whole
    halves = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words)))
    return min((max(_width(half, style) for half in both) for both in halves), default=whole)


def _is_figure(row: Sequence[Value], index: int) -> bool:
    return len(row) > index and not isinstance(row[index], str)


def _width(text: str, style: Style) -> float:
    return fonts.text_width(fonts.printable(text), style.font, style.size)


def _widths(columns: Sequence[Column], naturals: Sequence[float], room: float) -> list[float]:
    """Figures as wide as they are; texts by weight, none narrower than it needs, or, where room lacks, none wider."""
    widths = list(naturals)
    waiting = [index for index, column in enumerate(columns) if column.kind in SHARING]
    pick = max if sum(naturals[index] for index in waiting) <= room else min
    while waiting:
        share = room / sum(columns[index].weight for index in waiting)
        shares = {index: share * columns[index].weight for index in waiting}
        settled = [index for index in waiting if pick(naturals[index], shares[index]) != shares[index]]
        if not settled:
            for index in waiting:
                widths[index] = max(shares[index], 1.0)
        room -= sum(naturals[index] for index in settled)
        waiting = [index for index in waiting if index not in settled] if settled else []
    return widths
