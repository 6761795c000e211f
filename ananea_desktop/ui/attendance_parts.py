"""The parts of taking an attendance: the search that keeps the cursor, whom a typed text means, who represents whom."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import fold
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_model import Row


class MarkField(SearchField):
    """The search never loses the cursor: arrows move in the list below, Enter marks, Esc first empties it."""

    moved = Signal(int)
    taken = Signal()

    def event(self, event: QEvent) -> bool:
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_override and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            event.accept()  # empties the search, and does not leave the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


def matching(people: list[Row], typed: str) -> list[Row]:
    """Whom the typed text means: a member's number (that very one first), the beginning of a document, or the
    beginnings of names in any order, those first whose name begins so."""
    words = fold(typed).split()
    if len(words) == 1 and words[0].isdigit():
        digits = words[0].lstrip("0") or words[0]
        exact = [row for row in people if str(row["number"]) == digits]
        begun = [row for row in people if row not in exact and str(row["number"] or "").startswith(digits)]
        documents = [row for row in people if _folded(row["document_number"]).startswith(words[0])]
        return exact + begun + [row for row in documents if row not in exact and row not in begun]
    found = [row for row in people if all(begins(row["name"], word) for word in words)]
    # «hua» means Huanca Layme before Apaza Huanca: Enter marks the first
    return sorted(found, key=lambda row: bool(words) and not _folded(row["name"]).startswith(words[0]))


def begins(name: str, word: str) -> bool:
    """Whether one of the names begins with a folded word."""
    return any(part.startswith(word) for part in _folded(name).split())


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Kept, for the whole register is looked through again with each key."""
    return fold(text)


class ByWhomDialog(Dialog):
    """Asks who represents a member: somebody of the register, found as one types, or any other name."""

    def __init__(self, parent: QWidget, row: Row, names: list[str], then: Callable[[str], object]) -> None:
        super().__init__(parent, _("¿Quién representa a {name}?").format(name=row["name"]))
        self._then = then
        self._names = names
        self.add_sentence(_("Anote a la persona que trae la carta poder. Cuenta como asistente."))
        self.field = PickField(placeholder=_("Escriba para buscar, o el nombre completo"), free=True)
        self.field.setObjectName("represented_by")
        self.field.set_source(self._suggest)
        self.field.returnPressed.connect(self._take)
        self.row = FormRow(_("Lo representa"), self.field, stacked=True)
        self.content.addWidget(self.row)
        self.add_button(secondary_button(_("No marcar"), shortcut="Esc"), self.reject)
        self.add_button(primary_button(_("Marcar representado"), "check"), self._take).setObjectName("take_represented")
        if row["represented_by"]:
            self.field.setText(row["represented_by"])
        self.field.setFocus()

    def _suggest(self, typed: str) -> None:
        words = fold(typed).split()
        found = [name for name in self._names if all(begins(name, word) for word in words)]
        self.field.show_suggestions([(name, name, "") for name in found])

    def _take(self) -> None:
        name = self.field.text().strip()
        if not name or len(name) > 300:
            sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if name else _("Falta quién lo representa.")
            self.row.set_problem(sentence)
            self._place()
            return
        self.accept()
        self._then(name)
