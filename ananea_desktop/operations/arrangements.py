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


def _preference(name: str) -> str:
    return f"list:{name}"
