"""Texts, boxes, pictures, charts and tables placed on a page, in points from its upper left corner.

Texts are measured in the letters the file will have, so that none leaves its box: slides_pdf, slides_pptx and the
printed reports only write down what stands here.
"""

from dataclasses import dataclass
from functools import lru_cache

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_parts import ELLIPSIS
from ananea_desktop.documents.charts import Chart, Look


@dataclass(frozen=True)
class Face:
    """The letters of a kind of file: their names there, and what they measure."""

    names: dict[str, str]
    width_of: fonts.WidthOf


@lru_cache(maxsize=20_000)
def _arial_share(text: str, font: str) -> float:
    """Of a point's letters. A letter that Helvetica lacks counts as an m."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    known = "".join(character if character.encode("cp1252", "ignore") else "m" for character in text)
    return float(stringWidth(known, "Helvetica" if font == fonts.REGULAR else "Helvetica-Bold", 1))


@lru_cache(maxsize=20_000)
def _source_sans_share(text: str, font: str) -> float:
    return fonts.text_width(text, font, 1)


def _arial_width(text: str, font: str, size: float) -> float:
    """Arial is as wide as the Helvetica that every PDF program knows."""
    return _arial_share(text, font) * size


def _source_sans_width(text: str, font: str, size: float) -> float:
    return _source_sans_share(text, font) * size


SOURCE_SANS = Face({face: face for face in fonts.FACES}, _source_sans_width)
ARIAL = Face(dict.fromkeys(fonts.FACES, "Arial"), _arial_width)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in its box, already broken into the lines it takes there."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    font: str
    size: float
    colour: str = "ink"
    align: str = "left"
    middle: bool = False
    """Stands in the middle of its height; else at its top."""
    is_title: bool = False
    part: str = ""
    """``footer`` or ``page``: what repeats on each slide."""

    @property
    def leading(self) -> float:
        return self.size * 1.2

    @property
    def top(self) -> float:
        """Of the first line."""
        return self.y + (self.height - len(self.lines) * self.leading) / 2 if self.middle else self.y


@dataclass(frozen=True, kw_only=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    look: Look = Look.SOLID
    colour: str = ""
    """A token that fills it in place of its look."""
    is_blank: bool = False
    """An outline to write into."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A photo whole in its frame, or cut to fill it."""

    x: float
    y: float
    width: float
    height: float
    image: bytes
    fills: bool = False
    at_left: bool = False
    """Whole, it stands at the left of its frame and not in its middle."""
    describes: str = ""


@dataclass(frozen=True, kw_only=True)
class Icon:
    x: float
    y: float
    side: float
    name: str
    colour: str = "bar"


@dataclass(frozen=True, kw_only=True)
class ChartPlace:
    x: float
    y: float
    width: float
    height: float
    chart: Chart
    size: float


@dataclass(frozen=True, kw_only=True)
class Cell:
    lines: tuple[str, ...]
    right: bool
    strong: bool


@dataclass(frozen=True, kw_only=True)
class TablePlace:
    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The first is the header; the last the totals where ``has_totals``."""
    has_totals: bool
    size: float


Element = Words | Box | Picture | Icon | ChartPlace | TablePlace


@dataclass(frozen=True)
class Page:
    elements: tuple[Element, ...]
    notes: str = ""


class Pen:
    """Puts texts on one page: measured, broken into lines, made smaller where they need it and cut where they must."""

    def __init__(self, face: Face, width: float, edge: float, least: float) -> None:
        """``edge``: what stays free at both sides; ``least``: no letters are smaller."""
        self.face = face
        self.width = width
        self.edge = edge
        self.least = least
        self.elements: list[Element] = []

    @property
    def inner(self) -> float:
        """Between the edges."""
        return self.width - 2 * self.edge

    def add(self, element: Element) -> None:
        self.elements.append(element)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        size: float,
        least: float | None = None,
        font: str = fonts.REGULAR,
        colour: str = "ink",
        align: str = "left",
        middle: bool = False,
        is_title: bool = False,
    ) -> Words:
        """Places a text as large as it fits, from ``size`` down to ``least``; what still does not fit ends in «…»."""
        size, lines = self.fit(text, width, height, size, self.least if least is None else least, font)
        words = Words(
            x=x,
            y=y,
            width=width,
            height=height,
            lines=lines,
            font=font,
            size=size,
            colour=colour,
            align=align,
            middle=middle,
            is_title=is_title,
        )
        self.add(words)
        return words

    def fit(
        self, text: str, width: float, height: float, size: float, least: float, font: str
    ) -> tuple[float, tuple[str, ...]]:
        while True:
            lines = self.wrap(text, font, size, width)
            if len(lines) * size * 1.2 <= height + 0.5 or size <= least:
                break
            size = max(least, size - 1)
        room = max(1, int((height + 0.5) / (size * 1.2)))
        if len(lines) > room:
            last = lines[room - 1]
            while last and self.width_of(last + ELLIPSIS, font, size) > width:
                last = last[:-1]
            lines = [*lines[: room - 1], last.rstrip() + ELLIPSIS]
        return size, tuple(lines)

    def width_of(self, text: str, font: str, size: float) -> float:
        return self.face.width_of(text, font, size)

    def wrap(self, text: str, font: str, size: float, width: float) -> list[str]:
        """Lines no wider than the box, with a hundredth to spare for programs that measure otherwise."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            lines += fonts.wrap(paragraph, font, size, width * 0.99, self.face.width_of)
        return lines

    def number(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float,
        colour: str = "ink",
        align: str = "left",
    ) -> Words:
        """A figure on one line, never broken or cut: smaller where it is long."""
        font = fonts.BOLD
        while self.width_of(text, font, size) > width * 0.99 and size > self.least:
            size -= 1
        words = Words(
            x=x, y=y, width=width, height=size * 1.2, lines=(text,), font=font, size=size, colour=colour, align=align
        )
        self.add(words)
        return words
