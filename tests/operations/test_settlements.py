"""Receipts that pay what members owe: wholly, in part, for several at once; open again where the receipt falls."""

from dataclasses import replace

import pytest

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind
from ananea_desktop.operations import charges, corrections, receipt_drafts, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import capital, check
from ananea_desktop.storage import charges as store
from tests.builders import TILL, a_member, an_office, issue_anyway


@pytest.fixture
def books() -> Books:
    """Three members who owe S/ 50 of the dues of the year."""
    books = an_office()
    for number in (1, 2, 3):
        records.save(books, MEMBERS, a_member(document_number=f"1000000{number}", number=str(number)))
    charges.make(books, ChargeDraft(concept="Cuota 2026", amount="50", due_on="23/11/2026"))
    return books


def ready(draft: ReceiptDraft) -> ReceiptDraft:
    """As the window shows it: with an account and the day of today."""
    return replace(draft, account_id=TILL, issued_on="23/11/2026")


def paid_by(books: Books, charge_ids: list[int]) -> Receipt:
    return issue_anyway(books, ready(receipt_drafts.for_debts(books, charge_ids)))


def left(books: Books, member_id: int = 1) -> list[int]:
    return [row["left"] for row in store.open_of_member(books.db, member_id)]


def with_amounts(draft: ReceiptDraft, *amounts: str) -> ReceiptDraft:
    lines = [{**line, "amount": amount} for line, amount in zip(draft.lines, amounts, strict=True)]
    return ready(replace(draft, lines=lines))


def test_receipt_from_a_card_begins_with_what_is_due(books: Books) -> None:
    draft = receipt_drafts.for_member(books, 1)
    assert [line["concept"] for line in draft.lines] == ["Cuota ordinaria: Cuota 2026 (vence 23/11/2026)"]
    assert draft.lines[0]["amount"] == "50.00"
    issue_anyway(books, ready(draft))
    assert left(books) == []
    assert left(books, 2) == [5000]
    assert "charge_id" not in receipt_drafts.for_member(books, 1).lines[0]


def test_part_of_a_debt_leaves_the_rest(books: Books) -> None:
    draft = receipt_drafts.for_member(books, 1)
    issue_anyway(books, with_amounts(draft, "20"))
    assert left(books) == [3000]
    issue_anyway(books, with_amounts(receipt_drafts.for_member(books, 1), "30"))
    assert left(books) == []
    assert check.check(books.file).problems == []


def test_more_than_is_left_is_told_beside_the_amount(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, with_amounts(receipt_drafts.for_member(books, 1), "50.10"))
    assert refused.value.problems == {
        "line 1 amount": "De esa deuda queda 50.00: anote ese monto o menos. Lo demás, en otra línea."
    }
    assert left(books) == [5000]


def test_two_lines_of_one_debt_pay_no_more_than_it_is(books: Books) -> None:
    draft = receipt_drafts.for_member(books, 1)
    twice = replace(draft, lines=[*draft.lines, *draft.lines])
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, with_amounts(twice, "30", "30"))
    assert list(refused.value.problems) == ["line 2 amount"]


def test_one_pays_for_others_on_one_receipt(books: Books) -> None:
    receipt = paid_by(books, [1, 2, 3])
    assert receipt.party.member_id == 1
    assert receipt.total == 15000
    assert [line.concept for line in receipt.lines][1] == (
        "Cuota ordinaria: Cuota 2026, de Ccʼallo Núñez, José (vence 23/11/2026)"
    )
    assert [left(books, each) for each in (1, 2, 3)] == [[], [], []]
    assert check.check(books.file).problems == []


def test_debt_of_another_currency_or_of_an_egreso_is_refused(books: Books) -> None:
    draft = receipt_drafts.for_debts(books, [1])
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, replace(ready(draft), kind=ReceiptKind.OUT))
    assert refused.value.problems["kind"] == "Paga lo que debe un socio: tiene que ser un recibo de ingreso."
    charges.make(books, ChargeDraft(concept="Gafas", amount="5", currency="USD", members=(1,)))
    with pytest.raises(UserError, match="un recibo para cada moneda"):
        receipt_drafts.for_debts(books, [1, 4])
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, ready(receipt_drafts.for_debts(books, [4])))
    assert refused.value.problems["line 1 amount"] == "Esa deuda es en dólares: elija una cuenta en dólares."


def test_annulled_receipt_opens_the_debt_again_and_its_replacement_settles_it(books: Books) -> None:
    receipt = paid_by(books, [1])
    receipts.annul(books, receipt.id, "Se equivocó")
    assert left(books) == [5000]
    again = issue_anyway(books, ready(receipt_drafts.again(books, receipt.id)))
    assert again.corrects_id == receipt.id
    assert left(books) == []
    assert check.check(books.file).problems == []


def test_extorno_opens_the_debt_again(books: Books) -> None:
    receipt = paid_by(books, [1])
    back = corrections.reverse(books, ReversalDraft(receipt_id=receipt.id, reason="Se devolvió"))
    assert left(books) == [5000]
    paid_by(books, [1])
    with pytest.raises(InvalidRecord, match="ya se pagó con otro recibo"):
        receipts.annul(books, back.id, "Error")
    assert check.check(books.file).problems == []


def test_extorno_that_is_annulled_settles_again(books: Books) -> None:
    receipt = paid_by(books, [1])
    back = corrections.reverse(books, ReversalDraft(receipt_id=receipt.id, reason="Se devolvió"))
    receipts.annul(books, back.id, "Error")
    assert left(books) == []


def test_aportacion_is_capital_and_no_income(books: Books) -> None:
    charges.make(books, ChargeDraft(kind="contribution", concept="Aportación", amount="500", members=(1,)))
    receipt = paid_by(books, [4])
    assert [line.flow for line in receipt.lines] == [Flow.CAPITAL]
    assert capital.held(books.db, 1) == 50000
    receipts.annul(books, receipt.id, "Se equivocó")
    assert capital.held(books.db, 1) == 0
    issue_anyway(books, ready(receipt_drafts.again(books, receipt.id)))
    assert capital.held(books.db, 1) == 50000
    assert check.check(books.file).problems == []


def test_receipt_once_more_pays_no_debt(books: Books) -> None:
    receipt = paid_by(books, [1])
    assert all("charge_id" not in line for line in receipt_drafts.again(books, receipt.id).lines)


def test_debt_of_a_run_that_was_annulled_is_not_paid(books: Books) -> None:
    draft = ready(receipt_drafts.for_member(books, 1))
    charges.annul_run(books, 1, "Error")
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, draft)
    assert refused.value.problems == {"line 1 concept": "De esa deuda ya no queda nada por pagar. Quite la línea."}
