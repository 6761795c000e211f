"""The Central's tables in a real PostgreSQL: the same packages give there what they give in the file, view by view, in
any order and again and again."""

import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ananea_desktop.commands import main
from ananea_desktop.domain.errors import NewerFile, StorageProblem
from ananea_desktop.domain.packages import Package, PackageRefused, file_name
from ananea_desktop.operations.sample_central import sample_cooperatives, sample_package
from ananea_desktop.storage import central_database, consolidated
from ananea_desktop.storage.central_database import Database, open_database
from ananea_desktop.storage.consolidated import Consolidated, Outcome
from ananea_desktop.storage.consolidated_tables import PACKAGE_TABLES, VIEWS
from tests.benchmarks import central_child
from tests.builders import NOW
from tests.real.postgresql_server import server

COOPERATIVES = sample_cooperatives(3)
SIGNED = [
    sample_package(cooperative, year, number)
    for cooperative in COOPERATIVES
    for year in (2024, 2025)
    for number in (1, 2)
]
PACKAGES = [each.package for each in SIGNED]
TABLES = ("central", "cooperatives", "cooperative_keys", "packages", *(table.name for table in PACKAGE_TABLES))
Run = Callable[..., tuple[int, str]]
Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with server(is_synced=False) as address:
        yield address


@pytest.fixture
def address(postgresql: str) -> str:
    """An empty database."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS central")
        connection.execute("CREATE DATABASE central")
    return postgresql.removesuffix("postgres") + "central"


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with closing(open_database(address, "Central")) as opened:
        for each in COOPERATIVES:
            central_database.register(opened, each.code, each.name, each.public_key, NOW.date())
        yield opened


@pytest.fixture(scope="module")
def file() -> Iterator[Consolidated]:
    with closing(consolidated.open_in_memory("Central")) as made:
        for each in COOPERATIVES:
            consolidated.register(made, each.code, each.name, each.public_key, NOW.date())
        for package in PACKAGES:
            consolidated.merge(made, package)
        yield made


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def everything(execute: Any) -> Content:
    """Every table and view: in whatever order, with days as the file has them."""
    return {
        name: sorted((tuple(map(as_text, row)) for row in execute(f"SELECT * FROM {name}")), key=repr)
        for name in (*TABLES, *VIEWS)
    }


def columns(execute: Any, name: str) -> list[str]:
    return [column[0] for column in execute(f"SELECT * FROM {name}").description]


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_and_any_repeat_gives_what_the_file_has(database: Database, file: Consolidated, seed: int) -> None:
    chance = random.Random(seed)
    for package in [*chance.sample(PACKAGES, len(PACKAGES)), *chance.choices(PACKAGES, k=6)]:
        central_database.merge(database, package)
    there, here = everything(database.connection.execute), everything(file.db.execute)
    for name in here:
        assert columns(database.connection.execute, name) == columns(file.db.execute, name)
        assert there[name] == here[name], name
    assert len(here["cooperative_years"]) == 6
    assert all(here[name] for name in VIEWS)


def test_several_at_once_have_the_same_outcome_as_in_the_file(database: Database, file: Consolidated) -> None:
    chance = random.Random(3)
    some = chance.choices(PACKAGES, k=30)
    with closing(consolidated.open_in_memory("Central")) as other:
        for each in COOPERATIVES:
            consolidated.register(other, each.code, each.name, each.public_key, NOW.date())
        for start in range(0, len(some), 10):
            batch = some[start : start + 10]
            assert central_database.merge_all(database, batch) == consolidated.merge_all(other, batch)
        assert everything(database.connection.execute) == everything(other.db.execute)
    assert central_database.merge_all(database, []) == []


def test_two_loaders_at_once_leave_what_one_leaves(address: str, database: Database, file: Consolidated) -> None:
    def load(packages: list[Package]) -> None:
        with closing(open_database(address)) as own:
            for start in range(0, len(packages), 3):
                central_database.merge_all(own, packages[start : start + 3])

    with ThreadPoolExecutor(2) as pool:
        for loading in [pool.submit(load, PACKAGES), pool.submit(load, PACKAGES[::-1])]:
            loading.result(timeout=60)
    assert everything(database.connection.execute) == everything(file.db.execute)


def test_the_greatest_number_holds(database: Database) -> None:
    first, second = PACKAGES[:2]
    told = [central_database.merge(database, each) for each in (first, first, second, first)]
    assert told == [Outcome.ADDED, Outcome.SAME, Outcome.REPLACED, Outcome.OLDER]
    held = database.connection.execute("SELECT number, sha256 FROM packages").fetchall()
    assert held == [(2, second.version.sha256)]


def test_a_merge_that_fails_leaves_what_was_there(database: Database) -> None:
    central_database.merge(database, PACKAGES[0])
    before = everything(database.connection.execute)
    broken = {**PACKAGES[1].rows, "money": [(1, "2024-01", "in", 99, None, "PEN", 1, 1)]}
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        central_database.merge(database, Package(**{**vars(PACKAGES[1]), "rows": broken}))
    assert everything(database.connection.execute) == before


def test_a_retired_key_signs_nothing_more(database: Database) -> None:
    first, second = PACKAGES[0], PACKAGES[2]
    central_database.merge(database, first)
    central_database.retire_key(database, first.public_key, date(2025, 6, 1))
    assert central_database.merge(database, first) is Outcome.SAME
    with pytest.raises(PackageRefused, match="ya se retiró"):
        central_database.merge(database, second)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command: its exit code, and all that it said."""

    def given(*arguments: object) -> tuple[int, str]:
        code = main([str(each) for each in arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return given


def test_one_command_brings_keys_and_packages(address: str, tmp_path: Path, run: Run) -> None:
    for signed in SIGNED[:4]:
        package = signed.package
        name = file_name(package.code, package.year, package.version.number)
        (tmp_path / name).write_bytes(signed.content)
    own = COOPERATIVES[0]
    code, told = run("central-key", "list", "--to", address)
    assert (code, "todavía no hay un consolidado" in told) == (1, True)
    code, told = run("consolidate", tmp_path, "--to", address, "--central", "CECOMSAP")
    assert (code, told.count("NO se trajo")) == (1, 4)
    assert run("central-key", "add", own.code, own.name, own.public_key, "--to", address)[0] == 0
    assert own.name in run("central-key", "list", "--to", address)[1]
    code, told = run("consolidate", tmp_path, "--to", address)
    assert (code, told.count("número 2")) == (0, 2)
    assert "ya hay uno más nuevo" in run("consolidate", tmp_path, "--to", address)[1]
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT name FROM ananea.central").fetchall() == [("CECOMSAP",)]
        held = connection.execute("SELECT year, number FROM ananea.cooperative_years ORDER BY 1").fetchall()
    assert held == [(2024, 2), (2025, 2)]


def test_what_is_not_ours_is_left_alone(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA ananea")
        with pytest.raises(StorageProblem, match="no es un consolidado"):
            open_database(address)
        connection.execute("COMMENT ON SCHEMA ananea IS 'ananea-consolidado 99'")
        with pytest.raises(NewerFile, match="otra versión"):
            open_database(address)
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'ananea'").fetchone()
    assert found == (0,)


def test_a_server_that_does_not_answer_is_told(run: Run) -> None:
    nobody = "postgresql://postgres@127.0.0.1:1/central"
    with pytest.raises(StorageProblem, match="No se pudo abrir la base de datos"):
        open_database(nobody)
    code, told = run("consolidate", "x.zip", "--to", nobody)
    assert code != 0
    assert "No se pudo abrir" in told


def test_without_the_driver_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StorageProblem, match=r"pip install .ananea-desktop\[postgresql\]"):
        open_database("postgresql://postgres@127.0.0.1/central")


def test_the_bare_rows_that_are_measured_are_the_same_rows(address: str, tmp_path: Path) -> None:
    for cooperative in COOPERATIVES[:2]:
        signed = sample_package(cooperative, central_child.LAST_YEAR)
        (tmp_path / file_name(cooperative.code, central_child.LAST_YEAR, 1)).write_bytes(signed.content)
    central_child.main(tmp_path / "report", tmp_path, 2, 1, address)
    with psycopg.connect(address) as connection:
        for name in ("packages", *(table.name for table in PACKAGE_TABLES)):
            ours, bare = (
                connection.execute(f"SELECT * FROM {schema}.{name} ORDER BY code, year").fetchall()
                for schema in ("ananea", "bare")
            )
            assert ours == bare, name
