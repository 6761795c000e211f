"""Issuing and annulling: numbered without gaps, frozen, and every bad input answered beside its field."""

import sqlite3
from dataclasses import replace

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import office, pending_prints, purchases, receipt_drafts, receipts, records, trainings
from ananea_desktop.operations.books import Books, books_in_memory
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.receipt_warnings import ALL, OVER_BUDGET, WITHOUT_REASON
from ananea_desktop.storage import lists
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.check import check
from tests.builders import (
    PREMIUM,
    a_draft,
    a_line,
    a_member,
    a_profile,
    a_purchase,
    a_purchase_line,
    a_training,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)


def everything(books: Books) -> list[str]:
    return list(books.db.iterdump())


def refused(books: Books, draft: ReceiptDraft) -> dict[str, str]:
    """What is said beside each field; nothing may have been written."""
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        issue_anyway(books, draft)
    assert everything(books) == before
    assert all(sentence.endswith(".") for sentence in refusal.value.problems.values())
    return refusal.value.problems


def test_receipt_is_kept_as_it_was_issued(books: Books) -> None:
    receipt = issued(books, a_line(), a_line(concept="Multa", amount="1,234.50"), note="la nota")
    assert (receipt.number_text, receipt.total) == ("001-000001", 128450)
    assert [line.concept for line in receipt.lines] == ["Cuota de noviembre", "Multa"]
    assert (receipt.account_name, receipt.currency, receipt.user) == ("Caja", "PEN", "Rosa")
    assert receipt.recorded_at == "2026-11-23T14:30:00+00:00"
    assert receipts.find(books, ReceiptKind.IN, "001-000001") == receipt


def test_series_count_apart(books: Books) -> None:
    assert [issued(books).number, issued(books).number] == [1, 2]
    assert issue_anyway(books, an_egreso()).number == 1


def test_preview_is_what_is_issued(books: Books) -> None:
    draft = a_draft()
    shown = receipts.preview(books, draft)
    issued_one = receipts.issue(books, draft)
    assert len(issued_one.seal) == 64
    assert replace(issued_one, seal="") == replace(shown, id=1)


def test_failed_act_leaves_no_gap(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(books)
    for _time in range(3):
        before = everything(books)
        with pytest.raises(RuntimeError), books.permitted(), books.act() as db:
            shown = receipts.preview(books, a_draft())
            assert store.insert(db, shown, "t", books.now(), None) == 2
            raise RuntimeError("after the number was taken")
        assert everything(books) == before
        assert not books.db.in_transaction
    assert issued(books).number == 2
    assert check(books.file).sound


def test_same_token_gives_the_same_receipt(books: Books) -> None:
    draft = a_draft()
    first = receipts.issue(books, draft)
    assert receipts.issue(books, draft) == first
    assert receipts.issue(books, replace(draft, party_name="Otro")) == first
    assert check(books.file).counts["receipts"] == 1


def test_name_stays_after_the_member_is_renamed(books: Books) -> None:
    member = save_member(books)
    draft = receipt_drafts.for_member(books, member)
    draft.lines, draft.account_id, draft.issued_on = [a_line()], "1", "23/11/2026"
    receipt = receipts.issue(books, draft)
    records.save(books, MEMBERS, a_member(paternal_surname="Otro"), member)
    kept = receipts.get(books, receipt.id).party
    assert (kept.name, kept.document, kept.detail) == ("Ccʼallo Núñez, José", "DNI 00041527", "socio/a")


def test_letterhead_stays_after_the_treasurer_changes(books: Books) -> None:
    logo = b"\x89PNG\r\n\x1a\nfirst"
    office.save_profile(books, a_profile(), logo=logo)
    receipt = issued(books)
    office.save_profile(books, a_profile(treasurer_name="Apaza, Luz", name="Otra"), logo=b"\xff\xd8\xffsecond")
    kept = receipts.get(books, receipt.id).letterhead
    assert (kept.treasurer_name, kept.logo) == ("Quispe Mamani, Rosa", logo)
    assert kept == receipt.letterhead
    assert issued(books).letterhead.treasurer_name == "Apaza, Luz"


def test_account_and_fund_names_stay(books: Books) -> None:
    receipt = issued(books)
    with books.permitted(), books.act() as db:
        db.execute("UPDATE accounts SET name = 'Caja chica'")
        db.execute("UPDATE funds SET name = name || ' nuevo'")
    assert receipts.get(books, receipt.id) == receipt


BUT_BUDGET = [concern for concern in ALL if concern != WITHOUT_REASON]


def test_project_over_budget_is_asked_and_passes_when_confirmed(books: Books) -> None:
    project = str(save_project(books, budget="100.00"))
    issue_anyway(books, an_egreso(a_line(amount="60.00", project_id=project)))
    draft = an_egreso(a_line(amount="30.00", project_id=project), a_line(amount="10.01", project_id=project))
    before = everything(books)
    with pytest.raises(NeedsConfirmation) as asked:
        receipts.issue(books, draft, BUT_BUDGET)
    assert everything(books) == before
    assert asked.value.concern == OVER_BUDGET
    assert asked.value.sentence == (
        "Al proyecto «Alojamiento» le quedan S/\u00a040.00 y este documento le carga S/\u00a040.01."
    )
    assert issue_anyway(books, draft).total == 4001


def test_project_to_its_last_centimo_is_not_asked(books: Books) -> None:
    project = str(save_project(books, budget="100.00"))
    assert receipts.issue(books, an_egreso(a_line(amount="100.00", project_id=project)), BUT_BUDGET).total == 10000


def test_project_without_budget_is_asked(books: Books) -> None:
    project = str(save_project(books))
    with pytest.raises(NeedsConfirmation, match="todavía no tiene presupuesto aprobado"):
        receipts.issue(books, an_egreso(a_line(project_id=project)))


def test_annulled_receipt_gives_the_budget_back(books: Books) -> None:
    project = str(save_project(books, budget="100.00"))
    spent = issue_anyway(books, an_egreso(a_line(amount="100.00", project_id=project)))
    receipts.annul(books, spent.id, "Duplicado")
    assert issue_anyway(books, an_egreso(a_line(amount="100.00", project_id=project))).number == 2


def test_dollars_are_charged_to_a_project_in_soles(books: Books) -> None:
    project, account = str(save_project(books, budget="37.52")), save_account(books)
    line = a_line(amount="10.00", project_id=project)
    receipt = issue_anyway(books, an_egreso(line, account_id=account, exchange_rate="3.752"))
    assert (receipt.currency, receipt.exchange_rate, receipt.total) == ("USD", 37520, 1000)
    assert lists.project_balance(books.db, int(project)) == 0


def test_dollars_without_a_rate_are_refused(books: Books) -> None:
    problems = refused(books, a_draft(account_id=save_account(books)))
    assert problems == {"exchange_rate": "Falta el tipo de cambio. Escríbalo así: 3.752."}


def test_soles_have_no_rate_whatever_was_typed(books: Books) -> None:
    assert issued(books, exchange_rate="3.752").exchange_rate is None


def test_symbol_of_another_currency_is_refused(books: Books) -> None:
    assert "Revise la moneda" in refused(books, a_draft(a_line(amount="US$ 50")))["line 1 amount"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Falta el monto. Escríbalo así: 1,234.50."),
        ("0", "El monto no puede ser 0. Escriba cuánto dinero es."),
        ("0.00", "El monto no puede ser 0. Escriba cuánto dinero es."),
        ("-5", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ("0.001", "Después del punto van dos cifras"),
        ("1.234,56", "Escriba 1,234.56: el punto separa los céntimos."),
        ("1e308", "Escriba solo cifras, así: 1,234.50."),
        ("NaN", "Escriba solo cifras, así: 1,234.50."),
        ("9" * 400, "El monto es demasiado grande"),
        ("１２", "Escriba las cifras con el teclado"),
        ("²", "Escriba las cifras con el teclado"),
        ("\0", "Falta el monto."),
    ],
)
def test_bad_amount_is_answered_beside_it(books: Books, typed: str, sentence: str) -> None:
    problems = refused(books, a_draft(a_line(), a_line(amount=typed)))
    assert problems.keys() == {"line 2 amount"}
    assert problems["line 2 amount"].startswith(sentence)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"issued_on": "31/02/2026"}, "issued_on", "Febrero no tiene día 31. Revise el día o el mes."),
        ({"issued_on": ""}, "issued_on", "Falta la fecha."),
        ({"issued_on": "mañana"}, "issued_on", "No se entiende la fecha."),
        ({"party_name": ""}, "party_name", "Falta de quién se recibe."),
        ({"party_name": " \0\u200b "}, "party_name", "Falta de quién se recibe."),
        ({"party_name": "W" * 301}, "party_name", "El nombre es demasiado largo"),
        ({"party_name": "", "kind": ReceiptKind.OUT}, "party_name", "Falta a quién se paga."),
        ({"account_id": ""}, "account_id", "Elija la cuenta"),
        ({"account_id": "²"}, "account_id", "Elija la cuenta"),
        ({"account_id": "77"}, "account_id", "Elija la cuenta"),
        ({"account_id": "9" * 40}, "account_id", "Elija la cuenta"),
        ({"method": "barter"}, "method", "Elija el medio de pago."),
        ({"method": "transfer"}, "operation_number", "Falta el número de la operación"),
        ({"operation_number": "7" * 61}, "operation_number", "El número de operación es demasiado largo"),
        ({"lines": []}, "lines", "Anote al menos un concepto"),
        ({"lines": [a_line(concept="")]}, "line 1 concept", "Falta el concepto"),
        ({"lines": [a_line(concept="ñ" * 1001)]}, "line 1 concept", "El concepto es demasiado largo"),
        ({"lines": [a_line(fund_id="")]}, "line 1 fund", "Elija de qué fondo"),
        ({"lines": [a_line(fund_id="²")]}, "line 1 fund", "Elija de qué fondo"),
        ({"lines": [a_line(fund_id="9" * 40)]}, "line 1 fund", "Elija de qué fondo"),
        ({"lines": [a_line(amount="999,999,999.99")] * 2}, "lines", "El total pasa de"),
    ],
)
def test_bad_input_is_answered_beside_its_field(
    books: Books, changes: dict[str, object], field: str, sentence: str
) -> None:
    problems = refused(books, a_draft(**changes))
    assert problems.keys() == {field}
    assert problems[field].startswith(sentence)


def test_all_problems_are_told_at_once(books: Books) -> None:
    problems = refused(books, ReceiptDraft(lines=[{}]))
    assert set(problems) == {
        "account_id", "issued_on", "party_name", "line 1 concept", "line 1 amount", "line 1 fund",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["", "0", "-3.7", "1000", "3,75", "3.75211"])
def test_bad_rate_is_answered_beside_it(books: Books, typed: str) -> None:
    assert refused(books, a_draft(account_id=save_account(books), exchange_rate=typed)).keys() == {"exchange_rate"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Juan</b> & Hijos", "<b>Juan</b> & Hijos"),
        ("Ccʼallo", "Ccʼallo"),
        ("Rosa 😀", "Rosa 😀"),
        ("Ju\0an", "Juan"),
        ("Nun\u0303ez\u202e", "Nuñez"),
        ("W" * 200, "W" * 200),
        ("a\ud800b", "a\ufffdb"),
        ("Robert'); DROP TABLE receipts;--", "Robert'); DROP TABLE receipts;--"),
    ],
)
def test_every_name_is_kept_letter_by_letter(books: Books, typed: str, kept: str) -> None:
    receipt = issued(books, a_line(concept=typed), party_name=typed, note=typed)
    assert (receipt.party.name, receipt.lines[0].concept, receipt.note) == (kept, kept, kept)
    assert check(books.file).sound


def test_annulled_receipt_keeps_its_number_and_counts_nothing(books: Books) -> None:
    receipt = issued(books)
    annulled = receipts.annul(books, receipt.id, "  Duplicado ")
    assert annulled.annulment is not None
    assert (annulled.annulment.reason, annulled.annulment.user) == ("Duplicado", "Rosa")
    assert replace(annulled, annulment=None) == receipt
    assert issued(books).number == 2
    assert [row["balance"] for row in lists.account_balances(books.db)] == [5000]


def test_annulling_twice_or_without_a_reason_is_refused(books: Books) -> None:
    receipt = issued(books)
    with pytest.raises(InvalidRecord) as refusal:
        receipts.annul(books, receipt.id, " \0")
    assert refusal.value.problems == {"reason": "Falta el motivo. Escriba por qué lo anula."}
    receipts.annul(books, receipt.id, "Duplicado")
    with pytest.raises(InvalidRecord, match="El recibo 001-000001 ya está anulado"):
        receipts.annul(books, receipt.id, "Otra vez")


def test_prints_are_counted(books: Books) -> None:
    receipt = issued(books)
    pending_prints.note_print(books, receipt.id)
    pending_prints.note_print(books, receipt.id)
    assert receipts.get(books, receipt.id).prints == 2


@pytest.mark.parametrize("typed", ["", "001", "001-", "001-²", "001-" + "9" * 40, "001-000002", "002-000001", "\0"])
def test_number_that_was_not_issued_is_not_found(books: Books, typed: str) -> None:
    issued(books)
    with pytest.raises(LookupError):
        receipts.find(books, ReceiptKind.IN, typed)


def test_nothing_is_issued_before_the_office_is_set_up() -> None:
    empty = books_in_memory()
    with pytest.raises(InvalidRecord, match="Primero anote los datos de la cooperativa"):
        receipts.issue(empty, a_draft())


def test_issuing_drops_its_draft_and_not_the_others(books: Books) -> None:
    draft = a_draft()
    records.keep_draft(books, "receipt", 0, vars(draft))
    records.keep_draft(books, "members", 3, {"given_names": "Luz"})
    issued(books)
    assert records.draft(books, "receipt") is not None  # another receipt was half typed
    issue_anyway(books, draft)
    assert records.draft(books, "receipt") is None
    assert records.draft(books, "members", 3) == {"given_names": "Luz"}


def test_purchase_is_paid_by_what_is_still_owed(books: Books) -> None:
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    draft = receipt_drafts.for_purchase(books, purchase)
    assert draft.lines[0]["amount"] == "546.00"
    assert draft.lines[0]["concept"] == "Casco (F001-123)"
    draft.lines[0]["amount"], draft.issued_on = "46.00", "23/11/2026"
    receipt = issue_anyway(books, draft)
    assert (receipt.party.document, receipt.party.detail) == ("RUC 20448318754", "proveedor")
    assert receipt_drafts.for_purchase(books, purchase).lines[0]["amount"] == "500.00"
    receipts.annul(books, receipt.id, "Duplicado")
    assert receipt_drafts.for_purchase(books, purchase).lines[0]["amount"] == "546.00"


def test_trainer_is_paid_from_the_fund_of_the_project(books: Books) -> None:
    project = str(save_project(books))
    session = trainings.save(books, a_training(project_id=project), [])
    draft = receipt_drafts.for_training(books, session)
    assert draft.party_name == "Ing. Apaza Condori, Luz"
    assert draft.lines == [
        {
            "concept": "Capacitación: Manejo de residuos (10/11/2026)",
            "project_id": project,
            "training_session_id": str(session),
            "fund_id": PREMIUM,
        }
    ]


def test_reference_to_nothing_writes_nothing(books: Books) -> None:
    before = everything(books)
    with pytest.raises(sqlite3.IntegrityError):
        receipts.issue(books, a_draft(a_line(purchase_id="77")))
    assert everything(books) == before
