"""What was issued stays as it is: the file itself refuses, whoever writes into it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import office, pending_prints, receipts
from tests.builders import a_line, a_profile, an_office_on_disk, issued, save_project

FROZEN = (
    "receipts",
    "receipt_lines",
    "receipt_annulments",
    "receipt_prints",
    "history",
    "project_budgets",
    "seals",
    "installation",
)


@pytest.fixture
def issued_file(path: Path) -> Path:
    """Two receipts, the second annulled, a budget and a print, in a closed file."""
    books = an_office_on_disk(path)
    office.save_profile(books, a_profile(), logo=b"\x89PNG\r\n\x1a\nlogo")
    save_project(books, budget="500.00")
    issued(books, a_line(), a_line(concept="Multa", amount="7.00"))
    receipts.annul(books, issued(books).id, "Duplicado")
    pending_prints.note_print(books, 1)
    books.file.close()
    return path


def with_our_settings(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection


def plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture(params=[with_our_settings, plain], ids=["our settings", "plain sqlite3"])
def stranger(request: pytest.FixtureRequest, issued_file: Path) -> Iterator[sqlite3.Connection]:
    """Someone else's connection, who even knows how to fill ``acting``."""
    connection = request.param(issued_file)
    connection.execute("INSERT INTO acting (id, user, at) VALUES (1, 'x', 'now')")
    before = list(connection.iterdump())
    yield connection
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    assert list(connection.iterdump()) == before
    connection.close()


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", FROZEN)
def test_update_of_every_column_is_refused(stranger: sqlite3.Connection, table: str) -> None:
    assert stranger.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    for column in columns(stranger, table):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"):
            stranger.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", [*FROZEN, "series"])
def test_deletion_is_refused(stranger: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="frozen"):
        stranger.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", FROZEN)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
def test_replacing_a_row_by_another_is_refused(stranger: sqlite3.Connection, table: str, verb: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        stranger.execute(f"{verb} {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize("table", FROZEN)
def test_upsert_is_refused(stranger: sqlite3.Connection, table: str) -> None:
    key = columns(stranger, table)[0]
    with pytest.raises(sqlite3.IntegrityError):
        stranger.execute(
            f"INSERT INTO {table} SELECT * FROM {table} WHERE true LIMIT 1"
            f" ON CONFLICT ({key}) DO UPDATE SET {key} = excluded.{key}"
        )


def receipt_row(stranger: sqlite3.Connection, **changes: object) -> str:
    """INSERT of a receipt like the first with what is changed, as SQL."""
    names = columns(stranger, "receipts")
    values = [repr(changes[name]) if name in changes else name for name in names]
    return f"receipts ({', '.join(names)}) SELECT {', '.join(values)} FROM receipts WHERE id = 1"


@pytest.mark.parametrize("changes", [{"id": 9}, {"token": "t"}, {"id": 9, "token": "t"}])
def test_replacing_a_receipt_by_its_number_or_token_is_refused(
    stranger: sqlite3.Connection, changes: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        stranger.execute(f"INSERT OR REPLACE INTO {receipt_row(stranger, **changes)}")


def test_one_more_line_on_an_issued_receipt_is_refused(stranger: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="one more line"):
        stranger.execute(
            "INSERT INTO receipt_lines SELECT 99, receipt_id, 3, flow, sign, concept, amount, fund_id, fund_name,"
            " NULL, '', NULL, NULL, '', '', NULL FROM receipt_lines WHERE id = 1"
        )


def add_line(stranger: sqlite3.Connection, amount: int) -> None:
    stranger.execute("BEGIN")
    stranger.execute(
        "INSERT INTO receipt_lines SELECT 99, 9, 1, flow, sign, concept, ?, fund_id, fund_name,"
        " NULL, '', NULL, NULL, '', '', NULL FROM receipt_lines WHERE id = 1",
        (amount,),
    )


def test_receipt_that_is_not_the_sum_of_its_lines_is_refused(stranger: sqlite3.Connection) -> None:
    add_line(stranger, 999)
    with pytest.raises(sqlite3.IntegrityError, match="sum of its lines"):
        stranger.execute(f"INSERT INTO {receipt_row(stranger, id=9, token='t', number=3, total=1000)}")


def test_receipt_without_lines_is_refused(stranger: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="sum of its lines"):
        stranger.execute(f"INSERT INTO {receipt_row(stranger, id=9, token='t', number=3)}")


@pytest.mark.parametrize("number", [4, 2, 1])
def test_receipt_that_skips_or_repeats_a_number_is_refused(stranger: sqlite3.Connection, number: int) -> None:
    add_line(stranger, 1000)
    with pytest.raises(sqlite3.IntegrityError, match="next number"):
        stranger.execute(f"INSERT INTO {receipt_row(stranger, id=9, token='t', number=number, total=1000)}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE series SET next_number = 2 WHERE kind = 'in'",
        "UPDATE series SET next_number = 9 WHERE kind = 'in'",
        "UPDATE series SET first_number = 0 WHERE kind = 'in'",
        "UPDATE series SET series = '002' WHERE kind = 'in'",
        "INSERT OR REPLACE INTO series (kind, series, next_number, first_number) VALUES ('in', '001', 9, 1)",
        "INSERT INTO series (kind, series, next_number, first_number) VALUES ('in', '001', 9, 1)"
        " ON CONFLICT (kind, series) DO UPDATE SET next_number = 9",
    ],
)
def test_counter_of_a_series_in_use_is_refused(stranger: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        stranger.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE logos SET image = x'00'",
        "DELETE FROM logos",
        "INSERT OR REPLACE INTO logos SELECT sha256, x'00' FROM logos",
    ],
)
def test_logo_of_old_papers_is_kept(stranger: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="frozen"):
        stranger.execute(change)


def test_series_not_in_use_can_still_be_set(issued_file: Path) -> None:
    books = an_office_on_disk(issued_file)
    office.set_first_number(books, ReceiptKind.OUT, "41")
    assert office.next_numbers(books) == {ReceiptKind.IN: (3, False), ReceiptKind.OUT: (41, True)}
    books.file.close()


def test_line_without_its_receipt_is_not_kept(issued_file: Path) -> None:
    connection = with_our_settings(issued_file)
    add_line(connection, 1000)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("COMMIT")
    connection.execute("ROLLBACK")
    connection.close()
