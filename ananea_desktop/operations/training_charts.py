"""The chart of the training plan: what was planned and what was held, by month."""

from collections import Counter
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape
from ananea_desktop.domain.language import _
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures
from ananea_desktop.operations.money_charts import A_YEAR, month_label, months_of
from ananea_desktop.storage import trainings as store
from ananea_desktop.storage.rows import Row

YEAR_KEY = 4
"""Letters of a key that stands for a whole year; one of a month has seven."""


def meant(books: Books, first: date, last: date) -> list[Row]:
    """The plan of a period: every session that was not cancelled."""
    return [row for row in store.of_period(books.db, first, last) if row["state"] != "cancelled"]


def plan_by_month(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """How many sessions were planned, and how many of them held, in each month, or in each year of a long period."""
    months = months_of(figures.first, figures.last)
    by_year = len(months) > max(most, A_YEAR)
    keys = list(dict.fromkeys(month[:YEAR_KEY] for month in months)) if by_year else months
    planned: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for row in meant(books, figures.first, figures.last):
        key = row["held_on"].isoformat()[: YEAR_KEY if by_year else 7]
        planned[key] += 1
        held[key] += row["state"] == "held"
    one_year = figures.first.year == figures.last.year
    bars = [
        Bar(
            label=month_label(key, one_year),
            values=(planned[key] or None, held[key] or None),
            key=key if planned[key] else "",
        )
        for key in keys
    ]
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=Shape.COLUMNS,
        series=(Series(name=_("En el plan"), look=Look.OUTLINED), Series(name=_("Realizadas"))),
        bars=bars,
    )
