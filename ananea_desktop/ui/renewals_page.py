"""Por renovar: what is overdue or due this month, by person; from a row the hand-out of the new one."""

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.operations import renewals
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, Row


def _marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["is_overdue"] else {}


COLUMNS = (
    ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
    ListColumn(title=N_("Artículo"), text=lambda row: row["item_name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Talla"), text=lambda row: row["size"] or "–", layout=Column(samples=("XXL",))),
    ListColumn(
        title=N_("Cantidad"),
        text=lambda row: format_quantity(row["left"]),
        layout=Column(samples=("1,000",), right=True),
    ),
    ListColumn(
        title=N_("Entregado el"), text=lambda row: format_date(row["handed_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Renovar el"), text=lambda row: format_date(row["renew_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Plazo"),
        text=lambda row: _("Vencido") if row["is_overdue"] else _("Este mes"),
        layout=Column(samples=("Este mes mm",)),
        marks=_marks,
    ),
)


class RenewalsPage(ListPage):
    def open_row(self, row: Row) -> None:
        HandOutPage(self.desk, row["member_id"]).open()


def open_renewals(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    from ananea_desktop.ui.equipment_acts import EQUIPMENT_ACTS  # which opens this page

    slips = secondary_button(_("Esquelas"), "printer")
    slips.setObjectName("renewal_slips")
    slips.clicked.connect(
        lambda: desk.paper_wanted.emit(
            Paper(
                title=_("Esquelas de renovación de equipos"),
                file_name="esquelas-renovacion",
                make=lambda books, _year, language, _form: renewals.slips(books, language),
            )
        )
    )
    RenewalsPage(
        desk,
        title=_("Equipos por renovar"),
        sentence=_("Lo vencido y lo que vence este mes. Enter sobre una fila entrega lo nuevo a esa persona."),
        empty=_("No hay nada por renovar este mes"),
        icon="check-circle",
        what=_("Aquí está lo que las personas tienen y ya toca cambiar."),
        steps=(
            _("En cada artículo, anote cada cuántos meses se cambia."),
            _("Entregue el equipo a cada persona, con su fecha."),
            _("Cuando le toque otro nuevo, aparece aquí."),
        ),
        first=first_by(EQUIPMENT_ACTS, "hand_out", desk),
        columns=COLUMNS,
        rows=renewals.due,
        report="renovaciones",
        buttons=(slips,),
    ).open()
