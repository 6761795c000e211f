"""A data file of every past schema is opened by today's program, with everything it held."""

import gzip
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from ananea_desktop.storage import check
from ananea_desktop.storage.data_file import open_data_file
from ananea_desktop.storage.schema import SCHEMA_VERSION

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
OLD = sorted(SCHEMAS.glob("v*.db.gz"))


def test_there_is_a_file_of_every_past_schema() -> None:
    assert [path.name for path in OLD] == [f"v{version}.db.gz" for version in range(1, SCHEMA_VERSION)]


@pytest.mark.parametrize("stored", OLD, ids=lambda path: path.name)
def test_old_file_opens_whole_and_its_copy_is_kept(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    with sqlite3.connect(path) as old:
        tables = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE sql GLOB 'CREATE TABLE*STRICT*'")]
        held = {table: old.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables}
    old.close()
    file = open_data_file(path, "prueba", datetime.now())
    try:
        found = {table: file.db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables}
        report = check.check(file)
    finally:
        file.close()
    # the newer kinds of documents have series too; a migration brings amounts of the law, and its rows a history; who
    # works with the program has a seal
    for table in ("series", "history", "legal_amounts", "seals"):
        assert held.pop(table, (0,)) <= found.pop(table, (0,))
    assert found == held
    assert report.problems == []
    assert report.counts["receipts"] > 50
    assert (tmp_path / f"ananea-antes-de-version-{SCHEMA_VERSION}.db").exists()
