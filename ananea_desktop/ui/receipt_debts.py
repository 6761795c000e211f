"""Debts of members on a receipt: told under its lines and added while it is typed, applied once it is issued."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_money
from ananea_desktop.operations import debt_lines, settlements
from ananea_desktop.operations.debt_lines import Applied, OpenDebt
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.card import clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.forms import FormRow, Message
from ananea_desktop.ui.fund_choices import to_editor
from ananea_desktop.ui.labels import label, literal_tip
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.tick import Tick

if TYPE_CHECKING:
    from ananea_desktop.ui.receipt_form import ReceiptForm

_SHOWN = 6
"""Debts in sight at once; more of them scroll."""


class DebtTicks(QWidget):
    """A member, and what that person owes, to be ticked. ``changed`` when there is more or less of it to see."""

    changed = Signal()

    def __init__(self, desk: Desk, *, no_capital: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._no_capital = no_capital
        self._ticks: list[tuple[int, Tick]] = []
        self.member = PickField(icon_name="user-circle", placeholder=_("Escriba apellido o DNI"))
        self.member.setObjectName("debtor")
        self.member.set_source(lambda typed: desk.books.ask(debt_lines.debtors, typed, owner=self, then=self._suggest))
        self.member.picked.connect(self._take_member)
        self.people: dict[int, tuple[str, str]] = {}
        """By id the name and document of who was found."""
        self._row = FormRow(_("¿De quién?"), self.member, stacked=True)
        self._message = Message()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._area.setWidget(inner)
        self._area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self._message)
        column.addWidget(self._area)
        theme.on_change(self._measure)

    def show_member(self, member_id: int, name: str) -> None:
        """Begins with this person."""
        self.member.set_picked(member_id, name)
        self._take_member(member_id)

    def chosen(self) -> list[int]:
        """The charges that are ticked, the oldest first."""
        return [charge_id for charge_id, tick in self._ticks if tick.isChecked()]

    def say(self, sentence: str) -> None:
        """What is wrong, beside the debts."""
        self._message.say(sentence, error=True)
        self.changed.emit()

    def _suggest(self, found: list[tuple[int, str, str]]) -> None:
        self.people |= {member_id: (name, document) for member_id, name, document in found}
        self.member.show_suggestions(found)

    def _take_member(self, member_id: object) -> None:
        if isinstance(member_id, int):
            self._desk.books.ask(debt_lines.open_debts, member_id, owner=self, then=self._show)
        else:
            self._fill([])
            self._message.say("", error=False)
            self.changed.emit()

    def _show(self, debts: list[OpenDebt]) -> None:
        kept = [debt for debt in debts if not (self._no_capital and debt.is_capital)]
        self._fill(kept)
        words = "" if kept else _("No debe nada.")
        if debts and not kept:
            words = _("Solo debe aportaciones: se pagan con su propio recibo, desde su ficha.")
        self._message.say(words, error=False)
        self.changed.emit()

    def _fill(self, debts: Sequence[OpenDebt]) -> None:
        clear_layout(self._list)
        self._ticks = []
        for number, debt in enumerate(debts):
            tick = Tick(debt.words)
            tick.setObjectName(f"debt_{number}")
            tick.setToolTip(literal_tip(debt.words))
            tick.setChecked(debt.is_due)
            self._list.addWidget(tick)
            self._ticks.append((debt.charge_id, tick))
        self._list.addStretch(1)
        self._measure()
        self._area.setVisible(bool(debts))

    def _measure(self) -> None:
        self._area.setFixedHeight(min(len(self._ticks), _SHOWN) * (theme.link_height() + 2))


class _DebtsDialog(Dialog):
    """Grows and shrinks with what there is to tick."""

    def _fit_soon(self) -> None:
        """Once what was just put into it is shown, which Qt does with its next event."""
        QTimer.singleShot(0, self, self.fit)


class AddDebtsDialog(_DebtsDialog):
    """``chosen`` gives the charges to pay, and who owes them: id, name and document."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("¿Qué deudas paga este recibo?"))
        self.ticks = DebtTicks(desk)
        self.ticks.changed.connect(self._fit_soon)
        self.content.addWidget(self.ticks)
        self.add_button(secondary_button(_("No agregar"), shortcut="Esc"), self.reject)
        self._yes = self.add_button(primary_button(_("Agregar al recibo"), "plus"), self._take)
        self._yes.setObjectName("add_chosen_debts")
        self.ticks.member.setFocus()

    def _take(self) -> None:
        member_id, found = self.ticks.member.value(), self.ticks.chosen()
        if not isinstance(member_id, int):
            self.ticks.say(_("Elija un socio de la lista."))
            self.ticks.member.setFocus()
        elif not found:
            self.ticks.say(_("Marque al menos una deuda."))
        else:
            self.chosen.emit(found, (member_id, *self.ticks.people[member_id]))
            self.accept()


class ReceiptDebts(QObject):
    """Of a receipt that is being typed: says under each line whose debt it pays, and adds those of other members."""

    def __init__(self, form: "ReceiptForm") -> None:
        super().__init__(form)
        self._form = form
        self._told: list[str] = []
        self._words: dict[int, str] = {}
        self.button = link_button(_("Agregar deudas de un socio"), "plus")
        self.button.setObjectName("add_debts")
        self.button.clicked.connect(self._ask)
        form.lines.changed.connect(self._follow)

    def _ask(self) -> None:
        dialog = AddDebtsDialog(self._form, self._form.desk)
        dialog.chosen.connect(self._add)
        dialog.open()

    def _add(self, charge_ids: list[int], who: tuple[int, str, str]) -> None:
        self._form.take_payer(*who)
        on_it = {line.get("charge_id", "") for line in self._form.lines.texts()}
        new = [each for each in charge_ids if str(each) not in on_it]
        payer = self._form.draft().member_id
        ask = self._form.desk.books.ask
        ask(settlements.lines_for, new, payer, owner=self._form, then=self._take_lines)

    def _take_lines(self, lines: list[dict[str, str]]) -> None:
        """After what is typed; an empty line gives its place."""
        kept = [each for each in self._form.lines.texts() if each.get("concept") or each.get("amount")]
        self._form.lines.set_texts([*kept, *(to_editor(line) for line in lines)])

    def forget(self) -> None:
        """Another receipt is shown: what is left of its debts is asked anew."""
        self._told, self._words = [], {}

    def _follow(self) -> None:
        """Asks again only where other debts are paid than before."""
        now = [line.get("charge_id", "") for line in self._form.lines.texts()]
        if now != self._told:
            self._told = now
            ids = [int(each) for each in now if each]
            if ids:
                self._form.desk.books.ask(debt_lines.told, ids, owner=self._form, then=self._tell)
        self._show()

    def _tell(self, found: dict[int, str]) -> None:
        self._words |= found
        self._show()

    def _show(self) -> None:
        self._form.lines.show_notes([self._words.get(int(each), "") if each else "" for each in self._told])


class ReceiptDebtsDialog(_DebtsDialog):
    """Of an issued receipt: the debts it pays, each of which can be taken off, and what is left of it for others."""

    def __init__(self, parent: QWidget, desk: Desk, found: Applied) -> None:
        super().__init__(parent, _("Deudas que paga el recibo {number}").format(number=found.receipt.number_text))
        self._desk = desk
        self._receipt_id = found.receipt.id
        self._paid = QVBoxLayout()
        self._paid.setSpacing(2)
        self.content.addLayout(self._paid)
        self.ticks = DebtTicks(desk, no_capital=True)
        self.ticks.changed.connect(self._fit_soon)
        self.content.addWidget(self.ticks)
        self._message = Message()
        self.content.addWidget(self._message)
        self.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), self.reject)
        self._yes = self.add_button(primary_button(_("Aplicar a lo marcado"), "check"), self._apply)
        self._yes.setObjectName("apply_to_debts")
        self._show(found)

    def _show(self, found: Applied) -> None:
        clear_layout(self._paid)
        for number, debt in enumerate(found.paid):
            row = QHBoxLayout()
            row.addWidget(label(debt.words, wrap=True, name=f"paid_debt_{number}"), 1)
            if not debt.is_capital:
                off = link_button(_("Quitar"))
                off.setObjectName(f"take_off_{number}")
                off.clicked.connect(partial(self._take_off, debt.charge_id))
                row.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
            self._paid.addLayout(row)
        if not found.paid:
            self._paid.addWidget(label(_("Todavía no paga ninguna deuda."), wrap=True))
        words = _("Todo su importe ya paga deudas.")
        if found.free:
            amount = format_money(found.free, found.receipt.currency)
            words = _("Del recibo quedan {amount} sin aplicar. Se aplican a lo marcado, en orden.").format(
                amount=amount
            )
        self._paid.addWidget(label(words, "secondary", wrap=True, name="free_of_receipt"))
        self.ticks.setVisible(bool(found.free))
        self._yes.setVisible(bool(found.free))
        party = found.receipt.party
        member = self.ticks.member.value() or party.member_id
        if found.free and isinstance(member, int):
            self.ticks.show_member(member, self.ticks.member.text() or party.name)
        self._fit_soon()

    def _apply(self) -> None:
        chosen = self.ticks.chosen()
        if not chosen:
            self.ticks.say(_("Elija un socio y marque al menos una deuda."))
            return
        self._do(debt_lines.apply, chosen)

    def _take_off(self, charge_id: int, _checked: bool = False) -> None:
        self._do(debt_lines.take_off, charge_id)

    def _do(self, operation: object, *given: object) -> None:
        self._desk.books.ask(
            operation,  # type: ignore[arg-type]
            self._receipt_id,
            *given,
            owner=self,
            then=lambda _done: self._look_again(),
            refused=self._refuse,
        )

    def _refuse(self, problem: UserError) -> None:
        self._message.say(problem.sentence, error=True)
        self.fit()

    def _look_again(self) -> None:
        self._message.say("", error=False)
        self._desk.record_saved.emit()
        self._desk.books.ask(debt_lines.applied, self._receipt_id, owner=self, then=self._show)


def open_debts_of(parent: QWidget, desk: Desk, receipt_id: int) -> None:
    """Opens what an issued receipt pays, or the sentence that says why it pays nothing."""

    def refuse(problem: UserError) -> None:
        tell(parent, _("Este recibo no paga deudas"), problem.sentence)

    desk.books.ask(
        debt_lines.applied,
        receipt_id,
        owner=parent,
        then=lambda found: ReceiptDebtsDialog(parent, desk, found).open(),
        refused=refuse,
    )
