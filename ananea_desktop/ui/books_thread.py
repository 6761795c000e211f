"""The one thread that works on the data file, and how the window asks it: the window never waits for the disk."""

import logging
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from types import GeneratorType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import program_log
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.errors import database_faults

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 3.0
_LONG_SECONDS = 1.0
"""Work that takes longer is written into the log, with how it ended."""

_MORE = object()
"""What a step gives that is not the last."""
_PAINTED = QEvent.Type(QEvent.registerEventType())
"""The window has painted what was to be painted: of low priority, it comes after that."""

Then = Callable[[Any], object]
Refused = Callable[[UserError], object]


@dataclass(frozen=True)
class _Order:
    """One thing asked, and who wants to know."""

    owner: QObject
    then: Then | None
    refused: Refused | None
    must_finish: bool
    work: Callable[[], Any]
    what: Callable[..., Any]
    drop: Callable[[], object] | None = None
    """Gives up what was begun."""
    begun: float = 0.0

    def note(self, end: str) -> None:
        """Writes down how long work ended; of what is short only what the disk or the machine refused."""
        seconds = monotonic() - self.begun
        if seconds >= _LONG_SECONDS:
            _log.info("%s took %.1f s: %s", self.name, seconds, end)

    @property
    def name(self) -> str:
        what = self.what.func if isinstance(self.what, partial) else self.what
        return f"{getattr(what, '__module__', '?')}.{getattr(what, '__qualname__', type(what).__name__)}"


class BooksThread(QObject):
    """Runs operations one after the other, each with the open books first, and answers in the window's thread.

    An operation that gives Steps is done piece by piece: whatever else is asked is answered between two of them, the
    next begins only once the window has painted what it has to, and it is dropped when its ``owner`` is gone or the
    file is closed, unless it must be finished. Such work holds no transaction while it gives way.

    An answer whose ``owner`` is gone is dropped. A UserError goes to ``refused``, or to ``problem_met`` where the
    asker gave none; any other error is ours and goes to the crash handler.
    """

    problem_met = Signal(object)
    _answered = Signal(object)

    def __init__(self, books: Books, thread: threading.Thread) -> None:
        """``books`` were opened by ``thread``, which then runs ``run_forever``."""
        super().__init__()
        self.books = books
        self._thread = thread
        self._orders: queue.Queue[_Order | Callable[[], None] | None] = queue.Queue()
        self._paced: deque[_Order] = deque()
        self._waiting = 0
        self._unheard: list[UserError] = []
        self._is_stopping = False
        self._answered.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        operation: Callable[..., Any],
        *arguments: Any,
        owner: QObject,
        then: Then | None = None,
        refused: Refused | None = None,
        must_finish: bool = False,
        after_painting: bool = False,
        **named: Any,
    ) -> None:
        """Runs ``operation(books, *arguments, **named)`` and calls ``then`` with what it gives.

        ``must_finish`` is for what writes a file: whoever goes, it is done to the end, and never fails unheard.
        ``after_painting`` is for what may come a moment later than what is shown now; dropped if ``owner`` is gone.
        """
        self._waiting += 1
        work = partial(operation, self.books, *arguments, **named)
        order = _Order(owner, then, refused, must_finish, work, operation)
        if after_painting:
            self._pace(order)
        else:
            self._orders.put(order)

    def _pace(self, order: _Order) -> None:
        # Python runs one thread at a time: beside other work, painting takes three times as long.
        self._paced.append(order)
        QCoreApplication.postEvent(self, QEvent(_PAINTED), Qt.EventPriority.LowEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() != _PAINTED:
            return super().event(event)
        self._orders.put(self._go_on)
        return True

    def _go_on(self) -> None:
        if not self._paced:
            return  # whoever closes the file has done it
        order = self._paced.popleft()
        if order.must_finish or (isValid(order.owner) and not self._is_stopping):
            self._do(order)
            return
        if order.drop is not None:
            order.drop()
            order.note("given up")
        self._answered.emit(lambda: self._deliver(order.owner, None, None))

    def _do(self, order: _Order) -> None:
        order = order if order.begun else replace(order, begun=monotonic())
        try:
            with database_faults():
                answer = order.work()
        except UserError as problem:
            order.note("refused")
            if isinstance(problem, StorageProblem):
                program_log.note_problem(problem, order.name)
            if order.must_finish:
                self._unheard.append(problem)
            self._answered.emit(lambda problem=problem: self._refuse(order, problem))
        except Exception:
            if self._is_stopping:
                raise  # no loop turns any more that could tell it; ``stop`` raises it
            order.note("failed")
            fault = sys.exc_info()
            self._answered.emit(lambda: self._fail(fault))
        else:
            if isinstance(answer, GeneratorType):
                self._begin_long(order, answer)
            elif answer is not _MORE:
                order.note("done")
                self._answered.emit(lambda: self._deliver(order.owner, order.then, answer))

    def _begin_long(self, order: _Order, steps: Steps[Any]) -> None:
        # a language spoken inside is spoken in this context only, not by who is answered in between
        context = copy_context()

        def one_step() -> Any:
            try:
                context.run(next, steps)
            except StopIteration as end:
                return end.value
            self._pace(following)
            return _MORE

        following = replace(order, work=one_step, drop=partial(context.run, steps.close))
        self._do(following)

    @property
    def is_idle(self) -> bool:
        """Whether everything asked has been answered."""
        return self._waiting == 0

    def _deliver(self, owner: QObject, then: Then | None, answer: Any) -> None:
        self._waiting -= 1
        if then is not None and isValid(owner):
            then(answer)

    def _refuse(self, order: _Order, problem: UserError) -> None:
        self._waiting -= 1
        if order.must_finish:
            if problem not in self._unheard:
                return  # whoever closed the file has heard it
            self._unheard.remove(problem)
        if order.refused is None or not isValid(order.owner):
            self.problem_met.emit(problem)
        else:
            order.refused(problem)

    def _fail(self, fault: Any) -> None:
        self._waiting -= 1
        sys.excepthook(*fault)

    def run_forever(self) -> None:
        """The thread's own loop; ends with ``stop``."""
        dirty = False
        while True:
            try:
                order = self._orders.get(timeout=_IDLE_SECONDS if dirty else None)
            except queue.Empty:
                self._rest()
                dirty = False
                continue
            if order is None:
                return
            if isinstance(order, _Order):
                self._do(order)
            else:
                self._call(order)
            dirty = True

    def _call(self, work: Callable[[], None]) -> None:
        """What goes wrong in it is told, and the thread lives on: else nothing asked would be answered any more."""
        try:
            work()
        except Exception:
            fault = sys.exc_info()
            self._answered.emit(lambda: sys.excepthook(*fault))

    def _rest(self) -> None:
        """Moves the log into the file; where that fails it stays whole, and is moved the next time."""
        try:
            self.books.file.checkpoint()
        except StorageProblem:
            _log.exception("the write-ahead log was not moved into the data file")

    def stop(self, closing: Callable[[Books], object] | None = None) -> list[UserError]:
        """Finishes what was asked, runs ``closing``, closes the file and waits for the thread's end.

        Long work that only reads is dropped. Gives what was refused of what had to be finished, for no window can
        tell it any more. Raises what ``closing`` raised, or a fault in what had to be finished, after the file is
        closed.
        """
        faults: list[Exception] = []

        def finish() -> None:
            self._is_stopping = True
            while self._paced:
                attempt(self._go_on)
            if closing is not None:
                attempt(partial(closing, self.books))
            attempt(self.books.file.close)

        def attempt(work: Callable[[], object]) -> None:
            try:
                work()
            except Exception as fault:
                faults.append(fault)

        self._orders.put(finish)
        self._orders.put(None)
        self._thread.join()
        if faults:
            raise faults[0]
        return self.take_unheard()

    def take_unheard(self) -> list[UserError]:
        """What was refused of what had to be finished and that no window can tell any more; each only once."""
        unheard, self._unheard = self._unheard, []
        return unheard


def open_in_thread(open_books: Callable[[], Books]) -> BooksThread:
    """Starts the thread, opens the books in it, and raises here what went wrong there."""
    found = _Opening(open_books)
    found.thread.start()
    return found.take()


class _Opening:
    """A thread that opens books and then waits for who takes them."""

    def __init__(self, open_books: Callable[[], Books], tell: Callable[[], object] = lambda: None) -> None:
        """``tell`` is called in the thread once they are open, or cannot be."""
        self._open_books, self._tell = open_books, tell
        self._opened: Future[Books] = Future()
        self._taken: Future[BooksThread | None] = Future()
        self.thread = threading.Thread(target=self._run, name="books")

    def _run(self) -> None:
        try:
            books = self._open_books()
            self._opened.set_result(books)
        except BaseException as fault:
            self._opened.set_exception(fault)
            self._tell()
            return
        self._tell()
        keeper = self._taken.result()
        if keeper is None:
            books.file.close()
        else:
            keeper.run_forever()

    def take(self) -> BooksThread:
        """Waits for it. Raises what went wrong there."""
        keeper = BooksThread(self._opened.result(), self.thread)
        self._taken.set_result(keeper)
        return keeper

    def leave(self) -> None:
        """Nobody wants them any more: they are closed as soon as they are open."""
        if not self._taken.done():
            self._taken.set_result(None)

    @property
    def is_left(self) -> bool:
        return self._taken.done()


class OpeningBooks(QObject):
    """Opens books while the window goes on: ``opened`` gives the BooksThread, ``refused`` the UserError."""

    opened = Signal(object)
    refused = Signal(object)
    _ended = Signal()

    def __init__(self, open_books: Callable[[], Books]) -> None:
        super().__init__()
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._opening = _Opening(open_books, lambda: self._ended.emit())  # and so it lives until then

    def start(self) -> None:
        self._opening.thread.start()

    def leave(self) -> None:
        """Neither is given any more, and the file is closed."""
        self._opening.leave()

    def _take(self) -> None:
        if self._opening.is_left:
            return
        try:
            keeper = self._opening.take()
        except UserError as problem:
            self._opening.leave()
            self.refused.emit(problem)
        else:
            self.opened.emit(keeper)
