"""The open books: the data file, who is acting, and the clock. Every operation is given them first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ananea_desktop.domain.rights import ALL_RIGHTS, Right
from ananea_desktop.storage import acts
from ananea_desktop.storage.data_file import (
    Connection,
    DataFile,
    open_data_file,
    open_in_memory,
    open_to_look,
)
from ananea_desktop.storage.diary import diary_path

Clock = Callable[[], datetime]


NOBODY = "-"
"""Who acts in the history where no person did: what the program brings along, and what is before a name is known."""


def system_clock() -> datetime:
    """Now, with the PC's own time zone."""
    return datetime.now().astimezone()


@dataclass
class Books:
    file: DataFile
    user: str = ""
    """The name of who is working, as it goes into the history."""
    clock: Clock = system_clock
    changed: bool = False
    """Whether anything was written since the file was opened: only then is a copy made on close."""
    copying: bool = False
    """Whether a copy is being made: one at a time."""
    trying: int = 0
    """How many copies are being looked at or put back for a trial."""
    rights: frozenset[Right] = ALL_RIGHTS
    """Of who is working; all of them for a command and where nobody has a password."""
    approvals: dict[str, str] = field(default_factory=dict, repr=False)
    """What a second person said yes to and was not done yet, with their name (operations/second_person.py)."""
    _permissions: int = field(default=0, repr=False)

    @property
    def db(self) -> Connection:
        return self.file.db

    def today(self) -> date:
        return self.clock().date()

    def now(self) -> str:
        """UTC, ISO 8601, to the second."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    @contextmanager
    def permitted(self) -> Iterator[None]:
        """Around an operation whose right was checked (operations/rights.py)."""
        self._permissions += 1
        try:
            yield
        finally:
            self._permissions -= 1

    @contextmanager
    def in_name_of(self, user: str, rights: frozenset[Right]) -> Iterator[None]:
        """Around a step of long work: it stays of who began it, whoever came in meanwhile."""
        now = self.user, self.rights
        self.user, self.rights = user, rights
        try:
            yield
        finally:
            self.user, self.rights = now

    @contextmanager
    def act(self, *, bars_undo: bool = True) -> Iterator[Connection]:
        """One act of the person who is working: all of it is kept, with its history, or nothing.

        Ctrl+Z goes no further back than it, unless ``bars_undo`` is False: on such an act no other one stands.
        """
        with self.noting() as db:
            yield db
            if bars_undo:
                acts.bar(db)
        self.changed = True

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """What is no act of the books: a draft, a liking, that a copy was made. Ctrl+Z does not see it, and no copy is
        made on close for its sake."""
        if not self._permissions:
            raise RuntimeError("something is written outside an operation that names its right (operations/rights.py)")
        with self.file.transaction(self.user or NOBODY, self.now()) as db:
            yield db


def open_books(path: Path, opener: str = "", clock: Clock = system_clock) -> Books:
    """Raises StorageProblem, with the file untouched, where it cannot or must not be opened."""
    return Books(open_data_file(path, opener, clock()), clock=clock)


def look_at_books(path: Path, clock: Clock = system_clock) -> Books:
    """The same only to look at it: whatever is to be saved is refused. Raises StorageProblem."""
    return Books(open_to_look(path), clock=clock)


def remove_books(path: Path) -> None:
    """Takes a closed data file away with its diary; only ever asked for sample data."""
    path.unlink()
    diary_path(path).unlink(missing_ok=True)


def books_in_memory(user: str = "Rosa", clock: Clock = system_clock) -> Books:
    """Books without a file, gone when closed: for tests and trials."""
    return Books(open_in_memory(), user=user, clock=clock)
