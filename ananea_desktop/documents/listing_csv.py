"""A listing as CSV: for programs, so plain numbers; the text can start no formula in a spreadsheet."""

import csv
from decimal import Decimal
from io import StringIO

from ananea_desktop.documents.listing import AMOUNT, QUANTITY, STEP_ROWS, Listing, Value
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.domain.text import harmless


def listing_csv(listing: Listing) -> bytes:
    """The whole file."""
    return at_once(csv_steps(listing))


def csv_steps(listing: Listing) -> Steps[bytes]:
    """UTF-8 with BOM, ``;`` between cells, decimal point, dates dd/mm/yyyy: the header and the rows, nothing else."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column.title) for column in listing.columns])
    for number, row in enumerate(listing.rows):
        if number % STEP_ROWS == 0:
            yield
        cells = zip(listing.cells(row), listing.columns, strict=True)
        writer.writerow([_cell(value, column.kind) for value, column in cells])
    # A lone surrogate, from a bad file name or clipboard, has no UTF-8: it becomes "?".
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", errors="replace")


def _cell(value: Value, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _harmless(value)
    if isinstance(value, int):
        decimals = {AMOUNT: -2, QUANTITY: -3}.get(kind, 0)
        number = Decimal(value).scaleb(decimals)
        return f"{number.normalize() if kind == QUANTITY else number:f}"
    return format_date(value)


def _harmless(text: str) -> str:
    """NUL ends a file for many readers: left out."""
    return harmless(text.replace("\0", ""))
