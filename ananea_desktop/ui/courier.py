"""Brings what another thread made to the window's thread, to who asked for it, if they are still there."""

import weakref
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class _Courier(QObject):
    """One for the whole program: a QObject that dies in a thread that is not its own may take the program with it."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, parcel: "tuple[weakref.WeakMethod[Any], Future[Any]]") -> None:
        held, made = parcel
        take = held()
        if take is not None and isValid(take.__self__):
            take(made)


@cache
def _courier() -> _Courier:
    return _Courier()


def deliver(made: "Future[Any]", take: "Callable[[Future[Any]], None]") -> None:
    """Calls ``take`` with the future in the window's thread once it is done. Called from the window's thread.

    ``take`` is a method of a QObject; neither is kept alive for it.
    """
    courier, held = _courier(), weakref.WeakMethod(take)
    made.add_done_callback(lambda done: courier.arrived.emit((held, done)))
