"""Search as typed over 100,000 members: the tab's operation against the bare FTS query with its fetch."""

import random
import time
from functools import cache
from typing import Any

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.text import fold, sort_key
from ananea_desktop.operations import cards
from ananea_desktop.operations.books import Books, open_books
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark

COUNT = 100_000
PAGE = 200
NAMES_TYPED = ("quispe mam", "ñaupari", "jose nuñez", "000415")
TYPED = [name[:length] for name in NAMES_TYPED for length in range(1, len(name) + 1)]
"""What stands in the search field after each key."""
SURNAMES = "Quispe Mamani Huanca Ccallo Condori Ñaupari Apaza Nuñez Layme Vilca Turpo Choque Flores Ramos".split()
NAMES = "José Rosa Tomás Hilaria Benigno Yeny Néstor Eulogia Saturnina Delia Martín Percy Óscar Ángel".split()
BARE = f"""SELECT * FROM members WHERE id IN (SELECT rowid FROM members_search WHERE members_search MATCH ?)
    ORDER BY sort_key, id LIMIT {PAGE}"""


def _row(number: int, chance: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {field.name: "" for field in MEMBERS.fields}
    values |= dict.fromkeys(("birth_date", "admitted_on", "state_since"))
    values |= {
        "kind": "member",
        "document_type": "dni",
        "document_number": f"{number:08d}",
        "paternal_surname": chance.choice(SURNAMES),
        "maternal_surname": chance.choice(SURNAMES),
        "given_names": chance.choice(NAMES),
        "sex": "f",
        "number": number,
        "state": "active",
    }
    return {
        **values,
        "sort_key": sort_key(MEMBERS.name_of(values)),
        "search_text": fold(MEMBERS.search_text(values)),
    }


@cache
def books() -> Books:
    """A file with the members, written in one transaction."""
    made = open_books(folder() / "members.db")
    chance = random.Random(7)
    rows = [_row(number, chance) for number in range(1, COUNT + 1)]
    names = list(rows[0])
    with made.act() as db:
        db.executemany(
            f"INSERT INTO members ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [tuple(row.values()) for row in rows],
        )
    return made


def found(typed: str) -> list[dict[str, Any]]:
    return cards.page_of(books(), MEMBERS, search=typed, conditions={}, after=None, limit=PAGE)


def bare_query(typed: str) -> str:
    return " ".join(f'"{word}"*' for word in fold(typed).split())


def bare_found(query: str) -> list[tuple[Any, ...]]:
    return books().db.execute(BARE, (query,)).fetchall()


def ours() -> float:
    """Milliseconds a key."""
    begun = time.perf_counter()
    for typed in TYPED:
        found(typed)
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


def bare() -> float:
    queries = [bare_query(typed) for typed in TYPED]
    begun = time.perf_counter()
    for query in queries:
        bare_found(query)
    return (time.perf_counter() - begun) * 1000 / len(TYPED)


BENCHMARKS = [Benchmark("search of 100,000 members", ours, bare, 2.0, 7, " ms")]
