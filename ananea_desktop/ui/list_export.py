"""«Exportar lista…»: where to, as what, shown as it goes where the list is long, given up at any moment."""

from collections.abc import Collection
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from ananea_desktop.documents.listing import AMOUNT, TEXT, Value
from ananea_desktop.domain.arrangements import Sort
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.operations import list_export
from ananea_desktop.operations.list_export import ExportColumn, ListExport
from ananea_desktop.ui import personal
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import tell
from ananea_desktop.ui.list_menu import direction_words
from ananea_desktop.ui.receipt_columns import BALANCE_COLUMN
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.save_dialog import save_as
from ananea_desktop.ui.tabs.receipts import ReceiptsTab

_SHOWN_AFTER = 400
"""Milliseconds: a short list is written before anyone sees a progress."""
_FORMS = {"xlsx": N_("Excel (*.xlsx)"), "csv": N_("CSV (*.csv)"), "pdf": N_("PDF (*.pdf)")}


class ExportPage(Protocol):
    """A page with a list."""

    desk: Desk
    arranger: ColumnArranger

    def window(self) -> QWidget: ...


def export_records(tab: RecordTab) -> None:
    """What the search and the filter of a tab leave, as it stands now."""
    spec, wanted = tab.spec, tab.wanted()
    words = spec.record_type
    made = ListExport(
        name=_(words.plural),
        title=_(spec.title) or _(words.plural).capitalize(),
        called=(_(words.singular), _(words.plural)),
        columns=export_columns(tab.arranger),
        pages=list_export.record_pages(words, spec.order, wanted),
        search=wanted["search"],
        filtered_by=_(str(tab.filter.value())) if spec.filters else "",
        sorted_by=_sorted_words(tab.arranger, wanted["sort"]),
    )
    _ask_and_write(tab, made)


def export_receipts(tab: ReceiptsTab) -> None:
    """What the filters of the book leave."""
    wanted, filters = tab.wanted(), tab.filters
    chosen = [field.currentText() for field in (filters.account, filters.fund, filters.project)]
    days = [_("desde el {day}"), _("hasta el {day}")]
    for words, day in zip(days, (wanted.first_day, wanted.last_day), strict=True):
        chosen += [words.format(day=format_date(day))] if day is not None else []
    columns = export_columns(tab.arranger, but=() if wanted.shows_whole_account else (BALANCE_COLUMN,))
    made = ListExport(
        name=_("recibos"),
        title=_("Recibos de caja y bancos"),
        called=(_("recibo"), _("recibos")),
        columns=columns,
        pages=list_export.receipt_pages(wanted),
        search=wanted.search,
        filtered_by=" · ".join(chosen),
    )
    _ask_and_write(tab, made)


def _ask_and_write(page: ExportPage, made: ListExport) -> None:
    forms = {form: _(words) for form, words in _FORMS.items()}
    today: date = page.desk.books.books.today()

    def write(path: Path, _form: str) -> None:
        ListWriting(page.window(), page.desk, made, path)

    save_as(page.window(), _("Exportar lista"), f"{made.name}-{today.isoformat()}", forms, write)


def export_columns(arranger: ColumnArranger, but: Collection[int] = ()) -> list[ExportColumn]:
    """The columns that are not hidden, from the left; after a figure of several currencies or units, which it is in."""
    found: list[ExportColumn] = []
    units: set[str] = set()
    for number in arranger.in_sight():
        if number in but:
            continue
        column = arranger.columns[number]
        found.append(_export_column(column))
        if column.unit and column.unit not in units:
            units.add(column.unit)
            title = _("Moneda") if column.kind == AMOUNT else _("Unidad")
            found.append(ExportColumn(title=title, value=itemgetter(column.unit)))
    return found


def _export_column(column: ListColumn) -> ExportColumn:
    def text(row: Row) -> Value:
        shown = column.text(row)
        return None if shown in ("", "–") else shown

    def value(row: Row) -> Value:
        given: Value = row[column.key] if column.value is None else column.value(row)
        return date.fromisoformat(given) if column.kind == "date" and isinstance(given, str) and given else given

    # while others look on it is the text that is hidden
    is_text = column.kind == TEXT or column.as_text or (column.personal and personal.is_hidden())
    return ExportColumn(
        title=_(column.title),
        kind=TEXT if is_text else column.kind,
        value=text if is_text else value,
        personal=column.personal,
    )


def _sorted_words(arranger: ColumnArranger, sort: Sort | None) -> str:
    if sort is None:
        return ""
    column = next(each for each in arranger.columns if each.key == sort.column)
    return f"{_(column.title)}, {direction_words(column.kind)[sort.descending]}"


class _Teller(QObject):
    """Outlives who listens: the books' thread may tell of rows after the writing was given up."""

    told = Signal(int)


class ListWriting(QObject):
    """The writing itself; given up, no file is there."""

    def __init__(self, window: QWidget, desk: Desk, wanted: ListExport, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._path = path
        self._is_left = False
        self._progress = QProgressDialog(_("Escribiendo la lista…"), _("Cancelar"), 0, 0, window)
        self._progress.setWindowTitle(_("Exportar lista"))
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(_SHOWN_AFTER)
        self._progress.setMinimumSize(QSize(420, 0))
        self._progress.setAutoReset(False)
        self._progress.canceled.connect(self.give_up)
        teller = _Teller()
        teller.told.connect(self._show)
        desk.books.ask(
            list_export.export,
            wanted,
            path,
            lambda count: teller.told.emit(count),  # it holds the teller; a bound signal does not
            owner=self,
            then=self._take,
            refused=self._refuse,
        )

    def give_up(self) -> None:
        """The books' thread sees between two steps that nobody waits any more."""
        self._leave()
        self._desk.said.emit(_("Se dejó de escribir la lista."))

    def _show(self, count: int) -> None:
        if not self._is_left:
            words = plural(_("Escribiendo la lista: 1 fila…"), _("Escribiendo la lista: {count} filas…"), count)
            self._progress.setLabelText(words.format(count=f"{count:,}"))

    def _take(self, count: int) -> None:
        self._leave()
        words = plural(_("Se guardó {name}: 1 fila."), _("Se guardó {name}: {count} filas."), count)
        self._desk.said.emit(words.format(name=self._path.name, count=f"{count:,}"))

    def _refuse(self, problem: UserError) -> None:
        self._leave()
        tell(self._window, _("La lista no se escribió"), problem.sentence, [])

    def _leave(self) -> None:
        if self._is_left:
            return
        self._is_left = True
        self._progress.canceled.disconnect(self.give_up)
        self._progress.close()
        self._progress.deleteLater()
        self.deleteLater()
