"""Taking the attendance: a name, number or DNI and Enter for each who comes in; the quorum counts along."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.assemblies import ASSEMBLIES, ATTENDANCES, Attendance, Quorum, calls_of
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import assemblies
from ananea_desktop.operations.assemblies import AttendanceSheet
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.attendance_parts import ByWhomDialog, MarkField, matching
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH, NARROW_CARD_WIDTH, Card
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.quorum import QuorumView
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView

_ICONS = {
    Attendance.PRESENT: ("check-circle", "good"),
    Attendance.REPRESENTED: ("users", "good"),
    Attendance.EXCUSED: ("info", "ink2"),
}


def _status(row: Row) -> str:
    if row["status"] == Attendance.REPRESENTED:
        return _("Por {name}").format(name=row["represented_by"])
    return _(ATTENDANCES[row["status"]]) if row["status"] else ""


def _status_marks(row: Row) -> Mapping[CellRole, object]:
    if not row["status"]:
        return {}
    icon, tone = _ICONS[row["status"]]
    return {CellRole.ICON: icon, CellRole.TONE: tone}


_COLUMNS = (
    ListColumn(
        title=N_("N.º"),
        text=lambda row: "" if row["number"] is None else str(row["number"]),
        layout=Column(samples=("000",), right=True),
    ),
    ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
    ListColumn(
        title=N_("Documento"),
        text=lambda row: personal.number(document_text(row["document_type"], row["document_number"])),
        layout=Column(samples=("DNI 00000000",), optional=True),
    ),
    ListColumn(title=N_("Asistencia"), text=_status, layout=Column(stretch=2), marks=_status_marks),
)


class AssemblyAttendancePage(QWidget):
    """Each mark is saved at once; the same again takes it away."""

    rights: tuple[Right, ...] = (Right.RECORDS,)
    left = Signal()

    def __init__(self, desk: Desk, assembly_id: int) -> None:
        super().__init__()
        self.desk = desk
        self.assembly_id = assembly_id
        self._people: list[Row] = []
        self._calls: list[str] = []
        self._title = label("", "title", wrap=True, name="attendance_title")
        self.search = MarkField(_("Nombre, número o DNI"))
        self.search.setObjectName("attendance_search")
        self.search.search_changed.connect(self._narrow)
        self.search.moved.connect(self._move)
        self.search.taken.connect(self._take_typed)
        self.said = Message()
        keeps_place = self.said.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.said.setSizePolicy(keeps_place)
        self.model = RecordModel(_COLUMNS, self)
        self.table = TableView([column.layout for column in _COLUMNS], _("Asistencia"))
        self.table.setModel(self.model)
        self.table.setObjectName("attendance_table")
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        self.table.row_changed.connect(lambda _row: self._show_chosen())
        self.table.activated.connect(lambda _index: self._toggle_present())
        self.quorum = QuorumView(large=True)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.OVERHANG, 4, 0, 0)
        tools.setSpacing(theme.GAP)
        tools.addWidget(self.search)
        tools.addStretch(1)
        left.addLayout(tools)
        said = QHBoxLayout()
        said.setContentsMargins(theme.OVERHANG, 0, 0, 0)
        said.addWidget(self.said)
        left.addLayout(said)
        left.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addLayout(left, 1)
        row.addWidget(self._make_panel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(row, 1)

    def _head(self) -> PageHead:
        return PageHead(self._title, self.leave, back=_("Volver a Asamblea"))

    def _make_panel(self) -> Card:
        self._panel = Card()
        self._panel.add(self.quorum)
        self._panel.add(hairline(), above=14)
        self._name = label("", "section", wrap=True, name="attendance_name")
        self._state = label("", "secondary", wrap=True)
        self._panel.add(self._name, above=12)
        self._panel.add(self._state, above=2)
        self.present_button = primary_button(_("Presente (Enter)"), "check")
        self.represented_button = secondary_button(_("Representado por…"), "users", "F6")
        self.excused_button = secondary_button(_("Con permiso"), "info", "F7")
        self.clear_button = secondary_button(_("Quitar la marca"), "x", "F8")
        for button, name, act in (
            (self.present_button, "present", self._mark_present),
            (self.represented_button, "represented", self._ask_by_whom),
            (self.excused_button, "excused", lambda: self._mark(Attendance.EXCUSED)),
            (self.clear_button, "clear", lambda: self._mark("")),
        ):
            self._add_button(button, name, act)
        hint = _("Escriba el nombre, el número o el DNI y pulse Enter. Enter otra vez quita la marca.")
        self._panel.add(label(hint, "secondary", wrap=True), above=14)
        return self._panel

    def _add_button(self, button: Button, name: str, act: Any) -> None:
        button.setObjectName(f"mark_{name}")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        button.clicked.connect(lambda: act())
        self._panel.add(button, above=10)

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self._panel.setFixedWidth(theme.scaled(NARROW_CARD_WIDTH if narrow else CARD_WIDTH))

    # loading

    def open(self) -> None:
        """Shows the register with the marks there are, ready for the first name."""
        self._load()
        self.search.setFocus()

    def leave(self) -> None:
        self.left.emit()

    def _load(self) -> None:
        self.desk.books.ask(assemblies.attendance, self.assembly_id, owner=self, then=self._show_sheet)

    def _show_sheet(self, sheet: AttendanceSheet) -> None:
        self._people = sheet.people
        self._calls = calls_of(sheet.assembly["call"], sheet.assembly["second_call"])
        name = ASSEMBLIES.name_of(sheet.assembly)
        self._title.setText(_("Asistencia: {assembly}").format(assembly=name[:1].lower() + name[1:]))
        chosen = self._chosen()
        self._narrow(self.search.text())
        if chosen is not None:
            self._choose(int(chosen["id"]))
        self._show_quorum(sheet.quorum)
        empty = _("No hay socios hábiles. Anótelos primero en Socios.")
        self.table.set_empty_text(empty if not self._people else _("No se encontró a nadie. Pruebe con menos letras."))

    def _show_quorum(self, quorum: Quorum) -> None:
        represented = sum(row["status"] == Attendance.REPRESENTED for row in self._people)
        noted = any(row["status"] for row in self._people)
        self.quorum.show_quorum(quorum, is_noted=noted, represented=represented, calls=self._calls)

    def _narrow(self, typed: str) -> None:
        self.model.show_rows(matching(self._people, typed), False)
        if typed.strip():
            self.table.choose_row(0)
        self._show_chosen()

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        self.table.choose_row(max(0, min(self.model.rowCount() - 1, row)))

    def _chosen(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _show_chosen(self) -> None:
        row = self._chosen()
        self._name.setText(row["name"] if row else _("Nadie elegido"))
        self._state.setText((_status(row) or _("Sin marca")) if row else "")
        for button in (self.present_button, self.represented_button, self.excused_button):
            button.setEnabled(row is not None)
        self.clear_button.setEnabled(row is not None and bool(row["status"]))

    # marking

    def _take_typed(self) -> None:
        """Enter: marks who was searched for; over somebody marked already it first only shows so."""
        row = self._chosen()
        if row is None:
            return
        if self.search.text().strip() and row["status"] == Attendance.PRESENT:
            self._go_on(row)
            sentence = _("{name} ya estaba presente. Enter otra vez quita la marca.")
            self.said.say(sentence.format(name=row["name"]), error=False)
            return
        self._toggle_present()

    def _toggle_present(self) -> None:
        row = self._chosen()
        if row is not None:
            self._mark("" if row["status"] == Attendance.PRESENT else Attendance.PRESENT)

    def _mark_present(self) -> None:
        self._mark(Attendance.PRESENT)

    def _ask_by_whom(self) -> None:
        row = self._chosen()
        if row is not None:
            names = [each["name"] for each in self._people if each["id"] != row["id"]]
            dialog = ByWhomDialog(self, row, names, lambda name: self._mark(Attendance.REPRESENTED, name, row))
            dialog.finished.connect(lambda _result: self.search.setFocus())
            dialog.open()

    def _mark(self, status: str, represented_by: str = "", row: Row | None = None) -> None:
        row = row or self._chosen()
        if row is None:
            return
        marked = {**row, "status": status, "represented_by": represented_by}
        self._people = [marked if each["id"] == row["id"] else each for each in self._people]
        self._go_on(marked)
        words = _("{state}: {name}").format(
            state=_(ATTENDANCES[Attendance(status)]) if status else _("Sin marca"), name=row["name"]
        )
        self.said.say(words, error=False)
        member = int(row["id"])
        self.desk.books.ask(
            assemblies.save_attendance,
            self.assembly_id,
            {member: str(status)},
            {member: represented_by},
            owner=self,
            then=self._take_saved,
            refused=self._take_refused,
        )

    def _go_on(self, row: Row) -> None:
        """The search is empty for the next name; the list stays at who was marked, where Enter undoes it."""
        if self.search.text():
            self.search.clear()
        else:
            self._narrow("")
        self._choose(int(row["id"]))

    def _choose(self, member_id: int) -> None:
        self.table.choose_row(self.model.row_of(member_id))
        self.table.scrollTo(self.table.currentIndex())
        self._show_chosen()

    def _take_saved(self, quorum: Quorum) -> None:
        self._show_quorum(quorum)
        self.desk.record_saved.emit()

    def _take_refused(self, problem: UserError) -> None:
        self.said.say(problem.sentence, error=True)
        self._load()
