"""Ctrl+Z in the window: says what would be taken back, asks once, and says what was."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ananea_desktop.domain.language import _
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.main_actions import with_keys

_KEYS = "Ctrl+Z"
LONGEST = 70
"""Letters of a sentence in the menu."""


class UndoAction(QAction):
    """The entry of the window's menu, with the keys; in a field they are the field's own undo, which Qt sees to."""

    def __init__(self, window: QMainWindow, menu: QMenu, desk: Desk) -> None:
        super().__init__(with_keys(_("Deshacer lo último…"), _KEYS), window)
        self._window = window
        self._desk = desk
        self.setObjectName("undo")
        self.setShortcut(QKeySequence(_KEYS))
        self.triggered.connect(lambda _checked=False: self.ask())
        window.addAction(self)
        menu.aboutToShow.connect(self._tell_what)

    def _tell_what(self) -> None:
        from ananea_desktop.operations import undoing

        self._desk.books.ask(undoing.next_to_undo, owner=self._window, then=self._show_what)

    def _show_what(self, found: object) -> None:
        from ananea_desktop.operations.undoing import Undoable

        words = _("Deshacer lo último…")
        if isinstance(found, Undoable):
            sentence = found.sentence if len(found.sentence) <= LONGEST else found.sentence[: LONGEST - 1] + "…"
            words = _("Deshacer: {sentence}").format(sentence=sentence)
        self.setText(with_keys(words.replace("&", "&&"), _KEYS))

    def ask(self) -> None:
        """Asks about the newest act, or tells why it is not taken back."""
        from ananea_desktop.operations import undoing

        self._desk.books.ask(undoing.next_to_undo, owner=self._window, then=self._ask)

    def _ask(self, found: object) -> None:
        from ananea_desktop.domain.dates import format_date
        from ananea_desktop.operations.undoing import Undoable
        from ananea_desktop.ui.dialogs import ask

        if not isinstance(found, Undoable):
            self._undo(0)  # says why nothing is taken back
            return
        ask(
            self._window,
            _("¿Deshacer {sentence}?").format(sentence=found.sentence),
            _("Lo hizo {name} el {day} a las {time}. Queda en el historial que se deshizo.").format(
                name=found.by, day=format_date(found.at.date()), time=found.at.strftime("%H:%M")
            ),
            yes=_("Deshacer"),
            no=_("No deshacer"),
            icon="arrow-counter-clockwise",
            then=lambda _reason: self._undo(found.id),
        )

    def _undo(self, act_id: int) -> None:
        from ananea_desktop.operations import undoing

        self._desk.books.ask(undoing.undo, act_id, owner=self._window, then=self._tell)

    def _tell(self, sentence: str) -> None:
        self._desk.said.emit(_("Se deshizo {sentence}.").format(sentence=sentence))
        self._desk.record_saved.emit()
