"""Somebody with SQLite and patience: every column of every chained table changed, rows deleted, added, swapped and
replaced, the tail cut; at three levels of skill, with the diary and without. What nobody notices stands in README."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copy
from typing import NamedTuple

import pytest

from ananea_desktop.domain.errors import StorageProblem, Unsound
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.storage import chain
from ananea_desktop.storage.check import check
from ananea_desktop.storage.data_file import open_in_memory
from ananea_desktop.storage.diary import diary_path
from tests.builders import a_line, an_office_on_disk, clock, issued

README = Path(__file__).parents[2] / "README.md"
TABLES = ("receipts", "receipt_lines", "receipt_annulments", "seals")
KEYS = {"receipts": "id", "receipt_lines": "id", "receipt_annulments": "receipt_id", "seals": "id"}

Change = Callable[[sqlite3.Connection], None]


class Attack(NamedTuple):
    name: str
    table: str
    work: Change


def columns_of(table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in SCHEMA.execute(f"PRAGMA table_info({table})")]


SCHEMA = open_in_memory().db


def another(column: str, kind: str) -> str:
    """SQL of a value that the column does not have."""
    if kind == "INTEGER":
        return f"coalesce({column}, 0) + 1"
    if kind == "BLOB":
        return "zeroblob(32)"
    return f"coalesce({column}, '') || 'x'"


def changes() -> Iterator[Attack]:
    for table in TABLES:
        for column, kind in columns_of(table):
            sql = f"UPDATE {table} SET {column} = {another(column, kind)} WHERE {KEYS[table]} = {victim(table)}"
            yield Attack(f"{table}.{column} changed", table, partial(run, sql=sql))
            if kind == "TEXT":
                yield Attack(f"{table}.{column} swapped", table, partial(swap, table=table, column=column))
        sql = f"DELETE FROM {table} WHERE {KEYS[table]} = {victim(table)}"
        yield Attack(f"{table} row deleted", table, partial(run, sql=sql))
        yield Attack(f"{table} row inserted", table, partial(insert, table=table))
        yield Attack(f"{table} row replaced", table, partial(replace_row, table=table))
    yield Attack("amount and total changed", "receipts", change_amount)
    yield Attack("tail cut", "receipts", cut_tail)


def victim(table: str) -> int:
    return 3 if table == "receipt_annulments" else 2


def run(db: sqlite3.Connection, sql: str) -> None:
    assert db.execute(sql).rowcount == 1


def change_amount(db: sqlite3.Connection) -> None:
    """Line and total agree again."""
    run(db, "UPDATE receipts SET total = total + 100 WHERE id = 2")
    run(db, "UPDATE receipt_lines SET amount = amount + 100 WHERE receipt_id = 2")


def swap(db: sqlite3.Connection, table: str, column: str) -> None:
    """Two rows change what they say; where both say the same, one of them is made to differ first."""
    key = KEYS[table]
    ids = [row[0] for row in db.execute(f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 2")]
    if len(ids) < 2:
        run(db, f"UPDATE {table} SET {column} = {column} || 'x' WHERE {key} = {ids[0]}")
        return
    first, second = (db.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (each,)).fetchone()[0] for each in ids)
    if first == second:
        second = f"{second or ''}x"
    spare = "spare"
    db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (spare, ids[0]))
    db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (first, ids[1]))
    db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (second, ids[0]))


def row_like(db: sqlite3.Connection, table: str) -> dict[str, object]:
    names = [name for name, _kind in columns_of(table)]
    found = db.execute(f"SELECT * FROM {table} ORDER BY {KEYS[table]} LIMIT 1").fetchone()
    return dict(zip(names, found, strict=True))


def insert(db: sqlite3.Connection, table: str) -> None:
    row = row_like(db, table)
    new: dict[str, dict[str, object]] = {
        "receipts": {"id": 99, "number": 99, "token": "new"},
        "receipt_lines": {"id": 99, "position": 9},
        "receipt_annulments": {"receipt_id": 1},
        "seals": {"id": 99, "subject_id": 99},
    }
    row.update(new[table])
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def replace_row(db: sqlite3.Connection, table: str) -> None:
    """REPLACE over a row that is there, with one text or number of it changed."""
    row = row_like(db, table)
    changed = {
        "receipts": ("party_name", "Otra"),
        "receipt_lines": ("concept", "Otro"),
        "receipt_annulments": ("reason", "Otro"),
        "seals": ("hash", bytes(32)),
    }[table]
    row[changed[0]] = changed[1]
    marks = ", ".join("?" * len(row))
    db.execute(f"REPLACE INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def cut_tail(db: sqlite3.Connection) -> None:
    """The last receipt disappears with all that tells of it."""
    last = db.execute("SELECT max(id) FROM receipts").fetchone()[0]
    db.execute("DELETE FROM receipts WHERE id = ?", (last,))
    db.execute("DELETE FROM receipt_lines WHERE receipt_id = ?", (last,))
    db.execute("DELETE FROM seals WHERE subject = 'receipt' AND subject_id = ?", (last,))
    db.execute("DELETE FROM pending_prints WHERE receipt_id = ?", (last,))


def make_consistent(db: sqlite3.Connection) -> None:
    """The second level of skill: counters and the search agree again."""
    db.execute(
        "UPDATE series SET next_number = coalesce((SELECT max(number) + 1 FROM receipts"
        " WHERE receipts.kind = series.kind AND receipts.series = series.series), first_number)"
    )
    db.execute("INSERT INTO receipts_search (receipts_search) VALUES ('rebuild')")


def seal_again(db: sqlite3.Connection) -> None:
    """The third level: the whole chain computed anew over what the file now says."""
    db.execute("DELETE FROM seals")
    chain.seal(db, chain.USER_ACT, 1)
    for (receipt_id,) in db.execute("SELECT id FROM receipts ORDER BY id").fetchall():
        chain.seal(db, chain.RECEIPT, receipt_id)
    for (receipt_id,) in db.execute("SELECT receipt_id FROM receipt_annulments ORDER BY receipt_id").fetchall():
        chain.seal(db, chain.ANNULMENT, receipt_id)


LEVELS: dict[str, tuple[Change, ...]] = {
    "data": (),
    "consistent": (make_consistent,),
    "sealed again": (make_consistent, seal_again),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five receipts, the third annulled, in a closed file with its diary."""
    path = tmp_path_factory.mktemp("book") / "ananea.db"
    books = an_office_on_disk(path)
    for number in range(5):
        made = issued(books, a_line(concept=f"Cuota {number}", amount=f"{number + 1}.00"))
        if made.number == 3:
            receipts.annul(books, made.id, "Duplicado")
    books.file.close()
    return path


def attacked(book: Path, folder: Path, attack: Attack, level: str, diary: bool) -> Path | None:
    """A copy of the book after the attack; None where SQLite itself does not let it be made."""
    path = folder / "ananea.db"
    copy(book, path)
    if diary:
        copy(diary_path(book), diary_path(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA synchronous = OFF")  # a thousand attacks are made
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        try:
            attack.work(db)
            for step in LEVELS[level]:
                step(db)
        except sqlite3.IntegrityError:
            return None
        for _name, sql in triggers:
            db.execute(sql)
    return path


def discovered(path: Path) -> list[str]:
    """What opening or the check says; empty where nobody notices."""
    try:
        books = open_books(path, "Vigilancia", clock)
    except Unsound:
        books = look_at_books(path, clock)
    except StorageProblem as problem:
        return [problem.sentence]
    try:
        return check(books.file).problems
    finally:
        books.file.close()


ATTACKS = list(changes())
CHAIN_WORDS = ("Sellos", "Diario", "Faltan", "diario")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_whoever_changes_only_data_is_discovered_by_the_chain(book: Path, tmp_path: Path, attack: Attack) -> None:
    path = attacked(book, tmp_path, attack, "data", diary=False)
    if path is None:
        return  # the file's own UNIQUE and CHECK rules refuse it
    found = discovered(path)
    assert any("Sellos" in sentence for sentence in found) or attack.name == "tail cut", found
    assert found


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_whoever_also_mends_counters_and_totals_is_discovered(book: Path, tmp_path: Path, attack: Attack) -> None:
    path = attacked(book, tmp_path, attack, "consistent", diary=True)
    if path is None:
        return
    found = discovered(path)
    assert any(word in sentence for sentence in found for word in CHAIN_WORDS), found


@pytest.mark.parametrize("attack", [each for each in ATTACKS if each.table != "seals"], ids=lambda attack: attack.name)
def test_whoever_computes_the_chain_anew_is_discovered_by_the_diary(book: Path, tmp_path: Path, attack: Attack) -> None:
    path = attacked(book, tmp_path, attack, "sealed again", diary=True)
    if path is None:
        return
    found = discovered(path)
    assert any("iario" in sentence or "Faltan" in sentence for sentence in found), found


def test_what_nobody_notices_is_what_readme_says(book: Path, tmp_path: Path, full: bool) -> None:
    """The control: without the diary, a chain computed anew and a tail cut with its counters tell nothing."""
    named = {"tail cut", "amount and total changed", "receipts.party_name changed"}
    tried = [each for place, each in enumerate(ATTACKS) if full or place % 8 == 0 or each.name in named]
    unseen: dict[str, set[str]] = {}
    for number, (level, attack) in enumerate((level, attack) for level in LEVELS for attack in tried):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = attacked(book, folder, attack, level, diary=False)
        if path is not None and not discovered(path):
            unseen.setdefault(level, set()).add(attack.name)
    assert unseen["consistent"] == {"tail cut"}
    assert "data" not in unseen
    assert named <= unseen["sealed again"]
    promise = " ".join(README.read_text(encoding="utf-8").split())
    for sentence in (
        "the last receipts removed together with their seals, their counters and the diary",
        "the whole chain computed anew after a change, with the diary removed",
    ):
        assert sentence in promise
    assert "tamper-proof" not in promise.lower()


def test_an_attack_was_made_on_every_column() -> None:
    names = {attack.name for attack in ATTACKS}
    wanted = {f"{table}.{column} changed" for table in TABLES for column, _kind in columns_of(table)}
    assert wanted <= names
    assert len(wanted) > 60
