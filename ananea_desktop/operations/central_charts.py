"""The charts of a Central: cooperatives beside each other, what was spent on, and who was trained."""

from collections.abc import Sequence

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, with_others
from ananea_desktop.domain.language import _
from ananea_desktop.storage.rows import Row


def premium(rows: Sequence[Row], most: int) -> Chart:
    """Premium that came in and that was spent, by cooperative, the largest first."""
    ordered = sorted(rows, key=lambda row: (-row["premium_income"], row["name"]))
    bars = [Bar(label=row["name"], values=(row["premium_income"], row["premium_spent"])) for row in ordered]
    return Chart(
        name="prima-por-cooperativa",
        title=_("Prima por cooperativa"),
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name=_("Recibida"), look=Look.OUTLINED), Series(name=_("Gastada"))),
        bars=with_others(bars, most),
        unit="S/",
    )


def headings(rows: Sequence[Row], most: int) -> Chart:
    """What was spent by heading."""
    bars = [
        Bar(label=_(row["heading"]) if row["heading"] else _("Sin proyecto"), values=(row["spent"],))
        for row in rows
        if row["spent"]
    ]
    return Chart(
        name="gasto-por-rubro",
        title=_("Gastado por rubro"),
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name=_("Gastado")),),
        bars=with_others(bars, most),
        unit="S/",
    )


def topics(rows: Sequence[Row], most: int) -> Chart:
    """Women and men by topic of the trainings."""
    bars = [Bar(label=row["topic"], values=(row["women"], row["men"])) for row in rows]
    return Chart(
        name="capacitados-por-tema",
        title=_("Capacitados por tema"),
        measure=Measure.COUNT,
        shape=Shape.ROWS,
        series=(Series(name=_("Mujeres"), look=Look.HATCHED), Series(name=_("Hombres"))),
        bars=with_others(bars, most),
        unit=_("personas"),
        stacked=True,
    )
