"""Lists sorted by any of their columns, a page at a time, in SQL.

Spanish order of text without a stored key: ``folded`` is an expression of SQLite's own functions, so that nothing of
Python runs for each of a hundred thousand rows, and a window that paints meanwhile does not wait for it.
"""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.arrangements import Sort
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_LETTERS = {"a": "Áá", "e": "Éé", "i": "Íí", "o": "Óó", "u": "ÚúÜü", "n{": "Ññ", "": "ʼ'’"}
"""As domain.text.sort_key has it: "{" follows "z", so that Ñ stands after every N and before O.

The letters of Spanish and no more: SQLite does not take an expression much deeper than these make it."""


def folded(expression: str) -> str:
    """SQL of a text in Spanish order. Only one with other signs than those of plain English is replaced letter by
    letter: that halves the time."""
    whole = f"lower({expression})"
    for plain, letters in _LETTERS.items():
        for letter in letters:
            whole = f"replace({whole}, '{letter.replace(chr(39), chr(39) * 2)}', '{plain}')"
    return f"CASE WHEN {expression} GLOB '*[^ -&(-~]*' THEN {whole} ELSE lower({expression}) END"


def _key(sort: Sort) -> str:
    column = f"listed.{sort.column}"
    if sort.ranked:
        places = " ".join(f"WHEN '{code}' THEN {place}" for place, code in enumerate(sort.ranked))
        return f"CASE {column} {places} ELSE {column} END"
    return folded(column) if sort.is_text else column


def page(
    db: Connection,
    select: str,
    where: str,
    parameters: Sequence[Any],
    table: str,
    sort: Sort,
    *,
    order: Sequence[str],
    descending: bool,
    after: Sequence[Any] | None,
    limit: int,
) -> list[Row]:
    """One page by keyset; equals stand in the usual ``order``. First which rows, then their columns, for those may sum.

    Each row has ``sorted_at``: its place in the order, and what ``after`` takes of the last row already seen.
    """
    usual = [f"usual_{number}" for number in range(len(order))]
    keys = [("is_empty", False), ("key", sort.descending), *((name, descending) for name in usual)]
    given: list[Any] = list(parameters)
    beyond = ""
    if after is not None:
        beyond = f" WHERE {_after(keys)}"
        for number in range(len(keys)):
            given += [after[number]] if number == len(keys) - 1 else [after[number]] * 2
    found = db.execute(
        f"WITH keyed AS MATERIALIZED (SELECT listed.id AS id, coalesce({_key(sort)}, '') AS key,"
        f" {', '.join(f'listed.{name} AS {each}' for name, each in zip(order, usual, strict=True))}"
        f" FROM ({select}{where}) AS listed),"
        " sorted AS (SELECT *, key = '' AS is_empty FROM keyed)"
        f" SELECT id, {', '.join(name for name, _down in keys)} FROM sorted{beyond}"
        f" ORDER BY {', '.join(name + (' DESC' if down else '') for name, down in keys)} LIMIT ?",
        [*given, limit],
    ).fetchall()
    marks = ", ".join("?" * len(found))
    read = rows.select(db, f"{select} WHERE {table}.id IN ({marks})", [row[0] for row in found])
    by_id = {row["id"]: row for row in read}
    return [{**by_id[row[0]], "sorted_at": list(row[1:])} for row in found]


def _after(keys: Sequence[tuple[str, bool]]) -> str:
    """That a row comes after another one: of the first key in which they differ, each in its own direction."""
    (name, down), *rest = keys
    beyond = f"{name} {'<' if down else '>'} ?"
    return f"({beyond} OR ({name} = ? AND {_after(rest)}))" if rest else beyond
