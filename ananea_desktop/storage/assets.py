"""Fixed assets with where they come from."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import records, rows
from ananea_desktop.storage.rows import Row

_ASSETS = """SELECT fixed_assets.*, premium_projects.name AS project_name, suppliers.name AS supplier_name,
    purchases.document_type, purchases.series, purchases.number
    FROM fixed_assets LEFT JOIN premium_projects ON premium_projects.id = fixed_assets.project_id
    LEFT JOIN purchases ON purchases.id = fixed_assets.purchase_id
    LEFT JOIN suppliers ON suppliers.id = purchases.supplier_id"""


def fixed_assets(
    db: Connection, *, search: str = "", conditions: Mapping[str, Any] | None = None, **page: Any
) -> list[Row]:
    """By code, with the purchase each came with."""
    return records.page(db, _ASSETS, "fixed_assets", search=search, conditions=conditions, **page)


def by_place(db: Connection) -> list[Row]:
    """Those in use, place by place, by code."""
    return rows.select(
        db,
        "SELECT * FROM fixed_assets WHERE condition <> 'retired' AND discarded = 'no'"
        " ORDER BY place COLLATE NOCASE, sort_key, id",
    )


def last_code(db: Connection, prefix: str) -> str:
    """The highest code that begins so and goes on with figures; empty before the first."""
    found = rows.value(
        db,
        "SELECT code FROM fixed_assets WHERE code LIKE ? || '%' AND substr(code, length(?) + 1) GLOB '[0-9]*'"
        " AND substr(code, length(?) + 1) NOT GLOB '*[^0-9]*'"
        " ORDER BY length(code) DESC, code DESC LIMIT 1",
        (prefix, prefix, prefix),
    )
    return str(found or "")


def places(db: Connection) -> list[str]:
    return [
        str(place)
        for (place,) in db.execute("SELECT DISTINCT place FROM fixed_assets WHERE discarded = 'no' ORDER BY place")
    ]


def of_purchase(db: Connection, purchase_id: int) -> list[Row]:
    return rows.select(
        db, "SELECT * FROM fixed_assets WHERE purchase_id = ? AND discarded = 'no' ORDER BY code", (purchase_id,)
    )
