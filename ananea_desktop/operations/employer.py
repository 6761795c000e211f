"""The employer as both registers of safety and health ask for it (R.M. 050-2013-TR): what it does, who works there."""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import trainings as store

ACTIVITY = N_("Minería de oro y metales preciosos")
"""What the cooperative does (brief.md), as the forms ask for it."""


def workforce(books: Books) -> str:
    """Members and workers apart: whether members count as workers is for the cooperative to say (domain.md §6)."""
    members, workers = store.workforce(books.db)
    return _("{total} ({members} socios, {workers} trabajadores)").format(
        total=members + workers, members=members, workers=workers
    )
