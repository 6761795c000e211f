"""A lost password is replaced with the code of the sealed envelope, while a second person signs along."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import recovery
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.password_field import PasswordField, WaitCounter, show_refusal, show_tick


class RecoveryDialog(Dialog):
    """``then`` is called with the person's row once they have come in."""

    def __init__(self, parent: QWidget, desk: Desk, name: str, then: Callable[[Any], object]) -> None:
        super().__init__(parent, _("Poner una clave nueva a {name}").format(name=name))
        self.setObjectName("recovery")
        self.setProperty("over_lock", True)
        self._desk, self._name, self._then = desk, name, then
        self.add_sentence(
            _("Abra el sobre sellado y copie el código del papel. Sirve una sola vez: después se imprime otro.")
        )
        self._code = TextField()
        self._code.setObjectName("code")
        self._password, self._again = PasswordField("new_password"), PasswordField("again")
        self._witness, self._witness_password = ChoiceField(), PasswordField("second_password")
        self._witness.setObjectName("second_name")
        self._rows = {
            "code": FormRow(_("Código del sobre"), self._code, stacked=True),
            "password": FormRow(_("Clave nueva"), self._password, stacked=True),
            "again": FormRow(_("La misma otra vez"), self._again, stacked=True),
            "second_name": FormRow(_("Otra persona que lo autoriza"), self._witness, stacked=True),
            "second_password": FormRow(_("Clave de esa persona"), self._witness_password, stacked=True),
        }
        for row in self._rows.values():
            self.content.addWidget(row)
        self.content.addWidget(show_tick(self._password, self._again, self._witness_password))
        self.content.setSpacing(8)
        self.add_button(secondary_button(_("No hacerlo"), shortcut="Esc"), self.reject)
        self.yes_button = self.add_button(primary_button(_("Poner la clave"), "check"), self._recover)
        self.yes_button.setObjectName("recover")
        self.yes_button.setDefault(True)
        self._counters = {name: WaitCounter(self._rows[name], self.yes_button) for name in ("code", "second_password")}
        self._show_witnesses([])
        desk.books.ask(recovery.witnesses, name, owner=self, then=self._show_witnesses)
        self._code.setFocus()

    def _show_witnesses(self, names: list[str]) -> None:
        self._witness.set_choices([(name, name) for name in names])
        for row in ("second_name", "second_password"):
            self._rows[row].setVisible(bool(names))
        self.fit()

    def _recover(self) -> None:
        if self._password.text() != self._again.text():
            sentence = _("No es la misma de arriba. Escríbala otra vez.")
            show_refusal(InvalidRecord(sentence, {"again": sentence}), self._rows, {})
            self.fit()
            return
        self.yes_button.setEnabled(False)
        self._desk.books.ask(
            recovery.recover,
            self._name,
            self._code.text(),
            self._password.text(),
            str(self._witness.value() or ""),
            self._witness_password.text(),
            owner=self,
            then=self._take,
            refused=self._refuse,
        )

    def _take(self, person: Any) -> None:
        self.accept()
        self._then(person)

    def _refuse(self, problem: UserError) -> None:
        self.yes_button.setEnabled(True)
        show_refusal(problem, self._rows, self._counters)
        self.fit()
