"""How large the data file is and what it holds, for the log: numbers only."""

import sqlite3

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage.data_file import DataFile
from ananea_desktop.storage.schema import SCHEMA_VERSION

_TABLES = (
    *("members", "suppliers", "training_sessions", "purchases", "premium_projects", "assemblies", "charges"),
    *("hand_outs", "receipts", "receipt_lines", "seals", "attachments", "history"),
)


def versions() -> str:
    """Of what the file depends on."""
    return f"SQLite {sqlite3.sqlite_version}, schema {SCHEMA_VERSION}"


def facts(file: DataFile) -> Steps[str]:
    """One line of numbers; a step for each table."""
    counts = []
    for table in _TABLES:
        counts.append(f"{table} {file.db.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,}")
        yield
    size = file.path.stat().st_size if file.path.exists() else 0
    return f"file {size / 1e6:,.1f} MB, rows: {', '.join(counts)}"
