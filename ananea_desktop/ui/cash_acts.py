"""The menus «Más» of Caja y recibos: what else is done with money, and with the chosen receipt. One line for each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.corrections import can_be_reversed
from ananea_desktop.operations.reallocations import can_be_reallocated
from ananea_desktop.operations.receipt_drafts import can_be_repeated
from ananea_desktop.operations.settlements import can_pay_debts
from ananea_desktop.ui.buttons import Button, MenuEntry, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_things import when_ready


class BookAct(NamedTuple):
    """Done with the cash book as a whole."""

    name: str
    """The objectName of its entry, for tests."""
    text: str
    """Marked with N_."""
    open: Callable[[QWidget, Desk], object]
    right: Right | None = None
    """Whose it is; None where it is only looked at."""


class ReceiptAct(NamedTuple):
    """Done with one receipt; left out where it is not possible."""

    name: str
    text: str
    is_possible: Callable[[Receipt], bool]
    open: Callable[[QWidget, Desk, Receipt], object]
    right: Right | None = None


def _transfer(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.transfer_page import TransferPage

    when_ready(parent, desk, ("two_accounts", "funds"), lambda: TransferPage(desk).open())


def _bank_note(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.bank_note_page import BankNotePage

    when_ready(parent, desk, ("bank", "funds"), lambda: BankNotePage(desk).open())


def open_opening(parent: QWidget, desk: Desk) -> None:
    """The page of an opening document, which the empty book leads to too."""
    from ananea_desktop.ui.opening_page import OpeningPage

    when_ready(parent, desk, ("accounts", "funds"), lambda: OpeningPage(desk).open())


def _cash_count(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.cash_count_page import CashCountPage

    when_ready(parent, desk, ("till",), lambda: CashCountPage(desk).open())


def _cash_counts(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.cash_counts_list import open_cash_counts

    open_cash_counts(desk)


def _evidence(name: str, _parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.evidence_pages import open_list

    open_list(name, desk)


def _sample(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.evidence_pages import SampleDialog

    SampleDialog(parent, desk).open()


def _reconciliation(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.reconciliation_page import ReconciliationPage

    when_ready(parent, desk, ("bank",), lambda: ReconciliationPage(desk).open())


def _reconciliations(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.reconciliations_list import open_reconciliations

    open_reconciliations(desk)


def _closings(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.closings_page import open_closings

    open_closings(desk)


def _advances(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.advances_page import AdvancesPage

    AdvancesPage(desk).open()


def _render(_parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.rendition_page import RenditionPage

    RenditionPage(desk, receipt.id).open()


def _settle(_parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.operations import advances

    desk.want_receipt(advances.draft_to_settle, receipt.id)


def _repeat(_parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.operations import receipt_drafts

    desk.want_receipt(receipt_drafts.again, receipt.id)


def _support_paper(kind: str, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.operations import papers
    from ananea_desktop.ui.paper_page import Paper

    desk.paper_wanted.emit(
        Paper(
            title=_(papers.SUPPORT_PAPERS[kind]),
            file_name=f"{kind}-{receipt.number_text}",
            make=lambda _books, _year, language, _form: papers.support_pdf(receipt, kind, language),
        )
    )


def _is_open_advance(receipt: Receipt) -> bool:
    return receipt.is_advance and receipt.annulment is None


def _has_support(kind: str, receipt: Receipt) -> bool:
    return any(line.support_type == kind for line in receipt.lines)


def _number_report(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.number_report import open_number_report

    open_number_report(parent, desk)


def _booklets(parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.booklets import open_booklets

    open_booklets(parent, desk)


def _reverse(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.reversal import open_reversal

    open_reversal(parent, desk, receipt)


def _debts(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.receipt_debts import open_debts_of

    open_debts_of(parent, desk, receipt.id)


def _reallocate(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    from ananea_desktop.ui.reallocation_page import open_reallocation

    open_reallocation(parent, desk, receipt)


BOOK_ACTS: tuple[BookAct, ...] = (
    BookAct("transfer", N_("Traspaso entre cuentas…"), _transfer, Right.MONEY),
    BookAct("bank_note", N_("Nota bancaria (ITF, comisión, interés)…"), _bank_note, Right.MONEY),
    BookAct("advances", N_("Entregas por rendir…"), _advances),
    BookAct("cash_count", N_("Arqueo de caja…"), _cash_count, Right.MONEY),
    BookAct("cash_counts", N_("Arqueos hechos…"), _cash_counts),
    BookAct("reconciliation", N_("Conciliación bancaria…"), _reconciliation, Right.MONEY),
    BookAct("reconciliations", N_("Conciliaciones hechas…"), _reconciliations),
    BookAct("closings", N_("Cierre de mes y año…"), _closings),
    BookAct("till_book", N_("Libro caja (formato 1.1)…"), lambda _parent, desk: desk.paper_wanted.emit("libro-caja")),
    BookAct(
        "bank_book", N_("Libro bancos (formato 1.2)…"), lambda _parent, desk: desk.paper_wanted.emit("libro-bancos")
    ),
    BookAct("number_report", N_("Informe de números…"), _number_report),
    BookAct("booklets", N_("Talonario a mano…"), _booklets, Right.MONEY),
    BookAct("unsigned", N_("Recibos sin firma escaneada…"), partial(_evidence, "unsigned")),
    BookAct("unsupported", N_("Egresos sin sustento…"), partial(_evidence, "unsupported")),
    BookAct("audit_sample", N_("Muestra de auditoría…"), _sample),
    BookAct("opening", N_("Saldo inicial de una cuenta…"), open_opening, Right.MONEY),
)

RECEIPT_ACTS: tuple[ReceiptAct, ...] = (
    ReceiptAct("repeat", N_("Repetir este recibo…"), can_be_repeated, _repeat, Right.MONEY),
    ReceiptAct("debts", N_("Deudas que paga…"), can_pay_debts, _debts, Right.MONEY),
    ReceiptAct("render", N_("Rendir esta entrega…"), _is_open_advance, _render, Right.MONEY),
    ReceiptAct("settle", N_("Devolver o reembolsar lo que queda…"), _is_open_advance, _settle, Right.MONEY),
    ReceiptAct(
        "mobility",
        N_("Planilla de movilidad…"),
        partial(_has_support, "mobility"),
        lambda _parent, desk, receipt: _support_paper("mobility", desk, receipt),
    ),
    ReceiptAct(
        "affidavit",
        N_("Declaración jurada de gasto…"),
        partial(_has_support, "affidavit"),
        lambda _parent, desk, receipt: _support_paper("affidavit", desk, receipt),
    ),
    ReceiptAct("reverse", N_("Extornar…"), can_be_reversed, _reverse, Right.MONEY),
    ReceiptAct("reallocate", N_("Corregir el fondo o proyecto…"), can_be_reallocated, _reallocate, Right.MONEY),
)


def repeat_receipt(parent: QWidget, desk: Desk, receipt: Receipt) -> None:
    """What the entry does, where it is offered for this receipt."""
    for act in desk.offered(RECEIPT_ACTS):
        if act.name == "repeat" and act.is_possible(receipt):
            act.open(parent, desk, receipt)


def more_button() -> Button:
    """The button that a menu of acts hangs on."""
    button = secondary_button(_("Más"), "caret-down")
    button.setObjectName("more_acts")
    return button


def show_book_acts(button: QWidget, desk: Desk) -> QMenu:
    """Opens the menu under the button."""
    return pop_up(button, [(act.name, act.text, partial(act.open, button, desk)) for act in desk.offered(BOOK_ACTS)])


def receipt_entries(button: QWidget, desk: Desk, receipt: Receipt) -> list[MenuEntry]:
    """What can be done with this receipt."""
    return [
        (act.name, act.text, partial(act.open, button, desk, receipt))
        for act in desk.offered(RECEIPT_ACTS)
        if act.is_possible(receipt)
    ]


def hang_menu(button: Button, entries: Callable[[], Sequence[MenuEntry]]) -> None:
    """A menu opens under the button when it is pressed, with what it has then; «Buscar todo» finds that too."""
    button.menu_entries = entries
    button.clicked.connect(lambda: pop_up(button, entries()))


def pop_up(button: QWidget, entries: Sequence[MenuEntry]) -> QMenu:
    """A menu under a button."""
    menu = QMenu(button)
    for name, text, opens in entries:
        if not text:
            menu.addSeparator()
            continue
        entry = menu.addAction(_(text))
        entry.setObjectName(name)
        entry.triggered.connect(lambda _checked=False, opens=opens: opens())
    if not entries:
        menu.addAction(_("Nada más por ahora")).setEnabled(False)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu
