"""What a Central of cooperatives does: registers their keys, brings their packages into its consolidated file, and
looks at all of them together.

A consolidated file is no data file of a cooperative: nobody signs in, and nothing is written but by these acts.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from ananea_desktop.domain import packages
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, StorageProblem, UserError
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.packages import Package, PackageRefused
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean
from ananea_desktop.operations.books import Clock, system_clock
from ananea_desktop.storage import consolidated as store
from ananea_desktop.storage.consolidated import Consolidated, Outcome
from ananea_desktop.storage.package_reader import read_package
from ananea_desktop.storage.rows import Row

USUAL_NAME = N_("Central de cooperativas")
OUTCOMES = {
    Outcome.ADDED: N_("se trajo"),
    Outcome.REPLACED: N_("reemplazó al anterior"),
    Outcome.SAME: N_("ya estaba"),
    Outcome.OLDER: N_("ya hay uno más nuevo"),
}
_LATE_MONTH, _LATE_DAY = 3, 31
"""Until when the package of a year is expected in the next one: the assemblies look at it then."""
_KEY_BYTES = 32
_AT_A_TIME = 16
"""Packages that are kept together, or fewer where they are large: until then they are in memory."""


@dataclass
class Central:
    """An open consolidated file and the clock; every act is given it first."""

    file: Consolidated
    clock: Clock = system_clock

    def today(self) -> date:
        return self.clock().date()

    @property
    def name(self) -> str:
        return store.central_name(self.file)

    @property
    def store(self) -> "Store":
        return store


class Store(Protocol):
    """What keys and merging need of where the tables are: the file (storage/consolidated.py) or a database."""

    def keys(self, file: Any, /) -> list[Row]: ...
    def owner_of(self, file: Any, public_key: str, /) -> str | None: ...
    def name_of(self, file: Any, code: str, /) -> str | None: ...
    def refusal(self, file: Any, code: str, public_key: str, /) -> str: ...
    def register(self, file: Any, code: str, name: str, public_key: str, day: date, /) -> None: ...
    def retire_key(self, file: Any, public_key: str, day: date, /) -> None: ...
    def merge_all(self, file: Any, packages: Sequence[Package], /) -> list[Outcome | PackageRefused]: ...


class Collecting(Protocol):
    """Where packages are brought: ``Central``, or a database (operations/central_database.py)."""

    @property
    def store(self) -> Store: ...
    @property
    def file(self) -> Any: ...
    def today(self) -> date: ...


def open_central(path: Path, clock: Clock = system_clock) -> Central:
    """Raises StorageProblem, with the file untouched, where it is no consolidated file."""
    return Central(store.open_consolidated(path), clock)


def make_central(path: Path, name: str = "") -> None:
    """An empty consolidated file. Raises StorageProblem where there is a file already."""
    store.create(path, clean(name)[:LONGEST_TEXT] or _(USUAL_NAME))


def made_central(path: Path, name: str = "", clock: Clock = system_clock) -> Central:
    """A new one, open. Raises StorageProblem."""
    make_central(path, name)
    return open_central(path, clock)


@contextmanager
def opened(path: Path, clock: Clock = system_clock) -> Iterator[Central]:
    central = open_central(path, clock)
    try:
        yield central
    finally:
        central.file.close()


# the keys


def keys(central: Collecting) -> list[Row]:
    """Every key that is known: code, name, since, public_key, registered_on, retired_on, ``print``."""
    return [{**row, "print": packages.fingerprint(row["public_key"])} for row in central.store.keys(central.file)]


def add_key(central: Collecting, code: str, name: str, typed: str) -> str:
    """Registers a cooperative's public key and gives its fingerprint, to be compared with the paper.

    Raises InvalidRecord with what is wrong beside ``code``, ``name`` or ``key``.
    """
    code, name = clean(code).upper(), clean(name)
    public_key, problems = _read_key(typed), {}
    if not packages.is_code(code):
        problems["code"] = _("Escriba el RUC (11 dígitos), o FLO- y el número donde no hay RUC.")
    if not name:
        problems["name"] = _("Escriba el nombre de la cooperativa.")
    elif len(name) > LONGEST_TEXT:
        problems["name"] = _("Es demasiado largo.")
    if not public_key:
        problems["key"] = _("No es una clave. Cópiela completa: son 44 letras y números que terminan en «=».")
    elif (owner := central.store.owner_of(central.file, public_key)) is not None:
        problems["key"] = _("Esa clave ya está registrada, de {code}.").format(code=owner)
    if problems:
        raise InvalidRecord(_("No se registró la clave. Revise lo marcado."), problems)
    central.store.register(central.file, code, name, public_key, central.today())
    return packages.fingerprint(public_key)


def _read_key(typed: str) -> str:
    """As it is kept; "" where it is none."""
    try:
        key = b64decode("".join(typed.split()), validate=True)
    except ValueError:
        return ""
    return b64encode(key).decode() if len(key) == _KEY_BYTES else ""


def retire_key(central: Collecting, public_key: str) -> None:
    """What it signs from tomorrow on is not taken any more."""
    central.store.retire_key(central.file, public_key, central.today())


# bringing packages


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What became of one file."""

    path: Path
    outcome: Outcome | None
    """None where it was refused."""
    sentence: str

    @property
    def is_new(self) -> bool:
        """Whether it says what was not there before."""
        return self.outcome in (Outcome.ADDED, Outcome.REPLACED)


Tell = Callable[[int, int], object]
"""How many packages were looked at, of how many."""


def bring(central: Collecting, paths: Sequence[Path], tell: Tell = lambda done, total: None) -> Steps[list[Brought]]:
    """Brings packages in, each whole or not at all; one that is refused keeps none other out. Each is read in a step
    of its own, and some at a time are kept, for the disk takes longest to confirm."""
    found: list[Brought] = []
    read: list[tuple[Path, Package | Brought]] = []
    rows = 0
    for number, path in enumerate(paths, start=1):
        each = _read(central, path)
        read.append((path, each))
        rows += sum(map(len, each.rows.values())) if isinstance(each, Package) else 0
        tell(number, len(paths))
        yield
        if number == len(paths) or len(read) == _AT_A_TIME or rows > packages.MOST_ROWS:
            found += _kept(central, read)
            read, rows = [], 0
            yield
    return found


def _kept(central: Collecting, read: Sequence[tuple[Path, Package | Brought]]) -> list[Brought]:
    outcomes = iter(central.store.merge_all(central.file, [each for _path, each in read if isinstance(each, Package)]))
    return [each if isinstance(each, Brought) else _told(central, path, each, next(outcomes)) for path, each in read]


def _read(central: Collecting, path: Path) -> Package | Brought:
    try:
        package = read_package(path, lambda code, key: central.store.refusal(central.file, code, key))
        _refuse_coming(central, package)
    except (PackageRefused, StorageProblem) as problem:
        return _refused(path, problem)
    return package


def _refuse_coming(central: Collecting, package: Package) -> None:
    """What is made on a day that has not come would win over all that is made until then."""
    made_on = date.fromisoformat(package.version.made_at[:10])
    if made_on > central.today() + timedelta(days=1):  # it may be later where it was made
        sentence = _("Dice que se hizo el {day}. Revise la fecha de esta computadora y la de la cooperativa.")
        raise PackageRefused(sentence.format(day=format_date(made_on)))


def _refused(path: Path, problem: UserError) -> Brought:
    return Brought(path=path, outcome=None, sentence=_("NO se trajo. {reason}").format(reason=problem.sentence))


def _told(central: Collecting, path: Path, package: Package, outcome: Outcome | PackageRefused) -> Brought:
    if isinstance(outcome, PackageRefused):
        return _refused(path, outcome)
    sentence = _("{name}, {year}, número {number}: {outcome}.").format(
        name=central.store.name_of(central.file, package.code),
        year=package.year,
        number=package.version.number,
        outcome=_(OUTCOMES[outcome]),
    )
    return Brought(path=path, outcome=outcome, sentence=sentence)


def packages_in(folder: Path) -> list[Path]:
    """The packages that lie in a folder, by their names."""
    return sorted(path for path in folder.glob("ananea-paquete-*.zip") if path.is_file())


# looking at them


SUMS = (
    "premium_income premium_spent premium_closing fine_mg projects finished trainings trained trained_women trained_men"
    " handed_out members member_women workers spent income overdue usd_received"
).split()
"""What of cooperatives is added up."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Cooperatives by a year, or by all of them: a row each, also of those of which nothing came."""

    name: str
    """The Central's."""
    year: int | None
    """None: all the years."""
    years: tuple[int, ...]
    """Of which there is anything, newest first."""
    rows: list[Row] = field(default_factory=list)
    """code, name, ``state`` (words), ``is_late``, ``has_package``, and the columns of SUMS; what is of a day (members,
    workers, premium_closing, overdue) is of the newest year."""
    is_sample: bool = False

    @property
    def totals(self) -> dict[str, int]:
        return {name: sum(row[name] for row in self.rows) for name in SUMS}

    @property
    def came(self) -> list[Row]:
        """The rows of which there is something."""
        return [row for row in self.rows if row["has_package"]]

    @property
    def first(self) -> int:
        return self.year if self.year is not None else min(self.years, default=0)

    @property
    def last(self) -> int:
        return self.year if self.year is not None else max(self.years, default=0)

    @property
    def span(self) -> str:
        """``2026``, or ``2024–2026``."""
        return str(self.last) if self.first == self.last else f"{self.first}–{self.last}"


_OF_A_DAY = ("premium_closing", "members", "member_women", "workers", "overdue")
_LONG_AGO, _FAR = 0, 9999


def overview(central: Central, year: int | None) -> Overview:
    """Of one year, or of all where it is None."""
    span = (_LONG_AGO, _FAR) if year is None else (year, year)
    by_code: dict[str, list[Row]] = {}
    for row in store.of_years(central.file, *span):
        by_code.setdefault(row["code"], []).append(row)
    years = store.years(central.file)
    once = store.projects_once(central.file) if year is None else {}
    rows = []
    for number, known in enumerate(store.cooperatives(central.file)):
        mine = by_code.get(known["code"], [])
        state, is_late = _state(central, known, mine, year, years)
        rows.append(
            {
                "id": number,
                **known,
                **_added(mine),
                **(once.get(known["code"], {}) if year is None else {}),
                "state": state,
                "is_late": is_late,
                "has_package": bool(mine),
            }
        )
    is_sample = any(row["is_sample"] == "yes" for mine in by_code.values() for row in mine)
    return Overview(name=central.name, year=year, years=tuple(years), rows=rows, is_sample=is_sample)


def _added(rows: list[Row]) -> dict[str, int]:
    newest = max(rows, key=lambda row: row["year"], default=None)
    return {
        name: (newest[name] if newest else 0) if name in _OF_A_DAY else sum(row[name] for row in rows) for name in SUMS
    }


def _state(central: Central, known: Row, mine: list[Row], year: int | None, years: list[int]) -> tuple[str, bool]:
    """What of its packages is there, and whether something of it is late."""
    if year is None:
        missing = [each for each in years if each not in known["years"]]
        late = [each for each in missing if _is_late(central, each)]
        if not missing:
            return _("Completo"), False
        words = _("Faltan {years}") if len(missing) > 1 else _("Falta {years}")
        return words.format(years=", ".join(map(str, missing))), bool(late)
    if not mine:
        is_late = _is_late(central, year)
        return (_("Falta, atrasado") if is_late else _("Falta")), is_late
    (row,) = mine
    last_day = date.fromisoformat(str(row["last_day"])[:10])
    words = _("N.º {number}, hasta {day}").format(number=row["number"], day=format_date(last_day))
    return words, last_day < date(year, 12, 31) and _is_late(central, year)


def _is_late(central: Central, year: int) -> bool:
    return central.today() > date(year + 1, _LATE_MONTH, _LATE_DAY)


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """One cooperative over the years."""

    name: str
    code: str
    years: list[Row]
    """year, number, last_day, premium_income of each package, newest first."""
    missing: tuple[int, ...]
    headings: list[Row]
    """heading, spent of all the years that are shown."""
    projects: list[Row]
    """Of the newest year that is shown."""
    project_year: int | None


def portrait(central: Central, code: str, year: int | None) -> Portrait:
    """Of one cooperative: its years, what it spent, and its projects of a year or of the newest that came."""
    span = (_LONG_AGO, _FAR) if year is None else (year, year)
    all_years = store.years_of(central.file, code)
    have = {row["year"] for row in all_years}
    shown = [row["year"] for row in all_years if year in (None, row["year"])]
    newest = max(shown, default=None)
    return Portrait(
        name=store.name_of(central.file, code) or code,
        code=code,
        years=all_years,
        missing=tuple(each for each in store.years(central.file) if each not in have),
        headings=store.spent_by_heading(central.file, *span, code),
        projects=[] if newest is None else store.projects(central.file, code, newest),
        project_year=newest,
    )


def projects_of(central: Central, row: Row, year: int | None) -> tuple[int | None, list[Row]]:
    """The year and the projects of a row of the overview: of that year, or of the newest that came."""
    newest = max((each for each in row["years"] if year in (None, each)), default=None)
    return newest, [] if newest is None else store.projects(central.file, row["code"], newest)


def letterhead(overview_: Overview) -> Letterhead:
    """Of the Central's papers."""
    return Letterhead(
        name=overview_.name,
        ruc="",
        address="",
        place="",
        treasurer_name="",
        treasurer_document="",
        is_sample=overview_.is_sample,
    )


def look(central: Central, year: int | None) -> dict[str, Any]:
    """What report and slides need beside the overview: spending by heading and trainings by topic."""
    span = (_LONG_AGO, _FAR) if year is None else (year, year)
    return {
        "headings": store.spent_by_heading(central.file, *span),
        "topics": store.trainings_by_topic(central.file, *span, 12),
    }
