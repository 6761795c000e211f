"""The photo of a person in a frame on paper, cut to it, or the initials where there is none."""

from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.paper import CENTER, EDGE, INK2, Sheet, Style

PROPORTION = 4 / 3
"""Height of the frame for its width, as on an identity card."""
_GROUND = 0.93


def draw_portrait(canvas: Any, top: float, x: float, y: float, width: float, photo: bytes | None, letters: str) -> None:
    """``photo``: a JPEG; ``top``: of the page; (x, y): the frame's upper left corner, y counted from the top."""
    height = width * PROPORTION
    bottom = top - y - height
    sheet = Sheet(canvas, top)
    if photo is None:
        canvas.setFillGray(_GROUND)
        canvas.rect(x, bottom, width, height, stroke=0, fill=1)
        style = Style(fonts.SEMIBOLD, width * 0.4, width * 0.4, INK2)
        sheet.text(x + width / 2, y + height / 2 + style.size * 0.35, letters, style, CENTER)
    else:
        from reportlab.lib.utils import ImageReader

        image = ImageReader(BytesIO(photo))
        across, down = image.getSize()
        scale = max(width / across, height / down)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x, bottom, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        # Of a photo that is too high the upper part stays: there the face is.
        left, low = x - (across * scale - width) / 2, bottom - (down * scale - height) * 0.75
        canvas.drawImage(image, left, low, across * scale, down * scale)
        canvas.restoreState()
    sheet.frame(x, y, width, height, 0.5, EDGE)


def initials(given_names: str, surname: str) -> str:
    """``TH`` of Tomás Huanca."""
    return "".join(name[0] for name in (given_names, surname) if name).upper()
