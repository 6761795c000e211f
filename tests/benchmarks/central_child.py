"""Brings packages into a Central's tables and, some packages at a time in turn, the same rows into equal tables barely:
``central_child.py REPORT FOLDER COOPERATIVES YEARS [ADDRESS]``; with an address of PostgreSQL there, else SQLite.

A process of its own, so that its memory can be measured. REPORT gets the seconds: read, ours, bare.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
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
AT_A_TIME = 16


def rows_of(packages: Sequence[Package]) -> Rows:
    """Table, columns and rows, in the order in which they can be put in."""
    tables = [
        (table.name, columns_of(table), [row for package in packages for row in values_of(package, table)])
        for table in PACKAGE_TABLES
    ]
    return [("packages", PACKAGE_COLUMNS, list(map(package_values, packages))), *tables]


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
    """Seconds of reading with every check, of merging, and of the bare rows; both in transactions of equal size."""
    seconds = dict.fromkeys(("read", "ours", "bare"), 0.0)
    store, file = collecting.store, collecting.file
    known = sample_cooperatives(count)
    for cooperative in known:
        central.add_key(collecting, cooperative.code, cooperative.name, cooperative.public_key)
    names = (file_name(each.code, LAST_YEAR - ago, 1) for each in known for ago in range(years))
    while some := list(islice(names, AT_A_TIME)):
        begun = time.perf_counter()
        packages = [read_package(folder / name, lambda code, key: store.refusal(file, code, key)) for name in some]
        read = time.perf_counter()
        store.merge_all(file, packages)
        merged = time.perf_counter()
        rows = rows_of(packages)
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
