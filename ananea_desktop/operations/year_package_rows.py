"""What of a year's books goes into a package for the Central, gathered table by table (domain/packages.py)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from ananea_desktop.domain import packages
from ananea_desktop.domain.packages import Cell
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import clean, harmless
from ananea_desktop.operations import premium
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures, figures
from ananea_desktop.storage import closings, execution, package_rows, statistics
from ananea_desktop.storage import premium as premium_store
from ananea_desktop.storage.statistics import FUND_FLOWS

_MOVED = ("in", "out", "advance", "transfer", "capital", "exchange")
"""What a year moves; opening balances are part of what a fund had before."""


def gather(books: Books, first: date, last: date, with_names: bool) -> Steps[dict[str, list[tuple[Cell, ...]]]]:
    """The rows of each table but the profile's, which the package itself is told in."""
    found = yield from figures(books, first, last)
    rows: dict[str, list[tuple[Cell, ...]]] = {
        "funds": _plain(_funds(found)),
        "headings": _plain((row["id"], row["name"]) for row in statistics.named(books.db, "headings")),
        "projects": _plain(_projects(books, found)),
        "money": _numbered(_money(found)),
        "premium_lots": _plain(_lots(books, first, last)),
        "purchases": _numbered(
            (row["category"], row["purchases"], row["total"])
            for row in statistics.bought_between(books.db, first, last)
        ),
    }
    yield
    known = {row[0] for row in rows["projects"]}
    for table in packages.tables(with_names):
        if table.name in rows or table is packages.PROFILE:
            continue
        counted = package_rows.counted(books.db, table.name, first, last)
        made = _plain(counted) if table.name in package_rows.WITH_IDS else _numbered(counted)
        rows[table.name] = _of_known(made, table, known)
        yield
    return rows


def profile(books: Books, code: str, year: int, number: int, last: date, given: dict[str, Any]) -> tuple[Cell, ...]:
    """The one row that says whose package it is, and by its last seal what the books were."""
    seal_number, seal_hash = closings.last_seal(books.db)
    return (
        1,
        code,
        year,
        number,
        harmless(clean(given["name"])),
        given["ruc"],
        harmless(clean(given["place"])),
        given["flo_id"],
        given["certified_since"],
        last.isoformat(),
        seal_number,
        seal_hash,
    )


def _funds(found: Figures) -> Iterable[tuple[Any, ...]]:
    for fund in found.funds:
        mine = [each for each in found.sums if each.fund_id == fund["id"] and each.kind in FUND_FLOWS]
        moved: dict[str, int] = defaultdict(int)
        for each in mine:
            moved["opening" if each.before else each.kind] += each.soles
        exchange = moved["transfer"] + moved["exchange"]
        closing = sum(moved.values())
        yield (
            fund["id"],
            fund["name"],
            fund["kind"],
            moved["opening"],
            moved["in"],
            -moved["out"],
            exchange,
            moved["capital"],
            closing,
        )


def _projects(books: Books, found: Figures) -> Iterable[tuple[Any, ...]]:
    helped = execution.all_beneficiaries(books.db)
    for row in found.projects:
        people = list(helped.get(row["id"], {}).values())
        yield (
            row["id"],
            row["name"],
            row["heading_id"],
            row["state"],
            row["starts_on"],
            row["ends_on"],
            row["budget"],
            row["spent"],
            row["spent_now"],
            sum(each.women for each in people),
            sum(each.men for each in people),
            sum(each.unknown for each in people),
        )


def _money(found: Figures) -> list[tuple[Any, ...]]:
    added: dict[tuple[str, str, int, int | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for each in found.sums:
        if not each.before and each.kind in _MOVED:
            sums = added[each.month, each.kind, each.fund_id, each.project_id, each.currency]
            sums[0] += each.amount
            sums[1] += each.soles
    ordered = sorted(added, key=lambda key: (*key[:3], key[3] or 0, key[4]))
    return [(key[0], key[1], key[2], key[3], key[4], *added[key]) for key in ordered]


def _lots(books: Books, first: date, last: date) -> Iterable[tuple[Any, ...]]:
    of_year = premium_store.of_period(first, last)
    for row in premium.incomes(books, conditions=of_year, limit=-1)[::-1]:
        yield (
            row["id"],
            row["lot"],
            row["exported_on"],
            row["buyer"],
            row["metal"],
            row["gross_mg"],
            row["fine_mg"],
            row["usd_per_kg"],
            row["usd_due"],
            row["deducted"],
            row["received"],
            row["received_soles"],
        )


def _of_known(rows: list[tuple[Cell, ...]], table: packages.Table, known: set[Cell]) -> list[tuple[Cell, ...]]:
    """Without the name of a project that was set aside by mistake and is in no list any more."""
    if "project_id" not in table.names:
        return rows
    at = table.index("project_id")
    return [row if row[at] in known else (*row[:at], None, *row[at + 1 :]) for row in rows]


def _numbered(rows: Iterable[Iterable[Any]]) -> list[tuple[Cell, ...]]:
    return _plain((number, *row) for number, row in enumerate(rows, start=1))


def _plain(rows: Iterable[Iterable[Any]]) -> list[tuple[Cell, ...]]:
    return [tuple(map(_cell, row)) for row in rows]


def _cell(value: Any) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return harmless(clean(value))[: packages.LONGEST]
    return None if value is None else int(value)
