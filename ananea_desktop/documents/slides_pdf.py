"""A presentation as PDF: opens anywhere, with its own letters inside."""

from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.chart_parts import PAPER_COLOURS
from ananea_desktop.documents.charts import Look
from ananea_desktop.documents.icons import glyph, register_icons
from ananea_desktop.documents.paper import start_paper
from ananea_desktop.documents.slide_layout import (
    HEIGHT,
    LEAST,
    SOURCE_SANS,
    WIDTHS,
    Box,
    ChartPlace,
    Icon,
    Page,
    Picture,
    TablePlace,
    Words,
)
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slides import Deck

SLIDE_COLOURS = {**vars(PAPER_COLOURS), "gold": "#F0B323", "bad": "#A3261C"}
"""Dark on white, one gold: survives grey projectors in a bright hall."""


def slides_pdf(deck: Deck) -> bytes:
    """One page a slide; equal decks give equal bytes."""
    canvas, buffer = start_paper((WIDTHS[deck.ratio], HEIGHT), deck.title, deck.letterhead.name)
    for page in lay_out(deck, SOURCE_SANS):
        _Writer(canvas).write(page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Writer:
    """Draws the elements of one page."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas

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

        self.canvas.setFillColor(HexColor(SLIDE_COLOURS[token]))

    def _stroke(self, token: str, width: float) -> None:
        from reportlab.lib.colors import HexColor

        self.canvas.setStrokeColor(HexColor(SLIDE_COLOURS[token]))
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
            draw(x, HEIGHT - (words.top + index * words.leading + words.size * 0.93), line)

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
            HEIGHT - box.y - box.height + inset,
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
        frame.rect(picture.x, HEIGHT - picture.y - picture.height, picture.width, picture.height)
        canvas.clipPath(frame, stroke=0, fill=0)
        canvas.drawImage(image, x, HEIGHT - y - height, width, height, mask="auto")
        canvas.restoreState()

    def _icon(self, icon: Icon) -> None:
        font = register_icons()
        self.canvas.setFont(font, icon.side)
        self._fill(icon.colour)
        self.canvas.drawString(icon.x, HEIGHT - icon.y - icon.side * 0.86, glyph(icon.name))

    def _chart(self, place: ChartPlace) -> None:
        from reportlab.graphics import renderPDF

        drawn = draw_chart(place.chart, place.width, place.height, size=place.size, least=LEAST)
        renderPDF.draw(drawn.drawing, self.canvas, place.x, HEIGHT - place.y - place.height)

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
            self.canvas.line(table.x, HEIGHT - y, x, HEIGHT - y)


def placed(picture: Picture, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Where an image of so many pixels lies: whole inside its frame, or over all of it; points, y from the top."""
    wide, high = max(1, size[0]), max(1, size[1])
    pick = max if picture.fills else min
    scale = pick(picture.width / wide, picture.height / high)
    width, height = wide * scale, high * scale
    return picture.x + (picture.width - width) / 2, picture.y + (picture.height - height) / 2, width, height
