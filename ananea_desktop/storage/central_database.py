"""A Central's consolidated tables in PostgreSQL, for what outgrows one PC: the same tables and views as in its file.

They stand in a schema of their own, ``ananea``, and nothing else of the database is looked at or touched. Only psycopg
(the extra ``postgresql``) is needed here, and only once a database is opened. As in the file, what is there depends on
which packages came, never on their order: each comes whole, in the place of an older one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ananea_desktop.domain.errors import NewerFile, StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.domain.packages import Package, PackageRefused, Version
from ananea_desktop.storage.consolidated import Outcome, refuse_retired, told_refusal
from ananea_desktop.storage.consolidated_tables import (
    PACKAGE_COLUMNS,
    PACKAGE_TABLES,
    POSTGRESQL,
    columns_of,
    newest_wins,
    package_values,
    statements,
    values_of,
)
from ananea_desktop.storage.rows import Row

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA = "ananea"
VERSION = 1
_MARK = "ananea-consolidado "
"""What the schema's comment begins with, before its version."""
_WAIT_SECONDS = 10
_ONE_LOADER = 5321
"""The advisory lock under which tables are made and packages merged: of two loaders one waits."""


@dataclass
class Database:
    """An open one."""

    connection: "Connection[tuple[Any, ...]]"

    @contextmanager
    def writing(self) -> Iterator["Connection[tuple[Any, ...]]"]:
        """All of it is kept, or nothing. Raises StorageProblem for what the server refuses."""
        with _told(), self.connection.transaction():
            yield self.connection

    def close(self) -> None:
        self.connection.close()


@contextmanager
def _told() -> Iterator[None]:
    """A server that is gone, full or refuses is the world's fault, and is told; what is wrong in our SQL is ours."""
    import psycopg

    try:
        yield
    except (psycopg.OperationalError, psycopg.errors.InsufficientPrivilege) as error:
        reason = (str(error).strip().splitlines() or [""])[0]
        raise StorageProblem(
            _("PostgreSQL no pudo hacerlo ({reason}). Lo que ya se trajo queda.").format(reason=reason)
        ) from error


def open_database(url: str, name: str | None = None) -> Database:
    """Connects. Where there are no tables, they are made for a Central of this name.

    Raises StorageProblem where psycopg is missing, the server does not answer, the schema is none of ours, or there is
    none and no name for a new one.
    """
    try:
        import psycopg
    except ImportError as error:
        sentence = _(
            'Para PostgreSQL hace falta el programa instalado con Python: pip install "ananea-desktop[postgresql]"'
        )
        raise StorageProblem(sentence) from error
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=_WAIT_SECONDS)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = (str(error).strip().splitlines() or [""])[0]
        sentence = _("No se pudo abrir la base de datos PostgreSQL: {reason}")
        raise StorageProblem(sentence.format(reason=reason)) from error
    database = Database(connection)
    try:
        with database.writing() as db:
            db.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_LOADER,))
            _make_or_check(db, name)
        with _told():
            connection.execute(f"SET search_path TO {SCHEMA}")
            connection.execute("SET datestyle TO ISO")
    except BaseException:
        connection.close()
        raise
    return database


def _make_or_check(db: "Connection[tuple[Any, ...]]", name: str | None) -> None:
    found = db.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)
    ).fetchone()
    if found is None and name is None:
        raise StorageProblem(
            _("En esa base de datos todavía no hay un consolidado. Hágalo con: consolidate --to DIRECCIÓN")
        )
    if found is None:
        db.execute(f"CREATE SCHEMA {SCHEMA}")
        db.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{_MARK}{VERSION}'")
        db.execute(f"SET LOCAL search_path TO {SCHEMA}")
        for statement in statements(POSTGRESQL):
            db.execute(statement)
        db.execute("INSERT INTO central (id, name) VALUES (1, %s)", (name,))
        return
    said = found[0] or ""
    version = said.removeprefix(_MARK)
    if not said.startswith(_MARK) or not version.isdecimal():
        raise StorageProblem(
            _("En esa base de datos hay un esquema «{schema}» que no es un consolidado. No se tocó.").format(
                schema=SCHEMA
            )
        )
    if int(version) != VERSION:
        raise NewerFile(_("El consolidado de esa base de datos es de otra versión del programa. No se tocó."))


# who is known


def register(database: Database, code: str, name: str, public_key: str, day: date) -> None:
    """A cooperative with its key; of one that is known another key, and its name as it is now."""
    with database.writing() as db:
        db.execute(
            "INSERT INTO cooperatives (code, name, since) VALUES (%s, %s, %s)"
            " ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            (code, name, day),
        )
        db.execute(
            "INSERT INTO cooperative_keys (public_key, code, registered_on) VALUES (%s, %s, %s)",
            (public_key, code, day),
        )


def retire_key(database: Database, public_key: str, day: date) -> None:
    """Packages made after that day are not taken by it any more; what came before stays."""
    with database.writing() as db:
        db.execute("UPDATE cooperative_keys SET retired_on = %s WHERE public_key = %s", (day, public_key))


def keys(database: Database) -> list[Row]:
    """Every key with its cooperative, as the file has them; days as ISO 8601."""
    names = ("code", "name", "since", "public_key", "registered_on", "retired_on")
    with _told():
        found = database.connection.execute(
            """SELECT cooperatives.code, name, since::text, public_key, registered_on::text, retired_on::text
            FROM cooperatives JOIN cooperative_keys ON cooperative_keys.code = cooperatives.code
            ORDER BY name, cooperatives.code, registered_on, public_key"""
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def owner_of(database: Database, public_key: str) -> str | None:
    """The code of the cooperative whose key it is."""
    found = _one(database, "SELECT code FROM cooperative_keys WHERE public_key = %s", public_key)
    return None if found is None else str(found)


def name_of(database: Database, code: str) -> str | None:
    """As the Central knows it; None where it does not."""
    found = _one(database, "SELECT name FROM cooperatives WHERE code = %s", code)
    return None if found is None else str(found)


def refusal(database: Database, code: str, public_key: str) -> str:
    """What speaks against taking a package of this cooperative by this key; "" where nothing does."""
    return told_refusal(name_of(database, code), code, owner_of(database, public_key))


def _one(database: Database, query: str, *given: object) -> object:
    with _told():
        row = database.connection.execute(query, given).fetchone()
    return None if row is None else row[0]


# merging


def merge(database: Database, package: Package) -> Outcome:
    """Takes a package that was checked, or leaves it where a newer one is there.

    Raises PackageRefused where its key was retired before it was made.
    """
    (found,) = merge_all(database, [package])
    if isinstance(found, PackageRefused):
        raise found
    return found


def merge_all(database: Database, packages: Sequence[Package]) -> list[Outcome | PackageRefused]:
    """The same of several in one transaction: what became of each. What is taken is copied in table by table."""
    found: list[Outcome | PackageRefused] = []
    taken: dict[tuple[str, int], Package] = {}
    with database.writing() as db:
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_LOADER,))
        retired = dict(db.execute("SELECT public_key, retired_on::text FROM cooperative_keys").fetchall())
        known = _known_versions(db, packages)
        for package in packages:
            try:
                refuse_retired(retired.get(package.public_key), package)
            except PackageRefused as problem:
                found.append(problem)
                continue
            place = package.code, package.year
            found.append(_outcome(known.get(place), package.version))
            if found[-1] in (Outcome.ADDED, Outcome.REPLACED):
                known[place], taken[place] = package.version, package
        _replace(db, taken)
    return found


def _outcome(known: Version | None, come: Version) -> Outcome:
    if known == come:
        return Outcome.SAME
    if not newest_wins(known, come):
        return Outcome.OLDER
    return Outcome.ADDED if known is None else Outcome.REPLACED


def _known_versions(
    db: "Connection[tuple[Any, ...]]", packages: Sequence[Package]
) -> dict[tuple[str, int], Version | None]:
    """Of the same cooperatives and years, where there are any."""
    found = db.execute(
        """SELECT DISTINCT code, year, number, made_at, sha256 FROM packages
        JOIN unnest(%s::text[], %s::bigint[]) AS come (code, year) USING (code, year)""",
        ([each.code for each in packages], [each.year for each in packages]),
    ).fetchall()
    return {(code, year): Version(*version) for code, year, *version in found}


def _replace(db: "Connection[tuple[Any, ...]]", taken: Mapping[tuple[str, int], Package]) -> None:
    """What was there of these cooperatives and years goes; their rows are copied straight to where they stay."""
    if not taken:
        return
    db.execute(
        """DELETE FROM packages USING unnest(%s::text[], %s::bigint[]) AS come (code, year)
        WHERE packages.code = come.code AND packages.year = come.year""",
        ([code for code, _year in taken], [year for _code, year in taken]),
    )
    packages = taken.values()
    _copy(db, "packages", PACKAGE_COLUMNS, map(package_values, packages))
    for table in PACKAGE_TABLES:
        _copy(db, table.name, columns_of(table), (row for package in packages for row in values_of(package, table)))


def _copy(
    db: "Connection[tuple[Any, ...]]", table: str, columns: tuple[str, ...], values: Iterable[tuple[object, ...]]
) -> None:
    with db.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)
