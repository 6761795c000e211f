"""Receipts and debts brought together by hand: what lines say, receipts applied afterwards, and taken off again."""

import pytest

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import charges, corrections, debt_lines, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.receipt_drafts import for_debts
from ananea_desktop.storage import charges as store
from ananea_desktop.storage.check import check
from tests.builders import a_line, a_member, an_egreso, an_office, issue_anyway, issued, save_account
from tests.operations.test_settlements import left, ready


@pytest.fixture
def books() -> Books:
    """Two members who owe S/ 50 of the dues; the first one also a fine of S/ 30."""
    books = an_office()
    for number in (1, 2):
        records.save(books, MEMBERS, a_member(document_number=f"1000000{number}", number=str(number)))
    charges.make(books, ChargeDraft(concept="Cuota 2026", amount="50", due_on="23/11/2026"))
    charges.make(books, ChargeDraft(kind="fine", concept="Faltó a la faena", amount="30", members=(1,)))
    return books


def paid(books: Books, receipt: Receipt) -> list[str]:
    return [each.words for each in debt_lines.applied(books, receipt.id).paid]


def test_debts_of_a_person_are_told_with_what_is_left(books: Books) -> None:
    found = debt_lines.open_debts(books, 1)
    assert [each.words for each in found] == [
        "S/ 50.00 · Cuota ordinaria: Cuota 2026 (vence 23/11/2026)",
        "S/ 30.00 · Multa: Faltó a la faena (vence 24/11/2026)",
    ]
    assert [(each.is_due, each.is_capital) for each in found] == [(True, False), (True, False)]
    told = debt_lines.told(books, [2, 99])
    assert told == {
        2: "Paga lo que debe Ccʼallo Núñez, José: Cuota ordinaria: Cuota 2026 (vence 23/11/2026)."
        " Queda por pagar S/ 50.00."
    }
    assert debt_lines.debtors(books, "10000002")[0][2] == "DNI 10000002"


def test_receipt_that_paid_nothing_is_applied_in_order_until_it_is_used_up(books: Books) -> None:
    receipt = issued(books, a_line(amount="45.00"), a_line(concept="Lo demás", amount="20.00"))
    assert debt_lines.applied(books, receipt.id).free == 6_500
    assert debt_lines.apply(books, receipt.id, [1, 3]) == 6_500
    assert left(books) == [1_500]
    assert debt_lines.applied(books, receipt.id).free == 0
    assert check(books.file).problems == []
    with pytest.raises(UserError, match="Todo el importe"):
        debt_lines.apply(books, receipt.id, [2])


def test_what_is_applied_can_be_taken_off_and_applied_to_another(books: Books) -> None:
    receipt = issued(books, a_line(amount="50.00"))
    debt_lines.apply(books, receipt.id, [1])
    assert paid(books, receipt) == ["S/ 50.00 · Cuota ordinaria: Cuota 2026 (vence 23/11/2026) · Ccʼallo Núñez, José"]
    debt_lines.take_off(books, receipt.id, 1)
    assert paid(books, receipt) == []
    assert left(books) == [5_000, 3_000]
    assert debt_lines.apply(books, receipt.id, [2]) == 5_000
    assert left(books, 2) == []
    assert check(books.file).problems == []


def test_what_is_left_of_a_receipt_goes_to_the_rest_of_a_debt_it_pays_already(books: Books) -> None:
    receipt = issued(books, a_line(amount="20.00"), a_line(amount="20.00"))
    store_line = store.line_ids(books.db, receipt.id)[0]
    with books.act() as db:
        store.settle(db, 1, store_line, 1_000)
    assert debt_lines.apply(books, receipt.id, [1]) == 2_000  # the second line; the first one pays it already
    assert left(books) == [2_000, 3_000]


def test_only_an_ingreso_that_holds_pays_debts(books: Books) -> None:
    spent = issue_anyway(books, an_egreso(a_line(amount="5.00")))
    annulled = issued(books, a_line(amount="5.00"))
    receipts.annul(books, annulled.id, "Duplicado")
    reversed_one = issued(books, a_line(amount="5.00"))
    corrections.reverse(books, ReversalDraft(receipt_id=reversed_one.id, reason="Doble"))
    for receipt, why in ((spent, "Solo un recibo de ingreso"), (annulled, "anulado"), (reversed_one, "extornado")):
        with pytest.raises(UserError, match=why):
            debt_lines.apply(books, receipt.id, [1])


def test_aportacion_is_neither_paid_by_income_nor_taken_off_its_receipt(books: Books) -> None:
    charges.make(books, ChargeDraft(kind="contribution", concept="Ingreso", amount="500", members=(2,)))
    with pytest.raises(UserError, match="Una aportación no se paga con este recibo"):
        debt_lines.apply(books, issued(books).id, [4])
    receipt = issue_anyway(books, ready(for_debts(books, [4])))
    assert debt_lines.applied(books, receipt.id).free == 0
    with pytest.raises(UserError, match="es capital"):
        debt_lines.take_off(books, receipt.id, 4)
    assert check(books.file).problems == []


def test_debt_that_is_paid_annulled_or_in_dollars_takes_nothing(books: Books) -> None:
    charges.make(books, ChargeDraft(concept="Gafas", amount="5", currency="USD", members=(1,)))
    receipt = issued(books)
    with pytest.raises(UserError, match="misma moneda"):
        debt_lines.apply(books, receipt.id, [4])
    charges.annul_run(books, 2, "Error")
    with pytest.raises(UserError, match="ya no queda nada"):
        debt_lines.apply(books, receipt.id, [3])
    dollars = save_account(books)
    paid_in_dollars = issued(books, a_line(amount="8.00"), account_id=dollars, exchange_rate="3.7")
    assert debt_lines.apply(books, paid_in_dollars.id, [4]) == 500
