"""Receipts as they are being typed, and those that a record, an earlier receipt or a person proposes."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.receipts import SIGNED_KINDS, Flow, Receipt, ReceiptKind
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import InvalidValue, fold
from ananea_desktop.operations import settlements
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import charges as charge_store
from ananea_desktop.storage import lists, receipt_facts, records
from ananea_desktop.storage import receipts as store

SUNAT_RUC = "20131312955"
"""To whom a retention is paid."""


@dataclass(kw_only=True)
class ReceiptDraft:
    """A receipt as it is being typed: all texts, nothing read yet."""

    kind: ReceiptKind = ReceiptKind.IN
    party_name: str = ""
    party_document: str = ""
    member_id: int | None = None
    supplier_id: int | None = None
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with concept, amount, fund_id, project_id, purchase_id, training_session_id, charge_id, as texts."""
    account_id: str = ""
    method: str = "cash"
    operation_number: str = ""
    exchange_rate: str = ""
    issued_on: str = ""
    note: str = ""
    is_advance: bool = False
    """An egreso with an account to be rendered (con cargo a rendir): spending only when rendered."""
    advance_id: int | None = None
    """The advance that this receipt gives back or refunds."""
    corrects_id: int | None = None
    """The annulled receipt that this one replaces."""
    premium_income_id: int | None = None
    """The lot of gold whose Premium it brings."""
    spending_reason: str = ""
    """Why it spends on a project beyond what was approved."""
    booklet: str = ""
    """The series of the booklet it was written in by hand; then nothing is printed."""
    booklet_number: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Whoever presses the button twice with the same token gets the same receipt."""


def for_purchase(books: Books, purchase_id: int) -> ReceiptDraft:
    """An egreso that pays what is still owed of a purchase; where more was paid than it cost, an ingreso of the rest.

    Of a recibo por honorarios first what its holder gets, then the retention, to the SUNAT; of an invoice in soles with
    detracción first what the supplier gets, then the detracción, into his account of it. A credit note leads to the
    purchase it takes from.
    """
    row = next(iter(lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})))
    if row["credits_id"] is not None:
        return for_purchase(books, row["credits_id"])
    supplier = records.get(books.db, SUPPLIERS, row["supplier_id"])
    owed, retention = row["owed"], row["retention"] or 0
    apart = retention or (row["detraction"] or 0 if row["currency"] == "PEN" else 0)
    is_apart = 0 < owed <= apart
    is_retention = is_apart and bool(retention)
    papers = "-".join(part for part in (row["series"], row["number"]) if part)
    concept = f"{row['items']} ({papers})" if papers else str(row["items"])
    if owed < 0:
        concept = N_("Devolución: {concept}").format(concept=concept)
    elif is_apart:
        words = N_("Retención de {name}: {concept}") if is_retention else N_("Detracción de {name}: {concept}")
        concept = words.format(name=supplier["name"], concept=concept)
    amount = owed if is_apart or owed < 0 else max(0, owed - apart)
    line = {
        "concept": concept,
        "amount": money.format_amount(abs(amount)) if amount else "",
        "fund_id": str(row["fund_id"]),
        "project_id": str(row["project_id"] or ""),
        "purchase_id": str(purchase_id),
    }
    ruc = SUNAT_RUC if is_retention else supplier["ruc"]
    return ReceiptDraft(
        kind=ReceiptKind.IN if owed < 0 else ReceiptKind.OUT,
        party_name="SUNAT" if is_retention else supplier["name"],
        party_document=ruc and f"RUC {ruc}",
        supplier_id=None if is_retention else supplier["id"],
        lines=[line],
        account_id=_account_in(books, row["currency"]),
        exchange_rate=money.format_rate(row["exchange_rate"]) if row["exchange_rate"] else "",
    )


def for_training(books: Books, training_session_id: int) -> ReceiptDraft:
    """An egreso that pays the trainer of a session."""
    row = next(iter(lists.training_sessions(books.db, conditions={"training_sessions.id = ?": training_session_id})))
    concept = N_("Capacitación: {topic} ({day})").format(topic=row["topic"], day=dates.format_date(row["held_on"]))
    line = {
        "concept": concept,
        "project_id": str(row["project_id"] or ""),
        "training_session_id": str(training_session_id),
        "fund_id": str(row["fund_id"] or "") or _fund_for(books, row["project_id"]),
    }
    return ReceiptDraft(kind=ReceiptKind.OUT, party_name=row["trainer"], lines=[line])


def for_project(books: Books, project_id: int) -> ReceiptDraft:
    """An egreso charged to a project."""
    line = {"project_id": str(project_id), "fund_id": _fund_for(books, project_id)}
    return ReceiptDraft(kind=ReceiptKind.OUT, lines=[line])


def for_member(books: Books, member_id: int) -> ReceiptDraft:
    """An ingreso from a member: of what is due by now, where he owes something."""
    if due := settlements.due_now(books, member_id):
        return for_debts(books, due)
    row = records.get(books.db, MEMBERS, member_id)
    return ReceiptDraft(
        kind=ReceiptKind.IN,
        party_name=full_name(row),
        party_document=document_text(row["document_type"], row["document_number"]),
        member_id=member_id,
        lines=[{"fund_id": _fund_for(books, None)}],
    )


def for_debts(books: Books, charge_ids: Sequence[int]) -> ReceiptDraft:
    """An ingreso that pays these debts; from the person of the first of them. Raises UserError where nothing is left,
    or where they are not of one currency."""
    found = [
        row for row in (charge_store.get(books.db, each) for each in charge_ids) if row is not None and row["left"] > 0
    ]
    if not found:
        raise UserError(_("No queda nada por pagar."))
    if len({row["currency"] for row in found}) > 1:
        raise UserError(_("Unas deudas son en soles y otras en dólares: haga un recibo para cada moneda."))
    payer = records.get(books.db, MEMBERS, found[0]["member_id"])
    return ReceiptDraft(
        kind=ReceiptKind.IN,
        party_name=full_name(payer),
        party_document=document_text(payer["document_type"], payer["document_number"]),
        member_id=payer["id"],
        lines=settlements.lines_for(books, [row["id"] for row in found], payer["id"]),
        account_id=_account_in(books, found[0]["currency"]),
    )


def first_lines(books: Books) -> list[dict[str, str]]:
    """What a receipt begun empty is typed into: the cooperative's own money, as dues and the office's small expenses
    are. What is of the Premium comes from its project or purchase, or is chosen."""
    fund = _fund_for(books, None)
    return [{"fund_id": fund}] if fund else []


def _account_in(books: Books, currency: str) -> str:
    return str(lists.first_account(books.db, currency) or "")


def _fund_for(books: Books, project_id: int | None) -> str:
    return str(lists.first_fund(books.db, "own" if project_id is None else "premium") or "")


def can_be_repeated(receipt: Receipt) -> bool:
    """An ordinary receipt; an extorno takes back one document, and is no receipt to give again. An aportación is paid
    in once, and paid back from the card of whose it is."""
    has_capital = any(line.flow is Flow.CAPITAL for line in receipt.lines)
    settles_again = receipt.kind is ReceiptKind.IN and receipt.annulment is not None
    return receipt.kind in SIGNED_KINDS and not receipt.is_reversal and (settles_again or not has_capital)


def again(books: Books, receipt_id: int) -> ReceiptDraft:
    """The same receipt once more, dated today; that of an annulled one says that it replaces it.

    The purchase or training that it pays goes along only then: once more it would be paid twice.
    """
    receipt = store.get(books.db, receipt_id)
    settled = settlements.charges_of_lines(books, receipt_id) if receipt.annulment else {}
    lines = [
        {
            "concept": line.concept,
            "amount": money.format_amount(line.amount),
            "fund_id": str(line.fund_id),
            "project_id": str(line.project_id or ""),
            "purchase_id": str(line.purchase_id or "") if receipt.annulment else "",
            "training_session_id": str(line.training_session_id or "") if receipt.annulment else "",
            **({"charge_id": str(settled[place])} if place in settled else {}),
        }
        for place, line in enumerate(receipt.lines, start=1)
    ]
    return ReceiptDraft(
        kind=receipt.kind,
        party_name=receipt.party.name,
        party_document=receipt.party.document,
        member_id=receipt.party.member_id,
        supplier_id=receipt.party.supplier_id,
        lines=lines,
        account_id=str(receipt.account_id or ""),
        method=receipt.method,
        exchange_rate=money.format_rate(receipt.exchange_rate) if receipt.exchange_rate else "",
        is_advance=receipt.is_advance,
        advance_id=receipt.advance_id,
        corrects_id=receipt.id if receipt.annulment else None,
    )


def like_the_last(
    books: Books, kind: ReceiptKind, member_id: int | None, supplier_id: int | None
) -> ReceiptDraft | None:
    """The last receipt of this kind with a person, to propose account, method, concept and fund; None for the first.

    What a member owes by now comes before what was paid the last time.
    """
    if kind is ReceiptKind.IN and member_id is not None and (due := settlements.due_now(books, member_id)):
        return for_debts(books, due)
    found = receipt_facts.last_with(books.db, kind, member_id, supplier_id)
    if found is None or not can_be_repeated(store.get(books.db, found)):
        return None
    return again(books, found)


def concepts_like(books: Books, typed: str) -> list[str]:
    """Concepts of the newest lines that begin with what is typed, or have a word that does; at most eight."""
    wanted = fold(typed)
    if len(wanted) < 2:
        return []
    found = [each for each in receipt_facts.newest_concepts(books.db) if f" {wanted}" in f" {fold(each)}"]
    return sorted(found, key=lambda each: not fold(each).startswith(wanted))[:8]


def sum_of(lines: Iterable[Mapping[str, str]]) -> int:
    """Céntimos of the lines whose typed amounts can be read."""
    total = 0
    for line in lines:
        try:
            total += money.read_amount(line.get("amount", ""))
        except InvalidValue:
            continue
    return total


def last_rate(books: Books) -> str:
    """The exchange rate used last, as it is typed; empty before the first."""
    rate = receipt_facts.last_exchange_rate(books.db)
    return "" if rate is None else money.format_rate(rate)
