"""What each slide says: the figures of the period in few words, for those who read little."""

from collections.abc import Callable
from datetime import date

from ananea_desktop.documents.charts import Measure, shown_value
from ananea_desktop.documents.slides import (
    ChartSlide,
    Content,
    Figure,
    MessageSlide,
    Photo,
    PhotoSlide,
    TextSlide,
    TitleSlide,
)
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.presentations import SlideChoice, SlideKind
from ananea_desktop.domain.trainings import SAFETY_A_YEAR, is_of_safety
from ananea_desktop.operations import (
    capital_slides,
    charts,
    purchase_charts,
    slide_money,
    slide_projects,
    training_charts,
)
from ananea_desktop.operations.people_charts import in_register, members_on
from ananea_desktop.operations.slide_teller import BARS_OF_A_SLIDE, Teller, nothing, soles
from ananea_desktop.storage import hand_outs, statistics


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
    return _("{place}, cifras al {day}, en soles enteros").format(place=teller.letterhead.place, day=long_date(day))


def _trainings(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Capacitaciones {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    rows = statistics.trainings_between(teller.books.db, first, last)
    if not rows:
        return nothing(title, N_("En este período no hubo capacitaciones."), "chalkboard-teacher")
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


def _training_plan(teller: Teller, choice: SlideChoice) -> Content:
    """What was planned against what was held, and the count that the law asks for."""
    title = choice.title or _("Plan de capacitaciones {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    planned = training_charts.meant(teller.books, first, last)
    if not planned:
        return nothing(title, N_("En este período no hubo capacitaciones."), "chalkboard-teacher")
    held = [row for row in planned if row["state"] == "held"]
    safety = sum(is_of_safety(row["kind"], row["topic"]) for row in held)
    figures = (
        Figure(
            value=_("{held} de {planned}").format(held=len(held), planned=len(planned)),
            words=_("capacitaciones realizadas"),
            icon="calendar-blank",
        ),
        Figure(
            value=_("{held} de {planned}").format(held=safety, planned=SAFETY_A_YEAR),
            words=_("de seguridad, que pide la ley cada año"),
            icon="first-aid-kit",
        ),
    )
    chart = charts.chart_of(teller.books, "capacitacion-plan", teller.found, charts.MOST_BARS)
    return ChartSlide(title=title, figures=figures, charts=((_("Por mes"), chart),))


def _training_hours(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Horas de capacitación {when}").format(when=teller.when)
    chart = charts.chart_of(teller.books, "capacitacion-horas", teller.found, BARS_OF_A_SLIDE + 2)
    if chart.is_empty:
        return nothing(title, N_("En este período no hubo capacitaciones."), "chalkboard-teacher")
    return ChartSlide(title=title, charts=((_("Horas de cada tema, por cada persona que vino"), chart),))


def _equipment(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Compras y equipos {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    rows = statistics.bought_between(teller.books.db, first, last)
    if not rows:
        return nothing(title, N_("En este período no hubo compras."), "package")
    total = sum(row["total"] for row in rows)
    chart = charts.chart_of(teller.books, "compras-por-clase", teller.found, BARS_OF_A_SLIDE + 1)
    figure = Figure(value=soles(total), words=_("comprado, pagado o por pagar"), icon="package")
    drawn = () if chart.is_empty else ((_("Por clase"), chart),)
    return ChartSlide(title=title, figures=(figure,), charts=drawn)


def _debts(teller: Teller, choice: SlideChoice) -> Content:
    """What is owed to suppliers by how long it is overdue."""
    day = purchase_charts.day_of_debts(teller.books, teller.presentation.last_day)
    title = choice.title or _("Lo que debemos a proveedores, al {day}").format(day=format_date(day))
    chart = charts.chart_of(teller.books, "deudas-por-antiguedad", teller.found, BARS_OF_A_SLIDE)
    if chart.is_empty:
        return nothing(title, N_("No debemos nada a los proveedores."), "check-circle")
    figure = Figure(value=soles(teller.owed), words=_("por pagar en total"), icon="storefront")
    return ChartSlide(title=title, figures=(figure,), charts=((_("Por días de vencido"), chart),))


def _hand_outs(teller: Teller, choice: SlideChoice) -> Content:
    """Whom the equipment reached, in persons, and whom the donations helped."""
    title = choice.title or _("Equipo entregado {when}").format(when=teller.when)
    first, last = teller.presentation.first_day, teller.presentation.last_day
    people, times = hand_outs.reached(teller.books.db, first, last)
    helped = hand_outs.helped(teller.books.db, first, last)
    if not times and not helped:
        return nothing(title, N_("En este período no se entregó equipo."), "shield-check")
    figures = [
        Figure(value=f"{people:,}", words=plural(_("persona recibió"), _("personas recibieron"), people), icon="users"),
        Figure(value=f"{times:,}", words=_("cosas entregadas, con su cargo firmado"), icon="shield-check"),
    ]
    if helped:
        words = _("personas ayudadas con donaciones")
        figures.append(Figure(value=f"{helped:,}", words=words, icon="gift"))
    chart = charts.chart_of(teller.books, "entregas-por-clase", teller.found, BARS_OF_A_SLIDE)
    shown = () if chart.is_empty else ((_("Por clase"), chart),)
    return ChartSlide(title=title, figures=tuple(figures), charts=shown)


def _members(teller: Teller, choice: SlideChoice) -> Content:
    title = choice.title or _("Nuestros socios")
    rows = [row for row in members_on(teller.books, teller.presentation.last_day) if in_register(row)]
    if not rows:
        return nothing(title, N_("Todavía no hay socios anotados."), "users-three")
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


def _thanks(teller: Teller, choice: SlideChoice) -> Content:
    sentence = choice.text or _("¿Preguntas?")
    return MessageSlide(title=choice.title or _("Gracias"), sentence=sentence, icon="handshake")


def _text(teller: Teller, choice: SlideChoice) -> Content:
    lines = tuple(line.strip() for line in choice.text.splitlines() if line.strip())
    return TextSlide(title=choice.title, lines=lines)


def _photo(teller: Teller, choice: SlideChoice) -> Content:
    image = teller.photo(choice.photo)
    if image is None:
        return nothing(choice.title or _("Foto"), N_("Todavía no se eligió la foto."), "image")
    return PhotoSlide(title=choice.title, photo=Photo(image=image, caption=choice.text))


_TELLERS: dict[SlideKind, Callable[[Teller, SlideChoice], Content]] = {
    SlideKind.TITLE: _title,
    SlideKind.NUMBERS: slide_money.numbers,
    SlideKind.PREMIUM: slide_money.premium,
    SlideKind.YEARS: slide_money.years,
    SlideKind.LOTS: slide_money.lots,
    SlideKind.PLAN_YEARS: slide_money.planned_years,
    SlideKind.PLANNED_SPENT: slide_money.planned_spent,
    SlideKind.HEADING: slide_projects.heading,
    SlideKind.PROJECT: slide_projects.project,
    SlideKind.TRAININGS: _trainings,
    SlideKind.TRAINING_PLAN: _training_plan,
    SlideKind.TRAINING_HOURS: _training_hours,
    SlideKind.EQUIPMENT: _equipment,
    SlideKind.HAND_OUTS: _hand_outs,
    SlideKind.MEMBERS: _members,
    SlideKind.MEMBER_YEARS: capital_slides.member_years,
    SlideKind.CONTRIBUTIONS: capital_slides.contributions,
    SlideKind.DUES: capital_slides.dues,
    SlideKind.MONTHS: slide_money.months,
    SlideKind.CASH: slide_money.cash,
    SlideKind.DEBTS: _debts,
    SlideKind.PLAN: slide_money.plan,
    SlideKind.THANKS: _thanks,
    SlideKind.TEXT: _text,
    SlideKind.PHOTO: _photo,
}


def content_of(teller: Teller, choice: SlideChoice) -> Content:
    """What a slide of the treasurer's list says."""
    return _TELLERS[choice.kind](teller, choice)
