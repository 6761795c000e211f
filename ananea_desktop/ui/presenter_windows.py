"""The two windows of a presentation: the bare slide for the wall, and what only who presents sees."""

from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, quiet_button, secondary_button
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label, literal_tip, set_role
from ananea_desktop.ui.slide_view import SlideView

_FOOT_WIDTH = 760

CURSOR_REST_MS = 2000
NOTES_POINTS = 20


class Talk(Protocol):
    """What the windows ask of the presenter that they belong to."""

    def take_key(self, event: QKeyEvent) -> bool: ...
    def next(self) -> None: ...
    def back(self) -> None: ...
    def toggle_shade(self, shade: str) -> None: ...
    def swap_screens(self) -> None: ...
    def leave(self) -> None: ...


class _TalkWindow(QWidget):
    """A window that fills a screen; its keys go to the presenter."""

    def __init__(self, talk: Talk, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.talk = talk
        self.setProperty("presenting", True)  # the screen is not locked in the middle of a talk (ui/lock.py)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def stand_on(self, screen: QScreen | None) -> None:
        """Fills a screen; without one it is not shown."""
        if screen is None:
            self.hide()
            return
        if self.isVisible() and self.screen() is screen and self.geometry() == screen.geometry():
            return
        if self.isVisible():
            self.hide()  # a full-screen window stays on its screen, so it is shown anew
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.talk.take_key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.talk.leave()


class AudienceWindow(_TalkWindow):
    """The slide on black, and nothing else; the mouse's arrow goes away when it rests."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk, _("Presentación"))
        self.slide = SlideView(_("Diapositiva"), ground=QColor("black"), ahead=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slide)
        self.setMouseTracking(True)
        self.slide.setMouseTracking(True)
        self._rest = QTimer(self, singleShot=True, interval=CURSOR_REST_MS)
        self._rest.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._rest.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.talk.next()
        elif event.button() == Qt.MouseButton.RightButton:
            self.talk.back()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two slides


class PresenterWindow(_TalkWindow):
    """The slide on the wall, the one that follows, the notes in large letters, and the time."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk, _("Notas del presentador"))
        self.setProperty("surface", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.number = label("", "amount", name="slide_number")
        self.title = label("", "title", name="slide_title")
        self.title.setMinimumWidth(1)
        self.remark = label("", "secondary", wrap=True, name="remark")
        self.remark_icon = IconLabel("warning-circle", "bad")
        self.clock = label("", "amount", name="clock")
        self.elapsed = label("", "amount", name="elapsed")
        self.current = SlideView(_("En la pared"), ground="desk", ahead=True)
        self.following = SlideView(_("La que sigue"), ground="desk", ahead=True)
        place = self.following.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # the notes stay where they are
        self.following.setSizePolicy(place)
        self.following_title = label("", "secondary", wrap=True)
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(_("Notas"))
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notes.setPlaceholderText(_("Esta diapositiva no tiene notas."))
        self._keys = ""
        self._count = 0
        self._lay_out()
        self._dress()
        theme.on_change(self._dress)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 12)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addWidget(hairline())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.MARGIN)
        self._grid.setVerticalSpacing(6)
        self._grid.addWidget(self.current, 0, 0, 4, 1)
        self._grid.addWidget(label(_("Sigue"), "section"), 0, 1)
        self._grid.addWidget(self.following, 1, 1)
        self._grid.addWidget(self.following_title, 2, 1)
        self._grid.addWidget(self.notes, 3, 1)
        self._grid.setColumnStretch(0, 58)
        self._grid.setColumnStretch(1, 42)
        self._grid.setRowStretch(1, 45)
        self._grid.setRowStretch(3, 55)
        column.addLayout(self._grid, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.number)
        row.addWidget(self.title, 1)
        row.addWidget(IconLabel("clock"))
        row.addWidget(self.clock)
        row.addSpacing(theme.GAP)
        row.addWidget(IconLabel("timer"))
        row.addWidget(self.elapsed)
        return row

    def _foot(self) -> QVBoxLayout:
        said = QHBoxLayout()
        said.setSpacing(theme.INSIDE)
        said.addWidget(self.remark_icon)
        said.addWidget(self.remark, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for make, text, icon, name, work in (
            (secondary_button, _("Anterior"), "arrow-left", "back", self.talk.back),
            (secondary_button, _("Siguiente"), "arrow-right", "next", self.talk.next),
            (quiet_button, _("Negro"), "monitor", "black", lambda: self.talk.toggle_shade("black")),
            (quiet_button, _("Cambiar pantallas"), "arrows-left-right", "swap", self.talk.swap_screens),
        ):
            self._swap = _silent(make(text, icon), name, work)
            row.addWidget(self._swap)
        self._swap.setAccessibleName(self._swap.text())
        self._swap.setToolTip(literal_tip(self._swap.text()))
        row.addStretch(1)
        row.addWidget(_silent(secondary_button(_("Terminar"), "x"), "leave", self.talk.leave))
        column = QVBoxLayout()
        column.setSpacing(theme.INSIDE)
        column.addLayout(said)
        column.addLayout(row)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On an old projector's 800 pixels the rarest button has only its icon."""
        super().resizeEvent(event)
        self._swap.setText(self._swap.accessibleName() if self.width() >= theme.scaled(_FOOT_WIDTH) else "")

    def show_pdf(self, pdf: bytes, count: int, page: int) -> None:
        self._count = count
        self.current.show_pdf(pdf, count, page)
        self.following.show_pdf(pdf, count, min(page + 1, count - 1))

    def go_to(self, page: int) -> None:
        self.current.go_to(page)
        self.following.go_to(min(page + 1, self._count - 1))

    def tell(self, *, number: int, title: str, following: str, notes: str, remark: str, is_alarming: bool) -> None:
        """What is said of the slide on the wall; ``following`` is empty on the last."""
        self.number.setText(_("{number} de {count}").format(number=number, count=self._count))
        self.title.setText(title)
        self.following_title.setText(following or _("Es la última diapositiva."))
        self.following.setVisible(bool(following))
        if self.notes.toPlainText() != notes:
            self.notes.setPlainText(notes)
        self.remark.setText(remark or self._keys)
        set_role(self.remark, "error" if is_alarming else "strong" if remark else "secondary")
        self.remark_icon.setVisible(is_alarming)

    def show_time(self, now: datetime, elapsed: timedelta) -> None:
        self.clock.setText(f"{now:%H:%M}")
        self.elapsed.setText(elapsed_text(elapsed))

    def show_keys(self, is_alone: bool) -> None:
        """The keys worth knowing; on one screen the way back to the slide is the first of them."""
        first = _("N: volver a la diapositiva") if is_alone else _("S: cambiar pantallas")
        others = _("B: pared en negro · número y Entrar: saltar a esa diapositiva · Esc: terminar")
        self._keys = f"{first} · {others}"

    def _dress(self) -> None:
        points = NOTES_POINTS * theme.font().pointSizeF() / theme.BASE_POINTS
        ink, ground, edge = (theme.color(token).name() for token in ("ink", "bg", "line"))
        self.notes.setStyleSheet(f"font-size: {points:g}pt; color: {ink}; background: {ground}; border-color: {edge};")


def _silent(button: Button, name: str, work: object) -> Button:
    """A button for the mouse that leaves the keys to the window."""
    assert callable(work)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: work())
    return button


def elapsed_text(elapsed: timedelta) -> str:
    """``5:07``, ``1:02:30``"""
    minutes, seconds = divmod(max(0, int(elapsed.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
