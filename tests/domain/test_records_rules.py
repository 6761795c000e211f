"""The rules across the fields of each record."""

from datetime import date

import pytest

from ananea_desktop.domain.accounts import ACCOUNTS
from ananea_desktop.domain.fields import Problem
from ananea_desktop.domain.members import MEMBERS, age_on, full_name
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.domain.purchases import PURCHASES, PurchaseLine
from ananea_desktop.domain.suppliers import SUPPLIERS
from tests.builders import a_member, a_project, a_purchase, a_supplier

TODAY = date(2026, 11, 23)


def member_problems(**changes: str) -> dict[str, Problem]:
    return MEMBERS.read(a_member(**changes), TODAY)[1]


def purchase_problems(**changes: str) -> dict[str, Problem]:
    return PURCHASES.read(a_purchase(1, **changes), TODAY)[1]


def test_built_records_have_no_problem() -> None:
    assert member_problems() == {}
    assert purchase_problems() == {}
    assert SUPPLIERS.read(a_supplier(), TODAY)[1] == {}
    assert PREMIUM_PROJECTS.read(a_project(), TODAY)[1] == {}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"document_number": "123"}, "document_number", "El DNI tiene 8 cifras y aquí hay 3."),
        ({"document_number": "00000000"}, "document_number", "El DNI no puede ser todo ceros."),
        (
            {"document_type": "ce", "document_number": "12"},
            "document_number",
            "El carné de extranjería tiene de 6 a 12",
        ),
        ({"ruc": "123"}, "ruc", "El RUC tiene 11 cifras y aquí hay 3."),
        ({"admitted_on": ""}, "admitted_on", "Falta la fecha de ingreso."),
        ({"admitted_on": "02/05/1971"}, "admitted_on", "La fecha de ingreso es anterior al nacimiento."),
        ({"state": "retired"}, "state_since", "Falta desde qué fecha está en ese estado."),
        ({"state": "suspended", "state_since": "01/01/2009"}, "state_since", "El estado empieza antes de la fecha"),
        ({"birth_date": "24/11/2026", "admitted_on": "25/11/2026"}, "birth_date", "La fecha de nacimiento está en el"),
        ({"birth_date": "01/01/1910"}, "birth_date", "Tendría más de 110 años."),
        ({"sex": ""}, "sex", "Elija mujer u hombre"),
        ({"paternal_surname": ""}, "paternal_surname", "Falta el apellido paterno."),
    ],
)
def test_what_cannot_be_of_a_member_is_refused(changes: dict[str, str], field: str, sentence: str) -> None:
    problems = member_problems(**changes)
    assert problems.keys() == {field}
    assert problems[field].sentence.startswith(sentence)
    assert not problems[field].overridable


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document_number": "11111111"}, "document_number"),
        ({"ruc": "10000415280"}, "ruc"),
        ({"ruc": "20100000001"}, "ruc"),
        ({"birth_date": "24/11/2008", "admitted_on": "01/11/2026"}, "birth_date"),
    ],
)
def test_what_is_odd_of_a_member_is_only_doubted(changes: dict[str, str], field: str) -> None:
    problems = member_problems(**changes)
    assert problems.keys() == {field}
    assert problems[field].overridable
    assert MEMBERS.read(a_member(**changes), TODAY, confirmed=[field])[1] == {}


def test_worker_needs_no_date_of_admission() -> None:
    assert member_problems(kind="worker", admitted_on="") == {}


def test_member_of_exactly_eighteen_is_of_age() -> None:
    assert member_problems(birth_date="23/11/2008", admitted_on="23/11/2026") == {}


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 11, 23), date(2026, 11, 22), 17),
        (date(2008, 11, 23), date(2026, 11, 23), 18),
    ],
)
def test_age_is_counted_in_completed_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


def test_numbers_are_kept_in_their_normal_form() -> None:
    values, problems = MEMBERS.read(a_member(document_number="00.041.527", number="007"), TODAY)
    assert (problems, values["document_number"], values["number"]) == ({}, "00041527", 7)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"paternal_surname": "Huanca", "maternal_surname": "Layme", "given_names": "Tomás"}, "Huanca Layme, Tomás"),
        ({"paternal_surname": "Huanca", "maternal_surname": "", "given_names": "Tomás"}, "Huanca, Tomás"),
    ],
)
def test_surnames_stand_first(values: dict[str, str], name: str) -> None:
    assert full_name({**values}) == name


def test_dollars_need_a_rate_and_soles_have_none() -> None:
    assert purchase_problems(currency="USD").keys() == {"exchange_rate"}
    assert PURCHASES.read(a_purchase(1, exchange_rate="3.752"), TODAY)[0]["exchange_rate"] is None
    assert PURCHASES.read(a_purchase(1, currency="USD", exchange_rate="3.752"), TODAY)[0]["exchange_rate"] == 37520


@pytest.mark.parametrize(
    ("changes", "field", "overridable"),
    [
        ({"series": "F001", "number": ""}, "number", False),
        ({"series": "", "number": ""}, "number", True),
        ({"purchased_on": "24/11/2026"}, "purchased_on", True),
    ],
)
def test_odd_purchase_is_told(changes: dict[str, str], field: str, overridable: bool) -> None:
    problems = purchase_problems(**changes)
    assert {name: problem.overridable for name, problem in problems.items()} == {field: overridable}


def test_paper_of_another_kind_needs_no_number() -> None:
    assert purchase_problems(document_type="00", series="", number="") == {}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"document_type": "01", "series": "F001", "number": "123"}, "Factura F001-123"),
        ({"document_type": "00", "series": "", "number": ""}, "Otro papel"),
    ],
)
def test_purchase_is_called_by_its_paper(values: dict[str, str], name: str) -> None:
    assert PURCHASES.name_of({**values}) == name


def test_line_rounds_half_a_centimo_up() -> None:
    line = PurchaseLine(item="Soga", category="ppe", quantity=500, unit="metro", unit_price=101)
    assert line.total == 51


def test_project_may_last_one_day_but_not_less() -> None:
    assert PREMIUM_PROJECTS.read(a_project(ends_on="01/03/2026"), TODAY)[1] == {}
    assert PREMIUM_PROJECTS.read(a_project(ends_on="28/02/2026"), TODAY)[1].keys() == {"ends_on"}


@pytest.mark.parametrize("name", ["name", "objective", "starts_on", "ends_on", "responsible", "proposed_amount"])
def test_a_project_is_proposed_with_what_why_when_who_and_how_much(name: str) -> None:
    problems = PREMIUM_PROJECTS.read(a_project(**{name: ""}), TODAY)[1]
    assert problems.keys() == {name}
    assert problems[name].sentence.startswith("Falta")


@pytest.mark.parametrize("state", ["approved", "under_way", "finished", "cancelled"])
def test_what_is_past_the_proposal_needs_no_end_and_no_amount_anew(state: str) -> None:
    assert PREMIUM_PROJECTS.read(a_project(ends_on="", proposed_amount="", state=state), TODAY)[1] == {}


def test_bank_account_needs_its_bank() -> None:
    texts = {"name": "Cuenta", "kind": "bank", "currency": "PEN"}
    assert ACCOUNTS.read(texts, TODAY)[1].keys() == {"bank"}
    assert ACCOUNTS.read(texts | {"kind": "till"}, TODAY)[1] == {}


@pytest.mark.parametrize(("ruc", "overridable"), [("123", False), ("20448318750", True)])
def test_suppliers_ruc_is_refused_or_doubted(ruc: str, overridable: bool) -> None:
    problems = SUPPLIERS.read(a_supplier(ruc=ruc), TODAY)[1]
    assert {name: problem.overridable for name, problem in problems.items()} == {"ruc": overridable}
