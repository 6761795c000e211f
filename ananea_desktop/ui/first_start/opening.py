"""How the window opens the guide, and what it does when the cooperative has its data."""

from typing import TYPE_CHECKING

from ananea_desktop.operations import first_start, sign_in
from ananea_desktop.ui.first_start.guide import Guide

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
    guide.set_up.connect(lambda: _enter(window))
    guide.sample_made.connect(window.go_to_file)
    guide.open_at(at)


def _enter(window: "MainWindow") -> None:
    """The first person of the office works from now on."""
    desk = window.desk

    def enter(entry: sign_in.Entry) -> None:
        desk.books.ask(sign_in.enter, entry.people[0]["name"], owner=window, then=window.welcome)

    desk.books.ask(sign_in.entry, owner=window, then=enter)
