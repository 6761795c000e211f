"""A year as a package: what is in it, and that the format's own library takes it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ananea_desktop.domain import packages
from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.packages import Package
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import package_keys, sample, year_package
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.figures import figures
from ananea_desktop.storage.package_reader import read_package
from tests.builders import an_office, clock

BY_FRICTIONLESS = """
import sys
from frictionless import Package
for path in sys.argv[1:]:
    report = Package(path).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldNumber", "type", "note"])
    assert not report.warnings and len(report.tasks) > 10
"""


@pytest.fixture(scope="module")
def sample_books() -> Books:
    books = books_in_memory(clock=clock)
    sample.write_sample(books)
    return books


def written(books: Books, year: int, folder: Path, with_names: bool = False) -> tuple[Path, Package]:
    made = at_once(year_package.write_year(books, year, folder, with_names))
    return made.path, read_package(made.path, lambda _code, _key: "")


def test_the_formats_own_library_takes_it(sample_books: Books, tmp_path: Path) -> None:
    paths = [written(sample_books, 2025, tmp_path)[0], written(sample_books, 2026, tmp_path, True)[0]]
    # a process of its own: its libraries warn of each other, and our tests fail on a warning
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BY_FRICTIONLESS, *map(str, paths)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_its_sums_are_those_of_the_books(sample_books: Books, tmp_path: Path) -> None:
    _path, package = written(sample_books, 2026, tmp_path)
    first, last = sample_books.today().replace(month=1, day=1), sample_books.today()
    found = at_once(figures(sample_books, first, last))
    funds = list(packages.as_dicts(package.rows, packages.FUNDS))
    assert sum(fund["closing"] for fund in funds) == found.total
    premium = found.of_funds("premium")
    (mine,) = [fund for fund in funds if fund["kind"] == "premium"]
    assert (mine["opening"], mine["income"], mine["spent"], mine["closing"]) == (
        premium.opening,
        premium.income,
        premium.spent,
        premium.left,
    )
    spent = {project["id"]: project["spent"] for project in packages.as_dicts(package.rows, packages.PROJECTS)}
    assert {key: value for key, value in found.spent_by_project.items() if key and value} == {
        key: value for key, value in spent.items() if value
    }
    (people,) = sample_books.db.execute("SELECT count(*) FROM members WHERE discarded = 'no'").fetchone()
    assert sum(row["people"] for row in packages.as_dicts(package.rows, packages.MEMBERS)) == people


def test_no_person_is_in_it_unless_asked(sample_books: Books, tmp_path: Path) -> None:
    plain, _package = written(sample_books, 2026, tmp_path)
    named, package = written(sample_books, 2026, tmp_path, True)
    content, with_names = plain.read_bytes().decode("utf-8", "replace"), named.read_bytes().decode("utf-8", "replace")
    rows = sample_books.db.execute("SELECT document_number, paternal_surname, phone FROM members").fetchall()
    assert len(rows) > 30
    for document, _surname, phone in rows:
        assert document not in content
        assert not phone or phone not in content
    assert sum(surname in content for _document, surname, _phone in rows) == 0
    assert all(document in with_names for document, _surname, _phone in rows)
    assert len(package.rows["people"]) == len(rows)
    assert "people" not in _package.rows


def test_the_same_books_give_the_same_but_for_number_and_time(sample_books: Books, tmp_path: Path) -> None:
    (_one, first), (_two, second) = written(sample_books, 2025, tmp_path), written(sample_books, 2025, tmp_path)
    assert second.version.number == first.version.number + 1
    assert {name: rows for name, rows in first.rows.items() if name != "profile"} == {
        name: rows for name, rows in second.rows.items() if name != "profile"
    }


def test_the_secret_is_in_nothing_that_leaves(sample_books: Books, tmp_path: Path) -> None:
    path, _package = written(sample_books, 2025, tmp_path)
    (secret,) = sample_books.db.execute("SELECT secret FROM package_keys").fetchone()
    assert secret not in path.read_bytes()
    told = sample_books.db.execute("SELECT before, after FROM history").fetchall()
    acts = sample_books.db.execute("SELECT detail FROM user_acts").fetchall()
    everything = json.dumps([told, acts])
    assert secret.hex() not in everything.lower()
    assert "secret" not in package_keys.current(sample_books)


def test_nothing_half_written_stays(sample_books: Books, tmp_path: Path) -> None:
    steps = year_package.write_year(sample_books, 2026, tmp_path)
    for _step in range(3):
        next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StorageProblem, match="ya no está"):
        at_once(year_package.write_year(sample_books, 2026, tmp_path / "nada"))


def test_a_year_that_has_not_begun_is_refused(sample_books: Books, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no tiene datos"):
        at_once(year_package.write_year(sample_books, 2027, tmp_path))


def test_an_empty_year_is_a_package_too(tmp_path: Path) -> None:
    path, package = written(an_office(), 2020, tmp_path)
    assert path.name == "ananea-paquete-20100000009-2020-1.zip"
    assert package.rows["money"] == []
    assert not package.is_sample


def test_a_renewed_key_signs_from_then_on(tmp_path: Path) -> None:
    books = an_office()
    _path, before = written(books, 2025, tmp_path)
    new = package_keys.renew(books, "Robaron la computadora")
    _path, after = written(books, 2025, tmp_path)
    assert before.public_key != after.public_key == new["public_key"]
    with pytest.raises(UserError, match="No se cambió"):
        package_keys.renew(books, " ")
    assert len(package_keys.every_key(books)) == 2


def test_what_a_spreadsheet_would_calculate_is_text(tmp_path: Path) -> None:
    """Whoever opens a table of the package by a double click runs nothing; and it is not refused for it."""
    books = an_office()
    with books.permitted(), books.act() as db:
        db.execute("UPDATE headings SET name = '=HYPERLINK(A1)' WHERE id = (SELECT min(id) FROM headings)")
    _path, package = written(books, 2025, tmp_path)
    assert package.rows["headings"][0][1] == "'=HYPERLINK(A1)"
