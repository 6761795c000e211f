"""What a copy holds, as it says itself: a sealed one in its header, a plain one in its tables. It is not trusted."""

import sqlite3
from contextlib import closing
from typing import Any

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.domain.language import _
from ananea_desktop.storage import rows, sealed
from ananea_desktop.storage.apart_worker import open_still
from ananea_desktop.storage.copy_names import CopyFile
from ananea_desktop.storage.copy_writer import last_numbers
from ananea_desktop.storage.data_file import schema_fingerprint
from ananea_desktop.storage.rows import Row
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT


def found_copy(copy: CopyFile, known: Row | None) -> dict[str, Any]:
    """What is told of a copy (operations.copying.FoundCopy); ``known``: its row in the list of copies."""
    size = 0
    try:
        size = copy.path.stat().st_size
        holds, problem = _holds(copy), ""
    except (StorageProblem, OSError, sqlite3.Error) as fault:
        holds = {"receipts": None, "last_numbers": ()}
        problem = fault.sentence if isinstance(fault, StorageProblem) else _("No se puede leer.")
    is_ours = known is not None and size == known["size"]
    return {
        "path": copy.path,
        "number": copy.number,
        "day": copy.day,
        "size": size,
        "is_sealed": copy.is_sealed,
        "is_ours": is_ours,
        "problem": (known["problem"] if known is not None and is_ours else "") or problem,
        "verified_at": known["verified_at"] if known is not None and is_ours else "",
        **holds,
    }


def _holds(copy: CopyFile) -> dict[str, Any]:
    if copy.is_sealed:
        header = sealed.read_header(copy.path)
        return {"receipts": header.receipts, "last_numbers": header.last_numbers}
    with closing(open_still(copy.path)) as db:
        if schema_fingerprint(db) != SCHEMA_FINGERPRINT:
            return {"receipts": None, "last_numbers": ()}  # of an older program: told once it is put back
        receipts = int(rows.value(db, "SELECT coalesce(max(id), 0) FROM receipts"))  # they have no gaps: no counting
        return {"receipts": receipts, "last_numbers": tuple(last_numbers(db))}
