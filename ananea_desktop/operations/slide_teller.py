"""Who tells the slides: knows the period and its figures, and what several slides have in common."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from ananea_desktop.documents.charts import Measure, shown_value
from ananea_desktop.documents.slides import (
    MessageSlide,
    Photo,
)
from ananea_desktop.domain.attachments import JPEG
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import SYMBOLS
from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.operations import office, purchase_reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures
from ananea_desktop.storage import attachments, statistics
from ananea_desktop.storage.rows import Row

NBSP = "\u00a0"
BARS_OF_A_SLIDE = 5
ROWS_OF_A_TABLE = 6


def is_whole_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def soles(centimos: int) -> str:
    """``S/ 92,637``: whole soles, as they are said aloud."""
    return f"{SYMBOLS['PEN']}{NBSP}{shown_value(centimos, Measure.SOLES)}"


class Teller:
    """Knows the period, and tells one slide after the other."""

    def __init__(self, books: Books, presentation: Presentation, found: Figures) -> None:
        self.books = books
        self.presentation = presentation
        self.found = found
        self.letterhead = office.letterhead(books)
        first, last = presentation.first_day, presentation.last_day
        self.whole_year = is_whole_year(first, last)
        self.year = first.year
        dates = {"first": format_date(first), "last": format_date(last), "year": first.year}
        self.when = (_("en {year}") if self.whole_year else _("del {first} al {last}")).format(**dates)
        report = _("Informe a la asamblea {year}") if self.whole_year else _("Informe del {first} al {last}")
        self.report_title = presentation.title or report.format(**dates)
        self.mark = _("MUESTRA") if self.letterhead.is_sample else ""
        self.footer = "  ·  ".join(filter(None, (self.letterhead.name, report.format(**dates), self.mark)))

    @property
    def owed(self) -> int:
        """To suppliers, céntimos of sol."""
        return purchase_reports.in_all(self.found.debts)

    @cached_property
    def budgets_of_today(self) -> dict[int, int | None]:
        """The newest budget of each project by its id, céntimos."""
        return {row["id"]: row["budget"] for row in statistics.projects_until(self.books.db, self.books.today())}

    @cached_property
    def spent_since(self) -> dict[int, int]:
        """What each project spent after the period until today, céntimos."""
        after = self.presentation.last_day + timedelta(days=1)
        return statistics.spent_by_project(self.books.db, after, self.books.today())

    def photo(self, sha256: str) -> bytes | None:
        """The picture of a slide; None where it has none, or where it is a PDF."""
        if not sha256:
            return None
        try:
            media_type, image = attachments.content(self.books.db, sha256)
        except LookupError:  # a list made by hand may name a photo that never was; «Comprobar datos» tells of it
            return None
        return image if media_type == JPEG else None

    def usual_photo(self) -> bytes | None:
        """For the first slide where none was chosen: of the presentation, or of the assembly it is shown to."""
        first, last = self.presentation.first_day, self.presentation.last_day
        places = [("presentations", self.presentation.id)] if self.presentation.id else []
        places += [("assemblies", each) for each in statistics.assemblies_after(self.books.db, first, last)]
        for table, record_id in places:
            for row in attachments.photos_of(self.books.db, table, record_id)[:1]:
                return self.photo(row["sha256"])
        return None

    def photos_of(self, table: str, record_id: int) -> list[Photo]:
        """Before and after where there are both, else the first two."""
        found = attachments.photos_of(self.books.db, table, record_id)
        staged = [row for stage in ("before", "after") for row in found if row["stage"] == stage][:2]
        names = {"before": _("Antes"), "after": _("Después")}
        return [
            Photo(image=image, caption=names.get(str(row["stage"]), str(row["caption"])))
            for row in (staged if len(staged) == 2 else found[:2])
            if (image := self.photo(row["sha256"])) is not None
        ]


def began_before(rows: Sequence[Row]) -> bool:
    """Whether some of what projects spent, which their budget was for, was spent before the period."""
    return any(row["spent"] != row["spent_now"] for row in rows)


def since_it_began(rows: Sequence[Row]) -> str:
    """What must be said of their spending then."""
    return _("Lo gastado se cuenta desde que empezó cada proyecto.") if began_before(rows) else ""


def nothing(title: str, sentence: str, icon: str) -> MessageSlide:
    """A slide without figures says so, and draws no empty chart."""
    return MessageSlide(title=title, sentence=_(sentence), icon=icon)


def shortened_rows(
    rows: Sequence[tuple[str, ...]], empty: tuple[str, ...], most: int = ROWS_OF_A_TABLE
) -> list[tuple[str, ...]]:
    """At most so many rows, the last telling how many more there are: the totals count them too."""
    if len(rows) <= most:
        return list(rows)
    more = _("y {count} más").format(count=len(rows) - most + 1)
    return [*rows[: most - 1], (more, *empty[1:])]
