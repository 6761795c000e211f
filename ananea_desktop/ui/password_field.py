"""A field for a password: hidden unless asked for, never kept as a draft; and the seconds to wait after a wrong one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.passwords import LONGEST
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.tick import Tick


class PasswordField(TextField):
    """Hidden, and told to screen readers only as so many dots. Nothing is copied out of it, also while it is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(LONGEST + 1)  # one more than is taken: said then, and not cut unseen
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.show_letters(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
        else:
            super().keyPressEvent(event)

    def show_letters(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def show_tick(*fields: PasswordField) -> Tick:
    """Ticked, what is typed can be read."""
    tick = Tick(_("Ver lo que escribo"))
    tick.setObjectName("show_letters")
    for field in fields:
        tick.toggled.connect(field.show_letters)
    return tick


class WaitCounter(QObject):
    """Counts the seconds down after a wrong password: the button rests meanwhile, and what is typed stays."""

    over = Signal()

    def __init__(self, row: FormRow, button: Button) -> None:
        super().__init__(row)
        self.left = 0
        self._row = row
        self._button = button
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)

    def start(self, seconds: int) -> None:
        self.left = seconds
        self._button.setEnabled(False)
        self._timer.start()
        self._say()

    def _count(self) -> None:
        self.left -= 1
        if self.left > 0:
            self._say()
            return
        self._timer.stop()
        self._button.setEnabled(True)
        self._row.set_problem(_("No es correcto. Escriba otra vez, con cuidado de mayúsculas y tildes."))
        self.over.emit()

    def _say(self) -> None:
        words = _("No es correcto. Puede probar otra vez dentro de {wait} s.")
        self._row.set_problem(words.format(wait=self.left))


def show_refusal(problem: UserError, rows: dict[str, FormRow], counters: dict[str, WaitCounter]) -> None:
    """Each sentence beside its field (by the name the operation gives it); where one waits, the seconds."""
    found = problem.problems if isinstance(problem, InvalidRecord) else {}
    wait = getattr(problem, "wait", 0)
    first: Callable[[], object] | None = None
    for name, row in rows.items():
        row.set_problem(found.get(name, ""))
        if name in found:
            if wait and name in counters:
                counters[name].start(wait)
            first = first or row.field.setFocus
            if isinstance(row.field, PasswordField):
                row.field.selectAll()
    if first is not None:
        first()
    elif rows:
        next(iter(rows.values())).set_problem(problem.sentence)
