"""A report in sections on paper: sentences, tables to the céntimo, the charts as they are on the wall, and photos."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.chart_parts import PRINT_COLOURS
from ananea_desktop.documents.charts import Chart, Shape
from ananea_desktop.documents.flow import RIGHT_EDGE, WIDTH, AnyPart, Part, flow_pdf, signed
from ananea_desktop.documents.paper import EDGE, INK2, LINE, MARGIN, RIGHT, Block, Sheet, Style, block
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead

_TITLE = Style(fonts.SEMIBOLD, 17, 21)
_SUBTITLE = Style(fonts.REGULAR, 10.5, 14, INK2)
_HEADING = Style(fonts.SEMIBOLD, 12.5, 16)
_TEXT = Style(fonts.REGULAR, 10.5, 14)
_FACT = Style(fonts.REGULAR, 10.5, 14, INK2)
_NOTE = Style(fonts.REGULAR, 9, 11.5, INK2)
_CELL = Style(fonts.REGULAR, 10, 13)
_STRONG = Style(fonts.SEMIBOLD, 10, 13)
_HEADER = Style(fonts.REGULAR, 9, 12, INK2)
_CHART_SIZE = 9.5
_COLUMNS_HEIGHT = 165.0
_NUMBER_WIDTH = 92.0
_NARROW_NUMBER_WIDTH = 77.0
"""Where there are four columns of them."""
_ROW_PAD = 5.0
_DASH = 12.0
_FACT_NAME = 110.0
"""Room for the name of a fact."""
_PHOTO_WIDTH = (WIDTH - 14) / 2
_PHOTO_HEIGHT = 250.0


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """Names at the left, figures at the right, as they are printed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Photo:
    picture: bytes
    """A JPEG."""
    caption: str


@dataclass(frozen=True, kw_only=True)
class Section:
    title: str
    sentence: str = ""
    points: tuple[str, ...] = ()
    """Sentences one under the other, each with a dash before it."""
    facts: tuple[tuple[str, str], ...] = ()
    """What is known, each with its name; one of them under the other."""
    tables: tuple[ReportTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SectionedReport:
    letterhead: Letterhead
    title: str
    subtitle: str
    sections: Sequence[Section]
    signers: tuple[tuple[str, str], ...]
    """Name and office of who signs, two beside each other; nobody signs what has none."""
    foot: str = ""
    """In place of the usual words, which say where its amounts are from."""
    stamp: str = ""
    """A word across each page, as ANULADO."""


@dataclass(frozen=True)
class _ChartPart:
    chart: Chart
    above: float = 10.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        chart = self.chart
        if chart.is_empty:
            return 24.0
        if chart.shape is Shape.COLUMNS:
            return _COLUMNS_HEIGHT
        bars = 1.0 if chart.stacked else float(len(chart.series))
        band = 1.9 if bars == 1 else 1.9 + 1.25 * bars
        return _CHART_SIZE * (band * len(chart.bars) + 2.2)

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        drawn = draw_chart(self.chart, WIDTH, self.height, PRINT_COLOURS, size=_CHART_SIZE)
        sheet.drawing(drawn.drawing, MARGIN, y)


@dataclass(frozen=True)
class _PhotosPart:
    """Up to two photos side by side, each as large as it fits, its caption under it."""

    photos: tuple[Photo, ...]
    above: float = 10.0
    keeps_next: bool = False

    @cached_property
    def _placed(self) -> list[tuple[Any, float, float, Block]]:
        from reportlab.lib.utils import ImageReader

        placed = []
        for photo in self.photos:
            image = ImageReader(BytesIO(photo.picture))
            across, down = image.getSize()
            scale = min(_PHOTO_WIDTH / across, _PHOTO_HEIGHT / down)
            placed.append((image, across * scale, down * scale, block(photo.caption, _NOTE, _PHOTO_WIDTH)))
        return placed

    @property
    def height(self) -> float:
        return max(height + 4 + caption.height for _image, _width, height, caption in self._placed)

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        for index, (image, width, height, caption) in enumerate(self._placed):
            x = MARGIN + index * (WIDTH - _PHOTO_WIDTH)
            sheet.picture(image, x, y, width, height)
            sheet.block(x, y + height + 4 + caption.style.leading * 0.8, caption)


@dataclass(frozen=True)
class _RowPart:
    """A row of a table: wrapped names, figures on its first line."""

    cells: tuple[Block, ...]
    rule: float | None
    above: float = 0.0
    keeps_next: bool = False
    header: "_RowPart | None" = None
    """The titles of its table, where it is not they itself."""

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells) + _ROW_PAD

    def least_height(self) -> float:
        return self.above + self.height

    def draw(self, sheet: Sheet, y: float) -> None:
        style = self.cells[0].style
        base = y + style.leading * 0.5 + style.size * 0.32
        sheet.block(MARGIN, base, self.cells[0])
        for index, cell in enumerate(reversed(self.cells[1:])):
            sheet.block(RIGHT_EDGE - index * _number_width(len(self.cells)), base, cell, RIGHT)
        if self.rule is not None:
            sheet.rule(MARGIN, RIGHT_EDGE, y + self.height - _ROW_PAD / 2, 0.9 if self.rule == EDGE else 0.5, self.rule)


def sectioned_report_pdf(report: SectionedReport) -> bytes:
    """A4, as many pages as it takes, signed at the end where somebody signs; equal reports give equal bytes."""
    parts: list[AnyPart] = [
        Part(block(report.title, _TITLE, WIDTH), keeps_next=True),
        Part(block(report.subtitle, _SUBTITLE, WIDTH), above=2, keeps_next=True),
    ]
    for section in report.sections:
        parts += _section(section)
    if report.signers:
        parts = signed(parts, report.signers, above=26)
    foot = report.foot or _("Los montos son sumas de los recibos del libro de caja.")
    return flow_pdf(report.letterhead, report.title, parts, foot, report.stamp)


def _section(section: Section) -> list[Any]:
    parts: list[Any] = [Part(block(section.title, _HEADING, WIDTH), above=20, keeps_next=True)]
    if section.sentence:
        parts.append(Part(block(section.sentence, _TEXT, WIDTH), above=4, keeps_next=bool(section.tables)))
    for point in section.points:
        dash = block("–", _TEXT, _DASH)
        parts.append(Part(block(point, _TEXT, WIDTH - _DASH), x=MARGIN + _DASH, above=3, mark=dash))
    for name, text in section.facts:
        mark, words = block(name, _FACT, _FACT_NAME - 8), block(text, _TEXT, WIDTH - _FACT_NAME)
        parts.append(Part(words, x=MARGIN + _FACT_NAME, above=4, mark=mark))
    for table in section.tables:
        parts += _table(table)
    for chart in section.charts:
        if len(section.charts) > 1 or section.tables:
            parts.append(Part(block(chart.title, _STRONG, WIDTH), above=12, keeps_next=True))
        parts.append(_ChartPart(chart, above=6))
        if chart.note and not chart.is_empty:
            parts.append(Part(block(chart.note, _NOTE, WIDTH), above=2))
    parts += [_PhotosPart(section.photos[start : start + 2]) for start in range(0, len(section.photos), 2)]
    return parts


def _number_width(columns: int) -> float:
    return _NUMBER_WIDTH if columns < 5 else _NARROW_NUMBER_WIDTH


def _table(table: ReportTable) -> list[_RowPart]:
    header = _row(table.columns, _HEADER, EDGE, above=6, keeps_next=True)
    rows = [header]
    last = len(table.rows) - 1
    for index, texts in enumerate(table.rows):
        before_totals = index == last and bool(table.totals)
        rows.append(_row(texts, _CELL, EDGE if before_totals else LINE, keeps_next=before_totals))
    if table.totals:
        rows.append(_row(table.totals, _STRONG, None))
    return [header, *(replace(row, header=header) for row in rows[1:])]


def _row(
    texts: tuple[str, ...], style: Style, rule: float | None, above: float = 0.0, keeps_next: bool = False
) -> _RowPart:
    figure_width = _number_width(len(texts))
    cells = [block(texts[0], style, WIDTH - figure_width * (len(texts) - 1) - 8)]
    cells += [block(text, style, figure_width - 6) for text in texts[1:]]
    return _RowPart(tuple(cells), rule, above, keeps_next)
