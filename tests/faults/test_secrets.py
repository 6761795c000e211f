"""Passwords and codes stand nowhere but in the head and on the paper: not in the file, the history, drafts, the diary,
the log, a crash report, the arguments or the clipboard (fault 79). Marked words are looked for in every byte."""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ananea_desktop import paths
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.operations import people, program_log, recovery, second_person, sign_in
from ananea_desktop.ui.password_field import PasswordField
from ananea_desktop.ui.people_dialogs import PasswordDialog
from ananea_desktop.ui.tick import Tick
from tests.builders import an_office_on_disk
from tests.ui.conftest import Office, dialog_of, open_office, qapp  # noqa: F401
from tests.ui.test_people_page import open_people, press_in, type_in
from tests.ui.test_sign_in_page import TOMAS, choose_name, type_password, with_passwords

MARKED = "secreto Marca7761 piedra"
WRONG = "errado Marca7762 piedra"


def bytes_under(folder: Path) -> bytes:
    """Every byte of every file, the write-ahead log too."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def assert_nowhere(content: bytes, *secrets: str) -> None:
    for secret in secrets:
        for encoding in ("utf-8", "utf-16-le"):
            assert secret.encode(encoding) not in content, secret
    assert b"Marca776" not in content


def test_no_secret_is_in_the_file_or_beside_it(tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    with program_log.logging_to(lambda: paths.log_file(tmp_path / "ananea.db")):
        sign_in.enter(books, "Rosa Quispe")
        people.set_password(books, 1, MARKED)
        code = recovery.make_code(books)
        for refused in (
            lambda: sign_in.enter(books, "Rosa Quispe", WRONG),
            lambda: people.set_password(books, 1, MARKED, WRONG),
            lambda: second_person.approve(books, "Rosa Quispe", WRONG, "una prueba"),
            lambda: recovery.recover(books, "Rosa Quispe", "A" * 20, MARKED),
        ):
            with pytest.raises(InvalidRecord) as problem:
                refused()
            program_log.LOG.error("%s", "".join(traceback.format_exception(problem.value)))
    content = bytes_under(tmp_path)
    assert b"argon2id" in content, "the file itself was looked at"
    assert_nowhere(content, MARKED, WRONG, code, code.replace("-", ""))
    books.file.close()
    assert_nowhere(bytes_under(tmp_path), MARKED, WRONG, code)


def test_a_crash_report_has_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, MARKED)
    books.db.execute("DROP TABLE sign_in_delays")
    with pytest.raises(Exception, match="sign_in_delays") as fault:
        sign_in.enter(books, "Rosa Quispe", MARKED)
    assert_nowhere("".join(traceback.format_exception(fault.value)).encode())
    books.file.close()


def test_what_is_typed_in_the_window_stays_in_its_field(
    open_office: Callable[[], Office],  # noqa: F811
    tmp_path: Path,
) -> None:
    with_passwords(tmp_path)
    office = open_office()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("lo de antes")
    choose_name(office, "Tomás Huanca")
    field = office.seen(PasswordField, "password")
    type_in_field(office, field, MARKED)
    for shown in (False, True):
        office.seen(Tick, "show_letters").setChecked(shown)
        for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
            office.qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
        assert clipboard.text() == "lo de antes"
    office.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_password(office, TOMAS)
    page = open_people(office)
    page.table.choose_row(1)
    page._set_password()
    dialog = dialog_of(office, PasswordDialog)
    type_in(office, dialog, set_present=TOMAS, set_password=MARKED, set_again=MARKED)
    office.window.lock.lock()  # a half-typed one is not kept as a draft
    office.settle()
    assert_nowhere(bytes_under(tmp_path), MARKED)
    type_password(office, TOMAS)
    press_in(office, dialog, "save_password")
    assert clipboard.text() == "lo de antes"
    assert not any(MARKED in part for part in (*sys.argv, *os.environ.values()))
    office.close()
    assert_nowhere(bytes_under(tmp_path), MARKED, TOMAS)


def type_in_field(office: Office, field: QWidget, text: str) -> None:
    office.focus(field)
    office.qtbot.keyClicks(field, text)
