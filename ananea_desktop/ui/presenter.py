"""Presenting: what is on the wall, where it stands in the slides, and which window is on which screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QScreen

from ananea_desktop.domain.language import _
from ananea_desktop.ui.awake import keep_awake
from ananea_desktop.ui.presenter_windows import AudienceWindow, PresenterWindow

Screen = TypeVar("Screen")

Key = Qt.Key
_NEXT = (Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_MediaNext)
_BACK = (Key.Key_Left, Key.Key_Up, Key.Key_PageUp, Key.Key_MediaPrevious)
_ENTER = (Key.Key_Return, Key.Key_Enter)
_LEAVE = (Key.Key_Escape, Key.Key_F5)
_SHADES = {"b": "black", ".": "black", "w": "white", ",": "white"}
MOST_DIGITS = 4


@dataclass(frozen=True)
class Placement(Generic[Screen]):
    """On which screen each window stands; None: it is not shown."""

    audience: Screen | None
    presenter: Screen | None

    @property
    def is_alone(self) -> bool:
        """Whether there is one screen for both."""
        return self.audience is None or self.presenter is None


def placement(screens: Sequence[Screen], home: Screen, *, swapped: bool, notes_first: bool) -> Placement[Screen]:
    """The slides go to the screen that the program is not on. On a single one either they or the notes are seen."""
    if home not in screens:
        home = screens[0]
    wall = next((screen for screen in screens if screen != home), None)
    if wall is None:
        return Placement(None, home) if notes_first else Placement(home, None)
    return Placement(home, wall) if swapped else Placement(wall, home)


class Presenter(QObject):
    """Presents until F5 or Esc, then tells ``left``. Both windows take the same keys."""

    left = Signal()

    def __init__(
        self,
        pdf: bytes,
        notes: Sequence[str],
        titles: Sequence[str],
        *,
        home: QScreen,
        first: int = 0,
        clock: Callable[[], datetime] = datetime.now,
        screens: Callable[[], list[QScreen]] = QGuiApplication.screens,
    ) -> None:
        """``notes`` and ``titles``: one for each page of ``pdf``; ``home``: the screen that the program is on."""
        super().__init__()
        self.page = first
        self.count = len(titles)
        self.shade = ""
        self.typed = ""
        self._notes, self._titles = notes, titles
        self._home, self._screens = home, screens
        self._clock, self._begun = clock, clock()
        self._swapped = self._notes_first = self._lost_projector = False
        self._is_over = False
        self.audience = AudienceWindow(self)
        self.presenter = PresenterWindow(self)
        self.audience.slide.show_pdf(pdf, self.count, first)
        self.presenter.show_pdf(pdf, self.count, first)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self.screens_changed)
        app.screenRemoved.connect(self.screens_changed)
        keep_awake(True)
        self._placed: Placement[QScreen] | None = None
        self._place()
        self._tell()

    # where one is

    def go_to(self, page: int) -> None:
        """Shows a slide, or the one nearest to it that there is; what covered the wall goes away."""
        self.page = max(0, min(page, self.count - 1))
        self.typed = ""
        self._set_shade("")
        self.audience.slide.go_to(self.page)
        self.presenter.go_to(self.page)
        self._tell()

    def next(self) -> None:
        self.go_to(self.page + 1)

    def back(self) -> None:
        self.go_to(self.page - 1)

    def toggle_shade(self, shade: str) -> None:
        """``black`` or ``white`` over the wall; the same again takes it away."""
        self._set_shade("" if self.shade == shade else shade)
        self._tell()

    def swap_screens(self) -> None:
        """Changes the two windows' screens; on a single screen slides and notes take turns."""
        if self._placed is not None and self._placed.is_alone:
            self._notes_first = not self._notes_first
        else:
            self._swapped = not self._swapped
        self._place()

    def leave(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._second.stop()
        keep_awake(False)
        for window in (self.audience, self.presenter):
            window.hide()
            window.deleteLater()
        self.left.emit()
        self.deleteLater()

    def take_key(self, event: QKeyEvent) -> bool:
        """Does what a key of the keyboard or of a clicker asks for; False where it means nothing here."""
        key = event.key()
        letter = event.text().casefold()
        if key in _LEAVE:
            self.leave()
        elif key in _ENTER and self.typed:
            self._jump()
        elif letter.isdecimal() and letter.isascii():
            self._type(letter)
        elif key == Key.Key_Backspace and self.typed:
            self._type("")
        elif key in (*_NEXT, *_ENTER):
            self.next()
        elif key in (*_BACK, Key.Key_Backspace):
            self.back()
        elif key in (Key.Key_Home, Key.Key_End):
            self.go_to(0 if key == Key.Key_Home else self.count - 1)
        elif letter in _SHADES:
            self.toggle_shade(_SHADES[letter])
        elif letter == "s" or (letter == "n" and self._placed is not None and self._placed.is_alone):
            self.swap_screens()
        else:
            return False
        return True

    def _type(self, digit: str) -> None:
        """One digit more, or with none the last one less."""
        self.typed = (self.typed + digit)[:MOST_DIGITS] if digit else self.typed[:-1]
        self._tell()

    def _jump(self) -> None:
        number, self.typed = int(self.typed), ""
        if 1 <= number <= self.count:
            self.go_to(number - 1)
        else:
            self._tell()

    def _set_shade(self, shade: str) -> None:
        self.shade = shade
        self.audience.slide.set_shade(QColor(shade) if shade else None)

    # screens

    def screens_changed(self, changed: QScreen | None = None) -> None:
        """A screen came or went: the place in the slides stays, and the presenter is told."""
        if self._is_over:
            return
        was_alone = self._placed is None or self._placed.is_alone
        is_alone = len(self._screens()) < 2
        if is_alone and not was_alone:
            self._lost_projector = self._notes_first = True
        elif not is_alone and was_alone:
            self._lost_projector = self._notes_first = False
        self._place()
        self._tell()

    def _place(self) -> None:
        screens = self._screens()
        if not screens:
            return  # for a moment there may be none
        self._placed = placed = placement(screens, self._home, swapped=self._swapped, notes_first=self._notes_first)
        self.presenter.show_keys(placed.is_alone)
        self.audience.stand_on(placed.audience)
        self.presenter.stand_on(placed.presenter)
        front = self.presenter if placed.presenter is not None else self.audience
        front.activateWindow()

    # what the presenter is told

    def _tell(self) -> None:
        self.presenter.tell(
            number=self.page + 1,
            title=self._titles[self.page],
            following=self._titles[self.page + 1] if self.page + 1 < self.count else "",
            notes=self._notes[self.page],
            remark=self._remark(),
            is_alarming=self._lost_projector and not self.typed,
        )
        self._tick()

    def _remark(self) -> str:
        if self.typed:
            return _("Ir a la {number}: pulse Entrar").format(number=self.typed)
        if self._lost_projector:
            return _("Se desconectó el proyector. Conéctelo de nuevo: la presentación sigue donde está.")
        if self.shade == "black":
            return _("La pared está en negro. B la vuelve a mostrar.")
        if self.shade == "white":
            return _("La pared está en blanco. W la vuelve a mostrar.")
        return ""

    def _tick(self) -> None:
        now = self._clock()
        self.presenter.show_time(now, now - self._begun)
