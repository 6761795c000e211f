"""Every column of a hand-out, its lines, its beneficiaries and its annulment is under the seal."""

import pytest

from ananea_desktop.operations import hand_outs
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import DonationDraft, HandOutDraft
from ananea_desktop.storage import chain
from ananea_desktop.storage.data_file import open_in_memory
from tests.builders import an_office, save_item, save_member

TABLES = {
    "hand_outs": "id",
    "hand_out_lines": "id",
    "hand_out_beneficiaries": "id",
    "hand_out_annulments": "hand_out_id",
}
SCHEMA = open_in_memory().db
COLUMNS = [
    (table, row[1], row[2]) for table in TABLES for row in SCHEMA.execute(f"PRAGMA table_info({table})").fetchall()
]


@pytest.fixture(scope="module")
def books() -> Books:
    """A hand-out that was annulled and a donation, in a file without triggers or checks."""
    made = an_office()
    save_item(made, "10", name="Botas", unit="par")
    line = {"stock": "Botas", "quantity": "1"}
    draft = HandOutDraft(
        member_id=str(save_member(made)), handed_on="20/11/2026", lines=[{**line, "reason": "new"}], token="a"
    )
    hand_outs.hand_out(made, draft)
    hand_outs.annul(made, 1, "Error")
    helped = {"children": {"women": "2"}}
    given = DonationDraft(
        handed_on="20/11/2026", receiver_name="A", receiver_detail="B", lines=[line], beneficiaries=helped, token="b"
    )
    hand_outs.donate(made, given)
    for (name,) in made.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        made.db.execute(f"DROP TRIGGER {name}")
    made.db.execute("PRAGMA ignore_check_constraints = ON")
    made.db.execute("PRAGMA foreign_keys = OFF")
    return made


def test_nothing_is_wrong_before(books: Books) -> None:
    assert list(chain.faults(books.db)) == []


@pytest.mark.parametrize(("table", "column", "kind"), COLUMNS)
def test_a_changed_column_breaks_the_seal(books: Books, table: str, column: str, kind: str) -> None:
    other = f"coalesce({column}, 0) + 77" if kind == "INTEGER" else f"coalesce({column}, '') || 'x'"
    books.db.execute("SAVEPOINT before")
    key = TABLES[table]
    changed = f"UPDATE {table} SET {column} = {other} WHERE {key} = (SELECT min({key}) FROM {table})"
    assert books.db.execute(changed).rowcount == 1
    assert list(chain.faults(books.db)) != []
    books.db.execute("ROLLBACK TO before")
    books.db.execute("RELEASE before")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_missed(books: Books, table: str) -> None:
    books.db.execute("SAVEPOINT before")
    books.db.execute(f"DELETE FROM {table}")
    assert list(chain.faults(books.db)) != []
    books.db.execute("ROLLBACK TO before")
    books.db.execute("RELEASE before")
