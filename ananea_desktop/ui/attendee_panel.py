"""The panel beside the register of a training: how many came, who is chosen, how they signed, mark and remark."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.trainings import STATES
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH, NARROW_CARD_WIDTH, Card
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.training_columns import is_present, state_words


class AttendeePanel(Card):
    """``acted`` tells the name of a button; ``typed`` that a field was changed, ``taken`` that Enter was pressed."""

    acted = Signal(str)
    typed = Signal()
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._figure = label("", "display", name="attendance_figure")
        self._remark = label("", "section", wrap=True, name="attendance_remark")
        self._name = label("", "section", wrap=True, name="attendance_name")
        self._state = label("", "secondary", wrap=True, name="attendance_state")
        self._buttons = {
            "present": primary_button(_("Presente (Enter)"), "check"),
            "signed": secondary_button(_("Firmó"), "pencil-simple", "F6"),
            "fingerprint": secondary_button(_("Puso huella"), "fingerprint", "F7"),
            "clear": secondary_button(_("Quitar"), "x", "F8"),
            "new": secondary_button(_("Persona nueva…"), "plus", "F9"),
        }
        for name, button in self._buttons.items():
            self._ready(button, name)
        self.rows = {
            "mark": FormRow(_("Nota, de 20 (F5)"), NumberField(), stacked=True),
            "remark": FormRow(_("Observación"), TextField(), stacked=True),
        }
        for name in self.rows:
            field = self.field(name)
            field.setObjectName(f"attendance_{name}")
            field.textEdited.connect(lambda _text: self.typed.emit())
            field.returnPressed.connect(self.taken)
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self._go_to_mark)

    def _ready(self, button: Button, name: str) -> None:
        button.setObjectName(f"mark_{name}")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the search
        button.clicked.connect(lambda: self.acted.emit(name))

    def _lay_out(self) -> None:
        self.add(self._figure)
        self.add(self._remark)
        self.add(hairline(), above=12)
        self.add(self._name, above=10)
        self.add(self._state, above=2)
        self.add(self._buttons["present"], above=10)
        self._add_pair("signed", "fingerprint")
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        for row in self.rows.values():
            column.addWidget(row)
        self.add(fields, above=10)
        self._add_pair("clear", "new")
        hint = _("Escriba el nombre o el DNI y pulse Enter; sin escribir, Enter o Espacio quita la marca.")
        self.add(label(hint, "secondary", wrap=True), above=12)

    def _add_pair(self, *names: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        for name in names:
            row.addWidget(self._buttons[name])
        self.add(row, above=10)

    def fit(self, window_width: int) -> None:
        """Takes less room in a narrow window."""
        narrow = window_width < theme.scaled(theme.NARROW_WINDOW)
        self.setFixedWidth(theme.scaled(NARROW_CARD_WIDTH if narrow else CARD_WIDTH))

    def field(self, name: str) -> TextField:
        """``mark`` or ``remark``."""
        found = self.rows[name].field
        assert isinstance(found, TextField)
        return found

    def show_count(self, people: list[Row], session: Row) -> None:
        """How many came, of how many invited, and how many fit."""
        came, invited = sum(map(is_present, people)), sum(bool(row["is_invited"]) for row in people)
        self._figure.setText(str(came))
        parts = [plural(_("presente"), _("presentes"), came)]
        if invited:
            parts.append(plural(_("1 invitado"), _("{count} invitados"), invited).format(count=invited))
        if session.get("capacity") is not None:
            parts.append(_("caben {count}").format(count=session["capacity"]))
        if session.get("state") == "planned":
            parts.append(_(STATES["planned"]).lower())
        self._remark.setText("  ·  ".join(parts))

    def show_person(self, row: Row | None, session: Row, can: bool) -> None:
        """Who is chosen and how they stand; ``can``: whether anybody can be marked at all."""
        self._name.setText(row["name"] if row else _("Nadie elegido"))
        self._state.setText("" if row is None else state_words(row, session.get("pass_mark")))
        # they do nothing for who is not there: styled anew with each key, they would take longer than all else
        for button in self._buttons.values():
            button.setEnabled(can)
        for name in self.rows:
            self.field(name).setEnabled(can and row is not None and is_present(row))

    def show_fields(self, texts: Mapping[str, str], problems: Mapping[str, str]) -> None:
        for name, row in self.rows.items():
            self.field(name).setText(texts[name])
            row.set_problem(problems.get(name, ""))

    def texts(self) -> dict[str, str]:
        return {name: self.field(name).text().strip() for name in self.rows}

    def fields_have_focus(self) -> bool:
        return any(self.field(name).hasFocus() for name in self.rows)

    def forget_problems(self) -> None:
        for row in self.rows.values():
            row.set_problem("")

    def _go_to_mark(self) -> None:
        if self.field("mark").isVisible() and self.field("mark").isEnabled():
            self.field("mark").setFocus(Qt.FocusReason.ShortcutFocusReason)
