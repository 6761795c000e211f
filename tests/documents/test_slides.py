"""Slides: all of a slide inside it in either ratio and either letters, legible from the last row, in both files."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.layout import (
    ARIAL,
    SOURCE_SANS,
    ChartPlace,
    Face,
    Icon,
    Page,
    Picture,
    TablePlace,
    Words,
)
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import FOOT, HEIGHT, LEAST, WIDTHS
from ananea_desktop.documents.slides import Deck, Figure, MessageSlide, ProjectSlide, TextSlide, TitleSlide
from tests.documents.decks import FOOTER, a_deck, contents, pdf_of, pptx_of
from tests.documents.papers import HOSTILE_NAMES, ink_edges, page_letters, page_texts
from tests.documents.test_chart_drawing import assert_inside

LONG = "W" * 200
SENTENCE = "Capacitación en contabilidad, tributación y lavado de activos para socios y trabajadores " * 4
HUGE = "S/\u00a0−999,999,999"
FACES = {"source sans": SOURCE_SANS, "arial": ARIAL}
TEXTS = {"usual": ("Riego de vías", "S/\u00a0110,877"), "letters": (LONG, HUGE), "words": (SENTENCE, HUGE)}


def words_of(page: Page) -> Iterator[Words]:
    for element in page.elements:
        if isinstance(element, Words):
            yield element


def assert_words_fit(words: Words, face: Face, width: float) -> None:
    for line in words.lines:
        assert face.width_of(line, words.font, words.size) <= words.width + 0.5, line
    assert len(words.lines) * words.leading <= words.height + 1
    assert words.x >= 0
    assert words.x + words.width <= width + 0.5
    assert words.y >= 0
    assert words.y + words.height <= (HEIGHT if words.part else FOOT - 20) + 0.5
    assert words.size >= (18 if words.part else LEAST)


def assert_element_fits(element: Any, face: Face, width: float) -> None:
    match element:
        case Words():
            assert_words_fit(element, face, width)
        case Picture() | ChartPlace():
            assert element.width > 0
            assert element.height > 40
            assert element.x >= 0
            assert element.x + element.width <= width + 0.5
            assert element.y + element.height <= FOOT
        case Icon():
            assert element.x + element.side <= width
        case TablePlace():
            assert element.x + sum(element.widths) <= width
            assert element.y + sum(element.heights) <= FOOT - 20
            assert element.size >= LEAST


@pytest.mark.parametrize("ratio", WIDTHS)
@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_leaves_its_box_or_the_slide(ratio: str, face: Face, text: tuple[str, str]) -> None:
    for page in lay_out(a_deck(*contents(*text), ratio=ratio), face):
        for element in page.elements:
            assert_element_fits(element, face, WIDTHS[ratio])
            if isinstance(element, ChartPlace):
                width_of = face.width_of
                drawn = draw_chart(
                    element.chart, element.width, element.height, size=26, least=LEAST, width_of=width_of
                )
                if face is SOURCE_SANS:
                    assert_inside(drawn)
                assert min(each.size for each in drawn.texts) >= LEAST


def test_three_groups_of_people_stand_beside_each_other_with_whole_words() -> None:
    groups = ("1,200", "niñas y niños"), ("940", "trabajadores"), ("35", "otras personas")
    people = tuple(Figure(value=value, words=words, icon="users") for value, words in groups)
    slide = ProjectSlide(title="Alojamiento", remark="", figures=(), people=people)
    (page,) = lay_out(a_deck(slide), SOURCE_SANS)
    lines = [line for words in words_of(page) for line in words.lines]
    assert {word for _value, words in groups for word in words.split()} <= {
        word for line in lines for word in line.split()
    }


def test_the_first_slide_says_that_its_data_are_invented() -> None:
    deck = a_deck(TitleSlide(title="Informe", subtitle="Ananea"), mark="MUESTRA")
    (page,) = lay_out(deck, SOURCE_SANS)
    assert {words.part: words.lines for words in words_of(page) if words.part}["footer"] == ("MUESTRA",)


def test_every_slide_but_the_first_kind_has_its_footer_and_number() -> None:
    for number, page in enumerate(lay_out(a_deck(), SOURCE_SANS), start=1):
        parts = {words.part: words.lines for words in words_of(page) if words.part}
        assert parts in ({}, {"footer": (FOOTER,), "page": (str(number),)})


def test_a_text_too_long_ends_visibly() -> None:
    (page,) = lay_out(a_deck(MessageSlide(title=SENTENCE, sentence=LONG * 3)), SOURCE_SANS)
    title, sentence, *_foot = words_of(page)
    assert title.lines[-1].endswith("…")
    assert sentence.lines[-1].endswith("…")


# ---------------------------------------------------------------- PDF


@pytest.mark.parametrize("ratio", WIDTHS)
def test_pdf_has_a_page_for_each_slide_with_its_words(ratio: str) -> None:
    deck = a_deck(ratio=ratio)
    pages = page_texts(pdf_of(deck))
    assert len(pages) == len(deck.slides)
    assert all("Riego de vías de acarreo" in page for page in pages)
    assert "53,500" not in pages[3]
    assert "1,000,001" in pages[3]


def test_pdf_is_the_same_for_the_same_deck() -> None:
    assert pdf_of(a_deck()) == pdf_of(a_deck())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_pdf_keeps_its_letters_away_from_the_edges(text: tuple[str, str]) -> None:
    assert min(ink_edges(pdf_of(a_deck(*contents(*text))))) > 20


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_text_is_shown_literally_in_both_files(typed: str, shown: str) -> None:
    deck = a_deck(*contents(typed), notes=typed)
    assert page_letters(pdf_of(deck)).count("".join(shown.split())) >= len(deck.slides)
    assert slide_words(pptx_of(deck)).count("".join(shown.split())) >= len(deck.slides)


# ---------------------------------------------------------------- PowerPoint


def slide_words(pptx: bytes) -> str:
    """All letters of all slides."""
    texts = []
    for slide in Presentation(BytesIO(pptx)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "".join("".join(texts).split())


def charts_of(deck: Deck) -> list[Any]:
    presentation = Presentation(BytesIO(pptx_of(deck)))
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("ratio", WIDTHS)
def test_pptx_has_real_titles_text_notes_and_size(ratio: str) -> None:
    deck = a_deck(ratio=ratio, notes="Primero agradecer.\nDespués mostrar.")
    presentation = Presentation(BytesIO(pptx_of(deck)))
    assert presentation.slide_height == HEIGHT * 12_700
    assert presentation.slide_width == pytest.approx(WIDTHS[ratio] * 12_700, abs=1)
    assert len(presentation.slides) == len(deck.slides)
    for slide in presentation.slides:
        assert slide.shapes.title.text_frame.text == "Riego de vías de acarreo"
        assert slide.notes_slide.notes_text_frame.text == "Primero agradecer.\nDespués mostrar."


def test_pptx_charts_can_be_edited_and_hold_the_values() -> None:
    lying, standing, *stacked = charts_of(a_deck())
    assert lying.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert [series.name for series in lying.plots[0].series] == ["Planificado", "Gastado"]
    assert lying.plots[0].series[0].values[0] == 1_000_001
    assert standing.chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED
    assert list(standing.plots[0].categories)[:2] == ["Ene", "Feb"]
    assert standing.plots[0].series[0].values[1] == 93
    assert {chart.chart_type for chart in stacked} == {XL_CHART_TYPE.BAR_STACKED}


def test_pptx_axes_of_money_begin_at_zero() -> None:
    assert [chart.value_axis.minimum_scale for chart in charts_of(a_deck())] == [0] * 5


def test_pptx_table_is_a_table_with_its_totals() -> None:
    presentation = Presentation(BytesIO(pptx_of(a_deck())))
    (table,) = [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Proyecto", "Para qué", "Monto S/"]
    assert rows[-1] == ["Total", "", "9,600"]
    assert len(rows) == 6


def test_pptx_is_arial_throughout_and_never_small() -> None:
    with zipfile.ZipFile(BytesIO(pptx_of(a_deck()))) as archive:
        slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        for name in slides:
            root = ElementTree.fromstring(archive.read(name))
            space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
            runs = [run for run in root.iter(f"{space}r") if (run.findtext(f"{space}t") or "").strip()]
            for run in runs:
                properties = run.find(f"{space}rPr")
                assert properties is not None
                latin = properties.find(f"{space}latin")
                assert latin is not None
                assert latin.get("typeface") == "Arial"
                assert int(properties.get("sz", "0")) >= 1800
    assert len(slides) == len(contents())


def test_pictures_and_icons_say_what_they_show() -> None:
    presentation = Presentation(BytesIO(pptx_of(a_deck())))
    named = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.shape_type is not None and "PICTURE" in str(shape.shape_type)
    ]
    assert "Antes" in named
    assert "handshake" in named


def test_an_empty_text_slide_is_still_a_slide() -> None:
    deck = a_deck(TextSlide(title="", lines=()))
    assert len(page_texts(pdf_of(deck))) == 1
    assert len(Presentation(BytesIO(pptx_of(deck))).slides) == 1
