"""A year of the cooperative as one signed file for its Central, on a stick (storage/package_writer.py has the form)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ananea_desktop import __version__
from ananea_desktop.domain import packages
from ananea_desktop.domain.dates import days_of
from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.packages import Package, Version
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import office, package_keys
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.operations.year_package_rows import gather, profile
from ananea_desktop.storage import package_keys as store
from ananea_desktop.storage.files import new_file
from ananea_desktop.storage.package_reader import check_package
from ananea_desktop.storage.package_writer import Signed, write_package

Tell = Callable[[int, int], object]
"""How many steps are done, of how many."""
_STEPS = len(packages.TABLES) + 3


@dataclass(frozen=True, kw_only=True)
class Written:
    path: Path
    number: int
    fingerprint: str
    """Of the key it is signed with, to be compared with the one at the Central."""
    rows: int


@needs(Right.COPY)
def write_year(
    books: Books, year: int, folder: Path, with_names: bool = False, tell: Tell = lambda done, total: None
) -> Steps[Written]:
    """Writes the package of a year into ``folder``: under another name, synced, read back, and only then renamed.

    Raises UserError where the year has not begun or the cooperative has no RUC, StorageProblem where the disk refuses;
    given up between two steps, nothing of it stays.
    """
    if not packages.is_year(year) or date(year, 1, 1) > books.today():
        raise UserError(_("El año {year} no tiene datos todavía. Elija otro.").format(year=year))
    code = package_keys.code(books)
    first, last = days_of(year)[0], packages.last_day_of(year, books.today())
    rows: dict[str, list[tuple[packages.Cell, ...]]] = {}
    steps, done = gather(books, first, last, with_names), 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            rows = end.value
            break
        done += 1
        tell(min(done, _STEPS - 3), _STEPS)
        yield
    key = package_keys.current(books)
    given = office.profile(books)
    number = store.next_number(books.db, year)
    rows["profile"] = [profile(books, code, year, number, last, given)]
    package = Package(
        code=code,
        year=year,
        version=Version(number, books.now(), ""),
        public_key=key["public_key"],
        is_sample=given["is_sample"] == "yes",
        with_names=with_names,
        program=__version__,
        rows=rows,
    )
    tell(_STEPS - 2, _STEPS)
    yield
    signed = write_package(package, lambda content: package_keys.sign(books, key["id"], content))
    path = folder / packages.file_name(code, year, number)
    with new_file(path) as part:
        part.write(signed.content)
        tell(_STEPS - 1, _STEPS)
        yield
        part.sync()
        _read_back(part.read(), signed)
        # noted before it has its name: a number may be left out, but is never given twice
        with books.noting() as db:
            store.note_package(db, year, number, key["id"], with_names, signed.package.version.sha256)
    tell(_STEPS, _STEPS)
    total = sum(map(len, rows.values()))
    return Written(path=path, number=number, fingerprint=packages.fingerprint(key["public_key"]), rows=total)


def _read_back(content: bytes, signed: Signed) -> None:
    """As the Central will read it."""
    if content != signed.content:
        raise StorageProblem(_("La memoria no guardó lo que se escribió. Use otra memoria USB."))
    check_package(content, lambda _code, _key: "")
