"""The papers of an assembly, by name: its notice, the slips, the attendance list and the draft of its minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ananea_desktop.documents.assembly import AssemblyPaper, Person, Resolution
from ananea_desktop.domain.assemblies import agenda_items
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import assemblies, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.rows import Row


@dataclass(frozen=True, kw_only=True)
class PaperOfAssembly:
    title: str
    description: str
    forms: tuple[str, ...] = ("pdf",)


PAPERS = {
    "convocatoria": PaperOfAssembly(
        title=N_("Convocatoria"), description=N_("Para pegar en la pared: día, horas, lugar y agenda")
    ),
    "esquelas": PaperOfAssembly(
        title=N_("Esquelas de citación"), description=N_("Una para cada socio, con el talón que firma al recibirla")
    ),
    "asistencia": PaperOfAssembly(
        title=N_("Lista de asistencia"), description=N_("Para firmas y huellas, con filas vacías al final")
    ),
    "acta": PaperOfAssembly(
        title=N_("Borrador del acta"),
        description=N_("Para pasar al Libro de Actas, también como texto"),
        forms=("pdf", "txt"),
    ),
}


def assembly_paper(books: Books, assembly_id: int, name: str, language: str, form: str) -> bytes:
    """One of PAPERS as ``pdf`` (the minutes also as ``txt``) in ``es`` or ``en``.

    Raises UserError for an assembly, a name or a form there is not.
    """
    if name not in PAPERS:
        raise UserError(_("No hay un papel «{name}». Hay: {names}.").format(name=name, names=", ".join(PAPERS)))
    if form not in PAPERS[name].forms:
        allowed = ", ".join(f".{each}" for each in PAPERS[name].forms)
        raise UserError(_("Este papel se guarda como {forms}.").format(forms=allowed))
    with in_language(language):
        return _maker(name, form)(_paper(books, assembly_id))


def save_assembly_paper(books: Books, assembly_id: int, name: str, language: str, path: Path) -> None:
    """Writes a paper to a file, its form by the suffix. Raises UserError; no half file is left."""
    write_file_safely(path, assembly_paper(books, assembly_id, name, language, path.suffix.lstrip(".").lower()))


def _maker(name: str, form: str) -> Callable[[AssemblyPaper], bytes]:
    """ReportLab is loaded when a paper is first made."""
    if name == "convocatoria":
        from ananea_desktop.documents.assembly_notice import notice_pdf

        return notice_pdf
    if name == "esquelas":
        from ananea_desktop.documents.assembly_notice import slips_pdf

        return slips_pdf
    if name == "asistencia":
        from ananea_desktop.documents.assembly_attendance import attendance_pdf

        return attendance_pdf
    from ananea_desktop.documents.assembly_minutes import minutes_pdf, minutes_text

    return minutes_pdf if form == "pdf" else minutes_text


def _paper(books: Books, assembly_id: int) -> AssemblyPaper:
    sheet = assemblies.attendance(books, assembly_id)
    row = sheet.assembly
    return AssemblyPaper(
        letterhead=office.letterhead(books),
        made_on=books.today(),
        kind=row["kind"],
        held_on=row["held_on"],
        first_call=row["first_call"],
        second_call=row["second_call"],
        place=row["place"],
        agenda=agenda_items(row["agenda"]),
        first_quorum=row["first_quorum"],
        second_quorum=row["second_quorum"],
        call=row["call"],
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
        chair=row["chair"],
        secretary=row["secretary"],
        quorum=sheet.quorum,
        people=[_person(each) for each in sheet.people],
        resolutions=[_resolution(each) for each in assemblies.resolutions(books, assembly_id)],
    )


def _person(row: Row) -> Person:
    return Person(
        name=row["name"],
        number="" if row["number"] is None else str(row["number"]),
        document=document_text(row["document_type"], row["document_number"]),
        status=row["status"],
        represented_by=row["represented_by"],
    )


def _resolution(row: Row) -> Resolution:
    return Resolution(
        number=row["number"],
        text=row["text"],
        votes_for=row["votes_for"],
        votes_against=row["votes_against"],
        votes_abstaining=row["votes_abstaining"],
        is_approved=row["outcome"] == "approved",
        project=row["project_name"] or "",
        amount=row["amount"],
    )
