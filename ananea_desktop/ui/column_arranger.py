"""The columns of a list as a person wants them: sorted by, moved, widened, out of sight; and how they are then."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ananea_desktop.domain.arrangements import Arrangement, Sort, ranked_by_words
from ananea_desktop.domain.fields import Kind, RecordType
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.record_model import ListColumn
from ananea_desktop.ui.table_header import TableHeader
from ananea_desktop.ui.table_view import TableView


class ColumnArranger(QObject):
    """Over a table whose model has these columns. ``sort_wanted`` when the rows are to be read anew in another order,
    ``arranged`` whenever something is to be remembered."""

    sort_wanted = Signal()
    arranged = Signal()

    def __init__(
        self,
        table: TableView,
        columns: Sequence[ListColumn],
        record_type: RecordType | None = None,
        *,
        first_stays: bool = False,
        can_sort: bool = True,
    ) -> None:
        super().__init__(table)
        self.table = table
        self.columns = list(columns)
        self._record_type = record_type
        self._can_sort = can_sort
        self._first_stays = first_stays
        self._arrangement = Arrangement()
        self._dragged: dict[int, int] = {}
        self._is_restoring = False
        header = table.horizontalHeader()
        assert isinstance(header, TableHeader)
        self.header = header
        header.let_arrange(first_stays)
        header.setToolTip(_("Un clic ordena la lista; arrastrando se mueve o ensancha. Botón derecho: más."))
        header.sectionClicked.connect(self.turn_sort)
        header.sectionMoved.connect(self._note_order)
        header.sectionResized.connect(self._note_width)
        header.sectionHandleDoubleClicked.connect(self._forget_width)
        header.let_go.connect(self._take_widths)
        self._show()

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    def apply(self, arrangement: Arrangement) -> None:
        """Shows what was remembered."""
        self._arrangement = arrangement
        self._show()

    def reset(self) -> None:
        """Everything as at first."""
        was_sorted = self.sort() is not None
        self._change(Arrangement())
        if was_sorted:
            self.sort_wanted.emit()

    # sorting

    def sort(self) -> Sort | None:
        """What the rows are to be sorted by; None in the usual order."""
        return next(
            (
                self._sort_by(column)
                for column in self.columns
                if column.name == self._arrangement.sorted_by and self.can_sort_by(column)
            ),
            None,
        )

    def can_sort_by(self, column: ListColumn) -> bool:
        return self._can_sort and bool(column.key)

    def _sort_by(self, column: ListColumn) -> Sort:
        words = column.words or self._choices(column.key)
        ranked = ranked_by_words({code: _(each) for code, each in words.items()}) if words else ()
        return Sort(
            column=column.key,
            descending=self._arrangement.descending,
            is_text=column.kind == "text" and column.key != "sort_key",  # that one is in order as it is
            ranked=ranked,
        )

    def _choices(self, key: str) -> dict[str, str]:
        fields = self._record_type.fields if self._record_type is not None else ()
        return next((dict(each.choices) for each in fields if each.name == key and each.kind is Kind.CHOICE), {})

    def turn_sort(self, number: int) -> None:
        """A click on a caption: upwards, downwards, and as usual."""
        column = self.columns[number]
        if not self.can_sort_by(column):
            return
        if self._arrangement.sorted_by != column.name:
            self.sort_by(number, descending=False)
        elif not self._arrangement.descending:
            self.sort_by(number, descending=True)
        else:
            self.sort_by(None)

    def sort_by(self, number: int | None, descending: bool = False) -> None:
        """None: the usual order."""
        name = "" if number is None else self.columns[number].name
        self._change(replace(self._arrangement, sorted_by=name, descending=descending))
        self.sort_wanted.emit()

    # what is in sight

    def in_sight(self) -> list[int]:
        """The columns that are not hidden, from the left; also those for which the window is too narrow now."""
        shown = [number for number, column in enumerate(self.columns) if self.is_in_sight(column)]
        return sorted(shown, key=self.header.visualIndex)

    def is_in_sight(self, column: ListColumn) -> bool:
        return self._arrangement.shown.get(column.name, not column.hidden) or not self.can_hide(column)

    def can_hide(self, column: ListColumn) -> bool:
        """The name of the record stays, and the column in which headings begin."""
        name = next((number for number, each in enumerate(self.columns) if each.layout.stretch), 0)
        number = self.columns.index(column)
        return number != name and not (self._first_stays and number == 0)

    def show_column(self, number: int, shown: bool) -> None:
        """Puts a column in sight or out of it."""
        chosen = {**self._arrangement.shown, self.columns[number].name: shown}
        self._change(replace(self._arrangement, shown={} if self._is_usual(chosen) else chosen))

    def _is_usual(self, chosen: Mapping[str, bool]) -> bool:
        return all(chosen.get(column.name, not column.hidden) != column.hidden for column in self.columns)

    # what the mouse did

    def _note_order(self) -> None:
        if not self._is_restoring:
            order = sorted(range(len(self.columns)), key=self.header.visualIndex)
            names = tuple(self.columns[number].name for number in order)
            usual = tuple(column.name for column in self.columns)
            self._change(replace(self._arrangement, order=() if names == usual else names))

    def _note_width(self, number: int, _old: int, width: int) -> None:
        if not self.table.is_laying_out and width > 0:
            self._dragged[number] = width - self.table.cells.inset(number)

    def _take_widths(self) -> None:
        """Once the button is let go: while it is held the others stay where they are."""
        if self._dragged:
            scale = theme.scaled(1000) / 1000
            widths = {self.columns[number].name: round(width / scale) for number, width in self._dragged.items()}
            self._dragged.clear()
            self._change(replace(self._arrangement, widths={**self._arrangement.widths, **widths}))

    def _forget_width(self, number: int) -> None:
        self._dragged.pop(number, None)
        widths = {name: width for name, width in self._arrangement.widths.items() if name != self.columns[number].name}
        self._change(replace(self._arrangement, widths=widths))

    # showing it

    def _change(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self._show()
        self.arranged.emit()

    def _show(self) -> None:
        arrangement, names = self._arrangement, {column.name: n for n, column in enumerate(self.columns)}
        with self._restoring():
            known = [names[name] for name in arrangement.order if name in names]
            rest = [number for number in range(len(self.columns)) if number not in known]
            if self._first_stays:
                known, rest = [0, *(number for number in known if number)], [number for number in rest if number]
            if self.header.count() == len(self.columns):
                for place, number in enumerate([*known, *rest]):
                    self.header.moveSection(self.header.visualIndex(number), place)
        widths = {names[name]: width for name, width in arrangement.widths.items() if name in names}
        self.table.arrange(self.in_sight(), widths, none_gives_way=bool(arrangement.shown))
        sort = self.sort()
        self.header.mark_sorted(names[arrangement.sorted_by] if sort is not None else -1, arrangement.descending)

    @contextmanager
    def _restoring(self) -> Iterator[None]:
        self._is_restoring = True
        yield
        self._is_restoring = False
