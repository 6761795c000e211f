"""One bit of the closed data file is another. The start or the check tells of it; where neither does, every row is as
it was, but for what is named here: words that no sum and no seal covers."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from ananea_desktop.domain.errors import StorageProblem
from ananea_desktop.operations.books import open_books
from ananea_desktop.operations.sample import write_sample
from ananea_desktop.storage import chain
from ananea_desktop.storage import check as checking
from ananea_desktop.storage.check import check
from ananea_desktop.storage.data_file import open_in_memory
from ananea_desktop.storage.diary import diary_path
from tests.builders import clock
from tests.faults.conftest import Figure

SEED = 20261128
UNCOVERED = set(
    "acting acts attachment_contents budget_lines budget_ratifications cash_count_lines cash_counts copies copy_checks"
    " drafts history import_runs installation key_holders logos package_key_retirements package_keys passwords"
    " pending_prints preferences project_budgets project_states receipt_prints reconciled_receipts reconciliations"
    " recovery_codes seals series sign_in_delays sign_ins spending_reasons stock_movements year_packages"
    " _sqlite_migrations".split()
)
"""Tables with neither seal nor history, of which the check knows only their sums and links; README says so."""
DERIVED = {"search_text", "sort_key"}
"""Columns made of others, by which lists are searched and sorted."""
Rows = dict[str, list[tuple[object, ...]]]


class Looked(NamedTuple):
    told: str
    """What the start or the check says; empty where neither finds anything."""
    rows: Rows


class Trial:
    """A file, and what a person is told of it once one of its bits is another."""

    def __init__(self, path: Path, data: bytes, diary: bytes) -> None:
        self._path = path
        self._diary = diary
        self.data = data
        self.whole = self.look(data)

    def look(self, data: bytes) -> Looked:
        self._path.write_bytes(data)
        diary_path(self._path).write_bytes(self._diary)
        try:
            books = open_books(self._path, "Rosa", clock)
        except StorageProblem as problem:
            return Looked(f"start: {problem.sentence}", {})
        with closing(books.file):
            problems = check(books.file).problems
            return Looked(f"check: {problems[0]}" if problems else "", {} if problems else rows_of(books.db))

    def flipped(self, chance: random.Random) -> Looked:
        data = bytearray(self.data)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return self.look(bytes(data))

    def changed(self, looked: Looked) -> set[str]:
        """``table.column`` of all that is not as it was; of a row that is gone the table."""
        found = set[str]()
        for table, rows in self.whole.rows.items():
            others = looked.rows[table]
            if len(rows) != len(others):
                found.add(table)
            for row, other in zip(rows, others, strict=False):
                differs = [place for place, value in enumerate(row) if value != other[place]]
                found |= {f"{table}.{columns_of(table)[place]}" for place in differs}
        return found


def columns_of(table: str) -> list[str]:
    return [row[1] for row in SCHEMA.execute(f"PRAGMA table_info({table})")]


SCHEMA = open_in_memory().db


def rows_of(db: sqlite3.Connection) -> Rows:
    """Of every table, those of the search too; texts as they stand, whether or not they are UTF-8."""
    db.text_factory = bytes
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return {name.decode(): db.execute(f"SELECT * FROM {name.decode()}").fetchall() for (name,) in db.execute(tables)}


def is_derived(changed: str) -> bool:
    return changed.partition(".")[2] in DERIVED or "_search" in changed


def is_named(changed: str) -> bool:
    table, _dot, _column = changed.partition(".")
    return table in UNCOVERED or is_derived(changed)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory, in_memory: Path) -> Trial:
    """The sample's year, with a row in nearly every table, and pictures."""
    path = tmp_path_factory.mktemp("sample") / "ananea.db"
    books = open_books(path, "Rosa", clock)
    with closing(books.file):
        write_sample(books)
    trial = Trial(in_memory / "ananea.db", path.read_bytes(), diary_path(path).read_bytes())
    assert trial.whole.told == ""
    return trial


def test_a_flipped_bit_is_told_or_changes_nothing_but_what_is_named(trial: Trial, full: bool, figure: Figure) -> None:
    chance = random.Random(SEED)
    flips = 1000 if full else 12
    told, unseen, unchanged, derived, beyond = Counter[str](), Counter[str](), 0, 0, list[str]()
    for _flip in range(flips):
        looked = trial.flipped(chance)
        if looked.told:
            told[looked.told[:5]] += 1
        elif changed := trial.changed(looked):
            unseen.update(each.partition(".")[0] for each in changed if not is_derived(each))
            derived += all(map(is_derived, changed))
            beyond += [each for each in changed if not is_named(each)]
        else:
            unchanged += 1
    print(f"told {dict(told)}, unchanged {unchanged}, unseen {dict(unseen)}")
    assert beyond == []
    assert told["start"] + told["check"] > flips / 4, "hardly anything was found: the test proved nothing"
    alone = told_by_sqlite_alone(trial, flips // 4)
    named = ", ".join(f"{table} {count}" for table, count in sorted(unseen.items()))
    share = 100 * (told["start"] + told["check"]) / flips
    result = (
        f"{share:.0f} % told ({told['start']} at the start, {told['check']} by the check);"
        f" {unchanged} changed no row, {derived} only what lists are searched by; {sum(unseen.values())} changed what"
        f" nothing covers ({named})"
    )
    control = f"SQLite's own check alone tells of {100 * alone / (flips // 4):.0f} % (of {flips // 4})"
    figure("One bit of the data file flipped", flips, result, control, SEED)


def told_by_sqlite_alone(trial: Trial, flips: int) -> int:
    """Of the same flips, how many would be told without seals, sums and history."""
    chance = random.Random(SEED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "_CHECKS", {"Archivo": checking._file})
        return sum(bool(trial.flipped(chance).told) for _flip in range(flips))


@pytest.mark.parametrize("table, column", [("receipts", "search_text"), ("history", "after")])
def test_a_flipped_letter_is_seen_only_by_what_covers_it(
    trial: Trial, table: str, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: SQLite's own check does not see it, and comparing the rows does."""
    data = in_one_letter(trial, table, column)
    assert trial.look(data).told.startswith("check: ")
    monkeypatch.setattr(checking, "_CHECKS", {"Archivo": checking._file})
    looked = trial.look(data)
    assert looked.told == ""
    assert trial.changed(looked) == {f"{table}.{column}"}


def test_what_has_neither_seal_nor_history_is_named() -> None:
    """A new table without either fails here, until it is covered or named."""
    listed = "SELECT name FROM sqlite_master WHERE sql GLOB 'CREATE TABLE*' AND name NOT GLOB '*_search_*'"
    tables = {name for (name,) in SCHEMA.execute(listed)}
    kept = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_history_insert'"
    history = {name for (name,) in SCHEMA.execute(kept)}
    sealed = {table for parts in chain.SUBJECTS.values() for table, _key in parts}
    assert tables - history - sealed == UNCOVERED


def in_one_letter(trial: Trial, table: str, column: str) -> bytes:
    """The file with one bit of one text another, found by its place in the file."""
    place = [row[1] for row in open_in_memory().db.execute(f"PRAGMA table_info({table})")].index(column)
    for row in trial.whole.rows[table]:
        text = row[place]
        if isinstance(text, bytes) and len(text) > 20 and trial.data.count(text) == 1:
            data = bytearray(trial.data)
            data[trial.data.index(text) + 10] ^= 1
            return bytes(data)
    raise LookupError(f"no text of {table}.{column} stands only once in the file")
