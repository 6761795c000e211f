"""Compares papers as pictures: forgiving for a dot's shift of edges, strict for what is or is not on the page."""

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QImage

from ananea_desktop.ui.pdf_pages import PdfPages

DPI = 120
SLACK = 48
"""Of 255: how much paler or darker than all its neighbours a dot may be, since edges are smoothed differently."""


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page in grey at DPI."""
    drawn = PdfPages(pdf).render(page, DPI, grey=True)
    rows = bytes(drawn.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    return Image.frombuffer("L", (drawn.width(), drawn.height()), rows, "raw", "L", drawn.bytesPerLine(), 1)


def unlike_dots(one: bytes, other: bytes, page: int = 0) -> int:
    """How many dots of either page have no like among the nine around their place on the other."""
    first, second = picture(one, page), picture(other, page)
    assert all(abs(a - b) <= 2 for a, b in zip(first.size, second.size, strict=True)), (first.size, second.size)
    # The last rows may fall off in rounding a paper's size to points.
    box = (0, 0, min(first.width, second.width) - 2, min(first.height, second.height) - 2)
    first, second = first.crop(box), second.crop(box)
    return _strangers(first, second) + _strangers(second, first)


def _strangers(one: Image.Image, other: Image.Image) -> int:
    too_pale = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    too_dark = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return sum(ImageChops.lighter(too_pale, too_dark).histogram()[SLACK:])
