"""The one gate: what is typed becomes a value, or a sentence beside its field, and never an error."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.cooperative import COOPERATIVE, USERS
from ananea_desktop.domain.fields import TEXT_KINDS, Field, Kind, Problem, RecordType, Value, Values
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.projects import BUDGETS, HEADINGS, PREMIUM_PROJECTS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.domain.trainings import TRAINING_SESSIONS

TODAY = date(2026, 11, 23)
RECORD_TYPES = (
    ACCOUNTS, BUDGETS, COOPERATIVE, FUNDS, HEADINGS, MEMBERS, PREMIUM_PROJECTS, PURCHASES, SUPPLIERS, TRAINING_SESSIONS,
    USERS,
)  # fmt: skip
CHOICES = {"yes": "Sí", "no": "No"}


def a_field(kind: Kind, required: bool = False, missing: str = "") -> Field:
    choices = CHOICES if kind is Kind.CHOICE else {}
    references = "funds" if kind is Kind.REFERENCE else ""
    return Field(
        name="x", label="Dato", kind=kind, required=required, missing=missing, choices=choices, references=references
    )


def refusal(field: Field, typed: str) -> str:
    with pytest.raises(InvalidValue) as refused:
        field.read(typed, TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (Kind.TEXT, "  Juan \0 <b>Pérez</b>\n", "Juan <b>Pérez</b>", "Juan <b>Pérez</b>"),
        (Kind.LONG_TEXT, "uno\r\n\n\n\ndos", "uno\n\ndos", "uno\n\ndos"),
        (Kind.INTEGER, "0035", 35, "35"),
        (Kind.INTEGER, "0", 0, "0"),
        (Kind.DATE, "1/9/26", date(2026, 9, 1), "01/09/2026"),
        (Kind.AMOUNT, "1234.5", 123450, "1,234.50"),
        (Kind.RATE, "3.7525", 37525, "3.7525"),
        (Kind.DURATION, "1.5", 90, "1.5"),
        (Kind.CHOICE, "yes", "yes", "yes"),
        (Kind.CHOICE, "SÍ", "yes", "yes"),
        (Kind.TIME, "9", "09:00", "09:00"),
        (Kind.TIME, "14.30", "14:30", "14:30"),
        (Kind.TIME, "2:05 p. m.", "14:05", "14:05"),
        (Kind.TIME, "12 am", "00:00", "00:00"),
        (Kind.REFERENCE, "7", 7, "7"),
    ],
)
def test_typed_text_becomes_a_value_and_is_written_back(kind: Kind, typed: str, value: Value, shown: str) -> None:
    field = a_field(kind)
    assert field.read(typed, TODAY) == value
    assert field.text(value) == shown


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("typed", ["", "   ", "\0", "\u200b"])
def test_nothing_typed_is_empty_or_missing(kind: Kind, typed: str) -> None:
    empty = "" if kind in TEXT_KINDS else None
    assert a_field(kind).read(typed, TODAY) == empty
    assert a_field(kind).text(empty) == ""
    assert refusal(a_field(kind, required=True), typed) == "Falta: Dato."
    assert refusal(a_field(kind, required=True, missing="Falta el dato."), typed) == "Falta el dato."


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (Kind.TEXT, "W" * 301, "Es demasiado largo: tiene 301 letras y caben 300. Acórtelo."),
        (Kind.LONG_TEXT, "W" * 4001, "Es demasiado largo: tiene 4001 letras y caben 4000. Acórtelo."),
        (Kind.INTEGER, "-1", "Escriba solo cifras, por ejemplo 35."),
        (Kind.INTEGER, "²", "Escriba solo cifras, por ejemplo 35."),
        (Kind.INTEGER, "1" * 5000, "Ese número es demasiado grande. Revíselo."),
        (Kind.DATE, "31/02/2026", "Febrero no tiene día 31. Revise el día o el mes."),
        (Kind.AMOUNT, "0", "El monto no puede ser 0. Escriba cuánto dinero es."),
        (Kind.RATE, "0", "El tipo de cambio no puede ser 0."),
        (Kind.DURATION, "0.001", "Escriba las horas así: 4 o 1.5; como mucho 1000."),
        (Kind.DURATION, "1001", "Escriba las horas así: 4 o 1.5; como mucho 1000."),
        (Kind.TIME, "mañana", "No se entiende la hora. Escríbala así: 9:30 o 14:30."),
        (Kind.TIME, "25:00", "Esa hora no existe. Va de 0:00 a 23:59."),
        (Kind.TIME, "14:30 am", "Esa hora no existe. Va de 0:00 a 23:59."),
        (Kind.CHOICE, "quizás", "«quizás» no está en la lista. Elija: Sí, No."),
        (Kind.REFERENCE, "uno", "«uno» no está en la lista. Elija uno de la lista."),
        (Kind.REFERENCE, "²", "«²» no está en la lista. Elija uno de la lista."),
        (Kind.REFERENCE, "9" * 19, "no está en la lista. Elija uno de la lista."),
    ],
)
def test_what_cannot_be_read_is_answered(kind: Kind, typed: str, sentence: str) -> None:
    assert sentence in refusal(a_field(kind), typed)


def test_choice_is_shown_by_its_label() -> None:
    field = a_field(Kind.CHOICE)
    assert [field.display(value) for value in ("yes", "", None)] == ["Sí", "", ""]


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.table)
@given(data=st.data())
def test_no_text_brings_an_error_and_each_value_reads_back(record_type: RecordType, data: st.DataObject) -> None:
    digits = st.text(alphabet="0123456789./-,ñ \0", max_size=14)
    usual = st.sampled_from(["", "1", "yes", "PEN", "USD", "01/01/2026", "dni", "active", "retired", "01", "3.752"])
    typed = data.draw(
        st.dictionaries(st.sampled_from([f.name for f in record_type.fields]), st.text() | digits | usual)
    )
    values, problems = record_type.read(typed, TODAY)
    assert all(problem.sentence.endswith((".", "?")) for problem in problems.values())
    assert {field.name for field in record_type.fields} == values.keys() | problems.keys()
    if not any(not problem.overridable for problem in problems.values()):
        again, _doubts = record_type.read(record_type.texts(values), TODAY)
        assert again == values


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.table)
def test_declaration_is_whole(record_type: RecordType) -> None:
    names = [field.name for field in record_type.fields]
    assert len(names) == len(set(names))
    for field in record_type.fields:
        assert field.label
        assert bool(field.choices) == (field.kind is Kind.CHOICE)
        assert bool(field.references) == (field.kind is Kind.REFERENCE)
        assert not field.default or field.read(field.default, TODAY) is not None
        assert not field.missing or field.required


def doubting(values: Values, today: date) -> Iterable[Problem]:
    yield Problem("x", "¿Seguro?", overridable=True)
    yield Problem("y", "No.")


def test_confirmed_doubts_pass_and_refusals_do_not() -> None:
    kind = RecordType(
        table="t",
        singular="s",
        plural="p",
        fields=(a_field(Kind.TEXT), Field(name="y", label="Otro")),
        name_of=lambda values: "",
        check=doubting,
    )
    assert kind.read({}, TODAY)[1].keys() == {"x", "y"}
    assert kind.read({}, TODAY, confirmed=["x", "y"])[1].keys() == {"y"}


def test_first_problem_of_a_field_is_the_one_shown() -> None:
    kind = RecordType(
        table="t", singular="s", plural="p", fields=(a_field(Kind.TEXT),), name_of=lambda values: "", check=doubting
    )
    assert kind.read({"x": "W" * 301}, TODAY)[1]["x"].sentence.startswith("Es demasiado largo")
