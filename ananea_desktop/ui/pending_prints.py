"""After a crash between issuing and printing: what was saved and not printed is told, and can be printed now."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt
from ananea_desktop.operations import receipts
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.new_paper import print_new


def ask_about_pending(window: QWidget, desk: Desk) -> None:
    """One question for each, oldest first; nothing where all came out."""
    desk.books.ask(receipts.pending_prints, owner=window, then=lambda found: _ask(window, desk, found))


def _ask(window: QWidget, desk: Desk, waiting: list[Receipt]) -> None:
    if not waiting:
        return
    receipt, *others = waiting
    name = _("{title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)

    def forget() -> None:
        desk.books.ask(
            receipts.forget_pending_print, receipt.id, owner=desk, then=lambda _none: _ask(window, desk, others)
        )

    def print_it(_reason: str) -> None:
        print_new(window, desk, receipt)
        _ask(window, desk, others)

    ask(
        window,
        _("¿Imprimir {name}?").format(name=name),
        _("Se guardó y no se imprimió: el programa se cerró antes. El recibo vale igual; falta su papel para firmar."),
        yes=_("Imprimir"),
        no=_("No imprimir"),
        icon="printer",
        then=print_it,
        otherwise=forget,
    )
