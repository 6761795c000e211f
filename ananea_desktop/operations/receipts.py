"""Issuing, annulling, showing and printing receipts."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, PERSON_KINDS, full_name
from ananea_desktop.domain.receipts import PAYMENT_METHODS, Annulment, Flow, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import annulling, booklets, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import coverage, lists, records, rows
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.receipts import ReceiptFilter as ReceiptFilter

LONGEST_CONCEPT = 1000
LONGEST_OPERATION = 60
OVER_BUDGET = "over_budget"


@dataclass(kw_only=True)
class ReceiptDraft:
    """A receipt as it is being typed: all texts, nothing read yet."""

    kind: ReceiptKind = ReceiptKind.IN
    party_name: str = ""
    party_document: str = ""
    member_id: int | None = None
    supplier_id: int | None = None
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with concept, amount, fund_id, project_id, purchase_id, training_session_id, as texts."""
    account_id: str = ""
    method: str = "cash"
    operation_number: str = ""
    exchange_rate: str = ""
    issued_on: str = ""
    note: str = ""
    booklet: str = ""
    """The series of the booklet it was written in by hand; then nothing is printed."""
    booklet_number: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Whoever presses the button twice with the same token gets the same receipt."""


def preview(books: Books, draft: ReceiptDraft) -> Receipt:
    """The receipt as it would come out now, with the number it would take; what is not right yet is left empty."""
    receipt, _problems = _read(books, draft)
    return receipt


def issue(books: Books, draft: ReceiptDraft, confirmed: Collection[str] = (), to_print: bool = False) -> Receipt:
    """Issues the receipt: numbered without a gap, sealed, frozen from now on.

    ``to_print``: it waits among the pending prints until ``note_print`` or ``forget_pending_print``, over a crash too.
    Raises InvalidRecord with what is wrong by field, and NeedsConfirmation("over_budget") where an egreso takes more
    than a project has left (domain.md §1.2: warned, not forbidden).
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    receipt, problems = _read(books, draft)
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    if OVER_BUDGET not in confirmed:
        ask_if_over_budget(books, receipt)
    logo = rows.value(books.db, "SELECT logo_sha256 FROM cooperative")
    with books.act() as db:
        receipt_id = store.insert(db, receipt, draft.token, books.now(), logo)
        if to_print and not receipt.is_manual:
            store.await_print(db, receipt_id)
        # another half-typed receipt goes on waiting
        db.execute("DELETE FROM drafts WHERE form = 'receipt' AND json_extract(content, '$.token') = ?", (draft.token,))
    return store.get(books.db, receipt_id)


def annul(books: Books, receipt_id: int, reason: str, paper_in_hand: bool = True) -> Receipt:
    """Annuls a document: the number stays, the amount counts 0, the paper says ANULADO; a transfer with both its sides.

    ``paper_in_hand``: the signed original is back, or was never handed out. Raises InvalidRecord, also where something
    already stands on the document (annulling.why_not).
    """
    reason = clean(reason)
    receipt = store.get(books.db, receipt_id)
    refusal = annulling.why_not(books, receipt)
    if refusal:
        raise InvalidRecord(refusal, {})
    problems = {}
    if not reason:
        problems["reason"] = _("Falta el motivo. Escriba por qué lo anula.")
    if annulling.needs_paper_back(receipt) and not paper_in_hand:
        problems["paper"] = _("Sin el original firmado no se anula: recójalo, o haga un extorno.")
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    annulment = Annulment(reason=reason[:300], annulled_on=books.today(), user=books.user)
    with books.act() as db:
        for side in coverage.sides(db, receipt):
            store.insert_annulment(db, side, annulment, books.now())
    return store.get(books.db, receipt_id)


def get(books: Books, receipt_id: int) -> Receipt:
    return store.get(books.db, receipt_id)


def find(books: Books, kind: ReceiptKind, number_text: str) -> Receipt:
    """The receipt of a number like ``001-000123``. Raises LookupError."""
    series, _dash, number = number_text.partition("-")
    given = _id(number)
    found = None if given is None else store.id_of_number(books.db, kind, series, given)
    if found is None:
        raise LookupError(number_text)
    return store.get(books.db, found)


def note_print(books: Books, receipt_id: int) -> None:
    """From the second print on the paper says COPIA – REIMPRESIÓN."""
    with books.act() as db:
        store.insert_print(db, receipt_id, books.user, books.now())
        store.forget_print(db, receipt_id)


def pending_prints(books: Books) -> list[Receipt]:
    """Receipts that were issued to be printed and of which nobody knows whether they were, oldest first."""
    return [store.get(books.db, receipt_id) for receipt_id in store.pending_prints(books.db)]


def forget_pending_print(books: Books, receipt_id: int) -> None:
    """The person decided not to print it."""
    with books.act() as db:
        store.forget_print(db, receipt_id)


def draft_for_purchase(books: Books, purchase_id: int) -> ReceiptDraft:
    """An egreso that pays what is still owed of a purchase."""
    row = next(iter(lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})))
    supplier = records.get(books.db, SUPPLIERS, row["supplier_id"])
    owed = max(0, row["total"] - row["paid"])
    papers = "-".join(part for part in (row["series"], row["number"]) if part)
    line = {
        "concept": f"{row['items']} ({papers})" if papers else str(row["items"]),
        "amount": money.format_amount(owed) if owed else "",
        "fund_id": str(row["fund_id"]),
        "project_id": str(row["project_id"] or ""),
        "purchase_id": str(purchase_id),
    }
    draft = ReceiptDraft(
        kind=ReceiptKind.OUT,
        party_name=supplier["name"],
        party_document=supplier["ruc"] and f"RUC {supplier['ruc']}",
        supplier_id=supplier["id"],
        lines=[line],
        account_id=_account_in(books, row["currency"]),
        exchange_rate=money.format_rate(row["exchange_rate"]) if row["exchange_rate"] else "",
    )
    return draft


def draft_for_training(books: Books, training_session_id: int) -> ReceiptDraft:
    """An egreso that pays the trainer of a session."""
    row = next(iter(lists.training_sessions(books.db, conditions={"training_sessions.id = ?": training_session_id})))
    concept = _("Capacitación: {topic} ({day})").format(topic=row["topic"], day=dates.format_date(row["held_on"]))
    line = {
        "concept": concept,
        "project_id": str(row["project_id"] or ""),
        "training_session_id": str(training_session_id),
        "fund_id": _fund_for(books, row["project_id"]),
    }
    return ReceiptDraft(kind=ReceiptKind.OUT, party_name=row["trainer"], lines=[line])


def draft_for_project(books: Books, project_id: int) -> ReceiptDraft:
    """An egreso charged to a project."""
    line = {"project_id": str(project_id), "fund_id": _fund_for(books, project_id)}
    return ReceiptDraft(kind=ReceiptKind.OUT, lines=[line])


def draft_for_member(books: Books, member_id: int) -> ReceiptDraft:
    """An ingreso from a member."""
    row = records.get(books.db, MEMBERS, member_id)
    own = rows.value(books.db, "SELECT id FROM funds WHERE kind = 'own' ORDER BY id LIMIT 1")
    return ReceiptDraft(
        kind=ReceiptKind.IN,
        party_name=full_name(row),
        party_document=document_text(row["document_type"], row["document_number"]),
        member_id=member_id,
        lines=[{"fund_id": str(own or "")}],
    )


def _account_in(books: Books, currency: str) -> str:
    return str(
        rows.value(books.db, "SELECT id FROM accounts WHERE currency = ? ORDER BY id LIMIT 1", (currency,)) or ""
    )


def _fund_for(books: Books, project_id: int | None) -> str:
    kind = "own" if project_id is None else "premium"
    return str(rows.value(books.db, "SELECT id FROM funds WHERE kind = ? ORDER BY id LIMIT 1", (kind,)) or "")


def _read(books: Books, draft: ReceiptDraft) -> tuple[Receipt, dict[str, str]]:
    """The receipt of a draft and what is wrong with it by field; what is wrong stands empty in the receipt."""
    problems: dict[str, str] = {}
    head = office.letterhead(books)
    account = _read_account(books, draft, problems)
    currency = account["currency"] if account else "PEN"
    rate = _taken(problems, "exchange_rate", money.read_rate, draft.exchange_rate) if currency == "USD" else None
    issued_on = _taken(problems, "issued_on", lambda text: dates.read_date(text, books.today()), draft.issued_on)
    if draft.method not in PAYMENT_METHODS:
        problems["method"] = _("Elija el medio de pago.")
    operation = clean(draft.operation_number)
    if draft.method in ("deposit", "transfer", "cheque") and not operation:
        problems["operation_number"] = _("Falta el número de la operación o del cheque.")
    if len(operation) > LONGEST_OPERATION:
        problems["operation_number"] = _("El número de operación es demasiado largo: caben 60 letras.")
    lines = [_read_line(books, number, line, currency, problems) for number, line in enumerate(draft.lines, start=1)]
    flow, direction = (Flow.IN, 1) if draft.kind is ReceiptKind.IN else (Flow.OUT, -1)
    if not lines:
        problems["lines"] = _("Anote al menos un concepto con su importe.")
    party = _read_party(books, draft, problems)
    total = sum(line.amount for line in lines if line is not None)
    if total > money.MAX_AMOUNT:
        problems["lines"] = _("El total pasa de 999,999,999.99. Haga dos recibos.")
    series, number = store.next_number(books.db, draft.kind, issued_on or books.today())
    if draft.booklet:
        series, number = draft.booklet, _read_booklet_number(books, draft, problems)
    receipt = Receipt(
        id=0,
        kind=draft.kind,
        series=series,
        number=number,
        issued_on=issued_on or books.today(),
        currency=currency,
        exchange_rate=rate,
        total=min(total, money.MAX_AMOUNT),
        account_id=account["id"] if account else 0,
        account_name=account["name"] if account else "",
        method=draft.method if draft.method in PAYMENT_METHODS else "cash",
        operation_number=operation,
        party=party,
        lines=tuple(replace(line, flow=flow, sign=direction) for line in lines if line is not None),
        direction=direction,
        letterhead=head,
        note=clean(draft.note, lines=True),
        user=books.user,
        recorded_at=books.now(),
        is_manual=bool(draft.booklet),
    )
    return receipt, problems


def _read_booklet_number(books: Books, draft: ReceiptDraft, problems: dict[str, str]) -> int:
    try:
        return booklets.read_number(books, draft.kind, draft.booklet, draft.booklet_number)
    except InvalidRecord as refused:
        problems["booklet_number"] = refused.sentence
        return 0


def _taken(problems: dict[str, str], name: str, read: Any, text: str) -> Any:
    try:
        return read(text)
    except InvalidValue as invalid:
        problems[name] = str(invalid)
        return None


def _read_account(books: Books, draft: ReceiptDraft, problems: dict[str, str]) -> rows.Row | None:
    account = rows.select_one(books.db, "SELECT * FROM accounts WHERE id = ?", (_id(draft.account_id),))
    if account is None:
        problems["account_id"] = _("Elija la cuenta: a qué caja o banco entra o de cuál sale.")
    return account


def _read_party(books: Books, draft: ReceiptDraft, problems: dict[str, str]) -> Party:
    name = clean(draft.party_name)
    if not name:
        problems["party_name"] = (
            _("Falta de quién se recibe.") if draft.kind is ReceiptKind.IN else _("Falta a quién se paga.")
        )
    if len(name) > 300:
        problems["party_name"] = _("El nombre es demasiado largo: caben 300 letras.")
    detail = ""
    if draft.member_id is not None:
        detail = _(PERSON_KINDS[records.get(books.db, MEMBERS, draft.member_id)["kind"]]).lower()
    elif draft.supplier_id is not None:
        detail = _("proveedor")
    return Party(
        name=name,
        document=clean(draft.party_document)[:60],
        detail=detail,
        member_id=draft.member_id,
        supplier_id=draft.supplier_id,
    )


def _read_line(
    books: Books, number: int, texts: Mapping[str, str], currency: str, problems: dict[str, str]
) -> ReceiptLine | None:
    concept = clean(texts.get("concept", ""))
    if not concept:
        problems[f"line {number} concept"] = _("Falta el concepto: por qué se paga.")
    if len(concept) > LONGEST_CONCEPT:
        problems[f"line {number} concept"] = _("El concepto es demasiado largo: caben 1000 letras.")
    amount = _taken(
        problems,
        f"line {number} amount",
        lambda text: money.read_amount(text, currency=currency),
        texts.get("amount", ""),
    )
    fund = reference(books, "funds", texts.get("fund_id", ""))
    if fund is None:
        problems[f"line {number} fund_id"] = _("Elija de qué fondo es este dinero.")
    project = reference(books, "premium_projects", texts.get("project_id", ""))
    if any(name.startswith(f"line {number} ") for name in problems) or fund is None:
        return None
    return ReceiptLine(
        concept=concept,
        amount=amount,
        fund_id=fund["id"],
        fund_name=fund["name"],
        project_id=project["id"] if project else None,
        project_name=project["name"] if project else "",
        purchase_id=_id(texts.get("purchase_id", "")),
        training_session_id=_id(texts.get("training_session_id", "")),
    )


def _id(text: str) -> int | None:
    """The id a form gives as text; None for anything else, also for more digits than SQLite's integers have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def reference(books: Books, table: str, text: str) -> rows.Row | None:
    """Id and name of the row that a form's text points to; None where there is none."""
    return rows.select_one(books.db, f"SELECT id, name FROM {table} WHERE id = ?", (_id(text),))


def ask_if_over_budget(books: Books, receipt: Receipt) -> None:
    """Raises NeedsConfirmation where a document charges a project with more than it has left."""
    for project_id, name, amount in _by_project(receipt):
        left = lists.project_balance(books.db, project_id)
        if left is None:
            sentence = _("El proyecto «{name}» todavía no tiene presupuesto aprobado por la asamblea.").format(
                name=name
            )
        elif amount > left:
            sentence = _("Al proyecto «{name}» le quedan {left} y este recibo le carga {amount}.").format(
                name=name, left=money.format_money(left, "PEN"), amount=money.format_money(amount, "PEN")
            )
        else:
            continue
        raise NeedsConfirmation(OVER_BUDGET, sentence)


def _by_project(receipt: Receipt) -> Sequence[tuple[int, str, int]]:
    """Project, its name, and what the document charges to it as spending, in céntimos of sol, more than 0."""
    sums: dict[tuple[int, str], int] = {}
    for line in receipt.lines:
        if line.project_id is not None and line.flow is Flow.OUT:
            soles = line.amount if receipt.exchange_rate is None else money.to_soles(line.amount, receipt.exchange_rate)
            key = line.project_id, line.project_name
            sums[key] = sums.get(key, 0) - soles * (line.sign or 0)
    return [(project_id, name, amount) for (project_id, name), amount in sums.items() if amount > 0]


def page(books: Books, wanted: ReceiptFilter, after: rows.Row | None = None) -> list[rows.Row]:
    """One page of the list of receipts, newest first; with ``balance`` where a whole account is shown."""
    return store.newest(books.db, wanted, after)


def totals(books: Books, wanted: ReceiptFilter) -> rows.Row:
    """What the receipts of a filter add up to: ``count``, ``income``, ``spent``, ``net``."""
    return store.totals(books.db, wanted)
