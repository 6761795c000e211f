"""Coming in by the page, waiting after a wrong password, the lock with a half-typed form under it, the envelope."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import people, recovery, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.password_field import PasswordField
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.recovery_code import RecoveryDialog
from ananea_desktop.ui.sign_in import NameRow, SignInPage
from tests.builders import a_person, an_office_on_disk
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]
ROSA = "nieve sobre el techo"
TOMAS = "tres piedras cantan"


def with_passwords(tmp_path: Path, more: Callable[[Books], object] = lambda _books: None) -> None:
    """Rosa, the treasurer, and Tomás, of the supervisory council."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    sign_in.enter(books, "Rosa Quispe")
    people.set_password(books, 1, ROSA)
    a_person(books, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    more(books)
    books.file.close()


def type_password(office: Office, password: str, name: str = "password") -> None:
    """Letters and Enter."""
    field = office.seen(PasswordField, name)
    office.focus(field)
    office.qtbot.keyClicks(field, password)
    office.qtbot.keyClick(field, Qt.Key.Key_Return)
    office.settle()


def choose_name(office: Office, name: str) -> None:
    row = next(each for each in office.window.findChildren(NameRow) if each.isVisible() and each.text() == name)
    office.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def title(office: Office) -> str:
    return office.seen(QLabel, "sign_in_title").text()


def test_without_passwords_one_goes_straight_in(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    assert office.window.top_bar.isVisible()
    assert office.books.books.user == "Rosa Quispe"


def test_a_wrong_password_waits_and_the_right_one_comes_in(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    assert not office.window.top_bar.isVisible()
    assert office.books.books.rights == frozenset()
    choose_name(office, "Rosa Quispe")
    type_password(office, "no es esta")
    page = office.seen(SignInPage)
    assert "dentro de 1 s" in page._row.problem()
    assert not page.enter_button.isEnabled()
    office.qtbot.waitUntil(page.enter_button.isEnabled, timeout=5000)
    office.books.books.clock = lambda: datetime.fromisoformat("2026-11-24T12:00:02-05:00")
    office.qtbot.keyClick(page.password, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_password(office, ROSA)
    assert office.window.top_bar.isVisible()
    assert office.books.books.user == "Rosa Quispe"


def test_who_comes_in_has_only_the_rights_of_their_roles(open_office: OpenOffice, tmp_path: Path) -> None:
    with_passwords(tmp_path)
    office = open_office()
    choose_name(office, "Tomás Huanca")
    type_password(office, TOMAS)
    assert office.books.books.user == "Tomás Huanca"
    assert "money" not in office.books.books.rights


def in_member_form(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Rosa has begun to note a member."""
    with_passwords(tmp_path)
    office = open_office()
    choose_name(office, "Rosa Quispe")
    type_password(office, ROSA)
    go_to(office, 1)
    press(office, "first")
    type_into(office, "paternal_surname", "Huanca")
    return office


def test_ctrl_l_hides_all_and_the_same_person_goes_on_typing(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    office.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert title(office) == "La pantalla está bloqueada"
    assert not any(each.isVisible() for each in office.window.findChildren(RecordForm))
    office.qtbot.keyClick(office.seen(PasswordField, "password"), Qt.Key.Key_Escape)
    assert title(office) == "La pantalla está bloqueada", "Esc opens nothing"
    type_password(office, ROSA)
    form = office.seen(RecordForm)
    assert form.texts()["paternal_surname"] == "Huanca"
    keys = QApplication.focusWidget()
    assert keys is not None
    assert keys.objectName() == "paternal_surname"


def test_another_person_comes_in_and_the_draft_of_the_first_is_kept(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    office.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    choose_name(office, "Tomás Huanca")
    type_password(office, TOMAS)
    assert office.books.books.user == "Tomás Huanca"
    assert not any(each.isVisible() for each in office.window.findChildren(RecordForm))
    (content,) = kept_drafts(office)
    assert "Huanca" in content


def kept_drafts(office: Office) -> list[str]:
    found: list[list[str]] = []
    office.books.ask(
        lambda books: [row[0] for row in books.db.execute("SELECT content FROM drafts")],
        owner=office.window,
        then=found.append,
    )
    office.settle()
    return found[0]


class Clocks:
    """Of the system and on the wall, in seconds."""

    def __init__(self) -> None:
        self.system, self.wall = 1000.0, 5_000_000.0

    def move(self, seconds: float) -> None:
        self.system += seconds
        self.wall += seconds


def watched(office: Office) -> Clocks:
    clocks, watch = Clocks(), office.window.lock.watch
    watch.clocks = (lambda: clocks.system, lambda: clocks.wall)
    office.window.lock.follow()
    office.settle()
    return clocks


def pass_time(office: Office, clocks: Clocks, seconds: int) -> None:
    """As the timer looks."""
    for _look in range(seconds // 5):
        clocks.move(5)
        office.window.lock.watch.look()
    office.settle()


def test_five_minutes_without_use_lock_and_use_does_not(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    clocks = watched(office)
    pass_time(office, clocks, 295)
    handle = office.window.windowHandle()
    where = QPointF(500, 300)
    move = QMouseEvent(
        QEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(handle, move)
    pass_time(office, clocks, 295)
    assert not office.window.lock.is_locked
    pass_time(office, clocks, 5)
    assert office.window.lock.is_locked
    assert title(office) == "La pantalla está bloqueada"


def test_a_pc_that_slept_is_locked_before_the_first_key_opens_anything(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    clocks = watched(office)
    pass_time(office, clocks, 10)
    clocks.wall += 120  # the clock of the system stood still
    handle = office.window.windowHandle()
    where = QPointF(500, 300)
    press_ = QMouseEvent(
        QEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(handle, press_)
    assert office.window.lock.is_locked
    office.settle()


def test_a_clock_set_back_neither_locks_nor_keeps_open(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    clocks = watched(office)
    clocks.wall -= 86_400
    pass_time(office, clocks, 290)
    assert not office.window.lock.is_locked
    pass_time(office, clocks, 10)
    assert office.window.lock.is_locked


def test_slides_before_the_hall_are_not_locked(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    clocks = watched(office)
    slides = QWidget()
    slides.setProperty("presenting", True)
    office.qtbot.addWidget(slides)
    slides.show()
    pass_time(office, clocks, 900)
    assert not office.window.lock.is_locked


def test_dialogs_are_hidden_too_and_come_back(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    office.window.actions_by_name["numbers"].trigger()
    office.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    office.window.lock.lock()
    office.settle()
    assert not dialog.isVisible()
    type_password(office, ROSA)
    assert dialog.isVisible()


def test_without_passwords_the_lock_only_covers(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    office.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert title(office) == "La pantalla está bloqueada"
    assert not any(each.isVisible() for each in office.window.findChildren(PasswordField))
    press(office, "enter")
    assert office.window.top_bar.isVisible()


def test_a_lost_password_is_replaced_with_the_envelope_and_a_second_person(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    codes: list[str] = []
    with_passwords(tmp_path, lambda books: codes.append(recovery.make_code(books)))
    office = open_office()
    choose_name(office, "Rosa Quispe")
    press(office, "lost_password")
    dialog = dialog_of(office, RecoveryDialog)
    office.settle()
    for name, text in {
        "code": codes[0].lower(),
        "new_password": "una llama en la puerta",
        "again": "una llama en la puerta",
        "second_password": TOMAS,
    }.items():
        (field,) = dialog.findChildren(QWidget, name)
        field.setFocus()
        office.qtbot.keyClicks(field, text)
    (recover,) = dialog.findChildren(Button, "recover")
    office.qtbot.mouseClick(recover, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.window.top_bar.isVisible()
    assert office.books.books.user == "Rosa Quispe"


def test_what_comes_up_while_locked_waits_until_somebody_comes_in(open_office: OpenOffice, tmp_path: Path) -> None:
    office = in_member_form(open_office, tmp_path)
    office.window.lock.lock()
    office.settle()
    office.books.problem_met.emit(UserError("No se guardó el papel de Huanca."))
    late = tell(office.window, "Copia hecha", "La copia de Huanca está hecha.")  # as what ends after the lock does
    office.qtbot.waitUntil(lambda: not late.isVisible(), timeout=5000)
    assert QApplication.activeModalWidget() is None
    type_password(office, ROSA)
    assert late.isVisible()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]
    assert len(shown) == 2, "the problem is told now"


def test_what_comes_up_without_the_keys_is_hidden_too(open_office: OpenOffice, tmp_path: Path) -> None:
    """The program is behind another one while locked: no window of it gets the keys when a message comes up."""
    office = in_member_form(open_office, tmp_path)
    office.window.lock.lock()
    office.settle()
    late = Dialog(office.window, "Copia hecha")
    late.setModal(False)
    late.setWindowFlags(Qt.WindowType.ToolTip)  # the only kind that gets none here
    late.show()
    office.qtbot.waitUntil(lambda: not late.isVisible(), timeout=5000)
    type_password(office, ROSA)
    assert late.isVisible()
