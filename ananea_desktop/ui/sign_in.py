"""The page that covers the window until somebody comes in, or comes in again: who one is, and the password."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import sign_in
from ananea_desktop.operations.sign_in import Entry
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.icons import IconLabel, paint_icon
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text
from ananea_desktop.ui.password_field import PasswordField, WaitCounter, show_refusal, show_tick

_WIDTH = 460
_MOST_ROWS = 5
"""Names in sight at once; the others are scrolled to."""


class NameRow(QAbstractButton):
    """One name of the list: chosen by a click or with the arrows."""

    def __init__(self, person: dict[str, Any]) -> None:
        super().__init__()
        self.person = person
        self.setText(person["name"])
        self.setObjectName(f"name_{person['id']}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (person["name"], person["title"]) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.control_height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = "gold_soft" if chosen else "hover" if self.underMouse() else "bg"
        paint_box(painter, self.rect(), fill=theme.color(ground), edge=theme.color("edge2"))
        side = theme.icon_size()
        paint_icon(painter, "user-circle", QRect(13, (self.height() - side) // 2, side, side), theme.color("ink"))
        box = self.rect().adjusted(13 + side + 10, 0, -13, 0)
        letters = theme.font("strong" if chosen else "text")
        x = paint_text(painter, box, self.text(), letters=letters, colour=theme.color("ink"))
        box.adjust(x + 12, 0, 0, 0)
        paint_text(painter, box, self.person["title"], letters=theme.font("secondary"), colour=theme.color("ink2"))
        if self.hasFocus():
            paint_ring(painter, self.rect())


class SignInPage(QWidget):
    """``entered`` with the person's row. Where nobody has a password a click or Enter is enough."""

    entered = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("sign_in")
        self._desk = desk
        self._entry: Entry | None = None
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _id, checked: self._take_name() if checked else None)
        self._lay_out()
        self._counter = WaitCounter(self._row, self.enter_button)

    def _lay_out(self) -> None:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(IconLabel("lock-simple", "bar", 40), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(14)
        self._title = label("", "title", wrap=True, name="sign_in_title")
        column.addWidget(self._title)
        column.addSpacing(4)
        self._words = label("", wrap=True)
        column.addWidget(self._words)
        column.addSpacing(16)
        self._names = QScrollArea()
        self._names.setWidgetResizable(True)
        self._names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._names)
        column.addSpacing(16)
        self.password = PasswordField("password")
        self.password.set_wanted_width(_WIDTH)
        self.password.returnPressed.connect(self.enter)
        self._row = FormRow(_("Clave"), self.password, stacked=True)
        column.addWidget(self._row)
        self._tick = show_tick(self.password)
        column.addWidget(self._tick)
        column.addSpacing(14)
        row = QHBoxLayout()
        self.enter_button = primary_button(_("Entrar"), "arrow-right")
        self.enter_button.setObjectName("enter")
        self.enter_button.clicked.connect(self.enter)
        self._lost = link_button(_("Olvidé mi clave"))
        self._lost.setObjectName("lost_password")
        self._lost.clicked.connect(self._recover)
        row.addWidget(self.enter_button)
        row.addWidget(self._lost)
        row.addStretch(1)
        column.addLayout(row)
        self._block = block
        self._measure()
        theme.on_change(self._measure)
        middle = QVBoxLayout(self)
        middle.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        middle.addStretch(42)
        line = QHBoxLayout()  # by itself, so that a sentence of two lines is counted in the width of the block
        line.addStretch(1)
        line.addWidget(block)
        line.addStretch(1)
        middle.addLayout(line)
        middle.addStretch(58)

    def _measure(self) -> None:
        self._block.setFixedWidth(theme.scaled(_WIDTH))
        seen = min(len(self._group.buttons()), _MOST_ROWS)
        self._names.setFixedHeight(seen * (theme.control_height() + 6) + max(0, seen - 1) * 6 + 2)

    def show_entry(self, entry: Entry, name: str) -> None:
        """Asks who comes in; ``name``: who worked until the screen was locked, empty at the start."""
        self._entry = entry
        self._title.setText(_("La pantalla está bloqueada") if name else _("¿Quién va a trabajar?"))
        self._words.setText(
            _("Lo que estaba escribiendo sigue ahí, guardado como borrador.")
            if name
            else _("Su nombre queda en el historial de todo lo que haga.")
        )
        for button in self._group.buttons():
            self._group.removeButton(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for person in entry.people:
            row = NameRow(person)
            self._group.addButton(row, person["id"])
            column.addWidget(row)
        column.addStretch(1)
        self._names.setWidget(inside)
        self._measure()
        self.password.clear()
        self._row.set_problem("")
        self._tick.setChecked(False)
        chosen = next((row for row in self._rows() if row.person["name"] == name), None) or next(self._rows(), None)
        if chosen is not None:
            chosen.setChecked(True)
        self._take_name()

    def _rows(self) -> Any:
        return (each for each in self._group.buttons() if isinstance(each, NameRow))

    def person(self) -> dict[str, Any] | None:
        """Who is chosen."""
        chosen = self._group.checkedButton()
        return chosen.person if isinstance(chosen, NameRow) else None

    def _take_name(self) -> None:
        """A password is asked of who has one; otherwise Enter is enough."""
        person = self.person()
        asked = person is not None and bool(person["has_password"])
        for part in (self._row, self._tick):
            part.setVisible(asked)
        self._lost.setVisible(asked and self._entry is not None and self._entry.has_code)
        self._row.set_problem("")
        if asked and person is not None:
            self._row.set_caption(_("Clave de {name}").format(name=person["name"]))
        self.password.clear()
        self.give_keys()

    def give_keys(self) -> None:
        """Where one types at once."""
        (self.password if self._row.isVisibleTo(self) else self.enter_button).setFocus()

    def enter(self) -> None:
        person = self.person()
        if person is None or not self.enter_button.isEnabled():
            return
        self.enter_button.setEnabled(False)
        self._desk.books.ask(
            sign_in.enter, person["name"], self.password.text(), owner=self, then=self._take, refused=self._refuse
        )

    def _take(self, person: dict[str, Any]) -> None:
        self.enter_button.setEnabled(True)
        self.password.clear()
        self.entered.emit(person)

    def _refuse(self, problem: UserError) -> None:
        self.enter_button.setEnabled(True)
        show_refusal(problem, {"password": self._row}, {"password": self._counter})

    def _recover(self) -> None:
        from ananea_desktop.ui.recovery_code import RecoveryDialog

        person = self.person()
        if person is not None:
            RecoveryDialog(self, self._desk, person["name"], self.entered.emit).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose the name while one types; Esc leads nowhere."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        rows = list(self._rows())
        if step and rows:
            place = next((number for number, row in enumerate(rows) if row.isChecked()), 0) + step
            if 0 <= place < len(rows):
                rows[place].setChecked(True)
                self._names.ensureWidgetVisible(rows[place])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        event.accept()
