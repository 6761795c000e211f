"""The books' thread: long work gives way to whatever else is asked, and ends with one answer."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import current_language
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import people, program_log
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage.check import check
from ananea_desktop.ui import books_thread
from ananea_desktop.ui.books_thread import BooksThread, OpeningBooks, open_in_thread
from tests.builders import an_office, an_office_on_disk, issued
from tests.faults.full_disk import forget_and_damage, no_file_longer_than


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[BooksThread]:
    opened = open_in_thread(an_office)
    yield opened
    if opened._thread.is_alive():
        opened.stop()


class Counter:
    """Long work that counts its steps, and waits after the first of them until the test lets it go on."""

    def __init__(self, steps: int = 5) -> None:
        self.steps = steps
        self.done = 0
        self.closed = False
        self.begun = threading.Event()
        self.may_go_on = threading.Event()

    def work(self, books: Books) -> Steps[int]:
        try:
            for _step in range(self.steps):
                self.done += 1
                self.begun.set()
                self.may_go_on.wait()
                yield
        finally:
            self.closed = True
        return self.done


def test_an_ask_is_answered_between_two_steps_of_long_work(thread: BooksThread, qtbot: QtBot) -> None:
    counter, owner = Counter(), QObject()
    answers: list[object] = []
    thread.ask(counter.work, owner=owner, then=answers.append)
    counter.begun.wait()
    thread.ask(lambda books: ("between", counter.done), owner=owner, then=answers.append)
    counter.may_go_on.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert answers == [("between", 1), 5]


def test_two_long_works_take_turns_and_answer_once_each(thread: BooksThread, qtbot: QtBot) -> None:
    owner = QObject()
    order: list[str] = []
    answers: list[str] = []

    def steps(books: Books, name: str) -> Steps[str]:
        for _step in range(3):
            order.append(name)
            yield
        return name

    gate = threading.Event()
    thread.ask(lambda books: gate.wait(), owner=owner)
    for name in ("a", "b"):
        thread.ask(steps, name, owner=owner, then=answers.append)
    assert not thread.is_idle
    gate.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert order == ["a", "b"] * 3
    assert answers == ["a", "b"]


class Painted(QWidget):
    """Writes down when it is painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, event: QPaintEvent) -> None:
        self._order.append("painted")


def test_what_may_come_later_begins_after_what_is_to_be_painted(thread: BooksThread, qtbot: QtBot) -> None:
    order: list[str] = []
    widget = Painted(order)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: "painted" in order)

    def steps(books: Books) -> Steps[None]:
        for _step in range(2):
            order.append("step")
            yield

    thread.ask(steps, owner=widget)
    qtbot.waitUntil(lambda: thread.is_idle)
    order.clear()
    widget.update()
    thread.ask(lambda books: order.append("later"), owner=widget, after_painting=True)
    assert not thread.is_idle
    qtbot.waitUntil(lambda: thread.is_idle)
    assert order == ["painted", "later"]
    order.clear()
    gate = threading.Event()
    thread.ask(lambda books: gate.wait(), owner=widget)
    thread.ask(steps, owner=widget)
    widget.update()
    gate.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert order.index("painted") < len(order) - 1, "the second step did not wait for the painting"


def test_what_may_come_later_is_left_when_its_owner_is_gone(thread: BooksThread, qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    thread.ask(lambda books: done.append("done"), owner=owner, after_painting=True)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: thread.is_idle)
    assert done == []


def test_closing_answers_what_was_to_come_later(thread: BooksThread) -> None:
    owner, done = QObject(), list[str]()
    thread.ask(lambda books: done.append("read"), owner=owner, after_painting=True)
    thread.ask(lambda books: done.append("written"), owner=owner, after_painting=True, must_finish=True)
    thread.stop()
    assert done == ["written"]


def test_long_work_is_dropped_when_its_owner_is_gone(thread: BooksThread, qtbot: QtBot) -> None:
    counter, owner = Counter(), QObject()
    answers: list[object] = []
    thread.ask(counter.work, owner=owner, then=answers.append)
    counter.begun.wait()
    shiboken6.delete(owner)
    counter.may_go_on.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert (answers, counter.done, counter.closed) == ([], 1, True)


def test_what_goes_wrong_in_a_step_goes_where_others_go(
    thread: BooksThread, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    refused: list[UserError] = []
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, fault, trace: faults.append(kind))

    def refuses(books: Books) -> Steps[None]:
        yield
        raise UserError("No se puede.")

    def fails(books: Books) -> Steps[None]:
        yield
        raise ZeroDivisionError

    thread.ask(refuses, owner=owner, refused=refused.append)
    thread.ask(fails, owner=owner)
    qtbot.waitUntil(lambda: thread.is_idle)
    assert [problem.sentence for problem in refused] == ["No se puede."]
    assert faults == [ZeroDivisionError]


def test_closing_does_not_wait_for_long_work(thread: BooksThread) -> None:
    counter = Counter(steps=1_000_000_000)
    thread.ask(counter.work, owner=QObject())
    counter.begun.wait()
    counter.may_go_on.set()
    thread.stop()
    assert counter.done < counter.steps


def test_closing_finishes_what_writes_a_file(thread: BooksThread) -> None:
    gate, counter = threading.Event(), Counter(steps=50)
    counter.may_go_on.set()
    thread.ask(lambda books: gate.wait(), owner=QObject())
    thread.ask(counter.work, owner=QObject(), must_finish=True)
    gate.set()
    assert thread.stop() == []
    assert counter.done == counter.steps


def test_what_must_be_finished_outlives_who_asked_for_it(thread: BooksThread, qtbot: QtBot) -> None:
    counter, owner = Counter(), QObject()
    thread.ask(counter.work, owner=owner, must_finish=True)
    counter.begun.wait()
    shiboken6.delete(owner)
    counter.may_go_on.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert counter.done == counter.steps


def test_what_fails_while_closing_is_given_to_who_closes_and_told_once(thread: BooksThread, qtbot: QtBot) -> None:
    told: list[UserError] = []
    thread.problem_met.connect(told.append)

    def refuses(books: Books) -> Steps[None]:
        yield
        raise UserError("El disco está lleno.")

    thread.ask(refuses, owner=QObject(), must_finish=True)
    assert [problem.sentence for problem in thread.stop()] == ["El disco está lleno."]
    qtbot.waitUntil(lambda: thread.is_idle)
    assert told == []


def test_a_fault_of_ours_while_closing_is_raised_and_hinders_nothing_else(thread: BooksThread) -> None:
    done: list[str] = []
    begun, may_go_on = threading.Event(), threading.Event()

    def faulty(books: Books) -> Steps[None]:
        begun.set()
        may_go_on.wait()
        yield
        raise ZeroDivisionError

    def saves(books: Books) -> Steps[None]:
        yield
        done.append("saved")

    owner = QObject()
    thread.ask(faulty, owner=owner, must_finish=True)
    thread.ask(saves, owner=owner, must_finish=True)
    begun.wait()
    may_go_on.set()
    with pytest.raises(ZeroDivisionError):
        thread.stop(lambda books: done.append("copied"))
    assert done == ["saved", "copied"]


@pytest.mark.parametrize("is_closing", [False, True])
def test_dropped_work_closes_in_its_own_language(
    thread: BooksThread, qtbot: QtBot, is_closing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: faults.append(fault))
    owner, begun, may_go_on, closed = QObject(), threading.Event(), threading.Event(), threading.Event()

    def english(books: Books) -> Steps[None]:
        try:
            with in_language("en"):
                while True:
                    begun.set()
                    may_go_on.wait()
                    yield
        finally:
            closed.set()

    thread.ask(english, owner=owner)
    begun.wait()
    if is_closing:
        may_go_on.set()
        thread.stop()
    else:
        shiboken6.delete(owner)
        may_go_on.set()
        qtbot.waitUntil(lambda: thread.is_idle)
    assert closed.is_set()
    assert faults == []


def test_the_language_of_long_work_is_not_spoken_by_who_comes_between(thread: BooksThread, qtbot: QtBot) -> None:
    owner = QObject()
    spoken: list[str] = []

    begun, may_go_on = threading.Event(), threading.Event()

    def english(books: Books) -> Steps[str]:
        with in_language("en"):
            for _step in range(3):
                begun.set()
                may_go_on.wait()
                yield
            return current_language()

    thread.ask(english, owner=owner, then=spoken.append)
    begun.wait()
    thread.ask(lambda books: current_language(), owner=owner, then=spoken.append)
    may_go_on.set()
    qtbot.waitUntil(lambda: thread.is_idle)
    assert spoken == ["es", "en"]


def test_a_log_that_cannot_be_moved_into_the_file_stops_nobody(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is in the log is kept; the disk may be full only for a while."""
    monkeypatch.setattr(books_thread, "_IDLE_SECONDS", 0.01)
    path = tmp_path / "ananea.db"
    thread = open_in_thread(lambda: an_office_on_disk(path))
    owner = QObject()
    answers: list[object] = []
    with no_file_longer_than(4096):
        thread.ask(lambda books: books.user, owner=owner, then=answers.append)
        qtbot.waitUntil(lambda: "not moved" in caplog.text or not thread._thread.is_alive())
        thread.ask(lambda books: books.user, owner=owner, then=answers.append)
        qtbot.waitUntil(lambda: answers == ["Rosa", "Rosa"])
    thread.stop()
    again = an_office_on_disk(path)
    assert check(again.file).problems == []
    again.file.close()


def test_what_a_module_says_of_a_fault_stands_in_the_log_beside_the_file(tmp_path: Path) -> None:
    """A diary that cannot be written hinders no receipt, and only the log tells of it."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    assert books.file.diary is not None
    books.file.diary.path = Path("/dev/full")
    with program_log.logging_to(lambda: tmp_path / "ananea.log"):
        issued(books)
    books.file.close()
    assert "the diary could not be written" in (tmp_path / "ananea.log").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    """It is no fault of the program, whose dialog of faults would say so."""
    path = tmp_path / "ananea.db"
    thread = open_in_thread(lambda: an_office_on_disk(path))
    owner = QObject()
    told: list[UserError] = []
    thread.ask(forget_and_damage, owner=owner)
    thread.ask(people.all_of, owner=owner, refused=told.append)
    qtbot.waitUntil(lambda: thread.is_idle)
    thread.stop()
    assert [problem.sentence for problem in told] == [
        "El archivo de datos está dañado. No siga anotando: use la última copia."
    ]


def test_books_are_opened_while_the_window_goes_on(qtbot: QtBot) -> None:
    may_open = threading.Event()

    def opening() -> Books:
        may_open.wait()
        return an_office()

    beside = OpeningBooks(opening)
    beside.start()  # answers at once, though nothing is open yet
    with qtbot.waitSignal(beside.opened) as opened:
        may_open.set()
    (keeper,) = opened.args
    assert keeper.stop() == []


def test_books_that_nobody_wants_any_more_are_closed(qtbot: QtBot) -> None:
    may_open, closed = threading.Event(), threading.Event()

    def opening() -> Books:
        may_open.wait()
        books = an_office()
        close = books.file.close
        books.file.close = lambda: (close(), closed.set())  # type: ignore[method-assign, assignment, func-returns-value]
        return books

    beside = OpeningBooks(opening)
    beside.start()
    beside.leave()
    may_open.set()
    assert closed.wait(10)
    beside._opening.thread.join(10)
    assert not beside._opening.thread.is_alive()


def test_books_that_cannot_be_opened_are_told(qtbot: QtBot) -> None:
    def opening() -> Books:
        raise UserError("No hay.")

    beside = OpeningBooks(opening)
    with qtbot.waitSignal(beside.refused) as refused:
        beside.start()
    assert refused.args[0].sentence == "No hay."
