"""Charts drawn once, as a ReportLab drawing: the same for paper and slides (PDF) and for the screen (SVG)."""

import re

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_bars import LyingBars, StandingBars
from ananea_desktop.documents.chart_parts import PAPER_COLOURS, ChartColours, DrawnChart, PlacedBar
from ananea_desktop.documents.chart_pen import ChartPen
from ananea_desktop.documents.charts import Chart, Shape
from ananea_desktop.domain.language import _

_LEAST_SHRINK = 0.72
"""Letters of a crowded chart are at least this part of those asked for."""


def draw_chart(
    chart: Chart,
    width: float,
    height: float,
    colours: ChartColours = PAPER_COLOURS,
    size: float = 9,
    title: bool = False,
    least: float | None = None,
    width_of: fonts.WidthOf = fonts.text_width,
) -> DrawnChart:
    """Draws a chart into ``width`` × ``height`` points with letters of ``size``; money begins at 0 always.

    With ``title`` its name and note stand on it too, for a chart that leaves the program alone. Where it is crowded
    its letters are smaller, down to ``least``.
    """
    fonts.register()
    pen = ChartPen(chart, width, height, colours, size, size * _LEAST_SHRINK if least is None else least, width_of)
    top = _title(pen) if title else 0.0
    bottom = height
    if title and chart.note:
        bottom -= size * 1.6
        pen.text(0, height - size * 0.4, pen.shortened(chart.note, fonts.REGULAR, size, width), colour="ink2")
    if chart.is_empty:
        pen.text(width / 2, (top + bottom) / 2, _("Sin datos en este período."), colour="ink2", anchor="middle")
        return pen.drawn
    top = _legend(pen, top)
    bars = LyingBars(pen, top, bottom) if chart.shape is Shape.ROWS else StandingBars(pen, top, bottom)
    bars.draw()
    return pen.drawn


def _title(pen: ChartPen) -> float:
    size = pen.size * 1.4
    words = pen.shortened(pen.chart.title, fonts.SEMIBOLD, size, pen.width)
    pen.text(0, size, words, font=fonts.SEMIBOLD, size=size)
    return pen.size * 2.2


def _legend(pen: ChartPen, top: float) -> float:
    """The series by their looks, and the unit; nothing for one series without a unit."""
    names = _legend_names(pen)
    if not any(names):
        return top
    side, x = pen.size * 0.95, 0.0
    base = top + pen.size
    for series, name in zip(pen.chart.series, names, strict=True):
        if len(names) > 1:
            sample = PlacedBar(x=x, y=base - side * 0.88, width=side * 1.45, height=side, look=series.look)
            pen.drawn.samples.append(sample)
            pen.bar(sample.x, sample.y, sample.width, sample.height, sample.look)
            x += side * 1.45 + pen.size * 0.45
        pen.text(x, base, name, colour="ink2" if len(names) == 1 else "ink")
        x += pen.width_of(name, fonts.REGULAR, pen.size) + pen.size * _LEGEND_GAP
    if pen.chart.remark_title:
        pen.text(pen.width, base, pen.chart.remark_title, colour="ink2", anchor="end")
    return top + pen.size * 2.0


_LEGEND_GAP = 1.6
_SAMPLE_WIDTH = 1.85


def _legend_names(pen: ChartPen) -> list[str]:
    """Each series with its unit; where that is too wide, the last one alone says the unit of all."""
    names, unit = [series.name for series in pen.chart.series], pen.scale.unit
    if not unit:
        return names
    full = [f"{name}, {unit}" if name else unit for name in names]
    room = pen.width
    if pen.chart.remark_title:
        room -= pen.width_of(pen.chart.remark_title, fonts.REGULAR, pen.size) + pen.size
    taken = sum(pen.width_of(name, fonts.REGULAR, pen.size) for name in full)
    taken += pen.size * (_SAMPLE_WIDTH * len(full) + _LEGEND_GAP * (len(full) - 1))
    return full if taken <= room or len(full) == 1 else [*names[:-1], full[-1]]


def chart_pdf(drawn: DrawnChart) -> bytes:
    """The drawing on a page of its own size; equal drawings give equal bytes."""
    from reportlab.graphics import renderPDF

    from ananea_desktop.documents.paper import start_paper

    canvas, buffer = start_paper((drawn.drawing.width, drawn.drawing.height), "", "")
    renderPDF.draw(drawn.drawing, canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


_WEIGHTS = {fonts.REGULAR: 400, fonts.SEMIBOLD: 600, fonts.BOLD: 700}


def chart_svg(drawn: DrawnChart) -> bytes:
    """The drawing as SVG, its letters named as systems know them, and without the clip path that QtSvg paints black."""
    from reportlab.graphics import renderSVG

    text = renderSVG.drawToString(drawn.drawing)
    text = re.sub(r"<clipPath.*?</clipPath>", "", text, flags=re.DOTALL)
    text = text.replace(' style="clip-path: url(#clip)"', "")
    for face, weight in _WEIGHTS.items():
        text = text.replace(f"font-family: {face}", f"font-family: 'Source Sans Pro'; font-weight: {weight}")
    return str(text).encode("utf-8")
