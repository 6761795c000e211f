"""Spending beyond what was approved: asked with its reason by every document that spends, and kept where it is seen."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import (
    advances,
    bank_notes,
    checking,
    corrections,
    premium_reports,
    purchases,
    reallocations,
    receipt_drafts,
    receipt_warnings,
    receipts,
)
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_warnings import ALL, OVER_BUDGET, WITHOUT_REASON
from ananea_desktop.storage import lists, spending
from tests.builders import (
    PREMIUM,
    a_line,
    a_purchase,
    a_purchase_line,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_project,
    save_supplier,
)

ASKED = [*(each for each in ALL if each != WITHOUT_REASON), OVER_BUDGET, *advances.ALL]
"""All that a window can confirm."""
REASON = "Se malogró la bomba y el pozo se inundaba"


def of_project(project: int, amount: str) -> dict[str, str]:
    return a_line(amount=amount, project_id=str(project), fund_id=PREMIUM)


def kept(books: Books, project: int) -> list[tuple[str, int, str]]:
    return [(row["concern"], row["amount"], row["reason"]) for row in spending.of_project(books.db, project)]


def a_receipt(books: Books, project: int, amount: str) -> Callable[[str], Receipt]:
    draft = an_egreso(of_project(project, amount))
    return lambda reason: receipts.issue(books, replace(draft, spending_reason=reason), ASKED)


def a_bank_note(books: Books, project: int, amount: str) -> Callable[[str], Receipt]:
    account = save_account(books, name="Banco S/", currency="PEN")
    draft = BankNoteDraft(account_id=account, issued_on="23/11/2026", lines=[of_project(project, amount)])
    return lambda reason: bank_notes.make(books, replace(draft, spending_reason=reason), ASKED)


def a_rendition(books: Books, project: int, amount: str) -> Callable[[str], Receipt]:
    advance = issue_anyway(books, an_egreso(of_project(project, amount), is_advance=True))
    assert kept(books, project) == [], "an advance is no spending yet"
    line = {"support_type": "03", "support_number": "B001-44", "spent_on": "20/11/2026", **of_project(project, amount)}
    draft = RenditionDraft(advance_id=advance.id, issued_on="23/11/2026", lines=[line])
    return lambda reason: advances.render(books, replace(draft, spending_reason=reason), ASKED)


def a_reallocation(books: Books, project: int, amount: str) -> Callable[[str], Receipt]:
    wrong = issue_anyway(books, an_egreso(a_line(amount=amount, fund_id=PREMIUM)))
    line = {"fund_id": PREMIUM, "project_id": str(project), "amount": amount}
    draft = ReallocationDraft(receipt_id=wrong.id, lines=[line], reason="Era del proyecto", approved_by="El consejo")
    return lambda reason: reallocations.reallocate(books, replace(draft, spending_reason=reason), ASKED)


WAYS = [a_receipt, a_bank_note, a_rendition, a_reallocation]


@pytest.mark.parametrize("way", WAYS)
def test_no_document_passes_the_budget_without_a_reason(
    books: Books, way: Callable[[Books, int, str], Callable[[str], Receipt]]
) -> None:
    project = save_project(books, budget="100.00")
    make = way(books, project, "140.00")
    for reason in ("", "  \n "):
        with pytest.raises(NeedsConfirmation) as asked:
            make(reason)
        assert asked.value.concern == OVER_BUDGET
    made = make(f"  {REASON} ")
    assert made.total == 14_000
    assert kept(books, project) == [("over_budget", 4_000, REASON)]
    assert make("Otra vez, con la misma ficha").id == made.id
    assert len(kept(books, project)) == 1
    assert checking.check(books).problems == []


@pytest.mark.parametrize("way", WAYS)
def test_before_approval_all_of_it_is_kept(
    books: Books, way: Callable[[Books, int, str], Callable[[str], Receipt]]
) -> None:
    project = save_project(books)
    way(books, project, "50.00")(REASON)
    assert kept(books, project) == [("before_approval", 5_000, REASON)]


def test_what_is_dated_before_the_approval_was_spent_before_it(books: Books) -> None:
    project = save_project(books, budget="100.00")
    draft = an_egreso(of_project(project, "50.00"), issued_on="27/02/2026")
    with pytest.raises(NeedsConfirmation, match="se aprobó el 28/02/2026") as asked:
        receipts.issue(books, draft, ASKED)
    assert asked.value.concern == OVER_BUDGET
    receipts.issue(books, replace(draft, spending_reason=REASON), ASKED)
    assert kept(books, project) == [("before_approval", 5_000, REASON)]
    receipts.issue(books, an_egreso(of_project(project, "20.00"), issued_on="28/02/2026"), ASKED)
    assert len(kept(books, project)) == 1


def test_what_was_over_already_counts_only_what_is_new(books: Books) -> None:
    project = save_project(books, budget="100.00")
    for amount in ("100.00", "30.00", "20.00"):
        receipts.issue(books, an_egreso(of_project(project, amount), spending_reason=REASON), ASKED)
    assert [amount for _concern, amount, _reason in kept(books, project)] == [2_000, 3_000]


def test_a_reason_where_nothing_is_beyond_is_not_kept(books: Books) -> None:
    project = save_project(books, budget="100.00")
    receipts.issue(books, an_egreso(of_project(project, "100.00"), spending_reason=REASON), ASKED)
    assert kept(books, project) == []


def test_each_project_of_a_receipt_is_kept_apart(books: Books) -> None:
    first, second = save_project(books, budget="10.00"), save_project(books, name="Posta")
    draft = an_egreso(of_project(first, "15.00"), of_project(second, "7.00"), spending_reason=REASON)
    receipts.issue(books, draft, ASKED)
    assert kept(books, first) == [("over_budget", 500, REASON)]
    assert kept(books, second) == [("before_approval", 700, REASON)]


def test_a_reason_says_nothing_about_another_doubt(books: Books) -> None:
    project = save_project(books)
    with pytest.raises(NeedsConfirmation) as asked:
        receipts.issue(books, an_egreso(of_project(project, "5.00"), spending_reason=REASON))
    assert asked.value.concern == receipt_warnings.BELOW_ZERO


def test_the_reason_is_kept_with_its_document_or_neither_is(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    project = save_project(books)
    draft = an_egreso(of_project(project, "5.00"), spending_reason=REASON)

    def fails(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(spending, "insert", fails)
    with pytest.raises(RuntimeError):
        receipts.issue(books, draft, ASKED)
    assert lists.receipts_of(books.db, "project_id", project)[0] == 0


def test_the_annual_report_says_which_how_much_and_why(books: Books) -> None:
    over, early = save_project(books, budget="10.00"), save_project(books, name="Posta")
    made = receipts.issue(books, an_egreso(of_project(over, "15.50"), spending_reason=f"{REASON}."), ASKED)
    issue_anyway(books, an_egreso(of_project(early, "7.00")))
    notes = premium_reports.annual(books, 2026).notes
    assert (
        f"Alojamiento: Egreso {made.number_text} del 23/11/2026 gastó 5.50 más que lo aprobado. Motivo: {REASON}."
        in (notes)
    )
    assert (
        "Posta: Egreso 001-000002 del 23/11/2026 gastó 7.00 antes de que hubiera presupuesto. Motivo: no se anotó."
    ) in notes
    receipts.annul(books, made.id, "Duplicado")
    assert not any(REASON in note for note in premium_reports.annual(books, 2026).notes)
    assert not any("Motivo" in note for note in premium_reports.annual(books, 2025).notes)


def extorno(books: Books, receipt_id: int) -> None:
    corrections.reverse(books, ReversalDraft(receipt_id=receipt_id, reason="Se pagó dos veces"), ALL)


def test_what_an_extorno_took_back_is_no_spending_beyond_approval(books: Books) -> None:
    issued(books, a_line(amount="1,000.00", fund_id=PREMIUM))
    project = save_project(books, budget="100.00")
    made = a_receipt(books, project, "140.00")(REASON)
    extorno(books, made.id)
    assert kept(books, project) == []
    assert not any(REASON in note for note in premium_reports.annual(books, 2026).notes)


def test_a_reallocation_takes_its_part_of_it_away_and_its_own_goes_with_the_extorno(books: Books) -> None:
    issued(books, a_line(amount="1,000.00", fund_id=PREMIUM))
    first, second = save_project(books, budget="100.00"), save_project(books, budget="50.00", name="Posta")
    made = a_receipt(books, first, "140.00")(REASON)
    line = {"fund_id": PREMIUM, "project_id": str(second), "amount": "120.00"}
    draft = ReallocationDraft(receipt_id=made.id, lines=[line], reason="Era de la posta", approved_by="El consejo")
    reallocations.reallocate(books, replace(draft, spending_reason="La posta"), ASKED)
    assert kept(books, first) == [("over_budget", 2_000, REASON)]
    assert kept(books, second) == [("over_budget", 7_000, "La posta")]
    extorno(books, made.id)
    assert (kept(books, first), kept(books, second)) == ([], [])


# committed


def committed(books: Books) -> int:
    (row,) = lists.projects(books.db)
    return int(row["committed"])


def test_what_is_bought_and_not_paid_is_committed(books: Books) -> None:
    project = save_project(books, budget="1,000.00")
    assert committed(books) == 0
    supplier = save_supplier(books)
    purchase = purchases.save(books, a_purchase(supplier, project_id=str(project)), [a_purchase_line()])
    assert committed(books) == 54_600
    draft = receipt_drafts.for_purchase(books, purchase)
    draft.issued_on, draft.lines[0]["amount"] = "23/11/2026", "500.00"
    issue_anyway(books, draft)
    assert committed(books) == 4_600
    rest = receipt_drafts.for_purchase(books, purchase)
    rest.issued_on, rest.lines[0]["amount"] = "23/11/2026", "60.00"
    issue_anyway(books, rest)
    assert committed(books) == 0, "what was paid too much is owed by nobody"


def test_a_payment_that_is_taken_back_leaves_no_cent_paid(books: Books) -> None:
    issued(books, a_line(amount="1,000.00", fund_id=PREMIUM))
    texts = a_purchase(save_supplier(books), project_id=str(save_project(books)), currency="USD", exchange_rate="3.752")
    lines = [a_purchase_line(quantity="1", unit_price="100.00")]
    purchase = purchases.save(books, texts, lines, confirmed=("project_id",))
    line = a_line(amount="100.00", fund_id=PREMIUM, purchase_id=str(purchase))
    made = issue_anyway(books, an_egreso(line))
    assert lists.purchases(books.db)[0]["paid"] == 2_665
    extorno(books, made.id)
    assert (lists.purchases(books.db)[0]["paid"], committed(books)) == (0, 37_520)


def test_what_is_bought_in_dollars_is_committed_in_soles(books: Books) -> None:
    project = save_project(books)
    texts = a_purchase(save_supplier(books), project_id=str(project), currency="USD", exchange_rate="3.752")
    purchases.save(books, texts, [a_purchase_line(quantity="1", unit_price="100.00")], confirmed=("project_id",))
    purchases.save(books, a_purchase(1, number="124"), [a_purchase_line()])
    assert committed(books) == 37_520


def test_buying_more_than_a_project_has_left_is_doubted_once(books: Books) -> None:
    project = save_project(books, budget="1,000.00")
    supplier = save_supplier(books)
    first, second = (a_purchase(supplier, number=number, project_id=str(project)) for number in ("123", "124"))
    purchases.save(books, first, [a_purchase_line()])
    with pytest.raises(InvalidRecord) as doubt:
        purchases.save(books, second, [a_purchase_line()])
    assert doubt.value.problems == {
        "project_id": "Al proyecto le quedan S/\u00a0454.00 sin comprometer y esta compra es de S/\u00a0546.00."
        " Si está bien, guarde otra vez: al pagarla se pedirá el motivo."
    }
    assert doubt.value.sentence == "Revise 1 dato. Si está bien, guarde otra vez."
    purchases.save(books, second, [a_purchase_line()], confirmed=("project_id",))
    assert committed(books) == 109_200


def test_buying_for_a_project_without_budget_is_doubted_in_any_currency(books: Books) -> None:
    project = save_project(books)
    texts = a_purchase(save_supplier(books), project_id=str(project), currency="USD", exchange_rate="3.752")
    with pytest.raises(InvalidRecord) as doubt:
        purchases.save(books, texts, [a_purchase_line()])
    assert "todavía no tiene presupuesto aprobado" in doubt.value.problems["project_id"]
