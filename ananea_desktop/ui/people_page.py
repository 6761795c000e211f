"""«Personas que usan el programa»: who they are, what they may do, whether they have a password; and what a password
does not protect."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import people
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.people_dialogs import CodeDialog, PasswordDialog, PersonDialog
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.second_person import ask_with_second_person


def _last(row: Row) -> str:
    if not row["last_sign_in"]:
        return "–"
    return format_date(datetime.fromisoformat(row["last_sign_in"]).astimezone().date())


def _no_password(row: Row) -> dict[CellRole, object]:
    return {} if row["has_password"] else {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"}


COLUMNS = (
    ListColumn(title=N_("Nombre"), text=lambda row: row["name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Cargo"), text=lambda row: row["title"] or "–", layout=Column(stretch=1, optional=True)),
    ListColumn(title=N_("Roles"), text=lambda row: people.roles_in_words(row["roles"]), layout=Column(stretch=3)),
    ListColumn(
        title=N_("Clave"),
        text=lambda row: _("Sí") if row["has_password"] else _("No tiene"),
        layout=Column(samples=("mm No tiene",)),
        marks=_no_password,
    ),
    ListColumn(title=N_("Entró el"), text=_last, layout=Column(samples=("23/11/2026",))),
    ListColumn(
        title=N_("Estado"),
        text=lambda row: _("Activa") if row["disabled"] == "no" else _("Desactivada"),
        layout=Column(samples=("Desactivada",)),
    ),
)

_CHECKLIST = (
    N_("La clave del programa no cifra el archivo: quien copia el archivo de datos puede leerlo."),
    N_("Cada persona entra a Windows con su propia cuenta y su propia clave; nadie trabaja como administrador."),
    N_("BitLocker (o «Cifrado de dispositivo») está activado: sin él, quien se lleva la computadora lee el archivo."),
    N_("La carpeta del programa no la puede cambiar un usuario común."),
)


_FOOT_LEAST = 130


class PeoplePage(ListPage):
    def __init__(self, desk: Desk) -> None:
        self._may_change = False
        self.new = new = primary_button(_("Nueva persona"), "plus", "Ctrl+N")
        new.setObjectName("new_person")
        new.clicked.connect(lambda: PersonDialog(self, desk, None, self._after).open())
        super().__init__(
            desk,
            title=_("Personas que usan el programa"),
            sentence=_(
                "Su nombre queda en el historial de todo lo que hacen; por eso nadie se borra, solo se desactiva."
            ),
            empty=_("Todavía no hay personas."),
            columns=COLUMNS,
            rows=_rows,
            buttons=(new,),
        )
        self.setObjectName("people_page")
        self._told = label("", wrap=True, name="people_told")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(2, self._make_acts())
        column.addWidget(self._make_foot())
        self.table.row_changed.connect(lambda _row: self._show_acts())
        self.loaded.connect(self._ask_office)

    def _make_acts(self) -> QHBoxLayout:
        self.change = self._act("change_person", _("Cambiar nombre o roles"), "pencil-simple", self._change)
        self.password = self._act("set_password", _("Poner o cambiar clave"), "key", self._set_password)
        self.remove = self._act("remove_password", _("Quitar clave"), "", self._remove_password)
        self.disable = self._act("disable_person", _("Desactivar"), "prohibit", self._disable)
        self.log = self._act("people_log", _("Cambios y entradas"), "clock-counter-clockwise", self._open_log)
        self.code = self._act("recovery_code", _("Código de recuperación"), "envelope-simple", self._make_code)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        row.setSpacing(8)
        for button in (self.change, self.password, self.remove, self.disable):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _act(self, name: str, text: str, icon: str, work: Callable[[], object]) -> Button:
        button = secondary_button(text, icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: work())
        return button

    def _make_foot(self) -> QScrollArea:
        """It scrolls where the window is low: the people and the buttons come first."""
        page = QWidget()
        page.setProperty("page", True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        foot = QVBoxLayout(page)
        foot.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.GAP)
        foot.setSpacing(4)
        foot.addWidget(self._told)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 8)
        row.setSpacing(8)
        row.addWidget(self.code)
        row.addWidget(self.log)
        row.addStretch(1)
        foot.addLayout(row)
        foot.addWidget(label(_("Compruebe también en la computadora"), "section"))
        for sentence in _CHECKLIST:
            foot.addWidget(label(f"·  {_(sentence)}", "secondary", wrap=True))
        area.setWidget(page)
        theme.keep_scaled(area, QWidget.setMinimumHeight, _FOOT_LEAST)
        return area

    def open_row(self, row: Row) -> None:
        """Its form, as Enter does in every list."""
        if self._may_change:
            PersonDialog(self, self.desk, row, self._after).open()

    def _show_acts(self) -> None:
        """One's own password is one's own; all else is for who may give permissions."""
        row, may = self.chosen(), self._may_change
        is_own = row is not None and row["name"] == self.desk.books.books.user
        for button in (self.new, self.code):
            button.setEnabled(may)
        for button in (self.change, self.disable):
            button.setEnabled(row is not None and may)
        self.password.setEnabled(row is not None and (may or is_own))
        self.remove.setEnabled(row is not None and (may or is_own) and bool(row["has_password"]))
        self.disable.setText(_("Activar otra vez") if row is not None and row["disabled"] == "yes" else _("Desactivar"))

    def _ask_office(self) -> None:
        self.desk.books.ask(people.office_of, owner=self, then=self._tell_office)

    def _tell_office(self, office: people.Office) -> None:
        self._may_change = office.may_change
        self._show_acts()
        self._told.setText("\n".join(_told(office)))

    # what is done

    def _after(self, sentence: str) -> None:
        self.desk.said.emit(sentence)
        self.desk.record_saved.emit()
        self.load()

    def _change(self) -> None:
        row = self.chosen()
        if row is not None:
            self.open_row(row)

    def _open_log(self) -> None:
        from ananea_desktop.ui.people_log import PeopleLogPage

        PeopleLogPage(self.desk).open()

    def _set_password(self) -> None:
        row = self.chosen()
        if row is not None:
            PasswordDialog(self, self.desk, row, self._after_password).open()

    def _after_password(self, name: str, is_first: bool) -> None:
        self._after(_("Se guardó la clave de {name}.").format(name=name))
        if is_first:
            self._make_code()

    def _make_code(self) -> None:
        CodeDialog(self, self.desk, self._after).open()

    def _remove_password(self) -> None:
        row = self.chosen()
        if row is not None:
            PasswordDialog(
                self,
                self.desk,
                row,
                lambda name, _first: self._after(_("Se quitó la clave de {name}.").format(name=name)),
                removing=True,
            ).open()

    def _disable(self) -> None:
        row = self.chosen()
        if row is None:
            return
        able = row["disabled"] == "no"
        said = _("Se desactivó a {name}.") if able else _("Se activó otra vez a {name}.")
        operation = people.disable if able else people.enable

        def do(_reason: str = "") -> None:
            ask_with_second_person(
                self,
                self.desk,
                operation,
                row["id"],
                owner=self,
                then=lambda _none: self._after(said.format(name=row["name"])),
            )

        if not able:
            do()
            return
        ask(
            self,
            _("¿Desactivar a {name}?").format(name=row["name"]),
            _("Ya no podrá entrar. Lo que hizo queda con su nombre, y se le puede activar otra vez."),
            yes=_("Desactivar"),
            no=_("Dejar como está"),
            icon="prohibit",
            destroying=True,
            then=do,
        )


def _rows(books: Books) -> list[Row]:
    return people.all_of(books)


def _told(office: people.Office) -> list[str]:
    """What the passwords that there are, and those that there are not, mean."""
    able = [row for row in office.people if row["disabled"] == "no"]
    without = [row["name"] for row in able if not row["has_password"]]
    if not office.any_password:
        return [
            _(
                "Nadie tiene clave: quien se sienta a esta computadora puede emitir y anular con el nombre de"
                " cualquiera. Con una sola clave el programa ya pregunta quién entra."
            )
        ]
    told = []
    if without:
        told.append(
            _("Sin clave: {names}. Cualquiera puede entrar con ese nombre y hacer lo que sus roles permiten.").format(
                names=", ".join(without)
            )
        )
    if not office.seconds:
        told.append(
            _(
                "No hay una segunda persona: nadie más tiene clave y el rol Vigilancia o Administración. Lo que pide"
                " dos personas se hace con una sola, y queda anotado así."
            )
        )
    if not office.has_code:
        told.append(
            _("No hay código de recuperación que valga: si todos olvidan su clave, nadie podrá entrar. Imprímalo hoy.")
        )
    return told or [_("Cada persona tiene su clave, hay quien autorice y hay código de recuperación.")]


def open_people(desk: Desk) -> None:
    """Shows the list over what is in sight."""
    PeoplePage(desk).open()
