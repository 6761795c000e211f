"""What schema 8 brings of the people who work with the program: roles, passwords, and what was changed about them.

Part of a migration: once released, a change here is a change of a released schema.
"""

from sqlite3 import Connection

from ananea_desktop.storage import chain

PEOPLE_TABLES = (
    # never deleted, only disabled: the history names them
    "ALTER TABLE users ADD COLUMN disabled TEXT NOT NULL DEFAULT 'no' CHECK (disabled IN ('yes', 'no'))",
    """CREATE TABLE user_roles (
        id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id),
        role TEXT NOT NULL CHECK (role IN ('treasury', 'records', 'supervision', 'administration')),
        UNIQUE (user_id, role)) STRICT""",
    # Argon2id in its own encoded form; a secret, so that the history does not keep it
    """CREATE TABLE passwords (
        user_id INTEGER PRIMARY KEY REFERENCES users (id), encoded TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT""",
    # who became what, by whom: sealed, so that a role raised outside the program is found
    """CREATE TABLE user_acts (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('begun', 'created', 'renamed', 'roles', 'disabled',
            'enabled', 'password', 'password_removed', 'recovery_code', 'recovered', 'keys')),
        user_id INTEGER REFERENCES users (id), user_name TEXT NOT NULL, roles TEXT NOT NULL, detail TEXT NOT NULL,
        approved_by TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # who came in, was refused, or said yes to what is in detail; user_id is null for a name that is nobody's
    """CREATE TABLE sign_ins (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, user_id INTEGER REFERENCES users (id),
        outcome TEXT NOT NULL CHECK (outcome IN ('in', 'refused', 'recovered', 'approved')),
        detail TEXT NOT NULL) STRICT""",
    "CREATE INDEX sign_ins_of_user ON sign_ins (user_id, at)",
    # failures in a row; user_id 0 counts for every name that is nobody's
    """CREATE TABLE sign_in_delays (
        user_id INTEGER PRIMARY KEY, failures INTEGER NOT NULL CHECK (failures > 0), last_at TEXT NOT NULL) STRICT""",
    # Argon2id too; the code itself is only on the sealed paper
    """CREATE TABLE recovery_codes (
        id INTEGER PRIMARY KEY, encoded TEXT NOT NULL, made_at TEXT NOT NULL, used_at TEXT) STRICT""",
    # from this amount on (céntimos of sol) an annulment needs the password of a second person; minutes until locked
    "ALTER TABLE cooperative ADD COLUMN second_person_from INTEGER CHECK (second_person_from >= 0)",
    "ALTER TABLE cooperative ADD COLUMN lock_minutes INTEGER CHECK (lock_minutes BETWEEN 1 AND 15)",
)

FIRST_ROLES = (
    # who is there already did everything until now, and goes on doing it
    """INSERT INTO user_roles (user_id, role)
        SELECT users.id, role FROM users,
            (SELECT 'treasury' AS role UNION ALL SELECT 'records' UNION ALL SELECT 'administration')""",
)

PEOPLE_HISTORY = {
    "users": "name title disabled",
    "user_roles": "user_id role",
    "cooperative": "name ruc address place treasurer_name treasurer_document treasurer_title president_name"
    " president_document flo_id certified_since is_sample logo_sha256 books_open_from yearly_series"
    " second_person_from lock_minutes",
}

PEOPLE_FROZEN = {"user_acts": ["id"], "sign_ins": ["id"]}


def begin_acts(db: Connection) -> None:
    """Whoever is there has a sealed act that says so: who has none was put there outside the program."""
    for (user_id,) in db.execute("SELECT id FROM users ORDER BY id").fetchall():
        made = db.execute(
            """INSERT INTO user_acts (kind, user_id, user_name, roles, detail, approved_by, user, recorded_at)
            SELECT 'begun', id, name, 'administration records treasury', '', '', '-',
                strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') FROM users WHERE id = ?""",
            (user_id,),
        )
        chain.seal(db, chain.USER_ACT, made.lastrowid or 0)
