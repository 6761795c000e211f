"""The second person gives their password at the same screen, for what one alone may not do."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import second_person
from ananea_desktop.operations.second_person import NeedsSecondPerson
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.password_field import PasswordField, WaitCounter, show_refusal, show_tick

Then = Callable[[Any], object]


class SecondPersonDialog(Dialog):
    """Asks who else says yes, and for their password; ``then`` is called with their name."""

    def __init__(self, parent: QWidget, desk: Desk, what: str, names: list[str], then: Then) -> None:
        super().__init__(parent, _("Hace falta otra persona"))
        self.setObjectName("second_person")
        self._desk, self._what, self._then = desk, what, then
        self.add_sentence(
            _(
                "Para {what} tiene que autorizar otra persona. Pídale que venga: aquí escribe su propia clave. Su"
                " nombre queda anotado."
            ).format(what=what)
        )
        self._name = ChoiceField([(name, name) for name in names])
        self._name.setObjectName("second_name")
        self._password = PasswordField("second_password")
        self._rows = {
            "second_name": FormRow(_("Quién autoriza"), self._name, stacked=True),
            "second_password": FormRow(_("Su clave"), self._password, stacked=True),
        }
        for row in self._rows.values():
            self.content.addWidget(row)
        self.content.addWidget(show_tick(self._password))
        self.add_button(secondary_button(_("No hacerlo"), shortcut="Esc"), self.reject)
        self.yes_button = self.add_button(primary_button(_("Autorizar"), "check"), self._approve)
        self.yes_button.setObjectName("approve")
        self.yes_button.setDefault(True)
        self._counter = WaitCounter(self._rows["second_password"], self.yes_button)
        self._counter.over.connect(self.fit)
        self._password.setFocus()

    def _approve(self) -> None:
        self.yes_button.setEnabled(False)
        name, password = str(self._name.value()), self._password.text()
        self._desk.books.ask(
            second_person.approve, name, password, self._what, owner=self, then=self._take, refused=self._refuse
        )

    def _take(self, name: str) -> None:
        self._password.clear()
        self.accept()
        self._then(name)

    def _refuse(self, problem: UserError) -> None:
        self.yes_button.setEnabled(True)
        show_refusal(problem, self._rows, {"second_password": self._counter})
        self.fit()


def ask_second_person(
    parent: QWidget, desk: Desk, what: str, then: Then, not_granted: Callable[[], object] = lambda: None
) -> None:
    """``then`` is called with the name of who said yes to ``what`` (operations/second_person.py has how it is
    worded); at once, with second_person.ALONE, where nobody else can. ``not_granted`` where nobody said yes."""

    def ask(names: list[str]) -> None:
        if names:
            dialog = SecondPersonDialog(parent, desk, what, names, then)
            dialog.rejected.connect(lambda: not_granted())
            dialog.open()
        else:
            then(second_person.ALONE)

    desk.books.ask(second_person.who_can, owner=parent, then=ask)


def ask_with_second_person(
    parent: QWidget,
    desk: Desk,
    operation: Callable[..., Any],
    *arguments: Any,
    owner: QObject,
    then: Then,
    refused: Callable[[UserError], object] | None = None,
    not_granted: Callable[[], object] = lambda: None,
    **named: Any,
) -> None:
    """``desk.books.ask`` of an operation that may need a second person: where it does they are asked over ``parent``,
    and it is done again; ``not_granted`` where nobody said yes."""

    def again(_name: str) -> None:
        desk.books.ask(operation, *arguments, owner=owner, then=then, refused=refused, **named)

    def refuse(problem: UserError) -> None:
        if isinstance(problem, NeedsSecondPerson):
            ask_second_person(parent, desk, problem.what, again, not_granted)
        elif refused is not None:
            refused(problem)
        else:
            desk.books.problem_met.emit(problem)

    desk.books.ask(operation, *arguments, owner=owner, then=then, refused=refuse, **named)
