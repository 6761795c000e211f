"""Buttons, painted by hand so that icon, words, shortcut and focus ring stand as drawn in every state."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.painting import RING, paint_box, paint_ring, paint_text

PRIMARY = "primary"
SECONDARY = "secondary"
DANGER = "danger"
LINK = "link"
QUIET = "quiet"

_ICON_GAP = 8
_SHORTCUT_GAP = 14
_PADDING = {PRIMARY: 17, SECONDARY: 17, DANGER: 17, LINK: theme.OVERHANG, QUIET: theme.OVERHANG}
_FLAT = (LINK, QUIET)

MenuEntry = tuple[str, str, Callable[[], object]]
"""The objectName, the text marked with N_, and the work of an entry of a menu; one without text is a line."""


class Button(QPushButton):
    """A button of one of the five kinds. ``shortcut`` is shown at its right, and works while the button can be seen."""

    def __init__(self, text: str, kind: str, icon: str = "", shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self._icon_name = icon
        self._shortcut_text = shortcut
        self._padding = _PADDING[kind]
        self._is_offered = True
        self.menu_entries: Callable[[], Sequence[MenuEntry]] | None = None
        """Of the menu that hangs on it, for whoever finds what can be done here."""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if shortcut:
            # Not setShortcut(): changing the text would drop it, and it clicks 100 ms late.
            keys = QShortcut(QKeySequence(shortcut), self)
            keys.setAutoRepeat(False)
            keys.activated.connect(self.click)
            self.setAccessibleDescription(shortcut)

    @property
    def icon_name(self) -> str:
        return self._icon_name

    @property
    def shown_keys(self) -> str:
        """The keys that stand at its right."""
        return self._shortcut_text

    def show_keys(self, keys: str) -> "Button":
        """Shows keys that are declared elsewhere, as those of the window's menu."""
        self._shortcut_text = keys
        self.setAccessibleDescription(keys)
        self.updateGeometry()
        return self

    def set_flush(self) -> "Button":
        """Lets a flat button begin and end with its words, where there is no room to reach beyond them."""
        self._padding = 0
        self.updateGeometry()
        return self

    def offer(self, is_offered: bool) -> "Button":
        """Not offered, it stays out of sight whatever shows it, and its keys with it: who works may not do its work."""
        self._is_offered = is_offered
        if not is_offered:
            self.hide()
            self.setEnabled(False)
        return self

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible and self._is_offered)

    def set_icon(self, icon: str) -> None:
        """Changes the icon, as the words are changed by setText."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = theme.link_height() if self.kind in _FLAT else theme.control_height()
        width = self._content_width() + 2 * self._padding
        return QSize(max(width, height) if not self.text() else width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        # In a wide button the words stand in the middle.
        x = max(self._padding, (self.width() - self._content_width()) // 2)
        if not self.text():
            x = (self.width() - theme.icon_size()) // 2
        ink = self._ink()
        if self._icon_name:
            side = theme.icon_size()
            paint_icon(painter, self._icon_name, QRect(x, (self.height() - side) // 2, side, side), ink)
            x += side + _ICON_GAP
        words = QRect(x, 0, self.width() - x, self.height())
        x += paint_text(painter, words, self.text(), letters=theme.font(self._role()), colour=ink, elide=False)
        if self._shortcut_text:
            self._paint_shortcut(painter, x + _SHORTCUT_GAP, ink)

    def _paint_shortcut(self, painter: QPainter, x: int, ink: QColor) -> None:
        colour = ink if self.kind == PRIMARY else theme.color("ink2" if self.isEnabled() else "ink3")
        box = QRect(x, 0, self.width() - x, self.height())
        paint_text(painter, box, self._shortcut_text, letters=theme.font("secondary"), colour=colour, elide=False)

    def _paint_ground(self, painter: QPainter) -> None:
        box = self.rect()
        if self.kind == PRIMARY:
            # The ring stands off by 2 pixels of the page, or it would drown in the gold.
            filled = box.adjusted(2 * RING, 2 * RING, -2 * RING, -2 * RING) if self.hasFocus() else box
            paint_box(painter, filled, fill=self._gold(), radius=4 if self.hasFocus() else theme.RADIUS)
        elif self.kind in _FLAT:
            if self.isEnabled() and (self.underMouse() or self.isDown()):
                paint_box(painter, box, fill=theme.color("hover"))
        else:
            busy = self.isEnabled() and (self.underMouse() or self.isDown())
            edge = "line" if not self.isEnabled() else "bad" if self.kind == DANGER else "edge2"
            paint_box(painter, box, fill=theme.color("hover" if busy else "bg"), edge=theme.color(edge))
        if self.hasFocus():
            paint_ring(painter, box)

    def _gold(self) -> QColor:
        if not self.isEnabled():
            return theme.color("track")
        token = "gold_pressed" if self.isDown() else "gold_hover" if self.underMouse() else "gold"
        return theme.color(token)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return theme.color("ink3")
        return theme.color({PRIMARY: "on_gold", DANGER: "bad", LINK: "gold_text"}.get(self.kind, "ink"))

    def _role(self) -> str:
        return "strong" if self.kind in (PRIMARY, DANGER, LINK) else "text"

    def _content_width(self) -> int:
        width = theme.text_width(self.text(), self._role()) if self.text() else 0
        if self._icon_name:
            width += theme.icon_size() + (_ICON_GAP if self.text() else 0)
        if self._shortcut_text:
            width += _SHORTCUT_GAP + theme.text_width(self._shortcut_text, "secondary")
        return width


def primary_button(text: str, icon: str = "", shortcut: str = "") -> Button:
    """The one filled button of a screen: what is done most there."""
    return Button(text, PRIMARY, icon, shortcut)


def secondary_button(text: str, icon: str = "", shortcut: str = "") -> Button:
    return Button(text, SECONDARY, icon, shortcut)


def danger_button(text: str, icon: str = "", shortcut: str = "") -> Button:
    """Outlined in red, for what cannot be undone; never a default button."""
    return Button(text, DANGER, icon, shortcut)


def link_button(text: str, icon: str = "", shortcut: str = "") -> Button:
    """Gold words. Hover and focus reach 12 pixels beyond them: place it 12 pixels further out than its text."""
    return Button(text, LINK, icon, shortcut)


def quiet_button(text: str, icon: str = "", shortcut: str = "") -> Button:
    """Ink words without a border, as in the top bar; like a link it reaches 12 pixels beyond them."""
    return Button(text, QUIET, icon, shortcut)


def icon_button(icon: str, accessible_name: str) -> Button:
    """Only an icon, so its name is said to screen readers and shown as a tooltip."""
    button = Button("", QUIET, icon)
    button.setAccessibleName(accessible_name)
    button.setToolTip(accessible_name)
    return button
