"""What members owe and hold ties over odd ways: annulled and taken back, in two lines, chosen by hand."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    capital_acts,
    capital_refunds,
    charges,
    contribution_certificates,
    corrections,
    debts,
    discarding,
    figures,
    good_standing,
    member_sheet,
    reallocations,
    receipt_drafts,
    receipts,
    records,
    state_changes,
    undoing,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import SubscriptionDraft, TransferDraft
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import capital, check, member_statistics
from ananea_desktop.storage import charges as store
from tests.builders import PERU, PREMIUM, TILL, a_member, an_office, issue_anyway
from tests.operations.test_capital import ANYWAY, a_refund, a_transfer


@pytest.fixture
def books() -> Books:
    """Three members, of whom nothing was charged yet."""
    books = an_office()
    for number in (1, 2, 3):
        records.save(books, MEMBERS, a_member(document_number=f"1000000{number}", number=str(number)))
    return books


def ready(draft: ReceiptDraft) -> ReceiptDraft:
    return replace(draft, account_id=TILL, issued_on="23/11/2026")


def paid_by(books: Books, charge_ids: list[int]) -> Receipt:
    return issue_anyway(books, ready(receipt_drafts.for_debts(books, charge_ids)))


def sound(books: Books) -> list[str]:
    return check.check(books.file).problems


def an_aportacion(books: Books, amount: str = "500") -> int:
    return charges.make(books, ChargeDraft(kind="contribution", concept="Aportación", amount=amount, members=(1,)))


@pytest.mark.parametrize("kind", ["ordinary_due", "contribution"])
def test_extorno_stays_where_what_the_receipt_paid_is_no_more_charged(books: Books, kind: str) -> None:
    run = charges.make(books, ChargeDraft(kind=kind, concept="Noviembre", amount="50", members=(1,)))
    back = corrections.reverse(books, ReversalDraft(receipt_id=paid_by(books, [1]).id, reason="Se devolvió"))
    charges.annul_run(books, run, "No correspondía")
    with pytest.raises(InvalidRecord, match=r"«Noviembre» de .* ya no se cobra"):
        receipts.annul(books, back.id, "Error")
    assert capital.held(books.db, 1) == 0
    assert sound(books) == []


def test_two_lines_of_one_aportacion_come_back_both(books: Books) -> None:
    an_aportacion(books)
    draft = receipt_drafts.for_debts(books, [1])
    lines = [{**draft.lines[0], "amount": amount} for amount in ("200", "300")]
    receipt = issue_anyway(books, ready(replace(draft, lines=lines)))
    assert capital.held(books.db, 1) == 50000
    for _round in range(2):
        back = corrections.reverse(books, ReversalDraft(receipt_id=receipt.id, reason="Se devolvió"))
        assert capital.held(books.db, 1) == 0
        receipts.annul(books, back.id, "Error")
        assert capital.held(books.db, 1) == 50000
        assert store.open_of_member(books.db, 1) == []
    assert sound(books) == []


def test_debt_of_an_annulled_run_is_not_waived(books: Books) -> None:
    run = charges.make(books, ChargeDraft(concept="Noviembre", amount="50"))
    charges.annul_run(books, run, "Error")
    with pytest.raises(UserError, match="no queda nada por pagar"):
        charges.waive(books, 1, "Por enfermedad")


def test_run_of_which_something_is_waived_says_so_and_not_that_it_was_paid(books: Books) -> None:
    run = charges.make(books, ChargeDraft(concept="Noviembre", amount="50"))
    charges.waive(books, 1, "Por enfermedad")
    with pytest.raises(UserError, match="ya se le condonó a Ccʼallo Núñez, José"):
        charges.annul_run(books, run, "Error")


def test_what_was_taken_back_is_not_told_to_be_there_when_it_is_sent_again(books: Books) -> None:
    days = {"operated_on": "10/11/2026", "due_on": "20/11/2026"}
    promised = SubscriptionDraft(member="Ccʼallo Núñez, José · DNI 10000001", amount="100", **days)
    charged = ChargeDraft(concept="Noviembre", amount="50")
    for send in (lambda: capital_acts.subscribe(books, promised), lambda: charges.make(books, charged)):
        assert send() == send()
        undoing.undo(books)
        with pytest.raises(UserError, match="ya se hizo y se anuló"):
            send()


def test_certificate_that_will_say_more_than_is_held_is_asked_back(books: Books) -> None:
    an_aportacion(books)
    paid_by(books, [1])
    contribution_certificates.issue(books, 1)
    ways = {
        "transfer": lambda anyway: capital_acts.transfer(books, a_transfer(operated_on="23/11/2026"), anyway),
        "refund": lambda anyway: capital_refunds.refund(books, a_refund(amount="300"), anyway),
    }
    for each in ways.values():
        others = [concern for concern in ANYWAY if concern != capital_acts.CERTIFIED]
        with pytest.raises(NeedsConfirmation, match=r"certificado N\.º 000001 por S/\s500\.00") as doubt:
            each(others)
        each((*others, doubt.value.concern))
    assert capital.held(books.db, 1) == 0


def test_who_left_subscribes_nothing_and_still_may_owe_a_fine(books: Books) -> None:
    state_changes.change(books, 1, {"state": "retired", "valid_from": "20/11/2026", "acta": "Acta 3", "reason": "-"})
    with pytest.raises(InvalidRecord):
        an_aportacion(books)
    draft = ChargeDraft(kind="contribution", concept="Aportación", amount="500", members=(1, 2))
    assert [why for _row, why in charges.preview(books, draft).left_out] == [
        "está retirado/a: ya no suscribe aportaciones"
    ]
    charges.make(books, ChargeDraft(kind="fine", concept="Faena", amount="30", members=(1,)))
    assert [row["left"] for row in store.open_of_member(books.db, 1)] == [3000]


def test_fine_of_some_is_charged_again_to_the_same(books: Books) -> None:
    some = charges.make(books, ChargeDraft(kind="fine", concept="Faena", amount="30", members=(2,)))
    assert charges.again(books, some).members == (2,)
    every = charges.make(books, ChargeDraft(concept="Noviembre", amount="50"))
    assert charges.again(books, every).members is None


def test_charge_of_a_day_to_come_is_refused(books: Books) -> None:
    """It would be owed on the card, and on no list of who is behind."""
    with pytest.raises(InvalidRecord) as refused:
        charges.make(books, ChargeDraft(concept="Enero", amount="50", charged_on="24/11/2026", due_on="31/01/2027"))
    assert list(refused.value.problems) == ["charged_on"]
    charges.make(books, ChargeDraft(concept="Enero", amount="50", charged_on="23/11/2026", due_on="31/01/2027"))


def test_same_concept_in_other_letters_is_not_charged_twice(books: Books) -> None:
    charges.make(books, ChargeDraft(concept="Reunión de noviembre", amount="50", due_on="30/11/2026"))
    again = ChargeDraft(concept="REUNION  de Noviembre", amount="50", due_on="30/11/2026")
    with pytest.raises(InvalidRecord, match="dato"):
        charges.make(books, again)
    assert len(charges.preview(books, again).left_out) == 3


def test_aportacion_goes_to_nobody_in_the_papelera(books: Books) -> None:
    discarding.discard(books, "members", 3)
    row = books.db.execute("SELECT 1 FROM members WHERE id = 3 AND discarded = 'yes'").fetchone()
    assert row is not None
    assert capital_acts.member_of(books, "Ccʼallo Núñez, José · DNI 10000003") is None


def test_what_one_owes_is_told_apart_wherever_it_is_told(books: Books) -> None:
    """Aportaciones are the member's own, dues and fines the cooperative's: no sentence and no paper adds them up."""
    for kind, amount, currency in (
        ("ordinary_due", "50", "PEN"),
        ("fine", "30", "PEN"),
        ("contribution", "200", "PEN"),
        ("extraordinary_due", "4", "USD"),
    ):
        draft = ChargeDraft(kind=kind, concept="Noviembre", amount=amount, currency=currency, members=(1,))
        charges.make(books, replace(draft, charged_on="02/11/2026", due_on="15/11/2026"))
    paid_by(books, [2])
    apart = "S/ 200.00 de aportaciones y S/ 50.00 de cuotas y US$ 4.00 de cuotas"
    assert debts.owed_apart(books, 1).replace("\xa0", " ") == apart
    assert debts.owed_apart(books, 1, date(2026, 10, 31)) == ""
    assert state_changes.open_matters(books, 1)[0].replace("\xa0", " ") == f"Debe {apart}."
    with pytest.raises(NeedsConfirmation) as doubt:
        good_standing.issue(books, 1)
    assert f"debe {apart}, y ya venció" in doubt.value.sentence.replace("\xa0", " ")
    assert [(words, amount.replace("\xa0", " ")) for words, amount in member_sheet.account_lines(books, 1)] == [
        ("Aportaciones que debe", "S/ 200.00"),
        ("Aportaciones que pagó", "S/ 0.00"),
        ("Cuotas que debe", "S/ 50.00"),
        ("Cuotas que pagó", "S/ 0.00"),
        ("Cuotas que debe", "US$ 4.00"),
        ("Cuotas que pagó", "US$ 0.00"),
        ("Multas que debe", "S/ 0.00"),
        ("Multas que pagó", "S/ 30.00"),
    ]


def on(books: Books, year: int, month: int, day: int) -> None:
    books.clock = lambda: datetime(year, month, day, 9, tzinfo=PERU)


def test_capital_of_a_year_ties_with_its_money_where_a_receipt_is_annulled_in_the_next(books: Books) -> None:
    """An annulled receipt never counted in the cash book; then nobody held that capital either."""
    on(books, 2026, 12, 30)
    an_aportacion(books)
    kept, annulled = (
        issue_anyway(books, replace(a_part(books, amount), issued_on="30/12/2026")) for amount in ("100", "70")
    )
    on(books, 2027, 1, 2)
    receipts.annul(books, annulled.id, "Error")
    back = corrections.reverse(books, ReversalDraft(receipt_id=kept.id, reason="Se devolvió"))
    for year, paid in ((2026, 10_000), (2027, -10_000)):
        first, last = date(year, 1, 1), date(year, 12, 31)
        assert at_once(figures.figures(books, first, last)).of_funds("own").capital == paid
        assert sum(one for one, _back in member_statistics.capital_by_month(books.db, first, last).values()) == paid
    assert [sum(row["held"] for row in capital.holders(books.db, date(2026, 12, day))) for day in (29, 31)] == [
        0,
        10_000,
    ]
    receipts.annul(books, back.id, "Error")
    assert capital.held(books.db, 1) == 10_000
    assert sound(books) == []


def a_part(books: Books, amount: str) -> ReceiptDraft:
    draft = receipt_drafts.for_debts(books, [1])
    return replace(draft, account_id=TILL, lines=[{**draft.lines[0], "amount": amount}])


def test_receipt_of_capital_that_was_passed_on_meanwhile_is_not_annulled(books: Books) -> None:
    """Though as much was paid in again since: on the days between he would hold less than nothing."""
    on(books, 2026, 11, 2)
    an_aportacion(books)
    first = issue_anyway(books, replace(a_part(books, "100"), issued_on="02/11/2026"))
    on(books, 2026, 11, 10)
    transfer = TransferDraft(
        member="Ccʼallo Núñez, José · DNI 10000001",
        counterpart="Ccʼallo Núñez, José · DNI 10000002",
        amount="100",
        operated_on="10/11/2026",
        acta="Acta 14",
    )
    capital_acts.transfer(books, transfer)
    on(books, 2026, 11, 20)
    issue_anyway(books, replace(a_part(books, "100"), issued_on="20/11/2026"))
    with pytest.raises(InvalidRecord, match="quedaría debiéndola"):
        receipts.annul(books, first.id, "Error")
    corrections.reverse(books, ReversalDraft(receipt_id=first.id, reason="Se devolvió"))
    assert capital.held(books.db, 1) == 0


def test_aportacion_is_no_money_of_the_premium(books: Books) -> None:
    draft = ChargeDraft(kind="contribution", concept="Aportación", amount="200", members=(1,))
    with pytest.raises(InvalidRecord) as refused:
        charges.make(books, replace(draft, fund_id=PREMIUM))
    assert list(refused.value.problems) == ["fund_id"]
    charges.make(books, draft)
    proposed = ready(receipt_drafts.for_debts(books, [1]))
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, replace(proposed, lines=[{**proposed.lines[0], "fund_id": PREMIUM}]))
    assert list(refused.value.problems) == ["line 1 fund"]
    receipt = issue_anyway(books, proposed)
    to_premium = [{"fund_id": PREMIUM, "project_id": "", "amount": "200"}]
    parts = {"reason": "Error", "approved_by": "Presidente"}
    with pytest.raises(InvalidRecord) as refused:
        reallocations.reallocate(books, ReallocationDraft(receipt_id=receipt.id, lines=to_premium, **parts))
    assert list(refused.value.problems) == ["line 1 fund"]


@pytest.mark.parametrize(
    ("table", "key", "row_id"),
    [
        ("charge_runs", "token", 1),
        ("charges", "charge_run_id", 1),
        ("charge_waivers", "id", 1),
        ("capital_operations", "reverses_id", 2),
        ("capital_operations", "token", 1),
        ("charge_run_annulments", "charge_run_id", 2),
    ],
)
def test_row_of_a_charge_is_replaced_by_nothing(books: Books, table: str, key: str, row_id: int) -> None:
    """Not even by a program that does not set recursive_triggers."""
    charges.make(books, ChargeDraft(concept="Noviembre", amount="50"))
    charges.waive(books, 1, "Por enfermedad")
    charges.annul_run(books, an_aportacion(books), "Error")
    books.db.execute("PRAGMA recursive_triggers = OFF")
    columns = [row[1] for row in books.db.execute(f"PRAGMA table_info({table})")]
    found = books.db.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row_id,)).fetchone()
    values = dict(zip(columns, found, strict=True))
    if "id" in values and key != "id":
        values["id"] = 90
    if "number" in values:
        values["number"] = 3
    if "token" in values and key != "token":
        values["token"] = "another"
    names = ", ".join(values)
    sql = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})"
    with pytest.raises(sqlite3.IntegrityError, match="frozen"):
        books.db.execute(sql, values)
    for statement in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"):
            books.db.execute(statement)
