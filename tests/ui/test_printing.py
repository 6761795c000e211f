"""What is printed is the page, in its size; what cannot be printed or saved is told in a sentence."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ananea_desktop.domain.errors import UserError
from ananea_desktop.storage.files import part_file
from ananea_desktop.ui import printing
from ananea_desktop.ui.pdf_pages import PdfPages
from ananea_desktop.ui.printing import ask_and_print, print_pdf, save_pdf
from tests.pictures import FEW, unlike_dots


def a_paper(amount: str = "S/ 1,234.50", *sizes: tuple[float, float]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for width, height in sizes or (A4,):
        canvas.setPageSize((width, height))
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, height - 80, f"RECIBO DE INGRESO {amount}")
        canvas.rect(5, 5, width - 10, height - 10)
        canvas.setFillGray(0.7)
        canvas.rect(60, height - 300, 200, 100, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def a_pdf_printer(target: Path, resolution: int = 600) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(resolution)
    return printer


@pytest.mark.parametrize("resolution", [203, 720, 1200])
def test_printed_page_is_the_page(qapp: QCoreApplication, tmp_path: Path, resolution: int) -> None:
    print_pdf(a_paper(), a_pdf_printer(tmp_path / "out.pdf", resolution))
    printed = (tmp_path / "out.pdf").read_bytes()
    assert unlike_dots(a_paper(), printed) <= FEW
    assert unlike_dots(a_paper("S/ 1,284.50"), printed) > FEW


def test_each_page_keeps_its_own_size_and_orientation(qapp: QCoreApplication, tmp_path: Path) -> None:
    paper = a_paper("S/ 1.00", A4, landscape(A4), A4)
    print_pdf(paper, a_pdf_printer(tmp_path / "out.pdf"))
    printed = PdfPages((tmp_path / "out.pdf").read_bytes())
    lying = [printed.page_size(page).width() > printed.page_size(page).height() for page in range(printed.page_count)]
    assert lying == [False, True, False]
    assert [unlike_dots(paper, (tmp_path / "out.pdf").read_bytes(), page) <= FEW for page in range(3)] == [True] * 3


def test_grey_printer_gets_grey(qapp: QCoreApplication, tmp_path: Path) -> None:
    sizes = []
    for mode in (QPrinter.ColorMode.Color, QPrinter.ColorMode.GrayScale):
        printer = a_pdf_printer(tmp_path / f"{mode.name}.pdf")
        printer.setColorMode(mode)
        print_pdf(a_paper(), printer)
        sizes.append((tmp_path / f"{mode.name}.pdf").read_bytes().count(b"/DeviceGray"))
    assert sizes[0] < sizes[1]


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_printer_that_does_not_begin_is_told_in_a_sentence(qapp: QCoreApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No se pudo imprimir"):
        print_pdf(a_paper(), a_pdf_printer(tmp_path / "missing" / "out.pdf"))


def test_printing_at_1200_dots_takes_less_than_150_mib(tmp_path: Path) -> None:
    """A4 in colour would take 139 MB at 600 dpi and 557 MB at 1200; the whole process stays below the limit."""
    pdf = tmp_path / "paper.pdf"
    pdf.write_bytes(a_paper())
    program = f"""
import re
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from ananea_desktop.ui.printing import print_pdf
app = QApplication(["print", "-platform", "offscreen"])
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName({str(tmp_path / "out.pdf")!r})
printer.setResolution(1200)
print_pdf(Path({str(pdf)!r}).read_bytes(), printer)
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert int(ran.stdout) < 150 * 1024
    assert (tmp_path / "out.pdf").stat().st_size > 0


class Answers:
    """Collects what ``done`` was told."""

    def __init__(self) -> None:
        self.given: list[bool] = []

    def __call__(self, done: bool) -> None:
        self.given.append(done)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def done() -> Answers:
    return Answers()


@pytest.fixture
def _no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)


Kind = TypeVar("Kind", bound=QWidget)


def opened(window: QWidget, kind: type[Kind]) -> Kind:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def press(box: QWidget, text: str) -> None:
    next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == text).click()


def choose(chooser: QFileDialog, target: Path) -> None:
    chooser.setDirectory(str(target.parent))
    chooser.selectFile(target.name)
    chooser.accept()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> QPrinter:
    """A printer in the print dialog that writes out.pdf; tests/real has a real one."""
    printer = a_pdf_printer(tmp_path / "out.pdf")
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "_usual_printer", lambda: printer)
    return printer


def accept(window: QWidget, printer: QPrinter, target: Path) -> None:
    """Presses Imprimir. The dialog knows only real printers, so the file is named to it again."""
    opened(window, QPrintDialog).accept()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))


def test_accepted_dialog_prints_and_says_so(
    qtbot: QtBot, window: QWidget, done: Answers, printer: QPrinter, tmp_path: Path
) -> None:
    ask_and_print(window, a_paper(), "Recibo 001-000458", done)
    assert done.given == []
    accept(window, printer, tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: done.given == [True])
    assert unlike_dots(a_paper(), (tmp_path / "out.pdf").read_bytes()) <= FEW
    assert printer.docName() == "Recibo 001-000458"


def test_closed_print_dialog_prints_nothing(
    qtbot: QtBot, window: QWidget, done: Answers, printer: QPrinter, tmp_path: Path
) -> None:
    ask_and_print(window, a_paper(), "Recibo 001-000458", done)
    opened(window, QPrintDialog).reject()
    assert done.given == [False]
    assert list(tmp_path.iterdir()) == []


def test_printing_can_be_cancelled_between_bands(
    qtbot: QtBot, window: QWidget, done: Answers, printer: QPrinter, tmp_path: Path
) -> None:
    ask_and_print(window, a_paper("S/ 1.00", *[A4] * 200), "Reporte", done)
    accept(window, printer, tmp_path / "out.pdf")
    progress = window.findChildren(QProgressDialog)[0]
    qtbot.waitUntil(lambda: progress.value() > 0, timeout=30_000)
    progress.cancel()
    qtbot.waitUntil(lambda: done.given == [False])
    assert PdfPages((tmp_path / "out.pdf").read_bytes()).page_count < 201


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_refused_printing_is_told(
    qtbot: QtBot, window: QWidget, done: Answers, printer: QPrinter, tmp_path: Path
) -> None:
    ask_and_print(window, a_paper(), "Recibo 001-000458", done)
    accept(window, printer, tmp_path / "missing" / "out.pdf")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QMessageBox)))
    box = opened(window, QMessageBox)
    assert "No se pudo imprimir" in box.text()
    press(box, "Entendido")
    assert done.given == [False]


@pytest.mark.usefixtures("_no_printer")
def test_without_a_printer_the_paper_can_be_saved(qtbot: QtBot, window: QWidget, done: Answers, tmp_path: Path) -> None:
    ask_and_print(window, a_paper(), "Recibo 001-000458", done)
    box = opened(window, QMessageBox)
    assert "No hay ninguna impresora" in box.text()
    press(box, "Guardar PDF")
    choose(opened(window, QFileDialog), tmp_path / "Recibo 001-000458.pdf")
    assert (tmp_path / "Recibo 001-000458.pdf").read_bytes() == a_paper()
    assert done.given == [True]


@pytest.mark.usefixtures("_no_printer")
def test_without_a_printer_the_offer_can_be_declined(qtbot: QtBot, window: QWidget, done: Answers) -> None:
    ask_and_print(window, a_paper(), "Recibo 001-000458", done)
    press(opened(window, QMessageBox), "Cancelar")
    assert done.given == [False]
    assert window.findChildren(QFileDialog) == []


def test_closed_file_chooser_saves_nothing(qtbot: QtBot, window: QWidget, done: Answers) -> None:
    save_pdf(window, a_paper(), "Recibo 001-000458", done)
    chooser = opened(window, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "Recibo 001-000458.pdf"
    chooser.reject()
    assert done.given == [False]


def test_full_disk_is_told_and_leaves_no_half_file(
    qtbot: QtBot, window: QWidget, done: Answers, tmp_path: Path
) -> None:
    target = tmp_path / "recibo.pdf"
    part_file(target).symlink_to("/dev/full")  # the kernel itself says that the disk is full
    save_pdf(window, a_paper(), "recibo", done)
    choose(opened(window, QFileDialog), target)
    box = opened(window, QMessageBox)
    assert "el disco está lleno" in box.text()
    assert list(tmp_path.iterdir()) == []
    press(box, "Entendido")
    assert done.given == [False]
