"""Ctrl+Z: the newest act is taken back, with its history, or a sentence says why it is not."""

from datetime import datetime
from typing import NamedTuple

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import invoice_key
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.premium import PREMIUM_INCOMES
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.domain.trainings import MANDATORY_TOPICS
from ananea_desktop.operations import charges, discarding
from ananea_desktop.operations.acts import ActKind
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import imports, lists, quotations, records
from ananea_desktop.storage import undoing as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

_OTHERS = {each.table: each for each in (PREMIUM_INCOMES, MANDATORY_TOPICS)}
"""What is ordered or searched and cannot be set aside."""


class Undoable(NamedTuple):
    """What would be taken back now."""

    id: int
    sentence: str
    """As after «Deshacer:»."""
    by: str
    at: datetime


def next_to_undo(books: Books) -> Undoable | None:
    """The newest act, where it can be taken back at all."""
    act = store.newest(books.db)
    if act is None or act["kind"] == ActKind.BAR:
        return None
    return Undoable(act["id"], act["sentence"], act["user"], datetime.fromisoformat(act["recorded_at"]).astimezone())


def _rights_over_newest(books: Books, act_id: int = 0) -> tuple[Right, ...]:
    """Of what the newest act changed, as for changing it by hand."""
    act = store.newest(books.db)
    if act is None or act["kind"] == ActKind.BAR:
        return (Right.OWN,)
    of_charges = act["kind"] == ActKind.CHARGE_RUN
    if act["kind"] == ActKind.IMPORT:
        of_charges = bool(imports.charge_runs_of(books.db, act["subject_id"]))
    return (Right.MONEY,) if of_charges else rights_over(store.first_owner(books.db, act))


@needs(_rights_over_newest)
def undo(books: Books, act_id: int = 0) -> str:
    """Takes the newest act back, and gives its sentence. Raises UserError where it cannot, and nothing is changed.

    ``act_id``: the one that was asked about; another one has come since where it is no more the newest.
    A record that was noted by mistake goes into the papelera, where it can be brought back; what an import added goes;
    an attachment is taken off its record, where it can be brought back too.
    """
    act = store.newest(books.db)
    if act is None:
        raise UserError(_("No hay nada que deshacer."))
    if act["kind"] == ActKind.BAR:
        raise UserError(
            _(
                "Lo último que se hizo no se deshace. Un recibo no se deshace: se anula, igual que una entrega o una"
                " constancia. Un dato cambiado antes vuelve desde el historial de su ficha."
            )
        )
    if act_id not in (0, act["id"]):
        raise UserError(_("Entretanto se hizo otra cosa. Pulse Ctrl+Z otra vez para ver qué se deshace."))
    try:
        _undo(books, act)
    except store.StandsOn as stands:
        raise UserError(_depends()) from stands
    return str(act["sentence"])


def _undo(books: Books, act: Row) -> None:
    with books.act(bars_undo=False) as db:
        if act["kind"] == ActKind.CHARGE_RUN:
            charges.take_run_back(books, db, act["subject_id"], _undone())
        else:
            _take_back(books, db, act)
        store.mark_undone(db, act["id"])


def _take_back(books: Books, db: Connection, act: Row) -> None:
    added = [] if act["kind"] == ActKind.IMPORT else store.inserted(db, act, list(discarding.TYPES))
    attached = store.inserted(db, act, ["attachments"])
    _refuse_state_of_project(db, act, added)
    own = {(row["table_name"], row["record_id"]) for row in store.history_of(db, act)} if added else set()
    for table, record_id in added:
        if refusal := discarding.why_not(books, table, record_id, own):
            raise UserError(f"{_('No se puede deshacer.')} {refusal}")
    if act["kind"] == ActKind.IMPORT and act["subject_id"] is not None:
        for run_id in imports.charge_runs_of(db, act["subject_id"]):
            charges.take_run_back(books, db, run_id, _undone())
    try:
        touched = store.rewind(db, act, [*added, *attached])
    except store.ChangedSince as changed:
        raise UserError(_why_changed(books, changed.key)) from changed
    for table, record_id in touched:
        _derive(db, table, record_id)
    for table, record_id in added:
        discarding.keep_aside(db, table, record_id)
    for _table, attachment_id in attached:
        store.take_off(db, attachment_id)


def _refuse_state_of_project(db: Connection, act: Row, added: list[store.Key]) -> None:
    """The states of a project stand for ever, each with what shows it (storage/premium_tables.py: project_states)."""
    for row in store.history_of(db, act, "premium_projects"):
        if row["action"] != "update":
            continue
        if row["before"]["state"] != row["after"]["state"] and ("premium_projects", row["record_id"]) not in added:
            raise UserError(
                _(
                    "El estado de un proyecto no se deshace: queda anotado con su sustento."
                    " Corríjalo con «Cambiar datos» en su ficha."
                )
            )


def _why_changed(books: Books, key: store.Key) -> str:
    table, record_id = key
    found = discarding.TYPES.get(table)
    if found is not None and store.is_there(books.db, key):
        name = found.name_of(records.get(books.db, found, record_id))
        return _(
            "No se puede deshacer: {name} cambió después, o ya hay algo anotado sobre eso. Corríjalo en su ficha."
        ).format(name=name)
    return _depends()


def _undone() -> str:
    """Why a run of charges is annulled, in its own row for ever."""
    return N_("Se deshizo lo que se acababa de hacer.")


def _depends() -> str:
    return _("No se puede deshacer: después se anotó otra cosa que depende de eso. Corríjalo en su ficha.")


def _derive(db: Connection, table: str, record_id: int) -> None:
    """Order, search and the key of a paper follow the fields that came back."""
    record_type = discarding.TYPES.get(table) or _OTHERS.get(table)
    if record_type is None or not store.is_there(db, (table, record_id)):
        return
    columns: dict[str, str | None] = {}
    if record_type is PURCHASES:
        (row,) = lists.purchases(db, conditions={"purchases.id = ?": record_id})
        words = f"{PURCHASES.search_text(row)} {row['supplier_name']} {row['items']}"
        columns["search_text"] = records.searchable(words)
        columns["document_key"] = invoice_key(row["series"], row["number"]) or None
    if record_type is QUOTATION_REQUESTS:
        row = records.get(db, record_type, record_id)
        offers = quotations.offers(db, record_id)
        words = " ".join((record_type.search_text(row), *(offer["supplier_name"] for offer in offers)))
        columns["search_text"] = records.searchable(words)
    records.derive(db, record_type, record_id, **columns)
