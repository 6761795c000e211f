"""Long work cut into steps: the books' thread answers others between two of them, and the window stays alive."""

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")

Steps = Generator[None, None, Result]
"""Work that gives way each time it yields (about every 50 ms) and returns its result at the end."""


def at_once(steps: Steps[Result]) -> Result:
    """Does all the steps in a row: for a command, a paper, a test."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
