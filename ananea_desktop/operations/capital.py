"""Aportaciones within other acts: what a charge, a receipt, an annulment or an extorno writes into their register."""

from collections.abc import Sequence
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.capital import CapitalKind
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.receipts import Receipt
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import lists, records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row


def person(db: Connection, member_id: int) -> Row:
    """Who an operation is of, as it is frozen in it."""
    row = records.get(db, MEMBERS, member_id)
    document = document_text(row["document_type"], row["document_number"])
    return {"member_id": member_id, "person_name": full_name(row), "person_document": document}


def why_not_in(books: Books, fund_id: int | None, project_id: int | None = None) -> str:
    """Why an aportación cannot be in a fund or project: it is the member's own. Empty where it can be."""
    if lists.is_premium(books.db, fund_id) or project_id is not None:
        return _("La aportación es del socio, no de la Prima ni de un proyecto: elija un fondo propio, sin proyecto.")
    return ""


def note_subscribed(db: Connection, charge_id: int, member_id: int, amount: int, day: date, acta: str = "") -> None:
    """Within the act that charges an aportación."""
    row = {"kind": CapitalKind.SUBSCRIBE, "operated_on": day, "amount": amount, "charge_id": charge_id, "acta": acta}
    store.add(db, {**person(db, member_id), **row})


def note_paid(db: Connection, receipt_id: int, paid: Sequence[tuple[int, int, int]], day: date) -> None:
    """Within the act that issues a receipt: the charges of aportaciones it settles, as charge, member and céntimos."""
    for charge_id, member_id, amount in paid:
        row = {"kind": CapitalKind.PAY, "operated_on": day, "amount": amount, "charge_id": charge_id}
        store.add(db, {**person(db, member_id), **row, "receipt_id": receipt_id})


def take_back(db: Connection, column: str, record_id: int, day: date, reason: str) -> None:
    """Within the act that annuls or reverses a receipt (``receipt_id``), or annuls a run (``charge_id``)."""
    for row in store.standing(db, column, record_id):
        store.reverse(db, row["id"], day, reason)


def put_back(db: Connection, receipt_id: int, day: date, reason: str) -> None:
    """Within the act that annuls the extorno of a receipt: what this receipt said of capital is so again."""
    for row in store.withdrawn_again(db, receipt_id):
        store.put_back(db, row, day, reason)


def why_not_take_back(books: Books, receipt: Receipt, day: date) -> str:
    """Why a receipt cannot be annulled (``day``: its own) or reversed (today) any more: who paid in with it has passed
    the capital on, or got it back; of the extorno of a refund, the other way round. Empty where it can be."""
    db = books.db
    taken = [(row["member_id"], row["person_name"], row) for row in store.standing(db, "receipt_id", receipt.id)]
    signs = {CapitalKind.PAY: 1, CapitalKind.OPENING: 1, CapitalKind.WITHDRAW: -1}
    change = [(member, name, -signs.get(row["kind"], 0) * row["amount"]) for member, name, row in taken]
    if receipt.is_reversal and receipt.corrects_id is not None:
        again = store.withdrawn_again(db, receipt.corrects_id)
        change += [(row["member_id"], row["person_name"], signs.get(row["kind"], 0) * row["amount"]) for row in again]
    needed: dict[tuple[int, str], int] = {}
    for member, name, each in change:
        needed[member, name] = needed.get((member, name), 0) + each
    for (member, name), each in needed.items():
        held = store.held_on(db, member, day)
        if held + each < 0:
            sentence = _(
                "No se puede: {name} tiene {held} de aportación, y quedaría debiéndola: ya la transfirió o se le"
                " devolvió. Deshaga primero esa transferencia o devolución."
            )
            return sentence.format(name=name, held=money.format_money(held, "PEN"))
    return ""
