"""What a power cut leaves of the lines that were being added is mended at the next start, and nothing else is."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage.chain import digest
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import diary_path, entries, open_diary
from tests.builders import an_office_on_disk, clock, issued


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed data file with three receipts."""
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    for _receipt in range(3):
        issued(books)
    books.file.close()
    return path


def without_head(last: bytes) -> bytes:
    """The first sector of what was added never came to the disk."""
    return bytes(60) + last[60:]


def without_end(last: bytes) -> bytes:
    return last[:60]


def without_middle(last: bytes) -> bytes:
    return last[:20] + bytes(60) + last[80:]


def without_anything(last: bytes) -> bytes:
    """Only the length came to the disk."""
    return bytes(len(last))


TEARS = [without_head, without_end, without_middle, without_anything]


def tear_last(path: Path, tear: Callable[[bytes], bytes]) -> None:
    content = diary_path(path).read_bytes()
    start = content[:-1].rfind(b"\n") + 1
    diary_path(path).write_bytes(content[:start] + tear(content[start:]))


@pytest.mark.parametrize("tear", TEARS)
def test_a_line_torn_anywhere_is_written_again(path: Path, tear: Callable[[bytes], bytes]) -> None:
    whole = diary_path(path).read_bytes()
    tear_last(path, tear)
    books = open_books(path, "Rosa", clock)
    with closing(books.file):
        assert check(books.file).problems == []
    assert diary_path(path).read_bytes() == whole


@pytest.mark.parametrize("tear", TEARS)
def test_a_torn_line_of_what_the_file_does_not_hold_is_told_and_left(
    path: Path, tear: Callable[[bytes], bytes]
) -> None:
    """A power cut writes a line only after what it tells of: here the file was set back."""
    older = path.read_bytes()
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    path.write_bytes(older)
    tear_last(path, tear)
    torn = diary_path(path).read_bytes()
    with pytest.raises(StorageProblem, match="Faltan 1 recibos"):
        open_books(path, "Rosa", clock)
    assert diary_path(path).read_bytes() == torn


def test_two_lines_of_one_act_torn_at_the_first_are_both_written_again(path: Path) -> None:
    whole = diary_path(path).read_bytes()
    *before, first, last = whole.splitlines(keepends=True)
    diary_path(path).write_bytes(b"".join(before) + without_head(first) + last)
    open_books(path, "Rosa", clock).file.close()
    assert diary_path(path).read_bytes() == whole


def test_a_line_that_somebody_changed_is_left_for_the_check(path: Path) -> None:
    changed = diary_path(path).read_bytes().replace(b"PEN 5000", b"PEN 9000", 1)
    diary_path(path).write_bytes(changed)
    books = open_books(path, "Rosa", clock)
    with closing(books.file):
        assert [problem for problem in check(books.file).problems if problem.startswith("Diario")] != []
    assert diary_path(path).read_bytes() == changed


@pytest.mark.parametrize("digest", ["no hash", "0" * 64])
def test_a_last_line_that_was_changed_says_nothing_of_the_file(path: Path, digest: str) -> None:
    """A flipped bit in the diary alone takes nobody's books away: the line is written again from the file."""
    whole = diary_path(path).read_text()
    *before, last = whole.splitlines(keepends=True)
    diary_path(path).write_text("".join(before) + re.sub(r"\t[0-9a-f]{64}\t", f"\t{digest}\t", last))
    books = open_books(path, "Rosa", clock)
    with closing(books.file):
        assert check(books.file).problems == []
    assert diary_path(path).read_text() == whole


def test_long_diary_is_followed_from_its_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tail is read: a start takes no longer after twenty years."""
    monkeypatch.setattr("ananea_desktop.storage.diary._TAIL", 300)
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    tear_last(path, without_head)
    books = an_office_on_disk(path)
    with closing(books.file):
        issued(books)
        assert check(books.file).problems == []
        (seals,) = books.db.execute("SELECT max(id) FROM seals").fetchone()
    assert [entry.seal_id for entry in entries(diary_path(path))] == list(range(1, seals + 1))


def test_a_seal_that_cannot_be_read_goes_into_no_diary(path: Path) -> None:
    """A torn page gives nothing where there must be something, and SQLite does not say so."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'hash BLOB NOT NULL', 'hash BLOB')")
        db.execute("DROP TRIGGER seals_frozen_update")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE seals SET hash = NULL WHERE id = 3")
        with pytest.raises(StorageProblem, match="dañado"):
            diary_path(path).unlink()
            open_diary(path, db)
    assert list(entries(diary_path(path))) == []


def test_a_seal_after_no_hash_is_equal_to_none() -> None:
    """As a torn page gives it: a finding, and no crash at the start."""
    assert digest(None, 1, "receipt", "no", []) == b""  # type: ignore[arg-type]
