"""The trainings of the sample: planned and held, over days, who came, how they signed, their marks, and constancias."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from ananea_desktop.domain.language import _
from ananea_desktop.domain.trainings import MANDATORY_TOPICS, Signature
from ananea_desktop.operations import certificates, receipt_drafts, records, trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft

_BANK = "2"
_PROJECT = "7"
"""Further training of members and workers."""
_FINGERPRINTS = (9, 16)
"""Who signs with a finger."""

Issue = Callable[[Books, ReceiptDraft], int]
Acts = Iterator[tuple[date, Callable[[], object]]]


def acts(books: Books, data: dict[str, Any], issue: Issue) -> Acts:
    for line in data["trainings"]:
        yield date.fromisoformat(line.split("|")[2]), partial(_train, books, line, issue)
    ids: dict[str, int] = {}
    for planned in data["planned_trainings"]:
        yield date.fromisoformat(planned["planned_on"]), partial(_plan, books, planned, ids)
        if "came" in planned:
            yield date.fromisoformat(planned["days"][-1][0]), partial(_hold, books, planned, ids)
        if "cancelled_on" in planned:
            yield date.fromisoformat(planned["cancelled_on"]), partial(_cancel, books, planned, ids)
        if "certified_on" in planned:
            yield date.fromisoformat(planned["certified_on"]), partial(_certify, books, planned, ids)
    for line in data["mandatory_topics"]:
        names = "topic position months".split()
        texts = dict(zip(names, line.split("|"), strict=True))
        yield date(2026, 1, 12), partial(records.save, books, MANDATORY_TOPICS, texts)


def _train(books: Books, line: str, issue: Issue) -> None:
    topic, kind, day, place, trainer, hours, came, cost = line.split("|")
    texts = {"topic": topic, "kind": kind, "held_on": day, "place": place, "trainer": trainer, "duration": hours}
    if cost != "0":
        texts |= {"project_id": _PROJECT, "fund_id": "1"}
    fixed = {"state": "held", "audience": "everyone"}
    training_id = trainings.save(books, {**texts, **fixed}, range(1, int(came) + 1))
    _sign(books, training_id, range(1, int(came) + 1))
    if cost != "0":
        draft = receipt_drafts.for_training(books, training_id)
        draft.lines[0]["amount"] = cost
        draft.account_id, draft.method, draft.operation_number = _BANK, "transfer", f"T{day[2:4]}{training_id:03d}"
        issue(books, draft)


def _sign(books: Books, training_id: int, came: range) -> None:
    trainings.sign_pending(books, training_id)
    for member_id in _FINGERPRINTS:
        if member_id in came:
            trainings.note(books, training_id, member_id, {"signature": Signature.FINGERPRINT})


def _plan(books: Books, planned: dict[str, Any], ids: dict[str, int]) -> None:
    days = [dict(zip(("held_on", "starts_at", "ends_at"), day, strict=True)) for day in planned["days"]]
    texts = {"audience": "everyone", **planned["texts"], "state": "planned"}
    first, last = planned.get("invited", [1, 0])
    invited = range(first, last + 1)
    ids[texts["topic"]] = trainings.save(books, texts, days=days, invited=invited)


def _hold(books: Books, planned: dict[str, Any], ids: dict[str, int]) -> None:
    training_id = ids[planned["texts"]["topic"]]
    first, last = planned["came"]
    trainings.tick(books, training_id, range(first, last + 1))
    _sign(books, training_id, range(first, last + 1))
    for member_id, mark in enumerate(planned.get("marks", ()), start=first):
        trainings.note(books, training_id, member_id, {"mark": str(mark)})


def _cancel(books: Books, planned: dict[str, Any], ids: dict[str, int]) -> None:
    training_id = ids[planned["texts"]["topic"]]
    texts = {"audience": "everyone", "held_on": planned["days"][0][0], **planned["texts"], "state": "cancelled"}
    trainings.save(books, {**texts, "notes": planned["why"]}, record_id=training_id)


def _certify(books: Books, planned: dict[str, Any], ids: dict[str, int]) -> None:
    """Constancias for all who passed; one is annulled and issued anew."""
    training_id = ids[planned["texts"]["topic"]]
    issued = certificates.issue(books, training_id, token="sample")
    certificates.annul(books, issued.ids[0], _("Se manchó al imprimirla"))
    certificates.issue(books, training_id, token="sample-again")
