"""Text as people type and paste it: kept clean, found without accents, sorted in Spanish order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.text import clean, fold, sort_key

ANY_TEXT = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Quispe   Mamani ", "Quispe Mamani"),
        ("Quispe\u00a0Mamani\tHuanca\r\nLayme", "Quispe Mamani Huanca Layme"),
        ("Ccʼallo Pa\u0308ucar", "Ccʼallo Päucar"),
        ("n\u0303", "ñ"),
        ("e\u200b\u0301", "é"),
        ("Ana\0\x1b\x7f", "Ana"),
        ("\u202eoro\u202c \u2066y\u2069 \u200eplata\u200f\ufeff\u00ad", "oro y plata"),
        ("a\ud800b", "a\ufffdb"),
        ("a\uffffb", "a\ufffdb"),
        ("<b>Juan</b> & ⛏️", "<b>Juan</b> & ⛏"),
        ("\u2003", ""),
        ("", ""),
    ],
)
def test_text_is_kept_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_are_kept_where_asked_for_with_one_empty_line_at_most() -> None:
    typed = "\n\n Primero \r\n\r\n\r\n  \nsegundo   renglón\u2028tercero\n\n"
    assert clean(typed, lines=True) == "Primero\n\nsegundo renglón\ntercero"
    assert clean(typed) == "Primero segundo renglón tercero"


@given(ANY_TEXT, st.booleans())
def test_cleaning_again_changes_nothing_and_leaves_nothing_hidden(text: str, lines: bool) -> None:
    kept = clean(text, lines)
    assert clean(kept, lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in kept.replace("\n", ""))
    assert lines or "\n" not in kept
    assert "\n\n\n" not in kept
    kept.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Ccʼallo", "ccallo"),
        ("CC'ALLO", "ccallo"),
        ("Cc’a‘l`l´o", "ccallo"),
        ("Ñuñoa", "nunoa"),
        ("N\u0303", "n"),
        ("Peña-Güere, José (tesorero)", "pena guere jose tesorero"),
        ("Paükar Mamanï", "paukar mamani"),
        ("F001-000123", "f001 000123"),
        ("1,234.50", "1 234 50"),
        ('"*" ()', ""),
        ("\0", ""),
    ],
)
def test_text_is_searched_without_accents_apostrophes_and_signs(text: str, searched: str) -> None:
    assert fold(text) == searched


@given(ANY_TEXT)
def test_folding_takes_any_text_and_settles_at_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(clean(text)) == folded
    assert all(character.isalnum() or character == " " for character in folded)


def test_names_sort_in_spanish_order() -> None:
    in_order = [
        "Álvarez",
        "ANCO",
        "Ancó Zea",
        "Añamuro",
        "Aquino",
        "Ccallo",
        "Ccʼallo Apaza",
        "De la Cruz",
        "Del Águila",
        "Nina",
        "Núñez",
        "Nuzco",
        "Ñaupa",
        "Ñuñez",
        "Ochoa",
        "Zúñiga",
    ]
    keys = [sort_key(name) for name in in_order]
    assert sorted(set(keys)) == keys


def test_enye_sorts_alike_in_one_code_point_or_two() -> None:
    assert sort_key("n\u0303aupa") == sort_key("Ñaupa") == "n{aupa"


@given(ANY_TEXT)
def test_sort_keys_are_the_searched_text_where_there_is_no_enye(text: str) -> None:
    key = sort_key(text)
    assert ("{" in key) == ("ñ" in clean(text).casefold())
    if "{" not in key:
        assert key == fold(text)
