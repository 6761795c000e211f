"""What goes to the assembly on paper: the treasurer's report, and one page for every member."""

from datetime import date

from ananea_desktop.documents.charts import Measure, shown_value
from ananea_desktop.documents.handout import Handout, HandoutLine
from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport
from ananea_desktop.documents.slides import AmountsSlide, Figure, MessageSlide
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import capital_slides, charts, purchase_charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, Period, figures
from ananea_desktop.operations.money_charts import compared
from ananea_desktop.operations.slide_contents import content_of
from ananea_desktop.operations.slide_projects import heading_icon
from ananea_desktop.operations.slide_teller import Teller, soles
from ananea_desktop.storage import statistics

MOST_LINES = 4
"""On the page for members."""


def treasurer_report(books: Books, year: int) -> Steps[bytes]:
    """The report of a year on A4, in the language in use. Raises UserError for a year to come."""
    from ananea_desktop.documents.sectioned_report import sectioned_report_pdf

    teller = yield from _teller(books, year)
    return sectioned_report_pdf(_report(teller))


def handout(books: Books, year: int) -> Steps[bytes]:
    """The page of a year for every member, in the language in use. Raises UserError for a year to come."""
    from ananea_desktop.documents.handout import handout_pdf

    teller = yield from _teller(books, year)
    return handout_pdf(_handout(teller))


def _teller(books: Books, year: int) -> Steps[Teller]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if first > books.today():
        raise UserError(_("El año {year} todavía no empieza. Elija otro.").format(year=year))
    found = yield from figures(books, first, last)
    found = yield from purchase_charts.with_debts(books, found)
    return Teller(books, Presentation(first_day=first, last_day=last, slides=()), found)


# ---------------------------------------------------------------- the report


def _report(teller: Teller) -> SectionedReport:
    books, found, year = teller.books, teller.found, teller.year
    day = min(found.last, books.today())
    subtitle = _("Del {first} al {last}. {place}, {day}.").format(
        first=format_date(found.first),
        last=format_date(day),
        place=teller.letterhead.place,
        day=long_date(books.today()),
    )
    return SectionedReport(
        letterhead=teller.letterhead,
        title=_("Informe de tesorería {year}").format(year=year),
        subtitle=subtitle,
        sections=(
            _premium_section(books, found, year),
            _projects_section(teller),
            _money_section(teller),
            _trainings_section(books, found),
            _purchases_section(books, found),
            _members_section(books, found),
            *capital_slides.report_sections(teller),
        ),
        signers=(
            (teller.letterhead.treasurer_name, _(teller.letterhead.treasurer_title)),
            (teller.letterhead.president_name, _("Presidente/a")),
            ("", _("Por el consejo de vigilancia")),
        ),
    )


def _premium_section(books: Books, found: Figures, year: int) -> Section:
    chart = charts.chart_of(books, "prima-por-anio", found)
    return Section(
        title=_("La Prima Fairtrade"),
        tables=(_period_table(found.of_funds("premium"), year),),
        charts=() if chart.is_empty else (chart,),
    )


def _period_table(period: Period, year: int) -> ReportTable:
    exchange = ((_("Diferencia de cambio"), format_amount(period.exchange)),) if period.exchange else ()
    capital = ((_("Aportaciones, menos lo devuelto"), format_amount(period.capital)),) if period.capital else ()
    return ReportTable(
        columns=("", _("Importe S/")),
        rows=(
            (_("Saldo de {year}").format(year=year - 1), format_amount(period.opening)),
            (_("Ingresos"), format_amount(period.income)),
            (_("Gastos"), format_amount(-period.spent)),
            *exchange,
            *capital,
        ),
        totals=(_("Saldo"), format_amount(period.left)),
    )


def _projects_section(teller: Teller) -> Section:
    """Spent since each began, which its budget is for, and beside it what of that was spent in the year."""
    rows = compared(teller.found)
    if not rows:
        return Section(title=_("Proyectos"), sentence=_("En este período no hubo proyectos."))
    lines = [
        (
            row["name"],
            "–" if row["budget"] is None else format_amount(row["budget"]),
            format_amount(row["spent_now"]),
            format_amount(row["spent"]),
            "–" if row["budget"] is None else format_amount(row["budget"] - row["spent"]),
        )
        for row in rows
    ]
    planned, spent = sum(row["budget"] or 0 for row in rows), sum(row["spent"] for row in rows)
    now = sum(row["spent_now"] for row in rows)
    totals = (_("Total"), *(format_amount(amount) for amount in (planned, now, spent, planned - spent)))
    columns = (
        _("Proyecto"),
        _("Planificado S/"),
        _("En {year} S/").format(year=teller.year),
        _("Ejecutado S/"),
        _("Saldo S/"),
    )
    return Section(
        title=_("Proyectos"),
        tables=(ReportTable(columns=columns, rows=tuple(lines), totals=totals),),
        charts=(charts.chart_of(teller.books, "planificado-gastado-rubro", teller.found),),
    )


def _money_section(teller: Teller) -> Section:
    """What there is and what is owed; nobody is named."""
    books, found = teller.books, teller.found
    accounts = tuple((row["name"], format_money(row["balance"], row["currency"])) for row in found.accounts)
    funds = tuple((row["name"], format_amount(row["balance"])) for row in found.funds)
    total = format_amount(found.total)
    owed = format_money(teller.owed, "PEN")
    sentence = _("Por pagar a proveedores: {amount}.").format(amount=owed) if teller.owed else ""
    chart = charts.chart_of(books, "dinero-por-mes", found)
    return Section(
        title=_("Dinero en caja y bancos"),
        sentence=sentence,
        tables=(
            ReportTable(columns=(_("Cuenta"), _("Saldo")), rows=accounts),
            ReportTable(columns=(_("De quién es"), _("Saldo S/")), rows=funds, totals=(_("Total"), total)),
        ),
        charts=() if chart.is_empty else (chart,),
    )


def _trainings_section(books: Books, found: Figures) -> Section:
    rows = statistics.trainings_between(books.db, found.first, found.last)
    if not rows:
        return Section(title=_("Capacitaciones"), sentence=_("En este período no hubo capacitaciones."))
    sentence = plural(
        _("1 sesión, {hours} horas de clase, {people} asistencias ({women} de mujeres)."),
        _("{count} sesiones, {hours} horas de clase, {people} asistencias ({women} de mujeres)."),
        len(rows),
    ).format(
        count=len(rows),
        hours=shown_value(sum(row["duration"] for row in rows), Measure.HOURS),
        people=sum(row["women"] + row["men"] for row in rows),
        women=sum(row["women"] for row in rows),
    )
    names = ("capacitacion-personas", "capacitacion-horas")
    made = [charts.chart_of(books, name, found) for name in names]
    return Section(
        title=_("Capacitaciones"), sentence=sentence, charts=tuple(chart for chart in made if not chart.is_empty)
    )


def _purchases_section(books: Books, found: Figures) -> Section:
    chart = charts.chart_of(books, "compras-por-clase", found)
    if chart.is_empty:
        return Section(title=_("Compras y equipos"), sentence=_("En este período no hubo compras."))
    more = [charts.chart_of(books, name, found) for name in ("compras-por-proveedor", "deudas-por-antiguedad")]
    return Section(title=_("Compras y equipos"), charts=(chart, *(each for each in more if not each.is_empty)))


def _members_section(books: Books, found: Figures) -> Section:
    made = [charts.chart_of(books, name, found) for name in ("socios-por-estado", "socios-por-sexo", "socios-por-edad")]
    known = tuple(chart for chart in made if not chart.is_empty)
    sentence = "" if known else _("Todavía no hay socios anotados.")
    return Section(title=_("Socios"), sentence=sentence, charts=known)


# ---------------------------------------------------------------- the hand-out


def _handout(teller: Teller) -> Handout:
    told = content_of(teller, SlideChoice(kind=SlideKind.NUMBERS))
    day = min(teller.found.last, teller.books.today())
    return Handout(
        letterhead=teller.letterhead,
        title=_("Nuestra Prima {when}").format(when=teller.when),
        amounts=told.amounts if isinstance(told, AmountsSlide) else (),
        lines_title=_("¿En qué gastamos?"),
        lines=_handout_lines(teller),
        figures=_handout_figures(teller.books, teller.found),
        sentence=told.sentence if isinstance(told, AmountsSlide | MessageSlide) else "",
        foot=_("{place}, cifras al {day}, en soles enteros").format(place=teller.letterhead.place, day=long_date(day)),
    )


def _handout_lines(teller: Teller) -> list[HandoutLine]:
    """What the Premium was spent on in the year; together as much as «Gastamos» says."""
    found = teller.found
    names = {row["heading_id"]: row["heading_name"] for row in found.projects}
    spent = found.spent_by_heading(found.fund_ids("premium"))
    parts = [(_(names[heading]), amount) for heading, amount in spent.items() if heading is not None and amount > 0]
    parts.sort(key=lambda part: -part[1])
    if spent.get(None, 0) > 0:
        parts.append((_("Gastos sin proyecto"), spent[None]))
    if len(parts) > MOST_LINES:
        rest = parts[MOST_LINES - 1 :]
        others = _("Otros ({count})").format(count=len(rest))
        parts = [*parts[: MOST_LINES - 1], (others, sum(amount for _name, amount in rest))]
    whole = sum(amount for _name, amount in parts)
    return [
        HandoutLine(
            icon=heading_icon(name),
            name=name,
            spent=soles(amount),
            remark=_("{share} de cada 100 soles").format(share=(200 * amount + whole) // (2 * whole)),
            share=amount / whole,
        )
        for name, amount in parts
    ]


def _handout_figures(books: Books, found: Figures) -> list[Figure]:
    trainings = statistics.trainings_between(books.db, found.first, found.last)
    people = sum(row["women"] + row["men"] for row in trainings)
    projects = found.projects_paid_by("premium")
    figures_shown = [
        Figure(value=str(projects), words=plural(_("proyecto"), _("proyectos"), projects), icon="check-circle"),
        Figure(
            value=str(len(trainings)),
            words=plural(_("capacitación"), _("capacitaciones"), len(trainings)),
            icon="chalkboard-teacher",
        ),
        Figure(value=f"{people:,}", words=plural(_("asistencia"), _("asistencias"), people), icon="users-three"),
    ]
    return [figure for figure in figures_shown if figure.value != "0"]
