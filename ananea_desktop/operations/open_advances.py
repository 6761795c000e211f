"""Advances that are still to be rendered, and how old they are (domain.md §3.3).

A module of its own, for Inicio asks it when the window starts.
"""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import advances as store
from ananea_desktop.storage.rows import Row

LATE = 30
"""Days after which an advance that is not rendered is told on the first page."""
AGE_GROUPS = {30: N_("hasta 30 días"), 60: N_("31 a 60 días"), 10**6: N_("más de 60 días")}


def open_advances(books: Books) -> list[Row]:
    """What is still to be rendered, oldest first: storage.advances with ``age`` in days."""
    today = books.today()
    return [row | {"age": (today - row["issued_on"]).days} for row in store.advances(books.db)]


def age_group(days: int) -> str:
    """``hasta 30 días``, ``31 a 60 días``, ``más de 60 días``."""
    return _(next(text for last, text in AGE_GROUPS.items() if days <= last))
