"""The receipt goes through the program's own printing and a real printing service, and comes out as it went in."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain.receipts import Letterhead, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.ui.pdf_pages import PdfPages
from tests.pictures import FEW, unlike_dots
from tests.real.conftest import PATIENCE, QUEUE, PrintServer

# Programs of their own, since Qt looks for the printing service once, when it starts.
PRINT = """
import sys
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from ananea_desktop.ui.printing import has_printer, print_pdf

app = QApplication([])
assert has_printer(), "Qt sees no printer: its CUPS plug-in needs libcups2"
printer = QPrinter(QPrinterInfo.printerInfo(sys.argv[2]), QPrinter.PrinterMode.HighResolution)
print_pdf(Path(sys.argv[1]).read_bytes(), printer)
"""
ASK_AND_PRINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QWidget
from ananea_desktop.ui.printing import PRINTER_SETTING, ask_and_print

app = QApplication([])
app.setOrganizationName("ananea_desktop_test")
window = QWidget()
window.show()
answers = []
ask_and_print(window, Path(sys.argv[1]).read_bytes(), "Recibo 001-000458", answers.append)
window.findChildren(QPrintDialog)[0].accept()
while not answers:
    app.processEvents()
print(answers, QSettings().value(PRINTER_SETTING))
"""


def a_receipt() -> Receipt:
    line = ReceiptLine(concept="Aportación de noviembre de 2026", amount=19000, fund_id=1, fund_name="Fondos propios")
    head = Letterhead(
        name="Cooperativa Minera Señor de Ananea Ltda.",
        ruc="20000000001",
        address="Ananea, San Antonio de Putina, Puno",
        place="Ananea",
        treasurer_name="Ccama Condori, Rosa",
        treasurer_document="DNI 00038210",
    )
    return Receipt(
        id=1,
        kind=ReceiptKind.IN,
        series="001",
        number=458,
        issued_on=date(2026, 11, 23),
        currency="PEN",
        exchange_rate=None,
        total=19000,
        account_id=1,
        account_name="Caja Ananea",
        method="cash",
        operation_number="",
        party=Party(name="Huanca Layme, Tomás", document="DNI 00041527", detail="socio"),
        lines=(line,),
        letterhead=head,
    )


def run(program: str, paper: bytes, folder: Path, server: PrintServer) -> str:
    (folder / "recibo.pdf").write_bytes(paper)
    command = [sys.executable, "-c", program, str(folder / "recibo.pdf"), QUEUE]
    ran = subprocess.run(command, env=server.environment, timeout=PATIENCE, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_receipt_comes_out_of_the_printer_as_it_went_in(print_server: PrintServer, tmp_path: Path) -> None:
    receipt = a_receipt()
    before = print_server.papers()
    run(PRINT, receipt_pdf(receipt), tmp_path, print_server)
    printed = print_server.next_paper(before)
    assert PdfPages(printed).page_count == PdfPages(receipt_pdf(receipt)).page_count
    assert unlike_dots(receipt_pdf(receipt), printed) <= FEW
    other_number = replace(receipt, number=receipt.number + 1)
    other_amount = replace(receipt, total=19800, lines=(replace(receipt.lines[0], amount=19800),))
    assert unlike_dots(receipt_pdf(other_number), printed) > FEW
    assert unlike_dots(receipt_pdf(other_amount), printed) > FEW


def test_print_dialog_prints_and_remembers_the_printer(print_server: PrintServer, tmp_path: Path) -> None:
    before = print_server.papers()
    said = run(ASK_AND_PRINT, receipt_pdf(a_receipt()), tmp_path, print_server)
    assert said.split() == ["[True]", QUEUE]
    assert unlike_dots(receipt_pdf(a_receipt()), print_server.next_paper(before)) <= FEW
