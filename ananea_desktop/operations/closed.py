"""What a closed month keeps from being written: asked by whoever reads the day of something, before anything is saved.

The file refuses it too (storage/closing_tables.py); here it is said beside the field.
"""

from datetime import date, timedelta

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import RecordType, Values
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import closings as store
from ananea_desktop.storage import records
from ananea_desktop.storage.errors import closed_sentence
from ananea_desktop.storage.rows import Row


def why_closed(books: Books, day: object, table: str = "receipts") -> str:
    """Why nothing of this day can be written any more, with what to do instead; empty where it can.

    ``table``: what is to be written, as storage calls it. What is no day is never closed.
    """
    closed = store.closed_through(books.db)
    if closed is None or not isinstance(day, date) or day > closed:
        return ""
    return closed_sentence(closed, table)


def why_not_there(books: Books, record_type: RecordType, values: Values, name: str, record_id: int | None) -> str:
    """The same of a record whose day is in its field ``name``; one that keeps its day is left to the file, which lets
    pass what may come later."""
    day = values.get(name)
    if record_id is not None and records.get(books.db, record_type, record_id)[name] == day:
        return ""
    return why_closed(books, day, record_type.table)


PATIENCE = 5
"""Days into a month before the closing of the last one is asked for on Inicio."""


def overdue(books: Books) -> date | None:
    """The end of the last month, where it has a document and is not closed PATIENCE days after its end; for Inicio."""
    today = books.today()
    last = today.replace(day=1) - timedelta(1)
    if today.day <= PATIENCE or not store.has_movement(books.db, last.replace(day=1), last):
        return None
    closed = store.closed_through(books.db)
    return last if closed is None or closed < last else None


def reopened(books: Books) -> Row | None:
    """The month that was opened again and not closed yet, as storage.closings has it."""
    return store.reopened(books.db)


def refuse_closed(books: Books, name: str, day: object, table: str) -> None:
    """Raises InvalidRecord with the sentence beside the field ``name``."""
    sentence = why_closed(books, day, table)
    if sentence:
        raise InvalidRecord(problems_sentence(1), {name: sentence})
