"""A child process that issues receipts until it is killed: ``issuer.py DATA_FILE [too-early]``.

Each number is written out once its receipt is saved. With ``too-early`` it is written before, and the program then
waits to be killed: the control that must be caught.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books
from tests.builders import a_draft, a_line, an_office_on_disk


class TooEarly(Books):
    """Says that a receipt is saved before it is."""

    @contextmanager
    def act(self) -> Iterator[Connection]:
        with super().act() as db:
            yield db
            print(db.execute("SELECT max(number) FROM receipts").fetchone()[0], flush=True)
            sys.stdin.read()


def main(path: Path, too_early: bool) -> None:
    books = an_office_on_disk(path)
    if too_early:
        books = TooEarly(books.file, books.user, books.clock)
    while True:
        receipt = receipts.issue(books, a_draft(*[a_line()] * 5))
        print(receipt.number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "too-early" in sys.argv)
