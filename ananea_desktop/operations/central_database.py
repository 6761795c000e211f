"""The Central's consolidated tables in PostgreSQL: opened by an address, then keys and packages are brought as into its
file, by the same acts of operations/central.py."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import central
from ananea_desktop.operations.books import Clock, system_clock
from ananea_desktop.storage import central_database as database_store
from ananea_desktop.storage.central_database import Database

ADDRESSES = ("postgresql://", "postgres://")


@dataclass
class CentralDatabase:
    """An open database and the clock."""

    file: Database
    clock: Clock = system_clock

    @property
    def store(self) -> central.Store:
        return database_store

    def today(self) -> date:
        return self.clock().date()


def is_address(text: str) -> bool:
    """Whether it is a database's and not a file's."""
    return text.startswith(ADDRESSES)


@contextmanager
def opened(address: str, name: str | None = None, clock: Clock = system_clock) -> Iterator[CentralDatabase]:
    """With a name (it may be empty), its tables are made where there are none. Raises StorageProblem."""
    given = None if name is None else clean(name)[:LONGEST_TEXT] or _(central.USUAL_NAME)
    database = database_store.open_database(address, given)
    try:
        yield CentralDatabase(database, clock)
    finally:
        database.close()


def collecting(target: str) -> AbstractContextManager[central.Collecting]:
    """The file or the database that ``--to`` names, where it is there. Raises StorageProblem."""
    return opened(target) if is_address(target) else central.opened(Path(target))


def collecting_anew(target: str, name: str) -> AbstractContextManager[central.Collecting]:
    """The same; where it is not there yet, it is made for a Central of this name."""
    if is_address(target):
        return opened(target, name)
    if not Path(target).exists():
        central.make_central(Path(target), name)
    return central.opened(Path(target))
