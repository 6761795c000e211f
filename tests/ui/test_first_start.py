"""The guide of the first start, by keys and clicks: from an empty file to the first receipt; the sample beside it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ananea_desktop import paths
from ananea_desktop.operations import first_start, receipts, sample
from ananea_desktop.operations import office as office_operations
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.ui.copies_page import CopiesPage
from ananea_desktop.ui.first_start.guide import Guide
from ananea_desktop.ui.first_start.sample import SampleDialog, SampleStarter
from ananea_desktop.ui.opening_page import OpeningPage
from ananea_desktop.ui.people_dialogs import CodeDialog, PasswordDialog, PersonDialog
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.tabs.home import HomeTab
from tests.builders import an_office_on_disk
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, fill, save
from tests.ui.test_main_job import press, type_into

OpenOffice = Callable[[], Office]


def enter(office: Office) -> None:
    """The key Enter, where the cursor is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    office.qtbot.keyClick(focused, Qt.Key.Key_Return)
    office.settle()


def seen_page(office: Office) -> str:
    return office.seen(Guide).page.name


def give_office(office: Office) -> None:
    """The first two pages, by keys alone: Enter goes from field to field and then on."""
    enter(office)
    for name, text in {"ruc": "20204621242", "treasurer_name": "Ccama Condori, Rosa"}.items():
        type_into(office, name, text)
    for _field in ("treasurer_document", "treasurer_title", "guide_back"):
        enter(office)
    office.focus(office.seen(Guide).next_button)
    enter(office)


def test_from_an_empty_file_to_the_first_receipt(open_office: OpenOffice) -> None:
    office = open_office()
    assert seen_page(office) == "begin"
    assert not office.window.top_bar.isEnabled()
    give_office(office)
    assert seen_page(office) == "people"
    assert office.seen(QLabel, "guide_step").text() == "Paso 3 de 7 · Quién lo usa"
    assert office.window.top_bar.isEnabled()
    press(office, "add_person")
    dialog = dialog_of(office, PersonDialog)
    dialog.close()
    office.focus(office.seen(Guide).next_button)
    enter(office)
    assert seen_page(office) == "accounts"
    press(office, "add_account")
    fill(office, name="Banco", kind="bank", bank="Banco de la Nación", currency="USD")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seen_page(office) == "accounts"
    press(office, "opening_1")
    assert office.seen(OpeningPage).currency() == "PEN"
    fill(office, issued_on="01/11/2026", evidence="Libro de caja, folio 48", fund_0="2/", amount_0="1000")
    save(office)
    assert seen_page(office) == "accounts"
    assert any(each.text() == "Saldo inicial: S/\xa01,000.00, el 01/11/2026." for each in labels(office))
    press(office, "guide_next")
    assert seen_page(office) == "numbers"
    type_into(office, "first_in", "0")
    press(office, "guide_next")
    assert seen_page(office) == "numbers"
    assert any("de 1 a 999999" in each.text() for each in labels(office))
    type_into(office, "first_in", "57")
    press(office, "guide_next")
    press(office, "choose_place")
    assert office.seen(CopiesPage).isVisible()
    office.keys(Qt.Key.Key_Escape)
    assert seen_page(office) == "copies"
    enter(office)
    told = " ".join(each.text() for each in labels(office))
    assert "Sigue: ingreso N.º 57, egreso N.º 1" in told and "Ccama Condori, Rosa" in told
    enter(office)
    assert office.window.stack.currentWidget() is office.window.page("home")
    assert asked(office, first_start.where) == (True, "")
    press(office, "new_in")
    type_into(office, "party_name", "Juana")
    type_into(office, "concept_0", "Donación")
    type_into(office, "amount_0", "10")
    assert office.seen(ReceiptPage).isVisible()
    assert office.seen(QLabel, "next_number").text() == "001-000057"


def labels(office: Office) -> list[QLabel]:
    return [each for each in office.window.findChildren(QLabel) if each.isVisible()]


def test_the_guide_goes_on_where_the_window_was_closed(open_office: OpenOffice) -> None:
    office = open_office()
    give_office(office)
    press(office, "guide_next")
    assert seen_page(office) == "accounts"
    office.close()
    again = open_office()
    assert seen_page(again) == "accounts"
    press(again, "guide_back")
    assert seen_page(again) == "people"
    again.keys(Qt.Key.Key_Escape)
    assert again.window.stack.currentWidget() is again.window.page("home")
    again.close()
    later = open_office()
    assert later.seen(HomeTab).isVisible()
    press(later, "matter_guide")
    assert seen_page(later) == "people"
    assert later.seen(QLabel, "guide_step").text().startswith("Paso 2 de 6")  # how to begin is not asked any more


def test_what_is_set_up_can_be_changed_in_the_guide_and_what_it_does_not_ask_stays(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    before = office_operations.profile(books)
    books.file.close()
    office = open_office()
    office.window.actions_by_name["guide"].trigger()
    office.settle()
    type_into(office, "place", "Juliaca")
    press(office, "guide_next")
    assert seen_page(office) == "people"
    after = asked(office, office_operations.profile)
    assert after["place"] == "Juliaca"
    same = [name for name in before.keys() if name != "place"]  # noqa: SIM118
    assert [after[name] for name in same] == [before[name] for name in same]


def test_the_sample_is_another_file_and_has_the_way_back(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office()
    press(office, "try_sample")
    starter = office.seen(SampleStarter)
    assert starter.progress.words() == "Preparando los datos de muestra…"
    office.qtbot.waitUntil(lambda: office.window.next_file is not None, timeout=60_000)
    made = paths.sample_file(tmp_path / "ananea.db")
    assert office.window.next_file == made
    assert paths.real_file(made) == tmp_path / "ananea.db"
    assert not office.window.isVisible()
    books = open_books(made)
    assert sample.is_only_sample(books)
    assert numbers(books)
    books.file.close()
    office.close()
    assert not [each for each in tmp_path.iterdir() if "a-medias" in each.name and each.suffix != ".lock"]


def numbers(books: Books) -> list[int]:
    return [row["number"] for row in receipts.page(books, receipts.ReceiptFilter())]


def test_a_sample_that_is_given_up_leaves_nothing(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office()
    press(office, "try_sample")
    press(office, "give_up")
    assert office.window.next_file is None
    assert office.window.focusWidget() is office.seen(Guide).begin_page.sample_button

    def left() -> list[str]:
        return [each.name for each in tmp_path.iterdir() if "muestra" in each.name and each.suffix != ".lock"]

    office.qtbot.waitUntil(lambda: not left(), timeout=30_000)


def test_from_the_menu_the_sample_is_opened_and_left_with_one_button(
    open_office: OpenOffice, tmp_path: Path, qtbot: object
) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    an_office_on_disk(paths.sample_file(tmp_path / "ananea.db")).file.close()  # it was made another day
    office = open_office()
    office.window.actions_by_name["sample"].trigger()
    dialog = dialog_of(office, SampleDialog)
    assert isinstance(dialog, SampleDialog)
    office.qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    office.qtbot.waitUntil(lambda: office.window.next_file is not None)
    office.close()
    sample_office = Office(office.qtbot, paths.sample_file(tmp_path / "ananea.db"))
    assert not sample_office.window.actions_by_name["sample"].isVisible()
    press(sample_office, "leave_sample")
    assert sample_office.window.next_file == tmp_path / "ananea.db"
    sample_office.close()


@pytest.mark.parametrize("name", ["ananea.db", "otra-muestra-2.db", "-muestra.db"])
def test_only_a_file_named_so_is_a_sample(name: str) -> None:
    assert paths.real_file(Path("/x") / name) is None


THERE_AND_BACK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ananea_desktop import app
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.first_start.guide import Guide
from ananea_desktop.ui.main_window import MainWindow

def window():
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)

def button(name):
    seen = window()
    return next((each for each in seen.findChildren(Button, name) if each.isVisible()), None) if seen else None

def pages():
    return [each.page.name for each in window().findChildren(Guide)] if window() else []

def work():
    yield lambda: button("try_sample")
    button("try_sample").click()
    yield lambda: button("leave_sample")
    print(window().desk.books.books.file.path.name)
    button("leave_sample").click()
    yield lambda: pages() == ["office"]
    print(window().desk.books.books.file.path.name)
    print(sum(isinstance(each, MainWindow) for each in QApplication.topLevelWidgets()))
    window().close()

app.make_application()
steps = work()
waiting = [next(steps)]
timer = QTimer(interval=20)
timer.timeout.connect(lambda: waiting[0]() and waiting.__setitem__(0, next(steps, lambda: False)))
timer.start()
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def test_the_program_goes_to_the_sample_and_back_to_where_it_is_begun_for_real(tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea-muestra.db").file.close()  # it was made another day
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-c", THERE_AND_BACK, str(tmp_path / "ananea.db")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()) == (0, ["ananea-muestra.db", "ananea.db", "1"]), done.stderr


def test_who_sets_a_password_in_the_guide_goes_on_in_it(open_office: OpenOffice) -> None:
    office = open_office()
    give_office(office)
    press(office, "set_own_password")
    dialog = dialog_of(office, PasswordDialog)
    assert isinstance(dialog, PasswordDialog)
    for name in ("password", "again"):
        dialog._fields[name].setText("mate de coca 1974")
    office.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    dialog_of(office, CodeDialog).close()
    office.settle()
    assert seen_page(office) == "people"
    assert any(each.text().endswith("Con clave.") for each in labels(office))
    press(office, "guide_next")
    assert seen_page(office) == "accounts"
