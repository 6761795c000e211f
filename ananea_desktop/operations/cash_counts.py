"""Cash counts (arqueos): what is in the till, beside what the book says, explained and signed."""

import uuid
from dataclasses import dataclass, field

from ananea_desktop.domain.cash_counts import DENOMINATIONS, MOST_OF_ONE, CashCount
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import cash_counts as store
from ananea_desktop.storage import drafts, lists, receipt_facts
from ananea_desktop.storage.rows import Row


@dataclass(kw_only=True)
class CashCountDraft:
    """A count as it is being typed."""

    account_id: str = ""
    quantities: dict[str, str] = field(default_factory=dict)
    """By the denomination in céntimos, both as text; empty is none."""
    explanation: str = ""
    witness_name: str = ""
    witness_document: str = ""
    witness_title: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def quantity_of(text: str) -> int:
    """How many, as typed; 0 while it is no number, and one more than the most for any that is too large."""
    digits = text.strip().lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        return 0
    return min(int(digits[:8]), MOST_OF_ONE + 1)


@needs(Right.MONEY)
def count(books: Books, draft: CashCountDraft) -> int:
    """Keeps a count, numbered, and gives its id; no balance changes by it. Raises InvalidRecord.

    A draft that is saved twice, as after a crash, gives the count that was made of it.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return earlier
    made, problems = _read(books, draft)
    if problems or made is None:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    with books.act() as db:
        count_id = store.insert(db, made, draft.token, books.user, books.now())
        drafts.drop_made(db, draft.token)
    return count_id


def get(books: Books, count_id: int) -> CashCount:
    return store.get(books.db, count_id)


def newest(books: Books) -> list[Row]:
    """Every count, newest first, with ``difference`` (counted less book)."""
    return store.newest(books.db)


def tills(books: Books) -> list[Row]:
    """Every till with what the book says it holds today as ``balance``, céntimos of its currency.

    A document dated later is not part of it: its money is not in the till yet, and a count does not cover it.
    """
    return [
        row | {"balance": receipt_facts.balance(books.db, row["id"], books.today())}
        for row in lists.account_balances(books.db)
        if row["kind"] == "till"
    ]


def count_pdf(books: Books, count_id: int, language: str = SPANISH) -> bytes:
    """The act of a count, to sign, in ``es`` or ``en``."""
    from ananea_desktop.documents.cash_count import cash_count_pdf

    with in_language(language):
        return cash_count_pdf(store.get(books.db, count_id), office.letterhead(books))


def _read(books: Books, draft: CashCountDraft) -> tuple[CashCount | None, dict[str, str]]:
    reading = Reading(books)
    till = reading.account("account_id", draft.account_id, _("Elija la caja que se cuenta."))
    if till is not None and till["kind"] != "till":
        reading.problems["account_id"] = _("Esa cuenta es de un banco: se concilia con su estado de cuenta.")
    currency = till["currency"] if till else "PEN"
    quantities: dict[int, int] = {}
    for denomination in DENOMINATIONS[currency]:
        text = clean(draft.quantities.get(str(denomination), ""))
        if not (text.isascii() and text.isdigit()) and text:
            reading.problems[str(denomination)] = _("Escriba cuántos hay, solo con cifras.")
        elif quantity_of(text) > MOST_OF_ONE:
            reading.problems[str(denomination)] = _(
                "Son demasiados: lo más que se anota es un millón. Cuente de nuevo."
            )
        elif text.strip("0"):
            quantities[denomination] = quantity_of(text)
    witness = reading.words("witness_name", draft.witness_name, _("Falta quién presencia el arqueo: firma el acta."))
    explanation = reading.words("explanation", draft.explanation)
    if till is None:
        return None, reading.problems
    head = office.letterhead(books)
    made = CashCount(
        number=store.next_number(books.db),
        account_id=till["id"],
        account_name=till["name"],
        currency=currency,
        counted_on=books.today(),
        counted_at=f"{books.clock():%H:%M}",
        book_balance=receipt_facts.balance(books.db, till["id"], books.today()),
        quantities=quantities,
        explanation=explanation,
        treasurer_name=head.treasurer_name,
        treasurer_document=head.treasurer_document,
        witness_name=witness,
        witness_document=clean(draft.witness_document)[:60],
        witness_title=clean(draft.witness_title)[:60],
        last_receipt_id=receipt_facts.newest(books.db),
    )
    if made.difference and not explanation:
        reading.problems.setdefault("explanation", _("La caja no cuadra: escriba por qué, o que se está averiguando."))
    return made, reading.problems
