"""A fault of ours as a text for whoever mends the program: where it happened, and nothing of anybody's data.

What a fault says of itself may hold whatever was typed. So of its words in quotation marks or with capitals only those
stay that the program's own text at that place has, or that Python and SQLite use of themselves; long numbers, days,
addresses and keys do not.
"""

import builtins
import re
from collections.abc import Iterator
from types import CodeType, FrameType, TracebackType

_HIDDEN = "‹…›"
_FIRST_FRAMES, _LAST_FRAMES = 5, 25
"""What is kept of a fault that went down a thousand calls."""
_LONGEST_MESSAGE = 500

_KEY = re.compile(r"AGE-(?:SECRET-KEY|PLUGIN)-[0-9A-Za-z-]*", re.IGNORECASE)
_ARGON = re.compile(r"\$argon2\S*")
_ADDRESS = re.compile(r"[^\s@'\"]+@[^\s@'\"]+")
_PLACE = re.compile(r"(?<![\w.<])(?:[A-Za-z]:)?[\\/][^\s'\"»”]+")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{4}\b")
_LONG_NUMBER = re.compile(r"\d{7,}|\b\d{3} \d{3} \d{3}\b")
_QUOTED = re.compile(r"(?<!\w)'.*?(?:'(?!\w)|$)|\".*?(?:\"|$)|«.*?(?:»|$)|“.*?(?:”|$)|`.*?(?:`|$)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]\w*(?:[ʼ’'][^\W\d_]\w*)*")
_USUAL = frozenset(
    "CHECK CONSTRAINT DELETE Errno FOREIGN Fatal INSERT KEY NOT NULL Object PRAGMA PRIMARY Permission SELECT SQL SQLite"
    " SQLITE UNIQUE UPDATE WinError No File Is Directory Input Output Read Broken Too I NoneType".split()
)
"""Words with capitals of Python, SQLite and the system."""


class ChildFault(RuntimeError):
    """Another process of ours broke off; ``report`` is what it wrote of it, in which nothing is anybody's any more."""

    def __init__(self, code: int, report: str) -> None:
        super().__init__(f"another process of the program ended with {code}")
        self.report = hide(report)


def fault_report(fault: BaseException) -> str:
    """Where a fault happened and what kind it is, with what led to it, the oldest first."""
    return "\n\n".join(_one_fault(each, word) for each, word in _chain(fault)) + "\n"


def fault_place(fault: BaseException) -> str:
    """Its kind and where it was raised, in one line, and nothing of what it says."""
    frames = list(_frames(fault.__traceback__))
    where = f" at {short_place(frames[-1][0].f_code.co_filename)}:{frames[-1][1]}" if frames else ""
    return f"{_kind(fault)}{where}"


def crash_report(written: str) -> str:
    """What Python's faulthandler wrote, without what stands before the program's own folders."""
    return hide(re.sub(r'File "([^"]*)"', lambda found: f"File {short_place(found[1])}", written[:20_000]))


def hide(text: str) -> str:
    """A text of the program without keys, hashes of passwords, addresses, places on the disk, days and long numbers."""
    for pattern in (_KEY, _ARGON, _ADDRESS, _PLACE, _DAY, _LONG_NUMBER):
        text = pattern.sub(_HIDDEN, text)
    return text


def hide_words(message: str, known: frozenset[str] = frozenset()) -> str:
    """What a fault says of itself, without what may be somebody's: of words with capitals, marks or quotation marks
    those alone stay that are ``known``."""

    def quoted(found: re.Match[str]) -> str:
        inside = found[0][1:-1]
        words = re.findall(r"\w+", inside)
        return found[0] if words and all(map(is_ours, words)) else _HIDDEN

    def word(found: re.Match[str]) -> str:
        is_plain = found[0].isascii() and found[0].islower()
        return found[0] if is_plain or is_ours(found[0]) else _HIDDEN

    def is_ours(word: str) -> bool:
        return word in known or word in _USUAL or hasattr(builtins, word)

    shown = hide(_QUOTED.sub(quoted, message[:_LONGEST_MESSAGE]))
    return "".join(part if part == _HIDDEN else _WORD.sub(word, part) for part in re.split(f"({_HIDDEN})", shown))


def _chain(fault: BaseException) -> list[tuple[BaseException, str]]:
    """The fault and what it came of, the oldest first, each with the word for how it came."""
    found: list[tuple[BaseException, str]] = []
    each: BaseException | None = fault
    word = ""
    while each is not None and len(found) < 10 and all(each is not before for before, _word in found):
        found.append((each, word))
        if each.__cause__ is not None:
            each, word = each.__cause__, "which led to:"
        elif each.__context__ is not None and not each.__suppress_context__:
            each, word = each.__context__, "and while that was dealt with:"
        else:
            each = None
    words = ["", *(word for _each, word in reversed(found))]
    return [(each, words[place]) for place, (each, _word) in enumerate(reversed(found))]


def _one_fault(fault: BaseException, word: str) -> str:
    frames = list(_frames(fault.__traceback__))
    known = frozenset(name for frame, _line in frames for name in _names(frame.f_code))
    lines = [_frame_line(frame, line) for frame, line in frames]
    if len(lines) > _FIRST_FRAMES + _LAST_FRAMES:
        left_out = len(lines) - _FIRST_FRAMES - _LAST_FRAMES
        lines[_FIRST_FRAMES:-_LAST_FRAMES] = [f"  … {left_out} calls …"]
    lines.append(f"{_kind(fault)}: {_message(fault, known)}")
    if isinstance(fault, ChildFault):
        lines += [f"  | {line}" for line in fault.report.splitlines()]
    if isinstance(fault, BaseExceptionGroup):
        lines += [f"  + {line}" for each in fault.exceptions for line in _one_fault(each, "").splitlines()]
    return "\n".join([word, *lines] if word else lines)


def _kind(fault: BaseException) -> str:
    kind = type(fault)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _message(fault: BaseException, known: frozenset[str]) -> str:
    from ananea_desktop.domain.errors import UserError

    if isinstance(fault, UserError):
        return "(a sentence for the person)"  # it may name files and people
    try:
        message = str(fault)
    except Exception as second:  # a fault that cannot say itself must not hide where it was
        return f"(str() raised {type(second).__name__})"
    return hide_words(message, known)


def _frames(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _frame_line(frame: FrameType, number: int) -> str:
    import linecache

    code = frame.f_code
    source = linecache.getline(code.co_filename, number, frame.f_globals).strip()
    name = getattr(code, "co_qualname", code.co_name)
    return f"  {short_place(code.co_filename)}:{number} {name}: {source}"


def short_place(file_name: str) -> str:
    """A file of ours from the package on, of a library from its own folder on: what stands before names the person."""
    parts = re.split(r"[\\/]", file_name)
    for start in ("site-packages", "ananea_desktop", "tests"):
        if start in parts[:-1]:
            place = len(parts) - 1 - parts[::-1].index(start)
            return "/".join(parts[place + (start == "site-packages") :])
    return parts[-1]


def _names(code: CodeType) -> Iterator[str]:
    """Every word that the program's own text has there: what it calls things, and its own sentences."""
    yield from code.co_names
    yield from code.co_varnames
    yield from code.co_freevars
    constants = list(code.co_consts)
    while constants:
        each = constants.pop()
        if isinstance(each, str):
            yield from re.findall(r"\w+", each)
        elif isinstance(each, tuple | frozenset):
            constants += each
