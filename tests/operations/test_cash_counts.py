"""A cash count is numbered, explained and frozen, changes no balance, and forbids annulling what it saw."""

import sqlite3

import pytest

from ananea_desktop.domain.cash_counts import DENOMINATIONS, denomination_name, difference_text
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.operations import cash_counts, checking, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_counts import CashCountDraft
from tests.builders import TILL, a_line, issued, save_account
from tests.documents.papers import page_texts


def a_count(**changes: object) -> CashCountDraft:
    given: dict[str, object] = {
        "account_id": TILL,
        "quantities": {"5000": "1", "100": "", "20": "5"},
        "witness_name": "Calsina Pari, Benigno",
        "witness_title": "Consejo de vigilancia",
    }
    return CashCountDraft(**(given | changes))  # type: ignore[arg-type]


def test_a_count_that_agrees_needs_no_explanation(books: Books) -> None:
    issued(books, a_line(amount="51.00"))
    made = cash_counts.get(books, cash_counts.count(books, a_count()))
    assert (made.number, made.book_balance, made.counted, made.difference) == (1, 5_100, 5_100, 0)
    assert made.quantities == {5_000: 1, 20: 5}
    assert (made.last_receipt_id, made.counted_at) == (1, "09:30")
    assert checking.check(books).problems == []


def test_a_count_that_is_saved_twice_is_made_once_and_its_draft_goes_with_it(books: Books) -> None:
    issued(books, a_line(amount="51.00"))
    draft = a_count()
    records.keep_draft(books, "cash_count", 0, vars(draft))
    assert cash_counts.count(books, draft) == cash_counts.count(books, draft)
    assert len(cash_counts.newest(books)) == 1
    assert records.draft(books, "cash_count") is None
    assert cash_counts.count(books, a_count()) != 1


def test_a_difference_is_explained_and_changes_no_balance(books: Books) -> None:
    issued(books, a_line(amount="54.50"))
    with pytest.raises(InvalidRecord) as refused:
        cash_counts.count(books, a_count())
    assert list(refused.value.problems) == ["explanation"]
    count_id = cash_counts.count(books, a_count(explanation="Vuelto mal dado el viernes"))
    assert cash_counts.get(books, count_id).difference == -350
    assert cash_counts.tills(books)[0]["balance"] == 5_450
    (text,) = page_texts(cash_counts.count_pdf(books, count_id))
    for words in ("ACTA DE ARQUEO DE CAJA", "N.º 000001", "Faltan S/", "Vuelto mal dado", "Calsina Pari, Benigno"):
        assert words.casefold() in text.casefold()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account_id": ""}, "account_id"),
        ({"witness_name": " "}, "witness_name"),
        ({"quantities": {"5000": "-1"}}, "5000"),
        ({"quantities": {"5000": "uno"}}, "5000"),
        ({"quantities": {"20": "9" * 12}}, "20"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(books: Books, changes: dict[str, object], field: str) -> None:
    issued(books, a_line(amount="51.00"))
    with pytest.raises(InvalidRecord) as refused:
        cash_counts.count(books, a_count(**changes))
    assert field in refused.value.problems


def test_a_bank_is_not_counted(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        cash_counts.count(books, a_count(account_id=save_account(books)))
    assert "account_id" in refused.value.problems


def test_what_was_counted_is_no_longer_annulled(books: Books) -> None:
    counted = issued(books, a_line(amount="51.00"))
    cash_counts.count(books, a_count())
    later = issued(books)
    with pytest.raises(InvalidRecord, match="rqueo"):
        receipts.annul(books, counted.id, "Duplicado")
    receipts.annul(books, later.id, "Duplicado")


def test_a_document_dated_later_is_not_in_the_balance_and_can_be_annulled(books: Books) -> None:
    issued(books, a_line(amount="51.00"))
    later = issued(books, a_line(amount="7.00"), issued_on="24/11/2026")
    assert cash_counts.tills(books)[0]["balance"] == 5_100
    assert cash_counts.get(books, cash_counts.count(books, a_count())).difference == 0
    assert receipts.annul(books, later.id, "Duplicado").annulment is not None


def test_a_count_is_frozen_by_the_file(books: Books) -> None:
    issued(books, a_line(amount="51.00"))
    cash_counts.count(books, a_count())
    for statement in (
        "UPDATE cash_counts SET counted = 1",
        "DELETE FROM cash_counts",
        "UPDATE cash_count_lines SET quantity = 2",
        "DELETE FROM cash_count_lines",
        "INSERT INTO cash_count_lines VALUES (1, 10, 1)",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            books.db.execute(statement)


def test_every_denomination_has_its_place_and_difference_its_words() -> None:
    assert DENOMINATIONS["PEN"] == (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10)
    assert difference_text(0, 0, "PEN").startswith("Cuadra")
    assert difference_text(350, 0, "USD") == "Sobran US$\xa03.50 en la caja."
    assert difference_text(0, 5, "PEN") == "Faltan S/\xa00.05 en la caja."
    assert difference_text(100, -5, "PEN").startswith("El libro dice S/\xa0−0.05, menos que nada")
    names = [denomination_name(each, "PEN") for each in DENOMINATIONS["PEN"]]
    assert names[:5] == [f"Billete S/\xa0{worth}" for worth in (200, 100, 50, 20, 10)]
    assert names[5:] == [f"Moneda S/\xa0{worth}" for worth in ("5", "2", "1", "0.50", "0.20", "0.10")]
    assert [denomination_name(each, "USD") for each in (100, 50)] == ["Billete US$\xa01", "Moneda US$\xa00.50"]


@pytest.mark.parametrize(
    ("typed", "sentence"), [("999999999", "demasiados"), ("9" * 5000, "demasiados"), ("-1", "cifras"), ("²", "cifras")]
)
def test_a_quantity_that_cannot_be_says_why(books: Books, typed: str, sentence: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        cash_counts.count(books, a_count(quantities={"5000": typed}))
    assert sentence in refused.value.problems["5000"]
