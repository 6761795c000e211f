"""A presentation as PDF, one page a slide."""

from ananea_desktop.documents.layout import SOURCE_SANS
from ananea_desktop.documents.layout_pdf import SLIDE_COLOURS, write_page
from ananea_desktop.documents.paper import start_paper
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import HEIGHT, LEAST, WIDTHS
from ananea_desktop.documents.slides import Deck


def slides_pdf(deck: Deck) -> bytes:
    """Equal decks give equal bytes."""
    canvas, buffer = start_paper((WIDTHS[deck.ratio], HEIGHT), deck.title, deck.letterhead.name)
    for page in lay_out(deck, SOURCE_SANS):
        write_page(canvas, page, HEIGHT, SLIDE_COLOURS, LEAST)
    canvas.save()
    return buffer.getvalue()
