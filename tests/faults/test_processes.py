"""Eight programs that open one file at once: one has it, seven are told who; killed, it hinders nobody."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.builders import an_office_on_disk
from tests.faults.books import found_in

ROOT = Path(__file__).parents[2]
PROCESSES = 8
TOLD = re.compile(
    r"Rosa lo tiene abierto desde las 09:30 del 23/11/2026\. Cierre esa ventana primero\."
    r"|Otra ventana tiene abierto este archivo\. Ciérrela e intente otra vez\."
)


class Opener:
    """One of the programs."""

    def __init__(self, path: Path, control: str) -> None:
        command = [sys.executable, "-m", "tests.faults.opener", str(path), *([control] if control else [])]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
        )

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def opens(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("open\n")
        self.process.stdin.flush()


@contextmanager
def openers(path: Path, control: str = "") -> Iterator[list[Opener]]:
    """All of them, ready to open."""
    with ExitStack() as stack:
        started = [Opener(path, control) for _each in range(PROCESSES)]
        for each in started:
            stack.enter_context(each.process)
            stack.callback(each.process.kill)
        assert [each.says() for each in started] == ["ready"] * PROCESSES
        yield started


def all_at_once(started: list[Opener]) -> tuple[list[Opener], list[str]]:
    """Who has the file now, and what the others were told."""
    for each in started:
        each.opens()
    said = {each: each.says() for each in started}
    return [each for each in started if said[each].startswith("open ")], [
        words for words in said.values() if not words.startswith("open ")
    ]


def test_one_has_the_file_and_seven_are_told(path: Path, full: bool) -> None:
    """The holder is killed and the others try again, until none is left; each issues one receipt."""
    for descent in range(1, 51 if full else 2):
        with openers(path) as waiting:
            while waiting:
                having, told = all_at_once(waiting)
                assert len(having) == 1
                assert len(told) == len(waiting) - 1
                assert [words for words in told if not TOLD.fullmatch(words)] == []
                having[0].process.kill()
                having[0].process.wait()
                waiting.remove(having[0])
        books = an_office_on_disk(path)
        found = found_in(books)
        books.file.close()
        assert found.problems == []
        assert found.numbers == {"in": list(range(1, PROCESSES * descent + 1))}


@pytest.mark.parametrize("control, holders", [("without-ours", 1), ("without-any", 2)])
def test_two_that_have_the_file_are_caught(path: Path, control: str, holders: int) -> None:
    """The control: without our lock SQLite's own still lets in only one, and without any both have the file."""
    an_office_on_disk(path).file.close()
    with openers(path, control) as started:
        first, _nobody = all_at_once(started[:1])
        second, told = all_at_once(started[1:2])
    assert len(first + second) == holders
    assert len(told) == 2 - holders
    assert [words for words in told if TOLD.fullmatch(words)] == []
