"""The schema's history. Append only: a released function is never changed, a new one is added at the end.

After adding one, set SCHEMA_VERSION and SCHEMA_FINGERPRINT in schema.py (the schema test prints both) and store a data
file of the schema that was newest until now under tests/data/.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from ananea_desktop.storage import chain
from ananea_desktop.storage import closing_tables as closing
from ananea_desktop.storage import copy_tables as copy
from ananea_desktop.storage import equipment_tables as equipment
from ananea_desktop.storage import member_tables as member
from ananea_desktop.storage import package_tables as package
from ananea_desktop.storage import people_tables as people
from ananea_desktop.storage import premium_tables as premium
from ananea_desktop.storage import training_tables as training
from ananea_desktop.storage.triggers import freeze, keep_history, keep_search

migrations = Migrations("ananea")


@migrations()
def m0001_the_main_job(db: Database) -> None:
    """Members, trainings, purchases, Premium projects and the receipts that pay them."""
    for statement in (*_OFFICE, *_RECORDS, *_RECEIPTS, *_SUMS):
        db.execute(statement)
    for table, columns in _RECORD_COLUMNS.items():
        keep_history(db, table, columns.split())
    for table in ("members", "suppliers", "training_sessions", "purchases", "premium_projects", "receipts"):
        keep_search(db, table)
    freeze(db, "history", ["id"])
    freeze(db, "logos", ["sha256"])
    freeze(db, "project_budgets", ["id"])
    freeze(db, "receipts", ["id", "token"])
    freeze(db, "receipt_lines", ["id"])
    freeze(db, "receipt_annulments", ["receipt_id"])
    freeze(db, "receipt_prints", ["id"])
    for statement in _RECEIPT_RULES:
        db.execute(statement)


_OFFICE = (
    # who is acting and when, for the history's triggers; filled only inside a transaction of an operation
    """CREATE TABLE acting (
        id INTEGER PRIMARY KEY CHECK (id = 1), user TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, table_name TEXT NOT NULL,
        record_id INTEGER NOT NULL, action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
        before TEXT, after TEXT) STRICT""",
    "CREATE INDEX history_of_record ON history (table_name, record_id, id)",
    """CREATE TABLE cooperative (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, ruc TEXT NOT NULL, address TEXT NOT NULL,
        place TEXT NOT NULL, treasurer_name TEXT NOT NULL, treasurer_document TEXT NOT NULL,
        treasurer_title TEXT NOT NULL, president_name TEXT NOT NULL, president_document TEXT NOT NULL,
        flo_id TEXT NOT NULL, certified_since INTEGER, is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')),
        logo_sha256 TEXT REFERENCES logos (sha256)) STRICT""",
    # kept for ever: an old receipt is printed with the logo it was issued with
    "CREATE TABLE logos (sha256 TEXT PRIMARY KEY, image BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL) STRICT",
    """CREATE TABLE drafts (
        id INTEGER PRIMARY KEY, form TEXT NOT NULL, record_id INTEGER NOT NULL DEFAULT 0, content TEXT NOT NULL,
        user TEXT NOT NULL, saved_at TEXT NOT NULL, UNIQUE (form, record_id)) STRICT""",
    """CREATE TABLE copies (
        id INTEGER PRIMARY KEY, made_at TEXT NOT NULL, place TEXT NOT NULL CHECK (place IN ('office', 'usb')),
        file_name TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT""",
)

_RECORDS = (
    """CREATE TABLE members (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, document_type TEXT NOT NULL, document_number TEXT NOT NULL,
        paternal_surname TEXT NOT NULL, maternal_surname TEXT NOT NULL, given_names TEXT NOT NULL, sex TEXT NOT NULL,
        birth_date TEXT, phone TEXT NOT NULL, address TEXT NOT NULL, community TEXT NOT NULL, ruc TEXT NOT NULL,
        number INTEGER UNIQUE, admitted_on TEXT, position TEXT NOT NULL, work_area TEXT NOT NULL,
        state TEXT NOT NULL, state_since TEXT, notes TEXT NOT NULL,
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL,
        UNIQUE (document_type, document_number)) STRICT""",
    "CREATE INDEX members_in_order ON members (sort_key, id)",
    """CREATE TABLE suppliers (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, ruc TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL,
        notes TEXT NOT NULL, sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX suppliers_by_ruc ON suppliers (ruc) WHERE ruc <> ''",
    "CREATE INDEX suppliers_in_order ON suppliers (sort_key, id)",
    "CREATE TABLE headings (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE premium_projects (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, heading_id INTEGER NOT NULL REFERENCES headings (id),
        objective TEXT NOT NULL, responsible TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT,
        beneficiaries TEXT NOT NULL, state TEXT NOT NULL, result TEXT NOT NULL,
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX premium_projects_in_order ON premium_projects (heading_id, sort_key, id)",
    """CREATE TABLE project_budgets (
        id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES premium_projects (id),
        decided_on TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
        currency TEXT NOT NULL DEFAULT 'PEN' CHECK (currency = 'PEN'), acta TEXT NOT NULL, reason TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX budgets_of_project ON project_budgets (project_id, id)",
    """CREATE TABLE funds (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('premium', 'own', 'other'))) STRICT""",
    """CREATE TABLE accounts (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('till', 'bank')),
        currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')), bank TEXT NOT NULL,
        account_number TEXT NOT NULL) STRICT""",
    """CREATE TABLE training_sessions (
        id INTEGER PRIMARY KEY, topic TEXT NOT NULL, kind TEXT NOT NULL, held_on TEXT NOT NULL, place TEXT NOT NULL,
        trainer TEXT NOT NULL, duration INTEGER NOT NULL CHECK (duration > 0),
        project_id INTEGER REFERENCES premium_projects (id), notes TEXT NOT NULL,
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX training_sessions_in_order ON training_sessions (held_on, id)",
    "CREATE INDEX training_sessions_of_project ON training_sessions (project_id)",
    """CREATE TABLE attendances (
        id INTEGER PRIMARY KEY, training_session_id INTEGER NOT NULL REFERENCES training_sessions (id),
        member_id INTEGER NOT NULL REFERENCES members (id), UNIQUE (training_session_id, member_id)) STRICT""",
    "CREATE INDEX attendances_of_member ON attendances (member_id)",
    """CREATE TABLE purchases (
        id INTEGER PRIMARY KEY, supplier_id INTEGER NOT NULL REFERENCES suppliers (id), document_type TEXT NOT NULL,
        series TEXT NOT NULL, number TEXT NOT NULL, purchased_on TEXT NOT NULL,
        currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')), exchange_rate INTEGER,
        fund_id INTEGER NOT NULL REFERENCES funds (id), project_id INTEGER REFERENCES premium_projects (id),
        notes TEXT NOT NULL, document_key TEXT, sort_key TEXT NOT NULL, search_text TEXT NOT NULL,
        CHECK ((currency = 'PEN') = (exchange_rate IS NULL)),
        UNIQUE (supplier_id, document_type, document_key)) STRICT""",
    "CREATE INDEX purchases_in_order ON purchases (purchased_on, id)",
    "CREATE INDEX purchases_of_project ON purchases (project_id)",
    """CREATE TABLE purchase_lines (
        id INTEGER PRIMARY KEY, purchase_id INTEGER NOT NULL REFERENCES purchases (id), position INTEGER NOT NULL,
        item TEXT NOT NULL, category TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
        unit TEXT NOT NULL, unit_price INTEGER NOT NULL CHECK (unit_price > 0),
        total INTEGER NOT NULL CHECK (total > 0), UNIQUE (purchase_id, position)) STRICT""",
)

_RECEIPTS = (
    """CREATE TABLE series (
        kind TEXT NOT NULL CHECK (kind IN ('in', 'out')), series TEXT NOT NULL, next_number INTEGER NOT NULL
        CHECK (next_number > 0), first_number INTEGER NOT NULL, PRIMARY KEY (kind, series)) STRICT""",
    # everything printed stands in the row itself, as it then was; the references beside it are for the sums
    """CREATE TABLE receipts (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('in', 'out')), series TEXT NOT NULL,
        number INTEGER NOT NULL, token TEXT NOT NULL UNIQUE, issued_on TEXT NOT NULL, recorded_at TEXT NOT NULL,
        user TEXT NOT NULL, account_id INTEGER NOT NULL REFERENCES accounts (id), account_name TEXT NOT NULL,
        currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')), exchange_rate INTEGER,
        total INTEGER NOT NULL CHECK (total > 0), method TEXT NOT NULL, operation_number TEXT NOT NULL,
        party_name TEXT NOT NULL, party_document TEXT NOT NULL, party_detail TEXT NOT NULL,
        member_id INTEGER REFERENCES members (id), supplier_id INTEGER REFERENCES suppliers (id),
        note TEXT NOT NULL, cooperative_name TEXT NOT NULL, cooperative_ruc TEXT NOT NULL,
        cooperative_address TEXT NOT NULL, place TEXT NOT NULL, treasurer_name TEXT NOT NULL,
        treasurer_document TEXT NOT NULL, treasurer_title TEXT NOT NULL, president_name TEXT NOT NULL,
        president_document TEXT NOT NULL, logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')), search_text TEXT NOT NULL,
        CHECK ((currency = 'PEN') = (exchange_rate IS NULL)),
        FOREIGN KEY (kind, series) REFERENCES series (kind, series),
        UNIQUE (kind, series, number)) STRICT""",
    "CREATE INDEX receipts_in_order ON receipts (issued_on, id)",
    "CREATE INDEX receipts_of_account ON receipts (account_id, issued_on, id, kind, total)",
    "CREATE INDEX receipts_of_member ON receipts (member_id) WHERE member_id IS NOT NULL",
    "CREATE INDEX receipts_of_supplier ON receipts (supplier_id) WHERE supplier_id IS NOT NULL",
    """CREATE TABLE receipt_lines (
        id INTEGER PRIMARY KEY,
        receipt_id INTEGER NOT NULL REFERENCES receipts (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, concept TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
        fund_id INTEGER NOT NULL REFERENCES funds (id), fund_name TEXT NOT NULL,
        project_id INTEGER REFERENCES premium_projects (id), project_name TEXT NOT NULL,
        purchase_id INTEGER REFERENCES purchases (id),
        training_session_id INTEGER REFERENCES training_sessions (id), UNIQUE (receipt_id, position)) STRICT""",
    "CREATE INDEX lines_of_project ON receipt_lines (project_id) WHERE project_id IS NOT NULL",
    "CREATE INDEX lines_of_purchase ON receipt_lines (purchase_id) WHERE purchase_id IS NOT NULL",
    "CREATE INDEX lines_of_training ON receipt_lines (training_session_id) WHERE training_session_id IS NOT NULL",
    "CREATE INDEX lines_of_fund ON receipt_lines (fund_id)",
    """CREATE TABLE receipt_annulments (
        receipt_id INTEGER PRIMARY KEY REFERENCES receipts (id), reason TEXT NOT NULL, annulled_on TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE receipt_prints (
        id INTEGER PRIMARY KEY, receipt_id INTEGER NOT NULL REFERENCES receipts (id), user TEXT NOT NULL,
        printed_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX prints_of_receipt ON receipt_prints (receipt_id)",
)

# what the file itself holds true of receipts, whoever writes into it
_RECEIPT_RULES = (
    """CREATE TRIGGER receipt_lines_complete BEFORE INSERT ON receipt_lines
        WHEN EXISTS (SELECT 1 FROM receipts WHERE id = NEW.receipt_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line on an issued receipt'); END""",
    """CREATE TRIGGER receipts_total BEFORE INSERT ON receipts
        WHEN NEW.total IS NOT (SELECT sum(amount) FROM receipt_lines WHERE receipt_id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a receipt is the sum of its lines'); END""",
    """CREATE TRIGGER receipts_number BEFORE INSERT ON receipts
        WHEN NEW.number IS NOT (SELECT next_number FROM series WHERE kind = NEW.kind AND series = NEW.series)
        BEGIN SELECT RAISE(ABORT, 'a receipt takes the next number of its series'); END""",
    """CREATE TRIGGER receipts_take_number AFTER INSERT ON receipts
        BEGIN UPDATE series SET next_number = NEW.number + 1 WHERE kind = NEW.kind AND series = NEW.series; END""",
    """CREATE TRIGGER series_in_use BEFORE UPDATE ON series
        WHEN EXISTS (SELECT 1 FROM receipts WHERE kind = OLD.kind AND series = OLD.series) AND (
            NEW.kind IS NOT OLD.kind OR NEW.series IS NOT OLD.series OR NEW.first_number IS NOT OLD.first_number
            OR NEW.next_number IS NOT (SELECT max(number) + 1 FROM receipts
                                       WHERE kind = OLD.kind AND series = OLD.series))
        BEGIN SELECT RAISE(ABORT, 'frozen: a series in use'); END""",
    """CREATE TRIGGER series_kept BEFORE DELETE ON series
        BEGIN SELECT RAISE(ABORT, 'frozen: series'); END""",
    """CREATE TRIGGER series_not_replaced BEFORE INSERT ON series
        WHEN EXISTS (SELECT 1 FROM series WHERE kind = NEW.kind AND series = NEW.series)
        BEGIN SELECT RAISE(ABORT, 'frozen: series'); END""",
)

_SUMS = (
    # every sum of money is made over this view: a line of a receipt that is not annulled, with its sign
    """CREATE VIEW movements AS
        SELECT receipts.id AS receipt_id, receipts.kind, issued_on, account_id, currency, member_id, supplier_id,
            fund_id, project_id, purchase_id, training_session_id,
            CASE receipts.kind WHEN 'in' THEN amount ELSE -amount END AS amount,
            CASE receipts.kind WHEN 'in' THEN 1 ELSE -1 END
                * CASE WHEN exchange_rate IS NULL THEN amount ELSE (amount * exchange_rate + 5000) / 10000 END AS soles
        FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)""",
)

_RECORD_COLUMNS = {
    "cooperative": "name ruc address place treasurer_name treasurer_document treasurer_title president_name"
    " president_document flo_id certified_since is_sample logo_sha256",
    "users": "name title",
    "members": "kind document_type document_number paternal_surname maternal_surname given_names sex birth_date phone"
    " address community ruc number admitted_on position work_area state state_since notes",
    "suppliers": "name ruc address phone notes",
    "headings": "name",
    "premium_projects": "name heading_id objective responsible starts_on ends_on beneficiaries state result",
    "funds": "name kind",
    "accounts": "name kind currency bank account_number",
    "training_sessions": "topic kind held_on place trainer duration project_id notes",
    "attendances": "training_session_id member_id",
    "purchases": "supplier_id document_type series number purchased_on currency exchange_rate fund_id project_id notes",
    "purchase_lines": "purchase_id position item category quantity unit unit_price total",
}


@migrations()
def m0002_the_assembly(db: Database) -> None:
    """Assemblies with who came and what was resolved, attachments of any record, and presentations of a period."""
    for statement in (*_ASSEMBLIES, *_ATTACHMENTS, *_PRESENTATIONS):
        db.execute(statement)
    for action in ("insert", "update", "delete"):
        db.execute(f"DROP TRIGGER premium_projects_history_{action}")
    for table, columns in _ASSEMBLY_COLUMNS.items():
        keep_history(db, table, columns.split())
    keep_search(db, "assemblies")
    freeze(db, "attachment_contents", ["sha256"])


_ASSEMBLIES = (
    # eligible: how many could vote that day, counted when the attendance is noted; later members change nothing of it
    """CREATE TABLE assemblies (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, held_on TEXT NOT NULL, first_call TEXT NOT NULL,
        second_call TEXT NOT NULL, place TEXT NOT NULL, agenda TEXT NOT NULL, first_quorum INTEGER NOT NULL
        CHECK (first_quorum BETWEEN 0 AND 100), second_quorum INTEGER NOT NULL
        CHECK (second_quorum BETWEEN 0 AND 100), call TEXT NOT NULL, opened_at TEXT NOT NULL,
        closed_at TEXT NOT NULL, chair TEXT NOT NULL, secretary TEXT NOT NULL, acta TEXT NOT NULL,
        notes TEXT NOT NULL, eligible INTEGER CHECK (eligible >= 0),
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX assemblies_in_order ON assemblies (held_on, id)",
    """CREATE TABLE assembly_attendances (
        id INTEGER PRIMARY KEY, assembly_id INTEGER NOT NULL REFERENCES assemblies (id),
        member_id INTEGER NOT NULL REFERENCES members (id),
        status TEXT NOT NULL CHECK (status IN ('present', 'represented', 'excused')), represented_by TEXT NOT NULL,
        UNIQUE (assembly_id, member_id)) STRICT""",
    "CREATE INDEX assembly_attendances_of_member ON assembly_attendances (member_id)",
    """CREATE TABLE resolutions (
        id INTEGER PRIMARY KEY, assembly_id INTEGER NOT NULL REFERENCES assemblies (id),
        number INTEGER NOT NULL CHECK (number > 0), text TEXT NOT NULL,
        votes_for INTEGER NOT NULL CHECK (votes_for >= 0), votes_against INTEGER NOT NULL CHECK (votes_against >= 0),
        votes_abstaining INTEGER NOT NULL CHECK (votes_abstaining >= 0),
        outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'rejected')),
        project_id INTEGER REFERENCES premium_projects (id), amount INTEGER CHECK (amount > 0),
        UNIQUE (assembly_id, number)) STRICT""",
    "CREATE INDEX resolutions_of_project ON resolutions (project_id) WHERE project_id IS NOT NULL",
    "ALTER TABLE premium_projects ADD COLUMN proposed_amount INTEGER CHECK (proposed_amount > 0)",
    "ALTER TABLE project_budgets ADD COLUMN resolution_id INTEGER REFERENCES resolutions (id)",
    "CREATE INDEX budgets_of_resolution ON project_budgets (resolution_id) WHERE resolution_id IS NOT NULL",
)

_ATTACHMENTS = (
    # kept once, as it was reduced; source_sha256 knows the same file again before it is looked at
    """CREATE TABLE attachment_contents (
        sha256 TEXT PRIMARY KEY, source_sha256 TEXT NOT NULL UNIQUE,
        media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
        size INTEGER NOT NULL CHECK (size > 0), width INTEGER NOT NULL, height INTEGER NOT NULL,
        pages INTEGER NOT NULL, thumbnail BLOB NOT NULL, content BLOB NOT NULL) STRICT""",
    # a removed one leaves the lists and can come back: nothing is ever purged
    """CREATE TABLE attachments (
        id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, record_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES attachment_contents (sha256), file_name TEXT NOT NULL, caption TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (stage IN ('', 'before', 'after')), added_at TEXT NOT NULL,
        removed TEXT NOT NULL DEFAULT 'no' CHECK (removed IN ('yes', 'no')),
        UNIQUE (table_name, record_id, sha256)) STRICT""",
    "CREATE INDEX attachments_of_content ON attachments (sha256)",
)

_PRESENTATIONS = (
    # slides: a JSON list in order, each with what domain/presentations.py says of one; the figures are never kept
    """CREATE TABLE presentations (
        id INTEGER PRIMARY KEY, first_day TEXT NOT NULL, last_day TEXT NOT NULL CHECK (last_day >= first_day),
        title TEXT NOT NULL, ratio TEXT NOT NULL CHECK (ratio IN ('4:3', '16:9')),
        language TEXT NOT NULL CHECK (language IN ('es', 'en')), slides TEXT NOT NULL,
        UNIQUE (first_day, last_day)) STRICT""",
)

_ASSEMBLY_COLUMNS = {
    "assemblies": "kind held_on first_call second_call place agenda first_quorum second_quorum call opened_at closed_at"
    " chair secretary acta notes eligible",
    "assembly_attendances": "assembly_id member_id status represented_by",
    "resolutions": "assembly_id number text votes_for votes_against votes_abstaining outcome project_id amount",
    "premium_projects": "name heading_id objective responsible starts_on ends_on beneficiaries state result"
    " proposed_amount",
    "attachments": "table_name record_id sha256 file_name caption stage added_at removed",
    "presentations": "first_day last_day title ratio language slides",
}


@migrations()
def m0003_books_that_stand_up_to_an_audit(db: Database) -> None:
    """Every numbered document of money beside the receipts, the chain of seals, and what the cash book needs.

    ``receipts`` and ``series`` are made anew, for SQLite changes no CHECK in place; foreign keys are off meanwhile.
    """
    in_the_way = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('receipts', 'receipt_lines', 'series')"
    )
    for (trigger,) in db.execute(in_the_way).fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    for statement in _WIDER_RECEIPTS:
        db.execute(statement)
    keep_search(db, "receipts")
    db.execute("INSERT INTO receipts_search (receipts_search) VALUES ('rebuild')")
    freeze(db, "receipts", ["id", "token"])
    freeze(db, "receipt_lines", ["id"])
    for statement in (*_WIDER_RULES, *_COUNTS):
        db.execute(statement)
    keep_history(db, "legal_amounts", ["name", "valid_from", "currency", "amount"])
    db.execute("INSERT INTO acting VALUES (1, '-', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
    for amount in _LEGAL_AMOUNTS:
        db.execute("INSERT INTO legal_amounts (name, valid_from, currency, amount) VALUES (?, ?, ?, ?)", amount)
    db.execute("DELETE FROM acting")
    keep_history(db, "accounting_codes", ["applies_to", "concept", "fund_id", "account_id", "code", "name"])
    freeze(db, "cash_counts", ["id", "number"])
    freeze(db, "reconciliations", ["id"])
    freeze(db, "reconciled_receipts", ["receipt_id"])
    for action in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER cash_count_lines_frozen_{action.lower()} BEFORE {action} ON cash_count_lines"
            " BEGIN SELECT RAISE(ABORT, 'frozen: cash_count_lines'); END"
        )
    for action in ("insert", "update", "delete"):
        for table in ("cooperative", "attachments"):
            db.execute(f"DROP TRIGGER {table}_history_{action}")
    for statement in _SIGNED_SCANS:
        db.execute(statement)
    keep_history(db, "cooperative", _COOPERATIVE_COLUMNS.split())
    keep_history(db, "attachments", _ASSEMBLY_COLUMNS["attachments"].split())
    freeze(db, "installation", ["id"])
    chain.seal_late(db.conn)
    freeze(db, "seals", ["id"])
    db.execute(_SEALS_FOLLOW)


_WIDER_RECEIPTS = (
    "DROP VIEW movements",
    "DROP TABLE receipts_search",
    # a booklet of receipts written by hand has a last number; a series that begins anew each year has a year
    """CREATE TABLE new_series (
        kind TEXT NOT NULL CHECK (kind IN
            ('in', 'out', 'transfer', 'bank_note', 'opening', 'reallocation', 'rendition')),
        series TEXT NOT NULL, next_number INTEGER NOT NULL CHECK (next_number > 0), first_number INTEGER NOT NULL,
        last_number INTEGER CHECK (last_number >= first_number), year INTEGER, PRIMARY KEY (kind, series)) STRICT""",
    "INSERT INTO new_series SELECT kind, series, next_number, first_number, NULL, NULL FROM series",
    """INSERT OR IGNORE INTO new_series SELECT value, '001', 1, 1, NULL, NULL FROM json_each(
        '["in", "out", "transfer", "bank_note", "opening", "reallocation", "rendition"]')""",
    "DROP TABLE series",
    "ALTER TABLE new_series RENAME TO series",
    # direction: 1 money into the account, -1 out of it, 0 no account is touched. A transfer is two rows, one for each
    # account, with one number
    """CREATE TABLE new_receipts (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, series TEXT NOT NULL, number INTEGER NOT NULL,
        direction INTEGER NOT NULL CHECK (direction IN (-1, 0, 1)), token TEXT NOT NULL UNIQUE,
        issued_on TEXT NOT NULL, recorded_at TEXT NOT NULL, user TEXT NOT NULL,
        account_id INTEGER REFERENCES accounts (id), account_name TEXT NOT NULL,
        currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')), exchange_rate INTEGER,
        total INTEGER NOT NULL CHECK (total > 0), method TEXT NOT NULL, operation_number TEXT NOT NULL,
        party_name TEXT NOT NULL, party_document TEXT NOT NULL, party_detail TEXT NOT NULL,
        member_id INTEGER REFERENCES members (id), supplier_id INTEGER REFERENCES suppliers (id),
        corrects_id INTEGER REFERENCES receipts (id), advance_id INTEGER REFERENCES receipts (id),
        reason TEXT NOT NULL, approved_by TEXT NOT NULL,
        note TEXT NOT NULL, cooperative_name TEXT NOT NULL, cooperative_ruc TEXT NOT NULL,
        cooperative_address TEXT NOT NULL, place TEXT NOT NULL, treasurer_name TEXT NOT NULL,
        treasurer_document TEXT NOT NULL, treasurer_title TEXT NOT NULL, president_name TEXT NOT NULL,
        president_document TEXT NOT NULL, logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')), search_text TEXT NOT NULL,
        CHECK ((currency = 'PEN') = (exchange_rate IS NULL)), CHECK ((direction = 0) = (account_id IS NULL)),
        CHECK (direction = CASE kind WHEN 'in' THEN 1 WHEN 'out' THEN -1 WHEN 'reallocation' THEN 0
            WHEN 'rendition' THEN 0 ELSE direction END), CHECK (kind <> 'transfer' OR direction <> 0),
        FOREIGN KEY (kind, series) REFERENCES series (kind, series),
        UNIQUE (kind, series, number, direction)) STRICT""",
    """INSERT INTO new_receipts SELECT id, kind, series, number, CASE kind WHEN 'in' THEN 1 ELSE -1 END, token,
        issued_on, recorded_at, user, account_id, account_name, currency, exchange_rate, total, method,
        operation_number, party_name, party_document, party_detail, member_id, supplier_id, NULL, NULL, '', '',
        note, cooperative_name, cooperative_ruc, cooperative_address, place, treasurer_name, treasurer_document,
        treasurer_title, president_name, president_document, logo_sha256, is_sample, search_text FROM receipts""",
    # flow: what the amount is to the books; sign: what it does to fund and project (and to the account, if any)
    """CREATE TABLE new_lines (
        id INTEGER PRIMARY KEY,
        receipt_id INTEGER NOT NULL REFERENCES receipts (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, flow TEXT NOT NULL CHECK (flow IN
            ('in', 'out', 'advance', 'transfer', 'opening', 'earlier')),
        sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),
        concept TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
        fund_id INTEGER NOT NULL REFERENCES funds (id), fund_name TEXT NOT NULL,
        project_id INTEGER REFERENCES premium_projects (id), project_name TEXT NOT NULL,
        purchase_id INTEGER REFERENCES purchases (id),
        training_session_id INTEGER REFERENCES training_sessions (id),
        support_type TEXT NOT NULL, support_number TEXT NOT NULL, spent_on TEXT,
        UNIQUE (receipt_id, position)) STRICT""",
    """INSERT INTO new_lines SELECT receipt_lines.id, receipt_id, position, kind,
        CASE kind WHEN 'in' THEN 1 ELSE -1 END, concept, amount, fund_id, fund_name, project_id, project_name,
        purchase_id, training_session_id, '', '', NULL
        FROM receipt_lines JOIN receipts ON receipts.id = receipt_id""",
    "DROP TABLE receipt_lines",
    "DROP TABLE receipts",
    "ALTER TABLE new_receipts RENAME TO receipts",
    "ALTER TABLE new_lines RENAME TO receipt_lines",
    "CREATE INDEX receipts_in_order ON receipts (issued_on, id)",
    "CREATE INDEX receipts_of_account ON receipts (account_id, issued_on, id, direction, total)",
    "CREATE INDEX receipts_of_member ON receipts (member_id) WHERE member_id IS NOT NULL",
    "CREATE INDEX receipts_of_supplier ON receipts (supplier_id) WHERE supplier_id IS NOT NULL",
    "CREATE INDEX corrections_of_receipt ON receipts (corrects_id) WHERE corrects_id IS NOT NULL",
    "CREATE INDEX receipts_of_advance ON receipts (advance_id) WHERE advance_id IS NOT NULL",
    "CREATE INDEX receipts_with_rate ON receipts (id) WHERE exchange_rate IS NOT NULL",
    "CREATE INDEX receipts_of_odd_kinds ON receipts (kind, id) WHERE kind NOT IN ('in', 'out')",
    "CREATE INDEX lines_of_project ON receipt_lines (project_id) WHERE project_id IS NOT NULL",
    "CREATE INDEX lines_of_purchase ON receipt_lines (purchase_id) WHERE purchase_id IS NOT NULL",
    "CREATE INDEX lines_of_training ON receipt_lines (training_session_id) WHERE training_session_id IS NOT NULL",
    "CREATE INDEX lines_of_fund ON receipt_lines (fund_id)",
    "CREATE INDEX lines_of_advances ON receipt_lines (receipt_id) WHERE flow = 'advance'",
    # a random mark of this file: where its chain begins, and how its diary knows it again
    "CREATE TABLE installation (id INTEGER PRIMARY KEY CHECK (id = 1), code BLOB NOT NULL) STRICT",
    "INSERT INTO installation VALUES (1, randomblob(32))",
    """CREATE TABLE seals (
        id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_id INTEGER NOT NULL, version INTEGER NOT NULL,
        late TEXT NOT NULL CHECK (late IN ('yes', 'no')), previous BLOB NOT NULL CHECK (length(previous) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32), UNIQUE (subject_id, subject)) STRICT""",
    # receipts that a window went to print, until it knows what became of it
    "CREATE TABLE pending_prints (receipt_id INTEGER PRIMARY KEY REFERENCES receipts (id)) STRICT",
    "ALTER TABLE cooperative ADD COLUMN books_open_from TEXT",
    """ALTER TABLE cooperative ADD COLUMN yearly_series TEXT NOT NULL DEFAULT 'no'
        CHECK (yearly_series IN ('yes', 'no'))""",
    # every sum of money is made over this view: a line of a document that is not annulled, with its sign
    """CREATE VIEW movements AS
        SELECT receipts.id AS receipt_id, flow AS kind, issued_on, account_id, currency, member_id, supplier_id,
            fund_id, project_id, purchase_id, training_session_id, sign * amount AS amount,
            sign * CASE WHEN exchange_rate IS NULL THEN amount
                ELSE (amount * exchange_rate + 5000) / 10000 END AS soles
        FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)""",
)

# what the file itself holds true of documents of money, whoever writes into it
_WIDER_RULES = (
    """CREATE TRIGGER receipt_lines_complete BEFORE INSERT ON receipt_lines
        WHEN EXISTS (SELECT 1 FROM receipts WHERE id = NEW.receipt_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line on an issued receipt'); END""",
    """CREATE TRIGGER receipts_total BEFORE INSERT ON receipts
        WHEN NEW.total IS NOT (SELECT sum(amount) FROM receipt_lines WHERE receipt_id = NEW.id
            AND sign = CASE NEW.direction WHEN 0 THEN -1 ELSE NEW.direction END)
        BEGIN SELECT RAISE(ABORT, 'a receipt is the sum of its lines'); END""",
    # only a reallocation gives with one line what it takes with another
    """CREATE TRIGGER receipts_signs BEFORE INSERT ON receipts
        WHEN NEW.total * (NEW.kind = 'reallocation') IS NOT (SELECT coalesce(sum(amount), 0) FROM receipt_lines
            WHERE receipt_id = NEW.id AND sign = CASE NEW.direction WHEN 0 THEN 1 ELSE -NEW.direction END)
        BEGIN SELECT RAISE(ABORT, 'a line against the direction of its receipt'); END""",
    """CREATE TRIGGER receipts_number BEFORE INSERT ON receipts
        WHEN NOT EXISTS (SELECT 1 FROM series WHERE series.kind = NEW.kind AND series.series = NEW.series AND CASE
            WHEN last_number IS NOT NULL THEN NEW.number BETWEEN first_number AND last_number AND NOT EXISTS
                (SELECT 1 FROM receipts AS other WHERE other.kind = NEW.kind AND other.series = NEW.series
                    AND other.number = NEW.number)
            WHEN NEW.kind = 'transfer' AND NEW.direction = 1 THEN NEW.number = next_number - 1 AND EXISTS
                (SELECT 1 FROM receipts AS other WHERE other.kind = NEW.kind AND other.series = NEW.series
                    AND other.number = NEW.number AND other.direction = -1)
            ELSE NEW.number = next_number END)
        BEGIN SELECT RAISE(ABORT, 'a receipt takes the next number of its series'); END""",
    """CREATE TRIGGER receipts_take_number AFTER INSERT ON receipts
        BEGIN UPDATE series SET next_number = NEW.number + 1 WHERE kind = NEW.kind AND series = NEW.series
            AND last_number IS NULL AND next_number = NEW.number; END""",
    """CREATE TRIGGER series_in_use BEFORE UPDATE ON series
        WHEN EXISTS (SELECT 1 FROM receipts WHERE kind = OLD.kind AND series = OLD.series) AND (
            NEW.kind IS NOT OLD.kind OR NEW.series IS NOT OLD.series OR NEW.first_number IS NOT OLD.first_number
            OR NEW.last_number IS NOT OLD.last_number OR NEW.year IS NOT OLD.year
            OR NEW.next_number IS NOT CASE WHEN OLD.last_number IS NULL
                THEN (SELECT max(number) + 1 FROM receipts WHERE kind = OLD.kind AND series = OLD.series)
                ELSE OLD.next_number END)
        BEGIN SELECT RAISE(ABORT, 'frozen: a series in use'); END""",
    """CREATE TRIGGER series_kept BEFORE DELETE ON series
        BEGIN SELECT RAISE(ABORT, 'frozen: series'); END""",
    """CREATE TRIGGER series_not_replaced BEFORE INSERT ON series
        WHEN EXISTS (SELECT 1 FROM series WHERE kind = NEW.kind AND series = NEW.series)
        BEGIN SELECT RAISE(ABORT, 'frozen: series'); END""",
)

# the scan of a signed receipt is told from its supports
_SIGNED_SCANS = (
    """CREATE TABLE new_attachments (
        id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, record_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES attachment_contents (sha256), file_name TEXT NOT NULL, caption TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (stage IN ('', 'before', 'after', 'signed')), added_at TEXT NOT NULL,
        removed TEXT NOT NULL DEFAULT 'no' CHECK (removed IN ('yes', 'no')),
        UNIQUE (table_name, record_id, sha256)) STRICT""",
    "INSERT INTO new_attachments SELECT * FROM attachments",
    "DROP TABLE attachments",
    "ALTER TABLE new_attachments RENAME TO attachments",
    "CREATE INDEX attachments_of_content ON attachments (sha256)",
)

_LEGAL_AMOUNTS = (
    ("cash_payment_limit", "2004-03-01", "PEN", 350_000),
    ("cash_payment_limit", "2004-03-01", "USD", 100_000),
    ("cash_payment_limit", "2022-04-01", "PEN", 200_000),
    ("cash_payment_limit", "2022-04-01", "USD", 50_000),
    ("minimum_wage", "2025-01-01", "PEN", 113_000),
)

_COUNTS = (
    # what the law sets from a day on, for the warnings; kept up to date by the office
    """CREATE TABLE legal_amounts (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, valid_from TEXT NOT NULL, currency TEXT NOT NULL
        CHECK (currency IN ('PEN', 'USD')), amount INTEGER NOT NULL CHECK (amount > 0)) STRICT""",
    # the accountant's code of a concept (or how it begins), of a fund, or of a till or bank
    """CREATE TABLE accounting_codes (
        id INTEGER PRIMARY KEY, applies_to TEXT NOT NULL, concept TEXT NOT NULL,
        fund_id INTEGER REFERENCES funds (id), account_id INTEGER REFERENCES accounts (id),
        code TEXT NOT NULL, name TEXT NOT NULL) STRICT""",
    # difference: counted less book. A receipt of the account dated up to that day can no longer be annulled
    """CREATE TABLE cash_counts (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0),
        account_id INTEGER NOT NULL REFERENCES accounts (id), account_name TEXT NOT NULL, currency TEXT NOT NULL,
        counted_on TEXT NOT NULL, counted_at TEXT NOT NULL, book_balance INTEGER NOT NULL, counted INTEGER NOT NULL,
        explanation TEXT NOT NULL, treasurer_name TEXT NOT NULL, treasurer_document TEXT NOT NULL,
        witness_name TEXT NOT NULL, witness_document TEXT NOT NULL, witness_title TEXT NOT NULL,
        last_receipt_id INTEGER REFERENCES receipts (id), user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX cash_counts_of_account ON cash_counts (account_id, counted_on)",
    # how many of each note and coin, its worth in céntimos; written before its count, which then is complete
    """CREATE TABLE cash_count_lines (
        cash_count_id INTEGER NOT NULL REFERENCES cash_counts (id) DEFERRABLE INITIALLY DEFERRED,
        denomination INTEGER NOT NULL CHECK (denomination > 0), quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (cash_count_id, denomination)) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER cash_count_lines_complete BEFORE INSERT ON cash_count_lines
        WHEN EXISTS (SELECT 1 FROM cash_counts WHERE id = NEW.cash_count_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line on a cash count'); END""",
    """CREATE TRIGGER cash_counts_total BEFORE INSERT ON cash_counts
        WHEN NEW.counted IS NOT (SELECT coalesce(sum(denomination * quantity), 0) FROM cash_count_lines
            WHERE cash_count_id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a cash count is the sum of its lines'); END""",
    """CREATE TABLE reconciliations (
        id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts (id), statement_on TEXT NOT NULL,
        statement_balance INTEGER NOT NULL, book_balance INTEGER NOT NULL, ticked_balance INTEGER NOT NULL,
        last_receipt_id INTEGER REFERENCES receipts (id), explanation TEXT NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX reconciliations_of_account ON reconciliations (account_id, statement_on)",
    # a document of the bank account that the statement shows, ticked once
    """CREATE TABLE reconciled_receipts (
        receipt_id INTEGER PRIMARY KEY REFERENCES receipts (id),
        reconciliation_id INTEGER NOT NULL REFERENCES reconciliations (id)) STRICT""",
    "CREATE INDEX receipts_of_reconciliation ON reconciled_receipts (reconciliation_id)",
)

_SEALS_FOLLOW = """CREATE TRIGGER seals_follow BEFORE INSERT ON seals
    WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM seals) OR NEW.previous IS NOT
        (SELECT coalesce((SELECT hash FROM seals WHERE id = NEW.id - 1), (SELECT code FROM installation)))
        OR EXISTS (SELECT 1 FROM seals WHERE subject_id = NEW.subject_id AND subject = NEW.subject)
    BEGIN SELECT RAISE(ABORT, 'a seal follows the one before it'); END"""

_COOPERATIVE_COLUMNS = (
    "name ruc address place treasurer_name treasurer_document treasurer_title president_name"
    " president_document flo_id certified_since is_sample logo_sha256 books_open_from yearly_series"
)


@migrations()
def m0004_made_once(db: Database) -> None:
    """A count or reconciliation that is saved again after a crash is found by its token, and not made twice."""
    for table in ("cash_counts", "reconciliations"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN token TEXT")
        db.execute(f"CREATE UNIQUE INDEX {table}_by_token ON {table} (token)")


@migrations()
def m0005_the_premium(db: Database) -> None:
    """The Premium by lot, budgets by line and year, the committee, and what a project reached."""
    for action in ("insert", "update", "delete"):
        db.execute(f"DROP TRIGGER premium_projects_history_{action}")
    for statement in (
        *premium.PREMIUM_TABLES,
        *premium.COMMITTEE_TABLES,
        *premium.DECISION_TABLES,
        *premium.EXECUTION_TABLES,
    ):
        db.execute(statement)
    for table, columns in premium.PREMIUM_HISTORY.items():
        keep_history(db, table, columns.split())
    keep_search(db, "premium_incomes")
    freeze(db, "budget_lines", ["id"])
    freeze(db, "budget_ratifications", ["budget_id"])
    freeze(db, "project_states", ["id"])
    freeze(db, "spending_reasons", ["id"])
    db.execute("INSERT INTO acting VALUES (1, '-', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
    db.execute("INSERT INTO premium_rates (metal, valid_from, usd_per_kg) VALUES (?, ?, ?)", premium.FIRST_RATE)
    for rule in premium.FIRST_RETENTION:
        db.execute("INSERT INTO retention_rules (subject, years, basis) VALUES (?, ?, ?)", rule)
    db.execute("DELETE FROM acting")


@migrations()
def m0006_training_and_equipment(db: Database) -> None:
    """Trainings planned, signed and certified; equipment from the invoice to the person who has it."""
    for action in ("insert", "update", "delete"):
        for table in ("training_sessions", "attendances", "purchases", "purchase_lines", "attachments"):
            db.execute(f"DROP TRIGGER {table}_history_{action}")
    for statement in (
        *training.TRAINING_TABLES,
        *training.CERTIFICATE_TABLES,
        *equipment.PURCHASE_TABLES,
        *equipment.STOCK_TABLES,
        *equipment.WIDER_STAGES,
    ):
        db.execute(statement)
    for table, columns in {**training.TRAINING_HISTORY, **equipment.EQUIPMENT_HISTORY}.items():
        keep_history(db, table, columns.split())
    keep_history(db, "attachments", _ASSEMBLY_COLUMNS["attachments"].split())
    for table in ("items", "quotation_requests", "fixed_assets", "hand_outs"):
        keep_search(db, table)
    freeze(db, "certificates", ["id", "number", "token"])
    freeze(db, "certificate_annulments", ["certificate_id"])
    freeze(db, "hand_outs", ["id", "token"])
    for table in ("hand_out_lines", "hand_out_beneficiaries", "stock_movements"):
        freeze(db, table, ["id"])
    freeze(db, "hand_out_annulments", ["hand_out_id"])
    db.execute("INSERT INTO acting VALUES (1, '-', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
    for rate in equipment.FIRST_TAX_RATES:
        db.execute("INSERT INTO tax_rates (name, valid_from, percent) VALUES (?, ?, ?)", rate)
    for amount in equipment.FIRST_AMOUNTS:
        db.execute("INSERT INTO legal_amounts (name, valid_from, currency, amount) VALUES (?, ?, ?, ?)", amount)
    db.execute("DELETE FROM acting")


@migrations()
def m0007_members(db: Database) -> None:
    """Members by dated states, what they owe and hold, their papers, records set aside, and what can be undone."""
    for table in (*member.DISCARDABLE, "members"):
        for action in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER IF EXISTS {table}_history_{action}")
    db.execute("INSERT INTO acting VALUES (1, '-', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
    for table in member.DISCARDABLE:
        db.execute(
            f"ALTER TABLE {table} ADD COLUMN discarded TEXT NOT NULL DEFAULT 'no' CHECK (discarded IN ('yes', 'no'))"
        )
    for statement in (
        *member.STATE_TABLES,
        *member.CHARGE_TABLES,
        *member.CAPITAL_TABLES,
        *member.PAPER_TABLES,
        *member.ACT_TABLES,
    ):
        db.execute(statement)
    for table, columns in member.MEMBER_HISTORY.items():
        keep_history(db, table, columns.split())
    for table in ("charge_run_annulments", "member_certificate_annulments"):
        freeze(db, table, [f"{table.removesuffix('_annulments')}_id"])
    freeze(db, "charge_runs", ["id", "token"])
    freeze(db, "charges", ["id"])
    freeze(db, "charge_waivers", ["id"])
    freeze(db, "capital_operations", ["id", "number", "token", "reverses_id"])
    freeze(db, "member_certificates", ["id", "token"])
    for statement in member.FIRST_STATES:
        db.execute(statement)
    _find_by_last_digits(db)
    db.execute("DELETE FROM acting")
    _let_lines_be_capital(db)


def _find_by_last_digits(db: Database) -> None:
    """The numbers backwards after an r, so that their ends are beginnings of words for the search."""
    for person, document, phone in db.execute("SELECT id, document_number, phone FROM members").fetchall():
        numbers = ["".join(filter(str.isalnum, number)).lower() for number in (document, phone)]
        joined = "".join(f" r{number[::-1]}" for number in numbers if len(number) > 3)
        joined += f" {numbers[1]}" if phone != numbers[1] and numbers[1] else ""
        db.execute("UPDATE members SET search_text = search_text || ? WHERE id = ?", (joined, person))


def _let_lines_be_capital(db: Database) -> None:
    """What members pay in as capital and get back is neither income nor spending: a flow of its own.

    SQLite changes no CHECK in place; this one only allows more, so that its text is changed in the schema, as its
    documentation has it (lang_altertable.html, section 7), and a million lines need not be copied.
    """
    old, new = "'opening', 'earlier')", "'opening', 'earlier', 'capital')"
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'receipt_lines'", (old, new)
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")


@migrations()
def m0008_nothing_lost_and_nobody_in(db: Database) -> None:
    """People with roles and passwords, closings of months and years, what copies hold, and what was put back."""
    for table in ("users", "cooperative"):
        for action in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER {table}_history_{action}")
    db.execute("INSERT INTO acting VALUES (1, '-', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
    for statement in (
        *people.PEOPLE_TABLES,
        *closing.CLOSING_TABLES,
        *closing.CLOSED_PERIOD,
        *copy.COPY_TABLES,
        *package.PACKAGE_TABLES,
    ):
        db.execute(statement)
    db.execute("ALTER TABLE acts ADD COLUMN last_seal_id INTEGER")
    for table, columns in people.PEOPLE_HISTORY.items():
        keep_history(db, table, columns.split())
    for statement in people.FIRST_ROLES:
        db.execute(statement)
    frozen = {**people.PEOPLE_FROZEN, **closing.CLOSING_FROZEN, **copy.COPY_FROZEN, **package.PACKAGE_FROZEN}
    for table, keys in frozen.items():
        freeze(db, table, keys)
    people.begin_acts(db.conn)
    db.execute("DELETE FROM acting")
