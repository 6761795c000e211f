"""Offers compared before buying: when a choice needs its reason, the paper to sign, and the purchase of it."""

import pytest

from ananea_desktop.documents.listing_csv import listing_csv
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.quotations import Offer, reason_needed
from ananea_desktop.operations import project_dossier, purchases, quotations
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists
from ananea_desktop.storage import quotations as store
from ananea_desktop.storage.check import check
from tests.builders import save_project, save_supplier

FEW = "Hay menos de tres ofertas: explique por qué."
DEAR = "No se eligió la más barata: explique por qué."
TWO_CURRENCIES = "Hay ofertas en dos monedas: explique por qué eligió esa."


def offer(amount: int, currency: str = "PEN", *, chosen: bool = False) -> Offer:
    return Offer(supplier_name="x", supplier_id=None, amount=amount, currency=currency, terms="", is_chosen=chosen)


@pytest.mark.parametrize(
    ("offers", "rate", "sentence"),
    [
        ([], None, ""),
        ([offer(1)], None, ""),  # nothing is chosen yet
        ([offer(1, chosen=True), offer(2)], None, FEW),
        ([offer(1, chosen=True), offer(1), offer(2)], None, ""),
        ([offer(2, chosen=True), offer(1), offer(3)], None, DEAR),
        ([offer(100, "USD", chosen=True), offer(370), offer(400)], None, TWO_CURRENCIES),
        ([offer(100, "USD", chosen=True), offer(370), offer(400)], 37_000, ""),
        ([offer(100, "USD", chosen=True), offer(370), offer(400)], 37_100, DEAR),
        ([offer(100, "USD", chosen=True), offer(99, "USD"), offer(200, "USD")], None, DEAR),
    ],
)
def test_choice_that_has_to_be_explained(offers: list[Offer], rate: int | None, sentence: str) -> None:
    assert reason_needed(offers, rate) == sentence


def a_request(**changes: str) -> dict[str, str]:
    return {"subject": "Bomba de lodos", "asked_on": "10/11/2026"} | changes


def an_offer(name: str, amount: str, **changes: str) -> dict[str, str]:
    return {"supplier_name": name, "amount": amount, "currency": "PEN", "terms": "", "chosen": "no"} | changes


THREE = [
    an_offer("ferretería EL MINERO s.a.c.", "950.00", chosen="yes", terms="Garantía"),
    an_offer("Tercera", "1,000.00"),
    an_offer("Otra", "1,100.00"),
]


def test_supplier_of_the_list_is_known_by_its_name(books: Books) -> None:
    supplier = save_supplier(books)
    request = quotations.save(books, a_request(), THREE)
    assert [row["supplier_id"] for row in store.offers(books.db, request)] == [supplier, None, None]
    content = quotations.purchase_of(books, request)
    assert content["texts"]["supplier_id"] == str(supplier)
    assert content["lines"] == [{"item": "Bomba de lodos", "quantity": "1", "unit_price": "950.00"}]
    assert check(books.file).problems == []


def test_what_stands_against_an_offer_is_told_beside_it(books: Books) -> None:
    lines = [
        an_offer("", "-5"),
        an_offer("x" * 301, "1.234"),
        an_offer("Tienda", "5.00", currency="EUR"),
        an_offer("Tienda", "US$ 5.00"),
    ]
    with pytest.raises(InvalidRecord) as raised:
        quotations.save(books, a_request(), lines)
    assert raised.value.problems == {
        "line 1 supplier_name": "Falta quién lo ofrece.",
        "line 1 amount": "No puede ser un número negativo. Escríbalo sin el signo menos.",
        "line 2 supplier_name": "Es demasiado largo. Acórtelo a 300 letras.",
        "line 2 amount": "Después del punto van dos cifras, los céntimos; para los miles use la coma: 1,234.50.",
        "line 3 currency": "Elija soles o dólares.",
        "line 4 amount": "Aquí el monto va en S/ y usted escribió US$. Revise la moneda.",
    }
    assert store.requests(books.db) == []


def test_only_one_is_chosen_and_none_cannot_be_bought(books: Books) -> None:
    both = [{**each, "chosen": "yes"} for each in THREE]
    with pytest.raises(InvalidRecord) as raised:
        quotations.save(books, a_request(), both)
    assert raised.value.problems == {"lines": "Se elige una sola oferta. Deje un solo «Sí»."}
    request = quotations.save(books, a_request(), [{**each, "chosen": "no"} for each in THREE])
    assert store.requests(books.db, search="tercera")[0]["id"] == request
    with pytest.raises(InvalidRecord, match="Primero diga qué oferta se eligió"):
        quotations.purchase_of(books, request)
    with books.permitted(), books.act() as db:
        db.execute("UPDATE quotations SET chosen = 'yes'")
    assert check(books.file).problems == ["Cotizaciones: cotización «Bomba de lodos»: tiene más de una oferta elegida"]


def test_changed_offers_are_written_and_no_others(books: Books) -> None:
    request = quotations.save(books, a_request(), THREE)

    def changes() -> int:
        return int(books.db.execute("SELECT count(*) FROM history WHERE table_name = 'quotations'").fetchone()[0])

    assert changes() == 3
    reason = a_request(chosen_reason="No hay más tiendas")
    quotations.save(books, reason, [THREE[0], {**THREE[1], "amount": "990.00"}], request)
    assert changes() == 5  # one changed, one taken away
    assert [row["amount"] for row in store.offers(books.db, request)] == [950_00, 990_00]


def test_purchase_keeps_its_request_and_both_are_in_the_dossier(books: Books) -> None:
    project = save_project(books, "5,000.00")
    save_supplier(books)
    request = quotations.save(books, a_request(project_id=str(project)), THREE)
    content = quotations.purchase_of(books, request)
    line = content["lines"][0] | {"category": "plant", "unit": "unidad"}
    paper = {"document_type": "01", "series": "F001", "number": "1"}
    bought = purchases.save(books, content["texts"] | paper, [line])
    (row,) = lists.purchases(books.db)
    assert (row["id"], row["quotation_subject"], row["project_id"]) == (bought, "Bomba de lodos", project)
    assert store.requests(books.db)[0]["purchase_id"] == bought
    assert project_dossier.report_pdf(books, project).startswith(b"%PDF")
    section = project_dossier._quotations(books, store.requests(books.db))
    assert section.tables[0].rows[0] == (
        "Bomba de lodos, ferretería EL MINERO s.a.c.: elegida",
        "10/11/2026",
        "S/\u00a0950.00",
    )


def test_comparison_says_who_offered_what_and_why_it_was_chosen(books: Books) -> None:
    request = quotations.save(books, a_request(chosen_reason="Tiene garantía"), THREE[:2])
    listing = quotations.comparison(books, request)
    assert [tuple(listing.cells(row))[1:] for row in listing.rows] == [
        ("ferretería EL MINERO s.a.c.", "", "S/", 950_00, "Garantía", "Sí"),
        ("Tercera", "", "S/", 1_000_00, "", ""),
    ]
    assert listing.notes == ("Por qué se eligió: Tiene garantía",)
    assert [role for _name, role in listing.signers] == ["Tesorera", "Presidente/a", "Comité de la Prima"]
    assert listing_csv(listing)
    assert quotations.comparison_pdf(books, request, "en").startswith(b"%PDF")
