"""The bank reconciliations that were made, each leading to its paper."""

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.operations import reconciliations
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.reconciliation_page import reconciliation_paper
from ananea_desktop.ui.record_model import ListColumn, Row


def _difference(row: Row) -> str:
    return format_money(row["difference"], row["currency"]) if row["difference"] else _("Cuadra")


def _marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["difference"] else {}


COLUMNS = (
    ListColumn(
        title=N_("Estado de cuenta al"),
        text=lambda row: format_date(row["statement_on"]),
        layout=Column(samples=("Estado de cuenta al",)),
    ),
    ListColumn(title=N_("Banco"), text=lambda row: row["account_name"], layout=Column(stretch=2)),
    ListColumn(
        title=N_("Saldo del banco"),
        text=lambda row: format_money(row["statement_balance"], row["currency"]),
        layout=Column(samples=("US$ 1,000,000.00",), right=True),
    ),
    ListColumn(
        title=N_("Diferencia"), text=_difference, layout=Column(samples=("US$ −100,000.00",), right=True), marks=_marks
    ),
    ListColumn(title=N_("Explicación"), text=lambda row: row["explanation"], layout=Column(stretch=2, optional=True)),
)


class ReconciliationsPage(ListPage):
    def open_row(self, row: Row) -> None:
        self.desk.paper_wanted.emit(reconciliation_paper(row["id"]))


def open_reconciliations(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    from ananea_desktop.ui.cash_acts import BOOK_ACTS  # which opens this page

    ReconciliationsPage(
        desk,
        title=_("Conciliaciones bancarias"),
        sentence=_("Lo que una conciliación marcó ya no se anula: se corrige con un extorno."),
        empty=_("Todavía no hay conciliaciones"),
        icon="check-circle",
        steps=(
            _("Pida al banco el estado de cuenta del mes."),
            _("Marque qué movimientos aparecen en él."),
            _("Si cuadra, guárdela e imprima el papel para firmar."),
        ),
        first=first_by(BOOK_ACTS, "reconciliation", desk),
        columns=COLUMNS,
        rows=reconciliations.newest,
    ).open()
