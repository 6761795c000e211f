"""From a PDF to paper: the print dialog, the pages in bands, and saving the PDF where there is no printer."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSettings, QSizeF, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressDialog, QWidget

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.ui.pdf_pages import PdfPages
from ananea_desktop.ui.save_dialog import save_as

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Done = Callable[[bool], None]

MOST_DPI = 600
BAND_ROWS = 512  # 2.5 MB of grey, 10 MB of colour, of an A4 page at 600 dpi
PRINTER_SETTING = "printing/printer"


def has_printer() -> bool:
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(pdf: bytes, printer: "QPrinter") -> None:
    """Prints every page in its true size, 1:1 in mm. Raises UserError when the printer does not take it."""
    for _percent in _print_in_steps(pdf, printer):
        pass


def ask_and_print(parent: QWidget, pdf: bytes, title: str, done: Done) -> None:
    """Opens the system's print dialog and prints; with no printer, offers to save the PDF.

    Returns at once; ``done`` is later told whether the paper was printed or saved.
    """
    if not has_printer():
        _offer_to_save(parent, pdf, title, done)
        return
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    printer = _usual_printer()
    printer.setDocName(title)
    _fit_paper(printer, PdfPages(pdf).page_size(0))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # No "print to file": that would be a picture, and "Guardar PDF" keeps the text.
    dialog.setOptions(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies)

    def finished(result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            done(False)
            return
        QSettings().setValue(PRINTER_SETTING, printer.printerName())
        _PrintProgress(parent, _print_in_steps(pdf, printer), done)

    dialog.finished.connect(finished)
    QDialog.open(dialog)  # QPrintDialog hides it behind an older one


def save_pdf(parent: QWidget, pdf: bytes, suggested_name: str, done: Done) -> None:
    """Asks for a place and writes the PDF there, whole or not at all; ``done`` is told whether it was."""

    def write(path: Path, _form: str) -> None:
        try:
            write_file_safely(path, pdf)
        except StorageProblem as problem:
            _tell(parent, problem.sentence, done)
        else:
            done(True)

    forms = {"pdf": _("Documento PDF (*.pdf)")}
    save_as(parent, _("Guardar PDF"), Path(suggested_name).stem, forms, write, otherwise=lambda: done(False))


def usual_printer_name() -> str:
    """The printer used last, else the system's, else any; empty where there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = QPrinterInfo.availablePrinterNames()
    wanted = (str(QSettings().value(PRINTER_SETTING, "")), QPrinterInfo.defaultPrinterName(), *names)
    return next((name for name in wanted if name in names), "")


def _usual_printer() -> "QPrinter":
    """With no printer named, Qt would write a file."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    return QPrinter(QPrinterInfo.printerInfo(usual_printer_name()), QPrinter.PrinterMode.HighResolution)


def _print_in_steps(pdf: bytes, printer: "QPrinter") -> Generator[int, None, None]:
    """Prints a band at each step and gives the percentage done; closed early, the printing is cancelled.

    Windows then prints nothing; through CUPS, where Qt cannot abort, the pages done so far come out.
    """
    from PySide6.QtPrintSupport import QPrinter

    pages = PdfPages(pdf)
    rounds = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    order = [page for _round in range(rounds) for page in range(pages.page_count)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        order.reverse()
    _fit_paper(printer, pages.page_size(order[0]))
    with _painting(printer) as painter:
        for done, page in enumerate(order):
            if done:
                _fit_paper(printer, pages.page_size(page))
                if not printer.newPage():
                    raise UserError(_not_printed(printer))
            for share in _draw_page(pages, page, printer, painter):
                yield int(100 * (done + share) / len(order))
        if not painter.end():
            raise UserError(_not_printed(printer))


@contextmanager
def _painting(printer: "QPrinter") -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(_not_printed(printer))
    # Text as it was drawn, not as a JPEG of it.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        yield painter
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _draw_page(pages: PdfPages, page: int, printer: "QPrinter", painter: QPainter) -> Iterator[float]:
    """Draws one page and gives the share done after each band."""
    from PySide6.QtPrintSupport import QPrinter

    grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    # A whole number of the printer's dots to each of ours, so that bands meet without a seam.
    dots = -(-printer.resolution() // MOST_DPI)
    dpi = printer.resolution() / dots
    rows = pages.pixel_size(page, dpi).height()
    for top in range(0, rows, BAND_ROWS):
        band = pages.render_band(page, dpi, top, BAND_ROWS, grey=grey)
        painter.drawImage(QRect(0, top * dots, band.width() * dots, band.height() * dots), band)
        yield min(1.0, (top + BAND_ROWS) / rows)


def _fit_paper(printer: "QPrinter", size: QSizeF) -> None:
    """Sets the page's own paper. In full-page mode the corner is the sheet's, and margins shrink nothing."""
    printer.setFullPage(True)
    upright = QSizeF(min(size.toTuple()), max(size.toTuple()))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    lying = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def _not_printed(printer: "QPrinter") -> str:
    return _(
        "No se pudo imprimir en «{printer}». Revise que la impresora esté encendida, conectada y con papel, "
        "y vuelva a imprimir."
    ).format(printer=printer.printerName() or printer.outputFileName())


class _PrintProgress(QProgressDialog):
    """Prints a band each time the window is idle, so that it stays alive; shown only if it takes long."""

    def __init__(self, parent: QWidget, steps: Generator[int, None, None], done: Done) -> None:
        super().__init__(_("Imprimiendo…"), _("Cancelar"), 0, 100, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(1000)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self._steps = steps
        self._done = done
        QTimer.singleShot(0, self._print_some)

    def _print_some(self) -> None:
        try:
            percent = next(self._steps, None)
        except Exception as problem:
            self._leave()
            if not isinstance(problem, UserError):
                raise
            _tell(self.parentWidget(), problem.sentence, self._done)
            return
        if percent is None or self.wasCanceled():
            self._steps.close()
            self._leave()
            self._done(percent is None)
            return
        self.setValue(percent)
        QTimer.singleShot(0, self._print_some)

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()


def _offer_to_save(parent: QWidget, pdf: bytes, title: str, done: Done) -> None:
    box = _box(parent, _("No hay ninguna impresora instalada. Puede guardar el papel como PDF e imprimirlo después."))
    save = box.addButton(_("Guardar PDF"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Cancelar"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    # "rejected" too comes when the box is closed by Esc; the button alone tells the two apart.
    box.finished.connect(
        lambda _result: save_pdf(parent, pdf, title, done) if box.clickedButton() is save else done(False)
    )
    box.open()


def _tell(parent: QWidget | None, sentence: str, done: Done) -> None:
    box = _box(parent, sentence)
    box.addButton(_("Entendido"), QMessageBox.ButtonRole.AcceptRole)
    box.finished.connect(lambda _result: done(False))
    box.open()


def _box(parent: QWidget | None, sentence: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, _("Imprimir"), sentence, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a printer or a file may be called anything
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
