"""Correcting without editing: what may still be annulled, the extorno, the reimputación, and the sums after them."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.money import read_amount
from ananea_desktop.domain.receipts import Annulment, Flow, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    annulling,
    cash_counts,
    corrections,
    home,
    office,
    purchases,
    reallocations,
    receipt_drafts,
    receipts,
    trainings,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.chart_rows import rows_behind
from ananea_desktop.operations.corrections import ReversalDraft, standing_lines
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.receipt_warnings import ALL, BELOW_ZERO, REPLACED
from ananea_desktop.storage import advances, lists, receipt_list, rows
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.check import check
from tests.builders import (
    OWN,
    PREMIUM,
    a_draft,
    a_line,
    a_profile,
    a_purchase,
    a_purchase_line,
    a_training,
    an_egreso,
    issued,
    save_account,
    save_project,
    save_supplier,
)


def spend(books: Books, amount: str = "90.00", **line: str) -> Receipt:
    draft = an_egreso(a_line(concept="Cascos", amount=amount, **line))
    return receipts.issue(books, draft, confirmed=ALL)


def reverse(books: Books, receipt: Receipt, reason: str = "Se pagó dos veces") -> Receipt:
    return corrections.reverse(books, ReversalDraft(receipt_id=receipt.id, reason=reason), confirmed=ALL)


def move(books: Books, receipt: Receipt, *lines: dict[str, str], **changes: Any) -> Receipt:
    draft = ReallocationDraft(
        receipt_id=receipt.id, lines=list(lines), reason="Era del otro proyecto", approved_by="Huanca Layme, Tomás"
    )
    for name, value in changes.items():
        setattr(draft, name, value)
    return reallocations.reallocate(books, draft, confirmed=ALL)


def count_cash(books: Books, day: date, last_receipt_id: int, account: int = 1) -> None:
    """A cash count as storage keeps it."""
    with books.permitted(), books.act() as db:
        number = rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM cash_counts")
        texts = dict.fromkeys(
            "explanation treasurer_name treasurer_document witness_name witness_document witness_title user".split(), ""
        )
        whole = {"number": number, "account_id": account, "account_name": "Caja", "currency": "PEN", "counted": 0}
        when = {"counted_on": day, "counted_at": "10:00", "recorded_at": books.now(), "book_balance": 0}
        rows.insert(db, "cash_counts", {**texts, **whole, **when, "last_receipt_id": last_receipt_id})


def reconcile(books: Books, *receipt_ids: int, account: int = 1, day: date = date(2026, 11, 30)) -> None:
    with books.permitted(), books.act() as db:
        amounts = dict.fromkeys(("statement_balance", "book_balance", "ticked_balance"), 0)
        head = {"account_id": account, "statement_on": day, "explanation": "", "user": "Rosa"}
        reconciliation = rows.insert(db, "reconciliations", {**amounts, **head, "recorded_at": books.now()})
        for each in receipt_ids:
            rows.insert(db, "reconciled_receipts", {"receipt_id": each, "reconciliation_id": reconciliation})


def write(books: Books, receipt: Receipt, **changes: Any) -> Receipt:
    """A document of another kind, as its own operation would write it."""
    with books.permitted(), books.act() as db:
        new = replace(receipt, **changes)
        return store.get(db, store.insert(db, new, uuid.uuid4().hex, books.now(), None))


def a_transfer(books: Books, name: str = "Banco") -> tuple[Receipt, Receipt]:
    bank = int(save_account(books, currency="PEN", name=name))
    line = ReceiptLine(concept="A depositar", amount=5000, fund_id=2, fund_name="Fondos propios")
    base: dict[str, Any] = {"kind": ReceiptKind.TRANSFER, "lines": (line,), "party": Party(name="Banco")}
    out = write(books, issued(books), **base, direction=-1)
    into = write(books, out, direction=1, account_id=bank, account_name=name, lines=(line,))
    return out, into


def refusal(books: Books, receipt: Receipt, **changes: Any) -> InvalidRecord:
    before = list(books.db.iterdump())
    with pytest.raises(InvalidRecord) as refused:
        receipts.annul(books, receipt.id, "Duplicado", **changes)
    assert list(books.db.iterdump()) == before
    return refused.value


# annulling


def test_without_the_paper_in_hand_nothing_is_annulled(books: Books) -> None:
    receipt = issued(books)
    problems = refusal(books, receipt, paper_in_hand=False).problems
    assert problems == {"paper": "Sin el original firmado no se anula: recójalo, o haga un extorno."}
    assert receipts.annul(books, receipt.id, "Duplicado", paper_in_hand=True).annulment is not None


@pytest.mark.parametrize(
    ("counted", "covered"),
    [(date(2026, 11, 23), True), (date(2026, 11, 24), True), (date(2026, 11, 22), False)],
)
def test_a_cash_count_on_or_after_its_day_covers_it(books: Books, counted: date, covered: bool) -> None:
    receipt = issued(books)
    count_cash(books, counted, receipt.id)
    assert bool(annulling.why_not(books, receipt)) == covered
    if covered:
        day = f"{counted:%d/%m/%Y}"
        assert refusal(books, receipt).sentence == (
            f"No se puede anular: el arqueo de Caja del {day} ya lo contó."
            " Haga un extorno: un recibo opuesto de hoy que lo cita."
        )


def test_a_cash_count_covers_neither_what_was_recorded_later_nor_another_account(books: Books) -> None:
    counted = issued(books)
    other = issued(books, account_id=save_account(books), exchange_rate="3.752")
    count_cash(books, date(2026, 11, 24), other.id)
    later = issued(books)
    assert annulling.why_not(books, counted)
    assert annulling.why_not(books, other) == annulling.why_not(books, later) == ""


def test_the_cash_count_of_the_window_covers_what_it_counted(books: Books) -> None:
    receipt = issued(books)
    quantities = {"5000": "1"}  # one note of 50 soles
    draft = CashCountDraft(account_id="1", quantities=quantities, witness_name="Apaza", witness_title="Vigilancia")
    cash_counts.count(books, draft)
    later = issued(books)
    assert "el arqueo de Caja del 23/11/2026 ya lo contó" in annulling.why_not(books, receipt)
    assert annulling.why_not(books, later) == ""


def test_what_was_reallocated_is_told_both_ways_out(books: Books) -> None:
    spent = spend(books)
    move(books, spent, {"fund_id": PREMIUM, "amount": "90.00"})
    assert annulling.why_not(books, spent) == (
        "No se puede anular: ya lo corrige «Reimputación N.º 001-000001». Si la corrección fue un error, anúlela"
        " primero. Si no, haga un extorno: un recibo opuesto de hoy que lo cita."
    )


def test_a_reconciliation_covers_what_it_ticked(books: Books) -> None:
    ticked, free = issued(books), issued(books)
    reconcile(books, ticked.id)
    assert "ya se concilió con el estado de cuenta de Caja del 30/11/2026" in refusal(books, ticked).sentence
    assert annulling.why_not(books, free) == ""


def test_what_is_dated_before_the_open_period_stays(books: Books) -> None:
    closed, first_open = issued(books, issued_on="31/10/2026"), issued(books, issued_on="01/11/2026")
    office.save_profile(books, a_profile(books_open_from="01/11/2026"))
    assert "es anterior al 01/11/2026 y ese período ya está cerrado" in refusal(books, closed).sentence
    assert annulling.why_not(books, first_open) == ""


def test_an_advance_is_not_annulled_under_its_return(books: Books) -> None:
    advance = spend(books)
    line = ReceiptLine(concept="Sobró", amount=1000, fund_id=2, fund_name="Fondos propios", flow=Flow.ADVANCE)
    returned = write(books, issued(books), lines=(line,), total=1000, advance_id=advance.id)
    assert "lo rinde o lo devuelve «Recibo de ingreso N.º 001-000002»" in refusal(books, advance).sentence
    receipts.annul(books, returned.id, "Duplicado")
    assert annulling.why_not(books, advance) == ""


def test_a_transfer_is_annulled_with_both_its_sides_or_not_at_all(books: Books) -> None:
    out, into = a_transfer(books)
    assert check(books.file).problems == []
    count_cash(books, date(2026, 11, 30), into.id, account=2)
    assert "Haga hoy otro traspaso en sentido contrario." in refusal(books, out).sentence
    out, into = a_transfer(books, "Otro banco")
    receipts.annul(books, into.id, "Duplicado")
    assert [store.get(books.db, each.id).annulment is None for each in (out, into)] == [False, False]
    assert check(books.file).problems == []


def test_an_opening_is_covered_by_any_later_comparison_with_the_statement(books: Books) -> None:
    line = ReceiptLine(concept="Saldo", amount=5000, fund_id=2, fund_name="Fondos propios")
    opening = write(books, issued(books), kind=ReceiptKind.OPENING, direction=1, lines=(line,))
    reconcile(books, day=date(2026, 11, 22))
    assert annulling.why_not(books, opening) == ""
    reconcile(books, day=date(2026, 11, 23))
    assert "ya se concilió" in annulling.why_not(books, opening)


# extorno


def test_extorno_takes_project_purchase_and_fund_back(books: Books) -> None:
    project = save_project(books, budget="1,000.00")
    purchase = purchases.save(books, a_purchase(save_supplier(books), project_id=str(project)), [a_purchase_line()])
    training = trainings.save(books, a_training(), [])
    before = at_once(home.home_figures(books))
    spent = spend(
        books,
        project_id=str(project),
        fund_id=PREMIUM,
        purchase_id=str(purchase),
        training_session_id=str(training),
    )
    extorno = reverse(books, spent)
    assert (extorno.kind, extorno.moves, extorno.number_text) == (ReceiptKind.IN, 1, "001-000001")
    assert (extorno.corrects_number, extorno.corrects_kind, extorno.is_reversal) == (
        spent.number_text,
        ReceiptKind.OUT,
        True,
    )
    assert extorno.reason == "Se pagó dos veces"
    assert [(line.flow, line.sign, line.amount) for line in extorno.lines] == [(Flow.OUT, 1, 9000)]
    assert lists.project_balance(books.db, project) == 100_000
    (bought,) = lists.purchases(books.db)
    (held,) = lists.training_sessions(books.db)
    assert (bought["paid"], held["spent"]) == (0, 0)
    after = at_once(home.home_figures(books))
    assert (after.accounts, after.funds, after.spent) == ({1: 0}, {1: 0, 2: 0}, {project: 0})
    assert before.premium == after.premium
    assert check(books.file).problems == []


def test_extorno_of_income_and_of_dollars_leaves_nothing(books: Books) -> None:
    dollars = save_account(books)
    received = issued(books, a_line(amount="10.01"), account_id=dollars, exchange_rate="3.755")
    extorno = reverse(books, received)
    assert (extorno.kind, extorno.exchange_rate, extorno.currency) == (ReceiptKind.OUT, 37550, "USD")
    assert [(line.flow, line.sign) for line in extorno.lines] == [(Flow.IN, -1)]
    figures = at_once(home.home_figures(books))
    assert (figures.accounts, figures.funds) == ({1: 0, 2: 0}, {1: 0, 2: 0})


def test_extorno_of_a_bank_note_is_the_opposite_bank_note(books: Books) -> None:
    line = ReceiptLine(concept="ITF", amount=250, fund_id=2, fund_name="Fondos propios", flow=Flow.OUT)
    note = write(books, issued(books), kind=ReceiptKind.BANK_NOTE, direction=-1, lines=(line,), total=250)
    extorno = reverse(books, note)
    assert (extorno.kind, extorno.moves, extorno.is_reversal) == (ReceiptKind.BANK_NOTE, 1, True)
    assert lists.account_balances(books.db)[0]["balance"] == 5000


def test_only_once_and_not_of_an_extorno_and_again_after_it_was_annulled(books: Books) -> None:
    spent = spend(books)
    extorno = reverse(books, spent)
    with pytest.raises(InvalidRecord, match=r"El recibo 001-000001 ya está extornado por el N\.º 001-000001\."):
        reverse(books, spent)
    with pytest.raises(InvalidRecord, match=r"es un extorno"):
        reverse(books, extorno)
    assert "ya lo corrige «Recibo de ingreso N.º 001-000001»" in refusal(books, spent).sentence
    receipts.annul(books, extorno.id, "No era")
    assert reverse(books, spent).number == 2
    assert lists.account_balances(books.db)[0]["balance"] == 0


def test_the_same_token_gives_the_same_extorno(books: Books) -> None:
    draft = ReversalDraft(receipt_id=spend(books).id, reason="Doble")
    assert corrections.preview_reversal(books, draft).number_text == "001-000001"
    assert corrections.reverse(books, draft) == corrections.reverse(books, draft)


def test_extorno_asks_for_its_reason(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        reverse(books, spend(books), " ")
    assert refused.value.problems == {"reason": "Falta el motivo: sale en el papel del extorno."}


def test_extorno_of_an_advance_settles_it_and_of_its_return_opens_it_again(books: Books) -> None:
    line = ReceiptLine(concept="Viaje", amount=9000, fund_id=2, fund_name="Fondos propios", flow=Flow.ADVANCE)
    advance = write(books, spend(books), lines=(line,))
    returned = write(books, issued(books), lines=(line,), total=9000, advance_id=advance.id)
    assert advances.advances(books.db) == []
    reverse(books, returned)
    (left,) = advances.advances(books.db)
    assert (left["id"], left["left"]) == (advance.id, 9000)
    other = write(books, spend(books), lines=(line,))
    reverse(books, other)
    assert [row["id"] for row in advances.advances(books.db)] == [advance.id]


def test_extorno_that_leaves_the_till_below_zero_is_asked(books: Books) -> None:
    received = issued(books, a_line(amount="2,500.00"))
    spend(books, "1.00")
    draft = ReversalDraft(receipt_id=received.id, reason="Era de otra cooperativa")
    with pytest.raises(NeedsConfirmation) as asked:
        corrections.reverse(books, draft)
    assert asked.value.concern == BELOW_ZERO
    assert corrections.reverse(books, draft, confirmed=[BELOW_ZERO]).total == 250_000


def test_the_list_says_what_takes_back_and_what_was_taken_back(books: Books) -> None:
    spent = spend(books)
    reverse(books, spent)
    newest = receipt_list.newest(books.db, receipt_list.ReceiptFilter())
    assert [(row["is_reversal"], row["is_reversed"]) for row in newest] == [(1, 0), (0, 1)]
    standing = annulling.standing(books, spent.id)
    assert [each.number_text for each in standing.corrections] == ["001-000001"]


# reimputación


def test_reallocation_moves_spending_from_one_project_to_another(books: Books) -> None:
    wrong, right = save_project(books, budget="1,000.00"), save_project(books, budget="500.00", name="Posta")
    spent = spend(books, project_id=str(wrong), fund_id=PREMIUM)
    made = move(books, spent, {"fund_id": PREMIUM, "project_id": str(right), "amount": "40.00"})
    assert (made.kind, made.number_text, made.moves, made.total) == (ReceiptKind.REALLOCATION, "001-000001", 0, 4000)
    assert [(line.project_id, line.flow, line.sign, line.amount) for line in made.lines] == [
        (wrong, Flow.OUT, 1, 4000),
        (right, Flow.OUT, -1, 4000),
    ]
    assert (made.corrects_number, made.approved_by) == (spent.number_text, "Huanca Layme, Tomás")
    assert (lists.project_balance(books.db, wrong), lists.project_balance(books.db, right)) == (95_000, 46_000)
    assert lists.account_balances(books.db)[0]["balance"] == -9000
    _count, of_wrong = lists.receipts_of(books.db, "project_id", wrong)
    assert [(row["kind"], row["part"]) for row in of_wrong] == [("reallocation", -4000), ("out", 9000)]
    _count, of_right = lists.receipts_of(books.db, "project_id", right)
    assert [row["part"] for row in of_right] == [4000]
    assert check(books.file).problems == []


def test_reallocation_of_income_moves_the_fund(books: Books) -> None:
    received = issued(books, a_line(amount="100.00", fund_id=OWN))
    made = move(books, received, {"fund_id": PREMIUM, "project_id": "", "amount": "100.00"})
    assert [(line.fund_id, line.sign) for line in made.lines] == [(2, -1), (1, 1)]
    figures = at_once(home.home_figures(books))
    assert (figures.funds, figures.premium.income) == ({1: 10_000, 2: 0}, 10_000)


def test_a_second_reallocation_begins_where_the_first_left_off_and_the_extorno_takes_back_from_there(
    books: Books,
) -> None:
    first, second = save_project(books, budget="1,000.00"), save_project(books, budget="500.00", name="Posta")
    spent = spend(books, project_id=str(first), fund_id=PREMIUM)
    move(books, spent, {"fund_id": PREMIUM, "project_id": str(second), "amount": "90.00"})
    (line,) = standing_lines(books, spent)
    assert (line.project_id, line.amount, line.sign) == (second, 9000, -1)
    move(books, spent, {"fund_id": PREMIUM, "project_id": str(first), "amount": "30"})
    assert [(line.project_id, line.amount) for line in standing_lines(books, spent)] == [(first, 3000), (second, 6000)]
    extorno = reverse(books, spent)
    assert [(line.project_id, line.amount) for line in extorno.lines] == [(first, 3000), (second, 6000)]
    assert extorno.total == 9000
    assert (lists.project_balance(books.db, first), lists.project_balance(books.db, second)) == (100_000, 50_000)
    with pytest.raises(InvalidRecord, match="ya está extornado"):
        move(books, spent, {"fund_id": OWN, "amount": "1"})


def test_a_reallocation_stays_while_a_later_correction_rests_on_it(books: Books) -> None:
    """Else the fund that the later one takes from would owe what it never got."""
    spent = spend(books)  # from the own funds
    first = move(books, spent, {"fund_id": PREMIUM, "amount": "90.00"})
    back = move(books, spent, {"fund_id": OWN, "amount": "90.00"})
    assert refusal(books, first).sentence == (
        "No se puede anular: «Reimputación N.º 001-000002» parte de lo que este documento dejó. Anule primero ese."
    )
    receipts.annul(books, back.id, "Error")
    extorno = reverse(books, spent)
    assert "«Recibo de ingreso N.º 001-000001» parte de lo que este documento dejó" in refusal(books, first).sentence
    receipts.annul(books, extorno.id, "Error")
    receipts.annul(books, first.id, "Error")
    assert [(line.fund_id, line.amount) for line in standing_lines(books, spent)] == [(int(OWN), 9000)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"fund_id": PREMIUM, "amount": ""}, "line 1 amount"),
        ({"fund_id": PREMIUM, "amount": "90.01"}, "line 1 amount"),
        ({"fund_id": OWN, "amount": "90.00"}, "line 1 fund"),
        ({"fund_id": "99", "amount": "90.00"}, "line 1 fund"),
        ({}, "lines"),
    ],
)
def test_bad_reallocation_is_answered_beside_its_field(books: Books, line: dict[str, str], problem: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        move(books, spend(books), line)
    assert list(refused.value.problems) == [problem]


def test_reallocation_asks_for_reason_and_approval(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        move(books, spend(books), {"fund_id": PREMIUM, "amount": "1"}, reason="", approved_by=" ")
    assert list(refused.value.problems) == ["reason", "approved_by"]


def test_reallocation_over_the_budget_is_asked(books: Books) -> None:
    project = str(save_project(books, budget="50.00"))
    draft = ReallocationDraft(
        receipt_id=spend(books).id,
        lines=[{"fund_id": PREMIUM, "project_id": project, "amount": "50.01"}],
        reason="Era del proyecto",
        approved_by="Huanca",
    )
    with pytest.raises(NeedsConfirmation, match=r"le quedan S/\xa050\.00 y este documento le carga S/\xa050\.01"):
        reallocations.reallocate(books, draft)
    assert reallocations.reallocate(books, draft, confirmed=ALL).total == 5001


def test_what_is_not_reallocated_says_why(books: Books) -> None:
    spent = spend(books)
    extorno = reverse(books, spent)
    assert "es un extorno" in reallocations.why_not_reallocate(books, extorno)
    out, _into = a_transfer(books)
    assert "traspaso" in reallocations.why_not_reallocate(books, out)
    assert "traspaso" in corrections.why_not_reverse(books, out)
    receipts.annul(books, out.id, "Duplicado")
    annulled = store.get(books.db, out.id)
    assert annulling.why_not(books, annulled) == "El recibo 001-000001 ya está anulado."


def three_projects(books: Books) -> tuple[dict[str, str], ...]:
    """Where 90.00 may go, in three projects, as a form gives it."""
    ids = [save_project(books, budget="1,000.00", name=name) for name in ("Agua", "Botiquín", "Camino")]
    return tuple({"fund_id": PREMIUM, "project_id": str(each), "amount": "90.00"} for each in ids)


def annul_behind_the_program(books: Books, receipt: Receipt) -> None:
    """As a program did that did not know better."""
    with books.permitted(), books.act() as db:
        annulment = Annulment(reason="x", annulled_on=date(2026, 11, 23), user="x")
        store.insert_annulment(db, receipt.id, annulment, books.now())


def test_reallocations_that_do_not_fit_are_found_and_nothing_is_built_on_them(books: Books) -> None:
    water, aid, road = three_projects(books)
    spent = spend(books, **{name: water[name] for name in ("fund_id", "project_id")})
    first = move(books, spent, aid)
    move(books, spent, road)
    annul_behind_the_program(books, first)
    assert check(books.file).problems == [
        "Reimputaciones: Recibo de egreso 001-000001: sus reimputaciones sacan de un fondo o proyecto más de lo que"
        " había"
    ]
    with pytest.raises(UserError, match="Las reimputaciones del recibo 001-000001 no cuadran"):
        reverse(books, spent)


def test_check_finds_what_an_extorno_left_behind(books: Books) -> None:
    water, aid, _road = three_projects(books)
    spent = spend(books, **{name: water[name] for name in ("fund_id", "project_id")})
    first = move(books, spent, aid)
    reverse(books, spent)
    annul_behind_the_program(books, first)
    assert check(books.file).problems == [
        "Extornos: 001-000001: con su extorno no queda en cero en cada fondo y proyecto"
    ]


def test_rows_behind_a_bar_count_corrections_as_spending_taken_back(books: Books) -> None:
    wrong, right = save_project(books, budget="1,000.00"), save_project(books, budget="500.00", name="Posta")
    spent = spend(books, project_id=str(wrong), fund_id=PREMIUM)
    move(books, spent, {"fund_id": PREMIUM, "project_id": str(right), "amount": "40.00"})
    doubled = spend(books, "25.00", project_id=str(wrong), fund_id=PREMIUM)
    reverse(books, doubled)
    year = date(2026, 1, 1), date(2026, 12, 31)
    listing, _targets = at_once(rows_behind(books, "planificado-gastado", str(wrong), *year))
    assert listing.totals is not None
    assert [row[-1] for row in listing.rows if not hasattr(row, "text")] == [9000, -4000, 2500, -2500]
    assert listing.totals[-1] == 5000
    assert read_amount("50.00") == at_once(home.home_figures(books)).spent[wrong]


def test_an_annulled_receipt_that_was_replaced_is_no_extorno(books: Books) -> None:
    annulled = receipts.annul(books, issued(books).id, "Nombre equivocado")
    again = write(books, receipts.preview(books, a_draft()), corrects_id=annulled.id)
    assert not again.is_reversal
    standing = annulling.standing(books, annulled.id)
    assert ([each.id for each in standing.replacements], standing.corrections) == ([again.id], ())


def replacement(books: Books, annulled: Receipt, kind: ReceiptKind | None = None) -> ReceiptDraft:
    draft = receipt_drafts.again(books, annulled.id)
    draft.issued_on, draft.kind = "23/11/2026", kind or draft.kind
    return draft


def test_a_second_replacement_of_an_annulled_receipt_is_asked(books: Books) -> None:
    annulled = receipts.annul(books, issued(books).id, "Nombre equivocado")
    first = receipts.issue(books, replacement(books, annulled))
    with pytest.raises(NeedsConfirmation) as asked:
        receipts.issue(books, replacement(books, annulled))
    assert asked.value.concern == REPLACED
    assert asked.value.sentence == (
        "El recibo N.º 001-000001 ya fue reemplazado por el N.º 001-000002: el mismo dinero contaría dos veces."
    )
    assert receipts.issue(books, replacement(books, annulled), [REPLACED]).number == 3
    for each in (first.id, 3):
        receipts.annul(books, each, "Duplicado")
    assert receipts.issue(books, replacement(books, annulled)).number == 4


def test_a_replacement_of_the_other_kind_is_refused(books: Books) -> None:
    annulled = receipts.annul(books, issued(books).id, "Era un egreso")
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, replacement(books, annulled, ReceiptKind.OUT), confirmed=ALL)
    told = "Reemplaza al recibo N.º 001-000001 y tiene que ser del mismo tipo. Si era del otro, haga un recibo nuevo."
    assert (refused.value.problems, refused.value.sentence) == ({"kind": told}, told)
    assert receipts.issue(books, replacement(books, annulled), confirmed=ALL).kind is ReceiptKind.IN


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO receipt_annulments VALUES (2, 'x', '2026-11-23', 'x', '2026-11-23')",
        "UPDATE receipts SET total = 1 WHERE id = 3",
        "UPDATE receipts SET corrects_id = 2 WHERE id = 5",
        "INSERT INTO receipt_annulments VALUES (6, 'x', '2026-11-23', 'x', '2026-11-23')",
    ],
)
def test_check_finds_a_correction_of_what_no_longer_stands(books: Books, damage: str) -> None:
    issued(books, a_line(amount="500.00"))
    reverse(books, spend(books))
    reverse(books, spend(books))
    move(books, spend(books), {"fund_id": PREMIUM, "amount": "1"})
    assert check(books.file).problems == []
    for (name,) in books.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.db.execute(f"DROP TRIGGER {name}")
    books.db.execute(damage)
    found = [each for each in check(books.file).problems if each.startswith("Correcciones: ")]
    assert len(found) == 1
    assert found[0].endswith(": no corrige bien el documento que cita")


@pytest.mark.parametrize("document", [1, 2, 3])
def test_check_finds_an_extorno_that_leaves_something_in_a_fund(books: Books, document: int) -> None:
    """Each document's line put into the other fund, beside the chain."""
    spent = spend(books)
    move(books, spent, {"fund_id": PREMIUM, "amount": "40.00"})
    reverse(books, spent)
    assert check(books.file).problems == []
    for (name,) in books.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.db.execute(f"DROP TRIGGER {name}")
    books.db.execute(
        "UPDATE receipt_lines SET fund_id = 3 - fund_id WHERE receipt_id = ? AND position = 1", (document,)
    )
    found = [each for each in check(books.file).problems if each.startswith("Extornos: ")]
    assert found == ["Extornos: 001-000001: con su extorno no queda en cero en cada fondo y proyecto"]
