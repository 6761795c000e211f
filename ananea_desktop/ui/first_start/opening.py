"""How the window opens the guide, and what it does when the cooperative has its data."""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from ananea_desktop.operations import first_start, sign_in
from ananea_desktop.ui.first_start.guide import Guide
from ananea_desktop.ui.record_model import Row

if TYPE_CHECKING:
    from ananea_desktop.ui.main_window import MainWindow


def open_guide(window: "MainWindow", at: str) -> None:
    """At the page named, or where it was left; the one that is open already is shown, and stays where it is."""
    window.desk.books.ask(first_start.where, owner=window, then=lambda found: _open(window, found[0], at or found[1]))


def _open(window: "MainWindow", is_set_up: bool, at: str) -> None:
    for guide in window.stack.findChildren(Guide):
        window.stack.setCurrentWidget(guide)
        if at:
            guide.open_at(at)
        return
    guide = Guide(window.desk, is_set_up)
    if not window.covering.cover(guide):
        return
    window.top_bar.setEnabled(is_set_up)
    guide.set_up.connect(lambda: _enter(window, guide))
    guide.sample_made.connect(window.go_to_file)
    guide.open_at(at)


def _enter(window: "MainWindow", guide: Guide) -> None:
    """The first person of the office works from now on."""
    desk = window.desk

    def welcome(user: Row) -> None:
        window.welcome(user)
        if isValid(guide):
            guide.tell_pages()  # its page of people may have been filled while nobody worked yet, without one's own key

    def enter(entry: sign_in.Entry) -> None:
        desk.books.ask(sign_in.enter, entry.people[0]["name"], owner=window, then=welcome)

    desk.books.ask(sign_in.entry, owner=window, then=enter)
