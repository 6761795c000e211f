"""Makes the file of invented data in a thread of its own, while the window goes on."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from shiboken6 import isValid

from ananea_desktop.domain.errors import UserError


class SampleMaker(QObject):
    """``made`` with the file; ``refused`` with a UserError. Given up, or its owner gone, nothing of it stays."""

    told = Signal(int, int)
    """How many acts are done, and of how many."""
    made = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    """A fault of ours."""

    _last: threading.Thread | None = None

    def __init__(self, owner: QObject, path: Path) -> None:
        super().__init__(owner)
        self._path = path
        self._before: threading.Thread | None = None
        self._is_given_up = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sample")
        self.failed.connect(_raise)
        owner.destroyed.connect(self._is_given_up.set)

    def begin(self) -> None:
        self._before, SampleMaker._last = SampleMaker._last, self._thread
        self._thread.start()

    def give_up(self) -> None:
        """What was begun is taken away by its thread, after the act it is at."""
        self._is_given_up.set()

    def _work(self) -> None:
        from ananea_desktop.operations import sample_file

        if self._before is not None:
            self._before.join()  # it may still be taking away what was given up
        steps = sample_file.make(self._path, "muestra", self._tell)
        try:
            while not self._is_given_up.is_set():
                next(steps)
        except StopIteration:
            self._say(self.made, self._path)
        except UserError as problem:
            self._say(self.refused, problem)
        except Exception as fault:
            self._say(self.failed, fault)
        finally:
            steps.close()

    def _tell(self, done: int, whole: int) -> None:
        if not self._is_given_up.is_set() and isValid(self):
            self.told.emit(done, whole)

    def _say(self, signal: SignalInstance, what: object) -> None:
        if not self._is_given_up.is_set() and isValid(self):
            signal.emit(what)


def _raise(fault: Exception) -> None:
    raise fault
