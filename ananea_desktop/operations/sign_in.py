"""Coming in with a name and a password. A wrong one makes wait, longer each time, up to a minute; nobody is locked out
for ever. Whoever has the file in hand is kept from nothing by this (reliability.md, 4.6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Role, rights_of
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import passwords
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import people as store
from ananea_desktop.storage import rows
from ananea_desktop.storage.data_file import Connection

LONGEST_WAIT = 60
"""Seconds."""
USUAL_LOCK = 5
"""Minutes without use until the screen is locked, where the cooperative set no other."""
_UNKNOWN = 0
"""Under this the failures are counted of every name that is nobody's."""


class WrongPassword(InvalidRecord):
    """``wait``: seconds until the next attempt is looked at; 0 where one may try at once."""

    def __init__(self, sentence: str, wait: int, field: str = "password") -> None:
        super().__init__(sentence, {field: sentence})
        self.wait = wait


@dataclass(frozen=True)
class Entry:
    """Who can come in, as the page of sign-in shows it."""

    needed: bool
    """Whether anybody has a password: else one only says who one is."""
    people: tuple[rows.Row, ...]
    """Those who may come in, whoever came in last first."""
    lock_minutes: int
    """Without use, until the screen is locked."""
    has_code: bool
    """Whether a lost password can be replaced with the code in the envelope."""


def entry(books: Books) -> Entry:
    """Who may come in. Where passwords are asked nobody has any right until then."""
    people = [row for row in store.all_of(books.db) if row["disabled"] == "no"]
    needed = store.any_password(books.db)
    if needed and not books.user:
        books.rights = frozenset()
    return Entry(
        needed,
        tuple(sorted(people, key=lambda row: row["last_sign_in"] or "", reverse=True)),
        store.lock_minutes(books.db) or USUAL_LOCK,
        needed and store.recovery_code(books.db) is not None,
    )


def enter(books: Books, name: str, password: str = "") -> rows.Row:
    """From now on this person acts, with the rights of their roles; gives who it is.

    Where nobody has a password none is asked, and who has none is not asked either. Raises WrongPassword.
    """
    person = store.named(books.db, clean(name))
    if person is None or person["disabled"] == "yes" or person["has_password"]:
        person = verified(books, name, password)
    if store.any_password(books.db):  # elsewhere anybody may have picked the name, and the start waits for no disk
        note(books, person["id"], "in")
    take_over(books, person)
    return person


def take_over(books: Books, person: rows.Row) -> None:
    """This person acts, and what another one said yes to is forgotten."""
    books.user = person["name"]
    books.rights = rights_of(Role(role) for role in person["roles"].split())
    books.approvals.clear()


def verified(books: Books, name: str, password: str, field: str = "password") -> rows.Row:
    """The person whose password this is. Raises WrongPassword, its sentence beside ``field``: with the same words and
    after the same work whether the name is nobody's or the password another."""
    person = store.named(books.db, clean(name))
    if person is not None and person["disabled"] == "yes":
        person = None
    counted = _UNKNOWN if person is None else person["id"]
    wait = wait_left(books, counted)
    if wait:
        raise WrongPassword(_wait_words(wait), wait, field)
    encoded = None if person is None else store.password(books.db, person["id"])
    if not passwords.matches(encoded, password) or person is None or encoded is None:
        raise WrongPassword(_wrong_words(note_failure(books, counted)), wait_left(books, counted), field)
    with _noting(books) as db:
        store.forget_failures(db, counted)
        if passwords.is_outdated(encoded):
            from ananea_desktop.operations.people import keep_password  # which signs in itself

            keep_password(books, db, person, passwords.hashed(password), "password", detail=N_("la misma"))
    return person


def note_failure(books: Books, counted: int) -> int:
    """Counts a failure, in the file and in the log; gives the seconds to wait."""
    failed, _last = store.failures(books.db, counted)
    with _noting(books) as db:
        store.note_failures(db, counted, failed + 1, _moment(books).isoformat(timespec="milliseconds"))
        store.note_sign_in(db, counted if counted > 0 else None, "refused", "", books.now())
    return _delay(failed + 1)


def note(books: Books, user_id: int, outcome: str, detail: str = "") -> None:
    """Into the log of sign-ins."""
    with _noting(books) as db:
        store.note_sign_in(db, user_id, outcome, detail, books.now())


def wait_left(books: Books, counted: int) -> int:
    """Seconds until the next attempt is looked at.

    A clock set back opens nothing early: the wait begins anew. It never lasts longer than its whole length.
    """
    failed, last = store.failures(books.db, counted)
    if not failed:
        return 0
    now, since = _moment(books), datetime.fromisoformat(last)
    if now < since:
        with _noting(books) as db:
            store.note_failures(db, counted, failed, now.isoformat(timespec="milliseconds"))
        since = now
    return max(0, ceil((since + timedelta(seconds=_delay(failed)) - now).total_seconds()))


def _delay(failed: int) -> int:
    """1, 2, 4 … 60 seconds."""
    return min(LONGEST_WAIT, 1 << min(failed - 1, 10))


def _moment(books: Books) -> datetime:
    return books.clock().astimezone(UTC)


@contextmanager
def _noting(books: Books) -> Iterator[Connection]:
    """What is noted of sign-ins needs no right (who comes in has none yet) and bars no Ctrl+Z."""
    with books.permitted(), books.noting() as db:
        yield db


def _wrong_words(wait: int) -> str:
    return _("El nombre o la clave no es correcto. Pruebe otra vez dentro de {wait} s.").format(wait=wait)


def _wait_words(wait: int) -> str:
    return _("Espere {wait} s antes de probar otra vez.").format(wait=wait)
