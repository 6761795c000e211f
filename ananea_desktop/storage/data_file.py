"""The one data file: told apart from others, locked, opened with its settings read back, migrated, closed.

Why each setting: reliability.md §1. A wrong value refuses to start, so that no receipt is ever confirmed on less.
"""

import errno
import hashlib
import json
import logging
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ananea_desktop.domain.errors import AlreadyOpen, NewerFile, NotWritable, OnlyLooking, StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage import start_check
from ananea_desktop.storage.diary import Diary, diary_path, is_begun, last_entry, open_diary
from ananea_desktop.storage.errors import closed_periods, structure_faults, world_faults
from ananea_desktop.storage.files import part_file, sync_folder, write_file_safely
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT, SCHEMA_VERSION

Connection = sqlite3.Connection
"""What operations hand on to storage's functions; only storage asks anything of it."""

APPLICATION_ID = 0x41_4E_41_4E  # «ANAN»
CONSOLIDATED_ID = 0x41_4E_43_4F  # «ANCO»: a Central's file (storage/consolidated.py), which this module never opens
_log = logging.getLogger(__name__)
_MAGIC = b"SQLite format 3\x00"
_PAGES_OF_LOG = 1000
"""SQLite's own measure."""
_SETTINGS: dict[str, str | int] = {
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
}


@dataclass
class DataFile:
    """The open file. Everything is done in the thread that opened it."""

    path: Path
    db: sqlite3.Connection
    lock: FileLock | None = None
    diary: Diary | None = None
    """None in memory, where nothing outlives the process."""
    only_looking: bool = False
    """Nothing is saved (open_to_look)."""
    was_cut_off: bool = False
    """Whoever had it open last did not close it: a power cut, a crash."""
    _held: int = 0
    _held_at: int = 0
    """The seal at which the diary ended when it began to be held."""

    @contextmanager
    def transaction(self, user: str, at: str) -> Iterator[sqlite3.Connection]:
        """One act: everything in it is kept, or nothing. ``user`` and ``at`` (UTC, ISO) go into the history.

        Raises StorageProblem for the world's faults (full disk …) and ClosedPeriod for what belongs to a closed one;
        nothing is then half saved.
        """
        connection = self.db
        if self.only_looking:
            raise OnlyLooking(_("El archivo está abierto solo para mirar: no se guardó."))
        with world_faults(), closed_periods(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("INSERT INTO acting (id, user, at) VALUES (1, ?, ?)", (user, at))
                yield self.db
                connection.execute("DELETE FROM acting")
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        self._write_diary()

    def _write_diary(self) -> None:
        """What was sealed is in the file already: a diary that cannot be written now is completed the next time."""
        if self.diary is not None:
            try:
                self.diary.follow(self.db)
            except OSError:
                _log.exception("the diary could not be written; the data file has what is missing in it")

    def checkpoint(self) -> None:
        """Moves what the write-ahead log holds into the file itself; not while it is held still."""
        if not (self._held or self.only_looking):
            with world_faults():
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def unsynced(self) -> Iterator[None]:
        """While a file is filled that nobody counts on yet: nothing is synced until the end, and then all of it.

        Of a file whose filling was cut off nothing may be believed. Within no transaction.
        """
        diary, self.diary = self.diary, None
        self.db.execute("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            _set(self.db, "synchronous", _SETTINGS["synchronous"])
            self.diary = diary
        self.checkpoint()
        self._write_diary()

    @property
    def is_held(self) -> bool:
        """Whether it is held still: what was written since is in the log only."""
        return self._held > 0

    @contextmanager
    def held_still(self) -> Iterator[int]:
        """What is written meanwhile stays in the write-ahead log, and the file itself does not change by a byte.

        So another process may read it (``mode=ro&immutable=1``, which takes no lock and looks at no log) as it is
        now, while work goes on here; where it is held already, as it was when that began. Gives the seal at which the
        diary ended then. It must not be within a transaction.
        """
        self.checkpoint()
        if not self._held:
            self._held_at = self.diary.last if self.diary is not None else 0
        self._held += 1
        try:
            with world_faults():
                self.db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
            yield self._held_at
        finally:
            self._held -= 1
            if not self._held:
                self.db.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_OF_LOG}").fetchall()

    def close(self) -> None:
        """Closes the file and lets others open it; after a clean close only the one file remains."""
        try:
            with world_faults():
                self.db.close()
        finally:
            if self.lock is not None:
                _opener_note(self.path).unlink(missing_ok=True)
                self.lock.release()


def open_data_file(path: Path, opener: str, now: datetime) -> DataFile:
    """Opens ``path``, or makes a new file where there is none. ``opener`` and ``now`` are told to a second opener.

    Raises StorageProblem, and leaves the file untouched, when it is foreign, empty, truncated, of a newer version,
    or open elsewhere (AlreadyOpen).
    """
    path = path.resolve()
    with world_faults():
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_unwritable(path)
        lock = _take_lock(path, opener, now)
        try:
            _finish_restoring(path)
            if not path.exists():
                _refuse_lost(path)
                _create(path)
            refuse_foreign(path)
            was_cut_off = path.with_name(path.name + "-wal").exists()
            connection = connect(path)
            try:
                start_check.refuse_unsound(path, connection, last_entry(path, connection))
                return DataFile(path, connection, lock, open_diary(path, connection), was_cut_off=was_cut_off)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            _opener_note(path).unlink(missing_ok=True)
            lock.release()
            raise


def open_to_look(path: Path) -> DataFile:
    """The file as it stands, without a lock, and nothing is saved: where it cannot be written, or is to be looked at
    before a copy is put back. What a power cut left in its log is not seen.

    Raises StorageProblem where it is no file of ours, of another version, or too damaged for its structure to be read.
    """
    path = path.resolve()
    with world_faults():
        refuse_foreign(path)
        db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            with structure_faults():
                db.execute("PRAGMA trusted_schema = OFF")
                version = db.execute("PRAGMA user_version").fetchone()[0]
            if version < SCHEMA_VERSION:
                raise StorageProblem(
                    _("{name} es de una versión anterior del programa y así no se puede mirar.").format(name=path.name)
                )
            _refuse_changed(db, path, SCHEMA_FINGERPRINT)
            db.execute("PRAGMA trusted_schema = ON")
        except BaseException:
            db.close()
            raise
    diary = diary_path(path)
    return DataFile(path, db, diary=Diary(diary) if diary.exists() else None, only_looking=True)


def open_in_memory() -> DataFile:
    """A data file that is gone with the process: what tests and trials work on."""
    from ananea_desktop.storage.migrating import migrate

    db = sqlite3.connect(":memory:", isolation_level=None)
    for name in ("foreign_keys", "recursive_triggers"):
        db.execute(f"PRAGMA {name} = 1")
    migrate(db)
    return DataFile(Path(":memory:"), db)


def _opener_note(path: Path) -> Path:
    # beside the lock and not in it: Windows lets nobody read a locked file
    return path.with_name(path.name + ".abierto")


def _take_lock(path: Path, opener: str, now: datetime) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen(_who_has_it(path)) from None
    note = json.dumps({"who": opener, "since": now.isoformat(timespec="minutes")})
    write_file_safely(_opener_note(path), note.encode())
    return lock


def _who_has_it(path: Path) -> str:
    try:
        note = json.loads(_opener_note(path).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"])
        who = str(note["who"])
    except (OSError, ValueError, KeyError, TypeError):
        return _("Otra ventana tiene abierto este archivo. Ciérrela e intente otra vez.")
    return _("{who} lo tiene abierto desde las {time} del {day}. Cierre esa ventana primero.").format(
        who=who or _("Otra persona"), time=since.strftime("%H:%M"), day=since.strftime("%d/%m/%Y")
    )


def _refuse_unwritable(path: Path) -> None:
    """Found out at the start and not with the first receipt; by trying, for nobody can ask Windows. Each process tries
    with a file of its own: two that start at once would take it away from each other."""
    probe = path.with_name(f"{path.name}.{os.getpid()}.prueba")
    try:
        probe.touch()
        probe.unlink()
        if path.is_file():
            path.open("rb+").close()
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        raise NotWritable(
            _(
                "No se puede escribir en {name} o en su carpeta: está protegido. Pida permiso a quien cuida la PC."
            ).format(name=path.name)
        ) from error


def _finish_restoring(path: Path) -> None:
    """What was decided is done; what was only being made ready when the power went is taken away."""
    decided, prepared = f"{path.stem}-restauracion.json", f"{path.stem}-por-restaurar{path.suffix}"
    if path.with_name(decided).exists() or path.with_name(prepared).exists():
        from ananea_desktop.storage import swap

        if not swap.finish(path):
            swap.drop(path)


def _refuse_lost(path: Path) -> None:
    """Where a diary tells of receipts, a missing data file was lost: no empty one is put in its place."""
    diary = diary_path(path)
    if diary.exists() and is_begun(diary):
        raise StorageProblem(
            _(
                "Falta el archivo de datos {name} y su diario dice que hubo recibos. No se hizo uno vacío."
                " Ponga en su sitio la copia más nueva, o guarde {diary} en otra carpeta si empieza de nuevo."
            ).format(name=path.name, diary=diary.name)
        )
    diary.unlink(missing_ok=True)


def refuse_foreign(path: Path) -> None:
    """Names a file that is not ours by its first bytes, before SQLite may touch it. Raises StorageProblem."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    if size == 0:
        raise StorageProblem(
            _("El archivo {name} está vacío (0 bytes). No se tocó. Use la última copia.").format(name=path.name)
        )
    if not header.startswith(_MAGIC[: len(header)]):
        raise StorageProblem(_("{name} no es un archivo de este programa. No se tocó.").format(name=path.name))
    has_log = path.with_name(path.name + "-wal").exists()
    if size < 100 or (not has_log and size < _declared_size(header)):
        raise StorageProblem(
            _("El archivo {name} está cortado: le falta una parte. No se tocó. Use la última copia.").format(
                name=path.name
            )
        )
    (application,) = struct.unpack(">I", header[68:72])
    if application == CONSOLIDATED_ID:
        sentence = _("{name} es un consolidado de la central, no los datos de una cooperativa. No se tocó.")
        raise StorageProblem(sentence.format(name=path.name))
    if application != APPLICATION_ID:
        raise StorageProblem(_("{name} es de otro programa. No se tocó.").format(name=path.name))
    (version,) = struct.unpack(">I", header[60:64])
    _refuse_newer(version, path)


def is_consolidated(path: Path) -> bool:
    """Whether a file is a Central's, by its first bytes; False where there is none."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return False
    return len(header) == 100 and struct.unpack(">I", header[68:72])[0] == CONSOLIDATED_ID


def _declared_size(header: bytes) -> int:
    page_size, pages = struct.unpack(">H", header[16:18])[0], struct.unpack(">I", header[28:32])[0]
    return int(65536 if page_size == 1 else page_size) * int(pages)


def _refuse_newer(version: int, path: Path) -> None:
    if version > SCHEMA_VERSION:
        raise NewerFile(
            _(
                "El archivo {name} es de una versión más nueva del programa (datos {file}, programa {ours})."
                " No se tocó. Instale la versión nueva."
            ).format(name=path.name, file=version, ours=SCHEMA_VERSION)
        )


def _create(path: Path) -> None:
    """Makes the new file under another name and puts it in its place when it is whole."""
    from ananea_desktop.storage.migrating import migrate

    part = part_file(path)
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # where the system knows other users, they do not read it; its log gets the same
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
    except BaseException:
        connection.close()
        part.unlink(missing_ok=True)
        raise
    connection.close()
    os.replace(part, path)
    sync_folder(path.parent)


def connect(path: Path, keeps_copy: bool = True) -> sqlite3.Connection:
    """A file of ours with all its settings, migrated where it is older: then a copy of it as it was is made first,
    unless ``keeps_copy`` is False, for what is a copy itself.

    Raises StorageProblem where its structure is not ours.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, cached_statements=512)
    try:
        with structure_faults():
            connection.execute("PRAGMA trusted_schema = OFF")
            for name, wanted in _SETTINGS.items():
                _set(connection, name, wanted)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        _refuse_newer(version, path)
        if version < SCHEMA_VERSION:
            _bring_up(connection, path, version, keeps_copy)
        _refuse_changed(connection, path, SCHEMA_FINGERPRINT)
        connection.execute("PRAGMA trusted_schema = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up(connection: sqlite3.Connection, path: Path, version: int, keeps_copy: bool) -> None:
    """To the newest schema; a file of an older one whose structure was changed is left as it is."""
    from ananea_desktop.storage import migrating

    _refuse_changed(connection, path, migrating.FINGERPRINTS.get(version, ""))
    if keeps_copy:
        migrating.copy_before(connection, path)
    connection.execute("PRAGMA trusted_schema = ON")
    try:
        with world_faults():
            migrating.migrate(connection)
    except StorageProblem:
        raise
    except Exception as fault:  # of what a damaged file holds, or ours: the log has it, the file is as it was
        raise StorageProblem(
            _("{name} no se pudo poner al día: lo que tiene puede estar dañado. No se tocó. Use otra copia.").format(
                name=path.name
            )
        ) from fault


def _refuse_changed(connection: sqlite3.Connection, path: Path, fingerprint: str) -> None:
    with structure_faults():
        found = schema_fingerprint(connection)
    if found != fingerprint:
        raise StorageProblem(
            _("Otro programa cambió la estructura de {name}. No se tocó. Use la última copia.").format(name=path.name)
        )


def _set(connection: sqlite3.Connection, name: str, wanted: str | int) -> None:
    connection.execute(f"PRAGMA {name} = {wanted}").fetchall()
    found = connection.execute(f"PRAGMA {name}").fetchone()[0]
    if found != wanted:
        raise RuntimeError(f"PRAGMA {name} is {found!r} and not {wanted!r}")


def schema_fingerprint(db: sqlite3.Connection) -> str:
    """SHA-256 over every table, index, view and trigger of ours: a planted or dropped trigger changes it.

    Left out are the tables that FTS5 and sqlite-utils keep for themselves; their text is their own versions'.
    """
    # as bytes: damaged text that is no UTF-8 is another structure, and no crash
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in ("type", "name", "tbl_name", "sql"))
    found = db.execute(
        f"SELECT {columns} FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND NOT (tbl_name = '_sqlite_migrations' AND type IN ('table', 'index'))"
        " AND NOT (type = 'table' AND name GLOB '*_search_*')"
        " ORDER BY type, name"
    )
    rows = [[text.decode(errors="replace") for text in row] for row in found]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
