"""Who came to a training: a name or DNI and Enter for each, how they signed, their mark; and who is new."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.trainings import SIGNATURES, STATES, Signature, days_text, has_passed, result_text
from ananea_desktop.operations import records, trainings
from ananea_desktop.operations.trainings import DRAFT, Register
from ananea_desktop.ui import theme
from ananea_desktop.ui.attendance_parts import MarkField, matching
from ananea_desktop.ui.buttons import Button, link_button, primary_button, quiet_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH, NARROW_CARD_WIDTH, Card
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow, Message
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.record_form import DRAFT_PAUSE
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.walk_in import WalkInDialog

_FILTERS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "all": (N_("Todos"), lambda row: True),
    "invited": (N_("Invitados"), lambda row: bool(row["is_invited"])),
    "present": (N_("Presentes"), lambda row: row["attendance_id"] is not None),
    "missing": (N_("Sin marcar"), lambda row: row["attendance_id"] is None),
}
_ABSENT = {"attendance_id": None, "signature": Signature.PENDING, "mark": None, "remark": "", "certificate": None}


def is_present(row: Row) -> bool:
    return row["attendance_id"] is not None


def _status(row: Row) -> str:
    if not is_present(row):
        return _("Invitado") if row["is_invited"] else ""
    return _("Presente")


def _status_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.ICON: "check-circle", CellRole.TONE: "good"} if is_present(row) else {CellRole.TONE: "ink2"}


def _signature(row: Row) -> str:
    return _(SIGNATURES[Signature(row["signature"])]) if is_present(row) else ""


def _signature_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "ink3" if row["signature"] == Signature.PENDING else "ink"}


def _columns(pass_mark: int | None) -> tuple[ListColumn, ...]:
    columns = (
        ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Documento"),
            text=lambda row: document_text(row["document_type"], row["document_number"]),
            layout=Column(samples=("DNI 00000000",), optional=True),
        ),
        ListColumn(title=N_("Asistencia"), text=_status, layout=Column(samples=("Presente",)), marks=_status_marks),
        ListColumn(title=N_("Firma"), text=_signature, layout=Column(samples=("Pendiente",)), marks=_signature_marks),
    )
    if pass_mark is None:
        return columns
    mark = ListColumn(
        title=N_("Nota"),
        text=lambda row: result_text(row["mark"], pass_mark),
        layout=Column(samples=("00, desaprobado",)),
        marks=lambda row: {CellRole.TONE: "good" if has_passed(row["mark"], pass_mark) else "bad"},
    )
    return (*columns, mark)


class TickField(MarkField):
    """Space ticks too, as long as nothing is searched for: a name has spaces of its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not self.text():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class TrainingAttendancePage(QWidget):
    """Each tick is saved at once. A mark or remark is saved by Enter, or when one goes on; a wrong one stays typed."""

    left = Signal()

    def __init__(self, desk: Desk, session_id: int) -> None:
        super().__init__()
        self.desk = desk
        self.session_id = session_id
        self._session: Row = {}
        self._people: list[Row] = []
        self._places: dict[int, int] = {}
        self._typed_for: int | None = None
        self._unsaved: dict[int, dict[str, str]] = {}
        self._problems: dict[int, dict[str, str]] = {}
        self._walk_in: dict[str, str] = {}
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._title = label("", "title", name="attendance_title")
        self.search = TickField(_("Nombre o DNI"))
        self.search.setObjectName("attendance_search")
        self.search.search_changed.connect(lambda _typed: self._narrow())
        self.search.moved.connect(self._move)
        self.search.taken.connect(self._take_typed)
        self.filter = ChoiceField([(name, _(text)) for name, (text, _keeps) in _FILTERS.items()], fits=True)
        self.filter.setObjectName("attendance_filter")
        self.filter.setAccessibleName(_("Mostrar"))
        self.filter.value_changed.connect(self._narrow)
        self.said = Message()
        keeps_place = self.said.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.said.setSizePolicy(keeps_place)
        self._table_place = QVBoxLayout()
        self._make_table(None)
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self._go_to_mark)

    def _make_table(self, pass_mark: int | None) -> None:
        columns = _columns(pass_mark)
        self.model = RecordModel(columns, self)
        self.table = TableView([column.layout for column in columns], _("Asistencia"))
        self.table.setModel(self.model)
        self.table.setObjectName("attendance_table")
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        self.table.row_changed.connect(lambda _row: self._show_chosen())
        self.table.activated.connect(lambda _index: self._toggle())
        self._table_place.addWidget(self.table)

    # how it looks

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.OVERHANG, 4, 0, 0)
        tools.setSpacing(theme.GAP)
        tools.addWidget(self.search)
        tools.addWidget(self.filter)
        for name, text, act in (
            ("tick_shown", _("Marcar a todos"), self._tick_shown),
            ("untick_shown", _("A ninguno"), self._untick_shown),
            ("sign_all", _("Todos firmaron"), self._sign_all),
        ):
            button = link_button(text)
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, act=act: act())
            tools.addWidget(button)
        tools.addStretch(1)
        left.addLayout(tools)
        said = QHBoxLayout()
        said.setContentsMargins(theme.OVERHANG, 0, 0, 0)
        said.addWidget(self.said)
        left.addLayout(said)
        left.addLayout(self._table_place, 1)
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

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 10, theme.MARGIN, 6)
        row.setSpacing(theme.GAP)
        back = quiet_button(_("Volver a Capacitaciones"), "arrow-left", "Esc")
        back.setObjectName("leave_attendance")
        back.clicked.connect(self.leave)
        row.addWidget(back)
        row.addWidget(self._title)
        row.addStretch(1)
        return row

    def _make_panel(self) -> Card:
        self._panel = Card()
        self._figure = label("", "display", name="attendance_figure")
        self._remark = label("", "section", wrap=True, name="attendance_remark")
        self._panel.add(self._figure)
        self._panel.add(self._remark)
        self._panel.add(hairline(), above=12)
        self._name = label("", "section", wrap=True, name="attendance_name")
        self._state = label("", "secondary", wrap=True, name="attendance_state")
        self._panel.add(self._name, above=10)
        self._panel.add(self._state, above=2)
        self.present_button = primary_button(_("Presente (Enter)"), "check")
        self.signed_button = secondary_button(_("Firmó"), "pencil-simple", "F6")
        self.finger_button = secondary_button(_("Puso huella"), "fingerprint", "F7")
        self.clear_button = secondary_button(_("Quitar"), "x", "F8")
        self.new_button = secondary_button(_("Persona nueva…"), "plus", "F9")
        self._add_button(self.present_button, "present", self._tick_chosen)
        self._add_pair(
            (self.signed_button, "signed", partial(self._sign, Signature.SIGNED)),
            (self.finger_button, "fingerprint", partial(self._sign, Signature.FINGERPRINT)),
        )
        self._panel.add(self._make_fields(), above=10)
        self._add_pair((self.clear_button, "clear", self._untick_chosen), (self.new_button, "new", self._ask_new))
        hint = _("Escriba el nombre o el DNI y pulse Enter; sin escribir, Enter o Espacio quita la marca.")
        self._panel.add(label(hint, "secondary", wrap=True), above=12)
        return self._panel

    def _add_button(self, button: Button, name: str, act: Callable[[], object]) -> None:
        self._ready(button, name, act)
        self._panel.add(button, above=10)

    def _add_pair(self, *buttons: tuple[Button, str, Callable[[], object]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        for button, name, act in buttons:
            self._ready(button, name, act)
            row.addWidget(button)
        self._panel.add(row, above=10)

    def _ready(self, button: Button, name: str, act: Callable[[], object]) -> None:
        button.setObjectName(f"mark_{name}")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        button.clicked.connect(lambda: act())

    def _make_fields(self) -> QWidget:
        self.mark_row = FormRow(_("Nota, de 20 (F5)"), NumberField(), stacked=True)
        self.remark_row = FormRow(_("Observación"), TextField(), stacked=True)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        for name, row in (("mark", self.mark_row), ("remark", self.remark_row)):
            field = row.field
            assert isinstance(field, TextField)
            field.setObjectName(f"attendance_{name}")
            field.textEdited.connect(lambda _text: self._note_typing())
            field.returnPressed.connect(self._take_fields)
            column.addWidget(row)
        return whole

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self._panel.setFixedWidth(theme.scaled(NARROW_CARD_WIDTH if narrow else CARD_WIDTH))

    # loading and leaving

    def open(self) -> "TrainingAttendancePage":
        """Shows itself over what is in sight, ready for the first name."""
        self.desk.page_wanted.emit(self)
        self.desk.books.ask(trainings.register, self.session_id, owner=self, then=self._show_register)
        self.search.setFocus()
        return self

    def leave(self) -> None:
        """What is typed and not saved is saved, or waits as a draft where it is wrong."""
        self._save_fields()
        self._keep_draft()
        self.left.emit()

    def _show_register(self, register: Register) -> None:
        self._session = register.session
        if register.session["pass_mark"] is not None:
            self._table_place.removeWidget(self.table)
            self.table.deleteLater()
            self._make_table(register.session["pass_mark"])
        self.mark_row.setVisible(register.session["pass_mark"] is not None)
        self._people = register.people
        self._places = {row["id"]: place for place, row in enumerate(self._people)}
        days = days_text(register.session["held_on"], register.session["last_held_on"])
        words = _("Asistencia: {topic}, {days}").format(topic=register.session["topic"], days=days)
        self._title.setText(words)
        for part in (self.search, self.new_button):
            part.setEnabled(not register.refusal)
        empty = _("No hay a quién marcar. Anote a una persona nueva con F9.")
        self.table.set_empty_text(empty if not self._people else _("No se encontró a nadie. F9 anota a alguien nuevo."))
        self._narrow()
        if register.refusal:
            self.said.say(register.refusal, error=True)
        else:
            self.search.setFocus()
            self.desk.books.ask(records.draft, DRAFT, self.session_id, owner=self, then=self._recover)

    def _recover(self, draft: dict[str, Any] | None) -> None:
        if draft is None:
            return
        self._walk_in = dict(draft.get("walk_in", {}))
        self._unsaved = {int(member): dict(texts) for member, texts in draft.get("unsaved", {}).items()}
        waiting = [member for member in self._unsaved if member in self._places]
        if waiting:
            self.said.say(_("Se recuperó lo que estaba escribiendo y no se guardó."), error=False)
            self._choose(waiting[0])
            self._show_chosen()

    def _keep_draft(self) -> None:
        self._draft_timer.stop()
        if self._typed_for is not None and self._fields_changed():
            self._unsaved[self._typed_for] = self._field_texts()
        if self._unsaved or self._walk_in:
            content = {"unsaved": {str(key): texts for key, texts in self._unsaved.items()}, "walk_in": self._walk_in}
            self.desk.books.ask(records.keep_draft, DRAFT, self.session_id, content, owner=self.desk)
        else:
            self.desk.books.ask(records.drop_draft, DRAFT, self.session_id, owner=self.desk)

    # the list

    def _narrow(self) -> None:
        keeps = _FILTERS[str(self.filter.value())][1]
        shown = [row for row in self._people if keeps(row)]
        typed = self.search.text()
        self.model.show_rows(matching(shown, typed) if typed.strip() else shown, False)
        if typed.strip():
            self.table.choose_row(0)
        self._show_chosen()
        self._count()

    def _count(self) -> None:
        present = sum(map(is_present, self._people))
        self._figure.setText(str(present))
        parts = [_("presentes")]
        invited = sum(bool(row["is_invited"]) for row in self._people)
        capacity = self._session.get("capacity")
        if invited:
            parts.append(_("{count} invitados").format(count=invited))
        if capacity is not None:
            parts.append(_("caben {count}").format(count=capacity))
        if self._session.get("state") == "planned":
            parts.append(_(STATES["planned"]).lower())
        self._remark.setText("  ·  ".join(parts))

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        self.table.choose_row(max(0, min(self.model.rowCount() - 1, row)))

    def _chosen(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _choose(self, member_id: int) -> None:
        row = self.model.row_of(member_id)
        if row >= 0:
            self.table.choose_row(row)
            self.table.scrollTo(self.table.currentIndex())

    def _show_chosen(self) -> None:
        row = self._chosen()
        if row is not None and row["id"] == self._typed_for:
            self._show_state(row)
            return
        self._save_fields()
        self._typed_for = None if row is None else int(row["id"])
        self._show_state(row)
        self._show_fields(row)

    def _show_state(self, row: Row | None) -> None:
        can = bool(self._session) and self.search.isEnabled()
        present = row is not None and is_present(row)
        self._name.setText(row["name"] if row else _("Nadie elegido"))
        self._state.setText("" if row is None else _state_words(row, self._session.get("pass_mark")))
        self.present_button.setEnabled(can and row is not None and not present)
        for part in (self.signed_button, self.finger_button, self.clear_button):
            part.setEnabled(can and present)
        for each in (self.mark_row.field, self.remark_row.field):
            each.setEnabled(can and present)

    def _show_fields(self, row: Row | None) -> None:
        saved = _saved_texts(row)
        shown = saved if row is None else {**saved, **self._unsaved.get(row["id"], {})}
        problems = {} if row is None else self._problems.get(row["id"], {})
        for name, part in (("mark", self.mark_row), ("remark", self.remark_row)):
            assert isinstance(part.field, TextField)
            part.field.setText(shown[name])
            part.set_problem(problems.get(name, ""))

    # ticking

    def _take_typed(self) -> None:
        """Enter: ticks who was searched for; over somebody who is there already it says so, and takes nothing away."""
        row = self._chosen()
        if row is None:
            if self.search.text().strip():
                self.said.say(_("No se encontró a nadie. Si es alguien nuevo, pulse F9."), error=True)
            return
        if self.search.text().strip() and is_present(row):
            self._go_on(int(row["id"]))
            sentence = _("{name} ya está en la lista: no se anota dos veces. F8 lo quita.")
            self.said.say(sentence.format(name=row["name"]), error=False)
            return
        self._toggle()

    def _toggle(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if is_present(row):
            self._untick_chosen()
        else:
            self._tick_chosen()

    def _tick_chosen(self) -> None:
        row = self._chosen()
        if row is not None and not is_present(row):
            self._tick([int(row["id"])])
            self._go_on(int(row["id"]))
            self.said.say(_("Presente: {name}").format(name=row["name"]), error=False)

    def _tick(self, members: list[int]) -> None:
        """Shown at once, saved meanwhile."""
        for member in members:
            place = self._places[member]
            self._people[place] = {**self._people[place], "attendance_id": 0}
        self._count()
        self.desk.books.ask(
            trainings.tick, self.session_id, members, owner=self, then=self._take_ticked, refused=self._take_refused
        )

    def _take_ticked(self, rows: list[Row]) -> None:
        if self._session["state"] == "planned" and self._session["last_held_on"] <= self.desk.books.books.today():
            self._session = {**self._session, "state": "held"}
            self.said.say(_("La capacitación quedó como Realizada."), error=False)
        self._take_rows(rows)

    def _take_rows(self, rows: list[Row]) -> None:
        """What is in the file now stands in the list, which keeps its place."""
        for row in rows:
            place = self._places[row["id"]]
            self._people[place] = {**self._people[place], **row}
        self._show_again()
        self.desk.record_saved.emit()

    def _show_again(self) -> None:
        chosen = self._chosen()
        self._narrow()
        if chosen is not None:
            self._choose(int(chosen["id"]))

    def _untick_chosen(self) -> None:
        row = self._chosen()
        if row is not None and is_present(row):
            self._untick([int(row["id"])])

    def _untick(self, members: list[int], confirmed: bool = False) -> None:
        self.desk.books.ask(
            trainings.untick,
            self.session_id,
            members,
            confirmed,
            owner=self,
            then=lambda _none: self._take_unticked(members),
            refused=lambda problem: self._ask_untick(members, problem),
        )

    def _take_unticked(self, members: list[int]) -> None:
        for member in members:
            place = self._places[member]
            self._people[place] = {**self._people[place], **_ABSENT}
            self._unsaved.pop(member, None)
            if member == self._typed_for:
                self._typed_for = None
        if len(members) == 1:
            name = self._people[self._places[members[0]]]["name"]
            self.said.say(_("Sin marca: {name}").format(name=name), error=False)
        else:
            self.said.say(_("Se quitaron {count} marcas.").format(count=len(members)), error=False)
        self._show_again()
        self.desk.record_saved.emit()

    def _ask_untick(self, members: list[int], problem: UserError) -> None:
        if not isinstance(problem, NeedsConfirmation):
            self._take_refused(problem)
            return
        question = _("¿Quitar de la lista?") if len(members) == 1 else _("¿Quitar a todos de la lista?")
        ask(
            self,
            question,
            problem.sentence,
            yes=_("Quitar"),
            no=_("Dejar como está"),
            icon="x",
            destroying=True,
            then=lambda _reason: self._untick(members, confirmed=True),
            otherwise=self.search.setFocus,
        )

    def _shown(self) -> list[Row]:
        return [self.model.row(number) for number in range(self.model.rowCount())]

    def _tick_shown(self) -> None:
        """All in sight: those that the search and the filter leave."""
        members = [int(row["id"]) for row in self._shown() if not is_present(row)]
        if members and self.search.isEnabled():
            self._tick(members)
            self._show_again()
            self.said.say(_("Se marcó a {count}.").format(count=len(members)), error=False)

    def _untick_shown(self) -> None:
        members = [int(row["id"]) for row in self._shown() if is_present(row)]
        if members and self.search.isEnabled():
            self._untick(members)

    def _go_on(self, member_id: int) -> None:
        """The search is empty for the next name; the list stays at who was marked, where Enter undoes it."""
        if self.search.text():
            self.search.clear()
        else:
            self._narrow()
        self._choose(member_id)

    def _take_refused(self, problem: UserError) -> None:
        self.said.say(problem.sentence, error=True)
        self.desk.books.ask(trainings.register, self.session_id, owner=self, then=self._take_register)

    def _take_register(self, register: Register) -> None:
        self._session, self._people = register.session, register.people
        self._places = {row["id"]: place for place, row in enumerate(self._people)}
        self._show_again()

    # signature, mark and remark

    def _sign(self, signature: Signature) -> None:
        """The same key again makes it pending."""
        row = self._chosen()
        if row is None or not is_present(row):
            return
        new = Signature.PENDING if row["signature"] == signature else signature
        self._note(int(row["id"]), {"signature": str(new)})
        self.said.say(_("{state}: {name}").format(state=_(SIGNATURES[new]), name=row["name"]), error=False)

    def _sign_all(self) -> None:
        """Everyone present whose signature is pending."""
        if self.search.isEnabled():
            self.desk.books.ask(
                trainings.sign_pending, self.session_id, owner=self, then=self._take_rows, refused=self._take_refused
            )

    def _field_texts(self) -> dict[str, str]:
        found = {}
        for name, part in (("mark", self.mark_row), ("remark", self.remark_row)):
            assert isinstance(part.field, TextField)
            found[name] = part.field.text().strip()
        return found

    def _fields_changed(self) -> bool:
        place = None if self._typed_for is None else self._places.get(self._typed_for)
        return place is not None and self._field_texts() != _saved_texts(self._people[place])

    def _note_typing(self) -> None:
        self._draft_timer.start()
        if self._typed_for is not None:
            self._problems.pop(self._typed_for, None)
        for part in (self.mark_row, self.remark_row):
            part.set_problem("")

    def _take_fields(self) -> None:
        """Enter in a mark goes on to the next who came."""
        self._save_fields()
        number = self.table.currentIndex().row()
        following = [place for place in range(number + 1, self.model.rowCount()) if is_present(self.model.row(place))]
        if following:
            self.table.choose_row(following[0])
        else:
            self.search.setFocus()

    def _save_fields(self) -> None:
        if self._typed_for is not None and self._fields_changed():
            texts = self._field_texts()
            if self._session.get("pass_mark") is None:
                del texts["mark"]
            self._unsaved[self._typed_for] = self._field_texts()
            self._note(self._typed_for, texts)

    def _note(self, member_id: int, texts: Mapping[str, str]) -> None:
        self.desk.books.ask(
            trainings.note,
            self.session_id,
            member_id,
            dict(texts),
            owner=self,
            then=lambda row: self._take_noted(member_id, "signature" not in texts, row),
            refused=lambda problem: self._take_wrong(member_id, problem),
        )

    def _take_noted(self, member_id: int, are_fields: bool, row: Row) -> None:
        if are_fields:
            self._unsaved.pop(member_id, None)
            self._problems.pop(member_id, None)
        self._take_rows([row])
        if are_fields and self._typed_for == member_id and not self._fields_have_focus():
            self._show_fields(row)

    def _fields_have_focus(self) -> bool:
        return self.mark_row.field.hasFocus() or self.remark_row.field.hasFocus()

    def _take_wrong(self, member_id: int, problem: UserError) -> None:
        """What was refused stays typed, with the sentence beside it."""
        if not isinstance(problem, InvalidRecord):
            self._take_refused(problem)
            return
        self._problems[member_id] = problem.problems
        self._choose(member_id)
        self._typed_for = member_id
        self._show_fields(self._people[self._places[member_id]])
        (self.mark_row if "mark" in problem.problems else self.remark_row).field.setFocus()

    def _go_to_mark(self) -> None:
        if self.mark_row.field.isEnabled():
            self.mark_row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # who is new

    def _ask_new(self) -> None:
        typed = self.search.text().strip()
        texts = self._walk_in or ({"document_number": typed} if typed.isdigit() else {"paternal_surname": typed})
        dialog = WalkInDialog(self, self.desk, self.session_id, texts, self._session["audience"])
        dialog.added.connect(self._take_new)
        dialog.typed.connect(self._keep_walk_in)
        dialog.finished.connect(lambda _result: self.search.setFocus())
        dialog.open()

    def _keep_walk_in(self, texts: dict[str, str]) -> None:
        self._walk_in = texts
        self._keep_draft()

    def _take_new(self, row: Row) -> None:
        self._walk_in = {}
        self._people = sorted([*self._people, {**row, "is_invited": 0}], key=lambda each: str(each["sort_key"]))
        self._places = {each["id"]: place for place, each in enumerate(self._people)}
        self._keep_draft()
        self._go_on(int(row["id"]))
        self._count()
        self.said.say(_("Presente: {name}").format(name=row["name"]), error=False)
        self.desk.record_saved.emit()


def _state_words(row: Row, pass_mark: int | None) -> str:
    if not is_present(row):
        return _("Sin marca")
    parts = [_("Presente"), _("firma: {state}").format(state=_signature(row).lower())]
    if result := result_text(row["mark"], pass_mark):
        parts.append(_("nota {result}").format(result=result))
    if row["certificate"] is not None:
        parts.append(_("constancia N.º {number}").format(number=row["certificate"]))
    return "  ·  ".join(parts)


def _saved_texts(row: Row | None) -> dict[str, str]:
    if row is None:
        return {"mark": "", "remark": ""}
    return {"mark": "" if row["mark"] is None else str(row["mark"]), "remark": row["remark"]}
