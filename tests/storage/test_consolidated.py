"""A Central's file: packages come in any order and again and again, and what is there is the same."""

import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.packages import LARGEST_SUM, Cell, Package, PackageRefused
from ananea_desktop.operations.sample_central import sample_cooperatives, sample_package
from ananea_desktop.storage import consolidated
from ananea_desktop.storage.consolidated import Consolidated, Outcome
from ananea_desktop.storage.consolidated_tables import PACKAGE_TABLES, POSTGRESQL, SQLITE, VIEWS, statements
from ananea_desktop.storage.package_writer import write_package
from tests.builders import NOW

COOPERATIVES = sample_cooperatives(3)
PACKAGES: list[Package] = [
    sample_package(cooperative, year, number).package
    for cooperative in COOPERATIVES
    for year in (2024, 2025)
    for number in (1, 2)
]


def a_central() -> Consolidated:
    file = consolidated.open_in_memory()
    for each in COOPERATIVES:
        consolidated.register(file, each.code, each.name, each.public_key, NOW.date())
    return file


def everything(file: Consolidated) -> dict[str, list[tuple[object, ...]]]:
    tables = [
        "central",
        "cooperatives",
        "cooperative_keys",
        "packages",
        *(table.name for table in PACKAGE_TABLES),
        *VIEWS,
    ]
    return {name: sorted(file.db.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


@pytest.fixture(scope="module")
def whole() -> dict[str, list[tuple[object, ...]]]:
    file = a_central()
    for package in PACKAGES:
        consolidated.merge(file, package)
    return everything(file)


@settings(max_examples=12)
@given(data=st.data())
def test_any_order_and_any_repeat_gives_the_same(
    data: st.DataObject, whole: dict[str, list[tuple[object, ...]]]
) -> None:
    order = data.draw(st.permutations(range(len(PACKAGES))))
    repeats = data.draw(st.lists(st.integers(0, len(PACKAGES) - 1), max_size=6))
    file = a_central()
    for index in [*repeats, *order, *repeats]:
        consolidated.merge(file, PACKAGES[index])
    assert everything(file) == whole
    file.close()


def test_the_greatest_number_holds() -> None:
    file = a_central()
    first, second = PACKAGES[:2]
    assert consolidated.merge(file, first) is Outcome.ADDED
    assert consolidated.merge(file, first) is Outcome.SAME
    assert consolidated.merge(file, second) is Outcome.REPLACED
    assert consolidated.merge(file, first) is Outcome.OLDER
    (held,) = file.db.execute("SELECT number, sha256 FROM packages").fetchall()
    assert held == (2, second.version.sha256)
    assert file.db.execute("SELECT count(*) FROM money").fetchone()[0] == len(second.rows["money"])


def test_what_the_view_says_is_what_the_packages_say() -> None:
    file = a_central()
    package = PACKAGES[0]
    consolidated.merge(file, package)
    (row,) = consolidated.of_years(file, 2024, 2024)
    assert row["premium_income"] == sum(int(line[-1] or 0) for line in package.rows["money"] if line[2] == "in")
    assert row["premium_spent"] == -sum(int(line[-1] or 0) for line in package.rows["money"] if line[2] == "out")
    assert row["projects"] == len([line for line in package.rows["projects"] if line[8]])
    came = [(line[6], line[7]) for line in package.rows["trainings"]]
    assert row["trained"] == sum(int(women or 0) + int(men or 0) for women, men in came)
    assert row["fine_mg"] == sum(int(line[6] or 0) for line in package.rows["premium_lots"])
    assert sum(each["spent"] for each in consolidated.spent_by_heading(file, 2024, 2024)) == row["spent"]
    assert consolidated.years(file) == [2024]


def test_only_known_keys_are_taken() -> None:
    file = a_central()
    first, second = COOPERATIVES[:2]
    assert consolidated.refusal(file, first.code, first.public_key) == ""
    assert "no es la registrada" in consolidated.refusal(file, first.code, second.public_key)
    assert "no está registrada" in consolidated.refusal(file, "20100000009", first.public_key)


def test_a_retired_key_signs_nothing_more() -> None:
    file = a_central()
    first, second = PACKAGES[0], PACKAGES[2]  # of 2024 and 2025, made in January after each
    consolidated.merge(file, first)
    consolidated.retire_key(file, first.public_key, NOW.date().replace(year=2025, month=6))
    assert consolidated.merge(file, first) is Outcome.SAME
    with pytest.raises(PackageRefused, match="ya se retiró"):
        consolidated.merge(file, second)


def test_the_largest_sums_of_many_can_still_be_added() -> None:
    """One cooperative's figures keep the Central from seeing none of the others'."""
    file = a_central()
    for number, (cooperative, package) in enumerate(zip(COOPERATIVES, PACKAGES[::4], strict=True), start=1):
        rows: dict[str, list[tuple[Cell, ...]]] = {**package.rows}
        each = LARGEST_SUM if number < 3 else 1
        rows["premium_lots"] = [(*package.rows["premium_lots"][0][:6], each, *package.rows["premium_lots"][0][7:])]
        written = write_package(replace(package, rows=rows), cooperative.key.sign)
        consolidated.merge(file, written.package)
    assert [row["fine_mg"] for row in consolidated.of_years(file, 2024, 2024)] == [LARGEST_SUM, LARGEST_SUM, 1]
    assert LARGEST_SUM * 90_000 < 2**63
    file.close()


def test_a_key_signs_to_the_end_of_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Peru it is still that day when it is the next one in UTC."""
    monkeypatch.setenv("TZ", "<-05>5")
    time.tzset()
    try:
        package = replace(PACKAGES[0], version=replace(PACKAGES[0].version, made_at="2025-06-02T04:59:59+00:00"))
        consolidated.refuse_retired("2025-06-01", package)
        package = replace(package, version=replace(package.version, made_at="2025-06-02T05:00:00+00:00"))
        with pytest.raises(PackageRefused, match="ya se retiró"):
            consolidated.refuse_retired("2025-06-01", package)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_nothing_is_written_but_by_merging(tmp_path: Path) -> None:
    path = tmp_path / "consolidado.db"
    consolidated.create(path, "CECOMSAP")
    file = consolidated.open_consolidated(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        file.db.execute("INSERT INTO cooperatives VALUES ('1', 'x', '2026-01-01')")
    consolidated.register(file, COOPERATIVES[0].code, "Una", COOPERATIVES[0].public_key, NOW.date())
    consolidated.merge(file, PACKAGES[0])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        file.db.execute("DELETE FROM packages")
    file.close()
    again = consolidated.open_consolidated(path)
    assert [row["years"] for row in consolidated.cooperatives(again)] == [[2024]]
    again.close()
    assert [each.name for each in tmp_path.iterdir()] == ["consolidado.db"]


def test_a_merge_that_fails_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_central()
    consolidated.merge(file, PACKAGES[0])
    before = everything(file)
    broken = PACKAGES[1].rows | {"money": [(1, "2024-01", "in", 99, None, "PEN", 1, 1)]}  # type: ignore[operator]
    with pytest.raises(sqlite3.IntegrityError):
        consolidated.merge(file, Package(**{**vars(PACKAGES[1]), "rows": broken}))
    assert everything(file) == before


def test_a_file_that_is_none_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    for content in (b"", b"x" * 200, b"SQLite format 3\x00" + b"\x00" * 200):
        path.write_bytes(content)
        with pytest.raises(StorageProblem, match="No se tocó"):
            consolidated.open_consolidated(path)
        assert path.read_bytes() == content
    with pytest.raises(StorageProblem, match="Ya hay un archivo"):
        consolidated.create(path, "CECOMSAP")
    path.unlink()
    consolidated.create(path, "CECOMSAP")
    db = sqlite3.connect(path)
    db.execute("CREATE TRIGGER mine AFTER INSERT ON packages BEGIN DELETE FROM money; END")
    db.commit()
    db.close()
    with pytest.raises(StorageProblem, match="alguien la cambió"):
        consolidated.open_consolidated(path)


def test_both_databases_get_the_same_tables_and_views() -> None:
    def heads(dialect: str) -> list[str]:
        return [statement.split("(")[0].split(" AS ")[0].strip() for statement in statements(dialect)]

    assert heads(SQLITE) == heads(POSTGRESQL)
    assert not any("STRICT" in statement for statement in statements(POSTGRESQL))
