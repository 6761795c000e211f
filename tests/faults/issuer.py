"""A child process that issues, annuls and transfers until it is killed: ``issuer.py DATA_FILE SEED [CONTROL]``.

After each act it says what was kept and the newest seal: ``in 12 15``, ``annulled 11 16``, ``transfer 3 18``.

``too-early`` says so before it is kept, ``one-side`` keeps one side of a transfer, and both then wait to be killed;
``without-diary`` writes no diary: the controls that must be caught.
"""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import numbered, receipt_warnings, receipts, transfers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.transfers import TransferDraft
from tests.builders import OWN, TILL, a_draft, a_line, an_office_on_disk

BANK = "2"


class TooEarly(Books):
    """Says that something is kept before it is."""

    @contextmanager
    def act(self, *, bars_undo: bool = True) -> Iterator[Connection]:
        with super().act(bars_undo=bars_undo) as db:
            yield db
            say(self, "in", db.execute("SELECT max(number) FROM receipts WHERE kind = 'in'").fetchone()[0])
            sys.stdin.read()


def say(books: Books, what: str, number: int) -> None:
    print(what, number, books.db.execute("SELECT max(id) FROM seals").fetchone()[0], flush=True)


def issue(books: Books) -> None:
    say(books, "in", receipts.issue(books, a_draft(*[a_line()] * 5)).number)


def annul(books: Books) -> None:
    """The newest receipt that is not annulled."""
    newest = books.db.execute(
        "SELECT id FROM receipts WHERE kind = 'in' AND id NOT IN (SELECT receipt_id FROM receipt_annulments)"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if newest is not None:
        say(books, "annulled", receipts.annul(books, newest[0], "Duplicado").number)


def transfer(books: Books) -> None:
    draft = TransferDraft(
        from_account=TILL,
        to_account=BANK,
        issued_on="23/11/2026",
        lines=[{"fund_id": OWN, "amount": "1.00"}],
        reason="Depósito de la caja",
    )
    say(books, "transfer", transfers.make(books, draft, receipt_warnings.ALL).number)


def transfer_one_side(books: Books) -> None:
    """Keeps the first side, says so of a receipt before it, and never comes to the second."""
    issued = receipts.issue(books, a_draft())
    insert = numbered.insert

    def insert_first(books: Books, db: Connection, receipt: Receipt, token: str, spending_reason: str = "") -> int:
        if receipt.moves > 0:
            db.execute("DELETE FROM acting")
            db.execute("COMMIT")
            say(books, "in", issued.number)
            sys.stdin.read()
        return insert(books, db, receipt, token, spending_reason)

    numbered.insert = insert_first
    transfer(books)


def main(path: Path, seed: int, control: str) -> None:
    books = an_office_on_disk(path)
    if control == "too-early":
        books = TooEarly(books.file, books.user, books.clock)
    elif control == "without-diary":
        books.file.diary = None
    elif control == "one-side":
        transfer_one_side(books)
    acts = random.Random(seed)
    while True:
        acts.choice((issue, issue, annul, transfer))(books)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:]))
