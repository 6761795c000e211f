"""Spreadsheets of strangers: what offices have is read, what does harm is refused, and the program goes on."""

from collections.abc import Callable
from datetime import date

import pytest

from ananea_desktop.documents import sheet_scan
from ananea_desktop.documents.spreadsheet import SheetReader, Table
from ananea_desktop.domain.errors import UserError
from tests import sheets


def read(data: bytes, sheet: str | None = None) -> Table:
    return SheetReader().read(data, "hoja", sheet)


def rows(data: bytes) -> list[tuple[int, list[str | None]]]:
    return read(data).first(1000)


def test_cells_come_as_one_would_type_them() -> None:
    found = rows(sheets.xlsx([["a", None, 12.0, 3.5, date(2015, 2, 1), True]]))
    assert found == [(1, ["a", None, "12", "3.5", "01/02/2015", "Sí"])]


def test_rows_keep_their_numbers_wherever_the_table_begins() -> None:
    assert rows(sheets.xlsx([[], [], [None, None, "a", "b"], [], [None, None, "c"]])) == [
        (3, [None, None, "a", "b"]),
        (5, [None, None, "c"]),
    ]


def test_sheets_are_listed_and_one_is_chosen() -> None:
    data = sheets.xlsx([["a"]], "Padrón", Otra=[["b"]])
    assert read(data).sheets == ["Padrón", "Otra"]
    assert read(data, "Otra").first(1) == [(1, ["b"])]


def test_a_wrong_dimension_hides_no_row() -> None:
    data = sheets.xlsx([["a", "b"], ["c", "d"]])
    wrong = sheets.with_part(data, "xl/worksheets/sheet1.xml", change=(b'ref="A1:B2"', b'ref="A1"'))
    assert len(rows(wrong)) == 2


def test_a_formula_without_a_result_is_named() -> None:
    data = sheets.xlsx([["a", 1.0]])
    cell = b'<c r="B1"><v>1</v></c>'
    formula = sheets.with_part(data, "xl/worksheets/sheet1.xml", change=(cell, b'<c r="B1"><f>1+1</f></c>'))
    assert read(formula).without_result == ["B1"]
    kept = sheets.with_part(data, "xl/worksheets/sheet1.xml", change=(cell, b'<c r="B1"><f>1+1</f><v>2</v></c>'))
    assert read(kept).without_result == []
    two = sheets.with_part(
        sheets.xlsx([["a", 1.0]], Otra=[["b"]]),
        "xl/worksheets/sheet1.xml",
        change=(cell, b'<c r="B1"><f>1+1</f></c>'),
    )
    assert (read(two).without_result, read(two, "Otra").without_result) == (["B1"], [])
    assert rows(kept) == [(1, ["a", "2"])]


def test_ods_is_read_with_its_empty_border() -> None:
    assert rows(sheets.ods([["a", "b"], ["Ñáñez", ""]])) == [(1, ["a", "b"]), (2, ["Ñáñez"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_any_kind(encoding: str, delimiter: str) -> None:
    data = sheets.csv([["DNI", "Nombre"], ["01234567", f"Ñáñez{delimiter} José"]], delimiter, encoding)
    assert rows(data) == [(1, ["DNI", "Nombre"]), (2, ["01234567", f"Ñáñez{delimiter} José"])]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (sheets.first_and_last_cell, "120 columnas"),
        (sheets.a_bomb, "demasiado grande"),
        (sheets.with_entities, "instrucciones"),
        (lambda: sheets.ods([["a"]], repeated_rows=1_000_000), "filas"),
        (lambda: sheets.ods([["a"]], repeated_cells=16_000), "columnas"),
        (lambda: b"PK\x03\x04 no zip at all", "No se pudo leer"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "No se pudo leer"),
        (lambda: bytes(range(256)) * 40, "No es una hoja"),
        (lambda: sheets.members_xlsx()[:-200], "No se pudo leer"),
    ],
)
def test_what_does_harm_is_refused_with_a_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(UserError) as refused:
        read(make())
    assert words in refused.value.sentence


FILLED = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
REPEATED = "table:number-rows-repeated"
EMPTY_16000 = '<table:table-cell table:number-columns-repeated="16000"/>'


def ods_row(cells: str, again: str = "") -> str:
    return f"<table:table-row {again}>{cells}</table:table-row>"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (sheets.first_and_last_cell_elsewhere, sheet_scan.TOO_MANY_COLUMNS),
        (
            lambda: sheets.ods_of(
                ods_row(FILLED, 'table:number-rows-repeated="2"')
                + ods_row(FILLED, 'table:number-rows-repeated="900000"')
            ),
            sheet_scan.TOO_MANY_ROWS,
        ),
        (
            lambda: sheets.ods_of(ods_row(FILLED, "x='>' table:number-rows-repeated = '900000'")),
            sheet_scan.TOO_MANY_ROWS,
        ),
        (
            lambda: sheets.ods_of(ods_row('<table:table-cell office:value="1" table:number-columns-repeated="9000"/>')),
            sheet_scan.TOO_MANY_COLUMNS,
        ),
        (lambda: sheets.ods_of(ods_row(EMPTY_16000 + FILLED) * 20_000), sheet_scan.TOO_MANY_COLUMNS),
        (
            lambda: sheets.ods_of(
                ods_row("<table:table-cell/>", 'table:number-rows-repeated="900000"') + ods_row(FILLED)
            ),
            sheet_scan.TOO_MANY_ROWS,
        ),
        (
            lambda: sheets.ods_of(ods_row(FILLED * 20, 'table:number-rows-repeated="1000"') * 90),
            sheet_scan.TOO_LARGE,
        ),
        (lambda: sheets.ods_of(ods_row(FILLED, 'table:number-rows-repeated="x"')), sheet_scan.DAMAGED),
    ],
)
def test_what_takes_all_memory_is_seen_before_a_library_opens_it(make: Callable[[], bytes], reason: str) -> None:
    """Where the system knows no limits for a process, nothing else keeps the machine from it."""
    with pytest.raises(sheet_scan.Refused, match=reason):
        sheet_scan.scan_zip(make())


def test_a_quotation_that_is_never_closed_swallows_no_rows() -> None:
    with pytest.raises(UserError, match="fila 2"):
        read(b'dni;nombre\r\n1;"Pepe\r\n2;Juan\r\n3;Ana\r\n')
    with pytest.raises(UserError, match="fila 2"):
        read(b'dni;nombre\r\n1;"Pepe\r\n' + b"2;Juan\r\n" * 50_000)
    assert rows(b'dni;nombre\r\n1;"El Minero" SAC\r\n2;tubo 1/2"') == [
        (1, ["dni", "nombre"]),
        (2, ["1", "El Minero SAC"]),
        (3, ["2", 'tubo 1/2"']),
    ]


def test_a_web_page_that_is_called_xls_is_no_row_of_text() -> None:
    with pytest.raises(UserError, match="página web"):
        read(b"<html><table><tr><td>DNI</td></tr></table></html>")


def test_what_is_stopped_gives_nothing() -> None:
    reader = SheetReader()
    reader.stop()
    with pytest.raises(UserError, match="Se detuvo"):
        reader.read(sheets.members_xlsx(), "hoja")


def test_what_broke_in_the_child_is_in_the_log_and_none_of_the_file(caplog: pytest.LogCaptureFixture) -> None:
    change = (b"</workbook>", b"<Rosa Quispe></wrong>")
    data = sheets.with_part(sheets.members_xlsx(3), "xl/workbook.xml", change=change)
    with caplog.at_level("INFO"), pytest.raises(UserError):
        SheetReader().read(data, "rota.xlsx")
    assert "a spreadsheet was refused after" in caplog.text
    assert "Rosa" not in caplog.text
