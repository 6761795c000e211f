"""The list of receipts as a window shows it: its first rows at once, then all that match, then what they add up to."""

from collections.abc import Sequence
from typing import NamedTuple

from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import receipt_list as store
from ananea_desktop.storage.receipt_list import Matches, ReceiptFilter
from ananea_desktop.storage.rows import Row

PAGE = 100
"""Rows that are read at a time, from any place of the list."""


class FirstRows(NamedTuple):
    """What a list shows at once."""

    choices: dict[str, list[tuple[int, str]]]
    """What can be filtered by: the accounts, funds and projects."""
    matches: Matches
    rows: list[Row]
    """Of the first page."""


def first_rows(books: Books, wanted: ReceiptFilter) -> Steps[FirstRows]:
    """The top of the list, however large the book."""
    matches = yield from store.matching(books.db, wanted, PAGE)
    return FirstRows(office.choices(books), matches, store.rows_of(books.db, matches.ids[:PAGE]))


def matching(books: Books, wanted: ReceiptFilter) -> Steps[Matches]:
    """Every receipt that matches, newest first, with the balances of a whole account."""
    return store.matching(books.db, wanted)


def rows_of(books: Books, ids: Sequence[int]) -> list[Row]:
    """A page of the list by its ids."""
    return store.rows_of(books.db, ids)


def totals(books: Books, wanted: ReceiptFilter, ids: Sequence[int]) -> Steps[Row]:
    """What those that match add up to: ``count``, ``income``, ``spent``, ``net``, and ``apart`` (storage's APART)."""
    return store.totals(books.db, wanted, ids)


__all__ = ["FirstRows", "Matches", "ReceiptFilter", "first_rows", "matching", "rows_of", "totals"]
