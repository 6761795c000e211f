"""Cobros hechos: every charge that was made, what came of it; taking one back, or charging the same once more."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.charges import CHARGE_KINDS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import charges
from ananea_desktop.ui.annul_question import ask_to_annul
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.record_model import ListColumn, Row


def _marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.TONE: "ink3", CellRole.STRUCK: True} if row["annulled_on"] is not None else {}


def _left(row: Row) -> int:
    return 0 if row["annulled_on"] is not None else int(row["total"] - row["paid"] - row["waived"])


def _kind(row: Row) -> str:
    name = _(CHARGE_KINDS[row["kind"]])
    return name if row["currency"] == "PEN" else f"{name} (US$)"


_AMOUNT = Column(samples=("1,234,567.00",), right=True)
_COLUMNS = (
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["charged_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(title=N_("Qué se cobró"), text=_kind, layout=Column(stretch=2, optional=True)),
    ListColumn(title=N_("Concepto"), text=lambda row: row["concept"], layout=Column(stretch=3), marks=_marks),
    ListColumn(title=N_("Vence"), text=lambda row: format_date(row["due_on"]), layout=Column(samples=("23/11/2026",))),
    ListColumn(
        title=N_("Socios"), text=lambda row: str(row["charge_count"]), layout=Column(samples=("0000",), right=True)
    ),
    ListColumn(title=N_("Esperado"), text=lambda row: format_amount(row["total"]), layout=_AMOUNT, marks=_marks),
    ListColumn(title=N_("Recibido"), text=lambda row: format_amount(row["paid"]), layout=_AMOUNT, marks=_marks),
    ListColumn(
        title=N_("Falta"),
        text=lambda row: format_amount(_left(row)) if row["annulled_on"] is None else _("ANULADO"),
        layout=_AMOUNT,
        marks=lambda row: {CellRole.TONE: "ink3"} if _left(row) == 0 else {},
    ),
)


class ChargeRunsPage(ListPage):
    def open_row(self, row: Row) -> None:
        open_run(self, self.desk, row)


def open_runs(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    from ananea_desktop.ui.member_acts import MONEY_ACTS  # which opens this page

    page = ChargeRunsPage(
        desk,
        title=_("Cobros hechos"),
        sentence=_("Los más recientes arriba. Enter sobre uno lo muestra, lo anula o lo cobra otra vez."),
        empty=_("Todavía no se cobró nada"),
        icon="receipt",
        what=_("Aquí queda cada cobro que se hizo a los socios, y cuánto falta de él."),
        steps=(
            _("Elija qué se cobra (cuota, multa o aportación), cuánto y hasta cuándo."),
            _("Revise a quiénes, y confirme."),
            _("Cada socio lo paga con su recibo; aquí se ve cuánto falta."),
        ),
        first=first_by(MONEY_ACTS, "charge", desk),
        columns=_COLUMNS,
        rows=charges.runs,
        report="cobros",
    )
    desk.record_saved.connect(page.load)
    page.open()


def open_run(parent: QWidget, desk: Desk, row: Row) -> None:
    """What one charge is, and what can be done with it."""
    dialog = Dialog(parent, row["concept"])
    annulled = row["annulled_on"] is not None
    state = _("Vale")
    if annulled:
        state = _("Anulado el {day}: {reason}").format(
            day=format_date(row["annulled_on"]), reason=row["annulment_reason"]
        )

    def money(amount: int) -> str:
        return format_money(amount, row["currency"])

    dialog.content.addWidget(
        Facts(
            (
                (_("Qué se cobró"), _kind(row)),
                (_("Fecha"), format_date(row["charged_on"])),
                (_("Vence"), format_date(row["due_on"])),
                (_("Socios"), str(row["charge_count"])),
                (_("Esperado"), money(row["total"])),
                (_("Recibido"), money(row["paid"])),
                (_("Condonado"), money(row["waived"])),
                (_("Falta"), money(_left(row))),
                (_("Acta"), row["acta"] or "–"),
                (_("Lo anotó"), row["user"]),
                (_("Estado"), state),
            )
        )
    )
    close = dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if not annulled and desk.may(Right.MONEY):
        annul = dialog.add_button(danger_button(_("Anular…"), "prohibit"), dialog.reject)
        annul.setObjectName("annul_run")
        annul.clicked.connect(lambda: _ask_to_annul(parent, desk, row))
    again = dialog.add_button(primary_button(_("Cobrar otra vez"), "arrow-clockwise"), dialog.accept)
    again.setObjectName("charge_again")
    again.offer(desk.may(Right.MONEY))
    dialog.accepted.connect(lambda: _charge_again(desk, row["id"]))
    close.setFocus()
    dialog.open()


def _charge_again(desk: Desk, run_id: int) -> None:
    from ananea_desktop.ui.charge_page import ChargePage

    ChargePage(desk, again=run_id).open()


def _ask_to_annul(parent: QWidget, desk: Desk, row: Row) -> None:
    ask_to_annul(
        parent,
        desk,
        _("¿Anular este cobro?"),
        _("Nadie deberá ya «{concept}». El cobro queda en la lista, tachado. Si alguien ya pagó, no se puede.").format(
            concept=row["concept"]
        ),
        annul=charges.annul_run,
        record_id=int(row["id"]),
        said=lambda _none: _("Se anuló el cobro «{concept}».").format(concept=row["concept"]),
        refused=_("No se anuló el cobro"),
    )
