"""Closing one period: what stands against it, what is unfinished with the way to each, and the button that closes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.closings import Matter as Unfinished
from ananea_desktop.domain.closings import MatterKind, Period
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import NeedsConfirmation, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import closings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closings import Looked
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.doubts import ask_doubts
from ananea_desktop.ui.fields import TextArea
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.tabs.home_matters import Matter, MatterList

Open = Callable[[QWidget, Desk], object]


def _act(name: str) -> Open:
    """What the menu «Más» of Caja y recibos does under that name."""

    def open_it(parent: QWidget, desk: Desk) -> None:
        from ananea_desktop.ui.cash_acts import BOOK_ACTS

        next(act for act in BOOK_ACTS if act.name == name).open(parent, desk)

    return open_it


_WHAT_TO_DO: dict[MatterKind, str] = {
    MatterKind.DRAFTS: N_("Termínelos o bórrelos: los que son de este período no podrán guardarse después."),
    MatterKind.ADVANCES: N_("Pida la rendición o la devolución; si no llega, queda pendiente."),
    MatterKind.TILLS: N_("Cuente el dinero y anote el arqueo: «Más», «Arqueo de caja»."),
    MatterKind.BANKS: N_("Compare con el estado de cuenta: «Más», «Conciliación bancaria»."),
    MatterKind.UNSUPPORTED: N_("Adjunte la boleta, factura o acta que los explica."),
    MatterKind.WITHOUT_INVOICE: N_("Escanee la factura o boleta y adjúntela en la compra."),
    MatterKind.UNPAID: N_("Páguelas cuando toque: siguen por pagar después del cierre."),
    MatterKind.UNSIGNED: N_("Escanee el recibo firmado y adjúntelo."),
    MatterKind.TRAININGS: N_("Anote la asistencia o las firmas, o márquela como cancelada."),
    MatterKind.LOST: N_("Anótelos con su número antes de cerrar: después ya no entran en ese período."),
}
"""What is said beside each before the closing."""

_WAYS: dict[MatterKind, tuple[str, Open]] = {
    MatterKind.ADVANCES: ("advances", _act("advances")),
    MatterKind.TILLS: ("cash_count", _act("cash_count")),
    MatterKind.BANKS: ("reconciliation", _act("reconciliation")),
    MatterKind.UNSUPPORTED: ("unsupported", _act("unsupported")),
    MatterKind.UNSIGNED: ("unsigned", _act("unsigned")),
}
_TABS = {
    MatterKind.WITHOUT_INVOICE: "purchases",
    MatterKind.UNPAID: "purchases",
    MatterKind.TRAININGS: "training_sessions",
    MatterKind.LOST: "receipts",
}


def _matter(found: Unfinished) -> Matter:
    remark = _(_WHAT_TO_DO[found.kind])
    if found.kind in _WAYS:
        name, opens = _WAYS[found.kind]
        return Matter("circle-dashed", found.sentence, remark, _("Ir a verlo"), name, open=opens)
    if found.kind in _TABS:
        return Matter("circle-dashed", found.sentence, remark, _("Ir a verlo"), _TABS[found.kind])
    return Matter("circle-dashed", found.sentence, remark)


class ClosingPage(DocumentPage):
    """``looked`` once it is known what stands against the closing."""

    columns = 1

    def __init__(self, desk: Desk, period: Period) -> None:
        super().__init__(desk)
        self.period = period
        self.looked: Looked | None = None
        self.way_back = _("Volver al cierre")
        self.form = f"closing {period.key}"
        self.title = _("Cerrar {period}").format(period=period.name)
        self.save_text = self.title

    def make_fields(self) -> dict[str, FormRow]:
        return {
            "notes": FormRow(_("Observaciones para el acta"), TextArea(lines=3), optional=True, stacked=True),
        }

    def add_parts(self, column: QVBoxLayout) -> None:
        self.what = label("", wrap=True, name="what")
        self.list = MatterList(self.desk, lambda: None)
        column.insertWidget(1, self.what)
        column.insertWidget(2, self.list)
        self.save_button_waits()
        self.load_found()

    def save_button_waits(self) -> None:
        """Until it is known that nothing stands against it."""
        self.what.setText(_("Revisando el período…"))

    def load(self) -> None:
        """Come back to, the page looks again."""
        if self.rows:
            self.load_found()

    def load_found(self) -> None:
        self.desk.books.ask(closings.look, self.period.key, owner=self, then=self._take, refused=self._cannot)

    def _take(self, looked: Looked) -> None:
        self.looked = looked
        self.save_button.setEnabled(not looked.faults)
        span = _("Se cierra del {first} al {last}.").format(
            first=format_date(looked.first_day), last=format_date(looked.period.last_day)
        )
        if looked.faults:
            self.what.setText(_("{span} No se puede cerrar: los datos tienen una falla.").format(span=span))
            faults = [Matter("warning-circle", sentence, "", tone="bad") for sentence in looked.faults]
            self.list.show_matters(_("Fallas"), faults)
            return
        if looked.matters:
            more = _("Los datos están bien. Lo que sigue no está terminado: termínelo, o ciérrelo y el acta lo dirá.")
        else:
            more = _("Los datos están bien y no queda nada pendiente.")
        self.what.setText(f"{span} {more}")
        self.list.show_matters(_("Sin terminar"), [_matter(each) for each in looked.matters])

    def _cannot(self, problem: UserError) -> None:
        """Another period comes first, or there is nothing to close."""
        self.save_button.setEnabled(False)
        self.what.setText(problem.sentence)

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Steps[int]:
        return closings.close(books, self.period.key, texts["notes"], confirmed, texts["token"])

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se cerró {period}.").format(period=self.period.name))

    def after_saving(self, made: Any) -> None:
        """The acta, to print and sign."""
        from ananea_desktop.ui.closings_page import acta_paper

        self.left.emit()
        self.desk.paper_wanted.emit(acta_paper(int(made)))

    def _refuse(self, problem: UserError) -> None:
        if not isinstance(problem, NeedsConfirmation) or self._leaves_when_answered:
            super()._refuse(problem)
            return
        self._set_saving(False)
        self.problems.show({})
        ask_doubts(
            self,
            problem,
            _("¿Cerrar {period}?").format(period=self.period.name),
            yes=_("Cerrar así"),
            no=_("Volver y revisar"),
            icon="lock-simple",
            then=lambda concerns, _reason: self.try_to_save((*self._confirmed, *concerns)),
        )
