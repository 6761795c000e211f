"""What import-linter cannot see of the rooms: SQL is written in storage only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ananea_desktop

PACKAGE = Path(ananea_desktop.__file__).parent
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET|DELETE\s+FROM\s|PRAGMA\s|CREATE\s+(TABLE|INDEX|VIEW))"
)


def texts(source: str) -> Iterator[str]:
    """Every text in a module, the literal parts of f-strings too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def sql_in(source: str) -> list[str]:
    return [text for text in texts(source) if SQL.match(text)]


@pytest.mark.parametrize("room", ["domain", "operations", "documents", "ui", "."])
def test_sql_is_in_storage_only(room: str) -> None:
    modules = sorted((PACKAGE / room).glob("*.py") if room == "." else (PACKAGE / room).rglob("*.py"))
    assert modules
    assert {each.name: found for each in modules if (found := sql_in(each.read_text(encoding="utf-8")))} == {}


def test_sql_would_be_found() -> None:
    assert sql_in("a = f'SELECT 1 FROM {b}'")
    assert sql_in((PACKAGE / "storage" / "office.py").read_text(encoding="utf-8"))
