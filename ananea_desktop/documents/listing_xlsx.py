"""A listing as a spreadsheet: real numbers and dates, and never a formula made of a name."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import chain
from typing import Any

from ananea_desktop.documents.listing import (
    AMOUNT,
    DATE,
    NUMBERS,
    QUANTITY,
    STEP_ROWS,
    TEXT,
    GroupRow,
    Listing,
    Value,
    shown,
)
from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps, at_once

_FORMATS = {AMOUNT: "#,##0.00", DATE: "dd/mm/yyyy", QUANTITY: "#,##0.###"}
_WHOLE_QUANTITY = "#,##0"
# XML knows neither control characters nor lone surrogates, and a cell no more than 32,767 letters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_TEXT = 32_767
_MAX_WIDTH = 60
_OPTIONS = {
    "constant_memory": True,  # row by row: a long list does not stand in the memory twice
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def listing_xlsx(listing: Listing) -> bytes:
    """The whole file."""
    return at_once(xlsx_steps(listing))


def xlsx_steps(listing: Listing) -> Steps[bytes]:
    """Title rows, a bold frozen header, the rows and the totals; equal listings give equal bytes."""
    import xlsxwriter

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties(
        {
            "title": _clean(listing.title),
            "author": _clean(listing.letterhead.name),
            "created": datetime.combine(listing.made_on, time.min),
        }
    )
    yield from _SheetWriter(workbook, listing).write()
    workbook.close()
    return buffer.getvalue()


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)[:_MAX_TEXT]


def _sheet_name(title: str) -> str:
    """What Excel takes: at most 31 letters, none of []:*?/\\, no apostrophe at the ends."""
    name = re.sub(r"[\[\]:*?/\\]", " ", _clean(title)).strip(" '")[:31].strip(" '")
    return name if name and name.casefold() != "history" else _("Lista")


class _SheetWriter:
    """The one sheet, written from the top."""

    def __init__(self, workbook: Any, listing: Listing) -> None:
        self._workbook = workbook
        self._listing = listing
        self._sheet = workbook.add_worksheet(_sheet_name(listing.title))
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self._row = 0

    def write(self) -> Steps[None]:
        listing, sheet = self._listing, self._sheet
        yield from self._set_page()
        self._write_titles()
        for index, column in enumerate(listing.columns):
            sheet.write_string(self._row, index, _clean(column.title), self._header_format(column.kind))
        self._row += 1
        sheet.freeze_panes(self._row, 0)
        sheet.repeat_rows(self._row - 1)
        for number, row in enumerate(listing.rows):
            if number % STEP_ROWS == 0:
                yield
            self._write_row(listing.cells(row), bold=isinstance(row, GroupRow))
        if listing.totals is not None:
            self._write_row(listing.totals, bold=True, ruled=True)
        self._row += 1
        for note in listing.all_notes:
            self._write_line(note)
        for name, role in listing.signers:
            self._row += 1
            self._write_line(_("Firma: {signer}").format(signer=", ".join(filter(None, (name, role)))))

    def _set_page(self) -> Steps[None]:
        sheet = self._sheet
        sheet.set_paper(9)  # A4
        if self._listing.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for index, column in enumerate(self._listing.columns):
            yield
            texts = (shown(self._listing.cells(row)[index], column.kind) for row in self._listing.rows)
            widest = max(map(len, chain([column.title], texts)))
            sheet.set_column(index, index, min(_MAX_WIDTH, widest + 3))

    def _write_titles(self) -> None:
        listing = self._listing
        self._write_line(listing.letterhead.name)
        self._write_line(listing.title, self._workbook.add_format({"bold": True, "font_size": 14}))
        if listing.subtitle:
            self._write_line(listing.subtitle)
        if listing.letterhead.is_sample:
            self._write_line(_("MUESTRA: datos inventados"), self._workbook.add_format({"bold": True}))
        self._row += 1

    def _write_line(self, text: str, form: Any = None) -> None:
        self._sheet.write_string(self._row, 0, _clean(text), form)
        self._row += 1

    def _write_row(self, values: Sequence[Value], bold: bool = False, ruled: bool = False) -> None:
        for index, (value, column) in enumerate(zip(values, self._listing.columns, strict=True)):
            self._write_cell(index, value, column.kind, bold, ruled)
        self._row += 1

    def _write_cell(self, index: int, value: Value, kind: str, bold: bool, ruled: bool) -> None:
        sheet, row = self._sheet, self._row
        if value is None:
            sheet.write_blank(row, index, None, self._format("", bold, ruled))
        elif isinstance(value, str):
            sheet.write_string(row, index, _clean(value), self._format("", bold, ruled))
        elif isinstance(value, date):
            sheet.write_datetime(row, index, value, self._format(_FORMATS[DATE], bold, ruled))
        else:
            number = Decimal(value).scaleb({AMOUNT: -2, QUANTITY: -3}.get(kind, 0))
            # Excel writes 12 as "12." under a format with optional decimals.
            whole = kind == QUANTITY and value % 1000 == 0
            form = self._format(_WHOLE_QUANTITY if whole else _FORMATS.get(kind, "0"), bold, ruled)
            sheet.write_number(row, index, float(number), form)

    def _header_format(self, kind: str) -> Any:
        align = "right" if kind in NUMBERS else "left"
        return self._workbook.add_format({"bold": True, "bottom": 1, "align": align, "text_wrap": kind == TEXT})

    def _format(self, number: str, bold: bool, ruled: bool) -> Any:
        """One format object for each look: Excel refuses files with too many."""
        key = (number, bold, ruled)
        if key not in self._formats:
            look = {"bold": bold, "top": 1 if ruled else 0, "valign": "top", "text_wrap": not number}
            if number:
                look["num_format"] = number
            elif not bold:
                look["num_format"] = "@"
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]
