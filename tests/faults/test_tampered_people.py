"""Somebody with SQLite gives themselves a role or another one's password: the check finds it (faults 75 and 77)."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import passwords, people, recovery, sign_in
from ananea_desktop.operations.books import look_at_books, open_books
from ananea_desktop.storage.check import check
from ananea_desktop.storage.data_file import open_in_memory
from ananea_desktop.storage.diary import diary_path
from tests.builders import a_person, an_office_on_disk, clock

ROSA = "nieve sobre el techo"
TOMAS = "tres piedras cantan"
OTHER = passwords.hashed("la clave de otra persona")
SCHEMA = open_in_memory().db


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rosa has all but supervision, Tomás that one, Luz is disabled; all but Luz have passwords."""
    path = tmp_path_factory.mktemp("office") / "ananea.db"
    books = an_office_on_disk(path)
    sign_in.enter(books, "Rosa Quispe")
    people.disable(books, a_person(books, "Luz Mamani", {Role.RECORDS}))
    people.set_password(books, 1, ROSA)
    recovery.make_code(books)
    a_person(books, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    books.file.close()
    return path


def found_after(office: Path, folder: Path, attack: str, keeps_history: bool) -> list[str]:
    """What the check says of a copy attacked with the triggers away; ``keeps_history``: the attacker writes a history
    that agrees, as if the program had done it."""
    path = folder / "ananea.db"
    copy(office, path)
    copy(diary_path(office), diary_path(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        if keeps_history:
            db.execute("INSERT INTO acting VALUES (1, 'Rosa Quispe', '2026-11-23T14:30:00+00:00')")
        for name, _sql in triggers:
            if not (keeps_history and "_history_" in name):
                db.execute(f"DROP TRIGGER {name}")
        db.execute(attack)
        db.execute("DELETE FROM acting")
        for name, sql in triggers:
            if not (keeps_history and "_history_" in name):
                db.execute(sql)
    books = look_at_books(path, clock)  # some of it is found at the start already, and not opened to be worked with
    try:
        return check(books.file).problems
    finally:
        books.file.close()


def test_an_untouched_office_is_sound(office: Path, tmp_path: Path) -> None:
    assert found_after(office, tmp_path, "SELECT 1", keeps_history=True) == []


@pytest.mark.parametrize("keeps_history", [False, True], ids=["history as it was", "history written too"])
@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("INSERT INTO user_roles (user_id, role) VALUES (3, 'treasury')", "Tomás Huanca: sus roles no son"),
        ("UPDATE user_roles SET role = 'supervision' WHERE user_id = 1 AND role = 'records'", "Rosa Quispe: sus roles"),
        ("DELETE FROM user_roles WHERE user_id = 3", "Tomás Huanca: sus roles no son"),
        ("UPDATE users SET disabled = 'no' WHERE id = 2", "Luz Mamani: fue activada o desactivada"),
        ("UPDATE users SET disabled = 'yes' WHERE id = 3", "Tomás Huanca: fue activada o desactivada"),
        ("UPDATE users SET name = 'Otro' WHERE id = 3", "Otro: el último acto sobre esta persona la llama Tomás"),
        ("INSERT INTO users (name, title, disabled) VALUES ('Nuevo', '', 'no')", "Nuevo: nadie anotó"),
        (f"UPDATE passwords SET encoded = '{OTHER}' WHERE user_id = 1", "Rosa Quispe: su clave no es"),
        ("DELETE FROM passwords WHERE user_id = 1", "Rosa Quispe: su clave no es"),
        (f"INSERT INTO passwords VALUES (2, '{OTHER}', '')", "Luz Mamani: su clave no es"),
        (f"UPDATE recovery_codes SET encoded = '{OTHER}'", "el código de recuperación no es"),
        ("UPDATE user_acts SET roles = 'supervision treasury' WHERE user_id = 3", "cambio sobre la persona Tomás"),
        ("UPDATE user_acts SET approved_by = 'Tomás Huanca' WHERE id = 2", "cambio sobre la persona Luz"),
        ("DELETE FROM user_acts WHERE kind = 'disabled'", "Sellos"),
    ],
)
def test_what_was_changed_outside_is_found(
    office: Path, tmp_path: Path, attack: str, said: str, keeps_history: bool
) -> None:
    assert said in "\n".join(found_after(office, tmp_path, attack, keeps_history))


def test_a_code_that_was_used_is_not_made_good_again(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "used.db"
    copy(office, path)
    copy(diary_path(office), diary_path(path))
    books = open_books(path, "Rosa", clock)
    sign_in.enter(books, "Rosa Quispe", ROSA)
    code = recovery.make_code(books)
    recovery.recover(books, "Rosa Quispe", code, ROSA, "Tomás Huanca", TOMAS)
    assert check(books.file).problems == []
    books.file.close()
    said = found_after(path, tmp_path, "UPDATE recovery_codes SET used_at = NULL", keeps_history=True)
    assert "el código de recuperación" in "\n".join(said)


def test_every_column_of_an_act_is_sealed(office: Path, tmp_path: Path) -> None:
    columns = [(row[1], row[2]) for row in SCHEMA.execute("PRAGMA table_info(user_acts)")]
    assert len(columns) == 9
    for number, (column, kind) in enumerate(columns):
        folder = tmp_path / str(number)
        folder.mkdir()
        other = f"{column} + 40" if kind == "INTEGER" else "'enabled'" if column == "kind" else f"{column} || 'x'"
        said = found_after(office, folder, f"UPDATE user_acts SET {column} = {other} WHERE id = 3", False)
        assert any(each.startswith("Sellos") for each in said), column
