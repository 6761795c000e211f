"""Which row of a sheet is its heading, and which column is what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ananea_desktop.documents.spreadsheet import Cells, Table
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing.kinds import NAMES, ImportKind, heading_key
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import preferences

SEARCHED_ROWS = 20
"""The heading is looked for so far down: below a title, a letterhead, a date."""
SAMPLES = 3
_LONGEST_HEADING = 60


@dataclass(kw_only=True)
class Matching:
    """Where the heading is, and the slot that each column goes to."""

    heading_row: int
    """Its number in the sheet; 0 where the sheet is empty."""
    headings: list[str]
    """Of each column, as written; empty where there is none."""
    slots: dict[int, str] = field(default_factory=dict)
    """By column, counted from 0; a column that is not taken is missing."""
    samples: list[list[str]] = field(default_factory=list)
    """The first values of each column."""


def match(books: Books, kind: ImportKind, table: Table) -> Matching:
    """By the headings as they were matched by hand before, or as they are usually called."""
    first = table.first(SEARCHED_ROWS + SAMPLES)
    if not first:
        return Matching(heading_row=0, headings=[])
    words = kind.words()
    remembered = recall(books, kind)
    best, best_score = _first_wide(first), 0
    for place, (number, cells) in enumerate(first):
        if number > first[0][0] + SEARCHED_ROWS:
            break
        score = len(set(_matched(cells, words, remembered).values()))
        if score > best_score:
            best, best_score = place, score
    if best + 1 < len(first) and _is_below_merged(first[best + 1][1], words, remembered):
        best += 1
    headings = _with_merged(first, best)
    slots = _matched(list(headings), words, remembered)
    width = max(len(cells) for _number, cells in first)
    headings += [""] * (width - len(headings))
    samples = [_samples([cells for _number, cells in first[best + 1 :]], column) for column in range(width)]
    return Matching(heading_row=first[best][0], headings=headings, slots=slots, samples=samples)


def _first_wide(rows: list[tuple[int, Cells]]) -> int:
    """The first row with two filled cells: what a heading looks like where none of its words is known."""
    return next((place for place, (_n, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), 0)


def _is_below_merged(cells: Cells, words: Mapping[str, str], remembered: Mapping[str, str]) -> bool:
    """Whether a row under the heading only says what the columns under a merged cell are: Paterno, Materno, Nombres."""
    filled = [heading_key(cell[:_LONGEST_HEADING]) for cell in cells if cell]
    return len(filled) > 1 and all(text in words or text in remembered for text in filled)


def _with_merged(rows: list[tuple[int, Cells]], place: int) -> list[str]:
    """The heading's texts; where it has none, that of a cell merged downwards from the row above it."""
    number, cells = rows[place]
    headings = [(cell or "").strip()[:_LONGEST_HEADING] for cell in cells]
    if place and rows[place - 1][0] == number - 1:
        above = rows[place - 1][1]
        if sum(map(bool, above)) > 1:  # a title stands alone
            headings += [""] * (len(above) - len(headings))
            for column, text in enumerate(above):
                headings[column] = headings[column] or (text or "").strip()[:_LONGEST_HEADING]
    return headings


def _matched(cells: Cells | list[str], words: Mapping[str, str], remembered: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    folded = {column: heading_key(cell[: 2 * _LONGEST_HEADING]) for column, cell in enumerate(cells) if cell}
    for known in (remembered, words):
        for column, heading in folded.items():
            slot = known.get(heading)
            if slot and column not in found and slot not in found.values() and heading not in _unwanted(remembered):
                found[column] = slot
    return found


def _unwanted(remembered: Mapping[str, str]) -> set[str]:
    return {heading for heading, slot in remembered.items() if not slot}


def _samples(rows: list[Cells], column: int) -> list[str]:
    values = [cells[column] for cells in rows if column < len(cells) and cells[column]]
    return [str(value)[:_LONGEST_HEADING] for value in values[:SAMPLES]]


def what_lacks(kind: ImportKind, matching: Matching) -> list[str]:
    """The slots that must have a column and have none. Of records only what tells them apart: a sheet that changes some
    telephones needs no more."""
    lacking = [] if set(matching.slots.values()) & set(kind.keys) else [kind.keys[0]]
    return lacking if kind.record_type is not None else lacking + _required(kind, matching, lacking)


def what_new_need(kind: ImportKind, matching: Matching) -> list[str]:
    """The slots without a column that a new record cannot do without."""
    return _required(kind, matching, what_lacks(kind, matching)) if kind.record_type is not None else []


def _required(kind: ImportKind, matching: Matching, told: list[str]) -> list[str]:
    given = set(matching.slots.values())
    lacking: list[str] = []
    for slot in kind.slots:
        if slot.field is None or not slot.field.required or slot.field.default or slot.name in given:
            continue
        is_named = NAMES in given and slot.name in ("paternal_surname", "given_names")
        is_document = slot.name == "document_number" and "document_type" in given
        if not is_named and not is_document and slot.name not in told:
            lacking.append(slot.name)
    return lacking


def recall(books: Books, kind: ImportKind) -> dict[str, str]:
    """The slot that each folded heading was given by hand; "" for one that is not wanted."""
    names = {slot.name for slot in kind.slots} | {""}
    kept = preferences.get(books.db, _preference(kind))
    return {heading: slot for heading, slot in kept.items() if slot in names} if isinstance(kept, dict) else {}


@needs(Right.OWN)
def remember(books: Books, kind: ImportKind, matching: Matching) -> None:
    """Keeps what was matched by hand, for the next time."""
    usual = kind.words()
    known = recall(books, kind)
    for column, heading in enumerate(matching.headings):
        if not (folded := heading_key(heading)):
            continue
        given = matching.slots.get(column, "")
        if given != usual.get(folded, "") or folded in known:
            known[folded] = given
    if known != recall(books, kind):
        with books.noting() as db:
            preferences.put(db, _preference(kind), known)


def _preference(kind: ImportKind) -> str:
    return f"import {kind.name}"
