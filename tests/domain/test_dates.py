"""Dates: what people type is read, what cannot be is named."""

from datetime import date

import pytest
from babel.dates import format_date as babel_date
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.dates import (
    format_date,
    long_date,
    month_name,
    read_date,
    short_month,
    weekday_date,
    weekday_name,
)
from ananea_desktop.domain.text import InvalidValue

TODAY = date(2026, 11, 23)
POSSIBLE_DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        ("23-11-2026", date(2026, 11, 23)),
        ("23.11.26", date(2026, 11, 23)),
        (" 3 / 9 / 2026 ", date(2026, 9, 3)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23/11", date(2026, 11, 23)),
        ("31/12", date(2026, 12, 31)),
        ("1/1/46", date(2046, 1, 1)),
        ("1/1/47", date(1947, 1, 1)),
        ("5/6/00", date(2000, 6, 5)),
        ("29/02/2024", date(2024, 2, 29)),
        ("01/01/1900", date(1900, 1, 1)),
        ("31/12/2100", date(2100, 12, 31)),
    ],
)
def test_date_is_read(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Falta la fecha. Escríbala con día, mes y año, así: 23/11/2026."),
        ("31/02/2026", "Febrero no tiene día 31. Revise el día o el mes."),
        ("30/2", "Febrero no tiene día 30. Revise el día o el mes."),
        ("29/02/2026", "Febrero de 2026 no tiene día 29. Revise el día o el año."),
        ("29/02/1900", "Febrero de 1900 no tiene día 29. Revise el día o el año."),
        ("31/09/2026", "Setiembre no tiene día 31. Revise el día o el mes."),
        ("32/01/2026", "Enero no tiene día 32. Revise el día o el mes."),
        ("0/1/2026", "Enero no tiene día 0. Revise el día o el mes."),
        ("11/23/2026", "No hay mes 23. Escriba primero el día y después el mes, así: 23/11/2026."),
        ("2026-13-01", "No hay mes 13. Escriba primero el día y después el mes, así: 23/11/2026."),
        ("23/11/1826", "El año 1826 no puede ser: va de 1900 a 2100. Revise el año."),
        ("23/11/2101", "El año 2101 no puede ser: va de 1900 a 2100. Revise el año."),
        ("0000-01-01", "El año 0 no puede ser: va de 1900 a 2100. Revise el año."),
        ("mañana", "No se entiende la fecha. Escríbala con día, mes y año, así: 23/11/2026."),
        ("23/11/026", "No se entiende la fecha. Escríbala con día, mes y año, así: 23/11/2026."),
        ("1 1/11/2026", "No se entiende la fecha. Escríbala con día, mes y año, así: 23/11/2026."),
        ("２３/11/2026", "No se entiende la fecha. Escríbala con día, mes y año, así: 23/11/2026."),
    ],
)
def test_impossible_date_is_named(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_date(typed, TODAY)
    assert str(refused.value) == sentence


@given(st.text() | st.text(alphabet="0123456789/-. "), POSSIBLE_DATES)
def test_reader_refuses_with_a_sentence_and_never_fails_otherwise(text: str, today: date) -> None:
    try:
        assert 1900 <= read_date(text, today).year <= 2100
    except InvalidValue as refused:
        assert str(refused).endswith(".")


@given(POSSIBLE_DATES, POSSIBLE_DATES)
def test_written_date_is_read_again(day: date, today: date) -> None:
    assert read_date(format_date(day), today) == day
    assert read_date(day.isoformat(), today) == day


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-79, 20))
def test_two_figures_are_enough_for_79_years_back_and_20_ahead(today: date, years: int) -> None:
    year = today.year + years
    assert read_date(f"01/06/{year % 100:02d}", today) == date(year, 6, 1)


def test_dates_are_written_with_two_figures() -> None:
    assert format_date(date(2026, 3, 5)) == "05/03/2026"


def test_long_date_says_setiembre() -> None:
    assert long_date(date(2026, 11, 23)) == "23 de noviembre de 2026"
    assert long_date(date(2026, 9, 1)) == "1 de setiembre de 2026"
    assert weekday_date(date(2026, 11, 23)) == "Lunes, 23 de noviembre de 2026"


def test_words_of_dates_are_those_of_babel() -> None:
    for day in days_of_every_word():
        assert month_name(day) == babel_date(day, "MMMM", locale="es_PE")
        assert weekday_name(day) == babel_date(day, "EEEE", locale="es_PE")
        assert short_month(day) == babel_date(day, "LLL", locale="es_PE").removesuffix(".")


def days_of_every_word() -> list[date]:
    """Every month and every day of the week is among them."""
    return [date(2026, month, day) for month in range(1, 13) for day in range(1, 8)]
