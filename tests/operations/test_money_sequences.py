"""Whatever is charged, paid, annulled, taken back and waived in whatever order: every paper says the same amounts."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import (
    capital_acts,
    charges,
    checking,
    corrections,
    debt_lines,
    debts,
    receipts,
    undoing,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.receipt_drafts import for_debts
from ananea_desktop.operations.receipts import ReceiptFilter, page
from ananea_desktop.storage import capital, member_statistics, rows
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import debts as sums
from tests.builders import TILL, a_line, an_office, issue_anyway, issued, save_account
from tests.operations.test_capital import ANYWAY, FIRST, SECOND, a_transfer, refunded, two_members

FIRST_DAY, LAST_DAY, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 23)
KINDS = ("ordinary_due", "extraordinary_due", "fine", "contribution")
ACTS = st.tuples(
    st.sampled_from(
        "charge charge pay pay twice annul reverse annul_run waive apply take_off refund transfer undo income".split()
    ),
    st.integers(0, 5),
    st.integers(1, 6),
)


def act(books: Books, dollars: str, what: str, which: int, much: int) -> None:
    """One act; ``much`` is an amount, or which of several is meant."""
    owed = [row["id"] for row in store.open_charges(books.db)]
    found = [row["id"] for row in page(books, ReceiptFilter())]
    one = found[which % len(found)] if found else 0
    runs = store.runs(books.db)
    if what == "charge":
        kind = KINDS[which % len(KINDS)]
        currency = "USD" if which == 5 else "PEN"
        draft = ChargeDraft(kind=kind, concept=f"C{len(runs)}", amount=str(much), currency=currency)
        draft.charged_on, draft.due_on = "01/11/2026", ("15/11/2026", "23/11/2026", "30/11/2026")[much % 3]
        charges.make(books, draft)
    elif what in ("pay", "twice") and owed:
        receipt = for_debts(books, [owed[which % len(owed)]])
        receipt.lines[0]["amount"] = str(much)
        receipt.lines = receipt.lines * (1 if what == "pay" else 2)
        receipt.account_id, receipt.issued_on = TILL, "23/11/2026"
        if rows.value(
            books.db,
            "SELECT 1 FROM charge_runs JOIN charges ON charge_run_id = charge_runs.id"
            " WHERE charges.id = ? AND currency = 'USD'",
            (owed[which % len(owed)],),
        ):
            receipt.account_id, receipt.exchange_rate = dollars, "3.75"
        issue_anyway(books, receipt)
    elif what == "income":
        issued(books, a_line(amount=str(much)))
    elif what == "annul" and found:
        receipts.annul(books, one, "Prueba")
    elif what == "reverse" and found:
        corrections.reverse(books, ReversalDraft(receipt_id=one, reason="Prueba"), ANYWAY)
    elif what == "annul_run" and runs:
        charges.annul_run(books, runs[which % len(runs)]["id"], "Prueba")
    elif what == "waive" and owed:
        charges.waive(books, 1 + which, "Prueba")
    elif what == "apply" and owed and found:
        debt_lines.apply(books, one, owed)
    elif what == "take_off" and found:
        for paid in debt_lines.applied(books, one).paid:
            debt_lines.take_off(books, one, paid.charge_id)
    elif what == "refund":
        refunded(books, member=(FIRST, SECOND)[which % 2], amount=str(much))
    elif what == "transfer":
        people = {"member": FIRST, "counterpart": SECOND} if which % 2 else {"member": SECOND, "counterpart": FIRST}
        capital_acts.transfer(books, a_transfer(amount=str(much), operated_on="23/11/2026", **people), ANYWAY)
    elif what == "undo":
        undoing.undo(books)


def apart(found: list[dict[str, object]], amount: str, kind: str = "charge_kind") -> Counter[tuple[object, ...]]:
    added: Counter[tuple[object, ...]] = Counter()
    for row in found:
        added[row["member_id"], row[kind], row["currency"]] += int(str(row[amount]))
    return Counter({key: value for key, value in added.items() if value})


@settings(max_examples=25, deadline=None)
@given(acts=st.lists(ACTS, max_size=30))
def test_every_paper_says_the_same(acts: list[tuple[str, int, int]]) -> None:
    books = an_office()
    ids = two_members(books)
    dollars = save_account(books)
    for what, which, much in acts:
        try:
            act(books, dollars, what, which, much)
        except UserError:
            continue  # refused with a sentence, and nothing written
    assert checking.check(books).problems == []
    db = books.db
    owed = apart(store.open_charges(db), "left", "kind")
    assert apart(sums.expected(db, FIRST_DAY, LAST_DAY), "left") == owed
    assert apart([row | {"all": sum(row["ages"])} for row in debts.aged(books, TODAY)], "all") == owed
    entries = [row | {"member_id": each} for each in ids for row in store.account_of(db, each)]
    assert apart(entries, "amount", "kind") == owed
    for each in ids:
        left = Counter({(one.family, one.currency): one.left for one in debts.account_card(books, each).balances})
        mine = Counter[tuple[str, str]]()
        for (member, kind, currency), amount in owed.items():
            if member == each:
                mine[debts.family(str(kind)), str(currency)] += amount
        assert +left == mine
    holding = [row for row in store.runs(db) if row["annulled_on"] is None]
    assert sum(row["total"] - row["paid"] - row["waived"] for row in holding) == sum(owed.values())
    chart = member_statistics.expected(db, FIRST_DAY, LAST_DAY)
    in_chart = sum(row["expected"] - row["paid"] for row in chart)
    assert in_chart == sum(n for (_m, kind, money), n in owed.items() if kind != "contribution" and money == "PEN")
    # what members hold is what came in and went out as capital
    held = sum(row["held"] for row in capital.holders(db, TODAY))
    moved = rows.value(db, "SELECT coalesce(sum(amount), 0) FROM movements WHERE kind = 'capital'")
    assert held == moved == sum(capital.held(db, each) for each in ids) == capital.total_before(db, LAST_DAY)
    paid, back = member_statistics.capital_by_month(db, FIRST_DAY, LAST_DAY).get("2026-11", (0, 0))
    assert paid - back == held
    books.file.close()
