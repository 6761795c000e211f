"""The people who work with the program, their passwords, and what is noted of each sign-in."""

from collections.abc import Collection
from sqlite3 import Connection

from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row

_PEOPLE = """SELECT users.*, coalesce((SELECT group_concat(role, ' ') FROM
        (SELECT role FROM user_roles WHERE user_id = users.id ORDER BY role)), '') AS roles,
    EXISTS (SELECT 1 FROM passwords WHERE user_id = users.id) AS has_password,
    (SELECT max(at) FROM sign_ins WHERE user_id = users.id AND outcome IN ('in', 'recovered')) AS last_sign_in
    FROM users"""


def all_of(db: Connection) -> list[Row]:
    """Everybody, in the order they were added: with ``roles`` (words apart), ``has_password``, ``last_sign_in``."""
    return rows.select(db, f"{_PEOPLE} ORDER BY id")


def get(db: Connection, user_id: int) -> Row:
    """Raises LookupError when there is nobody with this id."""
    found = rows.select_one(db, f"{_PEOPLE} WHERE users.id = ?", (user_id,))
    if found is None:
        raise LookupError(f"users has no row {user_id}")
    return found


def named(db: Connection, name: str) -> Row | None:
    return rows.select_one(db, f"{_PEOPLE} WHERE users.name = ?", (name,))


def any_password(db: Connection) -> bool:
    """Whether anybody who may come in has a password: then one signs in."""
    query = "SELECT 1 FROM passwords JOIN users ON users.id = user_id WHERE disabled = 'no' LIMIT 1"
    return rows.value(db, query) is not None


def lock_minutes(db: Connection) -> int | None:
    """As the cooperative set it."""
    found: int | None = rows.value(db, "SELECT lock_minutes FROM cooperative")
    return found


def set_roles(db: Connection, user_id: int, roles: Collection[str]) -> None:
    """Within an act: exactly these, and of what does not change no history."""
    marks = ", ".join("?" * len(roles))
    db.execute(f"DELETE FROM user_roles WHERE user_id = ? AND role NOT IN ({marks})", (user_id, *roles))
    held = {role for (role,) in db.execute("SELECT role FROM user_roles WHERE user_id = ?", (user_id,))}
    for role in sorted(set(roles) - held):
        rows.insert(db, "user_roles", {"user_id": user_id, "role": role})


# passwords


def password(db: Connection, user_id: int) -> str | None:
    """As Argon2 encodes it; None where there is none."""
    found: str | None = rows.value(db, "SELECT encoded FROM passwords WHERE user_id = ?", (user_id,))
    return found


def set_password(db: Connection, user_id: int, encoded: str, at: str) -> None:
    db.execute(
        "INSERT INTO passwords (user_id, encoded, changed_at) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET encoded = excluded.encoded, changed_at = excluded.changed_at",
        (user_id, encoded, at),
    )


def remove_password(db: Connection, user_id: int) -> None:
    db.execute("DELETE FROM passwords WHERE user_id = ?", (user_id,))


def recovery_code(db: Connection) -> Row | None:
    """The newest one, where it was not used: one made later takes the place of those before."""
    found = rows.select_one(db, "SELECT * FROM recovery_codes ORDER BY id DESC LIMIT 1")
    return None if found is None or found["used_at"] is not None else found


def add_recovery_code(db: Connection, encoded: str, at: str) -> None:
    rows.insert(db, "recovery_codes", {"encoded": encoded, "made_at": at, "used_at": None})


def use_recovery_code(db: Connection, code_id: int, at: str) -> None:
    rows.update(db, "recovery_codes", code_id, {"used_at": at})


# what is noted


def note_act(db: Connection, row: Row) -> None:
    """Within the act that does it: who became what, sealed."""
    chain.seal(db, chain.USER_ACT, rows.insert(db, "user_acts", row))


def acts_of(db: Connection, user_id: int | None = None) -> list[Row]:
    """What was changed about somebody, or about everybody, newest first."""
    where = "" if user_id is None else "WHERE user_id = :user"
    return rows.select(db, f"SELECT * FROM user_acts {where} ORDER BY id DESC", {"user": user_id})


def sign_ins(db: Connection, most: int) -> list[Row]:
    """The newest of the log, with the ``name`` of who it was; null for a name that is nobody's."""
    return rows.select(
        db,
        "SELECT sign_ins.*, users.name FROM sign_ins LEFT JOIN users ON users.id = user_id ORDER BY sign_ins.id DESC"
        " LIMIT ?",
        (most,),
    )


def note_sign_in(db: Connection, user_id: int | None, outcome: str, detail: str, at: str) -> None:
    rows.insert(db, "sign_ins", {"at": at, "user_id": user_id, "outcome": outcome, "detail": detail})


def failures(db: Connection, user_id: int) -> tuple[int, str]:
    """Failures in a row and when the last one was (UTC, ISO, milliseconds); 0 and nothing where there were none."""
    found = rows.select_one(db, "SELECT failures, last_at FROM sign_in_delays WHERE user_id = ?", (user_id,))
    return (found["failures"], found["last_at"]) if found else (0, "")


def note_failures(db: Connection, user_id: int, count: int, at: str) -> None:
    db.execute(
        "INSERT INTO sign_in_delays (user_id, failures, last_at) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
        (user_id, count, at),
    )


def forget_failures(db: Connection, user_id: int) -> None:
    db.execute("DELETE FROM sign_in_delays WHERE user_id = ?", (user_id,))
