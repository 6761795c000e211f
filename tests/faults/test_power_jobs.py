"""The power goes at any moment of a copy, a copy to a stick, a restore, a closing and a migration: the file is as it
was before or after, what was confirmed is there, and every copy that has its name is whole."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from tests.faults import jobs
from tests.faults.conftest import Figure
from tests.faults.jobs import Job
from tests.faults.power import Cut, Files, as_meant, cuts, cuts_at, files_in, put_files
from tests.faults.recorded import record

SEED = 20261128
WORDS = {
    "copy": "a copy beside the file",
    "stick": "a copy to a stick",
    "restore": "a restore",
    "close": "the closing of a month",
    "migrate": "a migration from schema 7",
}


class Recorded:
    """A job that was done once, and what became of it."""

    def __init__(self, folder: Path, name: str) -> None:
        begun, self._place = folder / name, folder / "cut"
        jobs.begin(begun, name)
        self.begun = files_in(begun)
        kept = copytree(begun, folder / f"{name}-begun")
        self.ops = record(begun, "tests.faults.jobs", str(begun), name).ops
        assert [op.path for op in self.ops if op.kind == "said"] == ["ready", "done"]
        assert as_meant(self.begun, self.ops) == files_in(begun), "what was recorded is not all that was done"
        self.job = Job(name, kept, begun)
        self._seen: dict[str, list[str]] = {}

    def faults(self, found: Iterable[Cut]) -> list[str]:
        return [f"cut at {cut.at}: {words}" for cut in found for words in self._wrong(cut.files, cut.said)]

    def at_the_end(self, count: int) -> Iterator[Cut]:
        """The power goes when all is done, of a program that never syncs: the control."""
        never_synced = [op for op in self.ops if op.kind not in ("sync", "sync folder")]
        return cuts_at(self.begun, never_synced, "honest", [len(never_synced)] * count, SEED)

    def _wrong(self, files: Files, said: list[str]) -> list[str]:
        key = hashlib.sha256(repr(said).encode())
        for name in sorted(files):
            key.update(f"{name} {len(files[name])} ".encode() + files[name])
        known = self._seen.get(key.hexdigest())
        if known is None:
            put_files(files, self._place)
            try:
                known = self._seen[key.hexdigest()] = self.job.wrong(self._place, said)
            finally:
                rmtree(self._place)
        return known


@pytest.fixture(scope="module")
def recorded(in_memory: Path) -> Callable[[str], Recorded]:
    return cache(lambda name: Recorded(in_memory, name))


@pytest.mark.parametrize("name", WORDS)
def test_no_power_cut_leaves_half_of_it(
    recorded: Callable[[str], Recorded], name: str, full: bool, figure: Figure
) -> None:
    work = recorded(name)
    short = 2 if name == "migrate" else 4
    count = (500 if name == "migrate" else 2_000) if full else short
    for model in ("honest", "late"):
        assert work.faults(cuts(work.begun, work.ops, model, count, SEED)) == []
    controls = max(6, count // 20)
    caught = work.faults(work.at_the_end(controls))
    assert caught, "a program that never syncs is not caught: the test could not see a fault"
    control = f"without any sync: {len(caught)} faults in {controls} cuts"
    figure(f"Power cut in {WORDS[name]}", 2 * count, "before or after; copies whole; 0 faults", control, SEED)
