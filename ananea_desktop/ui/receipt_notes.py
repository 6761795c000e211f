"""What stands beside a receipt's paper: what corrects it or is corrected by it; and one that has no paper of ours."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import KIND_TITLES, PAYMENT_METHODS, Receipt
from ananea_desktop.operations.annulling import Standing
from ananea_desktop.ui import theme
from ananea_desktop.ui.attachments import AttachmentsSection
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.card import Card, Facts, clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label


class ReceiptNotes(QWidget):
    """Links to the documents that a receipt is joined with by a correction; takes no room where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._texts: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, theme.OVERHANG, 4)
        self._column.setSpacing(0)
        self.hide()

    def show_standing(self, standing: Standing | None) -> None:
        """Shows the notes of a receipt; None shows none."""
        clear_layout(self._column)
        notes = [] if standing is None else _notes(standing)
        self._texts = [text for text, _id in notes]
        for text, receipt_id in notes:
            button = link_button(text, "arrow-counter-clockwise")
            button.clicked.connect(
                lambda _checked=False, receipt_id=receipt_id: self._desk.record_wanted.emit("receipts", receipt_id)
            )
            self._column.addWidget(button)
        self.setVisible(bool(notes))

    def texts(self) -> list[str]:
        """The notes as they are read, top first."""
        return list(self._texts)


def _notes(standing: Standing) -> list[tuple[str, int]]:
    receipt = standing.receipt
    notes: list[tuple[str, int]] = []
    if receipt.corrects_id is not None:
        if receipt.is_reversal:
            text = _("Extorna el N.º {number}")
        elif receipt.account_id is None:
            text = _("Corrige el N.º {number}")
        else:
            text = _("Reemplaza al N.º {number}")
        notes.append((text.format(number=receipt.corrects_number), receipt.corrects_id))
    for other in standing.corrections:
        text = _("Extornado por el N.º {number}") if other.is_reversal else _("Reimputado por la N.º {number}")
        notes.append((text.format(number=other.number_text), other.id))
    notes += [
        (_("Reemplazado por el N.º {number}").format(number=other.number_text), other.id)
        for other in standing.replacements
    ]
    return notes


class HandwrittenView(Card):
    """A receipt written by hand in a booklet: its paper is the one in the booklet, its photo an attachment."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.attachments: AttachmentsSection | None = None

    def show_receipt(self, receipt: Receipt) -> None:
        self.empty()
        title = _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)
        self.add(label(title, "title", wrap=True))
        words = _("Escrito a mano en el talonario {series}: su papel es el del talonario.")
        self.add(label(words.format(series=receipt.series), "secondary", wrap=True, name="handwritten"), above=2)
        facts = [
            (_("Nombre"), receipt.party.name),
            (_("Documento"), receipt.party.document),
            (_("Fecha"), format_date(receipt.issued_on)),
            (_("Importe"), format_money(receipt.total, receipt.currency)),
            (_("Cuenta"), receipt.account_name),
            (_("Medio de pago"), _(PAYMENT_METHODS[receipt.method])),
        ]
        for line in receipt.lines:
            place = f"{line.project_name} · {line.fund_name}" if line.project_name else line.fund_name
            amount = format_money(line.amount, receipt.currency)
            facts.append((_("Concepto"), f"{line.concept} ({place}, {amount})"))
        if receipt.annulment is not None:
            facts.append((_("ANULADO"), f"{format_date(receipt.annulment.annulled_on)}: {receipt.annulment.reason}"))
        self.add(Facts([fact for fact in facts if fact[1]]), above=14)
        self.attachments = AttachmentsSection(self._desk, "receipts", receipt.id, is_signed=True)
        self.add(self.attachments, above=14)
        self.attachments.load()
