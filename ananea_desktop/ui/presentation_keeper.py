"""Keeps a presentation by itself while it is changed: what is typed as a draft, what was changed in the file."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.operations import presentations
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.record_form import DRAFT_PAUSE


class PresentationKeeper(QObject):
    """Holds the presentation as it is now. ``saved`` gives the problems by field, none where all was kept."""

    saved = Signal(dict)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.presentation: Presentation | None = None
        self.is_changed = self._is_typing = False
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._pause.timeout.connect(self._keep)

    def open(self, presentation: Presentation) -> None:
        """Another presentation, of which nothing is changed yet; what was changed of the one before is saved."""
        self.save()
        self.presentation = presentation

    def change(self, presentation: Presentation, *, is_typed: bool) -> None:
        """Takes a change, to be kept after a short pause; ``is_typed``: a letter, not something done."""
        self.presentation = presentation
        self.is_changed, self._is_typing = True, is_typed
        self._pause.start()

    def save(self) -> None:
        """Saves now what was changed; what cannot be saved waits as it was typed, even if the page is gone by then."""
        self._pause.stop()
        if self.is_changed:
            self.is_changed = self._is_typing = False
            self.desk.books.ask(presentations.save_or_keep, self.presentation, owner=self, then=self._take)

    def _keep(self) -> None:
        """Letters are kept as a draft: the history tells of changes, not of pauses in typing."""
        if self._is_typing:
            told = self.desk.draft_kept
            self.desk.books.ask(presentations.keep_typed, self.presentation, owner=self, then=lambda _none: told.emit())
        else:
            self.save()

    def _take(self, saved: tuple[Presentation, dict[str, str]]) -> None:
        kept, problems = saved
        now = self.presentation
        if now is None or (now.first_day, now.last_day) != (kept.first_day, kept.last_day):
            return
        self.presentation = replace(now, id=kept.id)
        self.saved.emit(problems)
        (self.desk.draft_kept if problems else self.desk.record_saved).emit()
