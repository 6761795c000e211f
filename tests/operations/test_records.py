"""Saving records: what may stand only once, doubts that are asked, purchases, trainings, budgets and drafts."""

import pytest

from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.projects import HEADINGS, PREMIUM_PROJECTS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import project_budgets, purchases, records, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.home import home_figures
from ananea_desktop.storage import budgets, lists
from ananea_desktop.storage import records as store
from tests.builders import (
    OWN,
    a_budget,
    a_member,
    a_project,
    a_purchase,
    a_purchase_line,
    a_supplier,
    a_training,
    issued,
    save_member,
    save_project,
    save_supplier,
)


def everything(books: Books) -> list[str]:
    return list(books.db.iterdump())


def refused(
    books: Books, record_type: RecordType, texts: dict[str, str], record_id: int | None = None
) -> dict[str, str]:
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        records.save(books, record_type, texts, record_id)
    assert everything(books) == before
    return refusal.value.problems


def refused_purchase(books: Books, texts: dict[str, str], *lines: dict[str, str]) -> dict[str, str]:
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        purchases.save(books, texts, lines)
    assert everything(books) == before
    return refusal.value.problems


def test_member_is_kept_as_typed(books: Books) -> None:
    member = save_member(books, given_names="<b>José</b> & 😀", ruc="10000415273", number="12")
    row = store.get(books.db, MEMBERS, member)
    assert row["given_names"] == "<b>José</b> & 😀"
    assert MEMBERS.texts(row) == dict.fromkeys(MEMBERS.texts(row), "") | a_member(
        given_names="<b>José</b> & 😀", ruc="10000415273", number="12"
    )


def test_document_stands_only_once(books: Books) -> None:
    member = save_member(books)
    assert refused(books, MEMBERS, a_member(given_names="Otro", document_number="00.041.527")) == {
        "document_number": "Ya está registrado: es Ccʼallo Núñez, José."
    }
    records.save(books, MEMBERS, a_member(given_names="José Luis"), member)


def test_same_number_of_another_document_is_another_person(books: Books) -> None:
    save_member(books)
    assert save_member(books, document_type="passport") == 2


def test_members_number_stands_only_once_and_may_be_empty(books: Books) -> None:
    save_member(books, number="1")
    assert refused(books, MEMBERS, a_member(document_number="00041528", number="1")) == {
        "number": "Ese número ya lo tiene Ccʼallo Núñez, José."
    }
    assert records.next_member_number(books) == 2
    save_member(books, document_number="00041529")
    save_member(books, document_number="00041530")


def test_suppliers_ruc_stands_only_once_and_may_be_missing(books: Books) -> None:
    save_supplier(books)
    assert refused(books, SUPPLIERS, a_supplier(name="Otro")) == {
        "ruc": "Ese RUC ya está registrado: es Ferretería El Minero S.A.C.."
    }
    save_supplier(books, ruc="")
    save_supplier(books, ruc="")


@pytest.mark.parametrize(
    ("record_type", "texts"),
    [
        (ACCOUNTS, {"name": "Caja", "kind": "till", "currency": "PEN"}),
        (FUNDS, {"name": "Fondos propios", "kind": "own"}),
        (HEADINGS, {"name": "Medio ambiente"}),
    ],
    ids=lambda each: each.table if isinstance(each, RecordType) else "",
)
def test_name_in_a_short_list_stands_only_once(books: Books, record_type: RecordType, texts: dict[str, str]) -> None:
    assert refused(books, record_type, texts) == {"name": "Ya hay uno con ese nombre. Escriba otro."}


def test_doubt_is_asked_and_passes_when_confirmed(books: Books) -> None:
    texts = a_member(document_number="11111111")
    assert "repite siempre la misma cifra" in refused(books, MEMBERS, texts)["document_number"]
    assert records.save(books, MEMBERS, texts, confirmed=["document_number"]) == 1


def test_confirming_one_doubt_covers_no_other(books: Books) -> None:
    texts = a_member(document_number="11111111", birth_date="03/05/2015", admitted_on="01/01/2026")
    with pytest.raises(InvalidRecord) as refusal:
        records.save(books, MEMBERS, texts, confirmed=["document_number"])
    assert refusal.value.problems.keys() == {"birth_date"}
    assert records.save(books, MEMBERS, texts, confirmed=["document_number", "birth_date"]) == 1


def test_confirming_does_not_cover_what_cannot_be(books: Books) -> None:
    with pytest.raises(InvalidRecord, match="Corrija 1 dato para guardar"):
        records.save(books, MEMBERS, a_member(document_number="123"), confirmed=["document_number"])


def test_refusal_counts_its_problems(books: Books) -> None:
    with pytest.raises(InvalidRecord, match=r"Corrija 2 datos para guardar\. Lo que escribió no se pierde\."):
        records.save(books, MEMBERS, a_member(given_names="", sex=""))


def test_project_that_ends_before_it_starts_is_refused(books: Books) -> None:
    assert refused(books, PREMIUM_PROJECTS, a_project(ends_on="28/02/2026")) == {
        "ends_on": "El proyecto termina antes de empezar. Revise las dos fechas."
    }
    save_project(books, ends_on="01/03/2026")


@pytest.mark.parametrize("typed", ["77", "0", "9" * 40, "²", "uno"])
def test_reference_to_nothing_is_refused(books: Books, typed: str) -> None:
    assert "no está en la lista" in refused(books, PREMIUM_PROJECTS, a_project(heading_id=typed))["heading_id"]
    problems = refused_purchase(books, a_purchase(save_supplier(books), fund_id=typed), a_purchase_line())
    assert problems.keys() == {"fund_id"}


def test_training_of_no_project_that_exists_is_refused(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        trainings.save(books, a_training(project_id="77"), [])
    assert refusal.value.problems.keys() == {"project_id"}


def test_currency_of_an_account_in_use_stays(books: Books) -> None:
    texts = {"name": "Caja chica", "kind": "till", "currency": "USD"}
    records.save(books, ACCOUNTS, texts, 1)
    records.save(books, ACCOUNTS, texts | {"currency": "PEN"}, 1)
    issued(books)
    assert refused(books, ACCOUNTS, texts, 1) == {
        "currency": "Esta cuenta ya tiene recibos en soles: abra otra cuenta para dólares."
    }
    records.save(books, ACCOUNTS, texts | {"currency": "PEN", "name": "Caja grande"}, 1)


def test_purchase_adds_up_its_lines(books: Books) -> None:
    supplier = save_supplier(books)
    lines = [a_purchase_line(), a_purchase_line(item="Soga", quantity="2.335", unit_price="1.10")]
    purchase = purchases.save(books, a_purchase(supplier), lines)
    (row,) = lists.purchases(books.db)
    assert (row["total"], row["items"], row["paid"]) == (54600 + 257, "Casco, Soga", 0)
    assert [each["total"] for each in lists.purchase_lines(books.db, purchase)] == [54600, 257]


def test_purchase_is_found_by_supplier_item_and_number(books: Books) -> None:
    purchases.save(books, a_purchase(save_supplier(books)), [a_purchase_line()])
    for typed in ("ferreteria", "casc", "F001", "123"):
        assert len(lists.purchases(books.db, search=typed)) == 1


@pytest.mark.parametrize(
    ("series", "number"), [("F001", "00000123"), ("f001", "123"), ("", "F001-123"), ("", "F001 - 00000123")]
)
def test_same_invoice_twice_is_refused(books: Books, series: str, number: str) -> None:
    supplier = save_supplier(books)
    first = purchases.save(books, a_purchase(supplier), [a_purchase_line()])
    again = a_purchase(supplier, series=series, number=number)
    assert refused_purchase(books, again, a_purchase_line()) == {
        "number": "Este papel ya está anotado, con fecha 20/11/2026. No se paga dos veces."
    }
    purchases.save(books, again, [a_purchase_line()], first)


def test_same_number_of_another_supplier_or_paper_is_another_invoice(books: Books) -> None:
    supplier, other = save_supplier(books), save_supplier(books, ruc="", name="Otro")
    for texts in (a_purchase(supplier), a_purchase(other), a_purchase(supplier, document_type="03")):
        purchases.save(books, texts, [a_purchase_line()])


def test_papers_without_a_number_are_compared_with_no_other(books: Books) -> None:
    texts = a_purchase(save_supplier(books), document_type="00", series="", number="S/N")
    assert [purchases.save(books, texts, [a_purchase_line()]) for _time in range(2)] == [1, 2]
    assert [
        purchases.save(books, texts | {"number": ""}, [a_purchase_line()]) for _time in range(2)
    ] == [3, 4]  # fmt: skip


def test_problems_of_a_purchase_stand_beside_their_line(books: Books) -> None:
    supplier = save_supplier(books)
    problems = refused_purchase(
        books,
        a_purchase(supplier, currency="USD", purchased_on="31/02/2026"),
        a_purchase_line(),
        a_purchase_line(item=" ", category="", quantity="0", unit_price="1.234,56"),
        a_purchase_line(quantity="999,999", unit_price="999,999,999"),
        a_purchase_line(item="x" * 301, unit_price="S/ 5.00"),
    )
    assert problems == {
        "purchased_on": "Febrero no tiene día 31. Revise el día o el mes.",
        "exchange_rate": "Falta el tipo de cambio, por ejemplo 3.752.",
        "line 2 item": "Falta qué se compró.",
        "line 2 category": "Elija la clase de equipo.",
        "line 2 quantity": "La cantidad no puede ser 0. Escriba cuántos son.",
        "line 2 unit_price": "Escriba 1,234.56: el punto separa los céntimos.",
        "line 3 unit_price": "El importe de la línea no es posible. Revise cantidad y precio.",
        "line 4 item": "Es demasiado largo. Acórtelo a 300 letras.",
        "line 4 unit_price": "Aquí el monto va en US$ y usted escribió S/. Revise la moneda.",
    }
    assert refused_purchase(books, a_purchase(supplier)) == {
        "lines": "Anote al menos una línea: qué se compró y a cuánto."
    }


def test_line_taken_away_is_gone(books: Books) -> None:
    supplier = save_supplier(books)
    lines = [a_purchase_line(item=item) for item in ("Casco", "Guantes", "Botas")]
    purchase = purchases.save(books, a_purchase(supplier), lines)
    purchases.save(books, a_purchase(supplier), [lines[2], lines[0]], purchase)
    assert [row["item"] for row in lists.purchase_lines(books.db, purchase)] == ["Botas", "Casco"]
    assert lists.purchases(books.db, search="guantes") == []


def test_training_counts_who_came(books: Books) -> None:
    men = [save_member(books, document_number=f"1000000{number}") for number in (1, 2)]
    woman = save_member(books, document_number="10000003", sex="f", paternal_surname="Apaza")
    session = trainings.save(books, a_training(), [*men, woman])
    (row,) = lists.training_sessions(books.db)
    assert (row["attendance"], row["women"], row["duration"]) == (3, 1, 240)
    trainings.save(books, a_training(), [woman, men[0]], session)
    assert [row["id"] for row in lists.attendance(books.db, session)] == [woman, men[0]]


def test_later_budget_needs_its_reason_and_keeps_the_earlier(books: Books) -> None:
    project = save_project(books, budget="1,000.00")
    with pytest.raises(InvalidRecord) as refusal:
        project_budgets.approve(books, project, a_budget(amount="1,500.00"))
    assert refusal.value.problems == {"reason": "Falta el motivo: el presupuesto aprobado antes era otro."}
    project_budgets.approve(books, project, a_budget(amount="1,500.00", reason="Subió el cemento"))
    assert [row["amount"] for row in budgets.of_project(books.db, project)] == [100_000, 150_000]
    assert lists.project_balance(books.db, project) == 150_000


def test_budget_approves_a_proposed_project_only(books: Books) -> None:
    proposed = save_project(books, budget="10.00")
    under_way = save_project(books, name="Posta", state="under_way", budget="10.00")
    assert store.get(books.db, PREMIUM_PROJECTS, proposed)["state"] == "approved"
    assert store.get(books.db, PREMIUM_PROJECTS, under_way)["state"] == "under_way"


@pytest.mark.parametrize("typed", ["", "0", "-1", "0.001", "1e308"])
def test_bad_budget_is_answered_beside_it(books: Books, typed: str) -> None:
    project = save_project(books)
    before = everything(books)
    with pytest.raises(InvalidRecord) as refusal:
        project_budgets.approve(books, project, a_budget(amount=typed))
    assert refusal.value.problems.keys() == {"amount"}
    assert everything(books) == before


def test_people_are_members_and_suppliers(books: Books) -> None:
    save_member(books)
    save_supplier(books, name="Ccallo Hermanos")
    found = records.people(books, "ccallo")
    assert [(row["table"], row["name"]) for row in found] == [
        ("members", "Ccʼallo Núñez, José"),
        ("suppliers", "Ccallo Hermanos"),
    ]
    assert [records.person_document(row) for row in found] == ["DNI 00041527", "RUC 20448318754"]
    assert records.people(books, "nadie") == []


def test_retired_are_not_called_to_a_training(books: Books) -> None:
    save_member(books)
    save_member(books, document_number="10000002", state="retired", state_since="01/01/2026")
    assert [row["document_number"] for row in trainings.form_parts(books, None).everyone] == ["00041527"]


def test_draft_is_kept_overwritten_and_dropped(books: Books) -> None:
    assert records.draft(books, "members") is None
    records.keep_draft(books, "members", 0, {"given_names": "Lu"})
    records.keep_draft(books, "members", 0, {"given_names": "Luz ʼ\0"})
    assert records.draft(books, "members") == {"given_names": "Luz ʼ\0"}
    records.drop_draft(books, "members")
    assert records.draft(books, "members") is None


def test_draft_is_no_change_of_the_books(books: Books) -> None:
    books.changed = False
    records.keep_draft(books, "members", 0, {"given_names": "Lu"})
    assert not books.changed
    save_member(books)
    assert books.changed


def test_funds_money_is_told_apart(books: Books) -> None:
    issued(books)
    assert at_once(home_figures(books)).funds == {1: 0, int(OWN): 5000}


def test_a_heading_with_projects_is_renamed_knowingly(books: Books) -> None:
    project = save_project(books)
    heading = store.get(books.db, PREMIUM_PROJECTS, project)["heading_id"]
    with pytest.raises(InvalidRecord) as refused:
        records.save(books, HEADINGS, {"name": "Bienestar"}, heading)
    assert "1 proyecto está en este rubro" in refused.value.problems["name"]
    records.save(books, HEADINGS, {"name": "Bienestar"}, heading, confirmed=["name"])
    records.save(books, HEADINGS, {"name": "Otro"}, records.save(books, HEADINGS, {"name": "Nuevo"}))


def test_half_a_letter_of_a_bad_clipboard_is_no_fault_while_it_is_typed(books: Books) -> None:
    typed = {"texts": {"paternal_surname": "Quispe\ud800\x00"}}
    records.keep_draft(books, "members", 0, typed)
    assert records.draft(books, "members") == typed
