"""Sealed copies: opened by either holder and by nobody else; no bit of them changes unseen; the header is clear."""

import random
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import pytest

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.storage import sealed
from tests.faults.full_disk import no_file_longer_than

CONTENT = random.Random(3).randbytes(150_000)
NUMBERS = (("income", "A", 120), ("expense", "A", 33))


@pytest.fixture
def keys() -> list[pyrage.x25519.Identity]:
    return [pyrage.x25519.Identity.generate() for _each in range(2)]


@pytest.fixture
def copy(tmp_path: Path, keys: list[pyrage.x25519.Identity]) -> Path:
    plain = tmp_path / "ananea.db"
    plain.write_bytes(CONTENT)
    target = tmp_path / "ananea-copia-000007-2026-11-28.ananea"
    sealed.seal(plain, target, a_header(), [str(each.to_public()) for each in keys])
    return target


def a_header(**changes: object) -> sealed.Header:
    values: dict[str, object] = {
        "number": 7,
        "day": "2026-11-28",
        "program": "0.1.0",
        "schema": 8,
        "installation": "0123456789abcdef",
        "seal_id": 160,
        "seal_hash": "ab" * 32,
        "receipts": 153,
        "history_id": 900,
        "last_numbers": NUMBERS,
        "content_size": len(CONTENT),
    }
    return sealed.Header(**(values | changes))  # type: ignore[arg-type]


def test_either_holder_opens_it(copy: Path, keys: list[pyrage.x25519.Identity], tmp_path: Path) -> None:
    for number, key in enumerate(keys):
        opened = tmp_path / f"opened-{number}.db"
        header = sealed.open_sealed(copy, str(key).lower(), opened)
        assert opened.read_bytes() == CONTENT
        assert (header.number, header.last_numbers, header.receipts) == (7, NUMBERS, 153)


def test_another_key_is_refused_and_leaves_nothing(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="Esta llave no es de la copia"):
        sealed.open_sealed(copy, str(pyrage.x25519.Identity.generate()), tmp_path / "opened.db")
    assert not (tmp_path / "opened.db").exists()


def test_the_header_is_clear_and_says_how_to_open_it_without_the_program(
    copy: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    block = copy.read_bytes()[: sealed.HEADER_SIZE]
    assert b"tail -c +4097" in block and b"age -d -i" in block
    assert pyrage.decrypt(copy.read_bytes()[sealed.HEADER_SIZE :], [keys[0]]) == CONTENT
    header = sealed.read_header(copy)
    assert header.holders == tuple(sealed.fingerprint(str(each.to_public())) for each in keys)
    assert header.sealed_size == copy.stat().st_size - sealed.HEADER_SIZE


def test_no_bit_changes_unseen(copy: Path, keys: list[pyrage.x25519.Identity], tmp_path: Path) -> None:
    whole = copy.read_bytes()
    chance = random.Random(5)
    places = [*range(0, sealed.HEADER_SIZE, 41), *(chance.randrange(len(whole)) for _each in range(60)), len(whole) - 1]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(changed)
        with pytest.raises(StorageProblem, match=r"está dañada|no es una copia sellada"):
            sealed.open_sealed(copy, str(keys[0]), tmp_path / "opened.db")
        assert not (tmp_path / "opened.db").exists()


@pytest.mark.parametrize("length", [0, 10, 4000, 4096, 5000, -1])
def test_a_copy_that_was_cut_is_refused(copy: Path, length: int) -> None:
    copy.write_bytes(copy.read_bytes()[:length])
    with pytest.raises(StorageProblem, match=r"está dañada|no es una copia sellada"):
        sealed.read_header(copy)


def test_what_is_hostile_in_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ananea"
    for line in (b"[" * 3900, b"1", b"{}", b'{"number": 1e999}', b"\xff", b'"' + b"a" * 3000 + b'"'):
        rest = (line + b"\n").ljust(sealed.HEADER_SIZE - len(b"ANANEA COPIA SELLADA 1\n") - 65)
        path.write_bytes(b"ANANEA COPIA SELLADA 1\n" + sha256(rest).hexdigest().encode() + b"\n" + rest)
        with pytest.raises(StorageProblem, match="está dañada"):
            sealed.read_header(path)


def test_a_header_that_lies_about_its_content_is_found_when_it_is_opened(
    tmp_path: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    plain = tmp_path / "ananea.db"
    plain.write_bytes(CONTENT)
    lies: list[dict[str, Any]] = [{"content_sha256": "0" * 64}, {"content_size": 1000}, {"content_size": 150_001}]
    for lie in lies:
        target = tmp_path / "lie.ananea"
        header = sealed.seal(plain, target, a_header(), [str(keys[0].to_public())])
        sealed_part = target.read_bytes()[sealed.HEADER_SIZE :]
        target.write_bytes(sealed.header_bytes(replace(header, **lie)) + sealed_part)
        with pytest.raises(StorageProblem, match="está dañada"):
            sealed.open_sealed(target, str(keys[0]), tmp_path / "opened.db")
        assert not (tmp_path / "opened.db").exists()


def test_of_very_many_series_the_newest_are_told(tmp_path: Path, keys: list[pyrage.x25519.Identity]) -> None:
    plain = tmp_path / "ananea.db"
    plain.write_bytes(CONTENT)
    many = tuple(("income", f"2026-{number}", number) for number in range(500))
    target = tmp_path / "many.ananea"
    sealed.seal(plain, target, a_header(last_numbers=many), [str(keys[0].to_public())])
    told = sealed.read_header(target).last_numbers
    assert 20 < len(told) < 500 and told == many[-len(told) :]


def test_a_full_disk_is_told_as_such(copy: Path, keys: list[pyrage.x25519.Identity], tmp_path: Path) -> None:
    with no_file_longer_than(100_000), pytest.raises(StorageProblem, match="disco está lleno"):
        sealed.open_sealed(copy, str(keys[0]), tmp_path / "opened.db")
    assert not (tmp_path / "opened.db").exists()
    with no_file_longer_than(100_000), pytest.raises(OSError, match="File too large"):
        sealed.seal(tmp_path / "ananea.db", tmp_path / "y", a_header(), [str(keys[0].to_public())])


def test_the_key_is_found_in_a_key_file(tmp_path: Path, keys: list[pyrage.x25519.Identity]) -> None:
    path = tmp_path / "llave.txt"
    path.write_text(f"# created: 2026-11-28\n# public key: {keys[0].to_public()}\n{keys[0]}\n")
    assert sealed.key_in_file(path) == str(keys[0])
    path.write_bytes(b"\x00\xff nothing")
    with pytest.raises(UserError, match="no hay ninguna llave"):
        sealed.key_in_file(path)
