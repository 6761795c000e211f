"""A list as a window shows it, as a file: what search and filter leave, in its order, with the columns in sight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

from ananea_desktop.documents.listing import TEXT, Column, Listing, Value
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import cards, office, reports
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.rows import Row

_PAGE = 500
_UPRIGHT_COLUMNS = 6
"""More than these need the long side of the page."""


@dataclass(frozen=True, kw_only=True)
class ExportColumn:
    title: str
    value: Callable[[Row], Value]
    kind: str = TEXT
    personal: bool = False
    """Data of a person."""


@dataclass(frozen=True, kw_only=True)
class ListExport:
    """A list as it is on the screen. All its words are translated already."""

    name: str
    """For the file: ``socios``."""
    title: str
    record_type: RecordType
    columns: Sequence[ExportColumn]
    order: Sequence[str]
    """The usual one, as the list has it."""
    wanted: Mapping[str, Any] = field(default_factory=dict)
    """``search``, ``conditions`` and ``sort``, as cards.page_of takes them."""
    filtered_by: str = ""
    sorted_by: str = ""
    """In words."""


def export(
    books: Books, wanted: ListExport, path: Path, tell: Callable[[int], object] = lambda _count: None
) -> Steps[int]:
    """Writes the list as XLSX, CSV or PDF, by the ending of the path, and gives how many rows it has.

    ``tell`` is told how many rows were read. Given up between two steps nothing is written. Raises UserError.
    """
    form = reports.form_of(path)
    rows = yield from _rows(books, wanted, tell)
    content = yield from reports.listing_steps(listing(books, wanted, rows), form)
    reports.save_paper(path, content)
    return len(rows)


def _rows(books: Books, wanted: ListExport, tell: Callable[[int], object]) -> Steps[list[list[Value]]]:
    rows: list[list[Value]] = []
    after = None
    while True:
        page = cards.page_of(books, wanted.record_type, **wanted.wanted, after=after, limit=_PAGE)
        rows += [[column.value(row) for column in wanted.columns] for row in page]
        tell(len(rows))
        if len(page) < _PAGE:
            return rows
        after = cards.place_of(page[-1], wanted.order)
        yield


def listing(books: Books, wanted: ListExport, rows: Sequence[Sequence[Value]]) -> Listing:
    """With what it was filtered by above the rows, and under them how many there are and whose data it carries."""
    search = str(wanted.wanted.get("search", "")).strip()
    words = wanted.record_type
    count = plural(_(words.singular), _(words.plural), len(rows))
    personal = [column.title for column in wanted.columns if column.personal]
    chosen = (
        wanted.filtered_by,
        _("búsqueda: «{text}»").format(text=search) if search else "",
        _("orden: {order}").format(order=wanted.sorted_by) if wanted.sorted_by else "",
    )
    return Listing(
        name=wanted.name,
        title=wanted.title,
        subtitle=" · ".join(filter(None, chosen)),
        columns=[
            Column(column.title, column.kind, _weight(column, rows, number))
            for number, column in enumerate(wanted.columns)
        ],
        rows=rows,
        notes=(
            f"{len(rows)} {count}",
            *(
                [_("Lleva datos personales: {columns}. Guárdelo con cuidado.").format(columns=", ".join(personal))]
                if personal
                else []
            ),
        ),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=len(wanted.columns) > _UPRIGHT_COLUMNS,
    )


def _weight(column: ExportColumn, rows: Sequence[Sequence[Value]], number: int) -> float:
    """Texts share the paper's width by how long they mostly are, by the first rows."""
    if column.kind != TEXT:
        return 1.0
    lengths = [len(str(row[number] or "")) for row in rows[:_PAGE]]
    return max(1.0, sqrt(sum(lengths) / max(1, len(lengths))))
