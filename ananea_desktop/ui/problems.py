"""The problems a form shows: each goes when its field is changed, and the strip then counts those that are left."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.lines_editor import LinesEditor
from ananea_desktop.ui.record_form import watch_field


class FieldProblems:
    """Of the rows that ``rows`` gives by the names of the operation, and of ``lines`` where the form has them."""

    def __init__(
        self, strip: AlertStrip, rows: Callable[[], Mapping[str, FormRow]], lines: Callable[[], LinesEditor | None]
    ) -> None:
        self._strip = strip
        self._rows = rows
        self._lines = lines
        self._shown = 0

    def show(self, problems: Mapping[str, str], sentence: str = "") -> None:
        """Each problem beside its field and the sentence on top; nothing takes all of them away."""
        for name, row in self._rows().items():
            row.set_problem(problems.get(name, ""))
        lines = self._lines()
        if lines is not None:
            lines.show_problems(problems)
        self._strip.say(sentence)
        self._shown = self._count()

    def follow(self) -> None:
        """Counts anew after a change. A sentence of its own, which names no field, stays until the next try."""
        left = self._count()
        if left != self._shown:
            self._shown = left
            self._strip.say(problems_sentence(left) if left else "")

    def fields(self) -> list[QWidget]:
        """The fields that are not right, in order."""
        lines = self._lines()
        found = [row.field for row in self._rows().values() if row.problem() and not row.isHidden()]
        return found + (lines.problem_fields() if lines is not None else [])

    def next_field(self) -> QWidget | None:
        """The one after the field with the cursor, and round again; None where all are right."""
        fields = self.fields()
        focused = [number for number, field in enumerate(fields) if field.hasFocus()]
        return fields[(focused[0] + 1) % len(fields) if focused else 0] if fields else None

    def _count(self) -> int:
        lines = self._lines()
        shown = sum(bool(row.problem()) and not row.isHidden() for row in self._rows().values())
        return shown + (lines.problem_count() if lines is not None else 0)


def mend_when_changed(row: FormRow) -> None:
    """The problem of a row goes when its field is changed: what is typed now is not what was wrong."""
    watch_field(row.field, lambda: row.set_problem("") if row.problem() else None)
