"""A data file that is damaged, protected, or has another's log beside it: nothing is written to it, what is wrong is
said or provably harmless, and it can be looked at."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import NotWritable, OnlyLooking, StorageProblem
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import diary_path
from tests.builders import a_draft, an_office_on_disk, issued
from tests.operations.test_restoring import numbers

SEED = 20261128
NOBODY = 65534


def closed_book(path: Path) -> Path:
    books = an_office_on_disk(path)
    for _number in range(5):
        issued(books)
    books.file.close()
    return path


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everything: as another user, where this is root."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def book() -> Iterator[Path]:
    """A closed file in a folder that every user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield closed_book(folder / "ananea.db")
    folder.chmod(0o755)
    shutil.rmtree(folder)


def protect_file(path: Path) -> None:
    path.parent.chmod(0o777)
    path.chmod(0o444)
    diary_path(path).chmod(0o444)


def protect_folder(path: Path) -> None:
    path.chmod(0o666)
    diary_path(path).chmod(0o666)
    path.parent.chmod(0o555)


@pytest.mark.parametrize("protect", [protect_file, protect_folder])
def test_what_cannot_be_written_is_said_at_the_start_and_can_be_looked_at(
    book: Path, protect: Callable[[Path], None]
) -> None:
    protect(book)
    before = book.read_bytes()
    with as_nobody():
        with pytest.raises(NotWritable, match=r"No se puede escribir en ananea\.db"):
            open_books(book)
        books = look_at_books(book)
        assert numbers(books) == [1, 2, 3, 4, 5]
        assert check(books.file).problems == []
        with pytest.raises(OnlyLooking, match="solo para mirar"):
            receipts.issue(books, a_draft())
        books.file.close()
    assert book.read_bytes() == before


def dump_of(path: Path) -> str | None:
    """All that the file holds, as it is looked at; None where that says what is wrong or finds a problem."""
    try:
        books = look_at_books(path)
    except StorageProblem:
        return None
    try:
        if check(books.file).problems:
            return None
        return "\n".join(books.db.iterdump())
    finally:
        books.file.close()


def test_a_byte_flipped_in_any_page_is_found_or_harmless(tmp_path: Path, full: bool) -> None:
    print(f"seed {SEED}")
    flips = random.Random(SEED)
    path = closed_book(tmp_path / "ananea.db")
    whole, expected = path.read_bytes(), dump_of(path)
    assert expected is not None
    found, harmless = 0, 0
    pages = range(0, len(whole), 4096)
    for start in pages if full else list(pages)[:: max(1, len(pages) // 25)]:
        damaged = bytearray(whole)
        place = start + flips.randrange(4096)
        damaged[place] ^= 1 << flips.randrange(8)
        path.write_bytes(damaged)
        dump = dump_of(path)
        assert path.read_bytes() == damaged
        assert dump in (None, expected), f"byte {place} changed what is read, and nobody noticed"
        found, harmless = found + (dump is None), harmless + (dump is not None)
    print(f"{found} found, {harmless} harmless, of {len(pages)} pages")
    assert found


def test_a_page_written_over_is_found_before_the_window(tmp_path: Path) -> None:
    path = closed_book(tmp_path / "ananea.db")
    whole = path.read_bytes()
    books = look_at_books(path)
    (page,) = books.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'receipts'").fetchone()
    books.file.close()
    damaged = whole[: (page - 1) * 4096] + b"\xff" * 4096 + whole[page * 4096 :]
    path.write_bytes(damaged)
    with pytest.raises(StorageProblem, match="dañado"):
        open_books(path)
    assert path.read_bytes() == damaged


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """A file as a power cut leaves it: the last receipt only in its log."""
    path = closed_book(tmp_path / "office" / "ananea.db")
    books = an_office_on_disk(path)
    issued(books)
    folder = tmp_path / "cut"
    folder.mkdir()
    for name in ("ananea.db", "ananea.db-wal", "ananea.diario"):
        shutil.copy(path.with_name(name), folder)
    books.file.close()
    return folder / "ananea.db"


def test_a_log_that_is_gone_with_its_receipt_is_told_by_the_diary(cut: Path) -> None:
    cut.with_name("ananea.db-wal").unlink()
    before = cut.read_bytes()
    with pytest.raises(StorageProblem, match="Faltan 1 recibos ya emitidos"):
        open_books(cut)
    assert cut.read_bytes() == before


def test_a_log_of_another_file_changes_nothing_unseen(cut: Path, tmp_path: Path) -> None:
    other = closed_book(tmp_path / "other" / "ananea.db")
    books = an_office_on_disk(other)
    receipts.annul(books, 1, "Duplicado")
    shutil.copy(other.with_name("ananea.db-wal"), cut.with_name("ananea.db-wal"))
    books.file.close()
    with pytest.raises(StorageProblem):
        open_books(cut)


def test_a_cut_is_recovered_from_and_asks_for_the_full_check(cut: Path) -> None:
    books = open_books(cut)
    assert numbers(books) == [1, 2, 3, 4, 5, 6]
    assert books.file.was_cut_off
    books.file.close()
