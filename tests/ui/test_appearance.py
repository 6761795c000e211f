"""Light or dark and the size of the letters: chosen in the menu or by keys, seen at once, kept on this PC."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop import app
from ananea_desktop.ui import appearance, theme
from ananea_desktop.ui.appearance import LETTERS_SETTING, THEME_SETTING, Appearance, Colours, Letters
from ananea_desktop.ui.appearance_page import AppearancePage
from ananea_desktop.ui.tabs.home import HomeTab
from tests.builders import an_office_on_disk
from tests.ui.conftest import Office


@pytest.fixture(autouse=True)
def nothing_chosen() -> Iterator[None]:
    def forget() -> None:
        QSettings().remove("appearance")
        appearance.dress(app.make_application())

    forget()
    yield
    forget()


@pytest.fixture
def office(open_office: Callable[[], Office], tmp_path: Path) -> Office:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    return open_office()


def page_of(office: Office) -> AppearancePage:
    office.window.actions_by_name["appearance"].trigger()
    office.settle()
    return office.seen(AppearancePage)


def segment(page: QWidget, words: str) -> QAbstractButton:
    return next(each for each in page.findChildren(QAbstractButton) if each.text() == words)


def test_dark_and_large_are_seen_at_once_and_kept(office: Office) -> None:
    page = page_of(office)
    before = office.window.top_bar.height()
    QTest.mouseClick(segment(page, "Oscuros"), Qt.MouseButton.LeftButton)
    assert theme.palette() == theme.DARK
    ground = office.window.grab().toImage().pixelColor(700, 500)
    assert ground.name() == theme.DARK.bg.lower()
    QTest.mouseClick(segment(page, "Grandes"), Qt.MouseButton.LeftButton)
    assert QApplication.font().pointSizeF() == 15 == theme.BASE_POINTS * 1.25
    assert office.window.top_bar.height() > before
    assert appearance.chosen() == Appearance(Colours.DARK, Letters.LARGE)
    theme.apply_theme(app.make_application(), theme.LIGHT)
    app.make_application()  # as at the next start
    assert theme.palette() == theme.DARK and QApplication.font().pointSizeF() == 15


def test_keys_make_the_letters_larger_and_normal_and_the_page_follows(office: Office, qtbot: QtBot) -> None:
    page = page_of(office)
    office.keys(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pointSizeF() == 15 and page.letters.value() == Letters.LARGE
    office.keys(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pointSizeF() == 12 and page.letters.value() == Letters.NORMAL
    office.keys(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    office.keys(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pointSizeF() == 12
    office.keys(Qt.Key.Key_Escape)
    assert isinstance(office.window.stack.currentWidget(), HomeTab)


def test_arrow_keys_choose_on_the_page(office: Office) -> None:
    page = page_of(office)
    office.window.activateWindow()
    office.qtbot.waitUntil(segment(page, "Como el sistema").hasFocus)
    QTest.keyClick(segment(page, "Como el sistema"), Qt.Key.Key_Right)
    assert page.colours.value() == Colours.LIGHT == appearance.chosen().colours


def test_what_nobody_here_wrote_counts_as_never_chosen() -> None:
    QSettings().setValue(THEME_SETTING, "rojo")
    QSettings().setValue(LETTERS_SETTING, 7)
    assert appearance.chosen() == Appearance(Colours.SYSTEM, Letters.NORMAL)


def test_the_system_decides_only_while_nothing_else_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    application = app.make_application()
    monkeypatch.setattr(theme, "system_palette", lambda _app: theme.DARK)
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.palette() == theme.DARK
    appearance.choose(colours=Colours.LIGHT)
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.palette() == theme.LIGHT
