"""The one data file: its settings, what is not a data file of ours, one opener, and what is left after closing."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ananea_desktop.domain.errors import AlreadyOpen, StorageProblem
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage.data_file import open_data_file
from ananea_desktop.storage.diary import diary_path
from tests.builders import NOW, an_office_on_disk, clock, issued, save_member

HOLDER = """
import sys
from pathlib import Path
from tests.builders import an_office_on_disk
books = an_office_on_disk(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(5000)


def execute(path: Path, *statements: str) -> None:
    """What another program does to the file while ours is closed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("locking_mode", "exclusive"),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 1),
    ],
)
def test_setting_is_read_back_from_the_open_file(books: Books, name: str, value: str | int) -> None:
    assert books.db.execute(f"PRAGMA {name}").fetchone()[0] == value


def other_database(path: Path) -> None:
    execute(path, "CREATE TABLE members (id INTEGER)", "PRAGMA user_version = 1")


def truncated(path: Path) -> None:
    an_office_on_disk(path).file.close()
    os.truncate(path, path.stat().st_size // 2 + 17)


def newer(path: Path) -> None:
    an_office_on_disk(path).file.close()
    execute(path, "PRAGMA user_version = 99")


def planted_view(path: Path) -> None:
    an_office_on_disk(path).file.close()
    execute(path, "CREATE VIEW planted AS SELECT * FROM members")


def planted_trigger(path: Path) -> None:
    an_office_on_disk(path).file.close()
    execute(path, "CREATE TRIGGER planted AFTER INSERT ON members BEGIN DELETE FROM suppliers; END")


def planted_in_the_migrations(path: Path) -> None:
    an_office_on_disk(path).file.close()
    execute(path, "CREATE TRIGGER planted AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM suppliers; END")


def dropped_trigger(path: Path) -> None:
    an_office_on_disk(path).file.close()
    execute(path, "DROP TRIGGER receipts_frozen_update")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_bytes(PNG), "ananea.db no es un archivo de este programa. No se tocó."),
        (lambda path: path.write_bytes(b"SQL"), "El archivo ananea.db está cortado: le falta una parte. No se tocó."),
        (lambda path: path.write_bytes(b""), "El archivo ananea.db está vacío (0 bytes). No se tocó."),
        (other_database, "ananea.db es de otro programa. No se tocó."),
        (truncated, "El archivo ananea.db está cortado: le falta una parte. No se tocó."),
        (newer, "es de una versión más nueva del programa (datos 99, programa"),
        (planted_view, "Otro programa cambió la estructura de ananea.db. No se tocó."),
        (planted_trigger, "Otro programa cambió la estructura de ananea.db. No se tocó."),
        (planted_in_the_migrations, "Otro programa cambió la estructura de ananea.db. No se tocó."),
        (dropped_trigger, "Otro programa cambió la estructura de ananea.db. No se tocó."),
    ],
)
def test_file_that_is_not_ours_is_named_and_left_untouched(path: Path, make, sentence: str) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match=re.escape(sentence)):
        open_data_file(path, "Rosa", NOW)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} <= {"ananea.db", "ananea.db.lock", "ananea.diario"}


def test_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageProblem, match="No se puede abrir el archivo de datos"):
        open_data_file(path, "Rosa", NOW)


def test_damaged_page_is_told(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[100:4096] = b"\xff" * 3996
    closed.write_bytes(content)
    with pytest.raises(StorageProblem, match="está dañado"):
        open_data_file(closed, "Rosa", NOW)
    assert closed.read_bytes() == content


def test_second_opener_is_told_who_has_it_and_since_when(path: Path, holder: subprocess.Popen[str]) -> None:
    open_bytes = path.read_bytes()
    with pytest.raises(AlreadyOpen) as refused:
        open_data_file(path, "Luz", NOW)
    assert refused.value.sentence == (
        "Rosa lo tiene abierto desde las 09:30 del 23/11/2026. Cierre esa ventana primero."
    )
    assert path.read_bytes() == open_bytes
    with pytest.raises(AlreadyOpen, match="Rosa lo tiene abierto"):
        open_data_file(path, "Luz", NOW)


def test_killed_opener_leaves_no_lock_behind(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    file = open_data_file(path, "Luz", NOW)
    file.close()


def test_other_program_on_the_open_file_is_kept_out(books: Books, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=0)) as connection, pytest.raises(sqlite3.OperationalError, match="lock"):
        connection.execute("SELECT * FROM members").fetchall()


def test_file_held_by_another_program_is_told(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageProblem, match="Otro programa está usando el archivo de datos"):
            open_data_file(closed, "Rosa", NOW)


def test_symbolic_link_is_the_same_file(books: Books, path: Path) -> None:
    link = path.with_name("otro nombre.db")
    link.symlink_to(path)
    with pytest.raises(AlreadyOpen, match="Rosa lo tiene abierto"):
        open_data_file(link, "Luz", NOW)


def test_after_closing_only_the_file_and_its_diary_remain(closed: Path) -> None:
    assert {each.name for each in closed.parent.iterdir()} - {"ananea.db.lock"} == {"ananea.db", "ananea.diario"}


def test_reopened_file_has_what_was_written(closed: Path) -> None:
    books = an_office_on_disk(closed)
    assert books.db.execute("SELECT total FROM receipts").fetchall() == [(5000,)]
    books.file.close()


def test_copy_of_a_running_file_with_its_log_opens(books: Books, path: Path, tmp_path: Path) -> None:
    issued(books)
    other = tmp_path / "después de un corte"
    other.mkdir()
    for name in ("ananea.db", "ananea.db-wal"):
        shutil.copy(path.with_name(name), other)
    copy = an_office_on_disk(other / "ananea.db")
    assert copy.db.execute("SELECT count(*) FROM receipts").fetchone() == (1,)
    copy.file.close()


def test_creation_that_was_cut_is_begun_anew(path: Path) -> None:
    path.with_name("ananea.db.part").write_bytes(b"half a file")
    books = an_office_on_disk(path)
    assert save_member(books) == 1
    books.file.close()


def test_a_lost_file_is_not_begun_anew_where_the_diary_is_damaged_too(tmp_path: Path) -> None:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    heading, *lines = diary_path(path).read_text().splitlines(keepends=True)
    diary_path(path).write_text(heading + "".join(lines).replace("\t", " "))
    damaged = diary_path(path).read_bytes()
    path.unlink()
    with pytest.raises(StorageProblem, match="Falta el archivo de datos"):
        open_books(path, "Rosa", clock)
    assert not path.exists()
    assert diary_path(path).read_bytes() == damaged
