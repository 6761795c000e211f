"""The key with which a cooperative signs its packages, and the list of the packages made."""

from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_PUBLIC = """SELECT package_keys.id, public_key, made_on, package_keys.user, retired_on, reason
    FROM package_keys LEFT JOIN package_key_retirements ON package_key_id = package_keys.id"""


def current(db: Connection) -> Row | None:
    """The key in use without its secret: id, public_key, made_on, user; None before the first package."""
    return rows.select_one(db, f"{_PUBLIC} WHERE retired_on IS NULL ORDER BY package_keys.id DESC")


def every_key(db: Connection) -> list[Row]:
    """All of them without their secrets, newest first, with ``retired_on`` and ``reason`` where they are not used."""
    return rows.select(db, f"{_PUBLIC} ORDER BY package_keys.id DESC")


def secret(db: Connection, key_id: int) -> bytes:
    """The 32 bytes of the secret; for signing alone."""
    return bytes(rows.value(db, "SELECT secret FROM package_keys WHERE id = ?", (key_id,)))


def add(db: Connection, public_key: str, seed: bytes, made_on: str) -> int:
    """Keeps a new key and gives its id."""
    return rows.insert(db, "package_keys", {"public_key": public_key, "secret": seed, "made_on": made_on, **_who(db)})


def retire(db: Connection, key_id: int, reason: str, retired_on: str) -> None:
    """It signs no more; what it signed stays signed."""
    row = {"package_key_id": key_id, "reason": reason, "retired_on": retired_on, **_who(db)}
    rows.insert(db, "package_key_retirements", row)


def next_number(db: Connection, year: int) -> int:
    """The number of the next package of a year."""
    return int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM year_packages WHERE year = ?", (year,)))


def note_package(db: Connection, year: int, number: int, key_id: int, with_names: bool, sha256: str) -> None:
    row = {"year": year, "number": number, "package_key_id": key_id, "sha256": sha256, **_who(db)}
    rows.insert(db, "year_packages", {**row, "with_names": "yes" if with_names else "no"})


def packages(db: Connection) -> list[Row]:
    """Every package made, newest first: year, number, with_names, sha256, user, recorded_at."""
    return rows.select(db, "SELECT * FROM year_packages ORDER BY id DESC")


def _who(db: Connection) -> Row:
    return rows.select_one(db, "SELECT user, at AS recorded_at FROM acting") or {}
