"""Inicio: what is done most, what is to be done, the last receipts and the year's money, each leading to its rows."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.documents.charts import Bar, Chart
from ananea_desktop.domain.dates import weekday_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import home as operations
from ananea_desktop.operations.charts import CHARTS
from ananea_desktop.operations.home import PREMIUM_CHARTS, YEAR_CHART, Home, HomeFigures
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.card import SectionHeader
from ananea_desktop.ui.chart_panel import ChartPanel
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.receipt_columns import COLUMNS, IN_COLUMN, OUT_COLUMN
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.tabs.home_banner import Banner
from ananea_desktop.ui.tabs.home_matters import MatterList, first_steps, matters
from ananea_desktop.ui.tabs.home_money import HIDDEN, MoneyPanel

HIDDEN_SETTING = "home/hidden"
_PANEL, _NARROW_PANEL = 380, 330
_MONEY_BELOW = 940
"""Pixels at 12 points under which the money stands below the rest."""
_FOUR_BUTTONS = 912


class HomeTab(QWidget):
    """``loaded`` each time what is read at once is shown; ``figured`` when the figures stand there too."""

    loaded = Signal()
    figured = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._hidden = bool(QSettings().value(HIDDEN_SETTING, False, bool))
        self._data: Home | None = None
        self._figures: HomeFigures | None = None
        self._asked = QObject(self)
        self.premium_charts: dict[str, ChartPanel] = {}
        self.to_do = MatterList(desk, self.copy_wanted.emit)
        self.banner = Banner()
        self.banner.wanted.connect(self.copy_wanted)
        self.money = MoneyPanel(desk)
        self.money.hide_clicked.connect(self.toggle_hidden)
        QShortcut(QKeySequence("Ctrl+H"), self, self.toggle_hidden)
        page = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._left_side(), 1)
        self._sides.addWidget(self.money)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: self.money.make_room_for_bar(bar.sizeHint().width() if high else 0))
        self._hide_or_show()
        theme.on_change(self._arrange)
        theme.on_change(self._measure)

    def _left_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        reach = theme.MARGIN - theme.OVERHANG
        column.setContentsMargins(reach, 16, reach, theme.MARGIN)
        column.setSpacing(0)
        column.addLayout(self._upper_part())
        head = SectionHeader(_("Últimos recibos"), None, _("Ver todos"))
        head.link_clicked.connect(lambda: self.desk.record_wanted.emit("receipts", 0))
        self._head_of_receipts = head
        column.addWidget(head)
        columns = [self._hideable(each) if number in (IN_COLUMN, OUT_COLUMN) else each for number, each in _numbered()]
        self.model = RecordModel(columns, self)
        self.table = TableView([each.layout for each in columns], _("Últimos recibos"), name_width=180)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setModel(self.model)
        self.table.activated.connect(self._open_receipt)
        self.table.clicked.connect(self._open_receipt)
        self.table.set_empty_text(_("Todavía no hay recibos."))
        column.addWidget(self.table)
        column.addSpacing(18)
        column.addWidget(self._year_chart())
        self._premium_part = QVBoxLayout()
        self._premium_part.setSpacing(18)
        column.addLayout(self._premium_part)
        column.addStretch(1)
        return side

    def _upper_part(self) -> QVBoxLayout:
        """Day, greeting, what is done most, and what is to be done."""
        column = QVBoxLayout()
        column.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        column.setSpacing(0)
        self.day = label("", "secondary")
        self.greeting = label("", "title", wrap=True)
        column.addWidget(self.day)
        column.addWidget(self.greeting)
        column.addSpacing(14)
        column.addLayout(self._actions())
        column.addSpacing(18)
        column.addWidget(self.banner)
        column.addWidget(self.to_do)
        column.addSpacing(18)
        return column

    def _actions(self) -> QGridLayout:
        income = primary_button(_("Recibo de ingreso"), "arrow-down-left", "Ctrl+R")
        income.setObjectName("new_in")
        income.clicked.connect(lambda: self.desk.want_empty_receipt(ReceiptKind.IN))
        QShortcut(QKeySequence("Ctrl+N"), self, income.click).setAutoRepeat(False)  # as in Caja y recibos
        spending = secondary_button(_("Recibo de egreso"), "arrow-up-right", "Ctrl+E")
        spending.setObjectName("new_out")
        spending.clicked.connect(lambda: self.desk.want_empty_receipt(ReceiptKind.OUT))
        equipment = secondary_button(_("Entregar equipo"), "package")
        equipment.setObjectName("hand_out")
        equipment.clicked.connect(self._hand_out)
        training = secondary_button(_("Anotar capacitación"), "chalkboard-teacher")
        training.clicked.connect(lambda: self.desk.record_wanted.emit("training_sessions", -1))
        for button in (income, spending):
            button.offer(self.desk.may(Right.MONEY))
        for button in (equipment, training):
            button.offer(self.desk.may(Right.RECORDS))
        self._buttons = (income, spending, equipment, training)
        self._action_grid = QGridLayout()
        self._action_grid.setHorizontalSpacing(theme.GAP)
        self._action_grid.setVerticalSpacing(theme.INSIDE)
        self._place_actions(4)
        return self._action_grid

    def _hand_out(self) -> None:
        from ananea_desktop.ui.equipment_acts import open_hand_out

        open_hand_out(self, self.desk)

    def _place_actions(self, columns: int) -> None:
        """The buttons in one row, or in two where there is little room."""
        for number, button in enumerate(self._buttons):
            self._action_grid.removeWidget(button)
            left = Qt.AlignmentFlag.AlignLeft
            self._action_grid.addWidget(button, number // columns, number % columns, left)
        for column in range(5):
            self._action_grid.setColumnStretch(column, 1 if column == columns else 0)

    def _year_chart(self) -> QWidget:
        self.chart = self._panel(YEAR_CHART)
        every = link_button(_("Ver todos los gráficos"))
        every.setObjectName("all_charts")
        every.clicked.connect(self.desk.charts_wanted)
        self.chart.head.addWidget(every)
        return self.chart

    def _panel(self, name: str) -> ChartPanel:
        panel = ChartPanel(self.desk, _(CHARTS[name].title))
        panel.setObjectName(name)
        panel.bar_chosen.connect(partial(self._want_rows, name))
        for button in (panel.copy_button, panel.save_button):
            button.hide()  # on its menu; the page with all charts has the buttons
        return panel

    def _show_premium(self, charts: list[Chart]) -> None:
        """Below the rest, where nothing jumps for them; an office without Premium never has these panels made."""
        if not self.premium_charts and any(not chart.is_empty for chart in charts):
            self.premium_charts = {name: self._panel(name) for name in PREMIUM_CHARTS}
            self._premium_part.setContentsMargins(0, 18, 0, 0)
            for panel in self.premium_charts.values():
                panel.set_hidden(self._hidden)
                self._premium_part.addWidget(panel)
        for chart, panel in zip(charts, self.premium_charts.values(), strict=False):
            panel.show_chart(chart)
            panel.setVisible(not chart.is_empty)

    def _hideable(self, column: ListColumn) -> ListColumn:
        return replace(column, text=lambda row: HIDDEN if self._hidden and column.text(row) else column.text(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other what has room, for the letters in use."""
        width = self.width()
        below = width < theme.scaled(_MONEY_BELOW)
        panel = theme.scaled(_NARROW_PANEL if width < theme.scaled(theme.NARROW_WINDOW) else _PANEL)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self.money.set_wide(below)
        self.money.setMinimumWidth(0 if below else panel)
        self.money.setMaximumWidth(16_777_215 if below else panel)
        left = width if below else width - panel
        self._place_actions(4 if left >= theme.scaled(_FOUR_BUTTONS) else 2)

    def _measure(self) -> None:
        self.table.setFixedHeight(theme.row_height() * (max(1, self.model.rowCount()) + 1) + 2)

    # loading

    def load(self) -> None:
        """First what is read at once; then the figures, which may take a while in a large book."""
        self._asked.deleteLater()  # what was asked for before is dropped
        self._asked = QObject(self)
        self.desk.books.ask(operations.home, owner=self._asked, then=self._show)

    def show_record(self, record_id: int) -> None:
        """The first page has no records of its own."""
        self.load()

    def open_form(self, record_id: int | None) -> None:
        """Nor a form."""

    def leave_form(self) -> None:
        """Nor anything that is being typed."""

    def _show(self, data: Home) -> None:
        self._data = data
        self.day.setText(weekday_date(data.today))
        first_name = (self.desk.books.books.user.split() or [""])[0]
        self.greeting.setText(_greeting(data.hour).format(name=first_name))
        self.money.build(data)
        self.banner.show_copies(data.copies)
        self.desk.copies_known.emit(data.copies)
        self._fill()
        self.desk.books.ask(operations.home_figures, owner=self._asked, then=self._show_figures)
        self.loaded.emit()

    def _show_figures(self, figures: HomeFigures) -> None:
        self._figures = figures
        self.chart.show_chart(figures.chart)
        self._fill()
        # below the fold: its charts are made once what is in sight is painted
        QTimer.singleShot(0, self, lambda: self._show_premium(figures.premium_charts))
        self.figured.emit()

    def _fill(self) -> None:
        """Everything that holds an amount."""
        self.money.fill(self._figures, self._hidden)
        if self._data is None:
            return
        data = self._data
        self.model.show_rows(data.receipts, False)
        self._measure()
        begun = any(data.first_steps[name] for name in ("opening", "receipts"))
        for part in (self._head_of_receipts, self.table, self.chart):
            part.setVisible(begun)  # of an office that only begins there is nothing but the first steps
        if data.first_steps["receipts"]:
            self.to_do.show_matters(_("Por hacer"), matters(data, self._figures, self._hidden))
        else:
            self.to_do.show_matters(_("Primeros pasos"), first_steps(data))

    def toggle_hidden(self) -> None:
        """Hides every amount of the page, or shows them again; it is remembered."""
        self._hidden = not self._hidden
        QSettings().setValue(HIDDEN_SETTING, self._hidden)
        self._hide_or_show()

    def _hide_or_show(self) -> None:
        for panel in (self.chart, *self.premium_charts.values()):
            panel.set_hidden(self._hidden)
        self._fill()

    # to the rows

    def _want_rows(self, name: str, bar: Bar) -> None:
        if self._data is not None:
            self.desk.rows_wanted.emit(RowsWanted(name, bar.key, *self._data.year, bar.label))

    def _open_receipt(self, _index: object) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            chosen: Row = self.model.row(row)
            self.desk.record_wanted.emit("receipts", chosen["id"])


def _numbered() -> list[tuple[int, ListColumn]]:
    """The columns of the last receipts: all but the running balance."""
    return list(enumerate(COLUMNS[:7]))


def _greeting(hour: int) -> str:
    if hour < 12:
        return _("Buenos días, {name}")
    return _("Buenas tardes, {name}") if hour < 19 else _("Buenas noches, {name}")
