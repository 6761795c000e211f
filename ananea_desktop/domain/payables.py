"""How old a debt to a supplier is: not due yet, or so many days after the day it was due."""

from datetime import date

from ananea_desktop.domain.language import N_

AGES = (
    N_("Por vencer"),
    N_("1 a 30 días"),
    N_("31 a 60 días"),
    N_("61 a 90 días"),
    N_("Más de 90 días"),
)
_LAST_DAYS = (0, 30, 60, 90)


def age_of(due: date, today: date) -> int:
    """Index into AGES: a debt due today is not overdue yet."""
    days = (today - due).days
    return sum(days > last for last in _LAST_DAYS)
