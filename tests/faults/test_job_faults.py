"""A copy, a copy to a stick, a restore, a closing and a migration, with every write, sync and change of a name failed
in turn, and killed at any moment: before or after, never between, what was confirmed is there, copies with a name are
whole, and after a disk that failed once, trying again is enough."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from shutil import copytree, rmtree
from typing import NamedTuple

import pytest

from tests.faults import jobs
from tests.faults.conftest import Figure
from tests.faults.jobs import Job
from tests.faults.recorded import ROOT, Op, Recording, record

SEED = 20261128
CHILD = "tests.faults.jobs"
WRITES = ("write", "pwrite64")
CALLS = (*WRITES, "fsync", "fdatasync", "ftruncate", "rename", "unlink", "openat")


class Trial(NamedTuple):
    what: str
    said: list[str]
    wrong: list[str]


class Work:
    """A job that was done once, to be done again with faults."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self._folder = name, folder
        self._begun, ended = folder / "begun", folder / "ended"
        jobs.begin(self._begun, name)
        copytree(self._begun, ended)
        began = time.perf_counter()
        self.recorded: Recording = record(ended, CHILD, str(ended), name)
        self.took = (time.perf_counter() - began) / 2
        self.job = Job(name, copytree(self._begun, folder / "before"), ended)
        self._trials = 0

    def places(self, full: bool, short: int) -> list[Op]:
        """Where something is done to a file; of the many pages of one file only some."""
        ops = self.recorded.ops
        ready = next(place for place, op in enumerate(ops) if op.kind == "said")
        done = [op for op in ops[ready:] if op.call in CALLS and op.kind != "said"]
        some = [op for place, op in enumerate(done) if op.call not in WRITES or place % 10 == 0]
        return some if full else random.Random(SEED).sample(some, short)

    def new_folder(self) -> Path:
        self._trials += 1
        return copytree(self._begun, self._folder / f"trial{self._trials}")

    def failed(self, folder: Path, op: Op, error: str) -> Trial:
        """Once, where the call at this place is made; in another process too where that makes as many. Refused, it is
        tried again on a disk that is well."""
        named = [part for path in sorted(self.recorded.paths) for part in ("-P", str(folder / path))]
        fault = f"{op.call}:error={error}:when={op.nth}"
        traced = ["strace", "-f", "-o", "/dev/null", *named, "-e", f"trace={','.join(CALLS)}", "-e", f"inject={fault}"]
        command = [*traced, sys.executable, "-m", CHILD, str(folder), self.name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
        said = done.stdout.splitlines()
        what, complaint = f"{fault} of {op.path}", done.stderr
        if "done" not in said:
            left = Trial(what, said, self.job.wrong(copytree(folder, folder.with_suffix(".left")), said))
            again = subprocess.run([sys.executable, "-m", CHILD, str(folder), self.name], cwd=ROOT, capture_output=True)
            said, complaint = said + again.stdout.decode().splitlines(), complaint + again.stderr.decode()
            rmtree(folder.with_suffix(".left"))
            complaint += "\n".join(left.wrong)
        return self._judged(what, folder, said, complaint)

    def killed(self, folder: Path, seed: int, control: str = "") -> Trial:
        """At a random moment after it began; with its other process, or only itself."""
        chance = random.Random(seed)
        command = [sys.executable, "-m", CHILD, str(folder), self.name, *([control] if control else [])]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
            assert child.stdout is not None
            said = [child.stdout.readline().strip() for _line in range(2 if control else 1)]
            until = time.perf_counter() + chance.uniform(0, self.took)
            while time.perf_counter() < until and child.poll() is None:
                pass
            with suppress(ProcessLookupError):  # it was done already
                if chance.random() < 0.5:
                    os.killpg(child.pid, signal.SIGKILL)
                else:
                    child.kill()
            said += child.stdout.read().splitlines()
        while is_alive(child.pid):  # the other process ends by itself when it is alone
            pass
        return self._judged(f"killed {seed}", folder, said, "")

    def _judged(self, what: str, folder: Path, said: list[str], complaint: str) -> Trial:
        wrong = [f"{what}: {words}" for words in self.job.wrong(folder, said)]
        if complaint:
            wrong.append(f"{what}: {complaint[-1500:]}")
        rmtree(folder)
        return Trial(what, said, wrong)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(params=jobs.ALL, scope="module")
def work(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Work:
    return Work(tmp_path_factory.mktemp(request.param), request.param)


def failures(work: Work, full: bool) -> Iterator[Trial]:
    faults = [(op, "EIO") for op in work.places(full, 1)]
    if full:
        faults += [(op, "ENOSPC") for op, _error in faults if op.call in WRITES]
    folders = [work.new_folder() for _fault in faults]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda each: work.failed(each[0], *each[1]), zip(folders, faults, strict=True))


def after_ready(said: list[str]) -> list[str]:
    return said[said.index("ready") + 1 :] if "ready" in said else []


def test_a_disk_that_fails_once_leaves_before_or_after(work: Work, full: bool, figure: Figure) -> None:
    trials = list(failures(work, full))
    assert [wrong for trial in trials for wrong in trial.wrong] == []
    assert [trial for trial in trials if trial.said.count("done") != 1] == []
    told = [words for trial in trials for words in after_ready(trial.said) if words not in ("ready", "done")]
    if work.name in ("copy", "stick"):
        assert [words for words in told if not words.startswith("NO se hizo la copia.")] == []
    if full:
        assert len(told) > len(trials) / 10, "hardly anything was told: the faults met nothing"
    result = f"before or after, copies whole, second try done; {len(told)} told in a sentence"
    figure(f"Write, sync or name that fails (EIO, ENOSPC) in: {work.name}", len(trials), result, "", "each in turn")


def test_killed_at_any_moment_it_is_before_or_after(work: Work, full: bool, figure: Figure) -> None:
    print(f"seed {SEED}")
    kills = KILLS if full else 1
    chance = random.Random(SEED)
    seeds = [chance.getrandbits(32) for _kill in range(kills)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        trials = list(pool.map(lambda seed: work.killed(work.new_folder(), seed), seeds))
    assert [wrong for trial in trials for wrong in trial.wrong] == []
    early = sum("done" not in trial.said for trial in trials)
    if full:
        assert early > kills / 10, "nearly every kill came too late: the test proved nothing"
        control = [wrong for seed in range(20) for wrong in work.killed(work.new_folder(), seed, "early").wrong]
        assert [wrong for wrong in control if "confirmed and lost" in wrong] != [] or work.name == "migrate"
    result = f"before or after, copies whole; {early} before it was confirmed"
    figure(f"SIGKILL in: {work.name}", kills, result, "a program that confirms too early is caught", SEED)


KILLS = int(os.environ.get("ANANEA_KILLS", "1000"))
"""Of each job, in the long form."""


def test_confirming_before_it_is_done_is_caught(tmp_path: Path) -> None:
    """The control."""
    work = Work(tmp_path, "stick")
    work.took = 0
    trial = work.killed(work.new_folder(), 1, "early")
    assert [wrong for wrong in trial.wrong if "confirmed and lost" in wrong or "0 new copies" in wrong] != []
