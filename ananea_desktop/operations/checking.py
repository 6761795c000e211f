"""«Comprobar datos»: every invariant of the books, and the words for what was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ananea_desktop.domain.attachments import size_text
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations.books import Books, look_at_books
from ananea_desktop.storage import check as storage_check
from ananea_desktop.storage import preferences
from ananea_desktop.storage.apart import Progress, work_apart
from ananea_desktop.storage.check import Report

Tell = Callable[[Progress], object]
_REMEMBERED = "last check"
_MOST_REMEMBERED = 12

_NAMES = {
    "members": N_("Socios y trabajadores"),
    "member_states": N_("Estados de socios"),
    "positions": N_("Cargos dirigenciales"),
    "suppliers": N_("Proveedores"),
    "training_sessions": N_("Capacitaciones"),
    "attendances": N_("Asistencias"),
    "certificates": N_("Constancias"),
    "certificate_annulments": N_("Constancias anuladas"),
    "mandatory_topics": N_("Temas obligatorios"),
    "purchases": N_("Compras"),
    "quotation_requests": N_("Cotizaciones"),
    "fixed_assets": N_("Activos fijos"),
    "items": N_("Artículos"),
    "stock_movements": N_("Movimientos del almacén"),
    "hand_outs": N_("Entregas de equipo"),
    "hand_out_lines": N_("Cosas entregadas"),
    "hand_out_annulments": N_("Entregas anuladas"),
    "premium_projects": N_("Proyectos"),
    "project_budgets": N_("Presupuestos"),
    "assemblies": N_("Asambleas"),
    "assembly_attendances": N_("Asistencias a asambleas"),
    "resolutions": N_("Acuerdos"),
    "committee_terms": N_("Cargos del comité"),
    "committee_sessions": N_("Sesiones del comité"),
    "charge_runs": N_("Cobros a los socios"),
    "charges": N_("Deudas de los socios"),
    "charge_run_annulments": N_("Cobros anulados"),
    "charge_waivers": N_("Deudas condonadas"),
    "settlements": N_("Pagos de deudas"),
    "capital_operations": N_("Operaciones de aportaciones"),
    "member_certificates": N_("Certificados y constancias de socios"),
    "member_certificate_annulments": N_("Certificados y constancias anulados"),
    "receipts": N_("Recibos"),
    "receipt_lines": N_("Líneas de recibos"),
    "closings": N_("Actas de cierre"),
    "seals": N_("Sellos"),
    "receipt_annulments": N_("Anulaciones"),
    "cash_counts": N_("Arqueos de caja"),
    "reconciliations": N_("Conciliaciones bancarias"),
    "attachments": N_("Adjuntos"),
    "attachment_contents": N_("Contenidos de adjuntos"),
    "presentations": N_("Presentaciones"),
    "history": N_("Cambios en el historial"),
}


def check(books: Books) -> Report:
    """Looks at everything in the file; never repairs."""
    return storage_check.check(books.file)


def check_apart(books: Books, tell: Tell = lambda _progress: None) -> Steps[Report]:
    """The same in another process, on the file as it is now, while work goes on here; given up, it ends at once."""
    if books.file.only_looking:
        return (yield from _look(books.file.path, None, tell))
    with books.file.held_still() as diary_end:
        return (yield from _look(books.file.path, None if books.file.diary is None else diary_end, tell))


def _look(path: Path, diary_end: int | None, tell: Tell) -> Steps[Report]:
    order: dict[str, Any] = {"work": "check", "path": str(path)}
    if diary_end is not None:
        order["diary_end"] = diary_end
    found = yield from work_apart(order, tell)
    return Report(**found)


@dataclass(frozen=True)
class Looked:
    """When the full check was last done, and what it found."""

    at: datetime
    problems: tuple[str, ...]

    def words(self, today: date) -> str:
        """For the strip at the foot: «Comprobado hoy»."""
        if self.problems:
            return _("Algo no está bien en los datos")
        day = self.at.date()
        return _("Comprobado hoy") if day == today else _("Comprobado el {day}").format(day=format_date(day))


def last_check(books: Books) -> Looked | None:
    """The last full check of this file, on whatever PC."""
    found = preferences.get(books.db, _REMEMBERED)
    if not isinstance(found, dict):
        return None
    return Looked(datetime.fromisoformat(found["at"]).astimezone(), tuple(found["problems"]))


def is_due(books: Books) -> bool:
    """Once a day: a large book takes minutes, though nobody waits for it. After the power went, and as long as
    something is wrong, always."""
    last = last_check(books)
    return last is None or bool(last.problems) or books.file.was_cut_off or last.at.date() != books.today()


def check_and_remember(books: Books, tell: Tell = lambda _progress: None) -> Steps[Report]:
    """The full check apart, and what it found is kept in the file.

    The program makes it by itself too, and asks for no right: also before anybody has come in.
    """
    at = books.now()
    report = yield from check_apart(books, tell)
    if not books.file.only_looking:
        with books.permitted(), books.noting() as db:
            preferences.put(db, _REMEMBERED, {"at": at, "problems": report.problems[:_MOST_REMEMBERED]})
        books.file.was_cut_off = False
    return report


def check_closed(path: Path) -> Report:
    """The same of a file that does not open for work, which is only looked at."""
    books = look_at_books(path)
    try:
        return check(books)
    finally:
        books.file.close()


def count_name(table: str) -> str:
    """What was counted, in the window's words."""
    return _(_NAMES[table])


def facts(report: Report) -> list[tuple[str, str]]:
    """How many there are of each thing that is there at all, and how much room the attachments take."""
    texts = {table: str(count) for table, count in report.counts.items() if count}
    if "attachments" in texts:
        texts["attachments"] += f", {size_text(report.attachments_size)}"
    return [(count_name(table), text) for table, text in texts.items()]


__all__ = ["Progress", "Report", "check", "count_name", "facts"]
