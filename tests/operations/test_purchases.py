"""Purchases with their taxes, their printed total and their credit notes; what is owed for them, and how old it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.purchases import IGV, PURCHASES
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.tax_rates import TAX_RATES
from ananea_desktop.operations import (
    cards,
    purchase_cards,
    purchase_reports,
    purchase_rules,
    purchases,
    receipt_drafts,
    records,
    reports,
    stock,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.stock import ReceivingDraft
from ananea_desktop.operations.trainings import save as save_training
from ananea_desktop.storage import hand_outs, lists, payables, statistics, trainings
from ananea_desktop.storage.check import check
from ananea_desktop.storage.rows import Row
from tests.builders import (
    a_purchase,
    a_purchase_line,
    a_training,
    an_office,
    issue_anyway,
    save_item,
    save_project,
    save_supplier,
)


def buy(books: Books, *lines: dict[str, str], **changes: str) -> int:
    return buy_anyway(books, (), *lines, **changes)


def buy_anyway(books: Books, confirmed: tuple[str, ...], *lines: dict[str, str], **changes: str) -> int:
    """With these doubts insisted on."""
    supplier = int(changes.pop("supplier_id", "0") or 0) or _supplier(books)
    return purchases.save(
        books, a_purchase(supplier, **changes), list(lines) or [a_purchase_line()], confirmed=confirmed
    )


def _supplier(books: Books) -> int:
    found = lists.suppliers(books.db)
    return int(found[0]["id"]) if found else save_supplier(books)


def refused(books: Books, *lines: dict[str, str], **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as raised:
        buy(books, *lines, **changes)
    assert check(books.file).sound
    return dict(raised.value.problems)


def purchase(books: Books, purchase_id: int) -> Row:
    return lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})[0]


def costs(books: Books, purchase_id: int) -> list[int]:
    return [row["total"] for row in lists.purchase_lines(books.db, purchase_id)]


# IGV


def test_prices_without_igv_are_made_whole_to_the_centimo(books: Books) -> None:
    lines = [a_purchase_line(quantity="1", unit_price=price) for price in ("3.33", "3.33", "3.34")]
    bought = buy(books, *lines, igv="apart")
    assert costs(books, bought) == [393, 393, 394]
    assert purchase(books, bought)["total"] == 1180
    card = cards.card(books, PURCHASES, bought).purchase
    assert card is not None
    assert (card.sums.net, card.sums.igv, card.sums.total) == (1000, 180, 1180)
    assert check(books.file).problems == []


@pytest.mark.parametrize(("igv", "net", "tax"), [("included", 1000, 180), ("none", 1180, 0)])
def test_prices_that_are_whole_stay(books: Books, igv: str, net: int, tax: int) -> None:
    bought = buy(books, a_purchase_line(quantity="1", unit_price="11.80"), igv=igv)
    assert costs(books, bought) == [1180]
    found = purchase_cards.of_purchase(books, purchase(books, bought)).sums
    assert (found.net, found.igv) == (net, tax)


def test_rate_is_that_of_the_day(books: Books) -> None:
    records.save(books, TAX_RATES, {"name": "igv", "valid_from": "01/11/2026", "percent": "10.5 %"})
    line = a_purchase_line(quantity="1", unit_price="100.00")
    assert costs(books, buy(books, line, igv="apart", number="1")) == [11_050]
    assert costs(books, buy(books, line, igv="apart", number="2", purchased_on="31/10/2026")) == [11_800]
    records.save(books, TAX_RATES, {"name": "igv", "valid_from": "01/11/2026", "percent": "11"}, 3)
    assert check(books.file).problems == []


def test_a_rate_stands_once_for_a_day(books: Books) -> None:
    amount = {"name": "detraction_from", "currency": "PEN", "valid_from": "01/01/2027", "amount": "800.00"}
    rate = {"name": "igv", "valid_from": "01/01/2027", "percent": "10"}
    for record_type, texts in ((TAX_RATES, rate), (LEGAL_AMOUNTS, amount)):
        made = records.save(books, record_type, texts)
        with pytest.raises(InvalidRecord) as raised:
            records.save(books, record_type, texts)
        assert raised.value.problems.keys() == {"valid_from"}
        records.save(books, record_type, texts, made)


def test_day_without_a_rate_is_told(books: Books) -> None:
    assert refused(books, igv="apart", purchased_on="01/01/2010") == {
        "igv": "No hay una tasa de IGV para esa fecha. Anótela en el menú, «Tasas de impuestos»."
    }


def test_changing_how_prices_stand_changes_what_lines_cost(books: Books) -> None:
    bought = buy(books, a_purchase_line(quantity="1", unit_price="100.00"), igv="apart")
    texts = a_purchase(1, igv="included")
    purchases.save(books, texts, [a_purchase_line(quantity="1", unit_price="100.00")], bought)
    assert costs(books, bought) == [10_000]
    assert check(books.file).problems == []


@pytest.mark.parametrize("wrong", ["total + 2", "total - 2", "unit_price"])
def test_line_without_its_part_of_the_igv_is_found(books: Books, wrong: str) -> None:
    lines = [a_purchase_line(quantity="1", unit_price=price) for price in ("3.33", "3.34")]
    buy(books, *lines, igv="apart")
    with books.permitted(), books.act() as db:
        db.execute(f"UPDATE purchase_lines SET total = {wrong} WHERE id = 1")
    assert any(each.startswith("Compras: compra, línea 1") for each in check(books.file).problems)


# the printed total


def test_printed_total_that_is_not_the_sum_is_told_with_both_figures(books: Books) -> None:
    line = a_purchase_line(quantity="2", unit_price="50.00")
    sentence = "Las líneas suman S/\u00a0100.00 y el papel dice S/\u00a0110.00: hay S/\u00a010.00 de diferencia."
    assert refused(books, line, invoice_total="110.00") == {
        "invoice_total": sentence + " Si el papel está así, guarde otra vez."
    }
    bought = buy_anyway(books, ("invoice_total",), line, invoice_total="110.00")
    assert purchase(books, bought)["total"] == 100_00
    typed = a_purchase(1, invoice_total="110.00")
    assert purchase_rules.reckon(books, typed, [line]).difference == sentence
    assert purchase_rules.reckon(books, typed, [line, {**line, "unit_price": "5.00"}]).difference == ""


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"quantity": "-2"}, "quantity", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ({"quantity": "1.2345"}, "quantity", "Después del punto van como máximo tres cifras; para los miles use la"),
        ({"quantity": "0"}, "quantity", "La cantidad no puede ser 0. Escriba cuántos son."),
        ({"unit_price": "-5.00"}, "unit_price", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ({"unit_price": "1.234"}, "unit_price", "Después del punto van dos cifras, los céntimos; para los miles use"),
        ({"quantity": "999999", "unit_price": "9,999,999.99"}, "unit_price", "El importe de la línea no es posible."),
    ],
)
def test_odd_line_is_refused_beside_it(books: Books, changes: dict[str, str], field: str, sentence: str) -> None:
    found = refused(books, a_purchase_line(), a_purchase_line(**changes))
    assert found.keys() == {f"line 2 {field}"}
    assert found[f"line 2 {field}"].startswith(sentence)
    assert lists.purchases(books.db) == []


def test_all_lines_together_have_a_limit(books: Books) -> None:
    line = a_purchase_line(quantity="1", unit_price="999,999,999.99")
    assert refused(books, line, igv="apart")["lines"].startswith("El total pasa de 999,999,999.99.")


def test_due_day_is_not_before_the_purchase(books: Books) -> None:
    assert refused(books, due_on="19/11/2026").keys() == {"due_on"}


# recibo por honorarios and detracción


@pytest.mark.parametrize(("fee", "due"), [("1,500.00", ""), ("1,500.01", "120.00"), ("2,000.00", "160.00")])
def test_retention_is_proposed_above_the_limit(books: Books, fee: str, due: str) -> None:
    texts = a_purchase(1, document_type="02")
    line = a_purchase_line(category="service", quantity="1", unit_price=fee)
    assert purchase_rules.reckon(books, texts, [line]).retention == due
    assert purchase_rules.reckon(books, texts | {"document_type": "01"}, [line]).retention == ""


def test_fee_is_paid_to_its_holder_and_to_the_tax_office(books: Books) -> None:
    line = a_purchase_line(item="Estudio", category="service", quantity="1", unit_price="2,000.00")
    bought = buy(books, line, document_type="02", series="E001", number="7", retention="160.00")
    assert purchase(books, bought)["igv"] == "none"
    first = receipt_drafts.for_purchase(books, bought)
    assert (first.party_name, first.lines[0]["amount"]) == ("Ferretería El Minero S.A.C.", "1,840.00")
    issue_anyway(books, _today(first))
    assert purchase(books, bought)["owed"] == 160_00
    second = receipt_drafts.for_purchase(books, bought)
    assert (second.party_name, second.party_document) == ("SUNAT", "RUC 20131312955")
    assert second.lines[0] == {
        "concept": "Retención de Ferretería El Minero S.A.C.: Estudio (E001-7)",
        "amount": "160.00",
        "fund_id": "1",
        "project_id": "",
        "purchase_id": str(bought),
    }
    issue_anyway(books, _today(second))
    assert purchase(books, bought)["owed"] == 0


def _today(draft: receipt_drafts.ReceiptDraft) -> receipt_drafts.ReceiptDraft:
    draft.issued_on = "23/11/2026"
    return draft


def test_what_only_a_fee_has_is_refused_elsewhere(books: Books) -> None:
    assert refused(books, retention="8.00").keys() == {"retention"}
    assert refused(books, document_type="02", igv="apart").keys() == {"igv"}
    line = a_purchase_line(quantity="1", unit_price="100.00")
    assert refused(books, line, document_type="02", retention="100.00").keys() == {"retention"}


def test_detraction_is_doubted_of_services_and_only_told_of_goods(books: Books) -> None:
    service = a_purchase_line(category="service", quantity="1", unit_price="700.01")
    assert refused(books, service) == {
        "detraction": "Los servicios de más de S/\u00a0700.00 suelen llevar detracción. Anótela, o guarde otra vez si"
        " no lleva."
    }
    bought = buy_anyway(books, ("detraction",), service)
    card = cards.card(books, PURCHASES, bought).purchase
    assert card is not None
    assert card.detraction_reminder == "Pasa de S/\u00a0700.00: vea si lleva detracción, y anótela."
    goods = buy(books, a_purchase_line(quantity="1", unit_price="900.00"), number="124")
    assert purchase_cards.of_purchase(books, purchase(books, goods)).detraction_reminder
    small = buy(books, a_purchase_line(quantity="1", unit_price="700.00"), number="125")
    assert not purchase_cards.of_purchase(books, purchase(books, small)).detraction_reminder


def test_noted_detraction_is_asked_for_no_more(books: Books) -> None:
    service = a_purchase_line(category="service", quantity="1", unit_price="1,000.00")
    noted = {"detraction": "120.00", "detraction_certificate": "0012345", "detraction_on": "22/11/2026"}
    bought = buy(books, service, **noted)
    assert purchase(books, bought)["detraction"] == 120_00
    assert purchase_cards.of_purchase(books, purchase(books, bought)).detraction_reminder == ""
    deposit = "Detracción de Ferretería El Minero S.A.C.: Casco"
    for amount, concept in (("880.00", "Casco (F001-123)"), ("120.00", deposit)):
        draft = _today(receipt_drafts.for_purchase(books, bought))
        assert draft.lines[0]["amount"] == amount
        assert draft.lines[0]["concept"].startswith(concept)
        assert draft.party_name == "Ferretería El Minero S.A.C."
        issue_anyway(books, draft)
    assert purchase(books, bought)["owed"] == 0
    assert refused(books, service, number="9", detraction_certificate="1").keys() == {"detraction"}
    assert refused(books, service, number="9", detraction="1,000.00").keys() == {"detraction"}


# credit notes


def credit(books: Books, original: int, price: str, **changes: str) -> int:
    line = a_purchase_line(quantity="1", unit_price=price)
    return buy(books, line, document_type="07", series="FC01", number=price, credits_id=str(original), **changes)


def test_credit_note_takes_from_every_sum(books: Books) -> None:
    project = save_project(books, "1,000.00")
    line = a_purchase_line(quantity="1", unit_price="500.00")
    original = buy(books, line, project_id=str(project))
    note = credit(books, original, "120.00", fund_id="", project_id="")
    row, taken = purchase(books, original), purchase(books, note)
    assert (row["total"], row["credited"], row["owed"]) == (500_00, 120_00, 380_00)
    assert (taken["total"], taken["owed"], taken["project_id"]) == (-120_00, 0, project)
    assert at_once(lists.unpaid_purchases(books.db, books.today())) == (1, 380_00, 380_00)
    assert lists.projects(books.db)[0]["committed"] == 380_00
    day = books.today()
    first = day.replace(month=1, day=1)
    assert statistics.bought_between(books.db, first, day) == [{"category": "ppe", "purchases": 1, "total": 380_00}]
    lines = statistics.lines_bought_between(books.db, first, day, "ppe")
    assert sorted(each["soles"] for each in lines) == [-120_00, 500_00]
    for name in ("compras-por-proveedor", "compras-por-clase", "compras-por-proyecto"):
        made = purchase_reports.REPORTS[name][2](books, 2026)
        assert [tuple(made.cells(each))[1:] for each in made.rows] == [(1, 500_00, 120_00, 380_00)]
        assert tuple(made.totals or ())[2:] == (500_00, 120_00, 380_00)
    assert receipt_drafts.for_purchase(books, note).lines[0]["amount"] == "380.00"
    assert check(books.file).problems == []


def test_credit_note_after_the_payment_is_given_back(books: Books) -> None:
    original = buy(books, a_purchase_line(quantity="1", unit_price="500.00"))
    issue_anyway(books, _today(receipt_drafts.for_purchase(books, original)))
    credit(books, original, "120.00")
    assert purchase(books, original)["owed"] == -120_00
    assert at_once(lists.unpaid_purchases(books.db, books.today())) == (0, 0, 0)
    draft = receipt_drafts.for_purchase(books, original)
    assert (draft.kind, draft.lines[0]["amount"]) == (ReceiptKind.IN, "120.00")
    issue_anyway(books, _today(draft))
    assert purchase(books, original)["owed"] == 0


def test_credit_note_is_of_its_purchase(books: Books) -> None:
    original = buy(books, a_purchase_line(quantity="1", unit_price="500.00"))
    other = save_supplier(books, ruc="", name="Otra")
    note = {"document_type": "07", "series": "FC01", "number": "1", "credits_id": str(original)}
    line = a_purchase_line(quantity="1", unit_price="100.00")
    assert refused(books, line, **note, supplier_id=str(other)).keys() == {"credits_id"}
    assert refused(books, line, **{**note, "credits_id": ""}).keys() == {"credits_id"}
    assert refused(books, line, **{**note, "credits_id": "99"}).keys() == {"credits_id"}
    assert refused(books, line, **{**note, "document_type": "01"}).keys() == {"credits_id"}
    assert refused(books, a_purchase_line(quantity="1", unit_price="500.01"), **note).keys() == {"lines"}
    first = credit(books, original, "400.00")
    assert refused(books, a_purchase_line(quantity="1", unit_price="100.01"), **note) == {
        "lines": "Descuenta S/\u00a0100.01 y de esa compra solo quedan S/\u00a0100.00. Revise las líneas."
    }
    assert refused(books, line, **{**note, "credits_id": str(first)}).keys() == {"credits_id"}
    credit(books, original, "100.00")


def test_credited_purchase_stays_large_enough_and_takes_its_notes_along(books: Books) -> None:
    original = buy(books, a_purchase_line(quantity="1", unit_price="500.00"))
    note = credit(books, original, "400.00")
    project = save_project(books, "1,000.00")

    def change(price: str, **changes: str) -> None:
        line = a_purchase_line(quantity="1", unit_price=price)
        purchases.save(books, a_purchase(1, **changes), [line], original)

    for price, changes, field in (
        ("399.99", {}, "lines"),
        ("500.00", {"currency": "USD", "exchange_rate": "3.7"}, "currency"),
    ):
        with pytest.raises(InvalidRecord) as raised:
            change(price, **changes)
        assert raised.value.problems.keys() == {field}
    change("450.00", project_id=str(project))
    assert purchase(books, note)["project_id"] == project
    assert check(books.file).problems == []


def test_credit_note_begins_with_what_it_takes_from(books: Books) -> None:
    original = buy(books, a_purchase_line(), a_purchase_line(item="Botas"), igv="apart")
    content = purchase_rules.credit_note_of(books, original)
    purchases.save(books, content["texts"] | {"series": "FC01", "number": "9"}, content["lines"])
    assert purchase(books, original)["owed"] == 0
    assert check(books.file).problems == []


def test_credit_note_of_sizes_takes_them_along(books: Books) -> None:
    save_item(books, name="Guantes", unit="par", sizes="S, M")
    original = buy(books, a_purchase_line(item="Guantes", unit="par", size="M"))
    content = purchase_rules.credit_note_of(books, original)
    note = purchases.save(books, content["texts"] | {"series": "FC01", "number": "9"}, content["lines"])
    assert [row["size"] for row in lists.purchase_lines(books.db, note)] == ["M"]


def test_what_was_received_or_paid_does_not_become_a_credit_note(books: Books) -> None:
    save_item(books, name="Casco")
    original = buy(books, a_purchase_line(quantity="100"))
    for number, quantities in (("2", {"2": "12"}), ("3", {})):
        bought = buy(books, number=number)
        if quantities:
            draft = ReceivingDraft(purchase_id=str(bought), moved_on="21/11/2026", quantities=quantities)
            stock.receive(books, draft)
        else:
            issue_anyway(books, _today(receipt_drafts.for_purchase(books, bought)))
        texts = a_purchase(1, number=number, document_type="07", credits_id=str(original))
        (line,) = lists.purchase_lines(books.db, bought)
        with pytest.raises(InvalidRecord) as raised:
            purchases.save(books, texts, [a_purchase_line(line_id=str(line["id"]))], bought)
        assert "se anota aparte" in raised.value.problems["document_type"]


# what is owed


def test_a_paid_purchase_changes_its_currency_only_when_it_is_meant(books: Books) -> None:
    bought = buy(books, a_purchase_line(quantity="1", unit_price="100.00"))
    issue_anyway(books, _today(receipt_drafts.for_purchase(books, bought)))
    dollars = a_purchase(1, currency="USD", exchange_rate="3.752")
    lines = [a_purchase_line(quantity="1", unit_price="26.65")]
    with pytest.raises(InvalidRecord) as raised:
        purchases.save(books, dollars, lines, bought)
    assert raised.value.problems == {
        "currency": "Ya tiene pagos por S/\u00a0100.00: se contarán al tipo de cambio. Si está bien, guarde otra vez."
    }
    assert purchases.save(books, dollars, lines, bought, confirmed=("currency",)) == bought


def test_two_partial_receipts_pay_one_purchase(books: Books) -> None:
    bought = buy(books, a_purchase_line(quantity="1", unit_price="500.00"))
    for part, left in (("150.00", 350_00), ("350.00", 0)):
        draft = _today(receipt_drafts.for_purchase(books, bought))
        draft.lines[0]["amount"] = part
        issue_anyway(books, draft)
        assert purchase(books, bought)["owed"] == left


def test_debts_have_their_age(books: Books) -> None:
    line = a_purchase_line(quantity="1", unit_price="10.00")
    days = ("23/11/2026", "22/11/2026", "24/10/2026", "23/10/2026", "24/09/2026", "25/08/2026", "24/08/2026")
    for number, day in enumerate(days):
        buy(books, line, number=str(number), purchased_on=day)
    buy(books, line, number="90", purchased_on="01/01/2026", due_on="31/12/2026")
    dollars = a_purchase_line(quantity="1", unit_price="100.00")
    buy(books, dollars, number="91", currency="USD", exchange_rate="3.75", due_on="01/12/2026")
    ages = [20_00 + 375_00, 20_00, 20_00, 10_00, 10_00]
    card = cards.card(books, SUPPLIERS, 1).supplier
    assert card is not None
    assert (card.ages, len(card.owed)) == (ages, 9)
    listing = purchase_reports.payable(books, None)
    assert tuple(listing.totals or ())[3:] == (*ages, sum(ages))
    found = at_once(lists.unpaid_purchases(books.db, books.today()))
    assert (found.purchases, found.owed, found.overdue) == (9, sum(ages), sum(ages[1:]))
    for form in ("pdf", "xlsx", "csv"):
        assert reports.make_report(books, "por-pagar", None, "es", form)


def test_debt_is_told_as_it_stood_on_a_day(books: Books) -> None:
    original = buy(books, a_purchase_line(quantity="1", unit_price="500.00"), purchased_on="01/10/2026")
    credit(books, original, "100.00", purchased_on="10/11/2026")
    draft = receipt_drafts.for_purchase(books, original)
    draft.issued_on = "12/11/2026"
    issue_anyway(books, draft)
    for day, owed in ((9, 500_00), (11, 400_00), (13, 0)):
        found = at_once(payables.owed(books.db, date(2026, 11, day)))
        assert purchase_reports.in_all(found) == owed
        assert payables.owes(books.db, date(2026, 11, day)) == bool(owed)


PRICES = st.lists(st.integers(1, 99_999), min_size=1, max_size=4)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(PRICES, st.sampled_from(list(IGV)), st.integers(0, 100), st.integers(0, 150)), min_size=1, max_size=4
    )
)
def test_every_sum_is_of_the_same_purchases(bought: list[tuple[list[int], str, int, int]]) -> None:
    """Each bought at some prices, so many per cent of it credited, and of what then is left so many per cent paid."""
    books = an_office()
    kept = owed_in_all = 0
    for number, (prices, igv, credited_percent, paid_percent) in enumerate(bought):
        lines = [a_purchase_line(quantity="1", unit_price=format_amount(price)) for price in prices]
        original = buy(books, *lines, igv=igv, number=str(number))
        net = sum(prices)
        cost = net + (net * 18 + 50) // 100 if igv == "apart" else net
        credited = cost * credited_percent // 100
        if credited:
            line = a_purchase_line(quantity="1", unit_price=format_amount(credited))
            buy(books, line, document_type="07", series="FC", number=str(number), credits_id=str(original))
        paid = (cost - credited) * paid_percent // 100
        if paid:
            draft = _today(receipt_drafts.for_purchase(books, original))
            draft.kind = ReceiptKind.OUT
            draft.lines[0]["amount"] = format_amount(paid)
            issue_anyway(books, draft)
        row = purchase(books, original)
        assert (row["total"], row["credited"], row["paid"]) == (cost, credited, paid)
        assert row["owed"] == cost - credited - paid
        kept += cost - credited
        owed_in_all += max(0, row["owed"])
    today = books.today()
    first = today.replace(month=1, day=1)
    assert at_once(lists.unpaid_purchases(books.db, today)).owed == owed_in_all
    assert purchase_reports.in_all(at_once(payables.owed(books.db, today))) == owed_in_all
    assert sum(row["total"] for row in statistics.bought_between(books.db, first, today)) == kept
    for what in ("supplier", "category", "project"):
        found = payables.bought_by(books.db, what, first, today)
        assert sum(row["bought"] - row["credited"] for row in found) == kept
    assert check(books.file).problems == []


def test_credit_note_brings_nothing_into_the_store(books: Books) -> None:
    """It takes goods or money off: its lines are neither received nor bought for the project."""
    save_item(books, name="Casco")
    project = save_project(books, "1,000.00")
    original = buy(books, a_purchase_line(quantity="10", unit_price="50.00"), project_id=str(project))
    line = a_purchase_line(quantity="2", unit_price="50.00")
    note = buy(books, line, document_type="07", series="FC01", number="1", credits_id=str(original))
    assert [row["quantity"] for row in stock.to_receive(books, original)] == [10_000]
    assert stock.to_receive(books, note) == []
    assert [row["purchase_id"] for row in hand_outs.bought_for(books.db, project)] == [original]


def test_training_costs_less_by_its_credit_note(books: Books) -> None:
    session = save_training(books, a_training())
    original = buy(books, a_purchase_line(quantity="1", unit_price="500.00"), training_session_id=str(session))
    credit(books, original, "120.00")
    assert [row["total"] for row in trainings.purchases_of(books.db, session)] == [500_00, -120_00]
