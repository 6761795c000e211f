"""The Central's slides by cooperative: all together first, then one for each, as PDF or to be edited in PowerPoint."""

from collections.abc import Iterator
from pathlib import Path

from ananea_desktop.documents.charts import Measure, shown_value
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Content,
    Deck,
    Figure,
    Slide,
    Table,
    TableSlide,
    TitleSlide,
)
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.presentations import RATIOS
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import central_charts, reports
from ananea_desktop.operations.central import Central, Overview, Portrait, letterhead, look, overview, portrait
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.slide_teller import BARS_OF_A_SLIDE, ROWS_OF_A_TABLE, nothing, shortened_rows, soles
from ananea_desktop.storage.rows import Row

FORMS = {"pdf": "PDF (*.pdf)", "pptx": "PowerPoint (*.pptx)"}
MOST_COOPERATIVES = 40
"""That have a slide of their own."""


def save(
    central: Central, year: int | None, path: Path, language: str = SPANISH, ratio: str = RATIOS[0]
) -> Steps[None]:
    """Writes the slides, by the ending of the file. Raises UserError where it is neither."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UserError(_("Guarde como {forms}.").format(forms=", ".join(f".{each}" for each in FORMS)))
    with in_language(language):
        made = deck(central, year, ratio)
        if form == "pdf":
            from ananea_desktop.documents.slides_pdf import slides_pdf as write
        else:
            from ananea_desktop.documents.slides_pptx import slides_pptx as write
        content = yield from write(made)
    reports.save_paper(path, content)


def deck(central: Central, year: int | None, ratio: str = RATIOS[0]) -> Deck:
    """Of one year or of all, in the language in use."""
    found = overview(central, year)
    title = _("Las cooperativas en {span}").format(span=found.span)
    contents = [TitleSlide(title=title, subtitle=found.name), *_contents(central, found)]
    mark = _("MUESTRA") if found.is_sample else ""
    return Deck(
        slides=[Slide(content=each) for each in contents],
        title=title,
        footer="  ·  ".join(filter(None, (found.name, found.span, mark))),
        mark=mark,
        letterhead=letterhead(found),
        ratio=ratio,
    )


def _contents(central: Central, found: Overview) -> Iterator[Content]:
    if not found.came:
        yield nothing(_("Todavía no hay paquetes"), _("Cuando lleguen, aquí estarán sus cifras."), "package")
        return
    more = look(central, found.year)
    yield _numbers(found)
    yield ChartSlide(
        title=_("La Prima por cooperativa"),
        charts=((_("Recibida y gastada, en soles"), central_charts.premium(found.came, BARS_OF_A_SLIDE)),),
    )
    yield _table(found)
    spent = central_charts.headings(more["headings"], BARS_OF_A_SLIDE)
    if not spent.is_empty:
        yield ChartSlide(title=_("En qué se gastó"), charts=((_("Por rubro, en soles"), spent),))
    trained = central_charts.topics(more["topics"], BARS_OF_A_SLIDE)
    if not trained.is_empty:
        yield ChartSlide(title=_("Quiénes se capacitaron"), charts=((_("Asistencias por tema"), trained),))
    for row in found.came[:MOST_COOPERATIVES]:
        yield _one(row, portrait(central, row["code"], found.year))


def _numbers(found: Overview) -> Content:
    sums = found.totals
    came, spent, left = sums["premium_income"], sums["premium_spent"], sums["premium_closing"]
    widest = max(came, spent, left, 1)
    amounts = tuple(
        Amount(words=words, value=soles(value), ends=max(0, value) / widest, strong=strong)
        for words, value, strong in (
            (_("Recibimos"), came, True),
            (_("Gastamos"), spent, False),
            (_("Nos queda"), left, False),
        )
    )
    sentence = _("{members} socios en {count} cooperativas.").format(
        members=shown_value(sums["members"], Measure.COUNT), count=len(found.came)
    )
    return AmountsSlide(title=_("La Prima de todas"), amounts=amounts, sentence=sentence)


def _table(found: Overview) -> Content:
    names = ("projects", "trained", "members")
    ordered = sorted(found.came, key=lambda row: (-row["premium_spent"], row["name"]))
    rows = [(row["name"], *(shown_value(row[name], Measure.COUNT) for name in names)) for row in ordered]
    return TableSlide(
        title=_("Proyectos y personas"),
        table=Table(
            columns=(_("Cooperativa"), _("Proyectos"), _("Asistencias"), _("Socios")),
            weights=(5, 2, 2, 2),
            right=(False, True, True, True),
            rows=tuple(shortened_rows(rows, ("", "", "", ""), ROWS_OF_A_TABLE)),
            totals=(_("Total"), *(shown_value(found.totals[name], Measure.COUNT) for name in names)),
        ),
    )


def _one(row: Row, found: Portrait) -> Content:
    chart = central_charts.headings(found.headings, BARS_OF_A_SLIDE)
    return ChartSlide(
        title=row["name"],
        figures=(
            Figure(value=soles(row["premium_income"]), words=_("de Prima"), icon="coin"),
            Figure(value=shown_value(row["projects"], Measure.COUNT), words=_("proyectos"), icon="target"),
            Figure(value=shown_value(row["trained"], Measure.COUNT), words=_("asistencias"), icon="users-three"),
        ),
        charts=() if chart.is_empty else ((_("Gastado por rubro, en soles"), chart),),
    )
