"""An office on the disk, closed when the test is done with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ananea_desktop.operations.books import Books
from tests.builders import an_office_on_disk

pytest.register_assert_rewrite("tests.faults.machine")  # so that a failed assert there tells what differs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ananea.db"


@pytest.fixture
def books(path: Path) -> Iterator[Books]:
    opened = an_office_on_disk(path)
    yield opened
    opened.file.close()
