"""Coming in: who is who, what a wrong password costs, and that nobody waits for ever."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ananea_desktop.domain.rights import ALL_RIGHTS, Right, Role
from ananea_desktop.operations import passwords, people, sign_in
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.rights import NotAllowed
from ananea_desktop.operations.sign_in import WrongPassword
from tests.builders import NOW, a_person, an_office, an_office_on_disk, clock, nobody_in

ROSA = "nieve sobre el techo"
TOMAS = "tres piedras cantan"


class Clock:
    """Held still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def moving() -> Clock:
    return Clock()


@pytest.fixture
def guarded(books: Books, moving: Clock) -> Books:
    """Rosa has a password, and nobody has come in yet."""
    books.clock = moving
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, ROSA)
    nobody_in(books)
    return books


def refused(books: Books, name: str = "Rosa Quispe", password: str = "no es esta") -> WrongPassword:
    with pytest.raises(WrongPassword) as found:
        sign_in.enter(books, name, password)
    return found.value


def test_without_passwords_one_only_says_who_one_is(books: Books) -> None:
    assert not sign_in.entry(books).needed
    sign_in.enter(books, "Rosa Quispe")
    assert books.user == "Rosa Quispe"
    assert books.rights == ALL_RIGHTS


def test_until_one_comes_in_nothing_may_be_done(guarded: Books) -> None:
    assert sign_in.entry(guarded).needed
    assert guarded.rights == frozenset()
    with pytest.raises(NotAllowed):
        people.add(guarded, {"name": "Otro", "title": ""}, {Role.TREASURY})


def test_the_right_password_gives_the_rights_of_the_roles(guarded: Books) -> None:
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    assert guarded.user == "Rosa Quispe"
    a_person(guarded, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    sign_in.enter(guarded, "Tomás Huanca", TOMAS)
    assert guarded.rights == {Right.OWN, Right.APPROVE, Right.COPY}


def test_the_same_letters_composed_otherwise_are_the_same_password(books: Books) -> None:
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, "ñandú verde con sal")
    sign_in.enter(books, "Rosa Quispe", "n\u0303andu\u0301 verde con sal")
    assert books.user == "Rosa Quispe"


def test_each_wrong_one_makes_wait_longer_up_to_a_minute(guarded: Books, moving: Clock) -> None:
    waits = []
    for _attempt in range(8):
        waits.append(refused(guarded).wait)
        assert refused(guarded, password=ROSA).problems["password"].startswith("Espere"), "not even the right one"
        moving.move(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    assert guarded.user == "Rosa Quispe", "nobody is locked out"
    assert refused(guarded).wait == 1, "who came in begins anew"


def test_who_is_nobody_gets_the_same_answer_after_the_same_work(
    guarded: Books, moving: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    matches: Callable[[str | None, str], bool] = passwords.matches

    def counted(encoded: str | None, secret: str) -> bool:
        looked.append(encoded is not None)
        return matches(encoded, secret)

    monkeypatch.setattr(passwords, "matches", counted)
    known, unknown = refused(guarded), refused(guarded, "Nadie Nunca")
    assert (known.sentence, known.wait) == (unknown.sentence, unknown.wait)
    assert looked == [True, False]
    assert refused(guarded, "Otro Nadie").wait == 1, "all who are nobody are counted together"


def test_who_is_disabled_is_nobody(guarded: Books) -> None:
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    tomas = a_person(guarded, "Tomás Huanca", {Role.TREASURY}, TOMAS)
    people.disable(guarded, tomas)
    assert "no es correcto" in refused(guarded, "Tomás Huanca", TOMAS).sentence


def test_every_attempt_is_in_the_log(guarded: Books, moving: Clock) -> None:
    refused(guarded)
    refused(guarded, "Nadie")
    moving.move(1)
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    rows = guarded.db.execute("SELECT user_id, outcome FROM sign_ins ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [(1, "refused"), (None, "refused"), (1, "in")]


def test_a_clock_set_back_opens_nothing_early_and_locks_nobody_out(guarded: Books, moving: Clock) -> None:
    for _attempt in range(4):
        moving.move(refused(guarded).wait)
    assert refused(guarded).wait == 16
    moving.move(-400 * 86_400)
    assert refused(guarded, password=ROSA).wait == 16
    moving.move(15)
    assert refused(guarded, password=ROSA).wait == 1
    moving.move(1)
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    assert guarded.user == "Rosa Quispe"


def test_the_wait_survives_a_restart(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, ROSA)
    books.user = ""
    refused(books)
    books.file.close()
    again = open_books(tmp_path / "ananea.db", "Rosa", clock)
    assert refused(again, password=ROSA).wait == 1
    again.file.close()


def test_a_password_of_weaker_parameters_is_hashed_anew(guarded: Books) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(ROSA)
    guarded.db.execute("UPDATE passwords SET encoded = ?", (weak,))
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    (encoded,) = guarded.db.execute("SELECT encoded FROM passwords").fetchone()
    assert encoded != weak
    assert not passwords.is_outdated(encoded)


def test_who_has_none_comes_in_without(guarded: Books) -> None:
    sign_in.enter(guarded, "Rosa Quispe", ROSA)
    a_person(guarded, "Luz Mamani", {Role.RECORDS})
    nobody_in(guarded)
    sign_in.enter(guarded, "Luz Mamani")
    assert guarded.rights == {Right.OWN, Right.RECORDS, Right.COPY}


def test_coming_in_is_no_reason_for_a_copy() -> None:
    books = an_office()
    books.changed = False
    sign_in.enter(books, "Rosa Quispe")
    assert not books.changed
    books.file.close()


@pytest.mark.parametrize("typed", ["\ud800" * 12, "x" * 1_000_000, "con\0nulo en medio", ""])
def test_whatever_is_pasted_is_only_wrong(guarded: Books, typed: str) -> None:
    assert "no es correcto" in refused(guarded, password=typed).sentence
    assert "no es correcto" in refused(guarded, name=typed[:100] or "x", password=typed).sentence
