"""What every register of safety and health says of the employer."""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import trainings

ACTIVITY = N_("Minería de oro y metales preciosos")
"""What the cooperative does (brief.md), as the form asks for it."""


def workforce(books: Books) -> str:
    """Members and workers apart: whether members count as workers is for the cooperative to say (domain.md §6)."""
    members, workers = trainings.workforce(books.db)
    return _("{total} ({members} socios, {workers} trabajadores)").format(
        total=members + workers, members=members, workers=workers
    )
