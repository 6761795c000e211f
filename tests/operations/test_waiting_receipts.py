"""Receipts left half typed: each waits on its own, and the one left last is taken up again."""

import dataclasses

import pytest

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import booklets, receipt_drafts, records, waiting_receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from tests.builders import OWN, PREMIUM, a_draft, a_line, issue_anyway, save_project


def half(name: str, **changes: object) -> ReceiptDraft:
    return a_draft(a_line(amount=""), party_name=name, **changes)


def waiting(books: Books) -> list[str]:
    return [each.party_name for each in waiting_receipts.all_waiting(books)]


def test_each_waits_beside_the_others_the_last_left_first(books: Books) -> None:
    first, second = half("Ccallo"), half("Huanca")
    waiting_receipts.keep(books, first)
    waiting_receipts.keep(books, second)
    assert waiting(books) == ["Huanca", "Ccallo"]
    waiting_receipts.keep(books, dataclasses.replace(first, party_name="Ccallo Núñez"))
    assert waiting(books) == ["Ccallo Núñez", "Huanca"]
    waiting_receipts.drop(books, first)
    assert waiting(books) == ["Huanca"]


def test_an_empty_receipt_takes_up_the_last_and_offers_the_others(books: Books) -> None:
    for name in ("Ccallo", "Huanca", "Apaza"):
        waiting_receipts.keep(books, half(name))
    begun = waiting_receipts.start(books, ReceiptDraft())
    assert (begun.draft.party_name, begun.is_resumed) == ("Apaza", True)
    assert [each.party_name for each in begun.others] == ["Huanca", "Ccallo"]
    blank = waiting_receipts.start(books, ReceiptDraft(), False)
    assert (blank.draft.party_name, blank.is_resumed, len(blank.others)) == ("", False, 3)
    chosen = waiting_receipts.start(books, begun.others[1])
    assert (chosen.draft.party_name, chosen.is_resumed) == ("Ccallo", True)
    assert [each.party_name for each in chosen.others] == ["Apaza", "Huanca"]


@pytest.mark.parametrize("kind", [ReceiptKind.IN, ReceiptKind.OUT])
@pytest.mark.parametrize("booklet", ["", "002"])
def test_an_empty_receipt_is_of_the_cooperatives_own_money(books: Books, kind: ReceiptKind, booklet: str) -> None:
    begun = waiting_receipts.start(books, ReceiptDraft(kind=kind, booklet=booklet))
    assert begun.draft.lines == [{"fund_id": OWN}]
    assert not begun.is_resumed


def test_what_is_filled_in_keeps_its_fund(books: Books) -> None:
    begun = waiting_receipts.start(books, receipt_drafts.for_project(books, save_project(books)))
    assert begun.draft.lines[0]["fund_id"] == PREMIUM
    waiting_receipts.keep(books, half("Ccallo", lines=[a_line(fund_id=PREMIUM)]))
    assert waiting_receipts.start(books, ReceiptDraft()).draft.lines[0]["fund_id"] == PREMIUM


def test_one_filled_in_from_a_record_is_no_draft_and_overwrites_none(books: Books) -> None:
    waiting_receipts.keep(books, half("Ccallo"))
    begun = waiting_receipts.start(books, half("Huanca"))
    assert (begun.draft.party_name, begun.is_resumed) == ("Huanca", False)
    waiting_receipts.keep(books, begun.draft)
    assert waiting(books) == ["Huanca", "Ccallo"]


def test_issuing_one_lets_the_others_wait(books: Books) -> None:
    done = a_draft()
    waiting_receipts.keep(books, done)
    waiting_receipts.keep(books, half("Huanca"))
    issue_anyway(books, done)
    assert waiting(books) == ["Huanca"]


def test_a_booklet_is_not_mixed_with_the_others(books: Books) -> None:
    booklet = booklets.register(books, ReceiptKind.OUT, "1", "50")
    waiting_receipts.keep(books, half("Ccallo"))
    written = half("Huanca", kind=ReceiptKind.OUT, booklet=booklet.series, booklet_number="1")
    waiting_receipts.keep(books, written)
    empty = ReceiptDraft(kind=ReceiptKind.OUT, booklet=booklet.series, booklet_number="1")
    begun = waiting_receipts.start(books, empty)
    assert (begun.draft.party_name, begun.others) == ("Huanca", [])
    assert waiting_receipts.start(books, ReceiptDraft()).draft.party_name == "Ccallo"


def test_a_draft_of_an_earlier_version_is_taken_up(books: Books) -> None:
    kept = {**vars(half("Ccallo")), "colour": "gold"}
    del kept["booklet"]
    records.keep_draft(books, waiting_receipts.FORM, 0, kept)
    begun = waiting_receipts.start(books, ReceiptDraft())
    assert begun.draft.party_name == "Ccallo"
    waiting_receipts.keep(books, begun.draft)
    assert waiting(books) == ["Ccallo"]
