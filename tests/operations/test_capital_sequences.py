"""Whatever is done with aportaciones in whatever order: the check stays sound, and the register says what is held."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import capital_acts, charges, checking, corrections, receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_acts import SubscriptionDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.receipt_drafts import for_debts
from ananea_desktop.operations.receipts import ReceiptFilter, page
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import charges as charge_store
from tests.builders import TILL, an_office, issue_anyway
from tests.operations.test_capital import ANYWAY, FIRST, SECOND, a_transfer, opened, refunded, two_members

MEMBERS = (FIRST, SECOND)
ACTS = st.tuples(
    st.sampled_from(("open", "subscribe", "pay", "transfer", "refund", "annul", "reverse", "undo", "annul run")),
    st.integers(0, 1),
    st.integers(1, 6),
)


def act(books: Books, what: str, who: int, much: int) -> None:
    """One act; ``much`` is an amount, or which of several is meant."""
    amount = f"{much * 100}.00"
    found = [row["id"] for row in page(books, ReceiptFilter())]
    if what == "open":
        opened(books, MEMBERS[who], amount)
    elif what == "subscribe":
        days = {"operated_on": "10/11/2026", "due_on": "20/11/2026"}
        capital_acts.subscribe(books, SubscriptionDraft(member=MEMBERS[who], amount=amount, **days), ANYWAY)
    elif what == "pay":
        owed = [row["id"] for row in charge_store.open_charges(books.db)]
        draft = for_debts(books, owed[who : who + 1])
        draft.lines[0]["amount"] = amount
        draft.account_id, draft.issued_on = TILL, "23/11/2026"
        issue_anyway(books, draft)
    elif what == "transfer":
        capital_acts.transfer(
            books,
            a_transfer(member=MEMBERS[who], counterpart=MEMBERS[1 - who], amount=amount, operated_on="23/11/2026"),
            ANYWAY,
        )
    elif what == "refund":
        refunded(books, member=MEMBERS[who], amount=amount)
    elif what == "annul" and found:
        receipts.annul(books, found[much % len(found)], "Prueba")
    elif what == "reverse" and found:
        corrections.reverse(books, ReversalDraft(receipt_id=found[much % len(found)], reason="Prueba"), ANYWAY)
    elif what == "undo" and (operations := store.newest(books.db, 100)):
        capital_acts.reverse(books, operations[much % len(operations)]["id"], "Prueba")
    elif what == "annul run" and (runs := charge_store.runs(books.db)):
        charges.annul_run(books, runs[much % len(runs)]["id"], "Prueba")


@settings(max_examples=20)
@given(acts=st.lists(ACTS, max_size=14))
def test_any_sequence_keeps_the_register_sound(acts: list[tuple[str, int, int]]) -> None:
    books = an_office()
    ids = two_members(books)
    for what, who, much in acts:
        try:
            act(books, what, who, much)
        except UserError:
            continue  # refused with a sentence, and nothing written
    assert checking.check(books).problems == []
    held: Counter[int] = Counter()
    for row in store.newest(books.db, 1000):
        signs = {"opening": 1, "pay": 1, "subscribe": 0}
        held[row["member_id"]] += row["sign"] * row["amount"] * signs.get(row["kind"], -1)
        if row["counterpart_id"] is not None:
            held[row["counterpart_id"]] += row["sign"] * row["amount"]
    assert [held[each] for each in ids] == [store.held(books.db, each) for each in ids]
    assert min(held[each] for each in ids) >= 0
    books.file.close()
