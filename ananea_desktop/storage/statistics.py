"""What charts, slides and the first page add up: every sum of money from one pass over the movements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from ananea_desktop.domain.money import to_soles
from ananea_desktop.domain.receipts import Flow, ReceiptKind
from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import advances, rows
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.rows import Row


class Sum(NamedTuple):
    """What one month moved for one account, fund and project: valid receipts only, céntimos, spending negative."""

    before: bool
    """Before the period asked for, or before the program: part of its opening balance."""
    month: str
    """``2026-11``"""
    kind: str
    """A Flow: only ``in`` and ``out`` are income and spending of the time. Figures add a kind of their own."""
    account_id: int | None
    """None for what touched no account."""
    currency: str
    fund_id: int
    project_id: int | None
    amount: int
    """In the account's currency."""
    soles: int
    """By the exchange rate of each receipt."""


EXCHANGE = "exchange"
"""The kind of sum that says what an advance in another currency gained or lost: no line of any document does."""
FUND_FLOWS = ("in", "out", "opening", "transfer", "capital", EXCHANGE)
"""What changes how much of a fund there is: an advance is still there, and what was spent earlier never was."""


_SUMS = """SELECT issued_on < :first OR movements.kind IN ('opening', 'earlier') AS before,
    substr(issued_on, 1, 7) AS month, movements.kind, account_id, currency,
    fund_id, project_id, sum(amount) AS amount, sum(soles) AS soles
    FROM movements WHERE receipt_id > :low AND receipt_id <= :high AND +issued_on <= :last
    GROUP BY before, month, movements.kind, account_id, currency, fund_id, project_id"""


def sums(db: Connection, first: date, last: date) -> Steps[list[Sum]]:
    """All the money until ``last``, told apart by whether it moved before ``first``. Each sum stands once."""
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM receipts")))
    added: dict[tuple[object, ...], tuple[int, int]] = {}
    while pace.goes_on:
        with pace as (low, high):
            span = {"first": first.isoformat(), "last": last.isoformat(), "low": low, "high": high}
            for *key, amount, soles in db.execute(_SUMS, span):
                known = added.get(tuple(key), (0, 0))
                added[tuple(key)] = known[0] + amount, known[1] + soles
        yield
    return [Sum(bool(key[0]), *key[1:], *both) for key, both in added.items()]  # type: ignore[call-arg, arg-type]


def exchange_of_advances(db: Connection, first: date, last: date) -> list[Sum]:
    """What dollars given as advances are worth by the rate they were given at, less what was booked for them.

    They come back at the rate of another day, and lines are rounded one by one; it is the gain or loss of each fund of
    the advance.
    """
    found: list[Sum] = []
    open_before: dict[tuple[int, int], int] = {}
    for row in sorted(advances.foreign_advances(db, first, last), key=lambda row: not row["before"]):
        part = row["advance"], row["fund"]
        earlier = open_before.get(part, 0)
        open_before[part] = earlier + row["left"]
        worth = to_soles(earlier + row["left"], row["rate"]) - to_soles(earlier, row["rate"])
        gain = worth - row["booked"]
        if gain:
            before = bool(row["before"])
            found.append(Sum(before, f"{last:%Y-%m}", EXCHANGE, None, "PEN", row["fund"], None, gain, gain))
    return found


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which movements are meant; what is None does not limit them."""

    first: date | None = None
    last: date
    kind: str | None = None
    """``out`` where all time is meant (``first`` is None): also what was spent before the program."""
    funds: Collection[int] | None = None
    projects: Collection[int] | None = None
    """An empty collection: those of no project."""

    def conditions(self) -> str:
        """SQL on movements, all of it dates and numbers; no index is used, for what is looked at is told by ids."""
        parts = [f"+issued_on <= '{self.last.isoformat()}'", *self.line_conditions()]
        if self.first is not None:
            parts.append(f"+issued_on >= '{self.first.isoformat()}'")
        if self.kind == Flow.OUT and self.first is None:
            parts.append(f"movements.kind IN ('{Flow.OUT}', '{Flow.EARLIER}')")
        elif self.kind is not None:
            parts.append(f"movements.kind = '{Flow(self.kind)}'")
        else:
            parts.append("movements.kind IN ('in', 'out')")
        return " AND ".join(parts)

    def line_conditions(self) -> list[str]:
        """Those on a line alone, as receipt_lines has them too."""
        parts = []
        if self.funds is not None:
            parts.append(f"+fund_id IN ({_numbers(self.funds)})")
        if self.projects is not None:
            parts.append(f"+project_id IN ({_numbers(self.projects)})" if self.projects else "+project_id IS NULL")
        return parts


def _numbers(ids: Collection[int]) -> str:
    return ", ".join(str(int(each)) for each in sorted(ids))


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The receipts behind a sum: the newest of them as rows, oldest first, and what the older ones add."""

    rows: list[Row]
    """id, kind, series, number, issued_on, party_name, account_name, concept, ``flow`` and ``part``: what of it counts.
    What takes spending back has a positive part, what takes income back a negative one."""
    older: int
    older_income: int
    older_spent: int


_Part = tuple[str, int, str, int]
"""Day and id of a receipt, the flow of what counts of it, and how much that is."""

_PARTS = """SELECT issued_on, receipt_id, movements.kind, sum(soles) FROM movements WHERE {}
    GROUP BY receipt_id, movements.kind"""


def receipts_behind(db: Connection, wanted: Wanted, most: int) -> Steps[Behind]:
    """The valid receipts behind a sum, each with the part of it that counts, in céntimos of sol.

    ``most`` is how many are given one by one, whatever the size of the book.
    """
    steps = _parts_of_projects(db, wanted) if wanted.projects else _parts_of_period(db, wanted)
    parts = yield from steps
    parts.sort()
    newest, older = parts[-most:], parts[:-most]
    found = yield from _with_details(db, newest, wanted)
    return Behind(
        rows=found,
        older=len(older),
        older_income=sum(part for _day, _id, kind, part in older if kind == ReceiptKind.IN),
        older_spent=-sum(part for _day, _id, kind, part in older if kind != ReceiptKind.IN),
    )


def _parts_of_period(db: Connection, wanted: Wanted) -> Steps[list[_Part]]:
    first = (wanted.first or date.min).isoformat()
    query = "SELECT min(id), max(id) FROM receipts WHERE issued_on BETWEEN ? AND ?"
    lowest, highest = db.execute(query, (first, wanted.last.isoformat())).fetchone()
    pace = Pace((lowest or 1) - 1, highest or 0)
    found: list[_Part] = []
    query = _PARTS.format(f"receipt_id > ? AND receipt_id <= ? AND {wanted.conditions()}")
    while pace.goes_on:
        with pace as span:
            found += db.execute(query, span).fetchall()
        yield
    return found


def _parts_of_projects(db: Connection, wanted: Wanted) -> Steps[list[_Part]]:
    """By the index of each project's lines; a receipt may pay for several projects."""
    found: dict[tuple[int, str], _Part] = {}
    for project_id in sorted(wanted.projects or ()):
        for part in db.execute(_PARTS.format(f"project_id = ? AND {wanted.conditions()}"), (project_id,)):
            day, receipt_id, kind, soles = part
            known = found.get((receipt_id, kind))
            found[receipt_id, kind] = (day, receipt_id, kind, soles + (known[3] if known else 0))
        yield
    return list(found.values())


_DETAILS = 500


def _with_details(db: Connection, parts: list[_Part], wanted: Wanted) -> Steps[list[Row]]:
    found: list[Row] = []
    lines = " AND ".join(["receipt_id = receipts.id", *wanted.line_conditions()])
    for start in range(0, len(parts), _DETAILS):
        chosen = parts[start : start + _DETAILS]
        by_id = {
            row["id"]: row
            for row in rows.select(
                db,
                f"""SELECT id, kind, series, number, issued_on, party_name, account_name,
                    (SELECT concept FROM receipt_lines WHERE {lines} ORDER BY position LIMIT 1) AS concept
                FROM receipts WHERE id IN ({_numbers([part[1] for part in chosen])})""",
            )
        }
        found += [{**by_id[part[1]], "flow": part[2], "part": part[3]} for part in chosen]
        yield
    return found


def named(db: Connection, table: str) -> list[Row]:
    """Every account or fund, without its money."""
    return rows.select(db, f"SELECT * FROM {table} ORDER BY id")


def projects_until(db: Connection, last: date) -> list[Row]:
    """Every project by heading and name with the newest budget decided until ``last`` (None where there is none)."""
    return rows.select(
        db,
        """SELECT premium_projects.*, headings.name AS heading_name,
            (SELECT amount FROM project_budgets WHERE project_id = premium_projects.id
                AND decided_on <= ? ORDER BY id DESC LIMIT 1) AS budget
        FROM premium_projects JOIN headings ON headings.id = heading_id
        WHERE premium_projects.discarded = 'no'
        ORDER BY heading_id, premium_projects.sort_key, premium_projects.id""",
        (last.isoformat(),),
    )


def projects_under(db: Connection, heading_id: int) -> int:
    """How many projects stand under a heading."""
    return int(
        rows.value(db, "SELECT count(*) FROM premium_projects WHERE heading_id = ? AND discarded = 'no'", (heading_id,))
    )


def members_of(db: Connection) -> list[Row]:
    """Every person of the register with what charts count by: kind, state, sex, birth_date, admitted_on."""
    return rows.select(db, "SELECT kind, state, sex, birth_date, admitted_on FROM members WHERE discarded = 'no'")


def members_listed(db: Connection) -> list[Row]:
    """The members (not the workers) in alphabetical order, with all that their register says."""
    return rows.select(db, "SELECT * FROM members WHERE kind = 'member' AND discarded = 'no' ORDER BY sort_key, id")


def trainings_between(db: Connection, first: date, last: date) -> list[Row]:
    """The sessions held in a period, oldest first: topic, kind, held_on, duration (minutes), women, men, project_id."""
    return rows.select(
        db,
        """SELECT training_sessions.id, topic, training_sessions.kind, held_on, trainer, duration, project_id,
            count(members.id) FILTER (WHERE sex = 'f') AS women, count(members.id) FILTER (WHERE sex = 'm') AS men
        FROM training_sessions LEFT JOIN attendances ON training_session_id = training_sessions.id
        LEFT JOIN members ON members.id = member_id
        WHERE held_on BETWEEN ? AND ? AND training_sessions.state = 'held' AND training_sessions.discarded = 'no'
        GROUP BY training_sessions.id ORDER BY held_on, training_sessions.id""",
        (first.isoformat(), last.isoformat()),
    )


def kinds_of_trainings(db: Connection, first: date, last: date) -> list[Row]:
    """The sessions held in a period by kind and topic only."""
    return rows.select(
        db,
        "SELECT kind, topic FROM training_sessions WHERE held_on BETWEEN ? AND ? AND state = 'held'"
        " AND discarded = 'no'",
        (first.isoformat(), last.isoformat()),
    )


_LINE_IN_SOLES = """CASE WHEN credits_id IS NULL THEN 1 ELSE -1 END
    * CASE WHEN exchange_rate IS NULL THEN total ELSE (total * exchange_rate + 5000) / 10000 END"""
"""SQL of what a line of a purchase cost in céntimos of sol; of a credit note's line less than 0."""


def bought_between(db: Connection, first: date, last: date) -> list[Row]:
    """What was bought in a period by category, less what credit notes took off: category, purchases, total in céntimos
    of sol."""
    return rows.select(
        db,
        f"""SELECT category, count(DISTINCT purchases.id) FILTER (WHERE credits_id IS NULL) AS purchases,
            sum({_LINE_IN_SOLES}) AS total
        FROM purchase_lines JOIN purchases ON purchases.id = purchase_id
        WHERE purchased_on BETWEEN ? AND ? AND discarded = 'no' GROUP BY category ORDER BY total DESC, category""",
        (first.isoformat(), last.isoformat()),
    )


def lines_bought_between(db: Connection, first: date, last: date, category: str) -> list[Row]:
    """The lines of purchases of one category, oldest first: purchase_id, purchased_on, supplier_name, document_type,
    series, number, item, and ``soles`` in céntimos, less than 0 of a credit note."""
    return lines_bought(db, "category = ?", category, first, last)


def lines_bought(db: Connection, condition: str, given: str | int, first: date, last: date) -> list[Row]:
    """The same of any SQL condition with one ``?``."""
    return rows.select(
        db,
        f"""SELECT purchase_id, purchased_on, suppliers.name AS supplier_name, document_type, series, purchases.number,
            item, {_LINE_IN_SOLES} AS soles
        FROM purchase_lines JOIN purchases ON purchases.id = purchase_id JOIN suppliers ON suppliers.id = supplier_id
        WHERE {condition} AND purchased_on BETWEEN ? AND ? AND purchases.discarded = 'no'
        ORDER BY purchased_on, purchase_id, position""",
        (given, first.isoformat(), last.isoformat()),
    )


_SHOWN_WITHIN = 150
"""Days after a period in which an assembly usually looks at it."""


def assemblies_after(db: Connection, first: date, last: date) -> list[int]:
    """The assemblies that may be shown a period: held in it or soon after, the latest first."""
    until = last + timedelta(days=_SHOWN_WITHIN)
    found = rows.select(
        db,
        "SELECT id FROM assemblies WHERE held_on BETWEEN ? AND ? AND discarded = 'no' ORDER BY held_on DESC, id DESC",
        (first.isoformat(), until.isoformat()),
    )
    return [int(row["id"]) for row in found]


def spent_by_project(db: Connection, first: date, last: date) -> dict[int, int]:
    """What each project spent between two days, céntimos of sol; without what it had spent before the program."""
    found = db.execute(
        "SELECT project_id, -sum(soles) FROM movements WHERE kind = 'out' AND project_id IS NOT NULL"
        " AND issued_on BETWEEN ? AND ? GROUP BY project_id",
        (first.isoformat(), last.isoformat()),
    )
    return {int(project): int(spent) for project, spent in found}


def premium_sources(db: Connection, first: date, last: date) -> list[Row]:
    """Who paid Premium in between two days: ``payer`` and ``soles``, largest first.

    ``payer`` is empty for all persons together: those of the register, and who gave a person's document (DNI, carné
    de extranjería, pasaporte).
    """
    return rows.select(
        db,
        """SELECT CASE WHEN receipts.member_id IS NOT NULL OR party_document LIKE 'DNI %' OR party_document LIKE 'CE %'
            OR party_document LIKE 'Pasaporte %' THEN '' ELSE party_name END AS payer, sum(soles) AS soles
        FROM movements JOIN funds ON funds.id = fund_id AND funds.kind = 'premium'
        JOIN receipts ON receipts.id = movements.receipt_id
        WHERE movements.kind = 'in' AND movements.issued_on BETWEEN ? AND ?
        GROUP BY payer ORDER BY soles DESC, payer""",
        (first.isoformat(), last.isoformat()),
    )
