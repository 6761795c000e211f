"""The receipt goes through the program's own printing and a real printing service, and comes out as it went in."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain.receipts import Letterhead, Party, Receipt, ReceiptKind, ReceiptLine
from tests.pictures import unlike_dots
from tests.real.conftest import PATIENCE, QUEUE, PrintServer

FEW = 1

PRINT_IT = """
import sys
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from ananea_desktop.ui.printing import has_printer, print_pdf
app = QApplication(["print"])
assert has_printer()
printer = QPrinter(QPrinterInfo.printerInfo(sys.argv[2]), QPrinter.PrinterMode.HighResolution)
print(printer.resolution(), printer.colorMode(), printer.printerName(), printer.outputFormat())
print_pdf(Path(sys.argv[1]).read_bytes(), printer)
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


def test_receipt_comes_out_of_the_printer_as_it_went_in(print_server: PrintServer, tmp_path: Path) -> None:
    receipt = a_receipt()
    paper = receipt_pdf(receipt)
    (tmp_path / "recibo.pdf").write_bytes(paper)
    before = print_server.papers()
    ran = subprocess.run([sys.executable, "-c", PRINT_IT, tmp_path / "recibo.pdf", QUEUE], env=print_server.environment, timeout=PATIENCE, capture_output=True, text=True)
    print(ran)
    printed = print_server.next_paper(before)
    (Path("/tmp/printed.pdf")).write_bytes(printed)
    (Path("/tmp/paper.pdf")).write_bytes(paper)
    other = receipt_pdf(replace(receipt, number=459))
    print(unlike_dots(paper, printed), unlike_dots(other, printed))
    other = receipt_pdf(replace(receipt, total=19800,lines=(replace(receipt.lines[0], amount=19800),)))
    print(unlike_dots(paper, printed), unlike_dots(other, printed))
    assert 0
