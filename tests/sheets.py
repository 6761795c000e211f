"""Spreadsheets made on the spot: good ones, such as offices have, and such as someone makes to do harm."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

MEMBER_HEADINGS = ("N.º", "DNI", "Apellidos y nombres", "Sexo", "Fecha de ingreso", "Celular", "Estado")


def a_row(number: int = 1, **changes: Any) -> list[Any]:
    """A member as offices list them, whose DNI a spreadsheet took for a number."""
    row = {
        "number": number,
        "dni": 1_000_000 + number,
        "names": f"Quispe Mamani, Rosa {chr(64 + number % 26 + 1)}",
        "sex": "F",
        "admitted": date(2015, 2, 1),
        "phone": f"95100{number:04d}",
        "state": "Hábil",
    } | changes
    return list(row.values())


def xlsx(rows: Sequence[Sequence[Any]], name: str = "Hoja1", merged: Mapping[str, str] = {}, **more: Any) -> bytes:
    """``more``: further sheets by name."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"})
    for title, cells in {name: rows, **more}.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(cells):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        for place, text in merged.items() if title == name else ():
            sheet.merge_range(place, text)
    book.close()
    return buffer.getvalue()


def members_xlsx(count: int = 3, **changes: Any) -> bytes:
    return xlsx([MEMBER_HEADINGS, *(a_row(number, **changes) for number in range(1, count + 1))])


def csv(rows: Sequence[Sequence[Any]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    lines = [delimiter.join(f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def saved(folder: Path, data: bytes, name: str = "hoja.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def with_part(data: bytes, part: str, content: bytes | None = None, change: tuple[bytes, bytes] | None = None) -> bytes:
    """The same file with a part of its ZIP replaced, or something in the part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            kept = old.read(entry)
            if entry.filename == part:
                kept = content if content is not None else kept
                if change is not None:
                    assert change[0] in kept
                    kept = kept.replace(*change)
            new.writestr(entry.filename, kept)
    return buffer.getvalue()


def first_and_last_cell() -> bytes:
    """5 KB that make calamine ask for 17 thousand million cells."""
    cells = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", head + cells + b"</sheetData></worksheet>")


def first_and_last_cell_elsewhere() -> bytes:
    """The same in a part that is called a picture, and that the workbook calls its sheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first_and_last_cell())) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            name = "xl/media/p.png" if entry.filename == "xl/worksheets/sheet1.xml" else entry.filename
            new.writestr(name, old.read(entry).replace(b"worksheets/sheet1.xml", b"media/p.png"))
    return buffer.getvalue()


def a_bomb() -> bytes:
    """Some hundred KB that unpack to a hundred MB."""
    filling = b"<!-- " + b" " * (100 * 1024**2) + b" -->"
    return with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", b"<worksheet>" + filling + b"</worksheet>")


def with_entities() -> bytes:
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>'
    return with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", evil)


ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: Sequence[Sequence[str]], repeated_rows: int = 1, repeated_cells: int = 1) -> bytes:
    """As LibreOffice writes it: with empty cells and rows to its border."""
    cell = '<table:table-cell office:value-type="string"{repeat}><text:p>{text}</text:p></table:table-cell>'
    again = f' table:number-columns-repeated="{repeated_cells}"' if repeated_cells > 1 else ""
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated_rows}">'
        + "".join(cell.format(repeat=again, text=text) for text in row)
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return ods_of(lines + end)


def ods_of(table: str) -> bytes:
    """With these rows of XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Hoja1">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_MIME.decode()}"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS_MIME, zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()
