"""Assemblies: attendance with quorum, resolutions with votes, and the budgets that hang on them."""

import pytest

from ananea_desktop.domain.assemblies import Quorum
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.operations import assemblies, cards, checking, project_budgets, records
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import budgets
from ananea_desktop.storage import records as store
from tests.builders import (
    a_budget,
    a_member,
    a_resolution,
    an_assembly,
    save_assembly,
    save_member,
    save_members,
    save_project,
)


def everything(books: Books) -> list[str]:
    return list(books.db.iterdump())


def refused(books: Books, assembly: int, confirmed: tuple[str, ...] = (), **changes: str) -> dict[str, str]:
    return refused_change(books, assembly, None, confirmed, **changes)


def refused_change(
    books: Books, assembly: int, record_id: int | None, confirmed: tuple[str, ...] = (), **changes: str
) -> dict[str, str]:
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        assemblies.save_resolution(books, assembly, a_resolution(**changes), record_id, confirmed)
    assert everything(books) == before
    return refusal.value.problems


def noted(books: Books, members: int = 5, present: int = 3) -> int:
    """An assembly of yesterday's week to which so many came."""
    people = save_members(books, members)
    assembly = save_assembly(books)
    assemblies.save_attendance(books, assembly, dict.fromkeys(people[:present], "present"))
    return assembly


def test_newest_assembly_comes_first_with_what_was_counted(books: Books) -> None:
    assembly = noted(books)
    assemblies.save_resolution(books, assembly, a_resolution())
    later = save_assembly(books, held_on="27/02/2027", kind="extraordinary")
    found = assemblies.newest(books)
    assert [(row["id"], row["noted"], row["attending"], row["resolution_count"]) for row in found] == [
        (later, 0, 0, 0),
        (assembly, 3, 3, 1),
    ]
    assert assemblies.latest(books)["id"] == later


def test_there_is_no_assembly_to_speak_of(books: Books) -> None:
    with pytest.raises(UserError, match="Todavía no hay asambleas"):
        assemblies.latest(books)
    with pytest.raises(UserError, match="No hay una asamblea con el número 7"):
        assemblies.get(books, 7)


def test_a_new_assembly_begins_as_the_last_one_was(books: Books) -> None:
    assert assemblies.new_texts(books)["place"] == "Ananea"
    save_assembly(books, place="Juliaca", first_quorum="66", secretary="Yanqui Mayta, Delfín")
    texts = assemblies.new_texts(books)
    assert (texts["place"], texts["first_quorum"], texts["second_call"]) == ("Juliaca", "66", "10:00")
    assert (texts["chair"], texts["secretary"]) == ("Huanca Layme, Tomás", "Yanqui Mayta, Delfín")


def test_represented_count_as_attending_and_excused_do_not(books: Books) -> None:
    first, second, third, *_rest = save_members(books, 5)
    assembly = save_assembly(books)
    statuses = {first: "present", second: "represented", third: "excused"}
    found = assemblies.save_attendance(books, assembly, statuses, {second: " Su  hija, Luz "})
    assert found == Quorum(eligible=5, attending=2, needed_first=3, needed_second=1)
    people = {
        row["id"]: (row["status"], row["represented_by"]) for row in assemblies.attendance(books, assembly).people
    }
    assert people[second] == ("represented", "Su hija, Luz")
    assert people[third] == ("excused", "")
    assert len(people) == 5


def test_a_mark_is_one_change_and_the_same_again_is_none(books: Books) -> None:
    assembly = noted(books, present=1)
    before = everything(books)
    assemblies.save_attendance(books, assembly, {1: "present"})
    assert everything(books) == before
    assert assemblies.save_attendance(books, assembly, {1: ""}).attending == 0
    assert assemblies.get(books, assembly)["eligible"] is None


def test_voters_are_those_of_the_day(books: Books) -> None:
    save_members(books, 3)
    records.save(books, MEMBERS, a_member(kind="worker", document_number="20000001"))
    records.save(books, MEMBERS, a_member(document_number="20000002", state="suspended", state_since="01/01/2026"))
    records.save(books, MEMBERS, a_member(document_number="20000003", admitted_on="22/11/2026"))
    assembly = save_assembly(books)
    assert len(assemblies.attendance(books, assembly).people) == 3
    assert assemblies.quorum(books, assembly).eligible == 3
    assemblies.save_attendance(books, assembly, {1: "present"})
    records.save(books, MEMBERS, a_member(document_number="20000004"))
    records.save(books, MEMBERS, a_member(document_number="10000001", state="retired", state_since="22/11/2026"), 1)
    assemblies.save_attendance(books, assembly, {2: "present"})
    sheet = assemblies.attendance(books, assembly)
    assert (sheet.quorum.eligible, sheet.quorum.attending) == (3, 2)
    assert 1 in [row["id"] for row in sheet.people], "who came then and retired since is still there"


def test_voters_are_counted_anew_until_the_day_is_over(books: Books) -> None:
    people = save_members(books, 2)
    assembly = save_assembly(books, held_on="23/11/2026")
    assemblies.save_attendance(books, assembly, {people[0]: "present"})
    records.save(books, MEMBERS, a_member(document_number="20000004"))
    assert assemblies.save_attendance(books, assembly, {people[1]: "present"}).eligible == 3


def test_voters_are_counted_anew_when_the_assembly_moves_to_another_day(books: Books) -> None:
    people = save_members(books, 2)
    save_member(books, admitted_on="20/11/2026")
    assembly = save_assembly(books)
    assert assemblies.save_attendance(books, assembly, {people[0]: "present"}).eligible == 3
    assemblies.save(books, an_assembly(held_on="19/11/2026"), assembly)
    assert assemblies.quorum(books, assembly).eligible == 2
    assemblies.save(books, an_assembly(held_on="01/01/2005"), assembly)
    assert assemblies.quorum(books, assembly).eligible == 1, "who came is never more than who could"
    save_member(books, document_number="00041528", number="9")
    assemblies.save(books, an_assembly(held_on="01/01/2005", place="Juliaca"), assembly)
    assert assemblies.quorum(books, assembly).eligible == 1, "only another day counts anew"
    other = save_assembly(books, held_on="20/11/2026")
    assemblies.save(books, an_assembly(held_on="21/11/2026"), other)
    assert assemblies.get(books, other)["eligible"] is None, "counted with the first mark"


def test_who_may_not_vote_is_not_marked(books: Books) -> None:
    assembly = noted(books)
    stranger = records.save(books, MEMBERS, a_member(kind="worker", document_number="20000001"))
    with pytest.raises(UserError, match="socios hábiles"):
        assemblies.save_attendance(books, assembly, {stranger: "present"})


@pytest.mark.parametrize("name", ["", "  ", "x" * 301])
def test_who_is_represented_says_by_whom(books: Books, name: str) -> None:
    assembly = noted(books)
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        assemblies.save_attendance(books, assembly, {1: "represented"}, {1: name})
    assert refusal.value.problems.keys() == {"represented_by"}
    assert everything(books) == before


def test_without_attendance_more_votes_than_members_are_doubted_with_both_numbers(books: Books) -> None:
    save_members(books, 3)
    assembly = save_assembly(books)
    assert refused(books, assembly, votes_for="500")["votes_for"].startswith("Suman 500 votos y hay 3 socios hábiles.")
    assert refused(books, assembly, votes_for="3")["votes_for"].startswith("Todavía no se tomó asistencia.")
    assert assemblies.save_resolution(books, assembly, a_resolution(votes_for="3"), confirmed=("votes_for",))


def test_more_votes_than_attending_are_refused(books: Books) -> None:
    assembly = noted(books)
    assert refused(books, assembly, votes_for="3", votes_abstaining="1", confirmed=("votes_for",)) == {
        "votes_for": "Suman 4 votos y asistieron 3. Revise los votos o la asistencia."
    }
    assert assemblies.save_resolution(books, assembly, a_resolution(votes_for="3")) == 1


def test_votes_without_attendance_are_a_doubt(books: Books) -> None:
    assembly = save_assembly(books)
    assert "guarde otra vez" in refused(books, assembly)["votes_for"]
    assemblies.save_resolution(books, assembly, a_resolution(), confirmed=["votes_for"])


@pytest.mark.parametrize(
    ("call", "second_call", "asked"), [("first", "10:00", 6), ("second", "10:00", 5), ("", "10:00", 5), ("", "", 6)]
)
def test_what_is_resolved_without_quorum_is_a_doubt(books: Books, call: str, second_call: str, asked: int) -> None:
    people = save_members(books, 10)
    assembly = save_assembly(books, call=call, second_call=second_call, second_quorum="50")
    assemblies.save_attendance(books, assembly, dict.fromkeys(people[: asked - 1], "present"))
    budget = {"project_id": str(save_project(books)), "amount": "50,000.00"}
    assert refused(books, assembly, (), **budget) == {
        "outcome": f"No hubo quórum: asistieron {asked - 1} y hacían falta {asked}. Revise la asistencia; "
        "si aun así se acordó, guarde otra vez."
    }
    assemblies.save_resolution(books, assembly, a_resolution(**budget), confirmed=["outcome"])
    assemblies.save_attendance(books, assembly, {people[asked - 1]: "present"})
    assemblies.save_resolution(books, assembly, a_resolution(number="2"))
    assert "asistieron" in refused(books, assembly, number="3", votes_for="9", confirmed=("votes_for",))["votes_for"]


def test_an_attendance_typed_in_after_the_votes_grows_name_by_name(books: Books) -> None:
    people = save_members(books, 3)
    assembly = save_assembly(books)
    assemblies.save_resolution(books, assembly, a_resolution(votes_for="3"), confirmed=["votes_for"])
    for status in ("present", "", "present"):
        assemblies.save_attendance(books, assembly, {people[0]: status})
        assert checking.check(books).problems == [], "a copy must be possible at any moment"
    assemblies.save_attendance(books, assembly, dict.fromkeys(people[1:], "present"))
    with pytest.raises(UserError, match="votaron 3: no pueden haber asistido 2"):
        assemblies.save_attendance(books, assembly, {people[0]: ""})
    assert checking.check(books).problems == []


def test_number_stands_only_once_in_an_assembly(books: Books) -> None:
    assembly = noted(books)
    assemblies.save_resolution(books, assembly, a_resolution())
    assert refused(books, assembly) == {"number": "Ya hay un acuerdo con ese número en esta asamblea."}
    assert assemblies.new_resolution_texts(books, assembly) == {"number": "2"}
    other = save_assembly(books, held_on="22/11/2026")
    assemblies.save_resolution(books, other, a_resolution(), confirmed=["votes_for"])


def test_resolutions_before_the_day_are_a_doubt(books: Books) -> None:
    assembly = save_assembly(books, held_on="27/02/2027")
    problems = refused(books, assembly, confirmed=("votes_for",))
    assert problems == {
        "number": "La asamblea es el 27/02/2027, que todavía no llega. Si ya se acordó, guarde otra vez."
    }
    assemblies.save_resolution(books, assembly, a_resolution(), confirmed=["votes_for", "number"])


def test_a_project_that_is_not_there_is_refused(books: Books) -> None:
    assembly = noted(books)
    assert refused(books, assembly, project_id="99").keys() == {"project_id"}


def test_an_approved_resolution_records_the_budget(books: Books) -> None:
    assembly = noted(books)
    project = save_project(books)
    resolution = a_resolution(number="4", project_id=str(project), amount="1,500.00")
    resolution_id = assemblies.save_resolution(books, assembly, resolution)
    (budget,) = budgets.of_project(books.db, project)
    assert (budget["amount"], budget["acta"], budget["reason"]) == (150_000, "Asamblea 21/11/2026, acuerdo 4", "")
    assert (budget["decided_on"].isoformat(), budget["resolution_id"]) == ("2026-11-21", resolution_id)
    assert store.get(books.db, PREMIUM_PROJECTS, project)["state"] == "approved"
    assert cards.card(books, PREMIUM_PROJECTS, project).record["budget"] == 150_000
    assert checking.check(books).problems == []


def test_a_second_budget_has_the_resolution_as_its_reason(books: Books) -> None:
    assembly = noted(books)
    project = save_project(books, budget="1,000.00")
    long = "Ampliar el alojamiento\n" + "porque faltan camas " * 20
    assemblies.save_resolution(books, assembly, a_resolution(text=long, project_id=str(project), amount="2,000.00"))
    budget = budgets.of_project(books.db, project)[-1]
    assert budget["reason"].startswith("Ampliar el alojamiento porque faltan")
    assert len(budget["reason"]) <= 300
    with pytest.raises(InvalidRecord):
        project_budgets.approve(books, project, a_budget())


def test_a_rejected_resolution_records_no_budget(books: Books) -> None:
    assembly = noted(books)
    project = save_project(books)
    texts = a_resolution(outcome="rejected", project_id=str(project), amount="10.00")
    resolution = assemblies.save_resolution(books, assembly, texts)
    assert budgets.of_project(books.db, project) == []
    assemblies.save_resolution(books, assembly, texts | {"outcome": "approved"}, resolution)
    assert len(budgets.of_project(books.db, project)) == 1


@pytest.mark.parametrize(
    ("field", "text"), [("amount", "2,000.00"), ("number", "2"), ("outcome", "rejected"), ("amount", "")]
)
def test_what_a_recorded_budget_says_no_longer_changes(books: Books, field: str, text: str) -> None:
    assembly = noted(books)
    given = {"project_id": str(save_project(books)), "amount": "1,000.00"}
    resolution = assemblies.save_resolution(books, assembly, a_resolution(**given))
    problems = refused_change(books, assembly, resolution, (), **(given | {field: text}))
    assert "Anote un acuerdo nuevo" in problems[field]
    assemblies.save_resolution(books, assembly, a_resolution(**given, text="Con otras palabras"), resolution)
    assert len(budgets.of_project(books.db, int(given["project_id"]))) == 1
    assert checking.check(books).problems == []


def test_the_day_of_a_recorded_budget_no_longer_changes(books: Books) -> None:
    assembly = noted(books)
    project = str(save_project(books))
    assemblies.save_resolution(books, assembly, a_resolution(project_id=project, amount="1,000.00"))
    with pytest.raises(InvalidRecord) as refusal:
        assemblies.save(books, an_assembly(held_on="20/11/2026"), assembly)
    assert refusal.value.problems.keys() == {"held_on"}
    assert assemblies.save(books, an_assembly(place="Juliaca", call="first"), assembly) == assembly


def test_a_resolution_is_removed_only_without_a_budget(books: Books) -> None:
    assembly = noted(books)
    plain = assemblies.save_resolution(books, assembly, a_resolution())
    project = str(save_project(books))
    with_budget = assemblies.save_resolution(
        books, assembly, a_resolution(number="2", project_id=project, amount="1,000.00")
    )
    assemblies.remove_resolution(books, plain)
    with pytest.raises(UserError, match="no se borra"):
        assemblies.remove_resolution(books, with_budget)
    assert [row["number"] for row in assemblies.resolutions(books, assembly)] == [2]
    assert checking.check(books).problems == []
