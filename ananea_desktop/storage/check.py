"""Every invariant of the books, of the modules check_…: «Comprobar datos» in the window, ``check`` on the command line,
and all tests call it. It never repairs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.storage import (
    attachments,
    chain,
    check_assemblies,
    check_capital,
    check_charges,
    check_closings,
    check_counts,
    check_history,
    check_members,
    check_people,
    check_pictures,
    check_purchases,
    check_receipts,
    check_seals,
    check_stock,
    check_trainings,
    rows,
)
from ananea_desktop.storage.data_file import DataFile, schema_fingerprint
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT


@dataclass
class Report:
    """What was looked at, how many of each thing, and every sentence that says what is wrong."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    attachments_size: int = 0
    """Bytes that all attachments take in the file."""

    @property
    def sound(self) -> bool:
        return not self.problems

    @property
    def is_empty(self) -> bool:
        """Whether nobody noted anything yet; what the file brings along itself has a history too."""
        return not any(count for table, count in self.counts.items() if table != "history")


def check(
    file: DataFile,
    tell: Callable[[int, int], object] = lambda _done, _whole: None,
    *,
    diary_end: int | None = None,
) -> Report:
    """Looks at everything. A report over an empty book says so in its counts; nothing checked is never «fine».

    ``tell`` hears how many checks are done, and of how many. ``diary_end``: the seal up to which the diary is looked
    at, where the file is held still while others are sealed.
    """
    report = Report()
    checks = dict(_CHECKS)
    if file.diary is not None:
        checks["Diario"] = partial(check_seals.diary, diary=file.diary, end=diary_end)
    for done, (name, look) in enumerate(checks.items()):
        tell(done, len(checks))
        try:
            found = list(look(file.db))
        except Exception as error:  # a file too damaged to be read is a finding, not a crash of the check
            found = [_("No se pudo leer: {reason}").format(reason=error)]
        report.problems += [f"{_(name)}: {sentence}" for sentence in found]
    try:
        report.counts = counts(file.db)
        report.attachments_size = attachments.total_size(file.db)
    except Exception as error:
        report.problems.append(_("No se pudo contar: {reason}").format(reason=error))
    return report


def counts(db: Connection) -> dict[str, int]:
    """How many of each thing the file holds."""
    return {
        table: int(rows.value(db, f"SELECT count(*) FROM {table}"))
        for table in (
            "members",
            "member_states",
            "positions",
            "suppliers",
            "training_sessions",
            "attendances",
            "certificates",
            "certificate_annulments",
            "mandatory_topics",
            "purchases",
            "quotation_requests",
            "fixed_assets",
            "items",
            "stock_movements",
            "hand_outs",
            "hand_out_lines",
            "hand_out_annulments",
            "premium_projects",
            "project_budgets",
            "assemblies",
            "assembly_attendances",
            "resolutions",
            "committee_terms",
            "committee_sessions",
            "receipts",
            "receipt_lines",
            "receipt_annulments",
            "charge_runs",
            "charges",
            "charge_run_annulments",
            "charge_waivers",
            "settlements",
            "capital_operations",
            "member_certificates",
            "member_certificate_annulments",
            "cash_counts",
            "reconciliations",
            "closings",
            "seals",
            "attachments",
            "attachment_contents",
            "presentations",
            "history",
        )
    }


def _file(db: Connection) -> Iterator[str]:
    for (sentence,) in db.execute("PRAGMA integrity_check"):
        if sentence != "ok":
            yield str(sentence)


def _references(db: Connection) -> Iterator[str]:
    for table, row_id, parent, _number in db.execute("PRAGMA foreign_key_check"):
        yield _("{table} {row} señala a {parent}, que no existe").format(table=table, row=row_id, parent=parent)


def _structure(db: Connection) -> Iterator[str]:
    if schema_fingerprint(db) != SCHEMA_FINGERPRINT:
        yield _("otro programa cambió la estructura del archivo")


def _search(db: Connection) -> Iterator[str]:
    """What is searched has a row for each record, and its own notes say the same number: one set back does not."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"):
        source = str(table).removesuffix("_search")
        noted = db.execute(f"SELECT block FROM {table}_data WHERE id = 1").fetchone()  # FTS5's record of averages
        sizes = {
            int(rows.value(db, f"SELECT count(*) FROM {table}_docsize")),
            _first_number(bytes(noted[0]) if noted else b""),
        }
        held = int(rows.value(db, f"SELECT count(*) FROM {source}"))
        for found in sorted(sizes - {held}):
            yield _("el buscador de {table} tiene {found} de {held}").format(table=source, found=found, held=held)


def _first_number(block: bytes) -> int:
    """The varint that FTS5 begins a block with; 0 of an empty one."""
    number = 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


_CHECKS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "Archivo": _file,
    "Referencias": _references,
    "Estructura": _structure,
    "Números": check_receipts.numbers,
    "Traspasos": check_receipts.transfers,
    "Correcciones": check_receipts.corrections,
    "Extornos": check_receipts.reversals,
    "Totales": check_receipts.totals,
    "Líneas": check_receipts.lines,
    "Monedas": check_receipts.currencies,
    "Reimputaciones": check_receipts.allocations,
    "Entregas por rendir": check_receipts.settlements,
    "Sellos": check_seals.seals,
    "Cierres": check_closings.closings,
    "Arqueos": check_counts.cash_counts,
    "Conciliaciones": check_counts.reconciliations,
    "Marcas de conciliación": check_counts.ticks,
    "Capacitaciones": check_trainings.days,
    "Constancias": check_trainings.certificates,
    "Cobros": check_charges.runs,
    "Pagos de deudas": check_charges.settlements,
    "Deudas y aportaciones": check_charges.capital,
    "Estados de socios": check_members.states,
    "Aportaciones": check_capital.operations,
    "Recibos de aportaciones": check_capital.receipts,
    "Certificados de socios": check_capital.certificates,
    "Compras": check_purchases.totals,
    "Notas de crédito": check_purchases.credit_notes,
    "Cotizaciones": check_purchases.chosen_offers,
    "Almacén": check_stock.stock,
    "Entregas": check_stock.hand_outs,
    "Votos": check_assemblies.votes,
    "Acuerdos": check_assemblies.resolved_budgets,
    "Personas": check_people.roles,
    "Claves": check_people.passwords,
    "Historial": check_history.newest,
    "Cambios": check_history.links,
    "Deshacer": check_history.bars,
    "Logos": check_pictures.logos,
    "Adjuntos": check_pictures.attachments,
    "Diapositivas": check_pictures.slides,
    "Buscador": _search,
}

_QUICK = (
    *("Números", "Traspasos", "Correcciones", "Reimputaciones", "Entregas por rendir", "Arqueos", "Conciliaciones"),
    *("Marcas de conciliación", "Pagos de deudas", "Aportaciones"),
)
"""What is looked at before a closing; the whole takes minutes in a large book, and is done after the start."""
_MOST_SEALS = 5000
"""How many of the newest are looked at then, where no closing vouches for those before: half a second."""


def before_closing(db: Connection) -> Iterator[list[str]]:
    """What the quick checks find, one after another, and then the seals that no closing vouches for yet."""
    for name in _QUICK:
        yield [f"{_(name)}: {sentence}" for sentence in _CHECKS[name](db)]
    yield [f"{_('Cierres')}: {sentence}" for sentence in check_closings.order(db)]
    newest = int(rows.value(db, "SELECT coalesce(max(id), 0) FROM seals"))
    for found in chain.faults_after(db, max(check_closings.last_sealed(db), newest - _MOST_SEALS)):
        yield [f"{_('Sellos')}: {check_seals.sentence(db, each)}" for each in found]
