"""Sample committee of the Premium: its members and terms, and sessions with who came and what they proposed."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from ananea_desktop.domain.dates import format_date
from ananea_desktop.operations import committee
from ananea_desktop.operations.books import Books

Act = tuple[date, Callable[[], object]]


def acts(books: Books, data: dict[str, Any]) -> Iterator[Act]:
    """Each with the day it happens on: who left is noted as such from the start."""
    for line in data["terms"]:
        member, role, first, last = line.split("|")
        texts = {"member_id": member, "role": role, "starts_on": first, "ends_on": last}
        yield date.fromisoformat(first), partial(committee.save_term, books, texts)
    for session in data["sessions"]:
        yield date.fromisoformat(session["held_on"]), partial(_meet, books, session)


def _meet(books: Books, session: dict[str, Any]) -> None:
    day = format_date(date.fromisoformat(session["held_on"]))
    texts = {name: session[name] for name in ("place", "acta", "matters", "decisions")} | {"held_on": day}
    projects = {name: record_id for record_id, name in committee.what_can_be_proposed(books)}
    committee.save_session(books, texts, session["present"], [projects[name] for name in session["proposed"]])
