"""What the receipt's page remembers: half-typed receipts, the last with a person, a receipt to repeat or to replace."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import receipt_drafts, receipts, waiting_receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.receipt_page import ReceiptPage
from tests.builders import (
    PREMIUM,
    a_line,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
)
from tests.ui.conftest import Office, dialog_of
from tests.ui.test_correcting import said
from tests.ui.test_document_pages import asked, choose_act
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


@pytest.fixture
def begin(open_office: OpenOffice, tmp_path: Path) -> Callable[[Callable[[Books], object]], Office]:
    """The tab Caja y recibos over a file that holds what is wanted."""

    def prepared(fill: Callable[[Books], object]) -> Office:
        books = an_office_on_disk(tmp_path / "ananea.db")
        fill(books)
        books.file.close()
        office = open_office()
        go_to(office, 5)
        return office

    return prepared


Begin = Callable[[Callable[[Books], object]], Office]


def new(office: Office) -> ReceiptPage:
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return office.seen(ReceiptPage)


def pick(office: Office, page: ReceiptPage, typed: str) -> None:
    """Types over the person and takes the first that is found."""
    type_into(office, "party_name", typed)
    office.settle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(page.form.party, key)
        office.settle()


def lines(page: ReceiptPage) -> list[tuple[str, str]]:
    return [(line["concept"], line["amount"]) for line in page.form.lines.texts()]


def two_members(books: Books) -> None:
    for number, name, concept, amount in (
        ("00041527", "Huanca", "Cuota de octubre", "50.00"),
        ("00041528", "Apaza", "Aportación", "120.00"),
    ):
        member = save_member(books, document_number=number, paternal_surname=name)
        bank = save_account(books, name=f"Banco {name}", currency="PEN")
        line = a_line(concept=concept, amount=amount)
        issued(books, line, member_id=member, account_id=bank, method="deposit", operation_number="77")
    save_member(books, document_number="00041529", paternal_surname="Layme")


def test_who_picks_the_wrong_person_first_gets_what_belongs_to_the_right_one(begin: Begin) -> None:
    office = begin(two_members)
    page = new(office)
    untouched = (page.form.account.value(), page.form.method.value())
    pick(office, page, "huanca")
    assert (lines(page), page.form.account.value()) == ([("Cuota de octubre", "50.00")], "2")
    pick(office, page, "apaza")
    assert (lines(page), page.form.account.value()) == ([("Aportación", "120.00")], "3")
    assert page.form.method.value() == "deposit"
    pick(office, page, "layme")  # with whom there is no receipt yet
    assert lines(page) == [("", "")]
    assert (page.form.account.value(), page.form.method.value()) == untouched


def test_what_was_typed_is_not_overwritten_by_the_last_receipt(begin: Begin) -> None:
    office = begin(two_members)
    page = new(office)
    type_into(office, "amount_0", "80")
    type_into(office, "method", "transfer")
    pick(office, page, "huanca")
    assert (lines(page), page.form.method.value()) == ([("Cuota de octubre", "80.00")], "transfer")
    assert page.form.account.value() == "2"  # nobody had chosen it


def test_the_project_that_a_receipt_was_opened_for_stays(begin: Begin) -> None:
    def fill(books: Books) -> None:
        two_members(books)
        save_project(books, "5,000.00")
        member = 1
        issue_anyway(books, an_egreso(a_line(concept="Movilidad", amount="10.00"), member_id=member))

    office = begin(fill)
    office.window.desk.want_receipt(receipt_drafts.for_project, 1)
    office.settle()
    page = office.seen(ReceiptPage)
    pick(office, page, "huanca")
    assert page.form.draft().lines[0]["project_id"] == "1"
    assert lines(page) == [("", "")]


def test_half_typed_receipts_wait_side_by_side_and_are_chosen_by_name(begin: Begin) -> None:
    office = begin(issued)
    page = new(office)
    assert not page.others.isVisible()
    type_into(office, "party_name", "Ccallo & hijos")
    type_into(office, "amount_0", "50")
    office.keys(Qt.Key.Key_Escape)
    page = new(office)
    assert page.form.party.text() == "Ccallo & hijos"
    press(office, "keep_draft")
    # a receipt that comes filled in, as from a member's card, does not overwrite the one that waits
    office.window.desk.receipt_wanted.emit(an_egreso(party_name="Huanca"))
    office.settle()
    page = office.seen(ReceiptPage)
    assert page.others.text() == "Otro recibo sin terminar"
    type_into(office, "note", "Falta la boleta")
    press(office, "waiting_receipts")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == ["Ingreso · Ccallo && hijos · 50.00"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    office.settle()
    page = office.seen(ReceiptPage)
    assert (page.form.party.text(), page.recovered.isVisible()) == ("Ccallo & hijos", True)
    waiting = asked(office, waiting_receipts.all_waiting)
    assert [(each.party_name, each.note) for each in waiting] == [
        ("Huanca", "Falta la boleta"),
        ("Ccallo & hijos", ""),
    ]
    page.recovered.click()  # this one is thrown away, the other goes on waiting and is not taken up unasked
    office.settle()
    assert (page.form.party.text(), page.others.text()) == ("", "Otro recibo sin terminar")
    assert [each.party_name for each in asked(office, waiting_receipts.all_waiting)] == ["Huanca"]


def test_a_receipt_is_repeated_from_its_menu(begin: Begin, printed: list[bytes]) -> None:
    def fill(books: Books) -> None:
        two = (a_line(concept="Cuota", amount="50.00"), a_line(concept="Multa", amount="20.00", fund_id=PREMIUM))
        issued(books, *two, issued_on="03/11/2026", note="De octubre")

    office = begin(fill)
    choose_act(office, "more_acts", "repeat")
    page = office.seen(ReceiptPage)
    assert lines(page) == [("Cuota", "50.00"), ("Multa", "20.00")]
    assert page.form.issued_on.text() == "24/11/2026"
    assert page.form.note.text() == ""
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    first, again = (asked(office, receipts.get, each) for each in (1, 2))
    assert (again.number, again.total, again.party.name) == (2, first.total, first.party.name)
    assert again.corrects_id is None
    assert len(printed) == 1


def test_what_replaces_an_annulled_receipt_says_so_on_its_paper(begin: Begin, printed: list[bytes]) -> None:
    def fill(books: Books) -> None:
        receipts.annul(books, issued(books).id, "Mal el nombre")

    office = begin(fill)
    choose_act(office, "more_acts", "repeat")
    kind = office.seen(ReceiptPage).form.kind
    QTest.keyClick(kind, Qt.Key.Key_Right)  # it stays the kind of receipt that it replaces
    assert (kind.isEnabled(), kind.value()) == (False, ReceiptKind.IN)
    type_into(office, "party_name", "Huanca Layme, Tomasa")
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    again = asked(office, receipts.get, 2)
    assert (again.corrects_number, again.is_reversal) == ("001-000001", False)
    document = pypdfium2.PdfDocument(printed[0])
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert text.count("EN REEMPLAZO del recibo de ingreso N.º 001-000001, que se anuló.") == 2


def test_what_is_unusual_is_told_in_one_question_and_answered_by_key(begin: Begin, printed: list[bytes]) -> None:
    office = begin(lambda books: issued(books, a_line(amount="100.00")))
    office.keys(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ReceiptPage)
    for name, text in (
        ("party_name", "Ferretería"),
        ("concept_0", "Motor"),
        ("amount_0", "2,000.00"),
        ("issued_on", "22/11/2026"),
    ):
        type_into(office, name, text)
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    question = dialog_of(office, Question)
    assert isinstance(question, Question)
    words = said(question)
    assert ("bancarización" in words, "quedaría en" in words) == (True, True)
    QTest.keyClick(question, Qt.Key.Key_Escape)
    office.settle()
    assert len(asked(office, receipts.page, receipts.ReceiptFilter())) == 1  # nothing was issued
    assert page.form.lines.texts()[0]["amount"] == "2,000.00"
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    again = dialog_of(office, Question)
    QTest.keyClick(again, Qt.Key.Key_Tab)
    QTest.keyClick(again.focusWidget() or again, Qt.Key.Key_Return)
    office.settle()
    assert len(printed) == 1
    assert asked(office, receipts.get, 2).total == 200_000


def test_the_amount_of_something_else_is_not_proposed(begin: Begin) -> None:
    office = begin(two_members)
    page = new(office)
    type_into(office, "concept_0", "Multa")
    pick(office, page, "huanca")
    assert lines(page) == [("Multa", "")]
