"""A child process that opens the data file whenever it is told: ``opener.py DATA_FILE [without-ours | without-any]``.

At each line that it reads it tries once. It says ``open N`` with the number of the receipt it issued, and then holds
the file until it is killed; or it says why not. ``without-ours`` takes no lock of ours, ``without-any`` lets SQLite
take none for good either: the controls.
"""

import sys
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations import receipts
from ananea_desktop.storage import data_file
from tests.builders import a_draft, an_office_on_disk


def no_lock(path: Path, _opener: str, _now: datetime) -> FileLock:
    return FileLock(path.with_name("nobody.lock"))


def main(path: Path, control: str) -> None:
    if control:
        setattr(data_file, "_take_lock", no_lock)  # noqa: B010
    if control == "without-any":
        data_file._SETTINGS["locking_mode"] = "normal"
    print("ready", flush=True)
    for _try in sys.stdin:
        try:
            books = an_office_on_disk(path)
        except StorageProblem as problem:
            print(problem.sentence, flush=True)
            continue
        print(f"open {receipts.issue(books, a_draft()).number}", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), "".join(sys.argv[2:]))
