"""The money of a period, added up once: charts, the first page and the slides all read these figures."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ananea_desktop.domain.projects import OVER_STATES
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import statistics
from ananea_desktop.storage.rows import Row
from ananea_desktop.storage.statistics import EXCHANGE, FUND_FLOWS, Sum


@dataclass(frozen=True, kw_only=True)
class Period:
    """Opening, income, spent and what is left, in céntimos of sol; nothing is negative but what was overdrawn.

    An advance is not spent before it is rendered: until then it is part of what is left.
    """

    opening: int
    income: int
    spent: int
    exchange: int = 0
    """What transfers between currencies gained, and advances that came back at another rate than they were given at;
    lost, where negative."""
    capital: int = 0
    """What members paid in as aportaciones, less what they got back: their own, neither income nor spending."""

    @property
    def available(self) -> int:
        """What there was to spend."""
        return self.opening + self.income

    @property
    def is_empty(self) -> bool:
        """Nothing was there and nothing moved."""
        return not (self.opening or self.income or self.spent or self.capital)

    @property
    def left(self) -> int:
        return self.available - self.spent + self.exchange + self.capital


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Every amount is in céntimos of sol by the rate of each receipt, but the balances of accounts in dollars."""

    first: date
    last: date
    sums: list[Sum] = field(default_factory=list)
    accounts: list[Row] = field(default_factory=list)
    """Every account with ``balance`` on the last day, in its own currency."""
    funds: list[Row] = field(default_factory=list)
    """Every fund with ``balance`` on the last day."""
    projects: list[Row] = field(default_factory=list)
    """Every project with its heading, ``budget`` (the newest decided until the last day, or None), ``spent`` (since it
    began, until the last day: what its budget was for) and ``spent_now`` (in the period)."""
    debts: list[Row] = field(default_factory=list)
    """What was owed to suppliers on the last day, or is today (storage.payables); only where that was asked for."""

    @property
    def total(self) -> int:
        """All the money on the last day, with the dollars in soles by the rate of each receipt."""
        return sum(row["balance"] for row in self.funds)

    @property
    def advanced(self) -> int:
        """Of the total, what was given to be accounted for and is neither rendered nor returned yet, each advance by
        the rate at which it was given.

        The money in the accounts and this are the total.
        """
        given = -sum(each.soles for each in self.sums if each.kind == "advance")
        rendered = -sum(each.soles for each in self.sums if each.kind == "out" and each.account_id is None)
        return given - rendered + sum(each.soles for each in self.sums if each.kind == EXCHANGE)

    def of_funds(self, kind: str | None = None) -> Period:
        """The money of the period of one kind of fund (``premium``, ``own``, ``other``), or of all."""
        ids = self.fund_ids(kind)
        mine = [each for each in self.sums if each.fund_id in ids and each.kind in FUND_FLOWS]
        return Period(
            opening=sum(each.soles for each in mine if each.before),
            income=sum(each.soles for each in mine if not each.before and each.kind == "in"),
            spent=-sum(each.soles for each in mine if not each.before and each.kind == "out"),
            exchange=sum(each.soles for each in mine if not each.before and each.kind in ("transfer", EXCHANGE)),
            capital=sum(each.soles for each in mine if not each.before and each.kind == "capital"),
        )

    def fund_ids(self, kind: str | None = None) -> set[int]:
        """The funds of a kind; all, where none is given."""
        return {row["id"] for row in self.funds if kind in (None, row["kind"])}

    def by_month(self, *, before: bool = False, funds: Collection[int] | None = None) -> dict[str, tuple[int, int]]:
        """What came in and what was spent by month (``2026-11``), oldest first, of the period or of all time."""
        found: dict[str, tuple[int, int]] = {}
        for each in sorted(self.sums, key=lambda each: each.month):
            if (each.before and not before) or (funds is not None and each.fund_id not in funds):
                continue
            income, spent = found.get(each.month, (0, 0))
            if each.kind == "in":
                found[each.month] = income + each.soles, spent
            elif each.kind == "out":
                found[each.month] = income, spent - each.soles
        return found

    def change_by_year(self, kind: str) -> dict[str, int]:
        """By how much the money of one kind of fund grew or shrank each year of all time: what came in and was spent,
        what accounts held when the books began, and what exchange gained."""
        ids = self.fund_ids(kind)
        found: dict[str, int] = {}
        for each in self.sums:
            if each.fund_id in ids and each.kind in FUND_FLOWS:
                # of exchange before the period nothing but its sum is known
                is_long_ago = each.kind == EXCHANGE and each.before
                year = str(self.first.year - 1) if is_long_ago else each.month[:4]
                found[year] = found.get(year, 0) + each.soles
        return found

    @cached_property
    def spent_by_project(self) -> dict[int | None, int]:
        """What was spent in the period by project; under None what belongs to none."""
        return _spent(self.sums, lambda each: not each.before)

    def projects_paid_by(self, kind: str) -> int:
        """How many projects spent money of one kind of fund in the period."""
        ids = self.fund_ids(kind)
        return len(
            {
                each.project_id
                for each in self.sums
                if not each.before and each.kind == "out" and each.fund_id in ids and each.project_id is not None
            }
        )

    def spent_by_heading(self, funds: Collection[int] | None = None) -> dict[int | None, int]:
        """What was spent in the period by heading; under None what belongs to no project."""
        heading_of = {row["id"]: row["heading_id"] for row in self.projects}
        found: dict[int | None, int] = {}
        wanted = _spent(self.sums, lambda each: not each.before and (funds is None or each.fund_id in funds))
        for project_id, amount in wanted.items():
            heading = heading_of.get(project_id)
            found[heading] = found.get(heading, 0) + amount
        return found

    @cached_property
    def projects_of_period(self) -> list[Row]:
        """The projects that ran in the period or spent in it."""
        return [row for row in self.projects if row["spent_now"] or runs_in(row, self.first, self.last)]


def runs_in(project: Row, first: date, last: date) -> bool:
    """Whether a project ran in a period. One that is over and has no end is taken to have ended when it began."""
    starts, ends = project["starts_on"], project["ends_on"]
    if ends is None and project["state"] in OVER_STATES:
        ends = starts
    return bool(starts <= last and (ends is None or ends >= first))


def figures(books: Books, first: date, last: date) -> Steps[Figures]:
    """The figures of a period, both days counted, in steps that give way to others."""
    sums = yield from statistics.sums(books.db, first, last)
    sums += statistics.exchange_of_advances(books.db, first, last)
    accounts = statistics.named(books.db, "accounts")
    funds = statistics.named(books.db, "funds")
    for row in accounts:
        row["balance"] = sum(each.amount for each in sums if each.account_id == row["id"])
    for row in funds:
        row["balance"] = sum(each.soles for each in sums if each.fund_id == row["id"] and each.kind in FUND_FLOWS)
    ever, now = _spent(sums, lambda _each: True), _spent(sums, lambda each: not each.before)
    projects: list[dict[str, Any]] = statistics.projects_until(books.db, last)
    for row in projects:
        row["spent"], row["spent_now"] = ever.get(row["id"], 0), now.get(row["id"], 0)
    return Figures(first=first, last=last, sums=sums, accounts=accounts, funds=funds, projects=projects)


def projects_of(books: Books, first: date, last: date) -> list[Row]:
    """The projects of a period with ``spent_now``, without adding up the whole book for it."""
    spent = statistics.spent_by_project(books.db, first, last)
    projects = [row | {"spent_now": spent.get(row["id"], 0)} for row in statistics.projects_until(books.db, last)]
    return Figures(first=first, last=last, projects=projects).projects_of_period


def _spent(sums: list[Sum], wanted: Callable[[Sum], bool]) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    for each in sums:
        if each.kind in ("out", "earlier") and wanted(each):
            found[each.project_id] = found.get(each.project_id, 0) - each.soles
    return found
