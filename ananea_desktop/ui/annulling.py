"""Asking to annul a document, or saying why it is too late and what to do instead."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import SIGNED_KINDS, Receipt, ReceiptKind
from ananea_desktop.operations.annulling import Standing, needs_paper_back, what_instead
from ananea_desktop.operations.corrections import can_be_reversed
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import mark_invalid
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.tick import Tick

_CALLED = {
    ReceiptKind.IN: N_("el recibo {number}"),
    ReceiptKind.OUT: N_("el recibo {number}"),
    ReceiptKind.TRANSFER: N_("el traspaso {number}"),
    ReceiptKind.BANK_NOTE: N_("la nota bancaria {number}"),
    ReceiptKind.OPENING: N_("el documento de apertura {number}"),
    ReceiptKind.REALLOCATION: N_("la reimputación {number}"),
    ReceiptKind.RENDITION: N_("la rendición {number}"),
}


class AnnulDialog(Question):
    """Asks for the reason, and for the word that the signed paper is back."""

    def __init__(self, parent: QWidget, standing: Standing, then: Callable[[str], object]) -> None:
        receipt = standing.receipt
        super().__init__(
            parent,
            _("¿Anular {document}?").format(document=called(receipt)),
            yes=_("Anular recibo") if receipt.kind in SIGNED_KINDS else _("Anular"),
            no=_("No anular"),
            icon="prohibit",
            destroying=True,
        )
        self.add_sentence(" ".join(_consequences(standing)))
        self.content.addWidget(Facts(tuple(_facts(standing))))
        self._receipt = receipt
        self.paper = Tick(
            _("Tengo en la mano el original firmado (o nunca se entregó)")
            if receipt.kind in SIGNED_KINDS
            else _("Tengo en la mano el papel firmado (o nunca se firmó)")
        )
        self.paper.setObjectName("paper_in_hand")
        self._paper_problem = Message()
        if needs_paper_back(receipt):
            self.content.addWidget(self.paper)
            self.content.addWidget(self._paper_problem)
        self.ask_reason(_("Motivo (se imprime)"))
        self.paper.toggled.connect(lambda ticked: self._say("") if ticked else None)
        self.accepted.connect(lambda: then(self.reason()))

    def _say(self, sentence: str) -> None:
        self._paper_problem.say(sentence, error=True)
        mark_invalid(self.paper, bool(sentence))
        self.fit()

    def _confirm(self) -> None:
        # a tick that is not shown is not needed
        if self.paper.parentWidget() is not None and not self.paper.isChecked():
            instead = what_instead(self._receipt)
            said = _("Sin el original firmado no se anula: recójalo. Si ya no aparece, {instead}")
            self._say(said.format(instead=instead[0].lower() + instead[1:]))
            self.paper.setFocus()
            return
        super()._confirm()


def called(receipt: Receipt) -> str:
    """A document in a sentence: «el recibo 001-000012», «la nota bancaria 001-000003»."""
    return _(_CALLED[receipt.kind]).format(number=receipt.number_text)


def _consequences(standing: Standing) -> Iterator[str]:
    if standing.other_side is None:
        yield _("El número queda en el libro con la palabra ANULADO y suma 0.00.")
    else:
        yield _(
            "Se anulan los dos lados: lo que salió de una cuenta y lo que llegó a la otra. El número queda en el libro"
            " con la palabra ANULADO y suma 0.00."
        )
    if standing.receipt.kind in SIGNED_KINDS:
        yield _("El papel ya entregado debe recogerse.")
    yield _("Esto no se puede deshacer.")


def _facts(standing: Standing) -> Iterator[tuple[str, str]]:
    receipt, other = standing.receipt, standing.other_side
    if other is None:
        yield _("Nombre"), receipt.party.name
        yield _("Fecha"), format_date(receipt.issued_on)
        yield _("Importe"), format_money(receipt.total, receipt.currency)
        return
    out, into = (receipt, other) if receipt.moves < 0 else (other, receipt)
    yield _("Sale de"), f"{out.account_name}, {format_money(out.total, out.currency)}"
    yield _("Llega a"), f"{into.account_name}, {format_money(into.total, into.currency)}"
    yield _("Fecha"), format_date(receipt.issued_on)


def ask_to_annul(parent: QWidget, desk: Desk, standing: Standing, then: Callable[[str], object]) -> Dialog:
    """Opens the question, or the sentence that says why not; ``then`` is called with the reason."""
    if not standing.why_not:
        dialog: Dialog = AnnulDialog(parent, standing, then)
    else:
        dialog = _why_not(parent, desk, standing)
    dialog.open()
    return dialog


def _why_not(parent: QWidget, desk: Desk, standing: Standing) -> Dialog:
    receipt = standing.receipt
    dialog = Dialog(parent, _("Ya no se puede anular {document}").format(document=called(receipt)))
    dialog.setObjectName("why_not")
    dialog.add_sentence(standing.why_not)
    close = dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if can_be_reversed(receipt) and not any(each.is_reversal for each in standing.corrections):

        def reverse() -> None:
            from ananea_desktop.ui.reversal import open_reversal

            dialog.accept()
            open_reversal(parent, desk, receipt)

        button = dialog.add_button(primary_button(_("Hacer extorno"), "arrow-counter-clockwise"), reverse)
        button.setObjectName("reverse_instead")
        button.setFocus()
    else:
        close.setFocus()
    return dialog
