"""The power goes at any moment of a day of work: every receipt that was confirmed is there with its seal and its line
in the diary, the file is as it was after one of the acts and never between, and opens as if nothing had happened.

A drive that lies cannot be helped; it must be found out at the start. See power.py for the three drives.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage.check import check
from ananea_desktop.storage.diary import diary_path, entries
from tests.builders import clock
from tests.faults.books import content_of, faults_of, found_in
from tests.faults.conftest import Figure
from tests.faults.power import Cut, Files, as_meant, cuts, files_in, meant, put_files
from tests.faults.recorded import Op, record
from tests.faults.test_kill import begin

SEED = 20261128
NAME = "ananea.db"
_NO_MATTER = (".lock", ".abierto", ".part")


class State(NamedTuple):
    """What a person finds at the next start."""

    told: tuple[str, ...]
    """What opening or the check says; empty where all seems well."""
    damaged: bool
    """Whether the data file by itself, without its diary, is faulty."""
    seals: int
    diary: int
    """The last seal in the diary, before the file was opened."""
    content: str
    """A hash over all rows."""


class Bench:
    """Opens what lies on a disk with the real program; what it has seen once it does not look at again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, State] = {}

    def state_of(self, files: Files) -> State:
        key = hashlib.sha256()
        for name in sorted(files):
            if not name.endswith(_NO_MATTER):
                key.update(f"{name} {len(files[name])} ".encode() + files[name])
        known = self._seen.get(key.hexdigest())
        if known is None:
            known = self._seen[key.hexdigest()] = self._look(files)
        return known

    def _look(self, files: Files) -> State:
        path = self._folder / "cut" / NAME
        put_files(files, path.parent)
        try:
            diary = max((entry.seal_id for entry in entries(diary_path(path))), default=0)
            told, seals, content = look_at(path)
            damaged = bool(told)
            if told and diary_path(path).exists():  # is it the file, or is it only older than its diary?
                rmtree(path.parent)
                put_files(files, path.parent)
                diary_path(path).unlink()
                alone, seals, content = look_at(path)
                damaged = bool(alone)
            return State(tuple(told), damaged, seals, diary, content)
        finally:
            rmtree(path.parent)


def look_at(path: Path) -> tuple[list[str], int, str]:
    """What is told of it, its seals, and a hash over all its rows."""
    try:
        books = open_books(path, "Rosa", clock)
    except StorageProblem as problem:
        return [problem.sentence], 0, ""
    with closing(books.file):
        if problems := check(books.file).problems:
            return problems, 0, ""
        found = found_in(books, checked=())
        problems = [*found.problems, *gaps(found.numbers)]
        return problems, len(found.sealed), content_of(books.db)


def gaps(numbers: dict[str, list[int]]) -> Iterator[str]:
    for kind, given in numbers.items():
        once = set(given) if kind == "transfer" else given
        yield from faults_of(once, len(set(given)))


@dataclass
class Day:
    """A recorded day of work, and what the file was after each of its acts."""

    begun: Files
    ops: list[Op]
    bench: Bench
    true: set[str] = field(default_factory=set)

    def learn(self) -> None:
        for files in meant(self.begun, self.ops):
            state = self.bench.state_of(files)
            assert state.told == (), "without any cut something is wrong already"
            self.true.add(state.content)


@pytest.fixture(scope="module")
def a_day(tmp_path_factory: pytest.TempPathFactory, in_memory: Path, full: bool) -> Callable[..., Day]:
    """Records a day of work once for each way to sync."""
    acts = 60 if full else 20

    @cache
    def work(synchronous: str = "") -> Day:
        path = tmp_path_factory.mktemp("power") / "day" / NAME
        path.parent.mkdir()
        begin(path)
        begun = files_in(path.parent)
        words = [synchronous] if synchronous else []
        ops = record(path.parent, "tests.faults.day_of_work", str(path), str(SEED), str(acts), *words).ops
        assert sum(op.kind == "said" for op in ops) > acts / 2
        assert as_meant(begun, ops) == files_in(path.parent), "what was recorded is not all that was done"
        day = Day(begun, ops, Bench(in_memory / (synchronous or "FULL")))
        if not synchronous:
            day.learn()
        return day

    return work


@dataclass
class Tally:
    """What became of many cuts."""

    cuts: int = 0
    recovered: int = 0
    """A log or half a diary was there to be mended, and it was."""
    damaged: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """What was confirmed is not in the file."""
    undetected: list[str] = field(default_factory=list)
    """Damaged, between two acts or without something the diary tells of, and nobody says so."""
    forgotten: list[str] = field(default_factory=list)
    """The file and the diary are both as they were some acts ago: nothing in the PC can know of it."""
    alarms: list[str] = field(default_factory=list)
    """Something is told."""

    def add(self, cut: Cut, state: State, day: Day) -> None:
        confirmed = int(cut.said[-1].split()[-1])
        what = f"cut at {cut.at}: confirmed to {confirmed}, file to {state.seals}, diary to {state.diary}; {state.told}"
        self.cuts += 1
        self.recovered += len(cut.files.get(f"{NAME}-wal", b"")) > 0
        if state.told:
            self.alarms.append(what)
        if state.damaged:
            self.damaged.append(what)
        elif min(state.seals, state.diary or state.seals) < confirmed:
            self.lost.append(what)
        if not state.told:
            if state.content not in day.true or state.seals < state.diary:
                self.undetected.append(what)
            elif state.seals < confirmed:
                self.forgotten.append(what)


def tally_of(day: Day, model: str, count: int) -> Tally:
    tally = Tally()
    for cut in cuts(day.begun, day.ops, model, count, SEED):
        tally.add(cut, day.bench.state_of(cut.files), day)
    return tally


DRIVES = {
    "honest": "a drive that keeps what it confirms",
    "late": "the same, names in folders change late",
}


@pytest.mark.parametrize("model", DRIVES)
def test_no_power_cut_takes_what_was_confirmed(
    a_day: Callable[..., Day], model: str, full: bool, figure: Figure
) -> None:
    tally = tally_of(a_day(), model, 10_000 if full else 40)
    assert tally.damaged == []
    assert tally.lost == []
    assert tally.undetected == []
    assert tally.alarms == [], "a power cut is no reason to alarm anybody"
    assert tally.recovered > tally.cuts / 2, "too little was left to recover from: the test proved nothing"
    control = tally_of(a_day("NORMAL"), model, 1_000 if full else 20)
    assert len(control.lost) > control.cuts / 4, "the control lost nothing: the test could not see a loss"
    result = f"0 lost, 0 damaged, 0 between two acts, 0 false alarms; {tally.recovered} with a log to recover from"
    told = f"synchronous=NORMAL: {len(control.lost)} of {control.cuts} lose confirmed receipts"
    figure(f"Power cut in a day of work: {DRIVES[model]}", tally.cuts, result, told, SEED)


def test_a_disk_that_writes_when_it_likes_is_caught(a_day: Callable[..., Day], full: bool, figure: Figure) -> None:
    """The control: without any sync the file itself is damaged, not only older."""
    tally = tally_of(a_day("OFF"), "honest", 1_000 if full else 20)
    assert len(tally.damaged) > tally.cuts / 4
    result = f"{len(tally.damaged)} damaged, {len(tally.lost)} only lose receipts: the harness sees it"
    figure("Control: synchronous=OFF", tally.cuts, result, "is the control", SEED)


def test_what_a_lying_drive_does_is_told_at_the_start(a_day: Callable[..., Day], full: bool, figure: Figure) -> None:
    """Damage cannot be prevented there, only told. A file and a diary that are both as they were some acts ago are
    whole: against that there is a diary on another drive, and the paper."""
    tally = tally_of(a_day(), "lying", 10_000 if full else 50)
    apart = tally_of(a_day(), "apart", 10_000 if full else 50)
    assert tally.damaged and tally.lost, "the drive did not lie: the test proved nothing"
    assert tally.undetected == apart.undetected == []
    assert apart.forgotten == []
    assert len(apart.lost) > apart.cuts / 10
    for name, each in (("", tally), (", the diary on another drive", apart)):
        result = (
            f"{len(each.damaged)} damaged, {len(each.lost)} older than confirmed; 0 damaged without being told;"
            f" {len(each.forgotten)} where file and diary forgot the same last acts"
        )
        figure(f"Power cut, drive that lies about its last 30 writes{name}", each.cuts, result, "", SEED)
