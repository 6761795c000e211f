"""By clicks and keys: what lacks its signed scan or its support, from the list to the paper attached; the sample."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from ananea_desktop.operations import attachments, evidence, receipts
from ananea_desktop.ui.attachments import AttachmentsDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.evidence_pages import SampleDialog
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import PaperPage
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued
from tests.hostile import a_pdf, a_photo
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    """Caja y recibos with three ingresos and an egreso."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number in range(1, 4):
        issued(books, a_line(concept=f"Cuota {number}", amount="100.00"))
    issue_anyway(books, an_egreso(a_line(concept="Pilas", amount="12.00")))
    books.file.close()
    opened = open_office()
    go_to(opened, 5)
    return opened


def open_list(office: Office, act: str) -> ListPage:
    choose_act(office, "book_acts", act)
    return office.seen(ListPage)


def numbers(page: ListPage) -> list[tuple[str, int]]:
    return [(page.model.row(row)["kind"], page.model.row(row)["number"]) for row in range(page.model.rowCount())]


def attach_signed(office: Office, paper: Path) -> None:
    """From the card of the receipt in hand."""
    press(office, "receipt_attachments")
    dialog = dialog_of(office, AttachmentsDialog)
    assert isinstance(dialog, AttachmentsDialog)
    button = dialog.findChild(Button, "attach_signed")
    assert button is not None
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    choosers = dialog.findChildren(QFileDialog)
    assert len(choosers) == 1
    choosers[0].filesSelected.emit([str(paper)])
    choosers[0].close()
    office.qtbot.waitUntil(lambda: len(dialog.section.rows) == 1, timeout=10_000)
    office.settle()
    office.qtbot.waitUntil(lambda: dialog.findChild(Button, "attach_signed") is None)  # it is there now
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    office.settle()


@pytest.mark.parametrize(("name", "content"), [("firmado.jpg", a_photo()), ("firmado.pdf", a_pdf(1))])
def test_a_receipt_leaves_the_list_once_its_signed_scan_is_attached(
    office: Office, tmp_path: Path, name: str, content: bytes
) -> None:
    paper = tmp_path / name
    paper.write_bytes(content)
    page = open_list(office, "unsigned")
    assert numbers(page) == [("in", 1), ("in", 2), ("in", 3), ("out", 1)]
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    assert tab.chosen is not None
    assert tab.chosen.number_text == "001-000002"
    attach_signed(office, paper)
    (row,) = asked(office, attachments.of_record, "receipts", 2)
    assert row["stage"] == "signed"
    press(office, "way_back")
    assert numbers(office.seen(ListPage)) == [("in", 1), ("in", 3), ("out", 1)]


def test_an_attached_paper_that_turns_out_to_be_the_signed_one_is_marked_so(office: Office, tmp_path: Path) -> None:
    prepared = attachments.prepare(a_photo(), "recibo.jpg")
    asked(office, attachments.keep, "receipts", 1, prepared)
    asked(office, attachments.keep, "receipts", 1, prepared, "", "signed")
    (row,) = asked(office, attachments.of_record, "receipts", 1)
    assert row["stage"] == "signed"
    assert [each["id"] for each in asked(office, evidence.without_signed_scan)] == [2, 3, 4]


def test_an_egreso_without_support_is_one_enter_away(office: Office) -> None:
    page = open_list(office, "unsupported")
    assert numbers(page) == [("out", 1)]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    assert tab.chosen is not None
    assert tab.chosen.total == 1_200
    press(office, "way_back")
    press(office, "list_paper")
    assert office.seen(PaperPage).title.text() == "Egresos sin sustento"


def test_the_sample_is_drawn_by_the_seed_that_is_typed(office: Office) -> None:
    QSettings().clear()
    choose_act(office, "book_acts", "audit_sample")
    dialog = dialog_of(office, SampleDialog)
    assert isinstance(dialog, SampleDialog)
    draw = dialog.findChild(Button, "draw_sample")
    assert draw is not None
    office.qtbot.mouseClick(draw, Qt.MouseButton.LeftButton)
    office.settle()
    assert dialog.rows["seed"].problem().startswith("Escriba la semilla")
    field = dialog.findChild(QWidget, "seed")
    assert field is not None
    QTest.keyClicks(field, "vigilancia 7")
    office.qtbot.mouseClick(draw, Qt.MouseButton.LeftButton)
    office.settle()
    page = office.seen(PaperPage)
    office.qtbot.waitUntil(lambda: bool(page._pdf), timeout=15_000)
    document = pypdfium2.PdfDocument(page._pdf)
    texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
    document.close()
    assert "Semilla: vigilancia 7" in texts[0]
    drawn = asked(office, evidence.draw, 2026, 10, "vigilancia 7")
    titles = {"in": "RECIBO DE INGRESO", "out": "RECIBO DE EGRESO"}
    for text, each in zip(texts[1:], drawn, strict=True):
        receipt = asked(office, receipts.get, each)
        assert titles[receipt.kind] in text
        assert receipt.number_text in text
