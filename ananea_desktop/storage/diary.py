"""The diary beside the data file: one synced line for each seal, never changed, so that an older file betrays itself.

Each line: number of the seal, what was sealed, its number, date, amount, and the hash, apart by tabs; and at its end
the first 16 characters of SHA-256 over the line before and this one, by which a torn or changed line is known.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage.chain import RECEIPT, installation
from ananea_desktop.storage.errors import damaged
from ananea_desktop.storage.files import write_file_safely

_HEADING = "diario de ananea, forma 1"
_CHECK_LENGTH = 16
_LONGEST_LINE = 1000
"""Bytes; far more than any line has."""
_TAIL = 65_536
"""Bytes: some hundred lines, more than one act adds."""


class Entry(NamedTuple):
    """One line of the diary."""

    seal_id: int
    subject: str
    hash: bytes
    number_text: str = ""
    """The document's kind and number: ``in 001-000123``; of what has none again the subject."""
    issued_on: str = ""
    """ISO; empty of what has no day of its own."""
    amount_text: str = ""
    """``PEN 5000``, in céntimos; empty of what has no amount."""


@dataclass
class Diary:
    """The diary of one data file, open for as long as the file is."""

    path: Path
    last: int = 0
    """The seal that the last line tells of; 0 before the first."""
    _check: str = ""
    _is_unsure: bool = False
    """After a fault: what was being added may stand there whole, in part or not at all."""

    def follow(self, db: Connection) -> None:
        """Adds a line for each seal it does not have yet, and syncs.

        Raises OSError, and StorageProblem where the file is damaged: nothing of it then goes into the diary.
        """
        if self._is_unsure:
            end = _end_of(self.path)
            _cut(self.path, end)
            self.last, self._check, self._is_unsure = end.last, end.check, False
        found = db.execute(_NEW_SEALS, (self.last,)).fetchall()
        if found:
            last, check, lines = self.last, self._check, []
            for seal_id, *words, digest in found:
                if not isinstance(digest, bytes):
                    raise damaged()
                content = "\t".join((str(seal_id), *map(str, words), digest.hex()))
                check = _check_of(check, content)
                lines.append(f"{content}\t{check}\n")
                last = seal_id
            self._is_unsure = True
            _append(self.path, "".join(lines).encode())
            self.last, self._check, self._is_unsure = last, check, False


# the receipt of an annulment is that of its subject_id too, and so with constancias and hand-outs; these have no amount
_NEW_SEALS = """SELECT seals.id, subject,
        coalesce(receipts.kind || ' ' || series || '-' || printf('%06d', receipts.number),
            'constancia ' || printf('%06d', certificates.number),
            hand_outs.kind || ' ' || printf('%06d', hand_outs.number),
            member_certificates.kind || ' ' || printf('%06d', member_certificates.number), subject),
        coalesce(receipts.issued_on, certificates.issued_on, handed_on, member_certificates.issued_on, ''),
        coalesce(currency || ' ' || total, ''), seals.hash
    FROM seals
    LEFT JOIN receipts ON receipts.id = subject_id AND subject IN ('receipt', 'annulment')
    LEFT JOIN certificates ON certificates.id = subject_id AND subject LIKE 'certificate%'
    LEFT JOIN hand_outs ON hand_outs.id = subject_id AND subject LIKE 'hand-out%'
    LEFT JOIN member_certificates ON member_certificates.id = subject_id AND subject LIKE 'member certificate%'
    WHERE seals.id > ? ORDER BY seals.id"""


def seals_after(db: Connection, seal_id: int) -> Iterator[Entry]:
    """What a diary that ends at this seal would be told next."""
    for number, subject, text, day, amount, digest in db.execute(_NEW_SEALS, (seal_id,)):
        yield Entry(number, subject, bytes(digest), text, day, amount)


def diary_path(data_file: Path) -> Path:
    return data_file.with_suffix(".diario")


def open_diary(data_file: Path, db: Connection) -> Diary:
    """The diary of a data file, made where there is none, and completed where the file is ahead of it.

    Raises StorageProblem where the file is older than its diary, or is not the one the diary tells of.
    """
    path = diary_path(data_file)
    if not path.exists():
        write_file_safely(path, f"{_heading(db)}\n".encode(), is_private=True)  # never there with half a heading
    if not is_of(path, db):
        raise StorageProblem(
            _(
                "El diario {diary} es de otro archivo de datos. No se tocó nada. Ponga en su sitio el archivo de datos"
                " que va con él, o guarde el diario en otra carpeta si empieza de nuevo."
            ).format(diary=path.name)
        )
    end = _end_of(path)
    diary = Diary(path, end.last, end.check)
    _refuse_older(diary, end.torn, db)
    _cut(path, end)
    diary.follow(db)
    return diary


def _heading(db: Connection) -> str:
    return f"{_HEADING}, {installation(db).hex()}"


def is_of(diary: Path, db: Connection) -> bool:
    """Whether a diary tells of this data file, or of one it was copied from. Raises OSError."""
    with diary.open("rb") as stream:
        return stream.readline(_LONGEST_LINE).decode(errors="replace").rstrip("\n") == _heading(db)


def _refuse_older(diary: Diary, torn: int, db: Connection) -> None:
    """A power cut tears only lines of what the file has already: what else is torn was lost with them."""
    (newest,) = db.execute("SELECT coalesce(max(id), 0) FROM seals").fetchone()
    if diary.last + torn > newest:
        missing = sum(entry.subject == RECEIPT for entry in entries(diary.path) if entry.seal_id > newest)
        raise StorageProblem(
            _(
                "Faltan {count} recibos ya emitidos: el archivo de datos es más antiguo que su diario {diary}."
                " No se tocó nada. Busque la copia más nueva y póngala en su sitio."
            ).format(count=missing or diary.last + torn - newest, diary=diary.path.name)
        )


def last_entry(data_file: Path, db: Connection) -> Entry | None:
    """What the last line of the diary tells; None where there is no diary of this file, or where that line is not
    whole or was changed: it says nothing then of the file. Raises OSError."""
    path = diary_path(data_file)
    if not path.exists() or not is_of(path, db):
        return None
    with path.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - 2 * _LONGEST_LINE))
        lines = stream.read().decode(errors="replace").split("\n")
    if len(lines) < 3:  # the heading, and nothing after it
        return None
    before = lines[-3]
    return _read(f"{lines[-2]}\n", before.rpartition("\t")[2] if "\t" in before else _check_of("", before))[0]


def entries(path: Path) -> Iterator[Entry]:
    """What the lines tell, in order, up to the first that is torn or was changed. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        heading = stream.readline()
        check = _check_of("", heading.rstrip("\n"))
        for line in stream:
            entry, check = _read(line, check)
            if entry is None:
                return
            yield entry


def legible(path: Path) -> Iterator[Entry]:
    """What every whole line tells, also after one that is torn or was changed: people may have the papers of it."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        follows = _check_of("", stream.readline().rstrip("\n"))
        for line in stream:
            entry, follows = _read(line, follows)
            if entry is not None:
                yield entry
            else:
                follows = line.rstrip("\n").rpartition("\t")[2]


def end_of_diary(data_file: Path) -> int:
    """The last seal that the diary beside a data file tells of, read without opening the file. Raises OSError."""
    path = diary_path(data_file)
    return max((entry.seal_id for entry in legible(path)), default=0) if path.exists() else 0


def is_begun(path: Path) -> bool:
    """Whether anything stands in a diary after its heading, whole or not. Raises OSError."""
    with path.open("rb") as stream:
        stream.readline()
        return bool(stream.read(1))


def _read(line: str, check: str) -> tuple[Entry | None, str]:
    """The entry of a line that follows the one with ``check``; None where it is torn or changed."""
    content, _tab, found = line.removesuffix("\n").rpartition("\t")
    expected = _check_of(check, content)
    if not line.endswith("\n") or found != expected:
        return None, check
    words = content.split("\t")
    return Entry(int(words[0]), words[1], bytes.fromhex(words[-1]), *words[2:5]), expected


class _End(NamedTuple):
    """Where the whole lines of a diary end."""

    last: int
    """The seal that the last whole line tells of; 0 where only the heading is there."""
    check: str
    size: int
    """Bytes of the whole lines."""
    torn: int
    """Lines after them that are not whole."""


def _end_of(path: Path) -> _End:
    """What a new line follows. Raises OSError.

    A power cut may tear any part of what was being added, not only its end. A line that somebody changed is left for
    the check to find: there the next lines still follow, and no sector is empty.
    """
    with path.open("rb") as stream:
        start = max(0, stream.seek(0, os.SEEK_END) - _TAIL)
        stream.seek(start)
        tail = stream.read()
    first = tail.find(b"\n") + 1  # the heading, or a line that began before
    before = tail[:first].decode(errors="replace").rstrip("\n")
    follows = check = before.rpartition("\t")[2] if start else _check_of("", before)
    last, place, size = 0, first, first
    while end := tail.find(b"\n", place) + 1:
        line = tail[place:end].decode(errors="replace")
        entry, follows = _read(line, follows)
        if entry is not None:
            last, check, size = entry.seal_id, follows, end
        elif "\0" in line:
            break
        else:
            follows = line.rstrip("\n").rpartition("\t")[2]
        place = end
    if start and not last:
        raise damaged()  # of so many lines none is whole: no power cut does that
    rest = tail[size:]
    return _End(last, check, start + size, rest.count(b"\n") + (not rest.endswith(b"\n") and bool(rest)))


def _cut(path: Path, end: _End) -> None:
    """Takes away what is not whole: the file itself has what it told. Raises OSError."""
    if end.torn:
        with path.open("rb+") as stream:
            stream.truncate(end.size)
            stream.flush()
            os.fsync(stream.fileno())


def _check_of(before: str, content: str) -> str:
    return sha256(f"{before}\n{content}".encode()).hexdigest()[:_CHECK_LENGTH]


def _append(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    size = os.fstat(descriptor).st_size
    try:
        written = 0
        while written < len(content):
            written += os.write(descriptor, content[written:])
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)  # or the next line would follow half of this one
        raise
    finally:
        os.close(descriptor)
