"""The extorno: asked for its reason, issued with a number of its own, and printed."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt
from ananea_desktop.operations import corrections
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.new_paper import print_new


class ReversalDialog(Dialog):
    """What will be issued, with its number, and the reason that is printed on it."""

    def __init__(self, parent: QWidget, desk: Desk, receipt: Receipt, made: Receipt) -> None:
        super().__init__(parent, _("¿Extornar el recibo {number}?").format(number=receipt.number_text))
        self._desk = desk
        self._window = parent.window()
        self._draft = ReversalDraft(receipt_id=receipt.id)
        self._confirmed: tuple[str, ...] = ()
        self.add_sentence(
            _(
                "Se emite hoy un documento opuesto por todo el importe, que cita este recibo. Los dos quedan en el"
                " libro: el dinero, el fondo y el proyecto vuelven a como estaban."
            )
        )
        name = _("{title} N.º {number}").format(title=_(KIND_TITLES[made.kind]), number=made.number_text)
        self.content.addWidget(
            Facts(
                (
                    (_("Se emitirá"), name),
                    (_("Nombre"), receipt.party.name),
                    (_("Fecha del recibo"), format_date(receipt.issued_on)),
                    (_("Cuenta"), receipt.account_name),
                    (_("Importe"), format_money(receipt.total, receipt.currency)),
                )
            )
        )
        reason, operation = TextField(), TextField()
        reason.setObjectName("reversal_reason")
        operation.setObjectName("reversal_operation_number")
        self.rows = {"reason": FormRow(_("Motivo (se imprime)"), reason, stacked=True, word="extorno")}
        if receipt.method != "cash":
            caption = _("N.º de operación de la devolución")
            self.rows["operation_number"] = FormRow(caption, operation, optional=True, stacked=True)
        for row in self.rows.values():
            self.content.addWidget(row)
        self._reason, self._operation = reason, operation
        self.add_button(secondary_button(_("No extornar"), shortcut="Esc"), self.reject)
        self.issue_button = self.add_button(primary_button(_("Emitir e imprimir"), "printer", "Ctrl+P"), self._issue)
        self.issue_button.setObjectName("issue_reversal")
        reason.setFocus()

    def _issue(self, confirmed: tuple[str, ...] = ()) -> None:
        """Once: while one is on its way the button is off, and the token would give the same document again."""
        if not self.issue_button.isEnabled():
            return
        self.issue_button.setEnabled(False)
        self._draft.reason, self._draft.operation_number = self._reason.text(), self._operation.text()
        self._confirmed = confirmed
        self._desk.books.ask(
            corrections.reverse, self._draft, confirmed, True, owner=self, then=self._take_issued, refused=self._refuse
        )

    def _take_issued(self, receipt: Receipt) -> None:
        self.accept()
        self._desk.record_saved.emit()
        self._desk.receipt_issued.emit(receipt.id)
        print_new(self._window, self._desk, receipt)

    def _refuse(self, problem: UserError) -> None:
        self.issue_button.setEnabled(True)
        if isinstance(problem, NeedsConfirmation):
            ask(
                self,
                _("¿Emitir de todos modos?"),
                problem.sentence,
                yes=_("Emitir el extorno"),
                no=_("No emitir"),
                icon="receipt",
                then=lambda _reason: self._issue((*self._confirmed, *problem.concern.split())),
                otherwise=self._reason.setFocus,
            )
            return
        problems = problem.problems if isinstance(problem, InvalidRecord) else {}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        if not problems:
            self.reject()
            tell(self._window, _("No se pudo"), problem.sentence)
            return
        self._reason.setFocus()
        self.fit()


def open_reversal(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    """Asks the books whether it is possible, and opens the question, or the sentence that says why not."""
    desk.books.ask(
        _possible,
        receipt,
        owner=parent,
        then=lambda made: ReversalDialog(parent, desk, receipt, made).open(),
        refused=lambda problem: tell(parent, _("No se puede extornar"), problem.sentence),
    )


def _possible(books: Books, receipt: Receipt) -> Receipt:
    """The document as it would come out. Raises UserError."""
    refusal = corrections.why_not_reverse(books, receipt)
    if refusal:
        raise UserError(refusal)
    return corrections.preview_reversal(books, ReversalDraft(receipt_id=receipt.id))
