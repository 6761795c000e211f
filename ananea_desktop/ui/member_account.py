"""What a member owes, on the card: totals apart, the open debts, and the way to collect, charge, waive and print it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.charges import CHARGE_KINDS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import charges, debt_reports, debts, receipt_drafts, reports
from ananea_desktop.operations.debts import AccountCard
from ananea_desktop.ui.annul_question import say_done, tell_why_not
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import CardLine, Facts, SectionHeader
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import Row

if TYPE_CHECKING:
    from ananea_desktop.ui.record_card import RecordCard

_SHOWN = 6
"""Open debts on the card; the statement has all."""


def add_account(card: "RecordCard", row: Row, account: AccountCard) -> None:
    """The section of what a member owes; of a worker, who owes nothing, none."""
    if row["kind"] != "member" and not account.balances:
        return
    lines = [_debt_line(card, each) for each in account.open[:_SHOWN]]
    acts = _acts(card, row, account)
    title = _("Lo que debe") if account.open else _("No debe nada")
    header = SectionHeader(title, len(account.open), _("Más") if acts else "", "caret-down")
    header.setObjectName("account")
    header.link_clicked.connect(lambda: pop_up(header, acts))
    header.tell_menu(acts)
    card.add(header, above=10)
    for line in lines:
        card.add(line)
    if account.balances:
        card.add(Facts([(_family_words(each), _balance_words(each)) for each in account.balances]), above=6)
    if account.can_pay:
        card.action(_("Cobrar lo que debe"), "receipt", lambda: collect(card, card.desk, account.can_pay), Right.MONEY)


def _acts(card: "RecordCard", row: Row, account: AccountCard) -> list[tuple[str, str, Callable[[], object]]]:
    """The menu of the section: what is done less often than collecting."""
    acts: list[tuple[str, str, Callable[[], object]]] = []
    may = card.desk.may(Right.MONEY)
    if may and row["kind"] == "member":
        acts.append(("charge_one", N_("Cobrarle una cuota o multa…"), partial(_open_charge, card.desk, row["id"])))
    if account.balances:
        acts.append(("statement", N_("Estado de cuenta…"), partial(card.desk.paper_wanted.emit, statement_paper(row))))
    if may and account.open:
        acts.append(("waive", N_("Condonar…"), partial(choose_what_to_waive, card, card.desk, account.open)))
    return acts


def _family_words(balance: debts.Balance) -> str:
    return _(debts.FAMILIES[balance.family])


def _balance_words(balance: debts.Balance) -> str:
    paid = format_money(balance.paid, balance.currency)
    if not balance.left:
        return _("pagó {paid}, no debe nada").format(paid=paid)
    return _("debe {left}, pagó {paid}").format(left=format_money(balance.left, balance.currency), paid=paid)


def _debt_line(card: "RecordCard", row: Row) -> CardLine:
    due = _("venció el {day}") if row["is_overdue"] else _("vence el {day}")
    remark = due.format(day=format_date(row["due_on"]))
    icon = "warning-circle" if row["is_overdue"] else "coin"
    line = CardLine(icon, row["concept"], remark, format_money(row["left"], row["currency"]))
    line.clicked.connect(lambda: open_debt(card, card.desk, row))
    return line


def collect(parent: QWidget, desk: Desk, charge_ids: list[int]) -> None:
    """The receipt that pays these debts."""
    when_ready(parent, desk, ("accounts", "funds"), lambda: desk.want_receipt(receipt_drafts.for_debts, charge_ids))


def _open_charge(desk: Desk, member_id: int) -> None:
    from ananea_desktop.ui.charge_page import ChargePage

    ChargePage(desk, member_id).open()


def statement_paper(row: Row) -> Paper:
    """The statement of one person, to look at, print or save as a spreadsheet."""
    return Paper(
        title=_("Estado de cuenta"),
        file_name=f"estado-de-cuenta-{row['document_number']}",
        make=lambda books, _year, language, form: debt_reports.statement_file(books, row["id"], language, form),
        forms=reports.FORMS,
    )


def open_debt(parent: QWidget, desk: Desk, row: Row) -> None:
    """What one debt is; collecting or waiving it."""
    dialog = Dialog(parent, row["concept"])

    def money(amount: int) -> str:
        return format_money(amount, row["currency"])

    dialog.content.addWidget(
        Facts(
            (
                (_("Qué se cobró"), _(CHARGE_KINDS[row["kind"]])),
                (_("Socio/a"), full_name(row)),
                (_("Fecha"), format_date(row["charged_on"])),
                (_("Vence"), format_date(row["due_on"])),
                (_("Monto"), money(row["amount"])),
                (_("Pagado"), money(row["paid"])),
                (_("Falta"), money(row["left"])),
                (_("Acta"), row["acta"] or "–"),
            )
        )
    )
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if desk.may(Right.MONEY):
        waive = dialog.add_button(danger_button(_("Condonar…"), "prohibit"), dialog.reject)
        waive.setObjectName("waive_debt")
        waive.clicked.connect(lambda: ask_to_waive(parent, desk, row))
        pay = dialog.add_button(primary_button(_("Cobrar"), "receipt"), dialog.accept)
        pay.setObjectName("collect_debt")
        pay.setDefault(True)
        dialog.accepted.connect(lambda: collect(parent, desk, [row["id"]]))
    dialog.open()


def choose_what_to_waive(parent: QWidget, desk: Desk, rows: list[Row]) -> None:
    """Which of several; the only one at once."""
    if len(rows) == 1:
        ask_to_waive(parent, desk, rows[0])
        return
    dialog = Dialog(parent, _("¿Qué se condona?"))
    for row in rows:
        line = CardLine(
            "coin", row["concept"], _(CHARGE_KINDS[row["kind"]]), format_money(row["left"], row["currency"])
        )
        line.clicked.connect(dialog.accept)
        line.clicked.connect(lambda _checked=False, row=row: ask_to_waive(parent, desk, row))
        dialog.content.addWidget(line)
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    dialog.open()


def ask_to_waive(parent: QWidget, desk: Desk, row: Row) -> None:
    """Asks why, and then what is left of a debt need not be paid."""
    left = format_money(row["left"], row["currency"])
    ask(
        parent,
        _("¿Condonar esta deuda?"),
        _("{name} ya no deberá {left} de «{concept}». Queda anotado, con el motivo, y no se deshace.").format(
            name=full_name(row), left=left, concept=row["concept"]
        ),
        yes=_("Condonar"),
        no=_("Dejar como está"),
        icon="prohibit",
        reason=_("Por qué se condona, y quién lo acordó"),
        destroying=True,
        then=lambda reason: desk.books.ask(
            charges.waive,
            int(row["id"]),
            reason,
            owner=desk,
            then=lambda _none: say_done(desk, _("Se condonó {left}.").format(left=left)),
            refused=lambda problem: tell_why_not(parent, _("No se condonó"), problem),
        ),
    )
