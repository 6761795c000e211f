"""Writes placed pages as PDF: opens anywhere, with its own letters inside."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.chart_parts import PAPER_COLOURS, PRINT_COLOURS, ChartColours
from ananea_desktop.documents.charts import Look
from ananea_desktop.documents.icons import glyph, register_icons
from ananea_desktop.documents.layout import Box, ChartPlace, Icon, Page, Picture, TablePlace, Words

SLIDE_COLOURS: Mapping[str, str] = {**vars(PAPER_COLOURS), "gold": "#F0B323", "bad": "#A3261C"}
"""Dark on white, one gold: survives grey projectors in a bright hall."""

PRINTED_COLOURS: Mapping[str, str] = {**vars(PRINT_COLOURS), "gold": "#57534B", "bad": "#1E1C19"}
"""Greys: the black cartridge alone prints them."""


def write_page(canvas: Any, page: Page, height: float, colours: Mapping[str, str], least: float) -> None:
    """Draws a page of this height and ends it; ``least``: no letters of its charts are smaller."""
    _Writer(canvas, height, colours, least).write(page)
    canvas.showPage()


class _Writer:
    """Draws the elements of one page."""

    def __init__(self, canvas: Any, height: float, colours: Mapping[str, str], least: float) -> None:
        self.canvas = canvas
        self.height = height
        self.colours = colours
        self.least = least

    def write(self, page: Page) -> None:
        for element in page.elements:
            match element:
                case Words():
                    self._words(element)
                case Box():
                    self._box(element)
                case Picture():
                    self._picture(element)
                case Icon():
                    self._icon(element)
                case ChartPlace():
                    self._chart(element)
                case TablePlace():
                    self._table(element)

    def _fill(self, token: str) -> None:
        from reportlab.lib.colors import HexColor

        self.canvas.setFillColor(HexColor(self.colours[token]))

    def _stroke(self, token: str, width: float) -> None:
        from reportlab.lib.colors import HexColor

        self.canvas.setStrokeColor(HexColor(self.colours[token]))
        self.canvas.setLineWidth(width)

    def _words(self, words: Words) -> None:
        canvas = self.canvas
        canvas.setFont(words.font, words.size)
        self._fill(words.colour)
        draw, x = {
            "left": (canvas.drawString, words.x),
            "right": (canvas.drawRightString, words.x + words.width),
            "center": (canvas.drawCentredString, words.x + words.width / 2),
        }[words.align]
        for index, line in enumerate(words.lines):
            draw(x, self.height - (words.top + index * words.leading + words.size * 0.93), line)

    def _box(self, box: Box) -> None:
        outlined = box.look is not Look.SOLID and not box.colour
        if box.colour:
            self._fill(box.colour)
        elif box.look is Look.SOLID:
            self._fill("bar")
        else:
            self._fill("track" if box.look is Look.OUTLINED and not box.is_blank else "ground")
        inset = 1.0 if outlined else 0.0
        if outlined:
            self._stroke("edge", 2)
        self.canvas.rect(
            box.x + inset,
            self.height - box.y - box.height + inset,
            max(0.0, box.width - 2 * inset),
            max(0.0, box.height - 2 * inset),
            stroke=int(outlined),
            fill=1,
        )

    def _picture(self, picture: Picture) -> None:
        from reportlab.lib.utils import ImageReader

        image = ImageReader(BytesIO(picture.image))
        x, y, width, height = placed(picture, image.getSize())
        canvas = self.canvas
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(picture.x, self.height - picture.y - picture.height, picture.width, picture.height)
        canvas.clipPath(frame, stroke=0, fill=0)
        canvas.drawImage(image, x, self.height - y - height, width, height, mask="auto")
        canvas.restoreState()

    def _icon(self, icon: Icon) -> None:
        font = register_icons()
        self.canvas.setFont(font, icon.side)
        self._fill(icon.colour)
        self.canvas.drawString(icon.x, self.height - icon.y - icon.side * 0.86, glyph(icon.name))

    def _chart(self, place: ChartPlace) -> None:
        from reportlab.graphics import renderPDF

        names = ChartColours.__dataclass_fields__
        colours = ChartColours(**{name: self.colours[name] for name in names})
        drawn = draw_chart(place.chart, place.width, place.height, colours, size=place.size, least=self.least)
        renderPDF.draw(drawn.drawing, self.canvas, place.x, self.height - place.y - place.height)

    def _table(self, table: TablePlace) -> None:
        y = table.y
        last = len(table.rows) - 1
        for index, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
            x = table.x
            for cell, width in zip(row, table.widths, strict=True):
                words = Words(
                    x=x + 10,
                    y=y + 8,
                    width=width - 20,
                    height=height - 16,
                    lines=cell.lines,
                    font=fonts.SEMIBOLD if cell.strong else fonts.REGULAR,
                    size=table.size,
                    colour="ink2" if index == 0 else "ink",
                    align="right" if cell.right else "left",
                    middle=True,
                )
                self._words(words)
                x += width
            y += height
            strong = index == 0 or (table.has_totals and index == last - 1)
            self._stroke("edge" if strong else "line", 2 if strong else 1)
            self.canvas.line(table.x, self.height - y, x, self.height - y)


def placed(picture: Picture, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Where an image of so many pixels lies: whole inside its frame, or over all of it; points, y from the top."""
    wide, high = max(1, size[0]), max(1, size[1])
    pick = max if picture.fills else min
    scale = pick(picture.width / wide, picture.height / high)
    width, height = wide * scale, high * scale
    x = picture.x if picture.at_left else picture.x + (picture.width - width) / 2
    return x, picture.y + (picture.height - height) / 2, width, height
