"""What an import would do, row by row, before anything is written."""

import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from ananea_desktop.documents.sheet_scan import column_number
from ananea_desktop.documents.spreadsheet import Cells, Table
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing.cells import EXAMPLES, is_error
from ananea_desktop.operations.importing.kinds import NAMES, ImportKind, Slot
from ananea_desktop.operations.importing.matching import Matching, what_lacks
from ananea_desktop.storage import acts as act_store

MOST_SHOWN = 1000
"""Findings of each sort that are kept to be shown; all are counted."""
STEP_SECONDS = 0.03
_NAMED = ("name", NAMES, "paternal_surname", "given_names")
_OF_TOTALS = frozenset("total totales general generales de en s soles socios proveedores deuda deudas".split())


@dataclass(frozen=True)
class Finding:
    row: int
    """Its number in the sheet; 0 for the sheet as a whole."""
    column: str
    """The heading, as a person sees it."""
    sentence: str


@dataclass(frozen=True)
class Change:
    row: int
    name: str
    field: str
    before: str
    after: str


@dataclass
class Findings:
    """The first of them, and how many there are."""

    shown: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: str, sentence: str) -> None:
        self.count += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(Finding(row, column, sentence))


@dataclass(kw_only=True)
class Plan:
    """What an import would do. It may be written while ``problems`` is empty."""

    kind: ImportKind
    file_name: str
    sha256: str
    problems: Findings = field(default_factory=Findings)
    doubts: Findings = field(default_factory=Findings)
    """Accepted all together by whoever has looked at them."""
    remarks: Findings = field(default_factory=Findings)
    """What was read otherwise than it stands in the sheet."""
    changes: list[Change] = field(default_factory=list)
    row_count: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    new_names: list[str] = field(default_factory=list)
    """Of the first that are new."""
    parts: list[bytes] = field(default_factory=list)
    """What is written, packed; as the kind reads it back."""
    newest_history: int = 0
    """Of the books that this was planned with."""

    @property
    def may_write(self) -> bool:
        return not self.problems.count and bool(self.added or self.changed)


@dataclass(kw_only=True)
class SheetRow:
    """One row of the sheet: the texts by slot, and where what is found goes."""

    number: int
    texts: dict[str, str]
    plan: Plan
    columns: Mapping[str, str]
    """The heading of each slot."""

    def problem(self, slot: str, sentence: str) -> None:
        self.plan.problems.add(self.number, self.columns.get(slot, ""), sentence)

    def doubt(self, slot: str, sentence: str) -> None:
        self.plan.doubts.add(self.number, self.columns.get(slot, ""), sentence)

    def remark(self, slot: str, sentence: str) -> None:
        self.plan.remarks.add(self.number, self.columns.get(slot, ""), sentence)


class Planner:
    """Takes the rows of one kind one by one; a kind is a subclass."""

    def __init__(self, books: Books, kind: ImportKind, table: Table, matching: Matching) -> None:
        self.books = books
        self.kind = kind
        self.table = table
        self.matching = matching
        self.is_csv = table.format == "csv"
        self.given = set(matching.slots.values())
        self.plan = Plan(kind=kind, file_name=table.file_name, sha256=table.sha256)
        self.seen: dict[str, frozenset[str]] = {}
        self._packed: list[Any] = []

    def prepare(self) -> None:
        """Reads what the rows are compared with."""

    def take(self, row: SheetRow) -> None:
        """Decides what one row would do."""
        raise NotImplementedError

    def keep(self, what: Any) -> None:
        """Something to be written, made of plain numbers, texts, lists and dicts."""
        self._packed.append(what)
        if len(self._packed) >= 500:
            self._pack()

    def _pack(self) -> None:
        if self._packed:
            self.plan.parts.append(marshal.dumps(self._packed))
            self._packed = []

    def finish(self) -> None:
        """After the last row."""
        self._pack()


def kept(plan: Plan) -> Iterator[list[Any]]:
    """What the planner kept, some at a time."""
    for part in plan.parts:
        yield marshal.loads(part)


def run(planner: Planner) -> Steps[Plan]:
    """Plans all rows, giving way now and then. Raises UserError where a column lacks without which nothing is told."""
    kind, plan = planner.kind, planner.plan
    lacking = what_lacks(kind, planner.matching)
    if not planner.matching.headings:
        raise UserError(_("La hoja está vacía. Elija otra hoja u otro archivo."))
    if lacking:
        names = ", ".join(f"«{_(kind.slot(name).label)}»" for name in lacking)
        raise UserError(_("Falta decir qué columna es: {names}.").format(names=names))
    plan.newest_history = act_store.newest_history(planner.books.db)
    _note_missing_results(planner)
    planner.prepare()
    yield
    columns = {slot: planner.matching.headings[column] for column, slot in planner.matching.slots.items()}
    begun = perf_counter()
    end = _End()
    for number, cells in _rows_below(planner):
        texts = {
            slot: cells[column]
            for column, slot in planner.matching.slots.items()
            if column < len(cells) and cells[column]
        }
        row = SheetRow(number=number, texts=texts, plan=plan, columns=columns)  # type: ignore[arg-type]
        if not end.holds(planner, row, cells):
            _take(planner, row, cells)
        if perf_counter() - begun > STEP_SECONDS:
            yield
            begun = perf_counter()
    end.tell(plan)
    planner.finish()
    return plan


def _rows_below(planner: Planner) -> Iterator[tuple[int, Cells]]:
    heading = planner.matching.heading_row
    for batch in planner.table.batches():
        for number, cells in batch:
            if number > heading:
                yield number, cells


def _take(planner: Planner, row: SheetRow, cells: Cells) -> None:
    if not row.texts or _is_example(cells) or _is_note(planner, row, cells):
        return
    planner.plan.row_count += 1
    failed = [slot for slot, text in row.texts.items() if text[0] in "#E" and is_error(text)]
    for slot in failed:
        sentence = _("La celda tiene un error de la hoja ({error}). Corríjala en la hoja.")
        row.problem(slot, sentence.format(error=row.texts[slot]))
    unread = [slot for slot, text in row.texts.items() if planner.is_csv and "\ufffd" in text]
    for slot in unread:
        sentence = _("Hay una letra que no se pudo leer: «{text}». Corríjala en la hoja.")
        row.problem(slot, sentence.format(text=row.texts[slot][:60]))
    if not failed and not unread:
        planner.take(row)


class _End:
    """Where the table ends: at its sums, or at what is written below it after an empty row."""

    def __init__(self) -> None:
        self._total_row = 0
        self._left_out = 0
        self._last = 0
        self._is_below = False

    def holds(self, planner: Planner, row: SheetRow, cells: Cells) -> bool:
        """Whether a row is none of the table any more."""
        if self._total_row:
            self._left_out += len(row.texts) > 1 and bool(row.texts.keys() & set(planner.kind.keys))
            return True
        if _is_total(planner, cells):
            self._total_row = row.number
            return True
        is_alone = len(planner.given) > 1 and len(cells) == 1
        self._is_below = is_alone and (self._is_below or row.number > self._last + 1 > 1)
        self._last = row.number
        if self._is_below and row.texts:
            row.remark(next(iter(row.texts)), _("Está sola después de una fila vacía: es una nota, y no se trae."))
        return self._is_below

    def tell(self, plan: Plan) -> None:
        """After the last row: what looks like rows of the table and was left out is a doubt."""
        if self._left_out:
            sentence = plural(
                _("Es el total. Abajo hay 1 fila más que no se trae: si es de la lista, quite el total de en medio."),
                _("Es el total. Abajo hay {count} filas más que no se traen: si son de la lista, quite el total."),
                self._left_out,
            )
            plan.doubts.add(self._total_row, "", sentence.format(count=f"{self._left_out:,}"))


def _is_total(planner: Planner, cells: Cells) -> bool:
    """Whether a row has the sums of the table. A name may begin with the same word: «Total Gas S.A.C.»."""
    column, first = next(((column, cell) for column, cell in enumerate(cells) if cell), (0, ""))
    if first[:5].lower() != "total":
        return False
    words = fold(first).split()
    if words[0] not in ("total", "totales"):
        return False
    return planner.matching.slots.get(column) not in _NAMED or _OF_TOTALS.issuperset(words)


def _is_example(cells: Cells) -> bool:
    last = cells[-1]
    return last is not None and len(last) < 60 and fold(last).startswith(EXAMPLES)


def _is_note(planner: Planner, row: SheetRow, cells: Cells) -> bool:
    """One text alone, to the left, where a row has more: what is written below a table."""
    return (
        len(planner.given) > 1
        and len(cells) == 1
        and sum(map(bool, cells)) == 1
        and not row.texts.keys() >= set(planner.kind.keys[:1])
    )


def _note_missing_results(planner: Planner) -> None:
    matching = planner.matching
    for cell in planner.table.without_result:
        letters = cell.rstrip("0123456789")
        if column_number(letters) - 1 not in matching.slots or int(cell[len(letters) :]) <= matching.heading_row:
            continue
        sentence = _("La celda {cell} tiene una fórmula sin resultado. Abra la hoja en Excel, guárdela, y tráigala.")
        planner.plan.problems.add(0, "", sentence.format(cell=cell))


def columns_seen(planner: Planner, slots: Sequence[Slot]) -> dict[str, frozenset[str]]:
    """All that stands in the columns of these slots, folded."""
    wanted = {column: slot for column, slot in planner.matching.slots.items() if slot in {each.name for each in slots}}
    found: dict[str, set[str]] = {slot: set() for slot in wanted.values()}
    for _number, cells in _rows_below(planner) if wanted else ():
        for column, slot in wanted.items():
            if column < len(cells) and cells[column]:
                found[slot].add(cells[column] or "")
    return {slot: frozenset(map(fold, values)) for slot, values in found.items()}
