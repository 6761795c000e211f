"""Ctrl+Z and the papelera: what was done last comes back as it was, and what was noted by mistake leaves the lists."""

from pathlib import Path

import pytest

from ananea_desktop.domain.errors import InDiscarded, InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import (
    cards,
    charges,
    checking,
    discarding,
    purchases,
    records,
    trainings,
    undoing,
    versions,
)
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.storage import lists, payables, statistics
from ananea_desktop.storage import records as store
from tests import sheets
from tests.builders import (
    a_member,
    a_purchase,
    a_purchase_line,
    issued,
    save_member,
    save_project,
    save_supplier,
    save_training,
)
from tests.operations.test_importing import brought


def whole(books: Books, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in books.db.execute(f"SELECT * FROM {table} ORDER BY id")]


def names(books: Books, search: str = "") -> list[str]:
    return [row["given_names"] for row in lists.members(books.db, search=search)]


def test_a_change_is_taken_back_with_its_order_and_search(books: Books) -> None:
    member = save_member(books)
    before = whole(books, "members"), whole(books, "member_states")
    changed = a_member(given_names="Tomás", paternal_surname="Huanca", state="suspended", state_since="01/03/2026")
    records.save(books, MEMBERS, changed, member)
    assert names(books, search="huanca") == ["Tomás"]

    found = undoing.next_to_undo(books)
    assert found is not None
    assert found.sentence == "el cambio en Huanca Núñez, Tomás"
    undoing.undo(books)

    assert (whole(books, "members"), whole(books, "member_states")) == before
    assert names(books, search="huanca") == []
    assert names(books, search="ccallo") == ["José"]
    assert checking.check(books).sound


def test_what_was_noted_goes_into_the_papelera_and_comes_back(books: Books) -> None:
    member = save_member(books)
    before = whole(books, "members")
    undoing.undo(books)
    assert names(books) == []
    (line,) = discarding.papelera(books)
    assert (line.table, line.id, line.kind, line.by) == ("members", member, "Socio", "Rosa")

    with pytest.raises(InDiscarded) as refused:
        records.save(books, MEMBERS, a_member())
    assert refused.value.record_id == member
    discarding.recover(books, "members", member)
    assert whole(books, "members") == before
    assert discarding.papelera(books) == []


def test_undone_acts_go_one_after_the_other(books: Books) -> None:
    member = save_member(books)
    for phone in ("951000001", "951000002"):
        records.save(books, MEMBERS, a_member(phone=phone), member)
    undoing.undo(books)
    assert store.get(books.db, MEMBERS, member)["phone"] == "951000001"
    undoing.undo(books)
    assert store.get(books.db, MEMBERS, member)["phone"] == ""
    history = cards.whole_history(books, MEMBERS, member)
    assert [row["action"] for row in history] == ["update"] * 4 + ["insert"]
    undoing.undo(books)
    with pytest.raises(UserError, match="no se deshace"):
        undoing.undo(books)


def test_a_receipt_is_not_undone_and_nothing_before_it(books: Books) -> None:
    save_member(books)
    issued(books)
    assert undoing.next_to_undo(books) is None
    with pytest.raises(UserError, match="Un recibo no se deshace: se anula"):
        undoing.undo(books)
    save_supplier(books)
    undoing.undo(books)
    with pytest.raises(UserError, match="se anula"):
        undoing.undo(books)


def test_a_lost_bar_is_found(books: Books) -> None:
    """As a drive that lies may leave it: all of a receipt is there but the bar that Ctrl+Z stops at."""
    save_member(books)
    issued(books)
    assert checking.check(books).sound
    books.db.execute("DELETE FROM acts WHERE kind = 'bar'")
    assert undoing.next_to_undo(books) is not None
    assert [each.split(":")[0] for each in checking.check(books).problems] == ["Deshacer"]


def test_what_something_stands_on_is_not_set_aside(books: Books) -> None:
    member = save_member(books)
    issued(books, member_id=member)
    with pytest.raises(UserError, match=r"tiene recibos\. .*Retirado"):
        discarding.discard(books, "members", member)
    supplier = save_supplier(books)
    assert discarding.discard(books, "suppliers", supplier)
    assert lists.suppliers(books.db) == []
    undoing.undo(books)
    assert len(lists.suppliers(books.db)) == 1


def test_a_walk_in_is_undone_with_the_attendance(books: Books) -> None:
    session = save_training(books)
    trainings.add_walk_in(books, session, {**a_member(), "admitted_on": "01/03/2026"})
    undoing.undo(books)
    assert lists.attendance(books.db, session) == []
    assert names(books) == []
    assert checking.check(books).sound


def test_an_import_that_is_undone_leaves_nothing(books: Books) -> None:
    old = save_member(books)
    before = whole(books, "members"), whole(books, "member_states")
    with books.permitted(), undoable(books, ActKind.IMPORT, "la importación de socios.xlsx") as act:
        for number in range(3):
            values, _problems = MEMBERS.read(a_member(document_number=f"1000000{number}"), books.today())
            store.add(act.db, MEMBERS, values)
        values, _problems = MEMBERS.read(a_member(phone="951000003"), books.today())
        records.change(act.db, MEMBERS, old, values)
    assert undoing.undo(books) == "la importación de socios.xlsx"
    assert (whole(books, "members"), whole(books, "member_states")) == before
    assert discarding.papelera(books) == []
    again = save_member(books, document_number="20000001")
    assert [row["action"] for row in cards.whole_history(books, MEMBERS, again)] == ["insert"]


def test_an_import_on_which_something_stands_stays(books: Books) -> None:
    with books.permitted(), undoable(books, ActKind.IMPORT, "la importación") as act:
        values, _problems = SUPPLIERS.read({"name": "Ferretería Sur"}, books.today())
        supplier = store.add(act.db, SUPPLIERS, values)
    before = whole(books, "suppliers")
    with books.permitted(), books.act(bars_undo=False) as db:
        store.change(db, SUPPLIERS, supplier, {**values, "phone": "951000004"})
    with pytest.raises(UserError, match="Ferretería Sur cambió después"):
        undoing.undo(books)
    assert len(whole(books, "suppliers")) == len(before)


def test_a_run_of_charges_is_annulled_while_nothing_is_paid(books: Books) -> None:
    member = save_member(books)
    noted = save_member(books, document_number="10000009", paternal_surname="Huanca", maternal_surname="Layme")
    run = charges.make(books, ChargeDraft(concept="Cuota 2026", amount="50", due_on="23/11/2026"))
    assert undoing.undo(books) == "el cobro «Cuota 2026»"
    assert charges.open_of(books, [member]) == []
    assert [row["id"] for row in charges.runs(books) if row["annulled_on"] is not None] == [run]
    assert charges.open_of(books, [noted]) == []
    with pytest.raises(UserError, match="Huanca Layme, José tiene cuotas"):
        undoing.undo(books)
    assert checking.check(books).sound


def test_what_was_set_aside_counts_nowhere(books: Books) -> None:
    supplier, project = save_supplier(books), save_project(books, budget="1000.00")
    ended = save_training(books, project_id=str(project))
    lines = [a_purchase_line()]
    texts = a_purchase(supplier, project_id=str(project))
    purchase = purchases.save(books, texts, lines, confirmed={"project_id"})
    room, day = lists.project_room(books.db, project), books.today()
    discarding.discard(books, "purchases", purchase)
    discarding.discard(books, "training_sessions", ended)
    assert lists.purchases(books.db) == []
    assert lists.training_sessions(books.db) == []
    after = lists.project_room(books.db, project)
    assert room is not None
    assert after == 100_000 > room
    year = day.replace(month=1, day=1)
    assert statistics.bought_between(books.db, year, day) == []
    assert statistics.trainings_between(books.db, year, day) == []
    assert at_once(payables.owed(books.db, day)) == []
    with pytest.raises(InvalidRecord, match="Corrija 1 dato") as refused:
        purchases.save(books, texts, lines, confirmed={"project_id"})
    assert "papelera" in refused.value.problems["number"]
    discarding.discard(books, "suppliers", supplier)
    with pytest.raises(UserError, match="Recupere primero"):
        discarding.recover(books, "purchases", purchase)
    assert checking.check(books).sound


def test_a_purchase_changed_comes_back_with_its_lines_and_search(books: Books) -> None:
    supplier = save_supplier(books)
    lines = [a_purchase_line(), a_purchase_line(item="Lámparas")]
    purchase = purchases.save(books, a_purchase(supplier), lines)
    before = whole(books, "purchases"), whole(books, "purchase_lines")
    purchases.save(books, a_purchase(supplier, number="999"), [a_purchase_line(item="Guantes")], purchase)
    undoing.undo(books)
    assert (whole(books, "purchases"), whole(books, "purchase_lines")) == before
    assert len(lists.purchases(books.db, search="lamparas")) == 1
    assert lists.purchases(books.db, search="guantes") == []


def test_an_older_version_is_read_for_the_form(books: Books) -> None:
    member = save_member(books, phone="951000001")
    records.save(books, MEMBERS, a_member(phone="951000002", given_names="Tomás"), member)
    oldest = cards.whole_history(books, MEMBERS, member)[-1]
    found = versions.version(books, MEMBERS, member, oldest["id"])
    assert (found.texts["phone"], found.texts["given_names"], found.by) == ("951000001", "José", "Rosa")
    assert found.texts["birth_date"] == "03/05/1971"
    assert "state" not in found.texts


def test_the_number_of_one_in_the_papelera_is_told(books: Books) -> None:
    save_member(books, number="7")
    undoing.undo(books)
    with pytest.raises(InvalidRecord) as refused:
        save_member(books, number="7", document_number="10000007")
    assert not isinstance(refused.value, InDiscarded)
    assert "está en la papelera. Ponga otro." in refused.value.problems["number"]
    assert records.next_member_number(books) == 8


def test_an_import_stays_where_a_receipt_or_a_paper_hangs_on_it(books: Books) -> None:
    with books.permitted(), undoable(books, ActKind.IMPORT, "la importación") as act:
        values, _problems = SUPPLIERS.read({"name": "Ferretería Sur"}, books.today())
        supplier = store.add(act.db, SUPPLIERS, values)
    with books.permitted(), books.act(bars_undo=False) as db:
        values, _problems = PURCHASES.read(a_purchase(supplier), books.today())
        store.add(db, PURCHASES, values, document_key="E1")
    before = whole(books, "suppliers")
    with pytest.raises(UserError, match="depende de eso"):
        undoing.undo(books)
    assert whole(books, "suppliers") == before


def test_a_sheet_that_was_brought_in_goes_and_can_come_again(books: Books, tmp_path: Path) -> None:
    path = sheets.saved(tmp_path, sheets.members_xlsx(3))
    brought(books, path)
    assert undoing.undo(books).startswith("lo traído de «")
    assert names(books) == []
    assert discarding.papelera(books) == []
    assert brought(books, path).added == 3
    assert checking.check(books).problems == []


def test_debts_that_were_brought_in_are_annulled_and_can_come_again(books: Books, tmp_path: Path) -> None:
    member = save_member(books, document_number="01234567")
    rows = [["DNI", "Tipo", "Concepto", "Monto", "Vence"]]
    rows += [["01234567", "Cuota ordinaria", month, "50.50", "31/1/25"] for month in ("Enero", "Febrero")]
    path = sheets.saved(tmp_path, sheets.xlsx(rows))
    brought(books, path, "deudas")
    undoing.undo(books)
    assert charges.open_of(books, [member]) == []
    assert brought(books, path, "deudas").added == 2
    assert len(charges.open_of(books, [member])) == 2
    assert checking.check(books).problems == []
