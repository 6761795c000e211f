"""A chart that leaves the program: as PDF, SVG or PNG, in a size of its own, with its title and note on it."""

from io import BytesIO

from ananea_desktop.documents.chart_drawing import chart_pdf, chart_svg, draw_chart
from ananea_desktop.documents.chart_parts import PAPER_COLOURS, DrawnChart
from ananea_desktop.documents.chart_ready import wanted_height
from ananea_desktop.documents.charts import Chart

FORMS = ("pdf", "svg", "png")
PNG_DPI = 200

_WIDTH = 520
_SIZE = 11.0
_MARGIN = 16
_HEAD_AND_NOTE = 4.0


def drawn_alone(chart: Chart) -> DrawnChart:
    """The chart as it stands alone on its own page, in the colours of paper."""
    from reportlab.graphics.shapes import Drawing, Group, Rect
    from reportlab.lib.colors import HexColor

    height = wanted_height(chart, _SIZE) + _HEAD_AND_NOTE * _SIZE
    drawn = draw_chart(chart, _WIDTH, height, size=_SIZE, title=True)
    page = Drawing(_WIDTH + 2 * _MARGIN, height + 2 * _MARGIN)
    page.add(Rect(0, 0, page.width, page.height, fillColor=HexColor(PAPER_COLOURS.ground), strokeColor=None))
    page.add(Group(*drawn.drawing.contents, transform=(1, 0, 0, 1, _MARGIN, _MARGIN)))
    return DrawnChart(page)


def chart_file(chart: Chart, form: str) -> bytes:
    """The chart as ``pdf``, ``svg`` or ``png``. A PNG is drawn by PDFium, which only one thread may use at a time."""
    if form == "svg":
        return chart_svg(drawn_alone(chart))
    pdf = chart_pdf(drawn_alone(chart))
    return pdf if form == "pdf" else picture_of(pdf)


def picture_of(pdf: bytes) -> bytes:
    """The first page as PNG at 200 dpi, on white. Only for the thread that owns PDFium."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=PNG_DPI / 72).to_pil()
    finally:
        document.close()
    target = BytesIO()
    picture.save(target, "PNG", dpi=(PNG_DPI, PNG_DPI))
    return target.getvalue()
