"""Copies: whole and checked, or not made and said so; the last ten are kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.paths import copies_folder
from ananea_desktop.storage.check import check
from ananea_desktop.storage.copies import KEPT, copies_in, keep_last
from tests.builders import an_office_on_disk, clock, issued, save_member
from tests.faults.full_disk import no_file_longer_than


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ananea.db"


@pytest.fixture
def books(path: Path) -> Iterator[Books]:
    opened = an_office_on_disk(path)
    issued(opened)
    yield opened
    opened.file.close()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_copy_opens_as_books_with_the_same_counts(books: Books, tmp_path: Path) -> None:
    counted = check(books.file).counts
    made = copying.copy_to(books, tmp_path / "usb")
    assert names(tmp_path / "usb") == ["ananea-copia-000001-2026-11-23.db"]
    assert made.path.stat().st_size == made.size
    copy = open_books(made.path, "Luz", clock)
    report = check(copy.file)
    assert (report.problems, report.counts) == ([], counted)
    copy.file.close()


def test_copy_is_noted_with_its_hash(books: Books, tmp_path: Path) -> None:
    assert copying.last_usb_day(books) is None
    made = copying.copy_to(books, tmp_path / "usb")
    noted = books.db.execute("SELECT file_name, size, sha256 FROM copies").fetchall()
    assert noted == [(made.path.name, made.size, made.sha256)]
    assert copying.last_usb_day(books) == date(2026, 11, 23)


def test_last_ten_copies_are_kept_by_their_number(books: Books, path: Path) -> None:
    folder = copies_folder(path)
    for _time in range(KEPT + 3):
        assert copying.copy_on_close(books) is not None
    assert [each.name[13:19] for each in copies_in(folder)] == [f"{number:06d}" for number in range(4, 14)]


def test_other_files_in_the_folder_are_left_alone(books: Books, path: Path) -> None:
    folder = copies_folder(path)
    copying.copy_on_close(books)
    (folder / "fotos.zip").write_bytes(b"not ours")
    copying.copy_on_close(books)
    keep_last(folder, 1)
    assert names(folder) == ["ananea-copia-000002-2026-11-23.db", "fotos.zip"]


def test_nothing_changed_makes_no_copy_on_close(path: Path, books: Books) -> None:
    books.file.close()
    again = open_books(path, "Rosa", clock)
    assert copying.copy_on_close(again) is None
    save_member(again)
    assert copying.copy_on_close(again) is not None
    again.file.close()


def test_failed_copy_is_said_and_leaves_the_old_ones_whole(books: Books, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    old = copying.copy_to(books, usb)
    whole = old.path.read_bytes()
    with no_file_longer_than(100_000), pytest.raises(StorageProblem, match=r"^NO se hizo la copia\. El disco"):
        copying.copy_to(books, usb)
    assert names(usb) == [old.path.name]
    assert old.path.read_bytes() == whole
    assert books.db.execute("SELECT count(*) FROM copies").fetchone() == (1,)
    assert copying.copy_to(books, usb).path.name == "ananea-copia-000002-2026-11-23.db"


def test_copy_onto_a_file_is_said(books: Books, tmp_path: Path) -> None:
    (tmp_path / "usb").write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageProblem, match=r"^NO se hizo la copia\. "):
        copying.copy_to(books, tmp_path / "usb")


def test_copy_of_damaged_books_is_not_made(books: Books, path: Path, tmp_path: Path) -> None:
    books.file.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        trigger = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'receipt_lines_frozen_update'")
        (sql,) = trigger.fetchone()
        connection.execute("DROP TRIGGER receipt_lines_frozen_update")
        connection.execute("UPDATE receipt_lines SET amount = 1")
        connection.execute(sql)
    damaged = open_books(path, "Rosa", clock)
    with pytest.raises(StorageProblem, match=r"NO se hizo la copia\. La copia no pasó la comprobación: Totales"):
        copying.copy_to(damaged, tmp_path / "usb")
    damaged.file.close()
    assert names(tmp_path / "usb") == []
