"""The form of a project: what shows its new state, asked where that changes; its milestones under its fields."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.operations import projects
from ananea_desktop.operations.projects import Execution
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor
from ananea_desktop.ui.record_form import RecordForm, field_text, set_field_text, watch_field

_NEW = "proposed"
_OF_STATE = ("state_since", "state_evidence")


class ProjectForm(RecordForm):
    """A project with, under its state, since when and what shows it; and its milestones."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._state_before = _NEW
        day = DateField(today=self.desk.books.books.today)
        since = FormRow(_("En ese estado desde"), day, hint=_("Vacío: desde hoy."), optional=True)
        evidence = FormRow(
            _("Qué lo muestra"), TextField(), hint=_("Un acta, un informe, una factura, una foto. Queda escrito.")
        )
        place = column.indexOf(self.rows["state"])
        for number, (name, row) in enumerate((("state_since", since), ("state_evidence", evidence)), start=1):
            row.field.setObjectName(name)
            watch_field(row.field, self.note_typing)
            column.insertWidget(place + number, row)
            self.rows[name] = row
        column.addSpacing(6)
        column.addWidget(label(_("Hitos: los pasos del proyecto"), "section"))
        said = _("El avance se calcula con los que ya tienen fecha de hecho; el peso dice cuánto cuenta cada uno.")
        column.addWidget(label(said, "secondary", wrap=True))
        self.lines = LinesEditor(
            (
                LineField(name="name", title=_("Qué se hace"), make=TextField),
                LineField(name="due_on", title=_("Para cuándo"), make=self._day_field, width=138),
                LineField(name="done_on", title=_("Hecho el"), make=self._day_field, width=138),
                LineField(name="weight", title=_("Peso"), make=NumberField, width=70),
            ),
            _("Agregar hito"),
        )
        self.lines.changed.connect(self.note_typing)
        column.addWidget(self.lines)
        self.lines.set_texts([])

    def _day_field(self) -> DateField:
        return DateField(today=self.desk.books.books.today)

    def note_typing(self) -> None:
        super().note_typing()
        self._show_state_rows()

    def _show_state_rows(self) -> None:
        is_other = field_text(self.rows["state"].field) != self._state_before
        for name in _OF_STATE:
            self.rows[name].setVisible(is_other)

    def open_new(self) -> None:
        self._filling = True
        self.lines.set_texts([])  # those of the project before, where one more is noted
        for name in _OF_STATE:
            set_field_text(self.rows[name].field, "")
        self._filling = False
        super().open_new()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "milestones": self.lines.texts()}

    def fill(self, content: Mapping[str, Any]) -> None:
        if "record" in content:
            self._state_before = content["record"]["state"]
        super().fill(content)
        self._filling = True
        execution = content.get("execution")
        if isinstance(execution, Execution):
            self.lines.set_texts([_milestone_texts(row) for row in execution.milestones])
        elif "milestones" in content:
            self.lines.set_texts(content["milestones"])
        self._filling = False
        self._show_state_rows()

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return projects.save, (self.texts(), self.record_id, confirmed, self.lines.texts())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)

    def problem_fields(self) -> list[Any]:
        return [*super().problem_fields(), *self.lines.problem_fields()]


def _milestone_texts(row: Mapping[str, Any]) -> dict[str, str]:
    days = {name: format_date(row[name]) if row[name] else "" for name in ("due_on", "done_on")}
    return {"name": row["name"], **days, "weight": str(row["weight"])}
