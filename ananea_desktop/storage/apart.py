"""Long work with the data file in another process, while this one goes on: how it is asked for and how it answers.

The file is held still meanwhile (DataFile.held_still), and the other process reads it without a lock. What it is asked
is one line of JSON; it answers in lines of JSON: how far it is, and at the end its result or what is wrong.
"""

import json
import queue
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.fault_report import ChildFault
from ananea_desktop.domain.language import _, current_language
from ananea_desktop.domain.steps import Steps
from ananea_desktop.paths import worker_command, worker_folder

FLAG = "--work-apart"
_WAIT_SECONDS = 0.02
"""How long a step waits for an answer: whoever asks something else of the books' thread waits no longer for it."""


class Progress(NamedTuple):
    """How far the work is: ``stage`` names what is being done now, in the worker's own short English word."""

    stage: str
    done: int
    whole: int


Tell = Callable[[Progress], object]


def work_apart(order: dict[str, Any], tell: Tell = lambda _progress: None, command: Sequence[str] = ()) -> Steps[Any]:
    """Has ``order`` done by another process (apart_worker.py says what it can do) and returns its result.

    Each step waits a moment for news. Given up (the generator closed), the process is ended at once, and whatever it
    was writing is left as a part file. Raises StorageProblem with the worker's sentence or where somebody ended it,
    ChildFault on its crash.
    """
    child = subprocess.Popen(
        list(command) or [*worker_command(FLAG), current_language()],  # its sentences are shown here
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=worker_folder(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
    answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
    complaint: list[bytes] = []
    readers = [
        threading.Thread(target=_read, args=(child.stdout, answers), daemon=True),
        threading.Thread(target=lambda: complaint.append(child.stderr.read() if child.stderr else b""), daemon=True),
    ]
    try:
        for reader in readers:
            reader.start()
        assert child.stdin is not None
        with suppress(BrokenPipeError):  # it died already: its end is told below
            child.stdin.write(json.dumps({**order, "here": str(Path.cwd())}).encode() + b"\n")
            child.stdin.flush()
        while True:
            try:
                answer = answers.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                yield
                continue
            if answer is None:
                child.wait()
                readers[1].join()
                raise _ended(child.returncode, complaint[0].decode(errors="replace"))
            if "problem" in answer:
                raise StorageProblem(str(answer["problem"]))
            if "result" in answer:
                return answer["result"]
            tell(Progress(str(answer["stage"]), int(answer["done"]), int(answer["whole"])))
            yield  # a child that tells much does not keep whoever asks something else waiting
    finally:
        child.kill()
        child.wait()
        for reader in readers:
            reader.join()
        for stream in (child.stdin, child.stdout, child.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _ended(code: int, complaint: str) -> Exception:
    """Ours where it says what went wrong; else somebody ended it, or the system did for want of memory."""
    if complaint or code in (0, 1):
        return ChildFault(code, complaint)
    return StorageProblem(_("El sistema cortó el trabajo a la mitad. Cierre otros programas e inténtelo otra vez."))


def _read(stream: Any, answers: "queue.Queue[dict[str, Any] | None]") -> None:
    for line in stream:
        with suppress(ValueError):  # half a line, of a process that was ended
            answers.put(json.loads(line))
    answers.put(None)
