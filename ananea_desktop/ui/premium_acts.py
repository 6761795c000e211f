"""The menu «Prima Fairtrade» of Proyectos de Prima: its lists and papers. One line for each."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.desk import Desk


class PremiumAct(NamedTuple):
    name: str
    """The objectName of its entry, for tests; of a list, its table."""
    text: str
    """Marked with N_."""
    open: Callable[[Desk], object]


def _list(name: str, text: str) -> PremiumAct:
    return PremiumAct(name, text, lambda desk: desk.record_wanted.emit(name, 0))


def _paper(desk: Desk, report: str, years_ahead: int = 0) -> None:
    """Of this year or a later one; a report that is not of a year has no use for it."""
    from ananea_desktop.ui.paper_page import report_paper

    desk.paper_wanted.emit(report_paper(report, desk.books.books.today().year + years_ahead))


PREMIUM_LISTS = (
    _list("premium_incomes", N_("Ingresos de Prima por lote")),
    _list("premium_rates", N_("Tarifas de la Prima")),
    _list("committee_terms", N_("Comité de la Prima")),
    _list("committee_sessions", N_("Sesiones del comité")),
    _list("headings", N_("Rubros de proyectos")),
)
PREMIUM_ACTS = (
    PremiumAct("projects_report", N_("Informe de los proyectos"), partial(_paper, report="proyectos")),
    PremiumAct("premium_report", N_("Informe anual de la Prima"), partial(_paper, report="informe-prima")),
    PremiumAct("premium_ledger", N_("Libro de la Prima"), partial(_paper, report="libro-prima")),
    PremiumAct(
        "premium_plan", N_("Plan de la Prima para la asamblea"), partial(_paper, report="plan-prima", years_ahead=1)
    ),
    *PREMIUM_LISTS,
)


def premium_button(desk: Desk, text: str) -> Button:
    """The button that the menu hangs on."""
    button = secondary_button(text, "caret-down")
    button.setObjectName("premium_acts")
    button.clicked.connect(lambda: show_premium_acts(button, desk))
    return button


def show_premium_acts(button: QWidget, desk: Desk) -> QMenu:
    """Opens the menu under the button."""
    return pop_up(button, [(act.name, act.text, partial(act.open, desk)) for act in PREMIUM_ACTS])
