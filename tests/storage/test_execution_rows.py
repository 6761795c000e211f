"""What is kept of a project's execution: written only where it changed, its states and reasons frozen."""

import sqlite3
from datetime import date

import pytest

from ananea_desktop.domain.execution import Milestone, People
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.storage import execution
from tests.builders import an_egreso, an_office, clock, issue_anyway, save_project
from tests.operations.test_spending import of_project

BUY = Milestone(name="Comprar", due_on=date(2026, 11, 30), weight=2)
HAND_OUT = Milestone(name="Entregar", weight=1)


@pytest.fixture
def books() -> Books:
    return an_office(books_in_memory("Rosa", clock))


def changes(books: Books, table: str) -> list[str]:
    query = "SELECT action FROM history WHERE table_name = ? ORDER BY id"
    return [action for (action,) in books.db.execute(query, (table,))]


def test_milestones_are_written_only_where_they_change(books: Books) -> None:
    project = save_project(books)
    with books.permitted(), books.act() as db:
        execution.write_milestones(db, project, [BUY, HAND_OUT])
    with books.permitted(), books.act() as db:
        execution.write_milestones(db, project, [BUY, HAND_OUT])
    assert changes(books, "milestones") == ["insert", "insert"]
    done = Milestone(name="Comprar", due_on=date(2026, 11, 30), done_on=date(2026, 11, 20), weight=2)
    with books.permitted(), books.act() as db:
        execution.write_milestones(db, project, [done])
    assert changes(books, "milestones")[2:] == ["update", "delete"]
    assert [(row["name"], row["done_on"]) for row in execution.milestones(books.db, project)] == [
        ("Comprar", date(2026, 11, 20))
    ]


def test_a_milestone_counts_as_done_from_its_day(books: Books) -> None:
    project = save_project(books)
    with books.permitted(), books.act() as db:
        execution.write_milestones(db, project, [Milestone(name="Comprar", done_on=date(2026, 1, 2)), HAND_OUT])
    assert execution.milestone_weights(books.db, date(2025, 12, 31)) == {project: [(1, False), (1, False)]}
    assert execution.milestone_weights(books.db, date(2026, 1, 2)) == {project: [(1, True), (1, False)]}


def test_people_are_written_only_where_they_change(books: Books) -> None:
    project = save_project(books)
    people = {"members": People(women=9, men=25), "children": People()}
    for _time in range(2):
        with books.permitted(), books.act() as db:
            execution.write_beneficiaries(db, project, people)
    assert changes(books, "beneficiary_counts") == ["insert"]
    with books.permitted(), books.act() as db:
        execution.write_beneficiaries(db, project, {"members": People(), "workers": People(unknown=60)})
    assert execution.beneficiaries(books.db, project) == {"workers": People(unknown=60)}
    assert execution.all_beneficiaries(books.db) == {project: {"workers": People(unknown=60)}}


@pytest.mark.parametrize("table", ["project_states", "spending_reasons"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET user = 'Otro'"])
def test_what_was_told_is_not_changed_any_more(books: Books, table: str, statement: str) -> None:
    issue_anyway(books, an_egreso(of_project(save_project(books), "5.00")))
    with pytest.raises(sqlite3.IntegrityError), books.permitted(), books.act() as db:
        db.execute(statement.format(table))
