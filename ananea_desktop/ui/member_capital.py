"""Aportaciones in the window: what a member holds on the card, the register, and certificates."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import NeedsConfirmation, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.member_certificates import number_text
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import capital_acts, capital_reports, contribution_certificates, reports
from ananea_desktop.operations.capital_cards import CapitalCard
from ananea_desktop.ui.annul_question import ask_to_annul, tell_why_not
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import CardLine, Facts, SectionHeader
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask
from ananea_desktop.ui.list_page import ListPage, first_by
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_model import ListColumn, Row

if TYPE_CHECKING:
    from ananea_desktop.ui.record_card import RecordCard


# on the card


def add_capital(card: "RecordCard", row: Row, capital: CapitalCard) -> None:
    """The section of aportaciones: what is held, the newest operations, the certificate, and what can be done."""
    acts = _acts(card, row, capital)
    header = SectionHeader(
        _("Aportaciones"),
        capital.count,
        (_("Suscribir, devolver…") if card.desk.may(Right.MONEY) else _("Más")) if acts else "",
        "caret-down",
    )
    header.setObjectName("capital")
    header.link_clicked.connect(lambda: pop_up(header, acts))
    header.tell_menu(acts)
    card.add(header, above=10)
    if not capital.count:
        return
    owed = _("debe {amount}").format(amount=format_money(capital.owed, "PEN")) if capital.owed else ""
    held = CardLine("coin", _("Tiene"), owed, format_amount(capital.held))
    held.setObjectName("capital_held")
    held.clicked.connect(lambda: card.desk.paper_wanted.emit(ledger_paper(row)))
    card.add(held)
    for each in capital.operations:
        card.add(_operation_line(card, each))
    for each in capital.certificates:
        card.add(_certificate_line(card, each))


def _acts(card: "RecordCard", row: Row, capital: CapitalCard) -> list[tuple[str, str, Callable[[], object]]]:
    """The menu of the section: what can be done now."""
    acts: list[tuple[str, str, Callable[[], object]]] = []
    may = card.desk.may(Right.MONEY)
    if may and not capital.has_left:
        acts.append(("subscribe", N_("Suscribir una aportación…"), partial(_open_subscription, card.desk, row["id"])))
    if may and capital.held:
        acts.append(("refund", N_("Devolver aportación…"), partial(_open_refund, card, card.desk, row["id"])))
    if may and capital.held and not capital.is_certified:
        certify = partial(ask_to_certify, card, card.desk, row)
        acts.append(("certify", N_("Emitir certificado de aportación…"), certify))
    if capital.count:
        ledger = partial(card.desk.paper_wanted.emit, ledger_paper(row))
        acts.append(("ledger", N_("Cuenta de aportaciones…"), ledger))
    return acts


def _operation_line(card: "RecordCard", row: Row) -> CardLine:
    remark = _("N.º {number}  ·  {day}").format(number=row["number"], day=format_date(row["operated_on"]))
    amount = row["held"] or row["subscribed"]
    struck = row["reversed_by"] is not None or row["sign"] < 0
    line = CardLine("coin", capital_reports.operation_words(row), remark, format_amount(amount), struck=struck)
    line.clicked.connect(lambda: open_operation(card, card.desk, row))
    return line


def _certificate_line(card: "RecordCard", row: Row) -> CardLine:
    annulled = row["annulled_on"] is not None
    name = _("Certificado {number}").format(number=number_text(row["number"]))
    remark = _("ANULADO {day}") if annulled else "{day}"
    icon = "prohibit" if annulled else "medal"
    day = format_date(row["annulled_on"] or row["issued_on"])
    line = CardLine(icon, name, remark.format(day=day), format_amount(row["amount"]), struck=annulled)
    line.clicked.connect(lambda: open_certificate(card, card.desk, row))
    return line


def ledger_paper(row: Row) -> Paper:
    """The account of one member, to look at, print or save as a spreadsheet."""
    return Paper(
        title=_("Cuenta de aportaciones"),
        file_name=f"capital-{row['document_number']}",
        make=lambda books, _year, language, form: capital_reports.ledger_file(books, row["id"], language, form),
        forms=reports.FORMS,
    )


def _open_subscription(desk: Desk, member_id: int) -> None:
    from ananea_desktop.ui.capital_pages import SubscriptionPage

    SubscriptionPage(desk, member_id).open()


def _open_refund(parent: QWidget, desk: Desk, member_id: int) -> None:
    from ananea_desktop.ui.capital_pages import open_refund

    open_refund(parent, desk, member_id)


# the register


def open_operation(parent: QWidget, desk: Desk, row: Row) -> None:
    """What one operation says; its receipt, or taking it back."""
    dialog = Dialog(parent, _("Operación N.º {number}").format(number=row["number"]))
    dialog.content.addWidget(
        Facts(
            [
                (_("Operación"), capital_reports.operation_words(row)),
                (_("Socio/a"), row["person_name"]),
                (_("Detalle"), capital_reports.detail_words(row) or "–"),
                (_("Fecha"), format_date(row["operated_on"])),
                (_("Monto"), format_money(row["amount"], "PEN")),
            ]
        )
    )
    if row["charge_id"] is not None and row["receipt_id"] is None and row["sign"] > 0:
        dialog.add_sentence(_("Para anularla, anule su cobro en «Cuotas y aportaciones»."))
    close = dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if row["receipt_id"] is not None:
        see = dialog.add_button(primary_button(_("Ver el recibo"), "receipt"), dialog.accept)
        see.setObjectName("see_receipt")
        dialog.accepted.connect(lambda: desk.record_wanted.emit("receipts", row["receipt_id"]))
    elif row["charge_id"] is None and row["sign"] > 0 and row["reversed_by"] is None and desk.may(Right.MONEY):
        undo = dialog.add_button(danger_button(_("Anular…"), "prohibit"), dialog.reject)
        undo.setObjectName("reverse_operation")
        undo.clicked.connect(lambda: _ask_to_reverse(parent, desk, row))
    close.setFocus()
    dialog.open()


def _ask_to_reverse(parent: QWidget, desk: Desk, row: Row) -> None:
    ask_to_annul(
        parent,
        desk,
        _("¿Anular la operación N.º {number}?").format(number=row["number"]),
        _("Queda en el registro, y otra operación de hoy la deshace: {operation} de {name}, {amount}.").format(
            operation=capital_reports.operation_words(row).lower(),
            name=row["person_name"],
            amount=format_money(row["amount"], "PEN"),
        ),
        annul=capital_acts.reverse,
        record_id=int(row["id"]),
        said=lambda made: _("Se anuló con la operación N.º {number}.").format(number=made["number"]),
        refused=_("No se anuló la operación"),
    )


def _amount_marks(row: Row) -> dict[CellRole, object]:
    is_over = row["reversed_by"] is not None or row["sign"] < 0
    return {CellRole.TONE: "ink3", CellRole.STRUCK: True} if is_over else {}


_COLUMNS = (
    ListColumn(title=N_("N.º"), text=lambda row: str(row["number"]), layout=Column(samples=("00000",), right=True)),
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["operated_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(title=N_("Operación"), text=capital_reports.operation_words, layout=Column(stretch=2)),
    ListColumn(title=N_("Socio/a"), text=lambda row: row["person_name"], layout=Column(stretch=3)),
    ListColumn(title=N_("Detalle"), text=capital_reports.detail_words, layout=Column(stretch=3, optional=True)),
    ListColumn(
        title=N_("Monto S/"),
        text=lambda row: format_amount(row["sign"] * row["amount"]),
        layout=Column(samples=("1,234,567.00",), right=True),
        marks=_amount_marks,
    ),
)


class CapitalRegisterPage(ListPage):
    def open_row(self, row: Row) -> None:
        open_operation(self, self.desk, row)


def open_register(desk: Desk) -> None:
    """The operations of aportaciones, the newest first, over what is in sight."""
    from ananea_desktop.ui.member_acts import MONEY_ACTS  # which opens this page

    page = CapitalRegisterPage(
        desk,
        title=_("Registro de aportaciones"),
        sentence=_("Las más recientes arriba; la lista que se imprime las tiene todas. Con Enter se ve cada una."),
        empty=_("Todavía no hay aportaciones"),
        icon="receipt",
        what=_("Aquí queda cada aportación de los socios: es capital suyo, y un día se devuelve."),
        steps=(
            _("Anote los saldos anteriores: lo que cada socio ya había aportado."),
            _("Cada recibo de una aportación aparece aquí solo."),
            _("De aquí salen el certificado de cada socio y el registro para imprimir."),
        ),
        first=first_by(MONEY_ACTS, "capital_openings", desk),
        columns=_COLUMNS,
        rows=capital_acts.newest,
        report="aportaciones",
    )
    desk.record_saved.connect(page.load)
    page.open()


# certificates


def certificate_paper(certificate_id: int, number: str) -> Paper:
    """One certificate, to look at, print or save."""
    return Paper(
        title=_("Certificado de aportación"),
        file_name=f"certificado-aportacion-{number}",
        make=lambda books, _year, language, _form: contribution_certificates.pdf(books, [certificate_id], language),
    )


def ask_to_certify(parent: QWidget, desk: Desk, row: Row) -> None:
    """Issues the certificate of what a member holds today, once asked."""
    ask(
        parent,
        _("¿Emitir el certificado de aportación?"),
        _("Toma su número y queda sellado: no se cambia, solo se anula. Es de {name}.").format(name=full_name(row)),
        yes=_("Emitir"),
        no=_("Todavía no"),
        icon="medal",
        then=lambda _reason: _certify(parent, desk, row, ()),
    )


def _certify(parent: QWidget, desk: Desk, row: Row, confirmed: tuple[str, ...]) -> None:
    desk.books.ask(
        contribution_certificates.issue,
        int(row["id"]),
        confirmed,
        owner=desk,
        then=lambda made: _show_issued(desk, made),
        refused=lambda problem: _doubt_or_tell(parent, desk, row, problem),
        must_finish=True,
    )


def _doubt_or_tell(parent: QWidget, desk: Desk, row: Row, problem: UserError) -> None:
    if not isinstance(problem, NeedsConfirmation):
        tell_why_not(parent, _("No se emite el certificado"), problem)
        return
    ask(
        parent,
        _("¿Emitir de todos modos?"),
        problem.sentence,
        yes=_("Emitir"),
        no=_("Todavía no"),
        icon="medal",
        then=lambda _reason: _certify(parent, desk, row, tuple(problem.concern.split())),
    )


def _show_issued(desk: Desk, certificate_id: int) -> None:
    desk.said.emit(_("Se emitió el certificado de aportación."))
    desk.record_saved.emit()
    desk.paper_wanted.emit(certificate_paper(certificate_id, str(certificate_id)))


def open_certificate(parent: QWidget, desk: Desk, row: Row) -> None:
    """What can be done with one: see it and print it again, or annul it."""
    number = number_text(row["number"])
    dialog = Dialog(parent, _("Certificado de aportación N.º {number}").format(number=number))
    state = _("Vale")
    if row["annulled_on"] is not None:
        state = _("Anulado el {day}").format(day=format_date(row["annulled_on"]))
    dialog.content.addWidget(
        Facts(
            (
                (_("Nombre"), row["person_name"]),
                (_("Monto"), format_money(row["amount"], "PEN")),
                (_("Emitido"), format_date(row["issued_on"])),
                (_("Estado"), state),
            )
        )
    )
    dialog.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), dialog.reject)
    if row["annulled_on"] is None and desk.may(Right.MONEY):
        annul = dialog.add_button(danger_button(_("Anular…"), "prohibit"), dialog.reject)
        annul.setObjectName("annul_certificate")
        annul.clicked.connect(lambda: _ask_to_annul(parent, desk, row))
    see = dialog.add_button(primary_button(_("Ver e imprimir"), "printer"), dialog.accept)
    see.setObjectName("see_certificate")
    see.setDefault(True)
    dialog.accepted.connect(lambda: desk.paper_wanted.emit(certificate_paper(int(row["id"]), number)))
    dialog.open()


def _ask_to_annul(parent: QWidget, desk: Desk, row: Row) -> None:
    number = number_text(row["number"])
    ask_to_annul(
        parent,
        desk,
        _("¿Anular el certificado N.º {number}?").format(number=number),
        _("Su número queda, y el papel dirá ANULADO. Después puede emitir otro para {name}.").format(
            name=row["person_name"]
        ),
        annul=contribution_certificates.annul,
        record_id=int(row["id"]),
        said=lambda _none: _("Se anuló el certificado N.º {number}.").format(number=number),
        refused=_("No se anuló el certificado"),
    )
