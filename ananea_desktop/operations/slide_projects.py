"""The slides of headings and projects: planned and spent, before and after, and who it is for."""

from collections.abc import Mapping, Sequence

from ananea_desktop.documents.charts import Bar, with_others
from ananea_desktop.documents.slides import (
    ChartSlide,
    Content,
    Figure,
    ProjectSlide,
)
from ananea_desktop.domain.execution import People, progress
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.presentations import SlideChoice
from ananea_desktop.domain.projects import PREMIUM_PROJECTS, PROJECT_STATES, beneficiary_groups
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.money_charts import compared, percent, planned, telling
from ananea_desktop.operations.slide_teller import BARS_OF_A_SLIDE, NBSP, Teller, began_before, nothing, soles
from ananea_desktop.storage import execution
from ananea_desktop.storage.rows import Row

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
_COUNTED = {
    "members": N_("socios"),
    "workers": N_("trabajadores"),
    "families": N_("familias"),
    "children": N_("niñas y niños"),
    "community": N_("de la comunidad"),
}
"""The kinds of domain.execution, in words that have room beside a large number."""
_MOST_GROUPS = 3
_LONGEST_COUNT = 9
"""Letters of a number of people that is shown large: 1,000,000 is no longer one."""


def heading(teller: Teller, choice: SlideChoice) -> Content:
    rows = sorted((row for row in compared(teller.found) if row["heading_id"] == choice.subject_id), key=telling)
    name = next((row["heading_name"] for row in teller.found.projects if row["heading_id"] == choice.subject_id), "")
    title = choice.title or _(name)
    if not rows:
        return nothing(title, N_("En este período no hubo proyectos de este rubro."), heading_icon(name))
    budget, spent = sum(row["budget"] or 0 for row in rows), sum(row["spent"] for row in rows)
    bars = [Bar(label=row["name"], values=(row["budget"], row["spent"])) for row in rows]
    count = plural(_("1 proyecto"), _("{count} proyectos"), len(rows)).format(count=len(rows))
    done = percent(spent, budget)
    figures = [
        Figure(
            value=soles(spent),
            words=_spent_words(rows, spent > budget > 0),
            icon=heading_icon(name),
            bad=spent > budget > 0,
        ),
        Figure(value=soles(budget), words=_("planificado, {count}").format(count=count)),
    ]
    if done:
        figures.append(Figure(value=done.replace(" ", NBSP), words=_("avance del gasto")))
    chart = planned(title, title, with_others(bars, BARS_OF_A_SLIDE - 1))
    return ChartSlide(title=title, figures=tuple(figures), charts=(("", chart),))


def _spent_words(rows: Sequence[Row], too_much: bool) -> str:
    if too_much:
        return _("gastado, más de lo planificado")
    return _("gastado desde que empezaron") if began_before(rows) else _("gastado")


def project(teller: Teller, choice: SlideChoice) -> Content:
    row = next((row for row in teller.found.projects if row["id"] == choice.subject_id), None)
    if row is None:
        return nothing(choice.title or _("Proyecto"), N_("Este proyecto ya no está en la lista."), "coin")
    return ProjectSlide(
        title=choice.title or row["name"],
        remark="  ·  ".join(_remarks(teller, row)),
        photos=tuple(teller.photos_of(PREMIUM_PROJECTS.table, row["id"])),
        figures=_project_figures(teller, row),
        shares=_shares(row["budget"], row["spent"]),
        people=tuple(_people(execution.beneficiaries(teller.books.db, row["id"]), row["beneficiaries"])),
        sentence=choice.text or row["result"] or row["objective"],
    )


def _remarks(teller: Teller, row: Row) -> list[str]:
    """Heading, state, and how far it was by its milestones on the last day, unless it is over."""
    remarks = [_(row["heading_name"]), _(PROJECT_STATES[row["state"]]).lower()]
    weights = execution.milestone_weights(teller.books.db, teller.presentation.last_day)
    done = progress(weights.get(row["id"], ()))
    if done is not None and row["state"] == "under_way":
        remarks.append(_("avance {percent} %").format(percent=done))
    return remarks


def _shares(budget: int | None, spent: int) -> tuple[float, ...]:
    widest = max(budget or 0, spent)
    return (budget / widest, max(0, spent) / widest) if budget and widest else ()


def _project_figures(teller: Teller, row: Row) -> tuple[Figure, ...]:
    """Planned, spent and what is left; of a project that began before, also what of it was spent in the period."""
    spent: tuple[Figure, ...] = (Figure(value=soles(row["spent"]), words=_("Gastado")),)
    if began_before([row]):
        spent = (
            Figure(value=soles(row["spent"]), words=_("Gastado en total")),
            Figure(value=soles(row["spent_now"]), words=_("de eso, {when}").format(when=teller.when)),
        )
    if row["budget"] is None:
        return (*spent, Figure(value="–", words=_("Sin presupuesto aprobado")))
    left = row["budget"] - row["spent"]
    words = _("Saldo") if left >= 0 else _("Gastado de más")
    planned_figure = Figure(value=soles(row["budget"]), words=_("Planificado"))
    return planned_figure, *spent, Figure(value=soles(abs(left)), words=words, bad=left < 0)


def _people(counted: Mapping[str, People], planned_for: str) -> list[Figure]:
    """Whom it helped, as they were counted; where nobody counted them yet, whom it is for."""
    groups = beneficiary_groups(planned_for)[:_MOST_GROUPS]
    if counted:
        largest = sorted(counted, key=lambda kind: -counted[kind].total)
        told = largest if len(largest) <= _MOST_GROUPS else largest[: _MOST_GROUPS - 1]
        groups = [(f"{counted[kind].total:,}", _(_COUNTED[kind])) for kind in told]
        if len(told) < len(largest):
            others = sum(counted[kind].total for kind in largest[len(told) :])
            groups.append((f"{others:,}", _("otras personas")))
    return [
        Figure(
            value=number if len(number) <= _LONGEST_COUNT else "",
            words=words if len(number) <= _LONGEST_COUNT else f"{number} {words}",
            icon=_icon_for(words, _PEOPLE_ICONS, "users-three"),
        )
        for number, words in groups
    ]


def heading_icon(name: str) -> str:
    return _icon_for(name, _ICONS, "gear-six")


def _icon_for(words: str, icons: Sequence[tuple[Sequence[str], str]], usual: str) -> str:
    folded = fold(words)
    return next((icon for roots, icon in icons if any(root in folded for root in roots)), usual)
