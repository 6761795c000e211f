"""The other process of apart.py: reads its order from stdin, does it, and tells by stdout how far it is.

It ends by itself when whoever asked is gone.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.fault_report import fault_report
from ananea_desktop.storage import check
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.diary import Diary, diary_path
from ananea_desktop.storage.errors import world_faults

Tell = Callable[[str, int, int], None]


def main() -> int:
    with suppress(AttributeError, OSError):
        os.nice(10)  # on Windows it was started with a low priority already
    # By number, here and below: a windowed program (Windows) may have no sys.stdin, but what it was given is there.
    with open(0, "rb", closefd=False) as stream:
        order = json.loads(stream.readline())
    os.chdir(order["here"])  # a path that a command was given begins where the asker is, not where this was started
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    try:
        with world_faults():
            _say({"result": WORK[order["work"]](order, _tell)})
    except UserError as problem:
        _say({"problem": problem.sentence})
    except Exception as fault:
        _write(2, fault_report(fault))
        return 1
    return 0


def _end_with_the_asker() -> None:
    while os.read(0, 1024):  # not sys.stdin, whose lock would be held when this process ends: Python aborts then
        pass
    os._exit(1)


def _tell(stage: str, done: int, whole: int) -> None:
    _say({"stage": stage, "done": done, "whole": whole})


def _say(answer: dict[str, Any]) -> None:
    _write(1, json.dumps(answer) + "\n")


def _write(number: int, text: str) -> None:
    with open(number, "wb", closefd=False) as stream:
        stream.write(text.encode())


def open_still(path: Path) -> sqlite3.Connection:
    """A file that nobody changes now, to be read without a lock. Its schema is not trusted."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    path = Path(order["path"])
    diary = Diary(diary_path(path)) if "diary_end" in order else None
    with closing(open_still(path)) as connection:
        file = DataFile(path, connection, diary=diary)
        end = order.get("diary_end")
        report = check.check(file, lambda done, whole: tell("check", done, whole), diary_end=end)
    return {"counts": report.counts, "problems": report.problems, "attachments_size": report.attachments_size}


def _copy(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    from ananea_desktop.storage import copy_writer  # it asks this module for ``open_still``

    return copy_writer.write(order, tell)


def _look_at_copy(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    from ananea_desktop.storage import copy_reader

    return copy_reader.look_at(order, tell)


def _look(order: dict[str, Any], _tell: Tell) -> list[dict[str, Any]]:
    from ananea_desktop.storage import restoring

    found = restoring.offers([Path(folder) for folder in order["folders"]], Path(order["data_file"]))
    return [asdict(held) for held in found]


def _prepare(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    from ananea_desktop.storage import restoring

    source, data_file = Path(order["source"]), Path(order["data_file"])
    return restoring.prepare(source, data_file, order["secret"], tell, is_open=order["is_open"]).as_told()


WORK: dict[str, Callable[[dict[str, Any], Tell], Any]] = {
    "check": _check,
    "copy": _copy,
    "look at copy": _look_at_copy,
    "look": _look,
    "prepare": _prepare,
}
"""What can be asked, by its name."""
