"""What a lot of gold gives: fine weight, Premium and least price, exactly, halves up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.money import format_fineness, format_grams, read_fineness, read_grams, to_soles
from ananea_desktop.domain.premium import fine_weight, in_dollars, minimum_price, premium_due
from ananea_desktop.domain.text import InvalidValue


def test_the_example_of_the_domain_exactly() -> None:
    due = premium_due(read_grams("12,345.000"), 200_000)
    assert due == 2_469_000
    assert to_soles(due, 37_520) == 9_263_688


@pytest.mark.parametrize(
    ("gross", "fineness", "fine"),
    [("1", "1000", 1_000), ("0.001", "500", 1), ("0.001", "499.99", 0), ("13,469.80", "916.5", 12_345_072)],
)
def test_fine_weight_is_rounded_half_up_to_the_milligram(gross: str, fineness: str, fine: int) -> None:
    assert fine_weight(read_grams(gross), read_fineness(fineness)) == fine


def test_the_least_price_is_95_percent_of_the_ounce() -> None:
    # an ounce has 31.1034768 g: 31,103.477 g are 1,000.0000064 of them, at US$ 2,000.00 × 95 % each
    assert minimum_price(31_103_477, 200_000) == 190_000_001
    assert minimum_price(31_103, 200_000) == 189_997


@pytest.mark.parametrize("typed", ["0", "0.00", "1,000.01", "1001", "-5", "916.555", "916,5"])
def test_impossible_fineness_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        read_fineness(typed)


@pytest.mark.parametrize("typed", ["0", "0.0001", "-1", "12.345.678", ""])
def test_impossible_weight_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        read_grams(typed)


@given(st.integers(1, 9_999_999_000))
def test_weights_come_back_as_typed(milligrams: int) -> None:
    assert read_grams(format_grams(milligrams)) == milligrams


@given(st.integers(1, 100_000))
def test_fineness_comes_back_as_typed(fineness: int) -> None:
    assert read_fineness(format_fineness(fineness)) == fineness


@given(st.integers(1, 10**10), st.integers(10_000, 100_000))
def test_soles_and_dollars_are_worth_the_same(cents: int, rate: int) -> None:
    assert abs(in_dollars(to_soles(cents, rate), rate) - cents) <= 1
