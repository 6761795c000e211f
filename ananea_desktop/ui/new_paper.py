"""A document that was just issued: its paper goes to the printer, and what became of it is noted and said."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt
from ananea_desktop.operations import papers, pending_prints
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.paper_format import usual_format
from ananea_desktop.ui.printing import ask_and_print


def print_new(window: QWidget, desk: Desk, receipt: Receipt) -> None:
    """Of a document issued ``to_print``: until the answer it waits among the pending prints, over a crash too."""
    desk.books.ask(
        papers.document_pdf,
        receipt,
        SPANISH,
        usual_format(),
        owner=window,
        then=lambda pdf: ask_and_print(window, pdf, papers.file_name(receipt), lambda done: _note(desk, receipt, done)),
    )


def _note(desk: Desk, receipt: Receipt, done: bool) -> None:
    operation = pending_prints.note_prints if done else pending_prints.forget_pending_prints
    desk.books.ask(operation, [receipt.id], owner=desk)
    name = _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)
    said = _("Se emitió e imprimió: {name}.") if done else _("Se emitió: {name}. No se imprimió.")
    desk.said.emit(said.format(name=name))
