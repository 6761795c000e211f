"""One bit of a copy is another: reading it again finds every one, and a sealed copy that nobody has a list of, as on a
new PC, is refused by itself."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage
import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import copy_list, copy_reader, sealed
from tests.builders import issued
from tests.faults.conftest import Figure

SEED = 20261128


@pytest.fixture
def copy(books: Books, tmp_path: Path) -> Path:
    for _receipt in range(3):
        issued(books)
    return copying.copy_to(books, tmp_path / "usb").path


@contextmanager
def flipped(path: Path, place: int, bit: int) -> Iterator[None]:
    """As it would come from the stick; afterwards it is as it was."""
    with path.open("r+b") as stream:
        stream.seek(place)
        (byte,) = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte ^ 1 << bit]))
    yield
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(bytes([byte]))


def problem_of(path: Path, known: dict[str, Any] | None) -> str:
    order = {"path": str(path), "known": known, "trial": ""}
    return str(copy_reader.look_at(order, lambda *_at: None)["problem"])


def test_every_flipped_bit_of_a_copy_is_found(books: Books, copy: Path, full: bool, figure: Figure) -> None:
    known = copy_list.by_name(books.db, copy.name)
    assert known is not None and problem_of(copy, known) == "", "a copy that is well is blamed"
    chance = random.Random(SEED)
    flips, size = 1000 if full else 20, copy.stat().st_size
    missed, blind = [], 0
    for _flip in range(flips):
        place, bit = chance.randrange(size), chance.randrange(8)
        with flipped(copy, place, bit):
            if not problem_of(copy, known):
                missed.append((place, bit))
            blind += not problem_of(copy, None)
    assert missed == []
    assert blind == flips, "the control: what is not held against the list is not found"
    figure("One bit of a copy flipped, read again", flips, "100 % found", "without its SHA-256 in the list: 0 %", SEED)


def test_every_flipped_bit_of_a_sealed_copy_is_refused(copy: Path, tmp_path: Path, full: bool, figure: Figure) -> None:
    key = pyrage.x25519.Identity.generate()
    path, target = tmp_path / "ananea-copia-000009-2026-11-23.ananea", tmp_path / "opened.db"
    header = sealed.Header(
        number=9,
        day="2026-11-23",
        program="1",
        schema=8,
        installation="0" * 16,
        seal_id=3,
        seal_hash="0" * 64,
        receipts=3,
        history_id=1,
        last_numbers=(("in", "001", 3),),
        content_size=copy.stat().st_size,
    )
    sealed.seal(copy, path, header, [str(key.to_public())])
    chance = random.Random(SEED)
    flips, size = 1000 if full else 20, path.stat().st_size
    opened = []
    for flip in range(flips):  # the header is small, and is met as often as all the rest
        place = chance.randrange(sealed.HEADER_SIZE if flip % 2 else size)
        with flipped(path, place, chance.randrange(8)):
            try:
                sealed.open_sealed(path, str(key), target)
                opened.append(place)
            except StorageProblem:
                assert not target.exists(), "something of a damaged copy was left"
        target.unlink(missing_ok=True)
    assert opened == []
    sealed.open_sealed(path, str(key), target)
    assert target.read_bytes() == copy.read_bytes(), "the control: unharmed, the same copy opens"
    figure(
        "One bit of a sealed copy flipped, opened with its key alone", flips, "100 % refused", "unharmed: opens", SEED
    )
