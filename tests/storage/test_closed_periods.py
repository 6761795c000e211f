"""The file itself refuses what belongs to a closed period, whoever writes; each of its triggers is tried."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import pytest

from ananea_desktop.domain.errors import ClosedPeriod
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import closings, sample
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.storage import closing_tables as tables
from tests.builders import PERU

CLOSED = "2026-11-30"
OF_PARENT = {
    "purchase_lines": "purchase_id IN (SELECT id FROM purchases WHERE purchased_on <= :day)",
    "settlements": "receipt_line_id IN (SELECT receipt_lines.id FROM receipt_lines JOIN receipts"
    " ON receipts.id = receipt_id WHERE issued_on <= :day)",
    "suppliers": "id IN (SELECT supplier_id FROM purchases) AND ruc <> ''",
    "premium_deductions": "premium_income_id IN (SELECT id FROM premium_incomes WHERE exported_on <= :day)",
    "training_sessions": "state = 'held' AND held_on <= :day",
    "training_days": "training_session_id IN (SELECT id FROM training_sessions WHERE state = 'held')",
    "attendances": "signature = 'signed' AND training_session_id IN"
    " (SELECT id FROM training_sessions WHERE state = 'held')",
    "fixed_assets": "acquired_on <= :day AND value IS NOT NULL",
    "accounts": "id = 1",
    "funds": "id = 1",
    "headings": "id IN (SELECT heading_id FROM premium_projects WHERE id IN (SELECT project_id FROM receipt_lines))",
    "premium_projects": "id IN (SELECT project_id FROM receipt_lines)",
    **dict.fromkeys(("tax_rates", "legal_amounts", "premium_rates"), "valid_from <= :day"),
}
"""SQL of a row that is of a closed period, where it has no day of its own."""
COLUMNS = {
    "purchase_lines": tables._PURCHASE_LINE,
    "premium_deductions": "premium_income_id reason usd",
    "training_sessions": tables._TRAINING,
    "training_days": "held_on",
    "attendances": "training_session_id member_id signature",
    "fixed_assets": "acquired_on discarded value",
    "accounts": "name kind currency",
    "funds": "name kind",
    "headings": "name",
    "premium_projects": "name heading_id discarded",
    "premium_incomes": f"{tables._EDITED['premium_incomes'][1]} exchange_rate",
    "purchases": tables._EDITED["purchases"][1],
    "suppliers": "ruc",
    **tables._RATES,
}
"""What stands fast in a row."""
LATER = {
    "purchases": "notes = notes || 'x', due_on = '2027-01-01', detraction_certificate = '77', search_text = 'x'",
    "training_sessions": "notes = notes || 'x', responsible = 'x', sort_key = 'x'",
    "premium_incomes": "notes = 'x', buyer = 'x', search_text = 'x'",
    "fixed_assets": "place = 'x', condition = 'bad', notes = 'x'",
    "premium_projects": "result = 'x', state = 'finished'",
    "accounts": "bank = 'x', account_number = '1'",
    "purchase_lines": "size = size",
    "suppliers": "name = name || 'x', phone = 'x', address = 'x', notes = 'x', sort_key = 'x'",
}
"""What may come after the closing."""


@pytest.fixture(scope="module")
def sample_books() -> Books:
    made = books_in_memory(clock=lambda: datetime(2026, 12, 5, 9, tzinfo=PERU))
    sample.write_sample(made)
    at_once(closings.close(made, "2026-11", confirmed=(closings.UNFINISHED, closings.TOGETHER)))
    made.db.execute("INSERT INTO acting VALUES (1, 'x', '2026-12-05T00:00:00+00:00')")
    return made


@pytest.fixture
def db(sample_books: Books) -> Iterator[sqlite3.Connection]:
    """The closed sample as somebody has it who knows how to write into it; all of it is as before afterwards."""
    sample_books.db.execute("BEGIN")
    yield sample_books.db
    sample_books.db.execute("ROLLBACK")


def triggers() -> list[tuple[str, str]]:
    """Every table with each action that it refuses; what only keeps a row from being replaced left out."""
    made = books_in_memory()
    found = made.db.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%''closed: %'"
        " AND name NOT LIKE '%closed_replace'"
    )
    pairs = set()
    for (sql,) in found:
        match = re.search(r"BEFORE (INSERT|UPDATE|DELETE)(?: OF \w+)? ON (\w+)", sql)
        assert match is not None
        pairs.add((match[2], match[1]))
    made.file.close()
    return sorted(pairs)


def where(table: str) -> str:
    if table in OF_PARENT:
        return OF_PARENT[table]
    day = tables._DATED.get(table) or tables._EDITED[table][0]
    return f"{day} <= :day"


def a_closed_id(db: sqlite3.Connection, table: str) -> int:
    found = db.execute(f"SELECT id FROM {table} WHERE {where(table)} LIMIT 1", {"day": CLOSED}).fetchone()
    assert found is not None, f"the sample has no {table} to try it on"
    return int(found[0])


def types(db: sqlite3.Connection, table: str) -> dict[str, str]:
    return {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}


def copied(db: sqlite3.Connection, table: str, given: dict[str, object], insert: str = "INSERT") -> None:
    """Adds a row like another one, but for what is given."""
    names = list(types(db, table))
    chosen = [f":{name}" if name in given else name for name in names]
    db.execute(
        f"{insert} INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)} FROM {table} WHERE id = :row",
        given | {"row": a_closed_id(db, table)},
    )


def refused(table: str) -> AbstractContextManager[object]:
    return pytest.raises(sqlite3.IntegrityError, match=f"^closed: {table}$")


@pytest.mark.parametrize("table", sorted(table for table, action in triggers() if action == "INSERT"))
def test_nothing_is_added(db: sqlite3.Connection, table: str) -> None:
    if table in tables._ANNULLED:
        parent, key, day = tables._ANNULLED[table]
        query = f"SELECT id FROM {parent} WHERE {day} <= ? AND id NOT IN (SELECT {key} FROM {table}) LIMIT 1"
        (row,) = db.execute(query, (CLOSED,)).fetchone()
        with refused(table):
            db.execute(f"INSERT INTO {table} VALUES (?, 'x', '2026-12-05', 'x', 'now')", (row,))
        return
    names = types(db, table)
    unique: dict[str, object] = {"id": 10**9}
    unique |= {name: f"another {name}" for name in ("token", "code") if name in names}
    with refused(table):
        copied(db, table, unique)


@pytest.mark.parametrize("table", sorted(table for table, action in triggers() if action == "DELETE"))
def test_nothing_is_taken_away(db: sqlite3.Connection, table: str) -> None:
    with refused(table):
        db.execute(f"DELETE FROM {table} WHERE id = ?", (a_closed_id(db, table),))


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, action in triggers() if action == "UPDATE" for column in COLUMNS[table].split()],
)
def test_nothing_that_counts_is_changed(db: sqlite3.Connection, table: str, column: str) -> None:
    row = a_closed_id(db, table)
    if (table, column) == ("premium_incomes", "exchange_rate"):
        row = db.execute("SELECT id FROM premium_incomes WHERE exchange_rate IS NOT NULL").fetchone()[0]
    other = f"coalesce({column}, 0) + 1" if types(db, table)[column] == "INTEGER" else f"coalesce({column}, '') || 'x'"
    with refused(table):
        db.execute(f"UPDATE {table} SET {column} = {other} WHERE id = ?", (row,))


@pytest.mark.parametrize("table", sorted({table for table, action in triggers() if action == "UPDATE"}))
def test_nothing_is_put_in_its_place(db: sqlite3.Connection, table: str) -> None:
    """As with the tool of somebody else, where REPLACE takes the old row away without a word."""
    db.execute("PRAGMA recursive_triggers = OFF")
    day = tables._EDITED[table][0] if table in tables._EDITED else "valid_from" if table in tables._RATES else ""
    try:
        with refused(table):
            copied(db, table, {day: "2026-12-04"} if day else {}, "INSERT OR REPLACE")
    finally:
        db.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("table", LATER)
def test_what_comes_later_is_noted(db: sqlite3.Connection, table: str) -> None:
    row = a_closed_id(db, table)
    db.execute("PRAGMA ignore_check_constraints = ON")
    changed = db.execute(f"UPDATE {table} SET {LATER[table]} WHERE id = ?", (row,)).rowcount
    db.execute("PRAGMA ignore_check_constraints = OFF")
    assert changed == 1


def test_a_mark_that_was_lacking_comes_later_and_then_stands(db: sqlite3.Connection) -> None:
    query = """SELECT id FROM attendances WHERE mark IS NULL AND training_session_id IN
        (SELECT id FROM training_sessions WHERE state = 'held')"""
    row = db.execute(query).fetchone()[0]
    db.execute("UPDATE attendances SET mark = 15 WHERE id = ?", (row,))
    with refused("attendances"):
        db.execute("UPDATE attendances SET mark = 16 WHERE id = ?", (row,))


def test_a_training_that_was_never_held_is_called_off_but_not_held_afterwards(db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER training_sessions_closed_insert")
    copied(db, "training_sessions", {"id": 500, "state": "planned"})
    with refused("training_sessions"):
        db.execute("UPDATE training_sessions SET state = 'held' WHERE id = 500")
    db.execute("UPDATE training_sessions SET state = 'cancelled' WHERE id = 500")


def test_what_the_central_kept_is_noted_when_it_pays(db: sqlite3.Connection) -> None:
    row = a_closed_id(db, "premium_incomes")
    place = db.execute("SELECT count(*) + 10 FROM premium_deductions").fetchone()[0]
    sql = "INSERT INTO premium_deductions (premium_income_id, position, reason, usd) VALUES (?, ?, 'x', 1)"
    assert db.execute(sql, (row, place)).rowcount == 1


def test_a_name_that_no_closed_period_uses_is_free(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO funds (name, kind) VALUES ('Nuevo', 'other')")
    assert db.execute("UPDATE funds SET name = 'Otro' WHERE name = 'Nuevo'").rowcount == 1
    db.execute("INSERT INTO tax_rates (name, valid_from, percent) VALUES ('igv', '2026-12-01', 1700)")
    assert db.execute("DELETE FROM tax_rates WHERE valid_from = '2026-12-01'").rowcount == 1


def test_a_closing_is_never_changed_nor_made_out_of_order(db: sqlite3.Connection) -> None:
    for statement, message in (
        ("UPDATE closings SET last_day = '2030-01-01'", "frozen: closings"),
        ("DELETE FROM closings", "frozen: closings"),
        ("UPDATE closing_balances SET closing = 1, opening = 1, income = 0, expense = 0, transfers = 0", "frozen"),
        ("DELETE FROM closing_series", "frozen"),
        ("INSERT INTO closing_balances SELECT 999, closing_id, subject, 99, name, currency, opening, income, expense,"
         " transfers, closing FROM closing_balances LIMIT 1", "frozen: one more line of a closing"),
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match=message):
            db.execute(statement)
    names = [name for name in types(db, "closings") if name not in ("id", "number", "token", "first_day")]
    columns = ", ".join(names)
    into = f"INSERT INTO closings (id, number, token, first_day, {columns})"
    copy = f"{into} SELECT ?, ?, 'x', ?, {columns} FROM closings WHERE number = 3"
    with pytest.raises(sqlite3.IntegrityError, match="closings go in order"):
        db.execute(copy, (4, 4, "2026-11-01"))
    with pytest.raises(sqlite3.IntegrityError, match="a closing takes the next number"):
        db.execute(copy, (4, 5, "2026-12-01"))


def test_an_act_that_is_refused_says_why_in_words(sample_books: Books) -> None:
    sample_books.db.execute("DELETE FROM acting")
    for statement, sentence in (
        ("UPDATE purchases SET purchased_on = '2026-01-01'", "Lo que falte se anota con una fecha del mes abierto"),
        ("UPDATE accounts SET name = 'x'", "Si cambió, anote uno nuevo"),
        (
            "INSERT INTO receipt_annulments SELECT id, 'x', '2026-12-05', 'x', 'now' FROM receipts",
            "con un extorno o una reimputación",
        ),
    ):
        with (
            pytest.raises(ClosedPeriod, match="hasta el 30/11/2026") as refusal,
            sample_books.file.transaction("x", "2026-12-05T00:00:00+00:00") as db,
        ):
            db.execute(statement)
        assert sentence in refusal.value.sentence
    sample_books.db.execute("INSERT INTO acting VALUES (1, 'x', '2026-12-05T00:00:00+00:00')")
