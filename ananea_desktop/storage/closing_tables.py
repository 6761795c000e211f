"""What schema 8 brings of closings: the acta de cierre with its totals, and the file's own refusal of what is closed.

Part of a migration: once released, a change here is a change of a released schema.
"""

CLOSING_TABLES = (
    # everything printed on the acta stands in the row itself, as it then was; written after its lines
    """CREATE TABLE closings (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), token TEXT NOT NULL UNIQUE,
        period TEXT NOT NULL CHECK (period IN ('month', 'year')), first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        documents INTEGER NOT NULL, seal_id INTEGER NOT NULL, seal_hash TEXT NOT NULL, unfinished TEXT NOT NULL,
        notes TEXT NOT NULL, cooperative_name TEXT NOT NULL, cooperative_ruc TEXT NOT NULL,
        cooperative_address TEXT NOT NULL, place TEXT NOT NULL, treasurer_name TEXT NOT NULL,
        treasurer_document TEXT NOT NULL, treasurer_title TEXT NOT NULL, president_name TEXT NOT NULL,
        president_document TEXT NOT NULL, logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')), closed_on TEXT NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL, CHECK (first_day <= last_day)) STRICT""",
    # of each account and each fund, in céntimos of its currency: opening + income - expense + transfers = closing
    """CREATE TABLE closing_balances (
        id INTEGER PRIMARY KEY, closing_id INTEGER NOT NULL REFERENCES closings (id) DEFERRABLE INITIALLY DEFERRED,
        subject TEXT NOT NULL CHECK (subject IN ('account', 'fund')), subject_id INTEGER NOT NULL,
        name TEXT NOT NULL, currency TEXT NOT NULL, opening INTEGER NOT NULL, income INTEGER NOT NULL,
        expense INTEGER NOT NULL, transfers INTEGER NOT NULL, closing INTEGER NOT NULL,
        CHECK (opening + income - expense + transfers = closing)) STRICT""",
    # the numbers of each series used in the period
    """CREATE TABLE closing_series (
        id INTEGER PRIMARY KEY, closing_id INTEGER NOT NULL REFERENCES closings (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, series TEXT NOT NULL, first_number INTEGER NOT NULL, last_number INTEGER NOT NULL,
        documents INTEGER NOT NULL, annulled INTEGER NOT NULL) STRICT""",
    """CREATE TABLE closing_reopenings (
        closing_id INTEGER PRIMARY KEY REFERENCES closings (id), reason TEXT NOT NULL, approved_by TEXT NOT NULL,
        reopened_on TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # up to which day the books are closed; empty while they never were
    """CREATE VIEW closed_through (day) AS SELECT coalesce(max(last_day), '') FROM closings
        WHERE id NOT IN (SELECT closing_id FROM closing_reopenings)""",
    """CREATE TRIGGER receipts_closed BEFORE INSERT ON receipts
        WHEN NEW.issued_on <= (SELECT day FROM closed_through)
        BEGIN SELECT RAISE(ABORT, 'closed: receipts'); END""",
    """CREATE TRIGGER receipt_annulments_closed BEFORE INSERT ON receipt_annulments
        WHEN (SELECT issued_on FROM receipts WHERE id = NEW.receipt_id) <= (SELECT day FROM closed_through)
        BEGIN SELECT RAISE(ABORT, 'closed: receipt_annulments'); END""",
)

CLOSING_FROZEN = {
    "closings": ["id", "number", "token"],
    "closing_balances": ["id"],
    "closing_series": ["id"],
    "closing_reopenings": ["closing_id"],
}
