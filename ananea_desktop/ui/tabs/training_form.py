"""The form of a training: its fields in sections, the days where there are several, and who is invited."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import Field
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.trainings import TrainingDay, read_days
from ananea_desktop.operations import trainings
from ananea_desktop.operations.trainings import FormParts
from ananea_desktop.ui.attendance import AttendanceList, TickWords
from ananea_desktop.ui.concept_field import ConceptField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.fields import NumberField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField, LinesEditor
from ananea_desktop.ui.record_form import RecordForm, field_text, set_field_text
from ananea_desktop.ui.record_model import Row

_INVITED = TickWords(
    title=N_("Invitados"),
    search=N_("Buscar a quien se invita"),
    count=N_("{count} invitados"),
    everyone=N_("Invitar a todos"),
    nobody=N_("A ninguno"),
)


class TrainingForm(RecordForm):
    """The session and, under it, its days and the invited. Who came is noted on a page of its own, from the card."""

    def _field_widget(self, field: Field) -> QWidget:
        if field.name == "topic":
            return ConceptField(self.desk.books, trainings.topics_like)
        return super()._field_widget(field)

    def add_parts(self, column: QVBoxLayout) -> None:
        self._add_days(column)
        column.addSpacing(6)
        column.addWidget(label(_("Invitados (opcional)"), "section"))
        said = _("Si no marca a nadie, la hoja de firmas lleva a todos los que dice «Va para».")
        column.addWidget(label(said, "secondary", wrap=True))
        self.invited = AttendanceList("invited", _INVITED, rows=6)
        self.invited.changed.connect(self._note_invited)
        column.addWidget(self.invited)
        self._everyone: list[Row] = []
        self._ticked: list[int] = []
        self.desk.books.ask(trainings.form_parts, None, owner=self, then=self._take_everyone)

    def _add_days(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(label(_("Días y horas (si son varios días)"), "section"))
        said = _("Con días, la fecha es el primero y las horas son la suma. Con un solo día basta lo de arriba.")
        column.addWidget(label(said, "secondary", wrap=True))
        self.lines = LinesEditor(
            (
                LineField(name="held_on", title=_("Día"), make=self._day_field, width=138),
                LineField(name="starts_at", title=_("Empieza"), make=NumberField, width=90),
                LineField(name="ends_at", title=_("Termina"), make=NumberField, width=90),
            ),
            _("Agregar día"),
        )
        self.lines.set_texts([])
        self.lines.changed.connect(self._follow_days)
        row = QHBoxLayout()
        row.addWidget(self.lines)
        row.addStretch(1)
        column.addLayout(row)

    def _day_field(self) -> DateField:
        return DateField(today=self.desk.books.books.today)

    def _follow_days(self) -> None:
        """What the days say stands in the fields of date and hours at once."""
        if self._filling:
            return
        days, problems = read_days(self.lines.texts(), self.desk.books.books.today())
        if days and not problems:
            for name, text in trainings.days_texts(days).items():
                if field_text(self.rows[name].field) != text:
                    set_field_text(self.rows[name].field, text)
        self.note_typing()

    def _note_invited(self) -> None:
        self._ticked = self.invited.present()
        self.note_typing()

    def _take_everyone(self, parts: FormParts) -> None:
        self._everyone = parts.everyone
        self._show_invited()

    def _show_invited(self) -> None:
        known = {row["id"] for row in self._everyone}
        former = [row for row in self._former if row["id"] not in known]
        people = [(row["id"], full_name(row)) for row in [*self._everyone, *former]]
        self.invited.show_people(people, set(self._ticked))

    _former: Sequence[Row] = ()
    """Who was invited and has retired since."""

    def open_new(self) -> None:
        self.fill({"days": [], "invited": []})
        super().open_new()

    def open_record(self, record_id: int, content: Mapping[str, Any]) -> None:
        def go_on(parts: FormParts) -> None:
            self._former = parts.invited
            invited = [row["id"] for row in parts.invited]
            whole = {**content, "days": [_day_texts(day) for day in parts.days], "invited": invited}
            super(TrainingForm, self).open_record(record_id, whole)

        self.desk.books.ask(trainings.form_parts, record_id, owner=self, then=go_on)

    def content(self) -> dict[str, Any]:
        return {**super().content(), "days": self.lines.texts(), "invited": self.invited.present()}

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        self._filling = True
        if "days" in content:
            self.lines.set_texts(content["days"])
        if "invited" in content:
            self._ticked = list(content["invited"])
            self._show_invited()
        self._filling = False

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        texts, days, invited = self.texts(), self.lines.texts(), self.invited.present()
        return trainings.save, (texts, None, self.record_id, confirmed, days, invited)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        super().show_problems(problems)
        self.lines.show_problems(problems)

    def problem_fields(self) -> list[QWidget]:
        return [*super().problem_fields(), *self.lines.problem_fields()]


def _day_texts(day: TrainingDay) -> dict[str, str]:
    return {"held_on": format_date(day.held_on), "starts_at": day.starts_at, "ends_at": day.ends_at}
