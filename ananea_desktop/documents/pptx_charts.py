"""A chart of a PowerPoint file that can be edited there, its bars where the PDF has them."""

from dataclasses import replace
from typing import Any

from ananea_desktop.documents.chart_parts import Plot
from ananea_desktop.documents.charts import Chart, Look, Shape
from ananea_desktop.documents.layout import ChartPlace
from ananea_desktop.documents.pptx_parts import describe, dress, emu, plain, rgb


def add_chart(slide: Any, place: ChartPlace, plot: Plot) -> None:
    """Adds the bars and their values; labels, remarks and the series' names stand beside it as texts."""
    from pptx.chart.data import CategoryChartData

    chart = place.chart
    data = CategoryChartData(number_format=plot.scale.number_format)
    data.categories = [plain(bar.label) or "–" for bar in chart.bars]
    for number, series in enumerate(chart.series):
        values = [plot.scale.number(bar.values[number]) for bar in chart.bars]
        data.add_series(plain(series.name or chart.title), values)
    # as wide and high as the whole place, so that values may stand beyond the bars; and as high as the bands of the
    # bars, which reach under the last bar as far as a label stands over the first
    place = replace(place, height=max(place.height, plot.y + plot.height))
    frame = (emu(place.x), emu(place.y), emu(place.width), emu(place.height))
    shape = slide.shapes.add_chart(_chart_kind(chart), *frame, data)
    describe(shape, chart.title)
    _dress_chart(shape.chart, chart, plot, place)


def _chart_kind(chart: Chart) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    if chart.shape is Shape.ROWS:
        return XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_STACKED if chart.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED


def _dress_chart(native: Any, chart: Chart, plot: Plot, place: ChartPlace) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    native.has_legend = False
    native.has_title = False
    native.font.name = "Arial"
    native.font.size = Pt(plot.size)
    native.font.color.rgb = rgb("ink")
    values, categories = native.value_axis, native.category_axis
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = plot.scale.number(plot.lowest)
    values.maximum_scale = plot.scale.number(plot.highest)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    categories.major_tick_mark = XL_TICK_MARK.NONE
    if chart.shape is Shape.ROWS:
        categories.reverse_order = True
        categories.format.line.fill.background()
    else:
        categories.format.line.color.rgb = rgb("edge")
        categories.format.line.width = Pt(2)
    bars = native.plots[0]
    together = 1 if chart.stacked else len(chart.series)
    bars.gap_width = max(0, min(500, round((plot.band - together * plot.thick) / plot.thick * 100)))
    bars.overlap = 100 if chart.stacked else 0
    for number, series in enumerate(bars.series):
        _dress_series(series, chart, number, plot)
    _place_plot(native, plot, place)


def _dress_series(series: Any, chart: Chart, number: int, plot: Plot) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    look = chart.series[number].look
    series.invert_if_negative = False
    dress(series.format.fill, series.format.line, look)
    if chart.stacked:  # the parts of a bar are told in one text at its end, as in the PDF
        return
    labels = series.data_labels
    labels.show_value = True
    labels.number_format_is_linked = False
    labels.number_format = plot.scale.number_format
    labels.font.name = "Arial"
    labels.font.size = Pt(plot.size)
    labels.font.bold = look is Look.SOLID or chart.shape is Shape.COLUMNS
    labels.font.color.rgb = rgb("ink")
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels._element.txPr.find(qn("a:bodyPr")).set("wrap", "none")  # no figure is broken into two lines


def _place_plot(native: Any, plot: Plot, place: ChartPlace) -> None:
    """The inner plot area stands exactly where the PDF draws the bars."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    shares = {
        "x": plot.x / place.width,
        "y": plot.y / place.height,
        "w": plot.width / place.width,
        "h": plot.height / place.height,
    }
    parts = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{parts}</c:manualLayout></c:layout>'
    )
    area = native._chartSpace.chart.plotArea
    for old in area.findall("{http://schemas.openxmlformats.org/drawingml/2006/chart}layout"):
        area.remove(old)
    area.insert(0, layout)
