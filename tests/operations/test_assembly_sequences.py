"""Whatever is noted of an assembly, in whatever order a person notes it: what was accepted, the check finds sound."""

from contextlib import suppress

from hypothesis import example, settings
from hypothesis import given as for_any
from hypothesis import strategies as st

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import assemblies, checking
from ananea_desktop.operations.books import Books
from tests.builders import a_resolution, an_assembly, an_office, save_assembly, save_member, save_project

_VOTERS = 4
_CONFIRMED = ["votes_for", "number", "outcome"]
Step = tuple[str, int, int]
"""What is done, to whom or to which resolution, and how."""

steps = st.lists(
    st.tuples(
        st.sampled_from(["mark", "mark", "mark", "resolve", "resolve", "remove", "move", "admit"]),
        st.integers(1, _VOTERS),
        st.integers(0, 5),
    ),
    max_size=14,
)


def do(books: Books, assembly: int, project: int, step: Step) -> None:
    name, which, how = step
    if name == "mark":
        status = ("present", "represented", "excused", "", "present", "")[how]
        assemblies.save_attendance(books, assembly, {which: status}, {which: "Su hija"})
    elif name == "admit":
        save_member(books, document_number=f"2000{how:04d}", number="", admitted_on="20/11/2026")
    elif name == "move":
        assemblies.save(books, an_assembly(held_on=f"{17 + how}/11/2026"), assembly)
    else:
        there = {row["number"]: row["id"] for row in assemblies.resolutions(books, assembly)}
        if name == "remove":
            assemblies.remove_resolution(books, there.get(which, 0))
        else:
            budget = {"project_id": str(project), "amount": "100.00"} if which == 1 else {}
            texts = a_resolution(number=str(which), votes_for=str(how), **budget)
            assemblies.save_resolution(books, assembly, texts, there.get(which), _CONFIRMED)


@settings(max_examples=60)
@for_any(steps)
@example([("resolve", 1, 3), ("mark", 1, 0), ("mark", 2, 0), ("resolve", 2, 2), ("mark", 2, 3)])
@example([("mark", 1, 0), ("mark", 1, 3), ("resolve", 1, 2), ("mark", 1, 0), ("mark", 1, 2)])
@example([("mark", 1, 0), ("mark", 2, 0), ("admit", 1, 0), ("move", 1, 0), ("move", 1, 5)])
def test_whatever_is_accepted_is_sound(taken: list[Step]) -> None:
    books = an_office()
    try:
        for number in range(1, _VOTERS + 1):
            save_member(books, document_number=f"1000{number:04d}", number=str(number))
        assembly, project = save_assembly(books), save_project(books)
        for step in taken:
            with suppress(UserError):  # InvalidRecord is one: what is refused changes nothing
                do(books, assembly, project, step)
            assert checking.check(books).problems == []
    finally:
        books.file.close()
