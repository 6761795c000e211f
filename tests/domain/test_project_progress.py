"""Progress by weight, and people in words."""

import pytest

from ananea_desktop.domain.execution import People, progress


@pytest.mark.parametrize(
    ("milestones", "percent"),
    [
        ([], None),
        ([(1, False)], 0),
        ([(1, True)], 100),
        ([(2, True), (3, False)], 40),
        ([(1, True), (1, True), (1, False)], 66),
        ([(999, True), (1, False)], 99),
    ],
)
def test_progress_goes_by_weight_and_is_whole_only_when_all_is_done(
    milestones: list[tuple[int, bool]], percent: int | None
) -> None:
    assert progress(milestones) == percent


def test_people_in_words() -> None:
    assert People(women=20, men=14).in_words() == "34 personas: 20 mujeres, 14 hombres"
    assert People(women=1, unknown=3).in_words() == "4 personas: 1 mujer, 3 sin distinguir"
    assert People(unknown=1250).in_words() == "1,250 personas"
    assert People(men=1).in_words() == "1 persona: 1 hombre"
    assert People().in_words() == "0 personas"
    assert (People(women=1, men=2) + People(men=3, unknown=4)).total == 10
