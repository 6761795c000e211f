"""What other programs are given is the same work, and sound: books, papers, and the same rows in the same tables."""

import gzip
import json
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

from ananea_desktop.domain.packages import file_name
from ananea_desktop.operations.sample_central import sample_cooperatives, sample_package
from ananea_desktop.storage.consolidated_tables import PACKAGE_TABLES
from tests.benchmarks import central_child
from tests.benchmarks.peers.gnucash_book import write_book
from tests.benchmarks.peers.programs import PEERS
from tests.benchmarks.peers.written_receipt import flat_text

_GNC, _TRN = "{http://www.gnucash.org/XML/gnc}", "{http://www.gnucash.org/XML/trn}"
_SPLIT = "{http://www.gnucash.org/XML/split}"


def test_the_book_for_gnucash_has_balanced_movements_and_no_name_twice(tmp_path: Path) -> None:
    path = tmp_path / "book.gnucash"
    write_book(path, 500)
    root = ET.fromstring(gzip.decompress(path.read_bytes()))
    movements = list(root.iter(f"{_GNC}transaction"))
    assert len(movements) == 500
    till = 0
    for movement in movements:
        parts = [int(str(each.text).removesuffix("/100")) for each in movement.iter(f"{_SPLIT}value")]
        assert sum(parts) == 0
        till += parts[0]
    assert till > 0
    names = [each.text for tag in (f"{_TRN}id", f"{_SPLIT}id") for each in root.iter(tag)]
    assert len(names) == len(set(names)) == 1500


def test_the_receipt_for_libreoffice_is_sound() -> None:
    text = "".join(ET.fromstring(flat_text()).itertext())
    assert text.count("SON: CIENTO DIEZ CON 00/100 SOLES") == 2


def test_each_program_says_how_it_is_installed() -> None:
    assert all(each.install for each in PEERS)


def test_the_bare_rows_of_the_central_are_the_same_rows(tmp_path: Path) -> None:
    for cooperative in sample_cooperatives(2):
        for year in (2024, 2025):
            path = tmp_path / file_name(cooperative.code, year, 1)
            path.write_bytes(sample_package(cooperative, year).content)
    report = tmp_path / "report"
    central_child.main(report, tmp_path, 2, 2)
    assert sorted(json.loads(report.read_text())) == ["bare", "ours", "read"]
    with (
        closing(sqlite3.connect(report.with_suffix(".db"))) as ours,
        closing(sqlite3.connect(report.with_suffix(".bare"))) as bare,
    ):
        for name in ("packages", *(table.name for table in PACKAGE_TABLES)):
            query = f"SELECT * FROM {name} ORDER BY code, year"
            assert ours.execute(query).fetchall() == bare.execute(query).fetchall(), name
        assert ours.execute("SELECT count(*) FROM money").fetchone()[0] > 40
