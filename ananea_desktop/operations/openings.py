"""Opening documents: what an account held, and what projects had spent, before the program was used."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Flow, Party, Receipt, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import numbered
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.receipt_warnings import ask, warnings
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import receipt_facts
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.rows import Row

EARLIER_RECEIPTS = "earlier_receipts"
SPENT_BEFORE = "earlier"
"""In place of an account: what projects spent before the program."""


@dataclass(kw_only=True)
class OpeningDraft:
    """An opening document as it is being typed."""

    account_id: str = ""
    """An account, or SPENT_BEFORE."""
    issued_on: str = ""
    exchange_rate: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with concept, fund_id, project_id and amount; earlier spending needs its project."""
    evidence: str = ""
    """Where it is taken from: the old cash book, the bank's statement; printed."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@needs(Right.MONEY)
def make(books: Books, draft: OpeningDraft, confirmed: Collection[str] = ()) -> Receipt:
    """Raises InvalidRecord, and NeedsConfirmation for what is unusual, also where the account has earlier documents."""
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    opening = _read(books, draft)
    doubts = warnings(books, opening)
    if opening.account_id is not None:
        first = receipt_facts.first_day(books.db, opening.account_id)
        if first is not None and first < opening.issued_on:
            doubts.append((EARLIER_RECEIPTS, _earlier_receipts(first)))
    ask(doubts, confirmed)
    return numbered.written(books, draft.token, lambda db: numbered.insert(books, db, opening, draft.token))


def is_missing(books: Books) -> bool:
    """Whether no account has its opening document yet."""
    return not receipt_facts.has_kind(books.db, ReceiptKind.OPENING)


def _earlier_receipts(first: date) -> str:
    return _(
        "La cuenta ya tiene movimientos desde el {first}. El saldo inicial es lo que había antes del primero:"
        " póngale esa fecha o una anterior."
    ).format(first=format_date(first))


def _read(books: Books, draft: OpeningDraft) -> Receipt:
    reading = Reading(books)
    is_account = draft.account_id != SPENT_BEFORE
    account: Row | None = None
    if is_account:
        account = reading.account("account_id", draft.account_id, _("Elija la cuenta que tenía este dinero."))
    if account is not None and (known := receipt_facts.opening_of(books.db, account["id"])):
        reading.problems["account_id"] = _(
            "Esa cuenta ya tiene su documento de apertura N.º {number}. Si está mal, anúlelo y haga otro."
        ).format(number=known)
    issued_on = reading.open_day("issued_on", draft.issued_on)
    currency = account["currency"] if account else "PEN"
    rate = reading.rate("exchange_rate", draft.exchange_rate) if currency == "USD" else None
    evidence = reading.words(
        "evidence", draft.evidence, _("Falta de dónde sale este monto: libro de caja, estado de cuenta…")
    )
    usual = N_("Saldo inicial") if is_account else N_("Gastado antes del programa")
    lines = reading.lines(draft.lines, currency, usual)
    for number, line in enumerate(draft.lines, start=1):
        if not is_account and not line.get("project_id"):
            reading.problems.setdefault(f"line {number} fund", _("Elija el proyecto en que se gastó."))
    reading.refuse()
    flow, sign = (Flow.OPENING, 1) if is_account else (Flow.EARLIER, -1)
    return numbered.made_up(
        books,
        ReceiptKind.OPENING,
        issued_on,
        [replace(line, flow=flow, sign=sign) for line in lines],
        account=account,
        direction=1 if is_account else 0,
        exchange_rate=rate,
        party=Party(name=account["name"] if account else N_("Gastos de proyectos antes del programa")),
        reason=evidence,
    )
