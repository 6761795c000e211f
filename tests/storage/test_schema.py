"""The newest schema is what the record types declare, and its number and fingerprint are the ones written down."""

import sqlite3

import pytest
from sqlite_utils import Database

from ananea_desktop.domain.accounting import ACCOUNTING_CODES
from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.assemblies import ASSEMBLIES, RESOLUTIONS
from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.committee import COMMITTEE_SESSIONS, COMMITTEE_TERMS
from ananea_desktop.domain.cooperative import COOPERATIVE, USERS
from ananea_desktop.domain.fields import Field, Kind, RecordType
from ananea_desktop.domain.items import ITEMS
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS
from ananea_desktop.domain.member_states import MEMBER_STATES
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.positions import POSITIONS
from ananea_desktop.domain.premium import PREMIUM_INCOMES, PREMIUM_RATES
from ananea_desktop.domain.projects import BUDGETS, HEADINGS, PREMIUM_PROJECTS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS
from ananea_desktop.domain.retention import RETENTION_RULES
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.tax_rates import TAX_RATES
from ananea_desktop.domain.trainings import MANDATORY_TOPICS, TRAINING_SESSIONS
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.data_file import APPLICATION_ID, open_in_memory, schema_fingerprint
from ananea_desktop.storage.migrations import migrations
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT, SCHEMA_VERSION

RECORD_TYPES = (
    MEMBERS,
    SUPPLIERS,
    TRAINING_SESSIONS,
    MANDATORY_TOPICS,
    PURCHASES,
    PREMIUM_PROJECTS,
    BUDGETS,
    HEADINGS,
    ACCOUNTS,
    FUNDS,
    COOPERATIVE,
    USERS,
    ASSEMBLIES,
    RESOLUTIONS,
    LEGAL_AMOUNTS,
    ACCOUNTING_CODES,
    PREMIUM_RATES,
    PREMIUM_INCOMES,
    COMMITTEE_TERMS,
    COMMITTEE_SESSIONS,
    RETENTION_RULES,
    TAX_RATES,
    QUOTATION_REQUESTS,
    FIXED_ASSETS,
    ITEMS,
    POSITIONS,
    MEMBER_STATES,
)
FOUND_BY_SEARCH = {"sort_key", "search_text"}
SET_ASIDE = {"discarded"}
UNDECLARED = {
    "members": FOUND_BY_SEARCH | SET_ASIDE | {"photo_sha256"},
    "suppliers": FOUND_BY_SEARCH | SET_ASIDE,
    "training_sessions": FOUND_BY_SEARCH | SET_ASIDE,
    "mandatory_topics": {"sort_key"},
    "purchases": FOUND_BY_SEARCH | SET_ASIDE | {"document_key"},
    "quotation_requests": FOUND_BY_SEARCH | SET_ASIDE,
    "fixed_assets": FOUND_BY_SEARCH | SET_ASIDE,
    "premium_projects": FOUND_BY_SEARCH | SET_ASIDE,
    "project_budgets": {"project_id", "currency", "user", "recorded_at", "resolution_id"},
    "premium_incomes": FOUND_BY_SEARCH | {"fine_mg", "usd_per_kg", "usd_due"},
    "assemblies": FOUND_BY_SEARCH | SET_ASIDE | {"eligible"},
    "resolutions": {"assembly_id"},
    "cooperative": {"logo_sha256"},
    "users": {"disabled"},
    "items": FOUND_BY_SEARCH | SET_ASIDE,
    "member_states": {"member_id"},
}
"""Columns that no field declares: what the program works out for itself."""
HAND_WRITTEN = (
    "attendances",
    "training_days",
    "training_invitations",
    "purchase_lines",
    "quotations",
    "assembly_attendances",
    "attachments",
    "presentations",
    "member_states",
    "positions",
    "settlements",
    "user_roles",
)
INTEGERS = (
    Kind.INTEGER,
    Kind.AMOUNT,
    Kind.RATE,
    Kind.DURATION,
    Kind.REFERENCE,
    Kind.GRAMS,
    Kind.FINENESS,
    Kind.PERCENT,
    Kind.QUANTITY,
)


@pytest.fixture(scope="module")
def newest() -> sqlite3.Connection:
    return open_in_memory().db


def columns(newest: sqlite3.Connection, table: str) -> dict[str, tuple[str, bool]]:
    """Type and whether empty is refused, of each column but the id."""
    rows = newest.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: (kind, bool(not_null)) for _index, name, kind, not_null, _default, key in rows if not key}


def declared(field: Field) -> tuple[str, bool]:
    integer = field.kind in INTEGERS
    is_text = not integer and field.kind is not Kind.DATE
    return "INTEGER" if integer else "TEXT", is_text or field.required


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.table)
def test_table_is_what_its_record_type_declares(newest: sqlite3.Connection, record_type: RecordType) -> None:
    found = columns(newest, record_type.table)
    undeclared = UNDECLARED.get(record_type.table, set())
    assert undeclared <= found.keys()
    assert {name: kind for name, kind in found.items() if name not in undeclared} == {
        field.name: declared(field) for field in record_type.fields
    }


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.table)
def test_reference_is_a_foreign_key(newest: sqlite3.Connection, record_type: RecordType) -> None:
    keys = {row[3]: row[2] for row in newest.execute(f"PRAGMA foreign_key_list({record_type.table})")}
    for field in record_type.fields:
        assert keys.get(field.name, "") == field.references


def test_every_table_is_strict(newest: sqlite3.Connection) -> None:
    tables = newest.execute("PRAGMA table_list").fetchall()
    ours = {
        name: strict
        for schema, name, kind, _columns, _without_rowid, strict in tables
        if schema == "main" and kind == "table" and not name.startswith(("sqlite_", "_sqlite_"))
    }
    assert len(ours) > 20
    assert [name for name, strict in ours.items() if not strict] == []


@pytest.mark.parametrize("table", [each.table for each in RECORD_TYPES if each is not BUDGETS] + list(HAND_WRITTEN))
@pytest.mark.parametrize("action", ["insert", "update", "delete"])
def test_every_record_table_keeps_the_history_of_every_column(
    newest: sqlite3.Connection, table: str, action: str
) -> None:
    sql = newest.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name = ?",
        (table, f"{table}_history_{action}"),
    ).fetchone()
    assert sql is not None
    row = "OLD" if action == "delete" else "NEW"
    kept = set(columns(newest, table)) - FOUND_BY_SEARCH - {"document_key"}
    assert [name for name in sorted(kept) if f"'{name}', {row}.{name}" not in sql[0]] == []


def test_fingerprint_is_the_one_written_down() -> None:
    found = schema_fingerprint(open_in_memory().db)
    assert found == SCHEMA_FINGERPRINT, f'set SCHEMA_FINGERPRINT = "{found}", or undo the change of a released schema'


def test_version_is_the_number_of_migrations() -> None:
    db = Database(open_in_memory().db)
    made = len(migrations.pending(db)) + len(migrations.applied(db))
    assert made == SCHEMA_VERSION, f"set SCHEMA_VERSION = {made}"


def test_file_says_whose_it_is_and_which_schema_it_has(books: Books) -> None:
    assert books.db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert books.db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
