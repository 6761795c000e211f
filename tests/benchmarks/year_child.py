"""Writes everything of this year in a process of its own: ``year_child.py FILE FOLDER``."""

import sys
from pathlib import Path

from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations.books import open_books
from ananea_desktop.operations.year_folder import write_year


def main() -> None:
    books = open_books(Path(sys.argv[1]))
    at_once(write_year(books, books.today().year, Path(sys.argv[2])))
    books.file.close()


if __name__ == "__main__":
    main()
