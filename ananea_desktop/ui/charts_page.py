"""Gráficos: every chart of a year on one page that scrolls, in two columns, or in one where the window is narrow."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.documents.charts import Bar, Chart
from ananea_desktop.domain.language import _
from ananea_desktop.operations import charts
from ananea_desktop.ui import theme
from ananea_desktop.ui.busy_line import BusyLine
from ananea_desktop.ui.chart_panel import ChartPanel
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.paper_page import YEARS_SHOWN

_TWO_COLUMNS = 1000


class ChartsPage(QWidget):
    """``loaded`` each time the charts of a year are shown."""

    left = Signal()
    loaded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._asked = QObject(self)
        this_year = desk.books.books.today().year
        years = [(year, str(year)) for year in range(this_year, this_year - YEARS_SHOWN, -1)]
        self.year = ChoiceField(years, fits=True)
        self.year.setObjectName("year")
        self.year.setAccessibleName(_("Año"))
        self.year.value_changed.connect(self.load)
        self.panels = {name: self._panel(name) for name in charts.CHARTS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.busy = BusyLine()
        self.busy.given_up.connect(self.leave)
        column.addWidget(self.busy)
        self.area = self._area()
        column.addWidget(self.area, 1)
        self.empty_page = EmptyPage(
            "chart-bar",
            _("Todavía no hay nada que dibujar"),
            _("Los gráficos salen solos de lo que se anota. De este año no hay nada."),
            (
                _("Anote los proyectos de la Prima y los recibos del año."),
                _("Vuelva aquí: cada gráfico se copia, se guarda o va a la presentación."),
                _("Arriba, «Del año» muestra los años anteriores."),
            ),
            (),
        )
        self.empty_page.hide()
        column.addWidget(self.empty_page, 1)

    def _head(self) -> PageHead:
        return PageHead(_("Gráficos"), self.leave, label(_("Del año"), "secondary"), self.year)

    def _panel(self, name: str) -> ChartPanel:
        panel = ChartPanel(self.desk, _(charts.CHARTS[name].title))
        panel.setObjectName(name)
        panel.bar_chosen.connect(lambda bar: self._want_rows(name, bar))
        return panel

    def _area(self) -> QScrollArea:
        page = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        reach = theme.MARGIN - theme.OVERHANG
        self._columns.setContentsMargins(reach, 6, reach, theme.MARGIN)
        self._columns.setSpacing(theme.MARGIN)
        sides = [QVBoxLayout(), QVBoxLayout()]
        for side in sides:
            side.setSpacing(theme.MARGIN)
            self._columns.addLayout(side, 1)
        for number, panel in enumerate(self.panels.values()):
            sides[number % 2].addWidget(panel)
        for side in sides:
            side.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.scaled(_TWO_COLUMNS)
        side = QBoxLayout.Direction
        self._columns.setDirection(side.TopToBottom if narrow else side.LeftToRight)

    def leave(self) -> None:
        self.left.emit()

    def _period(self) -> tuple[date, date]:
        year = self.year.value()
        assert isinstance(year, int)
        return date(year, 1, 1), date(year, 12, 31)

    def load(self) -> None:
        """Asks for the charts of the year chosen; what was asked before is dropped."""
        self._asked.deleteLater()
        self._asked = QObject(self)
        self.busy.begin(_("Sumando lo del año…"))
        self.desk.books.ask(charts.charts, list(self.panels), *self._period(), owner=self._asked, then=self._show)

    def _show(self, made: dict[str, Chart]) -> None:
        self.busy.end()
        for name, chart in made.items():
            self.panels[name].show_chart(chart)
        nothing = all(chart.is_empty for chart in made.values())
        self.area.setVisible(not nothing)
        self.empty_page.setVisible(nothing)
        self.loaded.emit()

    def _want_rows(self, name: str, bar: Bar) -> None:
        self.desk.rows_wanted.emit(RowsWanted(name, bar.key, *self._period(), bar.label))
