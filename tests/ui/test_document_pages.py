"""By clicks and keys: the opening balance, a transfer, two bank notes, and an advance from given to returned."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import checking, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.advances_page import AdvancesPage
from ananea_desktop.ui.bank_note_page import BankNotePage
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import SectionHeader
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.receipt_page import ReceiptPage
from ananea_desktop.ui.record_form import set_field_text
from ananea_desktop.ui.rendition_page import RenditionPage
from ananea_desktop.ui.transfer_page import TransferPage
from tests.builders import a_line, an_egreso, an_office_on_disk, issue_anyway, issued, save_account
from tests.ui.conftest import Office
from tests.ui.test_main_job import go_to, press, type_into

OpenOffice = Callable[[], Office]


def choose_act(office: Office, button: str, act: str) -> None:
    """Opens a menu «Más» and picks one of its entries."""
    press(office, button)
    menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
    entry = next(each for each in menu.actions() if each.objectName() == act)
    entry.trigger()
    menu.close()
    office.settle()


def choose_in_section(office: Office, header: str, act: str) -> None:
    """Opens the menu at the head of a section of the card, and picks one of its entries."""
    (button,) = (each for each in office.seen(SectionHeader, header).findChildren(Button) if each.isVisible())
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = next(each for each in office.window.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.objectName() == act).trigger()
    menu.close()
    office.settle()


def fill(office: Office, **texts: str) -> None:
    for name, text in texts.items():
        set_field_text(office.seen(QWidget, name), text)


def asked(office: Office, operation: Callable[..., Any], *arguments: object) -> Any:
    """What an operation gives, in the books' own thread."""
    found: list[Any] = []
    office.books.ask(operation, *arguments, owner=office.window, then=found.append)
    office.settle()
    return found[0]


def save(office: Office) -> None:
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None


def begun(open_office: OpenOffice, path_of: Callable[[], Books]) -> Office:
    books = path_of()
    save_account(books, name="Banco en soles", currency="PEN")
    books.file.close()
    office = open_office()
    go_to(office, 5)
    return office


def test_opening_transfer_and_bank_notes(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, lambda: an_office_on_disk(tmp_path / "ananea.db"))
    press(office, "first_opening")
    fill(office, account_id="1", issued_on="01/01/2026", evidence="Libro de caja, folio 48")
    fill(office, fund_0="1/", amount_0="1000")
    save(office)
    choose_act(office, "book_acts", "transfer")
    fill(office, from_account="1", to_account="2", fund_0="1/", amount_0="400.50")
    save(office)
    choose_act(office, "book_acts", "bank_note")
    page = office.seen(BankNotePage)
    for concept, amount in (("ITF", "0.35"), ("Mantenimiento", "12")):
        fill(office, account_id="2", concept_0=concept, fund_0="2/", amount_0=amount)
        save(office)
        assert page.lines is not None
        assert page.lines.texts()[0]["amount"] == ""  # ready for the next line of the statement
    office.keys(Qt.Key.Key_Escape)
    kinds = [(row["kind"], row["total"]) for row in asked(office, receipts.page, receipts.ReceiptFilter())]
    assert sorted(kinds) == [
        ("bank_note", 35),
        ("bank_note", 1_200),
        ("opening", 100_000),
        ("transfer", 40_050),
        ("transfer", 40_050),
    ]
    assert asked(office, checking.check).problems == []


def test_a_refused_document_keeps_what_was_typed_over_a_restart(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    office = begun(open_office, lambda: books)
    choose_act(office, "book_acts", "transfer")
    fill(office, from_account="1", to_account="1", amount_0="1.234,56")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page = office.window.stack.currentWidget()
    assert isinstance(page, DocumentPage)
    assert "misma cuenta" in page.rows["to_account"].problem()
    office.close()
    again = open_office()
    go_to(again, 5)
    choose_act(again, "book_acts", "transfer")
    page = again.window.stack.currentWidget()
    assert isinstance(page, DocumentPage)
    assert page.lines is not None
    assert page.lines.texts()[0]["amount"] == "1.234,56"


def test_an_advance_is_given_rendered_and_its_rest_returned(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True))
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "book_acts", "advances")
    page = office.seen(AdvancesPage)
    assert page.model.rowCount() == 1
    press(office, "render_chosen")
    rendition = office.seen(RenditionPage)
    fill(office, spent_on_0="20/11/2026", concept_0="Pasajes", support_type_0="03", support_number_0="B001-4")
    fill(office, fund_0="2/", amount_0="150")
    assert "50.00" in rendition.left_words.text()
    save(office)
    choose_act(office, "book_acts", "advances")
    press(office, "settle_chosen")
    receipt = office.seen(ReceiptPage)
    assert receipt.form.kind.value() == ReceiptKind.IN
    assert receipt.form.lines.texts()[0]["amount"] == "50.00"


def test_the_card_of_an_advance_offers_to_render_it(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True))
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "more_acts", "render")
    assert office.seen(RenditionPage).isVisible()
    type_into(office, "amount_0", "10")
    assert office.seen(Button, "save_document").isEnabled()


def test_what_is_saved_twice_is_made_once_and_its_draft_goes_with_it(open_office: OpenOffice, tmp_path: Path) -> None:
    """As after a crash between the document and its answer; the next bank note is another one."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    office = begun(open_office, lambda: books)
    choose_act(office, "book_acts", "bank_note")
    page = office.seen(BankNotePage)
    fill(office, account_id="2", concept_0="ITF", fund_0="2/", amount_0="0.35")
    page._keep_draft()
    texts = page.texts()

    def make_twice(books: Books) -> list[str]:
        return [page.save(books, dict(texts), ("below_zero",)).number_text for _time in range(2)]

    assert asked(office, make_twice) == ["001-000001", "001-000001"]
    assert asked(office, records.draft, "bank_note") is None
    save(office)  # the same once more
    fill(office, concept_0="ITF", fund_0="2/", amount_0="0.35")
    assert page.texts()["token"] != texts["token"]
    press_until_saved(office)
    assert len(asked(office, receipts.page, receipts.ReceiptFilter())) == 3


def press_until_saved(office: Office) -> None:
    """Saves, and says yes to what is asked."""
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.accept()
    office.settle()


def test_a_question_that_is_answered_with_no_loses_nothing(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    office = begun(open_office, lambda: books)
    choose_act(office, "book_acts", "transfer")
    fill(office, from_account="1", to_account="2", fund_0="1/", amount_0="400.50")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    kept = asked(office, records.draft, "transfer")
    assert kept["lines"][0]["amount"] == "400.50"
    question.reject()
    office.keys(Qt.Key.Key_Escape)
    assert asked(office, records.draft, "transfer") == kept
    choose_act(office, "book_acts", "transfer")
    press_until_saved(office)
    assert asked(office, records.draft, "transfer") is None
    assert len(asked(office, receipts.page, receipts.ReceiptFilter())) == 3  # both sides


def test_what_is_corrected_is_no_longer_wrong(open_office: OpenOffice, tmp_path: Path) -> None:
    """Each problem goes when its field is changed, the strip counts those left, and a question finds none."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True))
    office = begun(open_office, lambda: books)
    choose_act(office, "book_acts", "advances")
    press(office, "render_chosen")
    page = office.seen(RenditionPage)
    assert page.lines is not None
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wrong = {field.objectName() for field in page.problems.fields()}
    assert wrong == {"spent_on_0", "concept_0", "support_number_0", "amount_0"}
    left = ["Corrija 3 datos", "Corrija 2 datos", "Corrija 1 dato", ""]
    for (name, text), sentence in zip(
        {"concept_0": "P", "amount_0": "3", "spent_on_0": "2", "support_number_0": "B"}.items(), left, strict=True
    ):
        type_into(office, name, text)
        assert not office.seen(QWidget, name).property("invalid")
        assert page.strip.text().startswith(sentence)
    assert page.strip.isHidden()
    assert page.lines.problem_count() == 0


def test_a_receipt_that_is_asked_about_shows_no_problem_any_more(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, lambda: an_office_on_disk(tmp_path / "ananea.db"))
    office.keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = office.seen(ReceiptPage)
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    form = page.form
    assert form.rows["party_name"].problem()
    type_into(office, "party_name", "Quispe")
    assert not form.rows["party_name"].problem()
    type_into(office, "concept_0", "Agua")
    assert form.strip.text().startswith("Corrija 1 dato")
    type_into(office, "amount_0", "2500")
    assert form.strip.isHidden()
    office.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.activeModalWidget(), Question)
    assert [row.problem() for row in form.rows.values() if row.problem()] == []


def test_a_transfer_tells_the_currencies_and_what_the_rate_gives(open_office: OpenOffice, tmp_path: Path) -> None:
    """And asks where soles were typed for dollars."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    dollars = save_account(books, name="Banco en dólares", currency="USD")
    issued(books, a_line(amount="1,000.00"))
    books.file.close()
    office = open_office()
    go_to(office, 5)
    choose_act(office, "book_acts", "transfer")
    page = office.seen(TransferPage)
    fill(office, from_account="1", to_account=dollars, exchange_rate="3.75", fund_0="2/", amount_0="1000")
    told = " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible()).replace("\xa0", " ")
    assert "Llegó US$, según el banco (opcional)" in told
    assert "Importe S/" in told
    assert "US$ 266.67" in told
    fill(office, arrived="1000")
    office.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.reject()
    fill(office, arrived="")
    save(office)
    kinds = [(row["kind"], row["total"]) for row in asked(office, receipts.page, receipts.ReceiptFilter())]
    assert sorted(kinds) == [("in", 100_000), ("transfer", 26_667), ("transfer", 100_000)]


def test_a_page_that_is_left_while_it_saves_tells_what_became_of_it(open_office: OpenOffice, tmp_path: Path) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    office = begun(open_office, lambda: books)
    said: list[str] = []
    office.window.desk.said.connect(said.append)
    choose_act(office, "book_acts", "transfer")
    fill(office, from_account="1", to_account="2", fund_0="2/", amount_0="")
    page = office.seen(TransferPage)
    page.try_to_save()
    page.leave()
    office.settle()
    assert office.window.findChildren(TransferPage) == []
    assert said[0].startswith("No se guardó y espera como borrador. Corrija")
    choose_act(office, "book_acts", "transfer")
    fill(office, amount_0="20")
    page = office.seen(TransferPage)
    page.try_to_save()
    page.leave()
    office.settle()
    assert office.window.findChildren(TransferPage) == []
    assert said[1].startswith("Se guardó")
    assert asked(office, records.draft, "transfer") is None
