"""The treasurer's presentations: opened with what is proposed now, kept as they are changed, never losing a slide."""

from dataclasses import dataclass, replace
from datetime import date

from ananea_desktop.domain import presentations as edits
from ananea_desktop.domain.assemblies import year_reported
from ananea_desktop.domain.attachments import JPEG
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import (
    LONGEST_NOTES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Presentation,
    SlideChoice,
)
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import attachments, records, slides
from ananea_desktop.operations.attachments import Prepared
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import attachments as contents
from ananea_desktop.storage import drafts, lists
from ananea_desktop.storage import presentations as store

LIMITS = {"title": LONGEST_TITLE, "text": LONGEST_TEXT, "notes": LONGEST_NOTES}
"""Letters that each text of a slide may have."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    presentation: Presentation
    without_data: frozenset[SlideChoice]
    """Slides of the books that are kept but have nothing to show in the period now: they are left out."""


def year_to_present(books: Books) -> int:
    """The year that an assembly of today would look at: the last one until March, if anything happened in it."""
    year = year_reported(books.today())
    return year if year in years_with_data(books) else books.today().year


def years_with_data(books: Books) -> list[int]:
    """The years in which something was noted (receipts, trainings, purchases), newest first."""
    return lists.years_with_data(books.db)


def has_data(books: Books, first_day: date, last_day: date) -> bool:
    """Whether anything was noted between two days."""
    return lists.has_data(books.db, first_day, last_day)


def open_presentation(books: Books, first_day: date, last_day: date) -> Presentation:
    """What is kept for a period, or was being typed, with what is proposed since then. Raises InvalidRecord."""
    return open_to_arrange(books, first_day, last_day).presentation


def open_to_arrange(books: Books, first_day: date, last_day: date) -> Opened:
    """The same, with what who arranges the slides must know of them. Raises InvalidRecord."""
    if last_day < first_day:
        sentence = _("El último día va después del primero ({day}).").format(day=format_date(first_day))
        raise InvalidRecord(records.problems_sentence(1), {"last_day": sentence})
    if first_day > books.today():
        sentence = _("Este período todavía no empieza. Ponga un primer día hasta hoy ({day}).")
        problem = sentence.format(day=format_date(books.today()))
        raise InvalidRecord(records.problems_sentence(1), {"first_day": problem})
    kept = store.find(books.db, first_day, last_day)
    draft = records.draft(books, _draft_name(first_day, last_day))
    if draft is not None:
        kept = store.from_plain(draft, kept.id if kept else None)
    if kept is None:
        kept = Presentation(first_day=first_day, last_day=last_day, slides=())
    proposed = slides.proposed_slides(books, first_day, last_day)
    merged = edits.merged(kept.slides, proposed)
    return Opened(
        presentation=replace(kept, slides=merged),
        without_data=frozenset(merged[index] for index in edits.not_proposed(merged, proposed)),
    )


def list_presentations(books: Books) -> list[Presentation]:
    """Every presentation that is kept, the newest period first."""
    return store.all_of(books.db)


def titles(books: Books, presentation: Presentation) -> list[str]:
    """How each slide is called in the list."""
    return [slides.slide_title(books, presentation, slide) for slide in presentation.slides]


@needs((Right.RECORDS, Right.MONEY))
def save_presentation(books: Books, presentation: Presentation) -> Presentation:
    """Keeps a presentation and gives it as it is kept. Raises InvalidRecord: ``slide 3 notes`` names the third's."""
    cleaned = replace(
        presentation,
        title=clean(presentation.title),
        slides=tuple(_cleaned(slide) for slide in presentation.slides),
    )
    problems = _problems(cleaned)
    if problems:
        raise InvalidRecord(records.problems_sentence(len(problems)), problems)
    with books.act(bars_undo=False) as db:
        record_id = store.save(db, cleaned)
        drafts.drop(db, _draft_name(presentation.first_day, presentation.last_day))
    return replace(cleaned, id=record_id)


@needs(Right.OWN)
def keep_typed(books: Books, presentation: Presentation) -> None:
    """Keeps what is being typed, as it is, until it is saved: no crash and no closed window loses it."""
    name = _draft_name(presentation.first_day, presentation.last_day)
    records.keep_draft(books, name, 0, store.as_plain(presentation))


@needs((Right.RECORDS, Right.MONEY))
def save_or_keep(books: Books, presentation: Presentation) -> tuple[Presentation, dict[str, str]]:
    """Saves, as it is done by itself while one works; gives what is kept, and what was refused of it.

    What is refused (a note too long) waits as it was typed: it is there again when the presentation is next opened.
    """
    try:
        return save_presentation(books, presentation), {}
    except InvalidRecord as refusal:
        keep_typed(books, presentation)
        return presentation, refusal.problems


@needs((Right.RECORDS, Right.MONEY))
def keep_photo(books: Books, table: str, record_id: int, prepared: Prepared) -> tuple[int, bool]:
    """Keeps a photo with its presentation as ``attachments.keep`` does, but one may stand on several slides.

    Raises UserError where it is a PDF.
    """
    if prepared.reduced.media_type != JPEG:
        raise UserError(_("Un PDF no se puede mostrar en la diapositiva. Elija una foto."))
    there = contents.find(books.db, table, record_id, prepared.reduced.sha256)
    if there is not None and there["removed"] == "no":
        return int(there["id"]), False
    return attachments.keep(books, table, record_id, prepared)


def photo(books: Books, attachment_id: int) -> str:
    """The SHA-256 of an attachment, by which a slide names its photo. Raises LookupError when there is no such one."""
    return str(contents.get(books.db, attachment_id)["sha256"])


def _draft_name(first_day: date, last_day: date) -> str:
    return f"presentations {first_day.isoformat()} {last_day.isoformat()}"


def _cleaned(slide: SlideChoice) -> SlideChoice:
    return replace(
        slide,
        title=clean(slide.title),
        text=clean(slide.text, lines=True),
        notes=clean(slide.notes, lines=True),
    )


def _problems(presentation: Presentation) -> dict[str, str]:
    sentence = _("Es demasiado largo. Acórtelo a {limit} letras.")
    problems = {}
    if len(presentation.title) > LONGEST_TITLE:
        problems["title"] = sentence.format(limit=LONGEST_TITLE)
    for number, slide in enumerate(presentation.slides, start=1):
        for name, limit in LIMITS.items():
            if len(getattr(slide, name)) > limit:
                problems[f"slide {number} {name}"] = sentence.format(limit=limit)
    return problems
