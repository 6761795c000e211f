"""Presentations in the file: one a period, its slides as JSON in their order; figures are never kept."""

import json
from dataclasses import asdict
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.language import LANGUAGES, SPANISH
from ananea_desktop.domain.presentations import RATIOS, Presentation, SlideChoice, SlideKind
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

_KINDS = tuple(SlideKind)
_TEXTS = ("title", "text", "notes", "photo")


def find(db: Connection, first_day: date, last_day: date) -> Presentation | None:
    row = _row(db, first_day, last_day)
    return None if row is None else _presentation(row)


def all_of(db: Connection) -> list[Presentation]:
    """The newest period first."""
    found = rows.select(db, "SELECT * FROM presentations ORDER BY last_day DESC, first_day DESC")
    return [_presentation(row) for row in found]


def save(db: Connection, presentation: Presentation) -> int:
    """Writes a presentation into the row of its period, where it differs from what is there, and gives its id."""
    old = _row(db, presentation.first_day, presentation.last_day)
    row = as_plain(presentation)
    slides = _with_unknown(row["slides"], old["slides"] if old else "[]")
    row["slides"] = json.dumps(slides, ensure_ascii=False)
    if old is None:
        return rows.insert(db, "presentations", row)
    record_id = int(old["id"])
    if any(old[name] != given for name, given in row.items()):
        rows.update(db, "presentations", record_id, row)
    return record_id


def as_plain(presentation: Presentation) -> Row:
    """A presentation as JSON can hold it, without its id; what says nothing of a slide is left out."""
    usual = asdict(SlideChoice(kind=SlideKind.TEXT))
    return {
        "first_day": presentation.first_day.isoformat(),
        "last_day": presentation.last_day.isoformat(),
        "title": presentation.title,
        "ratio": presentation.ratio,
        "language": presentation.language,
        "slides": [
            {name: given for name, given in asdict(slide).items() if name == "kind" or given != usual[name]}
            for slide in presentation.slides
        ],
    }


def from_plain(plain: Row, record_id: int | None = None) -> Presentation:
    """What ``as_plain`` gave; whatever is not understood, perhaps of a newer program, is passed over."""
    ratio, language, slides = plain.get("ratio"), plain.get("language"), plain.get("slides")
    return Presentation(
        first_day=date.fromisoformat(plain["first_day"]),
        last_day=date.fromisoformat(plain["last_day"]),
        title=_text(plain.get("title")),
        ratio=ratio if ratio in RATIOS else RATIOS[0],
        language=language if language in LANGUAGES else SPANISH,
        slides=tuple(_slide(entry) for entry in slides if _is_known(entry)) if isinstance(slides, list) else (),
        id=record_id,
    )


def _row(db: Connection, first_day: date, last_day: date) -> Row | None:
    period = first_day.isoformat(), last_day.isoformat()
    return rows.select_one(db, "SELECT * FROM presentations WHERE first_day = ? AND last_day = ?", period)


def _presentation(row: Row) -> Presentation:
    return from_plain({**row, "slides": _entries(row["slides"])}, int(row["id"]))


def _entries(slides: str) -> list[Any]:
    try:
        entries = json.loads(slides)
    except ValueError:
        return []  # what stood there stays in the history
    return entries if isinstance(entries, list) else []


def _with_unknown(slides: list[Row], before: str) -> list[Any]:
    """The slides with those of a newer program put back, each after as many known ones as stood before it."""
    result: list[Any] = list(slides)
    unknown = 0
    for place, entry in enumerate(_entries(before)):
        if not _is_known(entry):
            result.insert(min(place, len(slides) + unknown), entry)
            unknown += 1
    return result


def _is_known(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("kind") in _KINDS


def _slide(entry: dict[str, Any]) -> SlideChoice:
    subject_id = entry.get("subject_id")
    return SlideChoice(
        kind=SlideKind(entry["kind"]),
        subject_id=subject_id if isinstance(subject_id, int) else None,
        included=entry.get("included") is not False,
        **{name: _text(entry.get(name)) for name in _TEXTS},
    )


def _text(given: Any) -> str:
    return given if isinstance(given, str) else ""
