"""Finding and paging: what people type finds what they mean, and never brings an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists
from ananea_desktop.storage import receipt_list as store
from ananea_desktop.storage.receipt_list import ReceiptFilter
from tests.builders import an_office, issued, save_member, save_supplier

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
SYNTAX = ('"', "*", "NOT", "AND OR", "name:", "(", '")', "a* OR b", "NEAR(a b)", "-x", "^x", "\0", "a\0b", "", " ", "'")


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


def test_order_is_spanish(people: Books) -> None:
    assert surnames(people, "") == [
        "Alvarado", "Álvarez", "Alvarez", "Ccʼallo", "Nunja", "Nuñez", "Ñahui", "Obregón",
    ]  # fmt: skip


def search_everything(books: Books, typed: str) -> None:
    for find in (lists.members, lists.suppliers, lists.training_sessions, lists.purchases, lists.projects):
        find(books.db, search=typed)
    store.newest(books.db, ReceiptFilter(search=typed))
    at_once(store.matching(books.db, ReceiptFilter(search=typed)))


@pytest.mark.parametrize("typed", [*SYNTAX, "ñ" * 5000, "a " * 2500])
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
