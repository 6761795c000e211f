"""An advance by clicks and keys where something is unusual: its paper, more rendered than given, the wrong currency."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ananea_desktop.operations import checking
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.open_advances import open_advances
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.receipt_page import ReceiptPage
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued, save_account
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_correcting import said
from tests.ui.test_document_pages import asked, choose_act, fill
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]


def begin(open_office: OpenOffice, path: Path, prepare: Callable[[Books], object]) -> Office:
    books = an_office_on_disk(path / "ananea.db")
    prepare(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    return office


def test_who_takes_an_advance_signs_a_paper_that_says_so(
    open_office: OpenOffice, tmp_path: Path, printed: list[bytes]
) -> None:
    office = begin(open_office, tmp_path, lambda books: issued(books, a_line(amount="500.00")))
    office.keys(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    office.seen(ReceiptPage)
    fill(office, party_name="Quispe, Ana", concept_0="Viaje a Juliaca", amount_0="200", is_advance="yes")
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    document = pypdfium2.PdfDocument(printed[0])
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert text.count("CON CARGO A RENDIR CUENTA") == 2
    assert text.count("la sustentaré con comprobantes y devolveré lo que no gaste") == 2
    assert [row["left"] for row in asked(office, open_advances)] == [20_000]


def test_rendering_more_than_was_given_is_asked_and_then_kept(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begin(
        open_office,
        tmp_path,
        lambda books: issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True)),
    )
    choose_act(office, "book_acts", "advances")
    press(office, "render_chosen")
    fill(office, spent_on_0="20/11/2026", concept_0="Pasajes", support_type_0="03", support_number_0="B001-4")
    fill(office, amount_0="230")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    question = dialog_of(office, Question)
    assert "la cooperativa le debería S/\u00a030.00 a la persona" in said(question)
    QTest.keyClick(question.focusWidget() or question, Qt.Key.Key_Return)
    office.settle()
    assert asked(office, open_advances)[0]["left"] == 20000  # Enter alone goes back and writes nothing
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    question = dialog_of(office, Question)
    QTest.keyClick(question, Qt.Key.Key_Tab)
    QTest.keyClick(question.focusWidget() or question, Qt.Key.Key_Space)
    office.settle()
    assert [row["left"] for row in asked(office, open_advances)] == [-3000]
    assert asked(office, checking.check).problems == []


def test_dollars_are_not_given_back_in_soles(open_office: OpenOffice, tmp_path: Path) -> None:
    def prepare(books: Books) -> None:
        draft = an_egreso(is_advance=True, account_id=save_account(books), exchange_rate="3.752")
        issue_anyway(books, draft)

    office = begin(open_office, tmp_path, prepare)
    choose_act(office, "book_acts", "advances")
    press(office, "settle_chosen")
    page = office.seen(ReceiptPage)
    fill(office, account_id="1")
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "se dio en dólares: elija una cuenta en dólares" in page.form.rows["account_id"].problem()
    assert page.form.lines.texts()[0]["amount"] == "50.00"
