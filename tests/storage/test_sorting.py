"""Lists sorted by any column: in Spanish order, page after page, with what is empty at the end."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.arrangements import Sort, ranked_by_words, sorted_rows
from ananea_desktop.domain.members import STATES
from ananea_desktop.domain.text import sort_key
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists, sorting
from tests.builders import an_office, save_member

PLACES = ("Zona Ñ", "ñuñoa", "Nunoa", "Óscar", "Ananea", "ánimas", "Putina", "Ñuñoa", "", "Oriental", "Núñez", "Nz", "")
LETTERS = "abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÜÑ "


@pytest.fixture(scope="module")
def people() -> Books:
    books = an_office()
    for number, place in enumerate(PLACES, start=1):
        save_member(
            books,
            document_number=f"100000{number:02d}",
            number=str(number),
            paternal_surname=f"Apaza {number:02d}",
            community=place,
        )
    return books


def in_pages(books: Books, sort: Sort, limit: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = lists.members(books.db, sort=sort, after=after, limit=limit)
        found += page
        if len(page) < limit:
            return found
        after = page[-1]["sorted_at"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_text_stands_in_spanish_order_however_it_is_paged(people: Books, descending: bool, limit: int) -> None:
    found = [row["community"] for row in in_pages(people, Sort(column="community", descending=descending), limit)]
    filled = sorted((place for place in PLACES if place), key=sort_key, reverse=descending)
    assert [sort_key(place) for place in found] == [*map(sort_key, filled), "", ""]


def test_equals_stand_in_the_usual_order_whatever_the_direction(people: Books) -> None:
    for descending in (False, True):
        rows = in_pages(people, Sort(column="state", descending=descending), 4)
        assert [row["number"] for row in rows] == list(range(1, len(PLACES) + 1))


def test_numbers_are_sorted_as_numbers(people: Books) -> None:
    rows = in_pages(people, Sort(column="number", descending=True, is_text=False), 5)
    assert [row["number"] for row in rows] == list(range(len(PLACES), 0, -1))


def test_codes_stand_as_their_words_do() -> None:
    assert ranked_by_words({code: str(words) for code, words in STATES.items()}) == (
        "expelled",
        "deceased",
        "active",
        "suspended",
        "retired",
    )


def test_a_search_and_a_filter_hold_for_a_sorted_list_too(people: Books) -> None:
    sort = Sort(column="community")
    found = lists.members(people.db, search="nunoa", conditions={"members.number > ?": 2}, sort=sort)
    assert [row["number"] for row in found] == [3, 8]


def test_what_is_summed_is_sorted_too(people: Books) -> None:
    for sums in (lists.purchases, lists.projects, lists.training_sessions, lists.assemblies):
        assert sums(people.db, sort=Sort(column="id", is_text=False)) is not None


def test_a_list_that_comes_whole_is_sorted_alike() -> None:
    rows = [{"id": number, "place": place} for number, place in enumerate(PLACES)]
    found = [row["place"] for row in sorted_rows(rows, Sort(column="place"))]
    assert found == [*sorted(filter(None, PLACES), key=sort_key), "", ""]


@given(st.lists(st.text(LETTERS, max_size=8), max_size=12))
def test_the_order_in_sql_is_the_one_of_the_stored_keys(texts: list[str]) -> None:
    kept = [" ".join(text.split()) for text in texts]
    db = sqlite3.connect(":memory:")
    query = f"SELECT {sorting.folded('given')} FROM (SELECT ? AS given)"
    keys = [db.execute(query, (text,)).fetchone()[0] for text in kept]
    assert keys == [sort_key(text) for text in kept]
