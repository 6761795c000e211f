"""Where the pages of a preview lie, and the drawing of those that show: the part of it that needs no window."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage

from ananea_desktop.ui.pdf_pages import POINTS_PER_INCH, PdfPages

Crop = tuple[float, float, float, float]
"""Left, top, right and bottom of the part shown, as shares of the page: (0, 0, 1, 0.5) is its upper half."""

UPPER_HALF = (0.0, 0.0, 1.0, 0.5)
WHOLE_PAGE: Crop = (0, 0, 1, 1)
MARGIN = 20
GAP = 16


@dataclass(frozen=True)
class Sheets:
    """Where the pages lie, under each other, in a view ``width`` pixels wide; ``zoom`` 1 fits the widest into it."""

    sizes: tuple[QSizeF, ...]
    width: int
    zoom: float

    @property
    def scale(self) -> float:
        """Window pixels to a point of paper."""
        widest = max((size.width() for size in self.sizes), default=1.0)
        return self.zoom * max(1, self.width - 2 * MARGIN) / widest

    @property
    def extent(self) -> QSize:
        rects = self.rects()
        if not rects:
            return QSize(0, 0)
        return QSize(max(rect.width() for rect in rects) + 2 * MARGIN, rects[-1].bottom() + 1 + MARGIN)

    def rects(self) -> list[QRect]:
        rects, top, scale = [], MARGIN, self.scale
        sizes = [QSize(round(size.width() * scale), round(size.height() * scale)) for size in self.sizes]
        widest = max((size.width() for size in sizes), default=0)
        for size in sizes:
            rects.append(QRect(QPoint(MARGIN + (widest - size.width()) // 2, top), size))
            top += size.height() + GAP
        return rects

    def seen(self, top: int, height: int) -> list[int]:
        """The pages that show in the window's ``height`` rows from ``top``."""
        return [page for page, rect in enumerate(self.rects()) if rect.bottom() >= top and rect.top() < top + height]


@dataclass(frozen=True)
class Request:
    """All that the PDF thread needs to draw what the window wants to show."""

    pdf: bytes
    crop: Crop
    view: QSize
    zoom: float
    top: int
    pixel_ratio: float
    clearing: int


@dataclass(frozen=True)
class Drawn:
    """What came of a request. The pages stay open, for the next request of the same PDF."""

    request: Request
    pages: PdfPages
    sheets: Sheets
    pictures: Mapping[int, QImage]


def draw(request: Request, last: Drawn | None) -> Drawn:
    """Draws the pages that show; runs on the PDF thread."""
    pages = last.pages if last and last.request.pdf is request.pdf else PdfPages(request.pdf)
    left, top, right, bottom = request.crop
    sizes = [pages.page_size(page) for page in range(pages.page_count)]
    shown = tuple(QSizeF(size.width() * (right - left), size.height() * (bottom - top)) for size in sizes)
    sheets = Sheets(shown, request.view.width(), request.zoom)
    dpi = sheets.scale * request.pixel_ratio * POINTS_PER_INCH
    pictures = {}
    for page in sheets.seen(request.top, request.view.height()):
        whole = pages.pixel_size(page, dpi)
        part = QRectF(left * whole.width(), top * whole.height(), 0, 0)
        part.setSize(QSizeF(whole.width() * (right - left), whole.height() * (bottom - top)))
        pictures[page] = pages.render_part(page, dpi, part.toRect())
    return Drawn(request, pages, sheets, pictures)
