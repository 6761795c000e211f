"""A date, typed as people type it, or picked from a calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ananea_desktop.domain import dates
from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.ui import theme
from ananea_desktop.ui.fields import NumberField
from ananea_desktop.ui.icons import icon
from ananea_desktop.ui.qt_words import window_locale


class DateField(NumberField):
    """Takes any way of typing a date and writes it out as dd/mm/yyyy when left; what is no date stays as typed.

    Up and Down go to the next and the previous day, Alt+Down opens the calendar.
    """

    def __init__(self, day: date | None = None, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(placeholder=_("dd/mm/aaaa"))
        self._today = today
        self._popup: CalendarPopup | None = None
        self.add_inner_button("calendar-blank", _("Abrir el calendario")).clicked.connect(self.open_calendar)
        self.set_day(day)

    def read(self) -> date:
        """The date typed. Raises InvalidValue with a sentence for the person where it is none."""
        return dates.read_date(self.text(), self._today())

    def day(self) -> date | None:
        """The date typed; None while it is none."""
        try:
            return self.read()
        except InvalidValue:
            return None

    def set_day(self, day: date | None) -> None:
        self.setText("" if day is None else dates.format_date(day))

    def open_calendar(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.day_chosen.connect(self._take)
        self._popup.open_below(self, self.day() or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        day = self.day()
        if day is not None and dates.format_date(day) != self.text():
            self._write(day)

    def _step(self, days: int) -> None:
        day = self.day()
        if day is None and self.text().strip():
            return  # something is typed that is no date: it is not thrown away
        self._write(self._today() if day is None else day + timedelta(days=days))

    def _take(self, day: date) -> None:
        self._write(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _write(self, day: date) -> None:
        if dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR:
            self.set_day(day)
            self.textEdited.emit(self.text())


class CalendarPopup(QFrame):
    """A month to pick a day from, opened below its field."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.NoDropShadowWindowHint)
        self.setObjectName("calendarPopup")
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(window_locale())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMinimumDate(QDate(dates.FIRST_YEAR, 1, 1))
        self.calendar.setMaximumDate(QDate(dates.LAST_YEAR, 12, 31))
        self.calendar.setAccessibleName(_("Calendario"))
        self.calendar.activated.connect(self._choose)
        self.calendar.clicked.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self.calendar)
        self._dress()
        theme.on_change(self._dress)

    def open_below(self, field: QWidget, day: date) -> None:
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 4))
        room = field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = field.mapToGlobal(QPoint(0, -4 - self.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, chosen: QDate) -> None:
        self.hide()
        self.day_chosen.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def _dress(self) -> None:
        """Sundays as black as Mondays, and arrows of our own: Qt's are drawn for a light window."""
        plain, head = QTextCharFormat(), QTextCharFormat()
        head.setForeground(theme.color("ink2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setHeaderTextFormat(head)
        arrows = {
            "qt_calendar_prevmonth": ("caret-left", _("Mes anterior")),
            "qt_calendar_nextmonth": ("caret-right", _("Mes siguiente")),
        }
        for name, (glyph, words) in arrows.items():
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(glyph))
                button.setIconSize(QSize(theme.icon_size(), theme.icon_size()))
                button.setAccessibleName(words)
        self.calendar.setMinimumSize(theme.scaled(320), theme.line_height() * 13)
