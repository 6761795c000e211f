"""Closing a month or a year: looked at first, then closed with its acta; opened again only with a reason.

What is closed is refused by the file itself (storage/closing_tables.py), whoever writes; operations/closed.py says it
beside the field before.
"""

import json
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from ananea_desktop.domain.closings import (
    Balance,
    Matter,
    Period,
    PeriodKind,
    month_of,
    next_month,
    read_period,
    year_of,
)
from ananea_desktop.domain.dates import format_date, months_later
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office, second_person, unfinished
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_warnings import ask
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import check, drafts, positions, statistics
from ananea_desktop.storage import closings as store
from ananea_desktop.storage.rows import Row

UNFINISHED, EARLY, TOGETHER = "unfinished", "early", "together"
"""What is asked before closing."""
LONGEST_NOTE = 2000
_BEHIND = 12
"""Months after which all that is open is better closed with one acta."""


class State(NamedTuple):
    """A period as the list shows it."""

    period: Period
    state: str
    """``closed``, ``reopened``, ``to_close`` (its end has come) or ``running``."""
    closing: Row | None = None
    """The row of closings, where there is one."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found before a closing."""

    period: Period
    first_day: date
    faults: list[str]
    """Each of them keeps it from being closed."""
    matters: list[Matter]
    is_early: bool
    """Whether its last day has not gone by."""
    with_earlier: bool
    """Whether months are closed with it that should have been closed before."""


def closed_through(books: Books) -> date | None:
    """The last day that is closed; None while nothing is."""
    return store.closed_through(books.db)


def states(books: Books) -> list[State]:
    """Every closing and every period that can be closed or is running, the latest first."""
    found = [
        State(period_of(row), "closed" if row["reopened_on"] is None else "reopened", row)
        for row in store.newest(books.db)
    ]
    for period in _open_periods(books):
        found.append(State(period, "running" if period.last_day >= books.today() else "to_close"))
    return sorted(found, key=_place, reverse=True)


def _place(state: State) -> tuple[date, bool, int]:
    number = state.closing["number"] if state.closing else 0
    return state.period.last_day, state.period.kind is PeriodKind.YEAR, -number


def _open_periods(books: Books) -> list[Period]:
    """Months that are not closed, from the first movement to this month, and years of which December is."""
    db, today = books.db, books.today()
    closed = closed_through(books)
    start = store.first_movement(db) if closed is None else closed + timedelta(1)
    if start is None:
        return []
    found = []
    month = month_of(start)
    while month.begins <= today:
        found.append(month)
        month = next_month(month.last_day)
    if closed is not None:
        begun = min(row["first_day"] for row in store.newest(db))
        done = store.standing_years(db)
        found += [
            year_of(year)
            for year in range(date.fromisoformat(begun).year, closed.year + 1)
            if year not in done and year_of(year).last_day <= closed
        ]
    return found


def next_to_close(books: Books) -> Period | None:
    """What the window proposes: the newest year whose December is closed, else the next month; for who never closed or
    is more than a year behind, the last month that is over. None where nothing is over yet."""
    closed, today = closed_through(books), books.today()
    last_over = month_of(today.replace(day=1) - timedelta(1))
    if closed is None:
        first = store.first_movement(books.db)
        return last_over if first is not None and first <= last_over.last_day else None
    year = year_of(closed.year)
    if year.last_day == closed and closed.year not in store.standing_years(books.db):
        return year
    following = next_month(closed)
    if following.last_day >= today:
        return None
    return last_over if months_later(following.last_day, _BEHIND) < today else following


def period_of(row: Row) -> Period:
    """Of a row of closings."""
    return Period(kind=PeriodKind(row["period"]), last_day=date.fromisoformat(row["last_day"]))


# looking


def look(books: Books, text: str) -> Steps[Looked]:
    """What stands against closing a period (``2026-10``, ``2026``) and what is unfinished in it.

    Raises UserError where it cannot be closed now at all.
    """
    period = read_period(text)
    first = first_day(books, period)
    faults = yield from _faults(books)
    matters = yield from unfinished.matters(books, first, period.last_day)
    return Looked(
        period=period,
        first_day=first,
        faults=faults,
        matters=matters,
        is_early=period.last_day >= books.today(),
        with_earlier=closed_through(books) is not None and first < period.begins,
    )


def first_day(books: Books, period: Period) -> date:
    """From which day on a closing closes: a month with all that is open before it. Raises UserError where another one
    comes first."""
    closed, begun = closed_through(books), store.first_movement(books.db)
    if begun is None or begun > period.last_day:
        raise UserError(_("En ese período no hay ningún documento: no hay qué cerrar."))
    if period.begins > books.today():
        raise UserError(_("Ese período todavía no empieza."))
    if period.kind is PeriodKind.YEAR:
        december = month_of(period.last_day)
        if closed is None or closed < period.last_day:
            raise UserError(_("Primero cierre {month}; después, el año.").format(month=december.name))
        if period.last_day.year in store.standing_years(books.db):
            raise UserError(_("El año {year} ya está cerrado.").format(year=period.last_day.year))
        return period.begins
    if closed is None:
        return min(begun, period.begins)
    if period.last_day <= closed:
        raise UserError(_("Ese mes ya está cerrado (hasta el {day}).").format(day=format_date(closed)))
    return closed + timedelta(1)


def _faults(books: Books) -> Steps[list[str]]:
    """What the quick checks of the data find, and the seals since the last closing."""
    found: list[str] = []
    for sentences in check.before_closing(books.db):
        found += sentences
        yield
    return found


# closing


@needs(Right.CLOSE)
def close(books: Books, text: str, notes: str = "", confirmed: Collection[str] = (), token: str = "") -> Steps[int]:
    """Closes a period, and gives the number of its acta; ``token``: saved twice it is closed once.

    Raises UserError where a check fails or another one comes first, and NeedsConfirmation for what is unfinished and
    for a month that is not over. All of it is kept, or nothing.
    """
    earlier = store.id_of_token(books.db, token) if token else None
    if earlier is not None:
        return int(next(row["number"] for row in store.newest(books.db) if row["id"] == earlier))
    if len(notes) > LONGEST_NOTE:
        raise InvalidRecord(problems_sentence(1), {"notes": _("Es demasiado largo: caben 2000 letras. Acórtelo.")})
    seen = store.mark(books.db)
    found = yield from look(books, text)
    if found.faults:
        raise UserError(_("No se puede cerrar: los datos tienen una falla. {fault}").format(fault=found.faults[0]))
    ask(_doubts(found), confirmed)
    money = yield from balances(books, found.first_day, found.period.last_day)
    if store.mark(books.db) != seen:
        raise UserError(_("Mientras se revisaba se anotó otro documento. Cierre otra vez."))
    return _write(books, found, money, clean(notes, lines=True), token or uuid.uuid4().hex)


def _doubts(found: Looked) -> list[tuple[str, str]]:
    doubts = []
    if found.is_early:
        sentence = _(
            "Todavía no termina {period}: si lo cierra ahora, hasta el {day} no podrá anotar nada con fecha de ese"
            " período."
        )
        doubts.append((EARLY, sentence.format(period=found.period.name, day=format_date(found.period.last_day))))
    if found.with_earlier:
        sentence = _("Se cierran juntos, con una sola acta, los meses de {first} a {last}.")
        first = month_of(found.first_day).name
        doubts.append((TOGETHER, sentence.format(first=first, last=found.period.name)))
    if found.matters:
        told = "\n".join(f"• {matter.sentence}" for matter in found.matters)
        doubts.append((UNFINISHED, _("Queda pendiente, y así lo dirá el acta:\n{matters}").format(matters=told)))
    return doubts


def _write(books: Books, found: Looked, money: list[tuple[int, Balance]], notes: str, token: str) -> int:
    first, last = found.first_day, found.period.last_day
    used = store.series_of(books.db, first, last)
    seal_id, seal_hash = store.last_seal(books.db)
    row: dict[str, Any] = {
        "token": token,
        "period": found.period.kind,
        "first_day": first,
        "last_day": last,
        "documents": sum(each["documents"] for each in used if each["kind"] in set(ReceiptKind)),
        "seal_id": seal_id,
        "seal_hash": seal_hash,
        "unfinished": json.dumps([[each.kind, each.count, each.detail] for each in found.matters], ensure_ascii=False),
        "notes": notes,
        **office.frozen_letterhead(books),
        **_supervisor(books),
        "closed_on": books.today(),
        "user": books.user,
        "recorded_at": books.now(),
    }
    lines = [{"subject_id": subject_id, **line._asdict()} for subject_id, line in money]
    with books.act() as db:
        closing_id = store.insert(db, row, lines, used)
        drafts.drop_made(db, token)
    return int(next(each["number"] for each in store.newest(books.db) if each["id"] == closing_id))


def _supervisor(books: Books) -> dict[str, str]:
    """Who signs for the consejo de vigilancia: the first of those who sit on it today; empty where nobody is noted."""
    found = next((row for row in positions.on_day(books.db, books.today()) if row["body"] == "supervisory"), None)
    if found is None:
        return {"supervisor_name": "", "supervisor_document": ""}
    return {
        "supervisor_name": full_name(found),
        "supervisor_document": document_text(found["document_type"], found["document_number"]),
    }


def balances(books: Books, first: date, last: date) -> Steps[list[tuple[int, Balance]]]:
    """Accounts in their currency and funds in soles, each with its id: the same sums that reports and slides show."""
    sums = yield from statistics.sums(books.db, first, last)
    sums += statistics.exchange_of_advances(books.db, first, last)
    found = []
    for row in statistics.named(books.db, "accounts"):
        mine = [(each.before, each.kind, each.amount) for each in sums if each.account_id == row["id"]]
        if mine:
            found.append((row["id"], _balance("account", row["name"], row["currency"], mine)))
    for row in statistics.named(books.db, "funds"):
        mine = [
            (each.before, each.kind, each.soles)
            for each in sums
            if each.fund_id == row["id"] and each.kind in statistics.FUND_FLOWS
        ]
        if mine:
            found.append((row["id"], _balance("fund", row["name"], "PEN", mine)))
    return found


def _balance(subject: str, name: str, currency: str, mine: Iterable[tuple[bool, str, int]]) -> Balance:
    opening = income = expense = transfers = 0
    for before, kind, amount in mine:
        if before:
            opening += amount
        elif kind == "in":
            income += amount
        elif kind == "out":
            expense -= amount
        else:
            transfers += amount
    closing = opening + income - expense + transfers
    return Balance(subject, name, currency, opening, income, expense, transfers, closing)


# opening again


def to_reopen(books: Books) -> Row | None:
    """The row of the only closing that can be opened again: the newest."""
    return store.newest_standing(books.db)


def reopening(period: Period) -> str:
    """What a second person says yes to."""
    return _("reabrir {period}").format(period=period.name)


@needs(Right.REOPEN)
def reopen(books: Books, number: int, reason: str) -> None:
    """Opens the newest closing again, with its reason and the second person who said yes; sealed.

    Raises InvalidRecord, UserError for one that is not the newest, and NeedsSecondPerson.
    """
    newest = to_reopen(books)
    if newest is None or newest["number"] != number:
        raise UserError(_("Se reabre primero el último cierre."))
    reason = clean(reason)
    if not reason:
        raise InvalidRecord(problems_sentence(1), {"reason": _("Falta el motivo. Escriba por qué se reabre.")})
    row = {
        "closing_id": newest["id"],
        "reason": reason[:300],
        "approved_by": second_person.taken(books, reopening(period_of(newest))),
        "reopened_on": books.today(),
        "user": books.user,
        "recorded_at": books.now(),
    }
    with books.act() as db:
        store.insert_reopening(db, row)
