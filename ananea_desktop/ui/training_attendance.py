"""Who came to a training: a name or DNI and Enter for each, how they signed, their mark; and who is new."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.trainings import SIGNATURES, Signature, days_text
from ananea_desktop.operations import trainings
from ananea_desktop.operations.trainings import Register
from ananea_desktop.ui import theme
from ananea_desktop.ui.attendance_parts import MarkField, matching
from ananea_desktop.ui.attendee_panel import AttendeePanel
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.training_columns import ABSENT, FILTERS, columns, is_present
from ananea_desktop.ui.typed_marks import TypedMarks
from ananea_desktop.ui.walk_in import WalkInDialog

_CHANGED_IN_PLACE = 5
"""Rows; more of them are shown by showing all anew."""


class TickField(MarkField):
    """Space ticks too, as long as nothing is searched for: a name has spaces of its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not self.text():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class TrainingAttendancePage(QWidget):
    """Each tick is saved at once. A mark or remark is saved by Enter, or when one goes on; a wrong one stays typed."""

    rights: tuple[Right, ...] = (Right.RECORDS,)
    left = Signal()

    def __init__(self, desk: Desk, session_id: int) -> None:
        super().__init__()
        self.desk = desk
        self.session_id = session_id
        self.session: Row = {}
        self._people: list[Row] = []
        self._places: dict[int, int] = {}
        self._title = label("", "title", wrap=True, name="attendance_title")
        self.search = TickField(_("Nombre o DNI"))
        self.search.setObjectName("attendance_search")
        self.search.search_changed.connect(lambda _typed: self._narrow())
        self.search.moved.connect(self._move)
        self.search.taken.connect(self._take_typed)
        self.filter = ChoiceField([(name, _(text)) for name, (text, _keeps) in FILTERS.items()], fits=True)
        self.filter.setObjectName("attendance_filter")
        self.filter.setAccessibleName(_("Mostrar"))
        self.filter.value_changed.connect(self._narrow)
        self.said = Message()
        keeps_place = self.said.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.said.setSizePolicy(keeps_place)
        self.panel = AttendeePanel()
        self.panel.acted.connect(self._act)
        self.marks = TypedMarks(self)
        self._table_place = QVBoxLayout()
        self._make_table(None)
        self._lay_out()

    def _make_table(self, pass_mark: int | None) -> None:
        shown = columns(pass_mark)
        self.model = RecordModel(shown, self)
        self.table = TableView([column.layout for column in shown], _("Asistencia"))
        self.table.setModel(self.model)
        self.table.setObjectName("attendance_table")
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        self.table.row_changed.connect(lambda _row: self._show_chosen())
        self.table.activated.connect(lambda _index: self._toggle())
        self._table_place.addWidget(self.table)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addLayout(self._search_row())
        left.addLayout(self._links())
        said = QHBoxLayout()
        said.setContentsMargins(theme.OVERHANG, 0, 0, 0)
        said.addWidget(self.said)
        left.addLayout(said)
        left.addLayout(self._table_place, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(row, 1)

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.OVERHANG, 4, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.search)
        row.addWidget(self.filter)
        row.addStretch(1)
        return row

    def _links(self) -> QHBoxLayout:
        """What is done with all in sight at once."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for name, text, act in (
            ("tick_shown", _("Marcar a todos"), self._tick_shown),
            ("untick_shown", _("A ninguno"), self._untick_shown),
            ("sign_all", _("Todos firmaron"), self._sign_all),
        ):
            button = link_button(text)
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _head(self) -> PageHead:
        return PageHead(self._title, self.leave, back=_("Volver a Capacitaciones"))

    def resizeEvent(self, event: object) -> None:
        self.panel.fit(self.width())

    # loading and leaving

    def open(self) -> "TrainingAttendancePage":
        """Shows itself over what is in sight, ready for the first name."""
        self.desk.page_wanted.emit(self)
        self.desk.books.ask(trainings.register, self.session_id, owner=self, then=self._show_register)
        self.search.setFocus()
        return self

    def leave(self) -> None:
        """What is typed and not saved is saved, or waits as a draft where it is wrong."""
        self.marks.save()
        self.marks.keep_draft()
        self.left.emit()

    def _show_register(self, register: Register) -> None:
        pass_mark = register.session["pass_mark"]
        if pass_mark is not None:
            self._table_place.removeWidget(self.table)
            self.table.deleteLater()
            self._make_table(pass_mark)
        self.panel.rows["mark"].setVisible(pass_mark is not None)
        days = days_text(register.session["held_on"], register.session["last_held_on"])
        self._title.setText(_("Asistencia: {topic}, {days}").format(topic=register.session["topic"], days=days))
        self.search.setEnabled(not register.refusal)
        empty = _("No hay a quién marcar. Anote a una persona nueva con F9.")
        if register.people:
            empty = _("No se encontró a nadie. F9 anota a alguien nuevo.")
        self.table.set_empty_text(empty)
        self._take_register(register)
        if register.refusal:
            self.said.say(register.refusal, error=True)
        else:
            self.search.setFocus()
            self.marks.recover()

    def _take_register(self, register: Register) -> None:
        self.session = register.session
        self._set_people(register.people)
        self.show_again()

    def _set_people(self, people: list[Row]) -> None:
        self._people = people
        self._places = {row["id"]: place for place, row in enumerate(people)}

    def person(self, member_id: int) -> Row | None:
        """Somebody's row of the register as it is shown."""
        place = self._places.get(member_id)
        return None if place is None else self._people[place]

    # the list

    def _narrow(self) -> None:
        keeps = FILTERS[str(self.filter.value())][1]
        shown = [row for row in self._people if keeps(row)]
        typed = self.search.text()
        self.model.show_rows(matching(shown, typed) if typed.strip() else shown, False)
        if typed.strip():
            self.table.choose_row(0)
        self._show_chosen()
        self.panel.show_count(self._people, self.session)

    def show_again(self) -> None:
        """The list anew, at the same person."""
        chosen = self.chosen()
        self._narrow()
        if chosen is not None:
            self.choose(int(chosen["id"]))

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        self.table.choose_row(max(0, min(self.model.rowCount() - 1, row)))

    def chosen(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def choose(self, member_id: int) -> None:
        row = self.model.row_of(member_id)
        if row >= 0:
            self.table.choose_row(row)
            self.table.scrollTo(self.table.currentIndex())

    def choose_next_present(self) -> None:
        """On to the next who came; after the last one the cursor is in the search again."""
        number = self.table.currentIndex().row()
        later = [each for each in range(number + 1, self.model.rowCount()) if is_present(self.model.row(each))]
        if later:
            self.table.choose_row(later[0])
        else:
            self.search.setFocus()

    def _show_chosen(self) -> None:
        row = self.chosen()
        self.panel.show_person(row, self.session, self._can_mark())
        self.marks.show(row)

    def _can_mark(self) -> bool:
        return bool(self.session) and self.search.isEnabled()

    def _shown(self) -> list[Row]:
        return [self.model.row(number) for number in range(self.model.rowCount())]

    # ticking

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "present": self._tick_chosen,
            "signed": partial(self._sign, Signature.SIGNED),
            "fingerprint": partial(self._sign, Signature.FINGERPRINT),
            "clear": self._untick_chosen,
            "new": self._ask_new,
        }
        acts[name]()

    def _take_typed(self) -> None:
        """Enter: ticks who was searched for; over somebody who is there already it says so, and takes nothing away."""
        row = self.chosen()
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
        row = self.chosen()
        if row is not None:
            (self._untick_chosen if is_present(row) else self._tick_chosen)()

    def _tick_chosen(self) -> None:
        row = self.chosen()
        if row is not None and not is_present(row) and self._can_mark():
            self._tick([int(row["id"])])
            self._go_on(int(row["id"]))
            self.said.say(_("Presente: {name}").format(name=row["name"]), error=False)

    def _tick(self, members: list[int]) -> None:
        """Shown at once, saved meanwhile."""
        for member in members:
            place = self._places[member]
            self._people[place] = {**self._people[place], "attendance_id": 0}
        self.desk.books.ask(
            trainings.tick, self.session_id, members, owner=self, then=self._take_ticked, refused=self.take_refused
        )

    def _take_ticked(self, rows: list[Row]) -> None:
        if self.session["state"] == "planned" and self.session["last_held_on"] <= self.desk.books.books.today():
            self.session = {**self.session, "state": "held"}
            self.said.say(_("La capacitación quedó como Realizada."), error=False)
        self.take_rows(rows)

    def take_rows(self, rows: list[Row]) -> None:
        """What is in the file now stands in the list, which keeps its place."""
        for row in rows:
            place = self._places[row["id"]]
            self._people[place] = {**self._people[place], **row}
        if self.filter.value() != "all" or len(rows) > _CHANGED_IN_PLACE:
            self.show_again()
        else:
            self._change_shown([int(row["id"]) for row in rows])
        self.desk.record_saved.emit()

    def _change_shown(self, members: list[int]) -> None:
        for member in members:
            number = self.model.row_of(member)
            if number >= 0:
                self.model.change_row(number, self._people[self._places[member]])
        self.panel.show_count(self._people, self.session)
        self.panel.show_person(self.chosen(), self.session, self._can_mark())

    def _untick_chosen(self) -> None:
        row = self.chosen()
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
            self._people[place] = {**self._people[place], **ABSENT}
            self.marks.forget(member)
        if len(members) == 1:
            name = self._people[self._places[members[0]]]["name"]
            self.said.say(_("Sin marca: {name}").format(name=name), error=False)
        else:
            self.said.say(_("Se quitaron {count} marcas.").format(count=len(members)), error=False)
        self.show_again()
        self.desk.record_saved.emit()

    def _ask_untick(self, members: list[int], problem: UserError) -> None:
        if not isinstance(problem, NeedsConfirmation):
            self.take_refused(problem)
            return
        ask(
            self,
            _("¿Quitar de la lista?") if len(members) == 1 else _("¿Quitar a todos de la lista?"),
            problem.sentence,
            yes=_("Quitar"),
            no=_("Dejar como está"),
            icon="x",
            destroying=True,
            then=lambda _reason: self._untick(members, confirmed=True),
            otherwise=self.search.setFocus,
        )

    def _tick_shown(self) -> None:
        """All in sight: those that the search and the filter leave."""
        members = [int(row["id"]) for row in self._shown() if not is_present(row)]
        if members and self._can_mark():
            self._tick(members)
            self.show_again()
            self.said.say(_("Se marcó a {count}.").format(count=len(members)), error=False)

    def _untick_shown(self) -> None:
        members = [int(row["id"]) for row in self._shown() if is_present(row)]
        if members and self._can_mark():
            self._untick(members)

    def _go_on(self, member_id: int) -> None:
        """The search is empty for the next name; the list stays at who was marked, where Enter undoes it."""
        if self.search.text():
            self.search.clear()
        else:
            self._narrow()
        self.choose(member_id)

    def take_refused(self, problem: UserError) -> None:
        """Says why, and shows what is in the file."""
        self.said.say(problem.sentence, error=True)
        self.desk.books.ask(trainings.register, self.session_id, owner=self, then=self._take_register)

    def _sign(self, signature: Signature) -> None:
        """The same key again makes it pending."""
        row = self.chosen()
        if row is None or not is_present(row):
            self.said.say(_("Primero márquelo como presente."), error=True)
            return
        new = Signature.PENDING if row["signature"] == signature else signature
        self.marks.note(int(row["id"]), {"signature": str(new)})
        self.said.say(_("{state}: {name}").format(state=_(SIGNATURES[new]), name=row["name"]), error=False)

    def _sign_all(self) -> None:
        """Everyone present whose signature is pending."""
        if self._can_mark():
            self.desk.books.ask(
                trainings.sign_pending, self.session_id, owner=self, then=self.take_rows, refused=self.take_refused
            )

    # who is new

    def _ask_new(self) -> None:
        typed = self.search.text().strip()
        begun = {"document_number": typed} if typed.isdigit() else {"paternal_surname": typed}
        dialog = WalkInDialog(self, self.desk, self.session_id, self.marks.walk_in or begun, self.session["audience"])
        dialog.added.connect(self._take_new)
        dialog.typed.connect(self._keep_walk_in)
        dialog.finished.connect(lambda _result: self.search.setFocus())
        dialog.open()

    def _keep_walk_in(self, texts: Mapping[str, str]) -> None:
        self.marks.walk_in = dict(texts)
        self.marks.keep_draft()

    def _take_new(self, row: Row) -> None:
        people = [*self._people, {**row, "is_invited": 0}]
        self._set_people(sorted(people, key=lambda each: str(each["sort_key"])))
        self._keep_walk_in({})
        self._go_on(int(row["id"]))
        self.said.say(_("Presente: {name}").format(name=row["name"]), error=False)
        self.desk.record_saved.emit()
