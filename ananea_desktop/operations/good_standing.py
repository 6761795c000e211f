"""The constancia de socio hábil: issued to who is hábil today, frozen and sealed, annulled by a row of its own."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from ananea_desktop.domain.certificates import natural_name
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.member_certificates import GOOD_STANDING, MemberCertificate
from ananea_desktop.domain.members import MEMBERS, STATES, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import debts, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import id_of
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import member_certificates as store
from ananea_desktop.storage import member_states, records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

OWES = "debts"
"""The doubt: who owes what is due may, by many an estatuto, not be hábil any more."""


def refuse(books: Books, member_id: int) -> Row:
    """The person, where a constancia can be issued. Raises UserError with why not, LookupError where nobody is."""
    person = records.get(books.db, MEMBERS, member_id)
    name = full_name(person)
    if person["kind"] != "member":
        raise UserError(_("{name} es trabajador/a, no socio/a: no le corresponde la constancia.").format(name=name))
    if person["discarded"] == "yes":
        raise UserError(_("{name} está en la papelera. Recupérelo primero.").format(name=name))
    newest = member_states.of_member(books.db, member_id)[0]
    if newest["state"] != "active":
        sentence = _("{name} no está hábil: está {state} desde el {day}. Si ya es hábil otra vez, cambie su estado.")
        state = _(STATES[newest["state"]]).lower()
        raise UserError(sentence.format(name=name, state=state, day=format_date(newest["valid_from"])))
    return person


@needs((Right.RECORDS, Right.MONEY))
def issue(
    books: Books, member_id: int, purpose: str = "", confirmed: Collection[str] = (), token: str = ""
) -> MemberCertificate:
    """Issues the constancia with the next number; the same token gives the one that was issued.

    Raises UserError where the person is not hábil, NeedsConfirmation (``debts``) where something is overdue,
    InvalidRecord for a purpose that is too long.
    """
    token = token or uuid.uuid4().hex
    if (issued := store.id_of_token(books.db, token)) is not None:
        return store.get(books.db, [issued])[0]
    purpose = clean(purpose)
    if len(purpose) > LONGEST_TEXT:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.")
        raise InvalidRecord(sentence, {"purpose": sentence})
    person = refuse(books, member_id)
    if OWES not in confirmed:
        _doubt_debts(books, person)
    row = {**_of_person(books, person), **_of_cooperative(books), "purpose": purpose, "token": token}
    with books.act() as db:
        certificate_id = _write(db, row)
    return store.get(books.db, [certificate_id])[0]


def _write(db: Connection, row: Mapping[str, object]) -> int:
    return store.issue(db, {**row, "kind": GOOD_STANDING, "amount": None})


def _doubt_debts(books: Books, person: Row) -> None:
    owed = debts.owed_apart(books, person["id"], date.fromordinal(books.today().toordinal() - 1))
    if owed:
        sentence = _("{name} debe {amount}, y ya venció. Vea si su estatuto lo tiene todavía por hábil.")
        raise NeedsConfirmation(OWES, sentence.format(name=full_name(person), amount=owed))


def _of_person(books: Books, person: Row) -> Row:
    states = member_states.of_member(books.db, person["id"])
    return {
        "member_id": person["id"],
        "person_name": natural_name(person),
        "person_document": document_text(person["document_type"], person["document_number"]),
        "member_number": person["number"],
        "admitted_on": person["admitted_on"],
        "state_since": states[0]["valid_from"],
    }


def _of_cooperative(books: Books) -> Row:
    return {
        "issued_on": books.today(),
        "recorded_at": books.now(),
        "user": books.user,
        **office.frozen_letterhead(books),
    }


@needs((Right.RECORDS, Right.MONEY))
def annul(books: Books, certificate_id: int, reason: str) -> None:
    """Annuls one: its number stays, its paper says so. Raises InvalidRecord and UserError."""
    found = get(books, certificate_id)
    reason = clean(reason)
    if found.annulment is not None:
        raise UserError(_("La constancia N.º {number} ya está anulada.").format(number=found.number_text))
    if not reason or len(reason) > LONGEST_TEXT:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if reason else _("Falta el motivo.")
        raise InvalidRecord(sentence, {"reason": sentence})
    with books.act() as db:
        store.annul(db, certificate_id, reason, books.today(), books.user, books.now())


def get(books: Books, certificate_id: int) -> MemberCertificate:
    """Raises LookupError."""
    found = store.get(books.db, [certificate_id])
    if not found:
        raise LookupError(f"there is no constancia {certificate_id}")
    return found[0]


def of_member(books: Books, member_id: int) -> list[Row]:
    """Newest first, also the annulled ones (storage.member_certificates.of_member)."""
    return store.of_member(books.db, GOOD_STANDING, member_id)


def find(books: Books, number: str) -> MemberCertificate:
    """By the number as it is printed. Raises UserError where there is none."""
    given = id_of(clean(number))
    found = None if given is None else store.id_of_number(books.db, GOOD_STANDING, given)
    if found is None:
        raise UserError(_("No hay una constancia de socio hábil con el número {number}.").format(number=number))
    return get(books, found)


def pdf(books: Books, certificate_id: int, language: str = SPANISH) -> bytes:
    """The paper as it was issued, in ``es`` or ``en``; an annulled one, and a copy of a later day, say so.

    Raises LookupError.
    """
    from ananea_desktop.documents.good_standing import good_standing_pdf

    with in_language(language):
        return good_standing_pdf(get(books, certificate_id), books.today())
