"""What schema 6 brings of equipment: items, stock as movements, hand-outs, quotations, fixed assets, and what an
invoice says beside its lines.

Part of a released migration: a change here is a change of a released schema.
"""

PURCHASE_TABLES = (
    # life_months: until it is to be renewed. minimum_stock: thousandths of the unit. sizes: with commas between them
    """CREATE TABLE items (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, unit TEXT NOT NULL, sizes TEXT NOT NULL,
        safety TEXT NOT NULL CHECK (safety IN ('', 'ppe', 'emergency')), life_months INTEGER CHECK (life_months > 0),
        minimum_stock INTEGER CHECK (minimum_stock > 0), state TEXT NOT NULL CHECK (state IN ('active', 'retired')),
        notes TEXT NOT NULL, sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX items_in_order ON items (sort_key)",
    # three offers compared before buying, the chosen one and why
    """CREATE TABLE quotation_requests (
        id INTEGER PRIMARY KEY, subject TEXT NOT NULL, asked_on TEXT NOT NULL,
        project_id INTEGER REFERENCES premium_projects (id), chosen_reason TEXT NOT NULL, notes TEXT NOT NULL,
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX quotation_requests_in_order ON quotation_requests (asked_on, id)",
    "CREATE INDEX quotation_requests_of_project ON quotation_requests (project_id)",
    """CREATE TABLE quotations (
        id INTEGER PRIMARY KEY, quotation_request_id INTEGER NOT NULL REFERENCES quotation_requests (id),
        position INTEGER NOT NULL, supplier_name TEXT NOT NULL, supplier_id INTEGER REFERENCES suppliers (id),
        amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL CHECK (currency IN ('PEN', 'USD')),
        terms TEXT NOT NULL, chosen TEXT NOT NULL CHECK (chosen IN ('yes', 'no')),
        UNIQUE (quotation_request_id, position)) STRICT""",
    # igv: how the lines' prices stand to it; a line's total always includes it. invoice_total: as printed on it
    "ALTER TABLE purchases ADD COLUMN igv TEXT NOT NULL DEFAULT 'included'"
    " CHECK (igv IN ('included', 'apart', 'none'))",
    "ALTER TABLE purchases ADD COLUMN invoice_total INTEGER CHECK (invoice_total > 0)",
    "ALTER TABLE purchases ADD COLUMN due_on TEXT",
    "ALTER TABLE purchases ADD COLUMN training_session_id INTEGER REFERENCES training_sessions (id)",
    "CREATE INDEX purchases_of_training ON purchases (training_session_id) WHERE training_session_id IS NOT NULL",
    "ALTER TABLE purchases ADD COLUMN quotation_request_id INTEGER REFERENCES quotation_requests (id)",
    # a credit note takes from what this purchase cost
    "ALTER TABLE purchases ADD COLUMN credits_id INTEGER REFERENCES purchases (id)",
    "CREATE INDEX credits_of_purchase ON purchases (credits_id) WHERE credits_id IS NOT NULL",
    # detracción (SPOT) in céntimos of sol; retention: of a recibo por honorarios, in céntimos of the purchase
    "ALTER TABLE purchases ADD COLUMN detraction INTEGER CHECK (detraction > 0)",
    "ALTER TABLE purchases ADD COLUMN detraction_certificate TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE purchases ADD COLUMN detraction_on TEXT",
    "ALTER TABLE purchases ADD COLUMN retention INTEGER CHECK (retention > 0)",
    "CREATE INDEX purchases_of_supplier ON purchases (supplier_id, purchased_on)",
    "ALTER TABLE purchase_lines ADD COLUMN item_id INTEGER REFERENCES items (id)",
    "ALTER TABLE purchase_lines ADD COLUMN size TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX purchase_lines_of_item ON purchase_lines (item_id) WHERE item_id IS NOT NULL",
    # percent in hundredths: 1800 is 18 %
    """CREATE TABLE tax_rates (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, valid_from TEXT NOT NULL,
        percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 10000)) STRICT""",
    """CREATE TABLE fixed_assets (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL, serial TEXT NOT NULL,
        place TEXT NOT NULL, condition TEXT NOT NULL, responsible TEXT NOT NULL, acquired_on TEXT,
        value INTEGER CHECK (value > 0), purchase_id INTEGER REFERENCES purchases (id),
        project_id INTEGER REFERENCES premium_projects (id), notes TEXT NOT NULL,
        sort_key TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX fixed_assets_by_code ON fixed_assets (code)",
    "CREATE INDEX fixed_assets_in_order ON fixed_assets (sort_key, id)",
)

STOCK_TABLES = (
    # number: of its kind. A donation has a receiver and no persons; a return gives back what a line handed out.
    # Everything printed stands in the rows themselves, as it then was
    """CREATE TABLE hand_outs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('hand_out', 'return', 'donation')),
        number INTEGER NOT NULL CHECK (number > 0), token TEXT NOT NULL UNIQUE, handed_on TEXT NOT NULL,
        recorded_at TEXT NOT NULL, user TEXT NOT NULL, responsible_name TEXT NOT NULL,
        responsible_title TEXT NOT NULL, receiver_name TEXT NOT NULL, receiver_document TEXT NOT NULL,
        receiver_detail TEXT NOT NULL, project_id INTEGER REFERENCES premium_projects (id),
        project_name TEXT NOT NULL, note TEXT NOT NULL, cooperative_name TEXT NOT NULL,
        cooperative_ruc TEXT NOT NULL, cooperative_address TEXT NOT NULL, place TEXT NOT NULL,
        logo_sha256 TEXT REFERENCES logos (sha256),
        is_sample TEXT NOT NULL CHECK (is_sample IN ('yes', 'no')), search_text TEXT NOT NULL,
        UNIQUE (kind, number)) STRICT""",
    "CREATE INDEX hand_outs_in_order ON hand_outs (handed_on, id)",
    "CREATE INDEX hand_outs_of_project ON hand_outs (project_id) WHERE project_id IS NOT NULL",
    # quantity in thousandths of the unit; written before its hand-out, which then is complete
    """CREATE TABLE hand_out_lines (
        id INTEGER PRIMARY KEY, hand_out_id INTEGER NOT NULL REFERENCES hand_outs (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, member_id INTEGER REFERENCES members (id), person_name TEXT NOT NULL,
        person_document TEXT NOT NULL, person_position TEXT NOT NULL, person_area TEXT NOT NULL,
        item_id INTEGER NOT NULL REFERENCES items (id), item_name TEXT NOT NULL, safety TEXT NOT NULL,
        size TEXT NOT NULL, unit TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
        reason TEXT NOT NULL CHECK (reason IN ('', 'new', 'renewal', 'loss', 'wear', 'usable', 'unusable')),
        renew_on TEXT, returned_line_id INTEGER REFERENCES hand_out_lines (id),
        UNIQUE (hand_out_id, position)) STRICT""",
    "CREATE INDEX hand_outs_of_member ON hand_out_lines (member_id, item_id, hand_out_id)",
    "CREATE INDEX hand_outs_of_item ON hand_out_lines (item_id, hand_out_id)",
    "CREATE INDEX hand_outs_to_renew ON hand_out_lines (renew_on) WHERE renew_on IS NOT NULL",
    "CREATE INDEX returns_of_line ON hand_out_lines (returned_line_id) WHERE returned_line_id IS NOT NULL",
    # whom a donation helps, counted
    """CREATE TABLE hand_out_beneficiaries (
        id INTEGER PRIMARY KEY, hand_out_id INTEGER NOT NULL REFERENCES hand_outs (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK (kind IN ('members', 'workers', 'families', 'children', 'community')),
        women INTEGER NOT NULL CHECK (women >= 0), men INTEGER NOT NULL CHECK (men >= 0),
        unknown INTEGER NOT NULL CHECK (unknown >= 0), UNIQUE (hand_out_id, kind)) STRICT""",
    """CREATE TRIGGER hand_outs_number BEFORE INSERT ON hand_outs
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM hand_outs WHERE kind = NEW.kind)
        BEGIN SELECT RAISE(ABORT, 'a hand-out takes the next number of its kind'); END""",
    """CREATE TRIGGER hand_out_lines_complete BEFORE INSERT ON hand_out_lines
        WHEN EXISTS (SELECT 1 FROM hand_outs WHERE id = NEW.hand_out_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line on a hand-out'); END""",
    """CREATE TRIGGER hand_out_beneficiaries_complete BEFORE INSERT ON hand_out_beneficiaries
        WHEN EXISTS (SELECT 1 FROM hand_outs WHERE id = NEW.hand_out_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line on a hand-out'); END""",
    """CREATE TABLE hand_out_annulments (
        hand_out_id INTEGER PRIMARY KEY REFERENCES hand_outs (id), reason TEXT NOT NULL, annulled_on TEXT NOT NULL,
        user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # stock is the sum of these and nothing else, by item and size; quantity in thousandths, less than 0 goes out.
    # 'annulled' takes back what an annulled hand-out moved, or a receiving noted by mistake
    """CREATE TABLE stock_movements (
        id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), size TEXT NOT NULL,
        moved_on TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity <> 0),
        kind TEXT NOT NULL CHECK (kind IN ('received', 'handed_out', 'returned', 'adjusted', 'annulled')),
        purchase_line_id INTEGER REFERENCES purchase_lines (id),
        hand_out_line_id INTEGER REFERENCES hand_out_lines (id), reason TEXT NOT NULL, user TEXT NOT NULL,
        recorded_at TEXT NOT NULL, CHECK (kind <> 'received' OR purchase_line_id IS NOT NULL),
        CHECK (kind NOT IN ('handed_out', 'returned') OR hand_out_line_id IS NOT NULL),
        CHECK (kind <> 'adjusted' OR reason <> '')) STRICT""",
    "CREATE INDEX stock_of_item ON stock_movements (item_id, size, quantity)",
    "CREATE INDEX movements_of_item ON stock_movements (item_id, moved_on, id)",
    "CREATE INDEX movements_of_purchase_line ON stock_movements (purchase_line_id) WHERE purchase_line_id IS NOT NULL",
    "CREATE INDEX movements_of_hand_out_line ON stock_movements (hand_out_line_id) WHERE hand_out_line_id IS NOT NULL",
    """CREATE TRIGGER stock_not_negative AFTER INSERT ON stock_movements
        WHEN NEW.quantity < 0 AND (SELECT sum(quantity) FROM stock_movements
            WHERE item_id = NEW.item_id AND size = NEW.size) < 0
        BEGIN SELECT RAISE(ABORT, 'more than there is in stock'); END""",
)

# the scan of a quotation, an invoice or material of a training is told from other papers
WIDER_STAGES = (
    """CREATE TABLE new_attachments (
        id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, record_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES attachment_contents (sha256), file_name TEXT NOT NULL, caption TEXT NOT NULL,
        stage TEXT NOT NULL
        CHECK (stage IN ('', 'before', 'after', 'signed', 'quotation', 'invoice', 'material')),
        added_at TEXT NOT NULL, removed TEXT NOT NULL DEFAULT 'no' CHECK (removed IN ('yes', 'no')),
        UNIQUE (table_name, record_id, sha256)) STRICT""",
    "INSERT INTO new_attachments SELECT * FROM attachments",
    "DROP TABLE attachments",
    "ALTER TABLE new_attachments RENAME TO attachments",
    "CREATE INDEX attachments_of_content ON attachments (sha256)",
)

FIRST_TAX_RATES = (
    ("igv", "2011-03-01", 1800),
    ("fee_retention", "2015-01-01", 800),
)
"""IGV 18 % with the municipal 2 % in it; 8 % kept of a recibo por honorarios (domain.md §3.6)."""

FIRST_AMOUNTS = (
    ("fee_retention_from", "2015-01-01", "PEN", 150_000),
    ("detraction_from", "2010-01-01", "PEN", 70_000),
)
"""Above S/ 1,500 a recibo por honorarios has its retention, above S/ 700 an invoice its detracción (domain.md §3.6)."""

EQUIPMENT_HISTORY = {
    "items": "name category unit sizes safety life_months minimum_stock state notes",
    "quotation_requests": "subject asked_on project_id chosen_reason notes",
    "quotations": "quotation_request_id position supplier_name supplier_id amount currency terms chosen",
    "purchases": "supplier_id document_type series number purchased_on currency exchange_rate fund_id project_id notes"
    " igv invoice_total due_on training_session_id quotation_request_id credits_id detraction detraction_certificate"
    " detraction_on retention",
    "purchase_lines": "purchase_id position item category quantity unit unit_price total item_id size",
    "tax_rates": "name valid_from percent",
    "fixed_assets": "code name category serial place condition responsible acquired_on value purchase_id project_id"
    " notes",
}
