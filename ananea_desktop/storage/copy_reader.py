"""How a copy is looked at again, in the other process: read and held against the list, or opened for a trial."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import DatabaseError
from typing import Any

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage import check, migrating, sealed
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.copy_list import newest
from ananea_desktop.storage.copy_writer import digest
from ananea_desktop.storage.data_file import DataFile, connect, schema_fingerprint
from ananea_desktop.storage.errors import world_faults
from ananea_desktop.storage.files import copy_file

Tell = Callable[[str, int, int], object]


def look_at(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """``order``: ``path``, its ``known`` row of the list of copies (None: not in it), ``trial`` (empty: only its
    bytes are read; else the new file into which it is put back and looked at in everything) and ``secret`` of a sealed
    one. Whoever asks removes the trial, also where this process was ended.

    Gives the ``problem``, empty where it is what it was. Raises StorageProblem where that cannot be told: no room, no
    key of this copy.
    """
    path, known = Path(order["path"]), order["known"]
    with world_faults():
        problem = _differs(path, known, tell)
        if not problem and order["trial"]:
            problem = _tried(path, Path(order["trial"]), known, order["secret"], tell)
    return {"problem": problem}


def _differs(path: Path, known: dict[str, Any] | None, tell: Tell) -> str:
    if path.suffix == sealed.SUFFIX:
        try:
            sealed.read_header(path)
        except StorageProblem as problem:
            return problem.sentence
    if known is None:
        return ""
    if path.stat().st_size != known["size"] or known["sha256"] != digest(path, lambda *at: tell("read", *at)):
        return _("La copia {name} ya no es lo que se escribió: la memoria falla. Use otra copia.").format(
            name=path.name
        )
    return ""


def _tried(path: Path, trial: Path, known: dict[str, Any] | None, secret: str, tell: Tell) -> str:
    if path.suffix == sealed.SUFFIX:
        sealed.open_sealed(path, secret, trial, lambda *at: tell("open", *at))
    else:
        copy_file(path, trial, lambda *at: tell("open", *at))
    if _is_older(trial):  # made before the program was renewed: it is put back as it would be then
        connect(trial, keeps_copy=False).close()
    with closing(open_still(trial)) as db:
        report = check.check(DataFile(trial, db), lambda *at: tell("check", *at))
        if report.problems:
            return _("La copia {name} se abrió y algo no está bien: {problem}").format(
                name=path.name, problem=report.problems[0]
            )
        found = {**newest(db), "receipts": report.counts["receipts"]}
        del found["history_id"]  # to bring an old one up may add to it
    if known is not None and any(found[name] != known[name] for name in found if known[name] is not None):
        return _("La copia {name} no tiene lo que dice la lista de copias.").format(name=path.name)
    return ""


def _is_older(trial: Path) -> bool:
    """Whether it is whole in its structure, and of an older schema; what is neither old nor ours the check tells."""
    with closing(open_still(trial)) as db:
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            return schema_fingerprint(db) == migrating.FINGERPRINTS.get(version)
        except DatabaseError:
            return False
