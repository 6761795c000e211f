"""The arrangement of each list, remembered in the data file."""

from ananea_desktop.domain.arrangements import Arrangement, arrangement_of
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import preferences


def arrangement(books: Books, name: str) -> Arrangement:
    """Of the list called so; the usual one where nothing was changed."""
    return arrangement_of(preferences.get(books.db, _preference(name)))


@needs(Right.OWN)
def keep_arrangement(books: Books, name: str, arranged: Arrangement) -> None:
    """The usual one is forgotten, so that a later version may have another."""
    if arrangement(books, name) == arranged:
        return
    with books.act(bars_undo=False) as db:
        preferences.put(db, _preference(name), None if arranged == Arrangement() else arranged.content())


def kept_filter(books: Books, name: str) -> str:
    """What was chosen in the filter of the list called so, by its words; empty where nothing was."""
    kept = preferences.get(books.db, f"filter:{name}")
    return kept if isinstance(kept, str) else ""


@needs(Right.OWN)
def keep_filter(books: Books, name: str, words: str) -> None:
    """Not where the file is only looked at."""
    if not books.file.only_looking and kept_filter(books, name) != words:
        with books.noting() as db:
            preferences.put(db, f"filter:{name}", words or None)


def _preference(name: str) -> str:
    return f"list:{name}"
