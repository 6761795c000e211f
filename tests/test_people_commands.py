"""Commands and who gives them: without passwords as ever, with them only with a name and its password."""

from io import StringIO
from pathlib import Path

import pytest

from ananea_desktop import commands
from ananea_desktop.commands.base import PASSWORD_VARIABLE
from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import people, sign_in
from tests.builders import a_person, an_office_on_disk

ROSA = "nieve sobre el techo"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    books = an_office_on_disk(tmp_path / "ananea.db")
    sign_in.enter(books, "Rosa Quispe")
    books.file.close()
    return tmp_path / "ananea.db"


def guard(path: Path) -> None:
    books = an_office_on_disk(path)
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, ROSA)
    a_person(books, "Luz Mamani", {Role.RECORDS})
    books.file.close()


def on(path: Path, *arguments: str) -> int:
    return commands.main(["--file", str(path), *arguments])


def test_without_passwords_a_command_does_all(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(path, "people", "add", "Tomás Huanca", "--title", "fiscal", "--role", "supervision") == 0
    assert on(path, "people", "roles", "Tomás Huanca", "--role", "records", "--role", "treasury") == 0
    assert on(path, "people") == 0
    out = capsys.readouterr().out
    assert "Tomás Huanca" in out
    assert "Tesorería, Registro  fiscal  sin clave" in out
    assert on(path, "people", "disable", "Tomás Huanca") == 0
    assert on(path, "people", "disable", "Nadie") == 1
    assert "No hay una persona" in capsys.readouterr().err
    assert on(path, "check") == 0


def test_with_passwords_a_command_without_a_name_only_reads(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guard(path)
    assert on(path, "people") == 0
    assert on(path, "check") == 0
    capsys.readouterr()
    assert on(path, "people", "add", "Otro", "--role", "treasury") == 1
    assert "--user NOMBRE" in capsys.readouterr().err


def test_the_password_comes_from_a_variable_that_is_then_gone(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guard(path)
    monkeypatch.setenv(PASSWORD_VARIABLE, ROSA)
    assert on(path, "--user", "Rosa Quispe", "people", "add", "Otro Más", "--role", "treasury") == 0
    monkeypatch.setenv(PASSWORD_VARIABLE, "no es esta")
    assert on(path, "--user", "Rosa Quispe", "people", "add", "Uno Más", "--role", "treasury") == 1
    assert capsys.readouterr().err.count("no es correcto") == 1
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)


def test_or_from_the_input(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guard(path)
    monkeypatch.setattr("sys.stdin", StringIO(f"{ROSA}\n"))
    assert on(path, "--user", "Rosa Quispe", "people", "add", "Otro Más", "--role", "treasury") == 0


def test_roles_bind_a_command_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guard(path)
    assert on(path, "--user", "Luz Mamani", "people", "add", "Otro Más", "--role", "treasury") == 1
    err = capsys.readouterr().err
    assert "Administración" in err
    assert "--user" not in err
