"""What a spreadsheet file claims, looked at before a library believes it: sizes, entities, cells far beyond the table.

A file of 5 KB with A1 and XFD1048576 filled makes calamine take 17 thousand million cells and abort; the scan streams
through the parts of the ZIP and never holds one whole.
"""

import io
import re
import zipfile
from collections.abc import Iterator

MOST_BYTES = 64 * 1024**2
"""Of the file."""
MOST_ENTRIES = 2000
MOST_UNPACKED = 768 * 1024**2
"""Bytes of all parts together. A padrón of 100,000 rows unpacks to some 90 million."""
MOST_RATIO = 300
"""Unpacked to packed, of a part over a million bytes; a sheet of equal rows reaches about 100."""
MOST_ROWS = 200_000
MOST_COLUMNS = 120
_BLOCK = 1024**2
_OVERLAP = 4096

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NOT_A_SHEET = "not_a_sheet"
DAMAGED = "damaged"
ENCRYPTED = "encrypted"
TOO_LARGE = "too_large"
TOO_MANY_ROWS = "too_many_rows"
TOO_MANY_COLUMNS = "too_many_columns"
HAS_ENTITIES = "has_entities"

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,8})\d""")
_FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,8}(\d{6,})["']""")
_NO_RESULT = re.compile(
    rb"""<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"""
)
_REPEATED_CELL = re.compile(rb"<table:(?:covered-)?table-cell[^>]*number-columns-repeated=[\"'](\d+)[\"'][^>]*>")
_REPEATED_ROW = re.compile(rb"<table:table-row[^>]*number-rows-repeated=[\"'](\d+)[\"'][^>]*>(.{0,2000})", re.DOTALL)


class Refused(Exception):
    """Its argument is one of the reasons above."""


def scan_zip(data: bytes) -> tuple[str, list[str]]:
    """``xlsx`` or ``ods``, and the cells («Hoja: C5» without its sheet) whose formula has no kept result.

    Raises Refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _scan(packed)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refused(ENCRYPTED if "encrypted" in str(error) else DAMAGED) from error
    except Exception as error:
        if isinstance(error, Refused):
            raise
        raise Refused(DAMAGED) from error  # zlib's own error among them


def _scan(packed: zipfile.ZipFile) -> tuple[str, list[str]]:
    entries = packed.infolist()
    names = {entry.filename for entry in entries}
    kind = "xlsx" if "xl/workbook.xml" in names else "ods" if "content.xml" in names else ""
    if not kind:
        raise Refused(NOT_A_SHEET)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    if len(names) != len(entries):
        raise Refused(DAMAGED)
    unpacked = 0
    without_result: list[str] = []
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        unpacked += _scan_part(packed, entry, MOST_UNPACKED - unpacked, without_result)
    return kind, without_result


def _scan_part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, without_result: list[str]) -> int:
    """The bytes that were really in it."""
    size = 0
    is_sheet = entry.filename.startswith("xl/worksheets/")
    for block in _blocks(packed, entry):
        size += len(block)
        if size > most or (size > _BLOCK and size > MOST_RATIO * max(entry.compress_size, 1)):
            raise Refused(TOO_LARGE)
        if block.startswith((b"\xff\xfe", b"\xfe\xff")) or _ENTITIES.search(block):
            raise Refused(HAS_ENTITIES)
        if is_sheet:
            _scan_cells(block, without_result)
        elif entry.filename == "content.xml":
            _scan_repeats(block)
    return size


def _blocks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Each with the end of the one before, so that nothing is missed on the border."""
    with packed.open(entry) as stream:
        end = b""
        while block := stream.read(_BLOCK):
            yield end + block
            end = block[-_OVERLAP:]


def _scan_cells(block: bytes, without_result: list[str]) -> None:
    for letters in set(_COLUMN.findall(block)):
        if column_number(letters.decode()) > MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
    for row in _FAR_ROW.findall(block):
        if len(row) > 9 or int(row) > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS)
    if b"<f" in block and len(without_result) < 100:
        for cell in _NO_RESULT.findall(block):
            if cell.decode() not in without_result:
                without_result.append(cell.decode())


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _scan_repeats(block: bytes) -> None:
    """LibreOffice itself ends each sheet with empty cells and rows repeated to its border; a filled one is no table."""
    for found in _REPEATED_CELL.finditer(block):
        if (len(found[1]) > 6 or int(found[1]) > MOST_COLUMNS) and b"value-type" in found[0]:
            raise Refused(TOO_MANY_COLUMNS)
    for found in _REPEATED_ROW.finditer(block):
        row = found[2].partition(b"</table:table-row>")[0]
        if (len(found[1]) > 6 or int(found[1]) > 1000) and b"value-type" in row:
            raise Refused(TOO_MANY_ROWS)
