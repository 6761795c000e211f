"""A sealed copy of a book of 500 MB, most of it scans: against the same steps done bare, and who waits meanwhile."""

import hashlib
import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import pyrage
from PySide6.QtCore import QObject

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import chain, copies, rows
from ananea_desktop.ui.books_thread import open_in_thread
from tests.benchmarks.bench_start import sample_file
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.two_screens import application

SCANS, SCAN_SIZE = 500, 1_000_000
STALL_MS, WAIT_MS = 100.0, 200.0
ASKED_EVERY = 0.05
"""Seconds after an answer until something is asked again."""


@cache
def _keys() -> tuple[str, ...]:
    return tuple(str(pyrage.x25519.Identity.generate().to_public()) for _each in range(2))


@cache
def large_file() -> Path:
    """The sample, and 500 scans that no program could make smaller."""
    path = folder() / "large.db"
    shutil.copy(sample_file(), path)
    books = open_books(path)
    chance = random.Random(20261128)
    facts = {"media_type": "application/pdf", "width": 1, "height": 1, "pages": 1, "thumbnail": b""}
    with books.file.transaction("Rosa", books.now()) as db:
        for number in range(SCANS):
            content = chance.randbytes(SCAN_SIZE)
            names = {"sha256": hashlib.sha256(content).hexdigest(), "source_sha256": str(number)}
            rows.insert(db, "attachment_contents", {**names, **facts, "size": len(content), "content": content})
        for number, key in enumerate(_keys()):
            holder = {"name": f"Persona {number}", "public_key": key, "made_at": books.now(), "user": "Rosa"}
            rows.insert(db, "key_holders", holder)
    books.file.close()
    return path


def _place(name: str) -> Path:
    """An empty folder: of earlier copies none is left."""
    place = folder() / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def copied() -> float:
    """Seconds of a whole copy, sealed and read back, with the start of the other process."""
    books = open_books(large_file())
    wanted = copies.Wanted(office=_place("office"), folder=_place("usb"), day=date(2026, 11, 28), keys=_keys())
    begun = time.perf_counter()
    at_once(copies.make_copy(books.file, wanted))
    taken = time.perf_counter() - begun
    books.file.close()
    return taken


def bare() -> float:
    """Seconds of VACUUM INTO, integrity check, chain, age, copying and reading back, each by itself."""
    part, shut, there = _place("bare") / "part.db", folder() / "bare" / "part.age", _place("usb") / "part.age"
    begun = time.perf_counter()
    with closing(sqlite3.connect(large_file(), isolation_level=None)) as db:
        db.execute("VACUUM INTO ?", (str(part),))
    _sync(part)
    with closing(sqlite3.connect(f"{part.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert list(chain.faults(db)) == []
    pyrage.encrypt_file(str(part), str(shut), [pyrage.x25519.Recipient.from_str(key) for key in _keys()])
    shutil.copyfile(shut, there)
    _sync(there)
    assert _digest(there) == _digest(shut)
    return time.perf_counter() - begun


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _small_wish(books: Books) -> object:
    return rows.value(books.db, "SELECT count(*) FROM members")


@cache
def _while_copying(_turn: int) -> tuple[float, float]:
    """Milliseconds: the longest that the window's loop did not turn, and the longest that an answer took."""
    running = application()
    from ananea_desktop.ui.long_work import LongWork, ProgressRow

    path = large_file()
    thread = open_in_thread(lambda: open_books(path))
    owner, done = QObject(), list[object]()
    progress = ProgressRow()
    progress.show()
    work = LongWork(owner, thread, copying.make_copy, _place("usb"))
    work.done.connect(done.append)
    progress.follow(work)
    answers: list[float] = []
    stall, asked, last = 0.0, 0.0, time.perf_counter()
    waits = False

    def answered(_answer: object) -> None:
        nonlocal waits
        answers.append(time.perf_counter() - asked)
        waits = False

    while not done:
        if not waits and time.perf_counter() - asked > ASKED_EVERY:
            waits, asked = True, time.perf_counter()
            thread.ask(_small_wish, owner=owner, then=answered)
        running.processEvents()
        now = time.perf_counter()
        stall, last = max(stall, now - last), now
    progress.hide()
    thread.stop()
    shutil.rmtree(path.with_name("large-copias"))
    assert len(answers) > 5
    return stall * 1000, max(answers) * 1000


_turns: dict[int, int] = {}


def _measured(which: int) -> float:
    """Both figures of a turn come of one copy."""
    _turns[which] = _turns.get(which, 0) + 1
    return _while_copying(_turns[which])[which]


BENCHMARKS = [
    Benchmark(
        "copy of 500 MB",
        copied,
        bare,
        1.5,
        3,
        "   s",
        against="VACUUM INTO, checks, age, copying and reading back, bare",
    ),
    Benchmark(
        "stall while copying",
        lambda: _measured(0),
        lambda: STALL_MS,
        1.0,
        2,
        "  ms",
        against="the longest that the window may stand still",
    ),
    Benchmark(
        "wait while copying",
        lambda: _measured(1),
        lambda: WAIT_MS,
        1.0,
        2,
        "  ms",
        against="the longest anyone may wait",
    ),
]
