"""What is unfinished in a period: looked at before a closing, and handed over to the next treasurer."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.closings import Matter, MatterKind, month_of, next_month
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import advances, evidence, payables
from ananea_desktop.storage import closings as store
from ananea_desktop.storage import lost as lost_papers
from ananea_desktop.storage.rows import Row

_MOST_NAMED = 3


def matters(books: Books, first: date, last: date) -> Steps[list[Matter]]:
    """What is not finished in a period, in steps: a first closing may be of many years."""
    db = books.db
    given = [row for row in advances.advances(db) if row["issued_on"] <= last]
    yield
    unpaid = yield from payables.owed(db, last)
    unpaid = [row for row in unpaid if row["purchased_on"] >= first]
    unsupported = yield from _lacking(books, "support", first, last)
    unsigned = yield from _lacking(books, "signed scan", first, last)
    tills, banks = store.uncounted_tills(db, first, last), store.unreconciled_banks(db, last)
    yield
    lost = [row for row in lost_papers.papers(db) if row["day"] <= last.isoformat()]
    found = (
        Matter(MatterKind.DRAFTS, store.drafts_waiting(db)),
        Matter(MatterKind.ADVANCES, len(given), _sums(given, "left")),
        Matter(MatterKind.TILLS, len(tills), _names(tills, "name")),
        Matter(MatterKind.BANKS, len(banks), _names(banks, "name")),
        Matter(MatterKind.UNSUPPORTED, len(unsupported), _sums(unsupported, "total")),
        Matter(MatterKind.WITHOUT_INVOICE, len(store.purchases_without_paper(db, first, last))),
        Matter(MatterKind.UNPAID, len(unpaid), _sums(unpaid, "owed")),
        Matter(MatterKind.UNSIGNED, len(unsigned)),
        Matter(MatterKind.TRAININGS, *_trainings(books, first, last)),
        Matter(MatterKind.LOST, len(lost), _names(lost, "number_text")),
    )
    return [matter for matter in found if matter.count]


def _lacking(books: Books, what: str, first: date, last: date) -> Steps[list[Row]]:
    """A month in each step."""
    found: list[Row] = []
    month = month_of(first)
    while month.begins <= last:
        found += evidence.lacking(books.db, what, max(first, month.begins), min(last, month.last_day))
        month = next_month(month.last_day)
        yield
    return found


def _trainings(books: Books, first: date, last: date) -> tuple[int, str]:
    found = store.open_trainings(books.db, first, last)
    return len(found), _names(found, "topic")


def _sums(found: Iterable[Row], column: str) -> str:
    """``S/ 350.00 + US$ 20.00``"""
    by_currency: dict[str, int] = defaultdict(int)
    for row in found:
        by_currency[row["currency"]] += row[column]
    return " + ".join(money.format_money(amount, currency) for currency, amount in sorted(by_currency.items()))


def _names(found: list[Row], column: str) -> str:
    """The first few of them."""
    names = [str(row[column]) for row in found[:_MOST_NAMED]]
    return ", ".join(names) + (" …" if len(found) > _MOST_NAMED else "")
