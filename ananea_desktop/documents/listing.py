"""Any list on paper, as plain values: one description gives the PDF, the spreadsheet and the CSV file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount, format_quantity
from ananea_desktop.domain.receipts import Letterhead

Value = str | int | date | None
"""Text; céntimos of an amount; thousandths of a quantity; a whole number; a date; nothing."""

TEXT = "text"
AMOUNT = "amount"
DATE = "date"
INTEGER = "integer"
QUANTITY = "quantity"
BLANK = "blank"
"""An empty box on paper, to be filled in by hand; an empty cell in a file."""
KINDS = (TEXT, AMOUNT, DATE, INTEGER, QUANTITY, BLANK)
STEP_ROWS = 500
"""Rows that are written before a long list gives way to other work (domain.steps)."""
NUMBERS = (AMOUNT, INTEGER, QUANTITY)
SHARING = (TEXT, BLANK)
"""The kinds of columns that share what width is left."""


@dataclass(frozen=True)
class Column:
    """A column; text columns and blank ones share by ``weight`` the width that figures and dates leave."""

    title: str
    kind: str = TEXT
    weight: float = 1.0
    personal: str = ""
    """What datum of a person it carries, in words as «documento»; the list says so (Ley 29733)."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(self.kind)


@dataclass(frozen=True)
class GroupRow:
    """A heading among the rows. Its text takes the place of its first, empty values; it may carry sums."""

    text: str
    values: Sequence[Value] = ()

    def cells(self, columns: int) -> list[Value]:
        """As a row of so many columns, the text in the first."""
        values = [*self.values, *[None] * columns][:columns]
        return [self.text, *values[1:]]


Row = Sequence[Value] | GroupRow


@dataclass(frozen=True, kw_only=True)
class Listing:
    name: str
    """For file names: ``padron``."""
    title: str
    subtitle: str = ""
    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Sequence[Value] | None = None
    notes: tuple[str, ...] = ()
    letterhead: Letterhead
    made_on: date
    """Printed on the paper; also the date inside the file, so that equal listings give equal bytes."""
    landscape: bool = False
    foot: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    """Name ("" where it is not known) and role of each who signs under the list."""
    rows_to_page: int = 0
    """Of a list that is signed row by row: so many rows of equal height on a page at most. 0: rows as high as they
    need."""

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The notes, and which data of persons the columns carry."""
        personal = ", ".join(dict.fromkeys(column.personal for column in self.columns if column.personal))
        if not personal or not self.rows:
            return self.notes
        notice = _("Contiene datos personales: {data}. Úselo solo para lo que se pidió (Ley 29733).")
        return (*self.notes, notice.format(data=personal))

    def cells(self, row: Row) -> Sequence[Value]:
        """One value for each column, of a heading row too."""
        return row.cells(len(self.columns)) if isinstance(row, GroupRow) else row


def shown(value: Value, kind: str) -> str:
    """The value as a person reads it: 1,234.50, 23/11/2026; nothing for ``None``."""
    if value is None:
        return ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str):
        return value
    if kind == AMOUNT:
        return format_amount(value)
    return format_quantity(value) if kind == QUANTITY else str(value)


def first_filled(values: Iterable[Value]) -> int | None:
    """Index of the first value after the first column that is not empty."""
    return next((index for index, value in enumerate(values) if index > 0 and value is not None), None)
