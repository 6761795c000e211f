"""Another record like one that is there: what the form of a new one begins with."""

from collections.abc import Mapping
from typing import Any

from ananea_desktop.domain.fields import RecordType
from ananea_desktop.operations.cards import Card

OWN: dict[str, tuple[str, ...]] = {
    "purchases": (
        *("series", "number", "purchased_on", "exchange_rate", "credits_id", "invoice_total", "due_on", "retention"),
        *("detraction", "detraction_certificate", "detraction_on", "quotation_request_id", "notes"),
    ),
    "training_sessions": ("state", "held_on", "notes"),
    "premium_projects": ("starts_on", "ends_on", "state", "result", "objective_reached", "why_not", "next_steps"),
    "assemblies": ("held_on", "call", "opened_at", "closed_at", "chair", "secretary", "acta", "notes"),
    "items": ("state", "notes"),
    "quotation_requests": ("asked_on", "chosen_reason", "notes"),
    "fixed_assets": ("code", "serial", "condition", "notes"),
}
"""What is of one record alone, by the tables of which another one alike makes sense. Of a person, a supplier or a lot
it does not: what tells them apart is all there is."""
_NAMES_OF_OWN = ("credits_words", "quotation_subject")
_KEPT_PARTS = ("purchases",)
"""Whose lines are the other's too."""


def another(record_type: RecordType, card: Card, defaults: Mapping[str, str]) -> dict[str, Any]:
    """As ``RecordForm.open_begun`` takes it: the same but for what is its own, which is as in an empty form."""
    own = OWN[record_type.table]
    empty = {each.name: defaults.get(each.name, each.default) for each in record_type.fields if each.name in own}
    record = {**card.record, **{name: "" for name in _NAMES_OF_OWN if name in card.record}}
    content: dict[str, Any] = {"origin": f"another {card.record['id']}", "record": record}
    if record_type.table in _KEPT_PARTS:
        content["parts"] = card.parts
    return content | {"texts": {**record_type.texts(card.record), **empty}}
