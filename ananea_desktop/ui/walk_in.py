"""Somebody who comes in and is in no register yet: the least that is needed, and present at once."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import Kind
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import trainings
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.record_form import field_text, set_field_text


class WalkInDialog(Dialog):
    """``added`` gives the row of the register; ``typed`` what is typed when it is closed without adding anybody."""

    added = Signal(object)
    typed = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, session_id: int, texts: Mapping[str, str], audience: str) -> None:
        super().__init__(parent, _("¿Quién es la persona nueva?"))
        self._desk = desk
        self._session_id = session_id
        self._insisted: dict[str, str] = {}
        self.rows: dict[str, FormRow] = {}
        self.add_sentence(_("Queda anotada en Socios y marcada como presente. Lo demás se completa después."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.INSIDE)
        for number, name in enumerate(trainings.WALK_IN_FIELDS):
            row = self._row(name)
            self.rows[name] = row
            grid.addWidget(row, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)  # as high as its sentence
        self.content.addLayout(grid)
        self.add_button(secondary_button(_("No anotar"), shortcut="Esc"), self._leave).setObjectName("walk_in_no")
        self._yes = self.add_button(primary_button(_("Anotar como presente"), "check"), self._save)
        self._yes.setObjectName("walk_in_yes")
        self._yes.setDefault(True)
        self._fill({"kind": "member" if audience == "members" else "worker", **texts})
        first = "document_number" if not texts.get("document_number") else "paternal_surname"
        self.rows[first].field.setFocus()

    def _row(self, name: str) -> FormRow:
        declared = MEMBERS.field(name)
        field: QWidget
        if declared.kind is Kind.CHOICE:
            choices: Sequence[tuple[str, str]] = [(value, _(text)) for value, text in declared.choices.items()]
            field = ChoiceField(choices if declared.default else [("", _("Elija…")), *choices])
            field.value_changed.connect(self._follow_kind)
        elif declared.kind is Kind.DATE:
            field = DateField(today=self._desk.books.books.today)
        else:
            field = TextField()
        field.setObjectName(f"walk_in_{name}")
        field.setMinimumWidth(0)
        return FormRow(_(declared.label), field, stacked=True)

    def _fill(self, texts: Mapping[str, str]) -> None:
        given = {"admitted_on": format_date(self._desk.books.books.today()), **texts}
        for name, row in self.rows.items():
            if name in given:
                set_field_text(row.field, given[name])
        self._follow_kind()

    def _follow_kind(self) -> None:
        """Only a member is admitted on a day."""
        if "admitted_on" in self.rows:
            self.rows["admitted_on"].setVisible(field_text(self.rows["kind"].field) == "member")

    def texts(self) -> dict[str, str]:
        found = {name: field_text(row.field) for name, row in self.rows.items()}
        return found if found["kind"] == "member" else {**found, "admitted_on": ""}

    def _leave(self) -> None:
        self.typed.emit(self.texts())
        self.reject()

    def _save(self) -> None:
        texts = self.texts()
        confirmed = [name for name, text in self._insisted.items() if texts.get(name) == text]
        self._yes.setEnabled(False)
        self._desk.books.ask(
            trainings.add_walk_in,
            self._session_id,
            texts,
            confirmed,
            owner=self,
            then=self._take_added,
            refused=self._show_refusal,
        )

    def _take_added(self, row: object) -> None:
        self.added.emit(row)
        self.accept()

    def _show_refusal(self, problem: UserError) -> None:
        self._yes.setEnabled(True)
        problems = problem.problems if isinstance(problem, InvalidRecord) else {"document_number": problem.sentence}
        self._insisted = {name: self.texts().get(name, "") for name in problems}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        wrong = [name for name in self.rows if problems.get(name)]
        if wrong:
            self.rows[wrong[0]].field.setFocus()
        self.fit()
