"""The commands of copies: one is made, and what those in a folder hold is said."""

import json
from pathlib import Path

import pytest

from ananea_desktop import commands
from tests.builders import an_office_on_disk, issued


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    return path


def test_a_copy_is_made_listed_read_again_and_found_altered(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usb = tmp_path / "usb"
    assert commands.main(["--file", str(data), "backup", str(usb)]) == 0
    made = Path(capsys.readouterr().out.strip())
    assert made.parent == usb and made.exists()
    assert commands.main(["--file", str(data), "backups", str(usb)]) == 0
    line = capsys.readouterr().out
    assert line.startswith("000001") and "1 documentos" in line and "Recibo de ingreso 001-000001" in line
    assert "sin llave" in line and line.rstrip().endswith("comprobada")
    assert commands.main(["--file", str(data), "backups", str(usb), "--read", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["file"], told["receipts"], told["problem"], told["ours"]) == (made.name, 1, None, True)
    content = bytearray(made.read_bytes())
    content[-100] ^= 1
    made.write_bytes(content)
    assert commands.main(["--file", str(data), "backups", str(usb), "--read"]) == 1
    assert "ya no es lo que se escribió" in capsys.readouterr().out


def test_paths_begin_where_the_command_is_given(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the README has them; the other process is started elsewhere."""
    monkeypatch.chdir(tmp_path)
    assert commands.main(["--file", data.name, "backup", "usb"]) == 0, capsys.readouterr().err
    (made,) = (tmp_path / "usb").iterdir()
    assert commands.main(["--file", data.name, "backups", "usb", "--read"]) == 0
    assert commands.main(["restore", f"usb/{made.name}", "--to", "nuevo.db"]) == 0, capsys.readouterr().err
    assert commands.main(["--file", "nuevo.db", "check"]) == 0


def test_an_empty_folder_and_none_at_all(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--file", str(data), "backups", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Ahí no hay copias.\n"
    assert commands.main(["--file", str(data), "backups", str(tmp_path / "no")]) == 1
    assert "No hay una carpeta" in capsys.readouterr().err
    (tmp_path / "file").write_bytes(b"x")
    assert commands.main(["--file", str(data), "backup", str(tmp_path / "file")]) != 0


def test_help_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert "backup " in told and "backups " in told
