"""The plan of a year for the assembly: what is proposed and goes on, by heading, with room for votes and signatures.

Of each activity what, objective, when, who and how much, as the standard asks (domain.md §1.2).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, Column, GroupRow, Listing
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import runs_in
from ananea_desktop.operations.premium_reports import ledger_lines, unratified
from ananea_desktop.storage import budgets, statistics
from ananea_desktop.storage import committee as committee_store
from ananea_desktop.storage.rows import Row

TITLE = N_("Plan de uso de la Prima Fairtrade")
DESCRIPTION = N_("Para la asamblea: lo propuesto y lo que está en marcha, con sitio para votos y firmas")
_BLANK = "__________"
_VOTES = "____ / ____ / ____"


def plan(books: Books, year: int | None) -> Listing:
    """The activities that are proposed or run in a year, of next year where none is given; amounts are of that year."""
    year = year or books.today().year + 1
    found = activities(books, year)
    rows: list[Any] = []
    for heading in dict.fromkeys(row["heading_name"] for row in found):
        same = [row for row in found if row["heading_name"] == heading]
        rows.append(GroupRow(_(heading), (*[None] * 6, _sum(same), None)))
        rows += [_line(row) for row in same]
    return Listing(
        name=f"plan-prima-{year}",
        title=_(TITLE),
        subtitle=_("Año {year}").format(year=year),
        columns=(
            Column(_("Qué se hará"), weight=2),
            Column(_("Objetivo"), weight=2),
            Column(_("Cuándo"), weight=1.1),
            Column(_("Responsable"), weight=1.3),
            Column(_("Beneficiarios"), weight=1.3),
            Column(_("Estado"), weight=0.9),
            Column(_("Monto S/"), AMOUNT),
            Column(_("Votos: sí / no / abst."), weight=1.6),
        ),
        rows=rows,
        totals=(_("Total"), *[None] * 5, _sum(found), None),
        notes=tuple(_notes(books, found, year)),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
        signers=_signers(books),
    )


def activities(books: Books, year: int) -> list[Row]:
    """The projects of the plan by heading and name, with ``amount`` of the year and ``whole`` (céntimos, or None).

    What is approved counts with its budget in force, of one made of lines the part of that year; what is only
    proposed with what is asked for it. ``is_approved``: by the assembly; what others decided it still votes on.
    """
    first, last = days_of(year)
    approved = budgets.in_force(books.db, year)
    found: list[Row] = []
    for row in statistics.projects_until(books.db, last):
        budget = approved.get(row["id"])
        is_paid_for = budget is not None and budget["has_lines"] and budget["part"] > 0
        if row["state"] == "cancelled" or not (runs_in(row, first, last) or is_paid_for):
            continue
        amount, whole = (row["proposed_amount"],) * 2 if budget is None else (budget["part"], budget["amount"])
        is_approved = budget is not None and not budget["waits"]
        found.append({**row, "amount": amount, "whole": whole, "is_approved": is_approved})
    return found


def _sum(found: Iterable[Row]) -> int:
    return sum(row["amount"] or 0 for row in found)


def _line(row: Row) -> tuple[Any, ...]:
    when = " – ".join(format_date(day) for day in (row["starts_on"], row["ends_on"]) if day)
    state = _(PROJECT_STATES[row["state"]])
    votes = None if row["is_approved"] else _VOTES
    texts = row["name"], row["objective"], when, row["responsible"], row["beneficiaries"], state
    return (*texts, row["amount"], votes)


def _notes(books: Books, found: list[Row], year: int) -> Iterable[str]:
    new = [row for row in found if not row["is_approved"]]
    yield _("Ya aprobado: S/ {approved}. Por votar: S/ {proposed}.").format(
        approved=format_amount(_sum(row for row in found if row["is_approved"])), proposed=format_amount(_sum(new))
    )
    today = books.today()
    yield _("Prima que hay el {day}, todo en soles: S/ {amount}.").format(
        day=format_date(today), amount=format_amount(ledger_lines(books, date.min, today)[-1].soles)
    )
    for row in found:
        if row["whole"] != row["amount"]:
            yield _("{project}: del presupuesto aprobado de S/ {total}, a {year} le toca S/ {amount}.").format(
                project=row["name"],
                total=format_amount(row["whole"]),
                year=year,
                amount=format_amount(row["amount"]),
            )
    yield from unratified(books, {row["id"] for row in found}, today)
    yield from _proposers(books, new)
    yield _(
        "Asamblea del {blank}, acta n.º {blank}. Presentes: {blank}. Plan en conjunto: a favor {blank}, "
        "en contra {blank}, abstenciones {blank}."
    ).format(blank=_BLANK)


def _proposers(books: Books, proposed: list[Row]) -> Iterable[str]:
    """Which session of the committee proposed what."""
    by_session: dict[str, list[str]] = {}
    for row in proposed:
        for each in committee_store.proposed_by(books.db, row["id"]):
            by_session.setdefault(f"{each['acta']}, {format_date(each['held_on'])}", []).append(row["name"])
    for acta, names in by_session.items():
        yield _("El comité de la Prima propuso ({acta}): {projects}.").format(acta=acta, projects="; ".join(names))


def _signers(books: Books) -> tuple[tuple[str, str], ...]:
    profile = office.profile(books)
    heads = [row for row in committee_store.in_office(books.db, books.today()) if row["role"] == "president"]
    return (
        (profile["president_name"], _("Presidente/a")),
        ("", _("Secretario/a de actas")),
        (profile["treasurer_name"], profile["treasurer_title"]),
        (heads[0]["member_name"] if heads else "", _("Comité de la Prima")),
    )
