"""By clicks: the red strip that asks for a copy, the page that makes one on a stick, its keys on paper, the copy on
leaving, and those the program makes by itself."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from ananea_desktop import app
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import sealed
from ananea_desktop.ui import key_dialog, theme
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.closing_copy import ClosingCopy
from ananea_desktop.ui.copies_page import CopiesPage, CopyRun
from ananea_desktop.ui.copy_keeper import CopyKeeper
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.key_dialog import KeyDialog
from ananea_desktop.ui.key_trial import KeyTrial
from ananea_desktop.ui.keys_page import KeysPage
from ananea_desktop.ui.tabs.home_banner import Banner
from tests.builders import a_stick, an_office_on_disk, issued
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]
FIRST = "ananea-copia-000001-2026-11-24.db"


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    QSettings().clear()
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    return open_office()


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return a_stick(folder, monkeypatch)


def opened(office: Office, usb: Path) -> CopiesPage:
    """The page, come to through the menu, with a folder chosen as a person does."""
    office.window.actions_by_name["copy"].trigger()
    office.settle()
    page = office.seen(CopiesPage)
    office.qtbot.mouseClick(office.seen(Button, "other_folder"), Qt.MouseButton.LeftButton)
    (chooser,) = page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(usb))
    chooser.close()
    office.settle()
    return page


def shown(page: CopiesPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def told(office: Office) -> str:
    return office.seen(QLabel, "copy_outcome").text()


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_red_strip_leads_to_a_copy_and_goes_away_with_it(office: Office, usb: Path) -> None:
    banner = office.window.findChildren(Banner)[0]
    assert banner.isVisible()
    copied = office.seen(QLabel, "copied")
    assert copied.text() == "Todavía sin copia en USB. Haga una."
    press(office, "copy_now")
    page = opened(office, usb)
    press(office, "make_copy")
    assert files(usb) == [FIRST]
    assert told(office) == (f"Copia hecha, leída de nuevo y comprobada: {FIRST}. Ahora retire el USB con seguridad.")
    assert [row[:5] + row[6:] for row in shown(page)] == [
        ["000001", "24/11/2026", "1", "Ingreso 001-000001", "Sin llave", "Comprobada"]
    ]
    assert copied.text() == "Última copia en USB: 24/11/2026"
    office.keys(Qt.Key.Key_Escape)
    assert office.window.stack.currentWidget() is office.window.page("home")
    assert not banner.isVisible()


def test_in_a_narrow_window_nothing_of_the_buttons_is_cut(office: Office, usb: Path, qapp: QApplication) -> None:
    theme.apply_theme(qapp, theme.LIGHT, theme.LARGER_POINTS)
    try:
        office.window.resize(1024, 600)
        page = opened(office, usb)
        for name in ("make_copy", "other_folder"):
            button = page.findChild(Button, name)
            assert button is not None
            assert button.width() >= button.sizeHint().width()
        assert not page.table.horizontalScrollBar().isVisible()
    finally:
        theme.apply_theme(qapp, theme.LIGHT)


def test_a_copy_on_the_disk_of_the_data_quiets_nobody(office: Office, tmp_path: Path, usb: Path) -> None:
    folder = tmp_path / "Documentos"
    folder.mkdir()
    opened(office, folder)
    assert "en el mismo disco que los datos" in office.seen(QLabel, "place_warning").text()
    press(office, "make_copy")
    assert files(folder) == [FIRST]
    assert "retire" not in told(office)
    assert "haga otra en una memoria USB" in told(office)
    assert office.seen(QLabel, "copied").text() == "Todavía sin copia en USB. Haga una."
    office.keys(Qt.Key.Key_Escape)
    assert office.window.findChildren(Banner)[0].isVisible()


def test_given_up_nothing_of_it_stays(office: Office, usb: Path) -> None:
    opened(office, usb)
    office.qtbot.mouseClick(office.seen(Button, "make_copy"), Qt.MouseButton.LeftButton)
    assert not office.seen(Button, "make_copy").isEnabled()
    press(office, "cancel_work")
    assert "Se dejó la copia" in told(office)
    assert files(usb) == []
    press(office, "make_copy")
    assert files(usb) == [FIRST]


def test_what_is_refused_is_said_on_the_page(office: Office, usb: Path) -> None:
    opened(office, usb)
    office.books.books.copying = True
    press(office, "make_copy")
    assert told(office).startswith("NO se hizo la copia. Ya se está haciendo otra")
    office.books.books.copying = False
    assert office.seen(Button, "make_copy").isEnabled()
    assert QApplication.activeModalWidget() is None


def test_it_goes_on_when_the_page_is_left_and_the_window_tells_how_it_ended(office: Office, usb: Path) -> None:
    said: list[str] = []
    office.window.desk.said.connect(said.append)
    opened(office, usb)
    office.qtbot.mouseClick(office.seen(Button, "make_copy"), Qt.MouseButton.LeftButton)
    go_to(office, 1)
    office.settle()
    assert said == ["La copia está hecha y comprobada. Ahora retire el USB con seguridad."]
    assert files(usb) == [FIRST]
    assert office.window.desk.findChildren(CopyRun) == []


def test_a_stick_that_is_there_again_is_read_again(office: Office, usb: Path) -> None:
    page = opened(office, usb)
    press(office, "make_copy")
    office.keys(Qt.Key.Key_Escape)
    content = bytearray((usb / FIRST).read_bytes())
    content[70_000] ^= 1
    (usb / FIRST).write_bytes(content)
    page = opened(office, usb)
    assert "ya no es lo que se escribió" in told(office)
    assert shown(page)[0][-1] == "Dañada"
    office.keys(Qt.Key.Key_Escape)
    assert office.window.findChildren(Banner)[0].isVisible()


def paper_groups(pdf: bytes) -> list[str]:
    """The groups of a key as they are read from its paper."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    after = text[text.index("AGE-SECRET-KEY-1") + len("AGE-SECRET-KEY-1") :].split()
    found = []
    for number in range(1, 16):  # each after its number; a group may be figures only
        place = after.index(str(number))
        found.append(after[place + 1])
        after = after[place + 2 :]
    assert [len(each) for each in found] == [4] * 14 + [2]
    return found


def make_key(office: Office, name: str, printed: list[bytes]) -> list[str]:
    press(office, "new_key")
    dialog = dialog_of(office, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    office.qtbot.keyClicks(dialog.name, name)
    click(office, dialog, "go_on")
    click(office, dialog, "go_on")  # without its paper it does not count
    click(office, dialog, "print_key")
    groups = paper_groups(printed[-1])
    office.qtbot.keyClicks(dialog.typed, "qqqq qq")
    click(office, dialog, "go_on")
    assert "No son las del papel" in dialog.typed_row.problem()
    dialog.typed.clear()
    office.qtbot.keyClicks(dialog.typed, " ".join(groups[-2:]).lower())
    click(office, dialog, "go_on")
    assert QApplication.activeModalWidget() is None
    return groups


def click(office: Office, dialog: QWidget, name: str) -> None:
    (button,) = dialog.findChildren(Button, name)
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The papers that went to the printer."""
    papers: list[bytes] = []

    def print_at_once(_parent: QWidget, pdf: bytes, _title: str, done: Callable[[bool], None]) -> None:
        papers.append(pdf)
        done(True)

    monkeypatch.setattr(key_dialog, "has_printer", lambda: True)
    monkeypatch.setattr(key_dialog, "ask_and_print", print_at_once)
    return papers


def test_two_keys_on_paper_seal_the_copies_and_open_them(
    office: Office, usb: Path, tmp_path: Path, printed: list[bytes]
) -> None:
    opened(office, usb)
    press(office, "open_keys")
    standing = office.seen(QLabel, "keys_standing")
    rosa = make_key(office, "Rosa Ccama", printed)
    assert standing.text().startswith("Falta la segunda llave")
    luz = make_key(office, "Luz Mamani", printed)
    assert standing.text() == "Las copias en USB se sellan para 2 personas."
    office.keys(Qt.Key.Key_Escape)
    press(office, "make_copy")
    assert files(usb) == ["ananea-copia-000001-2026-11-24.ananea"]
    for number, groups in enumerate((rosa, luz)):
        sealed.open_sealed(usb / files(usb)[0], " ".join(groups), tmp_path / f"{number}.db")
    secret = "".join(rosa).encode()
    assert all(secret not in each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())

    press(office, "try_key")
    dialog = dialog_of(office, KeyTrial)
    assert isinstance(dialog, KeyTrial)
    office.qtbot.keyClicks(dialog.secret, " ".join(rosa[:-1]))
    click(office, dialog, "try_now")
    assert "58 letras" in dialog.row.problem()
    office.qtbot.keyClicks(dialog.secret, rosa[-1])
    click(office, dialog, "try_now")
    assert dialog.row.problem() == ""
    (words,) = dialog.findChildren(QLabel, "trial_words")
    assert words.text().startswith("La llave abre la copia")
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_key_that_is_retired_seals_no_more(office: Office, usb: Path, printed: list[bytes]) -> None:
    opened(office, usb)
    press(office, "open_keys")
    make_key(office, "Rosa Ccama", printed)
    page = office.seen(KeysPage)
    press(office, "retire_1")
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    office.qtbot.mouseClick(question.yes_button, Qt.MouseButton.LeftButton)
    office.settle()
    assert any("Retirada el 24/11/2026" in each.text() for each in page.findChildren(QLabel) if each.isVisible())
    office.keys(Qt.Key.Key_Escape)
    press(office, "make_copy")
    assert files(usb) == [FIRST]


def test_without_a_printer_no_key_is_written_on_the_pc(
    office: Office, usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_dialog, "has_printer", lambda: False)
    opened(office, usb)
    press(office, "open_keys")
    press(office, "new_key")
    dialog = dialog_of(office, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    click(office, dialog, "go_on")
    assert dialog.name_row.problem() == "Escriba quién va a guardar esta llave."
    office.qtbot.keyClicks(dialog.name, "Rosa")
    click(office, dialog, "go_on")
    click(office, dialog, "print_key")
    assert "No hay ninguna impresora" in dialog._sentence.text()
    dialog._choose_file(tmp_path / "llave.txt", "txt")
    office.settle()
    assert "La llave no se guarda en ella" in dialog._sentence.text()
    assert not (tmp_path / "llave.txt").exists()
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    office.settle()
    assert office.seen(QLabel, "keys_standing").text().startswith("Todavía no hay llaves")


def test_on_leaving_the_copy_is_made(office: Office, tmp_path: Path) -> None:
    office.window.close()
    office.settle()
    assert app.close_books(office.books) == 0
    assert files(tmp_path / "ananea-copias") == [FIRST]


def test_on_leaving_it_can_be_left_out_and_is_made_at_the_next_start(
    office: Office, open_office: OpenOffice, tmp_path: Path
) -> None:
    office.window.close()
    office.settle()
    office.books.books.copying = True  # as while a large one is being made
    skipped: list[str] = []

    def skip() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, ClosingCopy) and each.isVisible():
                timer.stop()
                skipped.append(each.windowTitle())
                office.qtbot.mouseClick(each.skip, Qt.MouseButton.LeftButton)

    timer = QTimer(interval=50)
    timer.timeout.connect(skip)
    timer.start()
    assert app.close_books(office.books) == 0
    assert skipped == ["Guardando la copia de hoy"]
    assert not (tmp_path / "ananea-copias").exists()
    again = open_office()
    CopyKeeper(again.window)
    again.settle()
    assert files(tmp_path / "ananea-copias") == [FIRST]
    states: list[copying.CopyState] = []
    again.books.ask(copying.state, owner=again.window, then=states.append)
    again.settle()
    assert states[0].trial is not None and states[0].trial["problem"] == ""


def _twenty(books: Books) -> None:
    for _each in range(copying.EVERY_RECEIPTS):
        issued(books)


def test_after_twenty_receipts_one_is_made_by_itself(office: Office, tmp_path: Path) -> None:
    CopyKeeper(office.window)
    office.settle()
    office.window.desk.receipt_issued.emit(1)
    office.settle()
    assert len(files(tmp_path / "ananea-copias")) == 1
    office.books.ask(_twenty, owner=office.window)
    office.settle()
    office.window.desk.receipt_issued.emit(21)
    office.settle()
    assert len(files(tmp_path / "ananea-copias")) == 2
    assert office.books.is_idle


def test_what_fails_by_itself_is_said_at_the_foot_of_the_window(office: Office, tmp_path: Path) -> None:
    (tmp_path / "ananea-copias").write_bytes(b"a file where the folder should be")
    CopyKeeper(office.window)
    office.settle()
    assert office.seen(QLabel, "saved").text().startswith("NO se hizo la copia.")
