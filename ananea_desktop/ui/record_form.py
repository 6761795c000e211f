"""The form of any declared record: one row for each Field, problems beside them, drafts kept while one types."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InDiscarded, InvalidRecord, UserError
from ananea_desktop.domain.fields import Field, Kind, RecordType
from ananea_desktop.domain.language import _
from ananea_desktop.operations import records
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.fields import AmountField, NumberField, TextArea, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.pick_field import PickField

if TYPE_CHECKING:
    from ananea_desktop.operations.versions import Version

DRAFT_PAUSE = 800
"""Milliseconds without a key before what is typed is kept."""

_NUMBERS = (
    Kind.INTEGER,
    Kind.RATE,
    Kind.DURATION,
    Kind.TIME,
    Kind.GRAMS,
    Kind.FINENESS,
    Kind.PERCENT,
    Kind.QUANTITY,
)

Choices = Mapping[str, Sequence[tuple[int, str]]]


class RecordForm(QWidget):
    """A page to add a record or change one. ``saved`` gives the id, ``left`` that the person goes back."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, record_type: RecordType, title: str, back: str, choices: Choices) -> None:
        super().__init__()
        self.desk = desk
        self.record_type = record_type
        self.record_id: int | None = None
        self.rows: dict[str, FormRow] = {}
        self._choices = choices
        self._insisted: dict[str, str] = {}
        self._counted = 0
        """The problems that the strip tells of."""
        self._again = False
        self._origin = ""
        self._version: Mapping[str, Any] | None = None
        """What the record once was and is to be again: a draft does not cover it."""
        self._filling = True  # what its parts say of themselves while they are made is not typed
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        self.strip = AlertStrip()
        self.note = label("", wrap=True, name="version_note")
        self.note.hide()
        self.strip.next_wanted.connect(self.go_to_next_problem)
        self._lay_out(title, back)
        self._filling = False

    # what a special form adds

    def add_parts(self, column: QVBoxLayout) -> None:
        """Room for what only one form has, under its fields."""

    def content(self) -> dict[str, Any]:
        """All that is typed, as texts: kept as the draft and given back to ``fill``."""
        return {"texts": self.texts()}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Shows texts in their fields."""
        self._filling = True
        for name, text in content.get("texts", {}).items():
            if name in self.rows:
                set_field_text(self.rows[name].field, str(text))
        self._filling = False

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        """The operation that saves this form, and what it is given after the books."""
        return records.save, (self.record_type, self.texts(), self.record_id, confirmed)

    def draft_name(self) -> str:
        """Under what name what is being typed is kept."""
        return f"{self.record_type.table} of {self._origin}" if self._origin else self.record_type.table

    # the form itself

    def texts(self) -> dict[str, str]:
        return {name: field_text(row.field) for name, row in self.rows.items()}

    def open_new(self) -> None:
        """An empty form, or what was being typed into it when it was last left."""
        self.record_id = None
        self.fill({"texts": {field.name: field.default for field in self.record_type.fields}})
        self.desk.books.ask(records.draft, self.draft_name(), 0, owner=self, then=self._recover)
        self.focus_first()

    def open_begun(self, content: Mapping[str, Any]) -> None:
        """A new record with what another one, its ``origin``, says of it; or what was typed so when it was last left.

        The draft of an empty form stays for that one.
        """
        self.record_id = None
        self._origin = str(content["origin"])
        self.fill({"texts": {field.name: field.default for field in self.record_type.fields}})
        self.fill(content)
        self.desk.books.ask(records.draft, self.draft_name(), 0, owner=self, then=self._recover)
        self.focus_first()

    def open_record(self, record_id: int, content: Mapping[str, Any]) -> None:
        """The form over a record that is there."""
        self.record_id = record_id
        self.fill(content)
        self.desk.books.ask(records.draft, self.draft_name(), record_id, owner=self, then=self._recover)
        self.focus_first()

    def show_version(self, content: Mapping[str, Any], version: "Version") -> None:
        """The record that is open as it once stood; nothing is changed until it is saved."""
        self._version = content
        self.fill(content)
        sentence = _(
            "Así estaba el {day} a las {time}, anotado por {name}. Revise y pulse Guardar para volver a esta versión."
        )
        day, time = format_date(version.until.date()), version.until.strftime("%H:%M")
        self.note.setText(sentence.format(day=day, time=time, name=version.by))
        self.note.show()

    def focus_first(self) -> None:
        next(iter(self.rows.values())).field.setFocus()

    def _recover(self, content: dict[str, Any] | None) -> None:
        if content is not None and self._version is None:
            self.fill(content)
            self._recovered.show()

    def _start_over(self) -> None:
        self._forget_typed(then=self.left.emit)

    def _forget_typed(self, then: Callable[[], object]) -> None:
        self._recovered.hide()
        self._draft_timer.stop()
        self.desk.books.ask(
            records.drop_draft, self.draft_name(), self.record_id or 0, owner=self, then=lambda _none: then()
        )

    def _lay_out(self, title: str, back: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(title, back))
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.note)
        words.addWidget(self.strip)
        inset.addLayout(words)
        column.addLayout(inset)
        column.addWidget(self._scrolling_fields(), 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _head(self, title: str, back: str) -> PageHead:
        self._recovered = link_button(
            _("Se recuperó lo que estaba escribiendo. Descartarlo"), "clock-counter-clockwise"
        )
        self._recovered.clicked.connect(self._start_over)
        self._recovered.hide()
        return PageHead(
            label(title, "title", wrap=True, name="form_title"), self.leave, self._recovered, back=back, keys=""
        )

    def _scrolling_fields(self) -> QScrollArea:
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, theme.MARGIN)
        self._column.setSpacing(9)
        for field in self.record_type.fields:
            if field.section:
                self._column.addSpacing(6)
                self._column.addWidget(label(_(field.section), "section"))
            self._column.addWidget(self._row(field))
        self.add_parts(self._column)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._area = area
        return area

    def _row(self, field: Field) -> FormRow:
        widget = self._field_widget(field)
        widget.setObjectName(field.name)
        optional = not (field.required or field.is_needed_at_times)
        row = FormRow(_(field.label), widget, hint=_(field.hint) if field.hint else "", optional=optional)
        self.rows[field.name] = row
        watch_field(widget, lambda: self._mend(row))
        watch_field(widget, self.note_typing)
        return row

    def _field_widget(self, field: Field) -> QWidget:
        if field.kind is Kind.CHOICE:
            choices: list[tuple[Any, str]] = [(value, _(text)) for value, text in field.choices.items()]
            return ChoiceField(choices if field.default else [("", _("Elija…")), *choices])
        if field.kind is Kind.REFERENCE and field.references in self._choices:
            none = _("Elija…") if field.required else _("Ninguno")
            return ChoiceField([("", none), *((str(key), text) for key, text in self._choices[field.references])])
        if field.kind is Kind.REFERENCE:
            return PickField(placeholder=_("Escriba para buscar"))
        if field.kind is Kind.LONG_TEXT:
            return TextArea(lines=2)
        if field.kind is Kind.DATE:
            return DateField(today=self.desk.books.books.today)
        if field.kind is Kind.AMOUNT:
            return AmountField(currency=field.currency)
        return NumberField() if field.kind in _NUMBERS else TextField()

    def _foot(self) -> QHBoxLayout:
        self.foot = row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        self.save_button = primary_button(_("Guardar"), "check", "Ctrl+S")
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(lambda: self.save())
        self.again_button = secondary_button(_("Guardar y anotar otro"))
        self.again_button.setObjectName("save_and_again")
        self.again_button.clicked.connect(lambda: self.save(again=True))
        leave = secondary_button(_("Salir"), shortcut="Esc")
        leave.setObjectName("leave")
        leave.clicked.connect(self.leave)
        row.addWidget(self.save_button)
        row.addWidget(self.again_button)
        row.addStretch(1)
        row.addWidget(leave)
        return row

    def _mend(self, row: FormRow) -> None:
        """A problem goes when its field is changed by hand: what is typed now is not what was wrong."""
        by_hand = row.field.hasFocus() or isinstance(row.field, ChoiceField)  # an amount left is only written in full
        if row.problem() and by_hand and not self._filling:
            row.set_problem("")
            self._count_again()

    def _count_again(self) -> None:
        """The strip tells how many are left, and goes with the last; another sentence stays until the next try."""
        left = len(self.problem_fields())
        if left < self._counted:
            self._counted = left
            self.strip.say(records.problems_sentence(left) if left else "")

    def note_typing(self) -> None:
        """Something was typed: kept as a draft after a pause; in a line, it may have mended a problem."""
        if not self._filling:
            self._draft_timer.start()
            self._count_again()

    def _keep_draft(self) -> None:
        self.desk.books.ask(
            records.keep_draft,
            self.draft_name(),
            self.record_id or 0,
            self.content(),
            owner=self,
            then=lambda _none: self.desk.draft_kept.emit(),
        )

    def leave(self) -> None:
        """Goes back; what was typed is kept for the next time."""
        self.keep_typed()
        self.left.emit()

    def keep_typed(self) -> None:
        """Keeps now what was typed in the last moment."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()

    def save(self, again: bool = False) -> None:
        if not self.save_button.isEnabled():
            return
        self._again = again
        self.save_button.setEnabled(False)
        texts = self.texts()
        confirmed = [name for name, text in self._insisted.items() if texts.get(name) == text]
        operation, arguments = self.save_operation(confirmed)
        self.desk.books.ask(operation, *arguments, owner=self, then=self._take_saved, refused=self._show_refusal)

    def _take_saved(self, record_id: int) -> None:
        self.save_button.setEnabled(True)
        self._draft_timer.stop()
        self.desk.books.ask(records.drop_draft, self.draft_name(), self.record_id or 0, owner=self)
        self.show_problems({})
        self._recovered.hide()
        self.desk.record_saved.emit()
        if self._again:
            self.desk.said.emit(_("Se guardó."))
            self.open_new()
        else:
            self.saved.emit(record_id)

    def _show_refusal(self, problem: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(problem, InvalidRecord):
            self.show_problems(problem.problems)
            self._counted = len(self.problem_fields())
            self.strip.say(problem.sentence)
            self._go_to_field(self.problem_fields()[:1])
            if isinstance(problem, InDiscarded):
                from ananea_desktop.ui.papelera import offer_to_recover

                offer_to_recover(self, self.desk, problem)
        else:
            self.strip.say(problem.sentence)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Each sentence beside its field; a doubt shown once is taken as insisted on when saved again unchanged."""
        self.strip.say("")
        self._counted = 0
        texts = self.texts()
        self._insisted = {name: texts.get(name, "") for name in problems}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))

    def problem_fields(self) -> list[QWidget]:
        return [row.field for row in self.rows.values() if row.problem()]

    def go_to_next_problem(self) -> None:
        """F8: from where the cursor is to the next field that is not right, and round again."""
        fields = self.problem_fields()
        focused = [number for number, field in enumerate(fields) if field.hasFocus()]
        self._go_to_field(fields[(focused[0] + 1) % len(fields) :] if focused else fields)

    def _go_to_field(self, fields: Sequence[QWidget]) -> None:
        for target in fields[:1]:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.activate()  # what is said beside the field may need lines that it did not have
            self._area.ensureWidgetVisible(target.parentWidget() or target, 0, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def field_text(field: QWidget) -> str:
    """What is typed or chosen, as the text that ``Field.read`` takes."""
    if isinstance(field, ChoiceField):
        return str(field.value() or "")
    if isinstance(field, PickField):
        return str(field.value() or "") or field.text()
    assert isinstance(field, TextField | TextArea)
    return field.text()


def set_field_text(field: QWidget, text: str) -> None:
    if isinstance(field, ChoiceField):
        field.set_value(text if text in field.values() else field.values()[0])
    else:
        assert isinstance(field, TextField | TextArea)
        field.setText(text)


def watch_field(field: QWidget, react: Callable[[], None]) -> None:
    """Calls ``react`` whenever the person changes a field."""
    if isinstance(field, ChoiceField):
        field.value_changed.connect(react)
    else:
        assert isinstance(field, TextField | TextArea)
        field.textChanged.connect(lambda *_: react())
        if isinstance(field, PickField):
            field.picked.connect(lambda *_: react())
