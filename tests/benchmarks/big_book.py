"""A book with very many receipts, written fast in one transaction, yet sound by the file's own rules."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from ananea_desktop.operations import purchases
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage import chain, rows
from tests.benchmarks.folder import folder
from tests.builders import (
    a_purchase,
    a_purchase_line,
    an_office,
    issued,
    save_account,
    save_member,
    save_project,
    save_supplier,
)

YEARS = 20
PROJECTS = 40
MEMBERS = 100
RECEIPTS_TO_A_PURCHASE = 50
ANNULLED = 0.02
_BATCH = 20_000

Row = dict[str, Any]


@cache
def book_of(receipts: int, years: int = YEARS, projects: int = PROJECTS) -> Path:
    """A closed data file with so many receipts, made once in a run."""
    path = folder() / f"book-{receipts}-{years}-{projects}.db"
    books = open_books(path)
    write_book(books, receipts, years, projects)
    books.file.close()
    return path


def write_book(books: Books, receipts: int, years: int = YEARS, projects: int = PROJECTS) -> None:
    """Fills new books: receipts of ``years`` until today over all accounts, funds and projects, some annulled."""
    an_office(books)
    last_day = books.today()
    first_day = date(last_day.year - years + 1, 1, 1)
    save_account(books)
    for number in range(projects):
        starts = first_day + timedelta(number * 365 * years // projects)
        save_project(
            books,
            "10,000.00",
            name=f"Proyecto {number}",
            starts_on=f"{starts:%d/%m/%Y}",
            ends_on=f"31/12/{last_day.year}",
        )
    for number in range(MEMBERS):
        save_member(books, document_number=f"{41527 + number:08d}", number="")
    _write_purchases(books, receipts // RECEIPTS_TO_A_PURCHASE, first_day, last_day)
    issued(books, issued_on=f"{first_day:%d/%m/%Y}")  # the first by the program itself: the others are like it
    template = rows.select_one(books.db, "SELECT * FROM receipts")
    line = rows.select_one(books.db, "SELECT * FROM receipt_lines")
    assert template is not None
    assert line is not None
    template["issued_on"] = ""
    _write_receipts(books, _receipts(template, line, receipts, projects, first_day, last_day))


def _write_purchases(books: Books, count: int, first_day: date, last_day: date) -> None:

    texts = a_purchase(save_supplier(books), purchased_on=f"{first_day:%d/%m/%Y}")
    purchases.save(books, texts, [a_purchase_line()])
    purchase = rows.select_one(books.db, "SELECT * FROM purchases")
    line = rows.select_one(books.db, "SELECT * FROM purchase_lines")
    assert purchase is not None
    assert line is not None
    days = (last_day - first_day).days
    made = (
        {
            "id": number,
            "number": str(number),
            "series": "F002",
            "document_key": f"F002-{number}",
            "purchased_on": (first_day + timedelta(days * number // max(1, count))).isoformat(),
        }
        for number in range(2, count + 1)
    )
    with books.permitted(), books.act() as db:
        for each in made:
            rows.insert(db, "purchases", purchase | each)
            rows.insert(db, "purchase_lines", line | {"id": each["id"], "purchase_id": each["id"]})


def _receipts(
    template: Row, line: Row, count: int, projects: int, first_day: date, last_day: date
) -> Iterator[tuple[Row, list[Row]]]:
    """Each receipt with its lines, oldest first; incomes are as many as spendings, and larger."""
    chance = random.Random(7)
    days = (last_day - first_day).days
    numbers = {"in": 1, "out": 0}
    for receipt_id in range(2, count + 1):
        kind = "in" if receipt_id % 2 else "out"
        numbers[kind] += 1
        account = 2 if receipt_id % 10 == 0 else 1
        lines = []
        for position in range(1, chance.choice((1, 1, 1, 2, 3)) + 1):
            spends = kind == "out" and chance.random() < 0.7
            part = {
                "id": None,
                "receipt_id": receipt_id,
                "position": position,
                "flow": kind,
                "sign": 1 if kind == "in" else -1,
                "amount": chance.randrange(100, 30_000 if kind == "out" else 50_000),
                "fund_id": chance.choice((1, 2)),
                "project_id": chance.randrange(1, projects + 1) if spends else None,
            }
            if kind == "out" and receipt_id % RECEIPTS_TO_A_PURCHASE == 0 and position == 1:
                part["purchase_id"] = receipt_id // RECEIPTS_TO_A_PURCHASE
            lines.append(line | part)
        day = first_day + timedelta(days * receipt_id // count)
        yield (
            template
            | {
                "id": receipt_id,
                "kind": kind,
                "direction": 1 if kind == "in" else -1,
                "number": numbers[kind],
                "token": f"big-{receipt_id}",
                "issued_on": day.isoformat(),
                "account_id": account,
                "currency": "USD" if account == 2 else "PEN",
                "exchange_rate": 37_520 if account == 2 else None,
                "total": sum(part["amount"] for part in lines),
                "member_id": receipt_id % MEMBERS + 1 if kind == "in" else None,
                "search_text": f"{numbers[kind]:06d} {numbers[kind]} huanca layme tomas cuota",
            },
            lines,
        )


_RECEIPT_TABLES = "'receipts', 'receipt_lines', 'receipt_annulments', 'seals'"


def _write_receipts(books: Books, made: Iterator[tuple[Row, list[Row]]]) -> None:
    """Without the triggers, which take ten times as long, and with what they would have done done at the end."""
    chance = random.Random(8)
    triggers = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({_RECEIPT_TABLES})"
    with books.permitted(), books.act() as db:
        kept = db.execute(triggers).fetchall()
        for name, _sql in kept:
            db.execute(f"DROP TRIGGER {name}")
        while batch := list(islice(made, _BATCH)):
            _insert(db, "receipt_lines", [line for _receipt, lines in batch for line in lines])
            _insert(db, "receipts", [receipt for receipt, _lines in batch])
            wrong = [receipt for receipt, _lines in batch if chance.random() < ANNULLED]
            _insert(db, "receipt_annulments", [_annulment(receipt) for receipt in wrong])
            _seal(db, [receipt["id"] for receipt, _lines in batch], [receipt["id"] for receipt in wrong])
        db.execute("INSERT INTO receipts_search (receipts_search) VALUES ('rebuild')")
        db.execute(
            "UPDATE series SET next_number = (SELECT coalesce(max(number), 0) + 1 FROM receipts"
            " WHERE receipts.kind = series.kind AND receipts.series = series.series) WHERE last_number IS NULL"
        )
        for _name, sql in kept:
            db.execute(sql)


def _seal(db: Any, receipts: list[int], annulled: list[int]) -> None:
    for receipt_id in receipts:
        chain.seal(db, chain.RECEIPT, receipt_id)
    for receipt_id in annulled:
        chain.seal(db, chain.ANNULMENT, receipt_id)


def _annulment(receipt: Row) -> Row:
    same = {name: receipt[name] for name in ("user", "recorded_at")}
    return {"receipt_id": receipt["id"], "reason": "Duplicado", "annulled_on": receipt["issued_on"], **same}


def _insert(db: Any, table: str, found: list[Row]) -> None:
    if found:
        names = list(found[0])
        marks = ", ".join("?" * len(names))
        db.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", (tuple(row.values()) for row in found)
        )
