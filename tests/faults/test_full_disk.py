"""A disk that fills up while saving: told in a sentence, nothing half saved, and work goes on when there is space."""

from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import entries
from tests.builders import a_draft, a_line, an_office_on_disk, issued, save_member
from tests.faults.full_disk import no_file_longer_than

LONG = [a_line(concept="Cuota " + "y más " * 150, amount="1.00")] * 40


def log_size(books: Books) -> int:
    return books.file.path.with_name(books.file.path.name + "-wal").stat().st_size


@pytest.mark.parametrize("room", [0, 100, 4_096, 20_000, 60_000])
def test_receipt_is_saved_whole_or_not_at_all(books: Books, path: Path, room: int) -> None:
    issued(books)
    draft = a_draft(*LONG)
    with no_file_longer_than(log_size(books) + room), pytest.raises(StorageProblem, match="no se guardó"):
        receipts.issue(books, draft)
    assert check(books.file).problems == []
    assert check(books.file).counts["receipts"] == 1
    assert receipts.issue(books, draft).number == 2
    books.file.close()
    again = an_office_on_disk(path)
    assert check(again.file).problems == []
    assert check(again.file).counts["receipt_lines"] == 41
    again.file.close()


def test_many_small_saves_fill_the_disk_and_go_on(books: Books) -> None:
    saved = 0
    with no_file_longer_than(log_size(books) + 200_000), pytest.raises(StorageProblem, match="no se guardó"):
        for number in range(1000):
            save_member(books, document_number=f"1000{number:04d}", number=str(number + 1))
            saved += 1
    assert 0 < saved < 1000
    assert check(books.file).problems == []
    assert check(books.file).counts["members"] == saved
    save_member(books)


def test_no_room_for_a_new_file_leaves_none(tmp_path: Path) -> None:
    new = tmp_path / "nuevo.db"
    with no_file_longer_than(50_000), pytest.raises(StorageProblem):
        an_office_on_disk(new)
    assert not new.exists()
    an_office_on_disk(new).file.close()


def test_diary_without_room_loses_no_receipt_and_is_completed_by_the_next(books: Books, path: Path) -> None:
    assert books.file.diary is not None
    diary = books.file.diary.path
    issued(books)
    books.file.diary.path = Path("/dev/full")  # a disk on which every write fails
    issued(books)
    assert [entry.seal_id for entry in entries(diary)] == [1, 2]
    books.file.diary.path = diary
    issued(books)
    assert [entry.seal_id for entry in entries(diary)] == [1, 2, 3, 4]
    assert check(books.file).problems == []


def test_diary_without_room_is_completed_when_the_file_is_opened_again(books: Books, path: Path) -> None:
    assert books.file.diary is not None
    diary = books.file.diary.path
    books.file.diary.path = Path("/dev/full")
    issued(books)
    books.file.close()
    again = an_office_on_disk(path)
    assert [entry.seal_id for entry in entries(diary)] == [1, 2]
    assert check(again.file).problems == []
    again.file.close()
