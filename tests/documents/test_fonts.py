"""Letters: measured, wrapped, and never lost without a sign."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from ananea_desktop.documents import fonts


def test_every_letter_of_peruvian_names_can_be_printed():
    assert fonts.missing_characters("ÁÉÍÓÚÜÑáéíóúüñ Qʼispe Cc’allo P'acha ä ö N.º S/ – − · «»") == set()


def test_the_three_faces_hold_the_same_letters():
    fonts.register()
    regular, *others = (set(pdfmetrics.getFont(face).face.charToGlyph) for face in fonts.FACES)
    assert all(other == regular for other in others)


def test_missing_characters_are_named_and_shown_as_boxes():
    assert fonts.missing_characters("Juan \N{GRINNING FACE}\x00") == {"\N{GRINNING FACE}", "\x00"}
    assert fonts.printable("Juan \N{GRINNING FACE}\x00") == "Juan ☐☐"


def test_accents_typed_apart_stand_on_their_letters():
    assert fonts.printable(unicodedata.normalize("NFD", "Ñaupari Tomás")) == "Ñaupari Tomás"


def test_short_text_is_one_line_and_empty_text_none():
    assert fonts.wrap("Ananea", fonts.REGULAR, 10, 100) == ["Ananea"]
    assert fonts.wrap("", fonts.REGULAR, 10, 100) == []


@given(st.text(max_size=120), st.floats(1, 300))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: float):
    lines = fonts.wrap(text, fonts.REGULAR, 10, width)
    assert "".join(lines).replace(" ", "") == fonts.printable(text).replace(" ", "")
    assert all(len(line) <= 1 or fonts.text_width(line, fonts.REGULAR, 10) <= width + 0.01 for line in lines)


@given(st.text(max_size=60))
def test_printable_text_stays_as_it_is(text: str):
    once = fonts.printable(text)
    assert fonts.printable(once) == once
    assert fonts.missing_characters(once) == set()
