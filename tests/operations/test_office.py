"""The office: its profile, who works, what it begins with, and where the numbers begin."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import office, people, sign_in
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.storage.check import check
from tests.builders import a_profile, clock, issued, save_account

PNG = b"\x89PNG\r\n\x1a\n"


def test_new_books_are_not_set_up() -> None:
    empty = books_in_memory(clock=clock)
    assert not office.is_set_up(empty)
    with pytest.raises(LookupError):
        office.profile(empty)


def test_first_profile_makes_what_an_office_begins_with(books: Books) -> None:
    assert office.is_set_up(books)
    choices = {table: [name for _id, name in found] for table, found in office.choices(books).items()}
    assert choices == {
        "accounts": ["Caja"],
        "funds": ["Prima Fairtrade", "Fondos propios"],
        "headings": [
            "Organización y productividad",
            "Trabajadores y condiciones de trabajo",
            "Medio ambiente",
            "Proyectos sociales",
        ],
        "premium_projects": [],
    }
    assert office.next_numbers(books) == {ReceiptKind.IN: (1, True), ReceiptKind.OUT: (1, True)}
    assert [row["name"] for row in people.all_of(books)] == ["Rosa Quispe"]


def test_profile_saved_again_makes_nothing_twice(books: Books) -> None:
    office.save_profile(books, a_profile(treasurer_name="Apaza, Luz"))
    assert office.profile(books)["treasurer_name"] == "Apaza, Luz"
    assert len(people.all_of(books)) == 1
    assert check(books.file).sound


def test_letterhead_is_what_papers_carry(books: Books) -> None:
    office.save_profile(books, a_profile(is_sample="yes"), logo=PNG)
    head = office.letterhead(books)
    assert (head.place, head.treasurer_name, head.treasurer_document, head.treasurer_title) == (
        "Ananea", "Quispe Mamani, Rosa", "DNI 00038210", "Tesorera",
    )  # fmt: skip
    assert (head.president_document, head.is_sample, head.logo) == ("", True, PNG)


@pytest.mark.parametrize("field", ["name", "ruc", "address", "place", "treasurer_name"])
def test_what_stands_on_every_paper_is_required(books: Books, field: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        office.save_profile(books, a_profile(**{field: " \0"}))
    assert refusal.value.problems.keys() == {field}
    assert office.profile(books)[field] == a_profile()[field]


def test_odd_ruc_is_asked(books: Books) -> None:
    texts = a_profile(ruc="20100000001")
    with pytest.raises(InvalidRecord) as refusal:
        office.save_profile(books, texts)
    assert "La última cifra no corresponde" in refusal.value.problems["ruc"]
    office.save_profile(books, texts, confirmed=["ruc"])
    assert office.profile(books)["ruc"] == "20100000001"


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (b"<svg/>", "El logo debe ser una imagen PNG o JPG."),
        (b"MZ\x90", "El logo debe ser una imagen PNG o JPG."),
        (PNG + bytes(office.LARGEST_LOGO), "El logo pesa más de 2 MB. Use uno más pequeño."),
    ],
)
def test_bad_logo_is_refused_and_nothing_else_saved(books: Books, image: bytes, sentence: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        office.save_profile(books, a_profile(place="Juliaca"), logo=image)
    assert refusal.value.problems == {"logo": sentence}
    assert office.profile(books)["place"] == "Ananea"


def test_logo_is_kept_taken_away_and_given_back(books: Books) -> None:
    office.save_profile(books, a_profile(), logo=PNG)
    office.save_profile(books, a_profile())
    assert office.letterhead(books).logo == PNG
    office.save_profile(books, a_profile(), logo=b"")
    assert office.letterhead(books).logo is None
    office.save_profile(books, a_profile(), logo=PNG)
    assert office.letterhead(books).logo == PNG


def test_first_number_follows_the_paper_book(books: Books) -> None:
    office.set_first_number(books, ReceiptKind.IN, "124")
    assert issued(books).number_text == "001-000124"
    assert issued(books).number == 125
    assert check(books.file).sound


def test_first_number_cannot_change_once_a_receipt_is_issued(books: Books) -> None:
    office.set_first_number(books, ReceiptKind.IN, "50")
    office.set_first_number(books, ReceiptKind.IN, "7")
    issued(books)
    with pytest.raises(InvalidRecord, match="La numeración ya empezó"):
        office.set_first_number(books, ReceiptKind.IN, "50")
    assert office.next_numbers(books) == {ReceiptKind.IN: (8, False), ReceiptKind.OUT: (1, True)}


@pytest.mark.parametrize("typed", ["", "0", "-1", "1.5", "1000000", "²", "１２", "9" * 40, "uno", "\0"])
def test_bad_first_number_is_answered_beside_it(books: Books, typed: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        office.set_first_number(books, ReceiptKind.IN, typed)
    assert refusal.value.problems == {"number": "Escriba un número de 1 a 999999."}
    assert office.next_numbers(books)[ReceiptKind.IN] == (1, True)


def test_who_works_stands_on_what_is_done(books: Books) -> None:
    sign_in.enter(books, "Rosa Quispe")
    assert issued(books).user == "Rosa Quispe"


def test_choices_for_a_receipt_tell_currency_and_premium(books: Books) -> None:
    save_account(books)
    assert office.receipt_choices(books) == {
        "currencies": {"1": "PEN", "2": "USD"},
        "account_kinds": {"1": "till", "2": "bank"},
        "premium_funds": ["1"],
    }
