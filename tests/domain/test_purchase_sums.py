"""What lines come to: the tax of all of them together, shared so that the lines sum to the total to the céntimo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.money import divide_half_up
from ananea_desktop.domain.purchase_sums import line_totals, sums
from ananea_desktop.domain.purchases import counted_text

IGV = 1800


@pytest.mark.parametrize(
    ("prices", "igv", "net", "tax", "total"),
    [
        ([100_00], "apart", 100_00, 18_00, 118_00),
        ([118_00], "included", 100_00, 18_00, 118_00),
        ([100_00], "none", 100_00, 0, 100_00),
        ([25], "apart", 25, 5, 30),  # 4.5 is rounded up
        ([1, 1, 1], "apart", 3, 1, 4),
        ([10_000], "included", 8475, 1525, 10_000),
    ],
)
def test_sums_by_hand(prices: list[int], igv: str, net: int, tax: int, total: int) -> None:
    found = sums(prices, igv, IGV)
    assert (found.net, found.igv, found.total) == (net, tax, total)


def test_lost_centimos_go_to_the_lines_that_lost_most() -> None:
    # 1.18 and 2.36 and 3.54 of a céntimo: 7.08 in all, which is 7; rounded down they are 6
    assert line_totals([1, 2, 3], "apart", IGV) == [1, 2, 4]
    assert line_totals([333, 333, 334], "apart", IGV) == [393, 393, 394]
    assert line_totals([333, 333, 334], "included", IGV) == [333, 333, 334]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30), st.integers(1, 10_000))
def test_lines_sum_to_net_and_tax_exactly(prices: list[int], percent: int) -> None:
    found = line_totals(prices, "apart", percent)
    net = sum(prices)
    assert sum(found) == net + divide_half_up(net * percent, 10_000)
    assert all(cost >= price for cost, price in zip(found, prices, strict=True))
    assert all(abs(cost * net - price * sum(found)) < net for cost, price in zip(found, prices, strict=True))


def test_a_quantity_is_said_with_its_unit() -> None:
    said = [counted_text(*each) for each in ((1_000, "unidad"), (74_000, "unidad"), (0, "par"), (2_500, "kg"))]
    assert said == ["1 unidad", "74 unidades", "0 pares", "2.5 kg"]
