"""What is owed to suppliers, purchase by purchase, and what was bought by supplier, category and project."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.lists import owed_sql
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.rows import Row
from ananea_desktop.storage.statistics import lines_bought

_AS_IT_STOOD = owed_sql("AND issued_on <= :until", "AND credits.purchased_on <= :until")
# materialized: what is owed is worked out once, and not again in WHERE and ORDER BY
_OWED = f"""WITH found AS MATERIALIZED (
    SELECT purchases.id, purchases.supplier_id, suppliers.name AS supplier_name, suppliers.ruc, document_type,
        series, purchases.number, purchased_on, due_on, currency, exchange_rate, retention, suppliers.sort_key,
        {_AS_IT_STOOD} AS owed
    FROM purchases JOIN suppliers ON suppliers.id = purchases.supplier_id
    WHERE purchased_on <= :until AND purchases.discarded = 'no' {{which}})
    SELECT * FROM found WHERE owed > 0 ORDER BY sort_key, supplier_id, coalesce(due_on, purchased_on), id"""


def owed(db: Connection, last: date) -> Steps[list[Row]]:
    """Every purchase that was not paid in full on a day, by supplier and by when it is due; ``owed`` in céntimos of its
    currency."""
    found: list[Row] = []
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM purchases")))
    query = _OWED.format(which="AND purchases.id > :low AND purchases.id <= :high")
    while pace.goes_on:
        with pace as (low, high):
            found += rows.select(db, query, {"until": last.isoformat(), "low": low, "high": high})
        yield
    return sorted(found, key=lambda row: (row["sort_key"], row["supplier_id"], row["due_on"] or row["purchased_on"]))


def owes(db: Connection, last: date) -> bool:
    """Whether any purchase was not paid in full on a day."""
    query = f"""SELECT 1 FROM purchases WHERE purchased_on <= :until AND discarded = 'no' AND {_AS_IT_STOOD} > 0
        ORDER BY id DESC LIMIT 1"""
    return rows.value(db, query, {"until": last.isoformat()}) is not None


def owed_to(db: Connection, supplier_id: int, last: date) -> list[Row]:
    """The same of one supplier."""
    parameters = {"until": last.isoformat(), "supplier": supplier_id}
    return rows.select(db, _OWED.format(which="AND purchases.supplier_id = :supplier"), parameters)


_BOUGHT = """SELECT {group} AS name, {key} AS key, count(DISTINCT purchases.id) FILTER (WHERE credits_id IS NULL)
        AS purchases,
    sum(CASE WHEN credits_id IS NULL THEN {soles} ELSE 0 END) AS bought,
    sum(CASE WHEN credits_id IS NULL THEN 0 ELSE {soles} END) AS credited
    FROM purchase_lines JOIN purchases ON purchases.id = purchase_id JOIN suppliers ON suppliers.id = supplier_id
    LEFT JOIN premium_projects ON premium_projects.id = purchases.project_id
    WHERE purchased_on BETWEEN ? AND ? AND purchases.discarded = 'no'
    GROUP BY key ORDER BY bought - credited DESC, name"""
_SOLES = "(CASE WHEN exchange_rate IS NULL THEN total ELSE (total * exchange_rate + 5000) / 10000 END)"


def bought_by(db: Connection, what: str, first: date, last: date) -> list[Row]:
    """``what``: supplier, category or project. name, key, purchases, bought and credited in céntimos of sol."""
    group, key = {
        "supplier": ("suppliers.name", "suppliers.id"),
        "category": ("category", "category"),
        "project": ("coalesce(premium_projects.name, '')", "coalesce(premium_projects.id, 0)"),
    }[what]
    query = _BOUGHT.format(group=group, key=key, soles=_SOLES)
    return rows.select(db, query, (first.isoformat(), last.isoformat()))


def lines_bought_of(db: Connection, supplier_id: int, first: date, last: date) -> list[Row]:
    """The lines bought of a supplier, oldest first, as storage.statistics.lines_bought_between has them."""
    return lines_bought(db, "supplier_id = ?", supplier_id, first, last)
