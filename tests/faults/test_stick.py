"""The stick is pulled in the middle of a copy: what was on it is whole, the person is told that the copy was not made,
and with the stick in its place again it is made."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import copy_writer
from ananea_desktop.storage.check import check
from ananea_desktop.storage.copy_names import copies_in
from tests.builders import issued


class Stick:
    """A folder that can be pulled: mounted where this is allowed, else another folder in the place of it."""

    def __init__(self, folder: Path) -> None:
        self.path, self._kept = folder / "stick", folder / "kept"
        self.path.mkdir()
        self._kept.mkdir()
        self.is_mounted = os.geteuid() == 0 and self._mounts("--bind", str(self._kept), str(self.path))
        if not self.is_mounted:
            self.path.rmdir()
            self._kept.rename(self.path)

    @staticmethod
    def _mounts(*words: str) -> bool:
        return subprocess.run(["mount", *words], capture_output=True).returncode == 0

    def pull(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.path)], check=True)
        else:
            self.path.rename(self._kept)

    def put_back(self) -> None:
        if self.is_mounted:
            assert self._mounts("--bind", str(self._kept), str(self.path))
        else:
            self._kept.rename(self.path)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    made = Stick(tmp_path)
    yield made
    if made.is_mounted:
        subprocess.run(["umount", "--lazy", str(made.path)])


def in_this_process(monkeypatch: pytest.MonkeyPatch, at: Callable[[str], None]) -> None:
    """The copy's other process is this one, so that the stick is pulled at exactly the stage that ``at`` wants."""

    def work(order: dict[str, object], _tell: object) -> Iterator[None]:
        yield
        return copy_writer.write(order, lambda stage, _done, _whole: at(stage))  # type: ignore[return-value]

    monkeypatch.setattr("ananea_desktop.storage.copies.work_apart", work)


@pytest.mark.parametrize("stage", ["copy", "read"])
def test_a_stick_that_is_pulled_keeps_what_it_had(
    books: Books, stick: Stick, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    issued(books)
    copying.copy_to(books, stick.path)
    (old,) = copies_in(stick.path)
    content = old.path.read_bytes()
    issued(books)
    pulled: list[str] = []

    def pull(now: str) -> None:
        if now == stage and not pulled:
            pulled.append(now)
            stick.pull()

    with monkeypatch.context() as patch:
        in_this_process(patch, pull)
        with pytest.raises(StorageProblem, match=r"^NO se hizo la copia\. .*emoria"):
            copying.copy_to(books, stick.path)
    assert pulled == [stage]
    for left in stick.path.glob("*"):  # beneath the mount, on the PC's own disk
        left.unlink()
    stick.put_back()
    assert old.path.read_bytes() == content
    assert [each.path for each in copies_in(stick.path)] == [old.path]
    assert check(books.file).problems == []
    made = copying.copy_to(books, stick.path)
    assert made.path.parent == stick.path
    assert len(copies_in(stick.path)) == 2


def test_a_stick_that_stays_is_told_of_by_nobody(books: Books, stick: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same way of making the copy, and nothing is pulled."""
    issued(books)
    stages: list[str] = []
    in_this_process(monkeypatch, stages.append)
    at_once(copying.make_copy(books, stick.path))
    assert {"copy", "read"} <= set(stages)
    assert len(copies_in(stick.path)) == 1
