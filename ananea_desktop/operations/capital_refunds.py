"""Paying aportaciones back: to who leaves, or to the heirs, by an egreso that is no spending, in one act with the
operation of the register (Ley General de Cooperativas, art. 39)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from ananea_desktop.domain import money
from ananea_desktop.domain.capital import CapitalKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import GONE, MEMBERS, full_name
from ananea_desktop.domain.receipts import PAYMENT_METHODS, Flow, Party, Receipt, ReceiptKind, ReceiptLine
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean, fold
from ananea_desktop.operations import capital, debts, numbered
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import CERTIFIED, CapitalReading, certified, member_text, own_fund
from ananea_desktop.operations.reading import LONGEST_NAME
from ananea_desktop.operations.receipt_warnings import Warnings, ask, warnings
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import lists, records
from ananea_desktop.storage import receipts as receipt_store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

STILL_ACTIVE = "still_active"
OWES = "owes"
ALL = (STILL_ACTIVE, OWES, CERTIFIED)
"""What only a refund is asked; as ``receipt_warnings.ALL``."""


@dataclass(kw_only=True)
class RefundDraft:
    """A refund as it is being typed."""

    member: str = ""
    """Whose aportación it is, as capital_acts.member_text has it."""
    amount: str = ""
    party_name: str = ""
    """Who receives the money: the member, or an heir."""
    party_document: str = ""
    issued_on: str = ""
    account_id: str = ""
    method: str = "cash"
    operation_number: str = ""
    acta: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def refund_start(books: Books, member_id: int) -> dict[str, object]:
    """What the page of a refund begins with, and who the member is. Raises LookupError."""
    row = records.get(books.db, MEMBERS, member_id)
    held = store.held(books.db, member_id)
    died = row["state"] == "deceased"
    account = lists.first_account(books.db, "PEN")
    return {
        "texts": {
            "member": member_text(row),
            "amount": money.format_amount(held) if held else "",
            "party_name": "" if died else full_name(row),
            "party_document": "" if died else document_text(row["document_type"], row["document_number"]),
            "issued_on": format_date(books.today()),
            "account_id": str(account or ""),
            "method": "cash",
        }
    }


def preview(books: Books, draft: RefundDraft) -> Receipt:
    """The receipt as it would come out now. Raises InvalidRecord."""
    return _read(books, draft)[1]


@needs(Right.MONEY)
def refund(books: Books, draft: RefundDraft, confirmed: Collection[str] = (), to_print: bool = False) -> Receipt:
    """Pays an aportación back, or a part of it: a numbered egreso, and with it the operation of the register.

    Raises InvalidRecord with what is wrong by field, and NeedsConfirmation for who is still a member, for who owes
    something, and for what is unusual about any egreso.
    """
    earlier = receipt_store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return receipt_store.get(books.db, earlier)
    member, receipt, acta = _read(books, draft)
    ask([*_doubts(books, member, receipt), *warnings(books, receipt)], confirmed)

    def write(db: Connection) -> int:
        receipt_id = numbered.insert(books, db, receipt, draft.token)
        row = {"kind": CapitalKind.WITHDRAW, "operated_on": receipt.issued_on, "amount": receipt.total, "acta": acta}
        store.add(db, {**capital.person(db, member["id"]), **row, "receipt_id": receipt_id})
        if to_print:
            receipt_store.await_print(db, receipt_id)
        return receipt_id

    return numbered.written(books, draft.token, write)


def _read(books: Books, draft: RefundDraft) -> tuple[Row, Receipt, str]:
    """Whose aportación it is, the receipt that pays it back, and the acta."""
    reading = CapitalReading(books)
    member = reading.member("member", draft.member)
    amount = reading.amount("amount", draft.amount, "PEN")
    day = reading.past_day("issued_on", draft.issued_on)
    name = reading.words("party_name", draft.party_name, _("Falta quién recibe el dinero: el socio, o su heredero."))
    document = reading.words("party_document", draft.party_document, _("Falta el documento de quien recibe."), 60)
    account = reading.account("account_id", draft.account_id, _("Elija de qué caja o banco sale el dinero."))
    if account is not None and account["currency"] != "PEN":
        reading.problems["account_id"] = _("Las aportaciones son en soles: elija una cuenta en soles.")
    if draft.method not in PAYMENT_METHODS:
        reading.problems["method"] = _("Elija el medio de pago.")
    operation = reading.operation("operation_number", draft.operation_number)
    if draft.method in ("deposit", "transfer", "cheque") and not operation:
        reading.problems["operation_number"] = _("Falta el número de la operación o del cheque.")
    acta = reading.acta("acta", draft.acta, _("Falta el acta: sin acuerdo no se devuelve una aportación."))
    if member is not None and amount and "issued_on" not in reading.problems:
        reading.within("amount", member, amount, day)
    reading.refuse()
    assert member is not None
    fund = lists.named(books.db, "funds", own_fund(books))
    assert fund is not None
    is_own = fold(name) == fold(full_name(member))
    concept = N_("Devolución de aportación de {name}, {acta}").format(name=full_name(member), acta=acta)
    line = ReceiptLine(
        concept=concept,
        amount=amount,
        fund_id=fund["id"],
        fund_name=fund["name"],
        flow=Flow.CAPITAL,
        sign=-1,
    )
    party = Party(
        name=name[:LONGEST_NAME],
        document=document,
        detail=N_("socio/a") if is_own else N_("por la aportación de un socio"),
        member_id=member["id"] if is_own else None,
    )
    parts = {"method": draft.method, "operation_number": operation, "party": party}
    made = numbered.made_up(books, ReceiptKind.OUT, day, [line], account=account, direction=-1, **parts)
    return member, made, acta


def _doubts(books: Books, member: Row, receipt: Receipt) -> Warnings:
    """What is unusual about a refund and about no other egreso."""
    found: Warnings = []
    if member["state"] not in GONE:
        sentence = _(
            "{name} todavía es socio. La aportación se devuelve a quien deja de serlo: anote primero su retiro, o"
            " siga si el acta aprueba devolver solo una parte."
        )
        found.append((STILL_ACTIVE, sentence.format(name=full_name(member))))
    if amounts := debts.owed_apart(books, member["id"]):
        sentence = _("{name} debe {amounts}. Lo usual es cobrarle primero, o descontarlo con su acuerdo.")
        found.append((OWES, sentence.format(name=full_name(member), amounts=amounts)))
    return [*found, *certified(books, member["id"])]


def refunded_words(receipt: Receipt) -> str:
    """What is said when it was paid back."""
    return _("Se devolvió la aportación con el recibo de egreso {number}.").format(number=clean(receipt.number_text))
