"""What charts, slides and the first page add up: every sum of money from one pass over the movements."""

from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

STEP = 15_000
"""Receipts added up at once: about 50 ms, after which others may ask something of the file."""


class Sum(NamedTuple):
    """What one month moved for one account, fund and project: valid receipts only, céntimos, spending negative."""

    before: bool
    """Before the period asked for: part of its opening balance."""
    month: str
    """``2026-11``"""
    kind: str
    """``in`` or ``out``."""
    account_id: int
    currency: str
    fund_id: int
    project_id: int | None
    amount: int
    """In the account's currency."""
    soles: int
    """By the exchange rate of each receipt."""


_SUMS = """SELECT issued_on < :first AS before, substr(issued_on, 1, 7) AS month, movements.kind, account_id, currency,
    fund_id, project_id, sum(amount) AS amount, sum(soles) AS soles
    FROM movements WHERE receipt_id > :low AND receipt_id <= :high AND issued_on <= :last
    GROUP BY before, month, movements.kind, account_id, currency, fund_id, project_id"""


def sums(db: Connection, first: date, last: date) -> Steps[list[Sum]]:
    """All the money until ``last``, told apart by whether it moved before ``first``. Each sum stands once."""
    highest = int(rows.value(db, "SELECT coalesce(max(id), 0) FROM receipts"))
    added: dict[tuple[object, ...], tuple[int, int]] = {}
    for low in range(0, highest, STEP):
        span = {"first": first.isoformat(), "last": last.isoformat(), "low": low, "high": low + STEP}
        for *key, amount, soles in db.execute(_SUMS, span):
            known = added.get(tuple(key), (0, 0))
            added[tuple(key)] = known[0] + amount, known[1] + soles
        yield
    return [Sum(bool(key[0]), *key[1:], *both) for key, both in added.items()]  # type: ignore[call-arg, arg-type]


def members_of(db: Connection) -> list[Row]:
    """Every person of the register with what charts count by: kind, state, sex, birth_date, admitted_on."""
    return rows.select(db, "SELECT kind, state, sex, birth_date, admitted_on FROM members")


def trainings_between(db: Connection, first: date, last: date) -> list[Row]:
    """The sessions of a period, oldest first: topic, kind, held_on, duration (minutes), women, men, project_id."""
    return rows.select(
        db,
        """SELECT training_sessions.id, topic, training_sessions.kind, held_on, duration, project_id,
            count(members.id) FILTER (WHERE sex = 'f') AS women, count(members.id) FILTER (WHERE sex = 'm') AS men
        FROM training_sessions LEFT JOIN attendances ON training_session_id = training_sessions.id
        LEFT JOIN members ON members.id = member_id
        WHERE held_on BETWEEN ? AND ? GROUP BY training_sessions.id ORDER BY held_on, training_sessions.id""",
        (first.isoformat(), last.isoformat()),
    )


def bought_between(db: Connection, first: date, last: date) -> list[Row]:
    """What was bought in a period by category: category, purchases, total in céntimos of sol."""
    return rows.select(
        db,
        """SELECT category, count(DISTINCT purchases.id) AS purchases,
            sum(CASE WHEN exchange_rate IS NULL THEN total ELSE (total * exchange_rate + 5000) / 10000 END) AS total
        FROM purchase_lines JOIN purchases ON purchases.id = purchase_id
        WHERE purchased_on BETWEEN ? AND ? GROUP BY category ORDER BY total DESC, category""",
        (first.isoformat(), last.isoformat()),
    )
