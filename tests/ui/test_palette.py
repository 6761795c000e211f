"""«Buscar todo» by keys: what is typed, what is offered, what Enter opens, and what rights and the lock leave of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import trainings
from ananea_desktop.ui import palette_entries, personal
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.cash_count_page import CashCountPage
from ananea_desktop.ui.palette import Palette
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.tab_pages import tab_spec
from ananea_desktop.ui.tabs import assemblies, assets, projects, purchases
from ananea_desktop.ui.tabs import trainings as training_tab
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import a_line, a_training, an_office_on_disk, issued, save_member
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_main_job import go_to, press, press_letter

OpenOffice = Callable[[], Office]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def begun(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    member = save_member(books)
    save_member(books, document_number="10000002", paternal_surname="Quispe", given_names="Rosa")
    trainings.save(books, a_training(topic="Primeros auxilios"), [member])
    issued(books, a_line(amount="75.50", concept="Flete"), party_name="Quispe Mamani, Julia")
    books.file.close()
    return open_office()


def opened(office: Office, typed: str = "") -> Palette:
    office.keys(Key.Key_K, CTRL)
    palette = dialog_of(office, Palette)
    assert isinstance(palette, Palette)
    for letter in typed:
        press_letter(office, palette.field, letter)
    office.settle()
    return palette


def titles(palette: Palette) -> list[str]:
    return [line if isinstance(line, str) else line.title for line in palette.lines.lines]


def take(office: Office, palette: Palette, key: Key = Key.Key_Return) -> None:
    office.qtbot.keyClick(palette.field, key)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    QApplication.processEvents()
    office.settle()


def test_a_person_is_found_as_typed_and_opened(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    palette = opened(office, "ñuñez jos")
    assert titles(palette) == ["Socios y trabajadores", "Ccʼallo Núñez, José"]
    take(office, palette)
    tab = office.seen(RecordTab)
    assert (tab.spec.record_type.table, tab.card.record_id) == ("members", 1)


def test_a_receipt_by_its_number_and_by_its_total(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    for typed in ("1", "75.50"):
        palette = opened(office, typed)
        assert titles(palette)[:2] == ["Recibos y documentos", "Recibo de ingreso 001-000001"]
        take(office, palette)
        seen = office.seen(ReceiptsTab).chosen
        assert seen is not None and seen.number == 1
        go_to(office, 0)


def test_arrows_pass_over_the_names_of_groups_and_stop_at_the_ends(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    palette = opened(office, "re")
    rows = [number for number, line in enumerate(palette.lines.lines) if not isinstance(line, str)]
    seen = [palette.list.currentIndex().row()]
    for _step in rows:
        office.qtbot.keyClick(palette.field, Key.Key_Down)
        seen.append(palette.list.currentIndex().row())
    assert seen == [*rows, rows[-1]]
    for _step in range(5):
        office.qtbot.keyClick(palette.field, Key.Key_PageUp)
    assert palette.list.currentIndex().row() == rows[0]
    take(office, palette, Key.Key_Escape)
    assert palette_gone(office)


def palette_gone(office: Office) -> bool:
    QApplication.processEvents()
    return not [each for each in office.window.findChildren(Palette) if each.isVisible()]


def test_acts_papers_tabs_and_the_page_in_sight(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    take(office, opened(office, "nuevo soc"))
    assert office.seen(RecordForm).record_type.table == "members"
    office.keys(Key.Key_Escape)
    take(office, opened(office, "recibo de egr"))
    assert office.seen(ReceiptPage)
    office.keys(Key.Key_Escape)
    take(office, opened(office, "libro caja y bancos"))
    assert office.seen(PaperPage)
    office.keys(Key.Key_Escape)
    take(office, opened(office, "capacitaciones"))
    assert office.seen(RecordTab).spec.record_type.table == "training_sessions"
    take(office, opened(office, "tomar asis"))
    assert type(office.window.stack.currentWidget()).__name__ == "TrainingAttendancePage"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("letras", "Apariencia"),
        ("inglés", "Apariencia"),
        ("usb", "Copias de seguridad"),
        ("contraseña", "Personas que usan el programa"),
        ("pagar", "Recibo de egreso"),
        ("cobrar", "Recibo de ingreso"),
    ],
)
def test_what_is_done_is_found_by_other_words_for_it(
    open_office: OpenOffice, tmp_path: Path, typed: str, found: str
) -> None:
    assert found in titles(opened(begun(open_office, tmp_path), typed))


def test_papers_of_the_person_in_sight(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    palette = opened(office, "ficha")
    assert titles(palette)[:2] == ["En esta página", "Ficha"]
    take(office, palette)
    assert office.seen(PaperPage)


def test_at_first_what_was_looked_at_lately(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    take(office, opened(office, "quispe rosa"))
    take(office, opened(office, "auxilios"))
    office.window.close()
    office.close()
    office = open_office()
    palette = opened(office)
    assert titles(palette)[:3] == ["Vistos hace poco", "Primeros auxilios", "Quispe Núñez, Rosa"]
    take(office, palette)
    assert office.seen(RecordTab).card.record_id == 1


def test_what_is_found_nowhere_is_said(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    palette = opened(office, "xyzzy")
    assert titles(palette) == []
    assert palette.nothing.isVisible() and "menos letras" in palette.nothing.text()
    office.qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()


def test_enter_before_the_answer_takes_the_answer(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    palette = opened(office)
    palette.field.setText("auxilios")
    office.qtbot.keyClick(palette.field, Key.Key_Return)
    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    QApplication.processEvents()
    office.settle()
    assert office.seen(RecordTab).spec.record_type.table == "training_sessions"


def test_documents_are_hidden_while_that_is_wanted(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    entry = opened(office, "quispe rosa").chosen()
    assert entry is not None and "10000002" in entry.detail
    office.qtbot.keyClick(dialog_of(office, Palette), Key.Key_Escape)
    personal.hide_personal(True)
    try:
        entry = opened(office, "quispe rosa").chosen()
        assert entry is not None and "•••• 0002" in entry.detail and "1000" not in entry.detail
    finally:
        personal.hide_personal(False)


def test_nobody_is_offered_what_they_may_not_do(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.books.books.rights = frozenset({Right.OWN})
    office.window.follow_rights()
    offered = {each.title for each in palette_entries.of_program(office.window)}
    assert {"Nuevo socio", "Recibo de egreso", "Cobrar a los socios", "Arqueo de caja"}.isdisjoint(offered)
    assert "Recuperar una copia" not in offered
    assert {"Arqueos hechos", "Gráficos", "Socios"} <= offered


def test_not_while_locked_nor_before_the_cooperative_is_known(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office()
    office.keys(Key.Key_K, CTRL)
    assert palette_gone(office)


def test_the_button_in_the_top_bar_opens_it(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    press(office, "find_all")
    assert isinstance(dialog_of(office, Palette), Palette)


def test_new_records_are_called_as_on_their_buttons() -> None:
    specs = {
        "assemblies": assemblies.SPEC,
        "fixed_assets": assets.ASSETS_TAB,
        "premium_projects": projects.PROJECTS_TAB,
        "purchases": purchases.PURCHASES_TAB,
        "training_sessions": training_tab.TRAININGS_TAB,
    }
    for table, text in palette_entries.NEW.items():
        assert (specs.get(table) or tab_spec(table)).new_text == text


def test_a_paper_that_a_menu_leads_to_is_offered_once(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    shown = titles(opened(office, "compras por clase"))
    assert shown == ["Papeles y listas", "Compras por clase"]


def test_the_button_of_an_empty_list_is_pressed_from_here_too(open_office: OpenOffice, tmp_path: Path) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    office = open_office()
    (counts,) = [each for each in BOOK_ACTS if each.name == "cash_counts"]
    counts.open(office.window, office.window.desk)
    office.settle()
    words = office.seen(Button, "first_row").text()
    office.keys(Key.Key_K, CTRL)
    palette = dialog_of(office, Palette)
    assert isinstance(palette, Palette)
    palette.field.setText(words)
    office.settle()
    office.qtbot.keyClick(palette.field, Key.Key_Return)
    office.settle()
    assert office.seen(CashCountPage).isVisible()
