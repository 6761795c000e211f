"""A restore and a migration that are killed anywhere, or met by a fault of the disk: the file is the old one or the new
one, whole, and what was there before is kept."""

import gzip
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import look_at_books
from ananea_desktop.storage import swap
from ananea_desktop.storage.check import check
from ananea_desktop.storage.schema import SCHEMA_VERSION
from tests.builders import an_office_on_disk, issued
from tests.operations.test_restoring import numbers

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "tests" / "data" / "schemas"
SEED = 20261128
OLD, NEW = [1, 2, 3, 4, 5], [1, 2]
CHILD = [sys.executable, "-m", "tests.faults.restorer"]
STAGES = ("ready", "prepared", "decided", "restored")
CALLS = ("openat", "rename", "unlink", "ftruncate", "fsync", "fdatasync", "write", "pwrite64")


class Place(NamedTuple):
    call: str
    nth: int


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder with a file of five receipts, and a copy of the first two."""
    path = tmp_path / "begun" / "ananea.db"
    books = an_office_on_disk(path)
    issued(books)
    issued(books)
    made = copying.copy_to(books, tmp_path / "made").path
    for _number in range(3):
        issued(books)
    books.file.close()
    shutil.copy(made, path.with_name("copia"))
    return path.parent


def again(begun: Path, name: str) -> Path:
    folder = begun.with_name(name)
    shutil.copytree(begun, folder)
    return folder / "ananea.db"


def wrong_after(path: Path, said: list[str]) -> str:
    """What is not as it must be when the file is opened again; "" where all is well."""
    try:
        books = an_office_on_disk(path)
    except StorageProblem as problem:
        return f"does not open: {problem.sentence}"
    held, problems = numbers(books), check(books.file).problems
    books.file.close()
    kept = sorted(path.parent.glob("ananea-antes-de-restaurar-*.db"))
    if problems or held not in (OLD, NEW):
        return f"{held}: {problems}"
    if "decided" in said and held != NEW:
        return "decided, and not done"
    if held == NEW:
        old = look_at_books(kept[-1])
        if numbers(old) != OLD:
            return "the file that was there is not kept"
        old.file.close()
    if swap.note_path(path).exists() or swap.prepared_path(path).exists():
        return "something is left over"
    return ""


def traced(path: Path, faults: list[str]) -> list[str]:
    """Runs the child under strace; gives what it said."""
    options = [part for fault in faults for part in ("-e", f"inject={fault}")]
    done = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", *options, *CHILD, str(path), str(path.with_name("copia"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.stdout.splitlines()


def places(path: Path) -> list[Place]:
    """Every call on the files of the folder, from the first word of the child on."""
    log = path.parent.parent / "strace.log"
    command = [*CHILD, str(path), str(path.with_name("copia"))]
    calls = f"trace={','.join(CALLS)}"
    subprocess.run(
        ["strace", "-f", "-y", "-o", str(log), "-e", calls, *command],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    counts, found, is_ready = dict.fromkeys(CALLS, 0), list[Place](), False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        named = re.match(r"\d+ +(\w+)\(", line)
        if named is None or named[1] not in counts:
            continue
        counts[named[1]] += 1
        is_ready = is_ready or '"ready\\n"' in line
        if is_ready and str(path.parent) in line:
            found.append(Place(named[1], counts[named[1]]))
    return found


def chosen(found: list[Place], full: bool) -> list[Place]:
    """In the short form one in so many of each."""
    every = {"rename": 3, "unlink": 6, "fsync": 9, "fdatasync": 18, "openat": 27, "ftruncate": 6, "write": 18}
    if full:
        return found
    return [place for number, place in enumerate(found) if number % every.get(place.call, 36) == 0]


def trials(begun: Path, words: str, full: bool) -> Iterator[tuple[str, list[str], str]]:
    """Each place once: the fault, what the child said, and what is wrong afterwards."""
    found = chosen(places(again(begun, "recorded")), full)
    faults = [f"{place.call}:{words}:when={place.nth}" for place in found]

    def one(number: int) -> tuple[str, list[str], str]:
        path = again(begun, f"{words[:3]}-{number}")
        said = traced(path, [faults[number]])
        result = faults[number], said, wrong_after(path, said)
        shutil.rmtree(path.parent)
        return result

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(one, range(len(faults)))


@pytest.mark.parametrize("words", ["signal=KILL", "error=EIO", "error=ENOSPC"])
def test_a_restore_that_is_cut_or_refused_anywhere_leaves_old_or_new(begun: Path, words: str, full: bool) -> None:
    results = list(trials(begun, words, full))
    ends = Counter([word for word in said if word in STAGES][-1] for _fault, said, _wrong in results)
    print(f"{words}: {len(results)} places, the last it came to: {dict(ends)}")
    assert [(fault, said, wrong) for fault, said, wrong in results if wrong] == []
    assert len(ends) > 2, "it was always cut in the same part: the test proved nothing"


def killed_within(command: list[str], longest: float, moments: random.Random) -> list[str]:
    """Lets a child begin, and kills it at a random moment; gives what it said."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip()]
        until = time.perf_counter() + moments.uniform(0, longest)
        while time.perf_counter() < until and process.poll() is None:
            pass
        process.kill()
        return said + process.stdout.read().split("\n")[:-1]


def longest(command: list[str], last: str) -> float:
    """How long the child works from its first word to its last."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begun = time.perf_counter()
        assert process.stdout.read().split()[-1] == last
    return time.perf_counter() - begun


def test_a_restore_killed_at_any_moment_leaves_old_or_new(begun: Path, full: bool) -> None:
    print(f"seed {SEED}")
    moments = random.Random(SEED)
    whole = again(begun, "timed")
    seconds = longest([*CHILD, str(whole), str(whole.with_name("copia"))], "restored")
    ends = {"old": 0, "new": 0}
    for number in range(1000 if full else 8):
        path = again(begun, f"killed-{number}")
        said = killed_within([*CHILD, str(path), str(path.with_name("copia"))], 1.1 * seconds, moments)
        assert wrong_after(path, said) == "", (number, said)
        ends["new" if any(path.parent.glob("ananea-antes-de-restaurar-*")) else "old"] += 1
        shutil.rmtree(path.parent)
    print(ends)
    assert ends["old"], "every restore was done: the test proved nothing"


def test_a_migration_killed_at_any_moment_leaves_the_old_schema_or_the_new(tmp_path: Path, full: bool) -> None:
    print(f"seed {SEED}")
    moments = random.Random(SEED)
    stored = [gzip.decompress(path.read_bytes()) for path in sorted(SCHEMAS.glob("v*.db.gz"))]
    ends = {"old": 0, "new": 0}
    path = tmp_path / "ananea.db"
    path.write_bytes(stored[0])
    seconds = longest([*CHILD, str(path)], "migrated")
    for number in range(1000 if full else 8):
        for left in tmp_path.iterdir():
            left.unlink()
        version = moments.randint(1, len(stored))
        path.write_bytes(stored[version - 1])
        killed_within([*CHILD, str(path)], 1.3 * seconds, moments)
        with closing(sqlite3.connect(path)) as connection:
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            (steps,) = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
        assert (found, steps) in ((version, version), (SCHEMA_VERSION, SCHEMA_VERSION)), (number, version)
        ends["new" if found == SCHEMA_VERSION else "old"] += 1
        copy = path.with_name(f"ananea-antes-de-version-{SCHEMA_VERSION}.db")
        if found == SCHEMA_VERSION:
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        books = an_office_on_disk(path)
        assert check(books.file).problems == [], (number, version)
        books.file.close()
    print(ends)
    assert ends["old"], "every migration was done: the test proved nothing"
