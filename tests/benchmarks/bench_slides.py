"""The presentation of a year in a book of 100,000 receipts: ours against bare SQL with a bare canvas or python-pptx."""

import time
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation as PowerPoint
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.chart_parts import DrawnChart
from ananea_desktop.documents.charts import Chart, Shape
from ananea_desktop.documents.icons import icon_png
from ananea_desktop.documents.layout import ARIAL, Box, ChartPlace, Icon, Page, Picture, TablePlace, Words
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import HEIGHT, LEAST, WIDTHS
from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import slides
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.figures import Figures, figures
from tests.benchmarks.big_book import book_of
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.replay import Call, drawn_again, recorded

RECEIPTS = 100_000
_EMU = 12_700
_PREMIUM = "fund_id IN (SELECT id FROM funds WHERE kind = 'premium')"
_VALID = "NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)"
_SOLES = "CASE WHEN exchange_rate IS NULL THEN amount ELSE (amount * exchange_rate + 5000) / 10000 END"
BARE_QUERIES = (
    f"""SELECT issued_on < :first, substr(issued_on, 1, 7), receipts.kind, account_id, currency, fund_id, project_id,
        sum(amount), sum({_SOLES}) FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE issued_on <= :last AND {_VALID} GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    f"""SELECT party_name, sum({_SOLES}) FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE kind = 'in' AND {_PREMIUM} AND issued_on BETWEEN :first AND :last AND {_VALID} GROUP BY party_name""",
    """SELECT premium_projects.*, headings.name, (SELECT amount FROM project_budgets WHERE project_id =
        premium_projects.id ORDER BY id DESC LIMIT 1)
        FROM premium_projects JOIN headings ON headings.id = heading_id""",
    f"""SELECT count(*), sum(total - paid) FROM (SELECT (SELECT sum(total) FROM purchase_lines WHERE purchase_id =
        purchases.id) AS total, (SELECT coalesce(sum(amount), 0) FROM receipt_lines JOIN receipts ON receipts.id =
        receipt_id WHERE purchase_id = purchases.id AND {_VALID}) AS paid FROM purchases) WHERE paid < total""",
    """SELECT category, sum(total) FROM purchase_lines JOIN purchases ON purchases.id = purchase_id
        WHERE purchased_on BETWEEN :first AND :last GROUP BY category""",
    """SELECT training_sessions.*, count(attendances.id) FROM training_sessions LEFT JOIN attendances ON
        training_session_id = training_sessions.id WHERE held_on BETWEEN :first AND :last
        GROUP BY training_sessions.id""",
    "SELECT kind, state, sex, birth_date FROM members",
)
"""What the slides show, asked of SQLite by hand and in one go."""


@cache
def books() -> Books:
    return open_books(book_of(RECEIPTS))


@cache
def year() -> int:
    return books().today().year


@cache
def presentation() -> Presentation:
    first, last = date(year(), 1, 1), date(year(), 12, 31)
    return Presentation(first_day=first, last_day=last, slides=slides.proposed_slides(books(), first, last))


def figures_of_year() -> Steps[Figures]:
    return figures(books(), presentation().first_day, presentation().last_day)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def aggregates() -> list[list[Any]]:
    days = {"first": f"{year()}-01-01", "last": f"{year()}-12-31"}
    return [books().db.execute(query, days).fetchall() for query in BARE_QUERIES]


def pdf() -> bytes:
    return at_once(slides.slides_pdf(books(), presentation()))


@cache
def calls() -> list[Call]:
    return recorded(pdf)


def bare_pdf() -> bytes:
    aggregates()
    return drawn_again(calls(), (WIDTHS["4:3"], HEIGHT))


def pptx() -> bytes:
    return at_once(slides.slides_pptx(books(), presentation()))


@cache
def pages() -> list[Page]:
    """Where everything stands, worked out beforehand: the bare file has only to be written."""
    return list(lay_out(at_once(slides.deck(books(), presentation())), ARIAL))


def bare_pptx() -> bytes:
    aggregates()
    made = PowerPoint()
    made.slide_width, made.slide_height = Emu(round(WIDTHS["4:3"] * _EMU)), Emu(round(HEIGHT * _EMU))
    for page in pages():
        slide = made.slides.add_slide(made.slide_layouts[5])
        for element in page.elements:
            add_bare(slide, element)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def add_bare(slide: Any, element: Any) -> None:
    """The shapes of one element, with the text, the size and the colour that are seen, and nothing else."""
    match element:
        case Words(is_title=True):
            fill(slide.shapes.title.text_frame, element.lines, element.size)
        case Words():
            fill(slide.shapes.add_textbox(*frame(element)).text_frame, element.lines, element.size)
        case Box():
            box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *frame(element))
            box.fill.solid()
            box.fill.fore_color.rgb = RGBColor(0xA8, 0x74, 0x00)
            box.line.fill.background()
        case Picture():
            slide.shapes.add_picture(BytesIO(element.image), *frame(element))
        case Icon():
            side = Emu(round(element.side * _EMU))
            png = BytesIO(icon_png(element.name, "#A87400", 256))
            slide.shapes.add_picture(png, Emu(round(element.x * _EMU)), Emu(round(element.y * _EMU)), side, side)
        case ChartPlace():
            add_bare_chart(slide, element)
        case TablePlace():
            add_bare_table(slide, element)


def frame(element: Any) -> list[Any]:
    return [Emu(round(points * _EMU)) for points in (element.x, element.y, element.width, element.height)]


def fill(text_frame: Any, lines: tuple[str, ...], size: float) -> None:
    text_frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = text_frame.paragraphs[0]
        if index:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.name = "Arial"
        run.font.size = Pt(size)
        run.font.bold = True
        run.font.color.rgb = RGBColor(0x1E, 0x1C, 0x19)


_labels: dict[int, DrawnChart] = {}


def labels_of(place: ChartPlace) -> DrawnChart:
    """The texts and samples beside a chart's bars, worked out beforehand."""
    if id(place) not in _labels:
        size = {"size": place.size, "least": LEAST, "width_of": ARIAL.width_of}
        _labels[id(place)] = draw_chart(place.chart, place.width, place.height, **size)  # type: ignore[arg-type]
    return _labels[id(place)]


def add_bare_chart(slide: Any, place: ChartPlace) -> None:
    drawn = labels_of(place)
    for sample in drawn.samples:
        add_bare(slide, Box(x=sample.x, y=sample.y, width=sample.width, height=sample.height))
    chart: Chart = place.chart
    data = CategoryChartData()
    data.categories = [bar.label for bar in chart.bars]
    for number, series in enumerate(chart.series):
        data.add_series(series.name, [bar.values[number] for bar in chart.bars])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.shape is Shape.ROWS else XL_CHART_TYPE.COLUMN_CLUSTERED
    native = slide.shapes.add_chart(kind, *frame(place), data).chart
    native.has_legend = False
    for series in native.plots[0].series:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor(0xA8, 0x74, 0x00)
        series.data_labels.show_value = True
        series.data_labels.font.size = Pt(26)
    for text in drawn.texts:
        box = slide.shapes.add_textbox(Emu(0), Emu(0), Emu(_EMU), Emu(_EMU))
        fill(box.text_frame, (text.text,), text.size)


def add_bare_table(slide: Any, place: TablePlace) -> None:
    width, height = Emu(round(sum(place.widths) * _EMU)), Emu(round(sum(place.heights) * _EMU))
    origin = Emu(round(place.x * _EMU)), Emu(round(place.y * _EMU))
    table = slide.shapes.add_table(len(place.rows), len(place.widths), *origin, width, height).table
    for index, cells in enumerate(place.rows):
        for column, cell in enumerate(cells):
            fill(table.cell(index, column).text_frame, cell.lines, place.size)


BENCHMARKS = [
    Benchmark(
        "presentation of 100,000, PDF",
        lambda: timed(pdf),
        lambda: timed(bare_pdf),
        2.0,
        7,
        " ms",
        against="bare SQL and a bare canvas that draws the same",
    ),
    Benchmark(
        "presentation of 100,000, PPTX",
        lambda: timed(pptx),
        lambda: timed(bare_pptx),
        1.5,
        7,
        " ms",
        against="bare SQL and python-pptx with the same shapes",
    ),
]
