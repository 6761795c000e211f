"""Issuing, showing and printing receipts."""

from collections.abc import Collection
from dataclasses import replace

from ananea_desktop.domain import money
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, PERSON_KINDS
from ananea_desktop.domain.receipts import PAYMENT_METHODS, Annulment, Flow, Party, Receipt, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import annulling, booklets, capital, office, settlements, spending, waiting_receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.receipt_warnings import confirm
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import advances, coverage, drafts, premium, receipt_facts, receipt_list, records, rows
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.receipt_list import ReceiptFilter as ReceiptFilter

_OTHER_CURRENCY = {
    "PEN": N_("La entrega N.º {number} se dio en soles: elija una cuenta en soles."),
    "USD": N_("La entrega N.º {number} se dio en dólares: elija una cuenta en dólares."),
}


def preview(books: Books, draft: ReceiptDraft) -> Receipt:
    """The receipt as it would come out now, with the number it would take; what is not right yet is left empty."""
    receipt, _problems = _read(books, draft)
    return receipt


@needs(Right.MONEY)
def issue(books: Books, draft: ReceiptDraft, confirmed: Collection[str] = (), to_print: bool = False) -> Receipt:
    """Issues the receipt: numbered without a gap, sealed, frozen from now on.

    ``to_print``: it waits among the pending prints, over a crash too, until noted (note_prints) or forgotten.
    Raises InvalidRecord with what is wrong by field, and NeedsConfirmation with what is unusual (receipt_warnings).
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    receipt, problems = _read(books, draft)
    if problems:
        raise InvalidRecord(problems.get("kind") or problems_sentence(len(problems)), problems)
    confirm(books, receipt, confirmed, draft.spending_reason)
    beyond = spending.beyond_approval(books, receipt)
    with books.act() as db:
        receipt_id = store.insert(db, receipt, draft.token, books.now(), office.logo_key(books))
        spending.keep(books, receipt_id, beyond, draft.spending_reason)
        if to_print and not receipt.is_manual:
            store.await_print(db, receipt_id)
        if draft.premium_income_id is not None:
            premium.link_receipt(db, draft.premium_income_id, receipt_id)
        settled = settlements.read(books, receipt.kind, draft.lines, receipt.currency, {})
        settlements.write(db, receipt_id, receipt, settled)
        # another half-typed receipt goes on waiting
        drafts.drop_one_of(db, waiting_receipts.FORM, draft.token)
    return store.get(books.db, receipt_id)


@needs(Right.MONEY)
def annul(books: Books, receipt_id: int, reason: str, paper_in_hand: bool = True) -> Receipt:
    """Annuls a document: the number stays, the amount counts 0, the paper says ANULADO; a transfer with both its sides.

    ``paper_in_hand``: the signed original is back, or was never handed out. Raises InvalidRecord, also where something
    already stands on the document (annulling.why_not), and NeedsSecondPerson from the amount on that the cooperative
    set; who said yes is printed after the reason.
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
    other_side = receipt_facts.other_side(books.db, receipt_id) if receipt.kind is ReceiptKind.TRANSFER else None
    approved = annulling.approved(books, receipt, other_side)
    reason = f"{reason[:300]} ({approved})" if approved else reason[:300]
    annulment = Annulment(reason=reason, annulled_on=books.today(), user=books.user)
    with books.act() as db:
        for side in coverage.sides(db, receipt):
            store.insert_annulment(db, side, annulment, books.now())
        # on the day of the receipt, for the cash book then says too that nothing came in or went out
        if receipt.is_reversal and receipt.corrects_id is not None:
            capital.put_back(db, receipt.corrects_id, receipt.issued_on, annulment.reason)
        capital.take_back(db, "receipt_id", receipt_id, receipt.issued_on, annulment.reason)
    return store.get(books.db, receipt_id)


def get(books: Books, receipt_id: int) -> Receipt:
    return store.get(books.db, receipt_id)


def find(books: Books, kind: ReceiptKind, number_text: str) -> Receipt:
    """The receipt of a number like ``001-000123``. Raises LookupError."""
    series, _dash, number = number_text.partition("-")
    given = id_of(number)
    found = None if given is None else store.id_of_number(books.db, kind, series, given)
    if found is None:
        raise LookupError(number_text)
    return store.get(books.db, found)


def _read(books: Books, draft: ReceiptDraft) -> tuple[Receipt, dict[str, str]]:
    """The receipt of a draft and what is wrong with it by field; what is wrong stands empty in the receipt."""
    reading = Reading(books)
    problems = reading.problems
    account = reading.account(
        "account_id", draft.account_id, _("Elija la cuenta: a qué caja o banco entra o de cuál sale.")
    )
    currency = account["currency"] if account else "PEN"
    rate = reading.rate("exchange_rate", draft.exchange_rate) if currency == "USD" else None
    issued_on = reading.open_day("issued_on", draft.issued_on)
    if draft.method not in PAYMENT_METHODS:
        problems["method"] = _("Elija el medio de pago.")
    operation = reading.operation("operation_number", draft.operation_number)
    if draft.method in ("deposit", "transfer", "cheque") and not operation:
        problems["operation_number"] = _("Falta el número de la operación o del cheque.")
    lines = reading.lines(draft.lines, currency)
    flow, direction = (Flow.IN, 1) if draft.kind is ReceiptKind.IN else (Flow.OUT, -1)
    if draft.advance_id is not None or (draft.is_advance and direction < 0):
        flow = Flow.ADVANCE
    if draft.advance_id is not None:
        _settle(books, draft, currency, sum(line.amount for line in lines), problems)
    settled = settlements.read(books, draft.kind, draft.lines, currency, problems)
    if settled and draft.advance_id is not None:
        problems["lines"] = _("Con lo que se devuelve de una entrega no se paga una deuda: haga otro recibo.")
    series, number = store.next_number(books.db, draft.kind, issued_on)
    if draft.booklet:
        series, number = draft.booklet, _read_booklet_number(books, draft, problems)
    corrected, advance = _named(books, draft.corrects_id), _named(books, draft.advance_id)
    if corrected and corrected.kind is not draft.kind:
        problems["kind"] = _(
            "Reemplaza al recibo N.º {number} y tiene que ser del mismo tipo. Si era del otro, haga un recibo nuevo."
        ).format(number=corrected.number_text)
    receipt = Receipt(
        id=0,
        kind=draft.kind,
        series=series,
        number=number,
        issued_on=issued_on,
        currency=currency,
        exchange_rate=rate,
        total=min(sum(line.amount for line in lines), money.MAX_AMOUNT),
        account_id=account["id"] if account else 0,
        account_name=account["name"] if account else "",
        method=draft.method if draft.method in PAYMENT_METHODS else "cash",
        operation_number=operation,
        party=_read_party(books, draft, problems),
        lines=tuple(
            replace(line, flow=settlements.flow_of(settled, place, flow), sign=direction)
            for place, line in enumerate(lines)
        ),
        direction=direction,
        letterhead=office.letterhead(books),
        note=clean(draft.note, lines=True),
        corrects_id=draft.corrects_id,
        corrects_number=corrected.number_text if corrected else "",
        corrects_kind=corrected.kind if corrected else None,
        advance_id=draft.advance_id,
        advance_number=advance.number_text if advance else "",
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


def _settle(books: Books, draft: ReceiptDraft, currency: str, total: int, problems: dict[str, str]) -> None:
    """An advance is given back or refunded in its own currency, and not beyond what is open of it."""
    assert draft.advance_id is not None
    advance = advances.advance(books.db, draft.advance_id)
    if advance and advance["currency"] != currency:
        if "account_id" not in problems:
            number = store.get(books.db, draft.advance_id).number_text
            problems["account_id"] = _(_OTHER_CURRENCY[advance["currency"]]).format(number=number)
        return
    left = advance["left"] if advance else 0
    open_so = left if draft.kind is ReceiptKind.IN else -left
    if total > open_so:
        problems["lines"] = _("De esa entrega queda {left}: anote ese monto o menos.").format(
            left=money.format_amount(max(0, open_so))
        )


def _named(books: Books, receipt_id: int | None) -> Receipt | None:
    """The document that a draft refers to."""
    return None if receipt_id is None else store.get(books.db, receipt_id)


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
        detail = PERSON_KINDS[records.get(books.db, MEMBERS, draft.member_id)["kind"]].lower()  # kept: Spanish
    elif draft.supplier_id is not None:
        detail = N_("proveedor")
    return Party(
        name=name,
        document=clean(draft.party_document)[:60],
        detail=detail,
        member_id=draft.member_id,
        supplier_id=draft.supplier_id,
    )


def page(books: Books, wanted: ReceiptFilter, after: rows.Row | None = None) -> list[rows.Row]:
    """One page of the list of receipts, newest first; for a list that is read from its top to its end."""
    return receipt_list.newest(books.db, wanted, after)
