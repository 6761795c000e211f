"""English through the catalogue: the words that are put together from it."""

from datetime import date

from babel.dates import format_date as babel_date

from ananea_desktop.domain.dates import day_of_week_date, long_date, month_name, short_month, weekday_date, weekday_name
from ananea_desktop.operations.languages import in_language


def test_dates_in_english_have_the_words_of_babel() -> None:
    with in_language("en"):
        assert long_date(date(2026, 11, 23)) == "23 November 2026"
        assert weekday_date(date(2026, 9, 1)) == "Tuesday, 1 September 2026"
        assert day_of_week_date(date(2026, 2, 28)) == "Saturday 28 February 2026"
        for day in (date(2026, month, day) for month in range(1, 13) for day in range(1, 8)):
            assert month_name(day) == babel_date(day, "MMMM", locale="en_GB")
            assert weekday_name(day) == babel_date(day, "EEEE", locale="en_GB")
            assert short_month(day) == babel_date(day, "LLL", locale="en_GB")
