"""What must be kept until when, by the rules of the office and what the file holds; nothing is purged by it."""

from datetime import date

from ananea_desktop.documents.listing import DATE, INTEGER, Column, Listing
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.retention import RETENTION_RULES, SUBJECTS
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import records
from ananea_desktop.storage import retention as store

TITLE = N_("Qué se conserva y hasta cuándo")


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def retention(books: Books, year: int | None) -> Listing:
    """Each rule with what the file holds of it: since when, and until when the newest must be kept."""
    rows = []
    for rule in records.all_of(books.db, RETENTION_RULES):
        oldest, newest = store.span(books.db, rule["subject"])
        until = None if newest is None else years_later(newest, rule["years"])
        rows.append((_(SUBJECTS[rule["subject"]]), rule["years"], oldest, newest, until, rule["basis"]))
    return Listing(
        name="conservacion",
        title=_(TITLE),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Qué se conserva"), weight=3),
            Column(_("Años"), INTEGER),
            Column(_("Lo más antiguo"), DATE),
            Column(_("Lo más nuevo"), DATE),
            Column(_("Se conserva hasta"), DATE),
            Column(_("Según"), weight=2),
        ),
        rows=rows,
        notes=(
            _("El programa no borra nada: los plazos dicen qué papeles no se pueden botar todavía."),
            _("Los plazos se corrigen en «Plazos de conservación»; confírmelos con el contador."),
        ),
    )
