"""Certificados de aportación: what capital a member holds, numbered, frozen and sealed; annulled when it is so no more
(Ley General de Cooperativas, arts. 38 to 41)."""

import uuid
from collections.abc import Collection, Sequence

from ananea_desktop.domain import money
from ananea_desktop.domain.certificates import natural_name
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.legal_amounts import SHARE_VALUE
from ananea_desktop.domain.member_certificates import CONTRIBUTION, MemberCertificate
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import id_of
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import capital, legal_amounts, records
from ananea_desktop.storage import member_certificates as store
from ananea_desktop.storage.rows import Row

LONGEST_REASON = 300
REPLACES = "replaces"
"""The one that still holds says another amount: it is annulled with the new one."""
ODD_SHARES = "odd_shares"
ALL = (REPLACES, ODD_SHARES)


@needs(Right.MONEY)
def issue(books: Books, member_id: int, confirmed: Collection[str] = (), token: str = "") -> int:
    """Issues the certificate of what a member holds today; gives its id.

    Raises UserError where nothing is held, or one that says the same still holds, and NeedsConfirmation where the one
    that holds says another amount (it is annulled in the same act), or the amount is no whole number of aportaciones.
    """
    token = token or uuid.uuid4().hex
    earlier = store.id_of_token(books.db, token)
    if earlier is not None:
        return earlier
    member = records.get(books.db, MEMBERS, member_id)
    held = capital.held(books.db, member_id)
    if not held:
        raise UserError(_("{name} no tiene ninguna aportación pagada.").format(name=full_name(member)))
    value = legal_amounts.amount_on(books.db, SHARE_VALUE, "PEN", books.today())
    valid = [row for row in store.of_member(books.db, CONTRIBUTION, member_id) if row["annulled_on"] is None]
    if any(row["amount"] == held for row in valid):
        raise UserError(_already(valid[0]))
    doubts = {**_odd_shares(held, value), **_replaced(valid, held)}
    asked = {concern: sentence for concern, sentence in doubts.items() if concern not in confirmed}
    if asked:
        raise NeedsConfirmation(" ".join(asked), "\n\n".join(asked.values()))
    with books.act() as db:
        certificate_id = store.issue(
            db, {**_frozen(books, member), "amount": held, "share_value": value, "token": token}
        )
        for row in valid:
            reason = N_("Lo reemplaza otro: cambió el monto")
            store.annul(db, row["id"], reason, books.today(), books.user, books.now())
    return certificate_id


def _already(row: Row) -> str:
    sentence = _("{name} ya tiene el certificado N.º {number}, por ese mismo monto. Puede imprimirlo otra vez.")
    return sentence.format(name=row["person_name"], number=f"{row['number']:06d}")


def _replaced(valid: Sequence[Row], held: int) -> dict[str, str]:
    if not valid:
        return {}
    sentence = _(
        "El certificado N.º {number} dice {before}, y ahora tiene {held}. Al emitir el nuevo, ese queda ANULADO: pida"
        " que se lo devuelvan."
    )
    row = valid[0]
    amounts = {"before": money.format_money(row["amount"], "PEN"), "held": money.format_money(held, "PEN")}
    return {REPLACES: sentence.format(number=f"{row['number']:06d}", **amounts)}


def _odd_shares(held: int, value: int | None) -> dict[str, str]:
    if value is None or held % value == 0:
        return {}
    sentence = _(
        "Tiene {held}, que no es un número entero de aportaciones de {value}: el certificado dirá solo el monto."
    )
    return {
        ODD_SHARES: sentence.format(held=money.format_money(held, "PEN"), value=money.format_money(value, "PEN")),
    }


def _frozen(books: Books, member: Row) -> Row:
    """What the paper says of the member and of the cooperative, as it is today."""
    return {
        "kind": CONTRIBUTION,
        "member_id": member["id"],
        "issued_on": books.today(),
        "recorded_at": books.now(),
        "user": books.user,
        "person_name": natural_name(member),
        "person_document": document_text(member["document_type"], member["document_number"]),
        "member_number": member["number"],
        "admitted_on": member["admitted_on"],
        "state_since": member["state_since"],
        "purpose": "",
        **office.frozen_letterhead(books),
    }


@needs(Right.MONEY)
def annul(books: Books, certificate_id: int, reason: str) -> None:
    """Annuls one: its number stays, its paper says so. Raises InvalidRecord and UserError."""
    (found,) = get(books, [certificate_id])
    reason = clean(reason)
    if found.annulment is not None:
        raise UserError(_("El certificado N.º {number} ya está anulado.").format(number=found.number_text))
    if not reason or len(reason) > LONGEST_REASON:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if reason else _("Falta el motivo.")
        raise InvalidRecord(sentence, {"reason": sentence})
    with books.act() as db:
        store.annul(db, certificate_id, reason, books.today(), books.user, books.now())


def get(books: Books, ids: Collection[int]) -> list[MemberCertificate]:
    """By number. Raises LookupError where one is not there."""
    found = store.get(books.db, ids)
    if len(found) != len(set(ids)):
        raise LookupError(f"there are not all of the certificates {sorted(ids)}")
    return found


def of_member(books: Books, member_id: int) -> list[Row]:
    """Every one of a member, also the annulled ones, newest first."""
    return store.of_member(books.db, CONTRIBUTION, member_id)


def find(books: Books, number: str) -> MemberCertificate:
    """By the number as it is printed. Raises UserError where there is none."""
    given = id_of(clean(number))
    found = None if given is None else store.id_of_number(books.db, CONTRIBUTION, given)
    if found is None:
        raise UserError(_("No hay un certificado de aportación con el número {number}.").format(number=number))
    return get(books, [found])[0]


def pdf(books: Books, ids: Sequence[int], language: str = SPANISH) -> Steps[bytes]:
    """Certificates as one PDF, a page each."""
    found = get(books, ids)
    yield
    from ananea_desktop.documents.contribution_certificate import contribution_certificates_pdf

    with in_language(language):
        return (yield from contribution_certificates_pdf(found))
