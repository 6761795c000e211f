"""Finding and paging: what people type finds what they mean, and never brings an error."""

import gzip
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists
from ananea_desktop.storage import receipt_list as store
from ananea_desktop.storage.data_file import open_data_file
from ananea_desktop.storage.receipt_list import ReceiptFilter
from tests.builders import an_office, issued, save_member, save_supplier

V6 = Path(__file__).parents[1] / "data" / "schemas" / "v6.db.gz"
PEOPLE = (
    ("Ccʼallo", "Núñez", "José"),
    ("Álvarez", "Ñaupa", "María"),
    ("Alvarado", "Quispe", "Juan"),
    ("Nuñez", "Apaza", "Luz"),
    ("Nunja", "Apaza", "Luz"),
    ("Ñahui", "Apaza", "Ana"),
    ("Obregón", "Apaza", "Ana"),
    ("Alvarez", "Zela", "Pedro"),
)
SYNTAX = (
    '"',
    "*",
    "NOT",
    "AND OR",
    "name:",
    "(",
    '")',
    "a* OR b",
    "NEAR(a b)",
    "-x",
    "^x",
    "\0",
    "a\0b",
    "",
    " ",
    "'",
    "quispe 415",
    "415 00",
)


@pytest.fixture(scope="module")
def people() -> Books:
    books = an_office()
    for number, (paternal, maternal, given_names) in enumerate(PEOPLE, start=1):
        save_member(
            books,
            document_number=f"100000{number:02d}",
            number=str(number),
            paternal_surname=paternal,
            maternal_surname=maternal,
            given_names=given_names,
        )
    save_supplier(books)
    issued(books, party_name="Ccʼallo Núñez, José")
    return books


def surnames(books: Books, search: str) -> list[str]:
    return [row["paternal_surname"] for row in lists.members(books.db, search=search)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jose nuñez", ["Ccʼallo"]),
        ("NUÑEZ Jose", ["Ccʼallo"]),
        ("nunez", ["Ccʼallo", "Nuñez"]),
        ("ccallo", ["Ccʼallo"]),
        ("Cc'allo", ["Ccʼallo"]),
        ("Cc’al", ["Ccʼallo"]),
        ("nun\u0303ez jose\u0301", ["Ccʼallo"]),
        ("10000003", ["Alvarado"]),
        ("nadie", []),
    ],
)
def test_search_finds_people_as_they_are_typed(people: Books, typed: str, found: list[str]) -> None:
    assert surnames(people, typed) == found


PHONES = ("951234567", "951 234 568", "+51 951 234 569", "")


@pytest.fixture(scope="module")
def numbers() -> Books:
    books = an_office()
    for number, phone in enumerate(PHONES, start=1):
        save_member(books, document_number=f"0004152{number}", number=str(number), given_names="Luz", phone=phone)
    return books


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("00041521", [1]),
        ("1523", [3]),  # the end of a DNI
        ("luz 1523", [3]),
        ("1523 luz", [3]),
        ("0004152", [1, 2, 3, 4]),
        ("951234567", [1]),
        ("951 234 567", [1]),
        ("951-234-567", [1]),
        ("+51 951 234 567", [1]),
        ("951234568", [2]),
        ("951 234 568", [2]),
        ("234568", [2]),
        ("51951234568", [2]),
        ("951234569", [3]),
        ("234 569", [3]),
        ("951 234", [1, 2, 3]),
        ("luz 951", [1, 2, 3]),
        ("951 luz 569", [3]),
        ("0004152 951", [1, 2, 3]),
    ],
)
def test_people_are_found_by_the_ends_of_their_numbers(numbers: Books, typed: str, found: list[int]) -> None:
    assert [row["number"] for row in lists.members(numbers.db, search=typed)] == found


def test_every_key_of_what_finds_a_person_finds_that_person(numbers: Books) -> None:
    for typed in ("951 234 568", "951234568", "00041522", "luz"):
        for length in range(1, len(typed) + 1):
            rows = lists.members(numbers.db, search=typed[:length])
            assert 2 in [row["number"] for row in rows], typed[:length]


def test_people_of_a_file_from_before_are_found_by_the_ends_too(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    path.write_bytes(gzip.decompress(V6.read_bytes()))
    with sqlite3.connect(path) as old:
        old.execute("INSERT INTO acting (user, at) VALUES ('Rosa', '2026-11-24T17:00:00+00:00')")
        old.execute(
            "UPDATE members SET phone = '951 234 567', search_text = search_text || ' 951 234 567' WHERE number = 8"
        )
        old.execute("DELETE FROM acting")
    old.close()
    file = open_data_file(path, "prueba", datetime.now())
    try:
        for typed in ("41527", "527", "00041527", "951234567", "234567", "951 234 567", "51 951234567"):
            assert [row["number"] for row in lists.members(file.db, search=typed)] == [8], typed
    finally:
        file.close()


def test_order_is_spanish(people: Books) -> None:
    assert surnames(people, "") == [
        "Alvarado", "Álvarez", "Alvarez", "Ccʼallo", "Nunja", "Nuñez", "Ñahui", "Obregón",
    ]  # fmt: skip


def search_everything(books: Books, typed: str) -> None:
    for find in (lists.members, lists.suppliers, lists.training_sessions, lists.purchases, lists.projects):
        find(books.db, search=typed)
    store.newest(books.db, ReceiptFilter(search=typed))
    at_once(store.matching(books.db, ReceiptFilter(search=typed)))


@pytest.mark.parametrize("typed", [*SYNTAX, "quispe 415", "ñ" * 5000, "a " * 2500, "1 " * 2500, "123 a " * 800])
def test_no_typed_text_is_search_syntax(people: Books, typed: str) -> None:
    search_everything(people, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.lists(st.sampled_from([*SYNTAX, "jose", "ʼ"]), max_size=8).map(" ".join))
def test_no_text_at_all_brings_an_error(people: Books, typed: str) -> None:
    search_everything(people, typed)


def test_search_without_letters_shows_everything(people: Books) -> None:
    assert len(surnames(people, '"*')) == len(PEOPLE)


@given(data=st.data())
def test_pages_show_every_row_once_and_in_order(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(["Ñaupa", "Naupa", "Apaza", "Ápaza", "Zela"]), max_size=25))
    limit = data.draw(st.integers(1, 7))
    books = an_office()
    for number, name in enumerate(names, start=1):
        save_member(books, document_number=f"1000{number:04d}", number=str(number), paternal_surname=name)
    whole = [row["id"] for row in lists.members(books.db)]
    paged: list[int] = []
    after = None
    while page := lists.members(books.db, after=after, limit=limit):
        paged += [row["id"] for row in page]
        after = (page[-1]["sort_key"], page[-1]["id"])
    assert paged == whole
    assert sorted(paged) == list(range(1, len(names) + 1))
    books.file.close()


def test_receipt_is_found_by_number_person_and_concept(people: Books) -> None:
    for typed in ("000001", "ccallo", "cuota noviembre"):
        assert [row["number"] for row in store.newest(people.db, ReceiptFilter(search=typed))] == [1]
    assert store.newest(people.db, ReceiptFilter(search="multa")) == []
