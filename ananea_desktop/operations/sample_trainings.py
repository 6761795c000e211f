"""The trainings of the sample: planned and held, who came, how they signed and what they were marked."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from ananea_desktop.operations import receipt_drafts, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft

_BANK = "2"
_PROJECT = "7"
"""Further training of members and workers."""

Issue = Callable[[Books, ReceiptDraft], int]
Acts = Iterator[tuple[date, Callable[[], object]]]


def acts(books: Books, data: dict[str, Any], issue: Issue) -> Acts:
    for line in data["trainings"]:
        yield date.fromisoformat(line.split("|")[2]), partial(_train, books, line, issue)


def _train(books: Books, line: str, issue: Issue) -> None:
    topic, kind, day, place, trainer, hours, came, cost = line.split("|")
    texts = {"topic": topic, "kind": kind, "held_on": day, "place": place, "trainer": trainer, "duration": hours}
    if cost != "0":
        texts["project_id"] = _PROJECT
    fixed = {"state": "held", "audience": "everyone"}
    training_id = trainings.save(books, {**texts, **fixed}, range(1, int(came) + 1))
    if cost != "0":
        draft = receipt_drafts.for_training(books, training_id)
        draft.lines[0]["amount"] = cost
        draft.account_id, draft.method, draft.operation_number = _BANK, "transfer", f"T{day[2:4]}{training_id:03d}"
        issue(books, draft)
