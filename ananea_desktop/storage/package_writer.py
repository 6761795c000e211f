"""Writes a package for the Central: a zip of CSV files with datapackage.json (Frictionless Data Package, Tabular
profile, Table Schema: specs.frictionlessdata.io) and its signature.

``datapackage.json`` holds the SHA-256 of each file, and ``firma.txt`` the Ed25519 signature (RFC 8032) over exactly the
bytes of datapackage.json. Stored and never compressed, in one order and with one date: equal books give equal bytes
but for number and time, and no package is larger than it looks.
"""

import csv
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from ananea_desktop.domain import package_checks, packages
from ananea_desktop.domain.packages import FORMAT, Package, Table

DESCRIPTOR, SIGNATURE = "datapackage.json", "firma.txt"
SIGNATURE_HEAD = "ananea-firma-1"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_TITLE = "El año de una cooperativa para su Central"


@dataclass(frozen=True)
class Signed:
    """A package as a file."""

    content: bytes
    package: Package
    """With the version that its bytes have."""


def write_package(package: Package, sign: Callable[[bytes], bytes]) -> Signed:
    """The bytes of the zip. Raises PackageRefused where it would be refused by whoever reads it."""
    files = {csv_path(table): csv_bytes(table, package) for table in package.tables}
    descriptor = canonical(_descriptor(package, files))
    package = replace(package, version=replace(package.version, sha256=sha256(descriptor).hexdigest()))
    package_checks.refuse_untrue(package)
    signature = signature_text(package.code, package.public_key, sign(descriptor))
    return Signed(zipped({DESCRIPTOR: descriptor, SIGNATURE: signature.encode(), **files}), package)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as they are, one after the other."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def csv_path(table: Table) -> str:
    return f"data/{table.name}.csv"


def csv_bytes(table: Table, package: Package) -> bytes:
    """As RFC 4180 has it, in UTF-8; nothing for None."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows(["" if cell is None else cell for cell in row] for row in package.rows[table.name])
    return text.getvalue().encode()


def canonical(descriptor: Mapping[str, Any]) -> bytes:
    """The one way in which a descriptor is written: names in order, no spaces, UTF-8, a newline at the end."""
    text = json.dumps(descriptor, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def signature_text(code: str, public_key: str, signature: bytes) -> str:
    """Whose it is and by which key comes first: before that is known nothing else is read."""
    return f"{SIGNATURE_HEAD}\n{code}\n{public_key}\n{b64encode(signature).decode()}\n"


def _descriptor(package: Package, files: Mapping[str, bytes]) -> dict[str, Any]:
    number = package.version.number
    return {
        "profile": "tabular-data-package",
        "name": packages.file_name(package.code, package.year, number).removesuffix(".zip").lower(),
        "title": _TITLE,
        "created": package.version.made_at,
        "ananea": {
            "format": FORMAT,
            "code": package.code,
            "year": package.year,
            "number": number,
            "is_sample": package.is_sample,
            "with_names": package.with_names,
            "program": package.program,
            "public_key": package.public_key,
            "totals": packages.totals(package.rows, package.with_names),
        },
        "resources": [_resource(table, files[csv_path(table)]) for table in package.tables],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": csv_path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """Its Table Schema. Titles and units are in Spanish, the language of who reads it."""
    found: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    references = [column for column in table.columns if column.refers_to]
    if references:
        found["foreignKeys"] = [
            {"fields": [column.name], "reference": {"resource": column.refers_to, "fields": ["id"]}}
            for column in references
        ]
    return found


def _field(column: packages.Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": str(column.kind), "title": column.title}
    if column.unit:
        found["description"] = f"En {column.unit}."
    constraints: dict[str, Any] = {}
    if not column.is_optional:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.least is not None:
        constraints["minimum"] = column.least
    if constraints:
        found["constraints"] = constraints
    return found
