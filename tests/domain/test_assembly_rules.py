"""Quorum, agenda, and the words for days and times of an assembly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.amount_words import number_in_words, time_in_words
from ananea_desktop.domain.assemblies import ASSEMBLIES, RESOLUTIONS, agenda_items, budget_acta, quorum
from ananea_desktop.domain.dates import day_of_week_date, format_time
from tests.builders import a_resolution, an_assembly

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("eligible", "percent", "needed"),
    [(34, 50, 18), (35, 50, 18), (1, 50, 1), (0, 50, 1), (3, 0, 1), (34, 100, 34), (34, 66, 23), (100, 50, 51)],
)
def test_first_call_needs_more_than_its_percentage(eligible: int, percent: int, needed: int) -> None:
    assert quorum(eligible, 0, percent, 0).needed_first == needed


@pytest.mark.parametrize(
    ("eligible", "percent", "needed"), [(34, 0, 1), (34, 30, 11), (10, 30, 3), (34, 100, 34), (0, 30, 1)]
)
def test_second_call_needs_at_least_its_percentage(eligible: int, percent: int, needed: int) -> None:
    assert quorum(eligible, 0, 50, percent).needed_second == needed


percents = st.integers(0, 100)


@given(st.integers(1, 5000), percents, percents, st.data())
def test_quorum_is_the_share_the_statute_says(eligible: int, first: int, second: int, data: st.DataObject) -> None:
    attending = data.draw(st.integers(0, eligible))
    found = quorum(eligible, attending, first, second)
    assert found.is_met("first") == (attending * 100 > eligible * first or attending == eligible)
    assert found.is_met("second") == (attending > 0 and attending * 100 >= eligible * second)


@given(st.integers(1, 5000), percents, percents)
def test_everybody_is_always_a_quorum_and_nobody_never(eligible: int, first: int, second: int) -> None:
    everybody, nobody = quorum(eligible, eligible, first, second), quorum(eligible, 0, first, second)
    assert everybody.is_met("first")
    assert everybody.is_met("second")
    assert not nobody.is_met("first")
    assert not nobody.is_met("second")


def test_agenda_is_one_point_a_line() -> None:
    assert agenda_items(" Informe \n\n  Plan\n") == ["Informe", "Plan"]


def test_second_call_and_end_come_after_what_they_follow() -> None:
    texts = an_assembly(first_call="10", second_call="9:59", opened_at="10:00", closed_at="10:00", first_quorum="101")
    _values, problems = ASSEMBLIES.read(texts, TODAY)
    assert problems.keys() == {"second_call", "closed_at", "first_quorum"}


def test_a_resolution_says_for_which_project_its_amount_is() -> None:
    _values, problems = RESOLUTIONS.read(a_resolution(number="0", amount="10"), TODAY)
    assert problems.keys() == {"number", "project_id"}


def test_approved_with_fewer_for_than_against_is_a_doubt() -> None:
    texts = a_resolution(votes_for="1", votes_against="2")
    _values, problems = RESOLUTIONS.read(texts, TODAY)
    assert [(problem.field, problem.overridable) for problem in problems.values()] == [("outcome", True)]
    assert RESOLUTIONS.read(texts, TODAY, ["outcome"])[1] == {}
    assert RESOLUTIONS.read(texts | {"outcome": "rejected"}, TODAY)[1] == {}


def test_budget_names_its_resolution() -> None:
    assert budget_acta(date(2026, 2, 28), 4) == "Asamblea 28/02/2026, acuerdo 4"


def test_day_is_said_with_its_weekday() -> None:
    assert day_of_week_date(date(2026, 2, 28)) == "sábado 28 de febrero de 2026"


@pytest.mark.parametrize(
    ("time", "said"),
    [("09:00", "9:00 a. m."), ("00:05", "12:05 a. m."), ("12:00", "12:00 p. m."), ("15:30", "3:30 p. m."), ("", "")],
)
def test_time_is_said_by_halves_of_the_day(time: str, said: str) -> None:
    assert format_time(time).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("10:05", "las diez horas con cinco minutos"),
        ("09:00", "las nueve horas"),
        ("01:01", "la una hora con un minuto"),
        ("21:21", "las veintiuna horas con veintiún minutos"),
        ("16:31", "las dieciséis horas con treinta y un minutos"),
        ("00:30", "las cero horas con treinta minutos"),
    ],
)
def test_time_is_written_in_words(time: str, words: str) -> None:
    assert time_in_words(time) == words


def test_year_is_written_in_words() -> None:
    assert number_in_words(2026) == "dos mil veintiséis"
    with pytest.raises(ValueError, match="no words"):
        number_in_words(-1)
