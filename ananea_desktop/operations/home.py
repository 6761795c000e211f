"""What the first page shows: first what is read at once, then the figures that are added up from the receipts."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents.charts import Chart
from ananea_desktop.domain import trainings
from ananea_desktop.domain.dates import last_of_month
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import closed, copying, first_start, lost_papers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charts import chart_of
from ananea_desktop.operations.clock_doubts import ClockDoubt, clock_doubt
from ananea_desktop.operations.figures import Period, figures, runs_in
from ananea_desktop.operations.open_advances import LATE, open_advances
from ananea_desktop.storage import budgets, closings, lists, office, premium, receipt_list, renewals, statistics, stock
from ananea_desktop.storage import trainings as training_store
from ananea_desktop.storage.rows import Row

SHOWN_PROJECTS = 5
YEAR_CHART = "dinero-por-mes"
PREMIUM_CHARTS = ("prima-por-lote", "planificado-gastado-anio")
_LAST_MONTH_OF_ASSEMBLY = 3
"""The ordinary assembly comes within the first three months of the year (domain.md §3.1)."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """What is read at once, however large the book."""

    today: date
    hour: int
    """Of the PC's clock, for the greeting."""
    accounts: list[Row]
    funds: list[Row]
    projects: list[Row]
    """The largest approved projects of this year, with their ``budget``."""
    receipts: list[Row]
    clock: ClockDoubt | None
    """Where the computer's date cannot be true."""
    copies: copying.CopyState
    safety_trainings: int
    """Sessions of this year that count among the four the law asks for."""
    next_training: Row | None
    """The nearest planned for today or later: id, topic, held_on, place."""
    forgotten_trainings: list[Row]
    """Those whose day is over and that are still marked as planned, oldest first."""
    next_assembly: Row | None
    """The nearest one noted for today or later."""
    assembly_is_due: bool
    """It is the time of the ordinary assembly, and none of this year is noted."""
    lost: list[lost_papers.LostPaper]
    """Papers that a copy which was put back knows nothing of."""
    to_close: date | None
    """The end of the last month, where it is time to close it."""
    reopened: Row | None
    """The closing that was opened again and is not made anew (storage.closings)."""
    below_minimum: list[Row]
    """Items of which there is less than their minimum, with their ``stock``."""
    first_steps: dict[str, bool]
    """What a new office does first, and whether it was done."""
    is_beginning: bool
    """No month was ever closed: what the first steps still lack is told beside what is to be done."""

    @property
    def year(self) -> tuple[date, date]:
        return _year_of(self.today)


@dataclass(frozen=True, kw_only=True)
class HomeFigures:
    """What is added up. Céntimos of sol, but the balances of accounts in dollars."""

    accounts: dict[int, int]
    funds: dict[int, int]
    total: int
    """All the money, as on the slide and in the report: dollars by the rate of each receipt."""
    advanced: int
    """Of that, what was given to be accounted for and is neither rendered nor returned yet."""
    late_advances: list[Row]
    """Open advances older than LATE days, oldest first."""
    premium: Period
    """Of this year."""
    spent: dict[int, int]
    """By project, since it began."""
    to_ratify: list[Row]
    """Budgets that the assembly neither decided nor ratified, oldest first."""
    expected: list[Row]
    """Lots of gold whose Premium has not come in whole, oldest first (storage.premium.incomes)."""
    over_budget: list[Row]
    """Projects that spent more than approved, with ``budget`` and ``spent``."""
    to_renew: tuple[int, int]
    """How many things that people have are to be renewed until the end of this month, and how many are overdue."""
    unpaid: lists.Unpaid
    """What is owed to suppliers."""
    owing: tuple[int, int]
    """How many members are behind with dues and fines, and with how much, in céntimos of sol."""
    place: list[str]
    """What is unsafe about where the data file lies, in a sentence each."""
    chart: Chart
    premium_charts: list[Chart]
    """The lots of this year, and plan and spending of all years."""


def home(books: Books) -> Home:
    today = books.today()
    first, last = _year_of(today)
    projects = [row for row in statistics.projects_until(books.db, last) if row["budget"] and runs_in(row, first, last)]
    sessions = statistics.kinds_of_trainings(books.db, first, last)
    return Home(
        today=today,
        hour=books.clock().hour,
        accounts=statistics.named(books.db, "accounts"),
        funds=statistics.named(books.db, "funds"),
        projects=sorted(projects, key=lambda row: -row["budget"])[:SHOWN_PROJECTS],
        receipts=receipt_list.newest(books.db, receipt_list.ReceiptFilter(), limit=5),
        clock=clock_doubt(books),
        copies=copying.state(books),
        safety_trainings=sum(trainings.is_of_safety(row["kind"], row["topic"]) for row in sessions),
        next_training=training_store.planned_next(books.db, today),
        forgotten_trainings=training_store.planned_past(books.db, today),
        next_assembly=lists.next_assembly(books.db, today),
        assembly_is_due=today.month <= _LAST_MONTH_OF_ASSEMBLY
        and not lists.has_ordinary_assembly(books.db, first, last),
        lost=lost_papers.lost_papers(books),
        to_close=closed.overdue(books),
        reopened=closed.reopened(books),
        below_minimum=stock.below_minimum(books.db),
        first_steps={
            "guide": not first_start.where(books)[1],
            **{table: office.has_rows(books.db, table) for table in ("members", "premium_projects")},
            "opening": office.has_receipts(books.db, opening=True),
            "receipts": office.has_receipts(books.db, opening=False),
        },
        is_beginning=closings.closed_through(books.db) is None,
    )


def home_figures(books: Books) -> Steps[HomeFigures]:
    """The figures of this year, in steps that give way to others."""
    found = yield from figures(books, *_year_of(books.today()))
    to_renew = yield from _renewals(books)
    unpaid = yield from lists.unpaid_purchases(books.db, books.today())
    from ananea_desktop.operations.place_doubts import place_doubts  # when the window is painted
    from ananea_desktop.storage import debts

    owing = yield from debts.owing(books.db, books.today())
    return HomeFigures(
        accounts={row["id"]: row["balance"] for row in found.accounts},
        funds={row["id"]: row["balance"] for row in found.funds},
        total=found.total,
        advanced=found.advanced,
        late_advances=[row for row in open_advances(books) if row["age"] > LATE],
        premium=found.of_funds("premium"),
        spent={row["id"]: row["spent"] for row in found.projects},
        to_ratify=budgets.to_ratify(books.db),
        expected=[row for row in premium.incomes(books.db, limit=-1)[::-1] if row["received"] < row["expected"]],
        over_budget=[row for row in found.projects if row["budget"] is not None and row["spent"] > row["budget"]],
        to_renew=to_renew,
        unpaid=unpaid,
        owing=owing,
        place=place_doubts(books),
        chart=chart_of(books, YEAR_CHART, found),
        premium_charts=[chart_of(books, name, found) for name in PREMIUM_CHARTS],
    )


def _year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _renewals(books: Books) -> Steps[tuple[int, int]]:
    today = books.today()
    found = yield from renewals.to_renew(books.db, last_of_month(today))
    return len(found), sum(row["renew_on"] < today for row in found)
