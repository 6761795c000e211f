"""Sealed copies: a clear header of fixed length, and behind it the data file in the age format.

The header says what the copy holds without opening it: nothing personal, and in words how it is opened without this
program. Its second line is the SHA-256 of all that follows it, so that no bit of it changes unseen; the hash of the
sealed part stands within. Whoever can write on the stick can make another header: only opened does a copy prove that it
holds what it says, and ``open_sealed`` compares.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from ananea_desktop.domain import paper_key
from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.files import new_private_file

HEADER_SIZE = 4096
"""Bytes before the sealed part."""
SUFFIX = ".ananea"
"""Not .db: no other program shall take it for a data file, and a double click shall not spoil it."""

_MAGIC = b"ANANEA COPIA SELLADA 1\n"
_HOW = """
Copia sellada del archivo de datos de ananea-desktop. Sin el programa se abre con age (https://age-encryption.org):
  tail -c +{start} COPIA{suffix} | age -d -i CLAVE.txt > ananea.db
CLAVE.txt es una linea que empieza con AGE-SECRET-KEY-1: esta en el papel guardado en sobre sellado.
"""
_NO_COPY = N_("{name} no es una copia sellada de este programa.")
_CHANGED = N_("La copia {name} está dañada: no es lo que se escribió. Use otra copia.")

Tell = Callable[[int, int], object]
"""Bytes done, and of how many."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a sealed copy says of itself."""

    number: int
    day: str
    program: str
    schema: int
    installation: str
    """Which data file it is of: SHA-256 of the installation's code, shortened."""
    seal_id: int
    seal_hash: str
    receipts: int
    history_id: int
    last_numbers: tuple[tuple[str, str, int], ...]
    """Kind, series and last number of the series; of very many, the newest."""
    content_size: int
    content_sha256: str = ""
    sealed_size: int = 0
    sealed_sha256: str = ""
    holders: tuple[str, ...] = ()
    """``fingerprint`` of each public key it is sealed to."""


def fingerprint(public_key: str) -> str:
    """The first 16 hexadecimal digits of a public key's SHA-256."""
    return sha256(public_key.encode()).hexdigest()[:16]


def seal(plain: Path, target: Path, header: Header, public_keys: Sequence[str], tell: Tell = lambda *_: None) -> Header:
    """Writes ``plain`` sealed to ``target``, synced, and gives the header as it was written: with size and hash of both
    the content that was read and the sealed part."""
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(each) for each in public_keys]
    with target.open("wb") as stream, plain.open("rb") as file:
        stream.write(bytes(HEADER_SIZE))
        source = _Source(file)
        sink = _Sink(stream, lambda done: tell(done, header.content_size))
        with _own_faults(sink):
            pyrage.encrypt_io(source, sink, recipients)
        whole = replace(
            header,
            content_size=source.size,
            content_sha256=source.hash.hexdigest(),
            sealed_size=sink.size,
            sealed_sha256=sink.hash.hexdigest(),
            holders=tuple(map(fingerprint, public_keys)),
        )
        stream.seek(0)
        stream.write(header_bytes(whole))
        stream.flush()
        os.fsync(stream.fileno())
    return whole


def read_header(path: Path) -> Header:
    """What a sealed copy says of itself; raises StorageProblem where it is none, or where its header is damaged."""
    with world_faults(), path.open("rb") as stream:
        block = stream.read(HEADER_SIZE)
        size = os.fstat(stream.fileno()).st_size
    if not block.startswith(_MAGIC):
        raise StorageProblem(_(_NO_COPY).format(name=path.name))
    damaged = StorageProblem(_(_CHANGED).format(name=path.name))
    written, _line, rest = block[len(_MAGIC) :].partition(b"\n")
    if len(block) < HEADER_SIZE or written != sha256(rest).hexdigest().encode():
        raise damaged
    try:
        header = _header(json.loads(rest.partition(b"\n")[0]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as fault:
        raise damaged from fault
    if size != HEADER_SIZE + header.sealed_size:
        raise damaged
    return header


def open_sealed(path: Path, secret: str, target: Path, tell: Tell = lambda *_: None) -> Header:
    """Opens a sealed copy into ``target``, synced, and gives its header; ``secret`` as it was typed from the paper.

    Raises paper_key.WrongKey, or StorageProblem: another key, a damaged copy, a full disk. Nothing is then left at
    ``target``, which must not exist before.
    """
    import pyrage

    header = read_header(path)
    identity = pyrage.x25519.Identity.from_str(paper_key.read(secret))
    if fingerprint(str(identity.to_public())) not in header.holders:
        raise StorageProblem(
            _("Esta llave no es de la copia {name}: se selló para otras llaves.").format(name=path.name)
        )
    with world_faults():
        if target.exists():
            raise FileExistsError(target)
        _need_room(target, header.content_size)
        if _hash_of_rest(path) != header.sealed_sha256:
            raise StorageProblem(_(_CHANGED).format(name=path.name))
        try:
            with path.open("rb") as source, new_private_file(target) as stream:
                source.seek(HEADER_SIZE)
                sink = _Sink(stream, lambda done: tell(done, header.content_size), limit=header.content_size)
                with _own_faults(sink):
                    pyrage.decrypt_io(source, sink, [identity])
                stream.flush()
                os.fsync(stream.fileno())
            if (sink.size, sink.hash.hexdigest()) != (header.content_size, header.content_sha256):
                raise StorageProblem(_(_CHANGED).format(name=path.name))
        except (pyrage.DecryptError, ValueError) as fault:
            target.unlink(missing_ok=True)
            raise StorageProblem(_(_CHANGED).format(name=path.name)) from fault
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return header


def key_in_file(path: Path) -> str:
    """The secret key in a key file of age, as it stands there; raises UserError where there is none."""
    with world_faults():
        text = path.read_bytes()[:10_000].decode(errors="replace")
    for line in text.splitlines():
        if line.strip().upper().startswith(paper_key.PREFIX):
            return line.strip()
    raise UserError(
        _("En {name} no hay ninguna llave: falta una línea que empiece con AGE-SECRET-KEY-1.").format(name=path.name)
    )


def _need_room(target: Path, size: int) -> None:
    if shutil.disk_usage(target.parent).free < size:
        raise StorageProblem(
            _("No alcanza el espacio para abrir la copia: se necesitan {size} MB libres.").format(
                size=size // 1_000_000 + 1
            )
        )


def _hash_of_rest(path: Path) -> str:
    with path.open("rb") as stream:
        stream.seek(HEADER_SIZE)
        whole = sha256()
        while block := stream.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


def header_bytes(header: Header) -> bytes:
    """The block in clear. Where there are too many series for it, the oldest are left out."""
    words = _HOW.format(start=HEADER_SIZE + 1, suffix=SUFFIX).encode()
    values = asdict(header)
    room = HEADER_SIZE - len(_MAGIC) - 65 - len(words)
    while len(line := json.dumps(values).encode()) > room:
        values["last_numbers"] = values["last_numbers"][1:]
    rest = (line + words).ljust(HEADER_SIZE - len(_MAGIC) - 65)
    return _MAGIC + sha256(rest).hexdigest().encode() + b"\n" + rest


def _header(values: dict[str, Any]) -> Header:
    known = {each.name: values[each.name] for each in fields(Header)}
    known["last_numbers"] = tuple(
        (str(kind), str(series), int(number)) for kind, series, number in known["last_numbers"]
    )
    known["holders"] = tuple(map(str, known["holders"]))
    for name in ("number", "schema", "seal_id", "receipts", "history_id", "content_size", "sealed_size"):
        if type(known[name]) is not int or not 0 <= known[name] < 1 << 62:
            raise ValueError(name)
    for name in ("day", "program", "installation", "seal_hash", "content_sha256", "sealed_sha256"):
        if type(known[name]) is not str:
            raise ValueError(name)
    datetime.fromisoformat(known["day"]).astimezone()  # it is shown as a day here
    return Header(**known)


class _Source:
    """Reads on, and knows how much and its hash."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.size = 0
        self.hash = sha256()

    def read(self, size: int) -> bytes:
        block = self._stream.read(size)
        self.size += len(block)
        self.hash.update(block)
        return block


class _Sink:
    """Writes on, and knows how much and its hash; keeps the fault of the disk, which pyrage tells only as a text."""

    def __init__(self, stream: IO[bytes], tell: Callable[[int], object], limit: int | None = None) -> None:
        self._stream = stream
        self._tell = tell
        self._limit = limit
        self.size = 0
        self.hash = sha256()
        self.fault: OSError | None = None

    def write(self, block: bytes) -> int:
        if self._limit is not None and self.size + len(block) > self._limit:
            raise ValueError("the copy holds more than its header says")
        try:
            self._stream.write(block)
        except OSError as fault:
            self.fault = fault
            raise
        before, self.size = self.size, self.size + len(block)
        self.hash.update(block)
        if before >> 22 != self.size >> 22:
            self._tell(self.size)
        return len(block)

    def flush(self) -> None:
        self._stream.flush()


@contextmanager
def _own_faults(sink: _Sink) -> Iterator[None]:
    """Raises the disk's own fault in place of pyrage's, which has lost its number."""
    try:
        yield
    except Exception as fault:
        if sink.fault is not None:
            raise sink.fault from fault
        raise
