"""The photo of a person, credential cards and labels of a selection, or of every socio hábil."""

from collections.abc import Collection

from ananea_desktop.documents.credentials import Credential, credentials_pdf
from ananea_desktop.documents.labels import labels_pdf
from ananea_desktop.documents.portrait import initials
from ananea_desktop.domain.attachments import JPEG
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import attachments, office
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.attachments import Prepared
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import attachments as attachment_store
from ananea_desktop.storage import records
from ananea_desktop.storage import registers as store
from ananea_desktop.storage.rows import Row

CREDENTIALS = N_("Credenciales")
CREDENTIALS_DESCRIPTION = N_("De cada socio hábil, con foto, número y QR; diez por hoja, para recortar")
LABELS = N_("Etiquetas")
LABELS_DESCRIPTION = N_("Nombre y domicilio de cada socio hábil, 24 por hoja (70 × 37 mm)")
NOT_A_PHOTO = N_("Es un PDF. Elija una foto: JPG o PNG.")


def people(books: Books, members: Collection[int] | None) -> list[Row]:
    """Some people, or every socio hábil of today, in alphabetical order. Raises UserError where nobody is chosen."""
    if members is None:
        return [row for row in store.on_day(books.db, books.today()) if row["state_then"] == "active"]
    if not members:
        raise UserError(_("Nadie está elegido. Marque a quiénes."))
    return store.chosen(books.db, members)


def credentials(books: Books, members: Collection[int] | None = None, language: str = SPANISH) -> Steps[bytes]:
    """Credential cards as PDF, ten to a page. Raises UserError where nobody is chosen."""
    found = people(books, members)
    photos = store.photos(books.db, [row["id"] for row in found])
    yield
    with in_language(language):
        cards = [_credential(row, photos.get(row["id"])) for row in found]
        return (yield from credentials_pdf(cards, office.letterhead(books)))


def _credential(row: Row, photo: bytes | None) -> Credential:
    return Credential(
        surnames=" ".join(filter(None, (row["paternal_surname"], row["maternal_surname"]))),
        given_names=row["given_names"],
        number=str(row["number"] or ""),
        document=document_text(row["document_type"], row["document_number"]),
        code=row["document_number"],
        photo=photo,
        initials=initials(row["given_names"], row["paternal_surname"]),
        kind=_("Credencial de socio/a") if row["kind"] == "member" else _("Credencial de trabajador/a"),
    )


def labels(books: Books, members: Collection[int] | None = None, language: str = SPANISH) -> Steps[bytes]:
    """Labels with name and address as PDF, 24 to a page. Raises UserError where nobody is chosen."""
    found = people(books, members)
    yield
    texts = [(full_name(row), ", ".join(filter(None, (row["address"], row["community"])))) for row in found]
    with in_language(language):
        return (yield from labels_pdf(texts, office.letterhead(books)))


def credentials_of_all(books: Books, _year: int) -> Steps[bytes]:
    return credentials(books)


def labels_of_all(books: Books, _year: int) -> Steps[bytes]:
    return labels(books)


@needs(Right.RECORDS)
def keep_photo(books: Books, _table: str, member_id: int, prepared: Prepared) -> tuple[int, bool]:
    """Attaches a photo to a person, or takes the one that is attached already, and makes it the photo.

    Gives what ``attachments.keep`` gives. Raises UserError for a PDF.
    """
    if prepared.reduced.media_type != JPEG:
        raise UserError(_(NOT_A_PHOTO))
    there = attachment_store.known_content(books.db, prepared.reduced.source_sha256) or prepared.reduced.sha256
    found = attachment_store.find(books.db, "members", member_id, there)
    if found is not None and found["removed"] == "no":
        kept = int(found["id"]), False
    else:
        kept = attachments.keep(books, "members", member_id, prepared, caption=N_("Foto"))
    choose_photo(books, member_id, kept[0])
    return kept


@needs(Right.RECORDS)
def choose_photo(books: Books, member_id: int, attachment_id: int | None) -> None:
    """Makes an attachment of the person the photo; None: no photo, the attachment stays. Raises LookupError."""
    person = records.get(books.db, MEMBERS, member_id)
    sha256 = None if attachment_id is None else str(attachment_store.get(books.db, attachment_id)["sha256"])
    with undoable(books, ActKind.RECORD, _("la foto de {name}").format(name=full_name(person))) as act:
        store.set_photo(act.db, member_id, sha256)


def photo(books: Books, member_id: int) -> bytes | None:
    """The photo of a person, a small JPEG; None without one."""
    return store.photos(books.db, [member_id]).get(member_id)
