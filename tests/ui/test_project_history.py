"""What the history of a project says of its milestones, of whom it helped and of who proposed it."""

import pytest

from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.operations import cards, committee, projects
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.record_history import change_details, change_sentence
from tests.builders import a_committee_session, a_project, an_office, save_project

STEP = {"name": "Comprar la madera", "due_on": "30/11/2026", "done_on": "", "weight": "1"}


def told(books: Books, project_id: int) -> list[str]:
    rows, count = cards.newest_history(books, PREMIUM_PROJECTS, project_id)
    assert count == len(cards.whole_history(books, PREMIUM_PROJECTS, project_id))
    return [change_sentence(PREMIUM_PROJECTS, row) for row in rows]


def plan(books: Books, project_id: int, *steps: dict[str, str]) -> None:
    projects.save(books, a_project(), project_id, milestones=steps)


@pytest.fixture
def books() -> Books:
    return an_office()


@pytest.fixture
def project(books: Books) -> int:
    other = save_project(books, name="Otro")
    plan(books, other, STEP)
    project_id = save_project(books)
    plan(books, project_id, STEP)
    return project_id


def test_milestones_are_told_though_they_are_gone(books: Books, project: int) -> None:
    plan(books, project, STEP | {"done_on": "20/11/2026"})
    plan(books, project, STEP | {"done_on": "20/11/2026", "due_on": "01/12/2026", "weight": "2"})
    assert told(books, project) == [
        "Cambió el hito: Comprar la madera",
        "Hito hecho: Comprar la madera",
        "Nuevo hito: Comprar la madera",
        "Se anotó",
    ]
    (newest, *_rest) = cards.whole_history(books, PREMIUM_PROJECTS, project)
    assert change_details(PREMIUM_PROJECTS, newest) == [
        "Cambió el hito: Comprar la madera",
        "Debía estar: de «30/11/2026» a «01/12/2026»",
        "Peso: de «1» a «2»",
    ]
    plan(books, project)
    plan(books, save_project(books, name="Tercero"), STEP | {"name": "De otro"})  # has the number of the one removed
    assert told(books, project)[0] == "Se quitó el hito: Comprar la madera"


def test_whom_it_helped_and_who_proposed_it_are_told(books: Books, project: int) -> None:
    projects.save_beneficiaries(books, project, {"members": {"women": "9", "men": "25"}})
    projects.save_beneficiaries(books, project, {"members": {"women": "10", "men": "25"}})
    session = committee.save_session(books, a_committee_session(), [], [project])
    committee.save_session(books, a_committee_session(), [], [], session)
    assert told(books, project)[:4] == [
        "Se quitó de lo que propuso el comité",
        "Lo propuso el comité de la Prima",
        "Ayudó a 35 personas: 10 mujeres, 25 hombres (socios y socias)",
        "Ayudó a 34 personas: 9 mujeres, 25 hombres (socios y socias)",
    ]
    row = cards.whole_history(books, PREMIUM_PROJECTS, project)[2]
    assert change_details(PREMIUM_PROJECTS, row)[1:] == ["Mujeres: de «9» a «10»"]
