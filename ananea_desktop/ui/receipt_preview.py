"""The paper of a receipt as it will come out, beside its fields, with the number it will take."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.documents.receipt import receipt_pdf
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.receipts import PaperFormat, ReceiptKind, number_text
from ananea_desktop.operations import lost_papers, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_format import FormatField
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.sheets import UPPER_HALF, WHOLE_PAGE


class ReceiptPreview(QWidget):
    """``draft`` gives what is typed now."""

    def __init__(self, desk: Desk, draft: Callable[[], ReceiptDraft]) -> None:
        super().__init__()
        self.desk = desk
        self._draft = draft
        self._serial = 0
        self.setProperty("surface", "desk")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(10)
        self.title = label("", "title")
        column.addWidget(self.title)
        head = QHBoxLayout()
        self._number_caption = label("", "secondary")
        self.number = label("", "strong", name="next_number")
        head.addWidget(self._number_caption)
        head.addWidget(self.number)
        head.addStretch(1)
        column.addLayout(head)
        self.lost_number = label("", "error", wrap=True, name="lost_number")
        self.lost_number.hide()
        column.addWidget(self.lost_number)
        self.pane = PreviewPane()
        column.addWidget(self.pane, 1)
        self.format = FormatField()
        self.format.value_changed.connect(self.refresh)
        self._paper_hint = _hint("info", _("Así saldrá en:"), self.format)
        column.addWidget(self._paper_hint)
        column.addWidget(_hint("lock-simple", _("Emitido, ya no se cambia. Si hay un error se anula y se hace otro.")))

    def arrange(self, draft: ReceiptDraft) -> None:
        """The words that depend on the kind; nothing is printed of what was written in a booklet."""
        is_income = draft.kind is ReceiptKind.IN
        self.title.setText(_("Recibo de ingreso") if is_income else _("Recibo de egreso"))
        self._paper_hint.setVisible(not draft.booklet)
        self._number_caption.setText(_("Del talonario, el N.º") if draft.booklet else _("Le tocará el N.º"))

    def refresh(self) -> None:
        """Draws the paper of what is typed now; of several asked for, the last is shown."""
        self._serial += 1
        serial, draft = self._serial, self._draft()
        self.desk.books.ask(
            _preview,
            draft,
            self.format.form(),
            owner=self,
            then=lambda got: self._show(draft, *got) if serial == self._serial else None,
        )

    def _show(self, draft: ReceiptDraft, number: str, lost: str, pdf: bytes) -> None:
        self.number.setText(number)
        self.lost_number.setText(lost)
        self.lost_number.setVisible(bool(lost))
        if draft.booklet:
            said = _("Escrito a mano en el talonario {series}: no se imprime. Después, guarde su foto en Adjuntos.")
            self.pane.show_message(said.format(series=draft.booklet))
            return
        self.pane.show_pdf(pdf, UPPER_HALF if self.format.form() is PaperFormat.A4 else WHOLE_PAGE)


def _hint(icon: str, sentence: str, field: QWidget | None = None) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(IconLabel(icon))
    row.addWidget(label(sentence, "secondary", wrap=field is None), 0 if field else 1)
    if field is not None:
        row.addWidget(field, 1)
    return line


def _preview(books: Books, draft: ReceiptDraft, form: PaperFormat) -> tuple[str, str, bytes]:
    receipt = receipts.preview(books, draft)
    with in_language(SPANISH):  # as it will be issued, whatever the window speaks
        pdf = receipt_pdf(receipt, form)
    return number_text(receipt.series, receipt.number), lost_papers.note(books, receipt), pdf
