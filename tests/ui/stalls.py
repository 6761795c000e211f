"""Watches the window's thread while a test runs: work in one go that keeps the window from answering.

Counted is what the window's thread itself needs: its CPU time, and the time it is blocked at one and the same
instruction. Wall-clock time would count what other programs on this machine do. A thread looks every few milliseconds
which function of ours an event, a slot or a test called, for as long as it is the same call.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher

from ananea_desktop import ui

LIMIT = 0.2
"""Seconds of work in one go."""
NOISE = 3
"""So much more has to be seen: a core that others share counts twice the time for the same work, and a process that ran
a thousand tests has more to go through than the program."""
WAIT_LIMIT = 2.0
"""Seconds at one and the same instruction: who waits for another thread waits longer where the machine is busy."""
_EVERY = 0.02
_STARVED = 5 * _EVERY
"""The watcher itself got no turn for so long: nobody can say what the window's thread was kept from by whom."""
_DEPTH = 9
_UI = str(Path(ui.__file__).parent)
_NOT_WATCHED = ("Office.__init__", "Office.close", "BooksThread.stop", "Photographer")
"""Start and end have their own limits (tests/benchmarks)."""
ALLOWED = {
    "pdf_pages.PdfPages.render": "a test looks at a whole page at once; the window draws in its own thread, and bands",
    "theme.apply_theme": "all windows get other letters at once, because somebody asked for it: 0.1 to 0.25 s of Qt's",
    "printing.print_pdf": "a test prints all of it at once; the window prints a band between two events",
}
"""What may take longer, by the function that was called, each with its reason."""


@dataclass
class Stall:
    called: str
    cpu: float
    blocked: float
    importing: float
    """CPU time in which a module was loaded for the first time; not counted: it is met once, and the machine's disk
    decides how long it takes."""
    stack: str = ""
    worst: float = field(default=0.0, repr=False)

    @property
    def seconds(self) -> float:
        return self.cpu + self.blocked

    @property
    def is_long(self) -> bool:
        return self.cpu > NOISE * LIMIT or self.blocked > WAIT_LIMIT

    @property
    def is_allowed(self) -> bool:
        """Called itself, or from what was."""
        names = [name.partition(".")[2] for name in ALLOWED]
        return self.called in ALLOWED or any(self.stack.count(f" {name}") for name in names)

    def __str__(self) -> str:
        return (
            f"{self.called}: {self.cpu:.2f} s of work and {self.blocked:.2f} s of waiting in one go"
            f" ({self.importing:.2f} s of loading modules not counted)\n{self.stack}"
        )


class Watcher:
    """One for the process; the thread that makes it is the one that is watched."""

    def __init__(self) -> None:
        self._thread = threading.main_thread()
        assert self._thread.ident is not None
        self._ident = self._thread.ident
        self._clock = time.pthread_getcpuclockid(self._ident)
        self._queue_file = f"/proc/self/task/{self._thread.native_id}/schedstat"
        self._is_on = threading.Event()
        self.found: list[Stall] = []
        """Of the test that runs now: every call that took longer than a quarter of the limit."""
        self.turn = 0
        """Of the event loop: between two of them it answers."""
        QAbstractEventDispatcher.instance().awake.connect(self._count)
        threading.Thread(target=self._watch, name="stalls", daemon=True).start()

    def _count(self) -> None:
        self.turn += 1

    @contextmanager
    def watching(self) -> Iterator[list[Stall]]:
        """Gives the list that ``found`` is meanwhile."""
        found: list[Stall] = []
        self.found = found
        self._is_on.set()
        try:
            yield found
        finally:
            self._is_on.clear()

    def _waited(self) -> float:
        """Seconds the watched thread was ready and the machine gave it no processor."""
        try:
            return int(Path(self._queue_file).read_bytes().split()[1]) / 1e9
        except OSError:
            return 0.0

    def _watch(self) -> None:
        while True:
            self._is_on.wait()
            self._watch_one()

    def _watch_one(self) -> None:
        call: tuple[object, ...] | None = None
        at: tuple[object, ...] | None = None
        stall = Stall("", 0, 0, 0)
        wall, cpu, waited = time.monotonic(), time.clock_gettime(self._clock), self._waited()
        while self._is_on.is_set():
            time.sleep(_EVERY)
            now = time.monotonic(), time.clock_gettime(self._clock), self._waited()
            seen = _look(self._ident)
            passed, worked, queued = now[0] - wall, now[1] - cpu, now[2] - waited
            wall, cpu, waited = now
            found = None if seen.call is None else (self.turn, *seen.call)
            if found is None or found != call:
                call, at, stall = found, seen.at, Stall("" if found is None else str(found[-1]), 0, 0, 0)
                continue
            if seen.is_importing:
                stall.importing += worked
            else:
                stall.cpu += worked
            if at == seen.at and passed < _STARVED:
                stall.blocked += max(0.0, passed - worked - queued)
            at = seen.at
            if worked + passed >= stall.worst or not stall.stack:
                stall.worst, stall.stack = worked + passed, "\n".join(seen.stack)
            if stall.seconds > LIMIT / 4 and not any(each is stall for each in self.found):
                self.found.append(stall)


class _Seen(NamedTuple):
    call: tuple[int, str] | None
    """The outermost call of the window's code."""
    at: tuple[int, int]
    """The very instruction."""
    is_importing: bool
    stack: list[str]


def _look(ident: int) -> _Seen:
    """What a thread is at. No frame is kept, nor is anything done here that lets the other thread go on: what a frame
    holds must not be freed in this one."""
    frame = sys._current_frames().get(ident)
    call: tuple[int, str] | None = None
    at, is_importing, stack = (0, 0), False, list[str]()
    if frame is not None:
        at = id(frame), frame.f_lasti
    while frame is not None:
        code = frame.f_code
        if code.co_filename == "<frozen importlib._bootstrap>":
            is_importing = True
        elif code.co_qualname.startswith(_NOT_WATCHED):
            call = None
            break
        elif code.co_filename.startswith(_UI):
            call = id(frame), f"{code.co_filename[len(_UI) + 1 : -3]}.{code.co_qualname}"
        if len(stack) < _DEPTH:
            stack.append(f"  {code.co_filename}:{frame.f_lineno} {code.co_qualname}")
        frame = frame.f_back
    return _Seen(call, at, is_importing, stack)
