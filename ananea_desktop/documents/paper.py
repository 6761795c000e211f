"""What every paper shares: sizes, greys, type styles, and a sheet that is written from its top, literally."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from ananea_desktop.documents import fonts

A4_SHORT = 595.276
A4_LONG = 841.89
MARGIN = 42.52
"""15 mm: what the worst office printer still reaches."""

# Greys, not colours: the black cartridge alone prints them, and a copying machine keeps them.
INK = 0.0
INK2 = 0.3
EDGE = 0.5
LINE = 0.8
STAMP = 0.78
WATERMARK = 0.925

DOT = "  ·  "

LEFT, RIGHT, CENTER = "left", "right", "center"


@dataclass(frozen=True)
class Style:
    """Letters of one kind; sizes in points, grey 0 (black) … 1 (white)."""

    font: str
    size: float
    leading: float
    grey: float = INK


@dataclass(frozen=True, slots=True)
class Block:
    """A text wrapped to a width, ready to be drawn."""

    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


def block(text: str, style: Style, width: float) -> Block:
    return Block(tuple(fonts.wrap(text, style.font, style.size, width)), style)


def start_paper(size: tuple[float, float], title: str, author: str) -> tuple[Any, BytesIO]:
    """A ReportLab canvas and the buffer it is saved into; equal drawing gives equal bytes."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(fonts.printable(title))
    canvas.setAuthor(fonts.printable(author))
    return canvas, buffer


class Sheet:
    """A page, or half of one, written with y counted in points from its top."""

    def __init__(self, canvas: Any, top: float) -> None:
        self._canvas = canvas
        self._top = top
        self._style: Style | None = None

    def text(self, x: float, y: float, text: str, style: Style, align: str = LEFT) -> None:
        """One line with its baseline at ``y``, printed literally; ``x`` is its left, right or middle by ``align``."""
        canvas = self._canvas
        if style is not self._style:
            canvas.setFont(style.font, style.size)
            canvas.setFillGray(style.grey)
            self._style = style
        text = fonts.printable(text)
        if align != LEFT:
            width = fonts.text_width(text, style.font, style.size)
            x -= width if align == RIGHT else width / 2
        canvas.drawString(x, self._top - y, text)

    def block(self, x: float, y: float, block: Block, align: str = LEFT) -> None:
        """The lines of a block, the first with its baseline at ``y``."""
        for index, line in enumerate(block.lines):
            self.text(x, y + index * block.style.leading, line, block.style, align)

    def rule(self, x1: float, x2: float, y: float, width: float, grey: float = INK) -> None:
        canvas = self._canvas
        canvas.setLineWidth(width)
        canvas.setStrokeGray(grey)
        canvas.line(x1, self._top - y, x2, self._top - y)

    def dashes(self, x1: float, x2: float, y: float) -> None:
        self._canvas.setDash(4, 3)
        self.rule(x1, x2, y, 0.7, EDGE)
        self._canvas.setDash()

    def upright(self, x: float, y1: float, y2: float, width: float, grey: float = INK) -> None:
        """A rule from top to bottom."""
        canvas = self._canvas
        canvas.setLineWidth(width)
        canvas.setStrokeGray(grey)
        canvas.line(x, self._top - y1, x, self._top - y2)

    def dashes_down(self, x: float, y1: float, y2: float) -> None:
        self._canvas.setDash(4, 3)
        self.upright(x, y1, y2, 0.7, EDGE)
        self._canvas.setDash()

    def frame(self, x: float, y: float, width: float, height: float, line_width: float, grey: float) -> None:
        canvas = self._canvas
        canvas.setLineWidth(line_width)
        canvas.setStrokeGray(grey)
        canvas.rect(x, self._top - y - height, width, height)

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        self._canvas.drawImage(image, x, self._top - y - height, width, height, mask="auto")

    def qr(self, modules: Sequence[Sequence[bool]], x: float, y: float, side: float) -> None:
        """The dark modules of a QR in a square; each run of a row is one rectangle, and all of them one path."""
        step = side / max(1, len(modules))
        path = self._canvas.beginPath()
        for row, line in enumerate(modules):
            bottom = self._top - y - (row + 1) * step
            column = 0
            for is_dark, run in groupby(line):
                length = len(list(run))
                if is_dark:
                    path.rect(x + column * step, bottom, length * step, step)
                column += length
        self._canvas.setFillGray(INK)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._style = None

    def drawing(self, drawing: Any, x: float, y: float) -> None:
        """A chart's drawing, its upper left corner at (x, y)."""
        from reportlab.graphics import renderPDF

        renderPDF.draw(drawing, self._canvas, x, self._top - y - drawing.height)
        self._style = None  # it set letters and greys of its own

    def watermark(self, words: Sequence[tuple[str, float]], x: float, y: float, width: float) -> None:
        """Large slanted words about (x, y), one under the other, each with its grey; drawn before all else."""
        if not words:
            return
        canvas = self._canvas
        size = min(84.0, width / max(fonts.text_width(word, fonts.BOLD, 1) for word, _grey in words))
        canvas.saveState()
        canvas.translate(x, self._top - y)
        canvas.rotate(17)
        for index, (word, grey) in enumerate(words):
            canvas.setFont(fonts.BOLD, size)
            canvas.setFillGray(grey)
            canvas.drawCentredString(0, size * (0.9 * ((len(words) - 1) / 2 - index) - 0.33), word)
        canvas.restoreState()
