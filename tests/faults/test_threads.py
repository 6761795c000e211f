"""Eight threads that issue at once, every tenth time with a disk that fails inside the transaction: the one queue of
the books gives the numbers 1 to N, each once, and nobody is told that the file is locked."""

import queue
import random
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations import receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from tests.builders import a_draft, an_office_on_disk, clock
from tests.faults.books import Found, disk_error, faults_of, found_in

SEED = 20261127
THREADS, EACH = 8, 250
PATIENCE = 600_000
"""Milliseconds; only ever reached where an answer never comes."""

Ask = Callable[..., Any]
Work = Callable[[int, Ask], None]


class Failing(Books):
    """The disk fails in every tenth act, before or after everything of it was written."""

    def __init__(self, books: Books, seed: int) -> None:
        super().__init__(books.file, books.user, books.clock)
        self._chance = random.Random(seed)
        self.failed = 0

    @contextmanager
    def act(self, *, bars_undo: bool = True) -> Iterator[Connection]:
        fails = self._chance.random() < 0.1
        with super().act(bars_undo=bars_undo) as db:
            if fails and self._chance.random() < 0.5:
                self._fail()
            yield db
            if fails:
                self._fail()

    def _fail(self) -> None:
        self.failed += 1
        raise disk_error()


@pytest.fixture
def thread(path: Path, qtbot: QtBot) -> Iterator[BooksThread]:
    print(f"seed {SEED}")
    opened = open_in_thread(lambda: Failing(an_office_on_disk(path), SEED))
    yield opened
    opened.stop()


@pytest.fixture
def asked_by_all(
    thread: BooksThread, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Work], list[BaseException]]:
    """Lets eight threads work, each with its number and an ``ask`` that waits for its answer; gives what they met
    that no person should meet."""

    def run(work: Work) -> list[BaseException]:
        owner = QObject()
        mailboxes = [queue.SimpleQueue[Any]() for _each in range(THREADS)]
        met: list[BaseException] = []

        def no_person_should_meet(_kind: object, fault: BaseException, _trace: object) -> None:
            met.append(fault)
            for mailbox in mailboxes:
                mailbox.put(fault)

        monkeypatch.setattr(sys, "excepthook", no_person_should_meet)

        def main(number: int) -> None:
            mailbox = mailboxes[number]

            def ask(operation: Callable[..., Any], *arguments: Any) -> Any:
                thread.ask(operation, *arguments, owner=owner, then=mailbox.put, refused=mailbox.put)
                answer = mailbox.get()
                if isinstance(answer, BaseException):
                    raise answer
                return answer

            try:
                work(number, ask)
            except BaseException as fault:
                met.append(fault)

        workers = [threading.Thread(target=main, args=(number,)) for number in range(THREADS)]
        for worker in workers:
            worker.start()
        qtbot.waitUntil(lambda: not any(worker.is_alive() for worker in workers), timeout=PATIENCE)
        return met

    return run


def looked_at(thread: BooksThread, qtbot: QtBot) -> Found:
    answers: list[Found] = []
    owner = QObject()
    thread.ask(found_in, owner=owner, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    return answers[0]


def issued_at_last(ask: Ask, draft: ReceiptDraft, told: list[str]) -> Receipt:
    """The button is pressed with the same draft until it is saved."""
    while True:
        try:
            return ask(receipts.issue, draft)  # type: ignore[no-any-return]
        except StorageProblem as problem:
            told.append(problem.sentence)


def test_eight_threads_issue_without_gap_or_duplicate(
    thread: BooksThread, asked_by_all: Callable[[Work], list[BaseException]], qtbot: QtBot
) -> None:
    numbers: list[int] = []
    told: list[str] = []

    def work(_number: int, ask: Ask) -> None:
        for _receipt in range(EACH):
            numbers.append(issued_at_last(ask, a_draft(), told).number)

    assert asked_by_all(work) == []
    assert faults_of(numbers, THREADS * EACH) == []
    found = looked_at(thread, qtbot)
    assert found.numbers == {"in": list(range(1, THREADS * EACH + 1))}
    assert found.problems == []
    assert isinstance(thread.books, Failing)
    assert len(told) == thread.books.failed > THREADS * EACH / 20, "too little failed: the test proved nothing"
    assert set(told) == {"El disco no respondió y no se guardó. Revise el disco y guarde otra vez."}


def test_one_draft_sent_by_eight_threads_is_one_receipt(
    thread: BooksThread, asked_by_all: Callable[[Work], list[BaseException]], qtbot: QtBot
) -> None:
    draft = a_draft()
    numbers: list[int] = []

    def work(_number: int, ask: Ask) -> None:
        numbers.append(issued_at_last(ask, draft, []).number)

    assert asked_by_all(work) == []
    assert numbers == [1] * THREADS
    assert looked_at(thread, qtbot).numbers == {"in": [1]}


def test_a_number_taken_outside_the_transaction_is_caught(
    thread: BooksThread, asked_by_all: Callable[[Work], list[BaseException]]
) -> None:
    """The control: whoever asks for the number first and issues then has promised it to others too."""
    promised: list[int] = []
    all_asked = threading.Barrier(THREADS, timeout=PATIENCE / 1000)

    def work(_number: int, ask: Ask) -> None:
        draft = a_draft()
        promised.append(ask(receipts.preview, draft).number)
        all_asked.wait()
        issued_at_last(ask, draft, [])

    assert asked_by_all(work) == []
    assert faults_of(promised, THREADS) == ["twice: [1]", "missing: [2, 3, 4, 5, 6, 7, 8]"]


def test_connections_without_the_queue_meet_a_locked_file(path: Path) -> None:
    """The control: the same operation on connections of their own tells a person what no person should read."""
    an_office_on_disk(path).file.close()
    one, other = (
        Books(DataFile(path, sqlite3.connect(path, isolation_level=None, timeout=0)), "Rosa", clock) for _each in "ab"
    )
    with one.permitted(), one.act(), pytest.raises(StorageProblem, match="Otro programa está usando"):
        receipts.issue(other, a_draft())
    for books in (one, other):
        books.file.close()
