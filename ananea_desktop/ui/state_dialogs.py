"""The state of a person: changed from a day on, corrected, taken away; and what a departure leaves open."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.member_states import MEMBER_STATES
from ananea_desktop.domain.members import GONE, STATES, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import state_changes
from ananea_desktop.ui.buttons import danger_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_form import field_text, set_field_text
from ananea_desktop.ui.record_model import Row


class StateDialog(Dialog):
    """A new state of a person; with ``state`` that one, to be corrected. A doubt is insisted on by saving again."""

    def __init__(self, parent: QWidget, desk: Desk, member: Row, state: Row | None = None) -> None:
        title = _("Cambiar estado") if state is None else _("Corregir estado")
        super().__init__(parent, _("{title}: {name}").format(title=title, name=full_name(member)))
        self._over, self._desk, self._member, self._state = parent, desk, member, state
        self._doubted: dict[str, str] = {}
        today = desk.books.books.today
        others = [(code, _(text)) for code, text in STATES.items() if state is not None or code != member["state"]]
        fields: dict[str, QWidget] = {
            "state": ChoiceField(others if state is not None else [("", _("Elija…")), *others]),
            "valid_from": DateField(today() if state is None else None, today=today),
            "reason": TextField(),
            "acta": TextField(),
        }
        self.rows: dict[str, FormRow] = {}
        for name, field in fields.items():
            declared = MEMBER_STATES.field(name)
            field.setObjectName(f"state_{name}")
            self.rows[name] = FormRow(_(declared.label), field, hint=_(declared.hint), stacked=True)
            mend_when_changed(self.rows[name])
            self.content.addWidget(self.rows[name])
        for name, text in (MEMBER_STATES.texts(state) if state is not None else {}).items():
            set_field_text(fields[name], text)
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        self.save_button = self.add_button(primary_button(_("Guardar"), "check", "Ctrl+S"), self.save)
        self.save_button.setObjectName("save_state")
        fields["state"].setFocus()

    def save(self) -> None:
        """Once: while it is on its way the button is off."""
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        texts = {name: field_text(row.field) for name, row in self.rows.items()}
        confirmed = [name for name, text in self._doubted.items() if texts[name] == text]
        is_new = self._state is None
        self._desk.books.ask(
            state_changes.change if is_new else state_changes.correct,
            int((self._state or self._member)["id"]),
            texts,
            confirmed,
            owner=self,
            then=lambda _none: self._take_saved(texts["state"]),
            refused=lambda problem: self._refuse(problem, texts),
        )

    def _take_saved(self, state: str) -> None:
        self.accept()
        say_changed(self._desk, self._member)
        if state in GONE:
            remind(self._over, self._desk, self._member)

    def _refuse(self, problem: UserError, texts: Mapping[str, str]) -> None:
        self.save_button.setEnabled(True)
        problems = problem.problems if isinstance(problem, InvalidRecord) else {"state": problem.sentence}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        self._doubted |= {name: texts[name] for name in problems if name in texts}
        next((row.field for name, row in self.rows.items() if name in problems), self.save_button).setFocus()
        self.fit()


def say_changed(desk: Desk, member: Row) -> None:
    desk.record_saved.emit()
    desk.record_wanted.emit("members", int(member["id"]))  # the filter may not list the person any more
    desk.said.emit(_("Se guardó el estado de {name}.").format(name=full_name(member)))


def remind(parent: QWidget, desk: Desk, member: Row) -> None:
    """What is still open with who leaves: said once, done by whoever reads it."""
    desk.books.ask(
        state_changes.open_matters, int(member["id"]), owner=desk, then=lambda matters: _tell(parent, member, matters)
    )


def _tell(parent: QWidget, member: Row, matters: Sequence[str]) -> None:
    if matters:
        tell(parent.window(), _("Queda pendiente con {name}").format(name=full_name(member)), "\n".join(matters))


def open_state(parent: QWidget, desk: Desk, member: Row, states: list[Row], state: Row) -> None:
    """One state that is noted: what it says, and how to correct it or take it away."""
    dialog = Dialog(parent, _(STATES[state["state"]]))
    facts = (
        (_("Desde"), format_date(state["valid_from"])),
        (_("Motivo"), state["reason"]),
        (_("Acta"), state["acta"]),
    )
    dialog.content.addWidget(Facts([fact for fact in facts if fact[1]]))
    close = secondary_button(_("Cerrar"), shortcut="Esc")
    if not desk.may(Right.RECORDS):
        dialog.add_button(close, dialog.reject)
        dialog.open()
        return
    why_not = state_changes.why_not_removed(states, state)
    dialog.add_sentence(why_not)
    dialog.add_button(close, dialog.reject)
    if not why_not:
        remove = dialog.add_button(danger_button(_("Quitar…"), "prohibit"), dialog.reject)
        remove.setObjectName("remove_state")
        remove.clicked.connect(lambda: _ask_to_remove(parent, desk, member, states, state))
    correct = dialog.add_button(primary_button(_("Corregir"), "pencil-simple"), dialog.accept)
    correct.setObjectName("correct_state")
    correct.setDefault(True)
    dialog.accepted.connect(lambda: StateDialog(parent, desk, member, state).open())
    dialog.open()


def _ask_to_remove(parent: QWidget, desk: Desk, member: Row, states: list[Row], state: Row) -> None:
    also = state_changes.back_again(states, state)
    consequence = _("Quítelo solo si nunca fue así: el padrón y el quórum de esas fechas cambian.")
    if also is not None:
        sentence = _("También se quita «{state}» desde el {day}, que solo volvía a lo de antes.")
        day = format_date(also["valid_from"])
        consequence += " " + sentence.format(state=_(STATES[also["state"]]), day=day)
    question = _("¿Quitar «{state}» desde el {day}?")
    ask(
        parent,
        question.format(state=_(STATES[state["state"]]), day=format_date(state["valid_from"])),
        consequence,
        yes=_("Quitar"),
        no=_("Dejar como está"),
        icon="prohibit",
        destroying=True,
        then=lambda _reason: desk.books.ask(
            state_changes.remove,
            int(state["id"]),
            owner=desk,
            then=lambda _none: say_changed(desk, member),
            refused=desk.books.problem_met.emit,
        ),
    )
