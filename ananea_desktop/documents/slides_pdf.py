"""A presentation as PDF, one page a slide."""

from ananea_desktop.documents.layout import SOURCE_SANS
from ananea_desktop.documents.layout_pdf import SLIDE_COLOURS, write_page
from ananea_desktop.documents.paper import start_paper
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import HEIGHT, LEAST, WIDTHS
from ananea_desktop.documents.slides import Deck
from ananea_desktop.domain.steps import Steps


def slides_pdf(deck: Deck) -> Steps[bytes]:
    """Equal decks give equal bytes; a step is a slide."""
    canvas, buffer = start_paper((WIDTHS[deck.ratio], HEIGHT), deck.title, deck.letterhead.name)
    for page in lay_out(deck, SOURCE_SANS):
        write_page(canvas, page, HEIGHT, SLIDE_COLOURS, LEAST)
        yield
    canvas.save()
    return buffer.getvalue()
