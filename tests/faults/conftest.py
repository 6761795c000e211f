"""An office on the disk, closed when the test is done with it; and the figure that a long form comes to."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ananea_desktop.operations.books import Books
from tests.builders import an_office_on_disk

pytest.register_assert_rewrite("tests.faults.machine")  # so that a failed assert there tells what differs

Figure = Callable[..., None]
"""``figure(what, n, result, control, seed)``: a line of the page of figures in README."""


@pytest.fixture
def figure(request: pytest.FixtureRequest, full: bool) -> Figure:
    """Only a long form has figures; they are printed when all tests are done."""

    def tell(what: str, count: int, result: str, control: str = "", seed: int | str = "") -> None:
        words = (what, f"{date.today():%d/%m/%Y}", f"{count:,}", result, control, str(seed))
        if full:
            request.node.user_properties.append(("figure", f"| {' | '.join(words)} |"))

    return tell


@pytest.fixture(scope="module")
def in_memory() -> Iterator[Path]:
    """A folder that needs no disk, where there is one: thousands of disks are simulated in it."""
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ananea.db"


@pytest.fixture
def books(path: Path) -> Iterator[Books]:
    opened = an_office_on_disk(path)
    yield opened
    opened.file.close()
