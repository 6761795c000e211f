"""The commands of closings: the list, a dry run, the closing with what is pending, its acta, opening again."""

from pathlib import Path

import pytest

from ananea_desktop import commands
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    issued(books, issued_on="05/09/2025")
    issue_anyway(books, an_egreso(a_line(amount="20.00"), issued_on="16/10/2025"))
    books.file.close()
    return path


def on(data_file: Path, *arguments: str) -> int:
    return commands.main(["--file", str(data_file), *arguments])


def test_a_month_is_closed_shown_and_opened_again(data_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(data_file, "close-period", "2025-10", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "Se cerraría del 05/09/2025 al 31/10/2025." in told
    assert "– 1 egreso sin sustento: S/\xa020.00" in told
    assert on(data_file, "close-period", "2025-10") == 1
    assert "Para cerrar así: --accept-unfinished" in capsys.readouterr().err
    assert on(data_file, "close-period", "2025-10", "--accept-unfinished", "--notes", "x") == 0
    assert capsys.readouterr().out == "Acta de cierre N.º 000001\n"
    assert on(data_file, "closings") == 0
    assert "2025-10  cerrado     acta 000001, 2 documentos" in capsys.readouterr().out
    out = data_file.parent / "acta.pdf"
    assert on(data_file, "acta-cierre", "1", "--out", str(out), "--lang", "en") == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert on(data_file, "acta-cierre", "2") == 1
    capsys.readouterr()
    assert on(data_file, "reopen", "1", "--reason", "Faltó un recibo") == 0
    assert on(data_file, "reopen", "1", "--reason", "otra vez") == 1
    assert "Se reabre primero el último cierre." in capsys.readouterr().err
    assert on(data_file, "check") == 0


@pytest.mark.parametrize("period", ["10-2025", "2025-13", "hoy"])
def test_what_is_no_period_is_told(data_file: Path, period: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(data_file, "close-period", period) == 1
    assert "Escriba el mes así: 2026-10" in capsys.readouterr().err


def test_the_hand_over_is_a_folder(data_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(data_file, "handover", str(data_file.parent / "usb")) == 0
    (folder,) = (data_file.parent / "usb").iterdir()
    assert capsys.readouterr().out == f"{folder}\n"
    assert (folder / "entrega-de-cargo.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "listas" / "por-pagar.xlsx").exists()
