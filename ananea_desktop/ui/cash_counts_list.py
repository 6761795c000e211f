"""The cash counts that were made, each leading to its act."""

from ananea_desktop.domain.cash_counts import difference_text
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.operations import cash_counts
from ananea_desktop.ui.cash_count_page import count_paper
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.record_model import ListColumn, Row


def _marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["difference"] else {}


COLUMNS = (
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["counted_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(title=N_("Número"), text=lambda row: f"{row['number']:06d}", layout=Column(samples=("000123",))),
    ListColumn(title=N_("Caja"), text=lambda row: row["account_name"], layout=Column(stretch=1)),
    ListColumn(title=N_("Presenció"), text=lambda row: row["witness_name"], layout=Column(stretch=2)),
    ListColumn(
        title=N_("Contado"),
        text=lambda row: format_money(row["counted"], row["currency"]),
        layout=Column(samples=("US$ 100,000.00",), right=True),
    ),
    ListColumn(
        title=N_("Resultado"),
        text=lambda row: difference_text(row["counted"], row["book_balance"], row["currency"]),
        layout=Column(stretch=2),
        marks=_marks,
    ),
)


class CashCountsPage(ListPage):
    def open_row(self, row: Row) -> None:
        self.desk.paper_wanted.emit(count_paper(row["id"]))


def open_cash_counts(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    from ananea_desktop.ui.cash_acts import BOOK_ACTS  # which opens this page

    CashCountsPage(
        desk,
        title=_("Arqueos de caja"),
        sentence=_("Cada arqueo con su acta. Lo que un arqueo contó ya no se anula: se corrige con un extorno."),
        empty=_("Todavía no hay arqueos"),
        icon="money",
        steps=(
            _("Cuente los billetes y monedas de la caja delante de un testigo."),
            _("Anote cuántos hay de cada uno: el programa dice si cuadra."),
            _("Imprima el acta, y fírmenla los dos."),
        ),
        first=first_by(BOOK_ACTS, "cash_count", desk),
        columns=COLUMNS,
        rows=cash_counts.newest,
    ).open()
