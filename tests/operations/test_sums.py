"""Every sum of money agrees with a plain model of the same receipts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given as for_any
from hypothesis import strategies as st

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.receipts import SIGNED_KINDS, ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import home, receipt_list, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Period
from ananea_desktop.operations.receipts import ReceiptFilter
from ananea_desktop.storage import lists
from ananea_desktop.storage import receipt_list as store
from ananea_desktop.storage.check import check
from tests.builders import a_draft, a_line, an_office, issue_anyway, save_account, save_project

FIRST_DAY = date(2025, 12, 20)
FUNDS = (1, 2)
PROJECTS = (1, 2)


@dataclass(frozen=True)
class Line:
    amount: int
    fund: int
    project: int | None


@dataclass(frozen=True)
class Movement:
    kind: ReceiptKind
    in_dollars: bool
    rate: int
    day: date
    lines: tuple[Line, ...]
    annulled: bool

    def sign(self) -> int:
        return 0 if self.annulled else 1 if self.kind is ReceiptKind.IN else -1

    def soles(self, line: Line) -> int:
        worth = (line.amount * self.rate * 2 + 10_000) // 20_000 if self.in_dollars else line.amount
        return self.sign() * worth


LINES = st.builds(
    Line,
    amount=st.integers(1, 300) | st.integers(1, 9_999_999_999),
    fund=st.sampled_from(FUNDS),
    project=st.sampled_from((None, *PROJECTS)),
)
RECEIPTS = st.builds(
    Movement,
    kind=st.sampled_from(SIGNED_KINDS),
    in_dollars=st.booleans(),
    rate=st.integers(1, 50_000),
    day=st.integers(0, 40).map(lambda days: FIRST_DAY + timedelta(days)),
    lines=st.lists(LINES, min_size=1, max_size=4).map(tuple),
    annulled=st.booleans(),
)


def write(books: Books, movements: list[Movement]) -> None:
    for movement in movements:
        lines = [
            a_line(amount=money.format_amount(line.amount), fund_id=str(line.fund), project_id=str(line.project or ""))
            for line in movement.lines
        ]
        draft = a_draft(
            *lines,
            kind=movement.kind,
            account_id="2" if movement.in_dollars else "1",
            exchange_rate=money.format_rate(movement.rate),
            issued_on=dates.format_date(movement.day),
        )
        issued = issue_anyway(books, draft)
        if movement.annulled:
            receipts.annul(books, issued.id, "Duplicado")


def balances(rows: list[dict[str, object]], column: str) -> dict[object, object]:
    return {row["id"]: row[column] for row in rows}


def office_with(movements: list[Movement]) -> Books:
    books = an_office()
    save_account(books)
    save_project(books, budget="1,000.00")
    save_project(books, name="Posta")
    write(books, movements)
    return books


@for_any(movements=st.lists(RECEIPTS, max_size=12))
def test_sums_of_accounts_funds_and_projects_agree(movements: list[Movement]) -> None:
    books = office_with(movements)
    accounts: Counter[int] = Counter()
    funds: Counter[int] = Counter()
    spent: Counter[int] = Counter()
    for movement in movements:
        for line in movement.lines:
            accounts[2 if movement.in_dollars else 1] += movement.sign() * line.amount
            funds[line.fund] += movement.soles(line)
            if line.project and movement.kind is ReceiptKind.OUT:
                spent[line.project] -= movement.soles(line)
    assert balances(lists.account_balances(books.db), "balance") == {key: accounts[key] for key in (1, 2)}
    figures = at_once(home.home_figures(books))
    assert figures.accounts == {key: accounts[key] for key in (1, 2)}
    assert figures.funds == {key: funds[key] for key in FUNDS}
    assert figures.spent == {key: spent[key] for key in PROJECTS}
    assert balances(lists.projects(books.db), "spent") == {key: spent[key] for key in PROJECTS}
    assert lists.project_balance(books.db, 1) == 100_000 - spent[1]
    assert lists.project_balance(books.db, 2) is None
    assert check(books.file).problems == []
    books.file.close()


@for_any(movements=st.lists(RECEIPTS, max_size=12))
def test_premium_of_the_year_agrees(movements: list[Movement]) -> None:
    books = office_with(movements)
    premium: Counter[str] = Counter()
    for movement in movements:
        worth = sum(movement.soles(line) for line in movement.lines if line.fund == 1)
        if movement.day.year < 2026:
            premium["opening"] += worth
        elif movement.kind is ReceiptKind.IN:
            premium["income"] += worth
        else:
            premium["spent"] -= worth
    assert at_once(home.home_figures(books)).premium == Period(
        opening=premium["opening"], income=premium["income"], spent=premium["spent"]
    )
    books.file.close()


@for_any(
    movements=st.lists(RECEIPTS, max_size=12),
    account=st.sampled_from((1, 2)),
    limit=st.integers(1, 5),
    first=st.none() | st.integers(0, 40),
    last=st.none() | st.integers(0, 40),
)
def test_running_balance_agrees_on_every_page(
    movements: list[Movement], account: int, limit: int, first: int | None, last: int | None
) -> None:
    books = office_with(movements)
    first_day = None if first is None else FIRST_DAY + timedelta(first)
    last_day = None if last is None else FIRST_DAY + timedelta(last)
    expected: list[tuple[int, int]] = []
    balance = 0
    for receipt_id, movement in sorted(enumerate(movements, start=1), key=lambda each: (each[1].day, each[0])):
        if (2 if movement.in_dollars else 1) != account or (last_day and movement.day > last_day):
            continue
        balance += movement.sign() * sum(line.amount for line in movement.lines)
        if first_day is None or movement.day >= first_day:
            expected.insert(0, (receipt_id, balance))
    wanted = ReceiptFilter(account_id=account, first_day=first_day, last_day=last_day)
    found = at_once(receipt_list.matching(books, wanted))
    assert found.balances is not None
    assert list(zip(found.ids, found.balances, strict=True)) == expected
    top = at_once(store.matching(books.db, wanted, limit)).ids
    assert list(top[:limit]) == [receipt_id for receipt_id, _balance in expected[:limit]]
    books.file.close()


@for_any(
    movements=st.lists(RECEIPTS, max_size=12),
    account=st.sampled_from((None, 1, 2)),
    fund=st.sampled_from((None, *FUNDS)),
    project=st.sampled_from((None, *PROJECTS)),
    search=st.sampled_from(("", "layme", "nobody")),
    few=st.sampled_from((-1, 20_000)),
)
def test_totals_of_a_filter_agree(
    movements: list[Movement], account: int | None, fund: int | None, project: int | None, search: str, few: int
) -> None:
    books = office_with(movements)
    expected = Counter(count=0, income=0, spent=0, net=0)
    for movement in movements:
        if search == "nobody" or (account is not None and (2 if movement.in_dollars else 1) != account):
            continue
        if fund is not None and all(line.fund != fund for line in movement.lines):
            continue
        if project is not None and all(line.project != project for line in movement.lines):
            continue
        expected["count"] += 1
        for line in movement.lines:
            if (fund in (None, line.fund)) and (project in (None, line.project)):
                worth = movement.soles(line) if account is None else movement.sign() * line.amount
                expected["net"] += worth
                if movement.kind is ReceiptKind.IN:
                    expected["income"] += worth
                else:
                    expected["spent"] -= worth
    wanted = ReceiptFilter(account_id=account, fund_id=fund, project_id=project, search=search)
    ids = at_once(store.matching(books.db, wanted, few=few)).ids
    found = at_once(receipt_list.totals(books, wanted, ids))
    assert found.pop("apart") == set()
    assert found == dict(expected)
    assert [row["id"] for row in store.newest(books.db, wanted)] == list(ids)
    books.file.close()
