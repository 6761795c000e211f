"""The pages of aportaciones: what was held before, subscribing, passing on to another member, paying back."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date, months_later
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import PAYMENT_METHODS
from ananea_desktop.operations import capital_acts, capital_refunds
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import OpeningsDraft, SubscriptionDraft, TransferDraft
from ananea_desktop.operations.capital_refunds import RefundDraft
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.lines_editor import LineField, total_block
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.record_model import Row


class MemberField(PickField):
    """A member, found by name or document as one types; its value is name and document (capital_acts.member_text)."""

    def __init__(self, books: BooksThread) -> None:
        super().__init__(icon_name="user-circle", placeholder=_("Escriba apellido o DNI"))
        self.set_source(
            lambda typed: books.ask(capital_acts.suggestions, typed, owner=self, then=self.show_suggestions)
        )


class CapitalPage(DocumentPage):
    """What the pages of aportaciones have in common."""

    has_amounts = False
    columns = 2

    def member_field(self) -> MemberField:
        return MemberField(self.desk.books)

    def day_field(self) -> DateField:
        return DateField(today=self.desk.books.books.today)

    def after_saving(self, made: Any) -> None:
        self.left.emit()


class _OfOneMember(CapitalPage):
    """Opened from the card of a member, who stands fixed in the first field."""

    def __init__(self, desk: Desk, member_id: int) -> None:
        super().__init__(desk)
        self._member_id = member_id
        self.form = f"{self.form} {member_id}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        start = capital_acts.card_start(books, self._member_id)
        return {"texts": start["texts"], "held": start["held"]}

    def fixed_member(self) -> FormRow:
        field = TextField()
        field.setReadOnly(True)
        row = FormRow(_("Socio/a"), field, stacked=True)
        row.set_hint(_("Hoy tiene {held} de aportación.").format(held=format_money(self.choices["held"], "PEN")))
        return row

    def _show(self, choices: dict[str, Any]) -> None:
        super()._show(choices)
        self.rows["amount"].field.setFocus()


class OpeningsPage(CapitalPage):
    title = N_("Saldos anteriores de aportaciones")
    sentence = N_(
        "Cuánta aportación tenía pagada cada socio antes de usar el programa. Quien no tenía nada queda en blanco."
    )
    save_text = N_("Anotar los saldos")
    form = "capital_openings"

    def choose_from(self, books: Books) -> dict[str, Any]:
        return capital_acts.openings_start(books)

    def make_fields(self) -> dict[str, FormRow]:
        row = FormRow(_("De dónde sale"), TextField(), stacked=True)
        row.set_hint(_("Por ejemplo: padrón anterior, folio 12"))
        return {
            "operated_on": FormRow(_("Fecha del saldo"), self.day_field(), stacked=True),
            "evidence": row,
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return (
            LineField(name="member", title=_("Socio/a"), make=self.member_field),
            LineField(name="amount", title=_("Aportación S/"), make=AmountField, width=150, right=True),
        )

    def add_parts(self, column: QVBoxLayout) -> None:
        assert self.lines is not None
        total_row, self.total = total_block(_("Total"))
        self.lines.foot.addLayout(total_row)

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> int:
        return capital_acts.open_balances(books, OpeningsDraft(**texts), confirmed)

    def tell_saved(self, made: Any) -> None:
        words = plural(_("Se anotó el saldo de 1 socio."), _("Se anotaron los saldos de {count} socios."), made)
        self.desk.said.emit(words.format(count=made))


class SubscriptionPage(_OfOneMember):
    title = N_("Suscribir una aportación")
    sentence = N_("Lo que se compromete a aportar queda como obligación por cobrar; se paga con sus recibos.")
    save_text = N_("Anotar la suscripción")
    form = "capital_subscription"

    def make_fields(self) -> dict[str, FormRow]:
        return {
            "member": self.fixed_member(),
            "amount": FormRow(_("Monto S/"), AmountField(), stacked=True),
            "operated_on": FormRow(_("Fecha"), self.day_field(), stacked=True),
            "due_on": FormRow(_("Vence"), self.day_field(), stacked=True),
            "acta": FormRow(_("Acta o acuerdo"), TextField(), optional=True, stacked=True),
        }

    def choose_from(self, books: Books) -> dict[str, Any]:
        found = super().choose_from(books)
        today = books.today()
        found["texts"] |= {"operated_on": format_date(today), "due_on": format_date(months_later(today, 1))}
        return found

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Row:
        return capital_acts.subscribe(books, SubscriptionDraft(**texts), confirmed)

    def tell_saved(self, made: Any) -> None:
        words = _("Se anotó la suscripción, operación N.º {number} del registro.")
        self.desk.said.emit(words.format(number=made["number"]))


class TransferPage(CapitalPage):
    title = N_("Transferir aportaciones")
    sentence = N_("De un socio a otro, y con aprobación. El dinero de la cooperativa no se mueve.")
    save_text = N_("Hacer la transferencia")
    form = "capital_transfer"

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {"texts": {"operated_on": format_date(books.today())}}

    def make_fields(self) -> dict[str, FormRow]:
        acta = FormRow(_("Acta que lo aprueba"), TextField(), stacked=True)
        acta.set_hint(_("Por ejemplo: consejo de administración, acta 31"))
        return {
            "member": FormRow(_("Quién transfiere"), self.member_field(), stacked=True),
            "counterpart": FormRow(_("A quién"), self.member_field(), stacked=True),
            "amount": FormRow(_("Monto S/"), AmountField(), stacked=True),
            "operated_on": FormRow(_("Fecha"), self.day_field(), stacked=True),
            "acta": acta,
            "reason": FormRow(_("Motivo"), TextField(), optional=True, stacked=True),
        }

    def arrange(self) -> None:
        text = field_text(self.rows["member"].field)
        if capital_acts.DIVIDER in text:
            self.desk.books.ask(capital_acts.held_by, text, owner=self, then=self._show_held)
        else:
            self.rows["amount"].set_hint("")

    def _show_held(self, held: int | None) -> None:
        words = _("Tiene {held}.").format(held=format_money(held, "PEN")) if held is not None else ""
        self.rows["amount"].set_hint(words)

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Row:
        return capital_acts.transfer(books, TransferDraft(**texts), confirmed)

    def tell_saved(self, made: Any) -> None:
        words = _("Se hizo la transferencia, operación N.º {number} del registro.")
        self.desk.said.emit(words.format(number=made["number"]))


class RefundPage(_OfOneMember):
    title = N_("Devolver una aportación")
    sentence = N_(
        "Sale un recibo de egreso que firma quien recibe. No es un gasto: es dinero del socio, y se resta de su"
        " aportación."
    )
    save_text = N_("Devolver y ver el recibo")
    form = "capital_refund"
    columns = 3

    def choose_from(self, books: Books) -> dict[str, Any]:
        found = super().choose_from(books)
        return {**found, **capital_refunds.refund_start(books, self._member_id)}

    def make_fields(self) -> dict[str, FormRow]:
        methods = [(code, _(text)) for code, text in PAYMENT_METHODS.items()]
        soles = [each for each in self.account_choices() if self.choices["currencies"][each[0]] == "PEN"]
        receiver = FormRow(_("Quién recibe el dinero"), TextField(), stacked=True)
        receiver.set_hint(_("El socio; si falleció, su heredero."))
        acta = FormRow(_("Acta o acuerdo"), TextField(), stacked=True)
        return {
            "member": self.fixed_member(),
            "amount": FormRow(_("Monto S/"), AmountField(), stacked=True),
            "acta": acta,
            "party_name": receiver,
            "party_document": FormRow(_("Documento de quien recibe"), TextField(), stacked=True),
            "issued_on": FormRow(_("Fecha"), self.day_field(), stacked=True),
            "account_id": FormRow(_("Sale de"), ChoiceField(soles), stacked=True),
            "method": FormRow(_("Medio de pago"), ChoiceField(methods), stacked=True),
            "operation_number": FormRow(_("N.º de operación"), TextField(), stacked=True),
        }

    def arrange(self) -> None:
        self.rows["operation_number"].setVisible(field_text(self.rows["method"].field) != "cash")

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        return capital_refunds.refund(books, RefundDraft(**texts), confirmed)

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(capital_refunds.refunded_words(made))

    def after_saving(self, made: Any) -> None:
        """Shows the receipt in the book, where it is printed."""
        self.left.emit()
        self.desk.record_wanted.emit("receipts", made.id)


def open_refund(parent: QWidget, desk: Desk, member_id: int) -> None:
    """The page that pays an aportación back, or what comes first: an account in soles."""
    when_ready(parent, desk, ("accounts", "funds"), lambda: RefundPage(desk, member_id).open())
