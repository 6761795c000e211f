"""Dates as people type and read them: 23/11/2026, 23 de noviembre de 2026."""

import re
from calendar import monthrange
from datetime import date, datetime

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import InvalidValue, clean

LONG_DATE = N_("{day} de {month} de {year}")
# Babel's words for es_PE, which a test compares: Babel itself would take a tenth of the start and 7 MiB for them.
# Their English stands in the catalogue.
MONTHS = "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre".split()
SHORT_MONTHS = "ene feb mar abr may jun jul ago set oct nov dic".split()
WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()

HALVES_OF_DAY = {"am": N_("a. m."), "pm": N_("p. m.")}

FIRST_YEAR = 1900
LAST_YEAR = 2100

# A two-digit year may lie this far ahead (the end of a contract); beyond it the century before is meant (a birth date).
_YEARS_AHEAD = 20
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{2}|[0-9]{4}))?")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(a|p)?\.? ?m?\.?", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")


def read_date(text: str, today: date) -> date:
    """A date typed as ``23/11/2026``, ``23-11-26``, ``23.11.2026``, ``23/11`` or ``2026-11-23``. Raises InvalidValue.

    Without a year it is the year of ``today``; with two digits of one, the year from 79 before to 20 after it.
    """
    body = re.sub(" ?([/.-]) ?", r"\1", clean(text))
    if not body:
        raise InvalidValue(_("Falta la fecha. Escríbala con día, mes y año, así: 23/11/2026."))
    if iso := _ISO.fullmatch(body):
        year, month, day = map(int, iso.groups())
    elif day_first := _DAY_FIRST.fullmatch(body):
        day, month = int(day_first[1]), int(day_first[2])
        year = _full_year(day_first[3], today)
    else:
        raise InvalidValue(_("No se entiende la fecha. Escríbala con día, mes y año, así: 23/11/2026."))
    _refuse_impossible(year, month, day)
    return date(year, month, day)


def days_of(year: int | None) -> tuple[date, date]:
    """The first and the last day of a year; of all time, where none is given."""
    return (date(year, 1, 1), date(year, 12, 31)) if year else (date.min, date.max)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of its month where that is shorter."""
    place = day.year * 12 + day.month - 1 - months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_time(text: str) -> str:
    """A time of day typed as ``9``, ``9:30``, ``14.30`` or ``2:30 pm``, as ``HH:MM``. Raises InvalidValue."""
    typed = _TIME.fullmatch(clean(text))
    if typed is None:
        raise InvalidValue(_("No se entiende la hora. Escríbala así: 9:30 o 14:30."))
    hour, minute, half = int(typed[1]), int(typed[2] or 0), (typed[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:
        hour = 24  # 14:30 am is no time
    if hour > 23 or minute > 59:
        raise InvalidValue(_("Esa hora no existe. Va de 0:00 a 23:59."))
    return f"{hour:02d}:{minute:02d}"


def format_date(day: date) -> str:
    """``23/11/2026``"""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def day_of_moment(moment: str) -> date:
    """The day, here, of a moment as the data file has it (UTC, ISO 8601)."""
    return datetime.fromisoformat(moment).astimezone().date()


def long_date(day: date) -> str:
    """``23 de noviembre de 2026``, ``1 de setiembre de 2026``; in English ``23 November 2026``."""
    return _(LONG_DATE).format(day=day.day, month=month_name(day), year=day.year)


def weekday_date(day: date) -> str:
    """``Lunes, 23 de noviembre de 2026``; in English ``Monday, 23 November 2026``."""
    return f"{_capital(weekday_name(day))}, {long_date(day)}"


def short_month(day: date) -> str:
    """``Ene``, ``Set``; in English ``Jan``, ``Sept``: under the bars of a chart."""
    return _capital(_(SHORT_MONTHS[day.month - 1]))


def day_of_week_date(day: date) -> str:
    """``sábado 28 de febrero de 2026``, as a notice says it; in English ``Saturday 28 February 2026``."""
    return f"{weekday_name(day)} {long_date(day)}"


def month_name(day: date) -> str:
    """``febrero``; in English ``February``."""
    return _(MONTHS[day.month - 1])


def weekday_name(day: date) -> str:
    """``sábado``; in English ``Saturday``."""
    return _(WEEKDAYS[day.weekday()])


def format_time(time: str) -> str:
    """A time of day kept as ``HH:MM``, as people say it: ``9:00 a. m.``, ``2:30 p. m.``; "" stays ""."""
    if not time:
        return ""
    hour, minute = int(time[:2]), time[3:]
    half = HALVES_OF_DAY["am" if hour < 12 else "pm"]
    return f"{hour % 12 or 12}:{minute} {_(half)}".replace(" ", "\u00a0")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _full_year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    if len(typed) == 4:
        return int(typed)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(typed)) % 100


def _refuse_impossible(year: int, month: int, day: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("El año {year} no puede ser: va de {first} a {last}. Revise el año.")
        raise InvalidValue(sentence.format(year=year, first=FIRST_YEAR, last=LAST_YEAR))
    if not 1 <= month <= 12:
        sentence = _("No hay mes {month}. Escriba primero el día y después el mes, así: 23/11/2026.")
        raise InvalidValue(sentence.format(month=month))
    if 1 <= day <= monthrange(year, month)[1]:
        return
    name = _capital(month_name(date(2000, month, 1)))
    if month == 2 and day == 29:
        sentence = _("{month} de {year} no tiene día 29. Revise el día o el año.")
        raise InvalidValue(sentence.format(month=name, year=year))
    raise InvalidValue(_("{month} no tiene día {day}. Revise el día o el mes.").format(month=name, day=day))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
