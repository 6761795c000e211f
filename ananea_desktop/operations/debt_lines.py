"""Debts and receipts brought together by hand: whose debt a line pays, and receipts applied once they are issued."""

from collections.abc import Sequence
from typing import NamedTuple

from ananea_desktop.domain.charges import CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import coverage, lists
from ananea_desktop.storage import receipts as receipt_store
from ananea_desktop.storage.rows import Row


class OpenDebt(NamedTuple):
    """A debt to choose: what it is, and what is left of it."""

    charge_id: int
    words: str
    is_due: bool
    """The day it should have been paid by has come."""
    is_capital: bool
    """An aportación."""


class PaidDebt(NamedTuple):
    """What a receipt pays of a debt."""

    charge_id: int
    words: str
    is_capital: bool


class Applied(NamedTuple):
    """A receipt, the debts it pays, and what of it pays none yet (céntimos of its currency)."""

    receipt: Receipt
    paid: tuple[PaidDebt, ...]
    free: int


def debtors(books: Books, typed: str) -> list[tuple[int, str, str]]:
    """The members meant by what was typed: id, name and document."""
    found = lists.members(books.db, search=typed, conditions={"members.kind = ?": "member"}, limit=8)
    return [(row["id"], full_name(row), document_text(row["document_type"], row["document_number"])) for row in found]


def open_debts(books: Books, member_id: int) -> list[OpenDebt]:
    """What is left to pay of a member, the oldest first."""
    return [
        OpenDebt(row["id"], _with_amount(row, row["left"]), row["due_on"] <= books.today(), _is_capital(row))
        for row in store.open_of_member(books.db, member_id)
    ]


def told(books: Books, charge_ids: Sequence[int]) -> dict[int, str]:
    """By charge, what a line that pays it says: whose debt it is, which, and what was left of it before."""
    found = {}
    for row in (store.get(books.db, charge_id) for charge_id in charge_ids):
        if row is not None:
            sentence = _("Deuda de {name}: {concept}. Quedan {left} por pagar.")
            found[row["id"]] = sentence.format(
                name=full_name(row), concept=row["concept"], left=format_money(row["left"], row["currency"])
            )
    return found


def applied(books: Books, receipt_id: int) -> Applied:
    """What an issued receipt pays. Raises UserError for one that can pay no debt."""
    receipt = receipt_store.get(books.db, receipt_id)
    refusal = _why_not(books, receipt)
    if refusal:
        raise UserError(refusal)
    rows = store.settlements_of_receipt(books.db, receipt_id)
    paid = tuple(PaidDebt(row["id"], _whose(row, row["settled"]), _is_capital(row)) for row in rows)
    return Applied(receipt, paid, sum(_free(receipt, rows)))


@needs(Right.MONEY)
def apply(books: Books, receipt_id: int, charge_ids: Sequence[int]) -> int:
    """Applies what an issued receipt has left to debts, in their order; gives the céntimos applied.

    Raises UserError where nothing can be applied. An aportación is capital from the day it is paid, and its receipt
    says so for ever: one that was issued as income cannot pay it.
    """
    free = _free(applied(books, receipt_id).receipt, store.settlements_of_receipt(books.db, receipt_id))
    currency = receipt_store.get(books.db, receipt_id).currency
    charges = [row for row in (store.get(books.db, each) for each in charge_ids) if row is not None]
    for row in charges:
        if _is_capital(row):
            raise UserError(_("Una aportación no se paga con este recibo: es ingreso. Anúlelo y haga otro."))
        if row["currency"] != currency:
            raise UserError(_("El recibo y la deuda no son de la misma moneda. Elija otra deuda."))
    if not sum(free):
        raise UserError(_("Todo el importe de este recibo ya paga deudas."))
    already = {(row["position"], row["id"]) for row in store.settlements_of_receipt(books.db, receipt_id)}
    total = 0
    with books.act() as db:
        lines = store.line_ids(db, receipt_id)
        for row in charges:
            left = row["left"] if store.holds(db, row["id"]) else 0
            for place, room in enumerate(free):
                amount = 0 if (place + 1, row["id"]) in already else min(left, room)
                if amount > 0:
                    store.settle(db, row["id"], lines[place], amount)
                    left, total = left - amount, total + amount
                    free[place] -= amount
    if not total:
        raise UserError(_("De esas deudas ya no queda nada por pagar. Elija otra."))
    return total


@needs(Right.MONEY)
def take_off(books: Books, receipt_id: int, charge_id: int) -> None:
    """The receipt no longer pays this debt, which is open again. Raises UserError for an aportación."""
    applied(books, receipt_id)
    charge = store.get(books.db, charge_id)
    if charge is not None and _is_capital(charge):
        raise UserError(_("Este recibo se emitió para esa aportación y es capital. Si es un error, anúlelo."))
    with books.act() as db:
        store.unsettle(db, receipt_id, charge_id)


def _why_not(books: Books, receipt: Receipt) -> str:
    if receipt.kind is not ReceiptKind.IN or receipt.is_reversal:
        return _("Solo un recibo de ingreso paga lo que deben los socios.")
    if receipt.annulment is not None:
        return _("El recibo {number} está anulado: no paga ninguna deuda.").format(number=receipt.number_text)
    for other in coverage.valid_corrections(books.db, receipt.id):
        if receipt_store.get(books.db, other).is_reversal:
            return _("El recibo {number} está extornado: no paga ninguna deuda.").format(number=receipt.number_text)
    return ""


def _free(receipt: Receipt, settled: Sequence[Row]) -> list[int]:
    """Of each line, by its place, the céntimos that pay no debt; nothing of what is no income."""
    taken: dict[int, int] = {}
    for row in settled:
        taken[row["position"]] = taken.get(row["position"], 0) + row["settled"]
    return [
        line.amount - taken.get(number, 0) if line.flow is Flow.IN else 0
        for number, line in enumerate(receipt.lines, start=1)
    ]


def _is_capital(row: Row) -> bool:
    return bool(row["kind"] == ChargeKind.CONTRIBUTION)


def _debt(row: Row) -> str:
    words = _("{kind}: {concept} (vence {day})")
    kind = _(CHARGE_KINDS[ChargeKind(row["kind"])])
    return words.format(kind=kind, concept=row["concept"], day=format_date(row["due_on"]))


def _with_amount(row: Row, amount: int) -> str:
    return f"{format_money(amount, row['currency'])} · {_debt(row)}"


def _whose(row: Row, amount: int) -> str:
    return f"{_with_amount(row, amount)} · {full_name(row)}"
