"""Labels with name and address, 24 to an A4 page (three across, eight down, 70 × 37 mm), for plain or sticky sheets."""

from collections.abc import Sequence

from ananea_desktop.documents import fonts
from ananea_desktop.documents.credentials import nobody
from ananea_desktop.documents.framed_page import shrunk
from ananea_desktop.documents.paper import A4_LONG, A4_SHORT, INK2, Sheet, Style, start_paper
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.steps import Steps

ACROSS, DOWN = 3, 8
_WIDTH, _HEIGHT = A4_SHORT / ACROSS, A4_LONG / DOWN
_SIDE = 17.0
"""6 mm: what no printer cuts off."""
_NAME = Style(fonts.SEMIBOLD, 11.5, 14)
_ADDRESS = Style(fonts.REGULAR, 10, 12.5)
_FROM = Style(fonts.REGULAR, 7, 9, INK2)


def labels_pdf(people: Sequence[tuple[str, str]], letterhead: Letterhead) -> Steps[bytes]:
    """``people``: name and address of each. A step for each page; equal ones give equal bytes."""
    canvas, buffer = start_paper((A4_SHORT, A4_LONG), _("Etiquetas"), letterhead.name)
    on_page = ACROSS * DOWN
    sender = _("MUESTRA") if letterhead.is_sample else letterhead.name
    if not people:
        nobody(canvas)
    for start in range(0, len(people), on_page):
        sheet = Sheet(canvas, A4_LONG)
        for place, (name, address) in enumerate(people[start : start + on_page]):
            x, y = place % ACROSS * _WIDTH + _SIDE, place // ACROSS * _HEIGHT + 18
            _draw(sheet, x, y, (name, address, sender))
        canvas.showPage()
        yield
    canvas.save()
    return buffer.getvalue()


def _draw(sheet: Sheet, x: float, y: float, texts: tuple[str, str, str]) -> None:
    room = _WIDTH - 2 * _SIDE
    for text, style, lines in zip(texts, (_NAME, _ADDRESS, _FROM), (2, 3, 1), strict=True):
        words = shrunk(text, style, room, lines)
        sheet.block(x, y + style.size, words)
        y += words.height + 2
