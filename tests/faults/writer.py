"""A child process that does one act and says what a person would see: ``writer.py DATA_FILE ACT [CONTROL]``.

It says ``ready`` once the file is open, ``kept`` once the act is confirmed, or the sentence with which it was refused.
Refused, it presses the button a second time. Then the log is moved into the file, as the window does when it rests, and
the process dies without closing anything.

``early`` confirms before it is kept, ``halves`` commits a document before its seal, ``unsynced`` lets the disk write
when it likes: the controls that must be caught.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import corrections, hand_outs, receipt_warnings, receipts, transfers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import chain
from tests.builders import OWN, TILL, a_draft, a_line, an_office_on_disk, issued, save_account, save_item, save_member

BANK = "2"


def begin(path: Path) -> None:
    """A closed data file in which every act of ``ACTS`` can be done."""
    books = an_office_on_disk(path)
    save_account(books, name="Banco", currency="PEN")
    issued(books)
    issued(books, a_line(concept="Aporte", amount="500.00"))
    save_member(books)
    save_item(books, "10", name="Botas", unit="par")
    books.file.close()


def issue(books: Books) -> None:
    receipts.issue(books, a_draft(*[a_line()] * 3, token="the one"), to_print=True)


def annul(books: Books) -> None:
    if receipts.get(books, 1).annulment is None:  # the window shows no button on an annulled one
        receipts.annul(books, 1, "Duplicado")


def transfer(books: Books) -> None:
    draft = TransferDraft(
        from_account=TILL,
        to_account=BANK,
        issued_on="23/11/2026",
        lines=[{"fund_id": OWN, "amount": "100.00"}],
        reason="Depósito de la caja",
        token="the one",
    )
    transfers.make(books, draft, receipt_warnings.ALL)


def reverse(books: Books) -> None:
    corrections.reverse(books, ReversalDraft(receipt_id=2, reason="Persona equivocada", token="the one"))


def hand_out(books: Books) -> None:
    """Lines, header, what leaves the stock and the seal: all or nothing."""
    lines = [{"stock": "Botas", "quantity": quantity, "reason": "new"} for quantity in ("1", "2")]
    draft = HandOutDraft(member_id="1", handed_on="23/11/2026", lines=lines, token="the one")
    hand_outs.hand_out(books, draft, hand_outs.ALL)


def issue_two(books: Books) -> None:
    """The second after the first was kept: what failed late in one is met by the next."""
    issue(books)
    receipts.issue(books, a_draft(token="the next"))


SINGLE: dict[str, Callable[[Books], None]] = {
    "issue": issue,
    "annul": annul,
    "transfer": transfer,
    "reverse": reverse,
    "hand out": hand_out,
}
"""One act each: all of it is kept, or nothing."""
ACTS = SINGLE | {"issue two": issue_two}


class Early(Books):
    @contextmanager
    def act(self, *, bars_undo: bool = True) -> Iterator[Connection]:
        with super().act(bars_undo=bars_undo) as db:
            yield db
            say("kept")


def commit_before_seal(db: Connection, *given: object) -> bytes:
    db.execute("COMMIT")
    db.execute("BEGIN IMMEDIATE")
    return seal(db, *given)  # type: ignore[arg-type]


seal = chain.seal


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def press(books: Books, act: str) -> bool:
    try:
        ACTS[act](books)
    except StorageProblem as problem:
        say(problem.sentence)
        return False
    say("kept")
    return True


def main(path: Path, act: str, control: str) -> None:
    logging.disable()
    books = an_office_on_disk(path)
    if control == "early":
        books = Early(books.file, books.user, books.clock)
    elif control == "halves":
        setattr(chain, "seal", commit_before_seal)  # noqa: B010
    elif control == "unsynced":
        books.db.execute("PRAGMA synchronous = NORMAL")
    say("ready")
    if not press(books, act):
        press(books, act)
    try:
        books.file.checkpoint()
    except StorageProblem as problem:
        say(problem.sentence)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], "".join(sys.argv[3:]))
