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
        president_document TEXT NOT NULL, supervisor_name TEXT NOT NULL, supervisor_document TEXT NOT NULL,
        logo_sha256 TEXT REFERENCES logos (sha256),
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
    # up to which day the books are closed; empty while they never were. Months are closed one after another, and what
    # is opened again is the newest: the first one found from the end that was not reopened is the day
    """CREATE VIEW closed_through (day) AS SELECT coalesce((SELECT last_day FROM closings
        WHERE period = 'month' AND NOT EXISTS (SELECT 1 FROM closing_reopenings WHERE closing_id = closings.id)
        ORDER BY id DESC LIMIT 1), '')""",
    """CREATE TRIGGER closings_number BEFORE INSERT ON closings
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM closings)
        BEGIN SELECT RAISE(ABORT, 'a closing takes the next number'); END""",
    """CREATE TRIGGER closings_in_order BEFORE INSERT ON closings
        WHEN CASE NEW.period WHEN 'month' THEN NEW.first_day <= (SELECT day FROM closed_through)
            ELSE NEW.last_day > (SELECT day FROM closed_through) OR EXISTS (SELECT 1 FROM closings WHERE period = 'year'
                AND last_day = NEW.last_day AND id NOT IN (SELECT closing_id FROM closing_reopenings)) END
        BEGIN SELECT RAISE(ABORT, 'closings go in order'); END""",
    """CREATE TRIGGER closings_reopen_newest BEFORE INSERT ON closing_reopenings
        WHEN EXISTS (SELECT 1 FROM closings WHERE id > NEW.closing_id
            AND id NOT IN (SELECT closing_id FROM closing_reopenings))
        BEGIN SELECT RAISE(ABORT, 'the newest closing is reopened first'); END""",
    *(
        f"""CREATE TRIGGER {table}_{part} BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM closings WHERE id = NEW.closing_id)
        BEGIN SELECT RAISE(ABORT, 'frozen: one more line of a closing'); END"""
        for table, part in (("closing_balances", "complete"), ("closing_series", "complete"))
    ),
)

_DAY = "(SELECT day FROM closed_through)"

_DATED = {
    "receipts": "issued_on",
    "capital_operations": "operated_on",
    "charge_runs": "charged_on",
    "charge_waivers": "waived_on",
    "hand_outs": "handed_on",
    "stock_movements": "moved_on",
    "cash_counts": "counted_on",
    "certificates": "issued_on",
    "member_certificates": "issued_on",
}
"""What is written once, with its own day. A reconciliation is none of it: the statement of a closed month may come
late, and no amount of the books changes by it."""

_ANNULLED = {
    "receipt_annulments": ("receipts", "receipt_id", "issued_on"),
    "charge_run_annulments": ("charge_runs", "charge_run_id", "charged_on"),
    "hand_out_annulments": ("hand_outs", "hand_out_id", "handed_on"),
    "certificate_annulments": ("certificates", "certificate_id", "issued_on"),
    "member_certificate_annulments": ("member_certificates", "member_certificate_id", "issued_on"),
}
"""What takes back something that has its day."""

_EDITED = {
    # left open is what comes later: notes, when it is due, the constancia of the detracción
    "purchases": (
        "purchased_on",
        "supplier_id document_type series number purchased_on currency exchange_rate fund_id project_id igv"
        " invoice_total training_session_id credits_id detraction retention document_key discarded",
    ),
    # the price of the day and what was paid for the gold are only noted; a rate may be lacking until the money comes
    "premium_incomes": ("exported_on", "lot exported_on metal gross_mg fineness fine_mg usd_per_kg usd_due"),
}
"""Records with a day that counts: the columns that stand fast."""

_RATES = {
    "tax_rates": "name valid_from percent",
    "legal_amounts": "name valid_from currency amount",
    "premium_rates": "metal valid_from usd_per_kg",
}
"""What was valid in the period."""


def _closed(table: str, action: str, condition: str, name: str = "") -> str:
    """A trigger that refuses; ``condition`` is SQL on NEW and OLD."""
    called = name or f"{table}_closed_{action.split()[0].lower()}"
    return (
        f"CREATE TRIGGER {called} BEFORE {action} ON {table}\n"
        f"WHEN {condition}\nBEGIN SELECT RAISE(ABORT, 'closed: {table}'); END"
    )


def _changed(columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns.split()) + ")"


def _dated(table: str, day: str, columns: str) -> tuple[str, ...]:
    """Of a record with its day: added, changed, taken away."""
    return (
        _closed(table, "INSERT", f"NEW.{day} <= {_DAY}"),
        _closed(table, "UPDATE", f"(OLD.{day} <= {_DAY} OR NEW.{day} <= {_DAY}) AND {_changed(columns)}"),
        _closed(table, "DELETE", f"OLD.{day} <= {_DAY}"),
    )


def _belongs(table: str, parent: str, key: str, day: str, which: str) -> str:
    return f"(SELECT {day} FROM {parent} WHERE id = {which}.{key}) <= {_DAY}"


# of a training its last day counts, and only what was held
_HELD = "({which}.state = 'held' AND max({which}.held_on, coalesce((SELECT max(held_on) FROM training_days\
 WHERE training_session_id = {which}.id), '')) <= {day})"
_OF_HELD = """EXISTS (SELECT 1 FROM training_sessions AS held WHERE held.id = {which}.training_session_id
    AND held.state = 'held' AND max(held.held_on, coalesce((SELECT max(days.held_on) FROM training_days AS days
        WHERE days.training_session_id = held.id), '')) <= {day})"""
_TRAINING = "topic kind held_on place trainer trainer_document trainer_firm duration project_id fund_id state discarded"


def _held(which: str) -> str:
    return _HELD.format(which=which, day=_DAY)


def _of_held(which: str) -> str:
    return _OF_HELD.format(which=which, day=_DAY)


def _settled_within(which: str) -> str:
    return f"""(SELECT issued_on FROM receipts JOIN receipt_lines ON receipt_id = receipts.id
        WHERE receipt_lines.id = {which}.receipt_line_id) <= {_DAY}
    AND (SELECT charged_on FROM charge_runs JOIN charges ON charge_run_id = charge_runs.id
        WHERE charges.id = {which}.charge_id) <= {_DAY}"""


_PURCHASE_LINE = "purchase_id position item category quantity unit unit_price total"
_USED_ACCOUNT = f"EXISTS (SELECT 1 FROM receipts WHERE account_id = OLD.id AND issued_on <= {_DAY})"
_USED_FUND = f"""(EXISTS (SELECT 1 FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE fund_id = OLD.id AND issued_on <= {_DAY})
    OR EXISTS (SELECT 1 FROM purchases WHERE fund_id = OLD.id AND purchased_on <= {_DAY} AND discarded = 'no'))"""
_USED_SUPPLIER = f"""EXISTS (SELECT 1 FROM purchases
    WHERE supplier_id = OLD.id AND purchased_on <= {_DAY} AND discarded = 'no')"""
_USED_PROJECT = f"""(EXISTS (SELECT 1 FROM receipt_lines JOIN receipts ON receipts.id = receipt_id
        WHERE project_id = {{project}} AND issued_on <= {_DAY})
    OR EXISTS (SELECT 1 FROM purchases WHERE project_id = {{project}} AND purchased_on <= {_DAY}
        AND discarded = 'no'))"""
_USED_HEADING = f"""EXISTS (SELECT 1 FROM premium_projects WHERE heading_id = OLD.id AND
    {_USED_PROJECT.format(project="premium_projects.id")})"""

_REPLACEABLE = (
    *_EDITED,
    *_RATES,
    *("premium_deductions", "purchase_lines", "training_sessions", "training_days", "attendances", "fixed_assets"),
    *("accounts", "funds", "suppliers", "premium_projects", "headings"),
)
"""What is not frozen from the first day on, as documents are."""

CLOSED_PERIOD = (
    *(_closed(table, "INSERT", f"NEW.{day} <= {_DAY}", f"{table}_closed") for table, day in _DATED.items()),
    *(
        _closed(table, "INSERT", _belongs(table, parent, key, day, "NEW"), f"{table}_closed")
        for table, (parent, key, day) in _ANNULLED.items()
    ),
    *(statement for table, (day, columns) in _EDITED.items() for statement in _dated(table, day, columns)),
    # a rate that was noted stands; one that was lacking may come with the money
    _closed(
        "premium_incomes",
        "UPDATE OF exchange_rate",
        f"OLD.exported_on <= {_DAY} AND OLD.exchange_rate IS NOT NULL AND OLD.exchange_rate IS NOT NEW.exchange_rate",
        "premium_incomes_closed_rate",
    ),
    # what the Central kept is known when it pays: it may still be added
    *(
        _closed(
            "premium_deductions",
            action,
            _belongs("premium_deductions", "premium_incomes", "premium_income_id", "exported_on", "OLD")
            + (f" AND {_changed('premium_income_id reason usd')}" if action == "UPDATE" else ""),
        )
        for action in ("UPDATE", "DELETE")
    ),
    *(
        _closed("purchase_lines", action, condition)
        for action, condition in (
            ("INSERT", _belongs("purchase_lines", "purchases", "purchase_id", "purchased_on", "NEW")),
            (
                "UPDATE",
                _belongs("purchase_lines", "purchases", "purchase_id", "purchased_on", "OLD")
                + f" AND {_changed(_PURCHASE_LINE)}",
            ),
            ("DELETE", _belongs("purchase_lines", "purchases", "purchase_id", "purchased_on", "OLD")),
        )
    ),
    # who owed what at the end of the period; a receipt of it may still pay what was charged later
    *(
        _closed("settlements", action, _settled_within("NEW" if action == "INSERT" else "OLD"))
        for action in ("INSERT", "DELETE")
    ),
    # one that was planned and never held may still be moved or called off
    _closed("training_sessions", "INSERT", _held("NEW")),
    _closed("training_sessions", "UPDATE", f"({_held('OLD')} OR {_held('NEW')}) AND {_changed(_TRAINING)}"),
    _closed("training_sessions", "DELETE", _held("OLD")),
    _closed("training_days", "INSERT", _of_held("NEW")),
    _closed("training_days", "UPDATE", _of_held("OLD")),
    _closed("training_days", "DELETE", _of_held("OLD")),
    # who came stands; a signature or a mark that was lacking may still be noted
    _closed("attendances", "INSERT", _of_held("NEW")),
    _closed(
        "attendances",
        "UPDATE",
        f"""{_of_held("OLD")} AND ({_changed("training_session_id member_id")}
            OR (OLD.signature <> 'pending' AND OLD.signature IS NOT NEW.signature)
            OR (OLD.mark IS NOT NULL AND OLD.mark IS NOT NEW.mark))""",
    ),
    _closed("attendances", "DELETE", _of_held("OLD")),
    # an asset found later, old as it is, may be noted; what was noted of its value and day stands
    _closed(
        "fixed_assets",
        "UPDATE",
        f"""OLD.acquired_on <= {_DAY} AND ({_changed("acquired_on discarded")}
            OR (OLD.value IS NOT NULL AND OLD.value IS NOT NEW.value))""",
    ),
    _closed("fixed_assets", "DELETE", f"OLD.acquired_on <= {_DAY}"),
    # what the period refers to keeps its name
    _closed("accounts", "UPDATE", f"{_changed('name kind currency')} AND {_USED_ACCOUNT}"),
    _closed("accounts", "DELETE", _USED_ACCOUNT),
    _closed("funds", "UPDATE", f"{_changed('name kind')} AND {_USED_FUND}"),
    _closed("funds", "DELETE", _USED_FUND),
    _closed(
        "premium_projects",
        "UPDATE",
        f"{_changed('name heading_id discarded')} AND {_USED_PROJECT.format(project='OLD.id')}",
    ),
    # another RUC is another supplier; one that was lacking may come later, and a name be written better
    _closed("suppliers", "UPDATE", f"OLD.ruc <> '' AND {_changed('ruc')} AND {_USED_SUPPLIER}"),
    _closed("headings", "UPDATE", f"{_changed('name')} AND {_USED_HEADING}"),
    _closed("headings", "DELETE", _USED_HEADING),
    *(statement for table, columns in _RATES.items() for statement in _dated(table, "valid_from", columns)),
    # another program's REPLACE would take the old row away without asking what refuses a DELETE
    *(
        _closed(
            table,
            "INSERT",
            f"{_DAY} <> '' AND EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
            f"{table}_closed_replace",
        )
        for table in _REPLACEABLE
    ),
)
"""The file's own refusal, whoever writes into it. Left open: accounting codes, which an accountant gives when he has
them and which are no part of any document."""

CLOSING_FROZEN = {
    "closings": ["id", "number", "token"],
    "closing_balances": ["id"],
    "closing_series": ["id"],
    "closing_reopenings": ["closing_id"],
}
