"""Charts of money: the Premium by year, spending by heading, planned against spent, and money by month."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, with_others
from ananea_desktop.domain.dates import short_month
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures
from ananea_desktop.storage import budgets, premium
from ananea_desktop.storage.rows import Row

MOST_YEARS = 8
_MORE_THAN_MOVED = N_("Lo que quedó cuenta también el saldo con que empezaron los libros y la diferencia de cambio.")
A_YEAR = 12
NO_PROJECT = "none"
UNTIL = "until:"
"""Begins the key of the first bar of years, which holds all those before."""


def premium_by_year(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """All years until the last day, at most the last eight; what is left stands at the end of each."""
    by_year: dict[str, tuple[int, int]] = {}
    for month, (income, spent) in figures.by_month(before=True, funds=figures.fund_ids("premium")).items():
        known = by_year.get(month[:4], (0, 0))
        by_year[month[:4]] = known[0] + income, known[1] + spent
    changes = figures.change_by_year("premium")
    bars, balance, moved = [], 0, 0
    for year in _years(changes.keys() | by_year.keys(), figures.last):
        income, spent = by_year.get(year, (0, 0))
        balance += changes.get(year, 0)
        moved += income - spent
        bars.append(Bar(label=year, values=(income, spent, balance), key=year))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.COLUMNS,
        series=(
            Series(name=_("Ingresó"), look=Look.OUTLINED),
            Series(name=_("Se gastó")),
            Series(name=_("Quedó"), look=Look.HATCHED),
        ),
        bars=bars[-min(most, MOST_YEARS) :],
        unit="S/",
        note="" if balance == moved else _(_MORE_THAN_MOVED),
    )


def _years(found: Collection[str], last: date) -> Sequence[str]:
    first = int(min(found)) if found else last.year
    return [str(year) for year in range(first, last.year + 1)]


def premium_by_lot(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What was expected of each lot of the period and what came, in dollars; the newest, in the order of their days."""
    lots = premium.incomes(books.db, conditions=premium.of_period(figures.first, figures.last), limit=most)[::-1]
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.COLUMNS,
        series=(Series(name=_("Se espera"), look=Look.OUTLINED), Series(name=_("Recibido"))),
        bars=[Bar(label=row["lot"], values=(row["expected"], row["received"]), key=str(row["id"])) for row in lots],
        unit="US$",
    )


def spent_by_heading(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What was spent in the period, of whatever fund; what belongs to no project stands last."""
    names = {row["heading_id"]: row["heading_name"] for row in figures.projects}
    spent = figures.spent_by_heading()
    bars = [
        Bar(label=_(name), values=(spent[heading],), key=str(heading))
        for heading, name in names.items()
        if spent.get(heading)
    ]
    bars.sort(key=lambda bar: -(bar.values[0] or 0))
    if spent.get(None):
        bars.append(Bar(label=_("Gastos sin proyecto"), values=(spent[None],), key=NO_PROJECT))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name=_("Gastado")),),
        bars=with_others(bars, most),
        unit="S/",
    )


def planned_by_project(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """The projects of the period that have a budget or spent: what was overspent first, then the largest."""
    rows = sorted(compared(figures), key=telling)
    bars = [Bar(label=row["name"], values=(row["budget"], row["spent"]), key=str(row["id"])) for row in rows]
    return planned(kind.name, _(kind.title), with_others(bars, most))


def telling(project: Row) -> tuple[bool, int]:
    """Sorts first what members ask about: what was overspent, then where most money is."""
    overspent = project["budget"] is not None and project["spent"] > project["budget"]
    return not overspent, -max(project["budget"] or 0, project["spent"])


def planned_by_heading(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """The same projects, added up by heading."""
    bars = []
    rows = compared(figures)
    for heading, name in {row["heading_id"]: row["heading_name"] for row in rows}.items():
        same = [row for row in rows if row["heading_id"] == heading]
        budgets = [row["budget"] for row in same if row["budget"] is not None]
        budget = sum(budgets) if budgets else None
        spent = sum(row["spent"] for row in same)
        bars.append(Bar(label=_(name), values=(budget, spent), key=str(heading)))
    return planned(kind.name, _(kind.title), with_others(bars, most))


def planned_by_year(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """The Premium of every year until the last day; where there are many, the first bar holds all the early ones."""
    plans = budgets.premium_by_year(books.db, figures.last)
    funds = figures.fund_ids("premium")
    spent: dict[int, int] = {}
    for month, (_income, amount) in figures.by_month(before=True, funds=funds).items():
        if amount:
            spent[int(month[:4])] = spent.get(int(month[:4]), 0) + amount
    years = range(min([*plans, *spent, figures.last.year]), figures.last.year + 1)
    early, shown = (years[: 1 - most], years[1 - most :]) if len(years) > most else (years[:0], years)
    bars = [_planned_year(str(year), str(year), [year], plans, spent) for year in shown]
    if early:
        bars.insert(0, _planned_year(_("Antes"), f"{UNTIL}{early[-1]}", early, plans, spent))
    is_older = any(each.kind == "earlier" and each.fund_id in funds for each in figures.sums)
    notes = (
        _("Lo aprobado sin decir de qué año cuenta en el año en que empieza su proyecto."),
        _("No está lo que se gastó antes de llevar estos libros.") if is_older else "",
    )
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.COLUMNS,
        series=(Series(name=_("Planificado"), look=Look.OUTLINED), Series(name=_("Gastado"))),
        bars=bars,
        unit="S/",
        note=" ".join(note for note in notes if note),
    )


def _planned_year(label: str, key: str, years: Sequence[int], plans: dict[int, int], spent: dict[int, int]) -> Bar:
    values = tuple(sum(found.get(year, 0) for year in years) for found in (plans, spent))
    return Bar(label=label, values=values, key=key)


def compared(figures: Figures) -> list[Row]:
    """The projects of the period where there is something to compare: approved, or spent without being so."""
    return [row for row in figures.projects_of_period if row["budget"] is not None or row["spent"]]


def planned(name: str, title: str, bars: Sequence[Bar]) -> Chart:
    """Bars of planned and spent, each with how far it came."""
    return Chart(
        name=name,
        title=title,
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name=_("Planificado"), look=Look.OUTLINED), Series(name=_("Gastado"))),
        bars=[replace(bar, remark=percent(bar.values[1], bar.values[0])) for bar in bars],
        unit="S/",
        remark_title=_("Avance"),
        note=_("Lo gastado se cuenta desde que empezó cada proyecto."),
    )


def percent(part: int | None, whole: int | None) -> str:
    """``85 %``, half a percent up; nothing where there is no whole to compare with."""
    return f"{(200 * (part or 0) + whole) // (2 * whole)} %" if whole else ""


def money_by_month(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What came in and went out in each month of the period, or in each year of a long one."""
    months = months_of(figures.first, figures.last)
    by_year = len(months) > max(most, A_YEAR)
    keys = list(dict.fromkeys(month[:4] for month in months)) if by_year else months
    moved: dict[str, tuple[int, int]] = {}
    for month, (income, spent) in figures.by_month().items():
        key = month[:4] if by_year else month
        known = moved.get(key, (0, 0))
        moved[key] = known[0] + income, known[1] + spent
    one_year = figures.first.year == figures.last.year
    bars = []
    for key in keys:
        income, spent = moved.get(key, (0, 0))
        # a month in which nothing moved stays empty: rows of zeros hide where something did
        values = income or None, spent or None
        bars.append(Bar(label=month_label(key, one_year), values=values, key=key if any(values) else ""))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=Shape.COLUMNS,
        series=(Series(name=_("Ingresó"), look=Look.OUTLINED), Series(name=_("Se gastó"))),
        bars=bars,
        unit="S/",
    )


def months_of(first: date, last: date) -> list[str]:
    """Every month of a period as a key: ``2026-11``."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]


def month_label(key: str, one_year: bool) -> str:
    """What stands under the bar of a month or a year; with the year where there are several."""
    if len(key) == 4:
        return key
    month = short_month(date(int(key[:4]), int(key[5:]), 1))
    return month if one_year else f"{month} {key[2:4]}"
