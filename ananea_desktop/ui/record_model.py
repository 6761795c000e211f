"""The rows of a list, a page at a time: the next page is asked for when the person scrolls near the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ananea_desktop.domain.language import _
from ananea_desktop.ui.cells import Cell, CellRole, Column

Row = dict[str, Any]
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """One column of a list: its title, what a row shows there, and how it is laid out."""

    title: str
    text: Callable[[Row], str]
    layout: Column = field(default_factory=Column)
    marks: Callable[[Row], Mapping[CellRole, object]] | None = None
    """What is particular about a cell: tone, icon, struck, bar."""
    key: str = ""
    """The column of the rows that it shows: the list can be sorted by it."""
    kind: str = "text"
    """As documents.listing has it (AMOUNT, DATE…): if it is not text, a spreadsheet gets the value of ``key``."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Of codes that are no choices of a field: what they are called, marked with N_."""
    value: Callable[[Row], Any] | None = None
    """Of another kind than text and no column of the rows: what a spreadsheet gets."""
    as_text: bool = False
    """A spreadsheet gets the text, whatever it is sorted by: «24 meses»."""
    unit: str = ""
    """The column of the rows with the unit or currency of the figures, where it is not always the same."""
    hidden: bool = False
    """Out of sight until it is asked for."""
    personal: bool = False
    """Data of a person, which an export names."""

    @property
    def name(self) -> str:
        """Under which it is remembered; no other of its list has it."""
        return self.key or self.title


class RecordModel(QAbstractTableModel):
    """Rows are dicts; one with ``heading`` true is a heading among them and cannot be chosen."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[ListColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Row] = []
        self._has_more = False

    def show_rows(self, rows: Sequence[Row], has_more: bool) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self._has_more = has_more
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row], has_more: bool) -> None:
        """Adds the next page below."""
        self._has_more = has_more
        if rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def change_row(self, number: int, row: Row) -> None:
        """Shows a row anew where it stands."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns) - 1))

    def shown(self, number: int) -> Row | None:
        """What is painted in a row; None while it is being read."""
        return self._rows[number]

    def row(self, number: int) -> Row:
        return self._rows[number]

    def last_row(self) -> Row | None:
        return self._rows[-1] if self._rows else None

    def row_of(self, record_id: int) -> int:
        """Where a record stands among the rows loaded; −1 when it is not among them."""
        numbers = (number for number, row in enumerate(self._rows) if row.get("id") == record_id)
        return next(numbers, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._has_more = False  # until the page that is asked for now has come
        self.more_wanted.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self._columns[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.shown(index.row()), self._columns[index.column()]
        if role == CellRole.CELL:
            return _cell(row, column, index.column())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == CellRole.HEADING:
            return bool(row.get("heading"))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows and self._rows[index.row()].get("heading"):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


_READING = Cell("…", {}, False)
_NOT_YET = Cell("", {}, False)


def _cell(row: Row | None, column: ListColumn, number: int) -> Cell:
    if row is None:
        return _NOT_YET if number else _READING
    marks = {} if column.marks is None else column.marks(row)
    return Cell(column.text(row) or "", marks, bool(row.get("heading")))
