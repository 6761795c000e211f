"""What schema 8 brings of the packages for the Central: the cooperative's keys, and which packages were made.

Part of a migration: once released, a change here is a change of a released schema.
"""

PACKAGE_TABLES = (
    # Ed25519; the secret seed signs and is in no history, log, export or paper, only here and in copies of the file
    """CREATE TABLE package_keys (
        id INTEGER PRIMARY KEY, public_key TEXT NOT NULL UNIQUE, secret BLOB NOT NULL CHECK (length(secret) = 32),
        made_on TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # only the newest key signs; whoever took its place, and why the one before was left
    """CREATE TABLE package_key_retirements (
        package_key_id INTEGER PRIMARY KEY REFERENCES package_keys (id), reason TEXT NOT NULL, retired_on TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # numbers by year, so that the Central knows which of several is the newest
    """CREATE TABLE year_packages (
        id INTEGER PRIMARY KEY, year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
        number INTEGER NOT NULL CHECK (number > 0), package_key_id INTEGER NOT NULL REFERENCES package_keys (id),
        with_names TEXT NOT NULL CHECK (with_names IN ('yes', 'no')), sha256 TEXT NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL, UNIQUE (year, number)) STRICT""",
)

PACKAGE_FROZEN = {"package_keys": ["id", "public_key"], "package_key_retirements": ["package_key_id"]}
PACKAGE_FROZEN["year_packages"] = ["id"]
