"""A prepared file put in the place of the data file, crash-safe at every instant.

Before there is a note, all is as it was. Once the note is on the disk, whoever opens the data file next first does
what it says; each step is a rename that is done only where it was not done yet, so that it may be cut short anywhere
and as often as one likes. The file that stood there, its log and its diary are kept under a name that was free.
"""

import errno
import glob
import json
import os
from itertools import count
from pathlib import Path

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage.diary import diary_path, end_of_diary
from ananea_desktop.storage.files import sync_folder, write_file_safely

_BESIDE = ("-wal", "-journal", "-shm")
"""What SQLite keeps beside a file."""


def note_path(data_file: Path) -> Path:
    return data_file.with_name(f"{data_file.stem}-restauracion.json")


def prepared_path(data_file: Path) -> Path:
    """Where the file that is to be put back is made ready; its diary is beside it."""
    return data_file.with_name(f"{data_file.stem}-por-restaurar{data_file.suffix}")


def free_name(data_file: Path) -> str:
    """What the present file is to be kept as, without its ending: nothing of that name is there yet."""
    for number in count(1):
        name = f"{data_file.stem}-antes-de-restaurar-{number:03d}"
        if not any(data_file.parent.glob(f"{glob.escape(name)}.*")):
            return name
    raise AssertionError


def decide(data_file: Path, kept_as: str, diary_end: int) -> None:
    """Writes the note: from now on the prepared file takes the place of the present one.

    ``diary_end``: the seal at which the present diary ended when what would be lost was told; with more in it by then,
    nothing is put back.
    """
    note = {"kept_as": kept_as, "diary_end": diary_end}
    write_file_safely(note_path(data_file), json.dumps(note).encode())


def drop(data_file: Path) -> None:
    """Takes away what was made ready, unless it was decided already."""
    if not note_path(data_file).exists():
        prepared = prepared_path(data_file)
        beside = [prepared.with_name(prepared.name + ending) for ending in _BESIDE]
        for left in (prepared, *beside, diary_path(prepared)):
            left.unlink(missing_ok=True)


def finish(data_file: Path) -> bool:
    """Does what a note says, if there is one; the data file is closed, and nobody else may open it meanwhile.

    Raises StorageProblem, with nothing touched, where receipts were issued after it was decided, or what was made
    ready is gone.
    """
    note = note_path(data_file)
    if not note.exists():
        return False
    try:
        said = json.loads(note.read_bytes())
        kept_as, diary_end = str(said["kept_as"]), int(said["diary_end"])
    except (ValueError, KeyError, TypeError):  # a drive that lies tore it: as if nothing had been decided
        if data_file.exists():
            note.unlink()
            return False
        kept_as, diary_end = free_name(data_file), 0
    prepared, kept = prepared_path(data_file), data_file.with_name(f"{kept_as}{data_file.suffix}")
    if prepared.exists() and data_file.exists():
        _refuse_later(data_file, diary_end)
    if prepared.exists():
        for ending in _BESIDE:  # first, for beside the other file a log would be played into it
            _move(data_file.with_name(data_file.name + ending), kept.with_name(kept.name + ending))
        _move(data_file, kept)
        _move(prepared, data_file)
    elif not data_file.exists():
        raise StorageProblem(
            _(
                "No se terminó de recuperar la copia: falta {prepared}. El archivo que había está guardado como {kept}."
                " Pida ayuda antes de seguir."
            ).format(prepared=prepared.name, kept=kept.name)
        )
    if diary_path(prepared).exists():
        _move(diary_path(data_file), diary_path(kept))
        _move(diary_path(prepared), diary_path(data_file))
    note.unlink()
    sync_folder(note.parent)
    return True


def _move(old: Path, new: Path) -> None:
    """One rename, on the disk before the next; nothing is ever written over."""
    if old.exists():
        if new.exists():
            raise FileExistsError(errno.EEXIST, "it is there already", str(new))
        os.rename(old, new)
        sync_folder(new.parent)


def _refuse_later(data_file: Path, diary_end: int) -> None:
    if end_of_diary(data_file) > diary_end:
        note_path(data_file).unlink()
        drop(data_file)
        raise StorageProblem(
            _(
                "No se recuperó la copia: mientras tanto se emitieron más recibos. No se tocó nada. Abra el programa"
                " otra vez y, si todavía hace falta, recupere la copia de nuevo."
            )
        )
