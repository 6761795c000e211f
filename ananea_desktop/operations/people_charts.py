"""Charts of members and trainings."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, with_others
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import GONE, SEXES, STATES, age_on
from ananea_desktop.domain.purchases import CATEGORIES
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures
from ananea_desktop.operations.money_charts import UNTIL
from ananea_desktop.storage import hand_outs, member_statistics, statistics
from ananea_desktop.storage.rows import Row

UNKNOWN = "none"
MOST_YEARS = 12


def day_of_register(books: Books, last: date) -> date:
    """The day a period's register is of: its last one, or today while that is still to come."""
    return min(last, books.today())


def members_on(books: Books, last: date) -> list[Row]:
    """Every member with the state of the last day of a period, or of today; also who had left by then."""
    found = member_statistics.members_on(books.db, day_of_register(books, last))
    return [row | {"state": row["state_then"]} for row in found]


def in_register(member: Row) -> bool:
    """Whether a person counts as a member: not gone, by the state that ``members_on`` gives."""
    return bool(member["kind"] == "member" and member["state"] not in GONE)


def decade(member: Row, day: date) -> str:
    """The decade of age as a key: ``30`` for 30 to 39."""
    birth = member["birth_date"]
    return UNKNOWN if birth is None else str(max(0, age_on(birth, day)) // 10 * 10)


def admission_year(member: Row) -> str:
    return UNKNOWN if member["admitted_on"] is None else str(member["admitted_on"].year)


def topic_key(topic: str) -> str:
    """Equal for a topic however it was written."""
    return fold(topic)


def by_state(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """Everyone who is or was a member; the other charts of members leave out who has retired."""
    count = Counter(row["state"] for row in members_on(books, figures.last))
    return _members(kind, Shape.ROWS, _choices(count, STATES))


def by_sex(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    count = Counter(row["sex"] for row in members_on(books, figures.last) if in_register(row))
    return _members(kind, Shape.ROWS, _choices(count, SEXES))


def by_age(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """By decades of age on the last day of the period."""
    found = [row for row in members_on(books, figures.last) if in_register(row)]
    count = Counter(decade(row, figures.last) for row in found)
    known = sorted(int(key) for key in count if key != UNKNOWN)
    tens = range(known[0], known[-1] + 1, 10) if known else ()
    bars = [
        Bar(
            label=_("{first} a {last}").format(first=ten, last=ten + 9),
            values=(count[str(ten)],),
            key=str(ten) if count[str(ten)] else "",
        )
        for ten in tens
    ]
    return _members(kind, Shape.COLUMNS, [*bars, *_unknown(count)])


def by_admission(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """By year of admission; where there are many years, the first bar holds all the early ones."""
    count = Counter(admission_year(row) for row in members_on(books, figures.last) if in_register(row))
    years = sorted(key for key in count if key != UNKNOWN)
    room = min(most, MOST_YEARS)
    early = years[: max(0, len(years) - room + 1)] if len(years) > room else []
    bars = [Bar(label=year, values=(count[year],), key=year) for year in years if year not in early]
    if early:
        label = _("Hasta {year}").format(year=early[-1])
        bars.insert(0, Bar(label=label, values=(sum(count[year] for year in early),), key=f"{UNTIL}{early[-1]}"))
    return _members(kind, Shape.COLUMNS, [*bars, *_unknown(count)])


def _choices(count: Counter[str], choices: Mapping[str, str]) -> list[Bar]:
    return [Bar(label=_(text), values=(count[key],), key=key) for key, text in choices.items() if count[key]]


def _unknown(count: Counter[str]) -> list[Bar]:
    return [Bar(label=_("Sin fecha"), values=(count[UNKNOWN],), key=UNKNOWN)] if count[UNKNOWN] else []


def _members(kind: ChartKind, shape: Shape, bars: list[Bar]) -> Chart:
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=shape,
        series=(Series(name=_("Socios")),),
        bars=bars,
    )


def training_hours(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """Person-hours by topic: the hours of each session, once for each who came."""
    bars = _topics(books, figures, lambda row: (row["duration"] * (row["women"] + row["men"]),))
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.HOURS,
        shape=Shape.ROWS,
        series=(Series(name=_("Horas por persona")),),
        bars=with_others(bars, most),
        note=_("Las horas de cada sesión, por cada persona que vino."),
    )


def training_people(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """Who came, by topic and sex; who came to two sessions of a topic counts twice."""
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=Shape.ROWS,
        series=(Series(name=_("Mujeres")), Series(name=_("Hombres"), look=Look.OUTLINED)),
        bars=with_others(_topics(books, figures, lambda row: (row["women"], row["men"])), most),
        unit=_("asistencias"),
        stacked=True,
    )


def _topics(books: Books, figures: Figures, values: Callable[[Row], tuple[int, ...]]) -> list[Bar]:
    """A bar for each topic somebody came for, the largest first; it is called as it was written last."""
    names: dict[str, str] = {}
    sums: dict[str, tuple[int, ...]] = {}
    for row in statistics.trainings_between(books.db, figures.first, figures.last):
        key = topic_key(row["topic"])
        names[key] = row["topic"]
        known = sums.get(key)
        added = values(row)
        sums[key] = added if known is None else tuple(a + b for a, b in zip(known, added, strict=True))
    bars = [Bar(label=names[key], values=found, key=key) for key, found in sums.items() if any(found)]
    return sorted(bars, key=lambda bar: (-sum(value or 0 for value in bar.values), bar.label))


def handed_by_category(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
    """Whom equipment reached in the period, by its category: persons, each once, and how many things they got."""
    found = hand_outs.handed_by_category(books.db, figures.first, figures.last)
    bars = [
        Bar(label=_(CATEGORIES[row["category"]]), values=(row["people"], row["times"]), key=row["category"])
        for row in found
    ]
    return Chart(
        name=kind.name,
        title=_(kind.title),
        measure=Measure.COUNT,
        shape=Shape.ROWS,
        series=(Series(name=_("Personas")), Series(name=_("Entregas"), look=Look.OUTLINED)),
        bars=with_others(bars, most),
        note=_("Cada persona se cuenta una vez en cada clase."),
    )
