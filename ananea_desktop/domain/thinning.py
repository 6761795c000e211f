"""Which of many copies are kept: by count and by their order, never by how old the clock says they are.

A clock that stood at 2000 or 2099 for a while (an empty battery) leaves copies whose day does not fit between those
before and after: they are told apart and never take the place of one whose day fits.
"""

from collections.abc import Collection, Hashable, Sequence
from datetime import date
from typing import NamedTuple

RECENT = 14
MONTHLY = 12
"""The last copy of each month, and of every year."""


class Numbered(NamedTuple):
    number: int
    """Running, over all copies: the order in which they were made."""
    day: date
    """As the clock said."""


def to_remove(copies: Sequence[Numbered], keep: Collection[int] = ()) -> list[Numbered]:
    """What may go, oldest first; never one whose number is in ``keep``."""
    ordered = sorted(copies)
    kept = {*keep, *(each.number for each in ordered[-RECENT:])}
    months = _last_of([(each.day.year, each.day.month) for each in ordered], ordered)
    fitting = set(_longest_rising([*months]))
    for wanted in (True, False):
        found = [number for month, number in months.items() if (month in fitting) is wanted]
        kept.update(sorted(found)[-MONTHLY:])
    kept.update(_last_of([each.day.year for each in ordered], ordered).values())
    return [each for each in ordered if each.number not in kept]


def _last_of(labels: Sequence[Hashable], ordered: Sequence[Numbered]) -> dict[Hashable, int]:
    """The number of the last copy with each label, in the order of these."""
    found: dict[Hashable, int] = {}
    for label, each in zip(labels, ordered, strict=True):
        found.pop(label, None)
        found[label] = each.number
    return found


def _longest_rising(months: Sequence[Hashable]) -> list[Hashable]:
    """The longest row of months, in their order, of which each is later than the one before."""
    best: list[list[Hashable]] = []
    for month in months:
        before = max((row for row in best if row[-1] < month), key=len, default=[])  # type: ignore[operator]
        best.append([*before, month])
    return max(best, key=len, default=[])
