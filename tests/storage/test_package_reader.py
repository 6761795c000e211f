"""A package is hostile until it was checked: each thing that may be wrong with one is told, and nothing is taken."""

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ananea_desktop.domain import packages
from ananea_desktop.domain.packages import Package, PackageRefused
from ananea_desktop.operations.sample_central import SampleCooperative, sample_cooperatives, sample_package
from ananea_desktop.storage import package_reader
from ananea_desktop.storage.package_reader import check_package, read_package
from ananea_desktop.storage.package_writer import (
    DESCRIPTOR,
    SIGNATURE,
    canonical,
    signature_text,
    write_package,
    zipped,
)


def known(_code: str, _key: str) -> str:
    return ""


@pytest.fixture(scope="module")
def cooperative() -> SampleCooperative:
    return sample_cooperatives(1)[0]


@pytest.fixture(scope="module")
def content(cooperative: SampleCooperative) -> bytes:
    return sample_package(cooperative, 2025).content


@pytest.fixture(scope="module")
def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signed_anew(cooperative: SampleCooperative, files: dict[str, bytes], descriptor: bytes) -> bytes:
    """With a right signature over whatever the description now says."""
    signature = signature_text(cooperative.code, cooperative.public_key, cooperative.key.sign(descriptor))
    return zipped({**files, DESCRIPTOR: descriptor, SIGNATURE: signature.encode()})


def with_said(cooperative: SampleCooperative, files: dict[str, bytes], change: Callable[[Any], object]) -> bytes:
    descriptor = json.loads(files[DESCRIPTOR])
    change(descriptor)
    return signed_anew(cooperative, files, canonical(descriptor))


def with_rows(cooperative: SampleCooperative, table: str, change: Callable[[list[Any]], list[Any]]) -> Package:
    package = sample_package(cooperative, 2025).package
    return replace(package, rows={**package.rows, table: change(list(package.rows[table]))})


def test_what_was_written_is_read_back(cooperative: SampleCooperative, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert read_package(path, known) == sample_package(cooperative, 2025).package


def test_equal_books_give_equal_bytes(cooperative: SampleCooperative, content: bytes) -> None:
    assert sample_package(cooperative, 2025).content == content
    assert sample_package(cooperative, 2024).content != content


def test_every_changed_byte_is_told(content: bytes) -> None:
    """One in each stretch of the file, head, names and list of the zip too."""
    whole = check_package(content, known)
    for at in range(0, len(content), 97):
        changed = content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :]
        try:
            assert check_package(changed, known) == whole, at  # a time or flag of the zip that says nothing
        except PackageRefused as problem:
            assert problem.sentence


def test_a_cut_or_longer_file_is_told(content: bytes) -> None:
    for changed in (b"", b"PK\x03\x04", content[:1000], content[:-1], content[: len(content) // 2], content + b"x"):
        with pytest.raises(PackageRefused):
            check_package(changed, known)


def test_an_unknown_key_is_told_before_anything_is_read(content: bytes) -> None:
    with pytest.raises(PackageRefused, match="no está registrada"):
        check_package(content, lambda _code, _key: "no está registrada")


def test_a_compressed_package_is_no_package(files: dict[str, bytes]) -> None:
    """So that none is larger than it looks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in {**files, "data/money.csv": b"0" * 50_000_000}.items():
            archive.writestr(name, each)
    with pytest.raises(PackageRefused, match="No es un paquete"):
        check_package(buffer.getvalue(), known)


def test_names_within_are_never_paths(cooperative: SampleCooperative, files: dict[str, bytes]) -> None:
    for name in ("../../fuera.csv", "/etc/passwd", "data/otra.csv", "C:\\x.csv"):
        with pytest.raises(PackageRefused, match="le sobran"):
            check_package(zipped({**files, name: b"x"}), known)
    with pytest.raises(PackageRefused, match="faltan archivos"):
        check_package(zipped({name: each for name, each in files.items() if name != "data/money.csv"}), known)


def test_thousands_of_files_are_not_even_listed() -> None:
    content = zipped({f"{number}.csv": b"x" for number in range(2000)})
    with pytest.raises(PackageRefused, match="No es un paquete"):
        check_package(content, known)


def test_a_list_that_lies_about_its_length_is_told(content: bytes) -> None:
    end = bytearray(content[-22:])
    struct.pack_into("<H", end, 10, 1)
    struct.pack_into("<H", end, 8, 1)
    with pytest.raises(PackageRefused):
        check_package(content[:-22] + bytes(end), known)


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_reader, "LARGEST", 1000)
    path = tmp_path / "x.zip"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(PackageRefused, match="demasiado grande"):
        read_package(path, known)


def test_a_table_changed_after_signing_is_told(files: dict[str, bytes]) -> None:
    changed = files["data/funds.csv"].replace(b"Prima", b"Primo")
    with pytest.raises(PackageRefused, match="se dañó"):
        check_package(zipped({**files, "data/funds.csv": changed}), known)


def test_a_signature_of_another_is_told(cooperative: SampleCooperative, files: dict[str, bytes]) -> None:
    other = sample_cooperatives(2)[1]
    by_other = signature_text(other.code, other.public_key, other.key.sign(files[DESCRIPTOR]))
    with pytest.raises(PackageRefused, match="firmado por otra cooperativa"):
        check_package(zipped({**files, SIGNATURE: by_other.encode()}), known)
    in_my_name = signature_text(cooperative.code, cooperative.public_key, other.key.sign(files[DESCRIPTOR]))
    with pytest.raises(PackageRefused, match="se dañó"):
        check_package(zipped({**files, SIGNATURE: in_my_name.encode()}), known)


@pytest.mark.parametrize(
    "signature",
    [b"", b"x", b"\xff\xfe", b"ananea-firma-1\n1\n2\n3\n", b"ananea-firma-1\n20100000009\nAA==\nAA==\n", b"x" * 600],
)
def test_a_signature_that_is_none_is_told(files: dict[str, bytes], signature: bytes) -> None:
    with pytest.raises(PackageRefused):
        check_package(zipped({**files, SIGNATURE: signature}), known)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda said: said["ananea"]["totals"]["money"].update(soles=1), "Las sumas"),
        (lambda said: said["ananea"].update(format="ananea-paquete-2"), "otra versión"),
        (lambda said: said["ananea"].update(code="20100000009"), "otra cooperativa"),
        (lambda said: said["ananea"].update(year=2024), "otro año"),
        (lambda said: said["ananea"].update(number=7), "otro número"),
        (lambda said: said["ananea"].update(number=True), "No es un paquete"),
        (lambda said: said["ananea"].update(number=0), "No es un paquete"),
        (lambda said: said["ananea"].update(with_names=True), "faltan archivos"),
        (lambda said: said.update(created="ayer"), "No es un paquete"),
        (lambda said: said.update(created="9999-12-31T23:59:59+00:00"), "No es un paquete"),
        (lambda said: said.update(created="0001-01-01T00:00:00+00:00"), "No es un paquete"),
        (lambda said: said["ananea"].update(program="1\x00"), "No es un paquete"),
        (lambda said: said.pop("ananea"), "No es un paquete"),
        (lambda said: said["resources"].pop(), "No es un paquete"),
        (lambda said: said["resources"].reverse(), "se dañó"),
        (lambda said: said["resources"][4]["schema"].update(primaryKey=["soles"]), "No es un paquete"),
        (lambda said: said["resources"][4]["schema"]["fields"][1].update(type="any"), "No es un paquete"),
    ],
)
def test_what_the_description_says_is_held_to(
    cooperative: SampleCooperative, files: dict[str, bytes], change: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(PackageRefused, match=told):
        check_package(with_said(cooperative, files, change), known)


@pytest.mark.parametrize(
    "descriptor",
    [b"{", b"[]", b"[" * 100_000, b'{"a":1,"a":2}', b"\xff", b'{"ananea":' + b"9" * 5000 + b"}\n", b"{}\n"],
)
def test_a_description_that_is_none_is_told(
    cooperative: SampleCooperative, files: dict[str, bytes], descriptor: bytes
) -> None:
    with pytest.raises(PackageRefused):
        check_package(signed_anew(cooperative, files, descriptor), known)


_HEADINGS = b"id,name\r\n"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (b"id,nombre\r\n1,x\r\n", "No es un paquete"),
        (_HEADINGS + b"1,x,y\r\n", "no tiene la forma"),
        (_HEADINGS + b"uno,x\r\n", "no puede ser «uno»"),
        (_HEADINGS + b"01,x\r\n", "no puede ser «01»"),
        (_HEADINGS + b"0,x\r\n", "no puede ser «0»"),
        (_HEADINGS + b"9" * 4400 + b",x\r\n", "no puede ser"),
        (_HEADINGS + b"1,\r\n", "no puede ser «»"),
        (_HEADINGS + b"1," + b"x" * 501 + b"\r\n", "no puede ser"),
        (_HEADINGS + b"1," + b"x" * 70_000 + b"\r\n", "no se puede leer"),
        (_HEADINGS + b"1,\x1b[2J\r\n", "no puede ser"),
        (_HEADINGS + b"1,=HYPERLINK(A1)\r\n", "no puede ser «=HYPERLINK(A1)»"),
        (_HEADINGS + b"1,@SUM(A1)\r\n", "no puede ser «@SUM(A1)»"),
        (_HEADINGS + b'1,"x\r\n', "no se puede leer"),
        (_HEADINGS + b"1,\xff\r\n", "no se puede leer"),
        (_HEADINGS + b"1,x\r\n1,y\r\n", "una fila dos veces"),
        (_HEADINGS + b"1,x\r\n", "se nombra algo que no está"),
    ],
)
def test_a_table_holds_what_its_columns_are(
    cooperative: SampleCooperative, files: dict[str, bytes], table: bytes, told: str
) -> None:
    """Signed as if it were ours, with as many rows as it says."""

    def change(said: Any) -> None:
        said["ananea"]["totals"]["headings"]["rows"] = table.count(b"\r\n") - 1
        resource = next(each for each in said["resources"] if each["name"] == "headings")
        resource.update(bytes=len(table), hash=f"sha256:{sha256(table).hexdigest()}")

    with pytest.raises(PackageRefused, match=re.escape(told)):
        check_package(with_said(cooperative, {**files, "data/headings.csv": table}, change), known)


def test_too_many_rows_are_not_read(
    cooperative: SampleCooperative, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MOST_ROWS", 3)
    with pytest.raises(PackageRefused, match="no tiene la forma"):
        check_package(content, known)


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("funds", lambda rows: [(*rows[0][:-1], rows[0][-1] + 1)], "no suma"),
        ("money", lambda rows: [(*rows[0][:-1], rows[0][-1] + 1), *rows[1:]], "no suma"),
        ("projects", lambda rows: [(*rows[0][:8], rows[0][8] + 1, *rows[0][9:]), *rows[1:]], "no suma"),
        ("money", lambda rows: [(rows[0][0], "2024-01", *rows[0][2:]), *rows[1:]], "no son de su año"),
        ("profile", lambda rows: rows * 2, "dos veces"),
        ("profile", lambda rows: [], "de qué cooperativa es"),
        ("profile", lambda rows: [(*rows[0][:9], "2024-12-31", *rows[0][10:])], "no son de su año"),
        ("purchases", lambda rows: [(each, "x", 1, 2**53) for each in range(1, 1030)], "«soles» suma más"),
    ],
)
def test_what_does_not_add_up_is_neither_written_nor_taken(
    cooperative: SampleCooperative, table: str, change: Callable[[list[Any]], list[Any]], told: str
) -> None:
    with pytest.raises(PackageRefused, match=told):
        write_package(with_rows(cooperative, table, change), cooperative.key.sign)


def test_no_package_tells_of_days_after_it_was_made(cooperative: SampleCooperative) -> None:
    """Of the year 9998 it would stand before all others for as long as the Central lives."""
    package = sample_package(cooperative, 9998).package
    early = replace(package, version=replace(package.version, made_at="2026-04-15T10:00:00+00:00"))
    with pytest.raises(PackageRefused, match="días posteriores"):
        write_package(early, cooperative.key.sign)
