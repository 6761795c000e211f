"""What the lines of an invoice come to: value of the sale, IGV and total in céntimos; rates in hundredths of one per
cent."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.domain.money import divide_half_up

WHOLE = 10_000
"""Hundredths of a percent: all of it."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Céntimos. ``net`` and ``igv`` are the total itself and 0 where there is no tax, or its rate is not known."""

    net: int
    igv: int
    total: int


def sums(prices: Sequence[int], igv: str, percent: int | None) -> Sums:
    """Of the typed price of each line. Apart: the tax of all lines together, half a céntimo rounded up."""
    typed = sum(prices)
    if igv == "none" or percent is None:
        return Sums(net=typed, igv=0, total=typed)
    if igv == "apart":
        tax = percent_of(typed, percent)
        return Sums(net=typed, igv=tax, total=typed + tax)
    net = divide_half_up(typed * WHOLE, WHOLE + percent)
    return Sums(net=net, igv=typed - net, total=typed)


def line_totals(prices: Sequence[int], igv: str, percent: int | None) -> list[int]:
    """What each line costs with its tax: they sum to the total of ``sums`` exactly.

    By largest remainder, as seats are given to parties: each line is rounded down, and the céntimos that then lack go
    to the lines that lost most, the earlier first.
    """
    total = sums(prices, igv, percent).total
    if igv != "apart" or not prices or not sum(prices):
        return list(prices)
    net = sum(prices)
    found = [price * total // net for price in prices]
    lost_most = sorted(range(len(prices)), key=lambda each: -(prices[each] * total % net))
    for each in lost_most[: total - sum(found)]:
        found[each] += 1
    return found


def percent_of(amount: int, percent: int) -> int:
    """Céntimos, half a céntimo rounded up."""
    return divide_half_up(amount * percent, WHOLE)
