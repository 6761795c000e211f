"""The tables of the Premium (schema 5): income by lot, what was decided, who proposes it, and what became of it.

Part of a released schema: never changed, only followed by a later migration. Amounts are céntimos of sol where no
currency is named, else cents of dollar; gold is milligrams, fineness hundredths of a thousandth.
"""

METALS = "('gold', 'ecological', 'silver')"

PREMIUM_TABLES = (
    # what Fairtrade pays for a kilogram of fine metal from a day on, in cents of dollar
    f"""CREATE TABLE premium_rates (
        id INTEGER PRIMARY KEY, metal TEXT NOT NULL CHECK (metal IN {METALS}), valid_from TEXT NOT NULL,
        usd_per_kg INTEGER NOT NULL CHECK (usd_per_kg > 0)) STRICT""",
    # a lot that was exported, what is due for it and at which rate; the price of the day (cents of dollar a troy
    # ounce) and what was paid for the gold are noted; exchange_rate: of what was paid in soles
    f"""CREATE TABLE premium_incomes (
        id INTEGER PRIMARY KEY, lot TEXT NOT NULL, exported_on TEXT NOT NULL, buyer TEXT NOT NULL,
        metal TEXT NOT NULL CHECK (metal IN {METALS}), gross_mg INTEGER NOT NULL CHECK (gross_mg > 0),
        fineness INTEGER NOT NULL CHECK (fineness BETWEEN 1 AND 100000),
        fine_mg INTEGER NOT NULL CHECK (fine_mg > 0), usd_per_kg INTEGER NOT NULL CHECK (usd_per_kg > 0),
        usd_due INTEGER NOT NULL CHECK (usd_due > 0),
        lbma_usd_per_ounce INTEGER CHECK (lbma_usd_per_ounce > 0), paid_usd INTEGER CHECK (paid_usd > 0),
        exchange_rate INTEGER CHECK (exchange_rate > 0), notes TEXT NOT NULL, sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX premium_incomes_by_day ON premium_incomes (exported_on, id)",
    # what the Central kept of it, in cents of dollar
    """CREATE TABLE premium_deductions (
        id INTEGER PRIMARY KEY, premium_income_id INTEGER NOT NULL REFERENCES premium_incomes (id),
        position INTEGER NOT NULL, reason TEXT NOT NULL, usd INTEGER NOT NULL CHECK (usd > 0),
        UNIQUE (premium_income_id, position)) STRICT""",
    # the ingreso by which the money of a lot came in
    """CREATE TABLE premium_income_receipts (
        id INTEGER PRIMARY KEY, receipt_id INTEGER NOT NULL UNIQUE REFERENCES receipts (id),
        premium_income_id INTEGER NOT NULL REFERENCES premium_incomes (id)) STRICT""",
    "CREATE INDEX receipts_of_premium_income ON premium_income_receipts (premium_income_id)",
)

DECISION_TABLES = (
    # decided_by: who approved it; a change that not the assembly decided waits for its ratification
    "ALTER TABLE project_budgets ADD COLUMN decided_by TEXT NOT NULL DEFAULT 'assembly'"
    " CHECK (decided_by IN ('assembly', 'council', 'committee'))",
    "ALTER TABLE project_budgets ADD COLUMN votes_for INTEGER CHECK (votes_for >= 0)",
    "ALTER TABLE project_budgets ADD COLUMN votes_against INTEGER CHECK (votes_against >= 0)",
    "ALTER TABLE project_budgets ADD COLUMN votes_abstaining INTEGER CHECK (votes_abstaining >= 0)",
    "ALTER TABLE project_budgets ADD COLUMN conditions TEXT NOT NULL DEFAULT ''",
    # what a budget is made of, by concept, year and fund; written before its budget, which then is complete
    """CREATE TABLE budget_lines (
        id INTEGER PRIMARY KEY,
        budget_id INTEGER NOT NULL REFERENCES project_budgets (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, concept TEXT NOT NULL, year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
        fund_id INTEGER NOT NULL REFERENCES funds (id), amount INTEGER NOT NULL CHECK (amount > 0),
        UNIQUE (budget_id, position)) STRICT""",
    """CREATE TRIGGER budget_lines_complete BEFORE INSERT ON budget_lines
        WHEN EXISTS (SELECT 1 FROM project_budgets WHERE id = NEW.budget_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line of a budget'); END""",
    """CREATE TRIGGER budgets_total BEFORE INSERT ON project_budgets
        WHEN EXISTS (SELECT 1 FROM budget_lines WHERE budget_id = NEW.id)
            AND NEW.amount IS NOT (SELECT sum(amount) FROM budget_lines WHERE budget_id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a budget is the sum of its lines'); END""",
    """CREATE TABLE budget_ratifications (
        budget_id INTEGER PRIMARY KEY REFERENCES project_budgets (id), ratified_on TEXT NOT NULL, acta TEXT NOT NULL,
        resolution_id INTEGER REFERENCES resolutions (id), user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    # each state a project came into, since when, and what shows it
    """CREATE TABLE project_states (
        id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES premium_projects (id),
        state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'under_way', 'finished', 'cancelled')),
        since_on TEXT NOT NULL, evidence TEXT NOT NULL, user TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX states_of_project ON project_states (project_id, id)",
    # why a receipt was issued although it spends more than approved, or before anything was
    """CREATE TABLE spending_reasons (
        id INTEGER PRIMARY KEY, receipt_id INTEGER NOT NULL REFERENCES receipts (id),
        project_id INTEGER NOT NULL REFERENCES premium_projects (id),
        concern TEXT NOT NULL CHECK (concern IN ('over_budget', 'before_approval')), reason TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount > 0), user TEXT NOT NULL, recorded_at TEXT NOT NULL,
        UNIQUE (receipt_id, project_id, concern)) STRICT""",
)

COMMITTEE_TABLES = (
    """CREATE TABLE committee_terms (
        id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id), role TEXT NOT NULL,
        starts_on TEXT NOT NULL, ends_on TEXT, notes TEXT NOT NULL) STRICT""",
    "CREATE INDEX committee_terms_of_member ON committee_terms (member_id, starts_on)",
    """CREATE TABLE committee_sessions (
        id INTEGER PRIMARY KEY, held_on TEXT NOT NULL, place TEXT NOT NULL, acta TEXT NOT NULL, matters TEXT NOT NULL,
        decisions TEXT NOT NULL) STRICT""",
    """CREATE TABLE committee_attendances (
        id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES committee_sessions (id),
        member_id INTEGER NOT NULL REFERENCES members (id), UNIQUE (session_id, member_id)) STRICT""",
    """CREATE TABLE committee_proposals (
        id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES committee_sessions (id),
        project_id INTEGER NOT NULL REFERENCES premium_projects (id), UNIQUE (session_id, project_id)) STRICT""",
)

EXECUTION_TABLES = (
    # sdg: the number of a Sustainable Development Goal, as text
    "ALTER TABLE premium_projects ADD COLUMN fairtrade_category TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE premium_projects ADD COLUMN sdg TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE premium_projects ADD COLUMN objective_reached TEXT NOT NULL DEFAULT ''"
    " CHECK (objective_reached IN ('', 'yes', 'partly', 'no'))",
    "ALTER TABLE premium_projects ADD COLUMN why_not TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE premium_projects ADD COLUMN next_steps TEXT NOT NULL DEFAULT ''",
    # weight: how much of the whole it is, beside the other milestones of the project
    """CREATE TABLE milestones (
        id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES premium_projects (id),
        position INTEGER NOT NULL, name TEXT NOT NULL, due_on TEXT, done_on TEXT,
        weight INTEGER NOT NULL DEFAULT 1 CHECK (weight > 0)) STRICT""",
    "CREATE INDEX milestones_of_project ON milestones (project_id, position)",
    # how many of each kind were helped; unknown: counted without asking whether women or men
    """CREATE TABLE beneficiary_counts (
        id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES premium_projects (id),
        kind TEXT NOT NULL CHECK (kind IN ('members', 'workers', 'families', 'children', 'community')),
        women INTEGER NOT NULL CHECK (women >= 0), men INTEGER NOT NULL CHECK (men >= 0),
        unknown INTEGER NOT NULL CHECK (unknown >= 0), UNIQUE (project_id, kind)) STRICT""",
    # what must be kept until when: nothing is ever purged, this only tells (domain.md §3.5)
    """CREATE TABLE retention_rules (
        id INTEGER PRIMARY KEY, subject TEXT NOT NULL, years INTEGER NOT NULL CHECK (years > 0),
        basis TEXT NOT NULL) STRICT""",
)

FIRST_RATE = ("gold", "2013-11-11", 200_000)
"""USD 2,000 a kilogram of fine gold, since the standard's version of that day (domain.md §1.1)."""

FIRST_RETENTION = (
    ("accidents", 10, "D.S. 005-2012-TR art. 35"),
    ("diseases", 20, "D.S. 005-2012-TR art. 35"),
    ("trainings", 5, "D.S. 005-2012-TR art. 35"),
    ("equipment", 5, "D.S. 005-2012-TR art. 35"),
    ("money", 5, "Código Tributario art. 87.7"),
    ("premium", 5, "Estándar Fairtrade"),
)

PREMIUM_HISTORY = {
    "premium_rates": "metal valid_from usd_per_kg",
    "premium_incomes": "lot exported_on buyer metal gross_mg fineness fine_mg usd_per_kg usd_due lbma_usd_per_ounce"
    " paid_usd exchange_rate notes",
    "premium_deductions": "premium_income_id position reason usd",
    "premium_income_receipts": "receipt_id premium_income_id",
    "committee_terms": "member_id role starts_on ends_on notes",
    "committee_sessions": "held_on place acta matters decisions",
    "committee_attendances": "session_id member_id",
    "committee_proposals": "session_id project_id",
    "milestones": "project_id position name due_on done_on weight",
    "beneficiary_counts": "project_id kind women men unknown",
    "retention_rules": "subject years basis",
    "premium_projects": "name heading_id objective responsible starts_on ends_on beneficiaries state result"
    " proposed_amount fairtrade_category sdg objective_reached why_not next_steps",
}
