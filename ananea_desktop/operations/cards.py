"""What the card of a record shows beside its own data: its receipts, its history, and what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ananea_desktop.domain.attachments import TABLES
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.hand_outs import HandOut
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import attachments, committee, items, projects, purchase_cards, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_cards import CapitalCard, capital_card
from ananea_desktop.operations.items import ItemCard
from ananea_desktop.operations.projects import Execution
from ananea_desktop.operations.purchase_cards import PurchaseCard, SupplierCard
from ananea_desktop.operations.trainings import CardParts
from ananea_desktop.storage import assemblies, budgets, lists, premium, records, stock
from ananea_desktop.storage import assets as asset_store
from ananea_desktop.storage import committee as committee_store
from ananea_desktop.storage import hand_outs as hand_out_store
from ananea_desktop.storage import positions as position_store
from ananea_desktop.storage import quotations as quotation_store
from ananea_desktop.storage.rows import Row

if TYPE_CHECKING:  # imported when the first person is looked at
    from ananea_desktop.operations.debts import AccountCard
    from ananea_desktop.operations.person_cards import PersonCard

_LISTS = {
    "members": lists.members,
    "suppliers": lists.suppliers,
    "training_sessions": lists.training_sessions,
    "purchases": lists.purchases,
    "premium_projects": lists.projects,
    "assemblies": lists.assemblies,
    "premium_incomes": premium.incomes,
    "committee_terms": committee_store.terms,
    "positions": position_store.positions,
    "committee_sessions": committee_store.sessions,
    "quotation_requests": quotation_store.requests,
    "fixed_assets": asset_store.fixed_assets,
    "items": stock.items,
    "hand_outs": hand_out_store.page,
}
_WHOLE = ("committee_terms", "committee_sessions")
"""Those that come whole."""
_RECEIPT_COLUMNS = {
    "members": "member_id",
    "suppliers": "supplier_id",
    "training_sessions": "training_session_id",
    "purchases": "purchase_id",
    "premium_projects": "project_id",
    "premium_incomes": "premium_income_id",
}
SHOWN = 5
"""Lines of each list on a card."""


@dataclass(frozen=True, kw_only=True)
class Card:
    record: Row
    receipts: list[Row] = field(default_factory=list)
    receipt_count: int = 0
    history: list[Row] = field(default_factory=list)
    history_count: int = 0
    attachments: list[Row] = field(default_factory=list)
    removed_attachments: int = 0
    parts: list[Row] = field(default_factory=list)
    """Lines of a purchase, who came to a training, trainings of a member, budgets of a project,
    resolutions of an assembly, deductions of a lot, who came to a session of the committee and what it proposed,
    offers of suppliers."""
    execution: Execution | None = None
    """What became of a project."""
    purchase: PurchaseCard | None = None
    supplier: SupplierCard | None = None
    hand_out: HandOut | None = None
    """As it was made."""
    equipment: list[Row] = field(default_factory=list)
    """What a person was handed, the newest first; ``equipment_count`` in all."""
    equipment_count: int = 0
    account: "AccountCard | None" = None
    """What a member owes and has paid."""
    capital: CapitalCard | None = None
    """What a member subscribed and holds."""
    item: ItemCard | None = None
    """The stock of an item and who has it."""
    training: CardParts | None = None
    """The days of a training, what was bought for it, and its constancias."""
    person: "PersonCard | None" = None
    """Photo, states, positions and constancias of a member or worker."""


def card(books: Books, record_type: RecordType, record_id: int) -> Card:
    """Raises LookupError when there is no such record."""
    table = record_type.table
    if table in _LISTS:
        found = _LISTS[table](books.db, conditions={f"{table}.id = ?": record_id})
        if not found:
            raise LookupError(f"{table} has no row {record_id}")
        record = found[0]
    else:
        record = records.get(books.db, record_type, record_id)
    count = 0
    receipts: list[Row] = []
    if table in _RECEIPT_COLUMNS:
        count, receipts = lists.receipts_of(books.db, _RECEIPT_COLUMNS[table], record_id, SHOWN)
    attached, removed = attachments.section(books, table, record_id) if table in TABLES else ([], 0)
    history, history_count = newest_history(books, record_type, record_id)
    return Card(
        record=record,
        receipts=receipts,
        receipt_count=count,
        history=history,
        history_count=history_count,
        attachments=attached,
        removed_attachments=removed,
        parts=_parts(books, table, record_id),
        execution=projects.execution(books, record_id) if table == "premium_projects" else None,
        purchase=purchase_cards.of_purchase(books, record) if table == "purchases" else None,
        supplier=purchase_cards.of_supplier(books, record_id) if table == "suppliers" else None,
        hand_out=hand_out_store.get(books.db, record_id) if table == "hand_outs" else None,
        equipment=hand_out_store.of_member(books.db, record_id, SHOWN) if table == "members" else [],
        equipment_count=hand_out_store.count_of_member(books.db, record_id) if table == "members" else 0,
        account=_account(books, record_id) if table == "members" else None,
        capital=capital_card(books, record, 3) if table == "members" else None,
        item=items.card(books, record_id, SHOWN) if table == "items" else None,
        training=trainings.card_parts(books, record_id) if table == "training_sessions" else None,
        person=_person(books, record_id) if table == "members" else None,
    )


def _account(books: Books, member_id: int) -> "AccountCard":
    from ananea_desktop.operations import debts

    return debts.account_card(books, member_id)


def _person(books: Books, member_id: int) -> "PersonCard":
    from ananea_desktop.operations import person_cards

    return person_cards.card(books, member_id)


def _parts(books: Books, table: str, record_id: int) -> list[Row]:
    if table == "purchases":
        return lists.purchase_lines(books.db, record_id)
    if table == "quotation_requests":
        return quotation_store.offers(books.db, record_id)
    if table == "training_sessions":
        return lists.attendance(books.db, record_id)
    if table == "members":
        return lists.trainings_of_member(books.db, record_id)
    if table == "premium_incomes":
        return premium.deductions(books.db, record_id)
    if table == "committee_sessions":
        return committee.parts(books, record_id)
    if table == "assemblies":
        return assemblies.resolutions(books.db, record_id)
    return budgets.of_project(books.db, record_id) if table == "premium_projects" else []


def page_of(books: Books, record_type: RecordType, **page: Any) -> list[Row]:
    """One page of a tab's list: ``search``, ``conditions``, ``after``, ``limit`` and ``sort`` as in
    storage.records.page.

    Short lists (accounts, funds, headings, people) come whole, in the order they were made.
    """
    sort = page.get("sort")
    if record_type.table in _LISTS:
        found = _LISTS[record_type.table](books.db, **page)
        return _sorted(found, sort) if record_type.table in _WHOLE else found
    if page.get("after") is not None:
        return []
    wanted = fold(str(page.get("search", "")))
    found = [row for row in records.all_of(books.db, record_type) if wanted in fold(record_type.name_of(row))]
    return _sorted(found, sort)


def _sorted(found: list[Row], sort: Any) -> list[Row]:
    if sort is None:
        return found
    from ananea_desktop.domain.arrangements import sorted_rows  # not when the program starts

    return sorted_rows(found, sort)


def place_of(row: Row, order: Sequence[str]) -> list[Any]:
    """What ``page_of`` takes as ``after`` of the last row already seen; ``order`` is the usual one of the list."""
    if "sorted_at" in row:
        return list(row["sorted_at"])
    return [value.isoformat() if isinstance(value, date) else value for value in (row[name] for name in order)]


def newest_history(books: Books, record_type: RecordType, record_id: int) -> tuple[list[Row], int]:
    """The newest changes of a record and of its attachments, and how many there are in all."""
    table = record_type.table
    return records.history(books.db, table, record_id, SHOWN), records.history_count(books.db, table, record_id)


def whole_history(books: Books, record_type: RecordType, record_id: int) -> list[Row]:
    return records.history(books.db, record_type.table, record_id, 500)
