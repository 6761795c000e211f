"""Which period is presented: a year, one of those kept, or any two days; and what is said of one without data."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.card import clear_layout
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.fields import mark_invalid
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label

Period = tuple[date, date]


def year_period(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def period_text(period: Period) -> str:
    """``Año 2026``, ``01/01/2026 – 30/06/2026``"""
    if period == year_period(period[0].year):
        return _("Año {year}").format(year=period[0].year)
    return " – ".join(map(format_date, period))


class PeriodField(QWidget):
    """The fields for two days, shown below ``choice`` when another period is wanted; place both.

    ``period_chosen`` gives the first and the last day, once both are days that can be.
    """

    period_chosen = Signal(object, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.choice = ChoiceField([], fits=True)
        self.choice.setObjectName("period")
        self.choice.setAccessibleName(_("Período"))
        self.choice.value_changed.connect(self._choose)
        self.first_day, self.last_day = DateField(today=today), DateField(today=today)
        self.message = Message()
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        for field, name, caption in (
            (self.first_day, "first_day", _("Desde el día")),
            (self.last_day, "last_day", _("Hasta el día")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(caption)
            field.setToolTip(caption)
            field.set_wanted_width(120)
            field.returnPressed.connect(self.take_dates)
            row.addWidget(field)
        show = secondary_button(_("Ver"))
        show.setObjectName("show_period")
        show.clicked.connect(self.take_dates)
        row.addWidget(show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.message)
        self.hide()

    def offer(self, periods: Sequence[Period], chosen: Period) -> None:
        """What can be chosen, with the period that is shown now."""
        self.choice.blockSignals(True)
        offered: list[tuple[Period | None, str]] = [(each, period_text(each)) for each in periods]
        self.choice.set_choices([*offered, (None, _("Otro período…"))])
        self.choice.set_value(chosen)
        self.choice.blockSignals(False)
        self.first_day.set_day(chosen[0])
        self.last_day.set_day(chosen[1])
        self.say("", "")
        self.hide()

    def say(self, first_problem: str, last_problem: str) -> None:
        """Shows what is wrong with the days; empty sentences take it away."""
        mark_invalid(self.first_day, bool(first_problem))
        mark_invalid(self.last_day, bool(last_problem))
        self.message.say(first_problem or last_problem, error=True)

    def take_dates(self) -> None:
        """Asks for the typed period, or says what is wrong with it."""
        problems = ["", ""]
        days: list[date] = []
        for place, field in enumerate((self.first_day, self.last_day)):
            try:
                days.append(field.read())
            except InvalidValue as invalid:
                problems[place] = str(invalid)
        self.say(*problems)
        if len(days) == 2:
            self.period_chosen.emit(*days)

    def _choose(self) -> None:
        period = self.choice.value()
        self.setVisible(period is None)
        if isinstance(period, tuple):
            self.period_chosen.emit(*period)
        else:
            self.first_day.setFocus()


class EmptyPeriod(QWidget):
    """Says that nothing was noted in a period, and offers the years in which something was."""

    year_chosen = Signal(int)
    MOST_YEARS = 4

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label("", wrap=True, name="empty_period")
        self._years = QHBoxLayout()
        self._years.setSpacing(theme.INSIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, theme.INSIDE, theme.MARGIN, theme.INSIDE)
        row.setSpacing(theme.GAP)
        row.addWidget(IconLabel("info"))
        row.addWidget(self._words, 1)
        row.addLayout(self._years)
        self.hide()

    def offer(self, period: Period, years: Sequence[int]) -> None:
        """Names the empty period and the years that have data, newest first."""
        words = _("{period}: no hay nada anotado.").format(period=period_text(period))
        self._words.setText(f"{words} {_('Años con datos:')}" if years else words)
        clear_layout(self._years)
        for year in years[: self.MOST_YEARS]:
            button = secondary_button(str(year))
            button.setObjectName(f"year_{year}")
            button.clicked.connect(partial(self.year_chosen.emit, year))
            self._years.addWidget(button)
