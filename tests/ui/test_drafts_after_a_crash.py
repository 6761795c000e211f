"""What was being typed into any page of a document is there after a crash: the files are taken as they lie on the disk
while the window is still open, and opened by another one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ananea_desktop.operations import charges
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.ui import (
    bank_note_page,
    budget_page,
    capital_pages,
    cash_count_page,
    charge_page,
    closing_page,
    donation_page,
    hand_out_page,
    opening_page,
    receiving_page,
    reconciliation_page,
    rendition_page,
    return_page,
    stock_count_page,
    transfer_page,
)
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.equipment_acts import EQUIPMENT_ACTS
from ananea_desktop.ui.fields import TextArea, TextField
from ananea_desktop.ui.member_acts import MONEY_ACTS
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import set_field_text
from tests.builders import an_office_on_disk, issued, save_account, save_item, save_member
from tests.ui.conftest import Office

OpenOffice = Callable[[], Office]
MODULES = (
    *(bank_note_page, budget_page, capital_pages, cash_count_page, charge_page, closing_page, donation_page),
    *(hand_out_page, opening_page, receiving_page, reconciliation_page, rendition_page, return_page),
    *(stock_count_page, transfer_page),
)
ACTS: dict[str, Callable[..., object]] = {
    **{act.name: act.open for act in BOOK_ACTS},
    **{act.name: act.open for act in MONEY_ACTS},
    **{act.name: act.open for act in EQUIPMENT_ACTS},
}
OPENED = ("transfer", "cash_count", "charge", "capital_openings", "hand_out")


def kinds(of: type[DocumentPage] = DocumentPage) -> Iterator[type[DocumentPage]]:
    for each in of.__subclasses__():
        yield each
        yield from kinds(each)


def names_itself(kind: type[DocumentPage]) -> bool:
    """Whether its draft is of one record, and named when the page is made."""
    made = vars(kind).get("__init__")
    return made is not None and "form" in made.__code__.co_names


def test_every_page_of_a_document_keeps_its_draft_under_a_name_of_its_own() -> None:
    assert MODULES
    named = [each.form for each in kinds() if "form" in vars(each)]
    assert len(named) > 10 and len(set(named)) == len(named) and all(named)
    for each in kinds():
        assert each.form or names_itself(each) or each.__subclasses__(), each


def page_of(office: Office, act: str) -> DocumentPage:
    ACTS[act](office.window, office.window.desk)
    office.settle()
    page = office.window.stack.currentWidget()
    assert isinstance(page, DocumentPage)
    return page


def typed_field(page: DocumentPage) -> str:
    """The first field that takes any text."""
    for name, row in page.rows.items():
        if type(row.field) in (TextField, TextArea) and not isinstance(row.field, PickField) and not row.isHidden():
            return name
    return next(name for name, row in page.rows.items() if isinstance(row.field, TextField | TextArea))


@pytest.mark.parametrize("act", OPENED)
def test_it_is_there_after_a_crash(open_office: OpenOffice, qtbot: QtBot, tmp_path: Path, act: str) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_account(books, name="Banco en soles", currency="PEN")
    save_member(books)
    save_item(books, {"": "5"})
    charges.make(books, ChargeDraft(concept="Cuota", amount="50", due_on="30/11/2026"))
    issued(books)
    books.file.close()
    office = open_office()
    page = page_of(office, act)
    name = typed_field(page)
    with qtbot.waitSignal(office.window.desk.draft_kept):
        set_field_text(page.rows[name].field, "12/10/2026 a medias")
    office.settle()
    typed = page.texts()[name]
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for each in tmp_path.glob("ananea.d*"):
        if not each.name.endswith(".lock"):
            shutil.copy(each, crashed / each.name)
    after = Office(qtbot, crashed / "ananea.db")
    try:
        assert page_of(after, act).texts()[name] == typed != ""
    finally:
        after.close()
