"""A child process whose writes and syncs of the data file are recorded, and fail or kill where one says (strace)."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
WRITES = ("write", "pwrite64", "ftruncate")
SYNCS = ("fsync", "fdatasync")
CALLS = ("openat", *WRITES, *SYNCS)
_LINE = re.compile(r'(?:\d+ +)?(\w+)\((?:AT_FDCWD(?:<[^>]*>)?, "([^"]*)"|\d+<([^>]*)>)(?:, "(.*?)")?')


class Call(NamedTuple):
    """One call of the system, on one of the files of the books."""

    name: str
    path: Path
    nth: int
    """How often this call was made until then, from 1."""


class Record(NamedTuple):
    """What a child did, in order: its calls, and the words it said between them."""

    done: list[Call | str]

    def before(self, words: str) -> list[Call]:
        """The calls before the child said ``words``."""
        return [each for each in self.done[: self.done.index(words)] if isinstance(each, Call)]

    def after(self, words: str) -> list[Call]:
        return [each for each in self.done[self.done.index(words) :] if isinstance(each, Call)]


def files_of(data_file: Path) -> tuple[Path, ...]:
    """The data file, its log, its diary and its folder."""
    data_file = data_file.resolve()
    log = data_file.with_name(f"{data_file.name}-wal")
    return data_file, log, data_file.with_suffix(".diario"), data_file.parent


def record(data_file: Path, *command: str) -> Record:
    """Runs ``python -m COMMAND`` to its end and gives all it did to the files of the books."""
    log = data_file.parent / "strace.log"
    _run(["-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}"], command)
    files, counts, done = files_of(data_file), dict.fromkeys(CALLS, 0), list[Call | str]()
    for line in log.read_text(encoding="utf-8").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        name, path = found[1], Path(found[2] or found[3])
        if path in files:
            counts[name] += 1
            done.append(Call(name, path, counts[name]))
        elif name == "write" and f"{name}(1<" in line:
            done.append(found[4].removesuffix("\\n"))
    return Record(done)


def run_with(data_file: Path, faults: Sequence[str], *command: str) -> list[str]:
    """The same with faults of strace (``fsync:error=EIO:when=2``); gives the words that the child said."""
    options = [part for path in files_of(data_file) for part in ("-P", str(path))]
    options += [part for fault in faults for part in ("-e", f"inject={fault}")]
    return _run(["-o", "/dev/null", "-e", f"trace={','.join(CALLS)}", *options], command)


def _run(options: Sequence[str], command: Sequence[str]) -> list[str]:
    # not with --seccomp-bpf: strace 6.1 then injects no signal
    traced = ["strace", "-f", *options, sys.executable, "-m", *command]
    try:
        done = subprocess.run(traced, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    except FileNotFoundError:
        pytest.fail("strace is not installed: apt-get install strace")
    said = done.stdout.splitlines()
    if "ptrace" in done.stderr and not said:
        pytest.fail(f"strace may not watch a process here (a container needs the right SYS_PTRACE): {done.stderr}")
    assert done.stderr == "", done.stderr
    return said
