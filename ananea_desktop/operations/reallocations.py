"""The reimputación: what a document charged to the wrong fund or project goes to the right one; no account moves."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ananea_desktop.domain import money
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations import capital, numbered, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.corrections import LONGEST_REASON, standing_lines
from ananea_desktop.operations.reading import id_of
from ananea_desktop.operations.receipt_warnings import confirm
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import coverage, drafts, lists
from ananea_desktop.storage import receipts as store

_LONGEST_NAME = 300
_NOT_REALLOCATED = {
    ReceiptKind.TRANSFER: N_("Un traspaso no se reimputa: haga hoy otro en sentido contrario."),
    ReceiptKind.REALLOCATION: N_("Reimpute el recibo que esta reimputación corrige."),
}


@dataclass(kw_only=True)
class ReallocationDraft:
    """A reimputación as it is being typed: all texts, nothing read yet."""

    receipt_id: int
    lines: list[dict[str, str]] = field(default_factory=list)
    """For each line that stands (``corrections.standing_lines``), in its order: ``fund_id``, ``project_id`` and
    ``amount``; what has no fund_id stays where it is."""
    reason: str = ""
    approved_by: str = ""
    spending_reason: str = ""
    """Why it spends on a project beyond what was approved."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def can_be_reallocated(receipt: Receipt) -> bool:
    """Whether a reimputación is to be offered; ``why_not_reallocate`` knows what stands in its way all the same."""
    return receipt.kind not in _NOT_REALLOCATED and receipt.annulment is None and not receipt.is_reversal


def why_not_reallocate(books: Books, receipt: Receipt) -> str:
    """Why fund and project of a document cannot be corrected; empty where they can be."""
    if receipt.kind in _NOT_REALLOCATED:
        return _(_NOT_REALLOCATED[receipt.kind])
    if receipt.annulment is not None:
        return _("El recibo {number} está anulado: ya no cuenta.").format(number=receipt.number_text)
    if receipt.is_reversal:
        return _("El recibo {number} es un extorno: no se reimputa.").format(number=receipt.number_text)
    for each in coverage.valid_corrections(books.db, receipt.id):
        found = store.get(books.db, each)
        if found.is_reversal:
            return _("El recibo {number} ya está extornado por el N.º {by}.").format(
                number=receipt.number_text, by=found.number_text
            )
    return ""


def preview_reallocation(books: Books, draft: ReallocationDraft) -> Receipt:
    """The document as it would come out now; lines that are not right yet are left out."""
    return _read(books, draft, store.get(books.db, draft.receipt_id))[0]


@needs(Right.MONEY)
def reallocate(
    books: Books, draft: ReallocationDraft, confirmed: Collection[str] = (), to_print: bool = False
) -> Receipt:
    """Moves what a document charged to other funds or projects, by a numbered document of today with its reason.

    Raises InvalidRecord with what is wrong by field (``line 1 amount`` …), and NeedsConfirmation for what is unusual.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    receipt = store.get(books.db, draft.receipt_id)
    refusal = why_not_reallocate(books, receipt)
    if refusal:
        raise InvalidRecord(refusal, {})
    made, problems = _read(books, draft, receipt)
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    confirm(books, made, confirmed, draft.spending_reason)
    with books.act() as db:
        new_id = numbered.insert(books, db, made, draft.token, draft.spending_reason)
        if to_print:
            store.await_print(db, new_id)
        drafts.drop_made(db, draft.token)
    return store.get(books.db, new_id)


def _read(books: Books, draft: ReallocationDraft, receipt: Receipt) -> tuple[Receipt, dict[str, str]]:
    problems: dict[str, str] = {}
    moved: list[ReceiptLine] = []
    for number, standing in enumerate(standing_lines(books, receipt), start=1):
        texts = draft.lines[number - 1] if number <= len(draft.lines) else {}
        moved += _read_line(books, number, standing, texts, receipt.currency, problems)
    if not moved and not problems:
        problems["lines"] = _("Elija el fondo o proyecto correcto de al menos una línea.")
    reason, approved_by = clean(draft.reason), clean(draft.approved_by)
    if not reason:
        problems["reason"] = _("Falta el motivo: sale en el papel de la reimputación.")
    if not approved_by:
        problems["approved_by"] = _("Falta quién lo aprobó: firma el papel.")
    series, number = store.next_number(books.db, ReceiptKind.REALLOCATION, books.today())
    made = replace(
        receipt,
        id=0,
        kind=ReceiptKind.REALLOCATION,
        direction=0,
        series=series,
        number=number,
        issued_on=books.today(),
        total=sum(line.amount for line in moved if line.sign == -1),
        account_id=None,
        account_name="",
        method="",
        operation_number="",
        lines=tuple(moved),
        letterhead=office.letterhead(books),
        note="",
        reason=reason[:LONGEST_REASON],
        approved_by=approved_by[:_LONGEST_NAME],
        corrects_id=receipt.id,
        corrects_number=receipt.number_text,
        corrects_kind=receipt.kind,
        advance_id=None,
        advance_number="",
        user=books.user,
        recorded_at=books.now(),
        prints=0,
        is_manual=False,
        seal="",
        sealed_late=False,
    )
    return made, problems


def _read_line(
    books: Books,
    number: int,
    standing: ReceiptLine,
    texts: Mapping[str, str],
    currency: str,
    problems: dict[str, str],
) -> list[ReceiptLine]:
    """What the wrong place gets back and what the right one is charged; nothing where the line stays or is not right.

    Of spending the wrong place gets the amount back (sign 1) and the right one is charged (−1); of income the other
    way round.
    """
    if not texts.get("fund_id"):
        return []
    fund = lists.named(books.db, "funds", id_of(texts["fund_id"]))
    project = lists.named(books.db, "premium_projects", id_of(texts.get("project_id", "")))
    try:
        amount = money.read_amount(texts.get("amount", ""), currency=currency)
    except InvalidValue as invalid:
        problems[f"line {number} amount"] = str(invalid)
        return []
    if amount > standing.amount:
        problems[f"line {number} amount"] = _("De esta línea solo hay {amount}.").format(
            amount=money.format_money(standing.amount, currency)
        )
    project_id = project["id"] if project else None
    if fund is None:
        problems[f"line {number} fund"] = _("Elija de qué fondo es este dinero.")
    elif (fund["id"], project_id) == (standing.fund_id, standing.project_id):
        problems[f"line {number} fund"] = _("Ya está en ese fondo y proyecto. Elija el correcto.")
    elif standing.flow is Flow.CAPITAL and (why_not := capital.why_not_in(books, fund["id"], project_id)):
        problems[f"line {number} fund"] = why_not
    if fund is None or any(name.startswith(f"line {number} ") for name in problems):
        return []
    assert standing.sign is not None
    back = replace(standing, amount=amount, sign=-standing.sign)
    charged = replace(
        standing,
        amount=amount,
        fund_id=fund["id"],
        fund_name=fund["name"],
        project_id=project_id,
        project_name=project["name"] if project else "",
    )
    return [back, charged]
