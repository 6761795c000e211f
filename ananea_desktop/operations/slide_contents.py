"""What each slide says: the figures of the period in few words, for those who read little."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, shown_value, with_others
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Content,
    Figure,
    MessageSlide,
    Photo,
    PhotoSlide,
    ProjectSlide,
    Table,
    TableSlide,
    TextSlide,
    TitleSlide,
)
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import SYMBOLS
from ananea_desktop.domain.presentations import Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.projects import PREMIUM_PROJECTS, PROJECT_STATES, beneficiary_groups
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import charts, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures
from ananea_desktop.operations.money_charts import compared, percent, planned
from ananea_desktop.operations.people_charts import in_register
from ananea_desktop.storage import attachments, lists, statistics
from ananea_desktop.storage.rows import Row

_NBSP = "\u00a0"
BARS_OF_A_SLIDE = 5
YEARS_OF_A_SLIDE = 6
ROWS_OF_A_TABLE = 6

_ICONS = (
    (("ambiente", "agua", "environment"), "leaf"),
    (("social", "educ", "navidad"), "gift"),
    (("trabaj", "salud", "worker"), "shield-check"),
)
_PEOPLE_ICONS = (
    (("nino", "nina", "hijo", "child"), "baby"),
    (("escolar", "alumn", "estudiant"), "student"),
    (("famili", "hogar"), "house"),
    (("comunidad", "poblacion"), "users-four"),
    (("trabajador", "minero"), "users"),
)
_LONGEST_COUNT = 9
"""Letters of a number of people that is shown large: 1,000,000 is no longer one."""
_LATE_STATES = ("finished", "cancelled")


def is_whole_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def soles(centimos: int) -> str:
    """``S/ 92,637``: whole soles, as they are said aloud."""
    return f"{SYMBOLS['PEN']}{_NBSP}{shown_value(centimos, Measure.SOLES)}"


class Teller:
    """Knows the period, and tells one slide after the other."""

    def __init__(self, books: Books, presentation: Presentation, found: Figures) -> None:
        self.books = books
        self.presentation = presentation
        self.found = found
        self.letterhead = office.letterhead(books)
        first, last = presentation.first_day, presentation.last_day
        self.whole_year = is_whole_year(first, last)
        self.year = first.year
        dates = {"first": format_date(first), "last": format_date(last), "year": first.year}
        self.when = (_("en {year}") if self.whole_year else _("del {first} al {last}")).format(**dates)
        report = _("Informe a la asamblea {year}") if self.whole_year else _("Informe del {first} al {last}")
        self.report_title = presentation.title or report.format(**dates)
        sample = (_("MUESTRA"),) if self.letterhead.is_sample else ()
        self.footer = "  ·  ".join((self.letterhead.name, report.format(**dates), *sample))

    def content(self, choice: SlideChoice) -> Content:
        return _TELLERS[choice.kind](self, choice)

    def photo(self, sha256: str) -> bytes | None:
        """The picture of a slide; None where it has none, or where it is a PDF."""
        if not sha256:
            return None
        media_type, image = attachments.content(self.books.db, sha256)
        return image if media_type == "image/jpeg" else None

    def usual_photo(self) -> bytes | None:
        """For the first slide where none was chosen: of the presentation, or of the assembly it is shown to."""
        first, last = self.presentation.first_day, self.presentation.last_day
        places = [("presentations", self.presentation.id)] if self.presentation.id else []
        places += [("assemblies", each) for each in statistics.assemblies_after(self.books.db, first, last)]
        for table, record_id in places:
            for row in attachments.photos_of(self.books.db, table, record_id)[:1]:
                return self.photo(row["sha256"])
        return None

    def photos_of(self, table: str, record_id: int) -> list[Photo]:
        """Before and after where there are both, else the first two."""
        found = attachments.photos_of(self.books.db, table, record_id)
        staged = [row for stage in ("before", "after") for row in found if row["stage"] == stage][:2]
        names = {"before": _("Antes"), "after": _("Después")}
        return [
            Photo(image=image, caption=names.get(str(row["stage"]), str(row["caption"])))
            for row in (staged if len(staged) == 2 else found[:2])
            if (image := self.photo(row["sha256"])) is not None
        ]


def _title(teller: Teller, choice: SlideChoice) -> Content:
    day = teller.presentation.last_day
    return TitleSlide(
        title=choice.title or teller.report_title,
        subtitle="\n".join((teller.letterhead.name, choice.text or _title_day(teller, day))),
        logo=teller.letterhead.logo,
        photo=teller.photo(choice.photo) or teller.usual_photo(),
    )


def _title_day(teller: Teller, last: date) -> str:
    """Where and as of when: the day of the figures, never one still to come."""
    day = min(last, teller.books.today())
    return _("{place}, cifras al {day}").format(place=teller.letterhead.place, day=long_date(day))


def _numbers(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Nuestra Prima {when}").format(when=teller.when)
    premium = teller.found.of_funds("premium")
    if not (premium.available or premium.spent):
        return _nothing(title, N_("En este período la Prima no tuvo movimientos."), "coin")
    widest = max(premium.available, premium.spent, 1)
    before = _("Saldo de {year}: {amount}") if teller.whole_year else _("Saldo anterior: {amount}")
    income = _("Ingresó {when}: {amount}").format(when=teller.when, amount=soles(premium.income))
    count = len([row for row in teller.found.projects if row["spent_now"]])
    projects = plural(_("en 1 proyecto"), _("en {count} proyectos"), count).format(count=count)
    amounts = [
        Amount(
            words=_("Teníamos"),
            value=soles(premium.available),
            remarks=(before.format(year=teller.year - 1, amount=soles(premium.opening)), income),
            ends=premium.available / widest,
            strong=True,
        ),
        Amount(
            words=_("Gastamos"),
            value=soles(premium.spent),
            remarks=(projects,) if count else (),
            ends=premium.spent / widest,
        ),
        _left(teller, premium.left, premium.spent / widest, premium.available / widest),
    ]
    return AmountsSlide(title=title, amounts=tuple(amounts), sentence=_of_a_hundred(premium.available, premium.spent))


def _left(teller: Teller, left: int, spent: float, available: float) -> Amount:
    if left < 0:
        remark = _("Se gastó más de lo que había")
        return Amount(words=_("Nos falta"), value=soles(-left), remarks=(remark,), begins=available, ends=spent)
    following = _("para terminar los proyectos y para {year}").format(year=teller.presentation.last_day.year + 1)
    return Amount(
        words=_("Nos queda"),
        value=soles(left),
        remarks=(following,) if left else (),
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


def _premium(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima: de dónde vino, a dónde fue")
    first, last = teller.presentation.first_day, teller.presentation.last_day
    premium = teller.found.of_funds("premium")
    if not (premium.available or premium.spent):
        return _nothing(title, N_("En este período la Prima no tuvo movimientos."), "coin")
    opening = _("Saldo de {year}").format(year=teller.year - 1) if teller.whole_year else _("Saldo anterior")
    came = [Bar(label=opening, values=(premium.opening,))] if premium.opening else []
    for row in statistics.premium_sources(teller.books.db, first, last):
        came.append(Bar(label=row["name"] or _("Socios y trabajadores"), values=(row["soles"],)))
    names = {row["heading_id"]: row["heading_name"] for row in teller.found.projects}
    spent = teller.found.spent_by_heading(teller.found.fund_ids("premium"))
    went = [Bar(label=_(name), values=(spent[heading],)) for heading, name in names.items() if spent.get(heading)]
    if spent.get(None):
        went.append(Bar(label=_("Gastos sin proyecto"), values=(spent[None],)))
    if premium.left > 0:
        went.append(Bar(label=_("Nos queda"), values=(premium.left,)))
    largest = max(bar.values[0] or 0 for bar in [*came, *went])
    return ChartSlide(
        title=title,
        charts=(
            (_("De dónde vino, en soles"), _money_rows(_("De dónde vino"), came, Look.OUTLINED, largest)),
            (_("A dónde fue, en soles"), _money_rows(_("A dónde fue"), went, Look.SOLID, largest)),
        ),
    )


def _money_rows(title: str, bars: Sequence[Bar], look: Look, largest: int) -> Chart:
    return Chart(
        name="",
        title=title,
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name="", look=look),),
        bars=with_others(list(bars), BARS_OF_A_SLIDE),
        room_for=largest,
    )


def _years(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("La Prima año por año")
    chart = charts.chart_of(teller.books, "prima-por-anio", teller.found, YEARS_OF_A_SLIDE)
    if chart.is_empty:
        return _nothing(title, N_("La Prima todavía no tuvo movimientos."), "coin")
    return ChartSlide(title=title, charts=(("", chart),))


def _months(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Dinero que entró y salió {when}").format(when=teller.when)
    chart = charts.chart_of(teller.books, "dinero-por-mes", teller.found, 12)
    if chart.is_empty:
        return _nothing(title, N_("En este período no hubo movimientos de dinero."), "wallet")
    return ChartSlide(title=title, charts=(("", chart),))


def _planned_spent(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("¿En qué gastamos lo planificado?")
    chart = charts.chart_of(teller.books, "planificado-gastado-rubro", teller.found, BARS_OF_A_SLIDE)
    if chart.is_empty:
        return _nothing(title, N_("En este período no hubo proyectos."), "chart-bar-horizontal")
    return ChartSlide(title=title, charts=(("", chart),))


def _heading(teller: Teller, choice: SlideChoice) -> Content:
    rows = [row for row in compared(teller.found) if row["heading_id"] == choice.subject_id]
    name = next((row["heading_name"] for row in teller.found.projects if row["heading_id"] == choice.subject_id), "")
    title = choice.title or _(name)
    if not rows:
        return _nothing(title, N_("En este período no hubo proyectos de este rubro."), heading_icon(name))
    budget, spent = sum(row["budget"] or 0 for row in rows), sum(row["spent"] for row in rows)
    bars = [Bar(label=row["name"], values=(row["budget"], row["spent"])) for row in rows]
    bars.sort(key=lambda bar: -(bar.values[0] or bar.values[1] or 0))
    count = plural(_("1 proyecto"), _("{count} proyectos"), len(rows)).format(count=len(rows))
    done = percent(spent, budget)
    figures = [
        Figure(
            value=soles(spent),
            words=_("gastado, más de lo planificado") if spent > budget > 0 else _("gastado"),
            icon=heading_icon(name),
            bad=spent > budget > 0,
        ),
        Figure(value=soles(budget), words=_("planificado, {count}").format(count=count)),
    ]
    if done:
        figures.append(Figure(value=done.replace(" ", _NBSP), words=_("avance del gasto")))
    chart = planned(title, title, with_others(bars, BARS_OF_A_SLIDE - 1))
    return ChartSlide(title=title, figures=tuple(figures), charts=(("", chart),))


def _project(teller: Teller, choice: SlideChoice) -> Content:
    row = next((row for row in teller.found.projects if row["id"] == choice.subject_id), None)
    if row is None:
        return _nothing(choice.title or _("Proyecto"), N_("Este proyecto ya no está en la lista."), "coin")
    remark = f"{_(row['heading_name'])}  ·  {_(PROJECT_STATES[row['state']]).lower()}"
    return ProjectSlide(
        title=choice.title or row["name"],
        remark=remark,
        photos=tuple(teller.photos_of(PREMIUM_PROJECTS.table, row["id"])),
        figures=_project_figures(row),
        shares=_shares(row["budget"], row["spent"]),
        people=tuple(_people(row["beneficiaries"])),
        sentence=choice.text or row["result"] or row["objective"],
    )


def _shares(budget: int | None, spent: int) -> tuple[float, ...]:
    widest = max(budget or 0, spent)
    return (budget / widest, max(0, spent) / widest) if budget and widest else ()


def _project_figures(row: Row) -> tuple[Figure, ...]:
    spent = Figure(value=soles(row["spent"]), words=_("Gastado"))
    if row["budget"] is None:
        return spent, Figure(value="–", words=_("Sin presupuesto aprobado"))
    left = row["budget"] - row["spent"]
    words = _("Saldo") if left >= 0 else _("Gastado de más")
    planned_figure = Figure(value=soles(row["budget"]), words=_("Planificado"))
    return planned_figure, spent, Figure(value=soles(abs(left)), words=words, bad=left < 0)


def _people(text: str) -> list[Figure]:
    return [
        Figure(
            value=number if len(number) <= _LONGEST_COUNT else "",
            words=words if len(number) <= _LONGEST_COUNT else f"{number} {words}",
            icon=_icon_for(words, _PEOPLE_ICONS, "users-three"),
        )
        for number, words in beneficiary_groups(text)[:3]
    ]


def heading_icon(name: str) -> str:
    return _icon_for(name, _ICONS, "gear-six")


def _icon_for(words: str, icons: Sequence[tuple[Sequence[str], str]], usual: str) -> str:
    folded = fold(words)
    return next((icon for roots, icon in icons if any(root in folded for root in roots)), usual)


def _trainings(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Capacitaciones {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    rows = statistics.trainings_between(teller.books.db, first, last)
    if not rows:
        return _nothing(title, N_("En este período no hubo capacitaciones."), "chalkboard-teacher")
    women, men = sum(row["women"] for row in rows), sum(row["men"] for row in rows)
    hours = shown_value(sum(row["duration"] for row in rows), Measure.HOURS)
    figures = (
        Figure(value=str(len(rows)), words=plural(_("sesión"), _("sesiones"), len(rows)), icon="chalkboard-teacher"),
        Figure(value=hours, words=_("horas de clase"), icon="clock"),
        Figure(
            value=f"{women + men:,}",
            words=_("asistencias: {women} de mujeres, {men} de hombres").format(women=women, men=men),
            icon="users-three",
        ),
    )
    chart = charts.chart_of(teller.books, "capacitacion-personas", teller.found, BARS_OF_A_SLIDE)
    return ChartSlide(title=title, figures=figures, charts=() if chart.is_empty else ((_("Por tema"), chart),))


def _equipment(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Compras y equipos {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    rows = statistics.bought_between(teller.books.db, first, last)
    if not rows:
        return _nothing(title, N_("En este período no hubo compras."), "package")
    total = sum(row["total"] for row in rows)
    chart = charts.chart_of(teller.books, "compras-por-clase", teller.found, BARS_OF_A_SLIDE + 1)
    figure = Figure(value=soles(total), words=_("comprado, pagado o por pagar"), icon="package")
    return ChartSlide(title=title, figures=(figure,), charts=((_("Por clase"), chart),))


def _members(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Nuestros socios")
    rows = [row for row in statistics.members_of(teller.books.db) if in_register(row)]
    if not rows:
        return _nothing(title, N_("Todavía no hay socios anotados."), "users-three")
    women = sum(row["sex"] == "f" for row in rows)
    figures = (
        Figure(value=f"{len(rows):,}", words=plural(_("socio"), _("socios"), len(rows)), icon="users-three"),
        Figure(value=f"{women:,}", words=plural(_("mujer"), _("mujeres"), women), icon="gender-female"),
        Figure(
            value=f"{len(rows) - women:,}",
            words=plural(_("hombre"), _("hombres"), len(rows) - women),
            icon="gender-male",
        ),
    )
    chart = charts.chart_of(teller.books, "socios-por-edad", teller.found, 10)
    return ChartSlide(title=title, figures=figures, charts=((_("Por edad, en años"), chart),))


def _cash(teller: Teller, choice: SlideChoice) -> Content:
    """What there is, whose it is and what is owed; no person is named."""
    day = min(teller.presentation.last_day, teller.books.today())
    title = choice.title or _("Dinero al {day}").format(day=format_date(day))
    accounts = [
        (row["name"], f"{SYMBOLS[row['currency']]}{_NBSP}{shown_value(row['balance'], Measure.SOLES)}")
        for row in teller.found.accounts
    ]
    total = sum(row["balance"] for row in teller.found.funds)
    premium = sum(row["balance"] for row in teller.found.funds if row["kind"] == "premium")
    _count, owed = lists.owed_to_suppliers(teller.books.db)
    sentence = _("De la Prima: {premium}. Debemos a proveedores: {owed}.")
    return TableSlide(
        title=title,
        table=Table(
            columns=(_("Cuenta"), _("Saldo")),
            weights=(3, 2),
            right=(False, True),
            rows=tuple(_shortened_rows(accounts, ("", ""))),
            totals=(_("En total, en soles"), soles(total)),
        ),
        sentence=sentence.format(premium=soles(premium), owed=soles(owed)),
    )


def _plan(teller: Teller, choice: SlideChoice) -> Content:
    """What is proposed, or was approved and begins after the period, with what there is for it."""
    following = teller.presentation.last_day + timedelta(days=1)
    title = choice.title or _("Plan y presupuesto por votar")
    rows = [
        row
        for row in teller.found.projects
        if row["state"] == "proposed" or (row["starts_on"] >= following and row["state"] not in _LATE_STATES)
    ]
    left = teller.found.of_funds("premium").left
    available = _("De la Prima nos queda {amount} para el plan.").format(amount=soles(max(0, left)))
    if not rows:
        sentence = _("Todavía no hay proyectos propuestos.")
        return TextSlide(title=title, lines=(sentence, available), icon="handshake")
    amounts = [row["proposed_amount"] if row["budget"] is None else row["budget"] for row in rows]
    known = [amount for amount in amounts if amount is not None]
    lines = [
        (row["name"], row["objective"], "–" if amount is None else shown_value(amount, Measure.SOLES))
        for row, amount in zip(rows, amounts, strict=True)
    ]
    return TableSlide(
        title=title,
        table=Table(
            columns=(_("Proyecto"), _("Para qué"), _("Monto S/")),
            weights=(3, 3.2, 1.5),
            right=(False, False, True),
            rows=tuple(_shortened_rows(lines, ("", "", ""), 4)),
            totals=(_("Total"), "", shown_value(sum(known), Measure.SOLES)) if known else (),
        ),
        sentence=available,
        votes=(_("A favor"), _("En contra"), _("Abstenciones")),
    )


def _shortened_rows(
    rows: Sequence[tuple[str, ...]], empty: tuple[str, ...], most: int = ROWS_OF_A_TABLE
) -> list[tuple[str, ...]]:
    """At most so many rows, the last telling how many more there are: the totals count them too."""
    if len(rows) <= most:
        return list(rows)
    more = _("y {count} más").format(count=len(rows) - most + 1)
    return [*rows[: most - 1], (more, *empty[1:])]


def _thanks(teller: Teller, choice: SlideChoice) -> Content:
    sentence = choice.text or _("¿Preguntas?")
    return MessageSlide(title=choice.title or _("Gracias"), sentence=sentence, icon="handshake")


def _text(teller: Teller, choice: SlideChoice) -> Content:
    lines = tuple(line.strip() for line in choice.text.splitlines() if line.strip())
    return TextSlide(title=choice.title, lines=lines)


def _photo(teller: Teller, choice: SlideChoice) -> Content:
    image = teller.photo(choice.photo)
    if image is None:
        return _nothing(choice.title or _("Foto"), N_("Todavía no se eligió la foto."), "image")
    return PhotoSlide(title=choice.title, photo=Photo(image=image, caption=choice.text))


def _nothing(title: str, sentence: str, icon: str) -> MessageSlide:
    """A slide without figures says so, and draws no empty chart."""
    return MessageSlide(title=title, sentence=_(sentence), icon=icon)


_TELLERS: dict[SlideKind, Callable[[Teller, SlideChoice], Content]] = {
    SlideKind.TITLE: _title,
    SlideKind.NUMBERS: _numbers,
    SlideKind.PREMIUM: _premium,
    SlideKind.YEARS: _years,
    SlideKind.PLANNED_SPENT: _planned_spent,
    SlideKind.HEADING: _heading,
    SlideKind.PROJECT: _project,
    SlideKind.TRAININGS: _trainings,
    SlideKind.EQUIPMENT: _equipment,
    SlideKind.MEMBERS: _members,
    SlideKind.MONTHS: _months,
    SlideKind.CASH: _cash,
    SlideKind.PLAN: _plan,
    SlideKind.THANKS: _thanks,
    SlideKind.TEXT: _text,
    SlideKind.PHOTO: _photo,
}
