"""The presentation of a period from the live books: which slides it has, and its PDF and PowerPoint file."""

from datetime import date
from pathlib import Path

from ananea_desktop.documents.slides import Deck, Slide
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import SLIDE_NAMES, Presentation, SlideChoice, SlideKind
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import capital_slides, office, purchase_charts, training_charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, figures, projects_of
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.slide_contents import content_of
from ananea_desktop.operations.slide_money import PLAN_ROWS, to_vote
from ananea_desktop.operations.slide_teller import Teller, is_whole_year
from ananea_desktop.storage import budgets, hand_outs, lists, payables, premium, statistics
from ananea_desktop.storage.files import write_file_safely

IMPORTANT = 5
"""Projects that have a slide of their own from the start: those with most money; the others wait to be ticked."""

FILES = (".pdf", ".pptx")


def proposed_slides(books: Books, first_day: date, last_day: date) -> tuple[SlideChoice, ...]:
    """Every slide the books can give for a period, in the order it is told: the Premium first, thanks last."""
    projects = projects_of(books, first_day, last_day)
    ranked = sorted(projects, key=lambda row: -max(row["budget"] or 0, row["spent_now"]))
    important = {row["id"] for row in ranked[:IMPORTANT]}
    slides = [
        SlideChoice(kind=kind)
        for kind in (
            SlideKind.TITLE,
            SlideKind.NUMBERS,
            SlideKind.PREMIUM,
            SlideKind.YEARS,
        )
    ]
    # of a year without an export nobody is shown an empty slide
    exported = premium.incomes(books.db, conditions=premium.of_period(first_day, last_day), limit=1)
    slides.append(SlideChoice(kind=SlideKind.LOTS, included=bool(exported)))
    # of one year alone the next slide says it all
    planned = budgets.premium_by_year(books.db, last_day)
    slides.append(SlideChoice(kind=SlideKind.PLAN_YEARS, included=len(planned) > 1))
    slides.append(SlideChoice(kind=SlideKind.PLANNED_SPENT))
    for heading in dict.fromkeys(row["heading_id"] for row in projects):
        same = [row for row in projects if row["heading_id"] == heading]
        # of one project alone its own slide says it all, where it has one
        tells = len(same) > 1 or same[0]["id"] not in important
        slides.append(SlideChoice(kind=SlideKind.HEADING, subject_id=heading, included=tells))
        slides += [
            SlideChoice(kind=SlideKind.PROJECT, subject_id=row["id"], included=row["id"] in important) for row in same
        ]
    slides.append(SlideChoice(kind=SlideKind.TRAININGS))
    meant = bool(training_charts.meant(books, first_day, last_day))
    slides.append(SlideChoice(kind=SlideKind.TRAINING_PLAN, included=meant))
    slides.append(SlideChoice(kind=SlideKind.TRAINING_HOURS, included=False))
    slides.append(SlideChoice(kind=SlideKind.EQUIPMENT))
    handed = bool(hand_outs.reached(books.db, first_day, last_day)[1])
    slides.append(SlideChoice(kind=SlideKind.HAND_OUTS, included=handed))
    slides.append(SlideChoice(kind=SlideKind.MEMBERS))
    slides += capital_slides.proposed(books, first_day, last_day)
    slides += [SlideChoice(kind=kind) for kind in (SlideKind.MONTHS, SlideKind.CASH)]
    # who owes nothing has no slide of it
    day = min(last_day, books.today())
    slides.append(SlideChoice(kind=SlideKind.DEBTS, included=payables.owes(books.db, day)))
    slides.append(SlideChoice(kind=SlideKind.PLAN))
    voted = len(to_vote(statistics.projects_until(books.db, last_day), last_day))
    slides += [SlideChoice(kind=SlideKind.PLAN, subject_id=page) for page in range(2, -(-voted // PLAN_ROWS) + 1)]
    return (*slides, SlideChoice(kind=SlideKind.THANKS))


def slide_title(books: Books, presentation: Presentation, choice: SlideChoice) -> str:
    """How the list of slides calls one: its own title, its heading or project, or what kind it is."""
    if choice.title:
        return choice.title
    table = {SlideKind.HEADING: "headings", SlideKind.PROJECT: "premium_projects"}.get(choice.kind)
    names = dict(lists.references_of(books.db, table)) if table else {}
    name = _(names.get(choice.subject_id or 0, SLIDE_NAMES[choice.kind]))
    return f"{name} ({choice.subject_id})" if choice.kind is SlideKind.PLAN and choice.subject_id else name


def deck(books: Books, presentation: Presentation) -> Steps[Deck]:
    """The included slides with today's figures, in the presentation's own language."""
    found: Figures = yield from figures(books, presentation.first_day, presentation.last_day)
    found = yield from purchase_charts.with_debts(books, found)
    slides = []
    with in_language(presentation.language):  # who is answered between two steps has a context of its own
        teller = Teller(books, presentation, found)
        for choice in presentation.slides:
            if choice.included:
                slides.append(Slide(content=content_of(teller, choice), notes=choice.notes))
                yield
        return Deck(
            slides=slides,
            title=teller.report_title,
            footer=teller.footer,
            mark=teller.mark,
            letterhead=office.letterhead(books),
            ratio=presentation.ratio,
        )


def slides_pdf(books: Books, presentation: Presentation) -> Steps[bytes]:
    """One page for each included slide."""
    from ananea_desktop.documents.slides_pdf import slides_pdf as write

    made = yield from deck(books, presentation)
    with in_language(presentation.language):
        return (yield from write(made))


def slides_pptx(books: Books, presentation: Presentation) -> Steps[bytes]:
    """The same slides to be edited in PowerPoint or LibreOffice."""
    from ananea_desktop.documents.slides_pptx import slides_pptx as write

    made = yield from deck(books, presentation)
    with in_language(presentation.language):
        return (yield from write(made))


def save_slides(books: Books, presentation: Presentation, path: Path) -> Steps[None]:
    """Writes a presentation, its form by the suffix. Raises UserError; no half file is left."""
    suffix = path.suffix.lower()
    if suffix not in FILES:
        raise UserError(_("Guarde la presentación como .pdf o .pptx (PowerPoint)."))
    make = slides_pdf if suffix == ".pdf" else slides_pptx
    content = yield from make(books, presentation)
    write_file_safely(path, content)


def file_name(presentation: Presentation) -> str:
    """A name any disk takes, without its suffix."""
    first, last = presentation.first_day, presentation.last_day
    if is_whole_year(first, last):
        return f"asamblea-{first.year}"
    return f"asamblea-{first.isoformat()}-{last.isoformat()}"
