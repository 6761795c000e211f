"""What is looked at before a data file may be written: in the same time however large it is. The full check comes
after the window is there (operations/checking.py).

The counters of the series, the last seals with what they seal, and the end of the diary: where a power cut, a drive
that lies, an older file in the place of the newer, or another program's hand shows first.
"""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

from ananea_desktop.domain.errors import Unsound
from ananea_desktop.domain.language import _
from ananea_desktop.storage import chain
from ananea_desktop.storage.diary import Entry

SEALS = 200
"""The last ones that are looked at."""


def refuse_unsound(path: Path, db: Connection, told: Entry | None) -> None:
    """Raises Unsound, with what is wrong in plain words and nothing written.

    ``told``: the last line of the diary; None where there is none.
    """
    found = next(problems(db, told), None)
    if found is not None:
        raise Unsound(
            _(
                "Algo no está bien en {name}: {what}. No se tocó. Recupere la última copia, o ábralo solo para mirar y"
                " pida ayuda."
            ).format(name=path.name, what=found)
        )


def problems(db: Connection, told: Entry | None) -> Iterator[str]:
    """What is not as it must be, as parts of a sentence."""
    yield from _counters(db)
    for fault in chain.faults_at_end(db, SEALS):
        yield _FAULTS[fault.kind]().format(seal=fault.seal_id)
    if told is not None:
        kept = db.execute("SELECT hash FROM seals WHERE id = ?", (told.seal_id,)).fetchone()
        if kept is not None and bytes(kept[0]) != told.hash:
            yield _("su último documento no es el que el diario anotó")


_FAULTS = {
    chain.FaultKind.ALTERED: lambda: _("un documento fue cambiado por otro programa (sello {seal})"),
    chain.FaultKind.UNLINKED: lambda: _("la cadena de sellos está cortada (sello {seal})"),
    chain.FaultKind.MISSING: lambda: _("falta un documento sellado (sello {seal})"),
}


def _counters(db: Connection) -> Iterator[str]:
    """Of each series the next number is the one after the last: both found by the index, nothing is counted."""
    for kind, series, first, following in db.execute(
        "SELECT kind, series, first_number, next_number FROM series WHERE last_number IS NULL"
    ):
        (last,) = db.execute(
            "SELECT max(number) FROM receipts WHERE kind = ? AND series = ?", (kind, series)
        ).fetchone()
        if following != (first if last is None else last + 1):
            yield _("el contador de la serie {series} no sigue al último número").format(series=series)
