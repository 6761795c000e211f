"""Writes a file whole or not at all: into a part file beside it, synced, then renamed over the old one."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _

_BLOCK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV)


def part_file(path: Path) -> Path:
    """Where ``path`` is written until it is whole. One fixed name, so that a crash leaves at most one behind."""
    return path.with_name(path.name + ".part")


def write_file_safely(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Puts ``content`` at ``path``; an older file there stays as it was unless all of the new one is on the disk.

    ``is_private``: where the system knows other users, they do not read it. Raises StorageProblem, with the sentence to
    show, when the disk is full, gone or refuses.
    """
    if not path.name:
        raise StorageProblem(_("Falta el nombre del archivo que se escribe."))
    part = part_file(path)
    try:
        try:
            with part.open("wb") as stream:
                if is_private:
                    part.chmod(0o600)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise StorageProblem(disk_sentence(error, path)) from error


def new_private_file(path: Path) -> BinaryIO:
    """A file that was not there, to be written; where the system knows other users, they do not read it."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb")


class NewFile:
    """A file while it is being written beside its final name."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path

    def write(self, content: bytes) -> None:
        self._stream.write(content)

    def sync(self) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def read(self) -> bytes:
        """What is there now, read again."""
        return self._path.read_bytes()


@contextmanager
def new_file(final: Path) -> Iterator[NewFile]:
    """A new file in steps: it gets its final name at the end, and is gone when anything stops it before.

    Raises StorageProblem where ``final`` is there already, or the disk is full, gone or refuses.
    """
    part = part_file(final)
    try:
        if final.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with part.open("wb") as stream:
            file = NewFile(stream, part)
            yield file
            file.sync()
        part.replace(final)
        sync_folder(final.parent)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise StorageProblem(disk_sentence(error, final)) from error
        raise


def copy_file(source: Path, target: Path, tell: Callable[[int, int], object]) -> str:
    """Copies a large file to a new one, synced, no more of it than it holds now; gives the SHA-256 of that.

    ``tell`` hears the bytes done, and of how many. Raises OSError.
    """
    whole, done, size = hashlib.sha256(), 0, source.stat().st_size
    with source.open("rb") as reading, new_private_file(target) as writing:
        while block := reading.read(min(_BLOCK, size - done)):
            writing.write(block)
            whole.update(block)
            done += len(block)
            tell(done, size)
        writing.flush()
        os.fsync(writing.fileno())
    return whole.hexdigest()


def sync_folder(folder: Path) -> None:
    """A rename survives a power cut only once its folder is synced; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_sentence(error: OSError, path: Path) -> str:
    """What the disk would not do, as a sentence to show."""
    if error.errno in _FULL:
        text = _("No se guardó «{name}»: el disco está lleno. Libere espacio o elija otra carpeta.")
    elif error.errno == errno.EROFS:
        text = _("No se guardó «{name}»: el disco no permite escribir. Elija otra carpeta o memoria USB.")
    elif error.errno in _REFUSED:
        text = _(
            "No se guardó «{name}»: está abierto en otro programa o la carpeta no permite escribir. "
            "Ciérrelo o elija otra carpeta."
        )
    elif error.errno in _GONE:
        text = _("No se guardó «{name}»: la carpeta ya no está. Si es una memoria USB, conéctela otra vez.")
    elif error.errno == errno.EEXIST:
        text = _("Ya hay un archivo «{name}» ahí. Elija otra carpeta, o mueva ese primero.")
    elif error.errno == errno.ENAMETOOLONG:
        text = _("No se guardó «{name}»: el nombre es demasiado largo. Elija uno más corto.")
    else:
        text = _("No se guardó «{name}»: el disco dio un error ({reason}). Elija otra carpeta o memoria USB.")
    return text.format(name=path.name, reason=error.strerror or type(error).__name__)
