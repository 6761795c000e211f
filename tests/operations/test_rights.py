"""An operation refuses whoever lacks its right, before it does anything, also in the middle of long work."""

import pytest

from ananea_desktop.domain.rights import ALL_RIGHTS, RIGHTS, Right, Role, rights_of
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import people, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import NotAllowed, needs
from tests.builders import a_person

done: list[str] = []


@needs(Right.MONEY)
def pay(books: Books, what: str) -> str:
    done.append(what)
    return what


@needs((Right.MONEY, Right.RECORDS))
def note_in_steps(books: Books, what: str) -> Steps[str]:
    yield
    done.append(what)
    return what


@needs(lambda books, table: Right.OFFICE if table == "accounts" else Right.RECORDS)
def save(books: Books, table: str) -> str:
    return table


def test_every_right_is_brought_by_some_role() -> None:
    assert rights_of(Role) == ALL_RIGHTS
    assert set(RIGHTS) == set(Role)


def test_who_has_the_right_goes_on(books: Books) -> None:
    books.rights = rights_of([Role.TREASURY])
    assert pay(books, "a bill") == "a bill"
    assert at_once(note_in_steps(books, "a member")) == "a member"


def test_who_lacks_it_is_told_who_has_it_and_nothing_is_done(books: Books) -> None:
    books.user = "Tomás Huanca"
    books.rights = rights_of([Role.SUPERVISION])
    done.clear()
    with pytest.raises(NotAllowed, match=r"Pídaselo a Rosa Quispe \(Tesorería\)\."):
        pay(books, "a bill")
    with pytest.raises(NotAllowed, match=r"Rosa Quispe \(Tesorería, Registro\)\."):
        note_in_steps(books, "a member")
    assert done == []


def test_where_nobody_else_has_it_the_role_is_told(books: Books) -> None:
    books.user = "Rosa Quispe"
    books.rights = rights_of([Role.SUPERVISION])
    with pytest.raises(NotAllowed, match="Es de quien tiene el rol Tesorería"):
        pay(books, "a bill")
    with pytest.raises(NotAllowed, match="el rol Tesorería o Registro"):
        note_in_steps(books, "a member")


def test_whoever_is_disabled_is_not_named(books: Books) -> None:
    a_person(books, "Luz Apaza", {Role.TREASURY})
    a_person(books, "Edwin Ancco", {Role.TREASURY})
    people.disable(books, 3)
    books.user, books.rights = "Tomás Huanca", rights_of([Role.SUPERVISION])
    with pytest.raises(NotAllowed, match=r"Rosa Quispe \(Tesorería\) o a Luz Apaza \(Tesorería\)\."):
        pay(books, "a bill")


def test_the_right_may_depend_on_what_is_asked(books: Books) -> None:
    books.rights = rights_of([Role.RECORDS])
    assert save(books, "members") == "members"
    with pytest.raises(NotAllowed):
        save(books, "accounts")


@needs(Right.RECORDS)
def keep_in_steps(books: Books) -> Steps[None]:
    yield
    with books.act() as db:
        db.execute("INSERT INTO funds (name, kind) VALUES ('Otro', 'other')")
    yield


def test_long_work_stays_of_who_began_it_whoever_comes_in_meanwhile(books: Books) -> None:
    """The screen was locked and another person came in: nothing is written in their name, nor without a right."""
    a_person(books, "Luz Apaza", {Role.SUPERVISION})
    sign_in.enter(books, "Rosa Quispe")
    steps = keep_in_steps(books)
    next(steps)
    sign_in.enter(books, "Luz Apaza")
    next(steps)
    assert (books.user, books.rights) == ("Luz Apaza", RIGHTS[Role.SUPERVISION]), "nothing of it in between"
    at_once(steps)
    (written,) = books.db.execute("SELECT user FROM history WHERE table_name = 'funds' ORDER BY id DESC LIMIT 1")
    assert written[0] == "Rosa Quispe"
