"""A chart as plain values, drawn by chart_drawing for paper and screen and by slides_pptx as a chart to edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount, format_quantity


class Measure(Enum):
    SOLES = auto()
    """Céntimos; shown whole, as 12,345, on bars, since nobody adds up céntimos on a wall."""
    COUNT = auto()
    HOURS = auto()
    """Minutes, shown as hours."""


class Look(Enum):
    """How the bars of a series are told apart without colour."""

    SOLID = auto()
    OUTLINED = auto()
    HATCHED = auto()


class Shape(Enum):
    ROWS = auto()
    """Bars lying under their labels: for names, however long."""
    COLUMNS = auto()
    """Bars standing beside each other: for years and months."""


@dataclass(frozen=True, kw_only=True)
class Series:
    name: str
    look: Look = Look.SOLID


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One value of each series, under one label."""

    label: str
    values: tuple[int | None, ...]
    """In the chart's measure; ``None`` where there is nothing to show, not even 0."""
    remark: str = ""
    """At the right of the label: «85 %»."""
    key: str = ""
    """What opens the rows behind it; empty where there are none."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    name: str
    title: str
    measure: Measure
    shape: Shape
    series: tuple[Series, ...]
    bars: Sequence[Bar]
    unit: str = ""
    """Beside the series' names: «S/», «personas»."""
    remark_title: str = ""
    """Over the remarks: «Avance»."""
    note: str = ""
    stacked: bool = False
    """The series follow each other in one bar: women and men of a topic."""
    beside: Sequence[Bar] = ()
    """The bars of another chart of the page: both keep as much room for labels, and equal bars are equally long."""

    @property
    def is_empty(self) -> bool:
        """Nothing to draw: the reader is told so in words instead."""
        return not any(value for bar in self.bars for value in bar.values)


OTHERS = "others:"
"""Begins the key of the bar that stands for several; how many bars stand before it follows."""


def with_others(bars: Sequence[Bar], most: int) -> list[Bar]:
    """The bars, or where they are more than ``most`` the first of them and one for all the others: «Otros (28)»."""
    if len(bars) <= most:
        return list(bars)
    rest = bars[most - 1 :]
    columns = zip(*(bar.values for bar in rest), strict=True)
    values = tuple(
        None if all(value is None for value in column) else sum(value or 0 for value in column) for column in columns
    )
    others = Bar(label=_("Otros ({count})").format(count=len(rest)), values=values, key=f"{OTHERS}{most - 1}")
    return [*bars[: most - 1], others]


def shown_value(value: int, measure: Measure) -> str:
    """The value on its bar: ``53,500``, ``412``, ``7.5``; soles are rounded, half a sol away from 0."""
    if measure is Measure.SOLES:
        rounded = (abs(value) + 50) // 100 * 100
        return format_amount(-rounded if value < 0 else rounded).removesuffix(".00")
    if measure is Measure.HOURS:
        return format_quantity((value * 10 + 30) // 60 * 100)
    return f"{value:,}"
