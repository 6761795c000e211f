"""The bars of a chart: lying ones with their names, standing ones over years and months."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_parts import Plot, column_width, value_room, values_of
from ananea_desktop.documents.chart_pen import ChartPen
from ananea_desktop.documents.charts import Bar, Look, Series

_LABEL_SHARE = 0.46
_LABEL_LINES = 2
_THICKEST = 1.7
_WIDEST_GAP = 1.1
"""In the size of the letters."""


class LyingBars:
    """One bar beside its label; several under it."""

    def __init__(self, pen: ChartPen, top: float, bottom: float) -> None:
        self.pen = pen
        self.chart = pen.chart
        self.measured = (*pen.chart.bars, *pen.chart.beside)
        self.top = top
        self.height = (bottom - top) / len(pen.chart.bars)
        self.bars_of_each = 1 if self.chart.stacked else len(self.chart.series)
        self.beside = self.bars_of_each == 1
        needed = pen.size * (1.7 if self.beside else 1.6 + 1.25 * self.bars_of_each)
        # too many bars have smaller letters than asked for rather than letters over each other
        self.size = pen.size * min(1.0, self.height / needed)
        # few bars stand together at the top, thick but not lost in the room they have
        most = 4.5 if self.beside else 1.32 + _THICKEST * self.bars_of_each + _WIDEST_GAP
        self.height = min(self.height, self.size * most)

    @cached_property
    def _label_width(self) -> float:
        """As wide as the widest label, but no more than half of the chart: longer ones take two lines."""
        widest = self._widest(bar.label for bar in self.measured) * self.size / self.pen.size
        return min(widest + self.size, self.pen.width * _LABEL_SHARE)

    @cached_property
    def _value_room(self) -> float:
        texts = (self._value_text(bar) for bar in self.measured)
        return self._widest(texts) * self.size / self.pen.size + self.size * 0.7

    @cached_property
    def _remark_room(self) -> float:
        """Beside the bars, where the remarks have no line of their own."""
        if not self.beside or not any(bar.remark for bar in self.measured):
            return 0.0
        return self._widest(bar.remark for bar in self.measured) + self.size

    def _widest(self, texts: Iterable[str]) -> float:
        widths = (self.pen.width_of(text, fonts.SEMIBOLD, self.pen.size) for text in texts)
        return max(widths, default=0.0)

    def _value_text(self, bar: Bar) -> str:
        texts = [self.pen.scale.text(value) for value in bar.values if value is not None]
        return " + ".join(texts) if self.chart.stacked else max(texts, key=len, default="")

    def draw(self) -> None:
        left = self._label_width if self.beside else 0.0
        room = max(1.0, self.pen.width - left - self._value_room - self._remark_room)
        longest = max(1, *values_of(self.chart))
        self.pen.drawn.plot = self._plot(left, room, longest)
        for index, bar in enumerate(self.chart.bars):
            y = self.top + index * self.height
            self.pen.area(bar, 0, y, self.pen.width, self.height)
            self._draw_one(bar, y, left, room / longest)

    @cached_property
    def _thick(self) -> float:
        """Of one bar."""
        if self.beside:
            return min(self.height * 0.62, self.size * _THICKEST)
        return min((self.height - self._gap - self.size * 1.32) / self.bars_of_each, self.size * _THICKEST)

    @property
    def _gap(self) -> float:
        """Under the last bar of a label."""
        return min(self.height * 0.14, self.size * _WIDEST_GAP)

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
            scale=self.pen.scale,
        )

    def _draw_one(self, bar: Bar, y: float, left: float, unit: float) -> None:
        size, pen = self.size, self.pen
        if self.beside:
            middle = y + self.height / 2
            self._label(bar.label, middle)
            self._draw_values(bar, y + self._bars_top, left, unit)
            if bar.remark:
                pen.text(pen.width, middle + size * 0.33, bar.remark, size=size, anchor="end")
            return
        remark_width = pen.width_of(bar.remark, fonts.SEMIBOLD, size)
        words = pen.shortened(bar.label, fonts.SEMIBOLD, size, pen.width - remark_width - size)
        pen.text(0, y + size, words, font=fonts.SEMIBOLD, size=size)
        if bar.remark:
            pen.text(pen.width, y + size, bar.remark, font=fonts.SEMIBOLD, size=size, anchor="end")
        self._draw_values(bar, y + self._bars_top, left, unit)

    def _label(self, label: str, middle: float) -> None:
        """At the left of its bar, on as many lines as stand beside it."""
        size, room = self.size, self._label_width - self.size * 0.6
        most = max(1, min(_LABEL_LINES, int(self.height / (size * 1.1))))
        lines = fonts.wrap(label, fonts.REGULAR, size, room, self.pen.width_of)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], self.pen.shortened(rest, fonts.REGULAR, size, room)]
        for index, line in enumerate(lines):
            base = middle + size * 0.33 + (index - (len(lines) - 1) / 2) * size * 1.1
            self.pen.text(0, base, line, size=size)

    def _draw_values(self, bar: Bar, y: float, left: float, unit: float) -> None:
        pen, size, thick = self.pen, self.size, self._thick
        x = left
        for number, (series, value) in enumerate(zip(self.chart.series, bar.values, strict=True)):
            if value is None:
                continue
            length = max(size * 0.1, value * unit) if value > 0 else 0.0  # S/ 1 beside S/ 1,000,000 is seen too
            pen.bar(x, y, length, thick, series.look)
            last = number == len(bar.values) - 1
            if self.chart.stacked:
                x += length
                if last:
                    self._value(x, y, self._value_text(bar), strong=True)
                continue
            self._value(x + length, y, pen.scale.text(value), strong=series.look is Look.SOLID)
            y += thick

    def _value(self, x: float, y: float, text: str, *, strong: bool) -> None:
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        base = y + self._thick / 2 + self.size * 0.34
        alone = not self.chart.stacked
        self.pen.text(x + self.size * 0.45, base, text, font=font, size=self.size, value=alone)


class StandingBars:
    """Standing bars over one line at 0; what is negative hangs below it."""

    def __init__(self, pen: ChartPen, top: float, bottom: float) -> None:
        self.pen = pen
        self.chart = pen.chart
        self.slot = pen.width / len(self.chart.bars)
        self.columns = 1 if self.chart.stacked else len(self.chart.series)
        self.size = self._fitting_size()
        self.highest, self.lowest = max(1, *values_of(self.chart)), min(0, *values_of(self.chart))
        label_room = self.size * 1.7
        room = bottom - top - label_room - self.size * 1.5 - (self.size * 1.3 if self.lowest < 0 else 0)
        self.unit = max(0.0, room) / (self.highest - self.lowest)
        self.zero = top + self.size * 1.5 + self.highest * self.unit
        self.label_y = bottom - label_room + self.size * 1.3

    @property
    def _column_width(self) -> float:
        return column_width(self.slot, self.columns, self.pen.size)

    def _fitting_size(self) -> float:
        """The letters asked for, or smaller ones where values or labels would run into each other."""
        size = self.pen.size
        texts = [self.pen.scale.text(value) for value in values_of(self.chart)]
        values = max(self.pen.width_of(text, fonts.SEMIBOLD, size) for text in texts)
        labels = max(self.pen.width_of(bar.label, fonts.REGULAR, size) for bar in self.chart.bars)
        room = value_room(self.slot, self.columns, size)
        return size * max(self.pen.shrink, min(1.0, room / max(values, 0.1), self.slot * 0.98 / max(labels, 0.1)))

    def _plot(self) -> Plot:
        return Plot(
            x=0,
            y=self.zero - self.highest * self.unit,
            width=self.pen.width,
            height=(self.highest - self.lowest) * self.unit,
            thick=self._column_width * 0.9,
            band=self.slot,
            lowest=self.lowest,
            highest=self.highest,
            size=self.size,
            scale=self.pen.scale,
        )

    def draw(self) -> None:
        pen = self.pen
        pen.drawn.plot = self._plot()
        for index, bar in enumerate(self.chart.bars):
            left = index * self.slot
            pen.area(bar, left, 0, self.slot, pen.height)
            x = left + (self.slot - self._column_width * self.columns) / 2
            if self.chart.stacked:
                self._stack(bar, x)
            else:
                self._beside(bar, x)
            label = pen.shortened(bar.label, fonts.REGULAR, self.size, self.slot)
            pen.text(left + self.slot / 2, self.label_y, label, size=self.size, anchor="middle")
        pen.line(0, self.zero, pen.width, self.zero, "edge", max(0.6, self.size * 0.07))

    def _beside(self, bar: Bar, x: float) -> None:
        wide = self._column_width
        for series, value in self._known(bar.values):
            height = abs(value) * self.unit
            y = self.zero - height if value >= 0 else self.zero
            self.pen.bar(x + wide * 0.05, y, wide * 0.9, height, series.look)
            above = y - self.size * 0.35 if value >= 0 else y + height + self.size * 1.0
            self._value(x + wide / 2, above, self.pen.scale.text(value))
            x += wide

    def _stack(self, bar: Bar, x: float) -> None:
        y = self.zero
        for series, value in self._known(bar.values):
            y -= value * self.unit
            self.pen.bar(x, y, self._column_width, value * self.unit, series.look)
        total = sum(value for value in bar.values if value is not None)
        self._value(x + self._column_width / 2, y - self.size * 0.35, self.pen.scale.text(total))

    def _known(self, values: Sequence[int | None]) -> Iterator[tuple[Series, int]]:
        for series, value in zip(self.chart.series, values, strict=True):
            if value is not None:
                yield series, value

    def _value(self, x: float, y: float, text: str) -> None:
        alone = not self.chart.stacked
        half = self.pen.width_of(text, fonts.SEMIBOLD, self.size) / 2
        x = max(half, min(x, self.pen.width - half))  # the last one of many narrow columns stays on the chart
        self.pen.text(x, y, text, font=fonts.SEMIBOLD, size=self.size, anchor="middle", value=alone)
