"""Pages that cover a tab: left when one goes elsewhere, with all that was typed, and never open twice."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import presentations, receipt_drafts
from ananea_desktop.ui.assembly_attendance import AssemblyAttendancePage
from ananea_desktop.ui.charts_page import ChartsPage
from ananea_desktop.ui.first_start.guide import Guide
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.presentation_page import PresentationPage
from ananea_desktop.ui.profile_form import ProfileForm
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.transfer_page import TransferPage
from tests.builders import a_line, an_office_on_disk, issued, save_assembly, save_member
from tests.ui.conftest import Office

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books)
    issued(books)
    save_assembly(books)
    books.file.close()
    return open_office()


def go_to(office: Office, tab: int) -> None:
    office.qtbot.mouseClick(office.window.top_bar.tab(tab), Qt.MouseButton.LeftButton)
    office.settle()
    bury(office)


def bury(office: Office) -> None:
    """Lets go of the pages that were left."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def type_into(office: Office, name: str, text: str) -> None:
    field = office.seen(QWidget, name)
    office.focus(field)
    office.qtbot.keyClicks(field, text)


def test_no_page_piles_up_under_the_tabs(office: Office) -> None:
    covering = office.window.covering
    opened: dict[type[QWidget], Callable[[], object]] = {
        PresentationPage: covering.open_presentation,
        AssemblyAttendancePage: lambda: covering.open_attendance(1),
        ReceiptPage: lambda: office.window.desk.want_empty_receipt(ReceiptKind.IN),
        PaperPage: lambda: covering.open_paper("cuentas"),
        ChartsPage: covering.open_charts,
        ProfileForm: office.window.open_profile,
    }
    go_to(office, 1)
    tabs = office.window.stack.count()
    for kind, open_it in opened.items():
        open_it()
        office.settle()
        assert isinstance(office.window.stack.currentWidget(), kind)
        go_to(office, 1)
        assert office.window.findChildren(kind) == []
    assert office.window.stack.count() == tabs


def test_the_same_page_is_not_open_twice(office: Office) -> None:
    for _time in range(3):
        for name in ("presentation", "charts"):
            office.window.actions_by_name[name].trigger()
            office.settle()
    bury(office)
    for kind in (PresentationPage, ChartsPage):
        assert len(office.window.findChildren(kind)) == 1
    office.keys(Qt.Key.Key_Escape)
    office.keys(Qt.Key.Key_Escape)
    assert office.window.stack.currentWidget() is office.window.page("home")


def test_a_half_filled_receipt_left_by_a_tab_waits_as_a_draft(office: Office) -> None:
    go_to(office, 5)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(office, "party_name", "QUISPE MAMANI JUANA")
    go_to(office, 1)
    go_to(office, 5)
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert office.seen(ReceiptPage).form.party.text() == "QUISPE MAMANI JUANA"


def test_notes_of_a_slide_left_by_a_tab_are_kept(office: Office) -> None:
    office.window.covering.open_presentation()
    office.settle()
    type_into(office, "slide_notes", "Hablar despacio")
    go_to(office, 1)
    found: list[Presentation] = []
    year = date(2026, 1, 1), date(2026, 12, 31)
    office.books.ask(presentations.open_presentation, *year, owner=office.window, then=found.append)
    office.settle()
    assert found[0].slides[0].notes == "Hablar despacio"


def test_a_receipt_refused_after_its_page_was_left_waits_as_a_draft_and_is_told(office: Office) -> None:
    office.window.desk.receipt_wanted.emit(
        receipt_drafts.ReceiptDraft(party_name="Juana", lines=[a_line(amount="nada")])
    )
    office.settle()
    office.seen(ReceiptPage).issue()
    go_to(office, 1)
    bury(office)
    assert "espera como borrador" in office.window.toast.text()
    assert office.window.findChildren(ReceiptPage) == []
    office.window.desk.want_empty_receipt(ReceiptKind.IN)
    office.settle()
    assert office.seen(ReceiptPage).form.party.text() == "Juana"


def test_a_receipt_refused_and_then_left_waits_as_a_draft(office: Office) -> None:
    office.window.desk.receipt_wanted.emit(
        receipt_drafts.ReceiptDraft(party_name="Juana", lines=[a_line(amount="nada")])
    )
    office.settle()
    page = office.seen(ReceiptPage)
    page.issue()
    office.settle()
    page.leave()
    office.settle()
    office.window.desk.want_empty_receipt(ReceiptKind.IN)
    office.settle()
    assert office.seen(ReceiptPage).form.party.text() == "Juana"


def test_the_first_time_there_is_no_leaving_the_data_of_the_cooperative(open_office: OpenOffice) -> None:
    fresh = open_office()
    guide = fresh.window.stack.currentWidget()
    assert isinstance(guide, Guide)
    for at in ("begin", "office"):
        guide.open_at(at)
        fresh.keys(Qt.Key.Key_Escape)
        assert fresh.window.stack.currentWidget() is guide


def test_a_document_that_was_covered_is_there_again_as_it_was_typed(office: Office) -> None:
    """Found by random days: a page of a document took it for a tab that is to be loaded anew."""
    go_to(office, 5)
    TransferPage(office.window.desk).open()
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, TransferPage)
    office.window.actions_by_name["users"].trigger()
    office.settle()
    assert office.window.stack.currentWidget() is not page
    office.window.covering.leave_seen()
    office.settle()
    assert office.window.stack.currentWidget() is page
