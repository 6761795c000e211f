"""Who works with the program: what may be changed about them and by whom, that it is sealed, and the envelope."""

import pytest

from ananea_desktop.domain.cooperative import COOPERATIVE, USERS
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import checking, people, records, recovery, second_person, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import NotAllowed
from ananea_desktop.operations.second_person import NeedsSecondPerson
from ananea_desktop.operations.sign_in import WrongPassword
from ananea_desktop.storage import chain
from tests.builders import a_person, a_profile

ROSA = "nieve sobre el techo"
TOMAS = "tres piedras cantan"


@pytest.fixture
def rosa(books: Books) -> Books:
    sign_in.enter(books, "Rosa Quispe")
    return books


def kinds(books: Books) -> list[str]:
    return [row[0] for row in books.db.execute("SELECT kind FROM user_acts ORDER BY id")]


def problems(books: Books) -> list[str]:
    return checking.check(books).problems


def test_the_first_person_has_what_an_office_needs(books: Books) -> None:
    (first,) = people.all_of(books)
    assert first["roles"].split() == ["administration", "records", "treasury"]
    assert kinds(books) == ["begun"]
    assert problems(books) == []


def test_each_change_is_a_sealed_act(rosa: Books) -> None:
    tomas = a_person(rosa, "Tomás Huanca", {Role.TREASURY})
    people.change(rosa, tomas, {"name": "Tomás Huanca Layme", "title": "fiscal"}, {Role.SUPERVISION})
    people.set_password(rosa, tomas, TOMAS)
    second_person.approve(rosa, "Tomás Huanca Layme", TOMAS, "desactivar a Tomás Huanca Layme")
    people.disable(rosa, tomas)
    people.enable(rosa, tomas)
    assert kinds(rosa) == ["begun", "created", "renamed", "roles", "password", "disabled", "enabled"]
    (sealed,) = rosa.db.execute("SELECT count(*) FROM seals WHERE subject = ?", (chain.USER_ACT,)).fetchone()
    assert sealed == 7
    assert people.acts_of(rosa, tomas)[1]["approved_by"] == "Tomás Huanca Layme"
    assert problems(rosa) == []


def test_nobody_takes_the_name_that_the_history_gives_to_another(rosa: Books) -> None:
    """Else what Rosa does from now on would read as done by Tomás."""
    tomas = a_person(rosa, "Tomás Huanca", {Role.TREASURY})
    people.change(rosa, tomas, {"name": "Tomás Huanca Layme", "title": ""}, {Role.TREASURY})
    for user_id, roles in ((1, set(Role)), (None, {Role.RECORDS})):
        with pytest.raises(InvalidRecord) as refused:
            if user_id is None:
                people.add(rosa, {"name": "tomas huanca", "title": ""}, roles)
            else:
                people.change(rosa, user_id, {"name": "Tomás Huanca", "title": ""}, roles)
        assert "historial" in refused.value.problems["name"]
    people.change(rosa, tomas, {"name": "Tomás Huanca", "title": ""}, {Role.TREASURY})
    assert people.get(rosa, tomas)["name"] == "Tomás Huanca", "who had it may have it again"


def test_an_administrator_always_remains(rosa: Books) -> None:
    with pytest.raises(InvalidRecord, match="al menos una persona"):
        people.change(rosa, 1, {"name": "Rosa Quispe", "title": ""}, {Role.TREASURY})
    luz = a_person(rosa, "Luz Mamani", {Role.ADMINISTRATION})
    people.change(rosa, 1, {"name": "Rosa Quispe", "title": ""}, {Role.TREASURY, Role.RECORDS})
    with pytest.raises(NotAllowed):
        people.disable(rosa, luz)
    sign_in.enter(rosa, "Luz Mamani")
    with pytest.raises(UserError, match="usted mismo"):
        people.disable(rosa, luz)


@pytest.mark.parametrize(
    ("name", "roles", "field", "said"),
    [
        ("", {Role.TREASURY}, "name", "Falta el nombre"),
        ("ROSA  QUISPE", {Role.TREASURY}, "name", "Ya hay una persona con ese nombre"),
        ("x" * 61, {Role.TREASURY}, "name", "caben 60"),
        ("Luz Mamani", set(), "roles", "al menos un rol"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    rosa: Books, name: str, roles: set[Role], field: str, said: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        people.add(rosa, {"name": name, "title": ""}, roles)
    assert said in refused.value.problems[field]
    assert len(people.all_of(rosa)) == 1


def test_roles_need_a_second_person_where_there_is_one(rosa: Books) -> None:
    tomas = a_person(rosa, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    with pytest.raises(NeedsSecondPerson):
        people.add(rosa, {"name": "Luz Mamani", "title": ""}, {Role.TREASURY})
    with pytest.raises(NeedsSecondPerson):
        people.change(rosa, tomas, {"name": "Tomás Huanca", "title": ""}, {Role.RECORDS})
    people.change(rosa, tomas, {"name": "Tomás Huanca", "title": "fiscal mayor"}, {Role.SUPERVISION})
    assert people.get(rosa, tomas)["title"] == "fiscal mayor"


def test_of_the_second_person_nobody_is_rid_alone(rosa: Books) -> None:
    tomas = a_person(rosa, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    for act in (
        lambda: people.disable(rosa, tomas),
        lambda: people.set_password(rosa, tomas, "otra clave de piedra"),
        lambda: people.remove_password(rosa, tomas),
    ):
        with pytest.raises(NeedsSecondPerson):
            act()


def test_ones_own_roles_count_at_once(rosa: Books) -> None:
    people.change(rosa, 1, {"name": "Rosa Quispe M.", "title": ""}, {Role.ADMINISTRATION})
    assert rosa.user == "Rosa Quispe M."
    assert "money" not in rosa.rights


# passwords


def test_ones_own_password_needs_the_present_one(rosa: Books) -> None:
    assert people.set_password(rosa, 1, ROSA), "the first of all"
    with pytest.raises(WrongPassword) as refused:
        people.set_password(rosa, 1, TOMAS, "no es esta")
    assert set(refused.value.problems) == {"present"}


def test_a_weak_one_is_refused_beside_its_field(rosa: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        people.set_password(rosa, 1, "rosaquispe2026")
    assert "fácil de adivinar" in refused.value.problems["password"]
    assert not people.get(rosa, 1)["has_password"]


def test_anothers_password_is_given_only_by_who_may(rosa: Books) -> None:
    luz = a_person(rosa, "Luz Mamani", {Role.TREASURY})
    sign_in.enter(rosa, "Luz Mamani")
    with pytest.raises(NotAllowed):
        people.set_password(rosa, 1, TOMAS)
    people.set_password(rosa, luz, TOMAS)
    people.remove_password(rosa, luz, TOMAS)
    assert kinds(rosa)[-2:] == ["password", "password_removed"]
    assert problems(rosa) == []


# the envelope


def test_the_code_alone_opens_where_nobody_else_can_and_only_once(rosa: Books) -> None:
    people.set_password(rosa, 1, ROSA)
    code = recovery.make_code(rosa)
    sign_in.leave(rosa)
    recovery.recover(rosa, "Rosa Quispe", code.lower().replace("-", " "), TOMAS)
    assert rosa.user == "Rosa Quispe"
    assert people.acts_of(rosa, 1)[0]["kind"] == "recovered"
    assert not recovery.has_code(rosa)
    with pytest.raises(InvalidRecord, match="No es el código"):
        recovery.recover(rosa, "Rosa Quispe", code, "otra clave de piedra")
    assert problems(rosa) == []


def test_it_needs_somebody_who_signs_along(rosa: Books) -> None:
    a_person(rosa, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    code = recovery.make_code(rosa)
    sign_in.leave(rosa)
    with pytest.raises(InvalidRecord) as refused:
        recovery.recover(rosa, "Rosa Quispe", code, ROSA, "Rosa Quispe", ROSA)
    assert "otra persona" in refused.value.problems["second_name"]
    recovery.recover(rosa, "Rosa Quispe", code, ROSA, "Tomás Huanca", TOMAS)
    act = people.acts_of(rosa, 1)[0]
    assert (act["kind"], act["approved_by"], act["user"]) == ("recovered", "Tomás Huanca", "Rosa Quispe")


def test_who_locked_the_screen_can_sign_along_and_is_not_passed_over(rosa: Books) -> None:
    """Tomás works and has locked the screen; he is the only one who can say yes to what Rosa does at it."""
    a_person(rosa, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    people.set_password(rosa, 1, ROSA)
    code = recovery.make_code(rosa)
    sign_in.enter(rosa, "Tomás Huanca", TOMAS)
    assert recovery.witnesses(rosa, "Rosa Quispe") == ["Tomás Huanca"]
    with pytest.raises(InvalidRecord) as refused:
        recovery.recover(rosa, "Rosa Quispe", code, "otra clave de piedra")
    assert set(refused.value.problems) == {"second_password"}
    recovery.recover(rosa, "Rosa Quispe", code, "otra clave de piedra", "Tomás Huanca", TOMAS)
    assert (rosa.user, people.acts_of(rosa, 1)[0]["approved_by"]) == ("Rosa Quispe", "Tomás Huanca")


def test_a_later_code_takes_the_place_of_the_first(rosa: Books) -> None:
    people.set_password(rosa, 1, ROSA)
    first = recovery.make_code(rosa)
    recovery.make_code(rosa)
    with pytest.raises(WrongPassword) as refused:
        recovery.recover(rosa, "Rosa Quispe", first, TOMAS)
    assert (set(refused.value.problems), refused.value.wait) == ({"code"}, 1)


def test_the_code_is_not_in_the_file(rosa: Books) -> None:
    people.set_password(rosa, 1, ROSA)
    code = recovery.make_code(rosa)
    held = "\n".join(rosa.db.iterdump())
    assert code not in held
    assert code.replace("-", "") not in held
    assert ROSA not in held


def test_people_are_saved_only_where_it_is_sealed(rosa: Books) -> None:
    with pytest.raises(TypeError, match=r"saved by operations/people\.py"):
        records.save(rosa, USERS, {"name": "Otro", "title": ""})


def test_the_profile_is_saved_only_where_two_people_guard_its_amount(rosa: Books) -> None:
    with pytest.raises(TypeError, match="ask for the second person"):
        records.save(rosa, COOPERATIVE, a_profile(second_person_from=""), 1)
