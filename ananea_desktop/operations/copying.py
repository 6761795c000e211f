"""Copies of the data file: by themselves beside it, on a USB stick by a button, and looked at again.

Copies that the program makes by itself ask for no right: nobody may prevent them.
"""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ananea_desktop import paths
from ananea_desktop.domain.dates import day_of_moment
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations.books import NOBODY, Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import copy_list
from ananea_desktop.storage.rows import Row

if TYPE_CHECKING:  # the window starts without what makes copies and checks them
    from ananea_desktop.storage.apart import Progress, Tell
    from ananea_desktop.storage.copies import Copy

EVERY_RECEIPTS = 20
"""After so many receipts a copy is made beside the data file while work goes on."""
LATE_DAYS, LATE_RECEIPTS = 7, 50
"""After so many days or receipts the last good copy outside the PC is too old (reliability.md §4.4)."""
_WAIT_SECONDS = 0.02
_TRIAL_DAYS, _OPENING_DAYS = 30, 365


def _unheard(_progress: "Progress") -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, kw_only=True)
class CopyState:
    """How it stands with the copies outside the PC, and with the looking after all of them."""

    name: str
    """File of the last one with which nothing is wrong; empty while there is none."""
    number: int | None
    is_sealed: bool
    made_on: date | None
    days: int
    """Since then, as the clock says; less than none where it was set back."""
    receipts: int
    """Documents of money that are not in it."""
    holders: int
    """How many hold a key of the copies."""
    trial: Row | None
    """The last trial of putting one back: checked_at, problem, file_name."""
    is_to_be_opened: bool
    """It is time to open a sealed one with the key on paper: once a year."""

    @property
    def is_late(self) -> bool:
        """Whether a new one is wanted urgently."""
        if self.made_on is None:
            return self.receipts > 0
        return not 0 <= self.days <= LATE_DAYS or self.receipts > LATE_RECEIPTS


def state(books: Books) -> CopyState:
    """Found at once, however large the book."""
    last = copy_list.last_good(books.db, "usb")
    made_on = day_of_moment(last["made_at"]) if last else None
    return CopyState(
        name=last["file_name"] if last else "",
        number=last["number"] if last else None,
        is_sealed=last is not None and last["sealed"] == "yes",
        made_on=made_on,
        days=(books.today() - made_on).days if made_on else 0,
        receipts=copy_list.receipts_since(books.db, (last["seal_id"] or 0) if last else 0),
        holders=len(copy_list.public_keys(books.db)),
        trial=copy_list.last_check(books.db, "trial"),
        is_to_be_opened=_is_to_be_opened(books),
    )


def _is_to_be_opened(books: Books) -> bool:
    first = copy_list.first_sealed(books.db)
    if first is None:
        return False
    opened = copy_list.last_check(books.db, "opened")
    return not _is_recent(books, opened["checked_at"] if opened else first["made_at"], _OPENING_DAYS)


def _is_recent(books: Books, moment: str, days: int) -> bool:
    return 0 <= (books.today() - day_of_moment(moment)).days < days


# making them


@needs(Right.COPY)
def make_copy(books: Books, folder: Path, tell: "Tell" = _unheard) -> Steps["Copy"]:
    """A copy in ``folder``, on a stick, sealed where there are keys; the same is kept beside the data file.

    Raises StorageProblem: the copy was NOT made.
    """
    return (yield from _copy(books, folder, tell))


@needs(Right.COPY)
def copy_to(books: Books, folder: Path) -> "Copy":
    """The same at once, for a command."""
    return at_once(make_copy(books, folder))


def catch_up(books: Books, tell: "Tell" = _unheard) -> Steps["Copy | None"]:
    """A copy beside the data file when that holds what no copy there does; else None.

    On leaving the program, and at its start where it could not be made on leaving.
    """
    while books.copying:  # on a stick: it is kept beside the file as well
        time.sleep(_WAIT_SECONDS)
        yield
    if not is_behind(books):
        return None
    return (yield from _copy(books, None, tell))


def keep_up(books: Books, tell: "Tell" = _unheard) -> Steps["Copy | None"]:
    """The same after EVERY_RECEIPTS receipts only, and not while another copy is being made."""
    last = copy_list.last_good(books.db, "office")
    since = copy_list.receipts_since(books.db, (last["seal_id"] or 0) if last else 0)
    if books.copying or since < EVERY_RECEIPTS or not _can_be_copied(books):
        return None
    return (yield from _copy(books, None, tell))


def copy_on_close(books: Books) -> "Copy | None":
    """``catch_up`` at once."""
    return at_once(catch_up(books))


def is_behind(books: Books) -> bool:
    """Whether anything was written since the last good copy beside the data file."""
    if not _can_be_copied(books):
        return False
    last = copy_list.last_good(books.db, "office")
    newest = copy_list.newest(books.db)
    if last is None:
        return bool(newest["seal_id"]) or books.changed
    return any(newest[name] != last[name] for name in newest)


def _can_be_copied(books: Books) -> bool:
    """A damaged file that is only looked at takes the place of no sound copy; in memory there is none at all."""
    return not books.file.only_looking and books.file.path.is_file()


def _copy(books: Books, folder: Path | None, tell: "Tell") -> Steps["Copy"]:
    from ananea_desktop.storage import copies
    from ananea_desktop.storage.copy_names import remove_trials

    if books.copying:
        raise UserError(_("NO se hizo la copia. Ya se está haciendo otra: espere a que termine."))
    if books.file.only_looking:
        raise UserError(_("NO se hizo la copia. El archivo está abierto solo para mirar."))
    office = paths.copies_folder(books.file.path)
    keys = copy_list.public_keys(books.db)
    wanted = copies.Wanted(office=office, folder=folder, day=books.today(), keys=keys)
    books.copying = True
    try:
        if not books.trying:
            remove_trials(office)
        made = yield from copies.make_copy(books.file, wanted, tell)
        with books.permitted():
            _note(books, made, _is_outside(books, folder))
        copies.thin_out(books.db, office, "office")
        if folder is not None:
            copies.thin_out(books.db, folder, "usb")
    finally:
        books.copying = False
    return made


def _is_outside(books: Books, folder: Path | None) -> bool:
    """Whether a copy there outlives the disk of the data."""
    from ananea_desktop.storage import drives

    return folder is not None and not drives.is_same_disk(folder, books.file.path.parent)


def _note(books: Books, made: "Copy", is_outside: bool) -> None:
    """What lies on the disk of the data is known as ours, but never as a copy outside the PC: it quiets nobody."""
    with books.noting() as db:
        copy_list.note(db, made.office or made, "office", books.now())
        if made.office is not None and (is_outside or made.is_sealed):
            copy_list.note(db, made, "usb" if is_outside else "office", books.now())


# where to


@dataclass(frozen=True)
class Place:
    """Where a copy can go."""

    folder: Path
    name: str
    is_same_disk: bool
    """On the disk of the data: a copy there is lost with it."""


def places(books: Books, other: Path | None = None) -> list[Place]:
    """The memories plugged in now, and after them ``other``, a folder that was chosen by hand, while it is there."""
    from ananea_desktop.storage import drives

    found = drives.removable()
    if other is not None and other not in found and other.is_dir():
        found.append(other)
    beside = books.file.path.parent
    return [Place(each, each.name or str(each), drives.is_same_disk(each, beside)) for each in found]


# looking at them again


@dataclass(frozen=True, kw_only=True)
class FoundCopy:
    """A copy in a folder: what it says it holds, and what the book knows of it."""

    path: Path
    number: int
    day: date
    size: int
    is_sealed: bool
    is_ours: bool
    """Of this very book, as its list says."""
    receipts: int | None
    last_numbers: tuple[tuple[str, str, int], ...]
    problem: str
    verified_at: str
    """When it was last read whole and found right; empty where it never was."""


def copies_in(books: Books | None, folder: Path) -> list[FoundCopy]:
    """The copies in a folder, newest first; without ``books`` only what they say of themselves."""
    from ananea_desktop.storage.copy_contents import found_copy
    from ananea_desktop.storage.copy_names import copies_in as files_in

    return [
        FoundCopy(**found_copy(each, None if books is None else copy_list.by_name(books.db, each.path.name)))
        for each in reversed(files_in(folder))
    ]


@needs(Right.COPY)
def read_again(books: Books, folder: Path, tell: "Tell" = _unheard) -> Steps[str | None]:
    """Reads the newest of this book's copies in ``folder`` whole and holds it against the list; None where there is
    none, else what is wrong with it, or nothing."""
    ours = [each for each in copies_in(books, folder) if each.is_ours]
    if not ours:
        return None
    return (yield from _look_at(books, ours[0].path, "read", tell))


def monthly_trial(books: Books, tell: "Tell" = _unheard) -> Steps[str | None]:
    """Once a month: the newest copy beside the data file is put back into a file of its own and looked at in
    everything. None where it was not time, else what is wrong, or nothing."""
    last = copy_list.last_check(books.db, "trial")
    if (
        books.file.only_looking
        or books.copying
        or (last is not None and _is_recent(books, last["checked_at"], _TRIAL_DAYS))
    ):
        return None
    folder = paths.copies_folder(books.file.path)
    plain = [each for each in copies_in(books, folder) if not each.is_sealed and each.is_ours]
    if not plain:
        return None
    return (yield from _look_at(books, plain[0].path, "trial", tell))


@needs(Right.COPY)
def open_with_key(books: Books, path: Path, secret: str, tell: "Tell" = _unheard) -> Steps[str]:
    """Once a year: a sealed copy is really opened with the key on paper, and looked at in everything.

    Raises UserError where the key is mistyped or another one's.
    """
    return (yield from _look_at(books, path, "opened", tell, secret))


def _look_at(books: Books, path: Path, kind: str, tell: "Tell", secret: str = "") -> Steps[str]:
    from ananea_desktop.storage.apart import work_apart
    from ananea_desktop.storage.copy_names import remove_trial, trial_name

    trial = paths.copies_folder(books.file.path) / trial_name(kind)
    order = {
        "work": "look at copy",
        "path": str(path),
        "known": copy_list.by_name(books.db, path.name),
        "trial": "" if kind == "read" else str(trial),
        "secret": secret,
    }
    books.trying += 1
    try:
        remove_trial(trial)
        found = yield from work_apart(order, tell)
    finally:
        books.trying -= 1
        remove_trial(trial)
    problem = str(found["problem"])
    if not books.file.only_looking:
        with books.permitted():
            _note_check(books, kind, path.name, problem)
    return problem


def _note_check(books: Books, kind: str, file_name: str, problem: str) -> None:
    with books.noting() as db:
        copy_list.note_check(db, kind, file_name, problem, books.now(), books.user or NOBODY)
