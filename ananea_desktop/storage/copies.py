"""Copies of the whole data file: written beside their final name, synced, opened and checked, read back, renamed."""

import hashlib
import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage import check
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.files import part_file, sync_folder

KEPT = 10
"""Copies kept beside the data file; counted, never judged by the clock."""

_NAME = re.compile(r"ananea-copia-(\d{6})-.*\.db")


@dataclass(frozen=True, kw_only=True)
class Copy:
    path: Path
    size: int
    sha256: str


def make_copy(file: DataFile, folder: Path, day: str) -> Copy:
    """A copy of the open file in ``folder``, named by a running number and ``day`` (ISO).

    Raises StorageProblem that says the copy was NOT made; copies that were there are whole.
    """
    try:
        with world_faults():
            folder.mkdir(parents=True, exist_ok=True)
            final = folder / f"ananea-copia-{_next_number(folder):06d}-{day}.db"
            part = part_file(final)
            try:
                return _write(file, part, final)
            finally:
                part.unlink(missing_ok=True)
    except (StorageProblem, OSError, sqlite3.Error) as problem:
        reason = problem.sentence if isinstance(problem, StorageProblem) else str(problem)
        raise StorageProblem(_("NO se hizo la copia. {reason}").format(reason=reason)) from problem


def _write(file: DataFile, part: Path, final: Path) -> Copy:
    part.unlink(missing_ok=True)
    file.checkpoint()
    file.db.execute("VACUUM INTO ?", (str(part),))
    _sync(part)
    written = _hash(part)
    _open_and_check(part, check.counts(file.db))
    if _hash(part) != written:
        raise StorageProblem(_("Lo leído no es igual a lo escrito: el disco o el USB falla."))
    os.replace(part, final)
    sync_folder(final.parent)
    return Copy(path=final, size=final.stat().st_size, sha256=written)


def _open_and_check(part: Path, expected: dict[str, int]) -> None:
    connection = sqlite3.connect(f"{part.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        report = check.check(DataFile(part, connection))
    finally:
        connection.close()
    if not report.sound:
        raise StorageProblem(_("La copia no pasó la comprobación: {problem}").format(problem=report.problems[0]))
    if report.counts != expected:
        raise StorageProblem(_("La copia no tiene todo lo que tiene el archivo."))


def copies_in(folder: Path) -> list[Path]:
    """The copies of ``folder``, oldest first, by their running number."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), key=lambda path: path.name)


def keep_last(folder: Path, kept: int = KEPT) -> None:
    """Removes all but the last ``kept`` copies."""
    for old in copies_in(folder)[:-kept]:
        old.unlink(missing_ok=True)


def _next_number(folder: Path) -> int:
    numbers = [int(match[1]) for path in copies_in(folder) if (match := _NAME.fullmatch(path.name))]
    return max(numbers, default=0) + 1


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _hash(path: Path) -> str:
    """SHA-256 of what is on the disk; the system is asked to forget its own copy first, where it can be asked."""
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(stream, "sha256").hexdigest()
