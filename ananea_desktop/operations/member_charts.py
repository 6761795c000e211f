"""Charts of members over the years, of what they owe, and of the capital they hold. No chart names anybody.

Aportaciones are the members' own: they stand apart from dues and fines, and are never added to them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape
from ananea_desktop.domain.charges import CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import GONE
from ananea_desktop.domain.money import to_soles
from ananea_desktop.domain.payables import AGES, age_of
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures
from ananea_desktop.operations.money_charts import A_YEAR, MOST_YEARS, UNTIL, month_label, months_of
from ananea_desktop.operations.people_charts import day_of_register, members_on
from ananea_desktop.storage import member_statistics, receipt_facts
from ananea_desktop.storage.rows import Row

LONG_AGO = date(1900, 1, 1)
"""Since when a state holds of which nobody knows since when."""


def by_year(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """How many members there were at the end of each year, and on the last day of the period: hábiles and inhábiles."""
    last = day_of_register(books, figures.last)
    changes = member_statistics.state_changes(books.db)
    known = [row["valid_from"].year for row in changes if row["valid_from"] > LONG_AGO]
    first = max(min(known, default=last.year), last.year - min(most, MOST_YEARS) + 1)
    bars = []
    for year in range(first, last.year + 1):
        count = states_on(changes, min(date(year, 12, 31), last))
        bars.append(Bar(label=str(year), values=(count["active"], count["suspended"]), key=str(year)))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=Shape.COLUMNS,
        series=(Series(name=_("Hábiles")), Series(name=_("Inhábiles"), look=Look.OUTLINED)),
        bars=bars,
        stacked=True,
        note=_("Al último día de cada año."),
    )


def states_on(changes: list[Row], day: date) -> Counter[str]:
    """How many members were in each state on a day, of storage.member_statistics.state_changes."""
    newest: dict[int, str] = {}
    for row in changes:
        if row["valid_from"] <= day:
            newest[row["member_id"]] = row["state"]
    return Counter(newest.values())


def came_and_left(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """How many became members in each year, and how many ceased to be."""
    last = day_of_register(books, figures.last)
    moves = [row for row in movements(member_statistics.state_changes(books.db)) if row["moved_on"] <= last]
    first = min((row["moved_on"].year for row in moves), default=last.year)
    early = range(first, max(first, last.year - most + 2)) if last.year - first >= most else range(0)
    years = range(early.stop or first, last.year + 1)
    came = Counter(row["moved_on"].year for row in moves if row["came"])
    left = Counter(row["moved_on"].year for row in moves if not row["came"])
    bars = [_came_and_left(str(year), str(year), [year], came, left) for year in years]
    if early:
        until = early[-1]
        bars.insert(0, _came_and_left(_("Hasta {year}").format(year=until), f"{UNTIL}{until}", early, came, left))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=Shape.COLUMNS,
        series=(Series(name=_("Ingresaron"), look=Look.OUTLINED), Series(name=_("Salieron"))),
        bars=bars,
        note=_("Salen quienes se retiran, son excluidos o fallecen."),
    )


def _came_and_left(label: str, key: str, years: Sequence[int], came: Counter[int], left: Counter[int]) -> Bar:
    values = sum(came[year] for year in years), sum(left[year] for year in years)
    return Bar(label=label, values=(values[0] or None, values[1] or None), key=key if any(values) else "")


def movements(changes: list[Row]) -> list[Row]:
    """Who became a member and who ceased to be, oldest first: member_id, moved_on, ``came``, state. Of whom nobody
    knows since when is left out."""
    here: dict[int, bool] = {}
    found: list[Row] = []
    for row in changes:
        is_here, was_here = row["state"] not in GONE, here.get(row["member_id"], False)
        here[row["member_id"]] = is_here
        first_seen = row["valid_from"] <= LONG_AGO
        if is_here != was_here and not first_seen:
            found.append({**row, "moved_on": row["valid_from"], "came": is_here})
    return found


def capital_by_year(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What members held at the end of each year, and on the last day of the period."""
    changes = member_statistics.held_by_year(books.db, figures.last)
    bars, held = [], 0
    for year in range(min(changes, default=figures.last.year), figures.last.year + 1):
        held += changes.get(year, 0)
        bars.append(Bar(label=str(year), values=(held,), key=str(year) if held else ""))
    return _soles(kind, Shape.COLUMNS, (Series(name=_("Aportaciones")),), bars[-min(most, MOST_YEARS) :])


def capital_by_month(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What was paid in and paid back in each month of the period, or in each year of a long one."""
    found = member_statistics.capital_by_month(books.db, figures.first, figures.last)
    bars = _by_month(found, figures, most)
    series: tuple[Series, ...] = (Series(name=_("Recibidas"), look=Look.OUTLINED), Series(name=_("Devueltas")))
    if not any(back for _paid, back in found.values()):  # one series alone leaves room for whole amounts
        series, bars = series[:1], [replace(bar, values=bar.values[:1]) for bar in bars]
    return _soles(kind, Shape.COLUMNS, series, bars)


def dues_by_month(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """By when they were due: dues and fines that were charged, and what was paid of them."""
    rows = member_statistics.expected(books.db, figures.first, day_of_register(books, figures.last))
    found = {row["month"]: (row["expected"], row["paid"]) for row in rows}
    series = (Series(name=_("Se esperaba"), look=Look.OUTLINED), Series(name=_("Se recibió")))
    note = _("Por el mes en que vencieron; las aportaciones no cuentan aquí.")
    return _soles(kind, Shape.COLUMNS, series, _by_month(found, figures, most), note)


def _by_month(found: dict[str, tuple[int, int]], figures: Figures, most: int) -> list[Bar]:
    months = months_of(figures.first, figures.last)
    by_year = len(months) > max(most, A_YEAR)
    sums: dict[str, tuple[int, int]] = {}
    for month, (one, other) in found.items():
        key = month[:4] if by_year else month
        known = sums.get(key, (0, 0))
        sums[key] = known[0] + one, known[1] + other
    one_year = figures.first.year == figures.last.year
    bars = []
    for key in dict.fromkeys(month[:4] for month in months) if by_year else months:
        first, second = sums.get(key, (0, 0))
        shown = key if key in sums else ""
        bars.append(Bar(label=month_label(key, one_year), values=(first or None, second or None), key=shown))
    return bars


def owed_by_age(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """What members owe on the last day of the period, or today, by how long it is overdue."""
    day = day_of_register(books, figures.last)
    sums = [[0, 0] for _age in AGES]
    owed = member_statistics.owed(books.db, day)
    for row in owed:
        sums[age_of(row["due_on"], day)][is_capital(row)] += in_soles(books, row)
    bars = [
        Bar(label=_(age), values=(sums[number][0] or None, sums[number][1] or None), key=str(number))
        for number, age in enumerate(AGES)
        if any(sums[number])
    ]
    series = (Series(name=_("Cuotas y multas")), Series(name=_("Aportaciones"), look=Look.OUTLINED))
    return _soles(kind, Shape.ROWS, series, bars, rate_note(owed))


def owed_by_kind(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """The same by what it is; aportaciones last."""
    owed = member_statistics.owed(books.db, day_of_register(books, figures.last))
    sums: Counter[str] = Counter()
    for row in owed:
        sums[row["kind"]] += in_soles(books, row)
    bars = [Bar(label=_(text), values=(sums[key],), key=str(key)) for key, text in CHARGE_KINDS.items() if sums[key]]
    return _soles(kind, Shape.ROWS, (Series(name=_("Por cobrar")),), bars, rate_note(owed))


def is_capital(row: Row) -> bool:
    """Whether a charge is of an aportación."""
    return bool(row["kind"] == ChargeKind.CONTRIBUTION)


def in_soles(books: Books, row: Row) -> int:
    """What is left of a charge in céntimos of sol; dollars at the rate that was used last, 0 before there was any."""
    if row["currency"] == "PEN":
        return int(row["left"])
    return to_soles(row["left"], receipt_facts.last_exchange_rate(books.db) or 0)


def rate_note(owed: list[Row]) -> str:
    return _("Los dólares, al último tipo de cambio.") if any(row["currency"] != "PEN" for row in owed) else ""


def _soles(kind: ChartKind, shape: Shape, series: tuple[Series, ...], bars: list[Bar], note: str = "") -> Chart:
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.SOLES,
        shape=shape,
        series=series,
        bars=bars,
        unit="S/",
        note=note,
    )


def members_of_year(books: Books, year: int, last: date) -> list[Row]:
    """Who was a member on the last day of a year that the period reaches."""
    found = members_on(books, min(date(year, 12, 31), last))
    return [row for row in found if row["state"] not in GONE]
