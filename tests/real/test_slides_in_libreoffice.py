"""The PowerPoint file opened by LibreOffice: its pages look like the PDF's, and no text leaves its box."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from ananea_desktop.documents.layout import ARIAL, Words
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import HEIGHT, WIDTHS
from ananea_desktop.documents.slides import Deck
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import presentations, sample, slides
from ananea_desktop.operations.books import books_in_memory
from tests.documents.decks import a_deck, contents, pdf_of, pptx_of

PATIENCE = 180
SLACK = 7.0
"""Points that letters may stand beyond their box: LibreOffice breaks no line, but measures accents otherwise."""
UNLIKE = 9.0
"""Of 255, the mean difference of a slide's two pictures, blurred. Measured: 1 to 5; 14 and more where a chart lacks."""


def by_libreoffice(pptx: bytes, folder: Path) -> bytes:
    """The file as LibreOffice prints it, with a profile of its own."""
    program = shutil.which("soffice")
    assert program is not None, "install libreoffice-impress"
    (folder / "slides.pptx").write_bytes(pptx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "slides.pptx")], check=True, timeout=PATIENCE, capture_output=True)
    return (folder / "slides.pdf").read_bytes()


def sample_deck(ratio: str) -> Deck:
    books = books_in_memory()
    sample.write_sample(books)
    year = books.today().year
    presentation = presentations.open_presentation(
        books, books.today().replace(year, 1, 1), books.today().replace(year, 12, 31)
    )
    made = at_once(slides.deck(books, presentation))
    books.file.close()
    return Deck(slides=made.slides, title=made.title, footer=made.footer, letterhead=made.letterhead, ratio=ratio)


@pytest.fixture(scope="module", params=["sample 4:3", "long names 16:9"])
def deck_and_print(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Deck, bytes]:
    name, ratio = str(request.param).rsplit(" ", 1)
    deck = sample_deck(ratio) if name == "sample" else a_deck(*contents("Ñandú de Ananea " * 12), ratio=ratio)
    return deck, by_libreoffice(pptx_of(deck), tmp_path_factory.mktemp("office"))


def boxes_of(page: pypdfium2.PdfPage, words: str) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each place where the words stand, in points from the upper left corner."""
    with closing(page.get_textpage()) as text, closing(text.search(words, match_case=True)) as search:
        scale = HEIGHT / page.get_height()
        while found := search.get_next():
            start, count = found
            edges = [text.get_charbox(index) for index in range(start, start + count)]
            yield (
                min(edge[0] for edge in edges) * scale,
                HEIGHT - max(edge[3] for edge in edges) * scale,
                max(edge[2] for edge in edges) * scale,
                HEIGHT - min(edge[1] for edge in edges) * scale,
            )


def is_inside(box: tuple[float, float, float, float], words: Words) -> bool:
    left, top, right, bottom = box
    return (
        left >= words.x - SLACK
        and right <= words.x + words.width + SLACK
        and top >= words.y - SLACK
        and bottom <= words.y + words.height + SLACK
    )


def test_no_text_leaves_its_box(deck_and_print: tuple[Deck, bytes]) -> None:
    deck, printed = deck_and_print
    looked_at = 0
    with closing(pypdfium2.PdfDocument(printed)) as document:
        assert len(document) == len(deck.slides)
        for number, page in enumerate(lay_out(deck, ARIAL)):
            with closing(document[number]) as sheet:
                for words in (each for each in page.elements if isinstance(each, Words)):
                    for line in words.lines:
                        places = list(boxes_of(sheet, line.replace("\u00a0", " ")))
                        assert any(is_inside(place, words) for place in places), (number + 1, line, places, words)
                        looked_at += 1
    assert looked_at > 60


def picture(pdf: bytes, page: int) -> Image.Image:
    """A page in grey, blurred so that the two families of letters do not matter."""
    drawn: Image.Image
    with closing(pypdfium2.PdfDocument(pdf)) as document, closing(document[page]) as sheet:
        drawn = sheet.render(scale=480 / sheet.get_width(), grayscale=True).to_pil().convert("L")
        return drawn.resize((480, round(480 * HEIGHT / (HEIGHT * sheet.get_width() / sheet.get_height())))).filter(
            ImageFilter.GaussianBlur(4)
        )


def test_both_files_look_alike(deck_and_print: tuple[Deck, bytes]) -> None:
    deck, printed = deck_and_print
    ours = pdf_of(deck)
    found = []
    for number in range(len(deck.slides)):
        one, other = picture(ours, number), picture(printed, number)
        assert all(abs(a - b) <= 1 for a, b in zip(one.size, other.size, strict=True))
        (unlike,) = ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean
        found.append(round(unlike, 1))
    assert max(found) < UNLIKE, found


def test_page_is_as_wide_as_its_ratio(deck_and_print: tuple[Deck, bytes]) -> None:
    deck, printed = deck_and_print
    with closing(pypdfium2.PdfDocument(printed)) as document, closing(document[0]) as sheet:
        assert sheet.get_width() / sheet.get_height() == pytest.approx(WIDTHS[deck.ratio] / HEIGHT, rel=0.01)
