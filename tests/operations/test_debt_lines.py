"""Receipts and debts brought together by hand: what lines say, receipts applied afterwards, and taken off again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import charges, corrections, debt_lines, receipts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.receipt_drafts import for_debts
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.storage import capital
from ananea_desktop.storage import charges as store
from ananea_desktop.storage.check import check
from tests.builders import a_line, a_member, an_egreso, an_office, issue_anyway, issued, save_account, save_members
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
        "S/\xa050.00 · Cuota ordinaria: Cuota 2026 (vence 23/11/2026)",
        "S/\xa030.00 · Multa: Faltó a la faena (vence 23/11/2026)",
    ]
    assert [(each.is_due, each.is_capital) for each in found] == [(True, False), (True, False)]
    told = debt_lines.told(books, [2, 99])
    assert told == {2: "Deuda de Ccʼallo Núñez, José: Cuota 2026. Quedan S/\xa050.00 por pagar."}
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
    assert paid(books, receipt) == [
        "S/\xa050.00 · Cuota ordinaria: Cuota 2026 (vence 23/11/2026) · Ccʼallo Núñez, José"
    ]
    debt_lines.take_off(books, receipt.id, 1)
    assert paid(books, receipt) == []
    assert left(books) == [5_000, 3_000]
    assert debt_lines.apply(books, receipt.id, [2]) == 5_000
    assert left(books, 2) == []
    assert check(books.file).problems == []


def test_what_is_left_of_a_receipt_goes_to_the_rest_of_a_debt_it_pays_already(books: Books) -> None:
    receipt = issued(books, a_line(amount="20.00"), a_line(amount="20.00"))
    store_line = store.line_ids(books.db, receipt.id)[0]
    with books.permitted(), books.act() as db:
        store.settle(db, 1, store_line, 1_000)
    assert debt_lines.apply(books, receipt.id, [1]) == 2_000  # the second line; the first one pays it already
    assert left(books) == [2_000, 3_000]


def test_only_an_ingreso_that_holds_pays_debts(books: Books) -> None:
    issued(books, a_line(amount="5.00"))
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


def test_what_comes_back_of_an_advance_pays_no_debt(books: Books) -> None:
    issued(books, a_line(amount="90.00"))
    advance = issue_anyway(books, an_egreso(a_line(amount="60.00"), is_advance=True))
    draft = replace(ready(for_debts(books, [1])), advance_id=advance.id)
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, draft, ALL)
    assert "haga otro recibo" in refused.value.problems["lines"]


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


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("pay", "apply", "take off", "annul", "reverse", "waive")),
        st.integers(0, 3),
        st.integers(1, 6_000),
    ),
    max_size=12,
)


@settings(max_examples=25)
@for_any(steps=STEPS)
def test_what_is_left_is_what_was_charged_less_what_holds(steps: Sequence[tuple[str, int, int]]) -> None:
    """Whatever is paid, applied, taken off, annulled, reversed and waived, in any order."""
    books = an_office()
    save_members(books, 2)
    charges.make(books, ChargeDraft(concept="Cuota", amount="50"))
    charges.make(books, ChargeDraft(kind="contribution", concept="Ingreso", amount="80"))
    owed, waived = {1: 5_000, 2: 5_000, 3: 8_000, 4: 8_000}, dict.fromkeys((1, 2, 3, 4), 0)
    paid: dict[int, dict[int, int]] = {}
    for what, number, amount in steps:
        charge = number + 1
        room = owed[charge] - waived[charge] - sum(each.get(charge, 0) for each in paid.values())
        receipt = sorted(paid)[number % len(paid)] if paid else 0
        try:
            if what == "pay":
                draft = ready(for_debts(books, [charge]))
                line = {**draft.lines[0], "amount": format_amount(amount)}
                paid[issue_anyway(books, replace(draft, lines=[line])).id] = {charge: amount}
            elif what == "waive":
                charges.waive(books, charge, "Estuvo enfermo")
                waived[charge] += room
            elif what == "apply":
                made = issued(books, a_line(amount=format_amount(amount))).id
                paid[made] = {}
                paid[made] = {charge: debt_lines.apply(books, made, [charge])}
                assert paid[made] == {charge: min(amount, room)}
            elif receipt and what == "take off":
                debt_lines.take_off(books, receipt, charge)
                paid[receipt].pop(charge, None)
            elif receipt and what == "annul":
                receipts.annul(books, receipt, "Error")
                del paid[receipt]
            elif receipt:
                corrections.reverse(books, ReversalDraft(receipt_id=receipt, reason="Error"), ALL)
                del paid[receipt]
        except UserError:
            assert amount > room or charge > 2 or room == 0, what  # nothing else is refused here
        for each, whole in owed.items():
            row = store.get(books.db, each)
            assert row is not None
            assert row["left"] == whole - waived[each] - sum(of.get(each, 0) for of in paid.values()) >= 0
            if each > 2:
                held = sum(of.get(each, 0) for of in paid.values())
                assert capital.held(books.db, each - 2) == held
    assert check(books.file).problems == []
    books.file.close()
