"""Charts drawn once, as a ReportLab drawing: the same for paper and slides (PDF) and for the screen (SVG)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, shown_value
from ananea_desktop.domain.language import _

ELLIPSIS = "…"

WidthOf = Callable[[str, str, float], float]
"""Points that a text takes in one of the faces at a size: of the paper's letters, or of those of a slide program."""

_LEAST_SHRINK = 0.72
"""Letters of a crowded chart are at least this part of those asked for."""


@dataclass(frozen=True, kw_only=True)
class ChartColours:
    """As #RRGGBB; the drawing's ground is left clear."""

    ink: str
    ink2: str
    bar: str
    track: str
    edge: str
    line: str
    ground: str


PAPER_COLOURS = ChartColours(
    ink="#1E1C19",
    ink2="#57534B",
    bar="#A87400",
    track="#E9E6DF",
    edge="#57534B",
    line="#C6C1B6",
    ground="#FFFFFF",
)


@dataclass(frozen=True)
class Area:
    """What opens the rows of a bar when it is clicked; points, with y counted from the top."""

    key: str
    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class PlacedText:
    """A text that is no value of a bar: label, remark, series, unit; ``y`` is its baseline from the top."""

    text: str
    x: float
    y: float
    font: str
    size: float
    colour: str
    """A token of ChartColours."""
    anchor: str
    """``start``, ``middle`` or ``end``."""


@dataclass(frozen=True, kw_only=True)
class PlacedBar:
    """A sample of a series' look, as the legend has it; ``y`` is its top."""

    x: float
    y: float
    width: float
    height: float
    look: Look


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Where the bars stand, for slides whose charts are drawn by the program that shows them; points from the top."""

    x: float
    y: float
    width: float
    height: float
    thick: float
    """Of one bar."""
    band: float
    """From one label to the next."""
    lowest: int
    highest: int
    size: float
    """Of the values' letters."""
    scale: "Scale"


@dataclass
class DrawnChart:
    drawing: Any
    """A reportlab.graphics.shapes.Drawing, its origin at the bottom left."""
    areas: list[Area] = field(default_factory=list)
    texts: list[PlacedText] = field(default_factory=list)
    samples: list[PlacedBar] = field(default_factory=list)
    plot: Plot | None = None
    """None where there was nothing to draw."""


@dataclass(frozen=True)
class Scale:
    """Values as they are written: all of them, or in thousands where whole ones would not stand on their bars."""

    measure: Measure
    unit: str
    thousands: bool = False

    def text(self, value: int) -> str:
        if not self.thousands:
            return shown_value(value, self.measure)
        tenths = (abs(value) + 5_000) // 10_000
        whole, rest = divmod(tenths, 10)
        sign = "−" if value < 0 else ""
        return f"{sign}{whole}.{rest}" if 0 < tenths < 100 and rest else f"{sign}{(tenths + 5) // 10}"


def scale_for(chart: Chart, width: float, size: float, width_of: WidthOf = fonts.text_width) -> Scale:
    """Thousands for standing bars of money whose whole values would be wider than their place at ``size`` points."""
    whole = Scale(chart.measure, chart.unit)
    if chart.measure is not Measure.SOLES or chart.shape is Shape.ROWS or not chart.bars:
        return whole
    place = width / len(chart.bars) / (1.15 if chart.stacked else 0.25 + len(chart.series))
    widest = max(width_of(whole.text(value), fonts.SEMIBOLD, size) for value in _values(chart))
    if widest <= place:
        return whole
    return Scale(chart.measure, _("miles de {unit}").format(unit=chart.unit or "S/"), thousands=True)


def draw_chart(
    chart: Chart,
    width: float,
    height: float,
    colours: ChartColours = PAPER_COLOURS,
    size: float = 9,
    title: bool = False,
    width_of: WidthOf = fonts.text_width,
) -> DrawnChart:
    """Draws a chart into ``width`` × ``height`` points with letters of ``size``; money begins at 0 always.

    With ``title`` its name and note stand on it too, for a chart that leaves the program alone.
    """
    fonts.register()
    return _Drawer(chart, width, height, colours, size, width_of).draw(title)


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


def _values(chart: Chart) -> Iterator[int]:
    yield 0
    for bar in chart.bars:
        known = [value for value in bar.values if value is not None]
        yield from [sum(known)] if chart.stacked else known


def shortened(text: str, font: str, size: float, width: float, width_of: WidthOf = fonts.text_width) -> str:
    """The text on one line of ``width`` points, its end cut off where it has no room."""
    text = fonts.printable(text)
    if width_of(text, font, size) <= width:
        return text
    while text and width_of(text + ELLIPSIS, font, size) > width:
        text = text[: -max(1, len(text) // 20)]
    return text.rstrip() + ELLIPSIS


class _Drawer:
    """One chart being drawn; y is counted from the top and turned round where a shape is added."""

    def __init__(
        self, chart: Chart, width: float, height: float, colours: ChartColours, size: float, width_of: WidthOf
    ) -> None:
        from reportlab.graphics.shapes import Drawing

        self.chart = chart
        self.width = width
        self.height = height
        self.colours = colours
        self.size = size
        self._width_of = width_of
        self.scale = scale_for(chart, width, size, width_of)
        self.drawn = DrawnChart(Drawing(width, height))

    def draw(self, title: bool) -> DrawnChart:
        top = self._title() if title else 0.0
        bottom = self.height
        if title and self.chart.note:
            bottom -= self.size * 1.6
            self.text(0, self.height - self.size * 0.4, self.chart.note, size=self.size * 0.9, colour="ink2")
        if self.chart.is_empty:
            sentence = _("Sin datos en este período.")
            self.text(self.width / 2, (top + bottom) / 2, sentence, colour="ink2", anchor="middle")
            return self.drawn
        top = self._legend(top)
        if self.chart.shape is Shape.ROWS:
            _Rows(self, top, bottom).draw()
        else:
            _Columns(self, top, bottom).draw()
        return self.drawn

    def _title(self) -> float:
        words = self.shortened(self.chart.title, fonts.SEMIBOLD, self.size * 1.4, self.width)
        self.text(0, self.size * 1.4, words, font=fonts.SEMIBOLD, size=self.size * 1.4)
        return self.size * 2.2

    def _legend(self, top: float) -> float:
        """The series by their looks, and the unit; nothing for one series without a unit."""
        names = [series.name for series in self.chart.series]
        if self.scale.unit:
            names = [f"{name}, {self.scale.unit}" if name else self.scale.unit for name in names]
        if not any(names):
            return top
        side, x = self.size * 0.95, 0.0
        base = top + self.size
        for series, name in zip(self.chart.series, names, strict=True):
            if len(names) > 1:
                sample = PlacedBar(x=x, y=base - side * 0.88, width=side * 1.45, height=side, look=series.look)
                self.drawn.samples.append(sample)
                self.bar(sample.x, sample.y, sample.width, sample.height, sample.look)
                x += side * 1.45 + self.size * 0.45
            self.text(x, base, name, colour="ink2" if len(names) == 1 else "ink")
            x += self.width_of(name, fonts.REGULAR, self.size) + self.size * 1.6
        if self.chart.remark_title:
            self.text(self.width, base, self.chart.remark_title, colour="ink2", anchor="end")
        return top + self.size * 2.0

    def width_of(self, text: str, font: str, size: float) -> float:
        return self._width_of(fonts.printable(text), font, size)

    def shortened(self, text: str, font: str, size: float, width: float) -> str:
        return shortened(text, font, size, width, self._width_of)

    # shapes, with y from the top

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        font: str = fonts.REGULAR,
        size: float | None = None,
        colour: str = "ink",
        anchor: str = "start",
        value: bool = False,
    ) -> None:
        """``value``: it is a bar's value, which stands with its bar and not among the chart's other texts."""
        from reportlab.graphics.shapes import String

        placed = PlacedText(
            text=fonts.printable(words),
            x=x,
            y=y,
            font=font,
            size=self.size if size is None else size,
            colour=colour,
            anchor=anchor,
        )
        if not value:
            self.drawn.texts.append(placed)
        self.drawn.drawing.add(
            String(
                x,
                self.height - y,
                placed.text,
                fontName=font,
                fontSize=placed.size,
                fillColor=self._colour(colour),
                textAnchor=anchor,
            )
        )

    def bar(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        from reportlab.graphics.shapes import Rect

        thin = max(0.5, self.size * 0.07)
        fill, edge = {
            Look.SOLID: (self._colour("bar"), None),
            Look.OUTLINED: (self._colour("track"), self._colour("edge")),
            Look.HATCHED: (self._colour("ground"), self._colour("edge")),
        }[look]
        inset = 0.0 if edge is None else thin / 2
        box = Rect(
            x + inset,
            self.height - y - height + inset,
            max(0.0, width - 2 * inset),
            max(0.0, height - 2 * inset),
            fillColor=fill,
            strokeColor=edge,
            strokeWidth=thin,
        )
        self.drawn.drawing.add(box)
        if look is Look.HATCHED:
            self._hatch(x, y, width, height)

    def _hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Slanted lines inside a box, each cut where it leaves it."""
        step = max(2.5, self.size * 0.42)
        shift = step
        while shift < width + height:
            x1, y1 = x + min(shift, width), y + max(0.0, shift - width)
            x2, y2 = x + max(0.0, shift - height), y + min(shift, height)
            self.line(x1, y1, x2, y2, "edge", max(0.4, self.size * 0.05))
            shift += step

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
        from reportlab.graphics.shapes import Line

        self.drawn.drawing.add(
            Line(
                x1,
                self.height - y1,
                x2,
                self.height - y2,
                strokeColor=self._colour(colour),
                strokeWidth=width,
            )
        )

    def area(self, bar: Bar, x: float, y: float, width: float, height: float) -> None:
        self.drawn.areas.append(Area(bar.key, bar.label, x, y, width, height))

    def _colour(self, token: str) -> Any:
        from reportlab.lib.colors import HexColor

        return HexColor(getattr(self.colours, token))


class _Rows:
    """Lying bars: beside their labels where these are short, under them where they are names."""

    def __init__(self, drawer: _Drawer, top: float, bottom: float) -> None:
        self.drawer = drawer
        self.chart = drawer.chart
        self.top = top
        self.height = (bottom - top) / len(drawer.chart.bars)
        self.bars_of_each = 1 if self.chart.stacked else len(self.chart.series)
        self.beside = self.bars_of_each == 1 and self._labels_are_short
        needed = drawer.size * (1.7 if self.beside else 1.6 + 1.25 * self.bars_of_each)
        self.size = drawer.size * max(_LEAST_SHRINK, min(1.0, self.height / needed))

    @cached_property
    def _labels_are_short(self) -> bool:
        return self._widest(bar.label for bar in self.chart.bars) <= self.drawer.width * 0.36

    @cached_property
    def _label_width(self) -> float:
        return self._widest(bar.label for bar in self.chart.bars) * self.size / self.drawer.size + self.size

    @cached_property
    def _value_room(self) -> float:
        texts = (self._value_text(bar) for bar in self.chart.bars)
        return self._widest(texts) * self.size / self.drawer.size + self.size * 0.7

    @cached_property
    def _remark_room(self) -> float:
        """Beside the bars, where the remarks have no line of their own."""
        if not self.beside or not any(bar.remark for bar in self.chart.bars):
            return 0.0
        return self._widest(bar.remark for bar in self.chart.bars) + self.size

    def _widest(self, texts: Any) -> float:
        widths = (self.drawer.width_of(text, fonts.SEMIBOLD, self.drawer.size) for text in texts)
        return max(widths, default=0.0)

    def _value_text(self, bar: Bar) -> str:
        texts = [self.drawer.scale.text(value) for value in bar.values if value is not None]
        return " + ".join(texts) if self.chart.stacked else max(texts, key=len, default="")

    def draw(self) -> None:
        left = self._label_width if self.beside else 0.0
        room = max(1.0, self.drawer.width - left - self._value_room - self._remark_room)
        longest = max(1, *_values(self.chart))
        self.drawer.drawn.plot = self._plot(left, room, longest)
        for index, bar in enumerate(self.chart.bars):
            y = self.top + index * self.height
            self.drawer.area(bar, 0, y, self.drawer.width, self.height)
            self._draw_one(bar, y, left, room / longest)

    @cached_property
    def _thick(self) -> float:
        """Of one bar."""
        if self.beside:
            return min(self.height * 0.62, self.size * 1.5)
        return min((self.height - self._gap - self.size * 1.32) / self.bars_of_each, self.size * 1.25)

    @property
    def _gap(self) -> float:
        """Under the last bar of a label."""
        return min(self.height * 0.14, self.size * 0.9)

    @property
    def _bars_top(self) -> float:
        """Of a label's first bar, under the top of its band."""
        return (self.height - self._thick) / 2 if self.beside else self.size * 1.32

    def _plot(self, left: float, room: float, longest: int) -> Plot:
        """Bands in whose middle the bars of a label stand."""
        middle = self._bars_top + self._thick * self.bars_of_each / 2
        return Plot(
            x=left,
            y=self.top + middle - self.height / 2,
            width=room,
            height=self.height * len(self.chart.bars),
            thick=self._thick,
            band=self.height,
            lowest=0,
            highest=longest,
            size=self.size,
            scale=self.drawer.scale,
        )

    def _draw_one(self, bar: Bar, y: float, left: float, unit: float) -> None:
        size, drawer = self.size, self.drawer
        if self.beside:
            middle = y + self.height / 2
            drawer.text(0, middle + size * 0.33, bar.label, size=size)
            self._draw_values(bar, y + self._bars_top, left, unit)
            if bar.remark:
                drawer.text(drawer.width, middle + size * 0.33, bar.remark, size=size, anchor="end")
            return
        remark_width = drawer.width_of(bar.remark, fonts.SEMIBOLD, size)
        words = drawer.shortened(bar.label, fonts.SEMIBOLD, size, drawer.width - remark_width - size)
        drawer.text(0, y + size, words, font=fonts.SEMIBOLD, size=size)
        if bar.remark:
            drawer.text(drawer.width, y + size, bar.remark, font=fonts.SEMIBOLD, size=size, anchor="end")
        self._draw_values(bar, y + self._bars_top, left, unit)

    def _draw_values(self, bar: Bar, y: float, left: float, unit: float) -> None:
        drawer, size, thick = self.drawer, self.size, self._thick
        x = left
        for number, (series, value) in enumerate(zip(self.chart.series, bar.values, strict=True)):
            if value is None:
                continue
            length = max(size * 0.1, value * unit) if value > 0 else 0.0  # S/ 1 beside S/ 1,000,000 is seen too
            drawer.bar(x, y, length, thick, series.look)
            last = number == len(bar.values) - 1
            if self.chart.stacked:
                x += length
                if last:
                    self._value(x, y, self._value_text(bar), strong=True)
                continue
            self._value(x + length, y, drawer.scale.text(value), strong=series.look is Look.SOLID)
            y += thick

    def _value(self, x: float, y: float, text: str, *, strong: bool) -> None:
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        base = y + self._thick / 2 + self.size * 0.34
        self.drawer.text(x + self.size * 0.45, base, text, font=font, size=self.size, value=True)


class _Columns:
    """Standing bars over one line at 0; what is negative hangs below it."""

    def __init__(self, drawer: _Drawer, top: float, bottom: float) -> None:
        self.drawer = drawer
        self.chart = drawer.chart
        self.slot = drawer.width / len(self.chart.bars)
        self.columns = 1 if self.chart.stacked else len(self.chart.series)
        self.size = self._fitting_size()
        self.highest, self.lowest = max(1, *_values(self.chart)), min(0, *_values(self.chart))
        label_room = self.size * 1.7
        room = bottom - top - label_room - self.size * 1.5 - (self.size * 1.3 if self.lowest < 0 else 0)
        self.unit = max(0.0, room) / (self.highest - self.lowest)
        self.zero = top + self.size * 1.5 + self.highest * self.unit
        self.label_y = bottom - label_room + self.size * 1.3

    @property
    def _column_width(self) -> float:
        return min(self.slot / (self.columns + 0.45), self.drawer.size * 5)

    def _fitting_size(self) -> float:
        """The letters asked for, or smaller ones where values or labels would run into each other."""
        size = self.drawer.size
        texts = [self.drawer.scale.text(value) for value in _values(self.chart)]
        values = max(self.drawer.width_of(text, fonts.SEMIBOLD, size) for text in texts)
        labels = max(self.drawer.width_of(bar.label, fonts.REGULAR, size) for bar in self.chart.bars)
        room = self.slot / (self.columns + 0.25)
        return size * max(_LEAST_SHRINK, min(1.0, room / max(values, 0.1), self.slot * 0.98 / max(labels, 0.1)))

    def _plot(self) -> Plot:
        return Plot(
            x=0,
            y=self.zero - self.highest * self.unit,
            width=self.drawer.width,
            height=(self.highest - self.lowest) * self.unit,
            thick=self._column_width * 0.9,
            band=self.slot,
            lowest=self.lowest,
            highest=self.highest,
            size=self.size,
            scale=self.drawer.scale,
        )

    def draw(self) -> None:
        drawer = self.drawer
        drawer.drawn.plot = self._plot()
        for index, bar in enumerate(self.chart.bars):
            left = index * self.slot
            drawer.area(bar, left, 0, self.slot, drawer.height)
            x = left + (self.slot - self._column_width * self.columns) / 2
            if self.chart.stacked:
                self._stack(bar, x)
            else:
                self._beside(bar, x)
            label = drawer.shortened(bar.label, fonts.REGULAR, self.size, self.slot)
            drawer.text(left + self.slot / 2, self.label_y, label, size=self.size, anchor="middle")
        drawer.line(0, self.zero, drawer.width, self.zero, "edge", max(0.6, self.size * 0.07))

    def _beside(self, bar: Bar, x: float) -> None:
        wide = self._column_width
        for series, value in self._known(bar.values):
            height = abs(value) * self.unit
            y = self.zero - height if value >= 0 else self.zero
            self.drawer.bar(x + wide * 0.05, y, wide * 0.9, height, series.look)
            above = y - self.size * 0.35 if value >= 0 else y + height + self.size * 1.0
            self._value(x + wide / 2, above, self.drawer.scale.text(value))
            x += wide

    def _stack(self, bar: Bar, x: float) -> None:
        y = self.zero
        for series, value in self._known(bar.values):
            y -= value * self.unit
            self.drawer.bar(x, y, self._column_width, value * self.unit, series.look)
        total = sum(value for value in bar.values if value is not None)
        self._value(x + self._column_width / 2, y - self.size * 0.35, self.drawer.scale.text(total))

    def _known(self, values: Sequence[int | None]) -> Iterator[tuple[Series, int]]:
        for series, value in zip(self.chart.series, values, strict=True):
            if value is not None:
                yield series, value

    def _value(self, x: float, y: float, text: str) -> None:
        self.drawer.text(x, y, text, font=fonts.SEMIBOLD, size=self.size, anchor="middle", value=True)
