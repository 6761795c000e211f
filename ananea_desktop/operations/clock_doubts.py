"""Whether the computer's date can be true: an empty battery sets it years back, a slip of the hand years ahead."""

from datetime import date, timedelta
from typing import NamedTuple

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import receipt_facts

LONGEST_PAUSE = timedelta(days=400)
"""A computer's date that lies later than this after what was written last is doubted."""


class ClockDoubt(NamedTuple):
    """What the computer says, and the day of what was written last, both by its time zone of now."""

    today: date
    newest: date

    @property
    def sentence(self) -> str:
        return _(
            "La fecha de la computadora parece equivocada: dice {today}, y lo último se anotó el {newest}."
        ).format(today=format_date(self.today), newest=format_date(self.newest))


def clock_doubt(books: Books) -> ClockDoubt | None:
    """None where the date can be true. It is held against the document of money that was written last, not against the
    latest day: a date that was wrong once is forgotten with the next document of a right one."""
    last = receipt_facts.last_recorded(books.db)
    if last is None:
        return None
    today, newest = books.today(), last.astimezone(books.clock().tzinfo).date()
    return ClockDoubt(today, newest) if today < newest or today - newest > LONGEST_PAUSE else None
