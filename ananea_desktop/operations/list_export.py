"""A list as a window shows it, as a file: what search and filter leave, in its order, with the columns in sight."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from ananea_desktop.documents.listing import TEXT, Column, Listing, Value
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import cards, office, receipt_list, reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_list import Matches, ReceiptFilter
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
    called: tuple[str, str]
    """One row, and several: «socio», «socios»."""
    columns: Sequence[ExportColumn]
    pages: Callable[[Books], Iterable[list[Row]]]
    """Reads the rows, some at a time."""
    search: str = ""
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
    rows: list[list[Value]] = []
    for page in wanted.pages(books):
        rows += [[column.value(row) for column in wanted.columns] for row in page]
        tell(len(rows))
        yield
    content = yield from reports.listing_steps(listing(books, wanted, rows), form)
    reports.save_paper(path, content)
    return len(rows)


def record_pages(
    record_type: RecordType, order: Sequence[str], wanted: Mapping[str, Any]
) -> Callable[[Books], Iterator[list[Row]]]:
    """Of a list of records: ``wanted`` has ``search``, ``conditions`` and ``sort``, as cards.page_of takes them, and
    ``order`` is the usual one of the list."""

    def pages(books: Books) -> Iterator[list[Row]]:
        after = None
        while True:
            page = cards.page_of(books, record_type, **wanted, after=after, limit=_PAGE)
            yield page
            if len(page) < _PAGE:
                return
            after = cards.place_of(page[-1], order)

    return pages


def receipt_pages(wanted: ReceiptFilter) -> Callable[[Books], Iterator[list[Row]]]:
    """Of the book, newest first, with the ``balance`` after each where a whole account is shown. A page is empty while
    the receipts are being found."""

    def pages(books: Books) -> Iterator[list[Row]]:
        finding = receipt_list.matching(books, wanted)
        while True:
            try:
                next(finding)
            except StopIteration as found:
                matches: Matches = found.value
                break
            yield []
        for low in range(0, len(matches.ids), receipt_list.PAGE):
            page = receipt_list.rows_of(books, matches.ids[low : low + receipt_list.PAGE])
            if matches.balances is not None:
                page = [{**row, "balance": matches.balances[low + place]} for place, row in enumerate(page)]
            yield page

    return pages


def listing(books: Books, wanted: ListExport, rows: Sequence[Sequence[Value]]) -> Listing:
    """With what it was filtered by above the rows, and under them how many there are and whose data it carries."""
    chosen = (
        wanted.filtered_by,
        _("búsqueda: «{text}»").format(text=wanted.search.strip()) if wanted.search.strip() else "",
        _("orden: {order}").format(order=wanted.sorted_by) if wanted.sorted_by else "",
    )
    return Listing(
        name=wanted.name,
        title=wanted.title,
        subtitle=" · ".join(filter(None, chosen)),
        columns=[
            Column(column.title, column.kind, _weight(column, rows, number), _datum(column))
            for number, column in enumerate(wanted.columns)
        ],
        rows=rows,
        notes=(f"{len(rows):,} {plural(*wanted.called, len(rows))}",),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=len(wanted.columns) > _UPRIGHT_COLUMNS,
    )


def _datum(column: ExportColumn) -> str:
    """What of a person the column carries, as the notice of the list calls it."""
    if not column.personal:
        return ""
    return column.title if column.title.isupper() else column.title.lower()


def _weight(column: ExportColumn, rows: Sequence[Sequence[Value]], number: int) -> float:
    """Texts share the paper's width by how long they mostly are, by the first rows."""
    if column.kind != TEXT:
        return 1.0
    lengths = [len(str(row[number] or "")) for row in rows[:_PAGE]]
    return max(1.0, sqrt(sum(lengths) / max(1, len(lengths))))
