"""The log beside the data file: what the program did and where it failed, and nothing of anybody's data.

It is read by whoever helps with the program; the window's dialog of faults copies its last lines along.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from ananea_desktop import __version__
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books

LOG = logging.getLogger("ananea_desktop")
"""Above those of the modules, whose words go into the same file."""
MOST_BYTES = 500_000
OLD_FILES = 2
LAST_LINES = 60


class LogHandler(logging.Handler):
    """Its file is found and opened by the first record: what rotates it takes 10 ms to load."""

    def __init__(self, find_path: Callable[[], Path]) -> None:
        super().__init__()
        self.find_path = find_path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        handler = RotatingFileHandler(self.find_path(), maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8")
        handler.setFormatter(_Formatter())
        return handler

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._file.emit(record)
        except OSError:  # a full disk must not become a fault of ours over the one that is told
            self.handleError(record)

    def close(self) -> None:
        if "_file" in self.__dict__:
            self._file.close()
        super().close()


class _Formatter(logging.Formatter):
    """The last gate before the file."""

    def format(self, record: logging.LogRecord) -> str:
        from ananea_desktop.domain.fault_report import fault_report, hide

        parts = [f"{self.formatTime(record)} {record.levelname} {hide(record.getMessage())}"]
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            parts.append(fault_report(fault))
        parts.append(getattr(record, "report", ""))
        return "\n".join(part for part in parts if part).rstrip()


@contextmanager
def logging_to(find_path: Callable[[], Path]) -> Iterator[None]:
    """What the program tells goes into the file, until the end of it."""
    handler = LogHandler(find_path)
    level = LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(level)
        handler.close()


def fault_text(fault: BaseException) -> str:
    """Where a fault happened and what it is, without anybody's data."""
    from ananea_desktop.domain.fault_report import fault_report

    return fault_report(fault)


def note_fault(fault: BaseException, where: str) -> str:
    """Writes a fault of ours into the log, and gives its report."""
    report = fault_text(fault)
    LOG.error("fault %s", where, extra={"report": report})
    return report


def note_problem(problem: BaseException, work: str) -> None:
    """Writes that the disk or the machine refused something: where, not the sentence, which may name files."""
    LOG.warning("refused: %s", work, extra={"report": fault_text(problem)})


def take_crash(path: Path) -> str:
    """What the process wrote as it was killed by a fault of Qt or a driver, the last time, taken into the log; empty
    where it ended well, or was only switched off."""
    try:
        written = path.read_text(encoding="utf-8", errors="replace")
        path.unlink()
    except OSError:
        return ""
    report = ""
    if written:
        from ananea_desktop.domain.fault_report import crash_report

        report = crash_report(written)
        LOG.error("the process was killed by a crash the last time", extra={"report": report})
    return report


def last_lines(path: Path, count: int = LAST_LINES) -> str:
    """The end of the log; empty where there is none or it cannot be read."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - 40_000))
            text = stream.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-count:])


def machine_words() -> str:
    """What the program runs on; nothing that names the PC or the person."""
    import platform

    from ananea_desktop.storage import program_facts

    packed = "packaged" if getattr(sys, "frozen", False) else "from source"
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    python = f"Python {platform.python_version()}, {program_facts.versions()}"
    return f"ananea_desktop {__version__} ({packed}), {system}, {python}"


def note_start(books: Books, more: str = "") -> Steps[None]:
    """Writes what the program runs on and how much the file holds; a step for each table."""
    from ananea_desktop.storage import program_facts

    facts = yield from program_facts.facts(books.file)
    LOG.info("start: %s, %s", machine_words(), ", ".join(part for part in (more, facts) if part))


def note_words(level: int, source: str, text: str) -> None:
    """Writes what Qt or another library says, as far as it may be kept."""
    from ananea_desktop.domain.fault_report import hide_words

    LOG.log(level, "%s: %s", source, hide_words(text))
