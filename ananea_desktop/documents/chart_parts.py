"""What a drawn chart is made of: its colours, how its values are written, and where its texts and bars stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.charts import Chart, Look, Measure, Shape, shown_value
from ananea_desktop.domain.language import _

ELLIPSIS = "…"
_TENTHS_BELOW = 995_000
"""Céntimos that are written to the tenth of a thousand soles; what is rounded to ten thousand is not."""


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


PRINT_COLOURS = ChartColours(
    ink="#1E1C19",
    ink2="#57534B",
    bar="#6B675E",
    track="#E9E9E9",
    edge="#57534B",
    line="#C6C6C6",
    ground="#FFFFFF",
)
"""Greys, for a printer with black ink alone."""


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

    def number(self, value: int | None) -> float | None:
        """As a spreadsheet under an editable chart holds it: soles, hours, people."""
        if value is None:
            return None
        if self.thousands:
            tenths, sign = self._tenths(value), -1 if value < 0 else 1
            return sign * (tenths / 10 if tenths % 10 else tenths // 10)
        if self.measure is Measure.SOLES:
            whole = (abs(value) + 50) // 100
            return -whole if value < 0 else whole
        return round(value / 60, 1) if self.measure is Measure.HOURS else value

    @property
    def number_format(self) -> str:
        """Of a spreadsheet program, which then writes what ``text`` writes."""
        if self.thousands:
            return f"[>={_TENTHS_BELOW / 100_000:.2f}]#,##0;General"
        return "General" if self.measure is Measure.HOURS else "#,##0"

    def text(self, value: int) -> str:
        if not self.thousands:
            return shown_value(value, self.measure)
        tenths = self._tenths(value)
        whole, rest = divmod(tenths, 10)
        return f"{'−' if value < 0 < tenths else ''}{whole:,}{f'.{rest}' if rest else ''}"

    @staticmethod
    def _tenths(value: int) -> int:
        """Of a thousand soles, without the sign; ten thousand and more count by whole thousands."""
        if abs(value) < _TENTHS_BELOW:
            return (abs(value) + 5_000) // 10_000
        return (abs(value) + 50_000) // 100_000 * 10


def scale_for(chart: Chart, width: float, size: float, width_of: fonts.WidthOf = fonts.text_width) -> Scale:
    """Thousands for standing bars of money whose whole values would be wider than their place at ``size`` points."""
    whole = Scale(chart.measure, chart.unit)
    if chart.measure is not Measure.SOLES or chart.shape is Shape.ROWS or not chart.bars:
        return whole
    place = value_room(width / len(chart.bars), 1 if chart.stacked else len(chart.series), size)
    widest = max(width_of(whole.text(value), fonts.SEMIBOLD, size) for value in values_of(chart))
    if widest <= place:
        return whole
    return Scale(chart.measure, _("miles de {unit}").format(unit=chart.unit or "S/"), thousands=True)


def column_width(slot: float, columns: int, size: float) -> float:
    """Of one standing bar and the air beside it, where ``columns`` of them stand in ``slot`` points."""
    return min(slot / (columns + 0.45), size * 5)


def value_room(slot: float, columns: int, size: float) -> float:
    """How wide a value may be without touching the next one."""
    if columns == 1:
        return slot - size * 0.3
    return column_width(slot, columns, size) - size * 0.3


def values_of(chart: Chart) -> Iterator[int]:
    """What the bars must have room for, and 0, where they begin."""
    yield 0
    for bar in (*chart.bars, *chart.beside):
        known = [value for value in bar.values if value is not None]
        yield from [sum(known)] if chart.stacked else known


def shortened(text: str, font: str, size: float, width: float, width_of: fonts.WidthOf = fonts.text_width) -> str:
    """The text on one line of ``width`` points, its end cut off where it has no room."""
    text = fonts.printable(text)
    if width_of(text, font, size) <= width:
        return text
    while text and width_of(text + ELLIPSIS, font, size) > width:
        text = text[: -max(1, len(text) // 20)]
    return text.rstrip() + ELLIPSIS
