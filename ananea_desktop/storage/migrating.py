"""From an older schema to the newest: after a copy that was verified, and whole or not at all.

Loaded only where there is something to migrate, or a new file to make.
"""

import os
import sqlite3
from pathlib import Path

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage.files import part_file, sync_folder
from ananea_desktop.storage.schema import SCHEMA_VERSION

FINGERPRINTS = {
    1: "697027669b812713e8ed9ac8d8067bac7202767700c9cdae1595bac8ae50863c",
    2: "f6e9c95234909bab6c0d7d94eadec52af6cd11c1f0351ddb22812103a597b7e6",
    3: "6f20727792cbee1006d394327c126f54034bccd4cc6e27ffa0c6f6829e5ddab9",
    4: "d386925ea40db89722b2942c964c4509c0198a0091499dd359756603c1462db5",
    5: "44fd3b06e49a32a0e6088eb0d940055011f5ca56e42240e0ed2f852bf1d5a0a9",
    6: "da71e004efc4955007515217b6565562fe536ad60d773a5a977b366771e4665b",
    7: "6ea88f032bec27c9e9cd6a26c6dbf32a4777d49a3a30b243aaae145df4cf4dbf",
}
"""Of every schema there was: a file of one of them is migrated only where nobody changed its structure, for a trigger
that somebody planted would act in the migration."""


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the schema up to the newest in one transaction, the version with it: a fault or a power cut in any of its
    steps leaves the old file.

    sqlite-utils alone would commit after each step (``Migrations.apply``); within a transaction it uses savepoints.
    """
    from sqlite_utils import Database

    from ananea_desktop.storage.migrations import migrations

    # a table made anew is dropped and renamed, which would else be refused for those that refer to it; and the switch
    # does nothing within a transaction
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection))
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise RuntimeError(f"the migration left a reference to nothing: {tuple(broken)}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def copy_before(connection: sqlite3.Connection, path: Path) -> Path:
    """The file as it was, beside it: written under another name, synced, read back, held against the file, renamed.

    One that a migration left which was then cut short is replaced: it held the same.
    """
    copy = path.with_name(f"{path.stem}-antes-de-version-{SCHEMA_VERSION}{path.suffix}")
    part = part_file(copy)
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        connection.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        _verify(part, counts(connection))
        os.replace(part, copy)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(copy.parent)
    return copy


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds, of whatever schema it is."""
    tables = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql GLOB 'CREATE TABLE*' ORDER BY name")
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def _verify(copy: Path, expected: dict[str, int]) -> None:
    """An older schema has no ``check`` of its own: the pages, and as many rows in each table."""
    found = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        found.execute("PRAGMA trusted_schema = OFF")
        (whole,) = found.execute("PRAGMA integrity_check(1)").fetchone()
        if whole != "ok" or counts(found) != expected:
            raise StorageProblem(
                _(
                    "Antes de pasar los datos a la versión nueva se hizo una copia, y no salió igual: el disco falla, o"
                    " el archivo está dañado. No se cambió nada."
                )
            )
    finally:
        found.close()
