"""The first days of an office: how far it has come, and where its guide was left."""

from dataclasses import dataclass

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import copying, office, records
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import office as store
from ananea_desktop.storage import receipt_facts
from ananea_desktop.storage.rows import Row

DRAFT = "first_start"
"""Under what the guide keeps where it was left."""


@dataclass(frozen=True)
class Begun:
    """What an office has set up, as the guide shows it."""

    profile: Row | None
    people: tuple[Row, ...]
    accounts: tuple[Row, ...]
    """Each with ``opening``: ``issued_on`` and ``total`` (céntimos of its currency) of its opening document;
    or None."""
    numbers: dict[ReceiptKind, tuple[int, bool]]
    """The next number of each paper book, and whether it can still be set."""
    copies: copying.CopyState


def begun(books: Books) -> Begun:
    from ananea_desktop.operations import people  # no start of the program needs it

    return Begun(
        office.given_profile(books),
        tuple(people.all_of(books)),
        tuple({**row, "opening": receipt_facts.opening_row(books.db, row["id"])} for row in store.accounts(books.db)),
        office.next_numbers(books),
        copying.state(books),
    )


def place(books: Books) -> str:
    """The page on which the guide was left; empty where it was finished, or put off by hand."""
    kept = records.draft(books, DRAFT) or {}
    return "" if kept.get("later") else str(kept.get("page", ""))


def keep_place(books: Books, page: str, later: bool = False) -> None:
    """Keeps where the guide is; ``later``: it waits until it is asked for, and does not come by itself any more."""
    records.keep_draft(books, DRAFT, 0, {"page": page, "later": later})


def where(books: Books) -> tuple[bool, str]:
    """Whether the cooperative has its data, and the page to go on with, also where it was put off; empty where the
    guide was finished."""
    return office.is_set_up(books), str((records.draft(books, DRAFT) or {}).get("page", ""))


def finish(books: Books) -> None:
    """The guide is not asked for any more."""
    records.drop_draft(books, DRAFT)
