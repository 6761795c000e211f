"""The chain of seals: its form never changes by accident, every column is in it, each kind of break has its name."""

import sqlite3
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import chain
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.chain import COLUMNS, VERSION, FaultKind
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import diary_path, entries
from tests.builders import a_draft, a_line, an_office_on_disk, clock, issued

CHAINED = [table for parts in chain.SUBJECTS.values() for table, _key in parts]


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", CHAINED)
def test_every_column_of_a_chained_table_is_sealed(books: Books, table: str) -> None:
    assert sorted(COLUMNS[VERSION, table]) == sorted(columns(books.db, table))


def test_the_form_is_the_one_that_was_fixed() -> None:
    """A changed hash means that no book of before could be checked any more: make a version more instead."""
    content = [(1, "in", "Ccʼallo Núñez", None, -1), [(1, 1, 'con "comillas" y \\ barra', 5000, "", None)]]
    found = chain.digest(bytes(32), 1, chain.RECEIPT, "no", content)
    assert found.hex() == FIXED


FIXED = "033daf5fc82217317f79fdb76dd46cf96cff82aea4f721609f4edddd629cb0c7"


def test_each_document_has_its_seal_and_each_seal_follows(books: Books) -> None:
    first, second = issued(books), issued(books, a_line(amount="7.00"))
    receipts.annul(books, second.id, "Duplicado")
    rows = books.db.execute("SELECT id, subject, subject_id, late, previous, hash FROM seals ORDER BY id").fetchall()
    assert [tuple(row[:4]) for row in rows] == [
        (1, "user act", 1, "no"),
        (2, "receipt", 1, "no"),
        (3, "receipt", 2, "no"),
        (4, "annulment", 2, "no"),
    ]
    assert [row[4] for row in rows] == [chain.installation(books.db), *(row[5] for row in rows[:3])]
    assert first.seal == rows[1][5].hex()
    checked = chain.Checked()
    assert list(chain.faults(books.db, checked)) == []
    assert (checked.seals, checked.last) == (4, 4)


def test_a_failed_act_leaves_no_seal(books: Books) -> None:
    issued(books)
    with pytest.raises(RuntimeError), books.permitted(), books.act() as db:
        store.insert(db, receipts.preview(books, a_draft()), "t", books.now(), None)
        raise RuntimeError
    assert books.db.execute("SELECT count(*) FROM seals WHERE subject = 'receipt'").fetchone()[0] == 1
    issued(books)
    assert list(chain.faults(books.db)) == []


def test_each_break_has_its_name(books: Books) -> None:
    for _number in range(4):
        issued(books)
    db = books.db
    for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE receipts SET party_name = 'Otra' WHERE id = 2")
    assert [(fault.kind, fault.subject_id) for fault in chain.faults(db)] == [(FaultKind.ALTERED, 2)]
    db.execute("DELETE FROM receipts WHERE id = 2")
    assert [(fault.kind, fault.subject_id) for fault in chain.faults(db)] == [(FaultKind.MISSING, 2)]
    db.execute("DELETE FROM seals WHERE id = 3")
    assert [(fault.kind, fault.seal_id) for fault in chain.faults(db)] == [(FaultKind.MISSING, 3)]
    db.execute("UPDATE seals SET previous = zeroblob(32) WHERE id = 5")
    assert FaultKind.UNLINKED in [fault.kind for fault in chain.faults(db) if fault.seal_id == 5]


# the diary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ananea.db"


def with_receipts(path: Path, count: int) -> None:
    books = an_office_on_disk(path)
    for _number in range(count):
        issued(books)
    books.file.close()


def test_the_diary_has_a_line_for_each_seal(path: Path) -> None:
    with_receipts(path, 3)
    assert [entry.seal_id for entry in entries(diary_path(path))] == [1, 2, 3, 4]
    assert "in 001-000003\t2026-11-23\tPEN 5000" in diary_path(path).read_text(encoding="utf-8")


def test_an_older_file_beside_its_diary_stops(path: Path) -> None:
    with_receipts(path, 2)
    older = path.read_bytes()
    with_receipts(path, 3)
    path.write_bytes(older)
    with pytest.raises(StorageProblem, match="Faltan 3 recibos ya emitidos"):
        open_books(path, "Rosa", clock)
    assert path.read_bytes() == older


def test_a_lost_file_is_not_replaced_by_an_empty_one(path: Path) -> None:
    with_receipts(path, 1)
    path.unlink()
    with pytest.raises(StorageProblem, match="Falta el archivo de datos"):
        open_books(path, "Rosa", clock)
    assert not path.exists()


def test_a_diary_behind_its_file_is_completed(path: Path) -> None:
    """A power cut between the two, or a copy that was brought without its diary."""
    with_receipts(path, 3)
    whole = diary_path(path).read_bytes()
    lines = whole.splitlines(keepends=True)
    for cut in (b"".join(lines[:2]), b"".join(lines[:3]) + lines[3][:20], lines[0]):
        diary_path(path).write_bytes(cut)
        open_books(path, "Rosa", clock).file.close()
        assert diary_path(path).read_bytes() == whole
    diary_path(path).unlink()
    open_books(path, "Rosa", clock).file.close()
    assert diary_path(path).read_bytes() == whole


def test_the_diary_of_another_file_stops(path: Path, tmp_path: Path) -> None:
    with_receipts(path, 1)
    other = tmp_path / "otra" / "ananea.db"
    other.parent.mkdir()
    with_receipts(other, 1)
    diary_path(path).write_bytes(diary_path(other).read_bytes())
    with pytest.raises(StorageProblem, match="es de otro archivo de datos"):
        open_books(path, "Rosa", clock)


def test_a_changed_line_of_the_diary_is_found(path: Path) -> None:
    with_receipts(path, 3)
    text = diary_path(path).read_text(encoding="utf-8")
    diary_path(path).write_text(text.replace("PEN 5000", "PEN 9000", 1), encoding="utf-8")
    books = open_books(path, "Rosa", clock)
    assert any("Diario" in problem for problem in check(books.file).problems)
    books.file.close()
