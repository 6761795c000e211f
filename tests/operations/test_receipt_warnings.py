"""What is unusual is asked with its reason, all of it in one question, and never forbidden."""

from datetime import datetime, timedelta

import pytest

from ananea_desktop.domain.errors import NeedsConfirmation
from ananea_desktop.operations import office, receipt_warnings, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from tests.builders import NOW, PREMIUM, a_draft, a_line, a_profile, an_egreso, issue_anyway, issued, save_account


def asked(books: Books, draft: ReceiptDraft) -> str:
    """The concerns of the question, empty where nothing is asked."""
    try:
        receipts.issue(books, draft)
    except NeedsConfirmation as question:
        return question.concern
    return ""


def at(books: Books, moment: datetime) -> None:
    books.clock = lambda: moment


def test_ordinary_receipt_asks_nothing(books: Books) -> None:
    assert asked(books, a_draft()) == ""


@pytest.mark.parametrize(
    ("amount", "day", "concern"),
    [
        ("1,999.99", "23/11/2026", ""),
        ("2,000.00", "23/11/2026", "cash_limit"),
        ("2,000.00", "31/03/2022", ""),
        ("3,500.00", "31/03/2022", "cash_limit"),
        ("2,000.00", "01/04/2022", "cash_limit"),
    ],
)
def test_cash_from_the_limit_of_its_day_on_is_asked(books: Books, amount: str, day: str, concern: str) -> None:
    assert asked(books, a_draft(a_line(amount=amount), issued_on=day)) == concern


def test_what_cash_means_is_said_of_an_ingreso_and_of_an_egreso(books: Books) -> None:
    big = a_line(amount="5,000.00")
    with pytest.raises(NeedsConfirmation, match="quien paga en efectivo no podrá deducirlo") as question:
        receipts.issue(books, a_draft(big))
    assert "el gasto no se puede deducir" not in question.value.sentence
    issue_anyway(books, a_draft(big))
    with pytest.raises(NeedsConfirmation, match="en efectivo el gasto no se puede deducir"):
        receipts.issue(books, an_egreso(big))


def test_dollars_have_their_own_limit(books: Books) -> None:
    account = save_account(books)
    draft = a_draft(a_line(amount="500.00"), account_id=account, exchange_rate="3.752")
    assert asked(books, draft) == "cash_limit"


def test_deposit_has_no_limit(books: Books) -> None:
    assert asked(books, a_draft(a_line(amount="9,000.00"), method="deposit", operation_number="12")) == ""


def test_account_that_would_go_below_zero_is_asked(books: Books) -> None:
    issued(books, a_line(amount="50.00"))
    assert asked(books, an_egreso(a_line(amount="50.00"))) == ""
    with pytest.raises(NeedsConfirmation, match=r"Caja tiene S/\xa00.00: con este documento quedaría en S/\xa0−0.01"):
        receipts.issue(books, an_egreso(a_line(amount="0.01")))


def test_money_that_came_later_does_not_help_an_earlier_day(books: Books) -> None:
    issued(books, a_line(amount="50.00"), issued_on="20/11/2026")
    assert "below_zero" in asked(books, an_egreso(a_line(amount="50.00"), issued_on="19/11/2026"))


def test_what_was_annulled_is_not_there_to_be_spent(books: Books) -> None:
    issued(books, a_line(amount="50.00"), issued_on="20/11/2026")
    receipts.annul(books, issued(books, a_line(amount="30.00"), issued_on="21/11/2026").id, "Duplicado")
    for day in ("22/11/2026", "20/11/2026"):
        assert asked(books, an_egreso(a_line(amount="50.01"), issued_on=day)) == "below_zero"
    assert asked(books, an_egreso(a_line(amount="50.00"), issued_on="20/11/2026")) == ""


def test_day_before_the_open_period_or_not_here_yet_is_asked(books: Books) -> None:
    office.save_profile(books, a_profile(books_open_from="01/11/2026"))
    assert asked(books, a_draft(issued_on="31/10/2026")) == "closed_period"
    assert asked(books, a_draft(issued_on="01/11/2026")) == ""
    assert asked(books, a_draft(issued_on="24/11/2026")) == "future"


def test_day_before_the_last_of_the_series_is_asked(books: Books) -> None:
    issued(books, issued_on="20/11/2026")
    with pytest.raises(NeedsConfirmation, match=r"N\.º 001-000001 del 20/11/2026"):
        receipts.issue(books, a_draft(issued_on="19/11/2026"))
    issue_anyway(books, an_egreso(issued_on="19/11/2026"))  # the other series goes its own way


@pytest.mark.parametrize(
    ("later", "doubted"), [(timedelta(days=-1), True), (timedelta(days=400), False), (timedelta(days=401), True)]
)
def test_clock_that_went_back_or_far_ahead_is_doubted(books: Books, later: timedelta, doubted: bool) -> None:
    issued(books, issued_on="01/01/2026")
    at(books, NOW + later)
    concerns = asked(books, a_draft(issued_on="02/01/2026"))
    assert ("wrong_clock" in concerns) is doubted


def test_clock_of_an_evening_is_not_doubted(books: Books) -> None:
    """In Peru it is the next day in UTC from 19:00 on."""
    at(books, NOW.replace(hour=20))
    issued(books)
    assert asked(books, a_draft()) == ""
    at(books, NOW.replace(hour=20) - timedelta(days=1))
    assert asked(books, a_draft(issued_on="23/11/2026")) == "wrong_clock future"


@pytest.mark.parametrize(
    ("rate", "concern"), [("4.502", ""), ("4.503", "odd_rate"), ("3.0", "odd_rate"), ("37.52", "odd_rate")]
)
def test_rate_far_from_the_last_is_asked(books: Books, rate: str, concern: str) -> None:
    account = save_account(books)
    issued(books, account_id=account, exchange_rate="3.752")
    assert asked(books, a_draft(account_id=account, exchange_rate=rate)) == concern


def test_all_doubts_are_one_question_and_confirming_them_is_enough(books: Books) -> None:
    draft = an_egreso(a_line(amount="2,500.00", fund_id=PREMIUM), issued_on="24/11/2026")
    with pytest.raises(NeedsConfirmation) as question:
        receipts.issue(books, draft)
    assert question.value.concern == "future cash_limit below_zero"
    assert question.value.sentence.count("\n\n") == 2
    assert receipts.issue(books, draft, question.value.concern.split()).number == 1


def test_confirming_one_thing_does_not_confirm_another(books: Books) -> None:
    draft = an_egreso(a_line(amount="2,500.00"))
    with pytest.raises(NeedsConfirmation) as question:
        receipts.issue(books, draft, [receipt_warnings.CASH_LIMIT])
    assert question.value.concern == receipt_warnings.BELOW_ZERO
