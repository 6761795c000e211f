"""The second person: what one alone may not do is done once another one, who may say yes to it, gives their password at
the same screen (reliability.md, 4.2).

``what`` names the one thing that is allowed, in the words of the window («anular el recibo 001-000012»): the operation
asks with the same words, and what was allowed for one thing serves for no other, and only once.

Where nobody else may approve, or nobody who may has a password, the rule cannot be kept: then it passes, and what is
written says that one was alone.
"""

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right, Role, rights_of
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs, roles_with
from ananea_desktop.storage import people as store
from ananea_desktop.storage.rows import Row

ALONE = ""
"""In ``approved_by``: nobody else could say yes."""


class NeedsSecondPerson(UserError):
    """Somebody else must say yes first: ask with ui/second_person.py, then call the operation again."""

    def __init__(self, what: str) -> None:
        super().__init__(_("Para esto hace falta la clave de una segunda persona."))
        self.what = what


def who_can(books: Books, for_whom: str | None = None) -> list[str]:
    """Who can be the second person now: others than ``for_whom`` (whoever works), who may approve and have a
    password."""
    first = books.user if for_whom is None else for_whom
    return [row["name"] for row in store.all_of(books.db) if row["name"] != first and _can(row)]


def _can(person: Row) -> bool:
    return bool(person["has_password"]) and person["disabled"] == "no" and _may(person)


def _may(person: Row) -> bool:
    return Right.APPROVE in rights_of(Role(role) for role in person["roles"].split())


@needs(Right.OWN)
def approve(books: Books, name: str, password: str, what: str) -> str:
    """Another person says yes to ``what``; gives their name. Logged, and counted as every attempt is.

    Raises sign_in.WrongPassword, an InvalidRecord with its sentence beside ``second_password`` or ``second_name``.
    """
    person = said_yes(books, name, password, what)
    books.approvals[what] = person["name"]
    return str(person["name"])


def said_yes(books: Books, name: str, password: str, what: str, for_whom: str | None = None) -> Row:
    """Looks at the password and the right of the second person, who is another than ``for_whom`` (whoever works), and
    notes the yes."""
    if clean(name) == (books.user if for_whom is None else for_whom):
        raise sign_in.WrongPassword(_("Debe ser otra persona, no usted."), 0, "second_name")
    person = sign_in.verified(books, name, password, "second_password")
    if not _may(person):
        sentence = _("{name} no puede autorizar: hace falta el rol {roles}.")
        roles = _(" o ").join(roles_with(Right.APPROVE))
        raise sign_in.WrongPassword(sentence.format(name=person["name"], roles=roles), 0, "second_name")
    sign_in.note(books, person["id"], "approved", what)
    return person


def taken(books: Books, what: str) -> str:
    """Within an operation that needs a second person, before it writes: the name that goes into its ``approved_by``;
    ALONE where nobody can be one. What was allowed is used up. Raises NeedsSecondPerson."""
    given = books.approvals.pop(what, "")
    if given:
        return given
    if who_can(books):
        raise NeedsSecondPerson(what)
    return ALONE


_ALONE = N_("sin segunda persona: nadie más podía autorizar")


def in_words(approved_by: str) -> str:
    """How what is written says who else said yes: «autorizó Tomás Huanca»."""
    return _(_ALONE) if approved_by == ALONE else _("autorizó {name}").format(name=approved_by)
