"""What goes to the assembly on paper: the treasurer's report, and one page for every member."""

from datetime import date

from ananea_desktop.documents.charts import Measure, shown_value
from ananea_desktop.documents.handout import Handout, HandoutLine
from ananea_desktop.documents.slides import AmountsSlide, Figure, MessageSlide
from ananea_desktop.documents.treasurer_report import ReportTable, Section, TreasurerReport
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, Period, figures
from ananea_desktop.operations.money_charts import compared
from ananea_desktop.operations.slide_contents import content_of
from ananea_desktop.operations.slide_projects import heading_icon
from ananea_desktop.operations.slide_teller import Teller, soles
from ananea_desktop.storage import lists, statistics

MOST_HEADINGS = 4


def treasurer_report(books: Books, year: int) -> bytes:
    """The report of a year on A4, in the language in use."""
    from ananea_desktop.documents.treasurer_report import treasurer_report_pdf

    return treasurer_report_pdf(_report(books, _figures_of(books, year), year))


def handout(books: Books, year: int) -> bytes:
    """The page of a year for every member, in the language in use."""
    from ananea_desktop.documents.handout import handout_pdf

    return handout_pdf(_handout(books, _figures_of(books, year), year))


def _figures_of(books: Books, year: int) -> Figures:
    return at_once(figures(books, date(year, 1, 1), date(year, 12, 31)))


# ---------------------------------------------------------------- the report


def _report(books: Books, found: Figures, year: int) -> TreasurerReport:
    teller = _teller(books, found)
    day = min(found.last, books.today())
    subtitle = _("Del {first} al {last}. {place}, {day}.").format(
        first=format_date(found.first),
        last=format_date(day),
        place=teller.letterhead.place,
        day=long_date(books.today()),
    )
    return TreasurerReport(
        letterhead=teller.letterhead,
        title=_("Informe de tesorería {year}").format(year=year),
        subtitle=subtitle,
        sections=(
            _premium_section(books, found, year),
            _projects_section(books, found),
            _money_section(books, found),
            _trainings_section(books, found),
            _purchases_section(books, found),
            _members_section(books, found),
        ),
        signers=(
            (teller.letterhead.treasurer_name, _(teller.letterhead.treasurer_title)),
            (teller.letterhead.president_name, _("Presidente/a")),
            ("", _("Por el consejo de vigilancia")),
        ),
    )


def _teller(books: Books, found: Figures) -> Teller:
    return Teller(books, Presentation(first_day=found.first, last_day=found.last, slides=()), found)


def _premium_section(books: Books, found: Figures, year: int) -> Section:
    chart = charts.chart_of(books, "prima-por-anio", found)
    return Section(
        title=_("La Prima Fairtrade"),
        tables=(_period_table(found.of_funds("premium"), year),),
        charts=() if chart.is_empty else (chart,),
    )


def _period_table(period: Period, year: int) -> ReportTable:
    return ReportTable(
        columns=("", _("Importe S/")),
        rows=(
            (_("Saldo de {year}").format(year=year - 1), format_amount(period.opening)),
            (_("Ingresos"), format_amount(period.income)),
            (_("Gastos"), format_amount(-period.spent)),
        ),
        totals=(_("Saldo"), format_amount(period.left)),
    )


def _projects_section(books: Books, found: Figures) -> Section:
    rows = compared(found)
    if not rows:
        return Section(title=_("Proyectos"), sentence=_("En este período no hubo proyectos."))
    lines = [
        (
            row["name"],
            "–" if row["budget"] is None else format_amount(row["budget"]),
            format_amount(row["spent"]),
            "–" if row["budget"] is None else format_amount(row["budget"] - row["spent"]),
        )
        for row in rows
    ]
    planned, spent = sum(row["budget"] or 0 for row in rows), sum(row["spent"] for row in rows)
    return Section(
        title=_("Proyectos"),
        tables=(
            ReportTable(
                columns=(_("Proyecto"), _("Planificado S/"), _("Ejecutado S/"), _("Saldo S/")),
                rows=tuple(lines),
                totals=(_("Total"), format_amount(planned), format_amount(spent), format_amount(planned - spent)),
            ),
        ),
        charts=(charts.chart_of(books, "planificado-gastado-rubro", found),),
    )


def _money_section(books: Books, found: Figures) -> Section:
    """What there is and what is owed; nobody is named."""
    accounts = tuple((row["name"], format_money(row["balance"], row["currency"])) for row in found.accounts)
    funds = tuple((row["name"], format_amount(row["balance"])) for row in found.funds)
    total = format_amount(sum(row["balance"] for row in found.funds))
    count, owed = lists.owed_to_suppliers(books.db)
    sentence = _("Por pagar a proveedores: {amount}.").format(amount=format_money(owed, "PEN")) if count else ""
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
    return Section(title=_("Compras y equipos"), charts=(chart,))


def _members_section(books: Books, found: Figures) -> Section:
    made = [charts.chart_of(books, name, found) for name in ("socios-por-estado", "socios-por-sexo", "socios-por-edad")]
    known = tuple(chart for chart in made if not chart.is_empty)
    sentence = "" if known else _("Todavía no hay socios anotados.")
    return Section(title=_("Socios"), sentence=sentence, charts=known)


# ---------------------------------------------------------------- the hand-out


def _handout(books: Books, found: Figures, year: int) -> Handout:
    teller = _teller(books, found)
    told = content_of(teller, SlideChoice(kind=SlideKind.NUMBERS))
    return Handout(
        letterhead=teller.letterhead,
        title=_("Nuestra Prima {when}").format(when=teller.when),
        amounts=told.amounts if isinstance(told, AmountsSlide) else (),
        lines_title=_("¿En qué gastamos?"),
        lines=_handout_lines(found),
        figures=_handout_figures(books, found),
        sentence=told.sentence if isinstance(told, AmountsSlide | MessageSlide) else "",
        foot=_("{place}, cifras al {day}").format(
            place=teller.letterhead.place, day=long_date(min(found.last, books.today()))
        ),
    )


def _handout_lines(found: Figures) -> list[HandoutLine]:
    rows = compared(found)
    lines = []
    for heading, name in {row["heading_id"]: row["heading_name"] for row in rows}.items():
        same = [row for row in rows if row["heading_id"] == heading]
        budget, spent = sum(row["budget"] or 0 for row in same), sum(row["spent"] for row in same)
        lines.append(
            HandoutLine(
                icon=heading_icon(name),
                name=_(name),
                spent=soles(spent),
                planned=_("de {amount}").format(amount=soles(budget)) if budget else "",
                share=spent / budget if budget else 0.0,
            )
        )
    return lines[:MOST_HEADINGS]


def _handout_figures(books: Books, found: Figures) -> list[Figure]:
    trainings = statistics.trainings_between(books.db, found.first, found.last)
    people = sum(row["women"] + row["men"] for row in trainings)
    projects = len(compared(found))
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
