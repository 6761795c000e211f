"""Series and numbers: new each year where wanted, booklets written by hand, and the report of every number."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from ananea_desktop.documents.listing import GroupRow, Listing
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.operations import booklets, corrections, office, pending_prints, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.number_report import number_report, series_choices
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.operations.reports import make_report
from ananea_desktop.storage.check import check
from tests.builders import PERU, a_draft, a_profile, an_egreso, an_office, issue_anyway, issued


def at(books: Books, day: str) -> None:
    moment = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=PERU)
    books.clock = lambda: moment


def issue_on(books: Books, day: str) -> str:
    """Issued on a day, after its number was shown in the preview."""
    draft = a_draft(issued_on=f"{day[8:]}/{day[5:7]}/{day[:4]}")
    shown = receipts.preview(books, draft).number_text
    number = issue_anyway(books, draft).number_text
    assert number == shown
    return number


@pytest.fixture
def yearly() -> Iterator[Books]:
    books = an_office()
    at(books, "2026-12-30")
    assert issue_on(books, "2026-12-30") == "001-000001"
    office.save_profile(books, a_profile(yearly_series="yes"))
    yield books
    assert check(books.file).problems == []
    books.file.close()


def test_each_year_begins_a_series_and_a_back_dated_receipt_goes_into_its_own(yearly: Books) -> None:
    assert [issue_on(yearly, "2026-12-30"), issue_on(yearly, "2026-12-31")] == ["002-000001", "002-000002"]
    at(yearly, "2027-01-02")
    assert issue_on(yearly, "2027-01-02") == "003-000001"
    assert issue_on(yearly, "2026-12-31") == "002-000003"
    assert [issue_on(yearly, "2027-01-02"), issue_on(yearly, "2027-01-02")] == ["003-000002", "003-000003"]


def test_switched_off_the_first_series_goes_on_and_switched_on_again_the_year_does(yearly: Books) -> None:
    assert issue_on(yearly, "2026-12-30") == "002-000001"
    office.save_profile(yearly, a_profile(yearly_series="no"))
    assert issue_on(yearly, "2026-12-30") == "001-000002"
    office.save_profile(yearly, a_profile(yearly_series="yes"))
    assert issue_on(yearly, "2026-12-30") == "002-000002"


def test_kinds_have_years_of_their_own(yearly: Books) -> None:
    assert issue_on(yearly, "2026-12-30") == "002-000001"
    assert issue_anyway(yearly, an_egreso(issued_on="30/12/2026")).number_text == "002-000001"


def test_a_year_is_not_begun_by_looking_at_it(yearly: Books) -> None:
    before = list(yearly.db.iterdump())
    receipts.preview(yearly, a_draft(issued_on="02/01/2027"))
    assert list(yearly.db.iterdump()) == before


def test_the_paper_book_of_a_new_year_may_begin_later(yearly: Books) -> None:
    """The series of the year is not there yet when its first number is given."""
    office.set_first_number(yearly, ReceiptKind.IN, "124")
    assert issue_on(yearly, "2026-12-30") == "002-000124"


# booklets


def by_hand(books: Books, number: str, **changes: object) -> Receipt:
    draft = a_draft(**({"booklet": "002", "booklet_number": number, "issued_on": "20/11/2026"} | changes))
    return issue_anyway(books, draft)


def test_a_booklet_takes_the_next_free_series_and_its_receipts_their_own_numbers(books: Books) -> None:
    assert booklets.next_series(books) == {ReceiptKind.IN: "002", ReceiptKind.OUT: "002"}
    booklet = booklets.register(books, ReceiptKind.IN, "000051", "000055")
    assert (booklet.series, booklet.first, booklet.last, booklet.next_number) == ("002", 51, 55, 51)
    assert booklets.next_series(books)[ReceiptKind.IN] == "003"
    found = by_hand(books, "002-000053")
    assert (found.number_text, found.is_manual) == ("002-000053", True)
    assert issued(books).number_text == "001-000001"
    (listed,) = booklets.booklets(books)
    assert (listed.used, listed.next_number) == (1, 54)
    for number in ("54", "55"):
        by_hand(books, number)
    assert booklets.booklets(books)[0].next_number == 51
    for number in ("51", "52"):
        by_hand(books, number)
    assert booklets.booklets(books)[0].next_number is None
    assert check(books.file).problems == []


@pytest.mark.parametrize("number", ["", "50", "56", "x", "51.5", "٥١"])
def test_a_number_outside_the_booklet_is_refused_beside_its_field(books: Books, number: str) -> None:
    booklets.register(books, ReceiptKind.IN, "51", "55")
    with pytest.raises(InvalidRecord) as refused:
        by_hand(books, number)
    assert refused.value.problems == {
        "booklet_number": "Este talonario va del 000051 al 000055. Escriba el número del papel."
    }


def test_a_number_entered_before_is_refused_and_so_is_an_unknown_booklet(books: Books) -> None:
    booklets.register(books, ReceiptKind.IN, "51", "55")
    by_hand(books, "51")
    for changes, sentence in (
        ({}, "El 002-000051 ya está anotado. Revise el número del papel."),
        ({"kind": ReceiptKind.OUT}, "No hay un talonario 002 de este tipo. Regístrelo primero."),
        ({"booklet": "001"}, "No hay un talonario 001 de este tipo. Regístrelo primero."),
    ):
        with pytest.raises(InvalidRecord) as refused:
            by_hand(books, "51", **changes)
        assert refused.value.problems == {"booklet_number": sentence}


def test_what_was_written_by_hand_never_waits_for_the_printer(books: Books) -> None:
    booklets.register(books, ReceiptKind.IN, "1", "5")
    receipts.issue(books, a_draft(booklet="002", booklet_number="1"), ALL, to_print=True)
    assert pending_prints.pending_prints(books) == []


def test_without_a_date_a_receipt_of_a_booklet_is_not_saved(books: Books) -> None:
    booklets.register(books, ReceiptKind.IN, "1", "5")
    with pytest.raises(InvalidRecord) as refused:
        by_hand(books, "1", issued_on="")
    assert list(refused.value.problems) == ["issued_on"]


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [("", "50", "first"), ("0", "50", "first"), ("1", "x", "last"), ("50", "1", "last"), ("1", "10001", "last")],
)
def test_bad_booklet_is_answered_beside_its_field(books: Books, first: str, last: str, field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        booklets.register(books, ReceiptKind.OUT, first, last)
    assert list(refused.value.problems) == [field]
    assert booklets.booklets(books) == []


def test_only_signed_receipts_have_booklets(books: Books) -> None:
    with pytest.raises(InvalidRecord):
        booklets.register(books, ReceiptKind.TRANSFER, "1", "50")


def test_a_booklet_beside_yearly_series(yearly: Books) -> None:
    booklets.register(yearly, ReceiptKind.IN, "1", "5")
    assert issue_on(yearly, "2026-12-30") == "003-000001"
    assert by_hand(yearly, "2").number_text == "002-000002"


# the report


def lines(listing: Listing) -> list[list[object]]:
    return [[row.text] if isinstance(row, GroupRow) else [row[0], row[2], row[6]] for row in listing.rows]


def test_every_number_and_what_became_of_it(books: Books) -> None:
    issued(books)
    receipts.annul(books, issued(books).id, "Monto equivocado")
    spent = issue_anyway(books, an_egreso())
    corrections.reverse(books, corrections.ReversalDraft(receipt_id=spent.id, reason="Doble"))
    booklets.register(books, ReceiptKind.IN, "51", "55")
    by_hand(books, "53")
    listing = number_report(books, None)
    assert listing.subtitle == (
        "No falta ningún número. Emitidos: 4. Anulados: 1. Sin usar en talonarios: 4. De todos los años."
    )
    assert lines(listing) == [
        ["Recibo de ingreso · serie 001: del 000001 al 000003"],
        ["001-000001", "Emitido", ""],
        ["001-000002", "ANULADO", "Anulado el 23/11/2026 por Rosa: Monto equivocado"],
        ["001-000003", "Extorno", "Extorna el recibo de egreso 001-000001"],
        ["Recibo de ingreso · serie 002 (talonario a mano): del 000051 al 000055"],
        ["002-000051 … 000052", "Sin usar", "2 hojas del talonario"],
        ["002-000053", "Emitido", ""],
        ["002-000054 … 000055", "Sin usar", "2 hojas del talonario"],
        ["Recibo de egreso · serie 001: del 000001 al 000001"],
        ["001-000001", "Extornado", "Extornado por el 001-000003"],
    ]
    assert [key for key, _name in series_choices(books)] == [("in", "001"), ("in", "002"), ("out", "001")]
    only = number_report(books, None, (ReceiptKind.OUT, "001"))
    assert lines(only) == lines(listing)[-2:]


def test_a_missing_number_is_said_at_the_top_and_in_its_place(books: Books) -> None:
    for _number in range(6):
        issued(books)
    issue_anyway(books, an_egreso())
    for name in ("receipts_frozen_delete", "receipt_lines_frozen_delete"):
        books.db.execute(f"DROP TRIGGER {name}")
    books.db.execute("PRAGMA foreign_keys = OFF")
    books.db.execute("DELETE FROM receipts WHERE id IN (2, 3, 6)")
    listing = number_report(books, None)
    assert listing.subtitle.startswith(
        "Faltan 3 números: Recibo de ingreso 001-000002 … 000003, Recibo de ingreso 001-000006."
    )
    assert lines(listing)[1:6] == [
        ["001-000001", "Emitido", ""],
        ["001-000002 … 000003", "FALTA", "2 números no están"],
        ["001-000004", "Emitido", ""],
        ["001-000005", "Emitido", ""],
        ["001-000006", "FALTA", "1 número no está en el libro"],
    ]
    assert number_report(books, 1999).subtitle.startswith("Faltan 3 números")


def test_of_a_year_only_its_numbers_stand_in_it(books: Books) -> None:
    issued(books, issued_on="30/12/2025")
    issued(books)
    issued(books)
    assert [row[0] for row in lines(number_report(books, 2025))[1:]] == ["001-000001"]
    of_this_year = number_report(books, 2026)
    assert lines(of_this_year)[0] == ["Recibo de ingreso · serie 001, en 2026: del 000002 al 000003"]
    assert of_this_year.subtitle.startswith("No falta ningún número.")
    assert number_report(books, 2025).name == "numeros-2025"
    assert lines(number_report(books, 2024)) == []


def test_the_spreadsheet_says_the_same(books: Books) -> None:
    receipts.annul(books, issued(books).id, "Monto equivocado")
    sheet = CalamineWorkbook.from_filelike(BytesIO(make_report(books, "numeros", None, "es", "xlsx")))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert any("No falta ningún número." in str(cell) for row in rows for cell in row)
    assert any("Anulado el 23/11/2026 por Rosa: Monto equivocado" in str(cell) for row in rows for cell in row)
