"""The commands of aportaciones: the account of one member, the register, and a certificate."""

from pathlib import Path

import pytest

from ananea_desktop import commands
from ananea_desktop.operations import contribution_certificates
from tests.builders import an_office_on_disk
from tests.operations.test_capital import opened, two_members


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    first, _second = two_members(books)
    opened(books)
    contribution_certificates.issue(books, first)
    books.file.close()
    return path


def on(data_file: Path, *arguments: str) -> int:
    return commands.main(["--file", str(data_file), *arguments])


def test_the_account_of_a_member_is_made_by_document(data_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = data_file.parent / "cuenta.csv"
    assert on(data_file, "capital", "10000001", "--out", str(out)) == 0
    assert out.read_text(encoding="utf-8-sig").splitlines()[-1].endswith(";500.00")
    assert on(data_file, "capital", "99999999") == 1
    assert "No hay nadie con el documento 99999999" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["aportaciones", "capital"])
def test_register_and_holders_are_reports(data_file: Path, name: str) -> None:
    for form in ("pdf", "xlsx", "csv"):
        out = data_file.parent / f"{name}.{form}"
        assert on(data_file, "report", name, "--year", "2026", "--out", str(out)) == 0
        assert out.stat().st_size > 100


def test_a_certificate_is_written_by_its_number(data_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = data_file.parent / "certificado.pdf"
    assert on(data_file, "contribution-certificate", "000001", "--out", str(out)) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert on(data_file, "contribution-certificate", "2") == 1
    assert "certificado de aportación" in capsys.readouterr().err
