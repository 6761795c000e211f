"""Amounts in words: a table of hard ones, and every word read back by a parser that shares nothing with the speller."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.amount_words import amount_in_english, amount_in_words, spell_amount
from ananea_desktop.domain.language import speaking

HARD_ONES = {
    0: "CERO",
    1: "UNO",
    2: "DOS",
    10: "DIEZ",
    11: "ONCE",
    15: "QUINCE",
    16: "DIECISÉIS",
    17: "DIECISIETE",
    19: "DIECINUEVE",
    20: "VEINTE",
    21: "VEINTIUNO",
    22: "VEINTIDÓS",
    23: "VEINTITRÉS",
    26: "VEINTISÉIS",
    29: "VEINTINUEVE",
    30: "TREINTA",
    31: "TREINTA Y UNO",
    42: "CUARENTA Y DOS",
    99: "NOVENTA Y NUEVE",
    100: "CIEN",
    101: "CIENTO UNO",
    110: "CIENTO DIEZ",
    121: "CIENTO VEINTIUNO",
    199: "CIENTO NOVENTA Y NUEVE",
    200: "DOSCIENTOS",
    500: "QUINIENTOS",
    555: "QUINIENTOS CINCUENTA Y CINCO",
    700: "SETECIENTOS",
    777: "SETECIENTOS SETENTA Y SIETE",
    900: "NOVECIENTOS",
    999: "NOVECIENTOS NOVENTA Y NUEVE",
    1_000: "MIL",
    1_001: "MIL UNO",
    1_021: "MIL VEINTIUNO",
    1_100: "MIL CIEN",
    1_101: "MIL CIENTO UNO",
    1_234: "MIL DOSCIENTOS TREINTA Y CUATRO",
    2_000: "DOS MIL",
    16_000: "DIECISÉIS MIL",
    21_000: "VEINTIÚN MIL",
    21_021: "VEINTIÚN MIL VEINTIUNO",
    22_000: "VEINTIDÓS MIL",
    31_000: "TREINTA Y UN MIL",
    41_031: "CUARENTA Y UN MIL TREINTA Y UNO",
    100_000: "CIEN MIL",
    100_100: "CIEN MIL CIEN",
    101_000: "CIENTO UN MIL",
    101_101: "CIENTO UN MIL CIENTO UNO",
    121_000: "CIENTO VEINTIÚN MIL",
    131_000: "CIENTO TREINTA Y UN MIL",
    200_000: "DOSCIENTOS MIL",
    501_000: "QUINIENTOS UN MIL",
    999_999: "NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE",
    1_000_000: "UN MILLÓN",
    1_000_001: "UN MILLÓN UNO",
    1_001_000: "UN MILLÓN MIL",
    1_001_001: "UN MILLÓN MIL UNO",
    1_100_000: "UN MILLÓN CIEN MIL",
    2_000_000: "DOS MILLONES",
    21_000_000: "VEINTIÚN MILLONES",
    31_021_001: "TREINTA Y UN MILLONES VEINTIÚN MIL UNO",
    100_000_000: "CIEN MILLONES",
    101_000_000: "CIENTO UN MILLONES",
    221_000_021: "DOSCIENTOS VEINTIÚN MILLONES VEINTIUNO",
    999_999_999: "NOVECIENTOS NOVENTA Y NUEVE MILLONES NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE",
}

WORD_VALUES = {
    "CERO": 0, "UN": 1, "UNO": 1, "DOS": 2, "TRES": 3, "CUATRO": 4, "CINCO": 5, "SEIS": 6, "SIETE": 7,
    "OCHO": 8, "NUEVE": 9, "DIEZ": 10, "ONCE": 11, "DOCE": 12, "TRECE": 13, "CATORCE": 14, "QUINCE": 15,
    "DIECISÉIS": 16, "DIECISIETE": 17, "DIECIOCHO": 18, "DIECINUEVE": 19, "VEINTE": 20, "VEINTIÚN": 21,
    "VEINTIUNO": 21, "VEINTIDÓS": 22, "VEINTITRÉS": 23, "VEINTICUATRO": 24, "VEINTICINCO": 25,
    "VEINTISÉIS": 26, "VEINTISIETE": 27, "VEINTIOCHO": 28, "VEINTINUEVE": 29, "TREINTA": 30, "CUARENTA": 40,
    "CINCUENTA": 50, "SESENTA": 60, "SETENTA": 70, "OCHENTA": 80, "NOVENTA": 90, "CIEN": 100, "CIENTO": 100,
    "DOSCIENTOS": 200, "TRESCIENTOS": 300, "CUATROCIENTOS": 400, "QUINIENTOS": 500, "SEISCIENTOS": 600,
    "SETECIENTOS": 700, "OCHOCIENTOS": 800, "NOVECIENTOS": 900, "Y": 0,
}  # fmt: skip
SAMPLE_SIZE = 200_000


def whole_number_said(words: str) -> int:
    """The number a person hears, word by word."""
    total = thousands = heard = 0
    for word in words.split():
        if word in ("MILLÓN", "MILLONES"):
            total, thousands, heard = (thousands + heard) * 1_000_000, 0, 0
        elif word == "MIL":
            thousands, heard = (heard or 1) * 1_000, 0
        else:
            heard += WORD_VALUES[word]
    return total + thousands + heard


@pytest.mark.parametrize(("number", "words"), HARD_ONES.items())
def test_hard_numbers_are_spelt_right(number: int, words: str) -> None:
    assert amount_in_words(number * 100) == f"{words} CON 00/100 SOLES"


@pytest.mark.parametrize(("centimos", "clause"), [(0, "00"), (1, "01"), (10, "10"), (50, "50"), (99, "99")])
def test_centimos_always_have_two_figures(centimos: int, clause: str) -> None:
    assert amount_in_words(centimos) == f"CERO CON {clause}/100 SOLES"
    assert amount_in_words(123400 + centimos) == f"MIL DOSCIENTOS TREINTA Y CUATRO CON {clause}/100 SOLES"


def test_dollars_are_named() -> None:
    assert amount_in_words(10000, "USD") == "CIEN CON 00/100 DÓLARES AMERICANOS"


def test_every_number_below_a_hundred_thousand_is_heard_as_it_is() -> None:
    for number in range(100_000):
        words, _con, clause = amount_in_words(number * 100).partition(" CON ")
        assert clause == "00/100 SOLES"
        assert whole_number_said(words) == number


def test_a_large_sample_is_heard_as_it_is_and_all_distinct() -> None:
    numbers = random.Random(38514).sample(range(1_000_000_000), SAMPLE_SIZE)
    spelt = {number: amount_in_words(number * 100).partition(" CON ")[0] for number in numbers}
    assert len(set(spelt.values())) == SAMPLE_SIZE
    assert all(whole_number_said(words) == number for number, words in spelt.items())


@given(st.integers(0, 99_999_999_999))
def test_grammar_of_one(centimos: int) -> None:
    words = amount_in_words(centimos).partition(" CON ")[0].split()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        before_noun = following in ("MIL", "MILLÓN", "MILLONES")
        assert not (before_noun and word in ("UNO", "VEINTIUNO"))
        assert before_noun or word not in ("UN", "VEINTIÚN")
        assert (word == "CIEN") == (word in ("CIEN", "CIENTO") and (before_noun or not following))
    assert words[:2] != ["UN", "MIL"]


@pytest.mark.parametrize(
    ("centimos", "words"),
    [
        (0, "ZERO AND 00/100 SOLES"),
        (50, "ZERO AND 50/100 SOLES"),
        (10100, "ONE HUNDRED ONE AND 00/100 SOLES"),
        (123450, "ONE THOUSAND TWO HUNDRED THIRTY-FOUR AND 50/100 SOLES"),
        (2_110_000, "TWENTY-ONE THOUSAND ONE HUNDRED AND 00/100 SOLES"),
        (100_001_301, "ONE MILLION THIRTEEN AND 01/100 SOLES"),
        (100_101_301, "ONE MILLION ONE THOUSAND THIRTEEN AND 01/100 SOLES"),
    ],
)
def test_english_amounts(centimos: int, words: str) -> None:
    assert amount_in_english(centimos) == words


@given(st.integers(0, 99_999_999_999), st.integers(0, 99_999_999_999))
def test_english_amounts_differ_when_the_amounts_do(one: int, other: int) -> None:
    assert (amount_in_english(one) == amount_in_english(other)) == (one == other)


def test_amount_is_spelt_in_the_language_in_use() -> None:
    assert spell_amount(500, "USD") == "CINCO CON 00/100 DÓLARES AMERICANOS"
    with speaking("en", None):
        assert spell_amount(500, "USD") == "FIVE AND 00/100 US DOLLARS"


@pytest.mark.parametrize(("centimos", "currency"), [(-1, "PEN"), (100_000_000_000, "PEN"), (100, "EUR")])
def test_what_has_no_words_is_refused(centimos: int, currency: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        amount_in_words(centimos, currency)
    with pytest.raises(ValueError, match="no words"):
        amount_in_english(centimos, currency)
