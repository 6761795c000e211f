"""The chosen receipt: its paper, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import attachments, papers, pending_prints, receipts
from ananea_desktop.operations.annulling import Standing
from ananea_desktop.operations.papers import Batch, file_name
from ananea_desktop.ui import theme
from ananea_desktop.ui.annulling import ask_to_annul, called
from ananea_desktop.ui.attachments import AttachmentsDialog
from ananea_desktop.ui.batch_paper import make_batch, print_batch, save_batch
from ananea_desktop.ui.buttons import MenuEntry, danger_button, primary_button, secondary_button
from ananea_desktop.ui.cash_acts import hang_menu, more_button, receipt_entries
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.paper_format import FormatField
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.printing import ask_and_print, save_pdf
from ananea_desktop.ui.receipt_notes import HandwrittenView, ReceiptNotes
from ananea_desktop.ui.sheets import UPPER_HALF, WHOLE_PAGE


class ReceiptCard(QWidget):
    """``printed`` once the chosen receipt came out of the printer, and that was noted."""

    printed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chosen: Receipt | None = None
        self._standing: Standing | None = None
        self._pdf = b""
        self._selected: list[int] = []
        self.setProperty("surface", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.preview = PreviewPane()
        column.addWidget(self.preview, 1)
        self.handwritten = HandwrittenView(desk)
        self.handwritten.hide()
        column.addWidget(self.handwritten, 1)
        self.notes = ReceiptNotes(desk)
        column.addWidget(self.notes)
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        grid.setSpacing(theme.INSIDE)
        self.print_button = primary_button(_("Imprimir"), "printer", "Ctrl+P")
        self.print_button.clicked.connect(self.print_chosen)
        self.save_button = secondary_button(_("Guardar PDF"))
        self.save_button.clicked.connect(self._save_chosen)
        self.annul_button = danger_button(_("Anular"), "prohibit")
        self.annul_button.setObjectName("annul")
        self.annul_button.offer(self.desk.may(Right.MONEY))
        self.annul_button.clicked.connect(self.ask_to_annul)
        self.attachments_button = secondary_button(_("Adjuntos"), "paperclip")
        self.attachments_button.setObjectName("receipt_attachments")
        self.attachments_button.clicked.connect(self.open_attachments)
        self.more_button = more_button()
        hang_menu(self.more_button, self._entries)
        self._buttons = (
            self.print_button,
            self.save_button,
            self.annul_button,
            self.attachments_button,
            self.more_button,
        )
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.format = FormatField()
        grid.addWidget(self.print_button, 0, 0, 1, 2)
        grid.addWidget(self.save_button, 1, 0, 1, 1 if self.desk.may(Right.MONEY) else 2)
        grid.addWidget(self.annul_button, 1, 1)
        grid.addWidget(self.attachments_button, 2, 0)
        grid.addWidget(self.more_button, 2, 1)
        grid.addWidget(self.format, 3, 0, 1, 2)
        return grid

    def show_standing(self, standing: Standing | None, pdf: bytes = b"") -> None:
        """A receipt with what stands on it and its paper; None while none is chosen."""
        self._standing = standing
        self.notes.show_standing(standing)
        receipt = self.chosen = None if standing is None else standing.receipt
        self._pdf = pdf
        for button in self._buttons:
            button.setEnabled(receipt is not None)
        self._count_attachments()
        is_manual = receipt is not None and receipt.is_manual
        self.preview.setVisible(not is_manual)
        self.handwritten.setVisible(is_manual)
        if standing is None or receipt is None:
            self.preview.show_message(_("Elija un recibo para verlo."))
            return
        self.annul_button.setEnabled(receipt.annulment is None)
        self.annul_button.setToolTip(literal_tip(standing.why_not))
        for button in (self.print_button, self.save_button):
            button.setEnabled(not is_manual)
            button.setToolTip(_("Su papel es el del talonario: no se imprime otro.") if is_manual else "")
        if len(self._selected) > 1:
            self._allow_for_several()
        if is_manual:
            self.handwritten.show_receipt(receipt)
        else:
            self.preview.show_pdf(pdf, UPPER_HALF if papers.is_half_sheet(receipt, self.format.form()) else WHOLE_PAGE)

    def _count_attachments(self) -> None:
        self.attachments_button.setText(_("Adjuntos"))
        if self.chosen is not None:
            receipt_id = self.chosen.id
            self.desk.books.ask(
                attachments.count,
                "receipts",
                receipt_id,
                owner=self,
                then=lambda count: self._show_attachment_count(receipt_id, count),
            )

    def _show_attachment_count(self, receipt_id: int, count: int) -> None:
        if count and self.chosen is not None and self.chosen.id == receipt_id:
            self.attachments_button.setText(_("Adjuntos ({count})").format(count=count))
            self.attachments_button.updateGeometry()

    def _entries(self) -> list[MenuEntry]:
        return [] if self.chosen is None else receipt_entries(self.more_button, self.desk, self.chosen)

    def open_attachments(self) -> None:
        """What is kept beside the chosen receipt: the voucher of the deposit, the signed paper."""
        if self.chosen is not None:
            dialog = AttachmentsDialog(self, self.desk, self.chosen)
            dialog.finished.connect(lambda _result: self._count_attachments())
            dialog.open()

    def show_selection(self, ids: list[int]) -> None:
        """Several rows chosen: printing and saving are of all of them."""
        had_several, self._selected = len(self._selected) > 1, ids
        count = len(ids)
        self.print_button.setText(_("Imprimir {count}").format(count=count) if count > 1 else _("Imprimir"))
        if count > 1:
            self._allow_for_several()
        elif had_several:
            self.show_standing(self._standing, self._pdf)

    def _allow_for_several(self) -> None:
        for button in self._buttons:
            button.setEnabled(button in (self.print_button, self.save_button))
            button.setToolTip("")

    def _make_batch(self, then: Callable[[Batch, bytes], object]) -> None:
        self.desk.said.emit(_("Preparando {count} recibos…").format(count=len(self._selected)))
        make_batch(self, self.desk, self._selected, self.format.form(), then)

    def _print_batch(self, batch: Batch, pdf: bytes) -> None:
        print_batch(self, self.desk, batch, pdf, then=lambda done: self.printed.emit() if done else None)

    def print_chosen(self) -> None:
        if len(self._selected) > 1:
            self._make_batch(self._print_batch)
        elif self.chosen is not None:
            receipt = self.chosen
            ask_and_print(self, self._pdf, file_name(receipt), lambda done: self._note_print(receipt, done))

    def _note_print(self, receipt: Receipt, done: bool) -> None:
        if done:
            self.desk.said.emit(_("Se imprimió el recibo {number}.").format(number=receipt.number_text))
            self.desk.books.ask(
                pending_prints.note_print, receipt.id, owner=self, then=lambda _none: self.printed.emit()
            )

    def _save_chosen(self) -> None:
        if len(self._selected) > 1:
            self._make_batch(lambda batch, pdf: save_batch(self, self.desk, batch, pdf))
        elif self.chosen is not None:
            receipt = self.chosen
            said = _("Se guardó el PDF del recibo {number}.").format(number=receipt.number_text)
            save_pdf(
                self,
                self._pdf,
                file_name(receipt),
                lambda done: self.desk.said.emit(said) if done else None,
            )

    def ask_to_annul(self) -> None:
        """Asks for the reason; where it is too late, says why and what to do instead."""
        if self._standing is not None and self._standing.receipt.annulment is None:
            receipt_id = self._standing.receipt.id
            ask_to_annul(self, self.desk, self._standing, lambda reason: self._annul(receipt_id, reason))

    def _annul(self, receipt_id: int, reason: str) -> None:
        from ananea_desktop.ui.second_person import ask_with_second_person

        ask_with_second_person(
            self,
            self.desk,
            receipts.annul,
            receipt_id,
            reason,
            owner=self,
            then=self._take_annulled,
            refused=self._refuse,
        )

    def _take_annulled(self, receipt: Receipt) -> None:
        self.desk.said.emit(_("Se anuló {document}.").format(document=called(receipt)))
        self.desk.record_saved.emit()

    def _refuse(self, problem: UserError) -> None:
        sentence = problem.sentence
        if isinstance(problem, InvalidRecord) and problem.problems:
            sentence = next(iter(problem.problems.values()))
        self.desk.books.problem_met.emit(UserError(sentence))
