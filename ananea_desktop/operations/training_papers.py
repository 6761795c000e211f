"""The papers of one training, by name: its register, the sheet to sign before it, and its constancias."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ananea_desktop.documents.training_register import ROWS, Attendee, RegisterPaper
from ananea_desktop.domain.dates import format_date, format_time
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.domain.text import clean
from ananea_desktop.domain.trainings import Signature, TrainingDay, days_text, result_text
from ananea_desktop.operations import certificates, office, reports, training_reports, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.employer import ACTIVITY, workforce
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import lists
from ananea_desktop.storage import trainings as store
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.rows import Row

LEAST_EMPTY = 5
"""Rows for late arrivals on a sheet with names."""
_DAYS_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class PaperOfTraining:
    title: str
    description: str


PAPERS = {
    "registro": PaperOfTraining(
        title=N_("Registro (R.M. 050-2013-TR)"), description=N_("El registro lleno, con quiénes vinieron")
    ),
    "hoja-firmas": PaperOfTraining(
        title=N_("Hoja de firmas con nombres"),
        description=N_("Para firmar: los invitados, o todos los que dice «Va para», y filas vacías"),
    ),
    "hoja-vacia": PaperOfTraining(
        title=N_("Hoja de firmas vacía"), description=N_("Para firmar: el mismo formato con filas numeradas vacías")
    ),
    "constancias": PaperOfTraining(
        title=N_("Constancias emitidas"), description=N_("Las constancias que valen, una por página, para firmar")
    ),
}


def training_paper(books: Books, session_id: int, name: str, language: str) -> Steps[bytes]:
    """One of PAPERS as PDF in ``es`` or ``en``. Raises UserError for a session or a name there is not."""
    if name not in PAPERS:
        raise UserError(_("No hay un papel «{name}». Hay: {names}.").format(name=name, names=", ".join(PAPERS)))
    try:
        session = trainings.get(books, session_id)
    except LookupError:
        raise UserError(_("No hay una capacitación con el número {number}.").format(number=session_id)) from None
    if name == "constancias":
        return (yield from certificates.pdf(books, certificates.of_session(books, session_id), language))
    with in_language(language):
        paper = _paper(books, session, name)
        yield
        from ananea_desktop.documents.training_register import register_pdf

        return register_pdf(paper)


def save_training_paper(books: Books, session_id: int, name: str, language: str, path: Path) -> None:
    """Writes a paper to a file. Raises UserError; no half file is left."""
    write_file_safely(path, at_once(training_paper(books, session_id, name, language)))


def record_file(books: Books, member_id: int, language: str, form: str) -> bytes:
    """The training record of a person as ``pdf``, ``xlsx`` or ``csv``, in ``es`` or ``en``."""
    with in_language(language):
        return reports.listing_file(training_reports.record(books, member_id), form)


def save_record(books: Books, document: str, language: str, path: Path) -> None:
    """Writes the record of the person with a document, its form by the suffix. Raises UserError."""
    found = [row for row in lists.members(books.db, search=document) if row["document_number"] == clean(document)]
    if not found:
        raise UserError(_("No hay nadie con el documento {document}.").format(document=document))
    form = path.suffix.lstrip(".").lower()
    if form not in reports.FORMS:
        raise UserError(_("Guarde como {forms}.").format(forms=", ".join(f".{each}" for each in reports.FORMS)))
    reports.save_paper(path, record_file(books, found[0]["id"], language, form))


def register_number(row: Row) -> str:
    """``2026-0012``: the year and the number of the session in the file, which never changes."""
    return f"{row['held_on'].year}-{row['id']:04d}"


def _paper(books: Books, session: Row, name: str) -> RegisterPaper:
    head = office.letterhead(books)
    is_filled = name == "registro"
    came = lists.attendance(books.db, session["id"]) if is_filled else []
    women = sum(row["sex"] == "f" for row in came)
    return RegisterPaper(
        letterhead=head,
        number=register_number(session),
        activity=_(ACTIVITY),
        workforce=workforce(books),
        kind=session["kind"],
        topic=session["topic"],
        when=_when(store.days(books.db, session["id"]), session),
        trainer=", ".join(filter(None, (session["trainer"], session["trainer_firm"], session["trainer_document"]))),
        hours=format_quantity(session["duration"] * 1000 // 60),
        place=session["place"],
        people=list(_people(books, session, name, came)),
        women=women if is_filled else None,
        men=len(came) - women if is_filled else None,
        responsible=session["responsible"] or head.treasurer_name,
        responsible_title="" if session["responsible"] else head.treasurer_title,
        made_on=books.today() if is_filled else None,
    )


def _when(days: Sequence[TrainingDay], session: Row) -> str:
    if not days:
        return format_date(session["held_on"])
    if len(days) > _DAYS_SHOWN:
        return _("{days} ({count} días)").format(days=days_text(days[0].held_on, days[-1].held_on), count=len(days))
    return "; ".join(map(_day_words, days))


def _day_words(day: TrainingDay) -> str:
    words = format_date(day.held_on)
    if day.starts_at:
        words += _(", hora inicio {time}").format(time=format_time(day.starts_at))
    if day.ends_at:
        words += _(", hora fin {time}").format(time=format_time(day.ends_at))
    return words


def _people(books: Books, session: Row, name: str, came: Sequence[Row]) -> Iterator[Attendee]:
    if name == "registro":
        for row in came:
            yield _attendee(row, _signature(row), _remark(row, session["pass_mark"]))
        return
    if name == "hoja-vacia":
        capacity = min(session["capacity"] or ROWS, 500)
        yield from [Attendee()] * capacity
        return
    expected = store.invited(books.db, session["id"]) or store.audience(books.db, session["audience"])
    for row in expected:
        yield _attendee(row)
    yield from [Attendee()] * LEAST_EMPTY


def _attendee(row: Row, signature: str = "", remark: str = "") -> Attendee:
    document = row["document_number"]
    if row["document_type"] != "dni":
        document = document_text(row["document_type"], row["document_number"])
    area = row["work_area"] or row["position"]
    return Attendee(name=full_name(row), document=document, area=area, signature=signature, remark=remark)


def _signature(row: Row) -> str:
    """What the signed list says; room to sign while it is pending."""
    return {Signature.SIGNED: _("Firmó"), Signature.FINGERPRINT: _("Huella digital")}.get(row["signature"], "")


def _remark(row: Row, pass_mark: int | None) -> str:
    result = result_text(row["mark"], pass_mark)
    words = _("Nota {result}").format(result=result) if result else ""
    return ". ".join(filter(None, (words, row["remark"])))
