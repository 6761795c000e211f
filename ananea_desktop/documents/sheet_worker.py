"""The child process that reads a stranger's spreadsheet: what is asked and bytes in by stdin, rows out by stdout.

The first line says which sheet is wanted, and of what name the file is; the answer is one line of JSON with the facts,
then lines of some rows each, then ``[]``. A cell comes as its text, or null; what breaks in here breaks nothing else.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from typing import Any, BinaryIO

from ananea_desktop.documents import sheet_scan
from ananea_desktop.documents.picture_worker import limit_this_process
from ananea_desktop.documents.sheet_scan import (
    DAMAGED,
    ENCRYPTED,
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_SHEET,
    OLE_MAGIC,
    OPEN_QUOTE,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    WEB_PAGE,
    ZIP_MAGIC,
    Refused,
)

ROWS_AT_ONCE = 200
LONGEST_CELL = 32_767
"""Letters, as in Excel."""
DELIMITERS = ";,\t|"
_CSV_SAMPLE = 64 * 1024
_SPANISH = "áéíóúüñÁÉÍÓÚÜÑ"
_END = "\x01fin"
_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|table|head|body|meta|\?xml)\b", re.IGNORECASE)

Cell = str | None


def main() -> int:
    with open(0, "rb", closefd=False) as stream:
        wanted = json.loads(stream.readline())
        data = stream.read()
    with open(1, "wb", closefd=False) as answer:
        try:
            _answer(answer, data, wanted.get("sheet"))
        except Refused as reason:
            _write(answer, {"refused": reason.args[0], "row": reason.args[1] if len(reason.args) > 1 else 0})
        except MemoryError:
            _write(answer, {"refused": TOO_LARGE})
        except Exception as error:  # whatever a broken file makes the library raise: to the person it is damaged
            from ananea_desktop.domain.fault_report import fault_place

            is_locked = "password" in str(error).lower()
            _write(answer, {"refused": ENCRYPTED if is_locked else DAMAGED, "fault": fault_place(error)})
    return 0


def _write(stream: BinaryIO, content: Any) -> None:
    stream.write(json.dumps(content, separators=(",", ":")).encode("ascii") + b"\n")


def _answer(stream: BinaryIO, data: bytes, sheet: str | None) -> None:
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        facts, found = read_workbook(data, sheet)
    else:
        limit_this_process()
        facts, found = read_csv(data)
    _write(stream, facts)
    batch: list[tuple[int, list[Cell]]] = []
    for number, cells in found:
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if number > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
        batch.append((number, cells))
        if len(batch) == ROWS_AT_ONCE:
            _write(stream, batch)
            batch = []
    if batch:
        _write(stream, batch)
    _write(stream, [])


def read_workbook(data: bytes, sheet: str | None) -> tuple[dict[str, Any], Iterator[tuple[int, list[Cell]]]]:
    """The facts and the rows, numbered as in the sheet, of the sheet wanted or the first one. Raises Refused."""
    import python_calamine

    limit_this_process()
    kind: str = "xls"
    without_result: dict[str, list[str]] = {}
    if data.startswith(ZIP_MAGIC):
        kind, without_result = sheet_scan.scan_zip(data)
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(ENCRYPTED)
    book = python_calamine.load_workbook(io.BytesIO(data))
    names = [meta.name for meta in book.sheets_metadata if meta.typ is python_calamine.SheetTypeEnum.WorkSheet]
    names = names or list(book.sheet_names)
    if not names:
        raise Refused(NOT_A_SHEET)
    chosen = sheet if sheet in names else names[0]
    opened = book.get_sheet_by_name(chosen)
    if opened.total_height > MOST_ROWS:
        raise Refused(TOO_MANY_ROWS)
    if opened.total_width > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS)
    cells = without_result.get(sheet_scan.part_of(data, chosen), []) if any(without_result.values()) else []
    facts = {"format": kind, "sheets": names, "sheet": chosen, "without_result": cells, "encoding": ""}
    return facts, _rows(opened)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    if sheet.start is None:
        return
    padding: list[Cell] = [None] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):  # which begins at the first row, filled or not
        yield number, padding + [cell if cell.__class__ is str and cell else cell_text(cell) for cell in cells]


def cell_text(value: Any) -> Cell:
    """A cell as one would type it: dates dd/mm/yyyy, whole numbers without point, nothing for an empty one."""
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return value[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    return str(value)


def read_csv(data: bytes) -> tuple[dict[str, Any], Iterator[tuple[int, list[Cell]]]]:
    """The facts and the rows of text whose encoding and delimiter are found out. Raises Refused."""
    text, encoding = decoded(data)
    if "\0" in text[:_CSV_SAMPLE] or not text.strip():
        raise Refused(NOT_A_SHEET)
    if _WEB_PAGE.match(text):
        raise Refused(WEB_PAGE)
    delimiter = delimiter_of(text[:_CSV_SAMPLE])
    facts = {"format": "csv", "sheets": [""], "sheet": "", "without_result": [], "encoding": encoding}
    return facts | {"delimiter": delimiter}, _csv_rows(text, delimiter)


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(4 * LONGEST_CELL)
    lines = io.StringIO(text.replace("\0", ""), newline="")
    # the end stands in a row of its own, unless it is within a quotation that was never closed
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                raise Refused(OPEN_QUOTE, number)
            yield number, [cell if cell.strip() else None for cell in cells]
    except csv.Error as error:
        raise Refused(OPEN_QUOTE if "field limit" in str(error) and '"' in text else DAMAGED, number + 1) from error


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: what Excel and old programs in Peru write. Raises Refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if data.count(b"\0") > len(data) // 100:
        raise Refused(NOT_A_SHEET)
    text = data.decode("utf-8-sig", errors="replace")
    broken = text.count("\ufffd")
    if sum(map(text.count, _SPANISH)) > broken:
        return text, "UTF-8"  # but for some bytes: as Windows-1252 every Ñ of it would be two other letters
    # five bytes have no letter in Windows-1252
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def delimiter_of(text: str) -> str:
    """The sign that parts the lines into most cells, the same number in most of them; ``;`` where none does."""
    lines = [re.sub('"(?:[^"]|"")*"', "", line) for line in text.splitlines()[:40] if line.strip()]

    def score(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count))) if counts else 0
        return (counts.count(usual) if usual else 0, usual)

    return max(DELIMITERS, key=score)


if __name__ == "__main__":
    sys.exit(main())
