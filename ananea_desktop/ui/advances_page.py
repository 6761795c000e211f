"""Entregas por rendir: who still has to account for money of the cooperative, and since when."""

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import ReceiptKind, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import advances
from ananea_desktop.operations.open_advances import LATE, open_advances
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.rendition_page import RenditionPage


def _age(row: Row) -> str:
    return _("{count} días").format(count=row["age"])


def _late(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["age"] > LATE else {}


COLUMNS = (
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["issued_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Egreso"),
        text=lambda row: number_text(row["series"], row["number"]),
        layout=Column(samples=("001-000123",)),
    ),
    ListColumn(title=N_("Quién rinde"), text=lambda row: row["party_name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Para qué"), text=lambda row: row["concept"], layout=Column(stretch=2, optional=True)),
    ListColumn(title=N_("Hace"), text=_age, layout=Column(samples=("mm 1000 días",)), marks=_late),
    ListColumn(
        title=N_("Entregado"),
        text=lambda row: format_money(row["total"], row["currency"]),
        layout=Column(samples=("US$ 100,000.00",), right=True),
    ),
    ListColumn(
        title=N_("Por rendir"),
        text=lambda row: format_money(row["left"], row["currency"]),
        layout=Column(samples=("US$ 100,000.00",), right=True),
    ),
)


class AdvancesPage(ListPage):
    def __init__(self, desk: Desk) -> None:
        render = primary_button(_("Rendir"), "check")
        render.setObjectName("render_chosen")
        render.clicked.connect(self._render)
        settle = secondary_button(_("Devolver o reembolsar"))
        settle.setObjectName("settle_chosen")
        settle.clicked.connect(self._settle)
        super().__init__(
            desk,
            title=_("Entregas por rendir"),
            sentence=_(
                "Dinero que se entregó con cargo a rendir cuenta. Es gasto de un proyecto recién cuando se rinde."
            ),
            empty=_("No hay entregas por rendir"),
            icon="check-circle",
            steps=(
                _("Haga un egreso y marque «Con cargo a rendir»."),
                _("Cuando la persona traiga sus comprobantes, ríndala desde aquí."),
                _("Lo que sobró se devuelve, o se le reembolsa lo que puso."),
            ),
            first=(_("Recibo de egreso"), lambda _window: desk.want_empty_receipt(ReceiptKind.OUT))
            if desk.may(Right.MONEY)
            else None,
            columns=COLUMNS,
            rows=open_advances,
            report="entregas",
            buttons=(settle, render),
        )
        for button in (settle, render):
            button.offer(desk.may(Right.MONEY))
            button.setEnabled(False)
            self.loaded.connect(lambda button=button: button.setEnabled(self.chosen() is not None))

    def _render(self) -> None:
        row = self.chosen()
        if row is not None:
            RenditionPage(self.desk, row["id"]).open()

    def _settle(self) -> None:
        row = self.chosen()
        if row is not None:
            self.desk.want_receipt(advances.draft_to_settle, row["id"])
