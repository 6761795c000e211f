"""A child process that works as long as a day: ``day_of_work.py DATA_FILE SEED ACTS [SYNCHRONOUS]``.

It issues, annuls and transfers, and says of each act what was kept and the newest seal, as issuer.py does. Now and then
the log is moved into the file, as the window does when it rests; halfway the file is closed and opened again. At the
end it dies without closing. ``SYNCHRONOUS`` (NORMAL, OFF) lets the disk write when it likes: the control.
"""

import os
import random
import sys
from pathlib import Path

from tests.builders import an_office_on_disk
from tests.faults.issuer import annul, issue, transfer


def main(path: Path, seed: int, acts: int, synchronous: str) -> None:
    chance = random.Random(seed)
    books = an_office_on_disk(path)
    print("ready 0", flush=True)
    for number in range(1, acts + 1):
        if synchronous:
            books.db.execute(f"PRAGMA synchronous = {synchronous}")
        chance.choice((issue, issue, annul, transfer))(books)
        if chance.random() < 0.15:
            books.file.checkpoint()
        if number == acts // 2:
            books.file.close()
            books = an_office_on_disk(path)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "".join(sys.argv[4:]))
