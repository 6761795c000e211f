"""A record as it once stood: its texts for the form, so that it comes back through the gate with its doubts."""

from datetime import date, datetime
from typing import NamedTuple

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.fields import Kind, RecordType
from ananea_desktop.domain.language import _
from ananea_desktop.operations import discarding
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import records
from ananea_desktop.storage import undoing as store

_STAY = {"members": ("state", "state_since"), "premium_projects": ("state",)}
"""What has dated rows of its own and stays as it is today."""

_NAMES = {
    "supplier_id": "supplier_name",
    "member_id": "member_name",
    "credits_id": "credits_words",
    "training_session_id": "training_topic",
    "quotation_request_id": "quotation_subject",
}
"""Under what name the list has that of a row that is referred to."""


class Version(NamedTuple):
    texts: dict[str, str]
    names: dict[str, str]
    """How the rows it refers to are called, as a record of the list has them."""
    until: datetime
    """When it was noted."""
    by: str


def version(books: Books, record_type: RecordType, record_id: int, history_id: int) -> Version:
    """Raises UserError where what it refers to is there no more."""
    row = records.history_row(books.db, history_id)
    assert (row["table_name"], row["record_id"]) == (record_type.table, record_id)
    values = row["after"]
    for field in record_type.fields:
        if field.kind is Kind.DATE and values.get(field.name):
            values[field.name] = date.fromisoformat(values[field.name])
    stay = _STAY.get(record_type.table, ())
    texts = {name: text for name, text in record_type.texts(values).items() if name in values and name not in stay}
    names = {}
    for field in record_type.fields:
        given = values.get(field.name)
        if field.kind is Kind.REFERENCE and given:
            if not store.is_there(books.db, (field.references, given)):
                raise UserError(_("Esa versión se refiere a algo que ya no está: no puede volver."))
            found = discarding.TYPES.get(field.references)
            if found is not None and field.name in _NAMES:
                names[_NAMES[field.name]] = found.name_of(records.get(books.db, found, given))
    return Version(texts, names, datetime.fromisoformat(row["at"]).astimezone(), row["user"])
