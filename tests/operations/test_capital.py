"""Aportaciones: held before the program, subscribed, passed on, paid back, taken back; never more than is held."""

import re
import sqlite3
from datetime import date

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind
from ananea_desktop.operations import (
    annulling,
    capital,
    capital_acts,
    capital_refunds,
    charges,
    checking,
    corrections,
    receipt_drafts,
    receipt_warnings,
    receipts,
    records,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import OpeningsDraft, SubscriptionDraft, TransferDraft
from ananea_desktop.operations.capital_refunds import RefundDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import charges as charge_store
from ananea_desktop.storage import member_statistics
from tests.builders import a_member, issued, save_account, save_member

ANYWAY = (*capital_acts.ALL, *capital_refunds.ALL, *receipt_warnings.ALL)
FIRST, SECOND = "Ccʼallo Núñez, José · DNI 10000001", "Ccʼallo Núñez, José · DNI 10000002"


def two_members(books: Books, **changes: str) -> tuple[int, int]:
    first = save_member(books, document_number="10000001", number="1", **changes)
    return first, save_member(books, document_number="10000002", number="2")


def opened(books: Books, member: str = FIRST, amount: str = "500.00", day: str = "01/01/2026") -> None:
    line = {"member": member, "amount": amount}
    draft = OpeningsDraft(operated_on=day, evidence="Padrón anterior, folio 12", lines=[line])
    assert capital_acts.open_balances(books, draft, ANYWAY) == 1


def a_transfer(**changes: str) -> TransferDraft:
    given = {"member": FIRST, "counterpart": SECOND, "amount": "200.00", "operated_on": "20/11/2026", "acta": "Acta 14"}
    return TransferDraft(**(given | changes))


def a_refund(**changes: str) -> RefundDraft:
    given = {
        "member": FIRST,
        "amount": "500.00",
        "party_name": "Ccʼallo Núñez, José",
        "party_document": "DNI 10000001",
        "issued_on": "23/11/2026",
        "account_id": "1",
        "acta": "Acta 14",
    }
    return RefundDraft(**(given | changes))


def refunded(books: Books, **changes: str) -> Receipt:
    return capital_refunds.refund(books, a_refund(**changes), ANYWAY)


def problems_of(caught: pytest.ExceptionInfo[InvalidRecord]) -> dict[str, str]:
    return dict(caught.value.problems)


def test_what_members_held_before_is_noted_all_or_nothing(books: Books) -> None:
    first, second = two_members(books)
    lines = [{"member": FIRST, "amount": "500"}, {"member": SECOND, "amount": ""}, {"member": "Nadie", "amount": "1"}]
    draft = OpeningsDraft(operated_on="01/01/2026", evidence="Padrón anterior", lines=lines)
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.open_balances(books, draft)
    assert list(problems_of(caught)) == ["line 3 member"]
    assert store.held(books.db, first) == 0
    draft.lines[2]["member"], draft.lines[2]["amount"] = FIRST, "1"
    with pytest.raises(InvalidRecord, match="Corrija 1 dato"):
        capital_acts.open_balances(books, draft)
    draft.lines.pop()
    assert capital_acts.open_balances(books, draft) == 1
    assert capital_acts.open_balances(books, draft) == 1  # pressed twice
    assert (store.held(books.db, first), store.held(books.db, second)) == (50_000, 0)
    draft.token = "again"
    with pytest.raises(NeedsConfirmation, match="ya tiene un saldo anterior"):
        capital_acts.open_balances(books, draft)
    assert checking.check(books).problems == []


def test_openings_need_a_source_and_an_amount(books: Books) -> None:
    two_members(books)
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.open_balances(books, OpeningsDraft(operated_on="24/11/2026", lines=[{"member": FIRST}]))
    assert set(problems_of(caught)) == {"operated_on", "evidence"}
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.open_balances(books, OpeningsDraft(operated_on="01/01/2026", evidence="Padrón"))
    assert set(problems_of(caught)) == {"lines"}
    assert len(capital_acts.openings_start(books)["texts"]["lines"]) == 2  # type: ignore[index]


def test_a_subscription_charges_and_is_in_the_register(books: Books) -> None:
    first, _second = two_members(books)
    draft = SubscriptionDraft(member=FIRST, amount="300", operated_on="10/11/2026", due_on="10/12/2026")
    made = capital_acts.subscribe(books, draft)
    assert capital_acts.subscribe(books, draft)["id"] == made["id"]
    assert (made["kind"], made["amount"], made["number"]) == ("subscribe", 30_000, 1)
    assert store.held(books.db, first) == 0
    (owed,) = member_statistics.owed_by(books.db, first, date(2026, 11, 23))
    assert (owed["kind"], owed["left"]) == ("contribution", 30_000)
    assert "anule la obligación" in capital_acts.why_not_reverse(books, made)
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.subscribe(books, SubscriptionDraft(member="", amount="x", operated_on="10/11/2026", due_on="1/1"))
    assert {"member", "amount"} <= set(problems_of(caught))
    assert checking.check(books).problems == []


def test_capital_passes_to_another_member_with_approval(books: Books) -> None:
    first, second = two_members(books)
    opened(books)
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.transfer(books, a_transfer(acta="", counterpart=FIRST, amount="600"))
    found = problems_of(caught)
    assert "sin aprobación" in found["acta"]
    assert "misma persona" in found["counterpart"]
    assert "S/\xa0500.00" in found["amount"]
    made = capital_acts.transfer(books, a_transfer())
    assert (store.held(books.db, first), store.held(books.db, second)) == (30_000, 20_000)
    back = capital_acts.reverse(books, made["id"], "Se anotó dos veces")
    assert back["reverses_number"] == made["number"]
    assert (store.held(books.db, first), store.held(books.db, second)) == (50_000, 0)
    with pytest.raises(InvalidRecord, match="Ya la deshizo"):
        capital_acts.reverse(books, made["id"], "Otra vez")
    assert checking.check(books).problems == []


def test_nothing_passes_on_before_the_day_it_was_held(books: Books) -> None:
    two_members(books)
    opened(books, day="15/11/2026")
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.transfer(books, a_transfer(operated_on="14/11/2026"))
    assert "no tenía ninguna aportación el 14/11/2026" in problems_of(caught)["amount"]


def test_who_has_left_receives_nothing_but_may_pass_on(books: Books) -> None:
    first, second = two_members(books)
    opened(books)
    records.save(
        books,
        MEMBERS,
        a_member(document_number="10000001", number="1", state="retired", state_since="20/11/2026"),
        first,
    )
    assert capital_acts.transfer(books, a_transfer())["amount"] == 20_000
    opened(books, SECOND)
    with pytest.raises(InvalidRecord) as caught:
        capital_acts.transfer(books, a_transfer(member=SECOND, counterpart=FIRST))
    assert "está retirado/a" in problems_of(caught)["counterpart"]
    assert second


def test_a_refund_is_an_egreso_that_is_no_spending(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    with pytest.raises(NeedsConfirmation, match="todavía es socio"):
        capital_refunds.refund(books, a_refund(), receipt_warnings.ALL)
    made = refunded(books, amount="150")
    assert (made.kind, made.total, made.lines[0].flow) == (ReceiptKind.OUT, 15_000, Flow.CAPITAL)
    assert made.lines[0].concept == "Devolución de aportación de Ccʼallo Núñez, José, Acta 14"
    assert store.held(books.db, first) == 35_000
    assert not receipt_drafts.can_be_repeated(made)
    assert receipt_drafts.like_the_last(books, ReceiptKind.OUT, first, None) is None
    with pytest.raises(InvalidRecord) as caught:
        refunded(books, amount="400", party_name="", party_document="", acta="", method="cheque")
    assert set(problems_of(caught)) == {"amount", "party_name", "party_document", "acta", "operation_number"}
    assert checking.check(books).problems == []


def test_a_refund_is_in_soles_and_says_what_is_owed(books: Books) -> None:
    two_members(books)
    opened(books)
    dollars = save_account(books)
    with pytest.raises(InvalidRecord) as caught:
        refunded(books, account_id=dollars)
    assert "en soles" in problems_of(caught)["account_id"]
    capital_acts.subscribe(
        books, SubscriptionDraft(member=FIRST, amount="300", operated_on="10/11/2026", due_on="10/12/2026")
    )
    with pytest.raises(NeedsConfirmation, match=re.escape("debe S/\xa0300.00")):
        capital_refunds.refund(books, a_refund(), [*receipt_warnings.ALL, capital_refunds.STILL_ACTIVE])


def test_heirs_receive_under_their_own_name(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    records.save(
        books,
        MEMBERS,
        a_member(document_number="10000001", number="1", state="deceased", state_since="20/11/2026"),
        first,
    )
    start = capital_refunds.refund_start(books, first)["texts"]
    assert start["party_name"] == ""  # type: ignore[index]
    made = capital_refunds.refund(
        books, a_refund(party_name="Mamani Apaza, Luz", party_document="DNI 10000009"), receipt_warnings.ALL
    )
    assert (made.party.name, made.party.member_id) == ("Mamani Apaza, Luz", None)
    assert store.held(books.db, first) == 0


def test_annulling_or_reversing_the_receipt_takes_the_refund_back(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    made = refunded(books)
    receipts.annul(books, made.id, "Monto equivocado")
    assert store.held(books.db, first) == 50_000
    again = refunded(books)
    reversal = corrections.reverse(books, ReversalDraft(receipt_id=again.id, reason="No lo cobró"), ANYWAY)
    assert store.held(books.db, first) == 50_000
    assert reversal.lines[0].flow is Flow.CAPITAL
    receipts.annul(books, reversal.id, "Sí lo cobró")
    assert store.held(books.db, first) == 0
    assert checking.check(books).problems == []


def test_an_extorno_stays_where_the_capital_has_gone_meanwhile(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    made = refunded(books)
    reversal = corrections.reverse(books, ReversalDraft(receipt_id=made.id, reason="No lo cobró"), ANYWAY)
    capital_acts.transfer(books, a_transfer(operated_on="23/11/2026", amount="500"))
    assert "quedaría debiéndola" in annulling.standing(books, reversal.id).why_not
    with pytest.raises(InvalidRecord, match="quedaría debiéndola"):
        receipts.annul(books, reversal.id, "Sí lo cobró")
    assert store.held(books.db, first) == 0


def test_a_payment_stays_where_the_capital_was_passed_on(books: Books) -> None:
    first, _second = two_members(books)
    paid = issued(books)
    with books.permitted(), books.act() as db:
        run = {
            "token": "t",
            "kind": "contribution",
            "concept": "Aportación",
            "currency": "PEN",
            "charged_on": date(2026, 11, 1),
            "fund_id": 2,
            "acta": "",
            "notes": "",
        }
        run_id = charges.note_run(db, run, [(first, 5_000, date(2026, 11, 30))])
        charge = charge_store.of_run(db, run_id)[0]["id"]
        capital.note_paid(db, paid.id, [(charge, first, 5_000)], date(2026, 11, 2))
    capital_acts.transfer(books, a_transfer(amount="50"))
    assert "ya la transfirió" in annulling.standing(books, paid.id).why_not
    assert "ya la transfirió" in corrections.why_not_reverse(books, paid)


def test_an_opening_is_taken_back_only_while_it_is_held(books: Books) -> None:
    two_members(books)
    opened(books)
    (operation,) = store.newest(books.db, 5)
    with pytest.raises(InvalidRecord, match="Corrija 1 dato"):
        capital_acts.reverse(books, operation["id"], " ")
    capital_acts.transfer(books, a_transfer())
    assert "solo tiene S/\xa0300.00" in capital_acts.why_not_reverse(books, operation)


def test_the_file_refuses_a_changed_register(books: Books) -> None:
    two_members(books)
    opened(books)
    for statement in ("UPDATE capital_operations SET amount = 1", "DELETE FROM capital_operations"):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"):
            books.db.execute(statement)


def test_a_member_is_found_by_name_or_document(books: Books) -> None:
    first, _second = two_members(books)
    save_member(books, document_number="10000003", kind="worker", paternal_surname="Apaza", number="")
    assert [each[0] for each in capital_acts.suggestions(books, "10000001")] == [FIRST]
    found = capital_acts.member_of(books, FIRST)
    assert found is not None
    assert found["id"] == first
    assert capital_acts.member_of(books, "Núñez") is None  # two of them
    assert capital_acts.member_of(books, "Apaza") is None  # a worker holds no capital
