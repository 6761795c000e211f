"""Rows of a table in running text: cells that wrap in columns, with room to sign; their header stands on each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ananea_desktop.documents import fonts
from ananea_desktop.documents.flow import RIGHT_EDGE, AnyPart
from ananea_desktop.documents.paper import EDGE, INK2, LINE, MARGIN, Block, Sheet, Style, block

HEADER = Style(fonts.REGULAR, 9, 11, INK2)
CELL = Style(fonts.REGULAR, 10, 12.5)
STRONG = Style(fonts.SEMIBOLD, 10, 12.5)
_PAD = 4.0


@dataclass(frozen=True)
class GridRow:
    """``edges``: the left of each column, and the right of the last. ``least``: its height at least, to sign in."""

    cells: tuple[Block, ...]
    edges: tuple[float, ...]
    least: float = 0.0
    boxed: bool = False
    header: "GridRow | None" = None
    above: float = 0.0
    keeps_next: bool = False

    @cached_property
    def height(self) -> float:
        return max(self.least, max(cell.height for cell in self.cells) + 2 * _PAD)

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        for x, cell in zip(self.edges, self.cells, strict=False):
            top = y + (self.height - cell.height) / 2
            style = cell.style
            sheet.block(x + (_PAD if self.boxed else 0), top + style.leading * 0.5 + style.size * 0.32, cell)
        grey = EDGE if self.boxed else LINE
        sheet.rule(self.edges[0], self.edges[-1], y + self.height, 0.6, grey)
        if self.boxed:
            sheet.rule(self.edges[0], self.edges[-1], y, 0.6, grey)
            for x in self.edges:
                sheet.upright(x, y, y + self.height, 0.6, grey)


def edges(*widths: float) -> tuple[float, ...]:
    """Where columns of these widths stand; a 0 takes what they leave of the page."""
    left = RIGHT_EDGE - MARGIN - sum(widths)
    found = [MARGIN]
    for width in widths:
        found.append(found[-1] + (width or left))
    return tuple(found)


def row(
    texts: Sequence[str],
    at: tuple[float, ...],
    style: Style = CELL,
    *,
    least: float = 0.0,
    boxed: bool = False,
    header: GridRow | None = None,
    above: float = 0.0,
    keeps_next: bool = False,
) -> GridRow:
    """One row; each text wraps within its column."""
    cells = tuple(block(text, style, at[index + 1] - at[index] - 2 * _PAD) for index, text in enumerate(texts))
    return GridRow(cells, at, least, boxed, header, above, keeps_next)


def table(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    at: tuple[float, ...],
    *,
    least: float = 0.0,
    boxed: bool = False,
    above: float = 12.0,
) -> list[AnyPart]:
    """A header and its rows; the header comes again on each page."""
    header = row(titles, at, HEADER, boxed=boxed, above=above, keeps_next=True)
    again = row(titles, at, HEADER, boxed=boxed)
    return [header, *(row(texts, at, least=least, boxed=boxed, header=again) for texts in rows)]


def kept_together(parts: Sequence[AnyPart]) -> list[AnyPart]:
    """The parts with the last of them on the page of what follows, as the last row of a list with its signatures."""
    return [*parts[:-1], replace(parts[-1], keeps_next=True)]
