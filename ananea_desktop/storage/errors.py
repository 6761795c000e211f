"""Sorts database errors: the world's fault is told to the person in a sentence; ours goes up as it is, to the log."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import ClosedPeriod, StorageProblem
from ananea_desktop.domain.language import N_, _

# primary result codes of SQLite that tell of the machine and not of a mistake in the program
_WORLD = {
    sqlite3.SQLITE_FULL: N_("El disco está lleno y no se guardó. Borre archivos que no use y guarde otra vez."),
    sqlite3.SQLITE_IOERR: N_("El disco no respondió y no se guardó. Revise el disco y guarde otra vez."),
    sqlite3.SQLITE_READONLY: N_("El archivo de datos está protegido contra escritura y no se guardó."),
    sqlite3.SQLITE_BUSY: N_("Otro programa está usando el archivo de datos. Ciérrelo e intente otra vez."),
    sqlite3.SQLITE_LOCKED: N_("Otro programa está usando el archivo de datos. Ciérrelo e intente otra vez."),
    sqlite3.SQLITE_CORRUPT: N_("El archivo de datos está dañado. No siga anotando: use la última copia."),
    sqlite3.SQLITE_NOTADB: N_("El archivo no es un archivo de datos de este programa. No se tocó."),
    sqlite3.SQLITE_CANTOPEN: N_(
        "No se puede abrir el archivo de datos. Revise que la carpeta exista y permita escribir."
    ),
    sqlite3.SQLITE_NOMEM: N_("No alcanza la memoria de la computadora. Cierre otros programas e intente otra vez."),
}

_NO_TEXT = "Could not decode to UTF-8"
"""Python's own words for a text whose bytes are not those that were written; they come without a code."""

_OF_THE_SYSTEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), sqlite3.SQLITE_FULL),
    **dict.fromkeys((errno.EIO, errno.ENODEV, errno.ENXIO), sqlite3.SQLITE_IOERR),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOENT),
        sqlite3.SQLITE_CANTOPEN,
    ),
}


def damaged() -> StorageProblem:
    """For what no file of ours can hold: what SQLite gives from a torn page without saying so."""
    return StorageProblem(_(_WORLD[sqlite3.SQLITE_CORRUPT]))


@contextmanager
def world_faults() -> Iterator[None]:
    """Raises StorageProblem for a full disk, a locked or damaged file and their like; other errors pass unchanged."""
    try:
        with database_faults():
            yield
    except OSError as error:
        code = _OF_THE_SYSTEM.get(error.errno or 0)
        if code is None:
            raise
        raise StorageProblem(_(_WORLD[code])) from error


@contextmanager
def database_faults() -> Iterator[None]:
    """The same for SQLite's own errors only: around whatever reads the data file and may touch other files too."""
    try:
        yield
    except UnicodeDecodeError as error:  # a broken name within what SQLite says of a broken file
        raise damaged() from error
    except sqlite3.Error as error:
        sentence = _WORLD.get(_code(error))
        if sentence is None:
            raise
        raise StorageProblem(_(sentence)) from error


_CLOSED = "closed: "
"""How the file says no to what belongs to a closed period (storage/closing_tables.py), before the table's name."""
_MONEY = N_(
    "Ese período ya está cerrado (hasta el {day}). Lo que haya que corregir va en el mes abierto: con un extorno o una"
    " reimputación."
)
_THINGS = N_(
    "Ese período ya está cerrado (hasta el {day}) y queda como está. Lo que falte se anota con una fecha del mes"
    " abierto."
)
_NAMED = N_(
    "Lo usan documentos de un período ya cerrado (hasta el {day}), y ahí debe seguir igual. Si cambió, anote uno nuevo."
)
_SENTENCES = {
    **dict.fromkeys(
        ("purchases", "purchase_lines", "training_sessions", "training_days", "attendances", "hand_outs"), _THINGS
    ),
    **dict.fromkeys(("hand_out_annulments", "certificates", "stock_movements", "fixed_assets"), _THINGS),
    **dict.fromkeys(("premium_incomes", "premium_deductions", "charge_runs", "charge_waivers"), _THINGS),
    **dict.fromkeys(("accounts", "funds", "premium_projects", "headings", "suppliers"), _NAMED),
    **dict.fromkeys(("tax_rates", "legal_amounts", "premium_rates"), _NAMED),
}


@contextmanager
def closed_periods(db: sqlite3.Connection) -> Iterator[None]:
    """Raises ClosedPeriod where the file refuses what belongs to a closed period."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        said = str(error)
        if not said.startswith(_CLOSED):
            raise
        (day,) = db.execute("SELECT day FROM closed_through").fetchone()
        raise ClosedPeriod(closed_sentence(date.fromisoformat(day), said.removeprefix(_CLOSED))) from error


def closed_sentence(day: date, table: str = "receipts") -> str:
    """What is said of what belongs to a period that was closed up to ``day``."""
    return _(_SENTENCES.get(table, _MONEY)).format(day=format_date(day))


@contextmanager
def structure_faults() -> Iterator[None]:
    """The same where a file is opened whose structure may be anything: whatever SQLite says of it, it is damaged."""
    try:
        with database_faults():
            yield
    except sqlite3.Error as error:
        raise damaged() from error


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code. Text that is no text Python finds out, and gives no code."""
    if str(error).startswith(_NO_TEXT):
        return sqlite3.SQLITE_CORRUPT
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
