"""A copy put back: what it holds, made ready beside the data file, and what was issued after it was made.

All of it is done with the file that is in use left alone; swap.py then puts the one in the other's place.
"""

import glob
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection, DatabaseError
from typing import Any, NamedTuple

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.storage import chain, check, migrating, rows, sealed, swap
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.data_file import DataFile, connect, refuse_foreign, schema_fingerprint
from ananea_desktop.storage.diary import Entry, diary_path, is_begun, is_of, legible, open_diary, seals_after
from ananea_desktop.storage.errors import damaged, world_faults
from ananea_desktop.storage.files import copy_file, sync_folder
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT, SCHEMA_VERSION

Tell = Callable[[str, int, int], object]

LARGEST = 16 * 1024**3
"""Bytes of a copy; twenty years of a large cooperative with its photos stay below."""
_CHUNK = 4 * 1024 * 1024
_NAME = re.compile(r"(\d{6})-(\d{4}-\d{2}-\d{2})")
_MOST_PROBLEMS = 50


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a file offered for restoring holds, read without trusting it."""

    path: str
    size: int
    is_sealed: bool = False
    number: int | None = None
    """The copy's running number; None of a file that is none of ours by its name."""
    made_on: str = ""
    """ISO, as the PC's clock had it then."""
    version: int = 0
    """Of its schema."""
    seal_id: int = 0
    """The newest; 0 of a file of the first schemas, which had no seals."""
    receipts: int = 0
    last_receipt: str = ""
    """``001-000120``; empty where there is none."""
    changed_at: str = ""
    """When the newest change was written down, UTC."""
    problem: str = ""
    """Why it cannot be used, as a sentence; empty where it can."""


def offers(folders: Iterable[Path], data_file: Path) -> list[Held]:
    """The copies in some folders (not below them), the one that holds most first; never the data file itself."""
    found = {path.resolve() for folder in folders for path in _files_in(folder, data_file.suffix)}
    found -= {data_file.resolve(), swap.prepared_path(data_file).resolve()}
    held = [look(path) for path in found]
    return sorted(held, key=_rank, reverse=True)


def _rank(held: Held) -> tuple[Any, ...]:
    """Of two that hold the same, the one that asks for no key comes first."""
    return not held.problem, held.seal_id, held.number or 0, not held.is_sealed, held.made_on, held.path


def _files_in(folder: Path, suffix: str) -> Iterator[Path]:
    """Those that may be copies, or data files kept aside; none of a memory that does not answer."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix in (suffix, ".db", sealed.SUFFIX) and path.is_file():
                yield path


def look(path: Path) -> Held:
    """What one file holds; never raises for what is wrong with the file."""
    named = _NAME.search(path.name)
    held: dict[str, Any] = {"path": str(path), "size": 0}
    if named:
        held |= {"number": int(named[1]), "made_on": named[2] if _is_moment(named[2]) else ""}
    try:
        with world_faults():
            held["size"] = path.stat().st_size
            if path.suffix == sealed.SUFFIX:
                held |= _told(sealed.read_header(path))
            else:
                refuse_foreign(path)
                with closing(open_still(path)) as db:
                    held |= _contents(db, path)
    except UserError as problem:
        held["problem"] = problem.sentence
    except Exception as fault:  # whatever a stranger's bytes do: the file is shown as one that cannot be used
        held["problem"] = _("No se puede leer: {reason}").format(reason=fault)
    return Held(**held)


def _told(header: sealed.Header) -> dict[str, Any]:
    """What a sealed copy says of itself in clear; only opened does it prove it."""
    last = header.last_numbers[-1] if header.last_numbers else None  # of the newest document, as in _contents
    found = {
        "is_sealed": True,
        "number": header.number,
        "made_on": header.day,
        "version": header.schema,
        "seal_id": header.seal_id,
        "receipts": header.receipts,
        "last_receipt": f"{last[1]}-{last[2]:06d}" if last else "",
    }
    if header.schema > SCHEMA_VERSION:
        found["problem"] = _("Es de una versión más nueva del programa. Instale la versión nueva para recuperarla.")
    return found


def _contents(db: Connection, path: Path) -> dict[str, Any]:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    expected = SCHEMA_FINGERPRINT if version == SCHEMA_VERSION else migrating.FINGERPRINTS.get(version)
    if schema_fingerprint(db) != expected:
        raise StorageProblem(
            _("Otro programa cambió la estructura de {name}: no se puede recuperar.").format(name=path.name)
        )
    last = db.execute("SELECT series, number FROM receipts ORDER BY id DESC LIMIT 1").fetchone()
    changed_at = max(
        rows.value(db, query) or ""
        for query in (
            "SELECT at FROM history ORDER BY id DESC LIMIT 1",
            "SELECT recorded_at FROM receipts ORDER BY id DESC LIMIT 1",
        )
    )
    if changed_at and not _is_moment(changed_at):
        raise damaged()
    has_seals = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'seals'").fetchone()
    return {
        "version": version,
        "seal_id": rows.value(db, "SELECT coalesce(max(id), 0) FROM seals") if has_seals else 0,
        "receipts": rows.value(db, "SELECT count(*) FROM receipts"),
        "last_receipt": f"{last[0]}-{last[1]:06d}" if last else "",
        "changed_at": changed_at,
    }


def _is_moment(text: str) -> bool:
    """Whether it is a day or a moment that can be shown here."""
    try:
        datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return False
    return True


class Total(NamedTuple):
    """What receipts of one kind in one currency add up to, annulled ones not counted."""

    kind: str
    currency: str
    documents: int
    total: int
    """Céntimos."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A copy that stands ready beside the data file."""

    held: Held
    """After the migration, where it was of an older version."""
    token: str
    counts: dict[str, int]
    totals: list[Total]
    problems: list[str]
    """What the full check found; a copy with problems is put back only by who knows them."""
    beyond: list[Entry]
    """What the diaries know and the copy does not."""
    is_other: bool
    """The diary beside it is of other books."""

    def as_told(self) -> dict[str, Any]:
        """As another process tells it."""
        return asdict(self) | {
            "beyond": [(*entry[:2], entry.hash.hex(), *entry[3:]) for entry in self.beyond],
        }

    @classmethod
    def heard(cls, told: Mapping[str, Any]) -> "Prepared":
        beyond = [Entry(each[0], each[1], bytes.fromhex(each[2]), *each[3:]) for each in told["beyond"]]
        return cls(
            **{
                **told,
                "held": Held(**told["held"]),
                "totals": [Total(*each) for each in told["totals"]],
                "beyond": beyond,
            }
        )


def prepare(source: Path, data_file: Path, secret: str, tell: Tell, *, is_open: bool) -> Prepared:
    """Makes a copy ready beside ``data_file``: brought to the disk, its structure compared, migrated, checked whole.

    ``is_open``: the data file is in use, and whoever uses it asks it what the copy does not know (beyond_of_file).
    Raises StorageProblem where it cannot be used; nothing of it is left then.
    """
    swap.drop(data_file)
    prepared = swap.prepared_path(data_file)
    try:
        data_file.parent.mkdir(parents=True, exist_ok=True)
        told = _bring(source, prepared, secret, tell)
        refuse_foreign(prepared)
        file = DataFile(prepared, connect(prepared, keeps_copy=False))
        try:
            report = check.check(file, lambda done, whole: tell("check", done, whole))
            open_diary(prepared, file.db)
            contents = _contents(file.db, source)
            if told is not None and (told.seal_id, told.receipts) != (contents["seal_id"], contents["receipts"]):
                raise StorageProblem(_("La copia no tiene lo que dice por fuera. No la use: pida ayuda."))
            totals = _totals(file.db)
            beyond, is_other = known_beyond(data_file, file.db)
            if not is_open:
                beyond = together(beyond, _read_present(data_file, file.db))
            file.checkpoint()
        finally:
            file.close()
        _refuse_unfinished(prepared)
        sync_folder(prepared.parent)
    except BaseException:
        swap.drop(data_file)
        raise
    held = Held(**asdict(look(source)) | contents | {"problem": ""})
    return Prepared(
        held=held,
        token=secrets.token_hex(16),
        counts=report.counts,
        totals=totals,
        problems=report.problems[:_MOST_PROBLEMS],
        beyond=beyond,
        is_other=is_other,
    )


def refuse_taken(data_file: Path) -> None:
    """Raises StorageProblem where a data file, or the diary of one, is there already."""
    for path in (data_file, diary_path(data_file)):
        if path.exists():
            raise StorageProblem(_("Ya hay un archivo {name}. Elija otro nombre.").format(name=path.name))


def unsound(problems: Sequence[str]) -> StorageProblem:
    """That a copy did not pass its check, and why."""
    return StorageProblem(_("La copia no pasó la comprobación: {problem}").format(problem=problems[0]))


def place(data_file: Path) -> None:
    """What was made ready gets its name, where there was no file before. Raises StorageProblem where there is one."""
    refuse_taken(data_file)
    prepared = swap.prepared_path(data_file)
    os.rename(prepared, data_file)
    os.rename(diary_path(prepared), diary_path(data_file))
    sync_folder(data_file.parent)


def _refuse_without_room(size: int, folder: Path) -> None:
    if size > LARGEST:
        raise StorageProblem(_("El archivo es demasiado grande para ser una copia de este programa. No se tocó nada."))
    needed, free = 2 * size + _CHUNK, shutil.disk_usage(folder).free
    if needed > free:
        raise StorageProblem(
            _("No alcanza el espacio del disco: hacen falta {needed} MB y hay {free} MB. Borre lo que no use.").format(
                needed=needed // 1_000_000 + 1, free=free // 1_000_000
            )
        )


def _bring(source: Path, target: Path, secret: str, tell: Tell) -> sealed.Header | None:
    """Onto the disk, opened where it is sealed, and synced; gives what a sealed one says of itself."""
    if source.suffix == sealed.SUFFIX:
        header = sealed.read_header(source)
        _refuse_without_room(header.content_size, target.parent)
        return sealed.open_sealed(source, secret, target, lambda done, whole: tell("open", done, whole))
    size = source.stat().st_size
    _refuse_without_room(size, target.parent)
    copy_file(source, target, lambda done, whole: tell("copy", done, whole))
    return None


def _totals(db: Connection) -> list[Total]:
    found = db.execute(
        "SELECT kind, currency, count(*), sum(total) FROM receipts"
        " WHERE id NOT IN (SELECT receipt_id FROM receipt_annulments) GROUP BY kind, currency ORDER BY kind, currency"
    )
    return [Total(*row) for row in found]


# what the copy does not know


def known_beyond(data_file: Path, copy: Connection) -> tuple[list[Entry], bool]:
    """What the diary beside the data file, and those kept aside when a copy was put back before, know and the copy does
    not; and whether the diary is of other books, which then count for nothing."""
    found: dict[bytes, Entry] = {}
    is_other = False
    diary = diary_path(data_file)
    kept = sorted(data_file.parent.glob(f"{glob.escape(data_file.stem)}-antes-de-restaurar-*{diary.suffix}"))
    for path in (diary, *kept):
        if not path.exists():
            continue
        if is_of(path, copy):
            found |= {entry.hash: entry for entry in _unknown(copy, legible(path))}
        elif path == diary:
            is_other = is_begun(path)
    return together(found.values()), is_other


def together(*known: Iterable[Entry]) -> list[Entry]:
    """Each seal once, in their order."""
    found = {entry.hash: entry for part in known for entry in part}
    return sorted(found.values(), key=lambda entry: entry.seal_id)


def _read_present(data_file: Path, copy: Connection) -> list[Entry]:
    """What can be read of a data file that does not open; nothing where it is too damaged for that."""
    if not data_file.exists():
        return []
    try:
        refuse_foreign(data_file)
        with closing(open_still(data_file)) as present:
            is_ours = schema_fingerprint(present) == SCHEMA_FINGERPRINT
            return beyond_of_file(present, copy) if is_ours else []
    except (UserError, DatabaseError):
        return []


def beyond_of_file(present: Connection, copy: Connection) -> list[Entry]:
    """The same of the file in use: all after the last seal that both have."""
    if chain.installation(present) != chain.installation(copy):
        return []
    return list(_unknown(copy, seals_after(present, _last_common(present, copy))))


def _last_common(present: Connection, copy: Connection) -> int:
    """Each seal holds the one before it: what two chains have in common is their beginning, found by halving."""
    low, high = 0, min(rows.value(db, "SELECT coalesce(max(id), 0) FROM seals") for db in (present, copy))
    while low < high:
        middle = (low + high + 1) // 2
        query = "SELECT hash FROM seals WHERE id = ?"
        if rows.value(present, query, (middle,)) == rows.value(copy, query, (middle,)):
            low = middle
        else:
            high = middle - 1
    return low


def _unknown(copy: Connection, known: Iterable[Entry]) -> Iterator[Entry]:
    """Those whose seal the copy does not have, and that it did not lose itself already."""
    lost = {str(digest) for (digest,) in copy.execute("SELECT seal_hash FROM lost_documents")}
    newest = rows.value(copy, "SELECT coalesce(max(id), 0) FROM seals")
    for entry in known:
        has = entry.seal_id <= newest and rows.value(copy, "SELECT hash FROM seals WHERE id = ?", (entry.seal_id,))
        if has != entry.hash and entry.hash.hex() not in lost:
            yield entry


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Why a copy is put back, and by whom."""

    reason: str
    user: str
    approved_by: str
    """The second person; empty where nobody has a password."""
    at: str
    """UTC, ISO."""


def decide(data_file: Path, prepared: Prepared, lost: Iterable[Entry], decision: Decision, diary_end: int) -> str:
    """Writes into the prepared file that it was put back and what is lost by it, sealed; then the note by which it is
    put in its place when the data file is next opened. Gives the name under which the present file is kept.

    ``diary_end``: the newest seal in the present diary when ``lost`` was found.
    """
    with world_faults():
        kept_as = swap.free_name(data_file)
        _write_into(swap.prepared_path(data_file), prepared, list(lost), decision, kept_as)
        swap.decide(data_file, kept_as, diary_end)
    return kept_as


def _write_into(target: Path, prepared: Prepared, lost: list[Entry], decision: Decision, kept_as: str) -> None:
    connection = connect(target, keeps_copy=False)
    file = DataFile(target, connection)
    try:
        file.diary = open_diary(target, connection)
        with file.transaction(decision.user, decision.at) as db:
            if rows.value(db, "SELECT 1 FROM restorations WHERE token = ?", (prepared.token,)) is None:
                _write_down(db, prepared, lost, decision, kept_as)
        file.checkpoint()
    finally:
        file.close()
    _refuse_unfinished(target)


def _refuse_unfinished(prepared: Path) -> None:
    """SQLite closes a file without a word where its log could not be moved into it, and the log would stay behind when
    the file gets its name. So the log is moved before, which says what is wrong, and here is looked."""
    if prepared.with_name(f"{prepared.name}-wal").exists():
        raise StorageProblem(_("El disco no respondió: la copia no quedó lista. Revise el disco e intente otra vez."))


def _write_down(db: Connection, prepared: Prepared, lost: list[Entry], decision: Decision, kept_as: str) -> None:
    held = prepared.held
    restoration = rows.insert(
        db,
        "restorations",
        {
            "token": prepared.token,
            "source_name": Path(held.path).name,
            "copy_number": held.number,
            "seal_id": held.seal_id,
            "later_seal_id": max((entry.seal_id for entry in lost), default=held.seal_id),
            "kept_as": kept_as,
            "reason": decision.reason,
            "approved_by": decision.approved_by,
            "user": decision.user,
            "recorded_at": decision.at,
        },
    )
    for entry in lost:
        rows.insert(
            db,
            "lost_documents",
            {
                "restoration_id": restoration,
                "subject": entry.subject,
                "number_text": entry.number_text,
                "issued_on": entry.issued_on,
                "amount_text": entry.amount_text,
                "seal_hash": entry.hash.hex(),
            },
        )
    chain.seal(db, chain.RESTORATION, restoration)
