"""Whatever the clock says: numbers go by the counter, no copy or document is lost, and what is odd is asked."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ananea_desktop.domain.dates import months_later, read_date
from ananea_desktop.domain.errors import NeedsConfirmation
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import copying, home, office, receipts
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage.check import check
from ananea_desktop.ui.tabs.home_matters import matters
from tests.builders import NOW, PERU, a_draft, a_profile, a_stick, an_office, an_office_on_disk, issue_anyway, issued

BATTERY_EMPTY = datetime(2000, 1, 1, 0, 3, tzinfo=PERU)
SLIP_OF_THE_HAND = datetime(2099, 11, 24, 9, 0, tzinfo=PERU)
LEAP_DAY = datetime(2028, 2, 29, 10, 0, tzinfo=PERU)


def at(books: Books, moment: datetime) -> None:
    books.clock = lambda: moment


def concerns(books: Books, issued_on: str) -> list[str]:
    try:
        receipts.issue(books, a_draft(issued_on=issued_on))
    except NeedsConfirmation as question:
        return question.concern.split()
    return []


@pytest.fixture
def books() -> Books:
    made = an_office()
    issued(made)
    return made


@pytest.mark.parametrize("wrong", [BATTERY_EMPTY, SLIP_OF_THE_HAND])
def test_wrong_clock_asks_says_so_on_the_first_page_and_changes_no_number(books: Books, wrong: datetime) -> None:
    at(books, wrong)
    day = f"{wrong:%d/%m/%Y}"
    assert "wrong_clock" in concerns(books, day)
    told = matters(home.home(books), None, hidden=False)[0]
    assert (
        told.title == f"La fecha de la computadora parece equivocada: dice {day}, y lo último se anotó el 23/11/2026."
    )
    assert [issue_anyway(books, a_draft(issued_on=day)).number for _turn in range(3)] == [2, 3, 4]
    at(books, NOW + timedelta(days=1))
    assert "wrong_clock" in concerns(books, "24/11/2026") or wrong is BATTERY_EMPTY
    assert issue_anyway(books, a_draft(issued_on="24/11/2026")).number == 5
    at(books, NOW + timedelta(days=2))
    assert concerns(books, "24/11/2026") == []  # forgotten with the first document of a right clock
    assert home.home(books).clock is None
    assert check(books.file).problems == []


def test_right_clock_says_nothing(books: Books) -> None:
    assert home.home(books).clock is None
    for days in (0, 1, 400):
        at(books, NOW + timedelta(days=days))
        assert home.home(books).clock is None
    at(books, NOW + timedelta(days=401))
    assert home.home(books).clock is not None


def test_time_zone_that_changes_between_sessions_is_no_wrong_clock(tmp_path: Path) -> None:
    """A PC that was set up anew, or Windows with another zone: the moment is the same, the day may be another."""
    path = tmp_path / "ananea.db"
    first = an_office_on_disk(path)
    first.clock = lambda: datetime(2026, 11, 23, 23, 30, tzinfo=PERU)
    issued(first)
    first.file.close()
    moment = datetime(2026, 11, 23, 23, 40, tzinfo=PERU)
    for hours in (-11, -5, 0, 9, 14):
        zone = timezone(timedelta(hours=hours))
        again = open_books(path, clock=lambda zone=zone: moment.astimezone(zone))  # type: ignore[misc]
        assert home.home(again).clock is None
        day = moment.astimezone(zone)
        made = issue_anyway(again, a_draft(issued_on=f"{day:%d/%m/%Y}"))
        assert (made.issued_on, again.now()) == (day.date(), moment.astimezone(UTC).isoformat())
        assert check(again.file).problems == []
        again.file.close()


def test_leap_day_is_a_day_like_any_other(books: Books) -> None:
    at(books, LEAP_DAY)
    made = issue_anyway(books, a_draft(issued_on="29/02/2028"))
    assert made.issued_on == date(2028, 2, 29)
    for year in ("2026", "2100"):
        with pytest.raises(InvalidValue):
            read_date(f"29/02/{year}", NOW.date())
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert home.home(books).year == (date(2028, 1, 1), date(2028, 12, 31))


def test_turn_of_the_year_at_midnight_in_peru(books: Books) -> None:
    """In UTC it is the new year from 19:00 on; numbers of the year and what is this year go by the day in Peru."""
    office.save_profile(books, a_profile(yearly_series="yes"))
    at(books, datetime(2026, 12, 31, 23, 59, tzinfo=PERU))
    assert home.home(books).year[0] == date(2026, 1, 1)
    last = issue_anyway(books, a_draft(issued_on="31/12/2026"))
    at(books, datetime(2027, 1, 1, 0, 1, tzinfo=PERU))
    assert home.home(books).year[0] == date(2027, 1, 1)
    assert concerns(books, "31/12/2026") == []
    new = issue_anyway(books, a_draft(issued_on="01/01/2027"))
    assert new.series != last.series
    assert new.number == 1
    assert check(books.file).problems == []


def test_copy_made_by_a_wrong_clock_counts_by_its_order_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = an_office_on_disk(tmp_path / "pc" / "ananea.db")
    stick = a_stick(tmp_path / "usb", monkeypatch)
    names = []
    for moment in (NOW, BATTERY_EMPTY, SLIP_OF_THE_HAND, NOW + timedelta(days=1)):
        at(books, moment)
        issue_anyway(books, a_draft(issued_on="23/11/2026"))
        names.append(at_once(copying.make_copy(books, stick)).path.name)
    assert sorted(each.name for each in stick.iterdir() if each.suffix == ".db") == sorted(names) == names
    assert copying.state(books).receipts == 0
    at(books, BATTERY_EMPTY)
    assert copying.state(books).is_late  # nobody can tell how old it is
    books.file.close()
