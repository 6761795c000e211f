"""Whether documents, phones and addresses are hidden: a switch of the whole window, on by itself while presenting.

What stands on a wall is seen by everyone; nobody's document belongs there (Ley 29733; domain.md §3.7).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

HIDDEN = "••••"
_SHOWN_END = 4


class _Switch(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_chosen = False
        """By the person."""
        self.is_presenting = False


_switch = _Switch()


def is_hidden() -> bool:
    return _switch.is_chosen or _switch.is_presenting


def hide_personal(chosen: bool) -> None:
    """What the person chose in the menu."""
    _set(chosen, _switch.is_presenting)


def note_presenting(presenting: bool) -> None:
    """While slides are on the wall it is hidden, whatever was chosen."""
    _set(_switch.is_chosen, presenting)


def _set(chosen: bool, presenting: bool) -> None:
    before = is_hidden()
    _switch.is_chosen, _switch.is_presenting = chosen, presenting
    if is_hidden() != before:
        _switch.changed.emit()


def on_change(react: Callable[[], None]) -> None:
    """Calls ``react`` when it is switched; give a bound method of a QObject, so that it dies with it."""
    _switch.changed.connect(react)


_NUMBERS = {"members": ("document_number", "ruc", "phone"), "suppliers": ("phone",)}
_WHOLE = {"members": ("address", "birth_date", "notes")}


def of_field(table: str, name: str, text: str) -> str:
    """A field of a record as it may be seen now; «–» stands for nothing and stays."""
    if text == "–":
        return text
    if name in _NUMBERS.get(table, ()):
        return number(text)
    return whole(text) if name in _WHOLE.get(table, ()) else text


def number(text: str) -> str:
    """A document or phone as it may be seen now: «•••• 1527» while it is hidden."""
    if not text or not is_hidden():
        return text
    return f"{HIDDEN} {text[-_SHOWN_END:]}" if len(text) > _SHOWN_END + 2 else HIDDEN


def whole(text: str) -> str:
    """An address or a date of birth as it may be seen now: nothing of it while it is hidden."""
    return HIDDEN if text and is_hidden() else text
