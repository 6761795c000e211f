"""The watch over the window's thread sees what keeps it busy and what keeps it waiting, and nothing else."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.ui import stalls
from tests.ui.stalls import LIMIT, WAIT_LIMIT, Stall, Watcher

_PATIENCE = 30
"""Seconds, for a machine that is busy with other things."""
_CODE = """
def work(seconds):
    until = thread_time() + seconds
    while thread_time() < until:
        sum(range(100))

def wait(event):
    event.wait(patience)
"""


@pytest.fixture
def slow() -> dict[str, Any]:
    """Functions that stand in a file of the window's code."""
    made: dict[str, Any] = {"thread_time": time.thread_time, "patience": _PATIENCE}
    exec(compile(_CODE, f"{stalls._UI}/slow.py", "exec"), made)
    return made


def found_in(watcher: Watcher, call: Callable[[], object]) -> list[Stall]:
    with watcher.watching() as found:
        call()
    return [each for each in found if each.is_long]


@pytest.fixture(autouse=True)
def no_stall() -> None:
    """Here they are made on purpose."""


def test_work_in_one_go_is_found_with_where_it_was(stall_watcher: Watcher, slow: dict[str, Any]) -> None:
    (stall,) = found_in(stall_watcher, lambda: slow["work"](LIMIT * 2))
    assert stall.called == "slow.work"
    assert stall.cpu > LIMIT
    assert "slow.py:" in str(stall)


def test_waiting_in_one_go_is_found(stall_watcher: Watcher, slow: dict[str, Any]) -> None:
    event = threading.Event()

    def free_it() -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not any(each.blocked > WAIT_LIMIT for each in stall_watcher.found):
            event.wait(0.01)
        event.set()

    helper = threading.Thread(target=free_it)
    helper.start()
    (stall,) = found_in(stall_watcher, lambda: slow["wait"](event))
    helper.join()
    assert stall.called == "slow.wait"
    assert stall.blocked > WAIT_LIMIT > LIMIT > stall.cpu


def test_short_work_again_and_again_is_no_stall_where_the_window_answers_in_between(
    stall_watcher: Watcher, slow: dict[str, Any]
) -> None:
    def often() -> None:
        for _each in range(12):
            slow["work"](LIMIT / 8)
            stall_watcher.turn += 1  # as the event loop does

    assert found_in(stall_watcher, often) == []


def test_what_the_test_itself_does_is_not_watched(stall_watcher: Watcher) -> None:
    def own() -> None:
        until = time.thread_time() + LIMIT * 2
        while time.thread_time() < until:
            sum(range(100))

    assert found_in(stall_watcher, own) == []
