"""The whole of an import: a file read, planned, and written as one act that Ctrl+Z takes back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ananea_desktop.documents.spreadsheet import STOPPED, SheetReader, Table, read_file
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing import attendance_in, debts_in, records_in
from ananea_desktop.operations.importing import plan as plans
from ananea_desktop.operations.importing.kinds import ATTENDANCE_IN, DEBTS_IN, ImportKind, heading_key
from ananea_desktop.operations.importing.matching import Matching
from ananea_desktop.operations.importing.plan import Plan, Planner
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import acts as act_store
from ananea_desktop.storage import imports
from ananea_desktop.storage.data_file import Connection


class Stopped(UserError):
    """A cancel; nothing was written."""


def read_table(path: Path, sheet: str | None = None, reader: SheetReader | None = None) -> Table:
    """The rows of a file that someone chose. Raises UserError."""
    table = (reader or SheetReader()).read(read_file(path), path.name, sheet)
    if sheet is not None and sheet != table.sheet:
        names = ", ".join(f"«{name}»" for name in table.sheets)
        raise UserError(_("La hoja «{sheet}» no está en el archivo. Tiene: {names}.").format(sheet=sheet, names=names))
    return table


def planner(
    books: Books, kind: ImportKind, table: Table, matching: Matching, session_id: int | None, wipes: bool
) -> Planner:
    """Of the kind; an attendance needs the training it is of."""
    if kind is ATTENDANCE_IN:
        if session_id is None:
            raise UserError(_("Diga de qué capacitación es la asistencia."))
        return attendance_in.AttendancePlanner(books, kind, table, matching, session_id)
    if kind is DEBTS_IN:
        return debts_in.DebtPlanner(books, kind, table, matching)
    made = records_in.planner_class(kind.name)(books, kind, table, matching)
    made.wipes = wipes
    return made


def plan(
    books: Books,
    kind: ImportKind,
    table: Table,
    matching: Matching,
    session_id: int | None = None,
    wipes: bool = False,
) -> Steps[Plan]:
    """What the import would do; nothing is written. ``wipes``: empty cells empty what is known. Raises UserError."""
    return (yield from plans.run(planner(books, kind, table, matching, session_id, wipes)))


def match_by_hand(kind: ImportKind, matching: Matching, pairs: Mapping[str, str]) -> None:
    """Headings given to slots by name or label, as a command has them; "" takes a column out. Raises UserError."""
    names = {fold(_(slot.label)): slot.name for slot in kind.slots} | {slot.name: slot.name for slot in kind.slots}
    for heading, wanted in pairs.items():
        column = next(
            (at for at, text in enumerate(matching.headings) if heading_key(text) == heading_key(heading)), None
        )
        if column is None:
            raise UserError(_("No hay una columna «{heading}» en la hoja.").format(heading=heading))
        slot = names.get(wanted) or names.get(fold(wanted), "")
        if wanted and not slot:
            known = ", ".join(_(each.label) for each in kind.slots)
            raise UserError(
                _("«{wanted}» no es un dato que se traiga. Son: {known}.").format(wanted=wanted, known=known)
            )
        matching.slots = {at: name for at, name in matching.slots.items() if at != column and name != slot}
        if slot:
            matching.slots[column] = slot


def _rights_to_write(_books: Books, planned: Plan, *_given: Any, **_named: Any) -> Right:
    return Right.MONEY if planned.kind is DEBTS_IN else Right.RECORDS


@needs(_rights_to_write)
def write(
    books: Books,
    planned: Plan,
    accepted: bool = False,
    session_id: int | None = None,
    tell: Callable[[int], object] = lambda done: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Writes all of it, or nothing. ``accepted``: whoever imports has looked at the doubts. ``tell`` is given how many
    records are written so far. Raises UserError; Stopped, with nothing written, where ``is_stopped`` says so."""
    refuse(books, planned, accepted)
    if not planned.may_write:
        return
    with undoable(books, ActKind.IMPORT, said_of(planned)) as act:
        done = 0
        for packed in plans.kept(planned):
            if is_stopped():
                raise Stopped(_(STOPPED))
            _write_some(books, act.db, planned, packed, session_id)
            done += len(packed)
            tell(done)
        if is_stopped():
            raise Stopped(_(STOPPED))
        facts = {"file_name": planned.file_name[:300], "sha256": planned.sha256, "row_count": planned.row_count}
        act.subject_id = imports.note_run(
            act.db, planned.kind.name, **facts, added=planned.added, changed=planned.changed
        )


def refuse(books: Books, planned: Plan, accepted: bool) -> None:
    """Raises UserError while something stands against the import."""
    if planned.problems.count:
        sentence = plural(
            _("Hay 1 problema: corríjalo en la hoja y tráigala otra vez. No se trajo nada."),
            _("Hay {count} problemas: corríjalos en la hoja y tráigala otra vez. No se trajo nada."),
            planned.problems.count,
        )
        raise UserError(sentence.format(count=planned.problems.count))
    if planned.doubts.count and not accepted:
        raise UserError(_("Hay dudas: mírelas, y diga que están bien. No se trajo nada."))
    if act_store.newest_history(books.db) != planned.newest_history:
        raise UserError(_("Mientras tanto cambió algo en los datos. Revise la hoja otra vez."))


def _write_some(books: Books, db: Connection, planned: Plan, packed: list[object], session_id: int | None) -> None:
    if planned.kind is ATTENDANCE_IN:
        assert session_id is not None
        attendance_in.write(books, db, session_id, packed)
    elif planned.kind is DEBTS_IN:
        debts_in.write(books, db, packed)
    else:
        assert planned.kind.record_type is not None
        records_in.write(db, planned.kind.record_type, packed)


def said_of(planned: Plan) -> str:
    """What is taken back, as a person says it."""
    return _("lo traído de «{file}»").format(file=planned.file_name[:80])


def summary(planned: Plan) -> str:
    """``12 nuevos, 3 cambian, 85 quedan igual``."""
    parts = [
        plural(_("1 nuevo"), _("{count} nuevos"), planned.added).format(count=planned.added),
        plural(_("1 cambia"), _("{count} cambian"), planned.changed).format(count=planned.changed),
        plural(_("1 queda igual"), _("{count} quedan igual"), planned.unchanged).format(count=planned.unchanged),
    ]
    return ", ".join(parts)
