"""Work in another process: its result, its crash, its end with the asker, and a file that is held still meanwhile."""

import sys
from pathlib import Path

import pytest

from ananea_desktop.domain.fault_report import ChildFault
from ananea_desktop.domain.steps import at_once
from ananea_desktop.storage.apart import Progress, work_apart
from tests.builders import an_office_on_disk, save_member


def test_a_file_that_is_open_here_is_checked_there_as_it_was_held(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books, paternal_surname="Mamani")
    before = books.file.path.read_bytes()
    heard: list[Progress] = []
    with books.file.held_still():
        held = books.file.path.read_bytes()
        save_member(books, paternal_surname="Quispe", document_number="45678913")
        books.file.checkpoint()
        found = at_once(work_apart({"work": "check", "path": str(books.file.path)}, heard.append))
        assert books.file.path.read_bytes() == held != before
    books.file.checkpoint()
    assert books.file.path.read_bytes() != held
    books.file.close()
    assert found["problems"] == []
    assert found["counts"]["members"] == 1
    assert [each.stage for each in heard] == ["check"] * heard[0].whole


def test_a_crash_of_the_other_process_is_ours_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(ChildFault, match="ended with 1") as fault:
        at_once(work_apart({"work": "no such work"}))
    assert "storage/apart_worker.py" in fault.value.report
    assert "KeyError: ‹…›" in fault.value.report  # what was asked of it may name a file


def test_given_up_the_other_process_is_ended() -> None:
    steps = work_apart({}, command=[sys.executable, "-c", "import time; time.sleep(60)"])
    next(steps)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


WINDOWED = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
from ananea_desktop.storage import apart_worker
sys.exit(apart_worker.main())
"""


def test_a_windowed_program_that_has_no_streams_answers_all_the_same(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    books.file.close()
    order = {"work": "check", "path": str(books.file.path)}
    found = at_once(work_apart(order, command=[sys.executable, "-c", WINDOWED]))
    assert found["problems"] == []
    with pytest.raises(ChildFault, match="ended with 1") as fault:
        at_once(work_apart({"work": "no such work"}, command=[sys.executable, "-c", WINDOWED]))
    assert "storage/apart_worker.py" in fault.value.report
