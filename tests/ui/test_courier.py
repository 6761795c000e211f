"""What other threads make comes to who asked, in the window's thread, and to nobody who is gone."""

import threading
import weakref
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ananea_desktop.ui.courier import deliver


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.taken: list[tuple[object, threading.Thread]] = []

    def take(self, made: "Future[object]") -> None:
        self.taken.append((made.result(), threading.current_thread()))


def test_what_is_made_comes_in_the_windows_thread(qtbot: QtBot) -> None:
    asker = Asker()
    with ThreadPoolExecutor(max_workers=1) as worker:
        deliver(worker.submit(lambda: 7), asker.take)
    qtbot.waitUntil(lambda: bool(asker.taken))
    assert asker.taken == [(7, threading.main_thread())]


def test_nothing_comes_to_who_is_gone_and_nobody_is_kept_for_it(qtbot: QtBot) -> None:
    asker, other = Asker(), Asker()
    taken = asker.taken
    known = weakref.ref(asker)
    first: Future[object] = Future()
    last: Future[object] = Future()
    deliver(first, asker.take)
    deliver(last, other.take)
    del asker
    assert known() is None, "deliver kept it"
    first.set_result("for nobody")
    last.set_result("later")
    qtbot.waitUntil(lambda: bool(other.taken))
    assert [made for made, _thread in other.taken] == ["later"]
    assert taken == []
