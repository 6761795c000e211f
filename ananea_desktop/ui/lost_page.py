"""Papeles por volver a anotar: what people have on paper and the books do not, since a copy was put back."""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import lost_papers
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.record_model import ListColumn, Row

COLUMNS = (
    ListColumn(title=N_("Papel"), text=lambda row: row["name"], layout=Column(stretch=1)),
    ListColumn(title=N_("Fecha"), text=lambda row: row["day"] or "–", layout=Column(samples=("23/11/2026",))),
    ListColumn(
        title=N_("Importe"),
        text=lambda row: row["amount"] or "–",
        layout=Column(samples=("S/ 100,000.00",), right=True),
    ),
)


class LostPage(ListPage):
    def open_row(self, row: Row) -> None:
        """An empty receipt of its kind, which takes the next number: that of the first one in the list."""
        if row["receipt_kind"] in (ReceiptKind.IN, ReceiptKind.OUT):
            self.desk.want_empty_receipt(ReceiptKind(row["receipt_kind"]))


def open_lost(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    LostPage(
        desk,
        title=_("Papeles por volver a anotar"),
        sentence=_(
            "Se recuperó una copia que no los tiene, y la gente los tiene en la mano. Anótelos en este orden, con la"
            " fecha y el importe del papel: así cada uno vuelve a tener su número. Enter abre un recibo nuevo."
        ),
        empty=_("No falta volver a anotar ninguno"),
        icon="check-circle",
        steps=(_("Si alguna vez se recupera una copia vieja, aquí aparecen los papeles que ella no tiene."),),
        columns=COLUMNS,
        rows=lost_papers.lost_rows,
    ).open()
