"""The register of safety or emergency equipment that SUNAFIL asks for: by delivery, by person, of a year."""

from collections.abc import Iterator
from dataclasses import replace

from ananea_desktop.documents.employer import Employer
from ananea_desktop.documents.safety_register import SafetySheet, safety_register_pdf
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.hand_outs import HandOut, HandOutKind
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.employer import ACTIVITY, workforce
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import hand_outs as store

TITLE = N_("Registro de equipos de seguridad o emergencia")
DESCRIPTION = N_("Como lo pide SUNAFIL: cada entrega de EPP o equipo de emergencia del año, para firmar")
PERSON_TITLE = N_("Registro de equipos de seguridad, por persona")
PERSON_DESCRIPTION = N_("Una hoja por persona con todo lo que recibió en el año: talla, cantidad, motivo y renovación")


def employer(books: Books) -> Employer:
    """As it is today, with how many work there."""
    head = office.letterhead(books)
    return Employer(letterhead=head, activity=_(ACTIVITY), workers=workforce(books))


def of_delivery(books: Books, hand_out_id: int, language: str = SPANISH) -> Steps[bytes]:
    """One delivery. Raises UserError where nothing of it is of safety."""
    made = store.get(books.db, hand_out_id)
    with in_language(language):
        sheets = list(_delivery_sheets(books, [made]))
        if not sheets:
            raise UserError(_("En esta entrega no hay equipos de seguridad ni de emergencia."))
        return (yield from safety_register_pdf(sheets))


def of_person(books: Books, member_id: int, language: str = SPANISH) -> Steps[bytes]:
    """All that one person ever got of it. Raises UserError where that is nothing."""
    with in_language(language):
        sheets = list(_person_sheets(books, [member_id], None))
        if not sheets:
            raise UserError(_("A esta persona todavía no se le entregaron equipos de seguridad."))
        return (yield from safety_register_pdf(sheets))


def of_year(books: Books, year: int) -> Steps[bytes]:
    """Each delivery of a year on its sheet."""
    ids = store.safety_ids(books.db, year)
    sheets = _delivery_sheets(books, (store.get(books.db, each) for each in ids))
    return (yield from safety_register_pdf(_or_empty(books, sheets)))


def by_person(books: Books, year: int) -> Steps[bytes]:
    """Each person who got some of it in a year on a sheet."""
    sheets = _person_sheets(books, store.safety_members(books.db, year), year)
    return (yield from safety_register_pdf(_or_empty(books, sheets)))


def _or_empty(books: Books, sheets: Iterator[SafetySheet]) -> Iterator[SafetySheet]:
    """An empty sheet where there is none, which says that nothing was handed out."""
    some = False
    for sheet in sheets:
        some = True
        yield sheet
    if not some:
        head = office.letterhead(books)
        yield SafetySheet(
            number="–",
            employer=employer(books),
            lines=(),
            responsible=head.treasurer_name,
            responsible_title=head.treasurer_title,
            made_on=books.today(),
        )


def _delivery_sheets(books: Books, found: "Iterator[HandOut] | list[HandOut]") -> Iterator[SafetySheet]:
    who = employer(books)
    for made in found:
        lines = tuple((made.handed_on, line) for line in made.lines if line.safety)
        if lines and made.kind is HandOutKind.HAND_OUT:
            yield SafetySheet(
                number=made.number_text,
                employer=replace(who, letterhead=made.letterhead),
                lines=lines,
                responsible=made.letterhead.treasurer_name,
                responsible_title=made.letterhead.treasurer_title,
                made_on=made.handed_on,
            )


def _person_sheets(books: Books, members: list[int], year: int | None) -> Iterator[SafetySheet]:
    who = employer(books)
    for member_id in members:
        lines = store.safety_lines(books.db, member_id, year)
        if lines:
            yield SafetySheet(
                number=f"P-{member_id:05d}",
                employer=who,
                lines=lines,
                responsible=who.letterhead.treasurer_name,
                responsible_title=who.letterhead.treasurer_title,
                made_on=books.today(),
                is_of_person=True,
            )
