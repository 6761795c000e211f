"""Files of copies in a folder: their names, their order, and what an interrupted copy left behind."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ananea_desktop.storage.sealed import SUFFIX

_NAME = re.compile(r"ananea-copia-(\d{6,9})-(\d{4}-\d{2}-\d{2})(\.db|" + re.escape(SUFFIX) + ")")
_LEFT = re.compile(r"ananea-copia-\d{6,9}-\d{4}-\d{2}-\d{2}\.(?:db|ananea)\.part(?:-journal)?")


class CopyFile(NamedTuple):
    number: int
    day: date
    path: Path

    @property
    def is_sealed(self) -> bool:
        return self.path.suffix == SUFFIX


def copy_name(number: int, day: date, *, is_sealed: bool) -> str:
    """``ananea-copia-000123-2026-11-28.db``, or ``.ananea`` of a sealed one."""
    return f"ananea-copia-{number:06d}-{day.isoformat()}{SUFFIX if is_sealed else '.db'}"


def copies_in(folder: Path) -> list[CopyFile]:
    """The copies of ``folder``, oldest first, by their running number; none where it is not there or not readable."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match is not None:
                with suppress(ValueError):  # a day that is none
                    found.append(CopyFile(int(match[1]), date.fromisoformat(match[2]), path))
    return sorted(found)


def number_in(name: str) -> int:
    """The running number in a file's name; 0 where it is no copy."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


def remove_leftovers(folder: Path) -> None:
    """What an interrupted copy left: part files, and copies of no bytes."""
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in list(folder.iterdir()):
            is_empty = _NAME.fullmatch(path.name) is not None and path.stat().st_size == 0
            if is_empty or _LEFT.fullmatch(path.name) is not None:
                path.unlink(missing_ok=True)


def trial_name(kind: str) -> str:
    """The file into which a copy is put back for a trial; one for each kind, for two may go on at once."""
    return f"ananea-prueba-{kind}.part"


def remove_trial(trial: Path) -> None:
    """With its log, which would else be played into the next one."""
    for path in (trial.with_name(f"{trial.name}-wal"), trial):
        with suppress(OSError):  # the next copy removes it
            path.unlink(missing_ok=True)


def remove_trials(folder: Path) -> None:
    """What trials left that the power cut short."""
    for trial in folder.glob("ananea-prueba*.part"):
        remove_trial(trial)
