"""The slides of money: the Premium, what came in and went out, cash and debts, and the plan to be voted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, shown_value, with_others
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Content,
    Table,
    TableSlide,
    TextSlide,
)
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import SYMBOLS, format_grams, format_money
from ananea_desktop.domain.presentations import SlideChoice
from ananea_desktop.operations import charts
from ananea_desktop.operations.figures import Period
from ananea_desktop.operations.money_charts import compared
from ananea_desktop.operations.slide_teller import (
    BARS_OF_A_SLIDE,
    NBSP,
    Teller,
    nothing,
    shortened_rows,
    since_it_began,
    soles,
)
from ananea_desktop.storage import member_statistics, statistics
from ananea_desktop.storage import premium as store
from ananea_desktop.storage.rows import Row

YEARS_OF_A_SLIDE = 6
PLANNED_YEARS = 9
PLAN_ROWS = 4
"""Projects to be voted on one slide; more of them go on on the next."""
_OPEN_STATES = ("approved", "under_way")


def numbers(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Nuestra Prima {when}").format(when=teller.when)
    premium = teller.found.of_funds("premium")
    if premium.is_empty:
        return nothing(title, N_("En este período la Prima no tuvo movimientos."), "coin")
    widest = max(premium.available, premium.spent, 1)
    before = _("Saldo de {year}: {amount}") if teller.whole_year else _("Saldo anterior: {amount}")
    income = _("Ingresó {when}: {amount}").format(when=teller.when, amount=soles(premium.income))
    count = teller.found.projects_paid_by("premium")
    projects = plural(_("en 1 proyecto"), _("en {count} proyectos"), count).format(count=count)
    amounts = [
        Amount(
            words=_("Teníamos") if premium.available >= 0 else _("Nos faltaba"),
            value=soles(abs(premium.available)),
            remarks=(before.format(year=teller.year - 1, amount=soles(premium.opening)), income),
            ends=max(0, premium.available) / widest,
            strong=True,
        ),
        Amount(
            words=_("Gastamos"),
            value=soles(premium.spent),
            remarks=(projects,) if count else (),
            ends=premium.spent / widest,
        ),
        _left(teller, premium, premium.spent / widest, max(0, premium.available) / widest),
    ]
    return AmountsSlide(title=title, amounts=tuple(amounts), sentence=_of_a_hundred(premium.available, premium.spent))


def _left(teller: Teller, premium: Period, spent: float, available: float) -> Amount:
    left = premium.left
    gain = _("Diferencia de cambio: {amount}").format(amount=soles(premium.exchange))
    exchange = (gain,) if premium.exchange else ()
    if left < 0:
        remarks = (_("Se gastó más de lo que había"), *exchange)
        return Amount(words=_("Nos falta"), value=soles(-left), remarks=remarks, begins=available, ends=spent)
    following = _("para terminar los proyectos y para {year}").format(year=teller.presentation.last_day.year + 1)
    return Amount(
        words=_("Nos queda"),
        value=soles(left),
        remarks=((following,) if left else ()) + exchange,
        begins=spent,
        ends=available,
        look=Look.OUTLINED,
    )


def _of_a_hundred(available: int, spent: int) -> str:
    if available <= 0 or not 0 <= spent <= available:
        return ""
    share = (200 * spent + available) // (2 * available)
    sentence = _("De cada 100 soles, gastamos {spent} y guardamos {kept}.")
    return sentence.format(spent=share, kept=100 - share)


def premium(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima: de dónde vino, a dónde fue")
    premium = teller.found.of_funds("premium")
    if premium.is_empty:
        return nothing(title, N_("En este período la Prima no tuvo movimientos."), "coin")
    came = with_others(_sources(teller, premium), BARS_OF_A_SLIDE)
    went = with_others(_uses(teller, premium), BARS_OF_A_SLIDE)
    made = (
        (_("De dónde vino, en soles"), _money_rows(_("De dónde vino"), came, Look.OUTLINED, went)),
        (_("A dónde fue, en soles"), _money_rows(_("A dónde fue"), went, Look.SOLID, came)),
    )
    return ChartSlide(title=title, charts=tuple(each for each in made if not each[1].is_empty))


def _sources(teller: Teller, premium: Period) -> list[Bar]:
    """What was there before, and who paid in; members stand together, unnamed."""
    first, last = teller.presentation.first_day, teller.presentation.last_day
    bars = [Bar(label=_before(teller), values=(premium.opening,))] if premium.opening > 0 else []
    for row in statistics.premium_sources(teller.books.db, first, last):
        bars.append(Bar(label=row["payer"] or _("Socios y otras personas"), values=(row["soles"],)))
    for label, amount in ((_("Nos falta"), -premium.left), (_("Diferencia de cambio"), premium.exchange)):
        if amount > 0:
            bars.append(Bar(label=label, values=(amount,)))
    return bars


def _uses(teller: Teller, premium: Period) -> list[Bar]:
    """By heading, without a project, what was lacking before, and what is left: as much as came in."""
    names = {row["heading_id"]: row["heading_name"] for row in teller.found.projects}
    spent = teller.found.spent_by_heading(teller.found.fund_ids("premium"))
    bars = [Bar(label=_(name), values=(spent[heading],)) for heading, name in names.items() if spent.get(heading)]
    for label, amount in (
        (_("Gastos sin proyecto"), spent.get(None, 0)),
        (_("Lo que faltaba antes"), -premium.opening),
        (_("Nos queda"), premium.left),
        (_("Diferencia de cambio"), -premium.exchange),
    ):
        if amount > 0:
            bars.append(Bar(label=label, values=(amount,)))
    return bars


def _before(teller: Teller) -> str:
    return _("Saldo de {year}").format(year=teller.year - 1) if teller.whole_year else _("Saldo anterior")


def _money_rows(title: str, bars: Sequence[Bar], look: Look, beside: Sequence[Bar]) -> Chart:
    return Chart(
        name="",
        title=title,
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name="", look=look),),
        bars=bars,
        beside=beside,
    )


def years(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima año por año")
    chart = charts.chart_of(teller.books, "prima-por-anio", teller.found, YEARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("La Prima todavía no tuvo movimientos."), "coin")
    return ChartSlide(title=title, charts=(("", chart),), sentence=chart.note)


def lots(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima de cada lote {when}").format(when=teller.when)
    chart = charts.chart_of(teller.books, "prima-por-lote", teller.found, BARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("En este período no se exportó ningún lote."), "coin")
    first, last = teller.presentation.first_day, teller.presentation.last_day
    every = store.incomes(teller.books.db, conditions=store.of_period(first, last), limit=-1)
    grams = format_grams(sum(row["fine_mg"] for row in every))
    sentence = _("De {grams} gramos de metal fino se esperaba {expected} y llegó {received}.").format(
        grams=grams,
        expected=format_money(sum(row["expected"] for row in every), "USD"),
        received=format_money(sum(row["received"] for row in every), "USD"),
    )
    return ChartSlide(title=title, charts=(("", chart),), sentence=sentence)


def months(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Dinero que entró y salió {when}").format(when=teller.when)
    chart = charts.chart_of(teller.books, "dinero-por-mes", teller.found, 12)
    if chart.is_empty:
        return nothing(title, N_("En este período no hubo movimientos de dinero."), "wallet")
    return ChartSlide(title=title, charts=(("", chart),))


def planned_spent(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("¿En qué gastamos lo planificado?")
    chart = charts.chart_of(teller.books, "planificado-gastado-rubro", teller.found, BARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("En este período no hubo proyectos."), "chart-bar-horizontal")
    return ChartSlide(title=title, charts=(("", chart),), sentence=since_it_began(compared(teller.found)))


def planned_years(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima: lo planificado y lo gastado cada año")
    chart = charts.chart_of(teller.books, "planificado-gastado-anio", teller.found, PLANNED_YEARS)
    if chart.is_empty:
        return nothing(title, N_("La Prima todavía no tuvo movimientos."), "coin")
    return ChartSlide(title=title, charts=(("", chart),), sentence=chart.note)


def cash(teller: Teller, choice: SlideChoice) -> Content:
    """What there is, whose it is and what is owed; no person is named."""
    day = min(teller.presentation.last_day, teller.books.today())
    title = choice.title or _("Dinero al {day}").format(day=format_date(day))
    accounts = [
        (row["name"], f"{SYMBOLS[row['currency']]}{NBSP}{shown_value(row['balance'], Measure.SOLES)}")
        for row in teller.found.accounts
    ]
    premium = sum(row["balance"] for row in teller.found.funds if row["kind"] == "premium")
    sentence = _("De la Prima: {premium}. Debemos a proveedores: {owed}.").format(
        premium=soles(premium), owed=soles(teller.owed)
    )
    held = member_statistics.held_until(teller.books.db, day)
    if held:
        sentence += " " + _("Las aportaciones de los socios suman {held}.").format(held=soles(held))
    if any(row["currency"] != "PEN" and row["balance"] for row in teller.found.accounts):
        sentence += " " + _("Los dólares, al tipo de cambio de cada recibo.")
    return TableSlide(
        title=title,
        table=Table(
            columns=(_("Cuenta"), _("Saldo")),
            weights=(3, 2),
            right=(False, True),
            rows=tuple(shortened_rows(accounts, ("", ""))),
            totals=(_("En total, en soles"), soles(teller.found.total)),
        ),
        sentence=sentence,
    )


def plan(teller: Teller, choice: SlideChoice) -> Content:
    """What is to be voted, with what there is for it; the second and later slides of it have a ``subject_id``."""
    title = choice.title or _("Plan y presupuesto por votar")
    rows = to_vote(teller.found.projects, teller.presentation.last_day)
    available = _for_the_plan(teller)
    if not rows:
        sentence = _("Todavía no hay proyectos propuestos.")
        return TextSlide(title=title, lines=(sentence, available), icon="handshake")
    amounts = [_asked_for(teller, row) for row in rows]
    lines = [
        (row["name"], row["objective"], "–" if amount is None else shown_value(amount, Measure.SOLES))
        for row, amount in zip(rows, amounts, strict=True)
    ]
    page, pages = choice.subject_id or 1, -(-len(rows) // PLAN_ROWS)
    table = Table(
        columns=(_("Proyecto"), _("Para qué"), _("Monto S/")),
        weights=(3, 3.2, 1.5),
        right=(False, False, True),
        rows=tuple(lines[(page - 1) * PLAN_ROWS : page * PLAN_ROWS]),
    )
    if pages > 1 and not choice.title:
        title = _("{title} ({page} de {pages})").format(title=title, page=page, pages=pages)
    if page < pages:
        return TableSlide(title=title, table=table)
    known = [amount for amount in amounts if amount is not None]
    totals = (_("Total"), "", shown_value(sum(known), Measure.SOLES)) if known else ()
    votes = (_("A favor"), _("En contra"), _("Abstenciones"))
    return TableSlide(title=title, table=replace(table, totals=totals), sentence=available, votes=votes)


def to_vote(projects: Sequence[Row], last: date) -> list[Row]:
    """What waited for its vote on the last day: proposed, or of the year after it and not decided until then."""
    year_after = date(last.year + 1, 12, 31)
    return [
        row
        for row in projects
        if row["state"] == "proposed"
        or (last < row["starts_on"] <= year_after and row["budget"] is None and row["state"] != "cancelled")
    ]


def _asked_for(teller: Teller, row: Row) -> int | None:
    """What was proposed, céntimos; where that was never noted, what was decided since."""
    if row["proposed_amount"] is not None:
        return int(row["proposed_amount"])
    budget = teller.budgets_of_today.get(row["id"])
    return None if budget is None else int(budget)


def _for_the_plan(teller: Teller) -> str:
    """What is left of the Premium without what projects under way may still spend: nobody votes it twice."""
    left = max(0, teller.found.of_funds("premium").left)
    asked = {row["id"] for row in to_vote(teller.found.projects, teller.presentation.last_day)}
    promised = sum(_promised(teller, row) for row in teller.found.projects if row["id"] not in asked)
    if not promised:
        return _("De la Prima nos queda {amount} para el plan.").format(amount=soles(left))
    if promised > left:
        sentence = _("De la Prima nos queda {left}. Los proyectos aprobados piden {promised}: faltan {lacking}.")
        return sentence.format(left=soles(left), promised=soles(promised), lacking=soles(promised - left))
    sentence = _("De la Prima nos queda {left}: {promised} para terminar proyectos aprobados y {free} para el plan.")
    return sentence.format(left=soles(left), promised=soles(promised), free=soles(left - promised))


def _promised(teller: Teller, project: Row) -> int:
    """What a project may still spend of what was decided, and at least what it has spent since the last day."""
    since = teller.spent_since.get(project["id"], 0)
    if project["state"] not in _OPEN_STATES or project["budget"] is None:
        return since
    return max(since, int(project["budget"]) - int(project["spent"]))
