"""Everything of a year in one folder: whole with its hashes, or not there at all."""

import errno
import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import attachments, reports, sample, year_folder
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.year_folder import INDEX, MANIFEST, write_year
from ananea_desktop.storage import year
from tests.builders import PREMIUM, a_line, an_egreso, an_office, issue_anyway, save_project
from tests.hostile import a_photo

YEAR = 2026


@pytest.fixture(scope="module")
def books() -> Books:
    made = books_in_memory()
    sample.write_sample(made)
    return made


@pytest.fixture(scope="module")
def folder(books: Books, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    told: list[tuple[int, int]] = []
    parent = tmp_path_factory.mktemp("usb")
    yield at_once(write_year(books, YEAR, parent, tell=lambda done, total: told.append((done, total)))), told


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_in_the_manifest_with_its_hash(folder: tuple[Path, object]) -> None:
    path, _told = folder
    lines = (path / MANIFEST).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert listed.keys() == files(path) - {MANIFEST}
    for name, digest in listed.items():
        assert sha256((path / name).read_bytes()).hexdigest() == digest


def test_reports_lists_receipts_papers_and_attachments_are_there(books: Books, folder: tuple[Path, object]) -> None:
    path, _told = folder
    found = files(path)
    kept = {name: each for name, each in reports.REPORTS.items() if each.is_kept}
    assert {f"informes/{name}.pdf" for name in kept} <= found
    assert "informes/credenciales.pdf" not in found
    assert {f"listas/{name}.xlsx" for name, each in kept.items() if "xlsx" in each.forms} <= found
    period = date(YEAR, 1, 1), date(YEAR, 12, 31)
    of_year = year.documents(books.db, *period)
    assert len([name for name in found if name.startswith("recibos/")]) == len(of_year) > 50
    handed = year.hand_outs(books.db, *period)
    assert len([name for name in found if name.startswith("entregas/")]) == len(handed) > 5
    projects = {f"proyectos/{row['id']:04d}.pdf" for row in year.projects(books.db, *period)}
    assert {name for name in found if name.startswith("proyectos/")} == projects
    assert len(projects) > 3
    assert any(name.startswith("asambleas/") and name.endswith("acta.pdf") for name in found)
    attached = year.attachments(books.db, *period)
    assert len([name for name in found if name.startswith("adjuntos/")]) == len(attached) > 3
    assert any(name.startswith("adjuntos/premium_projects/") for name in found)
    compared = {f"cotizaciones/{row['id']:04d}.pdf" for row in year.quotation_requests(books.db, *period)}
    assert {name for name in found if name.startswith("cotizaciones/")} == compared != set()
    assert "constancias/0001.pdf" in found
    issued = {f"socios/{name}.pdf" for name in ("habil-000001", "aportacion-000001", "aportacion-000002")}
    assert {name for name in found if name.startswith("socios/")} == issued


def test_the_page_leads_to_every_file_and_says_that_it_is_a_sample(folder: tuple[Path, object]) -> None:
    path, _told = folder
    page = (path / INDEX).read_text(encoding="utf-8")
    linked = {unquote(link) for link in re.findall(r'href="([^"]+)"', page)}
    assert linked == files(path) - {MANIFEST, INDEX}
    minutes = re.findall(r'href="asambleas/\d+-acta.pdf">([^<]+)<', page)
    assert len(minutes) == len(set(minutes)) > 1, "each says of which assembly it is"
    assert "MUESTRA" in page
    assert "http" not in page


def test_progress_is_told_to_the_end(folder: tuple[Path, list[tuple[int, int]]]) -> None:
    path, told = folder
    assert [done for done, _total in told] == list(range(1, len(told) + 1))
    assert told[-1][1] - 1 == told[-1][0] == len(files(path) - {MANIFEST, INDEX})


def test_given_up_halfway_nothing_stays(books: Books, tmp_path: Path) -> None:
    steps = write_year(books, YEAR, tmp_path)
    for _step in range(5):
        next(steps)
    assert list(tmp_path.iterdir())
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_and_is_said(books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def put(path: Path, content: bytes) -> None:
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "full")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)

    monkeypatch.setattr(year_folder, "put_file", put)
    with pytest.raises(StorageProblem, match="disco está lleno"):
        at_once(write_year(books, YEAR, tmp_path))
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_not_touched(books: Books, tmp_path: Path) -> None:
    there = tmp_path / "ananea-2026"
    there.mkdir()
    (there / "mine.txt").write_text("mine")
    with pytest.raises(StorageProblem, match="Ya hay una carpeta «ananea-2026»"):
        at_once(write_year(books, YEAR, tmp_path))
    assert files(there) == {"mine.txt"}


def test_a_year_without_anything_is_whole_too_and_in_english(books: Books, tmp_path: Path) -> None:
    (tmp_path / "ananea-1999.part").mkdir()
    (tmp_path / "ananea-1999.part" / "left.pdf").write_text("of a crash")
    path = at_once(write_year(books, 1999, tmp_path, "en"))
    assert [each.name for each in tmp_path.iterdir()] == ["ananea-1999"]
    assert "left.pdf" not in files(path)
    assert "The whole year 1999" in (path / INDEX).read_text(encoding="utf-8")


def test_the_photos_of_a_project_that_spent_after_its_end_are_there() -> None:
    late = an_office()
    project = save_project(late, budget="10.00", starts_on="01/03/2024", ends_on="01/04/2024")
    attachments.keep(late, "premium_projects", project, attachments.prepare(a_photo(), "antes.jpg"))
    period = date(YEAR, 1, 1), date(YEAR, 12, 31)
    assert [row["record_id"] for row in year.attachments(late.db, *period)] == []
    issue_anyway(late, an_egreso(a_line(amount="5.00", fund_id=PREMIUM, project_id=str(project))))
    assert [row["record_id"] for row in year.attachments(late.db, *period)] == [project]
