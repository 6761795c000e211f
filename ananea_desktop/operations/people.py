"""Who works with the program: added, named, given roles and a password, disabled; never taken out, for the history
names them. Each change is a sealed act (``user_acts``), with the second person where there is one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ananea_desktop.domain import passwords as rules
from ananea_desktop.domain.cooperative import USERS
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import ROLE_NAMES, Right, Role, rights_of
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import office, passwords, second_person, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import read_or_refuse
from ananea_desktop.operations.rights import needs, refuse_without
from ananea_desktop.storage import people as store
from ananea_desktop.storage import rows
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

FIRST_ROLES = frozenset({Role.TREASURY, Role.RECORDS, Role.ADMINISTRATION})
"""Of whoever sets the office up, and of everybody in a file from before there were roles."""
MOST = 500
"""Lines of the log of sign-ins that are shown."""
_NOT_SAVED = N_("No se guardó: revise lo marcado.")
_LAST_ADMINISTRATOR = N_(
    "Debe quedar al menos una persona con el rol Administración: si no, nadie podría dar permisos."
)


def all_of(books: Books) -> list[Row]:
    """Everybody, with ``roles`` (words apart), ``has_password``, ``last_sign_in``, ``disabled``."""
    return store.all_of(books.db)


@dataclass(frozen=True)
class Office:
    """What the page of the people shows."""

    people: tuple[Row, ...]
    any_password: bool
    has_code: bool
    """Whether there is a code in the envelope that was not used."""
    seconds: tuple[str, ...]
    """Who can be a second person for whoever works now."""
    may_change: bool
    """Whether whoever works now may change anything but their own password."""


def office_of(books: Books) -> Office:
    return Office(
        tuple(store.all_of(books.db)),
        store.any_password(books.db),
        store.recovery_code(books.db) is not None,
        tuple(second_person.who_can(books)),
        Right.PEOPLE in books.rights,
    )


def acts_of(books: Books, user_id: int | None = None) -> list[Row]:
    """What was changed about somebody, or about everybody, newest first."""
    return store.acts_of(books.db, user_id)


def sign_ins(books: Books) -> list[Row]:
    """The newest MOST of who came in, was refused, or said yes to something, with their ``name``."""
    return store.sign_ins(books.db, MOST)


def roles_in_words(roles: str | Collection[Role]) -> str:
    """«Tesorería, Registro», in the order of the roles."""
    held = roles.split() if isinstance(roles, str) else roles
    return ", ".join(_(ROLE_NAMES[role]) for role in Role if role in held)


# who there is


def begin(db: Connection, name: str, title: str, at: str) -> None:
    """Within the act that sets the office up: its first person."""
    user_id = rows.insert(db, "users", {"name": name, "title": title})
    store.set_roles(db, user_id, FIRST_ROLES)
    note_act(db, store.get(db, user_id), "begun", by=name, at=at)


@needs(Right.PEOPLE)
def add(books: Books, texts: Mapping[str, str], roles: Collection[Role]) -> int:
    """A new person, not yet with a password. Raises InvalidRecord, NeedsSecondPerson."""
    values = _read(books, texts, None, roles)
    approved = second_person.taken(books, giving(str(values["name"]), roles))
    with books.act() as db:
        user_id = rows.insert(db, "users", values)
        store.set_roles(db, user_id, roles)
        _note(books, db, user_id, "created", approved_by=approved)
    return user_id


@needs(Right.PEOPLE)
def change(books: Books, user_id: int, texts: Mapping[str, str], roles: Collection[Role]) -> None:
    """Another name or title, other roles. Raises InvalidRecord, NeedsSecondPerson (of other roles only)."""
    before = store.get(books.db, user_id)
    values = _read(books, texts, user_id, roles)
    has_new_roles = set(roles) != set(before["roles"].split())
    if has_new_roles and Role.ADMINISTRATION not in roles:
        _refuse_last(books, user_id)
    approved = second_person.taken(books, giving(before["name"], roles)) if has_new_roles else ""
    with books.act() as db:
        rows.update(db, "users", user_id, values)
        if values["name"] != before["name"]:
            _note(books, db, user_id, "renamed", detail=N_("antes: {name}").format(name=before["name"]))
        if has_new_roles:
            store.set_roles(db, user_id, roles)
            _note(books, db, user_id, "roles", detail=f"{before['roles']} →", approved_by=approved)
    if books.user == before["name"]:
        books.user = str(values["name"])
        books.rights = rights_of(roles)


@needs(Right.PEOPLE)
def disable(books: Books, user_id: int) -> None:
    """The person comes in no more. Raises UserError, NeedsSecondPerson."""
    person = store.get(books.db, user_id)
    if person["name"] == books.user:
        raise UserError(_("No puede desactivarse usted mismo: que lo haga otra persona con el rol Administración."))
    _refuse_last(books, user_id)
    approved = second_person.taken(books, _("desactivar a {name}").format(name=person["name"]))
    with books.act() as db:
        rows.update(db, "users", user_id, {"disabled": "yes"})
        _note(books, db, user_id, "disabled", approved_by=approved)


@needs(Right.PEOPLE)
def enable(books: Books, user_id: int) -> None:
    """The person comes in again, with the roles and the password there were. Raises NeedsSecondPerson."""
    person = store.get(books.db, user_id)
    approved = second_person.taken(books, _("activar otra vez a {name}").format(name=person["name"]))
    with books.act() as db:
        rows.update(db, "users", user_id, {"disabled": "no"})
        _note(books, db, user_id, "enabled", approved_by=approved)


def _read(books: Books, texts: Mapping[str, str], user_id: int | None, roles: Collection[Role]) -> Values:
    values = read_or_refuse(USERS, texts, books.today())
    problems = {}
    name = str(values["name"])
    same = [row for row in store.all_of(books.db) if fold(row["name"]) == fold(name) and row["id"] != user_id]
    if same:
        problems["name"] = _("Ya hay una persona con ese nombre. Agregue el segundo apellido.")
    elif any(fold(act["user_name"]) == fold(name) for act in _acts_of_others(books, user_id)):
        problems["name"] = _("Así llama el historial a otra persona, que antes tenía ese nombre. Escriba otro.")
    if len(name) > 60:
        problems["name"] = _("El nombre es demasiado largo: caben 60 letras.")
    if not roles:
        problems["roles"] = _("Marque al menos un rol: sin rol no podría hacer nada.")
    if problems:
        raise InvalidRecord(_(_NOT_SAVED), problems)
    return values


def _acts_of_others(books: Books, user_id: int | None) -> list[Row]:
    """A key of the copies is held by a name that may be nobody's here."""
    return [act for act in store.acts_of(books.db) if act["user_id"] not in (None, user_id)]


def _refuse_last(books: Books, user_id: int) -> None:
    others = [row for row in store.all_of(books.db) if row["id"] != user_id and row["disabled"] == "no"]
    if not any(Role.ADMINISTRATION in row["roles"].split() for row in others):
        raise InvalidRecord(_(_LAST_ADMINISTRATOR), {"roles": _(_LAST_ADMINISTRATOR)})


def giving(name: str, roles: Collection[Role]) -> str:
    """What a second person says yes to."""
    return _("dar a {name} los permisos de {roles}").format(name=name, roles=roles_in_words(roles))


# passwords


@needs(Right.OWN)
def set_password(books: Books, user_id: int, password: str, present: str = "") -> bool:
    """A new password: one's own with the ``present`` one, or another's, which one may give them as the first.

    Gives whether it is the first of all in the file: then a recovery code is to be made. Raises InvalidRecord with
    its sentences beside ``password`` and ``present``, NotAllowed, and NeedsSecondPerson where another's is changed.
    """
    person = store.get(books.db, user_id)
    approved = _may_set(books, person, present)
    problem = rules.problem(password, (person["name"], person["title"], cooperative_words(books)))
    if problem:
        raise InvalidRecord(_(_NOT_SAVED), {"password": problem})
    is_first = not store.any_password(books.db)
    encoded = passwords.hashed(password)
    if approved is None:
        approved = second_person.taken(books, _("cambiar la clave de {name}").format(name=person["name"]))
    with books.act() as db:
        keep_password(books, db, person, encoded, "password", approved_by=approved)
    return is_first


@needs(Right.OWN)
def remove_password(books: Books, user_id: int, present: str = "") -> None:
    """The person comes in without one: whoever picks their name does. Raises as ``set_password``."""
    person = store.get(books.db, user_id)
    approved = _may_set(books, person, present)
    if approved is None:
        approved = second_person.taken(books, _("quitar la clave de {name}").format(name=person["name"]))
    with books.act() as db:
        store.remove_password(db, user_id)
        _note(books, db, user_id, "password_removed", approved_by=approved)


def _may_set(books: Books, person: Row, present: str) -> str | None:
    """Raises unless one may; None where a second person must say yes."""
    if person["name"] == books.user:
        if person["has_password"]:
            sign_in.verified(books, person["name"], present, "present")
        return ""
    refuse_without(books, Right.PEOPLE)
    return None if person["has_password"] else ""


def keep_password(
    books: Books, db: Connection, person: Row, encoded: str, kind: str, *, approved_by: str = "", detail: str = ""
) -> None:
    """Within an act: the password as Argon2 encodes it, and in the sealed act its print, so that one put there outside
    the program is found."""
    store.set_password(db, person["id"], encoded, books.now())
    detail = " ".join(part for part in (print_of(encoded), detail) if part)
    note_act(db, store.get(db, person["id"]), kind, books.user or person["name"], books.now(), detail, approved_by)


def print_of(encoded: str) -> str:
    """What a sealed act says of a password, from which it cannot be found."""
    return sha256(encoded.encode()).hexdigest()[:16]


def cooperative_words(books: Books) -> str:
    """What a password must not be made of: the cooperative's name and place."""
    profile = office.given_profile(books)
    return "" if profile is None else f"{profile['name']} {profile['place']}"


# what is noted


def _note(books: Books, db: Connection, user_id: int, kind: str, *, detail: str = "", approved_by: str = "") -> None:
    note_act(db, store.get(db, user_id), kind, books.user, books.now(), detail, approved_by)


def note_act(db: Connection, person: Row, kind: str, by: str, at: str, detail: str = "", approved_by: str = "") -> None:
    """Within an act: what somebody now is, sealed."""
    store.note_act(
        db,
        {
            "kind": kind,
            "user_id": person["id"],
            "user_name": person["name"],
            "roles": person["roles"],
            "detail": detail,
            "approved_by": approved_by,
            "user": by,
            "recorded_at": at,
        },
    )
