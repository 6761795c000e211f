"""What stands behind a bar of a chart: its rows as a list, and what each opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents.listing import Column, Value
from ananea_desktop.documents.listing import Row as PaperRow
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books

Target = tuple[str, int]
"""The table and the id of the record that a row opens."""


@dataclass(frozen=True, kw_only=True)
class Found:
    columns: Sequence[Column]
    rows: list[PaperRow]
    totals: Sequence[Value]
    targets: list[Target | None]
    days: tuple[date | None, date] | None
    """The first and the last day that the rows are of: no first one where they are of all time until then, none of
    both where they are of today's register."""


Finder = Callable[[Books, str, Sequence[str], date, date], Steps[Found]]


def days_of_key(key: str) -> tuple[date, date]:
    """The first and the last day of a year or month. Raises LookupError where ``key`` is none."""
    try:
        year, month = int(key[:4]), int(key[5:7] or 0)
        after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
        return date(year, month or 1, 1), date.fromordinal(after.toordinal() - 1)
    except ValueError as fault:
        raise LookupError(key) from fault
