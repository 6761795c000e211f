"""Nothing changes unseen: who, when, before and after."""

import sqlite3
from pathlib import Path

import pytest

from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.operations import purchases, trainings
from ananea_desktop.operations import records as operations
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import records
from tests.builders import (
    a_member,
    a_purchase,
    a_purchase_line,
    a_training,
    an_office_on_disk,
    save_member,
    save_supplier,
)


def test_insert_tells_who_when_and_what(books: Books) -> None:
    member = save_member(books)
    (row,) = records.history(books.db, "members", member)
    assert (row["user"], row["at"], row["action"]) == ("Rosa", "2026-11-23T14:30:00+00:00", "insert")
    assert row["before"] is None
    assert row["after"]["paternal_surname"] == "Ccʼallo"
    assert row["after"]["birth_date"] == "1971-05-03"


def test_change_tells_before_and_after(books: Books) -> None:
    member = save_member(books)
    books.user = "Luz"
    operations.save(books, MEMBERS, a_member(phone="951000111"), member)
    newest = records.history(books.db, "members", member)[0]
    assert (newest["user"], newest["action"]) == ("Luz", "update")
    assert (newest["before"]["phone"], newest["after"]["phone"]) == ("", "951000111")
    assert {name for name in newest["after"] if newest["before"][name] != newest["after"][name]} == {"phone"}


def test_saving_without_a_change_leaves_no_history(books: Books) -> None:
    member = save_member(books)
    operations.save(books, MEMBERS, a_member(), member)
    assert records.history_count(books.db, "members", member) == 1


def test_purchase_saved_again_leaves_no_history(books: Books) -> None:
    supplier = save_supplier(books)
    lines = [a_purchase_line(), a_purchase_line(item="Guantes")]
    purchase = purchases.save(books, a_purchase(supplier), lines)
    before = books.db.execute("SELECT count(*) FROM history").fetchone()
    purchases.save(books, a_purchase(supplier), lines, purchase)
    assert books.db.execute("SELECT count(*) FROM history").fetchone() == before


def test_removed_line_is_told_with_what_it_said(books: Books) -> None:
    supplier = save_supplier(books)
    lines = [a_purchase_line(), a_purchase_line(item="Guantes")]
    purchase = purchases.save(books, a_purchase(supplier), lines)
    purchases.save(books, a_purchase(supplier), lines[:1], purchase)
    gone = records.history(books.db, "purchase_lines", 2)[0]
    assert (gone["action"], gone["before"]["item"], gone["after"]) == ("delete", "Guantes", None)


def test_attendance_has_its_history(books: Books) -> None:
    member = save_member(books)
    session = trainings.save(books, a_training(), [member])
    trainings.save(books, a_training(), [], session)
    assert [row["action"] for row in records.history(books.db, "attendances", 1)] == ["delete", "insert"]


def test_refused_save_leaves_neither_record_nor_history(books: Books) -> None:
    before = books.db.execute("SELECT count(*) FROM history").fetchone()
    with pytest.raises(RuntimeError), books.permitted(), books.act() as db:
        records.add(db, MEMBERS, MEMBERS.read(a_member(), books.today())[0])
        raise RuntimeError("the act fails half way")
    assert books.db.execute("SELECT count(*) FROM history").fetchone() == before
    assert books.db.execute("SELECT count(*) FROM members").fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    ["UPDATE members SET phone = '999'", "DELETE FROM members", "INSERT INTO users (name, title) VALUES ('x', 'y')"],
)
def test_change_that_tells_nobody_who_is_refused(path: Path, change: str) -> None:
    books = an_office_on_disk(path)
    save_member(books)
    books.file.close()
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match=r"history\.(at|user)"):
        connection.execute(change)
    connection.close()


def test_record_that_is_not_there_cannot_be_changed(books: Books) -> None:
    with pytest.raises(LookupError), books.permitted(), books.act() as db:
        records.change(db, PURCHASES, 77, {"notes": "x"})
