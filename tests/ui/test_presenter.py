"""Presenting: every key, what is on the wall at each moment, and which window stands on which screen."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ananea_desktop import app as program
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.presenter import Placement, Presenter, placement
from ananea_desktop.ui.presenter_windows import elapsed_text
from ananea_desktop.ui.slide_view import SlideView, fitting, nearest_first
from tests.ui.slide_pages import colour, pages

COUNT = 12
BEGUN = datetime(2027, 2, 20, 10, 5)


class Clock:
    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def presenter(qtbot: QtBot, clock: Clock) -> Iterator[Presenter]:
    program.make_application()
    notes = [f"nota {number}" for number in range(1, COUNT + 1)]
    titles = [f"título {number}" for number in range(1, COUNT + 1)]
    shown = Presenter(pages(COUNT), notes, titles, home=QGuiApplication.primaryScreen(), first=3, clock=clock)
    qtbot.waitUntil(lambda: shown.audience.slide.shown_page == 3)
    yield shown
    shown.leave()


def press(presenter: Presenter, key: Qt.Key | str) -> None:
    window = presenter.audience if presenter.audience.isVisible() else presenter.presenter
    if isinstance(key, str):
        QTest.keyClicks(window, key)
    else:
        QTest.keyClick(window, key)


def wall(presenter: Presenter) -> QColor:
    """The colour in the middle of what the audience sees."""
    picture = presenter.audience.grab().toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() // 2)


Key = Qt.Key


@pytest.mark.parametrize(
    "key", [Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_Return, Key.Key_Enter]
)
def test_keys_that_go_on(presenter: Presenter, key: Qt.Key) -> None:
    press(presenter, key)
    assert presenter.page == 4


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Up, Key.Key_PageUp, Key.Key_Backspace])
def test_keys_that_go_back(presenter: Presenter, key: Qt.Key) -> None:
    press(presenter, key)
    assert presenter.page == 2


def test_home_and_end_and_no_further(presenter: Presenter) -> None:
    press(presenter, Key.Key_Home)
    press(presenter, Key.Key_Left)
    assert presenter.page == 0
    press(presenter, Key.Key_End)
    press(presenter, Key.Key_Right)
    assert presenter.page == COUNT - 1


@pytest.mark.parametrize(
    ("keys", "shade"), [("bB", "#000000"), ("..", "#000000"), ("wW", "#ffffff"), (",w", "#ffffff")]
)
def test_black_and_white_cover_the_wall_and_go_away(presenter: Presenter, keys: str, shade: str) -> None:
    press(presenter, keys[0])
    assert wall(presenter) == QColor(shade)
    press(presenter, keys[1])
    assert wall(presenter) == colour(3)


def test_going_on_takes_the_black_away(qtbot: QtBot, presenter: Presenter) -> None:
    press(presenter, "b")
    press(presenter, Key.Key_Right)
    qtbot.waitUntil(lambda: wall(presenter) == colour(4))


def test_number_and_enter_jump(presenter: Presenter) -> None:
    for key in ("1", "1", Key.Key_Backspace, "0", Key.Key_Return):
        press(presenter, key)
    assert presenter.page == 9
    assert presenter.typed == ""


def test_the_typed_number_is_seen_by_who_presents(presenter: Presenter) -> None:
    press(presenter, "1")
    press(presenter, "2")
    assert "12" in presenter.presenter.remark.text()


@pytest.mark.parametrize("number", ["0", "13", "9999"])
def test_a_slide_that_is_not_there_changes_nothing(presenter: Presenter, number: str) -> None:
    for key in (*number, Key.Key_Enter):
        press(presenter, key)
    assert presenter.page == 3
    assert "Ir a" not in presenter.presenter.remark.text()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F5])
def test_keys_that_leave(qtbot: QtBot, presenter: Presenter, key: Qt.Key) -> None:
    with qtbot.waitSignal(presenter.left):
        press(presenter, key)
    assert not presenter.audience.isVisible()


def test_closing_the_window_leaves(qtbot: QtBot, presenter: Presenter) -> None:
    with qtbot.waitSignal(presenter.left):
        presenter.audience.close()


def test_keys_that_mean_nothing_do_nothing(presenter: Presenter) -> None:
    for key in ("q", Key.Key_F1, Key.Key_Tab, Key.Key_Shift):
        press(presenter, key)
    assert (presenter.page, presenter.shade, presenter.typed) == (3, "", "")


def test_the_mouse_goes_on_and_back(qtbot: QtBot, presenter: Presenter) -> None:
    slide = presenter.audience.slide
    qtbot.mouseClick(slide, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(slide, Qt.MouseButton.LeftButton)
    assert presenter.page >= 5
    before = presenter.page
    qtbot.mouseClick(slide, Qt.MouseButton.RightButton)
    assert presenter.page == before - 1


def test_the_arrow_hides_when_it_rests_and_comes_back(qtbot: QtBot, presenter: Presenter) -> None:
    audience = presenter.audience
    qtbot.waitUntil(lambda: audience.cursor().shape() == Qt.CursorShape.BlankCursor, timeout=6_000)
    qtbot.mouseMove(audience.slide, QPoint(30, 30))
    qtbot.mouseMove(audience.slide, QPoint(60, 60))
    qtbot.waitUntil(lambda: audience.cursor().shape() != Qt.CursorShape.BlankCursor)


def test_on_one_screen_the_notes_are_a_key_away(presenter: Presenter) -> None:
    assert presenter.audience.isVisible()
    assert not presenter.presenter.isVisible()
    press(presenter, "n")
    assert presenter.presenter.isVisible()
    assert not presenter.audience.isVisible()
    assert presenter.presenter.notes.toPlainText() == "nota 4"
    press(presenter, Key.Key_Right)
    assert presenter.presenter.notes.toPlainText() == "nota 5"
    press(presenter, "n")
    assert presenter.audience.isVisible()
    assert presenter.page == 4


def test_who_presents_sees_place_title_what_follows_and_the_time(presenter: Presenter, clock: Clock) -> None:
    window = presenter.presenter
    assert (window.number.text(), window.title.text()) == ("4 de 12", "título 4")
    assert window.following_title.text() == "título 5"
    clock.now = BEGUN + timedelta(minutes=61, seconds=5)
    presenter.go_to(COUNT - 1)
    assert window.following_title.text() == "Es la última diapositiva."
    assert (window.clock.text(), window.elapsed.text()) == ("11:06", "1:01:05")


def test_the_buttons_do_as_the_keys(qtbot: QtBot, presenter: Presenter) -> None:
    presenter.swap_screens()
    for name, page in (("next", 4), ("next", 5), ("back", 4)):
        qtbot.mouseClick(presenter.presenter.findChild(Button, name), Qt.MouseButton.LeftButton)
        assert presenter.page == page
    qtbot.mouseClick(presenter.presenter.findChild(Button, "black"), Qt.MouseButton.LeftButton)
    assert presenter.shade == "black"
    with qtbot.waitSignal(presenter.left):
        qtbot.mouseClick(presenter.presenter.findChild(Button, "leave"), Qt.MouseButton.LeftButton)


def test_the_old_slide_stays_until_the_new_one_is_ready(qtbot: QtBot) -> None:
    program.make_application()
    view = SlideView("slide", ground="desk", ahead=False)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_pdf(pages(3), 3, 0)
    view.show()
    qtbot.waitUntil(lambda: view.shown_page == 0)
    view.go_to(2)
    assert view.shown_page == 0
    assert view.grab().toImage().pixelColor(200, 150) == colour(0)
    qtbot.waitUntil(lambda: view.shown_page == 2)
    assert view.grab().toImage().pixelColor(200, 150) == colour(2)
    view.resize(200, 150)
    assert view.grab().toImage().pixelColor(100, 75) == colour(2), "scaled while it is drawn anew"


def test_the_next_slide_is_there_before_it_is_wanted(qtbot: QtBot, presenter: Presenter) -> None:
    qtbot.waitUntil(lambda: presenter.audience.slide.pictures.is_complete)
    press(presenter, Key.Key_Right)
    assert presenter.audience.slide.shown_page == 4
    press(presenter, Key.Key_End)
    assert presenter.audience.slide.shown_page == COUNT - 1


def test_the_budget_keeps_the_nearest(qtbot: QtBot) -> None:
    program.make_application()
    view = SlideView("slide", ground="desk", ahead=True)
    qtbot.addWidget(view)
    view.pictures._budget = 400 * 300 * 4 * 5
    view.resize(400, 300)
    view.show_pdf(pages(20), 20, 10)
    view.show()
    qtbot.waitUntil(lambda: view.pictures.is_complete)
    kept = [page for page in range(20) if view.pictures.picture(page) is not None]
    assert kept == [8, 9, 10, 11, 12]
    view.go_to(0)
    qtbot.waitUntil(lambda: view.pictures.is_complete)
    assert [page for page in range(20) if view.pictures.picture(page) is not None] == [0, 1, 2, 3, 4]


@given(st.integers(1, 40).flatmap(lambda count: st.tuples(st.integers(0, count - 1), st.just(count))))
def test_nearest_first_has_every_page_once_and_the_next_before_the_last(place: tuple[int, int]) -> None:
    page, count = place
    order = nearest_first(page, count)
    assert sorted(order) == list(range(count))
    distances = [abs(each - page) for each in order]
    assert distances == sorted(distances)
    assert order[0] == page
    if page + 1 < count:
        assert order[1] == page + 1


def test_a_slide_is_never_cut_and_lies_in_the_middle() -> None:
    assert fitting(QSize(400, 300), QSize(1600, 900)).getRect() == (200, 0, 1200, 900)
    assert fitting(QSize(1600, 900), QSize(1024, 768)).getRect() == (0, 96, 1024, 576)
    assert fitting(QSize(), QSize(10, 10)).isEmpty()


@pytest.mark.parametrize(
    ("screens", "swapped", "notes_first", "expected"),
    [
        (["own", "wall"], False, False, Placement("wall", "own")),
        (["wall", "own"], False, False, Placement("wall", "own")),
        (["own", "wall"], True, False, Placement("own", "wall")),
        (["own", "wall", "third"], False, True, Placement("wall", "own")),
        (["own"], False, False, Placement("own", None)),
        (["own"], True, True, Placement(None, "own")),
        (["wall"], False, True, Placement(None, "wall")),
    ],
)
def test_which_window_stands_where(
    screens: list[str], swapped: bool, notes_first: bool, expected: Placement[str]
) -> None:
    assert placement(screens, "own", swapped=swapped, notes_first=notes_first) == expected


def test_elapsed_time_is_short_and_plain() -> None:
    assert elapsed_text(timedelta(seconds=-3)) == "0:00"
    assert elapsed_text(timedelta(minutes=5, seconds=7.9)) == "5:07"
    assert elapsed_text(timedelta(hours=2, seconds=1)) == "2:00:01"


def test_on_two_screens_with_the_projector_unplugged_and_back(tmp_path: Path) -> None:
    usual = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    own = usual | {"name": "pc", "x": 0, "width": 1366, "height": 768}
    projector = usual | {"name": "projector", "x": 1366, "width": 1024, "height": 768}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [own, projector]}))
    shown = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert shown.returncode == 0, shown.stderr
    assert "Traceback" not in shown.stderr


def test_leaving_twice_is_leaving_once(presenter: Presenter) -> None:
    told: list[bool] = []
    presenter.left.connect(lambda: told.append(True))
    presenter.leave()
    presenter.leave()
    presenter.screens_changed()
    QApplication.processEvents()
    assert told == [True]
