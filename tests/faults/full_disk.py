"""A disk that is full for a while."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from ananea_desktop.operations.books import Books


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Every write beyond ``size`` bytes of a file fails; Python ignores SIGXFSZ. Afterwards there is space again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def forget_and_damage(books: Books) -> None:
    """All pages of the open file but the first are overwritten with zeros, and what was read of them is forgotten."""
    books.file.checkpoint()
    with books.file.path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(bytes(size - 4096))
    books.db.execute("PRAGMA shrink_memory")
