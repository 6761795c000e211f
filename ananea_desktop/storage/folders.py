"""A folder written whole or not at all: beside its final name until every file in it is on the disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage.files import disk_sentence, part_file, sync_folder


@contextmanager
def new_folder(final: Path) -> Iterator[Path]:
    """A folder to write into; it gets its final name at the end, and is gone when anything stops it before.

    What an earlier run left half done is removed. Raises StorageProblem where ``final`` is there already, or the disk
    is full, gone or refuses.
    """
    if final.exists():
        raise StorageProblem(
            _("Ya hay una carpeta «{name}». Elija otro lugar, o mueva esa primero.").format(name=final.name)
        )
    part = part_file(final)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        for folder, _folders, _files in os.walk(part):
            sync_folder(Path(folder))
        part.rename(final)
        sync_folder(final.parent)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise StorageProblem(disk_sentence(error, final)) from error
        raise


def put_file(path: Path, content: bytes) -> None:
    """Writes a file into such a folder, on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
