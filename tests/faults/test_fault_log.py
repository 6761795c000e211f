"""A fault of ours, wherever it happens in the real program, is in the log and in a dialog, with nothing of anybody."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ananea_desktop import commands
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import program_log
from ananea_desktop.operations.books import open_books
from tests.builders import an_office_on_disk, issued, save_member

MARKS = ("Ccʼallo", "Núñez", "José", "00041527", "951234567", "AGE-SECRET-KEY-1QQPQYT8X4RRZ0ZPRR9ASM0J2XJ8")

WINDOW = """
import json, sys, threading
from pathlib import Path
from ananea_desktop.__main__ import open_window

FILE, PLACE = Path(sys.argv[1]), sys.argv[2]
NAME = "Ccʼallo Núñez, José 00041527 951234567 AGE-SECRET-KEY-1QQPQYT8X4RRZ0ZPRR9ASM0J2XJ8"
told = {"dialogs": []}

def fail(*_anything):
    raise KeyError(NAME)

def fail_in_sql(books):
    books.db.execute("INSERT INTO members (" + NAME + ") VALUES (1)")

def fail_in_child(_books):
    from ananea_desktop.storage.apart import work_apart
    return work_apart({"work": NAME})

def fail_in_step(_books):
    yield
    raise LookupError("no row of " + NAME)

def fail_when_closing(_books, thread):
    while not thread._is_stopping:
        yield
    fail()

def look_for_dialog():
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication
    from ananea_desktop.ui.buttons import Button
    from ananea_desktop.ui.dialogs import Dialog
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Dialog) and dialog.isVisible():
            copy = [each for each in dialog.findChildren(Button) if each.text() == "Copiar informe"]
            if copy:
                copy[0].click()
                told["dialogs"].append(QGuiApplication.clipboard().text())
            dialog.reject()
    if told["dialogs"]:  # also that which comes afterwards
        for window in QApplication.topLevelWidgets():
            window.close()

def make_looker():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    looker = QTimer(QApplication.instance(), interval=50)
    looker.timeout.connect(look_for_dialog)
    looker.start()

def when_ready():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from ananea_desktop.ui.main_window import MainWindow
    make_looker()
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    ask = window.desk.books.ask
    if PLACE == "slot":
        QTimer.singleShot(0, window, fail)
    elif PLACE == "again":
        for _time in range(8):
            QTimer.singleShot(0, window, fail)
    elif PLACE == "crash":
        import faulthandler
        QTimer.singleShot(50, faulthandler._sigsegv)
    elif PLACE == "books":
        ask(fail_in_sql, owner=window)
    elif PLACE == "step":
        ask(fail_in_step, owner=window)
    elif PLACE == "child":
        ask(fail_in_child, owner=window)
    elif PLACE == "thread":
        threading.Thread(target=fail).start()
    elif PLACE == "exit":
        ask(fail_when_closing, window.desk.books, owner=window, must_finish=True)
        window.close()

if PLACE in ("start", "exit"):
    from PySide6.QtWidgets import QApplication
    from ananea_desktop import app
    app.make_application()
    make_looker()
code = open_window(FILE, when_ready)
print(json.dumps(told))
sys.exit(code)
"""


def run_window(path: Path, place: str) -> tuple[int, list[str], str]:
    """The exit code, what each dialog of a fault gave to copy, and the log."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(path.parent)}
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(path), place], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout, done.stderr
    log = path.with_name("registro.log")
    return (
        done.returncode,
        json.loads(done.stdout.splitlines()[-1])["dialogs"],
        log.read_text("utf-8") if log.exists() else "",
    )


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    save_member(books)
    issued(books)
    books.file.close()
    return path


def refuse_marks(text: str) -> None:
    assert [mark for mark in MARKS if mark in text] == []


@pytest.mark.parametrize(
    ("place", "code", "where", "kind"),
    [
        ("slot", 0, "in the window", "KeyError"),
        ("books", 0, "fail_in_sql", "OperationalError"),
        ("step", 0, "fail_in_step", "LookupError: no row of"),
        ("child", 0, "another process of the program ended with 1", "KeyError"),
        ("thread", 0, "in the thread Thread", "KeyError"),
        ("exit", 1, "while the data file was closed", "KeyError"),
    ],
)
def test_fault_is_told_and_written_down(data_file: Path, place: str, code: int, where: str, kind: str) -> None:
    found, dialogs, log = run_window(data_file, place)
    assert found == code
    assert len(dialogs) == 1
    for text in (dialogs[0], log):
        assert where in text
        assert kind in text
        refuse_marks(text)
    assert "registro.log" in dialogs[0]
    assert log.count("ERROR") == 1
    assert str(Path.home()) not in dialogs[0] + log
    assert dialogs[0].startswith("ananea_desktop ")


def test_fault_before_the_window_is_told_and_ends_the_program(data_file: Path) -> None:
    """The file without the row that every file has: nothing that the world does."""
    with closing(sqlite3.connect(data_file)) as db:
        names = "name = 'installation_frozen_delete'"
        (trigger,) = db.execute(f"SELECT sql FROM sqlite_master WHERE {names}").fetchone()
        db.executescript(f"DROP TRIGGER installation_frozen_delete; DELETE FROM installation; {trigger};")
    code, dialogs, log = run_window(data_file, "start")
    assert code == 1
    (dialog,) = dialogs
    for text in (dialog, log):
        assert "while the data file was opened" in text
        assert "storage/chain.py" in text
        assert "TypeError: 'NoneType' object is not subscriptable" in text


def test_start_writes_down_what_it_runs_on_and_how_much_there_is(data_file: Path) -> None:
    books = open_books(data_file)
    with program_log.logging_to(lambda: data_file.with_name("registro.log")):
        at_once(program_log.note_start(books, "Qt 6.11.3"))
    books.file.close()
    log = data_file.with_name("registro.log").read_text("utf-8")
    for part in (
        "ananea_desktop 0.",
        "Python 3.",
        "SQLite 3.",
        "schema ",
        "Qt 6.11.3",
        " MB",
        "members 1",
        "receipts 1",
    ):
        assert part in log
    assert "‹" not in log


def test_crash_of_the_process_itself_is_told_at_the_next_start(data_file: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(data_file.parent)}
    command = [sys.executable, "-c", WINDOW, str(data_file), "crash"]
    assert subprocess.run(command, env=environment, capture_output=True, timeout=60).returncode < 0
    code, dialogs, log = run_window(data_file, "nothing")
    assert code == 0
    for text in (*dialogs, log):
        assert "Segmentation fault" in text
        assert "ananea_desktop/app.py" in text
        assert str(Path(sys.prefix).parent) not in text
    assert len(dialogs) == 1
    assert not data_file.with_name("registro-caida.log").exists()


def test_log_rotates_and_keeps_little(tmp_path: Path) -> None:
    path = tmp_path / "registro.log"
    with program_log.logging_to(lambda: path):
        for number in range(20_000):
            program_log.LOG.info("line %s of one hundred letters %s", number, "x" * 70)
    files = sorted(each.name for each in tmp_path.iterdir())
    assert files == ["registro.log", "registro.log.1", "registro.log.2"]
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) <= 3 * program_log.MOST_BYTES
    assert program_log.last_lines(path).splitlines()[-1].endswith("x" * 70)
    assert len(program_log.last_lines(path).splitlines()) == program_log.LAST_LINES


def test_log_that_cannot_be_written_hinders_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with program_log.logging_to(lambda: tmp_path / "no folder" / "registro.log"):
        program_log.LOG.error("a fault")
    assert "No such file or directory" in capsys.readouterr().err


def test_same_fault_again_and_again_is_one_dialog_and_few_lines(data_file: Path) -> None:
    _code, dialogs, log = run_window(data_file, "again")
    assert len(dialogs) == 1
    assert log.count("fault in the window") == 1
    assert "the same fault again, 1 times" in log


def test_command_that_fails_says_so_by_its_exit_code_and_in_the_log(
    data_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: str) -> None:
        raise KeyError(" ".join(MARKS))

    monkeypatch.setattr("ananea_desktop.operations.checking.check", fail)
    assert commands.main(["--file", str(data_file), "check"]) == commands.FAULT == 3
    told, log = capsys.readouterr().err, data_file.with_name("registro.log").read_text("utf-8")
    for text in (told, log):
        assert "in the command check" in text or "KeyError" in text
        refuse_marks(text)
    assert "El programa tuvo una falla" in told
    assert commands.main(["--file", str(data_file), "papelera"]) == 0
