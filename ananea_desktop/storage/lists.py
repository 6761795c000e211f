"""The lists of the window and of the papers: one query each, with the sums that stand in their columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import records, rows
from ananea_desktop.storage.assemblies import MAY_VOTE
from ananea_desktop.storage.member_states import HERE
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.rows import Row

_MEMBERS = "SELECT * FROM members"

MEMBER_HERE = f"{HERE} = ?"
"""A condition of ``members``: 1 for who is a member or worker today, 0 for who is no more."""

_SUPPLIERS = "SELECT * FROM suppliers"

_TRAININGS = """SELECT training_sessions.*, premium_projects.name AS project_name, funds.name AS fund_name,
    coalesce((SELECT max(training_days.held_on) FROM training_days
     WHERE training_session_id = training_sessions.id), held_on) AS last_held_on,
    (SELECT count(*) FROM training_invitations WHERE training_session_id = training_sessions.id) AS invited,
    (SELECT count(*) FROM attendances WHERE training_session_id = training_sessions.id) AS attendance,
    (SELECT count(*) FROM attendances JOIN members ON members.id = member_id
     WHERE training_session_id = training_sessions.id AND sex = 'f') AS women,
    (SELECT coalesce(-sum(soles), 0) FROM movements
     WHERE training_session_id = training_sessions.id AND movements.kind = 'out') AS spent
    FROM training_sessions LEFT JOIN premium_projects ON premium_projects.id = project_id
    LEFT JOIN funds ON funds.id = fund_id"""


def _paid(condition: str = "") -> str:
    """SQL of what receipts paid of a purchase, in the purchase's own currency; an advance pays once it is rendered,
    and what the supplier gave back is paid no more."""
    return f"""(SELECT coalesce(-sum(CASE WHEN movements.currency = purchases.currency THEN movements.amount
        WHEN purchases.currency = 'PEN' THEN soles
        ELSE (movements.amount * 10000 + sign(movements.amount) * (exchange_rate / 2)) / exchange_rate END), 0)
    FROM movements WHERE movements.purchase_id = purchases.id AND movements.kind IN ('out', 'in') {condition})"""


_BOUGHT = "(SELECT coalesce(sum(total), 0) FROM purchase_lines WHERE purchase_id = purchases.id)"
"""SQL of what the paper of a purchase says, in the purchase's own currency."""


def _credited(condition: str = "") -> str:
    """SQL of what credit notes take from a purchase."""
    return f"""(SELECT coalesce(sum(total), 0) FROM purchases AS credits JOIN purchase_lines ON purchase_id = credits.id
        WHERE credits.credits_id = purchases.id AND credits.discarded = 'no' {condition})"""


def owed_sql(paid_when: str = "", credited_when: str = "") -> str:
    """SQL of what is owed of a purchase in its own currency; of a credit note nothing is, less than 0 is too much."""
    owed = f"{_BOUGHT} - {_credited(credited_when)} - {_paid(paid_when)}"
    return f"CASE WHEN purchases.credits_id IS NULL THEN {owed} ELSE 0 END"


_IN_SOLES = "CASE WHEN exchange_rate IS NULL THEN owed ELSE (owed * exchange_rate + 5000) / 10000 END"
"""SQL of what is owed of a purchase, in céntimos of sol."""

_PURCHASES = f"""SELECT purchases.*, suppliers.name AS supplier_name, funds.name AS fund_name,
    premium_projects.name AS project_name,
    CASE WHEN purchases.credits_id IS NULL THEN {_BOUGHT} ELSE -{_BOUGHT} END AS total,
    {_credited()} AS credited, {owed_sql()} AS owed,
    (SELECT suppliers.name || ', ' || trim(cited.series || '-' || cited.number, '-') FROM purchases AS cited
     WHERE cited.id = purchases.credits_id) AS credits_words,
    training_sessions.topic AS training_topic, quotation_requests.subject AS quotation_subject,
    (SELECT group_concat(item, ', ') FROM (SELECT item FROM purchase_lines WHERE purchase_id = purchases.id
     ORDER BY position)) AS items,
    {_paid()} AS paid
    FROM purchases JOIN suppliers ON suppliers.id = supplier_id JOIN funds ON funds.id = purchases.fund_id
    LEFT JOIN premium_projects ON premium_projects.id = purchases.project_id
    LEFT JOIN training_sessions ON training_sessions.id = purchases.training_session_id
    LEFT JOIN quotation_requests ON quotation_requests.id = purchases.quotation_request_id"""

_BUDGET_AND_SPENT = """
    (SELECT amount FROM project_budgets WHERE project_id = premium_projects.id ORDER BY id DESC LIMIT 1) AS budget,
    (SELECT coalesce(-sum(soles), 0) FROM movements
     WHERE project_id = premium_projects.id AND kind IN ('out', 'earlier')) AS spent"""

_COMMITTED = f"""(SELECT coalesce(sum({_IN_SOLES}), 0) FROM
        (SELECT exchange_rate, {owed_sql()} AS owed FROM purchases
            WHERE purchases.project_id = premium_projects.id AND purchases.discarded = 'no')
     WHERE owed > 0) AS committed"""

_PROJECTS = f"""SELECT premium_projects.*, headings.name AS heading_name, {_BUDGET_AND_SPENT},
    (SELECT acta FROM project_budgets WHERE project_id = premium_projects.id ORDER BY id DESC LIMIT 1) AS acta,
    {_COMMITTED}
    FROM premium_projects JOIN headings ON headings.id = heading_id"""


# voters: those who may vote, counted when the attendance was noted, and before that as they are today
_ASSEMBLIES = f"""SELECT assemblies.*,
    coalesce(eligible, (SELECT count(*) FROM members WHERE {MAY_VOTE})) AS voters,
    (SELECT count(*) FROM assembly_attendances WHERE assembly_id = assemblies.id) AS noted,
    (SELECT count(*) FROM assembly_attendances WHERE assembly_id = assemblies.id AND status <> 'excused') AS attending,
    (SELECT count(*) FROM assembly_attendances
     WHERE assembly_id = assemblies.id AND status = 'represented') AS represented,
    (SELECT count(*) FROM resolutions WHERE assembly_id = assemblies.id) AS resolution_count
    FROM assemblies"""


def members(db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any) -> list[Row]:
    """The register in alphabetical order (Á with A, Ñ after N)."""
    return records.page(db, _MEMBERS, "members", search=search, conditions=conditions, **page)


def suppliers(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    return records.page(db, _SUPPLIERS, "suppliers", search=search, conditions=conditions, **page)


def training_sessions(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """Newest first, of any state, with the last of its days, how many were invited, how many came, how many of them
    women, and what was spent (céntimos of sol)."""
    return records.page(
        db,
        _TRAININGS,
        "training_sessions",
        search=search,
        conditions=conditions,
        order=("held_on", "id"),
        descending=True,
        **page,
    )


def purchases(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """Newest first, with ``total``, what credit notes took off (``credited``), what was ``paid`` and what is ``owed``,
    in céntimos of the purchase's currency. A credit note's total is less than 0, and it owes nothing."""
    return records.page(
        db,
        _PURCHASES,
        "purchases",
        search=search,
        conditions=conditions,
        order=("purchased_on", "id"),
        descending=True,
        **page,
    )


def projects(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """By heading and name, with the newest approved budget (None before approval), what was ``spent``, and what is
    ``committed``: bought for it and not paid yet; all in céntimos of sol."""
    return records.page(
        db,
        _PROJECTS,
        "premium_projects",
        search=search,
        conditions=conditions,
        order=("heading_id", "sort_key", "id"),
        **page,
    )


def assemblies(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """Newest first, with ``voters``, how many marks were ``noted``, how many were ``attending`` (of them
    ``represented``), and ``resolution_count``."""
    return records.page(
        db,
        _ASSEMBLIES,
        "assemblies",
        search=search,
        conditions=conditions,
        order=("held_on", "id"),
        descending=True,
        **page,
    )


def purchase_lines(db: Connection, purchase_id: int) -> list[Row]:
    """By their places, each with what was ``received`` of it, in thousandths."""
    return rows.select(
        db,
        """SELECT *, (SELECT coalesce(sum(quantity), 0) FROM stock_movements
            WHERE purchase_line_id = purchase_lines.id) AS received
        FROM purchase_lines WHERE purchase_id = ? ORDER BY position""",
        (purchase_id,),
    )


def attendance(db: Connection, training_session_id: int) -> list[Row]:
    """Who came, in alphabetical order, as rows of members, with ``signature``, ``mark`` and ``remark``."""
    return rows.select(
        db,
        "SELECT members.*, signature, mark, attendances.notes AS remark FROM attendances"
        " JOIN members ON members.id = member_id WHERE training_session_id = ? ORDER BY sort_key, members.id",
        (training_session_id,),
    )


def trainings_of_member(db: Connection, member_id: int) -> list[Row]:
    """The sessions held that a person came to, newest first, with ``mark`` and the last of its days."""
    return rows.select(
        db,
        "SELECT training_sessions.*, mark, coalesce((SELECT max(training_days.held_on) FROM training_days"
        " WHERE training_session_id = training_sessions.id), held_on) AS last_held_on"
        " FROM attendances JOIN training_sessions"
        " ON training_sessions.id = training_session_id WHERE member_id = ? AND state = 'held'"
        " ORDER BY held_on DESC, training_sessions.id",
        (member_id,),
    )


def project_balance(db: Connection, project_id: int) -> int | None:
    """Approved minus spent, céntimos of sol; None while nothing is approved."""
    query = f"SELECT {_BUDGET_AND_SPENT} FROM premium_projects WHERE id = ?"
    found = rows.select_one(db, query, (project_id,))
    return None if found is None or found["budget"] is None else int(found["budget"] - found["spent"])


def project_room(db: Connection, project_id: int) -> int | None:
    """The same less what was bought for it and is not paid yet."""
    query = f"SELECT {_BUDGET_AND_SPENT}, {_COMMITTED} FROM premium_projects WHERE id = ?"
    found = rows.select_one(db, query, (project_id,))
    if found is None or found["budget"] is None:
        return None
    return int(found["budget"] - found["spent"] - found["committed"])


def account_balances(db: Connection) -> list[Row]:
    """Every account with its balance in céntimos of its own currency."""
    return rows.select(
        db,
        """SELECT accounts.*, coalesce((SELECT sum(direction * total) FROM receipts
                WHERE account_id = accounts.id), 0)
            - coalesce((SELECT sum(direction * total) FROM receipt_annulments
                JOIN receipts ON receipts.id = receipt_id WHERE account_id = accounts.id), 0) AS balance
        FROM accounts ORDER BY id""",
    )


class Unpaid(NamedTuple):
    """Purchases that are not paid in full: how many, what is owed for them, and of that what is overdue; céntimos of
    sol."""

    purchases: int = 0
    owed: int = 0
    overdue: int = 0


def unpaid_purchases(db: Connection, today: date) -> Steps[Unpaid]:
    """What is owed to suppliers, overdue from the day after ``due_on``, or after the purchase where none is noted."""
    count = owed = overdue = 0
    late = f"sum({_IN_SOLES}) FILTER (WHERE due < :today)"
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM purchases")))
    query = f"""WITH found AS MATERIALIZED (
            SELECT exchange_rate, coalesce(due_on, purchased_on) AS due, {owed_sql()} AS owed
            FROM purchases WHERE id > :low AND id <= :high AND discarded = 'no')
        SELECT count(*), coalesce(sum({_IN_SOLES}), 0), coalesce({late}, 0) FROM found WHERE owed > 0"""
    while pace.goes_on:
        with pace as (low, high):
            found = db.execute(query, {"low": low, "high": high, "today": today.isoformat()}).fetchone()
        count, owed, overdue = count + found[0], owed + found[1], overdue + found[2]
        yield
    return Unpaid(count, owed, overdue)


def next_assembly(db: Connection, today: date) -> Row | None:
    """The nearest assembly noted for ``today`` or later."""
    query = (
        "SELECT id, kind, held_on FROM assemblies WHERE held_on >= ? AND discarded = 'no' ORDER BY held_on, id LIMIT 1"
    )
    return rows.select_one(db, query, (today.isoformat(),))


def has_ordinary_assembly(db: Connection, first: date, last: date) -> bool:
    """Whether an ordinary assembly is noted in a period, held already or not."""
    query = "SELECT 1 FROM assemblies WHERE kind = 'ordinary' AND held_on BETWEEN ? AND ? AND discarded = 'no' LIMIT 1"
    return rows.value(db, query, (first.isoformat(), last.isoformat())) is not None


_DAYS = {
    "receipts": "issued_on",
    "(SELECT held_on FROM training_sessions WHERE state = 'held' AND discarded = 'no')": "held_on",
    "(SELECT purchased_on FROM purchases WHERE discarded = 'no')": "purchased_on",
}
"""The day of what is shown of a year: a training only once it was held."""


def years_with_data(db: Connection) -> list[int]:
    """The years in which something was noted, newest first."""
    years = " UNION ".join(f"SELECT substr({day}, 1, 4) AS year FROM {table}" for table, day in _DAYS.items())
    return [int(row["year"]) for row in rows.select(db, f"{years} ORDER BY year DESC")]


def has_data(db: Connection, first: date, last: date) -> bool:
    """Whether anything was noted between two days."""
    period = {"first": first.isoformat(), "last": last.isoformat()}
    return any(
        rows.select_one(db, f"SELECT 1 FROM {table} WHERE {day} BETWEEN :first AND :last LIMIT 1", period)
        for table, day in _DAYS.items()
    )


def next_member_number(db: Connection) -> int:
    return int(rows.value(db, "SELECT coalesce(max(number), 0) + 1 FROM members"))


# what brought the Premium of a lot, and what corrects that; of it, what is the Premium's own money
_OF_LOT = """WITH RECURSIVE belonging AS (
        SELECT receipt_id AS id FROM premium_income_receipts WHERE premium_income_id = ?
        UNION SELECT receipts.id FROM belonging JOIN receipts ON corrects_id = belonging.id)
    SELECT id FROM belonging"""
_PART_OF_LOT = """(SELECT coalesce(sum(sign * amount), 0) + 0 * ? FROM receipt_lines
    JOIN funds ON funds.id = fund_id AND funds.kind = 'premium' WHERE receipt_id = receipts.id AND flow = 'in')"""


def receipts_of(db: Connection, column: str, record_id: int, limit: int = 50) -> tuple[int, list[Row]]:
    """How many receipts stand for a member, supplier, project, purchase, training or lot, and the newest of them.

    ``part`` is what of it was spent on, or received for, the record; negative where a correction takes it back. A lot
    has what corrects its receipts too.
    """
    by_line = column in ("project_id", "purchase_id", "training_session_id")
    if column == "premium_income_id":
        ids = _OF_LOT
    elif by_line:
        ids = f"SELECT receipt_id FROM receipt_lines WHERE {column} = ?"
    else:
        ids = f"SELECT id FROM receipts WHERE {column} = ?"
    count = rows.value(db, f"SELECT count(DISTINCT id) FROM receipts WHERE id IN ({ids})", (record_id,))
    amount = (
        "(SELECT sum(CASE WHEN flow IN ('out', 'advance', 'earlier') THEN -sign ELSE sign END * amount)"
        f" FROM receipt_lines WHERE receipt_id = receipts.id AND {column} = ?)"
        if by_line
        else "total + 0 * ?"
    )
    if column == "premium_income_id":
        amount = _PART_OF_LOT
    newest = rows.select(
        db,
        f"""SELECT receipts.*, {amount} AS part, annulled_on,
            direction <> 0 AND EXISTS (SELECT 1 FROM receipts AS corrected WHERE corrected.id = receipts.corrects_id
                AND corrected.direction = -receipts.direction) AS is_reversal,
            (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id ORDER BY position LIMIT 1) AS concept
        FROM receipts LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id
        WHERE receipts.id IN ({ids}) ORDER BY issued_on DESC, receipts.id DESC LIMIT ?""",
        (record_id, record_id, limit),
    )
    return int(count), newest


def references_of(db: Connection, table: str) -> Sequence[tuple[int, str]]:
    """Id and name of every row of a short list, for a choice in a form."""
    order = "heading_id, sort_key" if table == "premium_projects" else "id"
    kept = " WHERE discarded = 'no'" if table in records.DISCARDABLE else ""
    found = db.execute(f"SELECT id, name FROM {table}{kept} ORDER BY {order}").fetchall()
    return [(int(record_id), str(name)) for record_id, name in found]


def named(db: Connection, table: str, record_id: int | None) -> Row | None:
    """Id and name of one row of a short list; None where there is none."""
    return rows.select_one(db, f"SELECT id, name FROM {table} WHERE id = ?", (record_id,))


def first_account(db: Connection, currency: str) -> int | None:
    """The account of a currency that was set up first."""
    found: int | None = rows.value(db, "SELECT id FROM accounts WHERE currency = ? ORDER BY id LIMIT 1", (currency,))
    return found


def first_fund(db: Connection, kind: str) -> int | None:
    """The fund of a kind that was set up first."""
    found: int | None = rows.value(db, "SELECT id FROM funds WHERE kind = ? ORDER BY id LIMIT 1", (kind,))
    return found


def is_premium(db: Connection, fund_id: int | None) -> bool:
    """Whether a fund is of the Premium's money."""
    return rows.value(db, "SELECT 1 FROM funds WHERE id = ? AND kind = 'premium'", (fund_id,)) is not None


def account(db: Connection, account_id: int | None) -> Row | None:
    """An account's row; None where there is none."""
    return rows.select_one(db, "SELECT * FROM accounts WHERE id = ?", (account_id,))


def books_open_from(db: Connection) -> date | None:
    """The first day of the period that is open; None where all of them are."""
    found = rows.select_one(db, "SELECT books_open_from AS open_on FROM cooperative")
    return None if found is None else found["open_on"]
