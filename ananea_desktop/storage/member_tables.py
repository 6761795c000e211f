"""What schema 7 brings of members: dated states, what each owes and holds, positions, papers, and what can be undone.

Part of a released migration: a change here is a change of a released schema.
"""

STATE_TABLES = (
    # the state of a person from a day on; the newest one stands in members too
    """CREATE TABLE member_states (
        id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id),
        state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'retired', 'expelled', 'deceased')),
        valid_from TEXT NOT NULL, reason TEXT NOT NULL, acta TEXT NOT NULL, UNIQUE (member_id, valid_from)) STRICT""",
    """CREATE TRIGGER members_first_state AFTER INSERT ON members BEGIN
        INSERT INTO member_states (member_id, state, valid_from, reason, acta) SELECT NEW.id, 'active', NEW.admitted_on,
            '', '' WHERE NEW.admitted_on < NEW.state_since;
        INSERT INTO member_states (member_id, state, valid_from, reason, acta) VALUES (NEW.id, NEW.state,
            coalesce(NEW.state_since, NEW.admitted_on, '1900-01-01'), '', ''); END""",
    # who leads and watches, from when to when
    """CREATE TABLE positions (
        id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id), position TEXT NOT NULL,
        body TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT, acta TEXT NOT NULL, notes TEXT NOT NULL,
        CHECK (ends_on IS NULL OR ends_on >= starts_on)) STRICT""",
    "CREATE INDEX positions_of_member ON positions (member_id, starts_on)",
    # the one of the person's attachments that is the photo
    "ALTER TABLE members ADD COLUMN photo_sha256 TEXT REFERENCES attachment_contents (sha256)",
)

FIRST_STATES = (
    """INSERT INTO member_states (member_id, state, valid_from, reason, acta)
        SELECT id, 'active', admitted_on, '', '' FROM members WHERE admitted_on < state_since""",
    """INSERT INTO member_states (member_id, state, valid_from, reason, acta)
        SELECT id, state, coalesce(state_since, admitted_on, '1900-01-01'), '', '' FROM members""",
)
"""Of those who were noted before: no more is known of them than their state and since when."""

DISCARDABLE = (
    "members",
    "suppliers",
    "training_sessions",
    "purchases",
    "premium_projects",
    "items",
    "quotation_requests",
    "fixed_assets",
    "assemblies",
)
"""A record noted by mistake leaves the lists and comes back by one click."""

CHARGE_TABLES = (
    # a charge made for one or many at once; written after its charges, which then are complete
    """CREATE TABLE charge_runs (
        id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('contribution', 'ordinary_due', 'extraordinary_due', 'fine')),
        concept TEXT NOT NULL, currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')),
        charged_on TEXT NOT NULL, fund_id INTEGER NOT NULL REFERENCES funds (id), acta TEXT NOT NULL,
        notes TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL,
        CHECK (kind <> 'contribution' OR currency = 'PEN')) STRICT""",
    """CREATE TABLE charges (
        id INTEGER PRIMARY KEY,
        charge_run_id INTEGER NOT NULL REFERENCES charge_runs (id) DEFERRABLE INITIALLY DEFERRED,
        member_id INTEGER NOT NULL REFERENCES members (id), amount INTEGER NOT NULL CHECK (amount > 0),
        due_on TEXT NOT NULL, UNIQUE (charge_run_id, member_id)) STRICT""",
    "CREATE INDEX charges_of_member ON charges (member_id, due_on)",
    "CREATE INDEX charges_by_day ON charges (due_on)",
    """CREATE TRIGGER charges_complete BEFORE INSERT ON charges
        WHEN EXISTS (SELECT 1 FROM charge_runs WHERE id = NEW.charge_run_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more charge of a run'); END""",
    # the whole run counts for nothing
    """CREATE TABLE charge_run_annulments (
        charge_run_id INTEGER PRIMARY KEY REFERENCES charge_runs (id), reason TEXT NOT NULL,
        annulled_on TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # what one person need not pay of a charge any more
    """CREATE TABLE charge_waivers (
        id INTEGER PRIMARY KEY, charge_id INTEGER NOT NULL REFERENCES charges (id),
        amount INTEGER NOT NULL CHECK (amount > 0), reason TEXT NOT NULL, waived_on TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX waivers_of_charge ON charge_waivers (charge_id)",
    # what a line of a receipt pays of a charge; the receipt itself knows nothing of it
    """CREATE TABLE settlements (
        id INTEGER PRIMARY KEY, charge_id INTEGER NOT NULL REFERENCES charges (id),
        receipt_line_id INTEGER NOT NULL REFERENCES receipt_lines (id), amount INTEGER NOT NULL CHECK (amount > 0),
        UNIQUE (charge_id, receipt_line_id)) STRICT""",
    "CREATE INDEX settlements_of_line ON settlements (receipt_line_id)",
    # those whose receipt holds: neither annulled, nor taken back by an extorno that holds
    """CREATE VIEW valid_settlements AS
        SELECT settlements.id, settlements.charge_id, settlements.amount, settlements.receipt_line_id,
            receipt_lines.receipt_id, receipts.issued_on
        FROM settlements JOIN receipt_lines ON receipt_lines.id = settlements.receipt_line_id
        JOIN receipts ON receipts.id = receipt_lines.receipt_id
        WHERE NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = receipts.id)
            AND NOT EXISTS (SELECT 1 FROM receipts AS taken WHERE taken.corrects_id = receipts.id
                AND taken.direction = -receipts.direction
                AND NOT EXISTS (SELECT 1 FROM receipt_annulments WHERE receipt_annulments.receipt_id = taken.id))""",
    """CREATE TRIGGER settlements_of_a_line BEFORE INSERT ON settlements
        WHEN NEW.amount > (SELECT amount FROM receipt_lines WHERE id = NEW.receipt_line_id)
            - (SELECT coalesce(sum(amount), 0) FROM settlements WHERE receipt_line_id = NEW.receipt_line_id)
        BEGIN SELECT RAISE(ABORT, 'a line settles no more than its amount'); END""",
    """CREATE TRIGGER settlements_of_a_charge BEFORE INSERT ON settlements
        WHEN NEW.amount > (SELECT amount FROM charges WHERE id = NEW.charge_id)
            - (SELECT coalesce(sum(amount), 0) FROM valid_settlements WHERE charge_id = NEW.charge_id)
            - (SELECT coalesce(sum(amount), 0) FROM charge_waivers WHERE charge_id = NEW.charge_id)
        BEGIN SELECT RAISE(ABORT, 'a charge is settled for no more than it is'); END""",
    """CREATE TRIGGER settlements_stay BEFORE UPDATE ON settlements
        BEGIN SELECT RAISE(ABORT, 'frozen: settlements'); END""",
)

CAPITAL_TABLES = (
    # the register of aportaciones, in céntimos of sol; one with sign -1 takes back the one it names.
    # Everything printed stands in the row itself, as it then was
    """CREATE TABLE capital_operations (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), token TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('opening', 'subscribe', 'pay', 'transfer', 'withdraw')),
        sign INTEGER NOT NULL CHECK (sign IN (-1, 1)), operated_on TEXT NOT NULL,
        member_id INTEGER NOT NULL REFERENCES members (id), person_name TEXT NOT NULL, person_document TEXT NOT NULL,
        counterpart_id INTEGER REFERENCES members (id), counterpart_name TEXT NOT NULL,
        counterpart_document TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
        charge_id INTEGER REFERENCES charges (id), receipt_id INTEGER REFERENCES receipts (id),
        reverses_id INTEGER UNIQUE REFERENCES capital_operations (id), reason TEXT NOT NULL, acta TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL,
        CHECK ((sign = -1) = (reverses_id IS NOT NULL)),
        CHECK ((kind = 'transfer') = (counterpart_id IS NOT NULL)), CHECK (counterpart_id IS NOT member_id)) STRICT""",
    "CREATE INDEX capital_of_member ON capital_operations (member_id)",
    "CREATE INDEX capital_of_counterpart ON capital_operations (counterpart_id) WHERE counterpart_id IS NOT NULL",
    "CREATE INDEX capital_of_receipt ON capital_operations (receipt_id) WHERE receipt_id IS NOT NULL",
    "CREATE INDEX capital_of_charge ON capital_operations (charge_id) WHERE charge_id IS NOT NULL",
    """CREATE TRIGGER capital_operations_number BEFORE INSERT ON capital_operations
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM capital_operations)
        BEGIN SELECT RAISE(ABORT, 'an operation of capital takes the next number'); END""",
    # what each operation does to what a member holds (paid in) and has subscribed
    """CREATE VIEW capital_movements AS
        SELECT id AS operation_id, operated_on, member_id,
            sign * amount * CASE WHEN kind IN ('opening', 'pay') THEN 1 WHEN kind = 'subscribe' THEN 0 ELSE -1 END
                AS held, sign * amount * (kind = 'subscribe') AS subscribed
        FROM capital_operations
        UNION ALL SELECT id, operated_on, counterpart_id, sign * amount, 0 FROM capital_operations
            WHERE counterpart_id IS NOT NULL""",
    """CREATE TRIGGER capital_not_below_nothing AFTER INSERT ON capital_operations
        WHEN (SELECT sum(held) FROM capital_movements WHERE member_id = NEW.member_id) < 0
            OR (SELECT sum(held) FROM capital_movements WHERE member_id = NEW.counterpart_id) < 0
        BEGIN SELECT RAISE(ABORT, 'more than a member holds'); END""",
)

PAPER_TABLES = (
    # constancia de socio hábil, certificado de aportación: everything printed stands in the row itself, as it then was.
    # amount: capital held, share_value: of one aportación where all are of equal value; in céntimos of sol
    """CREATE TABLE member_certificates (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('good_standing', 'contribution')),
        number INTEGER NOT NULL CHECK (number > 0), token TEXT NOT NULL UNIQUE,
        member_id INTEGER NOT NULL REFERENCES members (id), issued_on TEXT NOT NULL, recorded_at TEXT NOT NULL,
        user TEXT NOT NULL, person_name TEXT NOT NULL, person_document TEXT NOT NULL, member_number INTEGER,
        admitted_on TEXT, state_since TEXT, amount INTEGER CHECK (amount > 0),
        share_value INTEGER CHECK (share_value > 0), purpose TEXT NOT NULL,
        cooperative_name TEXT NOT NULL, cooperative_ruc TEXT NOT NULL, cooperative_address TEXT NOT NULL,
        place TEXT NOT NULL, treasurer_name TEXT NOT NULL, treasurer_document TEXT NOT NULL,
        treasurer_title TEXT NOT NULL, president_name TEXT NOT NULL, president_document TEXT NOT NULL,
        logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')), UNIQUE (kind, number),
        CHECK ((kind = 'contribution') = (amount IS NOT NULL))) STRICT""",
    "CREATE INDEX member_certificates_of_member ON member_certificates (member_id)",
    """CREATE TRIGGER member_certificates_number BEFORE INSERT ON member_certificates
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM member_certificates WHERE kind = NEW.kind)
        BEGIN SELECT RAISE(ABORT, 'a certificate takes the next number of its kind'); END""",
    """CREATE TABLE member_certificate_annulments (
        member_certificate_id INTEGER PRIMARY KEY REFERENCES member_certificates (id), reason TEXT NOT NULL,
        annulled_on TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
)

ACT_TABLES = (
    # what Ctrl+Z takes back, newest first: the rows of history that an act made, or the run of charges it is
    """CREATE TABLE acts (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, sentence TEXT NOT NULL, subject_id INTEGER,
        first_history_id INTEGER NOT NULL, last_history_id INTEGER NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL, undone_at TEXT) STRICT""",
    """CREATE TABLE import_runs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
        row_count INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL) STRICT""",
    # how the treasurer likes it: columns of a list, what a column of a spreadsheet is
    "CREATE TABLE preferences (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

MEMBER_HISTORY = {
    "members": "kind document_type document_number paternal_surname maternal_surname given_names sex birth_date phone"
    " address community ruc number admitted_on position work_area state state_since notes photo_sha256 discarded",
    "suppliers": "name ruc address phone notes discarded",
    "training_sessions": "topic kind held_on place trainer duration project_id notes state programme trainer_document"
    " trainer_firm audience capacity pass_mark fund_id responsible discarded",
    "purchases": "supplier_id document_type series number purchased_on currency exchange_rate fund_id project_id notes"
    " igv invoice_total due_on training_session_id quotation_request_id credits_id detraction detraction_certificate"
    " detraction_on retention discarded",
    "premium_projects": "name heading_id objective responsible starts_on ends_on beneficiaries state result"
    " proposed_amount fairtrade_category sdg objective_reached why_not next_steps discarded",
    "items": "name category unit sizes safety life_months minimum_stock state notes discarded",
    "quotation_requests": "subject asked_on project_id chosen_reason notes discarded",
    "fixed_assets": "code name category serial place condition responsible acquired_on value purchase_id project_id"
    " notes discarded",
    "assemblies": "kind held_on first_call second_call place agenda first_quorum second_quorum call opened_at closed_at"
    " chair secretary acta notes eligible discarded",
    "member_states": "member_id state valid_from reason acta",
    "positions": "member_id position body starts_on ends_on acta notes",
    "settlements": "charge_id receipt_line_id amount",
}
