"""The slides and the section of the treasurer's report on members over the years, their aportaciones and what they owe.

No person is named. Aportaciones are the members' own and stand apart from what is income.
"""

from datetime import date

from ananea_desktop.documents.sectioned_report import ReportTable, Section
from ananea_desktop.documents.slides import ChartSlide, Content, Figure
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.presentations import SlideChoice, SlideKind
from ananea_desktop.operations import charts, member_charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.people_charts import day_of_register
from ananea_desktop.operations.slide_teller import BARS_OF_A_SLIDE, Teller, nothing, soles
from ananea_desktop.storage import member_statistics
from ananea_desktop.storage.rows import Row

YEARS_OF_A_SLIDE = 6


def proposed(books: Books, first: date, last: date) -> list[SlideChoice]:
    """After the members of the period; what the books know nothing of is left out until it is ticked."""
    day = day_of_register(books, last)
    moved = any(first <= row["moved_on"] <= day for row in _movements(books))
    held = bool(member_statistics.held_until(books.db, day))
    charged = member_statistics.has_charges(books.db, first, day)
    return [
        SlideChoice(kind=SlideKind.MEMBER_YEARS, included=moved),
        SlideChoice(kind=SlideKind.CONTRIBUTIONS, included=held),
        SlideChoice(kind=SlideKind.DUES, included=charged),
    ]


def _movements(books: Books) -> list[Row]:
    return member_charts.movements(member_statistics.state_changes(books.db))


def member_years(teller: Teller, choice: SlideChoice) -> Content:
    """How many members there were at the end of each year, and who came and left in the period."""
    title = choice.title or _("Cuántos socios somos, año por año")
    chart = charts.chart_of(teller.books, "socios-por-anio", teller.found, YEARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("Todavía no hay socios anotados."), "users-three")
    first, day = teller.presentation.first_day, day_of_register(teller.books, teller.presentation.last_day)
    moves = [row for row in _movements(teller.books) if first <= row["moved_on"] <= day]
    came = sum(bool(row["came"]) for row in moves)
    figures = (
        Figure(value=f"{came:,}", words=_("ingresaron {when}").format(when=teller.when), icon="user-plus"),
        Figure(value=f"{len(moves) - came:,}", words=_("salieron {when}").format(when=teller.when), icon="user-minus"),
    )
    return ChartSlide(title=title, figures=figures, charts=((_("Al último día de cada año"), chart),))


def contributions(teller: Teller, choice: SlideChoice) -> Content:
    """What members hold, and what came in and was paid back in the period."""
    title = choice.title or _("Las aportaciones de los socios")
    chart = charts.chart_of(teller.books, "aportaciones-por-anio", teller.found, YEARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("Todavía no hay aportaciones anotadas."), "coin")
    held, paid, back = _capital(teller)
    figures = (
        Figure(value=soles(held), words=_("tienen los socios en la cooperativa"), icon="coin"),
        Figure(value=soles(paid), words=_("aportaron {when}").format(when=teller.when), icon="arrow-down-left"),
        Figure(value=soles(back), words=_("se devolvieron {when}").format(when=teller.when), icon="arrow-up-right"),
    )
    sentence = _("Es dinero de los socios: no es ingreso, y se devuelve a quien deja de serlo.")
    drawn = ((_("Al último día de cada año"), chart),)
    return ChartSlide(title=title, figures=figures, charts=drawn, sentence=sentence)


def _capital(teller: Teller) -> tuple[int, int, int]:
    """Céntimos held on the last day, and paid in and paid back in the period."""
    first, last = teller.presentation.first_day, teller.presentation.last_day
    months = member_statistics.capital_by_month(teller.books.db, first, last).values()
    held = member_statistics.held_until(teller.books.db, last)
    return held, sum(paid for paid, _back in months), sum(back for _paid, back in months)


def dues(teller: Teller, choice: SlideChoice) -> Content:
    """What was expected and received of dues and fines, and what members still owe, by age."""
    day = day_of_register(teller.books, teller.presentation.last_day)
    title = choice.title or _("Cuotas y multas {when}").format(when=teller.when)
    rows = member_statistics.expected(teller.books.db, teller.presentation.first_day, day)
    chart = charts.chart_of(teller.books, "deudas-socios-antiguedad", teller.found, BARS_OF_A_SLIDE)
    if not rows and chart.is_empty:
        return nothing(title, N_("En este período no se cobraron cuotas ni multas."), "check-circle")
    expected, paid = sum(row["expected"] for row in rows), sum(row["paid"] for row in rows)
    figures = [
        Figure(value=soles(expected), words=_("se esperaba"), icon="calendar-blank"),
        Figure(value=soles(paid), words=_("se recibió"), icon="check-circle"),
    ]
    owing = len({row["member_id"] for row in member_statistics.owed(teller.books.db, day)})
    if owing:
        words = plural(_("socio debe algo"), _("socios deben algo"), owing)
        figures.append(Figure(value=f"{owing:,}", words=words, icon="users-three"))
    heading = _("Lo que se debe al {day}, por días de vencido").format(day=format_date(day))
    shown = () if chart.is_empty else ((heading, chart),)
    return ChartSlide(title=title, figures=tuple(figures), charts=shown, sentence=chart.note)


def report_sections(teller: Teller) -> tuple[Section, ...]:
    """The section of aportaciones in the treasurer's report; none where there are none."""
    held, paid, back = _capital(teller)
    if not (held or paid or back):
        return ()
    before = member_statistics.held_until(
        teller.books.db, date.fromordinal(teller.presentation.first_day.toordinal() - 1)
    )
    other = held - before - paid + back
    openings = ((_("Saldos anteriores anotados en el año"), format_amount(other)),) if other else ()
    table = ReportTable(
        columns=("", _("Importe S/")),
        rows=(
            (_("Saldo de {year}").format(year=teller.year - 1), format_amount(before)),
            *openings,
            (_("Aportado"), format_amount(paid)),
            (_("Devuelto"), format_amount(-back)),
        ),
        totals=(_("Saldo"), format_amount(held)),
    )
    sentence = _("Es dinero de los socios: no es ingreso, y se devuelve a quien deja de serlo.")
    return (Section(title=_("Aportaciones de los socios"), sentence=sentence, tables=(table,)),)
