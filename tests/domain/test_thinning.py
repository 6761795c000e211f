"""Copies are thinned out by count and order; a clock that stood wrong for a while costs none that should stay."""

from collections.abc import Iterator
from datetime import date, timedelta

from ananea_desktop.domain.thinning import MONTHLY, RECENT, Numbered, to_remove


def one_a_day(first: date, count: int, number: int = 1) -> list[Numbered]:
    return [Numbered(number + day, first + timedelta(days=day)) for day in range(count)]


def kept(copies: list[Numbered], keep: tuple[int, ...] = ()) -> list[Numbered]:
    gone = set(to_remove(copies, keep))
    return [each for each in copies if each not in gone]


def thinned_daily(copies: list[Numbered]) -> list[Numbered]:
    """As they are on a disk: one more each day, and thinned out after it."""
    there: list[Numbered] = []
    for each in copies:
        there = kept([*there, each])
    return there


def test_fourteen_recent_twelve_monthly_and_all_yearly_stay() -> None:
    copies = one_a_day(date(2023, 1, 1), 3 * 365 + 200)
    stay = kept(copies)
    assert stay[-RECENT:] == copies[-RECENT:]
    months = {(each.day.year, each.day.month) for each in stay}
    assert len(months) == MONTHLY + 2  # two years more have only their last copy
    assert [each.day for each in stay if each.day.month == 12][:2] == [date(2023, 12, 31), date(2024, 12, 31)]
    assert len(stay) == RECENT + 11 + 2


def test_thinned_out_each_day_the_same_ones_stay() -> None:
    copies = one_a_day(date(2023, 1, 1), 3 * 365 + 200)
    assert thinned_daily(copies) == kept(copies)


def test_few_copies_all_stay() -> None:
    copies = one_a_day(date(2026, 11, 1), RECENT)
    assert to_remove(copies) == []


def test_the_newest_verified_is_never_removed() -> None:
    copies = one_a_day(date(2026, 10, 1), 40)
    assert copies[2] in to_remove(copies)
    assert copies[2] not in to_remove(copies, keep=(3,))


def without_day(copies: list[Numbered], wrong: date) -> Iterator[Numbered]:
    """The same, but on three days the clock stood wrong."""
    for each in copies:
        yield Numbered(each.number, wrong) if 400 <= each.number < 403 else each


def test_a_clock_that_stood_at_2099_or_2000_for_some_days_costs_no_other_copy() -> None:
    copies = one_a_day(date(2025, 1, 1), 500)
    right = {each for each in thinned_daily(copies) if not 400 <= each.number < 403}
    for wrong in (date(2099, 6, 1), date(2000, 1, 1)):
        stay = thinned_daily([*without_day(copies, wrong)])
        assert right <= set(stay)
        assert len(stay) <= len(right) + 3


def test_a_clock_that_stands_at_2000_from_now_on_costs_no_copy_of_before() -> None:
    before = thinned_daily(one_a_day(date(2025, 1, 1), 500))
    after = one_a_day(date(2000, 1, 1), 60, number=501)
    stay = thinned_daily([*one_a_day(date(2025, 1, 1), 500), *after])
    months = {each for each in before if each not in before[-RECENT:]} | {before[-1]}
    assert months <= set(stay)
    assert stay[-RECENT:] == after[-RECENT:]


def test_order_is_by_number_whatever_the_day() -> None:
    backwards = [Numbered(number, date(2026, 11, 28) - timedelta(days=number)) for number in range(1, 40)]
    stay = kept(backwards)
    assert [each.number for each in stay[-RECENT:]] == list(range(26, 40))
