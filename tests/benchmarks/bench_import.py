"""100,000 members from an XLSX: looked at, and written, against bare calamine and bare executemany of the same rows;
the memory of both; and the longest stall of the window while they come in."""

import sys
import time
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.importing import run
from ananea_desktop.operations.importing.kinds import MEMBERS_IN
from ananea_desktop.operations.importing.matching import match
from ananea_desktop.operations.importing.plan import Plan
from ananea_desktop.storage import rows
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.import_page import ImportPage
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, measure_process
from tests.benchmarks.two_screens import application
from tests.builders import an_office_on_disk

ROWS = 100_000
STALL_MS = 100.0
_HEADINGS = (
    *("N.º", "DNI", "Apellido paterno", "Apellido materno", "Nombres", "Sexo", "Fecha de nacimiento"),
    *("Celular", "Domicilio", "Comunidad", "Fecha de ingreso", "Cargo", "Estado"),
)
_SURNAMES = ("Quispe", "Mamani", "Huanca", "Layme", "Ccʼallo", "Núñez", "Apaza", "Condori", "Choque", "Ticona")
_files = count()


@cache
def sheet() -> Path:
    path = folder() / f"members-{ROWS}.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    out = book.add_worksheet("Padrón")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    out.write_row(0, 0, _HEADINGS)
    for number in range(1, ROWS + 1):
        first, second = _SURNAMES[number % 10], _SURNAMES[number // 10 % 10]
        out.write_row(number, 0, (number, 1_234_567 + number, first, second, f"Tomás {number}", "FM"[number % 2]))
        out.write_number(number, 6, 25_000 + number % 9_000, day)
        out.write_row(number, 7, (f"9{number:08d}", f"Jr. Lima {number % 900}", f"Sector {number % 40}"))
        out.write_number(number, 10, 40_000 + number % 3_000, day)
        out.write_row(number, 11, ("Operador", "Hábil"))
    book.close()
    return path


@cache
def empty() -> Books:
    return an_office_on_disk(folder() / "import-empty.db")


def planned(books: Books) -> Plan:
    table = run.read_table(sheet())
    plan = at_once(run.plan(books, MEMBERS_IN, table, match(books, MEMBERS_IN, table)))
    assert (plan.added, plan.problems.count) == (ROWS, 0), plan.problems.shown[:3]
    return plan


def bare_read() -> list[list[Any]]:
    read = python_calamine.load_workbook(str(sheet())).get_sheet_by_index(0).to_python()
    assert len(read) == ROWS + 1
    return read


def bare_write(books: Books, read: list[list[Any]]) -> None:
    """In the very schema, with its history and its search; nothing is looked at."""
    names = [each.name for each in MEMBERS.fields] + ["sort_key", "search_text"]
    sql = f"INSERT INTO members ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    with books.permitted(), books.act() as db:
        db.executemany(sql, map(_bare_row, read[1:]))


def _bare_row(cells: list[Any]) -> tuple[Any, ...]:
    number, dni, first, second, given, sex, birth, phone, address, community, admitted, position, _state = cells
    name = f"{first} {second}, {given}".lower()
    document = f"{dni:08.0f}"
    return (
        *("member", "dni", document, first, second, given, sex.lower(), birth.isoformat()[:10], phone, address),
        *(community, "", int(number), admitted.isoformat()[:10], position, "", "active", None, ""),
        *(name, f"{document} {name} {phone} {community} {number:.0f} {position} {document[::-1]}"),
    )


def dry() -> float:
    books = empty()
    begun = time.perf_counter()
    planned(books)
    return time.perf_counter() - begun


def an_office() -> Books:
    return an_office_on_disk(folder() / f"import-{next(_files)}.db")


def real() -> float:
    books = an_office()
    begun = time.perf_counter()
    run.write(books, planned(books))
    taken = time.perf_counter() - begun
    _check(books)
    return taken


def bare_real() -> float:
    books = an_office()
    begun = time.perf_counter()
    bare_write(books, bare_read())
    taken = time.perf_counter() - begun
    _check(books)
    return taken


def _check(books: Books) -> None:
    with closing(books.file):
        assert rows.value(books.db, "SELECT count(*) FROM members") == ROWS


def memory(mode: str) -> float:
    """MiB."""
    report = folder() / f"memory-{mode}"
    measure_process([sys.executable, "-m", "tests.benchmarks.import_child", mode, str(sheet()), str(report)])
    return float(report.read_text(encoding="ascii"))


def longest_stall() -> float:
    """Milliseconds that the window did not answer, at most, from the choice of the file until all is written."""
    from tests.benchmarks.bench_trainings import Pulse

    running = application()
    path_of_sheet = sheet()  # made before the clock runs
    books = an_office()
    path = books.file.path
    books.file.close()
    thread = open_in_thread(lambda: open_books(path))
    page = ImportPage(Desk(thread), MEMBERS_IN.name)
    page.resize(1366, 689)
    page.show()
    page.open()
    pulse = Pulse()
    done: list[bool] = []
    page.finished.connect(lambda: done.append(True))
    page.take_file(path_of_sheet)
    _wait(running, page.check_button.isVisible)
    page.check_button.click()
    _wait(running, page.write_button.isVisible)
    page.write_button.click()
    _wait(running, lambda: bool(done))
    stall = float(pulse.stop())
    page.hide()
    page.deleteLater()
    thread.stop()
    running.processEvents()
    return stall


def _wait(running: Any, is_so: Any) -> None:
    until = time.perf_counter() + 180
    while not is_so():
        assert time.perf_counter() < until, "the import did not end"
        running.processEvents()


BENCHMARKS = [
    Benchmark(
        "import, 100,000 rows looked at",
        dry,
        bare_real,
        5.0,
        3,
        "   s",
        against="calamine's reading and executemany of the same rows, bare",
    ),
    Benchmark(
        "import, 100,000 rows written",
        real,
        bare_real,
        5.0,
        3,
        "   s",
        against="calamine's reading and executemany of the same rows, bare",
    ),
    Benchmark(
        "import, memory",
        lambda: memory("ours"),
        lambda: memory("bare"),
        2.0,
        1,
        " MiB",
        against="calamine's reading, bare",
    ),
    Benchmark(
        "import, stall of the window",
        longest_stall,
        lambda: STALL_MS,
        1.0,
        3,
        "  ms",
        against="the longest that the window may stand still",
    ),
]
