"""The recovery code: made with the first password, printed once, sealed in an envelope. With it and a second person a
lost password is replaced; then it is used up. There is no password that opens everything."""

from ananea_desktop.domain import passwords as rules
from ananea_desktop.domain import recovery_codes
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import office, passwords, people, second_person, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import people as store
from ananea_desktop.storage.rows import Row

_REFUSED = N_("No se cambió la clave.")
_CODES = -1
"""Under this the wrong codes are counted, whoever gives them."""


@needs(Right.PEOPLE)
def make_paper(books: Books) -> tuple[str, bytes]:
    """A new code, and the paper with it (PDF), which is to be printed and not kept."""
    from ananea_desktop.documents.recovery_paper import recovery_pdf

    letterhead = office.letterhead(books)
    code = make_code(books)
    with in_language(SPANISH):  # whoever opens the envelope
        return code, recovery_pdf(code, books.today(), books.user, letterhead)


@needs(Right.PEOPLE)
def make_code(books: Books) -> str:
    """A new code, to be printed now: only what it hashes to is kept. One made before is void from now on."""
    code = recovery_codes.make()
    encoded = passwords.hashed(code)
    maker = store.named(books.db, books.user)
    assert maker is not None
    with books.act() as db:
        store.add_recovery_code(db, encoded, books.now())
        people.note_act(db, maker, "recovery_code", books.user, books.now(), people.print_of(encoded))
    return code


def witnesses(books: Books, name: str) -> list[str]:
    """Who can sign along when ``name`` has lost their password; also whoever locked the screen that it is done at."""
    return second_person.who_can(books, name)


def recover(books: Books, name: str, code: str, password: str, witness: str = "", witness_password: str = "") -> Row:
    """A new password for who lost theirs; from now on this person acts. Gives who it is.

    It needs somebody else who may approve; where nobody can, the code alone is enough, and the sealed act says so.
    Raises InvalidRecord with its sentences beside ``code``, ``password``, ``second_name`` and ``second_password``.
    """
    person = store.named(books.db, clean(name))
    if person is None or person["disabled"] == "yes":
        raise InvalidRecord(_(_REFUSED), {"name": _("Elija quién es.")})
    problem = rules.problem(password, (person["name"], person["title"], people.cooperative_words(books)))
    if problem:
        raise InvalidRecord(_(_REFUSED), {"password": problem})
    typed = _read(code)
    approved = second_person.ALONE
    if witnesses(books, person["name"]):
        what = _("poner una clave nueva a {name} con el código del sobre").format(name=person["name"])
        approved = second_person.said_yes(books, witness, witness_password, what, for_whom=person["name"])["name"]
    found = _looked_at(books, typed)
    with books.permitted():  # who has lost their password has no right yet
        _replace(books, person, passwords.hashed(password), found["id"], approved)
    sign_in.take_over(books, store.get(books.db, person["id"]))
    return person


def _replace(books: Books, person: Row, encoded: str, code_id: int, approved_by: str) -> None:
    with books.act() as db:
        store.use_recovery_code(db, code_id, books.now())
        store.forget_failures(db, person["id"])
        store.forget_failures(db, _CODES)
        people.keep_password(books, db, person, encoded, "recovered", approved_by=approved_by)
        store.note_sign_in(db, person["id"], "recovered", "", books.now())


def _read(code: str) -> str:
    try:
        return recovery_codes.read(code)
    except InvalidValue as problem:
        raise InvalidRecord(_(_REFUSED), {"code": str(problem)}) from problem


def _looked_at(books: Books, typed: str) -> Row:
    """The code in the file, where it is this one. Raises WrongPassword beside ``code``."""
    wait = sign_in.wait_left(books, _CODES)
    if wait:
        raise sign_in.WrongPassword(_("Espere {wait} s antes de probar otra vez.").format(wait=wait), wait, "code")
    found = store.recovery_code(books.db)
    if not passwords.matches(found["encoded"] if found else None, typed) or found is None:
        wait = sign_in.note_failure(books, _CODES)
        sentence = _("No es el código que vale. Vale solo el último que se imprimió, y una sola vez.")
        raise sign_in.WrongPassword(sentence, wait, "code")
    return found
