"""Every chart by its name, made of the live figures of a period."""

from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

from ananea_desktop.documents import chart_ready
from ananea_desktop.documents.charts import Chart
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import money_charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.chart_kinds import ChartKind
from ananea_desktop.operations.figures import Figures, figures
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage.files import write_file_safely

MOST_BARS = 12
"""Bars of a chart on screen and paper; a slide takes fewer."""


def _late(module: str, function: str) -> Callable[[ChartKind, Books, Figures, int], Chart]:
    """Of charts that Inicio does not show the module is loaded when one is first made: the window is there sooner."""

    def make(kind: ChartKind, books: Books, figures: Figures, most: int) -> Chart:
        found = getattr(import_module(f"ananea_desktop.operations.{module}"), function)
        chart: Chart = found(kind, books, figures, most)
        return chart

    return make


CHARTS = {
    kind.name: kind
    for kind in (
        ChartKind(
            name="prima-por-anio",
            title=N_("Prima Fairtrade por año"),
            make=money_charts.premium_by_year,
            of_money=True,
        ),
        ChartKind(name="prima-por-lote", title=N_("Prima por lote"), make=money_charts.premium_by_lot),
        ChartKind(
            name="gasto-por-rubro", title=N_("Gasto por rubro"), make=money_charts.spent_by_heading, of_money=True
        ),
        ChartKind(
            name="planificado-gastado",
            title=N_("Planificado y gastado por proyecto"),
            make=money_charts.planned_by_project,
            of_money=True,
        ),
        ChartKind(
            name="planificado-gastado-rubro",
            title=N_("Planificado y gastado por rubro"),
            make=money_charts.planned_by_heading,
            of_money=True,
        ),
        ChartKind(
            name="planificado-gastado-anio",
            title=N_("Planificado y gastado por año"),
            make=money_charts.planned_by_year,
            of_money=True,
        ),
        ChartKind(name="dinero-por-mes", title=N_("Dinero por mes"), make=money_charts.money_by_month, of_money=True),
        ChartKind(
            name="capacitacion-plan",
            title=N_("Capacitaciones del plan y realizadas"),
            make=_late("training_charts", "plan_by_month"),
        ),
        ChartKind(
            name="capacitacion-horas",
            title=N_("Horas de capacitación por tema"),
            make=_late("people_charts", "training_hours"),
        ),
        ChartKind(
            name="capacitacion-personas",
            title=N_("Asistencia a capacitaciones por tema"),
            make=_late("people_charts", "training_people"),
        ),
        ChartKind(
            name="compras-por-clase", title=N_("Compras por clase"), make=_late("purchase_charts", "bought_by_category")
        ),
        ChartKind(
            name="compras-por-proveedor",
            title=N_("Compras por proveedor"),
            make=_late("purchase_charts", "bought_by_supplier"),
        ),
        ChartKind(
            name="deudas-por-antiguedad",
            title=N_("Deudas a proveedores por antigüedad"),
            make=_late("purchase_charts", "owed_by_age"),
            of_debts=True,
        ),
        ChartKind(
            name="entregas-por-clase",
            title=N_("Equipo entregado por clase"),
            make=_late("people_charts", "handed_by_category"),
        ),
        ChartKind(
            name="socios-por-estado",
            title=N_("Socios por estado"),
            make=_late("people_charts", "by_state"),
        ),
        ChartKind(
            name="socios-por-sexo",
            title=N_("Socios por sexo"),
            make=_late("people_charts", "by_sex"),
        ),
        ChartKind(
            name="socios-por-edad",
            title=N_("Socios por edad"),
            make=_late("people_charts", "by_age"),
        ),
        ChartKind(
            name="socios-por-ingreso",
            title=N_("Socios por año de ingreso"),
            make=_late("people_charts", "by_admission"),
        ),
        *(
            ChartKind(name=name, title=title, make=_late("member_charts", function))
            for name, title, function in (
                ("socios-por-anio", N_("Socios año por año"), "by_year"),
                ("socios-ingresos-salidas", N_("Socios que ingresaron y salieron"), "came_and_left"),
                ("aportaciones-por-anio", N_("Aportaciones de los socios, por año"), "capital_by_year"),
                ("aportaciones-por-mes", N_("Aportaciones recibidas y devueltas"), "capital_by_month"),
                ("cuotas-por-mes", N_("Cuotas y multas: lo esperado y lo recibido"), "dues_by_month"),
                ("deudas-socios-antiguedad", N_("Deudas de los socios por antigüedad"), "owed_by_age"),
                ("deudas-socios-clase", N_("Deudas de los socios por clase"), "owed_by_kind"),
            )
        ),
    )
}


def charts(
    books: Books, names: Iterable[str], first: date, last: date, most: int = MOST_BARS
) -> Steps[dict[str, Chart]]:
    """Several charts of a period by name, the receipts added up once for all of them. Raises UserError."""
    kinds = [kind_of(name) for name in names]
    found = Figures(first=first, last=last)
    if any(kind.of_money for kind in kinds):
        found = yield from figures(books, first, last)
    if any(kind.of_debts for kind in kinds):
        from ananea_desktop.operations import purchase_charts

        found = yield from purchase_charts.with_debts(books, found)
    made = {}
    for kind in kinds:
        made[kind.name] = kind.make(kind, books, found, most)
        yield
    return made


def chart_of(books: Books, name: str, found: Figures, most: int = MOST_BARS) -> Chart:
    """A chart of figures that were added up before. Raises UserError for a name there is not."""
    kind = kind_of(name)
    return kind.make(kind, books, found, most)


def get_ready(_books: Books) -> Steps[None]:
    """Loads what draws a chart, in steps: for a window that waits with its charts until it stands."""
    return chart_ready.get_ready()


def make_chart(books: Books, name: str, first: date, last: date, most: int = MOST_BARS) -> Chart:
    """One chart of a period, both days counted. Raises UserError for a name there is not."""
    return at_once(charts(books, [name], first, last, most))[name]


def save_chart(books: Books, name: str, first: date, last: date, language: str, path: Path) -> None:
    """Writes a chart to a file as PDF, SVG or PNG, by its suffix. Raises UserError; no half file is left.

    For the commands: a PNG is drawn by PDFium, which in the window belongs to one thread.
    """
    from ananea_desktop.documents.chart_files import FORMS, chart_file

    form = path.suffix.lstrip(".").lower()
    kind_of(name)
    if form not in FORMS:
        raise UserError(_("Guarde como .pdf, .svg o .png."))
    with in_language(language):
        content = chart_file(make_chart(books, name, first, last), form)
    write_file_safely(path, content)


def kind_of(name: str) -> ChartKind:
    """Raises UserError, which names those there are."""
    if name not in CHARTS:
        raise UserError(_("No hay un gráfico «{name}». Hay: {names}.").format(name=name, names=", ".join(CHARTS)))
    return CHARTS[name]
