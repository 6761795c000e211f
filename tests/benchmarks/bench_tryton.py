"""10,000 people: created in one transaction, listed (the first 200 by name) and searched, against parties of Tryton on
SQLite. Both sides are asked below the window: our operations (an import that reads its sheet, with its history and its
search index), and Tryton's models as its server asks them."""

import json
import os
import random
import shutil
import subprocess
import time
from functools import cache
from itertools import count
from typing import Any

import xlsxwriter

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import cards
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing import run
from ananea_desktop.operations.importing.kinds import MEMBERS_IN
from ananea_desktop.operations.importing.matching import match
from ananea_desktop.storage import rows
from tests.benchmarks.bench_search import NAMES, SURNAMES
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, at_end
from tests.benchmarks.peers.programs import TRYTON, TRYTON_FOLDER, TRYTON_PYTHON
from tests.builders import an_office_on_disk

PEOPLE, PAGE = 10_000, 200
TYPED = ("Quispe", "Mamani Rosa", "Ñaupari", "00004150")
_HEADINGS = (
    *("N.º", "DNI", "Apellido paterno", "Apellido materno", "Nombres", "Celular", "Domicilio"),
    *("Sexo", "Fecha de nacimiento", "Fecha de ingreso", "Estado"),
)
_SAME = ("F", "12/03/1970", "01/02/2010", "Hábil")
_files = count()


@cache
def people() -> list[tuple[str, str, str, str, str, str]]:
    """Document, both surnames, given name, phone, street."""
    chance = random.Random(7)
    return [
        (
            f"{40_000 + number:08d}",
            chance.choice(SURNAMES),
            chance.choice(SURNAMES),
            chance.choice(NAMES),
            f"9{number:08d}",
            f"Jr. Lima {number % 900}",
        )
        for number in range(1, PEOPLE + 1)
    ]


def ours_created() -> tuple[Books, float]:
    path = folder() / "people.xlsx"
    book = xlsxwriter.Workbook(str(path))
    out = book.add_worksheet("Padrón")
    out.write_row(0, 0, _HEADINGS)
    for number, each in enumerate(people(), start=1):
        out.write_row(number, 0, (number, *each, *_SAME))
    book.close()
    books = an_office_on_disk(folder() / f"people-{next(_files)}.db")
    at_end.callback(books.file.close)
    begun = time.perf_counter()
    table = run.read_table(path)
    plan = at_once(run.plan(books, MEMBERS_IN, table, match(books, MEMBERS_IN, table)))
    assert plan.problems.count == 0, plan.problems.shown[:3]
    run.write(books, plan)
    taken = time.perf_counter() - begun
    assert rows.value(books.db, "SELECT count(*) FROM members") == PEOPLE
    return books, taken


def _page(books: Books, typed: str) -> list[dict[str, Any]]:
    return cards.page_of(books, MEMBERS, search=typed, conditions={}, after=None, limit=PAGE)


@cache
def ours() -> dict[str, float]:
    """Seconds of each."""
    books, seconds = ours_created()
    begun = time.perf_counter()
    assert len(_page(books, "")) == PAGE
    listed = time.perf_counter() - begun
    begun = time.perf_counter()
    for typed in TYPED:
        assert _page(books, typed), typed
    return {"create": seconds, "list": listed, "search": (time.perf_counter() - begun) / len(TYPED)}


@cache
def theirs() -> dict[str, float]:
    """Seconds of each, in a database made for it."""
    place = folder() / "tryton"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    (place / "ananea.sqlite").touch()
    (place / "pass").write_text("para-medir-2026")
    config = place / "trytond.conf"
    config.write_text(f"[database]\nuri = sqlite://\npath = {place}\n")
    given = {
        "people": [
            (f"{first} {second}, {name}", document, street, phone)
            for document, first, second, name, phone, street in people()
        ],
        "typed": TYPED,
    }
    (place / "people.json").write_text(json.dumps(given))
    admin = [str(TRYTON_FOLDER / "bin" / "trytond-admin"), "-c", str(config), "-d", "ananea", "-u", "party"]
    env = os.environ | {"TRYTONPASSFILE": str(place / "pass")}
    _run([*admin, "--email", "nadie@example.org", "--activate-dependencies"], env)
    child = os.path.join(os.path.dirname(__file__), "peers", "tryton_child.py")
    told = _run([str(TRYTON_PYTHON), child, str(config), str(place / "people.json")], env)
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def _run(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} gave {done.returncode}:\n{done.stderr}")
    return done.stdout


def _line(what: str, key: str, thousandths: bool, against: str) -> Benchmark:
    factor, unit = (1000, "  ms") if thousandths else (1, "   s")
    return Benchmark(
        f"Tryton, {what}",
        lambda: ours()[key] * factor,
        lambda: theirs()[key] * factor,
        1.0,
        1,
        unit,
        against=f"Tryton's parties on SQLite: {against}",
        peer=TRYTON,
        is_warmed=False,
    )


BENCHMARKS = [
    _line(f"create {PEOPLE:,} people", "create", False, "one create in one transaction"),
    _line("list of people", "list", True, "the first 200 by name"),
    _line("search of people", "search", True, "rec_name, as its window searches"),
]
