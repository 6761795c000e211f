"""Stock is the sum of its movements: received in parts, taken back, counted; never typed, never less than nothing."""

import sqlite3
from datetime import date

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.operations import checking, equipment_reports, hand_outs, items, purchases, stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.operations.home import home
from ananea_desktop.operations.stock import CountDraft, ReceivingDraft
from ananea_desktop.storage import stock as store
from tests.builders import a_purchase, a_purchase_line, an_item, an_office, save_item, save_member, save_supplier


@pytest.fixture
def books() -> Books:
    """Twelve helmets and twenty pairs of gloves in two sizes were bought."""
    made = an_office()
    save_item(made, name="Casco", minimum_stock="10")
    save_item(made, name="Guantes", unit="par", sizes="S, M")
    lines = [
        a_purchase_line(item="Casco", quantity="12"),
        a_purchase_line(item="Guantes", unit="par", size="S", quantity="10"),
        a_purchase_line(item="Guantes", unit="par", size="M", quantity="10"),
        a_purchase_line(item="Flete", category="service", unit="servicio", quantity="1"),
    ]
    purchases.save(made, a_purchase(save_supplier(made)), lines, confirmed=("detraction",))
    return made


def receive(books: Books, *quantities: str, day: str = "21/11/2026", confirmed: tuple[str, ...] = ()) -> int:
    given = {str(number): quantity for number, quantity in enumerate(quantities, start=1)}
    draft = ReceivingDraft(purchase_id="1", moved_on=day, quantities=given, token="t")
    return stock.receive(books, draft, confirmed)


def a_thing(name: str, quantity: str) -> dict[str, str]:
    return {"stock": name, "quantity": quantity, "reason": "new"}


def there(books: Books) -> dict[tuple[int, str], int]:
    return {key: quantity // 1000 for key, quantity in store.whole(books.db).items()}


def test_a_purchase_is_received_in_parts(books: Books) -> None:
    assert receive(books, "5", "10", "0") == 2
    assert receive(books, "7", "", "4") == 2
    assert there(books) == {(1, ""): 12, (2, "S"): 10, (2, "M"): 4}
    with pytest.raises(InvalidRecord) as refused:
        receive(books, "", "", "7")
    assert "faltan 6" in refused.value.problems["3"]
    assert checking.check(books).problems == []


def test_a_note_that_is_too_long_is_told_and_not_cut(books: Books) -> None:
    draft = ReceivingDraft(purchase_id="1", moved_on="21/11/2026", quantities={"1": "1"}, reason="g" * 301)
    with pytest.raises(InvalidRecord) as refused:
        stock.receive(books, draft)
    assert "caben 300" in refused.value.problems["reason"]
    assert there(books) == {}


@pytest.mark.parametrize(
    ("quantities", "day", "field", "words"),
    [
        (("13",), "21/11/2026", "1", "faltan 12"),
        (("-3",), "21/11/2026", "1", "negativo"),
        (("1.5",), "21/11/2026", "1", "entero"),
        (("muchos",), "21/11/2026", "1", "solo cifras"),
        (("",), "21/11/2026", "1", "al menos un artículo"),
        (("1",), "24/11/2026", "moved_on", "todavía no llega"),
        (("1",), "ayer", "moved_on", "No se entiende"),
    ],
)
def test_a_wrong_receiving_is_refused(
    books: Books, quantities: tuple[str, ...], day: str, field: str, words: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        receive(books, *quantities, day=day)
    assert words in refused.value.problems[field]
    assert there(books) == {}


def test_by_a_credit_note_nothing_comes_in(books: Books) -> None:
    note = a_purchase(1, document_type="07", series="FC01", number="9", credits_id="1", notes="Devueltos")
    note_id = purchases.save(books, note, [a_purchase_line(item="Casco", quantity="2")])
    assert stock.to_receive(books, note_id) == []
    with pytest.raises(InvalidRecord):
        stock.receive(books, ReceivingDraft(purchase_id=str(note_id), moved_on="21/11/2026", quantities={"5": "2"}))


def test_what_came_before_it_was_bought_asks(books: Books) -> None:
    with pytest.raises(NeedsConfirmation) as asked:
        receive(books, "1", day="01/11/2026")
    assert receive(books, "1", day="01/11/2026", confirmed=(asked.value.concern,)) == 1


def test_what_is_counted_otherwise_by_now_does_not_come_in(books: Books) -> None:
    items.save(books, an_item(name="Casco", unit="caja"), 1)
    items.save(books, an_item(name="Guantes", unit="par", sizes="Chica, M"), 2)
    with pytest.raises(InvalidRecord) as refused:
        receive(books, "12", "10", "10")
    assert refused.value.problems.keys() == {"1", "2"}
    assert "se cuenta por caja" in refused.value.problems["1"]
    assert "ya no tiene esa talla" in refused.value.problems["2"]
    items.save(books, an_item(name="Casco", sizes="S, M"), 1)
    with pytest.raises(InvalidRecord) as refused:
        receive(books, "12")
    assert "no tiene esa talla" in refused.value.problems["1"]
    assert there(books) == {}


def test_a_receiving_by_mistake_is_taken_back_whole(books: Books) -> None:
    receive(books, "12")
    with pytest.raises(InvalidRecord) as refused:
        stock.undo_receiving(books, 1, " ")
    assert refused.value.problems["reason"]
    stock.undo_receiving(books, 1, "Llegaron 10")
    receive(books, "10")
    assert there(books) == {(1, ""): 10}
    count(books, ("Casco", "3"))
    with pytest.raises(InvalidRecord, match="quedan 3"):
        stock.undo_receiving(books, 1, "Otra vez")
    with pytest.raises(InvalidRecord, match="nada recibido"):
        stock.undo_receiving(books, 2, "Nada")


def count(books: Books, *counted: tuple[str, str], reason: str = "Conteo", day: str = "22/11/2026") -> int:
    lines = [{"stock": name, "counted": quantity} for name, quantity in counted]
    return stock.adjust(books, CountDraft(moved_on=day, reason=reason, lines=lines, token="c"))


def test_a_count_leaves_what_was_counted(books: Books) -> None:
    receive(books, "12", "10")
    assert stock.expected(books, ["Casco", "guantes · s", "Botas"]) == {"Casco": 12_000, "guantes · s": 10_000}
    assert count(books, ("Casco", "12"), ("Guantes · S", "0"), ("Guantes · M", "2")) == 2
    assert there(books) == {(1, ""): 12, (2, "S"): 0, (2, "M"): 2}


@pytest.mark.parametrize(
    ("counted", "changes", "field", "words"),
    [
        ([("Casco", "5")], {"reason": ""}, "reason", "Falta el motivo"),
        ([("Casco", "5")], {"day": "30/12/2026"}, "moved_on", "todavía no llega"),
        ([("Casco", "")], {}, "line 1 counted", "Falta la cantidad"),
        ([("Casco", "2.5")], {}, "line 1 counted", "entero"),
        ([("Botas", "2")], {}, "line 1 stock", "No está en el catálogo"),
        ([("Guantes", "2")], {}, "line 1 stock", "S, M"),
        ([("Guantes · XXL", "2")], {}, "line 1 stock", "No tiene esa talla"),
        ([("Casco · L", "2")], {}, "line 1 stock", "no tiene tallas"),
        ([("", "2")], {}, "line 1 stock", "Falta el artículo"),
        ([("Casco", "2"), ("casco", "3")], {}, "line 2 stock", "otra línea"),
        ([("Casco", "0")], {}, "lines", "coincide"),
        ([], {}, "lines", "Anote qué contó"),
    ],
)
def test_a_wrong_count_is_refused(
    books: Books, counted: list[tuple[str, str]], changes: dict[str, str], field: str, words: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        count(books, *counted, **changes)
    assert words in refused.value.problems[field]


def test_what_moved_since_the_day_of_a_count_stays_moved(books: Books) -> None:
    receive(books, "10", day="20/11/2026")
    member = save_member(books)
    given = HandOutDraft(handed_on="22/11/2026", member_id=str(member), lines=[a_thing("Casco", "3")])
    hand_outs.hand_out(books, given)
    assert stock.expected(books, ["Casco"], "21/11/2026") == {"Casco": 10_000}
    assert stock.expected(books, ["Casco"], "nunca") == {"Casco": 7_000}
    with pytest.raises(InvalidRecord) as refused:
        count(books, ("Casco", "10"), day="21/11/2026")
    assert "coincide" in refused.value.problems["lines"]
    with pytest.raises(InvalidRecord) as refused:
        count(books, ("Casco", "2"), day="21/11/2026")
    assert "salió más de lo que contó" in refused.value.problems["line 1 counted"]
    assert count(books, ("Casco", "9"), day="21/11/2026") == 1
    assert there(books) == {(1, ""): 6}
    with pytest.raises(InvalidRecord) as refused:
        count(books, ("Casco", "4"), day="20/11/2026")
    assert "Ya se contó el 21/11/2026" in refused.value.problems["line 1 stock"]


def test_what_was_annulled_since_a_count_had_never_left(books: Books) -> None:
    receive(books, "10", "8", day="20/11/2026")
    draft = HandOutDraft(handed_on="20/11/2026", member_id=str(save_member(books)), lines=[a_thing("Casco", "3")])
    hand_outs.annul(books, hand_outs.hand_out(books, draft).id, "No vino")
    stock.undo_receiving(books, 2, "Se contó mal")
    receive(books, "", "6", day="21/11/2026")
    names = ["Casco", "Guantes · S"]
    assert stock.expected(books, names, "20/11/2026") == {"Casco": 10_000, "Guantes · S": 0}
    assert stock.expected(books, names, "21/11/2026") == {"Casco": 10_000, "Guantes · S": 6_000}


def test_below_minimum_is_told_on_the_first_page(books: Books) -> None:
    receive(books, "9")
    (low,) = home(books).below_minimum
    assert (low["name"], low["stock"]) == ("Casco", 9_000)
    receive(books, "1")
    assert home(books).below_minimum == []


def test_the_file_itself_refuses_less_than_nothing(books: Books) -> None:
    receive(books, "2")
    with pytest.raises(sqlite3.IntegrityError, match="more than there is"), books.permitted(), books.act() as db:
        movement = {"item_id": 1, "size": "", "moved_on": date(2026, 11, 22), "quantity": -3_000, "kind": "adjusted"}
        store.add(db, {**movement, "reason": "x"}, "Rosa", books.now())
    with pytest.raises(sqlite3.IntegrityError, match="frozen"), books.permitted(), books.act() as db:
        db.execute("UPDATE stock_movements SET quantity = 9")


def test_the_kardex_tells_each_movement_and_its_balance(books: Books) -> None:
    receive(books, "12")
    count(books, ("Casco", "11"), reason="Uno roto")
    listing = equipment_reports.kardex(books, 1)
    assert [row[3:] for row in listing.rows] == [(12_000, None, 12_000), (None, 1_000, 11_000)]  # type: ignore[index]
    assert listing.rows[1][1] == "Conteo: Uno roto"  # type: ignore[index]
    assert "Factura F001-123" in str(listing.rows[0][1])  # type: ignore[index]
    assert equipment_reports.kardex_file(books, 1, "en", "pdf").startswith(b"%PDF")


def test_an_item_with_a_point_in_its_name_is_found_however_it_is_written(books: Books) -> None:
    save_item(books, "3", name="Guantes · cuero")
    for typed in ("Guantes · cuero", "guantes · CUERO"):
        assert stock.expected(books, [typed]) == {typed: 3_000}
    assert stock.expected(books, ["guantes · m"]) == {"guantes · m": 0}


def test_an_item_is_found_with_its_size_as_one_types(books: Books) -> None:
    receive(books, "", "10")
    assert stock.suggestions(books, "gua") == [
        ("Guantes · S", "Guantes · S", "hay 10 pares"),
        ("Guantes · M", "Guantes · M", "hay 0 pares"),
    ]
    assert stock.suggestions(books, "guantes", {2: "M"})[0][0] == "Guantes · M"
