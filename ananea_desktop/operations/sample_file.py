"""The sample as a file beside the data file, made once and whole: what was begun and given up leaves nothing."""

from collections.abc import Callable
from pathlib import Path

from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import sample
from ananea_desktop.operations.books import open_books, remove_books
from ananea_desktop.storage.diary import diary_path

Tell = Callable[[int, int], object]


def make(path: Path, opener: str, tell: Tell) -> Steps[Path]:
    """Writes the sample at ``path`` unless it is there; closing the generator takes away what was begun.

    ``tell`` hears how many acts of all are done. Raises StorageProblem where nothing can be written there.
    """
    if path.is_file():
        return path
    begun = path.with_name(f"{path.stem}-a-medias{path.suffix}")
    if begun.exists():  # of a program that was cut off meanwhile
        remove_books(begun)
    books = open_books(begun, opener)
    is_whole = False
    try:
        with books.file.unsynced():
            yield from sample.write_steps(books, tell)
        is_whole = True
    finally:
        books.file.close()
        if not is_whole:
            remove_books(begun)
    diary_path(begun).replace(diary_path(path))
    begun.replace(path)
    return path
