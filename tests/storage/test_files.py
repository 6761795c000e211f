"""A file is written whole or not at all, and what went wrong is told in a sentence."""

from pathlib import Path

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.storage.files import part_file, write_file_safely


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_new_file_takes_the_place_of_the_older(tmp_path: Path) -> None:
    (tmp_path / "recibo.pdf").write_bytes(b"older and longer")
    write_file_safely(tmp_path / "recibo.pdf", b"newer")
    assert contents(tmp_path) == {"recibo.pdf": b"newer"}


def test_part_left_by_a_crash_is_no_hindrance(tmp_path: Path) -> None:
    part_file(tmp_path / "recibo.pdf").write_bytes(b"half of an older one, longer than the newer")
    write_file_safely(tmp_path / "recibo.pdf", b"newer")
    assert contents(tmp_path) == {"recibo.pdf": b"newer"}


@pytest.mark.parametrize("content", [b"small", bytes(1_000_000)])
def test_full_disk_keeps_the_older_file_and_leaves_no_part(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "recibo.pdf"
    target.write_bytes(b"older")
    part_file(target).symlink_to("/dev/full")  # the kernel itself says that the disk is full
    with pytest.raises(StorageProblem, match="el disco está lleno"):
        write_file_safely(target, content)
    assert contents(tmp_path) == {"recibo.pdf": b"older"}


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="la carpeta ya no está"):
        write_file_safely(tmp_path / "usb" / "recibo.pdf", b"newer")


def test_folder_in_the_place_of_the_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "recibo.pdf").mkdir()
    with pytest.raises(StorageProblem, match="No se guardó «recibo"):
        write_file_safely(tmp_path / "recibo.pdf", b"newer")
    assert [each.name for each in tmp_path.iterdir()] == ["recibo.pdf"]


def test_too_long_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="demasiado largo"):
        write_file_safely(tmp_path / ("ñ" * 200 + ".pdf"), b"newer")
    assert contents(tmp_path) == {}


def test_a_file_without_a_name_is_said_to_lack_it() -> None:
    with pytest.raises(StorageProblem, match="Falta el nombre"):
        write_file_safely(Path(""), b"x")
