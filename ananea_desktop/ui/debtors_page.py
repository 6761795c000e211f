"""Quién debe: who is behind and since when, by person; from a row the card, the receipt that collects it, the slips."""

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import debt_slips, debts, receipt_drafts
from ananea_desktop.ui import personal
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, Row


def _late_marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["days"] else {}


def _late_words(row: Row) -> str:
    return _("{days} días").format(days=row["days"]) if row["days"] else _("Aún no vence")


def _sum_column(title: str, family: str) -> ListColumn:
    return ListColumn(
        title=title,
        text=lambda row: format_amount(row["left"][family]) if row["left"][family] else "–",
        layout=Column(samples=("123,456.00",), right=True),
    )


COLUMNS = (
    ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
    ListColumn(
        title=N_("Documento"),
        text=lambda row: personal.number(row["document"]),
        layout=Column(samples=("DNI 00041527",), optional=True),
    ),
    _sum_column(N_("Cuotas S/"), "dues"),
    _sum_column(N_("Multas S/"), "fine"),
    _sum_column(N_("Aportaciones S/"), "contribution"),
    ListColumn(
        title=N_("Dólares"),
        text=lambda row: format_money(row["dollars"], "USD") if row["dollars"] else "–",
        layout=Column(samples=("US$ 12,345.00",), right=True, optional=True),
    ),
    ListColumn(
        title=N_("Vence"), text=lambda row: format_date(row["since_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Vencido hace"), text=_late_words, layout=Column(samples=("Aún no vence mm",)), marks=_late_marks
    ),
)


def slips_paper() -> Paper:
    """Reminders for all who are behind, to look at, print or save."""
    return Paper(
        title=_("Esquelas de cobro"),
        file_name="esquelas-cobro",
        make=lambda books, _year, language, _form: debt_slips.slips(books, language),
    )


class DebtorsPage(ListPage):
    def open_row(self, row: Row) -> None:
        self.desk.record_wanted.emit("members", row["id"])

    def collect(self) -> None:
        """Opens the receipt for all that the chosen person owes."""
        row = self.chosen()
        if row is not None:
            ids = row["charges"]
            when_ready(
                self, self.desk, ("accounts", "funds"), lambda: self.desk.want_receipt(receipt_drafts.for_debts, ids)
            )


def open_debtors(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    from ananea_desktop.ui.member_acts import MONEY_ACTS  # which opens this page

    collect = primary_button(_("Cobrar a este socio"), "receipt")
    collect.setObjectName("collect_debts")
    collect.offer(desk.may(Right.MONEY))
    slips = secondary_button(_("Esquelas"), "printer")
    slips.setObjectName("debt_slips")
    slips.clicked.connect(lambda: desk.paper_wanted.emit(slips_paper()))
    page = DebtorsPage(
        desk,
        title=_("Quién debe (morosidad)"),
        sentence=_(
            "Arriba quien debe desde hace más tiempo. Enter abre su ficha. Las aportaciones son capital del socio: no"
            " se suman con lo demás."
        ),
        empty=_("Nadie debe nada."),
        icon="check-circle",
        what=_("Aquí está quién debe cuotas, multas o aportaciones ya vencidas."),
        steps=(
            _("Cobre a los socios una cuota, multa o aportación, con su vencimiento."),
            _("Quien no la paga aparece aquí, con lo que debe y desde cuándo."),
            _("Con el recibo que la paga, la deuda baja sola."),
        ),
        first=first_by(MONEY_ACTS, "charge", desk),
        columns=COLUMNS,
        rows=debts.debtors,
        report="morosidad",
        buttons=(collect, slips),
    )
    collect.clicked.connect(page.collect)
    desk.record_saved.connect(page.load)
    page.open()
