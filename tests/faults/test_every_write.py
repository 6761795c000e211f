"""Every write and every sync of one act failed in turn, or the process killed there: the file, opened again, is before
the act or after it and never between, and what was confirmed is there."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from shutil import copy
from typing import NamedTuple

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.storage.diary import diary_path, entries
from tests.builders import an_office_on_disk
from tests.faults import writer
from tests.faults.books import found_in
from tests.faults.traced import CALLS, SYNCS, WRITES, Call, Record, record, run_with

CHILD = "tests.faults.writer"
SENTENCES = (
    "El disco no respondió y no se guardó.",
    "El disco está lleno y no se guardó.",
    "No se puede abrir el archivo de datos.",
)


class State(NamedTuple):
    """All that a file holds when it is opened again, as SQL, how many seals, and what is wrong with it."""

    content: str
    seals: int
    problems: tuple[str, ...]


def state_of(path: Path) -> State:
    try:
        books = an_office_on_disk(path)
    except StorageProblem as problem:
        return State("", 0, (problem.sentence,))
    try:
        found = found_in(books)
        return State("\n".join(books.db.iterdump()), len(found.sealed), tuple(found.problems))
    finally:
        books.file.close()


class Trial(NamedTuple):
    """One run of the child that met one fault."""

    fault: str
    said: list[str]
    diary: int
    """The seals in the diary before the file was opened again."""
    state: State


class Act:
    """One act, with what the file holds before and after it, and all that is written on the way."""

    def __init__(self, folder: Path, name: str, control: str = "", full: bool = False) -> None:
        self.full = full
        self._folder = folder
        self._words = [part for part in (name, control) if part]
        self._count = 0
        writer.begin(folder / "begun" / "ananea.db")
        path = self._begun_again()
        self.before = state_of(path)
        self.record: Record = record(path, CHILD, str(path), *self._words)
        self.after = state_of(path)
        self.calls = self.record.after("ready")

    def _begun_again(self) -> Path:
        self._count += 1
        path = self._folder / str(self._count) / "ananea.db"
        path.parent.mkdir()
        begun = self._folder / "begun" / path.name
        copy(begun, path)
        copy(diary_path(begun), diary_path(path))
        return path

    def tries(self, faults_at: Callable[[int], list[str]], only: Sequence[str] = CALLS) -> Iterator[Trial]:
        """The act once for each of its calls, with the faults that are to be met there, several at a time.

        In the short form only each third of the many pages.
        """
        places = [
            place
            for place, call in enumerate(self.calls)
            if call.name in only and (self.full or call.name != "pwrite64" or call.nth % 3 == 1)
        ]
        begun = [(faults_at(place), self._begun_again()) for place in places]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from pool.map(self.try_one, *zip(*begun, strict=True))

    def try_one(self, faults: list[str], path: Path | None = None) -> Trial:
        path = path or self._begun_again()
        said = run_with(path, faults, CHILD, str(path), *self._words)
        seals = sum(1 for _entry in entries(diary_path(path)))
        return Trial(" ".join(faults), said, seals, state_of(path))

    def once(self, error: str, place: int) -> list[str]:
        """The call at this place fails, and the next does not."""
        call = self.calls[place]
        return [f"{call.name}:error={error}:when={call.nth}"]

    def for_good(self, error: str, place: int) -> list[str]:
        """Nothing is written from this place on."""
        firsts: dict[str, Call] = {}
        for call in self.calls[place:]:
            firsts.setdefault(call.name, call)
        return [f"{call.name}:error={error}:when={call.nth}+" for call in firsts.values()]

    def killed(self, place: int) -> list[str]:
        call = self.calls[place]
        return [f"{call.name}:signal=KILL:when={call.nth}"]

    def wrong(self, trial: Trial) -> str:
        """What no book may come to, whatever happened."""
        if trial.state.problems:
            return f"{trial.fault}: {trial.state.problems}"
        if trial.state not in (self.before, self.after):
            return f"{trial.fault}: between before and after"
        if "kept" in trial.said and trial.state != self.after:
            return f"{trial.fault}: confirmed and lost"
        return ""


def acts_of(tmp_path: Path, full: bool) -> Iterator[Act]:
    """In the short form only the issue of one receipt."""
    for name in writer.SINGLE if full else ["issue"]:
        act = Act(tmp_path / name, name, full=full)
        print(f"{name}: {len(act.calls)} writes and syncs")
        yield act


def errors_of(full: bool) -> tuple[str, ...]:
    return ("EIO", "ENOSPC") if full else ("EIO",)


def test_a_write_or_sync_that_fails_once_is_overcome_by_pressing_again(tmp_path: Path, full: bool) -> None:
    for act in acts_of(tmp_path, full):
        for error in errors_of(full):
            trials = list(act.tries(partial(act.once, error)))
            assert [wrong for trial in trials if (wrong := act.wrong(trial))] == []
            assert [trial for trial in trials if trial.said.count("kept") != 1 or trial.state != act.after] == []
            refused = [words for trial in trials for words in trial.said[1:] if words != "kept"]
            assert [words for words in refused if not words.startswith(SENTENCES)] == []
            assert len(refused) > len(trials) / 2, "too little was refused: the test proved nothing"


def test_a_disk_that_is_gone_for_good_leaves_before_or_after(tmp_path: Path, full: bool) -> None:
    for act in acts_of(tmp_path, full):
        for error in errors_of(full):
            trials = list(act.tries(partial(act.for_good, error)))
            assert [wrong for trial in trials if (wrong := act.wrong(trial))] == []
            assert {trial.state for trial in trials} >= {act.before, act.after}
            assert {"kept" in trial.said for trial in trials} == {True, False}


def test_killed_at_any_write_or_sync_it_is_before_or_after(tmp_path: Path, full: bool) -> None:
    for act in acts_of(tmp_path, full):
        trials = list(act.tries(act.killed))
        assert [wrong for trial in trials if (wrong := act.wrong(trial))] == []
        assert {trial.state for trial in trials} >= {act.before, act.after}
        assert [trial for trial in trials if "kept" in trial.said and trial.diary != act.after.seals] == []


def test_all_that_was_written_is_synced_before_it_is_confirmed(tmp_path: Path) -> None:
    """What a power cut may take is what no sync followed."""
    for name in writer.SINGLE:
        act = Act(tmp_path / name, name)
        confirmed = act.record.before("kept")
        assert {call.path.suffix for call in confirmed if call.name in WRITES} == {".db-wal", ".diario"}
        assert unsynced(confirmed) == set()


def unsynced(calls: Sequence[Call]) -> set[str]:
    """The endings of the files that were written after they were synced last."""
    open_writes: set[str] = set()
    for call in calls:
        if call.name in WRITES:
            open_writes.add(call.path.suffix)
        elif call.name in SYNCS:
            open_writes.discard(call.path.suffix)
    return open_writes


def test_a_line_of_the_diary_that_can_neither_be_synced_nor_taken_back_is_told_once(tmp_path: Path) -> None:
    act = Act(tmp_path / "two", "issue two")
    sync = next(call for call in act.calls if call.name == "fsync" and call.path.suffix == ".diario")
    taken_back = next((call.nth for call in act.calls if call.name == "ftruncate"), 1)
    faults = [f"fsync:error=EIO:when={sync.nth}", f"ftruncate:error=EIO:when={taken_back}"]
    trial = act.try_one(faults)
    assert trial.said == ["ready", "kept"]
    assert trial.state == act.after


def test_confirming_too_early_is_caught(tmp_path: Path) -> None:
    act = Act(tmp_path / "early", "issue", "early")
    assert any("confirmed and lost" in act.wrong(trial) for trial in act.tries(act.killed, SYNCS))


def test_a_receipt_committed_before_its_seal_is_caught(tmp_path: Path) -> None:
    act = Act(tmp_path / "halves", "transfer", "halves")
    assert any(act.wrong(trial) for trial in act.tries(act.killed, SYNCS))


def test_a_disk_that_may_write_when_it_likes_is_caught(tmp_path: Path) -> None:
    act = Act(tmp_path / "unsynced", "issue", "unsynced")
    assert unsynced(act.record.before("kept")) == {".db-wal"}
