"""The pages of a PDF as pictures. PDFium is not thread-safe, so one thread owns it and does all of its work."""

import threading
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRect, QSize, QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

POINTS_PER_INCH = 72
WHITE = (255, 255, 255, 255)

Result = TypeVar("Result")

# Its thread starts with the first PDF and ends with the interpreter, which waits for the work in hand.
_owner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")
_here = threading.local()
_outlived: "deque[PdfDocument]" = deque()


def on_pdf_thread(work: Callable[[], Result]) -> "Future[Result]":
    """Queues ``work`` for the thread that owns PDFium; inside it, PdfPages works at once."""

    def owned() -> Result:
        _here.is_owner = True
        while _outlived:
            _outlived.popleft().close()
        return work()

    return _owner.submit(owned)


def _now(work: Callable[[], Result]) -> Result:
    return work() if getattr(_here, "is_owner", False) else on_pdf_thread(work).result()


class PdfPages:
    """An open PDF. Pages count from 0, sizes are in points (1/72 inch), pictures in pixels from the top left corner.

    Every call waits for PDFium's thread; from inside ``on_pdf_thread`` it works at once.
    """

    def __init__(self, pdf: bytes) -> None:
        """Raises pypdfium2.PdfiumError when ``pdf`` is none."""
        self._document = _now(lambda: _open(pdf))
        # Its thread closes the document before the next work; queueing that here could lock, as any allocation
        # may set off a finalizer. At exit pypdfium2 itself closes what is still open.
        weakref.finalize(self, _outlived.append, self._document).atexit = False
        self._sizes = _now(lambda: _page_sizes(self._document))

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    def page_size(self, page: int) -> QSizeF:
        """In points."""
        return self._sizes[page]

    def pixel_size(self, page: int, dpi: float) -> QSize:
        """Of the whole page, as ``render`` draws it."""
        size = self._sizes[page] * (dpi / POINTS_PER_INCH)
        # Whole pixels cover the page; noise in the last digit of a size must not add a row.
        return QSize(ceil(size.width() - 1e-6), ceil(size.height() - 1e-6))

    def render(self, page: int, dpi: float, *, grey: bool = False) -> QImage:
        """The whole page: A4 at 600 dpi takes 35 MB in grey and 139 MB in colour; print in bands instead."""
        return self.render_part(page, dpi, QRect(0, 0, *self.pixel_size(page, dpi).toTuple()), grey=grey)

    def render_band(self, page: int, dpi: float, top_px: int, height_px: int, *, grey: bool = False) -> QImage:
        """Rows ``top_px`` to ``top_px + height_px`` of the page, or as many of them as there are."""
        whole = self.pixel_size(page, dpi)
        height = min(height_px, whole.height() - top_px)
        return self.render_part(page, dpi, QRect(0, top_px, whole.width(), height), grey=grey)

    def render_part(self, page: int, dpi: float, part: QRect, *, grey: bool = False) -> QImage:
        """The pixels of ``part`` as they are in the picture of the whole page, which is never held in memory."""
        whole = self.pixel_size(page, dpi)
        return _now(lambda: _draw(self._document, page, whole, part, grey))


def _open(pdf: bytes) -> "PdfDocument":
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)


def _page_sizes(document: "PdfDocument") -> list[QSizeF]:
    return [QSizeF(*document.get_page_size(page)) for page in range(len(document))]


def _draw(document: "PdfDocument", page: int, whole: QSize, part: QRect, grey: bool) -> QImage:
    from pypdfium2 import PdfBitmap, raw

    code, image_format = (
        (raw.FPDFBitmap_Gray, QImage.Format.Format_Grayscale8)
        if grey
        else (raw.FPDFBitmap_BGRx, QImage.Format.Format_RGB32)
    )
    flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if grey else 0)
    with closing(document[page]) as opened, closing(PdfBitmap.new_native(part.width(), part.height(), code)) as bitmap:
        bitmap.fill_rect(WHITE, 0, 0, part.width(), part.height())
        place = (-part.left(), -part.top(), whole.width(), whole.height())
        raw.FPDF_RenderPageBitmap(bitmap, opened, *place, 0, flags)
        # copy(): the picture must outlive PDFium's memory.
        return QImage(bitmap.buffer, part.width(), part.height(), bitmap.stride, image_format).copy()
