"""Charts of what was bought, less what credit notes took off, and of what is owed for it."""

from dataclasses import replace
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Measure, Series, Shape, with_others
from ananea_desktop.domain.language import _
from ananea_desktop.domain.payables import AGES
from ananea_desktop.domain.purchases import CATEGORIES
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import purchase_reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures
from ananea_desktop.storage import payables, statistics


def bought_by_category(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What was bought in the period, paid or not."""
    found = statistics.bought_between(books.db, figures.first, figures.last)
    bars = [Bar(label=_(CATEGORIES[row["category"]]), values=(row["total"],), key=row["category"]) for row in found]
    return _chart(kind, _("Comprado"), bars, most)


def bought_by_supplier(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """The same by who sold it."""
    found = payables.bought_by(books.db, "supplier", figures.first, figures.last)
    bars = [Bar(label=row["name"], values=(row["bought"] - row["credited"],), key=str(row["key"])) for row in found]
    return _chart(kind, _("Comprado"), bars, most)


def owed_by_age(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What was owed to suppliers on the last day of the period, or is today, by how long it is overdue."""
    sums = purchase_reports.by_age(figures.debts, day_of_debts(books, figures.last))
    bars = [Bar(label=_(age), values=(sums[key],), key=str(key)) for key, age in enumerate(AGES)]
    return _chart(kind, _("Por pagar"), bars, most)


def with_debts(books: Books, figures: Figures) -> Steps[Figures]:
    """The same figures with what was owed on their last day."""
    debts = yield from payables.owed(books.db, day_of_debts(books, figures.last))
    return replace(figures, debts=debts)


def day_of_debts(books: Books, last: date) -> date:
    return min(last, books.today())


def _chart(kind: ChartKind, series: str, bars: list[Bar], most: int) -> Chart:
    """Without what comes to nothing, or to less where more was credited in the period than bought."""
    known = [bar for bar in bars if (bar.values[0] or 0) > 0]
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name=series),),
        bars=with_others(known, most),
        unit="S/",
    )
