"""Money, rates and quantities: what is typed is read exactly or refused with a sentence that helps."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ananea_desktop.domain.money import (
    MAX_AMOUNT,
    format_amount,
    format_money,
    format_quantity,
    format_rate,
    line_total,
    read_amount,
    read_quantity,
    read_rate,
    read_signed_amount,
    to_soles,
)
from ananea_desktop.domain.text import InvalidValue

ANY_TEXT = st.text() | st.text(alphabet="0123456789.,- SUS/$'eE+−٣１½\u00a0")


@pytest.mark.parametrize(
    ("typed", "centimos"),
    [
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("1 234.50", 123450),
        ("1234", 123400),
        ("1,234", 123400),
        ("1,234,567.89", 123456789),
        ("S/ 50", 5000),
        ("S/50.00", 5000),
        ("s/. 50", 5000),
        ("S/\u00a01,234.50", 123450),
        ("US$ 12.05", 1205),
        ("  7 ", 700),
        ("\u200e7", 700),
        ("7.", 700),
        (".5", 50),
        ("007", 700),
        ("0.01", 1),
        ("999,999,999.99", MAX_AMOUNT),
    ],
)
def test_amount_is_read_in_centimos(typed: str, centimos: int) -> None:
    assert read_amount(typed) == centimos


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Falta el monto. Escríbalo así: 1,234.50."),
        (" \u00a0", "Falta el monto. Escríbalo así: 1,234.50."),
        ("S/", "Falta el monto. Escríbalo así: 1,234.50."),
        ("0", "El monto no puede ser 0. Escriba cuánto dinero es."),
        ("0.00", "El monto no puede ser 0. Escriba cuánto dinero es."),
        ("-5", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ("−5", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ("S/ -5", "No puede ser un número negativo. Escríbalo sin el signo menos."),
        ("1.234,56", "Escriba 1,234.56: el punto separa los céntimos."),
        ("1234,56", "Escriba 1,234.56: el punto separa los céntimos."),
        ("1 234,5", "Escriba 1,234.50: el punto separa los céntimos."),
        ("0,5", "Escriba 0.50: el punto separa los céntimos."),
        ("0.001", "Después del punto van dos cifras, los céntimos; para los miles use la coma: 1,234.50."),
        ("1.234", "Después del punto van dos cifras, los céntimos; para los miles use la coma: 1,234.50."),
        ("1.234.567", "Después del punto van dos cifras, los céntimos; para los miles use la coma: 1,234.50."),
        ("1,23,456", "Revise los puntos y las comas. Escríbalo así: 1,234.50."),
        ("1234,567", "Revise los puntos y las comas. Escríbalo así: 1,234.50."),
        ("0,500", "Revise los puntos y las comas. Escríbalo así: 1,234.50."),
        ("12 50", "Revise los puntos y las comas. Escríbalo así: 1,234.50."),
        (".", "Revise los puntos y las comas. Escríbalo así: 1,234.50."),
        ("1e308", "Escriba solo cifras, así: 1,234.50."),
        ("nan", "Escriba solo cifras, así: 1,234.50."),
        ("infinity", "Escriba solo cifras, así: 1,234.50."),
        ("+5", "Escriba solo cifras, así: 1,234.50."),
        ("cincuenta", "Escriba solo cifras, así: 1,234.50."),
        ("１２", "Escriba las cifras con el teclado, de 0 a 9, así: 1,234.50."),
        ("1000000000", "El monto es demasiado grande: lo máximo es 999,999,999.99. Revise las cifras."),
        ("9" * 10_000, "El monto es demasiado grande: lo máximo es 999,999,999.99. Revise las cifras."),
    ],
)
def test_amount_is_refused_with_a_sentence_that_helps(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_amount(typed)
    assert str(refused.value) == sentence


def test_zero_is_read_where_it_is_allowed() -> None:
    assert read_amount("0.00", allow_zero=True) == 0
    with pytest.raises(InvalidValue):
        read_amount("-0", allow_zero=True)


def test_symbol_of_another_currency_is_refused() -> None:
    assert read_amount("US$ 50", currency="USD") == read_amount("50", currency="USD") == 5000
    with pytest.raises(InvalidValue) as refused:
        read_amount("US$ 50", currency="PEN")
    assert str(refused.value) == "Aquí el monto va en S/ y usted escribió US$. Revise la moneda."


@given(ANY_TEXT, st.booleans())
@example("²", False)
@example("9" * 5000 + ",5", False)
def test_readers_refuse_with_a_sentence_and_never_fail_otherwise(text: str, allow_zero: bool) -> None:
    readers = (lambda: read_amount(text, allow_zero), lambda: read_rate(text), lambda: read_quantity(text))
    for read, largest in zip(readers, (MAX_AMOUNT, 1_000_000, 999_999_000), strict=True):
        try:
            assert 0 <= read() <= largest
        except InvalidValue as refused:
            assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("centimos", "written"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (99, "0.99"),
        (123450, "1,234.50"),
        (-41250, "−412.50"),
        (-5, "−0.05"),
        (MAX_AMOUNT, "999,999,999.99"),
    ],
)
def test_amounts_are_written_the_peruvian_way(centimos: int, written: str) -> None:
    assert format_amount(centimos) == written


def test_money_is_written_with_its_symbol_and_a_no_break_space() -> None:
    assert format_money(123450, "PEN") == "S/\u00a01,234.50"
    assert format_money(123450, "USD") == "US$\u00a01,234.50"
    assert format_money(-41250, "PEN") == "S/\u00a0−412.50"


@given(st.integers(1, MAX_AMOUNT), st.sampled_from(["PEN", "USD"]))
def test_written_money_is_read_again(centimos: int, currency: str) -> None:
    assert read_amount(format_amount(centimos)) == centimos
    assert read_amount(format_money(centimos, currency), currency=currency) == centimos


@pytest.mark.parametrize(
    ("typed", "rate", "written"),
    [("3.752", 37520, "3.752"), ("3.7525", 37525, "3.7525"), ("4", 40000, "4.000"), ("100", 1_000_000, "100.000")],
)
def test_exchange_rate_is_read_and_written(typed: str, rate: int, written: str) -> None:
    assert read_rate(typed) == rate
    assert format_rate(rate) == written


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "Falta el tipo de cambio"),
        ("0", "no puede ser 0"),
        ("-3.7", "negativo"),
        ("3.75251", "como máximo cuatro cifras"),
        ("100.0001", "demasiado alto"),
        ("3752", "demasiado alto"),
        ("3,752", "Escriba 3.752: el punto"),
    ],
)
def test_exchange_rate_is_refused(typed: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        read_rate(typed)


@given(st.integers(1, 1_000_000))
def test_written_rate_is_read_again(rate: int) -> None:
    assert read_rate(format_rate(rate)) == rate


@pytest.mark.parametrize(
    ("typed", "thousandths", "written"),
    [("12", 12000, "12"), ("1.5", 1500, "1.5"), ("1,200", 1_200_000, "1,200"), ("0.001", 1, "0.001")],
)
def test_quantity_is_read_and_written(typed: str, thousandths: int, written: str) -> None:
    assert read_quantity(typed) == thousandths
    assert format_quantity(thousandths) == written


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "Falta la cantidad"),
        ("0", "no puede ser 0"),
        ("-1", "negativo"),
        ("1,5", "Escriba 1.5: el punto"),
        ("0.0001", "como máximo tres cifras"),
        ("1000000", "demasiado grande"),
    ],
)
def test_quantity_is_refused(typed: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        read_quantity(typed)


@given(st.integers(1, 999_999_000))
def test_written_quantity_is_read_again(thousandths: int) -> None:
    assert read_quantity(format_quantity(thousandths)) == thousandths


@pytest.mark.parametrize(
    ("thousandths", "price", "total"),
    [(12_000, 1550, 18600), (1_500, 333, 500), (333, 100, 33), (500, 1, 1), (499, 1, 0), (5, 100, 1), (1, 499, 0)],
)
def test_line_total_rounds_half_a_centimo_up(thousandths: int, price: int, total: int) -> None:
    assert line_total(thousandths, price) == total


def test_premium_of_the_worked_example_is_exact_in_soles() -> None:
    assert to_soles(2_469_000, 37520) == 9_263_688


@given(st.integers(0, MAX_AMOUNT), st.integers(1, 1_000_000))
def test_soles_are_the_nearest_centimo_and_opposite_for_opposite_amounts(centimos: int, rate: int) -> None:
    soles = to_soles(centimos, rate)
    assert -10_000 < 2 * (soles * 10_000 - centimos * rate) <= 10_000
    assert to_soles(-centimos, rate) == -soles


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("-12.50", -1_250), ("− 1,012.50", -101_250), ("–0.05", -5), ("-S/ 3", -300), ("S/ 3", 300), ("0", 0), ("-0", 0)],
)
def test_a_balance_may_be_below_zero(typed: str, amount: int) -> None:
    assert read_signed_amount(typed, "PEN") == amount
    assert read_signed_amount(format_amount(amount)) == amount


@pytest.mark.parametrize("typed", ["", "-", "--1", "1-", "-US$ 1", "-1.234,5"])
def test_a_balance_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        read_signed_amount(typed, "PEN")
