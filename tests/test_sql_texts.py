"""No text that somebody typed becomes SQL: what is put into a statement by an f-string is a constant of the program, or
one of the names that are told here and were read; all else goes as a parameter (a tampered row of history or a hostile
import cannot say what is run)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ananea_desktop

PACKAGE = Path(ananea_desktop.__file__).parent
RUNS = ("execute", "executemany", "executescript", "select", "select_one", "value")
SQL = re.compile(
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE|DROP|FROM|WHERE|ORDER BY|GROUP BY|JOIN|AND|OR) ", re.ASCII
)
CONSTANT = re.compile(r"(\w+\.)?_?[A-Z][A-Z0-9_]*\b|\w+_sql\(\)")
"""A constant of a module, whatever is taken from it, and what a function of fixed texts gives."""

READ: dict[str, tuple[str, ...]] = {
    "attachments": ("of_stage[0]", "table"),
    "capital": ("column",),
    "certificates": ("chosen", "column"),
    "chain": (
        "', '.join(COLUMNS[version, table])",
        "_select(VERSION, 'receipt_lines')",
        "_select(VERSION, 'receipts')",
        "_select(version, part)",
        "_select(version, table)",
        "column",
        "key",
        "order",
        "subject",
        "table",
    ),
    "charges": ("until",),
    "check": ("source", "table"),
    "check_capital": ("standing",),
    "check_history": ("same", "table"),
    "check_pictures": ("table",),
    "committee": ("column", "marks", "order", "select", "table", "where"),
    "copy_list": ("condition",),
    "central_database": ("', '.join(columns)", "table"),
    "consolidated": ("', '.join(columns)", "marks", "one", "table"),
    "coverage": ("column",),
    "data_file": ("columns", "found", "name", "wanted"),
    "discarding": ("kept", "table", "where"),
    "execution": ("where",),
    "finding": ("', '.join('?' * len(ids))", "index", "kept", "table"),
    "imports": ("run_id",),
    "lists": (
        "_credited()",
        "_paid()",
        "amount",
        "column",
        "condition",
        "day",
        "ids",
        "kept",
        "late",
        "order",
        "table",
        "years",
    ),
    "member_certificates": ("chosen", "condition"),
    "member_statistics": ("chosen", "condition", "query"),
    "migrating": ("name",),
    "migrations": ("action", "action.lower()", "table", "trigger", "version + 1"),
    "office": ("'=' if opening else '<>'", "query", "table"),
    "people": ("marks", "where"),
    "positions": ("where",),
    "premium": ("of_kind",),
    "program_facts": ("table",),
    "receipt_facts": ("column", "mine"),
    "receipt_list": (
        "' AND '.join(matches) or '1'",
        "', '.join('?' * len(ids))",
        "_where(where)",
        "amount",
        "column",
        "few + 1",
        "has_apart",
        "into",
        "joined",
        "name",
        "of_lines",
        "out",
        "query",
        "signed",
    ),
    "receipts": ("column",),
    "records": (
        "', '.join(names + derived)",
        "_of_record(table)",
        "kept",
        "marks",
        "record_type.table",
        "table",
        "where",
    ),
    "registers": ("marks",),
    "rows": ("assignments", "marks", "names", "table"),
    "sorting": (
        "', '.join((f'listed.{name} AS {each}' for name, each in zip(order, usual, strict=True)))",
        "', '.join((name + (' DESC' if down else '') for name, down in keys))",
        "', '.join((name for name, _down in keys))",
        "_after(keys)",
        "_after(rest)",
        "_key(sort)",
        "beyond",
        "each",
        "marks",
        "name",
        "select",
        "table",
        "where",
    ),
    "spending": ("order",),
    "statistics": ("_numbers([part[1] for part in chosen])", "condition", "lines", "table", "wanted.conditions()"),
    "stock": ("order",),
    "trainings": ("chosen", "kinds"),
    "triggers": (
        "'OLD' if action == 'DELETE' else 'NEW'",
        "action",
        "action.lower()",
        "add",
        "drop",
        "index",
        "new",
        "old",
        "refuse",
        "same",
        "table",
        "when",
    ),
    "undoing": ("key[0]", "only", "table"),
}
"""By module of storage: tables, columns, conditions and marks that the program itself writes. What makes the tables of
a new file is left out: it knows of nobody's texts."""


def statements(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    """Every f-string that is run, or that has words of SQL in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            literal = " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if SQL.search(f"{literal} "):
                yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RUNS:
            for given in node.args[:2]:
                yield from (each for each in ast.walk(given) if isinstance(each, ast.JoinedStr))


def put_in(source: str) -> set[str]:
    """What is put into statements and is no constant, as it stands there."""
    found = set()
    for statement in statements(ast.parse(source)):
        for part in statement.values:
            if isinstance(part, ast.FormattedValue):
                text = ast.unparse(part.value)
                if not CONSTANT.match(text):
                    found.add(text)
    return found


def test_only_known_names_are_put_into_sql() -> None:
    found = {}
    for path in sorted((PACKAGE / "storage").rglob("*.py")):
        if not path.stem.endswith("_tables") and (names := put_in(path.read_text(encoding="utf-8"))):
            found[path.stem] = names
    assert found == {module: set(names) for module, names in READ.items()}


def test_a_typed_text_in_sql_would_be_found() -> None:
    assert put_in("db.execute(f'SELECT 1 FROM members WHERE name = {typed}')") == {"typed"}
    assert put_in("query = f'SELECT 1 FROM {table}' f' WHERE name = {form.name}'") == {"table", "form.name"}
    assert put_in("rows.value(db, f'{start} 1')") == {"start"}
    assert put_in("db.execute(f'SELECT {_COLUMNS} FROM x WHERE {stock.VALID} AND id = ?', (name,))") == set()
