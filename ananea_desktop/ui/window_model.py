"""A list of any length: the ids of all its rows are known, and the rows themselves are read where the person looks."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal

from ananea_desktop.operations.receipt_list import PAGE, Matches
from ananea_desktop.ui.record_model import Index, ListColumn, RecordModel, Row

_KEPT_PAGES = 40
"""Pages of rows that are kept, however far one scrolls."""
_ROOT = QModelIndex()


class WindowModel(RecordModel):
    """``page_wanted`` once for each page that is looked at and not there; ``take_page`` brings it."""

    page_wanted = Signal(int)

    def __init__(self, columns: Sequence[ListColumn], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._ids: array[int] = array("q")
        self._balances: array[int] | None = None
        self._pages: dict[int, list[Row]] = {}
        self._old: set[int] = set()
        self._asked: set[int] = set()

    def show_matches(self, matches: Matches, same_list: bool) -> None:
        """The rows of the list, or its first ones. What is seen stays in its place where these are the same.

        ``same_list``: they match what is shown already, which then is read again.
        """
        ids, shown = matches.ids, self._ids
        self._balances = matches.balances
        self._old = set(self._pages)
        self._asked.clear()
        if same_list and not matches.is_whole and shown[: len(ids)] == ids:
            return  # the others stay until all are found
        if same_list and ids[: len(shown)] == shown:
            if len(ids) > len(shown):
                self.beginInsertRows(_ROOT, len(shown), len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
            self._changed(0, len(ids) - 1)
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._old.clear()
        self.endResetModel()

    def ids_of(self, page: int) -> "array[int]":
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def id_of(self, number: int) -> int:
        return self._ids[number]

    def take_page(self, page: int, rows: Sequence[Row]) -> None:
        """The rows of a page, by its ids; those of a list that is shown no more are left."""
        if [row["id"] for row in rows] != list(self.ids_of(page))[: len(rows)]:
            return
        self._pages.pop(page, None)
        self._pages[page] = list(rows)
        self._asked.discard(page)
        self._old.discard(page)
        if len(rows) < len(self.ids_of(page)):
            self._old.add(page)  # it has grown meanwhile
        for old in list(self._pages)[:-_KEPT_PAGES]:
            del self._pages[old]
        self._changed(page * PAGE, page * PAGE + len(rows) - 1)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def shown(self, number: int) -> Row | None:
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if (rows is None or page in self._old) and page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(page)
        if rows is None or place >= len(rows):
            return None
        row = rows[place]
        return row if self._balances is None else {**row, "balance": self._balances[number]}

    def row(self, number: int) -> Row:
        """A row that was read. Raises LookupError for one that was not."""
        found = self.shown(number)
        if found is None:
            raise LookupError(number)
        return found

    def row_of(self, record_id: int) -> int:
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)
