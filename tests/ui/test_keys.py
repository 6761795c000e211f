"""Keys: each is declared once with its words, none means two things at once, and those of the window do their work."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from ananea_desktop import ui
from ananea_desktop.operations import assemblies, projects
from ananea_desktop.ui import main_actions
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.shortcuts import GROUPS, WINDOW_KEYS, named_keys
from ananea_desktop.ui.shortcuts_page import ShortcutsPage
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import a_project, an_assembly, an_office_on_disk, issued, save_member, save_training
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import go_to

OpenOffice = Callable[[], Office]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TABS = 7
_MAKERS = {"primary_button", "secondary_button", "danger_button", "link_button", "quiet_button", "Button"}


def literal_keys() -> Iterator[tuple[str, str]]:
    """Module and keys of every button, shortcut and action of the menu that names them in the source."""
    for path in sorted(Path(ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            found = [each.value for each in node.keywords if each.arg == "shortcut"]
            if name in _MAKERS:
                found += node.args[2 if name != "Button" else 3 :][:1]
            elif name == "MainAction":
                found += node.args[2:3]
            elif name == "QKeySequence":
                found += node.args[:1]
            for each in found:
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
                    yield path.name, each.value


def test_every_key_of_the_source_stands_on_the_page() -> None:
    keys = list(literal_keys())
    assert len(keys) > 40, "else nothing is looked at"
    assert {(module, key) for module, key in keys if key not in named_keys()} == set()
    assert set(WINDOW_KEYS) <= named_keys()


def test_the_page_names_no_key_that_there_is_not() -> None:
    used = {key for _module, key in literal_keys()} | set(WINDOW_KEYS)
    used |= {f"Ctrl+{number}" for number in range(1, TABS + 1)}
    by_hand = {"Esc", "Enter", "Tab", "Shift+Tab", "↑", "↓", "←", "→", "F4", "Espacio", "Ctrl+V", "Ctrl+=", "Shift+F1"}
    by_hand |= {"Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Z"}  # loops over them, or Qt's own
    assert named_keys() - used - by_hand == set()


def test_qt_reads_every_key() -> None:
    for key in [key for _module, key in literal_keys()] + list(WINDOW_KEYS):
        assert not QKeySequence(key).isEmpty(), key
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_keys_of_the_menu_are_each_its_own() -> None:
    keys = [action.shortcut for action in main_actions.actions() if action.shortcut]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(WINDOW_KEYS)


def begun(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books)
    save_member(books, document_number="10000002", paternal_surname="Quispe", given_names="Rosa")
    save_training(books)
    projects.save(books, a_project())
    assemblies.save(books, an_assembly())
    issued(books)
    books.file.close()
    return open_office()


def live_keys(office: Office) -> Counter[str]:
    """What each key would do now: the shortcuts that are in sight, and the actions of the window."""
    found: Counter[str] = Counter()
    for each in office.window.findChildren(QShortcut):
        parent = each.parent()
        assert isinstance(parent, QWidget)
        if each.isEnabled() and parent.isVisible() and parent.isEnabled():
            found[each.key().toString()] += 1
    found.update(action.shortcut().toString() for action in office.window.actions() if action.isEnabled())
    return found


def test_no_key_means_two_things_at_once(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    for tab in range(TABS):
        go_to(office, tab)
        assert {key: count for key, count in live_keys(office).items() if count > 1 and key} == {}, tab
        page = office.window.stack.currentWidget()
        if isinstance(page, RecordTab):
            page.open_form(None)
            office.settle()
            assert {key: count for key, count in live_keys(office).items() if count > 1 and key} == {}, tab
            page.leave_form()
            office.settle()


def test_f1_shows_every_key_and_esc_leads_back(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    office.keys(Key.Key_F1)
    page = office.seen(ShortcutsPage)
    shown = {each.accessibleName() for each in page.findChildren(QWidget)}
    assert {each.keys for group in GROUPS for each in group.keys} <= shown
    office.keys(Key.Key_Escape)
    assert office.seen(RecordTab).spec.record_type.table == "members"


def test_the_keys_of_the_window_in_a_list(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    tab = office.seen(RecordTab)
    office.focus(tab.table)
    press_in(office, Key.Key_F, CTRL)
    assert office.seen(SearchField, "search").hasFocus()
    office.focus(tab.table)
    with office.qtbot.waitSignal(tab.listed):
        press_in(office, Key.Key_F5)
    office.settle()
    press_in(office, Key.Key_E, CTRL | SHIFT)
    chooser = dialog_of(office, QFileDialog)
    chooser.close()
    office.focus(tab.table)
    press_in(office, Key.Key_F2)
    form = office.seen(RecordForm)
    assert form.record_id == tab.card.record_id
    form.rows["phone"].field.setFocus()
    press_in(office, Key.Key_F2)
    assert office.seen(RecordForm) is form  # it is not begun anew over what is typed
    office.keys(Key.Key_Escape)


def press_in(office: Office, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the cursor is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    office.qtbot.keyClick(focused, key, modifier)
    office.settle()


def test_ctrl_p_prints_the_list_and_f10_opens_the_menu(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 2)
    office.focus(office.seen(RecordTab).table)
    press_in(office, Key.Key_P, CTRL)
    assert office.seen(PaperPage)
    office.keys(Key.Key_Escape)
    go_to(office, 5)
    office.focus(office.seen(ReceiptsTab).table)
    press_in(office, Key.Key_F10)
    menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
    assert [action.text() for action in menu.actions()][:2] == ["Deshacer lo último…\tCtrl+Z", "Buscar todo…\tCtrl+K"]
    menu.close()


def test_keys_stand_on_the_buttons_that_have_them(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    assert office.seen(Button, "find_all").shown_keys == "Ctrl+K"
    go_to(office, 1)
    assert office.seen(Button, "new").shown_keys == "Ctrl+N"
