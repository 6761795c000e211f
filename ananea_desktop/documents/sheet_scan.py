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
OPEN_QUOTE = "open_quote"
WEB_PAGE = "web_page"

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,8})\d""")
_FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,8}(\d{6,})["']""")
_NO_RESULT = re.compile(
    rb"""<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"""
)
_TAG = re.compile(
    rb"""<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FILLED = (b"value", b"formula")
MOST_REPEATED = 64 * 1024**2
"""Bytes that an ODS may save by saying «the same again»."""


class Refused(Exception):
    """Its first argument is one of the reasons above; the second one, if there is one, the row."""


def scan_zip(data: bytes) -> tuple[str, dict[str, list[str]]]:
    """``xlsx`` or ``ods``, and by the part of a sheet its cells (C5) whose formula has no kept result.

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


def _scan(packed: zipfile.ZipFile) -> tuple[str, dict[str, list[str]]]:
    entries = packed.infolist()
    names = {entry.filename for entry in entries}
    kind = "xlsx" if "xl/workbook.xml" in names else "ods" if "content.xml" in names else ""
    if not kind:
        raise Refused(NOT_A_SHEET)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    if len(names) != len(entries) or (kind == "ods" and any(name.lower().startswith("xl/") for name in names)):
        raise Refused(DAMAGED)  # calamine would read what is not looked at here
    unpacked = 0
    without_result: dict[str, list[str]] = {}
    for entry in entries:  # of whatever name, for a workbook may call any part its sheet
        cells = without_result.setdefault(entry.filename, [])
        unpacked += _scan_part(packed, entry, MOST_UNPACKED - unpacked, cells)
    return kind, without_result


def part_of(data: bytes, sheet: str) -> str:
    """The part of an XLSX that holds a sheet, as its workbook says; "" where it does not say so. After ``scan_zip``."""
    from xml.etree import ElementTree

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        try:
            book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
            links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        except (KeyError, ElementTree.ParseError):
            return ""
    named = next((each for each in book.iter() if each.tag.endswith("}sheet") and each.get("name") == sheet), None)
    ids = [] if named is None else [value for name, value in named.items() if name.endswith("}id")]
    target = next((each.get("Target", "") for each in links if each.get("Id") in ids), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _scan_part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, without_result: list[str]) -> int:
    """The bytes that were really in it."""
    size = 0
    is_xml, is_sheet = entry.filename.lower().endswith((".xml", ".rels")), False
    tables = _OdsTables() if entry.filename == "content.xml" else None
    for block, overlap in _blocks(packed, entry):
        size += len(block) - overlap
        if size > most or (size > _BLOCK and size > MOST_RATIO * max(entry.compress_size, 1)):
            raise Refused(TOO_LARGE)
        if is_xml and (block.startswith((b"\xff\xfe", b"\xfe\xff")) or _ENTITIES.search(block)):
            raise Refused(HAS_ENTITIES)
        is_sheet = is_sheet or b"sheetData" in block
        if is_sheet:
            _scan_cells(block, without_result)
        elif tables is not None:
            tables.take(block[overlap:])
    return size


def _blocks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Each with the end of the one before, so that nothing is missed on the border, and how long that is."""
    with packed.open(entry) as stream:
        end = b""
        while block := stream.read(_BLOCK):
            yield end + block, len(end)
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


class _OdsTables:
    """How many rows and columns the tables of an ODS really come to, what is said to be repeated taken so often.

    LibreOffice itself ends each row and each table with empty ones repeated to its border; they count only where
    something filled comes after them, for only then does calamine make them.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._begin_table()
        self._saved = 0

    def _begin_table(self) -> None:
        self._rows = 0
        self._begin_row(1, 0)

    def _begin_row(self, repeated: int, begins: int) -> None:
        self._row_repeated, self._row_begins = repeated, begins
        self._cells = self._filled_to = 0

    def take(self, block: bytes) -> None:
        """The next bytes of the part. Raises Refused."""
        text = self._rest + block
        end = text.rfind(b"<")  # the last tag may go on in the next block
        end = len(text) if end < 0 else end
        for tag in _TAG.finditer(text, 0, end):
            closes, name, inside = tag[1], tag[2], tag[3]
            if name == b"table" and not closes:
                self._begin_table()
            elif name == b"table-row" and not closes:
                self._begin_row(_times(inside), tag.start())
            if name == b"table-row" and (closes or inside.endswith(b"/")):
                self._end_row(tag.end() - self._row_begins)
            elif name.endswith(b"table-cell") and not closes:
                self._add_cell(_times(inside), inside)
        self._rest = text[end:]
        self._row_begins -= end
        if len(self._rest) > _BLOCK:
            raise Refused(TOO_LARGE)

    def _add_cell(self, times: int, inside: bytes) -> None:
        self._cells += times
        if not any(word in inside for word in _FILLED):
            return
        self._filled_to = self._cells
        if self._cells > MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS)
        self._save(len(inside) * (times - 1))

    def _end_row(self, length: int) -> None:
        self._rows += self._row_repeated
        if self._filled_to and self._rows > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS)
        if self._filled_to:
            self._save(length * (self._row_repeated - 1))

    def _save(self, length: int) -> None:
        self._saved += length
        if self._saved > MOST_REPEATED:
            raise Refused(TOO_LARGE)


def _times(inside: bytes) -> int:
    found = _REPEATED.search(inside)
    if found is None:
        return 1
    number = (found[1] or found[2] or b"").removeprefix(b"+")
    if not number.isdigit():
        raise Refused(DAMAGED)
    return int(number) if len(number) < 9 else 10**9
