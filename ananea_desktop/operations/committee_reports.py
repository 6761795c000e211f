"""The Premium committee on paper: who sits on it, and its sessions with who came and what they proposed."""

from ananea_desktop.documents.listing import DATE, Column, GroupRow, Listing, Row
from ananea_desktop.domain.committee import COMMITTEE_ROLES, overlap
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.members import full_name
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import committee as store
from ananea_desktop.storage import rows

TITLE = N_("Comité de la Prima")
DESCRIPTION = N_("Integrantes con su período, y sesiones con asistencia, acuerdos y proyectos propuestos")


def committee(books: Books, year: int | None) -> Listing:
    """Who was in office and what was held in a year, or ever; the oldest first."""
    period = days_of(year)
    terms = [row for row in store.terms(books.db)[::-1] if overlap((row["starts_on"], row["ends_on"]), period)]
    held = [row for row in store.sessions(books.db)[::-1] if period[0] <= row["held_on"] <= period[1]]
    listed: list[Row] = []
    if terms:
        listed += [GroupRow(_("Integrantes")), *(_term(row) for row in terms)]
    if held:
        listed += [GroupRow(_("Sesiones")), *(_session(books, row) for row in held)]
    return Listing(
        name=f"comite-{year}" if year else "comite",
        title=_(TITLE),
        subtitle=_("Año {year}").format(year=year) if year else "",
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Integrante o acta"), weight=1.6),
            Column(_("Cargo o asuntos"), weight=1.8),
            Column(_("Se decidió"), weight=1.8),
            Column(_("Vinieron"), weight=2),
            Column(_("Propuso"), weight=1.6),
        ),
        rows=listed,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
    )


def came_words(row: rows.Row) -> str:
    """How many came to a session: «3 de los 5 del comité y 1 más»; "" where nobody was noted."""
    if not row["attendance"]:
        return ""
    others = row["attendance"] - row["seated"]
    if not row["seats"]:
        return plural(_("1 persona"), _("{count} personas"), others).format(count=others)
    words = _("{seated} de los {seats} del comité").format(seated=row["seated"], seats=row["seats"])
    return _("{words} y {count} más").format(words=words, count=others) if others else words


def _term(row: rows.Row) -> Row:
    role = _(COMMITTEE_ROLES[row["role"]])
    if row["ends_on"]:
        role = _("{role}, hasta el {day}").format(role=role, day=format_date(row["ends_on"]))
    return row["starts_on"], row["member_name"], role, row["notes"], None, None


def _session(books: Books, row: rows.Row) -> Row:
    names = "; ".join(full_name(each) for each in store.attendance(books.db, row["id"]))
    came = ": ".join(filter(None, (came_words(row), names)))
    proposed = "; ".join(each["name"] for each in store.proposals(books.db, row["id"]))
    acta = ", ".join(filter(None, (row["acta"], row["place"])))
    return row["held_on"], acta, row["matters"], row["decisions"], came, proposed
