"""What schema 6 brings of trainings: their plan and days, who was invited, the signed register, and constancias.

Part of a released migration: a change here is a change of a released schema.
"""

TRAINING_TABLES = (
    "ALTER TABLE training_sessions ADD COLUMN state TEXT NOT NULL DEFAULT 'held'"
    " CHECK (state IN ('planned', 'held', 'cancelled'))",
    "ALTER TABLE training_sessions ADD COLUMN programme TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE training_sessions ADD COLUMN trainer_document TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE training_sessions ADD COLUMN trainer_firm TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE training_sessions ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone'"
    " CHECK (audience IN ('everyone', 'members', 'workers'))",
    "ALTER TABLE training_sessions ADD COLUMN capacity INTEGER CHECK (capacity > 0)",
    "ALTER TABLE training_sessions ADD COLUMN pass_mark INTEGER CHECK (pass_mark BETWEEN 1 AND 20)",
    "ALTER TABLE training_sessions ADD COLUMN fund_id INTEGER REFERENCES funds (id)",
    # who answers for the register (R.M. 050-2013-TR, last block of the form)
    "ALTER TABLE training_sessions ADD COLUMN responsible TEXT NOT NULL DEFAULT ''",
    # the days of a session of several, its first too; none where it was held on its one day
    """CREATE TABLE training_days (
        id INTEGER PRIMARY KEY, training_session_id INTEGER NOT NULL REFERENCES training_sessions (id),
        held_on TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
        UNIQUE (training_session_id, held_on)) STRICT""",
    """CREATE TABLE training_invitations (
        id INTEGER PRIMARY KEY, training_session_id INTEGER NOT NULL REFERENCES training_sessions (id),
        member_id INTEGER NOT NULL REFERENCES members (id), UNIQUE (training_session_id, member_id)) STRICT""",
    "CREATE INDEX training_invitations_of_member ON training_invitations (member_id)",
    "ALTER TABLE attendances ADD COLUMN signature TEXT NOT NULL DEFAULT 'pending'"
    " CHECK (signature IN ('pending', 'signed', 'fingerprint'))",
    # of 20, as marks are given in Peru
    "ALTER TABLE attendances ADD COLUMN mark INTEGER CHECK (mark BETWEEN 0 AND 20)",
    "ALTER TABLE attendances ADD COLUMN notes TEXT NOT NULL DEFAULT ''",
    # position: as in members, folded by the program; '' is everyone
    """CREATE TABLE mandatory_topics (
        id INTEGER PRIMARY KEY, topic TEXT NOT NULL, position TEXT NOT NULL,
        months INTEGER NOT NULL CHECK (months > 0), sort_key TEXT NOT NULL) STRICT""",
    "CREATE INDEX training_sessions_by_topic ON training_sessions (sort_key, held_on)",
)

CERTIFICATE_TABLES = (
    # everything printed stands in the row itself, as it then was
    """CREATE TABLE certificates (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), token TEXT NOT NULL UNIQUE,
        training_session_id INTEGER NOT NULL REFERENCES training_sessions (id),
        member_id INTEGER NOT NULL REFERENCES members (id), issued_on TEXT NOT NULL, recorded_at TEXT NOT NULL,
        user TEXT NOT NULL, person_name TEXT NOT NULL, person_document TEXT NOT NULL, topic TEXT NOT NULL,
        kind TEXT NOT NULL, held_on TEXT NOT NULL, last_held_on TEXT NOT NULL, duration INTEGER NOT NULL,
        training_place TEXT NOT NULL, trainer TEXT NOT NULL, trainer_firm TEXT NOT NULL, mark INTEGER,
        cooperative_name TEXT NOT NULL, cooperative_ruc TEXT NOT NULL, cooperative_address TEXT NOT NULL,
        place TEXT NOT NULL, president_name TEXT NOT NULL, president_document TEXT NOT NULL,
        logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no'))) STRICT""",
    "CREATE INDEX certificates_of_session ON certificates (training_session_id, member_id)",
    "CREATE INDEX certificates_of_member ON certificates (member_id)",
    """CREATE TRIGGER certificates_number BEFORE INSERT ON certificates
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM certificates)
        BEGIN SELECT RAISE(ABORT, 'a certificate takes the next number'); END""",
    """CREATE TABLE certificate_annulments (
        certificate_id INTEGER PRIMARY KEY REFERENCES certificates (id), reason TEXT NOT NULL,
        annulled_on TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
)

TRAINING_HISTORY = {
    "training_sessions": "topic kind held_on place trainer duration project_id notes state programme trainer_document"
    " trainer_firm audience capacity pass_mark fund_id responsible",
    "training_days": "training_session_id held_on starts_at ends_at",
    "training_invitations": "training_session_id member_id",
    "attendances": "training_session_id member_id signature mark notes",
    "mandatory_topics": "topic position months",
}
