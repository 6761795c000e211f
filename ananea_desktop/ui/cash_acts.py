"""The menus «Más» of Caja y recibos: what else is done with money, and with the chosen receipt. One line for each."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.desk import Desk


class BookAct(NamedTuple):
    """Done with the cash book as a whole."""

    name: str
    """The objectName of its entry, for tests."""
    text: str
    """Marked with N_."""
    open: Callable[[QWidget, Desk], object]


class ReceiptAct(NamedTuple):
    """Done with one receipt; left out where it is not possible."""

    name: str
    text: str
    is_possible: Callable[[Receipt], bool]
    open: Callable[[QWidget, Desk, Receipt], object]


BOOK_ACTS: tuple[BookAct, ...] = ()

RECEIPT_ACTS: tuple[ReceiptAct, ...] = ()


def more_button() -> Button:
    """The button that a menu of acts hangs on."""
    button = secondary_button(_("Más"), "caret-down")
    button.setObjectName("more_acts")
    return button


def show_book_acts(button: QWidget, desk: Desk) -> QMenu:
    """Opens the menu under the button."""
    entries = [(act.name, act.text, lambda act=act: act.open(button, desk)) for act in BOOK_ACTS]
    return _pop_up(button, entries)


def show_receipt_acts(button: QWidget, desk: Desk, receipt: Receipt) -> QMenu:
    """Opens the menu of what can be done with this receipt."""
    entries = [
        (act.name, act.text, lambda act=act: act.open(button, desk, receipt))
        for act in RECEIPT_ACTS
        if act.is_possible(receipt)
    ]
    return _pop_up(button, entries)


def _pop_up(button: QWidget, entries: Sequence[tuple[str, str, Callable[[], object]]]) -> QMenu:
    menu = QMenu(button)
    for name, text, opens in entries:
        entry = menu.addAction(_(text))
        entry.setObjectName(name)
        entry.triggered.connect(lambda _checked=False, opens=opens: opens())
    if not entries:
        menu.addAction(_("Nada más por ahora")).setEnabled(False)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu
