"""100,000 hand-outs over 10,000 people: the stock of all items, what a person has, what is to be renewed."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from ananea_desktop.domain.dates import last_of_month, months_later
from ananea_desktop.domain.hand_outs import HandOut, HandOutKind, HandOutLine
from ananea_desktop.domain.items import ITEMS
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import hand_outs, office, renewals, stock
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage import records
from ananea_desktop.storage import stock as stock_store
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark
from tests.builders import a_member, an_item, an_office

PEOPLE, OF_EACH, ITEM_COUNT, LIFE = 10_000, 5, 200, 12
ITEMS_OF_EACH = 2
ASKED = 500
"""People whose list is asked for in a round."""
_STOCK = """SELECT items.*, coalesce(there, 0) FROM items LEFT JOIN
    (SELECT item_id, sum(quantity) AS there FROM stock_movements GROUP BY item_id) ON item_id = items.id
    ORDER BY sort_key, id"""
_OF_PERSON = """SELECT hand_out_lines.*, number, handed_on, coalesce(back, 0) FROM hand_out_lines
    JOIN hand_outs ON hand_outs.id = hand_out_lines.hand_out_id
    LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id
    LEFT JOIN (SELECT returned_line_id AS given_id, sum(quantity) AS back FROM hand_out_lines
        WHERE returned_line_id IS NOT NULL GROUP BY 1) ON given_id = hand_out_lines.id
    WHERE member_id = ? AND kind = 'hand_out' AND annulled_on IS NULL
    ORDER BY handed_on DESC, hand_out_lines.id DESC"""
_DUE = """SELECT newest.*, members.paternal_surname, members.maternal_surname, members.given_names,
    members.document_type, members.document_number, members.position, members.work_area
    FROM (SELECT hand_out_lines.*, number, handed_on, row_number() OVER
            (PARTITION BY member_id, item_id ORDER BY handed_on DESC, hand_out_lines.hand_out_id DESC) AS place
        FROM hand_out_lines JOIN hand_outs ON hand_outs.id = hand_out_lines.hand_out_id
        LEFT JOIN hand_out_annulments ON hand_out_annulments.hand_out_id = hand_outs.id
        WHERE kind = 'hand_out' AND annulled_on IS NULL) AS newest
    JOIN members ON members.id = member_id
    WHERE place = 1 AND renew_on <= ? AND members.state IN ('active', 'suspended')
    ORDER BY members.sort_key, members.id, renew_on, newest.id"""


@cache
def book() -> Path:
    """A closed data file, made once in a run through the same doors as the program's."""
    path = folder() / f"equipment-{PEOPLE}.db"
    made = open_books(path)
    an_office(made)
    with made.permitted(), made.act() as db:
        people = []
        for number in range(PEOPLE):
            texts = a_member(document_number=f"{number:08d}", number=str(number + 1), given_names=f"José {number}")
            values, _problems = MEMBERS.read(texts, made.today())
            people.append((records.add(db, MEMBERS, values), full_name(values)))
        for number in range(ITEM_COUNT):
            values, _problems = ITEMS.read(an_item(name=f"Artículo {number}", life_months=str(LIFE)), made.today())
            item_id = records.add(db, ITEMS, values)
            count = {"item_id": item_id, "size": "", "moved_on": date(2010, 1, 1), "quantity": 9_000_000}
            stock_store.add(db, {**count, "kind": "adjusted", "reason": "Saldo inicial"}, "Rosa", made.now())
        for token, given in enumerate(_all_given(made, people)):
            store.insert(db, given, f"t{token}", made.now(), None)
    made.file.close()
    return path


def _all_given(made: Books, people: list[tuple[int, str]]) -> Iterator[HandOut]:
    """Each person is handed two items every year, the last time within this one; in the order of the days."""
    head, today = office.letterhead(made), made.today()
    given: list[tuple[date, int, str, int]] = []
    for place, (member_id, name) in enumerate(people):
        for turn in range(ITEMS_OF_EACH):
            item_id = 1 + (place * (7 + 6 * turn) + 5 * turn) % ITEM_COUNT
            last = today - timedelta(place * 31 % 365 + turn)
            given += [(last - timedelta(365 * years), member_id, name, item_id) for years in range(OF_EACH)]
    for day, member_id, name, item_id in sorted(given):
        line = HandOutLine(
            item_id=item_id,
            item_name=f"Artículo {item_id - 1}",
            size="",
            unit="unidad",
            quantity=1_000,
            safety="ppe",
            reason="renewal",
            renew_on=months_later(day, LIFE),
            member_id=member_id,
            person_name=name,
        )
        yield HandOut(kind=HandOutKind.HAND_OUT, number=0, handed_on=day, lines=(line,), letterhead=head, user="Rosa")


@cache
def books() -> Books:
    return open_books(book())


@cache
def bare_file() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{book()}?immutable=1", uri=True)


def in_store() -> list[tuple[int, int]]:
    return [(row["id"], row["stock"]) for row in stock.in_store(books())]


def bare_in_store() -> list[tuple[int, int]]:
    return [(row[0], row[-1]) for row in bare_file().execute(_STOCK).fetchall()]


def asked() -> range:
    """The members whose list is read, from all over the register."""
    return range(1, PEOPLE + 1, max(1, PEOPLE // ASKED))


def of_people() -> list[list[int]]:
    return [[row["id"] for row in hand_outs.of_member(books(), member_id)] for member_id in asked()]


def bare_of_people() -> list[list[int]]:
    return [[row[0] for row in bare_file().execute(_OF_PERSON, (member_id,)).fetchall()] for member_id in asked()]


def due() -> list[int]:
    return [row["id"] for row in at_once(renewals.due(books()))]


def bare_due() -> list[int]:
    until = last_of_month(books().today()).isoformat()
    return [row[0] for row in bare_file().execute(_DUE, (until,)).fetchall()]


def timed(work: Callable[[], object]) -> Callable[[], float]:
    def measured() -> float:
        begun = time.perf_counter()
        work()
        return (time.perf_counter() - begun) * 1000

    return measured


BENCHMARKS = [
    Benchmark("equipment, stock of all", timed(in_store), timed(bare_in_store), 2.0, 9, "  ms", against="bare SQL"),
    Benchmark(
        "equipment, 500 persons' lists", timed(of_people), timed(bare_of_people), 2.0, 9, "  ms", against="bare SQL"
    ),
    Benchmark("equipment, due this month", timed(due), timed(bare_due), 2.0, 9, "  ms", against="bare SQL"),
]
