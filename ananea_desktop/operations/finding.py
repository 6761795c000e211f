"""«Buscar todo»: any record by what was typed, a few of each kind, the best first; and what was looked at lately."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.hand_outs import HAND_OUTS
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.items import ITEMS
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, PERSON_KINDS
from ananea_desktop.domain.money import format_money, read_amount
from ananea_desktop.domain.premium import PREMIUM_INCOMES
from ananea_desktop.domain.projects import HEADINGS, PREMIUM_PROJECTS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import InvalidValue, fold
from ananea_desktop.domain.trainings import MANDATORY_TOPICS, TRAINING_SESSIONS
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import finding as store
from ananea_desktop.storage import preferences, receipt_list
from ananea_desktop.storage.records import match_query
from ananea_desktop.storage.rows import Row

PER_KIND = 5
"""Of each kind at once: who does not see it among them types one letter more."""
REMEMBERED = 8
LEAST_LETTERS = 2
"""Of a search in large tables: what begins with one letter is nearly everything."""
_RECENT = "recent records"
_NUMBER = re.compile(r"(?:[A-Za-z]{2} ?)?(?:(\d{3})-)?0*(\d{1,9})")
"""A number as it stands on paper or is said: «431», «001-000431», «RI 001-000431»."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A record that was found."""

    table: str
    id: int
    title: str
    detail: str = ""
    personal: str = ""
    """A number of a person, to be hidden where such are."""
    rank: int = 0
    """As ``rank`` gives it: 0 is best."""


@dataclass(frozen=True)
class _Kind:
    """One kind of record, and what a line says of it beside its name."""

    record_type: RecordType
    detail: Callable[[Row], str] = lambda _row: ""
    title: Callable[[Row], str] | None = None
    personal: Callable[[Row], str] = lambda _row: ""
    is_searched: bool = True
    """Whether its table has an index of words; else it is short and read whole."""
    by_title: bool = False
    """Whether the newest are found by their title too, whose words the index does not have."""


def _on(column: str) -> Callable[[Row], str]:
    return lambda row: format_date(row[column]) if row[column] else ""


def _purchase(row: Row) -> str:
    return f"{PURCHASES.name_of(row)}, {row['supplier_name']}".strip(", ")


def _bought(row: Row) -> str:
    return f"{format_date(row['purchased_on'])} · {format_money(row['total'], row['currency'])}"


def _handed(row: Row) -> str:
    who = row["person_name"] if row["people"] == 1 else row["items"]
    words = (who or "", format_date(row["handed_on"]), _("ANULADA") if row["annulled_on"] else "")
    return " · ".join(filter(None, words))


KINDS = (
    _Kind(
        MEMBERS,
        lambda row: _(PERSON_KINDS[row["kind"]]),
        personal=lambda row: document_text(row["document_type"], row["document_number"]),
    ),
    _Kind(PURCHASES, _bought, _purchase),
    _Kind(SUPPLIERS, lambda row: f"RUC {row['ruc']}" if row["ruc"] else ""),
    _Kind(PREMIUM_PROJECTS, lambda row: row["heading_name"]),
    _Kind(TRAINING_SESSIONS, _on("held_on")),
    _Kind(ASSEMBLIES, _on("held_on"), by_title=True),
    _Kind(ITEMS),
    _Kind(HAND_OUTS, _handed),
    _Kind(FIXED_ASSETS, lambda row: row["code"]),
    _Kind(QUOTATION_REQUESTS),
    _Kind(PREMIUM_INCOMES, _on("exported_on")),
    _Kind(MANDATORY_TOPICS, is_searched=False),
    _Kind(ACCOUNTS, is_searched=False),
    _Kind(FUNDS, is_searched=False),
    _Kind(HEADINGS, is_searched=False),
)
_OF_TABLE = {kind.record_type.table: kind for kind in KINDS}


def rank(typed: str, title: str, more: str = "") -> int | None:
    """How well a title answers what was typed: 0 the same, 1 begins so, 2 each word begins one of its own, 3 with the
    help of ``more``; None where a word is nowhere."""
    wanted, words = fold(typed), fold(title)
    if not wanted:  # only dots and dashes: they are in no word, not in every one
        return None
    if words == wanted:
        return 0
    if words.startswith(wanted):
        return 1
    if _begin(wanted.split(), words.split()):
        return 2
    return 3 if _begin(wanted.split(), [*words.split(), *fold(more).split()]) else None


def _begin(wanted: Iterable[str], words: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in wanted)


def find_anything(books: Books, typed: str) -> Steps[list[Found]]:
    """The records that answer what was typed, of each kind at most PER_KIND, the best of a kind first.

    Receipts are found by their number, their total, and any words they have. In steps: one for each kind.
    """
    found = _receipts_numbered(books, typed)
    if len(fold(typed)) >= LEAST_LETTERS and match_query(typed):
        for kind in KINDS:
            found += _of_kind(books, kind, typed)
            yield
        ids = [each for each in store.receipts(books.db, typed) if each not in {one.id for one in found}]
        found += _ranked(typed, [_receipt(row) for row in receipt_list.rows_of(books.db, ids)])
        yield
    found += yield from _receipts_of_total(books, typed, {each.id for each in found if each.table == "receipts"})
    return found


def _of_kind(books: Books, kind: _Kind, typed: str) -> list[Found]:
    table = kind.record_type.table
    found = [_found(kind, row) for row in store.found(books.db, table, typed)] if kind.is_searched else []
    if kind.by_title or not kind.is_searched:
        newest = [_found(kind, row) for row in store.newest(books.db, table)]
        found += [each for each in newest if each not in found and rank(typed, each.title) is not None]
    return _ranked(typed, found)


def _ranked(typed: str, found: list[Found]) -> list[Found]:
    ranked = [replace(each, rank=_or_last(rank(typed, each.title, each.detail))) for each in found]
    return sorted(ranked, key=lambda each: each.rank)[:PER_KIND]


def _or_last(found: int | None) -> int:
    return 3 if found is None else found


def _found(kind: _Kind, row: Row) -> Found:
    title = kind.title(row) if kind.title is not None else kind.record_type.name_of(row)
    table = kind.record_type.table
    return Found(table=table, id=int(row["id"]), title=title, detail=kind.detail(row), personal=kind.personal(row))


def _receipt(row: Row) -> Found:
    """«Recibo de ingreso 001-000431» with who, when and how much."""
    title = f"{_(KIND_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"
    words = (
        row["party_name"] or row["concept"] or "",
        format_date(row["issued_on"]),
        _("ANULADO") if row["annulled_on"] else format_money(row["total"], row["currency"]),
    )
    return Found(table="receipts", id=int(row["id"]), title=title, detail=" · ".join(filter(None, words)))


def _receipts_numbered(books: Books, typed: str) -> list[Found]:
    """The document of each kind that has exactly this number; a transfer, which has two rows, only once."""
    written = _NUMBER.fullmatch(typed.strip())
    if written is None:
        return []
    ids = store.receipts_numbered(books.db, written[1] or "", int(written[2]), 2 * PER_KIND)
    found = {each.title: each for each in map(_receipt, receipt_list.rows_of(books.db, ids))}
    return list(found.values())[:PER_KIND]


def _receipts_of_total(books: Books, typed: str, known: set[int]) -> Steps[list[Found]]:
    try:
        total = read_amount(typed)
    except InvalidValue:
        return []
    ids = yield from store.receipts_of_total(books.db, total, PER_KIND)
    listed = receipt_list.rows_of(books.db, [each for each in ids if each not in known])
    return [replace(_receipt(row), rank=2) for row in listed]


def recent(books: Books) -> list[Found]:
    """What was looked at lately, the last first; what is no more, or was set aside, is left out."""
    return [found for table, record_id in _kept(books) for found in _one(books, table, record_id)]


def _one(books: Books, table: str, record_id: int) -> list[Found]:
    if table == "receipts":
        there = store.receipt_there(books.db, record_id)
        return [_receipt(row) for row in receipt_list.rows_of(books.db, [record_id])] if there else []
    kind = _OF_TABLE.get(table)
    if kind is None:
        return []
    return [_found(kind, row) for row in store.of_ids(books.db, table, [record_id])]


def _kept(books: Books) -> list[tuple[str, int]]:
    """As far as it can be read."""
    kept = preferences.get(books.db, _RECENT)
    pairs = kept if isinstance(kept, list) else []
    return [(str(each[0]), int(each[1])) for each in pairs if isinstance(each, list) and _is_pair(each)]


def _is_pair(each: list[Any]) -> bool:
    return len(each) == 2 and isinstance(each[0], str) and isinstance(each[1], int)


@needs(Right.OWN)
def note_recent(books: Books, table: str, record_id: int) -> None:
    """Notes that a record was looked at. Not where the file is only looked at."""
    if books.file.only_looking or (table != "receipts" and table not in _OF_TABLE):
        return
    before = _kept(books)
    after = [(table, record_id), *(each for each in before if each != (table, record_id))][:REMEMBERED]
    if after != before:
        with books.noting() as db:
            preferences.put(db, _RECENT, [list(each) for each in after])


def papers(_books: Books) -> list[tuple[str, str, str]]:
    """Name, title and description of every list and report; here, for all that makes them is first imported then."""
    from ananea_desktop.operations import reports

    return [(each.name, _(each.title), _(each.description)) for each in reports.REPORTS.values()]
