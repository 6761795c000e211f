"""The card of one cooperative in the Central's window: its years, what it spent on, and its projects."""

from datetime import date
from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount, format_grams, format_money
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.operations import central_charts, charts
from ananea_desktop.operations.central import Portrait
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.card import NARROW_CARD_WIDTH, Card, CardLine, Facts, SectionHeader, amount_block
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.labels import label

_MOST_BARS = 6


class CentralCard(Card):
    def __init__(self, books: BooksThread) -> None:
        super().__init__()
        self._books = books
        theme.on_change(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(theme.scaled(NARROW_CARD_WIDTH))

    def show_portrait(self, row: dict[str, Any], found: Portrait) -> None:
        """The cooperative of a row of the list."""
        self.empty()
        self.add(label(found.name, "title", wrap=True))
        block, _figure = amount_block(_("Prima recibida"), format_money(row["premium_income"], "PEN"))
        self.add(block, above=10)
        self.add(
            Facts(
                (
                    (_("RUC o código"), found.code),
                    (_("Paquete"), row["state"]),
                    (_("Oro fino"), _("{grams} g").format(grams=format_grams(row["fine_mg"]))),
                    (
                        _("Socios"),
                        _("{count}, de ellos {women} mujeres").format(count=row["members"], women=row["member_women"]),
                    ),
                    (_("Cuotas vencidas"), format_money(row["overdue"], "PEN")),
                )
            ),
            above=12,
        )
        self._add_years(found)
        chart = central_charts.headings(found.headings, _MOST_BARS)
        if not chart.is_empty:
            self.add(SectionHeader(_("Gastado por rubro")), above=18)
            view = ChartView(chart.title)
            view.drawing_wanted.connect(
                lambda: self._books.ask(charts.get_ready, owner=view, then=lambda _none: view.update())
            )
            view.show_chart(chart)
            self.add(view)
        if found.projects:
            self.add(
                SectionHeader(_("Proyectos en {year}").format(year=found.project_year), len(found.projects)), above=18
            )
            for project in found.projects:
                state = _(PROJECT_STATES[project["state"]])
                amount = format_amount(project["spent"])
                self.add(CardLine("target", project["name"], state, amount, clickable=False))

    def _add_years(self, found: Portrait) -> None:
        self.add(SectionHeader(_("Paquetes por año"), len(found.years)), above=18)
        for year in sorted({*found.missing, *(row["year"] for row in found.years)}, reverse=True):
            row = next((each for each in found.years if each["year"] == year), None)
            if row is None:
                self.add(CardLine("warning-circle", str(year), _("falta"), tone="bad", clickable=False))
                continue
            day = format_date(date.fromisoformat(str(row["last_day"])))
            remark = _("n.º {number}, hasta {day}").format(number=row["number"], day=day)
            self.add(CardLine("package", str(year), remark, format_amount(row["premium_income"]), clickable=False))
