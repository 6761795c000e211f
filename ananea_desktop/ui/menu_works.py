"""What each entry of the window's menu does, by its name in main_actions.py."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ananea_desktop.operations import office
from ananea_desktop.ui import main_actions

if TYPE_CHECKING:
    from ananea_desktop.ui.main_window import MainWindow


def works(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """What each action of the menu does, by its name."""
    lists = {
        each.name: lambda name=each.name: window.open_office(name)
        for each in main_actions.actions()
        if each.office_list
    }
    return lists | {
        "find": window.find_all,
        "shortcuts": partial(_open_shortcuts, window),
        "presentation": window.covering.open_presentation,
        "charts": window.covering.open_charts,
        "manual": partial(_help, window),
        "lock": lambda: window.lock.lock(),  # it is made later
        "change_user": window.ask_user,
        "hide_personal": window.hide_personal,
        "guide": window.open_guide,
        "sample": partial(_ask_sample, window),
        "profile": window.open_profile,
        "appearance": partial(_open_appearance, window),
        "users": partial(_open_people, window),
        "numbers": partial(_ask_numbers, window),
        "papelera": partial(_open_papelera, window),
        "copy": window.open_copies,
        "restore": window.open_restore,
        "check": window.check,
        "year_folder": partial(_ask_year_folder, window),
        "year_package": partial(_ask_year_package, window),
        "central": partial(_ask_central, window),
    }


def _open_shortcuts(window: "MainWindow") -> None:
    from ananea_desktop.ui.shortcuts_page import open_shortcuts

    open_shortcuts(window.desk, window.actions_by_name.get("manual"))


def _ask_sample(window: "MainWindow") -> None:
    from ananea_desktop.ui.first_start.sample import SampleDialog

    SampleDialog(window, window.desk, window.go_to_file).open()


def _help(window: "MainWindow") -> None:
    """What the field with the keys means, where its label is a hard word; else the manual where it fits."""
    from ananea_desktop.ui.help_word import show_word_of
    from ananea_desktop.ui.manual_places import place_of

    page = window.stack.currentWidget()
    if not show_word_of(window.focusWidget()):
        window.open_manual(place_of(page, window.name_in_sight()) if page is not None else "")


def _ask_numbers(window: "MainWindow") -> None:
    from ananea_desktop.ui.profile_form import FirstNumberDialog

    window.desk.books.ask(
        office.next_numbers, owner=window, then=lambda numbers: FirstNumberDialog(window.desk, numbers, window).open()
    )


def _open_people(window: "MainWindow") -> None:
    from ananea_desktop.ui.people_page import open_people

    open_people(window.desk)


def _open_papelera(window: "MainWindow") -> None:
    from ananea_desktop.ui.papelera import open_papelera

    open_papelera(window.desk)


def _open_appearance(window: "MainWindow") -> None:
    from ananea_desktop.ui.appearance_page import AppearancePage

    AppearancePage(window.desk).open()


def _ask_year_folder(window: "MainWindow") -> None:
    from ananea_desktop.ui.year_folder import YearFolderDialog

    YearFolderDialog(window, window.desk).open()


def _ask_year_package(window: "MainWindow") -> None:
    from ananea_desktop.ui.package_dialog import PackageDialog

    PackageDialog(window, window.desk).open()


def _ask_central(window: "MainWindow") -> None:
    from ananea_desktop.ui.central_open import CentralDialog

    CentralDialog(window).open()
