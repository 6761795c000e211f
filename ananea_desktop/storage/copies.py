"""Copies of the whole data file: made in another process while work goes on here, and thinned out by their order."""

import sqlite3
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ananea_desktop import __version__
from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.thinning import Numbered, to_remove
from ananea_desktop.storage import copy_list
from ananea_desktop.storage.apart import Progress, Tell, work_apart
from ananea_desktop.storage.copy_names import CopyFile, copies_in, copy_name, number_in, remove_leftovers
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.files import part_file

_WAIT_SECONDS = 0.02
_MOST = 100_000_000
"""More than twenty years of copies come to by far."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One that was made, checked and read back."""

    number: int
    path: Path
    size: int
    sha256: str
    is_sealed: bool
    content_sha256: str
    """Of the data file within: of a plain copy the same as ``sha256``."""
    seal_id: int
    seal_hash: str
    receipts: int
    history_id: int
    office: "Copy | None" = None
    """The same as it was kept beside the data file, of one that went elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What copy is wanted: in the office's folder only, or in ``folder`` too."""

    office: Path
    folder: Path | None
    day: date
    keys: Sequence[str] = ()
    """Public keys to which the one in ``folder`` is sealed; with none it is plain."""

    def paths(self, number: int) -> tuple[Path, Path | None]:
        """Of the one beside the data file, and of the one in ``folder``."""
        office = self.office / copy_name(number, self.day, is_sealed=False)
        if self.folder is None:
            return office, None
        return office, self.folder / copy_name(number, self.day, is_sealed=bool(self.keys))


def make_copy(file: DataFile, wanted: Wanted, tell: Tell = lambda _progress: None) -> Steps[Copy]:
    """Has a copy made, and gives it once it was read back and stands under its name.

    Raises StorageProblem that says the copy was NOT made; copies that were there are whole. Given up, nothing of the
    new one stays.
    """
    try:
        return (yield from _make(file, wanted, tell))
    except (StorageProblem, OSError, sqlite3.Error) as problem:
        raise StorageProblem(_("NO se hizo la copia. {reason}").format(reason=_reason(problem))) from problem


def _make(file: DataFile, wanted: Wanted, tell: Tell) -> Steps[Copy]:
    with world_faults():
        wanted.office.mkdir(parents=True, exist_ok=True)
        remove_leftovers(wanted.office)
    if wanted.folder is not None:
        from ananea_desktop.storage.copy_writer import of_the_target  # its libraries are for the other process

        with of_the_target():
            wanted.folder.mkdir(parents=True, exist_ok=True)
            if wanted.folder.samefile(wanted.office):
                raise StorageProblem(_("En esa carpeta ya están las copias del programa. Elija una memoria u otra."))
            remove_leftovers(wanted.folder)
    number = next_number(file.db, wanted)
    office, target = wanted.paths(number)
    while file.is_held:  # what was written since is not in the file itself
        time.sleep(_WAIT_SECONDS)
        yield
    try:
        with file.held_still():
            tell(Progress("write", 0, 1))
            made = yield from work_apart(order_of(file, wanted, number), tell)
    finally:
        for part in map(part_file, filter(None, (office, target))):
            for path in (part, part.with_name(f"{part.name}-journal")):  # SQLite's, where it was ended while writing
                with suppress(OSError):  # the stick may be gone
                    path.unlink(missing_ok=True)
    return _copy(made, number, office, target, is_sealed=bool(wanted.keys))


def order_of(file: DataFile, wanted: Wanted, number: int) -> dict[str, Any]:
    """What the other process is told (copy_writer.write), while the file is held still."""
    office, target = wanted.paths(number)
    return {
        "work": "copy",
        "path": str(file.path),
        "known": copy_list.newest(file.db),
        "office": str(office),
        "target": target and str(target),
        "device": target and target.parent.stat().st_dev,
        "keys": list(wanted.keys),
        "number": number,
        "day": wanted.day.isoformat(),
        "program": __version__,
    }


def _copy(made: dict[str, Any], number: int, office: Path, target: Path | None, *, is_sealed: bool) -> Copy:
    content = {name: made[name] for name in ("seal_id", "seal_hash", "receipts", "history_id", "content_sha256")}
    beside = Copy(
        number=number,
        path=office,
        size=made["office_size"],
        sha256=made["content_sha256"],
        is_sealed=False,
        **content,
    )
    if target is None:
        return beside
    return Copy(
        number=number,
        path=target,
        size=made["size"],
        sha256=made["sha256"],
        is_sealed=is_sealed,
        office=beside,
        **content,
    )


def next_number(db: sqlite3.Connection, wanted: Wanted) -> int:
    """Higher than that of every copy known or seen: numbers of one stick never come back on another. One that no
    program of ours can have reached is not counted on from: the names would grow too long to be known again."""
    folders = [wanted.office, *filter(None, [wanted.folder])]
    seen = [each.number for folder in folders for each in copies_in(folder) if each.number < _MOST]
    return max([0, *seen, *map(number_in, copy_list.names_of_last(db)), copy_list.last_number(db)]) + 1


def thin_out(db: sqlite3.Connection, folder: Path, place: str) -> list[Path]:
    """Removes from a folder what need not be kept, and gives what was removed.

    Of other places than the office only what this book's list knows: sticks hold copies of other books too. The newest
    that was verified is never removed.
    """
    known = {row["file_name"]: row for row in copy_list.all_of(db, place)}
    found = copies_in(folder)
    if place != "office":
        found = [each for each in found if each.path.name in known and _has_size(each, known[each.path.name]["size"])]
    verified = [each.number for each in found if each.path.name in known and not known[each.path.name]["problem"]]
    return _remove(found, verified[-1:])


def _remove(found: Sequence[CopyFile], keep: Collection[int]) -> list[Path]:
    by_number = {each.number: each.path for each in found}
    gone = [by_number[each.number] for each in to_remove([Numbered(each.number, each.day) for each in found], keep)]
    for path in gone:
        with suppress(OSError):  # one that another program has open goes the next time
            path.unlink(missing_ok=True)
    return gone


def _has_size(copy: CopyFile, size: int) -> bool:
    with suppress(OSError):
        return copy.path.stat().st_size == size
    return False


def _reason(problem: Exception) -> str:
    return problem.sentence if isinstance(problem, StorageProblem) else str(problem)
