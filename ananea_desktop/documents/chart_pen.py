"""Puts texts, bars and lines of a chart on a ReportLab drawing; y is counted from the top, and turned round here."""

from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_parts import (
    Area,
    ChartColours,
    DrawnChart,
    PlacedText,
    scale_for,
    shortened,
)
from ananea_desktop.documents.charts import Bar, Chart, Look


class ChartPen:
    """One chart being drawn."""

    def __init__(
        self,
        chart: Chart,
        width: float,
        height: float,
        colours: ChartColours,
        size: float,
        least: float,
        width_of: fonts.WidthOf,
    ) -> None:
        from reportlab.graphics.shapes import Drawing

        self.chart = chart
        self.width = width
        self.height = height
        self.colours = colours
        self.size = size
        self.shrink = least / size
        """The part of their size that letters of a crowded chart keep."""
        self._width_of = width_of
        self.scale = scale_for(chart, width, size, width_of)
        self.drawn = DrawnChart(Drawing(width, height))

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
        """``value``: of one bar alone, with which it stands and not among the chart's other texts."""
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
