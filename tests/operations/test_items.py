"""The catalogue: sizes cleaned, names once, and the lines of a purchase that are of it."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.operations import checking, items, purchases, stock
from ananea_desktop.operations.stock import CountDraft, ReceivingDraft
from ananea_desktop.storage import lists
from ananea_desktop.storage import stock as store
from tests.builders import a_purchase, a_purchase_line, an_item, an_office, save_item, save_supplier


def test_sizes_are_cleaned_and_a_name_stands_once() -> None:
    books = an_office()
    item_id = save_item(books, name="Botas  de jebe", sizes=" 39; 40,40 , 41 ")
    found = store.item(books.db, item_id)
    assert found is not None
    assert (found["name"], found["sizes"]) == ("Botas de jebe", "39, 40, 41")
    with pytest.raises(InvalidRecord) as refused:
        save_item(books, name="BOTAS de Jebe")
    assert "Ya hay uno" in refused.value.problems["name"]
    items.save(books, an_item(name="Botas de jebe", sizes="39, 40", safety="ppe"), item_id)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": "  "}, "name", "Falta el nombre"),
        ({"name": "!!"}, "name", "letras"),
        ({"life_months": "-3"}, "life_months", "solo cifras"),
        ({"life_months": "0"}, "life_months", "cuántos meses"),
        ({"life_months": "999999"}, "life_months", "de 1 a 600"),
        ({"minimum_stock": "1.5"}, "minimum_stock", "entero"),
        ({"minimum_stock": "-2"}, "minimum_stock", "negativo"),
        ({"unit": "docena"}, "unit", "no está en la lista"),
        ({"sizes": "X" * 30}, "sizes", "comas"),
        ({"safety": ""}, "safety", "SUNAFIL"),
    ],
)
def test_bad_item_is_refused_beside_its_field(changes: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        items.save(an_office(), an_item(**changes))
    assert words in refused.value.problems[field]


def test_a_line_of_a_purchase_is_of_the_item_it_names() -> None:
    books = an_office()
    supplier = save_supplier(books)
    item_id = save_item(books, name="Botas de jebe", unit="par", sizes="39, 40")
    line = a_purchase_line(item="botas de jebe", unit="par", size="40")
    purchase_id = purchases.save(books, a_purchase(supplier), [line, a_purchase_line(item="Flete")])
    first, second = store.purchase_lines_to_receive(books.db, purchase_id), None
    assert [(row["item_id"], row["size"]) for row in first] == [(item_id, "40")]
    assert second is None
    for changes, field, words in (
        ({"size": "47"}, "size", "39, 40"),
        ({"size": ""}, "size", "39, 40"),
        ({"unit": "caja"}, "unit", "por par"),
        ({"quantity": "1.5"}, "quantity", "entero"),
    ):
        with pytest.raises(InvalidRecord) as refused:
            purchases.save(books, a_purchase(supplier, number="9"), [{**line, **changes}])
        assert words in refused.value.problems[f"line 1 {field}"]


def test_what_was_received_holds_its_line() -> None:
    books = an_office()
    supplier = save_supplier(books)
    save_item(books, name="Casco")
    lines = [a_purchase_line(item=name, quantity="10") for name in ("Flete", "Casco", "Otro")]
    purchase_id = purchases.save(books, a_purchase(supplier), lines)
    (line,) = stock.to_receive(books, purchase_id)
    draft = ReceivingDraft(
        purchase_id=str(purchase_id), moved_on="20/11/2026", quantities={str(line["id"]): "4"}, token="t"
    )
    assert stock.receive(books, draft) == 1
    ids = [str(row["id"]) for row in lists.purchase_lines(books.db, purchase_id)]
    kept = [{**each, "line_id": key} for each, key in zip(lines, ids, strict=True)]
    for changed, field in (
        ([kept[0], {**kept[1], "quantity": "3"}], "line 2 quantity"),
        ([kept[0], {**kept[1], "item": "Guantes"}], "line 2 item"),
        ([kept[0], kept[2]], "lines"),
    ):
        with pytest.raises(InvalidRecord) as refused:
            purchases.save(books, a_purchase(supplier), changed, purchase_id)
        assert refused.value.problems[field]
    purchases.save(books, a_purchase(supplier), [{**kept[1], "quantity": "4"}, lines[2]], purchase_id)
    after = lists.purchase_lines(books.db, purchase_id)
    assert [(row["position"], row["item"], row["received"]) for row in after] == [(1, "Casco", 4_000), (2, "Otro", 0)]
    assert str(after[0]["id"]) == ids[1]
    assert checking.check(books).problems == []


def test_unit_and_sizes_stay_while_there_is_some() -> None:
    books = an_office()
    item_id = save_item(books, name="Botas", unit="par", sizes="39, 40")
    stock.adjust(
        books, CountDraft(moved_on="02/01/2026", reason="Inicio", lines=[{"stock": "Botas · 40", "counted": "3"}])
    )
    for changes, field in (({"unit": "caja"}, "unit"), ({"sizes": "39"}, "sizes")):
        with pytest.raises(InvalidRecord) as refused:
            items.save(books, an_item(**{"name": "Botas", "unit": "par", "sizes": "39, 40", **changes}), item_id)
        assert refused.value.problems[field]
    items.save(books, an_item(name="Botas", unit="par", sizes="40, 41"), item_id)
