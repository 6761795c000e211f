"""Ctrl++, Ctrl+− and Ctrl+0 of what enlarges something of its own: while it has the keys, the window's letters stay."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


def zoom_step(event: QKeyEvent) -> int | None:
    """1 larger, −1 smaller, 0 as at first; None for any other key."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    return _STEPS.get(Qt.Key(event.key()))


def claims_zoom(event: QEvent) -> bool:
    """Of ``event()``: whether it was the question if one of these keys is meant here. Then it comes as a key press, and
    sets off no shortcut of the window."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or zoom_step(event) is None:
        return False
    event.accept()
    return True
