"""Listings as paper, spreadsheet and CSV: the same values, each in its own way, and never a formula."""

import csv
import re
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

import ananea_desktop
from ananea_desktop.documents import fonts
from ananea_desktop.documents.listing import Column, GroupRow
from ananea_desktop.documents.listing_columns import place_columns
from ananea_desktop.documents.listing_csv import listing_csv
from ananea_desktop.documents.listing_pdf import listing_pdf
from ananea_desktop.documents.listing_xlsx import listing_xlsx
from ananea_desktop.domain.steps import at_once
from tests.documents.papers import (
    HOSTILE_NAMES,
    a_letterhead,
    a_listing,
    a_register,
    assert_reads_as_stored,
    ink_edges,
    page_letters,
    page_texts,
)

FORMULAS = ["=1+1", "+51 900 000 214", "-2", "@SUM(A1)", "\t=1", "\r=1", "http://example.org", "00041527", "1e5"]


def sheet_rows(xlsx: bytes) -> list[list[Any]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(xlsx))
    return workbook.get_sheet_by_index(0).to_python()


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def a_column_of(texts: list[str]) -> Any:
    return a_listing(columns=(Column("Nombre"),), rows=[[text] for text in texts], totals=None, notes=())


def test_listing_reads_as_stored():
    assert_reads_as_stored(listing_pdf(a_listing()), "lista-proyectos")


def test_sample_landscape_listing_reads_as_stored():
    assert_reads_as_stored(listing_pdf(a_register(3, letterhead=a_letterhead(is_sample=True))), "lista-padron-muestra")


def test_thirty_four_members_fit_one_landscape_page():
    assert len(page_texts(listing_pdf(a_register(34)))) == 1


def test_header_title_and_page_number_stand_on_every_page():
    texts = page_texts(listing_pdf(a_register(110)))
    assert len(texts) == 4
    for number, text in enumerate(texts, start=1):
        assert "Padrón de socios" in text
        assert "Apellidos y nombres" in text
        assert f"página {number} de 4" in text
        assert "Impreso el 23/11/2026" in text
    assert "En total" in texts[-1]


@pytest.mark.parametrize("members", range(30, 41))
def test_totals_never_stand_alone_on_a_page(members: int):
    last = page_texts(listing_pdf(a_register(members)))[-1]
    assert f"Saturnina {members - 1}" in last
    assert "En total" in last


def test_heading_stays_with_its_rows():
    rows = [row for i in range(60) for row in (GroupRow(f"Rubro {i}"), [f"Proyecto {i}", *[None] * 5])]
    for text in page_texts(listing_pdf(a_listing(rows=rows))):
        assert set(re.findall(r"Rubro (\d+)", text)) == set(re.findall(r"Proyecto (\d+)", text))


def test_long_texts_wrap_and_nothing_is_cut():
    long = "W" * 3000
    rows = [[long, "z" * 200, date(2026, 1, 2), 1, 99_999_999_999, -99_999_999_999]]
    pdf = listing_pdf(a_listing(rows=rows, title="T" * 200, subtitle="S" * 200, notes=("N" * 400,)))
    letters = page_letters(pdf)
    assert letters.count("W") == 3000
    assert letters.count("z") == 200
    assert letters.count("N") >= 400
    assert "−999,999,999.99" in letters
    assert min(ink_edges(pdf)) > 18


def test_many_columns_still_fit_the_page():
    columns = [Column(f"Monto {i}", "amount") for i in range(14)]
    pdf = listing_pdf(a_listing(columns=columns, rows=[[12_345_678] * 14], totals=[99_999_999] * 14))
    assert page_letters(pdf).count("123,456.78") == 14
    assert min(ink_edges(pdf)) > 18


@pytest.mark.parametrize("title", ["Gastado en el año S/", "Votes: yes / no / abst."])
def test_a_long_title_over_narrow_cells_takes_two_lines(title: str):
    listing = a_listing(columns=(Column("Actividad"), Column(title, "amount")), rows=[["Chutes", 100]], totals=None)
    face, (_name, place) = at_once(place_columns(listing, 0, 500))
    assert len(fonts.wrap(title, face.header.font, face.header.size, place.width)) == 2


def test_empty_listing_says_so():
    (text,) = page_texts(listing_pdf(a_listing(rows=(), totals=None)))
    assert "No hay datos en esta lista." in text


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_text_is_printed_literally(typed: str, shown: str):
    listing = a_listing(title=typed, rows=[[typed, typed, None, 1, 1, 1], GroupRow(typed)], notes=(typed,), foot=typed)
    assert page_letters(listing_pdf(listing)).count("".join(shown.split())) == 6
    assert listing_xlsx(listing)
    assert listing_csv(listing)


def test_equal_listings_give_equal_bytes():
    assert listing_pdf(a_listing()) == listing_pdf(a_listing())
    assert listing_xlsx(a_listing()) == listing_xlsx(a_listing())


def test_spreadsheet_holds_real_numbers_and_dates():
    rows = sheet_rows(listing_xlsx(a_listing()))
    assert [row[0] for row in rows[:3]] == [
        "Cooperativa Minera Señor de Ananea Ltda.",
        "Proyectos de Prima",
        "Año 2026",
    ]
    assert rows[4] == ["Proyecto", "Objetivo", "Fecha", "Cantidad", "Aprobado S/", "Saldo S/"]
    assert rows[5] == ["Organización y productividad", "", "", "", 123_456.0, -412.5]
    assert rows[6] == ["Mejora de la planta", "Reducir el polvo", date(2026, 3, 1), 1.5, 123_456.0, -412.5]
    assert rows[8] == ["<b>Dosificador & floculante", "=1+1", "", 12.0, 1.0, 999_999_999.99]
    assert rows[9] == ["Total", "", "", "", 123_457.0, 999_999_587.49]


def test_spreadsheet_takes_no_text_for_a_formula_a_link_or_a_number():
    xlsx = listing_xlsx(a_column_of(FORMULAS))
    with zipfile.ZipFile(BytesIO(xlsx)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    shown = [row[0] for row in sheet_rows(xlsx)[-len(FORMULAS) :]]
    assert [text.strip() for text in shown] == [text.strip() for text in FORMULAS]
    assert all(isinstance(text, str) for text in shown)


@pytest.mark.parametrize("title", ["Caja: 2026/11 [todo]?*\\", "'", "History", "x" * 200, "''a''"])
def test_any_title_gives_a_sheet_that_opens(title: str):
    assert sheet_rows(listing_xlsx(a_listing(title=title)))[1][0] == title


def test_sample_spreadsheet_says_so():
    rows = sheet_rows(listing_xlsx(a_listing(letterhead=a_letterhead(is_sample=True))))
    assert any(row[0] == "MUESTRA: datos inventados" for row in rows)


def test_csv_holds_header_and_rows_for_programs():
    data = listing_csv(a_listing())
    assert data.startswith(b"\xef\xbb\xbfProyecto;Objetivo;Fecha;Cantidad;Aprobado S/;Saldo S/\r\n")
    rows = csv_rows(data)
    assert rows[2] == ["Mejora de la planta", "Reducir el polvo", "01/03/2026", "1.5", "123456.00", "-412.50"]
    assert rows[4] == ["<b>Dosificador & floculante", "'=1+1", "", "12", "1.00", "999999999.99"]
    assert len(rows) == 5


def test_csv_text_starts_no_formula():
    cells = [row[0] for row in csv_rows(listing_csv(a_column_of(FORMULAS)))[1:]]
    assert cells == [f"'{text}" if text[0] in "=+-@\t\r" else text for text in FORMULAS]


def test_no_paper_is_made_of_markup():
    """ReportLab's Paragraph reads markup out of names and opens files for it: nobody may use it but for the manual,
    whose text comes with the program and has nothing of the books in it."""
    package = Path(ananea_desktop.__file__).parent
    found = [path.name for path in package.rglob("*.py") if "Paragraph(" in path.read_text(encoding="utf-8")]
    assert found == ["manual_pdf.py"]
    assert not re.search(r"\b(storage|operations)\b", (package / "documents/manual_pdf.py").read_text(encoding="utf-8"))


def test_whoever_signs_stands_under_a_line_and_with_the_last_words() -> None:
    signers = (("Calsina Pari, Benigno", "Presidente"), ("", "Secretaria"), ("Ccama, Rosa", "Tesorera"), ("", "Comité"))
    for count in range(30, 45):
        texts = page_texts(listing_pdf(a_register(count, signers=signers, notes=("Acta n.º ____",))))
        (signed,) = (text for text in texts if "Presidente" in text)
        assert all(words in signed for words in ("Acta n.º ____", "Calsina Pari, Benigno", "Secretaria", "Comité"))
        assert texts[-1] == signed
    sheet = listing_xlsx(a_register(1, signers=signers))
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows][-1] == "Firma: Comité"
