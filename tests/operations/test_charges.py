"""Charging members: seen before, made once, for all or some; annulled while nothing is paid, waived, once more."""

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import charges, checking, receipt_drafts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.storage import capital, chain
from ananea_desktop.storage import charges as store
from tests.builders import TILL, a_member, an_office, issue_anyway, save_member


@pytest.fixture
def books() -> Iterator[Books]:
    """Three members hábiles, one suspended, one retired, one admitted tomorrow, and a worker."""
    books = an_office()
    for number in (1, 2, 3):
        save_member(books, document_number=f"1000000{number}", number=str(number))
    for number, state in ((4, "suspended"), (5, "retired")):
        texts = a_member(document_number=f"1000000{number}", number=str(number), state=state, state_since="01/06/2026")
        records.save(books, MEMBERS, texts, confirmed=tuple(texts))
    tomorrow = a_member(document_number="10000006", number="6", admitted_on="24/11/2026")
    records.save(books, MEMBERS, tomorrow, confirmed=tuple(tomorrow))
    save_member(books, document_number="10000007", number="", kind="worker")
    yield books
    assert checking.check(books).problems == []


def a_charge(**changes: object) -> ChargeDraft:
    draft = ChargeDraft(concept="Cuota de noviembre", amount="50", due_on="30/11/2026")
    for name, value in changes.items():
        setattr(draft, name, value)
    return draft


def pay(books: Books, *charge_ids: int, amount: str = "") -> None:
    draft = receipt_drafts.for_debts(books, charge_ids)
    draft.account_id, draft.issued_on = TILL, "23/11/2026"
    if amount:
        draft.lines[0]["amount"] = amount
    issue_anyway(books, draft)


def test_the_preview_says_who_is_charged_and_who_not_and_writes_nothing(books: Books) -> None:
    planned = charges.preview(books, a_charge())
    assert [row["id"] for row, _amount in planned.charged] == [1, 2, 3]
    assert planned.total == 15_000
    assert [(row["id"], why) for row, why in planned.left_out] == [
        (4, "inhábil"),
        (6, "ingresó después, el 24/11/2026"),
    ]
    assert planned.problems == {}
    assert store.runs(books.db) == []


def test_who_was_charged_the_same_is_left_out_the_second_time(books: Books) -> None:
    charges.make(books, a_charge(members=(2,)))
    planned = charges.preview(books, a_charge())
    assert [row["id"] for row, _amount in planned.charged] == [1, 3]
    assert (2, "ya se le cobró lo mismo con ese vencimiento") in [(row["id"], why) for row, why in planned.left_out]
    assert len(charges.preview(books, a_charge(due_on="31/12/2026")).charged) == 3


def test_one_press_twice_makes_one_run(books: Books) -> None:
    draft = a_charge()
    assert charges.make(books, draft) == charges.make(books, draft)
    (run,) = charges.runs(books)
    assert (run["charge_count"], run["total"], run["paid"]) == (3, 15_000, 0)


def test_some_are_charged_with_amounts_of_their_own(books: Books) -> None:
    run_id = charges.make(books, a_charge(members=(1, 4), amounts={4: "20"}))
    assert [(row["member_id"], row["amount"]) for row in store.of_run(books.db, run_id)] == [(1, 5_000), (4, 2_000)]


def test_who_has_no_amount_of_his_own_is_left_out_where_there_is_none_for_all(books: Books) -> None:
    planned = charges.preview(books, a_charge(amount="", members=(1, 2), amounts={1: "7.50"}))
    assert [(row["id"], amount) for row, amount in planned.charged] == [(1, 750)]
    assert [why for _row, why in planned.left_out] == ["no se dijo cuánto"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"concept": " "}, "concept", "Falta el concepto"),
        ({"amount": "mucho"}, "amount", ""),
        ({"amount": "-5"}, "amount", ""),
        ({"due_on": "01/01/2026", "charged_on": "02/01/2026"}, "due_on", "Vence antes de cobrarse"),
        ({"due_on": "31/02/2026"}, "due_on", ""),
        ({"kind": "regalo"}, "kind", "Elija qué se cobra"),
        ({"currency": "EUR"}, "currency", "soles o dólares"),
        ({"kind": "contribution", "currency": "USD"}, "currency", "en soles"),
        ({"fund_id": "99"}, "fund_id", "fondo"),
        ({"members": ()}, "members", "nadie a quien cobrar"),
        ({"members": (1,), "amounts": {1: "x"}}, "amount 1", ""),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_charged(
    books: Books, changes: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        charges.make(books, a_charge(**changes))
    assert words in refused.value.problems[field]
    assert store.runs(books.db) == []


def test_a_run_of_which_something_is_paid_is_not_annulled(books: Books) -> None:
    run_id = charges.make(books, a_charge())
    pay(books, 2, amount="10")
    with pytest.raises(UserError, match="ya pagó Ccʼallo Núñez, José"):
        charges.annul_run(books, run_id, "Se cobró dos veces")
    with pytest.raises(InvalidRecord):
        charges.annul_run(books, run_id, " ")


def test_an_annulled_run_is_owed_by_nobody_and_stays_in_the_list(books: Books) -> None:
    run_id = charges.make(books, a_charge())
    charges.annul_run(books, run_id, "Monto equivocado")
    assert store.open_charges(books.db) == []
    (run,) = charges.runs(books)
    assert (run["annulled_on"], run["annulment_reason"]) == (date(2026, 11, 23), "Monto equivocado")
    with pytest.raises(UserError, match="ya está anulado"):
        charges.annul_run(books, run_id, "Otra vez")
    with pytest.raises(InvalidRecord) as refused:
        pay(books, 1)
    assert "ya no queda nada" in refused.value.problems["line 1 concept"]
    assert len(charges.preview(books, a_charge()).charged) == 3  # and it can be charged again


def test_what_is_left_is_waived_and_the_rest_stays_paid(books: Books) -> None:
    charges.make(books, a_charge())
    pay(books, 1, amount="20")
    charges.waive(books, 1, "Accidente")
    row = store.get(books.db, 1)
    assert row is not None
    assert (row["paid"], row["waived"], row["left"]) == (2_000, 3_000, 0)
    with pytest.raises(UserError, match="no queda nada por pagar"):
        charges.waive(books, 1, "Otra vez")
    with pytest.raises(InvalidRecord):
        charges.waive(books, 2, "")


def test_an_aportacion_is_subscribed_when_charged_and_given_up_when_waived_or_annulled(books: Books) -> None:
    run_id = charges.make(books, a_charge(kind=ChargeKind.CONTRIBUTION, acta="Acta 3"))
    kinds = [(row["kind"], row["member_id"], row["amount"]) for row in capital.newest(books.db, 9)]
    assert sorted(kinds) == [("subscribe", member, 5_000) for member in (1, 2, 3)]
    charges.waive(books, 1, "No puede")
    assert capital.standing(books.db, "charge_id", 1) == []
    pay(books, 2, amount="10")
    with pytest.raises(UserError, match="pagada en parte"):
        charges.waive(books, 2, "No puede")
    assert capital.held(books.db, 2) == 1_000
    other = charges.make(books, a_charge(kind=ChargeKind.CONTRIBUTION, concept="Otra"))
    assert other != run_id
    charges.annul_run(books, other, "Era otra cosa")
    assert capital.standing(books.db, "charge_id", 6) == []


def test_what_is_charged_is_frozen_and_sealed(books: Books) -> None:
    charges.make(books, a_charge())
    charges.waive(books, 1, "Accidente")
    for statement in (
        "UPDATE charges SET amount = 1",
        "DELETE FROM charges WHERE id = 2",
        "UPDATE charge_runs SET concept = 'x'",
        "DELETE FROM charge_waivers",
        "INSERT INTO charges (charge_run_id, member_id, amount, due_on) VALUES (1, 4, 1, '2026-11-30')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            books.db.execute(statement)
    assert list(chain.faults(books.db)) == []


def test_the_same_once_more_is_a_month_later(books: Books) -> None:
    run_id = charges.make(books, a_charge(acta="Acta 3"))
    draft = charges.again(books, run_id)
    assert (draft.concept, draft.amount, draft.due_on, draft.acta) == (
        "Cuota de noviembre",
        "50.00",
        "30/12/2026",
        "Acta 3",
    )
    assert draft.members is None
    assert len(charges.preview(books, draft).charged) == 3
    own = charges.make(books, a_charge(concept="Otra", members=(1, 2), amounts={1: "5"}))
    assert charges.again(books, own).amounts == {1: "5.00", 2: "50.00"}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_later_is_in_the_next_month(day: date) -> None:
    later = charges.a_month_later(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 1
    assert later.day <= day.day


def test_run_lines_and_preview_lines_tell_it_on_a_terminal(books: Books) -> None:
    lines = charges.preview_lines(books, a_charge())
    assert lines[0] == "No se le cobra: Ccʼallo Núñez, José, inhábil"
    assert lines[-1] == "A 3 socios, S/\u00a0150.00. Vence el 30/11/2026."
    charges.make(books, a_charge())
    pay(books, 1)
    (line,) = charges.run_lines(books)
    assert line.replace("\u00a0", " ") == (
        "23/11/2026  Cuota ordinaria: Cuota de noviembre, a 3: esperado S/ 150.00, recibido S/ 50.00, falta S/ 100.00"
    )
