"""Transfers (traspasos): money from one account of the cooperative into another, one act with one number."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ananea_desktop.domain import money
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Flow, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import numbered
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.receipt_warnings import Warnings, ask, warnings
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import receipt_facts
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.data_file import Connection

ODD_ARRIVAL = "odd_arrival"
ODD_ARRIVAL_PERCENT = 5
"""What arrives may differ so much from what the rate gives, for a bank's charge."""


@dataclass(kw_only=True)
class TransferDraft:
    """A transfer as it is being typed."""

    from_account: str = ""
    to_account: str = ""
    issued_on: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with fund_id, project_id and amount, in the currency of the account it leaves."""
    exchange_rate: str = ""
    arrived: str = ""
    """What arrived by the statement, where the currencies differ and it is not what the rate gives; may be empty."""
    operation_number: str = ""
    reason: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Both sides of one transfer, each a row of the book of its account."""

    out: Receipt
    into: Receipt


@needs(Right.MONEY)
def make(books: Books, draft: TransferDraft, confirmed: Collection[str] = ()) -> Receipt:
    """Makes the transfer and gives its side out. Raises InvalidRecord, and NeedsConfirmation for what is unusual."""
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    transfer = _read(books, draft)
    found = [*warnings(books, transfer.out), *warnings(books, transfer.into), *_odd_arrival(transfer)]
    ask(list(dict.fromkeys(found)), confirmed)  # what is true of both sides is said once

    def write(db: Connection) -> int:
        out = numbered.insert(books, db, transfer.out, draft.token)
        number = store.get(db, out)
        into = replace(transfer.into, series=number.series, number=number.number)
        numbered.insert(books, db, into, f"{draft.token}-2")
        return out

    return numbered.written(books, draft.token, write)


def arriving(draft: TransferDraft, left: str, came: str) -> int | None:
    """What the rate gives, in céntimos of the currency ``came``; None while amounts and rate cannot be read.

    ``left`` and ``came``: the currencies of the two accounts.
    """
    try:
        rate = money.read_rate(draft.exchange_rate) if left != came else 0
        amounts = [money.read_amount(line.get("amount", ""), currency=left) for line in draft.lines]
    except InvalidValue:
        return None
    return _exchanged(sum(amounts), left, rate) if left != came else sum(amounts)


def _odd_arrival(transfer: Transfer) -> Warnings:
    """What the bank says arrived is near what the rate gives: the rate is of that exchange."""
    out, into = transfer.out, transfer.into
    rate = out.exchange_rate or into.exchange_rate
    if out.currency == into.currency or rate is None:
        return []
    given = _exchanged(out.total, out.currency, rate)
    if abs(into.total - given) * 100 <= max(100, given * ODD_ARRIVAL_PERCENT):
        return []
    sentence = _(
        "Salen {out}. Con el tipo de cambio {rate} llegarían {given}, y usted anotó que llegaron {arrived}."
        " Revise los dos montos y el tipo de cambio."
    ).format(
        out=money.format_money(out.total, out.currency),
        rate=money.format_rate(rate),
        given=money.format_money(given, into.currency),
        arrived=money.format_money(into.total, into.currency),
    )
    return [(ODD_ARRIVAL, sentence)]


def both_sides(books: Books, receipt: Receipt) -> Transfer:
    """The whole transfer of either of its rows."""
    other = receipt_facts.other_side(books.db, receipt.id)
    return Transfer(out=receipt, into=other) if receipt.moves < 0 else Transfer(out=other, into=receipt)


def _read(books: Books, draft: TransferDraft) -> Transfer:
    reading = Reading(books)
    source = reading.account("from_account", draft.from_account, _("Elija de qué cuenta sale el dinero."))
    target = reading.account("to_account", draft.to_account, _("Elija a qué cuenta llega el dinero."))
    if source and target and source["id"] == target["id"]:
        reading.problems["to_account"] = _("Es la misma cuenta. Elija otra: un traspaso va de una cuenta a otra.")
    issued_on = reading.open_day("issued_on", draft.issued_on)
    in_dollars = any(account is not None and account["currency"] == "USD" for account in (source, target))
    rate = reading.rate("exchange_rate", draft.exchange_rate) if in_dollars else None
    operation = reading.operation("operation_number", draft.operation_number)
    reason = reading.words("reason", draft.reason)
    lines = reading.lines(draft.lines, source["currency"] if source else "PEN", N_("Traspaso"))
    arrived = 0
    if source and target and source["currency"] != target["currency"] and draft.arrived.strip():
        arrived = reading.amount("arrived", draft.arrived, target["currency"])
    reading.refuse()
    assert source is not None
    assert target is not None
    lines_in = _arriving(lines, source["currency"], target["currency"], rate or 0, arrived)
    if any(line.amount < 1 for line in lines_in):
        sentence = _("Con ese tipo de cambio no llega ni un céntimo. Revise el monto.")
        raise InvalidRecord(sentence, {"lines": sentence})
    common = {"operation_number": operation, "reason": reason, "method": "transfer"}
    out = numbered.made_up(
        books,
        ReceiptKind.TRANSFER,
        issued_on,
        [_moved(line, -1, N_("Traspaso a {account}").format(account=target["name"])) for line in lines],
        account=source,
        direction=-1,
        exchange_rate=rate if source["currency"] == "USD" else None,
        party=Party(name=target["name"]),
        **common,
    )
    into = numbered.made_up(
        books,
        ReceiptKind.TRANSFER,
        issued_on,
        [_moved(line, 1, N_("Traspaso de {account}").format(account=source["name"])) for line in lines_in],
        account=target,
        direction=1,
        exchange_rate=rate if target["currency"] == "USD" else None,
        party=Party(name=source["name"]),
        **common,
    )
    return Transfer(out=out, into=into)


def _moved(line: ReceiptLine, sign: int, concept: str) -> ReceiptLine:
    return replace(line, flow=Flow.TRANSFER, sign=sign, concept=concept)


def _arriving(lines: Sequence[ReceiptLine], left: str, came: str, rate: int, arrived: int) -> list[ReceiptLine]:
    """The lines in the currency of the account they come into, céntimos rounded half up.

    ``arrived`` is what came in all where it is known: the last line takes what rounding leaves.
    """
    if left == came:
        return list(lines)
    total = sum(line.amount for line in lines)
    whole = arrived or _exchanged(total, left, rate)
    found, given = [], 0
    for number, line in enumerate(lines, start=1):
        part = whole - given if number == len(lines) else (2 * whole * line.amount + total) // (2 * total)
        found.append(replace(line, amount=part))
        given += part
    return found


def _exchanged(amount: int, left: str, rate: int) -> int:
    if left == "USD":
        return money.to_soles(amount, rate)
    return (2 * amount * money.RATE_UNIT + rate) // (2 * rate)
