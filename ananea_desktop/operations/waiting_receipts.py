"""Receipts that were left half typed: each waits as it is until it is issued or thrown away, however many there are."""

from dataclasses import replace
from typing import Any, NamedTuple

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import office, receipt_drafts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import drafts

FORM = "receipt"
_USUAL = vars(ReceiptDraft())
"""What each part of a draft looks like."""


class Start(NamedTuple):
    """What the page of a receipt begins with."""

    choices: dict[str, Any]
    """What its fields choose from, and ``last_rate``."""
    draft: ReceiptDraft
    is_resumed: bool
    """Whether the draft had been left half typed."""
    others: list[ReceiptDraft]
    """What else waits, the last left first."""


def start(books: Books, draft: ReceiptDraft, resumes: bool = True) -> Start:
    """For an empty draft the one left last, unless ``resumes`` is off; else the draft as it is given, an empty one with
    the fund it proposes.

    What is typed of a booklet waits apart from what is typed of the others.
    """
    waiting = [each for each in all_waiting(books) if _place(each) == _place(draft)]
    is_resumed = any(each.token == draft.token for each in waiting)
    if waiting and resumes and not (is_resumed or draft.lines or draft.party_name):
        draft, is_resumed = waiting[0], True
    if not (is_resumed or draft.lines):
        draft = replace(draft, lines=receipt_drafts.first_lines(books))
    choices = {**office.choices(books), **office.receipt_choices(books), "last_rate": receipt_drafts.last_rate(books)}
    return Start(choices, draft, is_resumed, [each for each in waiting if each.token != draft.token])


def _place(draft: ReceiptDraft) -> tuple[str, str]:
    return (draft.booklet, draft.kind) if draft.booklet else ("", "")


def all_waiting(books: Books) -> list[ReceiptDraft]:
    """Every receipt that was left half typed, the last left first."""
    found = (_draft(each) for each in drafts.all_of(books.db, FORM))
    return [draft for draft in found if draft is not None]


def _draft(kept: dict[str, Any]) -> ReceiptDraft | None:
    """As it was kept, perhaps by another version of the program: without what this one does not understand."""
    if kept.get("kind") not in list(ReceiptKind):
        return None
    known = {name: value for name, value in kept.items() if name in _USUAL and _fits(value, _USUAL[name])}
    return ReceiptDraft(**{**known, "kind": ReceiptKind(kept["kind"])})


def _fits(value: Any, usual: Any) -> bool:
    if isinstance(usual, list):
        return isinstance(value, list) and all(isinstance(line, dict) and _all_texts(line) for line in value)
    if usual is None:
        return value is None or (type(value) is int and 0 <= value < 1 << 63)
    return type(value) is type(usual)


def _all_texts(line: dict[str, Any]) -> bool:
    return all(isinstance(each, str) for each in line.values())


@needs(Right.OWN)
def keep(books: Books, draft: ReceiptDraft) -> None:
    """Keeps what is being typed, so that a crash or a closed window loses none of it."""
    with books.noting() as db:
        drafts.keep_one_of(db, FORM, vars(draft), books.user, books.now())


@needs(Right.OWN)
def drop(books: Books, draft: ReceiptDraft) -> None:
    """Throws it away."""
    with books.noting() as db:
        drafts.drop_one_of(db, FORM, draft.token)
