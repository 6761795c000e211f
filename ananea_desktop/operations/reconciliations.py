"""Bank reconciliation: the documents of a bank account ticked against its statement, and the difference explained."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, Column, GroupRow, Listing
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.money import SYMBOLS, format_money
from ananea_desktop.domain.receipts import DOCUMENT_CODES, ReceiptKind, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import drafts, lists, receipt_facts
from ananea_desktop.storage import reconciliations as store
from ananea_desktop.storage.rows import Row


@dataclass(kw_only=True)
class ReconciliationDraft:
    """A reconciliation as it is being made; an unfinished one waits as a draft."""

    account_id: str = ""
    statement_on: str = ""
    statement_balance: str = ""
    """May be negative: typed with its minus sign."""
    explanation: str = ""
    ticked: list[int] = field(default_factory=list)
    """The ids of the documents that the statement shows."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, kw_only=True)
class State:
    """What a reconciliation works with; amounts in céntimos of the account's currency."""

    pending: list[Row]
    """The documents not ticked yet, until the statement's day, oldest first."""
    before: int
    """What was ticked before, and the opening, of what is dated until the statement's day."""
    book_balance: int


def state(books: Books, account_id: int, statement_on: str) -> State:
    """For an account and a day as typed; today where it cannot be read."""
    day = Reading(books).day("statement_on", statement_on)
    return State(
        pending=store.pending(books.db, account_id, day),
        before=store.ticked_before(books.db, account_id, day),
        book_balance=receipt_facts.balance(books.db, account_id, day),
    )


def banks(books: Books) -> list[Row]:
    """Every bank account with its ``balance``."""
    return [row for row in lists.account_balances(books.db) if row["kind"] == "bank"]


@needs(Right.MONEY)
def reconcile(books: Books, draft: ReconciliationDraft) -> int:
    """Keeps a reconciliation and gives its id; what it ticked is no longer annulled. Raises InvalidRecord.

    A draft that is saved twice, as after a crash, gives the reconciliation that was made of it.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return earlier
    reading = Reading(books)
    account = reading.account("account_id", draft.account_id, _("Elija el banco que se concilia."))
    if account is not None and account["kind"] != "bank":
        reading.problems["account_id"] = _("Esa cuenta es una caja: se cuenta con un arqueo.")
    day = reading.day("statement_on", draft.statement_on)
    last = store.last_statement(books.db, account["id"]) if account else None
    if last is not None and day < last:
        reading.problems.setdefault(
            "statement_on",
            _(
                "Esa cuenta ya se concilió con su estado de cuenta del {day}, y los estados se concilian en orden."
                " Escriba la fecha de uno posterior."
            ).format(day=format_date(last)),
        )
    currency = account["currency"] if account else "PEN"
    balance = reading.balance("statement_balance", draft.statement_balance, currency)
    explanation = reading.words("explanation", draft.explanation)
    reading.refuse()
    assert account is not None
    known = {row["id"]: row["signed"] for row in store.pending(books.db, account["id"], day)}
    ticked = [each for each in dict.fromkeys(draft.ticked) if each in known]
    ticked_balance = store.ticked_before(books.db, account["id"], day) + sum(known[each] for each in ticked)
    if ticked_balance != balance and not explanation:
        sentence = _("No cuadra con el estado de cuenta: falta explicar {amount}.").format(
            amount=format_money(balance - ticked_balance, account["currency"])
        )
        raise InvalidRecord(problems_sentence(1), {"explanation": sentence})
    row: dict[str, Any] = {
        "account_id": account["id"],
        "statement_on": day,
        "statement_balance": balance,
        "book_balance": receipt_facts.balance(books.db, account["id"], day),
        "ticked_balance": ticked_balance,
        "last_receipt_id": receipt_facts.newest(books.db),
        "explanation": explanation,
        "user": books.user,
        "recorded_at": books.now(),
        "token": draft.token,
    }
    with books.act() as db:
        reconciliation_id = store.insert(db, row, ticked)
        drafts.drop_made(db, draft.token)
    return reconciliation_id


def newest(books: Books) -> list[Row]:
    """Every reconciliation, newest first, with ``account_name``, ``currency`` and ``difference``."""
    return store.newest(books.db)


def read_ticks(texts: object) -> list[int]:
    """Ids as a draft keeps them."""
    found = [id_of(str(each)) for each in texts] if isinstance(texts, list) else []
    return [each for each in found if each is not None]


def paper(books: Books, reconciliation_id: int, form: str = "pdf", language: str = SPANISH) -> bytes:
    """What was ticked, what is in the book and not on the statement; ``form``: ``pdf``, ``xlsx`` or ``csv``."""
    from ananea_desktop.operations import reports

    with in_language(language):
        return reports.listing_file(_listing(books, store.get(books.db, reconciliation_id)), form)


def _listing(books: Books, row: Row) -> Listing:
    ticked = store.ticked_by(books.db, row["id"])
    left = store.open_after(books.db, row)
    sums = (
        (_("Saldo según el estado de cuenta"), row["statement_balance"]),
        (_("Saldo de lo marcado"), row["ticked_balance"]),
        (_("Diferencia por explicar"), row["statement_balance"] - row["ticked_balance"]),
        (_("Saldo según el libro"), row["book_balance"]),
    )
    rows: list[Any] = [GroupRow(name, (None, None, None, None, None, amount)) for name, amount in sums]
    for title, found in (
        (_("Marcado en el estado de cuenta"), ticked),
        (_("En el libro y todavía no en el estado de cuenta"), left),
    ):
        rows.append(GroupRow(title, (None, None, None, None, None, sum(each["signed"] for each in found))))
        rows += [_cells(each) for each in found]
    notes = (_("Explicación: {text}").format(text=row["explanation"]),) if row["explanation"] else ()
    bank = " · ".join(filter(None, (row["account_name"], row["bank"], row["account_number"])))
    return Listing(
        name=f"conciliacion-{row['id']}",
        title=_("Conciliación bancaria al {day}").format(day=format_date(row["statement_on"])),
        subtitle=bank,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Número"), weight=1.2),
            Column(_("Fecha"), DATE),
            Column(_("Operación"), weight=1),
            Column(_("Nombre"), weight=2),
            Column(_("Concepto"), weight=2.5),
            Column(_("Importe {unit}").format(unit=SYMBOLS[row["currency"]]), AMOUNT),
        ),
        rows=rows,
        notes=notes,
    )


def _cells(row: Row) -> tuple[Any, ...]:
    number = f"{DOCUMENT_CODES[ReceiptKind(row['kind'])]} {number_text(row['series'], row['number'])}"
    return number, row["issued_on"], row["operation_number"], row["party_name"], row["concept"], row["signed"]
