"""The keys that mean the same on every page: the window does them for the page in sight."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.shortcuts import WINDOW_KEYS

if TYPE_CHECKING:
    from ananea_desktop.ui.main_window import MainWindow

_LIST_PAPERS = ("paper", "list_paper")
"""The names of the buttons that print a list."""
_METHODS = {
    "change": "change_chosen",
    "reload": "load",
    "duplicate": "duplicate_chosen",
    "export": "export_list",
}
"""What a page does, where it can."""


def take_key(window: "MainWindow", event: QKeyEvent) -> bool:
    """Does what a key means, and tells whether it means anything; only what no field or page has taken comes here."""
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    name = WINDOW_KEYS.get(keys)
    page = window.stack.currentWidget()
    if name is None or page is None or not window.top_bar.isEnabled() or window.lock.is_locked:
        return False
    if name == "menu":
        window.top_bar.session.click()
    else:
        _on_page(page, name)
    return True


def _on_page(page: QWidget, name: str) -> None:
    if name == "search":
        _go_to_search(page)
    elif name == "print":
        _press_paper(page)
    elif not hasattr(page, "rests_on") or page.rests_on.isVisible():  # else a form stands over its list
        act = getattr(page, _METHODS[name], None)
        if act is not None:
            act()


def _go_to_search(page: QWidget) -> None:
    for field in page.findChildren(SearchField):
        if field.isVisible() and field.isEnabled():
            field.setFocus()
            field.selectAll()
            return


def _press_paper(page: QWidget) -> None:
    for button in page.findChildren(Button):
        if button.objectName() in _LIST_PAPERS and button.isVisible() and button.isEnabled():
            button.click()
            return
