"""Fixed assets: their codes, the one that comes of a purchase, and the paper to go round with."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ananea_desktop.documents.listing import GroupRow
from ananea_desktop.domain.assets import FIXED_ASSETS, next_code
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.operations import assets, cards, purchases, records, reports
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.check import check
from tests.builders import a_purchase, a_purchase_line, save_supplier


def an_asset(**changes: str) -> dict[str, str]:
    return {"code": "AF-0001", "name": "Horno", "category": "plant", "place": "Planta", "condition": "good"} | changes


def save_asset(books: Books, **changes: str) -> int:
    return records.save(books, FIXED_ASSETS, an_asset(**changes))


@pytest.mark.parametrize(
    ("last", "following"),
    [("", "AF-0001"), ("AF-0009", "AF-0010"), ("AF-9999", "AF-10000"), ("AF-12x", "AF-0001"), ("Horno", "AF-0001")],
)
def test_next_code(last: str, following: str) -> None:
    assert next_code(last) == following


@given(st.text(max_size=20))
def test_any_text_can_be_the_last_code(last: str) -> None:
    assert next_code(last).startswith("AF-")


def test_code_is_proposed_after_the_highest(books: Books) -> None:
    for code in ("AF-0002", "AF-0011", "AF-9", "AF-viejo", "X-7777"):
        save_asset(books, code=code)
    assert assets.proposed_code(books) == "AF-0012"


def test_code_stands_once(books: Books) -> None:
    first = save_asset(books)
    with pytest.raises(InvalidRecord) as raised:
        save_asset(books, name="Bomba")
    assert raised.value.problems == {"code": "Ese código ya lo tiene AF-0001 Horno."}
    records.save(books, FIXED_ASSETS, an_asset(condition="bad"), first)


def test_piece_of_a_line_is_an_asset(books: Books) -> None:
    lines = [a_purchase_line(), a_purchase_line(item="Silla", category="office", quantity="3", unit_price="33.33")]
    texts = a_purchase(save_supplier(books), currency="USD", exchange_rate="3.75", igv="apart")
    bought = purchases.save(books, texts, lines)
    content = assets.of_purchase(books, bought, 2)
    # US$ 99.99 and its IGV for three of them
    assert content["texts"] == {
        "code": "AF-0001",
        "name": "Silla",
        "category": "office",
        "acquired_on": "20/11/2026",
        "value": "147.49",
        "purchase_id": str(bought),
        "project_id": "",
    }
    made = records.save(books, FIXED_ASSETS, content["texts"] | {"place": "Oficina", "condition": "good"})
    card = cards.card(books, PURCHASES, bought).purchase
    assert card is not None
    assert [row["id"] for row in card.assets] == [made]
    assert check(books.file).problems == []


def test_inventory_goes_place_by_place_without_what_is_gone(books: Books) -> None:
    for code, place, condition in (
        ("AF-0001", "Planta", "good"),
        ("AF-0002", "Almacén", "bad"),
        ("AF-0003", "planta", "regular"),
        ("AF-0004", "Planta", "retired"),
    ):
        save_asset(books, code=code, place=place, condition=condition)
    listing = assets.inventory(books, None)
    rows = [row.text if isinstance(row, GroupRow) else (row[0], row[3], row[4:]) for row in listing.rows]
    blank = (None, None, None)
    assert rows == [
        "Almacén",
        ("AF-0002", "Malo", blank),
        "Planta",
        ("AF-0001", "Bueno", blank),
        ("AF-0003", "Regular", blank),
    ]
    for language in ("es", "en"):
        for form in ("pdf", "xlsx", "csv"):
            for name in ("inventario", "activos"):
                assert reports.make_report(books, name, None, language, form)
    sheet = CalamineWorkbook.from_filelike(BytesIO(reports.make_report(books, "inventario", None, "es", "xlsx")))
    assert any("Encontrado" in row for row in sheet.get_sheet_by_index(0).to_python())


def test_list_sums_what_is_in_use(books: Books) -> None:
    save_asset(books, value="100.00")
    save_asset(books, code="AF-0002", value="50.00", condition="retired")
    assert tuple(assets.listing(books, None).totals or ())[-1] == 100_00


def test_empty_lists_are_papers_too(books: Books) -> None:
    for name in ("inventario", "activos", "por-pagar", "compras-por-proveedor"):
        assert reports.make_report(books, name, None, "es", "pdf").startswith(b"%PDF")
