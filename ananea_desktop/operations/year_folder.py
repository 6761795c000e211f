"""Everything of one year in a folder for a USB stick, for an audit that was not announced (domain.md §1.3).

Every report as PDF and, where it is a list, as XLSX; every document of money; the papers of the assemblies; every photo
and scan; a page that leads through them; and the SHA-256 of each file, as ``sha256sum -c`` reads it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from ananea_desktop.documents.year_index import Entry, Section, year_index
from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.attachments import name_to_save
from ananea_desktop.domain.certificates import LARGEST_BATCH
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.hand_outs import SHORT_TITLES as HAND_OUT_TITLES
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.member_certificates import CONTRIBUTION, GOOD_STANDING
from ananea_desktop.domain.receipts import SHORT_TITLES
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import (
    assembly_papers,
    certificates,
    closing_actas,
    contribution_certificates,
    good_standing,
    hand_outs,
    office,
    papers,
    project_dossier,
    quotations,
    reports,
    training_papers,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import attachments, closings, receipts, records, year
from ananea_desktop.storage.folders import new_folder, put_file
from ananea_desktop.storage.rows import Row

MANIFEST = "SHA256SUMS.txt"
INDEX = "indice.html"
_ATTACHED_TO = {
    "receipts": N_("Adjuntos de recibos"),
    "purchases": N_("Adjuntos de compras"),
    "quotation_requests": N_("Adjuntos de cotizaciones"),
    "fixed_assets": N_("Fotos y papeles de activos"),
    "training_sessions": N_("Adjuntos de capacitaciones"),
    "assemblies": N_("Adjuntos de asambleas"),
    "hand_outs": N_("Cargos firmados y fotos de entregas"),
    "committee_sessions": N_("Adjuntos de sesiones del comité"),
    "premium_projects": N_("Fotos y papeles de proyectos"),
}

Tell = Callable[[int, int], object]
"""How many files are done, of how many."""


@dataclass
class _Folder:
    """The folder while it is being filled."""

    path: Path
    tell: Tell
    total: int
    hashes: list[tuple[str, str]] = field(default_factory=list)
    sections: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def put(self, section: str, path: str, words: str, content: bytes) -> None:
        self._write(path, content)
        self.sections[section].append(Entry(path=path, words=words))
        self.tell(len(self.hashes), self.total)

    def finish(self, index: bytes) -> None:
        self._write(INDEX, index)
        manifest = "".join(f"{digest}  {path}\n" for digest, path in sorted(self.hashes, key=lambda each: each[1]))
        put_file(self.path / MANIFEST, manifest.encode())

    def _write(self, path: str, content: bytes) -> None:
        put_file(self.path / path, content)
        self.hashes.append((sha256(content).hexdigest(), path))


def folder_name(chosen: int) -> str:
    return f"ananea-{chosen}"


def write_year(
    books: Books, chosen: int, parent: Path, language: str = SPANISH, tell: Tell = lambda done, total: None
) -> Steps[Path]:
    """Writes everything of a year into a new folder in ``parent`` and gives its path; one file in each step.

    Raises StorageProblem; whether it fails or is given up between two steps, no half folder stays.
    """
    first, last = date(chosen, 1, 1), date(chosen, 12, 31)
    documents = year.documents(books.db, first, last)
    attached = year.attachments(books.db, first, last)
    held = year.assemblies(books.db, first, last)
    projects = year.projects(books.db, first, last)
    handed = year.hand_outs(books.db, first, last)
    trained = year.trainings(books.db, first, last)
    certified = _batches(year.certificates(books.db, first, last))
    compared = year.quotation_requests(books.db, first, last)
    habiles = year.member_certificates(books.db, GOOD_STANDING, first, last)
    capital = year.member_certificates(books.db, CONTRIBUTION, first, last)
    closed = [row for row in closings.newest(books.db) if first.isoformat() <= row["last_day"] <= last.isoformat()]
    total = _count(closed, held, documents, attached, projects, trained, handed, certified, compared, habiles, capital)
    final = parent / folder_name(chosen)
    with in_language(language), new_folder(final) as part:
        folder = _Folder(part, tell, total)
        for _one in _write_reports(books, folder, chosen, language):
            yield
        for row in reversed(closed):
            made = closing_actas.acta_pdf(books, row["number"], language)
            words = f"{closing_actas.get(books, row['number']).period.title} · {row['number']:06d}"
            folder.put(_("Actas de cierre"), f"cierres/acta-{row['number']:06d}.pdf", words, made)
            yield
        for assembly_id in held:
            day = format_date(records.get(books.db, ASSEMBLIES, assembly_id)["held_on"])
            for name, paper in assembly_papers.PAPERS.items():
                made = assembly_papers.assembly_paper(books, assembly_id, name, language, "pdf")
                place = f"asambleas/{assembly_id:04d}-{name}.pdf"
                folder.put(_("Asambleas"), place, f"{day} · {_(paper.title)}", made)
                yield
        for project in projects:
            made = project_dossier.report_pdf(books, project["id"], language)
            folder.put(_("Expedientes de proyectos"), f"proyectos/{project['id']:04d}.pdf", project["name"], made)
            yield
        for session in trained:
            made = yield from training_papers.training_paper(books, session["id"], "registro", language)
            words = f"{session['held_on']:%d/%m/%Y} · {session['topic']}"
            folder.put(_("Registros de capacitación"), f"capacitaciones/{session['id']:04d}.pdf", words, made)
            yield
        yield from _write_certificates(books, folder, certified, language)
        yield from _write_member_certificates(books, folder, habiles, capital, language)
        for _one in _write_comparisons(books, folder, compared, language):
            yield
        for receipt_id in documents:
            receipt = receipts.get(books.db, receipt_id)
            words = f"{_(SHORT_TITLES[receipt.kind])} {receipt.number_text} · {receipt.party.name}"
            made = papers.document_pdf(books, receipt, language)
            folder.put(_("Recibos y otros documentos"), f"recibos/{papers.file_name(receipt)}", words, made)
            yield
        for hand_out_id in handed:
            given = hand_outs.get(books, hand_out_id)
            who = ", ".join(given.people[:2]) or given.receiver_name
            words = f"{_(HAND_OUT_TITLES[given.kind])} {given.number_text} · {who}"
            path = f"entregas/{given.kind}-{given.number_text}.pdf"
            folder.put(_("Entregas de equipo"), path, words, hand_outs.paper(books, hand_out_id, language))
            yield
        for row in attached:
            _write_attachment(books, folder, row)
            yield
        folder.finish(_index(books, folder, chosen, language))
    return final


def _batches(ids: list[int]) -> list[list[int]]:
    """As many constancias as one PDF may have."""
    return [ids[start : start + LARGEST_BATCH] for start in range(0, len(ids), LARGEST_BATCH)]


def _count(closed: list[Row], held: list[int], *one_file_each: Sequence[object]) -> int:
    """How many files there will be, with the page that leads through them."""
    lists = sum(2 if "xlsx" in each.forms else 1 for each in reports.REPORTS.values() if each.is_kept)
    papers_of_assemblies = len(held) * len(assembly_papers.PAPERS)
    return lists + papers_of_assemblies + len(closed) + sum(map(len, one_file_each)) + 1


def _write_reports(books: Books, folder: _Folder, chosen: int, language: str) -> Iterator[None]:
    kept = {name: report for name, report in reports.REPORTS.items() if report.is_kept}
    for name, report in kept.items():
        of_year = chosen if report.by_year else None
        last_day = None if report.of_day is None else min(days_of(chosen)[1], books.today())
        for form, section, place in (("pdf", _("Informes"), "informes"), ("xlsx", _("Listas para Excel"), "listas")):
            if form in report.forms:
                made = reports.make_report(books, name, of_year, language, form, last_day)
                folder.put(section, f"{place}/{name}.{form}", _(report.title), made)
                yield


def _write_certificates(books: Books, folder: _Folder, batches: list[list[int]], language: str) -> Steps[None]:
    for number, ids in enumerate(batches, start=1):
        made = yield from certificates.pdf(books, ids, language)
        found = certificates.get(books, ids)
        words = f"{found[0].number_text} – {found[-1].number_text}"
        folder.put(_("Constancias"), f"constancias/{number:04d}.pdf", words, made)
        yield


def _write_member_certificates(
    books: Books, folder: _Folder, habiles: list[int], capital: list[int], language: str
) -> Steps[None]:
    """Each in a file of its own: they are handed out one by one."""
    for certificate_id in habiles:
        found = good_standing.get(books, certificate_id)
        path, words = f"socios/habil-{found.number_text}.pdf", f"{found.number_text} · {found.person_name}"
        folder.put(_("Constancias de socio hábil"), path, words, good_standing.pdf(books, certificate_id, language))
        yield
    for certificate_id in capital:
        (found,) = contribution_certificates.get(books, [certificate_id])
        path, words = f"socios/aportacion-{found.number_text}.pdf", f"{found.number_text} · {found.person_name}"
        made = yield from contribution_certificates.pdf(books, [certificate_id], language)
        folder.put(_("Certificados de aportación"), path, words, made)
        yield


def _write_comparisons(books: Books, folder: _Folder, compared: list[Row], language: str) -> Iterator[None]:
    for row in compared:
        made = quotations.comparison_pdf(books, row["id"], language)
        words = f"{format_date(row['asked_on'])} · {row['subject']}"
        folder.put(_("Cotizaciones comparadas"), f"cotizaciones/{row['id']:04d}.pdf", words, made)
        yield


def _write_attachment(books: Books, folder: _Folder, row: Row) -> None:
    media_type, content = attachments.content(books.db, row["sha256"])
    name = name_to_save(row["file_name"], media_type)
    words = " · ".join(filter(None, (str(row["of"]), row["caption"] or name)))
    path = f"adjuntos/{row['table_name']}/{row['id']:06d}-{name}"
    folder.put(_(_ATTACHED_TO[row["table_name"]]), path, words, content)


def _index(books: Books, folder: _Folder, chosen: int, language: str) -> bytes:
    head = office.letterhead(books)
    sentences = [
        _("Escrito el {day} por {user}.").format(day=books.today().strftime("%d/%m/%Y"), user=books.user),
        _("La huella SHA-256 de cada archivo está en {name}: si un archivo se cambia, deja de coincidir.").format(
            name=MANIFEST
        ),
    ]
    if head.is_sample:
        sentences.insert(0, _("MUESTRA: datos inventados"))
    sections = [Section(title=title, entries=entries) for title, entries in folder.sections.items()]
    title = _("Todo el año {year}").format(year=chosen)
    return year_index(title, head.name, sentences, sections, language)
