"""Identity and invoice numbers: impossible ones are refused, odd ones bring a doubt, one paper has one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.identity import (
    DOCUMENT_TYPES,
    Checked,
    check_dni,
    check_document,
    check_ruc,
    document_text,
    invoice_key,
    ruc_matches_dni,
)
from ananea_desktop.domain.text import InvalidValue

DIGITS = "0123456789"
ANY_TEXT = st.text() | st.text(alphabet="0123456789ABKZabñ .-–", max_size=24)


@pytest.mark.parametrize(
    "typed", ["10117410", "10.117.410", " 10117410 ", "10117410-2", "101174102", "10117410-G", "10117410 g"]
)
def test_dni_is_kept_as_eight_digits(typed: str) -> None:
    assert check_dni(typed) == Checked("10117410")


def test_dni_keeps_its_leading_zeros() -> None:
    assert check_dni("00041527") == Checked("00041527")


@pytest.mark.parametrize("typed", ["10117410-3", "10117410-A"])
def test_wrong_check_character_of_a_dni_is_only_a_doubt(typed: str) -> None:
    checked = check_dni(typed)
    assert checked.value == "10117410"
    assert checked.doubt == "Lo que va detrás de las 8 cifras no corresponde a este DNI. Compare con el documento."


def test_dni_of_one_figure_is_only_a_doubt() -> None:
    assert check_dni("11111111").doubt == "Este DNI repite siempre la misma cifra. Compare con el documento."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Falta el número del DNI. Escriba sus 8 cifras."),
        ("4152", "El DNI tiene 8 cifras y aquí hay 4. Escríbalo como está en el documento."),
        ("1234567A", "El DNI tiene 8 cifras y aquí hay 7. Escríbalo como está en el documento."),
        ("1234567890", "El DNI tiene 8 cifras y aquí hay 10. Escríbalo como está en el documento."),
        ("123456789A", "El DNI tiene 8 cifras y aquí hay 9. Escríbalo como está en el documento."),
        ("AB345678", "El DNI tiene solo cifras. Escríbalo como está en el documento."),
        ("１２３４５６７８", "El DNI tiene solo cifras. Escríbalo como está en el documento."),
        ("00000000", "El DNI no puede ser todo ceros. Escríbalo como está en el documento."),
    ],
)
def test_impossible_dni_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_dni(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", ["20512333797", "20204621242", "10054148289", "20 5123 33797", "20-51233379-7"])
def test_right_ruc_brings_no_doubt(typed: str) -> None:
    assert check_ruc(typed).doubt == ""


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        (
            "20512333798",
            "La última cifra no corresponde a las demás: puede haber una cifra cambiada. Compare con el documento.",
        ),
        (
            "33512333791",
            "Un RUC empieza con 10, 15, 16, 17 o 20 y este empieza con 33. Compare con el documento.",
        ),
    ],
)
def test_odd_ruc_brings_a_doubt(typed: str, doubt: str) -> None:
    assert check_ruc(typed) == Checked(typed, doubt)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "Falta el número del RUC"),
        ("2051233379", "11 cifras y aquí hay 10"),
        ("2051233379A", "solo cifras"),
        ("00000000000", "todo ceros"),
    ],
)
def test_impossible_ruc_is_refused(typed: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        check_ruc(typed)


def test_ruc_of_a_person_must_hold_the_dni() -> None:
    assert ruc_matches_dni("10054148289", "05414828")
    assert not ruc_matches_dni("10054148289", "05414829")
    assert ruc_matches_dni("20512333797", "05414828")
    assert ruc_matches_dni("10054148289", "")
    assert check_ruc("10054148289", dni="05414828").doubt == ""
    assert check_ruc("10054148289", dni="05414829").doubt == (
        "Un RUC que empieza con 10 lleva dentro el DNI de la persona y este lleva otro. Compare con el documento."
    )


@pytest.mark.parametrize(
    ("document_type", "typed", "checked"),
    [
        ("dni", "10117410", Checked("10117410")),
        ("ce", "001 234 567", Checked("001234567")),
        ("ce", "a12-345678", Checked("A12345678")),
        ("passport", "ab 123456", Checked("AB123456")),
    ],
)
def test_documents_are_normalised(document_type: str, typed: str, checked: Checked) -> None:
    assert check_document(document_type, typed) == checked


def test_foreign_card_of_unusual_length_is_only_a_doubt() -> None:
    assert check_document("ce", "1234567") == Checked(
        "1234567",
        "El carné de extranjería suele tener 9 letras o cifras y aquí hay 7. Compare con el documento.",
    )


@pytest.mark.parametrize(
    ("document_type", "typed", "part"),
    [
        ("dni", "123", "8 cifras"),
        ("ce", "12345", "de 6 a 12"),
        ("ce", "1234567890123", "de 6 a 12"),
        ("ce", "12345678Ñ", "de 6 a 12"),
        ("passport", "1234", "de 5 a 20"),
        ("passport", "", "Falta el número"),
        ("library card", "1234567", "Elija el tipo de documento"),
    ],
)
def test_impossible_documents_are_refused(document_type: str, typed: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        check_document(document_type, typed)


def test_documents_are_printed_with_their_short_name() -> None:
    assert document_text("dni", "00041527") == "DNI 00041527"
    assert document_text("ce", "001234567") == "CE 001234567"
    assert document_text("passport", "AB123456") == "Pasaporte AB123456"
    assert document_text("dni", "") == ""


@given(ANY_TEXT, st.sampled_from([*DOCUMENT_TYPES, "ruc"]))
def test_checks_refuse_with_a_sentence_and_settle_at_once(text: str, document_type: str) -> None:
    def check(number: str) -> Checked:
        return check_ruc(number) if document_type == "ruc" else check_document(document_type, number)

    try:
        checked = check(text)
    except InvalidValue as refused:
        assert str(refused).endswith(".")
    else:
        assert check(checked.value).value == checked.value
        assert checked.value.isascii()
        assert checked.value.isalnum()


@given(st.text(DIGITS, min_size=8, max_size=8).filter(lambda digits: len(set(digits)) > 1))
def test_last_figure_of_a_persons_ruc_is_the_check_figure_of_the_dni(dni: str) -> None:
    right = [last for last in DIGITS if not check_ruc(f"10{dni}{last}", dni).doubt]
    assert len(right) == 1
    assert check_dni(dni + right[0]) == Checked(dni)


@pytest.mark.parametrize(
    ("series", "number", "key"),
    [
        ("F001", "00000123", "F001-123"),
        ("f001", "123", "F001-123"),
        ("", "F001-123", "F001-123"),
        ("F001-00000123", "", "F001-123"),
        ("F001", "F001-123", "F001-123"),
        ("", "f001 – 123", "F001-123"),
        (" F001 ", "N° 000123", "F001-123"),
        ("F001", "Nº123", "F001-123"),
        ("0001", "000123", "0001-123"),
        ("001", "001", "001-1"),
        ("", "000457", "457"),
        ("E001", "45", "E001-45"),
        ("F001", "", ""),
        ("", "", ""),
        ("", "S/N", ""),
        ("F001", "s/n", ""),
        ("F001", "000", ""),
        ("", "-", ""),
    ],
)
def test_one_invoice_has_one_key(series: str, number: str, key: str) -> None:
    assert invoice_key(series, number) == key


@given(st.from_regex(r"[A-Z][0-9]{3}|[0-9]{3,4}", fullmatch=True), st.integers(1, 99_999_999), st.integers(0, 8))
def test_zeros_case_and_dashes_do_not_make_another_invoice(series: str, number: int, zeros: int) -> None:
    padded = "0" * zeros + str(number)
    key = f"{series}-{number}"
    assert invoice_key(series.lower(), padded) == key
    assert invoice_key("", f"{series}-{padded}") == key
    assert invoice_key("", key) == key


@given(st.text(), st.text())
def test_invoice_key_takes_any_text(series: str, number: str) -> None:
    assert invoice_key(series, number) == "" or any(map(str.isdigit, invoice_key(series, number)))
