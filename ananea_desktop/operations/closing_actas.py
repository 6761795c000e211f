"""The acta de cierre: a closing read back as it was made, and its paper."""

import json
from datetime import date

from ananea_desktop.domain.closings import Balance, Closing, Matter, MatterKind, Numbers, Reopening
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closings import period_of
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import closings as store
from ananea_desktop.storage.office import letterhead_of


def get(books: Books, number: int) -> Closing:
    """A closing with all that its acta says. Raises UserError where there is none."""
    row = store.of_number(books.db, number)
    if row is None:
        raise UserError(_("No hay un acta de cierre N.º {number}.").format(number=number))
    own_id, own_hash = store.seal_of(books.db, row["id"])
    fields = Balance._fields
    return Closing(
        id=row["id"],
        number=row["number"],
        period=period_of(row),
        first_day=date.fromisoformat(row["first_day"]),
        closed_on=row["closed_on"],
        user=row["user"],
        documents=row["documents"],
        seal_id=row["seal_id"],
        seal_hash=row["seal_hash"],
        own_seal_id=own_id,
        own_seal_hash=own_hash,
        matters=[Matter(MatterKind(kind), count, detail) for kind, count, detail in json.loads(row["unfinished"])],
        notes=row["notes"],
        balances=[Balance(*(line[name] for name in fields)) for line in store.balances(books.db, row["id"])],
        numbers=[Numbers(*(line[name] for name in Numbers._fields)) for line in store.series(books.db, row["id"])],
        letterhead=letterhead_of(row),
        supervisor=(row["supervisor_name"], row["supervisor_document"]),
        reopening=None
        if row["reopened_on"] is None
        else Reopening(
            reason=row["reopened_why"],
            reopened_on=row["reopened_on"],
            user=row["reopened_by"],
            approved_by=row["reopening_approved_by"],
        ),
    )


def acta_pdf(books: Books, number: int, language: str = SPANISH) -> bytes:
    """The acta de cierre to sign, in ``es`` or ``en``; printed on a later day it says COPIA."""
    from ananea_desktop.documents.closing_acta import closing_acta_pdf

    with in_language(language):
        return closing_acta_pdf(get(books, number), books.today())
