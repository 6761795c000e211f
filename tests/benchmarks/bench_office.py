"""What a treasurer does today in LibreOffice: a sheet of 50,000 receipts opened, and a receipt made a PDF.

Whole processes, from start to end. LibreOffice opens the sheet without a window and writes it as CSV, which is the
least that it can be asked; ours opens its window and is painted with the figures.
"""

import subprocess
import sys
import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import xlsxwriter

from tests.benchmarks.bench_start import environment, start
from tests.benchmarks.big_book import book_of
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, measure_process
from tests.benchmarks.peers.programs import OFFICE
from tests.benchmarks.peers.written_receipt import flat_text

ROWS = 50_000
_HEADINGS = ("Fecha", "Recibo", "Persona", "Concepto", "Ingreso", "Egreso", "Saldo")


@cache
def sheet() -> Path:
    """A till as it is kept in spreadsheets: a row each receipt, and a formula for what is left."""
    path = folder() / "till.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    out = book.add_worksheet("Caja")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    out.write_row(0, 0, _HEADINGS)
    first, held = date.today() - timedelta(365 * 20), 0.0
    for number in range(1, ROWS + 1):
        income, spent = (30.0 + number % 97, 0.0) if number % 2 else (0.0, 15.0 + number % 97)
        held += income - spent
        out.write_datetime(number, 0, first + timedelta(365 * 20 * number // ROWS), day)
        out.write_row(number, 1, (f"001-{number:06d}", "HUANCA LAYME, Tomás", "Cuota de noviembre", income, spent))
        before = f"G{number}" if number > 1 else "0"
        out.write_formula(number, 6, f"={before}+E{number + 1}-F{number + 1}", None, held)
    book.close()
    return path


@cache
def text() -> Path:
    path = folder() / "receipt.fodt"
    path.write_text(flat_text(), encoding="utf-8")
    return path


def converted(source: Path, form: str, made: str) -> float:
    """Seconds of LibreOffice from its start until what it was to make is there."""
    place = folder() / "converted"
    target = place / made
    target.unlink(missing_ok=True)
    profile = f"-env:UserInstallation={(folder() / 'office-profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(place), str(source)]
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    assert target.stat().st_size > 1000
    return seconds


def ours_opened() -> float:
    return start("start_ours.py", str(book_of(ROWS)), "figures").seconds


def ours_paper() -> float:
    out = folder() / "receipt.pdf"
    out.unlink(missing_ok=True)
    program = [sys.executable, "-m", "ananea_desktop", "--file", str(book_of(ROWS))]
    seconds = measure_process([*program, "receipt", "ingreso", "001-000001", "--out", str(out)], environment()).seconds
    assert out.stat().st_size > 1000
    return seconds


BENCHMARKS = [
    Benchmark(
        f"LibreOffice, open {ROWS:,} receipts",
        ours_opened,
        lambda: converted(sheet(), "csv", "till.csv"),
        1.0,
        3,
        "   s",
        against="LibreOffice Calc reads an XLSX of as many rows and writes it as CSV, no window",
        peer=OFFICE,
    ),
    Benchmark(
        "LibreOffice, a receipt as PDF",
        ours_paper,
        lambda: converted(text(), "pdf", "receipt.pdf"),
        1.0,
        3,
        "   s",
        against="LibreOffice Writer makes the PDF of a written receipt",
        peer=OFFICE,
    ),
]
