"""What schema 8 brings of copies: what each one holds, when it was looked at again, who holds the keys, and what was
put back.

Part of a migration: once released, a change here is a change of a released schema.
"""

COPY_TABLES = (
    # running number over all places; what it holds: the newest seal and its hash, receipts, the newest change
    "ALTER TABLE copies ADD COLUMN number INTEGER",
    "ALTER TABLE copies ADD COLUMN sealed TEXT NOT NULL DEFAULT 'no' CHECK (sealed IN ('yes', 'no'))",
    "ALTER TABLE copies ADD COLUMN seal_id INTEGER",
    "ALTER TABLE copies ADD COLUMN seal_hash TEXT",
    "ALTER TABLE copies ADD COLUMN receipts INTEGER",
    "ALTER TABLE copies ADD COLUMN history_id INTEGER",
    # of a sealed one too: SHA-256 of the data file within
    "ALTER TABLE copies ADD COLUMN content_sha256 TEXT",
    # by itself or by a person: read back again, its seal held against the list, put back for a trial, really opened
    """CREATE TABLE copy_checks (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('read', 'trial', 'opened')),
        copy_id INTEGER REFERENCES copies (id), file_name TEXT NOT NULL, problem TEXT NOT NULL,
        checked_at TEXT NOT NULL, user TEXT NOT NULL) STRICT""",
    # whose key opens the sealed copies; the secret key is on paper and never here (age, X25519)
    """CREATE TABLE key_holders (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL,
        retired_at TEXT, user TEXT NOT NULL) STRICT""",
    # what was put back, from what, and what the file aside knew beyond it
    """CREATE TABLE restorations (
        id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, source_name TEXT NOT NULL, copy_number INTEGER,
        seal_id INTEGER NOT NULL, later_seal_id INTEGER NOT NULL, kept_as TEXT NOT NULL, reason TEXT NOT NULL,
        approved_by TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # papers that were handed out after the copy, as the diary tells of them: their numbers are taken
    """CREATE TABLE lost_documents (
        id INTEGER PRIMARY KEY, restoration_id INTEGER NOT NULL REFERENCES restorations (id),
        subject TEXT NOT NULL, number_text TEXT NOT NULL, issued_on TEXT NOT NULL, amount_text TEXT NOT NULL,
        seal_hash TEXT NOT NULL) STRICT""",
)

COPY_FROZEN = {"restorations": ["id", "token"], "lost_documents": ["id"], "copy_checks": ["id"]}
