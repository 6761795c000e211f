"""A lot of gold: rate of its day, Premium due, deductions, and the ingresos that bring it, extornos and all."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.premium import PREMIUM_INCOMES, PREMIUM_RATES
from ananea_desktop.operations import (
    cards,
    checking,
    corrections,
    premium,
    reallocations,
    receipt_drafts,
    receipts,
    records,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_warnings import ALL
from ananea_desktop.storage.rows import Row
from tests.builders import OWN, a_line, save_account

CENTRAL = "CECOMSAP"


def a_lot(**changes: str) -> dict[str, str]:
    given = {
        "lot": "EXP-2026-03",
        "exported_on": "10/11/2026",
        "buyer": CENTRAL,
        "metal": "gold",
        "gross_mg": "12,345.000",
        "fineness": "1000",
    }
    return given | changes


def lot(books: Books, income_id: int) -> Row:
    (row,) = premium.incomes(books, conditions={"premium_incomes.id = ?": income_id})
    return row


def bring(books: Books, income_id: int, amount: str, **changes: object) -> int:
    draft = premium.draft_of_income(books, income_id)
    draft.lines[0]["amount"] = amount
    draft.operation_number, draft.issued_on = "T-1", "12/11/2026"
    draft.exchange_rate = draft.exchange_rate or "3.752"
    for name, value in changes.items():
        setattr(draft, name, value)
    return receipts.issue(books, draft, ALL).id


def test_what_is_due_is_worked_out_with_the_rate_of_the_day(books: Books) -> None:
    row = lot(books, premium.save_income(books, a_lot()))
    assert (row["fine_mg"], row["usd_per_kg"]) == (12_345_000, 200_000)
    assert (row["usd_due"], row["expected"]) == (2_469_000, 2_469_000)
    rate = {"metal": "gold", "valid_from": "01/11/2026", "usd_per_kg": "2,500.00"}
    records.save(books, PREMIUM_RATES, rate)
    later = lot(books, premium.save_income(books, a_lot(lot="EXP-2026-04")))
    assert later["usd_due"] == 3_086_250
    assert lot(books, 1)["usd_due"] == 2_469_000


def test_a_metal_without_rate_is_refused_with_what_to_do(books: Books) -> None:
    for changes in ({"metal": "silver"}, {"exported_on": "01/01/2010"}):
        with pytest.raises(InvalidRecord) as refused:
            premium.save_income(books, a_lot(**changes))
        assert "Tarifas de la Prima" in refused.value.problems["metal"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"gross_mg": "0"}, "gross_mg"),
        ({"fineness": "1000.5"}, "fineness"),
        ({"lot": " "}, "lot"),
        ({"exported_on": "31/02/2026"}, "exported_on"),
        ({"gross_mg": "0.001", "fineness": "100"}, "gross_mg"),
        ({"paid_usd": "1,000.00"}, "lbma_usd_per_ounce"),
        ({"paid_usd": "S/ 1,000.00", "lbma_usd_per_ounce": "4,000.00"}, "paid_usd"),
        ({"lbma_usd_per_ounce": "S/ 4,000.00"}, "lbma_usd_per_ounce"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(books: Books, changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        premium.save_income(books, a_lot(**changes))
    assert field in refused.value.problems


def test_deductions_have_a_reason_and_are_less_than_the_premium(books: Books) -> None:
    for line, field in (
        ({"reason": "", "usd": "10"}, "line 1 reason"),
        ({"reason": "x" * 301, "usd": "10"}, "line 1 reason"),
        ({"reason": "Flete", "usd": "0"}, "line 1 usd"),
        ({"reason": "Flete", "usd": "24,690.01"}, "line 1 usd"),
    ):
        with pytest.raises(InvalidRecord) as refused:
            premium.save_income(books, a_lot(), [line])
        assert field in refused.value.problems
    income = premium.save_income(books, a_lot(), [{"reason": "Flete", "usd": "690.00"}])
    assert (lot(books, income)["deducted"], lot(books, income)["expected"]) == (69_000, 2_400_000)
    premium.save_income(books, a_lot(), [], income)
    assert lot(books, income)["expected"] == 2_469_000


def test_the_ingreso_brings_what_is_expected_and_an_extorno_takes_it_back(books: Books) -> None:
    save_account(books, name="Banco US$", currency="USD")
    income = premium.save_income(books, a_lot(), [{"reason": "Flete", "usd": "690.00"}])
    draft = premium.draft_of_income(books, income)
    assert (draft.lines[0]["amount"], draft.party_name) == ("24,000.00", CENTRAL)
    first = bring(books, income, "20,000.00")
    assert (lot(books, income)["received"], lot(books, income)["received_soles"]) == (2_000_000, 7_504_000)
    assert premium.draft_of_income(books, income).lines[0]["amount"] == "4,000.00"
    corrections.reverse(books, ReversalDraft(receipt_id=first, reason="En otra cuenta", operation_number="T-2"), ALL)
    assert lot(books, income)["received"] == 0
    second = bring(books, income, "24,000.00")
    assert lot(books, income)["received"] == 2_400_000
    receipts.annul(books, second, "Duplicado")
    assert lot(books, income)["received"] == 0
    assert checking.check(books).problems == []


def replaced(books: Books, receipt_id: int) -> int:
    """The receipt annulled, and the one that takes its place."""
    receipts.annul(books, receipt_id, "Mal escrito")
    draft = receipt_drafts.again(books, receipt_id)
    draft.operation_number, draft.issued_on = "T-5", "23/11/2026"
    return receipts.issue(books, draft, ALL).id


def test_what_replaces_a_replacement_brings_the_money_and_its_extorno_takes_it_back(books: Books) -> None:
    save_account(books, name="Banco US$", currency="USD")
    income = premium.save_income(books, a_lot())
    third = replaced(books, replaced(books, bring(books, income, "1,000.00")))
    assert lot(books, income)["received"] == 100_000
    corrections.reverse(books, ReversalDraft(receipt_id=third, reason="En otra cuenta", operation_number="T-2"), ALL)
    assert lot(books, income)["received"] == 0
    shown = cards.card(books, PREMIUM_INCOMES, income)
    assert [(row["part"], row["annulled_on"] is not None) for row in shown.receipts] == [
        (-100_000, False),
        (100_000, False),
        (100_000, True),
        (100_000, True),
    ]


def test_only_the_money_of_the_premium_counts_for_its_lot(books: Books) -> None:
    save_account(books, name="Banco US$", currency="USD")
    income = premium.save_income(books, a_lot())
    gold = a_line(concept="Pago del oro", amount="900,000.00", fund_id=OWN)
    both = bring(books, income, "0", lines=[a_line(amount="24,690.00", fund_id="1"), gold])
    assert (lot(books, income)["received"], lot(books, income)["received_soles"]) == (2_469_000, 9_263_688)
    moved = {"fund_id": OWN, "project_id": "", "amount": "690.00"}
    draft = ReallocationDraft(receipt_id=both, lines=[moved], reason="Era del oro", approved_by="El consejo")
    reallocations.reallocate(books, draft, ALL)
    assert lot(books, income)["received"] == 2_400_000


def test_what_comes_in_soles_is_compared_by_the_rate_of_the_lot(books: Books) -> None:
    income = premium.save_income(books, a_lot())
    bring(books, income, "92,636.88", account_id="1")
    assert (lot(books, income)["received"], lot(books, income)["lacks_rate"]) == (0, 1)
    premium.save_income(books, a_lot(exchange_rate="3.752"), [], income)
    assert (lot(books, income)["received"], lot(books, income)["lacks_rate"]) == (2_469_000, 0)


def test_the_price_of_the_sale_is_compared_with_the_least(books: Books) -> None:
    income = premium.save_income(books, a_lot(lbma_usd_per_ounce="4,000.00", paid_usd="1,500,000.00"))
    difference = premium.price_difference(lot(books, income))
    assert difference == 150_000_000 - 150_822_367
    assert premium.price_difference(lot(books, premium.save_income(books, a_lot(lot="otro")))) is None


def test_lots_are_found_by_number_and_buyer(books: Books) -> None:
    premium.save_income(books, a_lot())
    premium.save_income(books, a_lot(lot="EXP-2025-01", buyer="Metalor", exported_on="10/11/2025"))
    assert [row["lot"] for row in premium.incomes(books, search="metalor")] == ["EXP-2025-01"]
    assert [row["lot"] for row in premium.incomes(books)] == ["EXP-2026-03", "EXP-2025-01"]
    assert PREMIUM_INCOMES.name_of(premium.incomes(books)[0]) == "EXP-2026-03"


def test_a_lot_noted_twice_is_asked_and_a_rate_of_one_day_stands_once(books: Books) -> None:
    first = premium.save_income(books, a_lot())
    with pytest.raises(InvalidRecord) as refused:
        premium.save_income(books, a_lot(buyer="Otro"))
    sentence = "Ya hay un lote EXP-2026-03, del 10/11/2026. Si este es otro, guarde otra vez."
    assert refused.value.problems["lot"] == sentence
    premium.save_income(books, a_lot(notes="Corregido"), [], first)
    premium.save_income(books, a_lot(buyer="Otro"), confirmed=["lot"])
    rate = {"metal": "gold", "valid_from": "01/11/2026", "usd_per_kg": "2,500.00"}
    saved = records.save(books, PREMIUM_RATES, rate)
    with pytest.raises(InvalidRecord) as refused:
        records.save(books, PREMIUM_RATES, rate | {"usd_per_kg": "2,000.00"})
    assert "Ya hay una tarifa" in refused.value.problems["valid_from"]
    records.save(books, PREMIUM_RATES, rate | {"usd_per_kg": "2,600.00"}, saved)
    records.save(books, PREMIUM_RATES, rate | {"metal": "ecological"})


def test_a_rate_that_is_ten_times_off_is_asked(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refused:
        premium.save_income(books, a_lot(exchange_rate="37.52"))
    assert "no es el usual" in refused.value.problems["exchange_rate"]
    premium.save_income(books, a_lot(exchange_rate="37.52"), confirmed=["exchange_rate"])
