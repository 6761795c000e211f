"""Transfers, bank notes, opening documents and advances: the books agree whatever documents the money moved by."""

from datetime import date

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.receipts import Flow, ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    advances,
    bank_notes,
    checking,
    figures,
    office,
    openings,
    receipt_drafts,
    receipt_warnings,
    receipts,
    transfers,
)
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.bank_notes import BankNoteDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.open_advances import open_advances
from ananea_desktop.operations.openings import SPENT_BEFORE, OpeningDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import lists, receipt_facts
from tests.builders import (
    OWN,
    PREMIUM,
    TILL,
    a_line,
    a_profile,
    an_egreso,
    issue_anyway,
    issued,
    save_account,
    save_member,
    save_project,
)

TODAY = "23/11/2026"


def opened(books: Books, amount: str = "1,000.00", **changes: object) -> int:
    """The till's opening balance, in the Premium's fund."""
    given: dict[str, object] = {
        "account_id": TILL,
        "issued_on": "01/01/2026",
        "lines": [{"fund_id": PREMIUM, "amount": amount}],
        "evidence": "Libro de caja, folio 48",
    }
    return openings.make(books, OpeningDraft(**(given | changes))).id  # type: ignore[arg-type]


def a_transfer(to: str, **changes: object) -> TransferDraft:
    given: dict[str, object] = {
        "from_account": TILL,
        "to_account": to,
        "issued_on": TODAY,
        "lines": [{"fund_id": PREMIUM, "amount": "375.20"}],
        "exchange_rate": "3.752",
    }
    return TransferDraft(**(given | changes))  # type: ignore[arg-type]


def balance_of(books: Books, account: str) -> int:
    return receipt_facts.balance(books.db, int(account))


def of_year(books: Books) -> figures.Figures:
    return at_once(figures.figures(books, date(2026, 1, 1), date(2026, 12, 31)))


def sound(books: Books) -> bool:
    return checking.check(books).problems == []


def test_opening_balance_is_neither_income_nor_spending(books: Books) -> None:
    opened(books)
    premium = of_year(books).of_funds("premium")
    assert (premium.opening, premium.income, premium.spent, premium.left) == (100_000, 0, 0, 100_000)
    assert balance_of(books, TILL) == 100_000
    assert sound(books)


def test_an_account_has_one_opening_document(books: Books) -> None:
    first = opened(books)
    with pytest.raises(InvalidRecord) as refused:
        opened(books)
    assert "ya tiene su documento de apertura N.º 001-000001" in refused.value.problems["account_id"]
    receipts.annul(books, first, "Monto equivocado")
    opened(books, "900.00")
    assert balance_of(books, TILL) == 90_000
    assert sound(books)


def test_opening_after_the_first_receipt_is_asked(books: Books) -> None:
    issued(books, issued_on="05/01/2026")
    with pytest.raises(NeedsConfirmation, match=r"movimientos desde el 05/01/2026"):
        opened(books, issued_on="06/01/2026")
    opened(books, issued_on="04/01/2026")


def test_opening_says_where_the_amount_is_taken_from(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        opened(books, evidence=" ")
    assert "de dónde sale este monto" in refused.value.problems["evidence"]


def test_what_a_project_spent_before_is_its_spending_and_touches_no_account(books: Books) -> None:
    project = save_project(books, "1,000.00")
    lines = [{"fund_id": PREMIUM, "project_id": str(project), "amount": "400.00"}]
    opening = openings.make(
        books, OpeningDraft(account_id=SPENT_BEFORE, issued_on="01/01/2026", lines=lines, evidence="Actas de 2025")
    )
    assert (opening.account_id, opening.moves, opening.lines[0].flow) == (None, 0, Flow.EARLIER)
    assert lists.project_balance(books.db, project) == 60_000
    premium = of_year(books).of_funds("premium")
    assert (premium.opening, premium.spent, premium.left) == (0, 0, 0)
    assert sound(books)


def test_spending_before_needs_its_project(books: Books) -> None:
    lines = [{"fund_id": PREMIUM, "amount": "400.00"}]
    draft = OpeningDraft(account_id=SPENT_BEFORE, issued_on="01/01/2026", lines=lines, evidence="Actas")
    with pytest.raises(InvalidRecord) as refused:
        openings.make(books, draft)
    assert refused.value.problems == {"line 1 fund": "Elija el proyecto en que se gastó."}


def test_transfer_moves_money_and_nothing_else(books: Books) -> None:
    opened(books)
    bank = save_account(books, name="Banco en soles", currency="PEN")
    out = transfers.make(books, a_transfer(bank, exchange_rate=""))
    both = transfers.both_sides(books, out)
    assert (both.out.number_text, both.into.number_text) == ("001-000001", "001-000001")
    assert (both.out.total, both.into.total) == (37_520, 37_520)
    assert (balance_of(books, TILL), balance_of(books, bank)) == (62_480, 37_520)
    premium = of_year(books).of_funds("premium")
    assert (premium.income, premium.spent, premium.left) == (0, 0, 100_000)
    assert sound(books)


def test_transfer_between_currencies_rounds_half_up_and_keeps_the_sum(books: Books) -> None:
    opened(books)
    bank = save_account(books)
    lines = [{"fund_id": PREMIUM, "amount": "100.00"}, {"fund_id": OWN, "amount": "0.05"}]
    both = transfers.both_sides(books, transfers.make(books, a_transfer(bank, lines=lines)))
    assert both.into.currency == "USD"
    assert both.into.total == 2667  # 100.05 / 3.752 = 26.6658…
    assert sum(line.amount for line in both.into.lines) == 2667
    assert sound(books)


def test_what_arrived_by_the_statement_counts(books: Books) -> None:
    opened(books)
    bank = save_account(books)
    both = transfers.both_sides(books, transfers.make(books, a_transfer(bank, arrived="99.50")))
    assert (both.out.total, both.into.total) == (37_520, 9_950)
    assert of_year(books).of_funds("premium").exchange == 9950 * 3752 // 1000 - 37_520  # what the change cost
    assert sound(books)


def test_transfer_pressed_twice_is_one(books: Books) -> None:
    opened(books)
    bank = save_account(books)
    draft = a_transfer(bank)
    assert transfers.make(books, draft) == transfers.make(books, draft)
    assert transfers.make(books, a_transfer(bank)).number == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_account": TILL}, "to_account"),
        ({"to_account": ""}, "to_account"),
        ({"from_account": "99"}, "from_account"),
        ({"exchange_rate": "0"}, "exchange_rate"),
        ({"lines": []}, "lines"),
        ({"lines": [{"fund_id": PREMIUM, "amount": "0.01"}]}, "lines"),
        ({"issued_on": "31/02/2026"}, "issued_on"),
    ],
)
def test_transfer_that_cannot_be_is_answered_beside_its_field(
    books: Books, changes: dict[str, object], field: str
) -> None:
    opened(books)
    bank = save_account(books)
    with pytest.raises(InvalidRecord) as refused:
        transfers.make(books, a_transfer(bank, **changes))
    assert field in refused.value.problems


def test_transfer_from_an_empty_till_is_asked(books: Books) -> None:
    bank = save_account(books)
    with pytest.raises(NeedsConfirmation) as asked:
        transfers.make(books, a_transfer(bank))
    assert asked.value.concern == receipt_warnings.BELOW_ZERO


def test_bank_note_is_spending_or_income_without_signatures(books: Books) -> None:
    bank = save_account(books)
    issue_anyway(books, an_egreso())
    lines = [{"concept": "ITF", "fund_id": OWN, "amount": "0.35"}]
    given = {"account_id": bank, "issued_on": TODAY, "exchange_rate": "3.752", "lines": lines}
    took = bank_notes.make(books, BankNoteDraft(**given), receipt_warnings.ALL)  # type: ignore[arg-type]
    gave = bank_notes.make(books, BankNoteDraft(**given, direction="1"))  # type: ignore[arg-type]
    assert (took.number, gave.number, took.kind) == (1, 2, ReceiptKind.BANK_NOTE)
    assert balance_of(books, bank) == 0
    own = of_year(books).of_funds("own")
    assert (own.income, own.spent) == (131, 5_131)
    assert sound(books)


def test_bank_note_of_a_till_is_refused(books: Books) -> None:
    lines = [{"concept": "ITF", "fund_id": OWN, "amount": "0.35"}]
    with pytest.raises(InvalidRecord) as refused:
        bank_notes.make(books, BankNoteDraft(account_id=TILL, issued_on=TODAY, lines=lines))
    assert "account_id" in refused.value.problems


# advances


def given_out(books: Books, project: int, amount: str = "200.00") -> int:
    """An advance to a member, of the Premium for a project."""
    opened(books)
    member = save_member(books)
    line = a_line(concept="Viaje a Juliaca", amount=amount, fund_id=PREMIUM, project_id=str(project))
    return receipts.issue(books, an_egreso(line, is_advance=True, member_id=member)).id


def a_rendition(advance: int, *amounts: str, project: int, **changes: str) -> RenditionDraft:
    line = {
        "concept": "Pasajes",
        "support_type": "03",
        "support_number": "B001-44",
        "spent_on": "20/11/2026",
        "fund_id": PREMIUM,
        "project_id": str(project),
    } | changes
    return RenditionDraft(advance_id=advance, issued_on=TODAY, lines=[line | {"amount": amount} for amount in amounts])


def test_advance_is_spending_only_when_rendered(books: Books) -> None:
    project = save_project(books, "1,000.00")
    advance = given_out(books, project)
    assert balance_of(books, TILL) == 80_000
    assert lists.project_balance(books.db, project) == 100_000
    premium = of_year(books).of_funds("premium")
    assert (premium.spent, premium.left) == (0, 100_000)
    rendition = advances.render(books, a_rendition(advance, "150.00", project=project))
    assert (rendition.kind, rendition.moves, rendition.account_id) == (ReceiptKind.RENDITION, 0, None)
    assert balance_of(books, TILL) == 80_000
    assert lists.project_balance(books.db, project) == 85_000
    assert of_year(books).of_funds("premium").left == 85_000
    (row,) = open_advances(books)
    assert (row["rendered"], row["left"], row["age"]) == (15_000, 5_000, 0)
    assert sound(books)


def test_what_is_left_is_returned_and_closes_it(books: Books) -> None:
    project = save_project(books, "1,000.00")
    advance = given_out(books, project)
    advances.render(books, a_rendition(advance, "150.00", project=project))
    back = advances.draft_to_settle(books, advance)
    assert (back.kind, back.lines[0]["amount"]) == (ReceiptKind.IN, "50.00")
    back.issued_on = TODAY
    receipts.issue(books, back)
    assert open_advances(books) == []
    assert balance_of(books, TILL) == 85_000
    premium = of_year(books).of_funds("premium")
    assert (premium.income, premium.spent, premium.left) == (0, 15_000, 85_000)
    assert sound(books)
    with pytest.raises(UserError, match="ya está rendida"):
        advances.draft_to_settle(books, advance)


def test_more_than_the_advance_is_refunded(books: Books) -> None:
    project = save_project(books, "1,000.00")
    advance = given_out(books, project)
    advances.render(books, a_rendition(advance, "150.00", "80.00", project=project), [advances.OVER_ADVANCE])
    refund = advances.draft_to_settle(books, advance)
    assert (refund.kind, refund.lines[0]["amount"]) == (ReceiptKind.OUT, "30.00")
    refund.issued_on = TODAY
    receipts.issue(books, refund)
    assert open_advances(books) == []
    assert balance_of(books, TILL) == 77_000
    assert of_year(books).of_funds("premium").left == 77_000
    assert sound(books)


def test_no_more_is_returned_than_is_open(books: Books) -> None:
    advance = given_out(books, save_project(books, "1,000.00"))
    back = advances.draft_to_settle(books, advance)
    back.issued_on, back.lines[0]["amount"] = TODAY, "200.01"
    with pytest.raises(InvalidRecord) as refused:
        receipts.issue(books, back)
    assert refused.value.problems == {"lines": "De esa entrega queda 200.00: anote ese monto o menos."}


def test_mobility_above_four_percent_of_the_wage_is_asked(books: Books) -> None:
    project = save_project(books, "1,000.00")
    advance = given_out(books, project)
    draft = a_rendition(advance, "45.21", project=project, support_type="mobility", support_number="")
    with pytest.raises(NeedsConfirmation, match=r"45\.21.*45\.20"):
        advances.render(books, draft)
    assert advances.render(books, draft, [advances.MOBILITY_LIMIT]).total == 4521


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"support_type": ""}, "line 1 support_type"),
        ({"support_number": ""}, "line 1 support_number"),
        ({"spent_on": "ayer"}, "line 1 spent_on"),
        ({"concept": ""}, "line 1 concept"),
    ],
)
def test_rendition_that_lacks_something_says_so(books: Books, changes: dict[str, str], field: str) -> None:
    project = save_project(books, "1,000.00")
    advance = given_out(books, project)
    with pytest.raises(InvalidRecord) as refused:
        advances.render(books, a_rendition(advance, "10.00", project=project, **changes))
    assert list(refused.value.problems) == [field]


def test_repeated_receipt_is_new_and_dated_anew(books: Books) -> None:
    first = issued(books, a_line(concept="Cuota", amount="50.00"))
    draft = receipt_drafts.again(books, first.id)
    assert (draft.issued_on, draft.corrects_id, draft.lines[0]["concept"]) == ("", None, "Cuota")
    draft.issued_on = TODAY
    assert receipts.issue(books, draft).number == 2
    receipts.annul(books, first.id, "Nombre equivocado")
    again = receipt_drafts.again(books, first.id)
    again.issued_on = TODAY
    assert receipts.issue(books, again).corrects_number == "001-000001"


def test_last_receipt_with_a_person_and_concepts_are_proposed(books: Books) -> None:
    member = save_member(books)
    assert receipt_drafts.like_the_last(books, ReceiptKind.IN, member, None) is None
    issued(books, a_line(concept="Cuota de octubre", amount="50.00"), member_id=member)
    proposed = receipt_drafts.like_the_last(books, ReceiptKind.IN, member, None)
    assert proposed is not None
    assert proposed.lines[0]["concept"] == "Cuota de octubre"
    assert receipt_drafts.concepts_like(books, "octu") == ["Cuota de octubre"]
    assert receipt_drafts.concepts_like(books, "x") == []


# slips with an exchange rate


@pytest.mark.parametrize(
    ("changes", "concern"),
    [
        ({}, ""),
        ({"exchange_rate": "37.52"}, "odd_rate"),
        ({"arrived": "97.00"}, ""),  # the bank kept something
        ({"arrived": "375.20"}, "odd_arrival"),  # as if soles were dollars
        ({"arrived": "1.00"}, "odd_arrival"),
        ({"exchange_rate": "37.52", "arrived": "100.00", "issued_on": "24/11/2026"}, "future odd_rate odd_arrival"),
    ],
)
def test_a_rate_or_an_arrival_that_is_a_slip_is_asked_once(
    books: Books, changes: dict[str, object], concern: str
) -> None:
    opened(books)
    dollars = save_account(books)
    issued(books, account_id=dollars, exchange_rate="3.752")
    draft = a_transfer(dollars, **changes)
    if concern:
        with pytest.raises(NeedsConfirmation) as question:
            transfers.make(books, draft)
        assert question.value.concern == concern
        assert question.value.sentence.count("\n\n") == len(concern.split()) - 1
    assert transfers.make(books, draft, concern.split()).number == 1
    assert sound(books)


@pytest.mark.parametrize(
    ("changes", "arrives"),
    [({}, 10_000), ({"exchange_rate": "3,75"}, None), ({"lines": [{"amount": "x"}]}, None)],
)
def test_what_the_rate_gives_is_told_while_it_is_typed(changes: dict[str, object], arrives: int | None) -> None:
    assert transfers.arriving(a_transfer("2", **changes), "PEN", "USD") == arrives


@pytest.mark.parametrize(
    ("changes", "concern"),
    [
        ({"exchange_rate": "37.52"}, "odd_rate"),
        ({"exchange_rate": "37.52", "issued_on": "24/11/2026"}, "future odd_rate"),
        ({"exchange_rate": "3.752", "issued_on": "31/12/2025"}, "closed_period"),
    ],
)
def test_an_opening_is_asked_like_every_document(books: Books, changes: dict[str, str], concern: str) -> None:
    """Also where the books know no rate yet."""
    office.save_profile(books, a_profile(books_open_from="01/01/2026"))
    dollars = save_account(books)
    with pytest.raises(NeedsConfirmation) as question:
        opened(books, "10.00", account_id=dollars, **changes)
    assert question.value.concern == concern
