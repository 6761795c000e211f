"""The pages of the guide after the cooperative: people, accounts, paper books, copies, and what was set up."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.accounts import ACCOUNTS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import CURRENCIES, format_money
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import people
from ananea_desktop.operations.first_start import Begun
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, secondary_button
from ananea_desktop.ui.card import Facts, clear_layout
from ananea_desktop.ui.fields import FIELD_WIDTH
from ananea_desktop.ui.first_start.page import WIDTH, GuidePage
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.people_dialogs import CodeDialog, PasswordDialog, PersonDialog
from ananea_desktop.ui.profile_form import FirstNumbers
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import Row


class _Lines(QWidget):
    """Lines of an icon, a name, how it stands with it, and perhaps a button."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.INSIDE)
        self._grid.setColumnStretch(2, 1)

    def clear(self) -> None:
        clear_layout(self._grid)

    def add(self, icon: str, token: str, name: str, state: str, button: Button | None = None) -> None:
        row = self._grid.rowCount()
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(IconLabel(icon, token), row, 0, middle)
        self._grid.addWidget(label(name, "strong"), row, 1, middle)
        self._grid.addWidget(label(state, "secondary", wrap=True), row, 2, middle)
        if button is not None:
            self._grid.addWidget(button, row, 3, middle)


def _wide(part: QWidget) -> QWidget:
    part.setMaximumWidth(theme.scaled(WIDTH))
    return part


def _act(text: str, icon: str, name: str, work: Callable[[], object]) -> Button:
    button = secondary_button(text, icon)
    button.setObjectName(name)
    button.clicked.connect(lambda: work())
    return button


class PeoplePage(GuidePage):
    name = "people"
    step = N_("Quién lo usa")
    question = N_("¿Quién va a usar el programa?")
    why = N_(
        "El nombre queda en el historial de lo que cada uno hace. La clave es opcional: sin ella, cualquiera que se"
        " siente a esta computadora puede trabajar con su nombre."
    )

    def fill(self, column: QVBoxLayout) -> None:
        self._lines = _Lines()
        column.addWidget(_wide(self._lines))
        acts = QHBoxLayout()
        acts.setSpacing(theme.GAP)
        acts.addWidget(_act(_("Agregar otra persona"), "plus", "add_person", self._add))
        acts.addStretch(1)
        column.addSpacing(theme.INSIDE)
        column.addLayout(acts)

    def show_begun(self, begun: Begun) -> None:
        self._lines.clear()
        for row in begun.people:
            if row["disabled"] == "no":
                state = _("{roles}. Con clave.") if row["has_password"] else _("{roles}. Sin clave.")
                self._lines.add(
                    "user-circle",
                    "ink2",
                    row["name"],
                    state.format(roles=people.roles_in_words(row["roles"])),
                    self._password_button(row),
                )

    def _password_button(self, row: Row) -> Button | None:
        if row["has_password"] or row["name"] != self.desk.books.books.user:
            return None
        return _act(_("Poner mi clave"), "key", "set_own_password", lambda: self._set_password(row))

    def _add(self) -> None:
        PersonDialog(self, self.desk, None, self._tell).open()

    def _set_password(self, row: Row) -> None:
        PasswordDialog(self, self.desk, row, self._after_password).open()

    def _after_password(self, name: str, is_first: bool) -> None:
        self._tell(_("Se guardó la clave de {name}.").format(name=name))
        if is_first:
            CodeDialog(self, self.desk, self._tell).open()

    def _tell(self, sentence: str) -> None:
        self.desk.said.emit(sentence)
        self.desk.record_saved.emit()
        self.changed.emit()


class AccountsPage(GuidePage):
    name = "accounts"
    step = N_("Dónde está el dinero")
    question = N_("¿Dónde está el dinero, y cuánto hay hoy?")
    why = N_(
        "La caja y cada cuenta de banco van por separado. Con lo que hay en cada una el día en que empieza, los saldos"
        " del programa y los de verdad son los mismos."
    )

    def fill(self, column: QVBoxLayout) -> None:
        self._lines = _Lines()
        column.addWidget(_wide(self._lines))
        column.addSpacing(theme.INSIDE)
        column.addWidget(_act(_("Agregar un banco u otra caja"), "plus", "add_account", self._add))

    def show_begun(self, begun: Begun) -> None:
        self._lines.clear()
        for row in begun.accounts:
            name = f"{row['name']} · {_(CURRENCIES[row['currency']])}"
            opening = row["opening"]
            if opening is None:
                button = _act(_("Anotar cuánto hay"), "pencil-simple", f"opening_{row['id']}", self._opener(row["id"]))
                button.setAccessibleName(f"{_('Anotar cuánto hay')}: {name}")
                self._lines.add("circle", "ink2", name, _("Todavía sin saldo inicial."), button)
            else:
                state = _("Saldo inicial: {amount}, el {day}.").format(
                    amount=format_money(opening["total"], row["currency"]),
                    day=format_date(opening["issued_on"]),
                )
                self._lines.add("check-circle", "good", name, state)

    def _opener(self, account_id: int) -> Callable[[], object]:
        def open_page() -> None:
            from ananea_desktop.ui.opening_page import OpeningPage

            OpeningPage(self.desk, account_id).open()

        return open_page

    def _add(self) -> None:
        form = RecordForm(self.desk, ACCOUNTS, _("Otra cuenta"), _("Volver a la guía"), {})
        form.again_button.hide()
        form.saved.connect(lambda _id: form.left.emit())
        self.desk.page_wanted.emit(form)
        form.open_new()


class NumbersPage(GuidePage):
    name = "numbers"
    step = N_("Los talonarios")
    question = N_("¿Con qué número siguen sus recibos?")
    why = N_(
        "Si ya usa talonarios, escriba el número que sigue al último recibo de papel: así no hay dos con el mismo"
        " número. Si empieza de cero, deje el 1. Después del primer recibo no cambia."
    )

    def fill(self, column: QVBoxLayout) -> None:
        self._numbers: FirstNumbers | None = None
        self._told: dict[ReceiptKind, tuple[int, bool]] = {}

    def show_begun(self, begun: Begun) -> None:
        if self._numbers is not None and begun.numbers == self._told:
            return  # what is being typed stays
        if self._numbers is not None:
            self._numbers.hide()
            self._numbers.deleteLater()
        self._told = begun.numbers
        self._numbers = FirstNumbers(self.desk, begun.numbers)
        self._numbers.setMaximumWidth(theme.scaled(FIELD_WIDTH))
        self._numbers.saved.connect(self.done)
        self._numbers.refused.connect(self._go_to_field)
        self.column.insertWidget(0, self._numbers)

    def first_field(self) -> QWidget | None:
        rows = [] if self._numbers is None else list(self._numbers.rows.values())
        return rows[0].field if rows else None

    def _go_to_field(self) -> None:
        field = self.first_field()
        if field is not None:
            field.setFocus()

    def go_on(self) -> None:
        if self._numbers is None or not self._numbers.rows:
            self.done.emit()
        else:
            self._numbers.save()


class CopiesPage(GuidePage):
    name = "copies"
    step = N_("Las copias")
    question = N_("¿Dónde guardará las copias?")
    why = N_(
        "El programa ya guarda una copia en esta computadora cada día. Haga otra en una memoria USB que guarde otra"
        " persona: si se malogra o roban la computadora, con esa copia no se pierde nada."
    )

    def fill(self, column: QVBoxLayout) -> None:
        self._lines = _Lines()
        column.addWidget(_wide(self._lines))
        column.addSpacing(theme.INSIDE)
        column.addWidget(_act(_("Elegir dónde y hacer una copia"), "hard-drive", "choose_place", self._open))

    def show_begun(self, begun: Begun) -> None:
        self._lines.clear()
        self._lines.add(*_copied(begun))

    def _open(self) -> None:
        from ananea_desktop.ui.copies_page import open_copies

        open_copies(self.desk)


def _copied(begun: Begun) -> tuple[str, str, str, str]:
    if begun.copies.made_on is None:
        return "circle", "ink2", _("Copia en USB"), _("Todavía ninguna. Cada semana se le recordará.")
    day = format_date(begun.copies.made_on)
    return "check-circle", "good", _("Copia en USB"), _("La última es del {day}.").format(day=day)


class ReadyPage(GuidePage):
    name = "ready"
    step = N_("Listo")
    question = N_("Todo listo")
    why = N_(
        "Esto quedó anotado. Todo se puede completar o cambiar después, en el menú con su nombre, arriba a la derecha:"
        " «La cooperativa»."
    )
    next_words = N_("Empezar a trabajar")

    def fill(self, column: QVBoxLayout) -> None:
        self._facts = Facts()
        column.addWidget(_wide(self._facts))

    def show_begun(self, begun: Begun) -> None:
        profile = begun.profile or {"name": "", "treasurer_name": ""}
        able = [row for row in begun.people if row["disabled"] == "no"]
        names = ", ".join(
            _("{name} (con clave)").format(name=row["name"]) if row["has_password"] else row["name"] for row in able
        )
        kinds = {ReceiptKind.IN: _("ingreso"), ReceiptKind.OUT: _("egreso")}
        numbers = ", ".join(f"{kinds[kind]} N.º {number}" for kind, (number, _free) in begun.numbers.items())
        self._facts.set_facts(
            [
                (_("Cooperativa"), str(profile["name"])),
                (_("Firma"), str(profile["treasurer_name"])),
                (_("Lo usan"), names),
                *((row["name"], _opening(row)) for row in begun.accounts),
                (_("Recibos"), _("Sigue: {numbers}").format(numbers=numbers)),
                (_("Copia en USB"), _copied(begun)[3]),
            ]
        )


def _opening(row: Row) -> str:
    opening = row["opening"]
    return _("Sin saldo inicial") if opening is None else format_money(opening["total"], row["currency"])
