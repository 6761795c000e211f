"""Putting a copy back: what copies hold, one made ready, what it would lose, and the decision.

A number is never given to two papers. What was issued after the copy was made is on papers that people have in their
hands; the copy does not know their numbers and would give them out again. So whoever puts a copy back is told which
ones they are, they are written into the restored file (sealed in its chain), Inicio lists them until each is in the
books again under its own number, and a receipt that takes one of these numbers with another day or amount is doubted
(receipt_warnings). The file that was in use is kept beside, with its diary, and never written over.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from ananea_desktop import paths
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import second_person
from ananea_desktop.operations.books import NOBODY, Books, Clock
from ananea_desktop.operations.lost_papers import name_of
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import restoring as store
from ananea_desktop.storage import swap
from ananea_desktop.storage.apart import Progress, work_apart
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.copy_names import number_in
from ananea_desktop.storage.diary import Entry, end_of_diary
from ananea_desktop.storage.lost import read_number
from ananea_desktop.storage.restoring import Decision, Held, Prepared
from ananea_desktop.storage.sealed import SUFFIX, key_in_file

Tell = Callable[[Progress], object]


def offered(data_file: Path, folders: Iterable[Path] = ()) -> Steps[list[Held]]:
    """The copies in the office's own folder and in others, the one that holds most first."""
    own = (paths.copies_folder(data_file), data_file.parent)
    places = [str(folder) for folder in dict.fromkeys((*own, *folders))]
    found = yield from work_apart({"work": "look", "folders": places, "data_file": str(data_file)})
    return [Held(**each) for each in found]


def prepare(
    data_file: Path, source: Path, tell: Tell = lambda _progress: None, *, secret: str = "", is_open: bool = True
) -> Steps[Prepared]:
    """Makes a copy ready beside the data file, which is left alone; in another process. Raises StorageProblem."""
    order = {"work": "prepare", "source": str(source), "data_file": str(data_file), "secret": secret}
    told = yield from work_apart({**order, "is_open": is_open}, tell)
    return Prepared.heard(told)


def lost(books: Books, prepared: Prepared) -> list[Entry]:
    """All that the file in use or its diary knows and the copy does not."""
    with closing(open_still(swap.prepared_path(books.file.path))) as copy:
        return store.together(prepared.beyond, store.beyond_of_file(books.db, copy))


@needs(Right.RESTORE)
def decide(books: Books, prepared: Prepared, reason: str) -> str:
    """From now on the prepared copy takes the place of the file in use, the next time it is opened: it is to be closed
    at once. Gives the name under which the present one is kept.

    Raises InvalidRecord without a reason, NeedsSecondPerson where one has to say yes.
    """
    reason = _read(reason)
    approved_by = second_person.taken(books, _("recuperar la copia del {day}").format(day=when(prepared.held)))
    decision = Decision(reason=reason, user=books.user or NOBODY, approved_by=approved_by, at=books.now())
    end = books.file.diary.last if books.file.diary else 0
    return store.decide(books.file.path, prepared, lost(books, prepared), decision, end)


def decide_closed(data_file: Path, prepared: Prepared, reason: str, user: str, clock: Clock) -> str:
    """The same where the data file does not open, or there is none: nobody is known then, and the ``user`` of the PC is
    written down as who did it, alone."""
    at = clock().astimezone(UTC).isoformat(timespec="seconds")
    decision = Decision(reason=_read(reason), user=clean(user) or NOBODY, approved_by=second_person.ALONE, at=at)
    return store.decide(data_file, prepared, prepared.beyond, decision, end_of_diary(data_file))


def give_up(data_file: Path) -> None:
    """Takes away what was made ready."""
    swap.drop(data_file)


def _read(reason: str) -> str:
    reason = clean(reason)
    if not reason:
        raise InvalidRecord(_("Falta el motivo."), {"reason": _("Falta el motivo. Escriba por qué lo hace.")})
    return reason[:300]


def restore_to(source: Path, target: Path, tell: Tell = lambda _progress: None, *, secret: str = "") -> Steps[Prepared]:
    """A copy brought back to a new file, as on a new PC; there is nothing there that it would replace.

    Raises StorageProblem, and makes no file, where there is one or the copy does not pass its check.
    """
    target = target.resolve()
    store.refuse_taken(target)
    try:
        prepared = yield from prepare(target, source, tell, secret=secret, is_open=False)
        if prepared.problems:
            raise store.unsound(prepared.problems)
        store.place(target)
    except BaseException:  # also where it is given up in the middle
        give_up(target)
        raise
    return prepared


# words


def documents(found: Sequence[Entry]) -> list[str]:
    """The papers among what is lost, each once, as a person names them."""
    named = [name_of(entry.subject, entry.number_text) for entry in found]
    return list(dict.fromkeys(name for name in named if name))


def in_spans(found: Sequence[Entry]) -> list[str]:
    """The same, those with numbers one after the other together: «Recibo de ingreso N.º 001-000104 a 001-000112»."""
    spans: list[list[Entry]] = []
    for entry in dict.fromkeys((each.subject, each.number_text) for each in found):
        subject, text = entry
        if not name_of(subject, text):
            continue
        kind, series, number = read_number(text)
        last = next((span for span in reversed(spans) if _goes_on(span[-1], subject, kind, series, number)), None)
        made = Entry(0, subject, b"", text)
        if last is None:
            spans.append([made])
        else:
            last.append(made)
    return [_span(span) for span in spans]


def _goes_on(before: Entry, subject: str, kind: str, series: str, number: int) -> bool:
    return before.subject == subject and read_number(before.number_text) == (kind, series, number - 1)


def _span(span: list[Entry]) -> str:
    name = name_of(span[0].subject, span[0].number_text)
    if len(span) == 1:
        return name
    return _("{first} a {last}").format(first=name, last=span[-1].number_text.rpartition(" ")[2])


def when(held: Held) -> str:
    """The day of the newest change in a copy; of its name where it has none."""
    if held.changed_at:
        return format_date(datetime.fromisoformat(held.changed_at).astimezone().date())
    return format_date(datetime.fromisoformat(held.made_on).date()) if held.made_on else ""


def is_sealed(copy: Path) -> bool:
    """Whether it opens only with the key on the paper."""
    return copy.suffix == SUFFIX


def is_copy(path: Path) -> bool:
    """Whether a file's name is one of a copy, sealed or not: it is put back, never worked in."""
    return is_sealed(path) or number_in(path.name) > 0


__all__ = ["Decision", "Entry", "Held", "Prepared", "Progress", "key_in_file"]
