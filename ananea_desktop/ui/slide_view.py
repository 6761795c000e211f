"""One slide, as large as there is room: its pictures are drawn ahead, and the old one stays until the new is ready."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.courier import deliver
from ananea_desktop.ui.pdf_pages import POINTS_PER_INCH, PdfPages, on_pdf_thread

BUDGET = 150 * 1024 * 1024
"""Bytes that the pictures of one view may take: 18 of a Full HD projector, 50 of an old one."""

BYTES_PER_PIXEL = 4


def nearest_first(page: int, count: int, ahead: bool = True) -> list[int]:
    """All pages in the order they will be wanted: this one, the next, the one before, the next but one …"""
    later, earlier = list(range(page + 1, count)), list(range(page - 1, -1, -1))
    result = [page] if 0 <= page < count else []
    for step in range(max(len(later), len(earlier)) if ahead else 0):
        result += later[step : step + 1] + earlier[step : step + 1]
    return result


def fitting(page: QSize, room: QSize) -> QRect:
    """Where a picture lies in a room: as large as it can be without being cut, in the middle."""
    if page.isEmpty() or room.isEmpty():
        return QRect()
    width = min(room.width(), room.height() * page.width() // page.height())
    height = min(room.height(), room.width() * page.height() // page.width())
    return QRect(QPoint((room.width() - width) // 2, (room.height() - height) // 2), QSize(width, height))


@dataclass(frozen=True)
class _Drawn:
    order: int
    page: int
    pages: PdfPages
    picture: QImage


class SlidePictures(QObject):
    """The pages of a PDF at one size, the nearest to where one is drawn first, as many as the budget allows."""

    ready = Signal(int)

    def __init__(self, parent: QObject, ahead: bool, budget: int = BUDGET) -> None:
        """``ahead``: whether to draw also the slides that may be wanted next."""
        super().__init__(parent)
        self._ahead = ahead
        self._budget = budget
        self._pdf = b""
        self._count = 0
        self._size = QSize()
        self._pixel_ratio = 1.0
        self._page = 0
        self._order = 0
        self._busy = False
        self._pages: PdfPages | None = None
        self._pictures: dict[int, QPixmap] = {}

    def set_pdf(self, pdf: bytes, count: int) -> None:
        self._pdf, self._count, self._pages = pdf, count, None
        self._start_anew()

    def set_size(self, size: QSize, pixel_ratio: float) -> None:
        """What pages are drawn to fit into, in dots: ``pixel_ratio`` of them make a pixel of the window."""
        if (size, pixel_ratio) != (self._size, self._pixel_ratio):
            self._size, self._pixel_ratio = size, pixel_ratio
            self._start_anew()

    def go_to(self, page: int) -> None:
        self._page = page
        self._draw_next()

    def picture(self, page: int) -> QPixmap | None:
        """None while it is not drawn."""
        return self._pictures.get(page)

    @property
    def is_complete(self) -> bool:
        """Whether all that the budget allows is drawn."""
        return bool(self._pictures) and self._next_wanted() is None

    def _start_anew(self) -> None:
        self._order += 1
        self._pictures.clear()
        self._draw_next()

    def _wanted(self) -> list[int]:
        one = max(1, self._size.width() * self._size.height() * BYTES_PER_PIXEL)
        return nearest_first(self._page, self._count, self._ahead)[: max(3, self._budget // one)]

    def _next_wanted(self) -> int | None:
        return next((page for page in self._wanted() if page not in self._pictures), None)

    def _draw_next(self) -> None:
        """One at a time, so that what is wanted most at that moment is always drawn next."""
        page = self._next_wanted()
        if self._busy or page is None or not self._pdf or self._size.isEmpty():
            return
        self._busy = True
        work = _drawing(self._pdf, self._pages, self._order, page, self._size)
        deliver(on_pdf_thread(work), self._take)

    def _take(self, future: "Future[_Drawn]") -> None:
        self._busy = False
        drawn = future.result()
        if drawn.order == self._order:
            self._pages = drawn.pages
            wanted = self._wanted()
            for page in [each for each in self._pictures if each not in wanted]:
                del self._pictures[page]
            if drawn.page in wanted:
                self._pictures[drawn.page] = QPixmap.fromImage(drawn.picture)
                self._pictures[drawn.page].setDevicePixelRatio(self._pixel_ratio)
                self.ready.emit(drawn.page)
        self._draw_next()


def _drawing(pdf: bytes, pages: PdfPages | None, order: int, page: int, size: QSize) -> Callable[[], _Drawn]:
    def work() -> _Drawn:
        opened = pages or PdfPages(pdf)
        paper = opened.page_size(page)
        dpi = POINTS_PER_INCH * min(size.width() / paper.width(), size.height() / paper.height())
        return _Drawn(order, page, opened, opened.render(page, dpi))

    return work


class SlideView(QWidget):
    """Shows one page of a PDF. ``shown`` tells that the page that was asked for is what is now painted."""

    shown = Signal(int)

    def __init__(self, name: str, *, ground: str | QColor, ahead: bool) -> None:
        """``ground``: what is around the slide, a token of the palette or one colour for ever."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._ground = ground
        self._page = 0
        self._painted = QPixmap()
        self._painted_page = -1
        self._shade: QColor | None = None
        self.pictures = SlidePictures(self, ahead)
        self.pictures.ready.connect(self._take)

    @property
    def shown_page(self) -> int:
        """The page that is painted; −1 before the first is ready."""
        return self._painted_page

    def show_pdf(self, pdf: bytes, count: int, page: int) -> None:
        """Shows a page of another PDF; what is painted stays until it is ready."""
        self._page = page
        self.pictures.go_to(page)
        self.pictures.set_pdf(pdf, count)

    def go_to(self, page: int) -> None:
        self._page = page
        self.pictures.go_to(page)
        self._take(page)

    def set_shade(self, colour: QColor | None) -> None:
        """Covers the slide with one colour, or with None shows it again."""
        self._shade = colour
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def _measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self.pictures.set_size(QSize(round(self.width() * ratio), round(self.height() * ratio)), ratio)

    def _take(self, page: int) -> None:
        picture = self.pictures.picture(page)
        if page == self._page and picture is not None:
            self._painted, self._painted_page = picture, page
            self.update()
            self.shown.emit(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._measure()  # the window may have gone to a screen with other dots
        painter = QPainter(self)
        if self._shade is not None:
            painter.fillRect(self.rect(), self._shade)
            return
        ground = self._ground if isinstance(self._ground, QColor) else theme.color(self._ground)
        painter.fillRect(self.rect(), ground)
        if self._painted.isNull():
            return
        ratio = self._painted.devicePixelRatio()
        spare = self.size() * ratio - self._painted.size()
        if ratio == self.devicePixelRatioF() and -1 <= min(spare.width(), spare.height()) <= 1:
            # Drawn for this size: dot on dot, or letters blur.
            place = QPoint(round(spare.width() / 2 / ratio), round(spare.height() / 2 / ratio))
            painter.drawPixmap(place, self._painted)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(fitting(self._painted.size(), self.size()), self._painted)
