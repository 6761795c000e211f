"""A Central's consolidated file: SQLite of its own kind, into which packages of many cooperatives are merged.

Merging is the only thing that writes, besides the keys. What is there after it depends on which packages came, never
on their order or on how often they came: of each cooperative and year the newest one holds, whole.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from ananea_desktop.domain.errors import NewerFile, StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.domain.packages import Package, PackageRefused, Version
from ananea_desktop.storage import rows
from ananea_desktop.storage.consolidated_tables import (
    PACKAGE_COLUMNS,
    PACKAGE_TABLES,
    SQLITE,
    columns_of,
    newest_wins,
    package_values,
    statements,
    values_of,
)
from ananea_desktop.storage.data_file import CONSOLIDATED_ID, is_consolidated
from ananea_desktop.storage.errors import structure_faults, world_faults
from ananea_desktop.storage.files import part_file, sync_folder
from ananea_desktop.storage.rows import Row

VERSION = 1
_WAIT_SECONDS = 5.0
"""For another window that is just merging."""


class Outcome(StrEnum):
    """What became of a package."""

    ADDED = "added"
    REPLACED = "replaced"
    """An older one of the same cooperative and year."""
    SAME = "same"
    OLDER = "older"
    """A newer one is there already."""


@dataclass
class Consolidated:
    """The open file. Nothing is written but within ``writing``."""

    path: Path
    db: sqlite3.Connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it is kept, or nothing. Raises StorageProblem for the world's faults."""
        with world_faults():
            self.db.execute("PRAGMA query_only = OFF")
            try:
                self.db.execute("BEGIN IMMEDIATE")
                yield self.db
                self.db.execute("COMMIT")
            finally:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                self.db.execute("PRAGMA query_only = ON")

    def checkpoint(self) -> None:
        """Nothing waits to be moved: there is no write-ahead log."""

    def close(self) -> None:
        with world_faults():
            self.db.close()


def create(path: Path, name: str) -> None:
    """Makes an empty one of a Central of this name, under another name until it is whole.

    Raises StorageProblem where a file is there already.
    """
    path = path.resolve()
    with world_faults():
        if path.exists():
            raise StorageProblem(_("Ya hay un archivo «{name}». Elija otro nombre.").format(name=path.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = part_file(path)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        db = sqlite3.connect(part, isolation_level=None)
        try:
            db.execute(f"PRAGMA application_id = {CONSOLIDATED_ID}")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN")
            for statement in statements(SQLITE):
                db.execute(statement)
            db.execute("INSERT INTO central (id, name) VALUES (1, ?)", (name,))
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        finally:
            db.close()
        part.replace(path)
        sync_folder(path.parent)


def open_consolidated(path: Path) -> Consolidated:
    """Raises StorageProblem, and leaves the file untouched, where it is none of ours or of a newer version."""
    path = path.resolve()
    if not path.exists():
        raise StorageProblem(_("No hay un archivo «{name}».").format(name=path.name))
    if not is_consolidated(path):
        raise StorageProblem(_("{name} no es un consolidado de la central. No se tocó.").format(name=path.name))
    with world_faults(), structure_faults():
        db = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS, cached_statements=256)
        try:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise NewerFile(
                    _("{name} es de una versión más nueva del programa. No se tocó. Instale la versión nueva.").format(
                        name=path.name
                    )
                )
            _refuse_changed(db, path)
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return Consolidated(path, db)


def open_in_memory(name: str = "Central") -> Consolidated:
    """One that is gone with the process."""
    db = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
    db.execute("PRAGMA foreign_keys = ON")
    for statement in statements(SQLITE):
        db.execute(statement)
    db.execute("INSERT INTO central (id, name) VALUES (1, ?)", (name,))
    db.execute("PRAGMA query_only = ON")
    return Consolidated(Path(":memory:"), db)


def _refuse_changed(db: sqlite3.Connection, path: Path) -> None:
    """Its structure is the one that we make, to the letter: views and triggers of strangers would run with ours."""
    found = {text for (text,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if found != set(statements(SQLITE)):
        sentence = _("La estructura de {name} no es la de un consolidado: alguien la cambió. No se tocó.")
        raise StorageProblem(sentence.format(name=path.name))


# who is known


def register(file: Consolidated, code: str, name: str, public_key: str, day: date) -> None:
    """A cooperative with its key; of one that is known another key, and its name as it is now."""
    with file.writing() as db:
        db.execute(
            "INSERT INTO cooperatives (code, name, since) VALUES (?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            (code, name, day.isoformat()),
        )
        rows.insert(db, "cooperative_keys", {"public_key": public_key, "code": code, "registered_on": day})


def retire_key(file: Consolidated, public_key: str, day: date) -> None:
    """Packages made after that day are not taken by it any more; what came before stays."""
    with file.writing() as db:
        db.execute("UPDATE cooperative_keys SET retired_on = ? WHERE public_key = ?", (day.isoformat(), public_key))


def keys(file: Consolidated) -> list[Row]:
    """Every key with its cooperative: code, name, since, public_key, registered_on, retired_on."""
    return rows.select(
        file.db,
        """SELECT cooperatives.code, name, since, public_key, registered_on, retired_on FROM cooperatives
        JOIN cooperative_keys ON cooperative_keys.code = cooperatives.code
        ORDER BY name, cooperatives.code, registered_on, public_key""",
    )


def owner_of(file: Consolidated, public_key: str) -> str | None:
    """The code of the cooperative whose key it is."""
    found: str | None = rows.value(file.db, "SELECT code FROM cooperative_keys WHERE public_key = ?", (public_key,))
    return found


def name_of(file: Consolidated, code: str) -> str | None:
    """A cooperative's name; None where it is not known."""
    found: str | None = rows.value(file.db, "SELECT name FROM cooperatives WHERE code = ?", (code,))
    return found


def refusal(file: Consolidated, code: str, public_key: str) -> str:
    """What speaks against taking a package of this cooperative by this key; "" where nothing does."""
    return told_refusal(name_of(file, code), code, owner_of(file, public_key))


def told_refusal(name: str | None, code: str, owner: str | None) -> str:
    """The sentence, by what is known of the cooperative (its name) and of the key (whose it is)."""
    if name is None:
        return _("Es de una cooperativa que no está registrada ({code}). Registre primero su clave.").format(code=code)
    if owner != code:
        sentence = _("Está firmado con una clave que no es la registrada de {name}. Compárela con su papel.")
        return sentence.format(name=name)
    return ""


# merging


def merge(file: Consolidated, package: Package) -> Outcome:
    """Takes a package that was checked, or leaves it where a newer one is there.

    Raises PackageRefused where its key was retired before it was made.
    """
    (found,) = merge_all(file, [package])
    if isinstance(found, PackageRefused):
        raise found
    return found


def merge_all(file: Consolidated, packages: Sequence[Package]) -> list[Outcome | PackageRefused]:
    """The same of several in one transaction, which the disk confirms once: what became of each."""
    found: list[Outcome | PackageRefused] = []
    with file.writing() as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for package in packages:
            try:
                _refuse_retired(db, package)
            except PackageRefused as problem:
                found.append(problem)
            else:
                found.append(_take(db, package))
    return found


def _refuse_retired(db: sqlite3.Connection, package: Package) -> None:
    key = "SELECT retired_on FROM cooperative_keys WHERE public_key = ?"
    refuse_retired(rows.value(db, key, (package.public_key,)), package)


def _take(db: sqlite3.Connection, package: Package) -> Outcome:
    known = _known_version(db, package.code, package.year)
    if known == package.version:
        return Outcome.SAME
    if not newest_wins(known, package.version):
        return Outcome.OLDER
    db.execute("DELETE FROM packages WHERE code = ? AND year = ?", (package.code, package.year))
    _insert(db, "packages", PACKAGE_COLUMNS, [package_values(package)])
    for table in PACKAGE_TABLES:
        _insert(db, table.name, columns_of(table), list(values_of(package, table)))
    return Outcome.ADDED if known is None else Outcome.REPLACED


def refuse_retired(retired_on: object, package: Package) -> None:
    """Raises PackageRefused where its key was retired (ISO 8601) before it was made."""
    made_on = datetime.fromisoformat(package.version.made_at).astimezone().date()  # the day as the Central counts it
    if retired_on is not None and made_on.isoformat() > str(retired_on):
        raise PackageRefused(_("Está firmado con una clave que ya se retiró. Pida uno firmado con la nueva."))


def _known_version(db: sqlite3.Connection, code: str, year: int) -> Version | None:
    found = db.execute(
        "SELECT number, made_at, sha256 FROM packages WHERE code = ? AND year = ?", (code, year)
    ).fetchone()
    return None if found is None else Version(*found)


def _insert(db: sqlite3.Connection, table: str, columns: tuple[str, ...], values: list[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)


# what is shown


def central_name(file: Consolidated) -> str:
    """The Central's."""
    return str(rows.value(file.db, "SELECT name FROM central"))


def years(file: Consolidated) -> list[int]:
    """The years of which there is any package, newest first."""
    return [int(year) for (year,) in file.db.execute("SELECT DISTINCT year FROM packages ORDER BY year DESC")]


def cooperatives(file: Consolidated) -> list[Row]:
    """Whom the Central knows by name: code, name, since, and ``years`` of which there are packages."""
    found = rows.select(file.db, "SELECT code, name, since FROM cooperatives ORDER BY name, code")
    have: dict[str, list[int]] = {}
    for code, year in file.db.execute("SELECT code, year FROM packages ORDER BY code, year"):
        have.setdefault(code, []).append(year)
    return [{**row, "years": have.get(row["code"], [])} for row in found]


def of_years(file: Consolidated, first: int, last: int) -> list[Row]:
    """The rows of the view ``cooperative_years``, by name and year."""
    return rows.select(
        file.db,
        "SELECT * FROM cooperative_years WHERE year BETWEEN ? AND ? ORDER BY name, code, year",
        (first, last),
    )


def years_of(file: Consolidated, code: str) -> list[Row]:
    """Of one cooperative, newest first: year, number, last_day, premium_income. The view adds up those of all."""
    return rows.select(
        file.db,
        """SELECT packages.year, packages.number, profile.last_day, coalesce((SELECT sum(income) FROM funds
                WHERE funds.code = packages.code AND funds.year = packages.year AND kind = 'premium'), 0)
                AS premium_income
        FROM packages JOIN profile ON profile.code = packages.code AND profile.year = packages.year
        WHERE packages.code = ? ORDER BY packages.year DESC""",
        (code,),
    )


def spent_by_heading(file: Consolidated, first: int, last: int, code: str | None = None) -> list[Row]:
    """heading and ``spent`` of some years, most first, of one cooperative or of all."""
    one = "" if code is None else "AND code = ?"  # as it stands, so that only its rows are read
    return rows.select(
        file.db,
        f"""SELECT heading, sum(spent) AS spent FROM spent_by_heading
        WHERE year BETWEEN ? AND ? {one} GROUP BY heading ORDER BY 2 DESC, 1""",
        (first, last) if code is None else (first, last, code),
    )


def projects_once(file: Consolidated) -> dict[str, dict[str, int]]:
    """By code, ``projects`` and ``finished`` of all the years, each project once however many years it ran."""
    found = file.db.execute(
        """SELECT code, count(DISTINCT id), count(DISTINCT CASE WHEN state = 'finished' THEN id END) FROM projects
        WHERE spent <> 0 OR state IN ('approved', 'under_way') GROUP BY code"""
    )
    return {code: {"projects": count, "finished": finished} for code, count, finished in found}


def projects(file: Consolidated, code: str, year: int) -> list[Row]:
    """The projects of a package that ran or spent: name, heading, state, planned, spent_ever, spent."""
    return rows.select(
        file.db,
        """SELECT projects.name, headings.name AS heading, state, planned, spent_ever, spent FROM projects
        JOIN headings ON headings.code = projects.code AND headings.year = projects.year
            AND headings.id = projects.heading_id
        WHERE projects.code = ? AND projects.year = ? AND (spent <> 0 OR state IN ('approved', 'under_way'))
        ORDER BY projects.id""",
        (code, year),
    )


def trainings_by_topic(file: Consolidated, first: int, last: int, most: int) -> list[Row]:
    """topic, trainings, women, men of some years, of all cooperatives, most people first."""
    return rows.select(
        file.db,
        """SELECT topic, sum(trainings) AS trainings, sum(women) AS women, sum(men) AS men, sum(people) AS people
        FROM trainings_by_topic WHERE year BETWEEN ? AND ? GROUP BY topic ORDER BY people DESC, topic LIMIT ?""",
        (first, last, most),
    )
