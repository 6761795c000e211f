"""Advances at their edges: replaced, in dollars, for a purchase, settled twice, and dated oddly."""

from datetime import date

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.money import to_soles
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.trainings import TRAINING_SESSIONS
from ananea_desktop.operations import (
    advances,
    annulling,
    checking,
    corrections,
    figures,
    purchases,
    receipt_drafts,
    receipts,
    records,
)
from ananea_desktop.operations.advances import RenditionDraft
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.open_advances import open_advances
from ananea_desktop.operations.receipt_warnings import ALL, BEFORE_ADVANCE
from ananea_desktop.storage import lists
from tests.builders import (
    OWN,
    PREMIUM,
    TILL,
    a_line,
    a_purchase,
    a_purchase_line,
    a_training,
    an_egreso,
    issue_anyway,
    save_account,
    save_supplier,
)

TODAY = "23/11/2026"
ALL_OF_ADVANCES = (*ALL, *advances.ALL)
DOLLARS = {"exchange_rate": "3.752", "method": "deposit", "operation_number": "77"}


def advanced(books: Books, amount: str = "100.00", **changes: object) -> Receipt:
    return issue_anyway(books, an_egreso(a_line(amount=amount), is_advance=True, **changes))


def in_dollars(books: Books) -> Receipt:
    return advanced(books, account_id=save_account(books), **DOLLARS)


def settled(books: Books, advance: Receipt, **changes: str) -> Receipt:
    """What is left, returned or refunded."""
    draft = advances.draft_to_settle(books, advance.id)
    for name, text in ({"issued_on": TODAY} | changes).items():
        setattr(draft, name, text)
    return issue_anyway(books, draft)


def a_rendition(advance: Receipt, amount: str = "100.00", issued_on: str = TODAY, **changes: str) -> RenditionDraft:
    line = {"support_type": "03", "support_number": "B001-44", "spent_on": "20/11/2026", **a_line(amount=amount)}
    return RenditionDraft(advance_id=advance.id, issued_on=issued_on, lines=[line | changes])


def left(books: Books, advance: Receipt) -> int:
    row = advances.get(books, advance.id)
    assert row is not None
    return int(row["left"])


def sound(books: Books) -> bool:
    return checking.check(books).problems == []


def test_an_advance_that_replaces_an_annulled_one_is_open_like_any_other(books: Books) -> None:
    wrong = advanced(books)
    receipts.annul(books, wrong.id, "Nombre equivocado")
    assert open_advances(books) == []
    draft = receipt_drafts.again(books, wrong.id)
    draft.issued_on = TODAY
    right = issue_anyway(books, draft)
    assert [row["id"] for row in open_advances(books)] == [right.id]
    advances.render(books, a_rendition(right), ALL)
    assert open_advances(books) == []


def test_an_advance_in_dollars_is_not_closed_with_soles(books: Books) -> None:
    advance = in_dollars(books)
    with pytest.raises(InvalidRecord) as refused:
        settled(books, advance, account_id=TILL)
    assert refused.value.problems == {
        "account_id": "La entrega N.º 001-000001 se dio en dólares: elija una cuenta en dólares."
    }
    settled(books, advance)
    assert open_advances(books) == []
    assert sound(books)


def test_check_finds_an_advance_that_was_closed_in_another_currency(books: Books) -> None:
    advance = in_dollars(books)
    settled(books, advance)
    for (name,) in books.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.db.execute(f"DROP TRIGGER {name}")
    books.db.execute("UPDATE receipts SET currency = 'PEN', exchange_rate = NULL, account_id = 1 WHERE id = 2")
    assert [each for each in checking.check(books).problems if each.startswith("Entregas")] == [
        "Entregas por rendir: Recibo de ingreso 001-000001: no va con la entrega que cita"
    ]


def given_for_purchase(books: Books) -> tuple[int, Receipt]:
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    draft = receipt_drafts.for_purchase(books, purchase)
    draft.is_advance, draft.issued_on = True, TODAY
    return purchase, issue_anyway(books, draft)


def paid(books: Books) -> int:
    (row,) = lists.purchases(books.db)
    assert at_once(lists.unpaid_purchases(books.db, books.today()))[:2] == (
        (0, 0) if row["paid"] == 54_600 else (1, 54_600 - row["paid"])
    )
    return int(row["paid"])


def test_a_purchase_is_paid_by_an_advance_once_it_is_rendered_and_once_only(books: Books) -> None:
    purchase, advance = given_for_purchase(books)
    assert paid(books) == 0
    rendition = advances.render(books, a_rendition(advance, "500.00", fund_id=PREMIUM), ALL)
    assert rendition.lines[0].purchase_id == purchase
    assert paid(books) == 50_000
    settled(books, advance)
    assert paid(books) == 50_000


def test_what_an_extorno_takes_back_is_no_longer_paid(books: Books) -> None:
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    draft = receipt_drafts.for_purchase(books, purchase)
    draft.issued_on = TODAY
    receipt = issue_anyway(books, draft)
    assert paid(books) == 54_600
    corrections.reverse(books, ReversalDraft(receipt_id=receipt.id, reason="Se devolvió"), ALL)
    assert paid(books) == 0


def test_a_training_costs_what_was_rendered_of_its_advance(books: Books) -> None:
    session = records.save(books, TRAINING_SESSIONS, a_training())
    draft = receipt_drafts.for_training(books, session)
    draft.lines[0]["amount"] = "80.00"
    draft.is_advance, draft.issued_on, draft.account_id = True, TODAY, TILL
    advance = issue_anyway(books, draft)
    assert [row["spent"] for row in lists.training_sessions(books.db)] == [0]
    rendition = advances.render(books, a_rendition(advance, "60.00"), ALL)
    assert rendition.lines[0].training_session_id == session
    assert [row["spent"] for row in lists.training_sessions(books.db)] == [6000]


def test_of_an_advance_for_several_things_the_line_of_the_same_fund_and_project_is_meant(books: Books) -> None:
    purchase = purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    bought = a_line(fund_id=PREMIUM, purchase_id=str(purchase))
    advance = issue_anyway(books, an_egreso(bought, a_line(fund_id=OWN), is_advance=True))

    def rendered(fund: str) -> int | None:
        return advances.render(books, a_rendition(advance, "10.00", fund_id=fund), ALL).lines[0].purchase_id

    assert (rendered(PREMIUM), rendered(OWN)) == (purchase, None)
    mixed = issue_anyway(books, an_egreso(bought, a_line(fund_id=PREMIUM), is_advance=True))
    assert advances.render(books, a_rendition(mixed, "10.00", fund_id=PREMIUM), ALL).lines[0].purchase_id is None


def figures_of(books: Books, year: int = 2026) -> figures.Figures:
    return at_once(figures.figures(books, date(year, 1, 1), date(year, 12, 31)))


def agreeing(books: Books, year: int = 2026) -> figures.Period:
    """The funds are what the accounts hold by the rate of each receipt, and what is out as advances."""
    found = figures_of(books, year)
    held = sum(each.soles for each in found.sums if each.account_id is not None)
    assert found.total == held + found.advanced == found.of_funds().left
    return found.of_funds()


def test_dollars_that_come_back_at_another_rate_leave_nothing_open_and_a_gain(books: Books) -> None:
    advance = in_dollars(books)
    assert (figures_of(books).advanced, agreeing(books).exchange) == (37_520, 0)
    advances.render(books, a_rendition(advance, "40.00", spent_on=TODAY), ALL)
    assert figures_of(books).advanced == to_soles(6000, 37_520)
    settled(books, advance, exchange_rate="3.80", method="deposit", operation_number="1")
    found, period = figures_of(books), agreeing(books)
    assert (found.advanced, period.exchange) == (0, 22_800 - 22_512)
    own = next(row for row in found.funds if row["kind"] == "own")
    assert own["balance"] == found.of_funds("own").left == -to_soles(4000, 37_520) + 22_800 - 22_512


def test_what_dollars_gained_in_an_earlier_year_is_part_of_the_opening(books: Books) -> None:
    advance = advanced(books, account_id=save_account(books), issued_on="20/11/2025", **DOLLARS)
    settled(books, advance, exchange_rate="3.70", method="deposit", operation_number="1", issued_on="20/12/2025")
    again = advanced(books, account_id=str(advance.account_id), issued_on="21/12/2025", **DOLLARS)
    settled(books, again, exchange_rate="3.80", method="deposit", operation_number="1", issued_on="10/01/2026")
    before, now = agreeing(books, 2025), agreeing(books, 2026)
    assert (before.opening, before.exchange, now.opening, now.exchange) == (0, -520, -520, 480)
    assert (figures_of(books, 2025).advanced, figures_of(books, 2026).advanced) == (37_520, 0)


def test_rounded_lines_of_an_advance_leave_no_centimo_open(books: Books) -> None:
    thin = [a_line(amount="0.05") for _line in range(3)]
    advance = issue_anyway(books, an_egreso(*thin, is_advance=True, account_id=save_account(books), **DOLLARS))
    advances.render(books, a_rendition(advance, "0.15"), ALL)
    assert figures_of(books).advanced == 0
    agreeing(books)
    reversed_later = in_dollars_again(books, advance)
    corrections.reverse(books, ReversalDraft(receipt_id=reversed_later.id, reason="No viajó"), ALL)
    assert figures_of(books).advanced == 0
    agreeing(books)


def in_dollars_again(books: Books, advance: Receipt) -> Receipt:
    return advanced(books, account_id=str(advance.account_id), **DOLLARS)


# settled twice, dated oddly


def asked_of(books: Books, draft: RenditionDraft) -> tuple[str, str]:
    with pytest.raises(NeedsConfirmation) as asked:
        advances.render(books, draft)
    return asked.value.concern, asked.value.sentence


def test_more_than_is_left_is_asked_before_it_is_rendered(books: Books) -> None:
    advance = advanced(books)
    settled(books, advance)
    concern, sentence = asked_of(books, a_rendition(advance, "100.00"))
    assert concern == advances.OVER_ADVANCE
    assert sentence == (
        "De la entrega N.º 001-000001 quedan S/\u00a00.00 por rendir y esta rendición suma S/\u00a0100.00: la"
        " cooperativa le debería S/\u00a0100.00 a la persona."
    )
    advances.render(books, a_rendition(advance, "100.00"), [concern])
    assert left(books, advance) == -10_000
    assert "le debería S/\u00a0105.00" in asked_of(books, a_rendition(advance, "5.00"))[1]


def test_all_that_is_left_is_rendered_without_a_question(books: Books) -> None:
    advance = advanced(books)
    advances.render(books, a_rendition(advance, "100.00"))
    assert left(books, advance) == 0


def test_the_extorno_of_a_return_stays_once_the_money_was_settled_again(books: Books) -> None:
    advance = advanced(books)
    returned = settled(books, advance)
    extorno = corrections.reverse(books, ReversalDraft(receipt_id=returned.id, reason="No devolvió"), ALL)
    assert annulling.why_not(books, extorno) == ""
    part = advances.render(books, a_rendition(advance, "60.00"), ALL)
    sentence = (
        "No se puede anular: «Rendición de cuenta N.º 001-000001» parte de lo que este documento dejó."
        " Anule primero ese."
    )
    with pytest.raises(InvalidRecord) as refused:
        receipts.annul(books, extorno.id, "Sí devolvió")
    assert refused.value.sentence == sentence
    receipts.annul(books, part.id, "No era")
    receipts.annul(books, extorno.id, "Sí devolvió")
    assert left(books, advance) == 0


def test_the_extorno_of_a_refund_stays_once_it_was_refunded_again(books: Books) -> None:
    advance = advanced(books)
    advances.render(books, a_rendition(advance, "130.00"), ALL_OF_ADVANCES)
    refunded = settled(books, advance)
    extorno = corrections.reverse(books, ReversalDraft(receipt_id=refunded.id, reason="Otra persona"), ALL)
    assert annulling.why_not(books, extorno) == ""
    again = settled(books, advance)
    assert "parte de lo que este documento dejó" in annulling.why_not(books, extorno)
    receipts.annul(books, again.id, "Duplicado")
    assert annulling.why_not(books, extorno) == ""


def test_what_is_dated_before_its_advance_is_asked(books: Books) -> None:
    advance = advanced(books, issued_on="20/11/2026")
    concern, sentence = asked_of(books, a_rendition(advance, issued_on="19/11/2026", spent_on="19/11/2026"))
    assert (concern, sentence) == (
        BEFORE_ADVANCE,
        "La fecha 19/11/2026 es anterior a la de la entrega N.º 001-000001, del 20/11/2026. Revise la fecha.",
    )
    back = advances.draft_to_settle(books, advance.id)
    back.issued_on = "19/11/2026"
    with pytest.raises(NeedsConfirmation, match="es anterior a la de la entrega"):
        receipts.issue(books, back)
    advances.render(books, a_rendition(advance, issued_on="20/11/2026"))


def test_what_was_spent_on_a_day_to_come_is_asked(books: Books) -> None:
    advance = advanced(books)
    concern, sentence = asked_of(books, a_rendition(advance, spent_on="23/11/2030"))
    assert (concern, sentence) == (
        advances.SPENT_LATER,
        "El gasto «Cuota de noviembre» dice el 23/11/2030, un día que todavía no llega. Revise el año.",
    )
    advances.render(books, a_rendition(advance, spent_on="23/11/2030"), [concern])


def test_mobility_in_dollars_is_compared_in_soles(books: Books) -> None:
    advance = in_dollars(books)
    by_car = {"support_type": "mobility", "support_number": ""}
    concern, sentence = asked_of(books, a_rendition(advance, "12.05", **by_car))  # 45.2116 soles
    assert concern == advances.MOBILITY_LIMIT
    assert "suma S/\u00a045.21. Sin comprobante se deduce hasta S/\u00a045.20" in sentence
    advances.render(books, a_rendition(advance, "12.04", **by_car))
