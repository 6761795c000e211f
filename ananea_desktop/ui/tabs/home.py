"""Inicio: what is done most, what is to be done, the last receipts, and the money at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date, weekday_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import SYMBOLS, format_amount, format_money
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import home as operations
from ananea_desktop.operations.home import LONG_AGO, Home
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.card import Card, SectionHeader, clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.money_bar import MoneyBar
from ananea_desktop.ui.receipt_columns import COLUMNS
from ananea_desktop.ui.record_model import RecordModel
from ananea_desktop.ui.table_view import TableView

_FIRST_STEPS = (
    ("members", N_("Anote a los socios"), N_("Con su DNI, como está en el documento.")),
    ("premium_projects", N_("Anote los proyectos de la Prima"), N_("Con el presupuesto que aprobó la asamblea.")),
    ("receipts", N_("Haga el primer recibo"), N_("Un ingreso por el dinero que ya hay en caja y en el banco.")),
)


class HomeTab(QWidget):
    """``loaded`` each time its figures are shown."""

    loaded = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._hidden = False
        self._data: Home | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left_side(), 1)
        self.money = Card()
        self.money.setFixedWidth(theme.scaled(380))
        row.addWidget(self.money)

    def _left_side(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        reach = theme.MARGIN - theme.OVERHANG
        column.setContentsMargins(reach, 16, reach, theme.GAP)
        column.setSpacing(0)
        column.addLayout(self._upper_part())
        head = SectionHeader(_("Últimos recibos"), None, _("Ver todos"))
        head.link_clicked.connect(lambda: self.desk.record_wanted.emit("receipts", 0))
        column.addWidget(head)
        self.model = RecordModel(COLUMNS[:7], self)
        self.table = TableView([each.layout for each in COLUMNS[:7]], _("Últimos recibos"), name_width=180)
        self.table.setModel(self.model)
        self.table.activated.connect(self._open_receipt)
        self.table.clicked.connect(self._open_receipt)
        self.table.set_empty_text(_("Todavía no hay recibos."))
        column.addWidget(self.table, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _upper_part(self) -> QVBoxLayout:
        """Day, greeting, what is done most, and what is to be done."""
        column = QVBoxLayout()
        column.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        column.setSpacing(0)
        self.day = label("", "secondary")
        self.greeting = label("", "title")
        column.addWidget(self.day)
        column.addWidget(self.greeting)
        column.addSpacing(14)
        column.addLayout(self._actions())
        column.addSpacing(18)
        self.to_do = QVBoxLayout()
        self.to_do.setSpacing(0)
        column.addLayout(self.to_do)
        column.addSpacing(18)
        return column

    def _actions(self) -> QGridLayout:
        income = primary_button(_("Recibo de ingreso"), "arrow-down-left", "Ctrl+R")
        income.setObjectName("new_in")
        income.clicked.connect(lambda: self.desk.want_empty_receipt(ReceiptKind.IN))
        spending = secondary_button(_("Recibo de egreso"), "arrow-up-right", "Ctrl+E")
        spending.setObjectName("new_out")
        spending.clicked.connect(lambda: self.desk.want_empty_receipt(ReceiptKind.OUT))
        purchase = secondary_button(_("Anotar compra"), "package")
        purchase.clicked.connect(lambda: self.desk.record_wanted.emit("purchases", -1))
        training = secondary_button(_("Anotar capacitación"), "chalkboard-teacher")
        training.clicked.connect(lambda: self.desk.record_wanted.emit("training_sessions", -1))
        self._buttons = (income, spending, purchase, training)
        self._action_grid = QGridLayout()
        self._action_grid.setHorizontalSpacing(theme.GAP)
        self._action_grid.setVerticalSpacing(theme.INSIDE)
        self._place_actions(4)
        return self._action_grid

    def _place_actions(self, columns: int) -> None:
        """The buttons in one row, or in two where the window is narrow."""
        for number, button in enumerate(self._buttons):
            self._action_grid.removeWidget(button)
            left = Qt.AlignmentFlag.AlignLeft
            self._action_grid.addWidget(button, number // columns, number % columns, left)
        self._action_grid.setColumnStretch(columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self._place_actions(2 if narrow else 4)
        self.money.setFixedWidth(theme.scaled(330 if narrow else 380))

    def load(self) -> None:
        self.desk.books.ask(operations.home, owner=self, then=self._show)

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
        self._show_to_do(data)
        self.model.show_rows(data.receipts, False)
        self.table.setMinimumHeight(theme.row_height() * (len(data.receipts) + 1) + 4)
        self._show_money(data)
        self.loaded.emit()

    def _show_to_do(self, data: Home) -> None:
        clear_layout(self.to_do)
        new = not data.first_steps["receipts"]
        self.to_do.addWidget(label(_("Primeros pasos") if new else _("Por hacer"), "section"))
        self.to_do.addSpacing(6)
        self.to_do.addWidget(hairline())
        items = self._first_steps(data) if new else self._open_matters(data)
        for icon, tone, title, remark, link, pressed in items:
            self._add_item(icon, tone, title, remark, link, pressed)
        if not items:
            self._add_item("check-circle", "good", _("Nada pendiente"), _("Todo está al día."), "", lambda: None)

    def _first_steps(self, data: Home) -> list[tuple[str, str, str, str, str, Callable[[], object]]]:
        steps: list[tuple[str, str, str, str, str, Callable[[], object]]] = []
        for table, title, remark in _FIRST_STEPS:
            done = data.first_steps[table]
            icon, tone = ("check-circle", "good") if done else ("caret-right", "ink2")
            wanted = 0 if table == "receipts" else -1
            steps.append(
                (
                    icon,
                    tone,
                    _(title),
                    _("Hecho.") if done else _(remark),
                    "" if done else _("Empezar"),
                    partial(self.desk.record_wanted.emit, table, wanted),
                )
            )
        return steps

    def _open_matters(self, data: Home) -> list[tuple[str, str, str, str, str, Callable[[], object]]]:
        matters: list[tuple[str, str, str, str, str, Callable[[], object]]] = []
        for row in data.over_budget[:3]:
            over = format_money(row["spent"] - row["budget"], "PEN")
            matters.append(
                (
                    "warning-circle",
                    "bad",
                    _("Un proyecto gastó más de lo aprobado"),
                    _("{name}: {amount} sobre el presupuesto").format(name=row["name"], amount=over),
                    _("Abrir proyecto"),
                    partial(self.desk.record_wanted.emit, "premium_projects", row["id"]),
                )
            )
        count, owed = data.unpaid
        if count:
            title = plural(_("1 compra por pagar"), _("{count} compras por pagar"), count).format(count=count)
            matters.append(
                (
                    "package",
                    "ink2",
                    title,
                    _("En total {amount}").format(amount=format_money(owed, "PEN")),
                    _("Ver compras"),
                    lambda: self.desk.record_wanted.emit("purchases", 0),
                )
            )
        if data.days_since_usb_copy is None or data.days_since_usb_copy > LONG_AGO:
            matters.append(self._copy_matter(data))
        return matters

    def _copy_matter(self, data: Home) -> tuple[str, str, str, str, str, Callable[[], object]]:
        if data.last_usb_copy is None:
            title, remark = _("Todavía no hay copia en USB"), _("Si el disco falla, la copia es lo que queda.")
        else:
            days = data.days_since_usb_copy
            title = _("Hace {days} días que no se copia en USB").format(days=days)
            remark = _("La última copia es del {day}").format(day=format_date(data.last_usb_copy))
        return "hard-drive", "ink2", title, remark, _("Copiar ahora"), self.copy_wanted.emit

    def _add_item(
        self, icon: str, tone: str, title: str, remark: str, link: str, pressed: Callable[[], object]
    ) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(18)
        row.addWidget(IconLabel(icon, tone))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, "strong", wrap=True))
        words.addWidget(label(remark, "secondary", wrap=True))
        row.addLayout(words, 1)
        if link:
            button = link_button(link).set_flush()
            button.setAccessibleName(f"{link}: {title}")
            button.clicked.connect(lambda: pressed())
            row.addWidget(button)
        holder = QWidget()
        holder.setLayout(row)
        self.to_do.addWidget(holder)
        self.to_do.addWidget(hairline())

    # the money

    def _show_money(self, data: Home) -> None:
        self.money.empty()
        words, icon = (_("Mostrar"), "eye") if self._hidden else (_("Ocultar"), "eye-slash")
        head = SectionHeader(_("Dinero de la cooperativa"), None, words, icon)
        head.setObjectName("hide_money")
        head.link_clicked.connect(self._toggle)
        self.money.add(head)
        self.money.add(label(_("Al {day}").format(day=format_date(data.today)), "secondary"))
        self._add_accounts(data)
        self.money.add(label(_("De quién es"), "section"), above=20)
        self.money.add(label(_("En soles, por el tipo de cambio de cada recibo"), "secondary"))
        self._add_figures([(fund["name"], fund["balance"], "") for fund in data.funds])
        self._add_premium(data)

    def _add_accounts(self, data: Home) -> None:
        accounts = [(row["name"], row["balance"], row["currency"]) for row in data.accounts]
        self._add_figures(accounts)
        soles = sum(row["balance"] for row in data.accounts if row["currency"] == "PEN")
        total = QHBoxLayout()
        total.addWidget(label(_("Total en soles"), "strong"))
        total.addStretch(1)
        total.addWidget(label(self._shown(soles, "PEN"), "amount", name="total_money"))
        self.money.add(total, above=6)

    def _add_figures(self, figures: list[tuple[str, int, str]]) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for number, (name, amount, currency) in enumerate(figures):
            text = self._shown(amount, currency if currency == "USD" else "")
            grid.addWidget(label(name, wrap=True), 2 * number, 0)
            grid.addWidget(label(text), 2 * number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, 2)
        self.money.add(grid, above=10)

    def _add_premium(self, data: Home) -> None:
        had = data.premium["opening"] + data.premium["income"]
        spent = data.premium["spent"]
        self.money.add(label(_("Prima en {year}").format(year=data.today.year), "section"), above=20)
        self.money.add(MoneyBar(spent / had if had > 0 else 0.0), above=10)
        self._add_figures([(_("Gastado"), spent, ""), (_("Por gastar"), had - spent, "")])
        total = QHBoxLayout()
        words = _("Saldo de {year} e ingresos").format(year=data.today.year - 1)
        total.addWidget(label(words, "strong"))
        total.addStretch(1)
        total.addWidget(label(self._shown(had, ""), "strong"))
        self.money.add(total, above=6)

    def _shown(self, amount: int, currency: str) -> str:
        if self._hidden:
            return "••••"
        return format_money(amount, currency) if currency in SYMBOLS else format_amount(amount)

    def _toggle(self) -> None:
        self._hidden = not self._hidden
        if self._data is not None:
            self._show_money(self._data)

    def _open_receipt(self, index: object) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self.desk.record_wanted.emit("receipts", self.model.row(row)["id"])


def _greeting(hour: int) -> str:
    if hour < 12:
        return _("Buenos días, {name}")
    return _("Buenas tardes, {name}") if hour < 19 else _("Buenas noches, {name}")
