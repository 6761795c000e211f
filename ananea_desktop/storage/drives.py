"""Where a copy can go: the memories that are plugged in now, and whether a folder is on the same disk as the data."""

import os
import string
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_MOUNTED_UNDER = (Path("/run/media"), Path("/media"), Path("/Volumes"))
_REMOVABLE = 2
"""DRIVE_REMOVABLE of GetDriveTypeW."""


def removable(roots: Sequence[Path] = _MOUNTED_UNDER) -> list[Path]:
    """The folders of memories that are plugged in, by their names. One that does not answer is left out."""
    if sys.platform == "win32":
        return list(_windows_drives())
    found = [path for root in roots for path in _mounted_under(root)]
    return sorted(found, key=lambda path: path.name.casefold())


def _mounted_under(root: Path) -> Iterator[Path]:
    """``/run/media/rosa/KINGSTON`` and ``/media/usb0``: the folder of a person may stand between."""
    with suppress(OSError):
        for path in root.iterdir():
            if _is_other_disk(path, root):
                yield path
            elif path.is_dir():
                with suppress(OSError):
                    yield from (each for each in path.iterdir() if _is_other_disk(each, path))


def _is_other_disk(path: Path, above: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink() and path.stat().st_dev != above.stat().st_dev
    except OSError:
        return False


def _windows_drives() -> Iterator[Path]:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none elsewhere)
    letters = kernel.GetLogicalDrives()
    for number, letter in enumerate(string.ascii_uppercase):
        root = f"{letter}:\\"
        if letters >> number & 1 and kernel.GetDriveTypeW(ctypes.c_wchar_p(root)) == _REMOVABLE and os.path.isdir(root):
            yield Path(root)


def is_same_disk(folder: Path, other: Path) -> bool:
    """Whether both stand on one disk, as far as can be told: two parts of one disk look like two."""
    try:
        return _nearest(folder).stat().st_dev == _nearest(other).stat().st_dev
    except OSError:
        return False


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
