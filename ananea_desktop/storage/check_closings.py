"""What must be true of closings: their order, the seal they name, and their totals, which are still what the lines of
the documents add up to; a part of check.py."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.storage import closings as store
from ananea_desktop.storage import rows, statistics
from ananea_desktop.storage.rows import Row
from ananea_desktop.storage.statistics import EXCHANGE, FUND_FLOWS

_COLUMNS = ("opening", "income", "expense", "transfers", "closing")
_BEFORE = ("opening", "earlier")
"""What was there before the program is no movement of a period."""


def closings(db: Connection) -> Iterator[str]:
    """Numbered from 1 without a gap, in order, each with the hash of the chain and the totals of the book."""
    yield from order(db)
    standing = [row for row in reversed(store.newest(db)) if row["reopened_on"] is None]
    if standing:
        yield from _totals(db, standing)


def order(db: Connection) -> Iterator[str]:
    """The same without the totals, for which the whole book is added up."""
    made = list(reversed(store.newest(db)))
    for expected, row in enumerate(made, start=1):
        if row["number"] != expected:
            yield _("falta el acta de cierre N.º {number}").format(number=expected)
            return
    for row in made:
        yield from _seal(db, row)
    yield from _order([row for row in made if row["reopened_on"] is None])


def _seal(db: Connection, row: Row) -> Iterator[str]:
    """The last seal that the acta names has the hash that stands on the signed paper."""
    found = db.execute("SELECT hash FROM seals WHERE id = ?", (row["seal_id"],)).fetchone()
    if found is None and row["seal_id"] == 0:
        found = db.execute("SELECT code FROM installation").fetchone()
    if found is None or bytes(found[0]).hex() != row["seal_hash"]:
        yield _("acta de cierre {number}: el sello {seal} no es el que dice el acta").format(
            number=row["number"], seal=row["seal_id"]
        )


def _order(standing: Sequence[Row]) -> Iterator[str]:
    closed = ""
    for row in standing:
        if row["period"] == store.MONTH and row["first_day"] <= closed:
            yield _("acta de cierre {number}: su período ya estaba cerrado").format(number=row["number"])
        closed = max(closed, row["last_day"])


def _totals(db: Connection, standing: Sequence[Row]) -> Iterator[str]:
    sums = store.sums_by_month(db)
    for row in standing:
        expected = _expected(db, sums, row["first_day"], row["last_day"])
        found = {
            (line["subject"], line["subject_id"]): tuple(line[name] for name in _COLUMNS)
            for line in store.balances(db, row["id"])
        }
        if found != expected:
            yield _("acta de cierre {number}: sus totales no son lo que suman los documentos").format(
                number=row["number"]
            )


def _expected(
    db: Connection, sums: Sequence[tuple[str, str, int | None, int, int, int]], first: str, last: str
) -> dict[tuple[str, int], tuple[int, ...]]:
    """Its five totals by account and fund. A closing ends with a month, and begins with one or before everything."""
    added: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COLUMNS, 0))
    for month, kind, account_id, fund_id, amount, soles in sums:
        if month > last[:7]:
            continue
        before = month < first[:7] or kind in _BEFORE
        if account_id is not None:
            _add(added["account", account_id], before, kind, amount)
        if kind in FUND_FLOWS:
            _add(added["fund", fund_id], before, kind, soles)
    for each in statistics.exchange_of_advances(db, date.fromisoformat(first), date.fromisoformat(last)):
        _add(added["fund", each.fund_id], each.before, EXCHANGE, each.soles)
    for totals in added.values():
        totals["closing"] = totals["opening"] + totals["income"] - totals["expense"] + totals["transfers"]
    return {key: tuple(totals.values()) for key, totals in added.items()}


def _add(totals: dict[str, int], before: bool, kind: str, amount: int) -> None:
    if before:
        totals["opening"] += amount
    elif kind == "in":
        totals["income"] += amount
    elif kind == "out":
        totals["expense"] -= amount
    else:
        totals["transfers"] += amount


def last_sealed(db: Connection) -> int:
    """The last seal that a closing vouches for; 0 before the first one."""
    return int(rows.value(db, "SELECT coalesce(max(seal_id), 0) FROM closings"))
