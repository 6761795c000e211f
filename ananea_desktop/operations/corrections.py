"""Correcting without editing: the extorno, which takes back a whole document, and what of a document still stands."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import annulling, capital, numbered, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_warnings import CASH_LIMIT, confirm
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import coverage
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.coverage import CoverKind

LONGEST_REASON = 300
_OPPOSITE = {
    ReceiptKind.IN: ReceiptKind.OUT,
    ReceiptKind.OUT: ReceiptKind.IN,
    ReceiptKind.BANK_NOTE: ReceiptKind.BANK_NOTE,
}
_NOT_REVERSED = {
    ReceiptKind.TRANSFER: N_("Un traspaso no se extorna: haga hoy otro en sentido contrario."),
    ReceiptKind.OPENING: N_("Un documento de apertura no se extorna: corrija la diferencia con un recibo de hoy."),
    ReceiptKind.REALLOCATION: N_("Una reimputación no se extorna: haga otra que lo devuelva a su lugar."),
    ReceiptKind.RENDITION: N_("Una rendición no se extorna: corrija el fondo o el proyecto con una reimputación."),
}


@dataclass(kw_only=True)
class ReversalDraft:
    """An extorno as it is being typed."""

    receipt_id: int
    reason: str = ""
    operation_number: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Whoever presses the button twice with the same token gets the same receipt."""


def can_be_reversed(receipt: Receipt) -> bool:
    """Whether an extorno is to be offered; ``why_not_reverse`` then knows what stands in its way all the same."""
    return receipt.kind in _OPPOSITE and receipt.annulment is None and not receipt.is_reversal


def why_not_reverse(books: Books, receipt: Receipt) -> str:
    """Why a document cannot be taken back by an extorno, with what to do instead; empty where it can be."""
    if receipt.kind not in _OPPOSITE:
        return _(_NOT_REVERSED[receipt.kind])
    if receipt.annulment is not None:
        return _("El recibo {number} está anulado: ya no cuenta.").format(number=receipt.number_text)
    if receipt.is_reversal:
        return _("El recibo {number} es un extorno. {instead}").format(
            number=receipt.number_text, instead=annulling.what_instead(receipt)
        )
    by = next((each for each in annulling.standing(books, receipt.id).corrections if each.is_reversal), None)
    if by is not None:
        return _("El recibo {number} ya está extornado por el N.º {by}.").format(
            number=receipt.number_text, by=by.number_text
        )
    rendered = [each for each in coverage.covers(books.db, receipt) if each.kind is CoverKind.RENDERED]
    if rendered:
        return _("Esta entrega ya tiene rendición o devolución (N.º {number}). Anule primero ese documento.").format(
            number=rendered[0].name
        )
    return capital.why_not_take_back(books, receipt, books.today())


def preview_reversal(books: Books, draft: ReversalDraft) -> Receipt:
    """The extorno as it would come out now, with the number it would take."""
    return _reversal(books, draft, store.get(books.db, draft.receipt_id))


@needs(Right.MONEY)
def reverse(books: Books, draft: ReversalDraft, confirmed: Collection[str] = (), to_print: bool = False) -> Receipt:
    """Takes a whole document back by an opposite one of today that cites it: project, purchase and fund with it.

    Once only. Raises InvalidRecord with what is wrong by field, and NeedsConfirmation for what is unusual.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    receipt = store.get(books.db, draft.receipt_id)
    refusal = why_not_reverse(books, receipt)
    if refusal:
        raise InvalidRecord(refusal, {})
    if not clean(draft.reason):
        raise InvalidRecord(problems_sentence(1), {"reason": _("Falta el motivo: sale en el papel del extorno.")})
    made = _reversal(books, draft, receipt)
    # paid back as it was paid: there is no choice
    confirm(books, made, (*confirmed, CASH_LIMIT), draft.reason)
    with books.act() as db:
        new_id = numbered.insert(books, db, made, draft.token, draft.reason)
        capital.take_back(db, "receipt_id", receipt.id, made.issued_on, made.reason)
        if to_print:
            store.await_print(db, new_id)
    return store.get(books.db, new_id)


def _reversal(books: Books, draft: ReversalDraft, receipt: Receipt) -> Receipt:
    """Everything of today but money and person, which are those of the document that is taken back."""
    kind, direction = _OPPOSITE[receipt.kind], -receipt.moves
    series, number = store.next_number(books.db, kind, books.today())
    lines = tuple(replace(line, sign=direction) for line in standing_lines(books, receipt))
    return replace(
        receipt,
        id=0,
        kind=kind,
        direction=direction,
        series=series,
        number=number,
        issued_on=books.today(),
        lines=lines,
        letterhead=office.letterhead(books),
        operation_number=clean(draft.operation_number)[:60],
        note="",
        reason=clean(draft.reason)[:LONGEST_REASON],
        approved_by="",
        corrects_id=receipt.id,
        corrects_number=receipt.number_text,
        corrects_kind=receipt.kind,
        is_reversal=True,
        user=books.user,
        recorded_at=books.now(),
        prints=0,
        is_manual=False,
        seal="",
        sealed_late=False,
    )


def standing_lines(books: Books, receipt: Receipt) -> Sequence[ReceiptLine]:
    """What a document charges to each fund and project now, after the reallocations that count, line by line.

    Amounts in céntimos of its currency; the sum is the document's total. Raises UserError where the reallocations take
    more from a fund or project than there was: a book of an earlier program, or one changed outside of it.
    """
    documents = [receipt]
    for each in coverage.valid_corrections(books.db, receipt.id):
        found = store.get(books.db, each)
        if found.kind is ReceiptKind.REALLOCATION:
            documents.append(found)
    sums: dict[ReceiptLine, int] = {}
    for line in (line for document in documents for line in document.lines):
        key = replace(line, amount=0, sign=0)
        sums[key] = sums.get(key, 0) + line.amount * (line.sign or 0)
    sign = receipt.moves or -1  # of all the document's own lines
    standing = [replace(key, amount=sign * amount, sign=sign) for key, amount in sums.items() if amount]
    if any(line.amount < 0 for line in standing):
        raise UserError(
            _(
                "Las reimputaciones del recibo {number} no cuadran: una anulada era la base de otra."
                " Anule primero las posteriores, empezando por la última."
            ).format(number=receipt.number_text)
        )
    return standing
