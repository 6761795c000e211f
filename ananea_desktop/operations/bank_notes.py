"""Bank notes: what the bank took (ITF, commissions) or gave (interest) by itself, as its statement says."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Flow, Party, Receipt, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import numbered
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.receipt_warnings import confirm
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import receipts as store


@dataclass(kw_only=True)
class BankNoteDraft:
    """A bank note as it is being typed."""

    account_id: str = ""
    direction: str = "-1"
    """``-1``: the bank took it (cargo); ``1``: it gave it (abono)."""
    issued_on: str = ""
    operation_number: str = ""
    exchange_rate: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with concept, fund_id, project_id and amount."""
    spending_reason: str = ""
    """Why it spends on a project beyond what was approved."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@needs(Right.MONEY)
def make(books: Books, draft: BankNoteDraft, confirmed: Collection[str] = ()) -> Receipt:
    """Raises InvalidRecord, and NeedsConfirmation for what is unusual."""
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    note = _read(books, draft)
    confirm(books, note, confirmed, draft.spending_reason)
    return numbered.written(
        books, draft.token, lambda db: numbered.insert(books, db, note, draft.token, draft.spending_reason)
    )


def _read(books: Books, draft: BankNoteDraft) -> Receipt:
    reading = Reading(books)
    account = reading.account("account_id", draft.account_id, _("Elija el banco de la nota."))
    if account is not None and account["kind"] != "bank":
        reading.problems["account_id"] = _("Esa cuenta es una caja. Elija una cuenta de banco.")
    if draft.direction not in ("-1", "1"):
        reading.problems["direction"] = _("Elija si el banco cobró o abonó.")
    issued_on = reading.open_day("issued_on", draft.issued_on)
    currency = account["currency"] if account else "PEN"
    rate = reading.rate("exchange_rate", draft.exchange_rate) if currency == "USD" else None
    operation = reading.operation("operation_number", draft.operation_number)
    lines = reading.lines(draft.lines, currency)
    reading.refuse()
    assert account is not None
    sign = int(draft.direction)
    flow = Flow.IN if sign > 0 else Flow.OUT
    return numbered.made_up(
        books,
        ReceiptKind.BANK_NOTE,
        issued_on,
        [replace(line, flow=flow, sign=sign) for line in lines],
        account=account,
        direction=sign,
        exchange_rate=rate,
        method="bank",
        operation_number=operation,
        party=Party(name=account["bank"] or account["name"]),
    )
