"""A project's states with what shows them, its milestones, whom it helped, and how the annual report tells it."""

from datetime import date

import pytest

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.execution import People
from ananea_desktop.operations import checking, premium_reports, project_budgets, projects
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import execution, records
from tests.builders import a_budget, a_project, save_project

DONE = {"name": "Comprar la madera", "due_on": "30/10/2026", "done_on": "20/10/2026", "weight": "3"}
OPEN = {"name": "Techar", "due_on": "", "done_on": "", "weight": ""}


def states(books: Books, project: int) -> list[tuple[str, date, str]]:
    return [(row["state"], row["since_on"], row["evidence"]) for row in execution.states(books.db, project)]


def refused(books: Books, project: int | None = None, **changes: str) -> dict[str, str]:
    before = books.db.execute("SELECT count(*) FROM project_states").fetchone()
    with pytest.raises(InvalidRecord) as problem:
        projects.save(books, a_project(**changes), project)
    assert books.db.execute("SELECT count(*) FROM project_states").fetchone() == before
    return problem.value.problems


# states


def test_each_state_is_kept_with_its_day_and_what_shows_it(books: Books) -> None:
    project = save_project(books)
    project_budgets.approve(books, project, a_budget())
    began = {"state": "under_way", "state_since": "02/03/2026", "state_evidence": "Contrato con el maestro"}
    projects.save(books, a_project(**began), project)
    projects.save(books, a_project(**began, name="Dormitorios"), project)
    projects.save(books, a_project(state="finished", state_evidence="Acta de entrega"), project)
    assert states(books, project) == [
        ("proposed", date(2026, 11, 23), ""),
        ("approved", date(2026, 2, 28), "Asamblea 28/02/2026, acuerdo 4"),
        ("under_way", date(2026, 3, 2), "Contrato con el maestro"),
        ("finished", date(2026, 11, 23), "Acta de entrega"),
    ]
    assert checking.check(books).problems == []


def test_a_change_of_state_needs_what_shows_it(books: Books) -> None:
    project = save_project(books)
    assert "Falta qué lo muestra" in refused(books, project, state="cancelled", state_evidence=" ")["state_evidence"]
    assert "Falta qué lo muestra" in refused(books, state="finished", state_evidence="")["state_evidence"]
    assert "300" in refused(books, project, state="cancelled", state_evidence="x" * 301)["state_evidence"]
    tomorrow = refused(books, project, state="cancelled", state_since="24/11/2026")
    assert "todavía no llega" in tomorrow["state_since"]
    assert "state_since" in refused(books, project, state="cancelled", state_since="31/02/2026")
    assert states(books, project) == [("proposed", date(2026, 11, 23), "")]


def test_what_was_proposed_long_ago_is_typed_today(books: Books) -> None:
    project = save_project(books)
    projects.save(books, a_project(state="cancelled", state_evidence="Acta 3", state_since="01/02/2020"), project)
    assert states(books, project)[-1] == ("cancelled", date(2020, 2, 1), "Acta 3")


def test_what_stays_in_its_state_needs_nothing(books: Books) -> None:
    project = save_project(books)
    projects.save(books, a_project(state_evidence="", name="Otro"), project)
    assert len(states(books, project)) == 1


def test_nobody_approves_a_project_without_its_budget(books: Books) -> None:
    sentence = "Se aprueba al anotar en su ficha el presupuesto que aprobó la asamblea."
    assert refused(books, state="approved") == {"state": sentence}
    project = save_project(books)
    assert refused(books, project, state="approved") == {"state": sentence}
    project_budgets.approve(books, project, a_budget())
    projects.save(books, a_project(state="under_way"), project)
    projects.save(books, a_project(state="approved", state_evidence="Se paró la obra"), project)
    assert states(books, project)[-1][0] == "approved"


def test_what_begins_before_its_approval_is_asked(books: Books) -> None:
    project = save_project(books)
    for state in ("under_way", "finished"):
        assert "todavía no lo aprobó" in refused(books, project, state=state)["state"]
    projects.save(books, a_project(state="under_way"), project, confirmed=["state"])
    assert states(books, project)[-1][0] == "under_way"
    assert "state_evidence" in refused(books, project, state="finished", state_evidence="")


def test_a_state_since_before_the_one_it_comes_from_is_asked(books: Books) -> None:
    project = save_project(books, budget="100.00")
    early = {"state": "under_way", "state_since": "27/02/2026"}
    assert "«Aprobado» desde el 28/02/2026" in refused(books, project, **early)["state_since"]
    projects.save(books, a_project(**early), project, confirmed=["state_since"])
    projects.save(books, a_project(state="finished", state_since="27/02/2026"), project)
    assert [day for _state, day, _evidence in states(books, project)][1:] == [
        date(2026, 2, 28),
        date(2026, 2, 27),
        date(2026, 2, 27),
    ]


def test_all_that_is_wrong_is_told_at_once(books: Books) -> None:
    with pytest.raises(InvalidRecord) as problem:
        projects.save(
            books, a_project(name="", state="finished", state_evidence=""), None, milestones=[DONE | {"name": ""}]
        )
    assert set(problem.value.problems) == {"name", "state_evidence", "line 1 name"}
    assert books.db.execute("SELECT count(*) FROM premium_projects").fetchone() == (0,)


# milestones


def test_milestones_are_saved_with_the_project(books: Books) -> None:
    project = projects.save(books, a_project(), milestones=[DONE, {}, OPEN])
    found = projects.execution(books, project)
    assert [(row["name"], row["weight"], row["done_on"]) for row in found.milestones] == [
        ("Comprar la madera", 3, date(2026, 10, 20)),
        ("Techar", 1, None),
    ]
    assert found.progress == 75
    projects.save(books, a_project(name="Otro"), project)
    assert len(projects.execution(books, project).milestones) == 2
    projects.save(books, a_project(), project, milestones=[])
    assert projects.execution(books, project).progress is None


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "Falta qué se hace"),
        ({"name": "x" * 301}, "name", "300"),
        ({"done_on": "24/11/2026"}, "done_on", "todavía no llega"),
        ({"due_on": "mañana que viene"}, "due_on", ""),
        ({"weight": "0"}, "weight", "entero desde 1"),
        ({"weight": "1.5"}, "weight", "entero desde 1"),
        ({"weight": "-2"}, "weight", "entero desde 1"),
        ({"weight": "9" * 30}, "weight", "entero desde 1"),
    ],
)
def test_bad_milestones_are_told_by_their_line(books: Books, changes: dict[str, str], field: str, words: str) -> None:
    project = save_project(books)
    with pytest.raises(InvalidRecord) as problem:
        projects.save(books, a_project(), project, milestones=[DONE, DONE | changes])
    assert words in problem.value.problems[f"line 2 {field}"]
    assert projects.execution(books, project).milestones == []


# beneficiaries


def test_people_are_counted_by_kind_and_sex(books: Books) -> None:
    project = save_project(books)
    texts = {"members": {"women": "9", "men": "25"}, "community": {"unknown": "1,250"}, "children": {"women": ""}}
    projects.save_beneficiaries(books, project, texts)
    found = projects.execution(books, project)
    assert found.beneficiaries == {"members": People(women=9, men=25), "community": People(unknown=1250)}
    assert found.people == People(women=9, men=25, unknown=1250)


@pytest.mark.parametrize("text", ["-1", "2.5", "doce", "1000001", "9" * 30, "²"])
def test_what_is_no_count_is_refused(books: Books, text: str) -> None:
    project = save_project(books)
    with pytest.raises(InvalidRecord) as problem:
        projects.save_beneficiaries(books, project, {"members": {"women": "3"}, "workers": {"men": text}})
    assert problem.value.problems == {"workers men": "Escriba cuántas personas, solo con cifras."}
    assert projects.execution(books, project).beneficiaries == {}


# the annual report


def test_the_annual_report_tells_progress_and_people(books: Books) -> None:
    dorms = projects.save(books, a_project(), milestones=[DONE, OPEN])
    post = save_project(books, name="Posta", starts_on="01/05/2026")
    projects.save_beneficiaries(books, dorms, {"workers": {"women": "14", "men": "46"}})
    projects.save_beneficiaries(books, post, {"workers": {"women": "1"}, "families": {"unknown": "48"}})
    listing = premium_reports.annual(books, 2026)
    told = {row[0]: row[5] for row in listing.rows if not isinstance(row, GroupRow)}
    assert told["Alojamiento"] == "Propuesto. Avance: 75 %. Ayudó a 60 personas: 14 mujeres, 46 hombres"
    assert listing.notes[-3:] == (
        "Trabajadores y trabajadoras: 61 personas: 15 mujeres, 46 hombres.",
        "Sus familias: 48 personas.",
        "Beneficiarios: 109 personas: 15 mujeres, 46 hombres, 48 sin distinguir."
        " A quien ayudaron dos actividades se le cuenta en cada una.",
    )
    assert premium_reports.annual(books, 2025).rows == []


def test_progress_is_told_as_it_stood_when_the_year_ended(books: Books) -> None:
    late = {"name": "Techar", "done_on": "05/01/2026"}
    projects.save(books, a_project(starts_on="01/03/2025"), milestones=[DONE | {"done_on": "20/10/2025"}, late])
    for year, words in ((2025, "Avance: 75 %"), (2026, "Avance: 100 %")):
        (row,) = (each for each in premium_reports.annual(books, year).rows if not isinstance(each, GroupRow))
        assert words in str(row[5])


def test_history_tells_who_changed_the_milestones(books: Books) -> None:
    project = projects.save(books, a_project(), milestones=[DONE])
    milestone = projects.execution(books, project).milestones[0]["id"]
    projects.save(books, a_project(), project, milestones=[DONE | {"weight": "5"}])
    assert [row["action"] for row in records.history(books.db, "milestones", milestone)] == ["update", "insert"]
