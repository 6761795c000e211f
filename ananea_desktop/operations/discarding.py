"""Records noted by mistake: set aside into the papelera where nothing stands on them, and brought back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.items import ITEMS
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.projects import PREMIUM_PROJECTS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.trainings import TRAINING_SESSIONS
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import discarding as store
from ananea_desktop.storage import records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

TYPES: dict[str, RecordType] = {
    each.table: each
    for each in (
        MEMBERS,
        SUPPLIERS,
        TRAINING_SESSIONS,
        PURCHASES,
        PREMIUM_PROJECTS,
        ITEMS,
        QUOTATION_REQUESTS,
        FIXED_ASSETS,
        ASSEMBLIES,
    )
}
"""What can be set aside, by its table."""

_STANDING: dict[str, dict[str, tuple[str, ...]]] = {
    "members": {
        "receipts": ("member_id",),
        "charges": ("member_id",),
        "capital_operations": ("member_id", "counterpart_id"),
        "member_certificates": ("member_id",),
        "certificates": ("member_id",),
        "hand_out_lines": ("member_id",),
        "attendances": ("member_id",),
        "training_invitations": ("member_id",),
        "assembly_attendances": ("member_id",),
        "committee_attendances": ("member_id",),
        "committee_terms": ("member_id",),
        "positions": ("member_id",),
    },
    "suppliers": {"receipts": ("supplier_id",), "purchases": ("supplier_id",), "quotations": ("supplier_id",)},
    "training_sessions": {
        "receipt_lines": ("training_session_id",),
        "certificates": ("training_session_id",),
        "attendances": ("training_session_id",),
        "purchases": ("training_session_id",),
    },
    "purchases": {
        "receipt_lines": ("purchase_id",),
        "purchases": ("credits_id",),
        "fixed_assets": ("purchase_id",),
    },
    "premium_projects": {
        "receipt_lines": ("project_id",),
        "project_budgets": ("project_id",),
        "purchases": ("project_id",),
        "hand_outs": ("project_id",),
        "training_sessions": ("project_id",),
        "fixed_assets": ("project_id",),
        "quotation_requests": ("project_id",),
        "resolutions": ("project_id",),
        "committee_proposals": ("project_id",),
        "beneficiary_counts": ("project_id",),
    },
    "items": {"stock_movements": ("item_id",), "hand_out_lines": ("item_id",), "purchase_lines": ("item_id",)},
    "quotation_requests": {"purchases": ("quotation_request_id",)},
    "fixed_assets": {},
    "assemblies": {"assembly_attendances": ("assembly_id",), "resolutions": ("assembly_id",)},
}
"""What stands on a record of each table: the tables and columns that refer to it, the weightiest first."""

_WORDS = {
    "receipts": N_("tiene recibos"),
    "receipt_lines": N_("está en recibos"),
    "charges": N_("tiene cuotas u otros cobros"),
    "capital_operations": N_("tiene aportaciones"),
    "member_certificates": N_("tiene constancias o certificados"),
    "certificates": N_("tiene constancias de capacitación"),
    "hand_out_lines": N_("está en entregas de equipo"),
    "hand_outs": N_("tiene entregas de equipo"),
    "attendances": N_("tiene asistencias anotadas"),
    "training_invitations": N_("tiene invitaciones a capacitaciones"),
    "assembly_attendances": N_("tiene asistencias a asambleas"),
    "committee_attendances": N_("tiene asistencias al comité de la Prima"),
    "committee_terms": N_("es o fue del comité de la Prima"),
    "positions": N_("tiene cargos anotados"),
    "purchases": N_("tiene compras o notas de crédito"),
    "purchase_lines": N_("está en compras"),
    "training_sessions": N_("tiene capacitaciones"),
    "fixed_assets": N_("tiene activos fijos"),
    "project_budgets": N_("tiene presupuesto aprobado"),
    "quotation_requests": N_("tiene cotizaciones"),
    "quotations": N_("está en cotizaciones"),
    "resolutions": N_("tiene acuerdos"),
    "committee_proposals": N_("lo propuso el comité de la Prima"),
    "beneficiary_counts": N_("tiene anotado a quiénes ayudó"),
    "stock_movements": N_("tiene movimientos de almacén"),
}

_INSTEAD = {
    "members": N_("Si ya no es socio, cambie su estado a Retirado/a: su historia queda."),
    "items": N_("Si ya no se usa, cambie su estado en sus datos: su historia queda."),
    "premium_projects": N_("Si ya no se hará, cambie su estado: su historia queda."),
    "training_sessions": N_("Si no se hizo, cambie su estado a Cancelada: su historia queda."),
}

_PARENTS = {
    "purchases": {
        "supplier_id": "suppliers",
        "project_id": "premium_projects",
        "training_session_id": "training_sessions",
        "quotation_request_id": "quotation_requests",
        "credits_id": "purchases",
    },
    "training_sessions": {"project_id": "premium_projects"},
    "fixed_assets": {"project_id": "premium_projects", "purchase_id": "purchases"},
    "quotation_requests": {"project_id": "premium_projects"},
}
"""What a record refers to, which must be there when it comes back."""


@dataclass(frozen=True, kw_only=True)
class Discarded:
    """A line of the papelera."""

    table: str
    id: int
    kind: str
    """As in «Socio/a»."""
    name: str
    at: datetime | None
    """None where an old file does not tell."""
    by: str


def why_not(books: Books, table: str, record_id: int, but: Collection[tuple[str, int]] = ()) -> str:
    """The sentence that says why a record cannot be set aside, and what to do; empty where it can.

    ``but`` names rows that do not count: those of the act that is taken back.
    """
    found = store.standing(books.db, _STANDING[table], record_id, but)
    if found is None and table == "purchases" and store.received(books.db, record_id):
        found = "stock_movements"
    if found is None:
        return ""
    name = TYPES[table].name_of(records.get(books.db, TYPES[table], record_id))
    sentence = _("No se puede retirar por error: {name} {has}.").format(name=name, has=_(_WORDS[found]))
    return f"{sentence} {_(_INSTEAD[table])}" if table in _INSTEAD else sentence


def _rights_over(_books: Books, table: str, _record_id: int) -> tuple[Right, ...]:
    return rights_over(table)


@needs(_rights_over)
def discard(books: Books, table: str, record_id: int) -> str:
    """Sets a record noted by mistake aside, and gives its name. Raises UserError where something stands on it."""
    name = TYPES[table].name_of(records.get(books.db, TYPES[table], record_id))
    if store.is_discarded(books.db, table, record_id):
        return name
    if refusal := why_not(books, table, record_id):
        raise UserError(refusal)
    with undoable(books, ActKind.RECORD, _("el retiro por error de {name}").format(name=name)) as act:
        store.set_discarded(act.db, table, record_id, True)
    return name


@needs(_rights_over)
def recover(books: Books, table: str, record_id: int) -> str:
    """Brings a record back, and gives its name. Raises UserError where what it belongs to is set aside too."""
    row = records.get(books.db, TYPES[table], record_id)
    name = TYPES[table].name_of(row)
    if row["discarded"] == "no":
        return name
    for column, parent in _PARENTS.get(table, {}).items():
        if row[column] is not None and store.is_discarded(books.db, parent, row[column]):
            of = TYPES[parent].name_of(records.get(books.db, TYPES[parent], row[column]))
            raise UserError(_("Recupere primero «{name}», que también está en la papelera.").format(name=of))
    with undoable(books, ActKind.RECORD, _("la recuperación de {name}").format(name=name)) as act:
        store.set_discarded(act.db, table, record_id, False)
    return name


def keep_aside(db: Connection, table: str, record_id: int) -> None:
    """Within the act that takes back the noting of a record."""
    store.set_discarded(db, table, record_id, True)


def papelera(books: Books) -> list[Discarded]:
    """What was set aside, of all kinds, the last one first."""
    found = [_line(table, row) for table in TYPES for row in store.all_of(books.db, table)]
    return sorted(found, key=lambda line: str(line.at or ""), reverse=True)


def _line(table: str, row: Row) -> Discarded:
    singular = _(TYPES[table].singular)
    return Discarded(
        table=table,
        id=row["id"],
        kind=singular[:1].upper() + singular[1:],
        name=TYPES[table].name_of(row),
        at=datetime.fromisoformat(row["discarded_at"]).astimezone() if row["discarded_at"] else None,
        by=row["discarded_by"],
    )
