"""Several documents as one paper: made, printed or saved, with a word on those that have no paper of ours."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.receipts import PaperFormat
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import papers, pending_prints
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.papers import Batch
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.pdf_pages import on_pdf_thread
from ananea_desktop.ui.printing import ask_and_print, save_pdf


def make_batch(
    owner: QWidget, desk: Desk, ids: Sequence[int], form: PaperFormat, then: Callable[[Batch, bytes], object]
) -> None:
    """Gives the batch and its PDF to ``then``, while ``owner`` is there."""
    desk.books.ask(_make, list(ids), form, owner=owner, then=lambda made: then(*made))


def _make(books: Books, ids: list[int], form: PaperFormat) -> Steps[tuple[Batch, bytes]]:
    batch = yield from papers.batch(books, ids, form)
    if len(batch.parts) == 1:
        return batch, batch.parts[0]
    return batch, on_pdf_thread(lambda: papers.joined(batch.parts)).result()


def print_batch(owner: QWidget, desk: Desk, batch: Batch, pdf: bytes, then: Callable[[bool], object]) -> None:
    """``then`` is told whether it was printed, once that is noted and said."""

    def note(done: bool) -> None:
        if not done:
            then(False)
            return
        desk.said.emit(_said(_("Se imprimió 1 recibo"), _("Se imprimieron {count} recibos"), batch))
        desk.books.ask(pending_prints.note_prints, batch.ids, owner=owner, then=lambda _none: then(True))

    ask_and_print(owner, pdf, _("recibos") + ".pdf", note)


def save_batch(owner: QWidget, desk: Desk, batch: Batch, pdf: bytes) -> None:
    """Asks where, and says so when it is done."""
    said = _said(_("Se guardó el PDF de 1 recibo"), _("Se guardó el PDF de {count} recibos"), batch)
    save_pdf(owner, pdf, _("recibos") + ".pdf", lambda done: desk.said.emit(said) if done else None)


def _said(one: str, several: str, batch: Batch) -> str:
    """What was done with a batch, and why it was not done with the rest."""
    done = plural(one, several, len(batch.ids)).format(count=len(batch.ids))
    if not batch.left_out:
        return f"{done}."
    rest = plural(
        _("1 es del talonario y no se imprime"), _("{count} son del talonario y no se imprimen"), batch.left_out
    )
    return f"{done}; {rest.format(count=batch.left_out)}."
