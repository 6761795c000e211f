"""The keys of the copies: a public one in the books, to which copies on sticks are sealed, and a secret one that goes
onto a paper and is kept nowhere else: not on the PC, in no temporary file, in no log."""

from dataclasses import dataclass, field
from pathlib import Path

from ananea_desktop.documents.key_paper import KeyPaper, key_pdf
from ananea_desktop.domain import paper_key
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import drives, key_holders, sealed
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.rows import Row

WANTED = 2
"""So many hold a key: if one loses theirs, the other's still opens every copy."""


@dataclass(frozen=True)
class NewKey:
    """A key just made: in memory only, until its paper is printed."""

    name: str
    public: str
    secret: str = field(repr=False)

    @property
    def last_groups(self) -> str:
        """What is typed back from the paper, to know that it can be read."""
        return " ".join(paper_key.groups(self.secret)[-2:])


def holders(books: Books) -> list[Row]:
    """Everybody who holds or held a key: id, name, public_key, made_at, retired_at; with its ``print``."""
    return [{**row, "print": sealed.fingerprint(row["public_key"])} for row in key_holders.everyone(books.db)]


@needs(Right.PEOPLE)
def make_key(books: Books, name: str) -> NewKey:
    """A key for ``name``, of which the books know nothing yet. Raises InvalidRecord where the name is refused."""
    import pyrage

    name = clean(name)
    problem = ""
    if not name:
        problem = _("Escriba quién va a guardar esta llave.")
    elif len(name) > LONGEST_TEXT:
        problem = _("Es demasiado largo.")
    elif any(row["name"].casefold() == name.casefold() and row["retired_at"] is None for row in holders(books)):
        problem = _("Ya tiene una llave. Si la perdió, primero retire la suya.")
    if problem:
        raise InvalidRecord(_("No se hizo la llave. Revise lo marcado."), {"name": problem})
    made = pyrage.x25519.Identity.generate()
    return NewKey(name, str(made.to_public()), str(made))


def paper(books: Books, key: NewKey) -> bytes:
    """The PDF that is printed and put into an envelope."""
    made = KeyPaper(
        letterhead=office.letterhead(books),
        name=key.name,
        made_on=books.today(),
        secret=key.secret,
        print=sealed.fingerprint(key.public),
    )
    with in_language(SPANISH):  # whoever opens the envelope
        return key_pdf(made)


@needs(Right.PEOPLE)
def write_key_file(books: Books, key: NewKey, path: Path) -> None:
    """The same as a file for a stick, as age itself writes and reads it. Raises StorageProblem, and where the stick is
    the disk of the data UserError: there whoever takes the PC would have both."""
    if drives.is_same_disk(path.parent, books.file.path.parent):
        raise UserError(_("Esa carpeta es de esta computadora. La llave no se guarda en ella: elija una memoria USB."))
    lines = (f"# created: {books.now()}", f"# public key: {key.public}", key.secret, "")
    write_file_safely(path, "\n".join(lines).encode())


@needs(Right.PEOPLE)
def add_holder(books: Books, key: NewKey, typed: str) -> None:
    """From now on copies are sealed to this key too. ``typed`` are its last two groups, read from the paper.

    Raises InvalidRecord where they are not those.
    """
    if _plain(typed) != _plain(key.last_groups):
        sentence = _("No son las del papel. Mire los dos últimos grupos, los números {first} y {last}.")
        count = len(paper_key.groups(key.secret))
        problem = sentence.format(first=count - 1, last=count)
        raise InvalidRecord(_("No se guardó la llave."), {"typed": problem})
    with books.act() as db:
        key_holders.add(db, key.name, key.public, books.now(), books.user)
        detail = f"new {sealed.fingerprint(key.public)}"
        key_holders.note(db, key.name, detail, books.user, books.now())


def _plain(typed: str) -> str:
    return paper_key.as_meant("".join(each for each in typed.upper() if each.isalnum()))


@needs(Right.PEOPLE)
def retire_holder(books: Books, holder_id: int) -> None:
    """Copies are no more sealed to this key. Those made before are opened by it still: nothing can take that back."""
    row = key_holders.holder(books.db, holder_id)
    if row is None:
        raise LookupError(f"there is no holder {holder_id}")
    if row["retired_at"] is not None:
        return
    with books.act() as db:
        key_holders.retire(db, holder_id, books.now())
        detail = f"retired {sealed.fingerprint(row['public_key'])}"
        key_holders.note(db, row["name"], detail, books.user, books.now())
