"""How a list is arranged: which of its columns are in sight, in what order, how wide, and what it is sorted by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ananea_desktop.domain.text import sort_key


@dataclass(frozen=True, kw_only=True)
class Sort:
    """By a column of the rows of a list; what is empty stands last in both directions."""

    column: str
    descending: bool = False
    is_text: bool = True
    """In Spanish order: Á with A, Ñ after N."""
    ranked: tuple[str, ...] = ()
    """Of a column of codes: all of them, in the order in which their words stand."""


def ranked_by_words(words: Mapping[str, str]) -> tuple[str, ...]:
    """Codes by their words, in Spanish order."""
    return tuple(sorted(words, key=lambda code: sort_key(words[code])))


def sorted_rows(rows: Iterable[Mapping[str, Any]], sort: Sort) -> list[Any]:
    """The rows of a short list that comes whole; equals stay as they came."""
    found = list(rows)
    empty = [row for row in found if row.get(sort.column) in (None, "")]
    filled = [row for row in found if row.get(sort.column) not in (None, "")]
    return sorted(filled, key=_key(sort), reverse=sort.descending) + empty


def _key(sort: Sort) -> Callable[[Mapping[str, Any]], Any]:
    if sort.ranked:
        places = {code: place for place, code in enumerate(sort.ranked)}
        return lambda row: places.get(row[sort.column], len(places))
    if sort.is_text:
        return lambda row: sort_key(str(row[sort.column]))
    return lambda row: row[sort.column]


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What a person made of a list. Columns go by their names; those that a list has no more are passed over."""

    order: tuple[str, ...] = ()
    """From the left; empty as long as none was moved."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """Pixels at letters of 12 points."""
    shown: Mapping[str, bool] = field(default_factory=dict)
    """Of the columns that were put in sight or out of it."""
    sorted_by: str = ""
    descending: bool = False

    def content(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "order": list(self.order),
            "widths": dict(self.widths),
            "shown": dict(self.shown),
            "sorted_by": self.sorted_by,
            "descending": self.descending,
        }


def arrangement_of(content: Any) -> Arrangement:
    """What ``content`` gave; nothing of what cannot be so, for the file may come from another version."""
    given = content if isinstance(content, dict) else {}
    order, widths, shown = given.get("order"), given.get("widths"), given.get("shown")
    sorted_by = given.get("sorted_by")
    return Arrangement(
        order=tuple(name for name in order if isinstance(name, str)) if isinstance(order, list) else (),
        widths=_of_type(widths, int),
        shown=_of_type(shown, bool),
        sorted_by=sorted_by if isinstance(sorted_by, str) else "",
        descending=given.get("descending") is True,
    )


def _of_type(given: Any, kind: type) -> dict[str, Any]:
    return {name: value for name, value in given.items() if type(value) is kind} if isinstance(given, dict) else {}
