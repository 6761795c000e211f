"""The treasurer's presentations: opened with what is proposed now, kept as they are changed, never losing a slide."""

from dataclasses import dataclass, replace
from datetime import date

from ananea_desktop.domain import presentations as edits
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import (
    LONGEST_NOTES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Presentation,
    SlideChoice,
)
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import records, slides
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import presentations as store
from ananea_desktop.storage import rows

LIMITS = {"title": LONGEST_TITLE, "text": LONGEST_TEXT, "notes": LONGEST_NOTES}
"""Letters that each text of a slide may have."""

MONTHS_OF_LAST_YEAR = 3
"""The ordinary assembly sees the accounts of the year before within the first three months (domain.md §3.1)."""


@dataclass(frozen=True, kw_only=True)
class SlideLine:
    """How a slide stands in the list of the page."""

    title: str
    has_data: bool
    """False where the books have nothing more to show on it: it stays in the list and is left out."""


def year_to_present(books: Books) -> int:
    """The year that an assembly of today would look at: the last one until March, if anything happened in it."""
    today = books.today()
    is_early = today.month <= MONTHS_OF_LAST_YEAR and today.year - 1 in years_with_data(books)
    return today.year - 1 if is_early else today.year


def years_with_data(books: Books) -> list[int]:
    """The years in which something was noted (receipts, trainings, purchases), newest first."""
    found = rows.select(
        books.db,
        "SELECT DISTINCT substr(issued_on, 1, 4) AS year FROM receipts"
        " UNION SELECT substr(held_on, 1, 4) FROM training_sessions"
        " UNION SELECT substr(purchased_on, 1, 4) FROM purchases ORDER BY year DESC",
    )
    return [int(row["year"]) for row in found]


def has_data(books: Books, first_day: date, last_day: date) -> bool:
    """Whether anything was noted between two days."""
    period = {"first": first_day.isoformat(), "last": last_day.isoformat()}
    tables = {"receipts": "issued_on", "training_sessions": "held_on", "purchases": "purchased_on"}
    return any(
        rows.select_one(books.db, f"SELECT 1 FROM {table} WHERE {day} BETWEEN :first AND :last LIMIT 1", period)
        for table, day in tables.items()
    )


def open_presentation(books: Books, first_day: date, last_day: date) -> Presentation:
    """What is kept for a period, or was being typed, with what is proposed since then. Raises InvalidRecord."""
    if last_day < first_day:
        sentence = _("El último día va después del primero ({day}).").format(day=format_date(first_day))
        raise InvalidRecord(records.problems_sentence(1), {"last_day": sentence})
    kept = store.find(books.db, first_day, last_day)
    draft = records.draft(books, _draft_name(first_day, last_day))
    if draft is not None:
        kept = store.from_plain(draft, kept.id if kept else None)
    if kept is None:
        kept = Presentation(first_day=first_day, last_day=last_day, slides=())
    proposed = slides.proposed_slides(books, first_day, last_day)
    return replace(kept, slides=edits.merged(kept.slides, proposed))


def list_presentations(books: Books) -> list[Presentation]:
    """Every presentation that is kept, the newest period first."""
    return store.all_of(books.db)


def lines(books: Books, presentation: Presentation) -> list[SlideLine]:
    """What the list shows for each slide, in the presentation's language."""
    proposed = slides.proposed_slides(books, presentation.first_day, presentation.last_day)
    gone = edits.not_proposed(presentation.slides, proposed)
    return [
        SlideLine(title=slides.slide_title(books, presentation, slide), has_data=index not in gone)
        for index, slide in enumerate(presentation.slides)
    ]


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
    with books.act() as db:
        record_id = store.save(db, cleaned)
        _drop_draft(books, presentation)
    return replace(cleaned, id=record_id)


def keep_typed(books: Books, presentation: Presentation) -> None:
    """Keeps what is being typed, as it is, until it is saved: no crash and no closed window loses it."""
    name = _draft_name(presentation.first_day, presentation.last_day)
    records.keep_draft(books, name, 0, store.as_plain(presentation))


def save_or_keep(books: Books, presentation: Presentation) -> None:
    """Saves, on leaving; what cannot be saved so (a note too long) waits as it was typed for the next time."""
    try:
        save_presentation(books, presentation)
    except InvalidRecord:
        keep_typed(books, presentation)


def _draft_name(first_day: date, last_day: date) -> str:
    return f"presentations {first_day.isoformat()} {last_day.isoformat()}"


def _drop_draft(books: Books, presentation: Presentation) -> None:
    name = _draft_name(presentation.first_day, presentation.last_day)
    books.db.execute("DELETE FROM drafts WHERE form = ? AND record_id = 0", (name,))


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
