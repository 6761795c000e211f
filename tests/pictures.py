"""Compares papers as pictures: forgiving for a dot's shift of edges, strict for what is or is not on the page."""

from PIL import Image, ImageChops, ImageFilter

from ananea_desktop.ui.pdf_pages import PdfPages

DPI = 150
FINENESS = 4
"""Drawn so many times finer and averaged, or PDFium would smooth a letter and the picture of it differently."""
SLACK = 64
"""Of 255: how much paler or darker than the nine around its place a dot may be."""
FEW = 10
"""Unlike dots of a page and its print. Measured: 0 through CUPS or to a file, 32 and more where one digit differs."""


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page in grey at DPI."""
    drawn = PdfPages(pdf).render(page, DPI * FINENESS, grey=True)
    rows = bytes(drawn.constBits())
    return Image.frombuffer("L", (drawn.width(), drawn.height()), rows, "raw", "L", drawn.bytesPerLine(), 1).reduce(
        FINENESS
    )


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
