"""Brings packages into a Central's tables and, package by package in turn, the same rows into equal tables barely:
``central_child.py REPORT FOLDER COOPERATIVES YEARS [ADDRESS]``; with an address of PostgreSQL there, else SQLite.

A process of its own, so that its memory can be measured. REPORT gets the seconds: read, ours, bare.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ananea_desktop.domain.packages import Cell, Package, file_name
from ananea_desktop.operations import central, central_database
from ananea_desktop.operations.sample_central import sample_cooperatives
from ananea_desktop.storage.consolidated_tables import (
    PACKAGE_COLUMNS,
    PACKAGE_TABLES,
    POSTGRESQL,
    SQLITE,
    columns_of,
    package_values,
    statements,
    values_of,
)
from ananea_desktop.storage.package_reader import read_package

Rows = Sequence[tuple[str, tuple[str, ...], Sequence[tuple[Cell, ...]]]]
Bare = Callable[[Rows], None]
LAST_YEAR = 2025


def rows_of(package: Package) -> Rows:
    """Table, columns and rows, in the order in which they can be put in."""
    tables = [(table.name, columns_of(table), list(values_of(package, table))) for table in PACKAGE_TABLES]
    return [("packages", PACKAGE_COLUMNS, [package_values(package)]), *tables]


@contextmanager
def bare_file(path: Path) -> Iterator[Bare]:
    """The same tables in a file of its own, as safe on the disk."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=256)) as db:
        db.execute("PRAGMA synchronous = FULL")
        for statement in statements(SQLITE):
            db.execute(statement)

        def put(given: Rows) -> None:
            db.execute("BEGIN IMMEDIATE")
            for table, columns, values in given:
                marks = ", ".join("?" * len(columns))
                db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
            db.execute("COMMIT")

        yield put


@contextmanager
def bare_database(address: str, known: Sequence[tuple[str, str, str]]) -> Iterator[Bare]:
    """The same tables in a schema of their own, by bare COPY."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        db.execute("DROP SCHEMA IF EXISTS bare CASCADE")
        db.execute("CREATE SCHEMA bare")
        db.execute("SET search_path TO bare")
        for statement in statements(POSTGRESQL):
            db.execute(statement)
        for code, name, key in known:
            db.execute("INSERT INTO cooperatives VALUES (%s, %s, '2026-01-01')", (code, name))
            db.execute("INSERT INTO cooperative_keys VALUES (%s, %s, '2026-01-01')", (key, code))

        def put(given: Rows) -> None:
            with db.transaction(), db.cursor() as cursor:
                for table, columns, values in given:
                    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                        for row in values:
                            copy.write_row(row)

        yield put


def bring(collecting: central.Collecting, put: Bare, folder: Path, count: int, years: int) -> dict[str, float]:
    """Seconds of reading with every check, of merging, and of the bare rows."""
    seconds = dict.fromkeys(("read", "ours", "bare"), 0.0)
    store, file = collecting.store, collecting.file
    for cooperative in sample_cooperatives(count):
        central.add_key(collecting, cooperative.code, cooperative.name, cooperative.public_key)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            begun = time.perf_counter()
            path = folder / file_name(cooperative.code, year, 1)
            package = read_package(path, lambda code, key: store.refusal(file, code, key))
            read = time.perf_counter()
            store.merge(file, package)
            merged = time.perf_counter()
            rows = rows_of(package)
            ready = time.perf_counter()
            put(rows)
            seconds["bare"] += time.perf_counter() - ready
            seconds["read"] += read - begun
            seconds["ours"] += merged - read
    return seconds


def main(report: Path, folder: Path, count: int, years: int, address: str = "") -> None:
    known = [(each.code, each.name, each.public_key) for each in sample_cooperatives(count)]
    if address:
        with central_database.opened(address, "") as database, bare_database(address, known) as put:
            seconds = bring(database, put, folder, count, years)
    else:
        path = report.with_suffix(".db")
        path.unlink(missing_ok=True)
        central.make_central(path)
        with central.opened(path) as opened, bare_file(report.with_suffix(".bare")) as put:
            seconds = bring(opened, put, folder, count, years)
    report.write_text(json.dumps(seconds), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
