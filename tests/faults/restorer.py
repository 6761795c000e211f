"""A child process that puts a copy back, ``restorer.py DATA_FILE COPY``, or migrates, ``restorer.py FILE``.

It says ``ready``, ``prepared``, ``decided`` and ``restored`` (or ``migrated``), or the sentence with which it was
refused, and dies without closing anything.
"""

import logging
import os
import sys
from datetime import datetime
from pathlib import Path

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import restoring
from ananea_desktop.storage import migrating, migrations  # noqa: F401  (loaded before it is timed)
from ananea_desktop.storage import restoring as store
from ananea_desktop.storage.data_file import open_data_file
from ananea_desktop.storage.errors import world_faults
from tests.builders import an_office_on_disk


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def put_back(path: Path, copy: Path) -> None:
    books = an_office_on_disk(path)
    say("ready")
    with world_faults():
        prepared = store.prepare(copy, path, "", lambda _stage, _done, _whole: None, is_open=True)
        say("prepared")
        restoring.decide(books, prepared, "Prueba")
        say("decided")
        books.file.close()
        an_office_on_disk(path)
    say("restored")


def bring_up(path: Path) -> None:
    import sqlite_utils  # noqa: F401

    say("ready")
    open_data_file(path, "prueba", datetime.now())
    say("migrated")


def main(path: Path, copies: list[str]) -> None:
    logging.disable()
    try:
        put_back(path, Path(copies[0])) if copies else bring_up(path)
    except UserError as problem:
        say(problem.sentence)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
