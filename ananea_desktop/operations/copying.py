"""Copies of the data file: beside it on close, and on a USB stick by a button."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ananea_desktop import paths
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import office, rows

if TYPE_CHECKING:  # the window starts without what makes copies and checks them
    from ananea_desktop.storage.copies import Copy


@needs(Right.COPY)
def copy_to(books: Books, folder: Path, place: str = "usb") -> "Copy":
    """Makes a checked copy in ``folder`` and notes it. Raises StorageProblem: the copy was NOT made."""
    return _copied(books, folder, place)


def _copied(books: Books, folder: Path, place: str) -> "Copy":
    from ananea_desktop.storage import copies

    made = copies.make_copy(books.file, folder, books.today().isoformat())
    with books.noting() as db:
        rows.insert(
            db,
            "copies",
            {
                "made_at": books.now(),
                "place": place,
                "file_name": made.path.name,
                "size": made.size,
                "sha256": made.sha256,
            },
        )
    return made


def copy_on_close(books: Books) -> "Copy | None":
    """A copy beside the data file when something changed; the last ten are kept.

    The program makes it by itself, whoever is working, and where nobody is any more.
    """
    if not books.changed:
        return None
    from ananea_desktop.storage import copies

    folder = paths.copies_folder(books.file.path)
    with books.permitted():
        made = _copied(books, folder, "office")
    copies.keep_last(folder)
    return made


def last_usb_day(books: Books) -> date | None:
    """The day of the last copy on a USB stick; None while there is none."""
    found = office.last_copy(books.db, "usb")
    return None if found is None else datetime.fromisoformat(found).astimezone().date()
