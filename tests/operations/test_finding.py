"""«Buscar todo»: what is found, in what order, and what was looked at lately."""

import pytest

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import discarding, finding, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.finding import Found
from ananea_desktop.storage import preferences
from tests.builders import (
    a_line,
    issued,
    save_account,
    save_assembly,
    save_item,
    save_member,
    save_members,
    save_project,
    save_supplier,
    save_training,
)


def found(books: Books, typed: str) -> list[tuple[str, str]]:
    return [(each.table, each.title) for each in at_once(finding.find_anything(books, typed))]


def test_each_kind_is_found_by_its_words_without_accents(books: Books) -> None:
    save_member(books)
    save_supplier(books, name="Ferretería Túpac")
    save_training(books, topic="Primeros auxilios")
    save_project(books, name="Letrinas para Trapiche")
    save_item(books, name="Zapatos de seguridad")
    save_account(books, name="Caja chica del túnel", currency="PEN")
    save_assembly(books)
    for typed, table in {
        "ccallo nunez": "members",
        "ferreteria": "suppliers",
        "auxil": "training_sessions",
        "letrinas trap": "premium_projects",
        "zapatos": "items",
        "tunel": "accounts",
        "asamblea": "assemblies",
    }.items():
        assert [name for name, _title in found(books, typed)] == [table], typed


def test_receipts_by_number_total_name_and_concept(books: Books) -> None:
    for amount in ("50", "75.50", "1,234"):
        issued(books, a_line(amount=amount, concept="Flete de material"), party_name="Quispe Mamani, Julia")
    every = {("receipts", f"Recibo de ingreso 001-{number:06d}") for number in (1, 2, 3)}
    assert found(books, "2") == [("receipts", "Recibo de ingreso 001-000002")]
    assert found(books, "001-000003") == [("receipts", "Recibo de ingreso 001-000003")]
    assert found(books, "RI 001-3") == [("receipts", "Recibo de ingreso 001-000003")]
    assert found(books, "75.50") == [("receipts", "Recibo de ingreso 001-000002")]
    assert found(books, "1234.00") == [("receipts", "Recibo de ingreso 001-000003")]
    assert set(found(books, "julia quis")) == every
    assert set(found(books, "flete")) == every


def test_the_newest_of_many_and_the_best_first(books: Books) -> None:
    save_members(books, 12)
    save_member(books, document_number="70000001", paternal_surname="Ñaupari", given_names="Zoila")
    by_number = found(books, "70000001")
    assert by_number == [("members", "Ñaupari Núñez, Zoila")]
    for _number in range(9):
        issued(books, a_line(concept="Cuota"))
    listed = found(books, "cuota")
    assert [title[-6:] for _table, title in listed] == ["000009", "000008", "000007", "000006", "000005"]
    receipts.annul(books, 9, "Se emitió dos veces")
    assert "ANULADO" in at_once(finding.find_anything(books, "9"))[0].detail


def test_what_was_set_aside_is_not_found(books: Books) -> None:
    member = save_member(books)
    finding.note_recent(books, "members", member)
    discarding.discard(books, "members", member)
    assert found(books, "ccallo") == []
    assert finding.recent(books) == []


@pytest.mark.parametrize("typed", ["", "'", '"*" OR', "(", "a", "-", "99999999999999999999", "S/", "\x00", "NEAR(a b)"])
def test_whatever_is_typed_is_an_answer_and_no_fault(books: Books, typed: str) -> None:
    save_member(books)
    assert all(isinstance(each, Found) for each in at_once(finding.find_anything(books, typed)))


def test_rank() -> None:
    assert finding.rank("huanca", "Huanca") == 0
    assert finding.rank("huan", "Huanca Layme, Tomás") == 1
    assert finding.rank("tomas hua", "Huanca Layme, Tomás") == 2
    assert finding.rank("libro sunat", "Libro caja", "como lo pide la SUNAT") == 3
    assert finding.rank("libro x", "Libro caja") is None
    assert finding.rank("..", "Libro caja") is None, "what has no letter is in no word"


def test_the_last_looked_at_comes_first_and_once(books: Books) -> None:
    people = save_members(books, finding.REMEMBERED + 2)
    for member in people:
        finding.note_recent(books, "members", member)
    finding.note_recent(books, "members", people[-2])
    finding.note_recent(books, "receipts", issued(books).id)
    finding.note_recent(books, "receipts", 99)
    finding.note_recent(books, "nothing", 1)
    seen = [(each.table, each.id) for each in finding.recent(books)]
    assert seen[:3] == [("receipts", 1), ("members", people[-2]), ("members", people[-1])]
    assert len(seen) == finding.REMEMBERED - 1


def test_to_be_remembered_bars_no_undo_and_asks_for_no_copy(books: Books) -> None:
    member = save_member(books)
    books.changed = False
    finding.note_recent(books, "members", member)
    before = books.db.total_changes
    finding.note_recent(books, "members", member)
    assert books.db.total_changes == before
    assert not books.changed


def test_what_was_kept_of_it_and_cannot_be_read_is_nothing(books: Books) -> None:
    with books.permitted(), books.noting() as db:
        preferences.put(db, "recent records", [["members"], 7, ["members", "x"], ["members", 1]])
    assert finding.recent(books) == []


def test_papers_have_words(books: Books) -> None:
    listed = finding.papers(books)
    assert len(listed) > 30
    assert all(name and title and description for name, title, description in listed)
