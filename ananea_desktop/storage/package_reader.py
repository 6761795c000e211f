"""Reads a package from a cooperative. Until it was checked it may be anything: sizes, names and counts are held to
their limits first, then the signature by a key that the Central knows, then the hashes, and only then what it says.

``read_package(path, known)`` gives a ``Package`` (domain/packages.py) with its rows by table, in the order of the
table's columns, or raises PackageRefused. It knows nothing of where the rows go: ``values_of`` of
storage/consolidated_tables.py puts code and year before them, as every table there begins. Nothing is written to the
disk, and no name from within the zip is ever used as a path.
"""

import csv
import io
import json
import struct
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ananea_desktop.domain import package_checks, packages
from ananea_desktop.domain.language import _
from ananea_desktop.domain.packages import FORMAT, Cell, Package, PackageRefused, Table, Version
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.package_writer import (
    DESCRIPTOR,
    SIGNATURE,
    SIGNATURE_HEAD,
    canonical,
    csv_path,
    schema,
)

LARGEST = 32 << 20
"""Bytes of a package: that of a cooperative of 100 members has some 60,000."""
_LARGEST_OF = {DESCRIPTOR: 1 << 20, SIGNATURE: 512}
_MOST_FILES = len(packages.TABLES) + len(_LARGEST_OF)
_LARGEST_LIST = 200 * _MOST_FILES
_END = struct.Struct("<4s4H2LH")
_LONGEST_LINE = 64 << 10
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64

Known = Callable[[str, str], str]
"""Given a cooperative's code and a public key (base64), what speaks against it as a sentence; "" where it is known."""


def read_package(path: Path, known: Known) -> Package:
    """The package in a file, checked. Raises PackageRefused, StorageProblem where it cannot be read."""
    if not path.is_file():  # a stick that was pulled, a folder; what never ends is not read either
        raise PackageRefused(_("No hay un archivo «{name}».").format(name=path.name))
    with world_faults():
        size = path.stat().st_size
        content = b"" if size > LARGEST else path.read_bytes()
    if size > LARGEST:
        raise PackageRefused(_("Es demasiado grande para ser un paquete de una cooperativa."))
    return check_package(content, known)


def check_package(content: bytes, known: Known) -> Package:
    """The same of what was read."""
    files = _files(content)
    code, public_key = _refuse_unsigned(files, known)
    descriptor = _read_descriptor(files[DESCRIPTOR])
    try:
        head = _Head(descriptor)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_ours() from error
    if (head.code, head.public_key) != (code, public_key):
        raise PackageRefused(_("El paquete está firmado por otra cooperativa que la que dice."))
    tables = packages.tables(head.with_names)
    if set(files) != {DESCRIPTOR, SIGNATURE, *(csv_path(table) for table in tables)}:
        raise PackageRefused(_("Al paquete le faltan archivos o le sobran."))
    _refuse_other_tables(descriptor, tables, files)
    rows = {table.name: _read_table(table, files[csv_path(table)]) for table in tables}
    if descriptor["ananea"]["totals"] != packages.totals(rows, head.with_names):
        raise PackageRefused(_("Las sumas que dice el paquete no son las de sus tablas."))
    package = Package(
        code=code,
        year=head.year,
        version=Version(head.number, head.made_at, sha256(files[DESCRIPTOR]).hexdigest()),
        public_key=public_key,
        is_sample=head.is_sample,
        with_names=head.with_names,
        program=head.program,
        rows=rows,
    )
    package_checks.refuse_untrue(package)
    return package


def _not_ours() -> PackageRefused:
    return PackageRefused(_("No es un paquete de una cooperativa hecho con este programa."))


def _changed() -> PackageRefused:
    return PackageRefused(_("El paquete se cambió o se dañó después de firmarlo. Pida que lo copien otra vez."))


# the zip


def _files(content: bytes) -> dict[str, bytes]:
    """What is in the zip by name: as many files as there may be, stored and not compressed, none twice."""
    count = _refuse_odd_end(content)
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 or info.filename in found:
                    raise _not_ours()
                if not 0 < info.file_size <= min(len(content), _LARGEST_OF.get(info.filename, LARGEST)):
                    raise _not_ours()
                found[info.filename] = archive.read(info)
            # fewer than it says, or files that lie over each other
            if len(found) != count or sum(map(len, found.values())) > len(content):
                raise _not_ours()
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        struct.error,
        RuntimeError,
    ) as error:
        raise _changed() from error
    if not {DESCRIPTOR, SIGNATURE} <= set(found):
        raise _not_ours()
    return found


def _refuse_odd_end(content: bytes) -> int:
    """How many files there are, by the last bytes: neither they nor their list may be more than ours are."""
    if not content.startswith(b"PK\x03\x04") or len(content) < _END.size:
        raise _not_ours()
    mark, _disk, _first, here, count, length, start, comment = _END.unpack(content[-_END.size :])
    if mark != b"PK\x05\x06" or comment or here != count:
        raise _changed()
    if count > _MOST_FILES or length > _LARGEST_LIST or start + length + _END.size != len(content):
        raise _not_ours()
    return int(count)


# the signature


def _refuse_unsigned(files: Mapping[str, bytes], known: Known) -> tuple[str, str]:
    """Whose it is and by which key it is signed. Raises PackageRefused unless the key is known and the signature
    right."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        head, code, public_key, signature, rest = files[SIGNATURE].decode("ascii").split("\n")
        key, signed = b64decode(public_key, validate=True), b64decode(signature, validate=True)
    except ValueError as error:
        raise _not_ours() from error
    if head != SIGNATURE_HEAD or rest or not packages.is_code(code):
        raise _not_ours()
    if len(key) != _KEY_BYTES or len(signed) != _SIGNATURE_BYTES:
        raise _not_ours()
    problem = known(code, public_key)
    if problem:
        raise PackageRefused(problem)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed, files[DESCRIPTOR])
    except InvalidSignature as error:
        raise _changed() from error
    return code, public_key


# the description


class _Head:
    """What a descriptor says of the package as a whole. Raises KeyError, TypeError, ValueError or AttributeError."""

    def __init__(self, descriptor: Mapping[str, Any]) -> None:
        said = descriptor["ananea"]
        if said["format"] != FORMAT:
            raise PackageRefused(_("El paquete es de otra versión del programa. Instale la versión nueva."))
        self.code, self.public_key, self.program = str(said["code"]), str(said["public_key"]), str(said["program"])
        self.year, self.number = said["year"], said["number"]
        self.is_sample, self.with_names = said["is_sample"], said["with_names"]
        self.made_at = str(descriptor["created"])
        flags = isinstance(self.is_sample, bool), isinstance(self.with_names, bool)
        if type(self.year) is not int or type(self.number) is not int or not all(flags):
            raise TypeError
        is_short = len(self.program) <= packages.LONGEST and self.program.isprintable()  # PostgreSQL keeps no NUL
        if not 0 < self.number <= packages.MOST_ROWS or not is_short:
            raise ValueError
        made = datetime.fromisoformat(self.made_at)
        moment = made.isoformat(timespec="seconds")
        if moment != self.made_at or not moment.endswith("+00:00"):  # as texts they are compared
            raise ValueError
        if not packages.is_year(made.year):  # the day before and the day after are counted with
            raise ValueError


def _read_descriptor(content: bytes) -> dict[str, Any]:
    """Only as it is written by us: one name once, in order."""
    try:
        found = json.loads(content)
        is_ours = isinstance(found, dict) and canonical(found) == content
    except (ValueError, RecursionError) as error:
        raise _not_ours() from error
    if not is_ours:
        raise _not_ours()
    return dict(found)


def _refuse_other_tables(descriptor: Mapping[str, Any], tables: tuple[Table, ...], files: Mapping[str, bytes]) -> None:
    """The files are those that were signed, and described as the tables that we know."""
    told = descriptor.get("resources")
    if not isinstance(told, list) or len(told) != len(tables):
        raise _not_ours()
    for table, resource in zip(tables, told, strict=True):
        content = files[csv_path(table)]
        wanted = {"name": table.name, "path": csv_path(table), "bytes": len(content), "encoding": "utf-8"}
        if not isinstance(resource, dict) or any(resource.get(name) != value for name, value in wanted.items()):
            raise _not_ours() if not isinstance(resource, dict) else _changed()
        if resource.get("hash") != f"sha256:{sha256(content).hexdigest()}":
            raise _changed()
        if _bones(resource.get("schema")) != _bones(schema(table)):
            raise _not_ours()


def _bones(found: Any) -> Any:
    """What of a Table Schema decides how the file is read; its words may change."""
    try:
        fields = [(each["name"], each["type"]) for each in found["fields"]]
        return fields, found["primaryKey"], found.get("foreignKeys", [])
    except (KeyError, TypeError, AttributeError):
        return None


# the rows


def _read_table(table: Table, content: bytes) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    columns = table.columns
    try:
        lines = io.StringIO(content.decode("utf-8"), newline="")
        reader = csv.reader(_short(lines), strict=True)
        if tuple(next(reader, ())) != table.names:
            raise _not_ours()
        for texts in reader:
            if len(texts) != len(columns) or len(rows) >= packages.MOST_ROWS:
                raise PackageRefused(_("La tabla «{table}» no tiene la forma que debe.").format(table=table.name))
            rows.append(
                tuple(package_checks.cell_of(text, table, column) for text, column in zip(texts, columns, strict=True))
            )
    except (csv.Error, UnicodeDecodeError) as error:
        raise PackageRefused(_("La tabla «{table}» no se puede leer.").format(table=table.name)) from error
    return rows


def _short(lines: io.StringIO) -> Iterator[str]:
    """No line longer than any of ours."""
    while line := lines.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE:
            raise csv.Error("too long a line")
        yield line
