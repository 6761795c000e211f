"""The list of receipts: which of them match a filter, in the order of the book, and what they add up to.

Nothing here takes longer for a larger book but what goes in steps: a list is shown with its first matches at once, then
all of them are found, and only then are they added up. Any rows of it are read by their ids: in a list of a million, a
place in the middle costs what the top costs, which keyset paging alone does not give.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows
from ananea_desktop.storage.records import PAGE, match_query
from ananea_desktop.storage.rows import Row

_FIRST_SPAN, _SPAN, _SEARCHED_SPAN = 400, 6_000, 20_000
"""Receipts looked at in one step. A search costs the same for few as for many: 30 ms where it finds a million."""
FEW = 10_000
"""So many lines are sorted at once in some thirty milliseconds."""
_SUMMED = 2_000


@dataclass(frozen=True, kw_only=True)
class ReceiptFilter:
    """Which receipts a list shows; what is None or empty does not limit it."""

    first_day: date | None = None
    last_day: date | None = None
    account_id: int | None = None
    fund_id: int | None = None
    project_id: int | None = None
    search: str = ""
    """Person, document, concept or number, as typed."""

    @property
    def shows_whole_account(self) -> bool:
        """Only then has a running balance a meaning."""
        return self.account_id is not None and not (self.fund_id or self.project_id or self.search.strip())


@dataclass(frozen=True, kw_only=True)
class Matches:
    """The receipts of a filter, newest first."""

    ids: "array[int]"
    is_whole: bool
    """Whether these are all of them."""
    balances: "array[int] | None" = None
    """Céntimos in the account after each, once all were found and where the filter shows a whole account."""


_LIST = """SELECT receipts.id, receipts.kind, series, number, issued_on, party_name, account_name, currency,
    exchange_rate, total, annulled_on, receipt_annulments.reason AS reason,
    (SELECT concept FROM receipt_lines WHERE receipt_id = receipts.id AND position = 1) AS concept,
    (SELECT count(*) FROM receipt_lines WHERE receipt_id = receipts.id) AS line_count,
    CASE WHEN annulled_on IS NOT NULL THEN 0 ELSE direction * total END AS signed, direction,
    (SELECT printf('%s-%06d', corrected.series, corrected.number) FROM receipts AS corrected
        WHERE corrected.id = receipts.corrects_id) AS corrects_number,
    direction <> 0 AND EXISTS (SELECT 1 FROM receipts AS corrected WHERE corrected.id = receipts.corrects_id
        AND corrected.direction = -receipts.direction) AS is_reversal,
    EXISTS (SELECT 1 FROM receipts AS correction WHERE correction.corrects_id = receipts.id
        AND correction.direction = -receipts.direction AND receipts.direction <> 0 AND NOT EXISTS
            (SELECT 1 FROM receipt_annulments WHERE receipt_id = correction.id)) AS is_reversed
    FROM receipts LEFT JOIN receipt_annulments ON receipt_annulments.receipt_id = receipts.id"""


def newest(db: Connection, wanted: ReceiptFilter, after: Row | None = None, limit: int = PAGE) -> list[Row]:
    """One page of receipts, newest first; ``after`` is the last row of the page before."""
    where, parameters = _of_receipt(wanted)
    for condition, given in _of_lines(wanted):
        where.append(condition)
        parameters.append(given)
    if query := match_query(wanted.search):
        where.append("receipts.id IN (SELECT rowid FROM receipts_search WHERE receipts_search MATCH ?)")
        parameters.append(query)
    if after is not None:
        where.append("(issued_on, receipts.id) < (?, ?)")
        parameters += [after["issued_on"].isoformat(), after["id"]]
    return rows.select(
        db,
        _LIST + _where(where) + " ORDER BY issued_on DESC, receipts.id DESC LIMIT ?",
        [*parameters, limit],
    )


def rows_of(db: Connection, ids: Sequence[int]) -> list[Row]:
    """The rows of these receipts, in this order: about a hundred at a time."""
    found = rows.select(db, f"{_LIST} WHERE receipts.id IN ({', '.join('?' * len(ids))})", list(ids))
    by_id = {row["id"]: row for row in found}
    return [by_id[each] for each in ids]


# which receipts


def matching(db: Connection, wanted: ReceiptFilter, least: int | None = None, few: int = FEW) -> Steps[Matches]:
    """The receipts of a filter, newest first: all of them with the balances, or the first ``least`` of them or more.

    Up to ``few`` lines of a project, or finds of a search, are sorted at once; more are met in the order of the book.
    """
    narrow = _narrowest(db, wanted, few)
    if narrow is not None:
        yield
        return Matches(ids=(yield from _of_few(db, wanted, *narrow)), is_whole=True)
    ids, signed, older = array("q"), array("q"), 0
    keeps_account = wanted.shows_whole_account and least is None
    after: tuple[str, int] | None = None
    size, largest = _FIRST_SPAN, _SEARCHED_SPAN if match_query(wanted.search) else _SPAN
    first_day = wanted.first_day.isoformat() if keeps_account and wanted.first_day else ""
    while True:
        span = _span(db, wanted, keeps_account, after, size)
        listed = [row for row in span if row[2] and row[0] >= first_day]
        found = _searched(db, wanted, [row[1] for row in listed])
        ids.extend(found)
        if keeps_account:
            signed.extend(row[3] for row in listed)
            older += sum(row[3] for row in span) - sum(row[3] for row in listed)
        if len(span) < size:
            break
        if least is not None and len(ids) >= least:
            return Matches(ids=ids, is_whole=False)
        after = span[-1][:2]
        size = min(2 * size, largest)
        yield
    balances = (yield from _balances(signed, older)) if keeps_account else None
    return Matches(ids=ids, is_whole=True, balances=balances)


def _span(
    db: Connection, wanted: ReceiptFilter, whole_account: bool, after: tuple[str, int] | None, size: int
) -> list[Any]:
    """The next receipts in order, whether or not their lines match: day, id, match, and the signed amount.

    A whole account is followed to its first day, for the balances.
    """
    if after is not None:  # two upper ends would have SQLite begin at the first of them each time
        wanted = replace(wanted, last_day=None)
    where, parameters = _of_receipt(wanted, also_older=whole_account)
    matches = [condition for condition, _given in _of_lines(wanted)]
    if after is not None:
        where.append("(issued_on, receipts.id) < (?, ?)")
        parameters += after
    signed, joined = "0", ""
    if whole_account:
        signed = "CASE WHEN annulled_on IS NULL THEN direction * total ELSE 0 END"
        joined = " LEFT JOIN receipt_annulments ON receipt_id = receipts.id"
    return db.execute(
        f"SELECT issued_on, receipts.id, {' AND '.join(matches) or '1'}, {signed} FROM receipts{joined}"
        f"{_where(where)} ORDER BY issued_on DESC, receipts.id DESC LIMIT ?",
        [*(given for _condition, given in _of_lines(wanted)), *parameters, size],
    ).fetchall()


def _balances(signed: "array[int]", older: int) -> Steps["array[int]"]:
    """The account after each of its receipts, newest first; ``older`` is what came before the oldest of them."""
    balance = older
    upwards = array("q")
    for low in range(len(signed), 0, -10 * _SPAN):
        part = signed[max(0, low - 10 * _SPAN) : low][::-1]
        upwards.extend(list(accumulate(part, initial=balance))[1:])
        balance = upwards[-1]
        yield
    return upwards[::-1]


def _narrowest(db: Connection, wanted: ReceiptFilter, few: int) -> tuple[str, Any] | None:
    """The narrowest condition that so few receipts meet that they are best found by it, as a query of their ids."""
    counted = []
    for query, given in _narrowing(wanted):
        count = rows.value(db, f"SELECT count(*) FROM ({query} LIMIT {few + 1})", (given,))
        if count <= few:
            counted.append((count, query, given))
    return min(counted)[1:] if counted else None


def _narrowing(wanted: ReceiptFilter) -> Iterator[tuple[str, Any]]:
    if wanted.fund_id is not None:
        yield "SELECT receipt_id AS id FROM receipt_lines WHERE fund_id = ?", wanted.fund_id
    if wanted.project_id is not None:
        yield "SELECT receipt_id AS id FROM receipt_lines WHERE project_id = ?", wanted.project_id
    if query := match_query(wanted.search):
        yield "SELECT rowid AS id FROM receipts_search WHERE receipts_search MATCH ?", query


def _of_few(db: Connection, wanted: ReceiptFilter, query: str, given: Any) -> Steps["array[int]"]:
    where, parameters = _of_receipt(wanted)
    for condition, value in _of_lines(wanted):
        where.append(condition)
        parameters.append(value)
    found = db.execute(
        f"SELECT receipts.id FROM (SELECT DISTINCT id FROM ({query})) AS few"  # CROSS JOIN: from few to receipts
        f" CROSS JOIN receipts ON receipts.id = few.id{_where(where)} ORDER BY issued_on DESC, receipts.id DESC",
        [given, *parameters],
    ).fetchall()
    ids = array("q", [row[0] for row in found])
    if "receipts_search" in query or not match_query(wanted.search):
        return ids
    kept = array("q")
    for low in range(0, len(ids), 1_000):
        yield
        kept.extend(_searched(db, wanted, ids[low : low + 1_000]))
    return kept


def _searched(db: Connection, wanted: ReceiptFilter, ids: Sequence[int]) -> Sequence[int]:
    """Those of ids that lie near each other which the search finds too."""
    query = match_query(wanted.search)
    if not query or not ids:
        return ids
    found = db.execute(
        "SELECT rowid FROM receipts_search WHERE receipts_search MATCH ? AND rowid BETWEEN ? AND ?",
        (query, min(ids), max(ids)),
    )
    known = {row[0] for row in found}
    return [each for each in ids if each in known]


def _of_receipt(wanted: ReceiptFilter, also_older: bool = False) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    parameters: list[Any] = []
    for condition, given in (
        ("issued_on >= ?", wanted.first_day and not also_older and wanted.first_day.isoformat()),
        ("issued_on <= ?", wanted.last_day and wanted.last_day.isoformat()),
        ("receipts.account_id = ?", wanted.account_id),
    ):
        if given:
            where.append(condition)
            parameters.append(given)
    return where, parameters


def _of_lines(wanted: ReceiptFilter) -> Iterator[tuple[str, Any]]:
    # the plus keeps SQLite from going through all lines of the fund for each receipt
    for column, given in (("fund_id", wanted.fund_id), ("project_id", wanted.project_id)):
        if given is not None:
            yield f"EXISTS (SELECT 1 FROM receipt_lines WHERE receipt_id = receipts.id AND +{column} = ?)", given


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


# what they add up to

APART = ("transfer", "opening", "advance", "capital", "reversal", "rendered", "reallocated")
"""What is in the book and no income or spending, or is taken from it, or is spent out of no account."""
_HAS_APART = (
    "max(CASE movements.kind WHEN 'in' THEN amount < 0 WHEN 'out' THEN amount > 0 OR account_id IS NULL ELSE 1 END)"
)
"""Whether any of them may occur: asked of all, for the rest costs as much again."""
_WHICH_APART = (
    "SELECT max(movements.kind = 'transfer'), max(movements.kind = 'opening'), max(movements.kind = 'advance'),"
    " max(movements.kind = 'capital'),"
    " max(account_id IS NOT NULL AND movements.kind = CASE WHEN amount < 0 THEN 'in' ELSE 'out' END),"
    " max(movements.kind = 'out' AND receipt_id IN (SELECT id FROM receipts WHERE kind = 'rendition')),"
    " sum((receipt_id IN (SELECT id FROM receipts WHERE kind = 'reallocation')) * soles) <> 0 FROM movements WHERE "
)


def totals(db: Connection, wanted: ReceiptFilter, ids: Sequence[int]) -> Steps[Row]:
    """What the receipts of a filter, found before, add up to: ``count``, ``income``, ``spent`` and ``net``, ``apart``.

    Annulled ones are counted and add 0. In céntimos of the account's currency when one account is chosen, else of
    sol by the rate of each receipt. A fund or project counts its own lines only. ``apart``: those of APART that occur
    where no account is chosen, for which the sums are not what the amounts of the rows add up to.
    """
    whole = wanted.account_id is not None
    amount = "amount" if whole else "soles"
    into, out = ("amount > 0", "amount < 0") if whole else ("movements.kind = 'in'", "movements.kind = 'out'")
    lines = {name: getattr(wanted, name) for name in ("fund_id", "project_id") if getattr(wanted, name) is not None}
    has_apart = "0" if whole else _HAS_APART
    sums = (
        f"SELECT coalesce(sum({amount}) FILTER (WHERE {into}), 0), coalesce(-sum({amount}) FILTER (WHERE {out}), 0),"
        f" coalesce(sum({amount}), 0), {has_apart} FROM movements WHERE "
    )
    of_lines = "".join(f"+movements.{name} = ? AND " for name in lines)
    income = spent = net = 0
    apart: set[str] = set()
    for low in range(0, len(ids), _SUMMED):
        span = ids[low : low + _SUMMED]
        first, last = min(span), max(span)
        if last - first < len(span):  # most often: a book is written day after day
            which, given = f"{of_lines}receipt_id BETWEEN ? AND ?", [*lines.values(), first, last]
        else:
            which, given = f"{of_lines}receipt_id IN ({', '.join(map(str, span))})", list(lines.values())
        part = db.execute(sums + which, given).fetchone()
        income, spent, net = income + part[0], spent + part[1], net + part[2]
        if part[3] and len(apart) < len(APART):
            found = db.execute(_WHICH_APART + which, given).fetchone()
            apart.update(name for name, occurs in zip(APART, found, strict=True) if occurs)
        yield
    return {"count": len(ids), "income": income, "spent": spent, "net": net, "apart": apart}
