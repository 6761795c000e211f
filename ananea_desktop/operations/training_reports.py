"""Lists about trainings: a person's record, the plan of a year against what was held, who lacks what is mandatory."""

from collections.abc import Iterator
from datetime import date

from ananea_desktop.documents.listing import DATE, INTEGER, QUANTITY, Column, GroupRow, Listing
from ananea_desktop.documents.listing import Row as ListRow
from ananea_desktop.domain.certificates import number_text
from ananea_desktop.domain.dates import days_of, months_before
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.text import fold
from ananea_desktop.domain.trainings import (
    MANDATORY_TOPICS,
    SAFETY_A_YEAR,
    STATES,
    TRAINING_KINDS,
    days_text,
    is_of_safety,
    result_text,
)
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import attendances, lists, records
from ananea_desktop.storage import certificates as certificate_store
from ananea_desktop.storage import trainings as store
from ananea_desktop.storage.rows import Row

PLAN_TITLE = N_("Plan de capacitaciones del año")
PLAN_DESCRIPTION = N_("Lo programado, realizado y cancelado, y cuántas de SST van")
LACKING_TITLE = N_("A quiénes les falta un tema obligatorio")
LACKING_DESCRIPTION = N_("Quién no llevó, o llevó hace mucho, cada tema obligatorio de su cargo")


def _listing(books: Books, name: str, title: str, subtitle: str = "", **parts: object) -> Listing:
    return Listing(
        name=name,
        title=title,
        subtitle=subtitle,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        **parts,  # type: ignore[arg-type]
    )


# the plan of a year


def plan(books: Books, year: int | None) -> Listing:
    """What was planned, held and cancelled, by state and day, with how many of safety and health there were."""
    first, last = days_of(year)
    found = store.of_period(books.db, first, last)
    rows: list[ListRow] = []
    for state in STATES:
        same = [row for row in found if row["state"] == state]
        if same:
            rows.append(GroupRow(_PLURALS_OF_STATE[state]().format(count=len(same))))
            rows += [_plan_row(row) for row in same]
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Tema"), weight=3),
        Column(_("Tipo"), weight=1.2),
        Column(_("SST"), weight=0.5),
        Column(_("Capacitador/a"), weight=1.8),
        Column(_("Horas"), QUANTITY),
        Column(_("Invitados"), INTEGER),
        Column(_("Mujeres"), INTEGER),
        Column(_("Hombres"), INTEGER),
    )
    subtitle = _("Año {year}").format(year=year) if year is not None else ""
    name = "plan-capacitaciones" if year is None else f"plan-capacitaciones-{year}"
    notes = tuple(_plan_notes(books, found, year))
    return _listing(books, name, _(PLAN_TITLE), subtitle, columns=columns, rows=rows, notes=notes, landscape=True)


_PLURALS_OF_STATE = {
    "planned": lambda: _("Programadas: {count}"),
    "held": lambda: _("Realizadas: {count}"),
    "cancelled": lambda: _("Canceladas: {count}"),
}


def _plan_row(row: Row) -> ListRow:
    is_safety = is_of_safety(row["kind"], row["topic"])
    held = row["state"] == "held"
    return (
        row["held_on"],
        row["topic"],
        _(TRAINING_KINDS[row["kind"]]),
        _("Sí") if is_safety else "",
        row["trainer"],
        row["duration"] * 1000 // 60,
        row["invited"] or None,
        row["women"] if held else None,
        row["men"] if held else None,
    )


def _plan_notes(books: Books, found: list[Row], year: int | None) -> Iterator[str]:
    held = [row for row in found if row["state"] == "held"]
    meant = [row for row in found if row["state"] != "cancelled"]
    yield _("Realizadas {held} de {all} del plan.").format(held=len(held), all=len(meant))
    if year is not None:
        safety = [row for row in held if is_of_safety(row["kind"], row["topic"])]
        yield safety_words(len(safety), year, books.today().year)
        planned = [row for row in found if row["state"] == "planned" and is_of_safety(row["kind"], row["topic"])]
        if planned:
            yield plural(_("De SST queda 1 programada."), _("De SST quedan {count} programadas."), len(planned)).format(
                count=len(planned)
            )


def safety_words(count: int, year: int, this_year: int) -> str:
    """``SST: 3 de 4 este año``: what the law asks for each year, at least (Ley 29783 art. 35)."""
    words = _("SST: {count} de {needed} este año.") if year == this_year else _("SST: {count} de {needed} en {year}.")
    return words.format(count=count, needed=SAFETY_A_YEAR, year=year)


# what a person was trained in


def record(books: Books, member_id: int) -> Listing:
    """Every session a person came to, with marks and constancias. Raises LookupError where there is nobody."""
    person = records.get(books.db, MEMBERS, member_id)
    found = lists.trainings_of_member(books.db, member_id)
    issued = {
        row["training_session_id"]: row["number"]
        for row in certificate_store.of_member(books.db, member_id)
        if row["annulled_on"] is None
    }
    rows: list[ListRow] = [
        (
            days_text(row["held_on"], row["last_held_on"]),
            row["topic"],
            _(TRAINING_KINDS[row["kind"]]),
            row["trainer"],
            row["duration"] * 1000 // 60,
            result_text(row["mark"], row["pass_mark"]),
            number_text(issued[row["id"]]) if row["id"] in issued else "",
        )
        for row in reversed(found)
    ]
    columns = (
        Column(_("Fecha"), weight=1.3),
        Column(_("Tema"), weight=3),
        Column(_("Tipo"), weight=1.2),
        Column(_("Capacitador/a"), weight=2),
        Column(_("Horas"), QUANTITY),
        Column(_("Nota"), weight=1.1),
        Column(_("Constancia"), weight=0.9),
    )
    hours = sum(row["duration"] for row in found) * 1000 // 60
    totals = (None, _("Total"), None, None, hours, None, None)
    document = document_text(person["document_type"], person["document_number"])
    facts = "  ·  ".join(filter(None, (full_name(person), document, person["position"], person["work_area"])))
    name = f"capacitaciones-{person['document_number']}"
    title = _("Historial de capacitación")
    return _listing(books, name, title, facts, columns=columns, rows=rows, totals=totals, landscape=True)


# who lacks what is mandatory


def lacking(books: Books) -> list[Row]:
    """Who has not had a mandatory topic of his position within its months, by topic and name: rows of members with
    ``topic``, ``months`` and ``taken_on`` (None: never)."""
    people = attendances.who_can_come(books.db)
    found: list[Row] = []
    for topic in sorted(records.all_of(books.db, MANDATORY_TOPICS), key=lambda row: (row["sort_key"], row["id"])):
        since = months_before(books.today(), topic["months"])
        taken = store.last_taken(books.db, topic["sort_key"])
        for person in people:
            if not is_meant(topic, person):
                continue
            last: date | None = taken.get(person["id"])
            if last is None or last < since:
                found.append({**person, "topic": topic["topic"], "months": topic["months"], "taken_on": last})
    return found


def is_meant(topic: Row, person: Row) -> bool:
    """Whether a mandatory topic is for this person: for everyone, or for the position however it is written."""
    return not topic["position"] or fold(topic["position"]) == fold(person["position"])


def lacking_list(books: Books, year: int | None) -> Listing:
    """The same as a paper, a heading for each topic."""
    found = lacking(books)
    rows: list[ListRow] = []
    for topic in dict.fromkeys(row["topic"] for row in found):
        same = [row for row in found if row["topic"] == topic]
        people = plural(_("1 persona"), _("{count} personas"), len(same)).format(count=len(same))
        every = _("cada {count} meses").format(count=same[0]["months"])
        rows.append(GroupRow(f"{topic}  ·  {every}  ·  {people}"))
        rows += [
            (
                full_name(row),
                document_text(row["document_type"], row["document_number"]),
                row["position"],
                row["work_area"],
                row["taken_on"],
                _("Nunca") if row["taken_on"] is None else _("Hace más de {count} meses").format(count=row["months"]),
            )
            for row in same
        ]
    columns = (
        Column(_("Apellidos y nombres"), weight=2.5),
        Column(_("Documento"), weight=1.2, personal=_("documento")),
        Column(_("Cargo"), weight=1.3),
        Column(_("Área"), weight=1.1),
        Column(_("Última vez"), DATE),
        Column(_("Cuándo lo llevó"), weight=1.6),
    )
    notes: tuple[str, ...] = ()
    if not records.all_of(books.db, MANDATORY_TOPICS):
        notes = (_("Todavía no hay temas obligatorios: anótelos en Capacitaciones, «Más»."),)
    elif not found:
        notes = (_("A nadie le falta ninguno."),)
    return _listing(books, "temas-pendientes", _(LACKING_TITLE), columns=columns, rows=rows, notes=notes)
