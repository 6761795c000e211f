"""How a copy is made, in the other process: written on the PC's own disk, checked, sealed, put where it shall be, and
read back from there.

Whatever fails, nothing stands under a copy's final name that is not whole; older copies are never touched.
"""

import errno
import hashlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage import check, rows, sealed
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.copy_list import newest
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.files import copy_file, part_file, sync_folder
from ananea_desktop.storage.schema import SCHEMA_VERSION

Tell = Callable[[str, int, int], object]
_BLOCK = 1 << 20
_SYNC_EVERY = 0.05
"""Seconds."""


def write(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Makes the copy that ``order`` tells of (copies.make_copy) and gives what stands in the list of copies."""
    source, office = Path(order["path"]), Path(order["office"])
    part = part_file(office)
    with world_faults():
        source_holds = _vacuum(source, part, order["known"], tell)
        content = _checked(part, source_holds, tell)
        size = part.stat().st_size
        if order["target"] is None:
            written = digest(part, lambda done, whole: tell("read", done, whole))
            result = {"size": size, "sha256": written, "content_sha256": written}
        else:
            result = _put(part, Path(order["target"]), order, content, tell)
        os.replace(part, office)
        sync_folder(office.parent)
    held = {name: content[name] for name in ("receipts", "seal_id", "seal_hash", "history_id")}
    return {**result, **held, "office_size": size}


def _vacuum(source: Path, part: Path, known: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Writes the part file, synced, and gives what the source holds: all that was ever confirmed."""
    size = source.stat().st_size
    _need_room(part.parent, size)
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)

    def tell_how_far() -> None:
        tell("write", part.stat().st_size if part.exists() else 0, size)

    with closing(open_still(source)) as db:
        db.set_progress_handler(tell_how_far, 50_000)
        tell_how_far()
        with synced_along(part):
            db.execute("VACUUM INTO ?", (str(part),))
        db.set_progress_handler(None, 0)
        held = holdings(db)
    if any(held[name] != value for name, value in known.items()):
        raise StorageProblem(_("El archivo cambió mientras se copiaba. Haga la copia otra vez."))
    sync_and_forget(part)
    return held


def _checked(part: Path, held: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """What the copy holds, once it was opened, looked at in everything, and found equal to the source."""
    with closing(open_still(part)) as db:
        report = check.check(DataFile(part, db), lambda done, whole: tell("check", done, whole))
        if not report.sound:
            raise StorageProblem(_("La copia no pasó la comprobación: {problem}").format(problem=report.problems[0]))
        found = holdings(db)
        found["installation"] = hashlib.sha256(rows.value(db, "SELECT code FROM installation")).hexdigest()[:16]
        found["last_numbers"] = last_numbers(db)
    if any(found[name] != value for name, value in held.items()):
        raise StorageProblem(_("La copia no tiene todo lo que tiene el archivo."))
    return found


def holdings(db: sqlite3.Connection) -> dict[str, Any]:
    """What is compared between a file and its copy: newest seal and change, and how many and how much of everything."""
    counts = check.counts(db)
    sums = db.execute("SELECT kind, currency, sum(total) FROM receipts GROUP BY 1, 2 ORDER BY 1, 2").fetchall()
    return {**newest(db), "receipts": counts["receipts"], "counts": counts, "sums": sums}


def last_numbers(db: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """The last number of each series that has one; that of the newest document comes last."""
    return [
        (str(kind), str(series), int(number))
        for kind, series, number in db.execute(
            """SELECT kind, series, (SELECT max(number) FROM receipts
                WHERE receipts.kind = series.kind AND receipts.series = series.series) AS last
            FROM series WHERE last IS NOT NULL ORDER BY (SELECT max(id) FROM receipts
                WHERE receipts.kind = series.kind AND receipts.series = series.series AND number = last)"""
        )
    ]


def _put(part: Path, target: Path, order: dict[str, Any], content: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Brings the checked file to the stick, sealed where there are keys, and reads it back from there."""
    there = part_file(target)
    size = part.stat().st_size
    with of_the_target():
        _refuse_other_disk(target.parent, order["device"])
        _need_room(target.parent, size + size // 1000 + 2 * sealed.HEADER_SIZE)
        there.unlink(missing_ok=True)
        if order["keys"]:
            header = _header(order, content, size)
            with synced_along(there):
                whole = sealed.seal(part, there, header, order["keys"], lambda done, all_: tell("seal", done, all_))
            content_sha256 = whole.content_sha256
            expected = hashlib.sha256(sealed.header_bytes(whole)).hexdigest(), whole.sealed_sha256
        else:
            with synced_along(there):
                content_sha256 = copy_file(part, there, lambda done, all_: tell("copy", done, all_))
            expected = ("", content_sha256)
        sync_and_forget(there)
        tell("read", 0, size)
        found, sha256 = _read_back(there, bool(order["keys"]), lambda done, all_: tell("read", done, all_))
        if found != expected:
            raise StorageProblem(_("Lo leído no es igual a lo escrito: la memoria falla. Use otra."))
        _refuse_other_disk(target.parent, order["device"])
        if target.exists():
            raise StorageProblem(_("En la memoria ya hay una copia «{name}».").format(name=target.name))
        os.replace(there, target)
        sync_folder(target.parent)
    return {"size": target.stat().st_size, "sha256": sha256, "content_sha256": content_sha256}


def _header(order: dict[str, Any], content: dict[str, Any], size: int) -> sealed.Header:
    return sealed.Header(
        number=order["number"],
        day=order["day"],
        program=order["program"],
        schema=SCHEMA_VERSION,
        installation=content["installation"],
        seal_id=content["seal_id"],
        seal_hash=content["seal_hash"],
        receipts=content["receipts"],
        history_id=content["history_id"],
        last_numbers=tuple(content["last_numbers"]),
        content_size=size,
    )


def _read_back(path: Path, is_sealed: bool, tell: Callable[[int, int], object]) -> tuple[tuple[str, str], str]:
    """Hashes of header and sealed part (of a plain one: of nothing and all), and of the whole."""
    size, done = path.stat().st_size, 0
    whole, rest, head = hashlib.sha256(), hashlib.sha256(), ""
    with path.open("rb") as stream:
        if is_sealed:
            block = stream.read(sealed.HEADER_SIZE)
            head = hashlib.sha256(block).hexdigest()
            whole.update(block)
        while block := stream.read(_BLOCK):
            whole.update(block)
            if is_sealed:
                rest.update(block)
            done += len(block)
            tell(done, size)
    return (head, rest.hexdigest() if is_sealed else whole.hexdigest()), whole.hexdigest()


def sync_and_forget(path: Path) -> None:
    """On the disk, and no longer in memory where the system can be asked: what is read then comes from the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def synced_along(path: Path) -> Iterator[None]:
    """What is written to a large file meanwhile goes to the disk bit by bit.

    Synced at once at its end, whoever commits a receipt just then waits until half a gigabyte is written. Raises
    OSError where a sync failed: the system tells of it only once.
    """
    over = threading.Event()
    failed: list[OSError] = []

    def sync() -> None:
        while not over.wait(_SYNC_EVERY) and not failed:
            try:
                with path.open("rb+") as stream:
                    os.fsync(stream.fileno())
            except FileNotFoundError:
                continue  # it is not begun yet
            except OSError as error:
                failed.append(error)

    syncing = threading.Thread(target=sync)
    syncing.start()
    try:
        yield
    finally:
        over.set()
        syncing.join()
    if failed:
        raise failed[0]


def digest(path: Path, tell: Callable[[int, int], object] = lambda _done, _whole: None) -> str:
    """SHA-256 of what is on the disk."""
    whole, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while block := stream.read(_BLOCK):
            whole.update(block)
            done += len(block)
            tell(done, size)
    return whole.hexdigest()


def _need_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size:
        raise StorageProblem(
            _("No alcanza el espacio en «{folder}»: hacen falta {size} MB libres. Borre lo que no necesite.").format(
                folder=folder, size=size // 1_000_000 + 1
            )
        )


def _refuse_other_disk(folder: Path, device: int) -> None:
    """Where a stick was pulled, its folder may stay, on the PC's own disk: nothing is written there."""
    if folder.stat().st_dev != device:
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


@contextmanager
def of_the_target() -> Iterator[None]:
    """What the stick would not do, in words that speak of the stick."""
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            sentence = _("No alcanza el espacio en la memoria. Borre de ella lo que no necesite, o use otra.")
        elif fault.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTCONN):
            sentence = _("La memoria dejó de responder o la sacaron. Conéctela otra vez y repita la copia.")
        elif fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            sentence = _("Ahí no se puede escribir: está protegido. Elija otra memoria o carpeta.")
        elif fault.errno == errno.ENAMETOOLONG:
            sentence = _("El nombre de la carpeta es demasiado largo. Elija otra memoria o carpeta.")
        else:  # whatever a stick or a disk of the net does is no fault of ours
            sentence = _("La memoria dio un error. Conéctela otra vez, o use otra.")
        raise StorageProblem(sentence) from fault
