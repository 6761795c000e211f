"""What the first page shows: the money, the Premium of the year, the last receipts, and what is to be done."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import lists, rows
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.rows import Row

LONG_AGO = 7
"""Days after which a copy on a USB stick is asked for."""


@dataclass(frozen=True, kw_only=True)
class Home:
    today: date
    hour: int
    """Of the PC's clock, for the greeting."""
    accounts: list[Row]
    funds: list[Row]
    premium: Row
    """``opening``, ``income`` and ``spent`` of this year, céntimos of sol."""
    receipts: list[Row]
    over_budget: list[Row]
    """Projects that spent more than approved."""
    unpaid: tuple[int, int]
    """How many purchases in soles are not paid in full, and céntimos of sol owed."""
    days_since_usb_copy: int | None
    last_usb_copy: date | None
    first_steps: dict[str, bool]
    """What a new office does first, and whether it was done."""


def home(books: Books) -> Home:
    today = books.today()
    copied_on = copying.last_usb_day(books)
    projects = lists.projects(books.db, limit=1000)
    unpaid = [row for row in lists.purchases(books.db, limit=1000) if row["paid"] < row["total"]]
    return Home(
        today=today,
        hour=books.clock().hour,
        accounts=lists.account_balances(books.db),
        funds=lists.fund_balances(books.db),
        premium=lists.premium_of_year(books.db, date(today.year, 1, 1), date(today.year, 12, 31)),
        receipts=store.newest(books.db, store.ReceiptFilter(), limit=5),
        over_budget=[row for row in projects if row["budget"] is not None and row["spent"] > row["budget"]],
        unpaid=(len(unpaid), sum(_soles(row) for row in unpaid)),
        days_since_usb_copy=None if copied_on is None else (today - copied_on).days,
        last_usb_copy=copied_on,
        first_steps={
            table: rows.value(books.db, f"SELECT 1 FROM {table} LIMIT 1") is not None
            for table in ("members", "premium_projects", "purchases", "training_sessions", "receipts")
        },
    )


def _soles(purchase: Row) -> int:
    owed = purchase["total"] - purchase["paid"]
    rate = purchase["exchange_rate"]
    return int(owed if rate is None else (owed * rate + 5000) // 10000)
