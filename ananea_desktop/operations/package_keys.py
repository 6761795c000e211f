"""The cooperative's key for its packages: made when first wanted, in the data file, and known at the Central by the
paper that is handed to it."""

from base64 import b64encode

from ananea_desktop.domain import packages
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import key_holders, package_keys
from ananea_desktop.storage.rows import Row


def code(books: Books) -> str:
    """By what the Central knows this cooperative. Raises UserError where it has neither RUC nor FLO-ID."""
    profile = office.profile(books)
    found = packages.code_of(profile["ruc"], profile["flo_id"])
    if not packages.is_code(found):
        raise UserError(_("Falta el RUC de la cooperativa. Escríbalo en el menú, «Datos de la cooperativa»."))
    return found


@needs(Right.COPY)
def current(books: Books) -> Row:
    """The key in use: id, public_key, made_on; one is made where there is none yet."""
    found = package_keys.current(books.db)
    if found is None:
        _make(books)
        found = package_keys.current(books.db)
        assert found is not None
    return found


@needs(Right.PEOPLE)
def renew(books: Books, reason: str) -> Row:
    """A new key in the place of the one in use: where the PC was stolen, or somebody may have had the data file.

    The Central has to be given the new one. Raises InvalidRecord where no reason is told.
    """
    reason = clean(reason)
    if not reason:
        raise InvalidRecord(_("No se cambió la clave."), {"reason": _("Escriba por qué se cambia.")})
    old = package_keys.current(books.db)
    _make(books, old, reason)
    return current(books)


def _make(books: Books, old: Row | None = None, reason: str = "") -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate()
    public = b64encode(made.public_key().public_bytes_raw()).decode()
    with books.act() as db:
        if old is not None:
            package_keys.retire(db, old["id"], reason, books.today().isoformat())
        package_keys.add(db, public, made.private_bytes_raw(), books.today().isoformat())
        detail = f"package {packages.fingerprint(public)}"
        key_holders.note(db, office.profile(books)["name"], detail, books.user, books.now())


def sign(books: Books, key_id: int, content: bytes) -> bytes:
    """The 64 bytes of the signature (RFC 8032)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(package_keys.secret(books.db, key_id)).sign(content)


def every_key(books: Books) -> list[Row]:
    """Newest first, with ``print`` and, where they sign no more, ``retired_on`` and ``reason``."""
    found = package_keys.every_key(books.db)
    return [{**row, "print": packages.fingerprint(row["public_key"])} for row in found]


def fingerprint(key: Row) -> str:
    """What is compared by eye with the one that the Central sees."""
    return packages.fingerprint(key["public_key"])
