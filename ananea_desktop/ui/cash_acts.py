"""The menus «Más» of Caja y recibos: what else is done with money, and with the chosen receipt. One line for each."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations.corrections import can_be_reversed
from ananea_desktop.operations.reallocations import can_be_reallocated
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


def _number_report(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.number_report import open_number_report

    open_number_report(parent, desk)


def _booklets(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.booklets import open_booklets

    open_booklets(parent, desk)


def _reverse(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.reversal import open_reversal

    open_reversal(parent, desk, receipt)


def _reallocate(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.reallocation_page import open_reallocation

    open_reallocation(parent, desk, receipt)


BOOK_ACTS: tuple[BookAct, ...] = (
    BookAct("number_report", N_("Informe de números…"), _number_report),
    BookAct("booklets", N_("Talonario a mano…"), _booklets),
)

RECEIPT_ACTS: tuple[ReceiptAct, ...] = (
    ReceiptAct("reverse", N_("Extornar…"), can_be_reversed, _reverse),
    ReceiptAct("reallocate", N_("Corregir el fondo o proyecto…"), can_be_reallocated, _reallocate),
)


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
