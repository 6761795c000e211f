"""Hand-outs: frozen, numbered, sealed; never more than there is; given back, donated, annulled, renewed."""

import sqlite3
from datetime import date
from typing import Any

import pytest

from ananea_desktop.domain.dates import months_later
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.hand_outs import HandOut, HandOutKind
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import checking, hand_outs, records
from ananea_desktop.operations import renewals as renewals_list
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import DonationDraft, HandOutDraft, ReturnDraft
from ananea_desktop.storage import drafts, renewals, rows
from ananea_desktop.storage import hand_outs as store
from ananea_desktop.storage import stock as stock_store
from tests.builders import a_member, an_office, save_item, save_members

DAY = "20/11/2026"


@pytest.fixture
def books() -> Books:
    """Three members; ten helmets, gloves in two sizes, and a drum of disinfectant."""
    made = an_office()
    save_members(made, 3)
    save_item(made, "10", name="Casco", life_months="24")
    save_item(made, {"S": "4", "M": "6"}, name="Guantes", unit="par", sizes="S, M", life_months="3")
    save_item(made, "20", name="Desinfectante", category="biosecurity", safety="", unit="litro", life_months="")
    return made


def a_line(stock: str = "Casco", quantity: str = "1", reason: str = "new") -> dict[str, str]:
    return {"stock": stock, "quantity": quantity, "reason": reason}


def to_one(books: Books, *lines: dict[str, str], confirmed: tuple[str, ...] = (), **changes: Any) -> HandOut:
    given = {"member_id": "1", "handed_on": DAY, "lines": list(lines) or [a_line()], "token": f"t{id(changes)}"}
    return hand_outs.hand_out(books, HandOutDraft(**{**given, **changes}), confirmed)


def to_many(books: Books, item: str, people: dict[str, dict[str, str]], **changes: Any) -> HandOut:
    given = {"to_many": "yes", "item": item, "people": people, "reason": "new", "handed_on": DAY, "token": "many"}
    return hand_outs.hand_out(books, HandOutDraft(**{**given, **changes}))


def there(books: Books) -> dict[tuple[int, str], int]:
    return {key: quantity // 1000 for key, quantity in stock_store.whole(books.db).items()}


def refused(make: Any) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as problem:
        make()
    return problem.value.problems


def test_one_person_gets_several_things(books: Books) -> None:
    made = to_one(books, a_line(), a_line("Guantes · M", "2", "wear"), a_line("Desinfectante", "1.5"), token="a")
    assert (made.number_text, made.people) == ("000001", ["Ccʼallo Núñez, José"])
    assert [line.renew_on for line in made.lines] == [date(2028, 11, 20), date(2027, 2, 20), None]
    assert there(books) == {(1, ""): 9, (2, "S"): 4, (2, "M"): 4, (3, ""): 18}
    assert len(made.seal) == 64
    assert to_one(books, token="a").id == made.id  # pressed twice
    assert to_one(books, a_line("Desinfectante"), token="b", member_id="2").number == 2
    assert checking.check(books).problems == []


def test_one_thing_goes_to_many_people(books: Books) -> None:
    people = {str(n): {"quantity": str(n), "size": "m" if n > 1 else "S"} for n in (3, 1, 2)}
    made = to_many(books, "guantes", people)
    found_lines = [(line.member_id, line.size, line.quantity) for line in made.lines]
    assert sorted(found_lines, key=str) == [(1, "S", 1_000), (2, "M", 2_000), (3, "M", 3_000)]
    assert there(books)[2, "M"] == 1
    found = {row["id"]: (row["size"], row["quantity"]) for row in hand_outs.people_for(books, "Guantes")}
    assert found == {1: ("S", 1_000), 2: ("M", 2_000), 3: ("M", 3_000)}
    assert hand_outs.last_of_member(books, 2) == {2: ("M", 2_000)}


def test_never_more_than_there_is(books: Books) -> None:
    found = refused(lambda: to_one(books, a_line("Casco", "6"), a_line("Casco", "5")))
    assert found == {"line 2 quantity": "De Casco hay 10 en el almacén y se entregarían 11."}
    people = {str(n): {"quantity": "4", "size": ""} for n in (1, 2, 3)}
    assert list(refused(lambda: to_many(books, "Casco", people)).values()) == [
        "De Casco hay 10 en el almacén y se entregarían 12."
    ]
    assert there(books)[1, ""] == 10


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        (a_line("Guantes · XL"), "line 1 stock", "No tiene esa talla. Tiene: S, M"),
        (a_line("Guantes XL"), "line 1 stock", "No tiene esa talla. Tiene: S, M"),
        (a_line("Guantes"), "line 1 stock", "Elija la talla"),
        (a_line("Botas"), "line 1 stock", "No está en el catálogo"),
        (a_line(""), "line 1 stock", "Falta el artículo"),
        (a_line(quantity="0"), "line 1 quantity", "no puede ser 0"),
        (a_line(quantity="-1"), "line 1 quantity", "negativo"),
        (a_line(quantity="1.5"), "line 1 quantity", "entero"),
        (a_line(quantity=""), "line 1 quantity", "Falta la cantidad"),
        (a_line(reason="porque sí"), "line 1 reason", "motivo"),
    ],
)
def test_a_wrong_line_is_refused_beside_it(books: Books, line: dict[str, str], field: str, words: str) -> None:
    assert words in refused(lambda: to_one(books, line))[field]


def test_a_wrong_hand_out_is_refused(books: Books) -> None:
    assert "todavía no llega" in refused(lambda: to_one(books, handed_on="24/11/2026"))["handed_on"]
    assert refused(lambda: to_one(books, member_id="99"))["member_id"]
    assert refused(lambda: to_one(books, lines=[]))["lines"]
    assert refused(lambda: to_many(books, "Casco", {}))["people"]
    assert refused(lambda: to_many(books, "Nada", {"1": {"quantity": "1"}}))["item"]
    found = refused(lambda: to_many(books, "Guantes", {"1": {"quantity": "x", "size": "9"}, "2": {"quantity": "1"}}))
    assert list(found) == ["person 1", "person 2"]
    assert store.page(books.db) == []


def test_what_is_unusual_asks(books: Books) -> None:
    retired = a_member(document_number="10000001", number="1", state="retired", state_since="01/06/2026")
    records.save(books, MEMBERS, retired, 1)
    with pytest.raises(NeedsConfirmation, match="retirado/a desde el 01/06/2026") as asked:
        to_one(books)
    to_one(books, confirmed=(asked.value.concern,))
    with pytest.raises(NeedsConfirmation, match="ya recibió Casco ese día") as asked:
        to_one(books, member_id="1", token="again", confirmed=("retired",))
    with pytest.raises(NeedsConfirmation, match="llegó al almacén recién el 01/01/2026"):
        to_one(books, member_id="2", handed_on="31/12/2025")


def test_the_draft_goes_when_it_is_made(books: Books) -> None:
    records.keep_draft(books, "hand_out", 0, {"token": "d", "member_id": "1"})
    to_one(books, token="d")
    assert drafts.get(books.db, "hand_out", 0) is None


def test_an_annulled_hand_out_keeps_its_number_and_gives_back_the_stock(books: Books) -> None:
    made = to_one(books, a_line("Casco", "10"))
    assert refused(lambda: hand_outs.annul(books, made.id, "  "))["reason"]
    annulled = hand_outs.annul(books, made.id, "Persona equivocada")
    assert annulled.annulment is not None
    assert there(books)[1, ""] == 10
    with pytest.raises(InvalidRecord, match="Ya está anulada"):
        hand_outs.annul(books, made.id, "Otra vez")
    assert to_one(books, token="next").number == 2
    assert hand_outs.held_by(books, 1)[0]["number"] == 2
    assert checking.check(books).problems == []


def give_back(books: Books, line_id: int, quantity: str, condition: str = "usable", **changes: Any) -> HandOut:
    given = {"member_id": "1", "handed_on": "22/11/2026", "token": f"r{line_id}{quantity}{condition}"}
    lines = {str(line_id): {"quantity": quantity, "condition": condition}}
    return hand_outs.give_back(books, ReturnDraft(**{**given, **changes}, lines=lines))


def test_what_is_usable_comes_back_into_the_stock(books: Books) -> None:
    made = to_one(books, a_line("Casco", "3"))
    line_id = made.lines[0].id
    back = give_back(books, line_id, "1")
    assert (back.kind, back.number, there(books)[1, ""]) == (HandOutKind.RETURN, 1, 8)
    give_back(books, line_id, "1", "unusable")
    assert there(books)[1, ""] == 8
    assert [row["left"] for row in hand_outs.held_by(books, 1)] == [1_000]
    assert "Tiene 1" in refused(lambda: give_back(books, line_id, "2"))[str(line_id)]
    assert "no pudo" in refused(lambda: give_back(books, line_id, "1", handed_on="19/11/2026", token="x"))[str(line_id)]
    assert refused(lambda: give_back(books, line_id, "1", "rota"))[str(line_id)]
    assert refused(lambda: give_back(books, line_id, "0"))["handed_on"]
    with pytest.raises(InvalidRecord, match="anule primero la devolución"):
        hand_outs.annul(books, made.id, "Error")
    hand_outs.annul(books, back.id, "No era")
    assert there(books)[1, ""] == 7
    assert checking.check(books).problems == []


def test_a_return_that_went_out_again_stays(books: Books) -> None:
    made = to_one(books, a_line("Casco", "10"))
    back = give_back(books, made.lines[0].id, "10")
    to_one(books, a_line("Casco", "10"), member_id="2", token="second")
    with pytest.raises(InvalidRecord, match="ya salió otra vez"):
        hand_outs.annul(books, back.id, "Error")


def test_a_donation_is_signed_by_who_receives(books: Books) -> None:
    lines = [{"stock": "Desinfectante", "quantity": "4"}]
    draft = DonationDraft(
        handed_on=DAY,
        receiver_name="Flores Quispe, Marta",
        receiver_document="DNI 00012345",
        receiver_detail="I.E. de Ananea",
        lines=lines,
        beneficiaries={"children": {"women": "20", "men": "25", "unknown": ""}},
        token="don",
    )
    made = hand_outs.donate(books, draft)
    assert (made.number, made.beneficiaries[0].total, there(books)[3, ""]) == (1, 45, 16)
    assert hand_outs.donate(books, draft).id == made.id
    bad = DonationDraft(handed_on=DAY, lines=[{"stock": "Desinfectante", "quantity": "40"}])
    bad.beneficiaries = {"children": {"women": "muchas"}}
    found = refused(lambda: hand_outs.donate(books, bad))
    assert list(found) == ["receiver_name", "receiver_detail", "line 1 quantity", "children women"]


def test_the_file_refuses_to_change_a_hand_out(books: Books) -> None:
    made = to_one(books)
    for statement in (
        "UPDATE hand_outs SET note = 'x'",
        "DELETE FROM hand_outs",
        "UPDATE hand_out_lines SET quantity = 1",
        "INSERT INTO hand_out_lines SELECT NULL, hand_out_id, 9, member_id, person_name, person_document,"
        " person_position, person_area, item_id, item_name, safety, size, unit, quantity, reason, renew_on,"
        " returned_line_id FROM hand_out_lines",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"), books.permitted(), books.act() as db:
            db.execute(statement)
    assert hand_outs.get(books, made.id) == made


def test_a_hand_out_is_found_by_person_thing_and_number(books: Books) -> None:
    to_one(books)
    to_one(books, a_line("Desinfectante"), member_id="2", token="2")
    for typed, numbers in (("casco", [1]), ("ccallo", [2, 1]), ("000002", [2]), ("nada", [])):
        assert [row["number"] for row in store.page(books.db, search=typed)] == numbers
    assert hand_outs.find(books, HandOutKind.HAND_OUT, "2").number == 2
    with pytest.raises(LookupError):
        hand_outs.find(books, HandOutKind.DONATION, "2")


def due(books: Books, until: date) -> list[tuple[int, str]]:
    return [(row["member_id"], row["item_name"]) for row in at_once(renewals.to_renew(books.db, until))]


def test_renewal_is_due_until_something_clears_it(books: Books) -> None:
    gloves = to_one(books, a_line("Guantes · M"), a_line("Casco"), handed_on="05/08/2026", token="1")
    to_one(books, a_line("Guantes · S"), member_id="2", handed_on="10/08/2026", token="2")
    assert due(books, date(2026, 11, 4)) == []
    assert due(books, date(2026, 11, 30)) == [(1, "Guantes"), (2, "Guantes")]
    later = to_one(books, a_line("Guantes · S", reason="renewal"), member_id="2", token="3")
    assert due(books, date(2026, 11, 30)) == [(1, "Guantes")]
    hand_outs.annul(books, later.id, "Error")
    assert due(books, date(2026, 11, 30)) == [(1, "Guantes"), (2, "Guantes")]
    give_back(books, gloves.lines[0].id, "1")
    assert due(books, date(2026, 11, 30)) == [(2, "Guantes")]
    retired = a_member(document_number="10000002", number="2", state="retired", state_since="01/11/2026")
    records.save(books, MEMBERS, retired, 2)
    assert due(books, date(2026, 11, 30)) == []


def test_what_was_renewed_and_given_back_is_due_again(books: Books) -> None:
    to_one(books, a_line("Guantes · M"), handed_on="05/08/2026", token="1")
    anew = to_one(books, a_line("Guantes · M", "2", "renewal"), token="2")
    give_back(books, anew.lines[0].id, "1", token="3")
    assert due(books, date(2026, 11, 30)) == []
    give_back(books, anew.lines[0].id, "1", token="4")
    assert due(books, date(2026, 11, 30)) == [(1, "Guantes")]  # the old ones are what is worn


def test_what_is_due_is_what_was_not_given_back(books: Books) -> None:
    gloves = to_one(books, a_line("Guantes · M", "2"), handed_on="05/08/2026")
    give_back(books, gloves.lines[0].id, "1")
    assert renewals_list.listing(books, None).rows[1][2] == 1_000  # type: ignore[index]


def test_months_are_counted_to_the_last_day_of_a_shorter_one() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_a_hand_out_to_110_people_is_one_document(books: Books) -> None:
    ids = [records.save(books, MEMBERS, a_member(document_number=f"2{n:07d}", number=str(n))) for n in range(10, 120)]
    save_item(books, "110", name="Canasta", category="social", safety="", life_months="")
    made = to_many(books, "Canasta", {str(each): {"quantity": "1", "size": ""} for each in ids})
    assert (len(made.lines), rows.value(books.db, "SELECT count(*) FROM hand_outs")) == (110, 1)
    assert stock_store.available(books.db, 4, "") == 0
