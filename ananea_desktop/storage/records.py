"""Records of any declared type: add, change, read, search, and their history."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from ananea_desktop.domain.fields import RecordType, Value, backwards
from ananea_desktop.domain.language import SPANISH, speaking
from ananea_desktop.domain.text import fold, sort_key
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

if TYPE_CHECKING:
    from ananea_desktop.domain.arrangements import Sort

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
"""The tables whose records can be set aside (operations/discarding.py)."""

PAGE = 200
"""Rows fetched at once: about ten screens."""

_MAKE: dict[str, Callable[[RecordType, Mapping[str, Value]], str]] = {
    "sort_key": lambda record_type, values: sort_key(record_type.name_of(dict(values))),
    "search_text": lambda record_type, values: fold(record_type.search_text(values)),
}
"""What no field declares. Always of the Spanish words: a list has one order whatever the window spoke on that day."""

_PERU, _PHONE_DIGITS = "51", 9
"""A phone is copied with the country's number before it, and noted without."""


def add(db: Connection, record_type: RecordType, values: Mapping[str, Value], **columns: Any) -> int:
    """Adds a record and gives its id; ``columns`` are those that no field declares."""
    return rows.insert(db, record_type.table, {**values, **_derived(db, record_type, values), **columns})


def add_many(db: Connection, record_type: RecordType, many: Iterable[Mapping[str, Value]]) -> None:
    """Adds records by the hundred, each with all the fields; dates may be ISO text already."""
    columns = column_names(db, record_type.table)
    names = [each.name for each in record_type.fields]
    derived = sorted(columns & _MAKE.keys())
    marks = ", ".join("?" * (len(names) + len(derived)))
    with speaking(SPANISH, None):
        db.executemany(
            f"INSERT INTO {record_type.table} ({', '.join(names + derived)}) VALUES ({marks})",
            (
                [values[name] for name in names] + [_MAKE[name](record_type, values) for name in derived]
                for values in many
            ),
        )


def change(
    db: Connection, record_type: RecordType, record_id: int, values: Mapping[str, Value], **columns: Any
) -> None:
    """Raises LookupError when there is no such record."""
    rows.update(db, record_type.table, record_id, {**values, **_derived(db, record_type, values), **columns})


def derive(db: Connection, record_type: RecordType, record_id: int, **columns: Any) -> None:
    """Works out anew what no field declares, after the fields came back as they were; ``columns`` as for ``change``."""
    derived = _derived(db, record_type, get(db, record_type, record_id)) | columns
    if derived:
        rows.update(db, record_type.table, record_id, derived)


def get(db: Connection, record_type: RecordType, record_id: int) -> Row:
    """Raises LookupError when there is no such record."""
    row = rows.select_one(db, f"SELECT * FROM {record_type.table} WHERE id = ?", (record_id,))
    if row is None:
        raise LookupError(f"{record_type.table} has no row {record_id}")
    return row


def all_of(db: Connection, record_type: RecordType) -> list[Row]:
    """Every record of a short list (accounts, funds, headings, users), in the order they were made."""
    return rows.select(db, f"SELECT * FROM {record_type.table} ORDER BY id")


def set_state(db: Connection, project_id: int, state: str) -> None:
    """Of a project, by what was decided on it."""
    rows.update(db, "premium_projects", project_id, {"state": state})


def exists(db: Connection, table: str, record_id: Value) -> bool:
    """Whether it can be chosen: it is there, and was not set aside."""
    kept = " AND discarded = 'no'" if table in DISCARDABLE else ""
    return rows.value(db, f"SELECT 1 FROM {table} WHERE id = ?{kept}", (record_id,)) is not None


def twin(db: Connection, record_type: RecordType, values: Mapping[str, Value], but: int | None) -> Row | None:
    """Another record than ``but`` with the same values in these columns."""
    where = " AND ".join(f"{column} = ?" for column in values)
    return rows.select_one(
        db, f"SELECT * FROM {record_type.table} WHERE {where} AND id IS NOT ?", [*values.values(), but]
    )


def _derived(db: Connection, record_type: RecordType, values: Mapping[str, Value]) -> Row:
    columns = column_names(db, record_type.table)
    with speaking(SPANISH, None):
        return {name: make(record_type, values) for name, make in _MAKE.items() if name in columns}


def column_names(db: Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}


def match_query(typed: str) -> str:
    """What was typed as an FTS5 query: every word, as a prefix, in any order; "" when nothing searchable is left.

    Three digits or more are looked for at the end of a number too, and groups of digits also as one number: a phone is
    found with blanks and without. Folding leaves letters and digits only, so no typed text is ever FTS syntax.
    """
    found: list[str] = []
    for is_number, group in groupby(fold(typed).split(), key=str.isdigit):
        words = list(group)
        found += [_number(words)] if is_number else [f'"{word}"*' for word in dict.fromkeys(words)]
    return " AND ".join(found)  # never left out: FTS5 takes brackets only beside an operator


def _number(groups: Sequence[str]) -> str:
    whole = "".join(groups)
    ways = _ways(whole)
    if whole.startswith(_PERU) and len(whole) == len(_PERU) + _PHONE_DIGITS:
        ways += _ways(whole[len(_PERU) :])
    if len(groups) > 1:
        ways.append("(" + " AND ".join(f"({' OR '.join(_ways(each))})" for each in groups) + ")")
    return f"({' OR '.join(ways)})"


def _ways(digits: str) -> list[str]:
    """The beginning of a number, or its end."""
    return [f'"{digits}"*', f'"{backwards(digits)}"*'] if len(digits) >= 3 else [f'"{digits}"*']


def page(
    db: Connection,
    select: str,
    table: str,
    *,
    search: str = "",
    conditions: Mapping[str, Any] | None = None,
    order: Sequence[str] = ("sort_key", "id"),
    descending: bool = False,
    after: Sequence[Any] | None = None,
    limit: int = PAGE,
    sort: "Sort | None" = None,
) -> list[Row]:
    """One page of a list, found by keyset: its cost does not grow with how far down it lies.

    What was set aside by mistake is left out, unless ``conditions`` ask for it, or for one record by its id.
    ``select`` is everything before WHERE, with ``table`` in its FROM; ``conditions`` maps SQL conditions with one
    ``?`` to their value; ``after`` holds the ``order`` columns of the last row already seen; with ``sort`` it is the
    ``sorted_at`` of that row.
    """
    where, parameters = [], []
    if table in DISCARDABLE and not {f"{table}.id = ?", f"{table}.discarded = ?"} & set(conditions or ()):
        where.append(f"{table}.discarded = 'no'")
    for condition, given in (conditions or {}).items():
        where.append(condition)
        parameters.append(given)
    query = match_query(search)
    if query:
        where.append(f"{table}.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)")
        parameters.append(query)
    if sort is not None:
        from ananea_desktop.storage import sorting  # not when the program starts

        conditioned = " WHERE " + " AND ".join(where) if where else ""
        return sorting.page(
            db,
            select,
            conditioned,
            parameters,
            table,
            sort,
            order=order,
            descending=descending,
            after=after,
            limit=limit,
        )
    columns = [f"{table}.{name}" for name in order]
    if after is not None:
        where.append(f"({', '.join(columns)}) {'<' if descending else '>'} ({', '.join('?' * len(columns))})")
        parameters.extend(after)
    direction = " DESC" if descending else ""
    return rows.select(
        db,
        select
        + (" WHERE " + " AND ".join(where) if where else "")
        + " ORDER BY "
        + ", ".join(name + direction for name in columns)
        + " LIMIT ?",
        [*parameters, limit],
    )


# from where it was added last, for one that an import brought and that was taken back may have had the same id;
# the join is CROSS so that the index of history is asked for each of the few records, and the whole is never read
_OF_RECORD = """SELECT history.id FROM (SELECT :table AS of_table, :record AS of_id UNION ALL
        SELECT 'attachments', id FROM attachments WHERE table_name = :table AND record_id = :record)
    CROSS JOIN history ON table_name = of_table AND record_id = of_id
    WHERE history.id >= coalesce((SELECT max(id) FROM history WHERE table_name = :table AND record_id = :record
        AND action = 'insert'), 0)"""

# by what they said, for a part that was taken away has no row any more, and another one may have its id
_OF_PROJECT = f"""{_OF_RECORD} UNION ALL SELECT id FROM history
    WHERE table_name IN ('milestones', 'beneficiary_counts', 'committee_proposals')
        AND json_extract(coalesce(after, before), '$.project_id') = :record"""


def _of_record(table: str) -> str:
    return _OF_PROJECT if table == "premium_projects" else _OF_RECORD


def history(db: Connection, table: str, record_id: int, limit: int = 50) -> list[Row]:
    """The newest changes of a record and of its attachments: id, at, user, table_name, action, and ``before`` and
    ``after`` as dicts (or None). Of a project also those of its milestones, of whom it helped, and of who proposed
    it."""
    found = rows.select(
        db,
        f"""SELECT id, at, user, table_name, action, before, after FROM history WHERE id IN ({_of_record(table)})
        ORDER BY id DESC LIMIT :limit""",
        {"table": table, "record": record_id, "limit": limit},
    )
    return [_with_values(row) for row in found]


def history_row(db: Connection, history_id: int) -> Row:
    """One row of history. Raises LookupError where there is none."""
    row = rows.select_one(db, "SELECT * FROM history WHERE id = ?", (history_id,))
    if row is None:
        raise LookupError(f"history has no row {history_id}")
    return _with_values(row)


def _with_values(row: Row) -> Row:
    return {**row, **{name: json.loads(row[name]) if row[name] else None for name in ("before", "after")}}


def history_count(db: Connection, table: str, record_id: int) -> int:
    return int(rows.value(db, f"SELECT count(*) FROM ({_of_record(table)})", {"table": table, "record": record_id}))


def searchable(text: str) -> str:
    """A text as it stands in ``search_text``."""
    return fold(text)
