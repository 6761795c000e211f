"""Budgets by lines, modifications with who decided, and what waits for the assembly to ratify it."""

import sqlite3

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.operations import assemblies, checking, committee, project_budgets, projects
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import budgets
from tests.builders import (
    a_budget,
    a_committee_session,
    a_project,
    a_resolution,
    an_assembly,
    save_assembly,
    save_members,
    save_project,
)

LINES = (
    {"concept": "Madera", "year": "2026", "fund_id": "1", "amount": "600.00"},
    {"concept": "Mano de obra", "year": "2027", "fund_id": "2", "amount": "400.00"},
)


def problems(books: Books, project: int, *lines: dict[str, str], **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refused:
        project_budgets.approve(books, project, a_budget(**changes), lines)
    return refused.value.problems


def test_a_budget_is_the_sum_of_its_lines_over_years_and_funds(books: Books) -> None:
    project = save_project(books)
    assert "suman 1,000.00" in problems(books, project, *LINES, amount="900.00")["amount"]
    budget = project_budgets.approve(books, project, a_budget(amount=""), LINES)
    assert budgets.get(books.db, budget)["amount"] == 100_000
    found = [(row["concept"], row["year"], row["fund_name"], row["amount"]) for row in budgets.lines(books.db, budget)]
    assert found == [("Madera", 2026, "Prima Fairtrade", 60_000), ("Mano de obra", 2027, "Fondos propios", 40_000)]
    for statement in (
        "UPDATE budget_lines SET amount = 1",
        "DELETE FROM budget_lines",
        "INSERT INTO budget_lines (budget_id, position, concept, year, fund_id, amount) VALUES (1, 3, 'x', 2026, 1, 5)",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"):
            books.db.execute(statement)
    assert checking.check(books).problems == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"concept": ""}, "line 1 concept"),
        ({"concept": "x" * 301}, "line 1 concept"),
        ({"year": "26"}, "line 1 year"),
        ({"year": ""}, "line 1 year"),
        ({"fund_id": "99"}, "line 1 fund"),
        ({"amount": "US$ 5"}, "line 1 amount"),
        ({"amount": "0"}, "line 1 amount"),
    ],
)
def test_what_is_wrong_in_a_line_is_said_beside_it(books: Books, line: dict[str, str], field: str) -> None:
    assert field in problems(books, save_project(books), LINES[0] | line, amount="600.00")


def test_a_budget_is_of_soles(books: Books) -> None:
    project = save_project(books)
    for text in ("US$ 1,000.00", "us$1000"):
        assert "usted escribió US$" in problems(books, project, amount=text)["amount"]
    with pytest.raises(InvalidRecord) as refused:
        projects.save(books, a_project(proposed_amount="US$ 1,000.00"))
    assert "usted escribió US$" in refused.value.problems["proposed_amount"]
    project_budgets.approve(books, project, a_budget(amount="S/ 1,000.00"))


def test_no_more_vote_than_came_to_the_assembly(books: Books) -> None:
    project = save_project(books)
    save_members(books, 4)
    assembly = assemblies.save(books, an_assembly(held_on="20/11/2026"))
    day = {"decided_on": "20/11/2026", "votes_for": "3", "votes_against": "0"}
    assemblies.save_attendance(books, assembly, {1: "present", 2: "present", 3: "excused"})
    assert problems(books, project, **day)["votes_for"] == (
        "Suman 3 votos y asistieron 2. Revise los votos o la asistencia."
    )
    project_budgets.approve(books, project, a_budget(**day | {"votes_for": "2"}))
    project_budgets.approve(books, project, a_budget(**day, decided_by="committee", reason="Clavos"))


def test_votes_fit_the_members_and_the_decision(books: Books) -> None:
    save_members(books, 4)
    project = save_project(books)
    assert "hay 4 socios" in problems(books, project, votes_for="4", votes_abstaining="1")["votes_for"]
    assert "no se aprobó" in problems(books, project, votes_for="2", votes_against="2")["votes_for"]
    budget = project_budgets.approve(books, project, a_budget(votes_for="3", votes_against="1", conditions="Con acta"))
    row = budgets.get(books.db, budget)
    assert (row["votes_for"], row["votes_against"], row["votes_abstaining"]) == (3, 1, None)
    assert row["conditions"] == "Con acta"


def test_who_votes_in_an_assembly_has_come_to_it(books: Books) -> None:
    first, second, *_others = save_members(books, 6)
    assembly, project = save_assembly(books), save_project(books)
    day = {"decided_on": "21/11/2026"}
    assemblies.save_attendance(books, assembly, {first: "present", second: "excused"})
    assert "asistieron 1" in problems(books, project, **day, votes_for="2")["votes_for"]
    assert "no se aprobó" in problems(books, project, **day, votes_for="0")["votes_for"]
    project_budgets.approve(books, project, a_budget(**day, votes_for="1"))
    changed = {"decided_by": "committee", "reason": "Subió", "amount": "1,100.00"}
    project_budgets.approve(books, project, a_budget(**day, **changed, votes_for="5"))


def test_a_decision_lies_after_the_one_before_and_not_ahead(books: Books) -> None:
    project = save_project(books)
    assert "todavía no llega" in problems(books, project, decided_on="24/11/2026")["decided_on"]
    project_budgets.approve(books, project, a_budget())
    changed = {"reason": "Subió", "amount": "5,000.00"}
    assert "es del 28/02/2026" in problems(books, project, **changed, decided_on="27/02/2026")["decided_on"]
    last = {"decided_on": "10/10/2026", "decided_by": "council"}
    budget = project_budgets.approve(books, project, a_budget(**changed, **last))
    with pytest.raises(InvalidRecord) as refused:
        project_budgets.ratify(books, budget, {"ratified_on": "24/11/2026", "acta": "Asamblea"})
    assert "todavía no llega" in refused.value.problems["ratified_on"]


def test_nothing_is_approved_for_a_cancelled_project(books: Books) -> None:
    project = save_project(books)
    projects.save(books, a_project(state="cancelled"), project)
    assert "está cancelado" in problems(books, project)["amount"]


def test_what_stands_against_a_budget_is_told_beside_the_amount_of_its_resolution(books: Books) -> None:
    project = save_project(books)
    session = a_committee_session(held_on="22/11/2026")
    committee.save_session(books, session, proposals=[project])
    given = a_resolution(project_id=str(project), amount="10.00", votes_for="0")
    with pytest.raises(InvalidRecord) as refused:
        assemblies.save_resolution(books, save_assembly(books), given, confirmed=["votes_for"])
    assert "lo propuso el 22/11/2026" in refused.value.problems["amount"]


def test_a_modification_keeps_the_old_one_and_waits_to_be_ratified(books: Books) -> None:
    project = save_project(books, "1,000.00")
    changed = {"decided_on": "10/10/2026", "amount": "1,200.00", "acta": "Sesión 7", "decided_by": "committee"}
    assert "reason" in problems(books, project, **changed)
    budget = project_budgets.approve(books, project, a_budget(**changed, reason="Subió la madera"))
    assert [row["amount"] for row in budgets.of_project(books.db, project)] == [100_000, 120_000]
    (waiting,) = project_budgets.to_ratify(books)
    assert (waiting["id"], waiting["project_name"]) == (budget, "Alojamiento")
    for texts, field in (
        ({"ratified_on": "09/10/2026", "acta": "Asamblea"}, "ratified_on"),
        ({"ratified_on": "20/11/2026", "acta": " "}, "acta"),
    ):
        with pytest.raises(InvalidRecord) as refused:
            project_budgets.ratify(books, budget, texts)
        assert field in refused.value.problems
    project_budgets.ratify(books, budget, {"ratified_on": "20/11/2026", "acta": "Asamblea 20/11/2026, acuerdo 2"})
    assert project_budgets.to_ratify(books) == []
    with pytest.raises(InvalidRecord, match="no espera"):
        project_budgets.ratify(books, budget, {"ratified_on": "21/11/2026", "acta": "Otra"})


def test_a_finished_project_is_modified_no_more(books: Books) -> None:
    project = save_project(books, "1,000.00")
    projects.save(books, a_project(state="finished"), project)
    assert "ya terminó" in problems(books, project, reason="Más", amount="1,500.00")["amount"]
    late = save_project(books, name="De antes", state="finished")
    project_budgets.approve(books, late, a_budget())


def test_what_the_committee_proposed_is_approved_after_that(books: Books) -> None:
    (member,) = save_members(books, 1)
    project = save_project(books)
    session = {
        "held_on": "10/03/2026",
        "place": "Ananea",
        "acta": "Sesión 3",
        "matters": "Plan",
        "decisions": "Proponer",
    }
    committee.save_session(books, session, [member], [project])
    assert "lo propuso el 10/03/2026" in problems(books, project, decided_on="28/02/2026")["decided_on"]
    project_budgets.approve(books, project, a_budget(decided_on="10/03/2026"))
