"""A child process that does one long job and says what a person would see: ``jobs.py FOLDER JOB [CONTROL]``.

It says ``ready`` once the file is open, ``done`` once the job is confirmed, or the sentence with which it was refused.
Then it dies without closing anything.

``early`` says that it is done and never begins: the control that must be caught.
"""

import gzip
import logging
import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import closings, copying, receipt_warnings, receipts, restoring
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.paths import copies_folder
from ananea_desktop.storage import check as checking
from ananea_desktop.storage import migrating, swap
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.copy_names import copies_in
from ananea_desktop.storage.data_file import DataFile
from tests.builders import a_draft, an_office_on_disk, clock, issued, save_account, save_member

ROOT = Path(__file__).parents[2]
OLD = ROOT / "tests" / "data" / "schemas" / "v7.db.gz"
NAME = "ananea.db"
STICK = "usb"


class Held(NamedTuple):
    """What is to be found after whatever befell the job."""

    counts: dict[str, int]
    """Rows by table."""
    problems: tuple[str, ...]


def begin(folder: Path, job: str) -> None:
    """A folder in which the job can be done; the disk is at rest."""
    folder.mkdir(parents=True)
    if job == "migrate":
        (folder / NAME).write_bytes(gzip.decompress(OLD.read_bytes()))
        return
    books = an_office_on_disk(folder / NAME)
    with closing(books.file):
        save_account(books, name="Banco", currency="PEN")
        save_member(books)
        for _receipt in range(3):
            receipts.issue(books, a_draft(issued_on="05/10/2026"), receipt_warnings.ALL)
        if job in ("copy", "stick", "restore"):
            copying.copy_to(books, folder / STICK)
            for _receipt in range(2):
                issued(books)


def opened(folder: Path) -> Books:
    books = open_books(folder / NAME, "Rosa", clock)
    books.user = "Rosa"
    return books


def copy(folder: Path, books: Books) -> None:
    at_once(copying.catch_up(books))


def stick(folder: Path, books: Books) -> None:
    copying.copy_to(books, folder / STICK)


def restore(folder: Path, books: Books) -> None:
    """Puts the first copy back, as the window does: made ready, decided, closed and opened again."""
    (source,) = copies_in(folder / STICK)
    prepared = at_once(restoring.prepare(books.file.path, source.path))
    restoring.decide(books, prepared, "Se dañó el archivo")
    books.file.close()
    opened(folder)


def close(folder: Path, books: Books) -> None:
    at_once(closings.close(books, "2026-10", confirmed=(closings.UNFINISHED,), token="the one"))


JOBS: dict[str, Callable[[Path, Books], None]] = {"copy": copy, "stick": stick, "restore": restore, "close": close}
ALL = (*JOBS, "migrate")


def held(folder: Path) -> Held:
    """What the data file holds when the program is started again."""
    try:
        books = opened(folder)
    except UserError as problem:
        return Held({}, (problem.sentence,))
    except Exception as crash:
        return Held({}, (f"crash at the start: {crash!r}",))
    with closing(books.file):
        return Held(counts_of(books), tuple(checking.check(books.file).problems))


def counts_of(books: Books) -> dict[str, int]:
    tables = "SELECT name FROM sqlite_master WHERE sql GLOB 'CREATE TABLE*' AND name NOT GLOB '*_search_*'"
    names = [name for (name,) in books.db.execute(tables)]
    return Counter({name: books.db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names})


class Job:
    """One job, with what a folder holds before and after it: whatever befalls it, it is one of both."""

    def __init__(self, job: str, begun: Path, ended: Path) -> None:
        """``begun`` is as ``begin`` left it, ``ended`` as the job left it; both are opened here, and changed by it."""
        self.name = job
        self._copies = {path: path.read_bytes() for path in _copies(begun)}
        self._begun = begun
        self.before, self.after = held(begun), held(ended)
        assert self.before.problems == self.after.problems == ()
        assert job == "migrate" or self.before != self.after, "the job did nothing"

    def wrong(self, folder: Path, said: Sequence[str]) -> list[str]:
        """What no folder may come to, whatever happened; ``said``: what the child said until then."""
        wrong = list(self._wrong_copies(folder, "done" in said))
        found = held(folder)
        wrong += found.problems
        if found.problems == () and found not in (self.before, self.after):
            wrong.append("between before and after")
        if "done" in said and found != self.after:
            wrong.append("confirmed and lost")
        if self.name == "restore" and found == self.after:
            wrong += self._wrong_aside(folder)
        if self.name == "migrate":
            wrong += _wrong_old(folder)
        return wrong

    def _wrong_copies(self, folder: Path, is_done: bool) -> Iterator[str]:
        """The copies that were there are as they were; each that has its name is whole; the new one is there."""
        found = _copies(folder)
        for path, content in self._copies.items():
            there = folder / path.relative_to(self._begun)
            if there not in found or there.read_bytes() != content:
                yield f"the copy {there.name} is not as it was"
        new = [path for path in found if self._begun / path.relative_to(folder) not in self._copies]
        for path in new:
            with closing(open_still(path)) as db:
                yield from (f"{path.name}: {problem}" for problem in checking.check(DataFile(path, db)).problems)
        if is_done and len(new) < {"copy": 1, "stick": 2}.get(self.name, 0):
            yield f"confirmed, and there are {len(new)} new copies"

    def _wrong_aside(self, folder: Path) -> Iterator[str]:
        """What was there is kept aside, whole, with its log and its diary."""
        aside = folder / "aside"
        aside.mkdir()
        for path in folder.glob("ananea-antes-de-restaurar-001.*"):
            path.rename(aside / path.name.replace("ananea-antes-de-restaurar-001", "ananea"))
        if not (aside / NAME).exists() or held(aside) != self.before:
            yield "what was there before is not kept as it was"


def _copies(folder: Path) -> list[Path]:
    places = (copies_folder(folder / NAME), folder / STICK)
    return [each.path for place in places for each in copies_in(place)]


def _wrong_old(folder: Path) -> Iterator[str]:
    """Of a file that was brought up to date, the copy of the old one is whole."""
    with TemporaryDirectory() as other, closing(sqlite3.connect(Path(other) / "old.db")) as old:
        (Path(other) / "old.db").write_bytes(gzip.decompress(OLD.read_bytes()))
        (kept,) = folder.glob("ananea-antes-de-version-*.db")
        try:
            with closing(open_still(kept)) as copy:
                whole = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                if not whole or migrating.counts(copy) != migrating.counts(old):
                    yield "the copy of before has not all"
        except sqlite3.DatabaseError as fault:
            yield f"the copy of before cannot be read: {fault}"


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def main(folder: Path, job: str, control: str) -> None:
    logging.disable()
    try:
        was_decided = swap.note_path(folder / NAME).exists()
        books = None if job == "migrate" else opened(folder)  # what was decided is finished then
        say("ready")
        if control == "early":
            say("done")
            signal.pause()
        if books is None:
            opened(folder)
        elif not was_decided:
            JOBS[job](folder, books)
        say("done")
    except UserError as problem:
        say(problem.sentence)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], "".join(sys.argv[3:]))
