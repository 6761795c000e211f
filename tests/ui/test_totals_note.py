"""What stands under the list of receipts: sums of income and spending, and why they are not those of the columns."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from ananea_desktop.domain.money import format_amount
from ananea_desktop.operations import advances, charges, corrections, openings, reallocations, receipt_drafts, transfers
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.openings import OpeningDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from tests.builders import (
    OWN,
    PREMIUM,
    a_draft,
    a_line,
    an_egreso,
    an_office_on_disk,
    issue_anyway,
    issued,
    save_account,
    save_member,
)
from tests.ui.conftest import Office
from tests.ui.test_main_job import go_to

OpenOffice = Callable[[], Office]
PLACE = {"fund_id": OWN, "project_id": ""}


def transfer(books: Books) -> None:
    save_account(books, name="Banco en soles", currency="PEN")
    lines = [{**PLACE, "amount": "40.00"}]
    transfers.make(books, TransferDraft(from_account="1", to_account="2", issued_on="23/11/2026", lines=lines), ALL)


def opening(books: Books) -> None:
    lines = [{**PLACE, "amount": "1,000.00"}]
    draft = OpeningDraft(account_id="1", issued_on="01/01/2026", evidence="Libro de caja", lines=lines)
    openings.make(books, draft, ALL)


def advance(books: Books) -> int:
    return issue_anyway(books, an_egreso(a_line(concept="Viaje", amount="200.00"), is_advance=True)).id


def reversal(books: Books) -> None:
    spent = issue_anyway(books, an_egreso(a_line(concept="Cascos", amount="90.00")))
    corrections.reverse(books, ReversalDraft(receipt_id=spent.id, reason="Doble"), ALL)


def rendition(books: Books) -> None:
    line = {**PLACE, "concept": "Pasajes", "amount": "150.00", "spent_on": "20/11/2026"}
    line |= {"support_type": "03", "support_number": "B001-4"}
    draft = RenditionDraft(advance_id=advance(books), issued_on="23/11/2026", lines=[line])
    advances.render(books, draft, ALL)


def reallocation(books: Books) -> None:
    spent = issue_anyway(books, an_egreso(a_line(concept="Cascos", amount="90.00")))
    moved = [{"fund_id": PREMIUM, "project_id": "", "amount": "40.00"}]
    draft = ReallocationDraft(receipt_id=spent.id, lines=moved, reason="Era de la Prima", approved_by="Huanca")
    reallocations.reallocate(books, draft, confirmed=ALL)


def aportacion(books: Books) -> None:
    save_member(books)
    charges.make(books, ChargeDraft(kind="contribution", concept="Ingreso", amount="300"))
    draft = receipt_drafts.for_debts(books, [1])
    issue_anyway(books, replace(draft, account_id="1", issued_on="23/11/2026"))


def everything(books: Books) -> None:
    for fill in (opening, transfer, rendition, reversal):
        fill(books)


@pytest.mark.parametrize(
    ("fill", "note"),
    [
        (lambda _books: None, ""),
        (transfer, "Los totales van sin traspasos."),
        (opening, "Los totales van sin saldos iniciales."),
        (advance, "Los totales van sin entregas por rendir."),
        (reversal, "Los totales van con los extornos ya restados."),
        (rendition, "Los totales van sin entregas por rendir, con lo rendido."),
        (reallocation, ""),
        (aportacion, "Los totales van sin aportaciones de socios."),
        (
            everything,
            "Los totales van sin traspasos, saldos iniciales ni entregas por rendir, con lo rendido,"
            " con los extornos ya restados.",
        ),
    ],
)
def test_what_the_totals_leave_out_is_said_under_them(
    open_office: OpenOffice, tmp_path: Path, fill: Callable[[Books], object], note: str
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books, a_line(amount="800.00"))
    fill(books)
    books.file.close()
    office = open_office()
    go_to(office, 5)
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    shown = [each.text() for each in tab.findChildren(QLabel, "totals_note") if each.isVisible()]
    assert shown == ([note] if note else [])
    tab.filters.fund.set_value(1)
    office.settle()
    shown = [each.text() for each in tab.findChildren(QLabel, "totals_note") if each.isVisible()]
    moved = ", con lo reimputado" if fill is reallocation else ""
    assert shown == [f"Los totales van solo con lo del fondo o proyecto elegido{moved}."]
    tab.filters.fund.set_value(None)
    tab.filters.account.set_value(1)  # of one account they are the sums of its columns
    office.settle()
    assert not [each for each in tab.findChildren(QLabel, "totals_note") if each.isVisible()]
    signed = [tab.model.row(row)["signed"] for row in range(tab.model.rowCount())]
    columns = [sum(max(0, sign * each) for each in signed) for sign in (1, -1)]
    assert list(tab.totals._amounts.values()) == [format_amount(each) for each in columns]


@pytest.mark.parametrize("size", [(1366, 689), (1024, 700)])
def test_what_a_document_is_can_be_read_in_any_window(
    open_office: OpenOffice, tmp_path: Path, size: tuple[int, int]
) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issue_anyway(books, a_draft(a_line(amount="92,636.88")))
    issue_anyway(books, an_egreso(a_line(amount="41,500.00")))
    reallocation(books)
    for _number in range(30):
        issued(books)  # with a scroll bar, too
    books.file.close()
    office = open_office()
    office.window.resize(*size)
    go_to(office, 5)
    tab = office.window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    rows = [tab.model.row(number) for number in range(tab.model.rowCount())]
    place = next(number for number, row in enumerate(rows) if row["kind"] == "reallocation")
    tab.table.scrollToBottom()
    office.settle()
    tab.table.lay_out_columns()
    assert tab.model.index(place, 2).data() == "Reimputac."
    assert not tab.table.isColumnHidden(2)
    assert tab.table.horizontalScrollBar().maximum() == 0
    tab.filters.account.set_value(1)
    office.settle()
    tab.table.lay_out_columns()
    assert tab.table.horizontalScrollBar().maximum() == 0
