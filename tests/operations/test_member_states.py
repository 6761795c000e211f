"""Dated states: by the form, by a change of their own, corrected, taken away; register and quorum of any day."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.positions import POSITIONS
from ananea_desktop.operations import assemblies, checking, hand_outs, positions, records, registers, state_changes
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.storage import capital, chain, member_states, rows
from tests.builders import a_member, clock, save_assembly, save_item, save_member, save_members

DAY = date


def states(books: Books, member: int) -> list[tuple[str, str]]:
    return [(row["state"], row["valid_from"].isoformat()) for row in state_changes.of_member(books, member)]


def in_row(books: Books, member: int) -> tuple[str, str]:
    found = rows.select_one(books.db, "SELECT state, state_since FROM members WHERE id = ?", (member,))
    assert found is not None
    return found["state"], found["state_since"].isoformat()


def suspend(books: Books, member: int, day: str, **changes: str) -> None:
    texts = {"state": "suspended", "valid_from": day, "reason": "No pagó"} | changes
    state_changes.change(books, member, texts)


def register(books: Books, day: date) -> dict[str, str]:
    """Name and state of the register of a day."""
    return {str(row[1]): str(row[6]) for row in registers.register_on(books, day).rows}  # type: ignore[index]


def refusal(books: Books, member: int, *confirmed: str, **changes: str) -> dict[str, str]:
    texts = {"state": "suspended", "valid_from": "01/02/2020", "reason": "No pagó"} | changes
    with pytest.raises(InvalidRecord) as refused:
        state_changes.change(books, member, texts, confirmed)
    return refused.value.problems


def test_whoever_is_noted_is_habil_from_the_day_of_admission(books: Books) -> None:
    member = save_member(books)
    assert states(books, member) == [("active", "2009-08-12")]
    assert register(books, DAY(2009, 8, 11)) == {}
    assert register(books, DAY(2009, 8, 12)) == {"Ccʼallo Núñez, José": "Hábil"}


def test_one_imported_as_suspended_was_habil_before(books: Books) -> None:
    member = save_member(books, state="suspended", state_since="01/02/2020")
    assert states(books, member) == [("suspended", "2020-02-01"), ("active", "2009-08-12")]
    assert register(books, DAY(2020, 1, 31)) == {"Ccʼallo Núñez, José": "Hábil"}
    assert register(books, DAY(2020, 2, 1)) == {"Ccʼallo Núñez, José": "Inhábil"}


def test_the_form_notes_a_new_state_and_corrects_the_day(books: Books) -> None:
    member = save_member(books)
    records.save(books, MEMBERS, a_member(state="suspended", state_since="01/02/2020"), member)
    records.save(books, MEMBERS, a_member(state="suspended", state_since="15/02/2020"), member)
    assert states(books, member) == [("suspended", "2020-02-15"), ("active", "2009-08-12")]
    assert checking.check(books).problems == []


def test_a_new_state_under_the_old_day_is_a_doubt(books: Books) -> None:
    member = save_member(books, state="suspended", state_since="01/02/2020")
    texts = a_member(state="retired", state_since="01/02/2020")
    with pytest.raises(InvalidRecord) as refused:
        records.save(books, MEMBERS, texts, member)
    assert "¿Desde cuándo?" in refused.value.problems["state_since"]
    records.save(books, MEMBERS, texts, member, confirmed=("state_since",))
    assert states(books, member)[0] == ("retired", "2020-02-01")


def test_the_form_takes_no_day_before_the_state_that_was(books: Books) -> None:
    member = save_member(books, state="suspended", state_since="01/02/2020")
    with pytest.raises(InvalidRecord, match="Corrija 1 dato"):
        records.save(books, MEMBERS, a_member(state="active", state_since="01/02/2019"), member)
    assert states(books, member)[0] == ("suspended", "2020-02-01")


def test_a_corrected_admission_moves_the_first_state(books: Books) -> None:
    member = save_member(books)
    records.save(books, MEMBERS, a_member(admitted_on="01/03/2010"), member)
    assert states(books, member) == [("active", "2010-03-01")]
    assert register(books, DAY(2010, 2, 28)) == {}


def test_the_register_and_the_quorum_are_of_their_day_whatever_came_after(books: Books) -> None:
    first, second, third = (save_member(books, document_number=f"1000000{n}", given_names=n) for n in "123")
    assembly = save_assembly(books, held_on="21/11/2026")
    suspend(books, second, "20/11/2026")
    suspend(books, third, "22/11/2026")
    assert assemblies.newest(books)[0]["voters"] == 2  # the first, and the third, suspended the day after
    quorum = assemblies.save_attendance(books, assembly, {first: "present", third: "present"})
    assert (quorum.attending, quorum.eligible) == (2, 2)
    state_changes.change(books, second, {"state": "active", "valid_from": "23/11/2026"})
    assert assemblies.newest(books)[0]["voters"] == 2
    assert len(register(books, DAY(2026, 11, 21))) == 3
    assert list(register(books, DAY(2026, 11, 21)).values()).count("Inhábil") == 1


def test_a_state_can_be_noted_between_two_that_are_known(books: Books) -> None:
    member = save_member(books, state="retired", state_since="01/06/2024")
    suspend(books, member, "01/02/2020")
    assert states(books, member) == [("retired", "2024-06-01"), ("suspended", "2020-02-01"), ("active", "2009-08-12")]
    assert in_row(books, member) == ("retired", "2024-06-01")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"valid_from": "11/08/2009"}, "valid_from", "Ingresó el 12/08/2009"),
        ({"valid_from": "24/11/2026"}, "valid_from", "todavía no llega"),
        ({"valid_from": ""}, "valid_from", "Falta desde qué día"),
        ({"state": "active"}, "state", "Ya está hábil desde el 12/08/2009"),
        ({"state": ""}, "state", "Elija el estado"),
        ({"reason": ""}, "reason", "Falta el motivo"),
        ({"state": "expelled"}, "acta", "Falta el acta"),
        ({"valid_from": "12/08/2009"}, "valid_from", "Ese día ya empieza «hábil»"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(books: Books, changes: dict[str, str], field: str, words: str) -> None:
    member = save_member(books)
    assert words in refusal(books, member, **changes)[field]
    assert states(books, member) == [("active", "2009-08-12")]


def test_what_is_only_doubted_is_taken_when_insisted_on(books: Books) -> None:
    member = save_member(books)
    state_changes.change(
        books, member, {"state": "expelled", "valid_from": "01/02/2020", "reason": "Robo"}, confirmed=("acta",)
    )
    suspend_first = {"state": "suspended", "valid_from": "12/08/2009", "reason": "Error"}
    state_changes.change(books, member, suspend_first, confirmed=("valid_from",))
    assert states(books, member) == [("expelled", "2020-02-01"), ("suspended", "2009-08-12")]


def test_nobody_comes_back_from_death(books: Books) -> None:
    member = save_member(books, state="deceased", state_since="01/02/2020")
    assert "Si fue un error, corrija" in refusal(books, member, valid_from="01/03/2020")["state"]


def test_a_state_is_corrected_between_its_neighbours(books: Books) -> None:
    member = save_member(books)
    suspend(books, member, "01/02/2020")
    state_changes.change(books, member, {"state": "active", "valid_from": "01/06/2020"})
    middle = state_changes.of_member(books, member)[1]["id"]
    for day, words in (("01/06/2020", "anterior"), ("12/08/2009", "posterior")):
        with pytest.raises(InvalidRecord) as refused:
            state_changes.correct(books, middle, {"state": "suspended", "valid_from": day, "reason": "No pagó"})
        assert words in refused.value.problems["valid_from"]
    state_changes.correct(books, middle, {"state": "suspended", "valid_from": "15/03/2020", "reason": "Faltó"})
    assert states(books, member)[1] == ("suspended", "2020-03-15")
    assert state_changes.of_member(books, member)[1]["reason"] == "Faltó"


def test_a_state_noted_by_mistake_is_taken_away_with_the_return_from_it(books: Books) -> None:
    member = save_member(books)
    suspend(books, member, "01/02/2020")
    state_changes.change(books, member, {"state": "active", "valid_from": "01/06/2020"})
    newest, middle, first = state_changes.of_member(books, member)
    assert state_changes.back_again([newest, middle, first], middle) == newest
    with pytest.raises(UserError, match="Es el primero"):
        state_changes.remove(books, first["id"])
    state_changes.remove(books, middle["id"])
    assert states(books, member) == [("active", "2009-08-12")]
    assert in_row(books, member) == ("active", "2009-08-12")
    with pytest.raises(UserError, match="Es el único estado"):
        state_changes.remove(books, first["id"])
    assert checking.check(books).problems == []


def test_who_leaves_is_reminded_of_what_is_open(books: Books) -> None:
    member = save_member(books)
    assert state_changes.open_matters(books, member) == []
    positions.save(books, a_position(member))
    with books.permitted(), books.act() as db:
        person = {"member_id": member, "person_name": "José", "person_document": "DNI 00041527"}
        capital.add(db, {**person, "kind": "opening", "operated_on": "2020-01-01", "amount": 50_000})
    save_item(books, "10", name="Casco")
    line = {"stock": "Casco", "quantity": "1", "reason": "new"}
    hand_outs.hand_out(books, HandOutDraft(handed_on="20/11/2026", member_id=str(member), lines=[line]))
    words = " ".join(state_changes.open_matters(books, member))
    assert "S/\N{NO-BREAK SPACE}500.00 de aportaciones por devolver" in words
    assert "Tiene 1 equipo sin devolver: Casco." in words
    assert "Sigue en el cargo: Presidente/a, consejo de administración" in words


def a_position(member: int, **changes: str) -> dict[str, str]:
    return {
        "member_id": str(member),
        "position": "Presidente/a",
        "body": "administration",
        "starts_on": "25/01/2025",
        "acta": "Asamblea del 25/01/2025",
    } | changes


def test_debts_are_among_what_is_open(books: Books) -> None:
    member = save_member(books)
    charge(books, member, 5_000, "2026-11-01")
    words = " ".join(state_changes.open_matters(books, member))
    assert "Debe S/\N{NO-BREAK SPACE}50.00" in words


def charge(books: Books, member: int, amount: int, due_on: str) -> None:
    """A charge written as the file has it."""
    with books.permitted(), books.act() as db:
        db.execute(
            "INSERT INTO charges (charge_run_id, member_id, amount, due_on) VALUES (1, ?, ?, ?)",
            (member, amount, due_on),
        )
        db.execute(
            """INSERT INTO charge_runs VALUES (1, 't', 'ordinary_due', 'Cuota', 'PEN', '2026-10-01', 2, '', '', 'Rosa',
                '2026-10-01T00:00:00+00:00')"""
        )
        chain.seal(db, chain.CHARGE_RUN, 1)


def test_the_register_says_the_position_of_its_day(books: Books) -> None:
    first, second = save_members(books, 2)
    positions.save(books, a_position(first, starts_on="01/01/2023", ends_on="24/01/2025"))
    positions.save(books, a_position(second))
    for day, president in ((DAY(2024, 5, 1), 1), (DAY(2026, 5, 1), 2)):
        held = [row[5] for row in registers.register_on(books, day).rows]  # type: ignore[index]
        assert held[president - 1] == "Presidente/a, consejo de administración"
        assert held[2 - president] == ""


def test_a_position_that_does_not_go_together_is_told(books: Books) -> None:
    first, second = save_members(books, 2)
    made = positions.save(books, a_position(first))

    def told(**changes: str) -> dict[str, str]:
        with pytest.raises(InvalidRecord) as refused:
            positions.save(books, a_position(first, **changes))
        return refused.value.problems

    assert "Anote primero hasta cuándo" in told(position="Vocal")["starts_on"]
    assert "nadie se vigila a sí mismo" in told(body="supervisory")["member_id"]
    assert "ese cargo es de" in told(member_id=str(second))["position"]
    assert "Falta el acta" in told(body="electoral", acta="")["acta"]
    assert "termina antes" in told(ends_on="01/01/2020")["ends_on"]
    assert "todavía no llega" in told(body="electoral", starts_on="01/01/2027")["starts_on"]
    positions.save(books, a_position(first, ends_on="24/01/2026"), made)
    positions.save(books, a_position(second, starts_on="25/01/2026"))
    assert positions.words_on(books, DAY(2026, 1, 24)).keys() == {first}
    assert positions.words_on(books, DAY(2026, 1, 25)).keys() == {second}
    assert POSITIONS.name_of({"member_name": "x"}) == "x"


def test_the_states_of_an_old_file_come_from_its_rows(tmp_path: Path) -> None:
    packed = Path(__file__).parent.parent / "data" / "schemas" / "v6.db.gz"
    (tmp_path / "old.db").write_bytes(gzip.decompress(packed.read_bytes()))
    books = open_books(tmp_path / "old.db", "Rosa", clock)
    members = rows.select(books.db, "SELECT id, state, state_since, admitted_on FROM members")
    assert members
    for member in members:
        newest, *earlier = state_changes.of_member(books, member["id"])
        assert newest["state"] == member["state"]
        assert newest["valid_from"] == (member["state_since"] or member["admitted_on"] or date(1900, 1, 1))
        assert [row["state"] for row in earlier] in ([], ["active"])
    books.file.close()


def test_who_is_habil_again_was_a_member_since_he_was_admitted(books: Books) -> None:
    member = save_member(books, admitted_on="12/08/2009", state="active", state_since="01/02/2020")
    states = member_states.of_member(books.db, member)
    assert [(row["state"], row["valid_from"].year) for row in states] == [("active", 2020), ("active", 2009)]
