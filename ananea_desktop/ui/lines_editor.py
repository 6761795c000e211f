"""The lines of a receipt or a purchase: rows of fields under one header, added and removed, with problems below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ananea_desktop.domain.help_words import word_of
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, icon_button, link_button
from ananea_desktop.ui.fields import mark_invalid
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.help_word import HelpButton, explain
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_form import field_text, set_field_text, watch_field

_NO_FOCUS = Qt.FocusPolicy.NoFocus


@dataclass(frozen=True, kw_only=True)
class LineField:
    name: str
    title: str
    make: Callable[[], QWidget]
    width: int = 0
    """Pixels at 12 points; 0 takes what is left."""
    right: bool = False
    below: bool = False
    """In a second row of the line, with its title beside it; such fields come last."""


class _Line:
    """The fields of one line, what it carries unseen, and its message."""

    def __init__(self, fields: dict[str, QWidget], remove: Button, message: Message, below: QWidget | None) -> None:
        self.fields = fields
        self.remove = remove
        self.message = message
        self.below = below
        self.carried: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        self.note = ""
        """What is said of the line while nothing is wrong with it."""

    def widgets(self) -> list[QWidget]:
        """Those that are in the grid of all lines."""
        beside = [field for field in self.fields.values() if self.below is None or not self.below.isAncestorOf(field)]
        return [*beside, self.remove, self.message, *([self.below] if self.below is not None else [])]

    def show_problems(self) -> None:
        for name, field in self.fields.items():
            mark_invalid(field, bool(self.problems.get(name)))
        self.message.say(" ".join(self.problems.values()) or self.note, error=bool(self.problems))

    def texts(self) -> dict[str, str]:
        return {**self.carried, **{name: field_text(field) for name, field in self.fields.items()}}


class LinesEditor(QWidget):
    """``changed`` after each change. Texts of names without a field are carried along unseen."""

    changed = Signal()

    def __init__(self, fields: Sequence[LineField], add_text: str) -> None:
        super().__init__()
        self._spec = list(fields)
        self._lines: list[_Line] = []
        self._filling = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._headers: dict[str, QLabel] = {}
        for column, field in enumerate(each for each in self._spec if not each.below):
            header = label(field.title, "secondary")
            header.setAlignment(Qt.AlignmentFlag.AlignRight if field.right else Qt.AlignmentFlag.AlignLeft)
            header.setContentsMargins(0, 0, 14 if field.right else 0, 0)
            self._headers[field.name] = header
            self._grid.addWidget(header, 0, column)
            if word := word_of(field.title):
                mark = HelpButton(word, field.title, takes_focus=False)
                self._grid.addWidget(mark, 0, column, Qt.AlignmentFlag.AlignRight)
            if not field.width:
                self._grid.setColumnStretch(column, 1)
        self._after = add = link_button(add_text, "plus").set_flush()
        add.setObjectName("add_line")
        add.clicked.connect(self._add_by_hand)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.foot.addWidget(add)
        self.foot.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(2)
        column_box.addLayout(self._grid)
        column_box.addLayout(self.foot)
        self._general = Message()
        column_box.addWidget(self._general)

    def texts(self) -> list[dict[str, str]]:
        return [line.texts() for line in self._lines]

    def set_texts(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Replaces all lines; there is always at least one to type into."""
        self._filling = True
        while self._lines:
            self._take_away(self._lines[-1])
        for texts in lines or [{}]:
            self._add(texts)
        self._filling = False
        self.changed.emit()

    def stand_after(self, field: QWidget) -> None:
        """Tab and Enter come to the lines from this field of the same form, and go on to what followed it."""
        QWidget.setTabOrder(field, self._after)
        self._order()

    def set_title(self, name: str, title: str) -> None:
        """Gives a column another title, as where its currency changes."""
        self._headers[name].setText(title)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """``line 2 amount`` and ``lines`` as operations name them. Each goes when its field is changed."""
        self._general.say(problems.get("lines", ""), error=True)
        for number, line in enumerate(self._lines, start=1):
            found = {name: problems.get(f"line {number} {name}", "") for name in line.fields}
            line.problems = {name: sentence for name, sentence in found.items() if sentence}
            line.show_problems()

    def show_notes(self, notes: Sequence[str]) -> None:
        """A sentence below each line, empty where there is nothing to say; a problem comes before it."""
        for line, note in zip(self._lines, notes, strict=False):
            line.note = note
            line.show_problems()

    def problem_count(self) -> int:
        """How many problems are shown."""
        return sum(len(line.problems) for line in self._lines) + bool(self._general.text())

    def problem_fields(self) -> list[QWidget]:
        return [field for line in self._lines for field in line.fields.values() if field.property("invalid")]

    def field(self, line: int, name: str) -> QWidget:
        """A field of a line, counted from 0."""
        return self._lines[line].fields[name]

    def _add_by_hand(self) -> None:
        self._add(_repeated(self._lines[-1].texts()) if self._lines else {})
        next(iter(self._lines[-1].fields.values())).setFocus()
        self.changed.emit()

    def _add(self, texts: Mapping[str, str]) -> None:
        number = len(self._lines)
        fields = {spec.name: self._make_field(spec, number) for spec in self._spec}
        remove = icon_button("x", _("Quitar la línea {number}").format(number=number + 1))
        line = _Line(fields, remove, Message(), self._row_below(fields))
        for name, field in fields.items():
            watch_field(field, partial(self._field_changed, line, name))
        line.carried = {name: text for name, text in texts.items() if name not in fields}
        remove.clicked.connect(lambda: self._remove(line))
        for name, text in texts.items():
            if name in fields:
                set_field_text(fields[name], text)
                if isinstance(field := fields[name], QLineEdit):
                    field.setCursorPosition(0)  # of what is longer than its field one reads the beginning
        self._lines.append(line)
        self._place(line, number)
        self._order()

    def _make_field(self, spec: LineField, number: int) -> QWidget:
        field = spec.make()
        field.setObjectName(f"{spec.name}_{number}")
        field.setAccessibleName(f"{spec.title}, {_('línea')} {number + 1}")
        explain(field, word_of(spec.title))
        if spec.width:
            theme.keep_scaled(field, QWidget.setFixedWidth, spec.width)
        if spec.right and isinstance(field, QLineEdit):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        return field

    def _row_below(self, fields: Mapping[str, QWidget]) -> QWidget | None:
        """The second row of a line, if it has one."""
        specs = [spec for spec in self._spec if spec.below]
        if not specs:
            return None
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, spec in enumerate(specs):
            row.addSpacing(theme.GAP // 2 if number else 0)
            row.addWidget(label(spec.title, "secondary"))
            row.addWidget(fields[spec.name], 0 if spec.width else 1)
        return below

    def _place(self, line: _Line, number: int) -> None:
        row, columns = 1 + 4 * number, len(self._headers)
        for column, name in enumerate(self._headers):
            self._grid.addWidget(line.fields[name], row, column)
        self._grid.addWidget(line.remove, row, columns)
        if line.below is not None:
            self._grid.addWidget(line.below, row + 1, 0, 1, columns)
            self._grid.setRowMinimumHeight(row + 3, 6)
        self._grid.addWidget(line.message, row + 2, 0, 1, columns)

    def _order(self) -> None:
        """Tab and Enter go through the lines where they stand, and not after all that was made before them."""
        places: list[QWidget] = [self._focus_before()]
        for line in self._lines:
            places += [*line.fields.values(), line.remove]
        for earlier, later in pairwise([*places, self._after]):
            QWidget.setTabOrder(earlier, later)

    def _focus_before(self) -> QWidget:
        """What has the focus before the lines; the button under them where nothing else is there."""
        before = self._after.previousInFocusChain()
        while before is not None and before is not self._after:
            if not self.isAncestorOf(before) and before.focusPolicy() != _NO_FOCUS:
                return before
            before = before.previousInFocusChain()
        return self._after

    def _remove(self, line: _Line) -> None:
        self._take_away(line)
        if not self._lines:
            self._add(_repeated(line.texts()))
        for number, each in enumerate(self._lines):
            for widget in each.widgets():
                self._grid.removeWidget(widget)
            self._place(each, number)
        self._tell()

    def _take_away(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _field_changed(self, line: _Line, name: str) -> None:
        """What is typed now is not what was wrong."""
        if line.problems.pop(name, ""):
            line.show_problems()
        self._general.say("", error=True)
        self._tell()

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()


def _repeated(texts: Mapping[str, str]) -> dict[str, str]:
    """What a new line takes from the one before it."""
    return {name: texts[name] for name in ("fund", "category", "unit") if name in texts}


def total_block(caption: str) -> tuple[QHBoxLayout, QLabel]:
    """«Total S/ 190.00» at the right, under the lines."""
    row = QHBoxLayout()
    figure = label("", "amount", name="total")
    row.addWidget(label(caption, "strong"))
    row.addSpacing(theme.GAP)
    row.addWidget(figure)
    return row, figure
