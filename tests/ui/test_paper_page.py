"""The preview of a paper: a list with its year, saved in the form that is chosen."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.paper_page import Paper, PaperPage, report_paper
from tests.builders import a_training, an_office_on_disk
from tests.ui.conftest import Office, choose_place
from tests.ui.test_main_job import OpenOffice, press


def open_report(open_office: OpenOffice, path: Path, name: str) -> tuple[Office, PaperPage]:
    books = an_office_on_disk(path)
    trainings.save(books, a_training(), [])
    books.file.close()
    office = open_office()
    office.window.desk.paper_wanted.emit(name)
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, PaperPage)
    return office, page


def test_a_list_by_year_is_saved_with_its_year(open_office: OpenOffice, tmp_path: Path) -> None:
    office, page = open_report(open_office, tmp_path / "ananea.db", "capacitaciones")
    assert page.year.isVisible()
    press(office, "save_paper")
    (chooser,) = [each for each in office.window.findChildren(QFileDialog) if each.isVisible()]
    assert chooser.nameFilters() == ["PDF (*.pdf)", "Excel (*.xlsx)", "CSV (*.csv)"]
    choose_place(chooser, tmp_path, ".csv")
    office.settle()
    assert "Manejo de residuos" in (tmp_path / "capacitaciones-2026.csv").read_text(encoding="utf-8-sig")


def test_a_list_without_years_shows_none(open_office: OpenOffice, tmp_path: Path) -> None:
    _office, page = open_report(open_office, tmp_path / "ananea.db", "cuentas")
    assert not page.year.isVisible()
    assert page.title.text() == "Dinero en caja y bancos"


def test_the_report_of_an_assembly_opens_with_the_year_it_is_about(open_office: OpenOffice, tmp_path: Path) -> None:
    office, page = open_report(open_office, tmp_path / "ananea.db", "cuentas")
    page.leave()
    office.window.desk.paper_wanted.emit(report_paper("informe", 2025))
    office.settle()
    page = office.seen(PaperPage)
    assert page.year.value() == 2025
    assert None not in page.year.values()
    assert page.title.text() == "Informe de tesorería"


@pytest.mark.parametrize("size", [(1366, 689), (1024, 700)])
@pytest.mark.parametrize("name", ["libro-caja", "libro-bancos", "sin-sustento", "numeros"])
def test_no_title_of_a_paper_is_cut(open_office: OpenOffice, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    office, page = open_report(open_office, tmp_path / "ananea.db", name)
    office.window.resize(*size)
    office.settle()
    assert page.title.width() >= page.title.sizeHint().width(), page.title.text()
    assert page.print_button.mapTo(page, page.print_button.rect().topRight()).x() < page.width()


def test_a_paper_that_takes_long_says_so_and_can_be_given_up(open_office: OpenOffice, tmp_path: Path) -> None:
    office, page = open_report(open_office, tmp_path / "ananea.db", "cuentas")
    is_given_up = Event()

    def endless(_books: Books, _year: int | None, _language: str, _form: str) -> Steps[bytes]:
        try:
            while True:
                yield
        finally:
            is_given_up.set()

    page.leave()
    office.window.desk.paper_wanted.emit(Paper(title="Sin fin", file_name="sin-fin", make=endless))
    page = office.seen(PaperPage)
    office.qtbot.waitUntil(page.busy.isVisible)
    assert page.busy.words().startswith("Preparando el papel…")
    office.qtbot.mouseClick(page.busy.button, Qt.MouseButton.LeftButton)
    office.qtbot.waitUntil(is_given_up.is_set)
    assert not page.busy.isVisible()
    assert not page.print_button.isEnabled()
    assert "Se dejó de preparar" in page.preview._message.text()
    office.settle()
