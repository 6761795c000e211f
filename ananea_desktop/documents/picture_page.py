"""A photo or scan on a page of its own, as large as it fits, with what it is of."""

from io import BytesIO

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, INK2, MARGIN, Sheet, Style, block, start_paper

_CAPTION = Style(fonts.SEMIBOLD, 11, 14)
_NAME = Style(fonts.REGULAR, 9, 12, INK2)


def picture_page_pdf(picture: bytes, caption: str, name: str) -> bytes:
    """``picture``: a JPEG. The caption stands above it, the file's name under the caption."""
    from reportlab.lib.utils import ImageReader

    canvas, buffer = start_paper((A4_SHORT, A4_LONG), caption, "")
    sheet = Sheet(canvas, A4_LONG)
    width = A4_SHORT - 2 * MARGIN
    text, named = block(caption, _CAPTION, width), block(name, _NAME, width)
    sheet.block(MARGIN, MARGIN + 4, text)
    sheet.block(MARGIN, MARGIN + 4 + text.height, named)
    top = MARGIN + text.height + named.height + 8
    image = ImageReader(BytesIO(picture))
    across, down = image.getSize()
    scale = min(width / across, (A4_LONG - top - MARGIN) / down)
    sheet.picture(image, MARGIN, top, across * scale, down * scale)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
