"""Every paper and list of the sample, with whatever a person could have typed made hostile: markup, formulas, links and
two hundred letters without a blank."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from ananea_desktop.operations import sample
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.reports import REPORTS, make_report

MARKUP = '=1+1 <b>Rosa</b> & <img src="file:///etc/hostname"/> <a href="http://192.0.2.1">x</a> </para> {x} %s \\'
LONG = "W" * 200
_CODED = ("sqlite_%", "_sqlite%", "%_search%", "history", "drafts", "preferences", "presentations", "seals")
_LIVE = (b"/URI", b"/JavaScript", b"/Launch", b"/GoToR", b"/EmbeddedFile")


def with_typed(text: str) -> Books:
    """The sample, with what people typed replaced: every text with a blank in it, for codes and days have none.

    Each row's is told apart by its number, as names must be.
    """
    books = books_in_memory()
    sample.write_sample(books)
    db = books.db
    triggers = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()]
    for name in triggers:
        db.execute(f'DROP TRIGGER "{name}"')
    refused = " AND ".join(f"name NOT LIKE '{each}'" for each in _CODED)
    tables = [
        row[0]
        for row in db.execute(
            f"SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' AND {refused}"
        )
    ]
    replaced = 0
    for table in tables:
        for _cid, column, kind, *_rest in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            if kind == "TEXT":
                replaced += db.execute(
                    f'UPDATE OR IGNORE "{table}" SET "{column}" = ? || \' \' || rowid'
                    f" WHERE \"{column}\" LIKE '% %' AND substr(\"{column}\", 1, 1) NOT IN ('{{', '[')",
                    (text,),
                ).rowcount
    assert replaced > 500
    return books


@pytest.fixture(scope="module")
def marked() -> Books:
    return with_typed(MARKUP)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def refuse_live(pdf: bytes) -> None:
    assert [each for each in _LIVE if each in pdf] == []


def test_every_paper_prints_markup_as_it_was_typed(marked: Books, tmp_path: Path) -> None:
    literal = 0
    for path in sample.write_papers(marked, tmp_path):
        if path.suffix == ".pdf":
            pdf = path.read_bytes()
            refuse_live(pdf)
            literal += "<b>Rosa</b>" in words_of(pdf)
    assert literal > 20


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if report.make is not None])
def test_no_list_has_a_formula_or_a_link(marked: Books, name: str) -> None:
    rows = csv.reader(io.StringIO(make_report(marked, name, None, "es", "csv").decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)", cell)] == []
    with zipfile.ZipFile(io.BytesIO(make_report(marked, name, None, "es", "xlsx"))) as book:
        for part in book.namelist():
            if part.startswith("xl/worksheets/"):
                sheet = book.read(part)
                assert b"<f>" not in sheet or b"<f>SUM(" in sheet, part  # totals are the program's own
                assert b"<hyperlink" not in sheet
                assert not re.search(rb"<f>(?!SUM|SUBTOTAL)", sheet)
    refuse_live(make_report(marked, name, None, "es", "pdf"))


def test_no_paper_breaks_on_two_hundred_letters_without_a_blank(tmp_path: Path) -> None:
    books = with_typed(LONG)
    for path in sample.write_papers(books, tmp_path):
        if path.name.startswith("recibo-"):
            assert re.search(r"\b\d{6}\b", words_of(path.read_bytes())), f"the number is off the page: {path.name}"
    for name, report in REPORTS.items():
        if report.make is not None:
            words_of(make_report(books, name, None, "es", "pdf"))
