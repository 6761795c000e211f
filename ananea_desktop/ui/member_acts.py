"""The menus of Socios: «Cuotas y aportaciones», and «Más» with lists, papers, and what comes in from a spreadsheet.

One line for each act; what it opens is imported when it is asked for.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.cash_acts import more_button, pop_up
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_things import when_ready


class MemberAct(NamedTuple):
    name: str
    """The objectName of its entry, for tests."""
    text: str
    """Marked with N_."""
    open: Callable[[QWidget, Desk], object]
    right: Right | None = None
    """Whose it is; None where it is only looked at."""


def _paper(name: str, _parent: QWidget, desk: Desk) -> None:
    desk.paper_wanted.emit(name)


def _papelera(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.papelera import open_papelera

    open_papelera(desk)


def _directors(_parent: QWidget, desk: Desk) -> None:
    desk.record_wanted.emit("positions", 0)


def _people_papers(kind: str, _parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.people_papers import PeoplePapersPage

    PeoplePapersPage(desk, kind).open()


def _capital_register(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.member_capital import open_register

    open_register(desk)


def _transfer_capital(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.capital_pages import TransferPage

    TransferPage(desk).open()


def _open_capital(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.capital_pages import OpeningsPage

    OpeningsPage(desk).open()


def _import(kind: str, _parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.import_page import open_import

    open_import(desk, kind)


def _charge(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.charge_page import ChargePage

    when_ready(parent, desk, ("funds",), lambda: ChargePage(desk).open())


def _runs(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.charge_runs import open_runs

    open_runs(desk)


def _debtors(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.debtors_page import open_debtors

    open_debtors(desk)


def _slips(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.debtors_page import slips_paper

    desk.paper_wanted.emit(slips_paper())


_LINE = MemberAct("", "", lambda _parent, _desk: None)
"""Between two groups of a menu."""

MONEY_ACTS: tuple[MemberAct, ...] = (
    MemberAct("charge", N_("Cobrar a los socios…"), _charge, Right.MONEY),
    MemberAct("charge_runs", N_("Cobros hechos…"), _runs),
    _LINE,
    MemberAct("debtors", N_("Quién debe (morosidad)…"), _debtors),
    MemberAct("expected", N_("Esperado y recibido…"), partial(_paper, "esperado-recibido")),
    MemberAct("debt_slips", N_("Esquelas de cobro…"), _slips),
    MemberAct("import_debts", N_("Traer deudas de una hoja de cálculo…"), partial(_import, "deudas"), Right.MONEY),
    _LINE,
    MemberAct("capital_register", N_("Registro de aportaciones…"), _capital_register),
    MemberAct("capital_held", N_("Capital de cada socio…"), partial(_paper, "capital")),
    MemberAct("capital_transfer", N_("Transferir aportaciones…"), _transfer_capital, Right.MONEY),
    MemberAct("capital_openings", N_("Saldos anteriores de aportaciones…"), _open_capital, Right.MONEY),
)
"""What members owe and hold."""
MORE_ACTS: tuple[MemberAct, ...] = (
    MemberAct("register", N_("Padrón de socios…"), partial(_paper, "padron")),
    MemberAct("gone", N_("Quienes ya no son socios…"), partial(_paper, "ya-no-son-socios")),
    MemberAct("positions", N_("Directiva…"), _directors),
    _LINE,
    MemberAct("signatures", N_("Listas de firmas…"), partial(_people_papers, "signatures")),
    MemberAct("credentials", N_("Credenciales…"), partial(_people_papers, "credentials")),
    MemberAct("labels", N_("Etiquetas…"), partial(_people_papers, "labels")),
    _LINE,
    MemberAct("import_members", N_("Traer socios de una hoja de cálculo…"), partial(_import, "socios"), Right.RECORDS),
    MemberAct("papelera", N_("Papelera…"), _papelera),
)


def member_buttons(desk: Desk) -> list[Button]:
    """The buttons that the menus hang on."""
    money = secondary_button(_("Cuotas y aportaciones"), "caret-down")
    money.setObjectName("member_money")
    money.clicked.connect(lambda: show_acts(money, desk, MONEY_ACTS))
    more = more_button()
    more.clicked.connect(lambda: show_acts(more, desk, MORE_ACTS))
    return [money, more]


def show_acts(button: QWidget, desk: Desk, acts: Sequence[MemberAct]) -> QMenu:
    """Opens a menu under its button."""
    return pop_up(button, [(act.name, act.text, partial(act.open, button, desk)) for act in desk.offered(acts)])
