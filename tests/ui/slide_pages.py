"""A presentation for tests of the windows: each page has its own colour all over."""

from io import BytesIO

from PySide6.QtGui import QColor
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 720, 540


def pages(count: int) -> bytes:
    """A PDF of slides in 4:3, without a text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in range(count):
        filled = colour(page)
        canvas.setFillColorRGB(filled.redF(), filled.greenF(), filled.blueF())
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def colour(page: int) -> QColor:
    """What a page is filled with."""
    return QColor(QColor.fromHsv(page * 47 % 360, 200, 200).rgb())
