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

    def __init__(self, owner: QObject, path: Path) -> None:
        super().__init__(owner)
        self._path = path
        self._is_given_up = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sample")
        self.failed.connect(_raise)
        owner.destroyed.connect(self._is_given_up.set)

    def begin(self) -> None:
        self._thread.start()

    def give_up(self) -> None:
        """Waits until what was begun is taken away: one act of the sample at most."""
        self._is_given_up.set()
        self._thread.join()

    def _work(self) -> None:
        from ananea_desktop.operations import sample_file

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
