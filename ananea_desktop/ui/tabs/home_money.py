"""The money on the first page: accounts, funds, the Premium and the projects of the year."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.operations.home import Home, HomeFigures
from ananea_desktop.operations.money_charts import percent
from ananea_desktop.operations.receipt_list import ReceiptFilter
from ananea_desktop.storage.rows import Row
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.card import SectionHeader, clear_layout
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.money_bar import MoneyBar
from ananea_desktop.ui.money_line import MoneyLine

HIDDEN = "••••"
WAITING = "…"
_REACH = theme.OVERHANG
_BETWEEN = 18


class MoneyPanel(QWidget):
    """First ``build`` with the names, then ``fill`` with the amounts, as often as they change: nothing jumps.

    ``hide_clicked`` when the amounts are to be hidden or shown.
    """

    hide_clicked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._built: tuple[object, ...] = ()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._sides.setContentsMargins(_REACH, 16, _REACH, theme.MARGIN)
        self._sides.setSpacing(_BETWEEN)
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        for side in (self._first, self._second):
            side.setSpacing(0)
            self._sides.addLayout(side)
        self._sides.addStretch()
        self.hide_button = link_button(_("Ocultar"), "eye-slash")
        self.hide_button.setObjectName("hide_money")
        self.hide_button.clicked.connect(self.hide_clicked)
        self._first.addLayout(self._head())
        self._accounts, self._rest = QVBoxLayout(), QVBoxLayout()
        for part in (self._accounts, self._rest):
            part.setSpacing(0)
        self._first.addLayout(self._accounts)
        self._first.addStretch(1)
        self._second.addLayout(self._rest)
        self._second.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_REACH, 0, 0, 0)
        row.addWidget(label(_("Dinero de la cooperativa"), "section"))
        row.addStretch(1)
        row.addWidget(self.hide_button)
        return row

    def set_wide(self, wide: bool) -> None:
        """Two columns, where it stands under the page and not beside it."""
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(theme.MARGIN if wide else _BETWEEN)
        for number, share in enumerate((1, 1, 0) if wide else (0, 0, 1)):
            self._sides.setStretch(number, share)

    def make_room_for_bar(self, width: int) -> None:
        """The page's scroll bar stands in the margin, so that amounts end where the window's text ends."""
        self._sides.setContentsMargins(_REACH, 16, max(0, _REACH - width), theme.MARGIN)

    def build(self, data: Home) -> None:
        """Lays out the lines, unless they are those that stand there already."""
        names = [[(row["id"], row["name"]) for row in part] for part in (data.accounts, data.funds, data.projects)]
        wanted = (data.today, *map(tuple, names))
        if wanted == self._built:
            return
        self._built = wanted
        for part in (self._accounts, self._rest):
            clear_layout(part)
        self._build_accounts(data)
        self._build_premium(data)
        self._build_projects(data)

    def _build_accounts(self, data: Home) -> None:
        column = self._accounts
        self._say(column, _("Al {day}").format(day=format_date(data.today)))
        self.accounts = self._lines(column, data.accounts, "account_id")
        row = QHBoxLayout()
        row.setContentsMargins(_REACH, 6, _REACH, 0)
        row.addWidget(label(_("Total en soles"), "strong"))
        row.addStretch(1)
        self.total = label(WAITING, "amount", name="total_money")
        row.addWidget(self.total)
        column.addLayout(row)
        if any(account["currency"] == "USD" for account in data.accounts):
            self._say(column, _("Con los dólares al cambio de cada recibo"))
        self.advanced = label("", "secondary", name="advanced", wrap=True)
        self.advanced.setContentsMargins(_REACH, 0, _REACH, 0)
        self.advanced.hide()
        column.addWidget(self.advanced)
        column.addSpacing(_BETWEEN)
        self._say(column, _("De quién es, en soles"), "section")
        self.funds = self._lines(column, data.funds, "fund_id")

    def _build_premium(self, data: Home) -> None:
        column, year = self._rest, data.today.year
        column.addWidget(SectionHeader(_("Prima en {year}").format(year=year)))
        bar = QHBoxLayout()
        bar.setContentsMargins(_REACH, 4, _REACH, 4)
        self.premium_bar = MoneyBar(0.0)
        bar.addWidget(self.premium_bar)
        column.addLayout(bar)
        self.spent = MoneyLine(_("Gastado"))
        wanted = RowsWanted("prima-por-anio", str(year), *data.year, str(year))
        self.spent.clicked.connect(lambda: self.desk.rows_wanted.emit(wanted))
        self.left = MoneyLine(_("Por gastar"), leads=False)
        self.available = MoneyLine(_("Saldo de {year} e ingresos").format(year=year - 1), leads=False, strong=True)
        for line in (self.spent, self.left, self.available):
            column.addWidget(line)

    def _build_projects(self, data: Home) -> None:
        self.projects: dict[int, MoneyLine] = {}
        self._budgets = {row["id"]: row["budget"] for row in data.projects}
        if not data.projects:
            return
        self._rest.addSpacing(_BETWEEN - 8)
        head = SectionHeader(_("Proyectos de {year}").format(year=data.today.year), None, _("Ver todos"))
        head.link_clicked.connect(lambda: self.desk.record_wanted.emit("premium_projects", 0))
        self._rest.addWidget(head)
        for row in data.projects:
            line = MoneyLine(row["name"], barred=True)
            line.clicked.connect(partial(self.desk.record_wanted.emit, "premium_projects", row["id"]))
            self.projects[row["id"]] = line
            self._rest.addWidget(line)

    def _lines(self, column: QVBoxLayout, found: Sequence[Row], name: str) -> dict[int, tuple[MoneyLine, str]]:
        """A line for each account or fund, with its currency; it leads to its receipts."""
        lines = {}
        for row in found:
            line = MoneyLine(row["name"])
            wanted = ReceiptFilter(account_id=row["id"]) if name == "account_id" else ReceiptFilter(fund_id=row["id"])
            line.clicked.connect(partial(self.desk.receipts_wanted.emit, wanted))
            column.addWidget(line)
            lines[row["id"]] = line, str(row.get("currency", "PEN"))
        return lines

    def _say(self, column: QVBoxLayout, words: str, role: str = "secondary") -> None:
        said = label(words, role, wrap=True)
        said.setContentsMargins(_REACH, 0, _REACH, 0)
        column.addWidget(said)

    def fill(self, figures: HomeFigures | None, hidden: bool) -> None:
        """Shows the amounts, or in their place that they are waited for or hidden."""
        self.hide_button.setText(_("Mostrar") if hidden else _("Ocultar"))
        self.hide_button.set_icon("eye" if hidden else "eye-slash")
        self.hide_button.setToolTip(_("Muestra los montos (Ctrl+H)") if hidden else _("Oculta los montos (Ctrl+H)"))
        if not self._built:
            return
        if figures is None:
            return

        def shown(amount: int, currency: str = "") -> str:
            if hidden:
                return HIDDEN
            return format_money(amount, currency) if currency in SYMBOLS else format_amount(amount)

        for record_id, (line, currency) in self.accounts.items():
            line.set_amount(shown(figures.accounts.get(record_id, 0), "USD" if currency == "USD" else ""))
        self.total.setText(shown(figures.total, "PEN"))
        self.advanced.setText(
            _("Incluye {amount} de entregas por rendir").format(amount=shown(figures.advanced, "PEN"))
        )
        self.advanced.setVisible(bool(figures.advanced))
        for record_id, (line, _currency) in self.funds.items():
            line.set_amount(shown(figures.funds.get(record_id, 0)))
        premium = figures.premium
        self.premium_bar.set_fraction(premium.spent / premium.available if premium.available > 0 else 0.0)
        self.spent.set_amount(shown(premium.spent))
        self.left.set_amount(shown(premium.left))
        self.available.set_amount(shown(premium.available))
        for record_id, line in self.projects.items():
            spent, budget = figures.spent.get(record_id, 0), self._budgets[record_id]
            line.set_amount(percent(spent, budget), spent / budget)
