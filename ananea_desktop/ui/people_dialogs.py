"""The cards in which a person is named, given roles and a password, and the recovery code is printed."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ananea_desktop.domain.cooperative import USERS
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import ROLE_NAMES, ROLE_SENTENCES, Role
from ananea_desktop.operations import people, recovery
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow, Message
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.password_field import PasswordField, WaitCounter, show_refusal, show_tick
from ananea_desktop.ui.printing import ask_and_print
from ananea_desktop.ui.second_person import ask_with_second_person
from ananea_desktop.ui.tick import Tick


class PersonDialog(Dialog):
    """Name, title and roles; ``then`` is called with what was done."""

    def __init__(
        self, parent: QWidget, desk: Desk, person: Mapping[str, Any] | None, then: Callable[[str], object]
    ) -> None:
        super().__init__(
            parent, _("Nueva persona") if person is None else _("Cambiar: {name}").format(name=person["name"])
        )
        self.setObjectName("person")
        self._desk, self._person, self._then = desk, person, then
        self._texts = {field.name: TextField(str(person[field.name]) if person else "") for field in USERS.fields}
        self._rows = {
            field.name: FormRow(_(field.label), self._texts[field.name], stacked=True) for field in USERS.fields
        }
        for name, row in self._rows.items():
            self._texts[name].setObjectName(f"person_{name}")
            self.content.addWidget(row)
        held = set(person["roles"].split()) if person else set()  # of a new person somebody decides it
        self._ticks: dict[Role, Tick] = {}
        roles = QVBoxLayout()
        roles.setSpacing(2)
        roles.addWidget(label(_("Qué puede hacer"), "secondary"))
        for role in Role:
            tick = self._ticks[role] = Tick(_(ROLE_NAMES[role]))
            tick.setObjectName(f"role_{role}")
            tick.setChecked(role in held)
            tick.setAccessibleDescription(_(ROLE_SENTENCES[role]))
            roles.addWidget(tick)
            sentence = label(_(ROLE_SENTENCES[role]), "secondary", wrap=True)
            sentence.setContentsMargins(30, 0, 0, 4)
            roles.addWidget(sentence)
        self._roles_problem = Message()
        roles.addWidget(self._roles_problem)
        self.content.addLayout(roles)
        self.add_button(secondary_button(_("No cambiar nada"), shortcut="Esc"), self.reject)
        self.save_button = self.add_button(primary_button(_("Guardar"), "check"), self._save)
        self.save_button.setObjectName("save_person")
        self.save_button.setDefault(True)
        self._texts["name"].setFocus()

    def _save(self) -> None:
        texts = {name: field.text() for name, field in self._texts.items()}
        roles = {role for role, tick in self._ticks.items() if tick.isChecked()}
        what = (people.add, texts, roles) if self._person is None else (people.change, self._person["id"], texts, roles)
        ask_with_second_person(
            self, self._desk, *what, owner=self, then=lambda _id: self._take(texts["name"]), refused=self._refuse
        )

    def _take(self, name: str) -> None:
        self.accept()
        self._then(_("Se guardó a {name}.").format(name=name.strip()))

    def _refuse(self, problem: UserError) -> None:
        found = dict(problem.problems) if isinstance(problem, InvalidRecord) else {"roles": problem.sentence}
        self._roles_problem.say(found.get("roles", ""), error=True)
        for name, row in self._rows.items():
            row.set_problem(found.get(name, ""))
        self.fit()


class PasswordDialog(Dialog):
    """A password typed twice, one's own with the present one first; ``then`` is called with the name, and whether it
    is the first of all. ``removing``: it is taken away."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        person: Mapping[str, Any],
        then: Callable[[str, bool], object],
        *,
        removing: bool = False,
    ) -> None:
        title = _("Quitar la clave de {name}") if removing else _("Clave de {name}")
        super().__init__(parent, title.format(name=person["name"]))
        self.setObjectName("password_dialog")
        self._desk, self._person, self._then, self._removing = desk, person, then, removing
        self.add_sentence(
            _("Sin clave, cualquiera que elija ese nombre entra y hace lo que sus roles permiten.")
            if removing
            else _(
                "Diez letras o más. Lo más fácil de recordar son tres o cuatro palabras que solo usted juntaría. La"
                " escribe la propia persona: nadie más debe saberla."
            )
        )
        fields = {
            "present": (_("Clave de ahora"), bool(person["has_password"]) and person["name"] == desk.books.books.user),
            "password": (_("Clave nueva"), not removing),
            "again": (_("La misma otra vez"), not removing),
        }
        self._fields = {name: PasswordField(f"set_{name}") for name, (_caption, shown) in fields.items() if shown}
        self._rows = {name: FormRow(fields[name][0], field, stacked=True) for name, field in self._fields.items()}
        for row in self._rows.values():
            self.content.addWidget(row)
        if self._fields:
            self.content.addWidget(show_tick(*self._fields.values()))
        self._problem = Message()
        self.content.addWidget(self._problem)
        self.add_button(secondary_button(_("No cambiar nada"), shortcut="Esc"), self.reject)
        words = _("Quitar la clave") if removing else _("Guardar clave")
        self.save_button = self.add_button(primary_button(words, "check"), self._save)
        self.save_button.setObjectName("save_password")
        self.save_button.setDefault(not removing)
        self._counters = {
            name: WaitCounter(row, self.save_button) for name, row in self._rows.items() if name == "present"
        }
        next(iter(self._fields.values()), self.save_button).setFocus()

    def _save(self) -> None:
        typed = {name: field.text() for name, field in self._fields.items()}
        if typed.get("password") != typed.get("again"):
            sentence = _("No es la misma de arriba. Escríbala otra vez.")
            self._refuse(InvalidRecord(sentence, {"again": sentence}))
            return
        self.save_button.setEnabled(False)
        user_id, present = self._person["id"], typed.get("present", "")
        what = (
            (people.remove_password, user_id, present)
            if self._removing
            else (people.set_password, user_id, typed["password"], present)
        )
        ask_with_second_person(
            self,
            self._desk,
            *what,
            owner=self,
            then=lambda is_first: self._take(bool(is_first)),
            refused=self._refuse,
            not_granted=lambda: self.save_button.setEnabled(True),
        )

    def _take(self, is_first: bool) -> None:
        self.accept()
        self._then(str(self._person["name"]), is_first)

    def _refuse(self, problem: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(problem, InvalidRecord) and self._rows:
            show_refusal(problem, self._rows, self._counters)
        else:
            self._problem.say(problem.sentence, error=True)
        self.fit()


class CodeDialog(Dialog):
    """Makes the recovery code when asked to, shows it once, and prints it; ``then`` is called with what was done."""

    def __init__(self, parent: QWidget, desk: Desk, then: Callable[[str], object]) -> None:
        super().__init__(parent, _("Código de recuperación"))
        self.setObjectName("recovery_code_dialog")
        self._desk, self._then = desk, then
        self._pdf = b""
        self._words = label(
            _(
                "Es un papel que va en un sobre cerrado. Con él, y con otra persona que autorice, entra quien olvidó su"
                " clave. Se imprime una vez; al hacer uno nuevo, el anterior deja de valer."
            ),
            wrap=True,
        )
        self.content.addWidget(self._words)
        self._code = label("", "amount", name="code_shown")
        self._code.hide()
        self.content.addWidget(self._code)
        self._problem = Message()
        self.content.addWidget(self._problem)
        self._close = self.add_button(secondary_button(_("Ahora no"), shortcut="Esc"), self.reject)
        self.make_button = self.add_button(primary_button(_("Hacer el código"), "key"), self._make)
        self.make_button.setObjectName("make_code")
        self.print_button = self.add_button(primary_button(_("Imprimir"), "printer"), self._print)
        self.print_button.setObjectName("print_code")
        self.print_button.hide()

    def _make(self) -> None:
        self.make_button.setEnabled(False)
        self._desk.books.ask(recovery.make_paper, owner=self, then=self._show, refused=self._refuse)

    def _show(self, made: tuple[str, bytes]) -> None:
        code, self._pdf = made
        self._code.setText(code)
        self._code.show()
        self._words.setText(
            _(
                "Imprímalo ahora, o cópielo a mano con letra clara: al cerrar esta ventana ya no se puede ver. Póngalo"
                " en un sobre, firmen sobre el cierre y que lo guarde el consejo de vigilancia."
            )
        )
        self.make_button.hide()
        self.print_button.show()
        self._close.setText(_("Ya lo tengo en papel"))
        self.print_button.setFocus()
        self.fit()
        self._then(_("Se hizo un código de recuperación."))

    def _print(self) -> None:
        ask_and_print(self, self._pdf, _("Código de recuperación"), lambda _done: None)

    def _refuse(self, problem: UserError) -> None:
        self.make_button.setEnabled(True)
        self._problem.say(problem.sentence, error=True)
        self.fit()
