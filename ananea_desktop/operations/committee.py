"""The Premium committee: terms without overlap, and a session with who came and what was proposed in one act."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ananea_desktop.domain.committee import (
    COMMITTEE_ROLES,
    COMMITTEE_SESSIONS,
    COMMITTEE_TERMS,
    overlap,
)
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.acts import saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import doubts_sentence, problems_sentence, read_or_refuse, refuse_missing
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import attendances, records
from ananea_desktop.storage import committee as store
from ananea_desktop.storage.rows import Row


@needs(Right.RECORDS)
def save_term(
    books: Books, texts: Mapping[str, str], record_id: int | None = None, confirmed: Collection[str] = ()
) -> int:
    """Saves since when and as what somebody sits on the committee, and gives its id. Raises InvalidRecord.

    Nobody has two terms on one day.
    """
    values = read_or_refuse(COMMITTEE_TERMS, texts, books.today(), confirmed)
    refuse_missing(books, COMMITTEE_TERMS, values)
    _refuse_overlap(books, values, record_id)
    with saving(books, COMMITTEE_TERMS, values, record_id) as db:
        if record_id is None:
            return records.add(db, COMMITTEE_TERMS, values)
        records.change(db, COMMITTEE_TERMS, record_id, values)
        return record_id


def _refuse_overlap(books: Books, values: Values, record_id: int | None) -> None:
    starts, ends, member = values["starts_on"], values["ends_on"], values["member_id"]
    assert isinstance(starts, date)
    assert ends is None or isinstance(ends, date)
    assert isinstance(member, int)
    for row in store.terms_of(books.db, member, record_id):
        if overlap((starts, ends), (row["starts_on"], row["ends_on"])):
            sentence = _("Esa persona ya está en el comité desde el {day} como {role}. Anote primero hasta cuándo.")
            if row["ends_on"]:
                sentence = _("Esa persona ya estuvo en el comité en esas fechas, desde el {day} como {role}.")
            role = _(COMMITTEE_ROLES[row["role"]]).lower()
            sentence = sentence.format(day=format_date(row["starts_on"]), role=role)
            raise InvalidRecord(problems_sentence(1), {"starts_on": sentence})


def sitting(books: Books) -> dict[str, str]:
    """The conditions for the terms that run today, whether or not it is known until when."""
    return store.sitting(books.today())


@needs(Right.RECORDS)
def save_session(
    books: Books,
    texts: Mapping[str, str],
    attendance: Collection[int] = (),
    proposals: Collection[int] = (),
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Saves a session with the ids of the members who came and of the projects it proposed, in one act.

    Gives its id. Raises InvalidRecord; nothing is then written.
    """
    values = read_or_refuse(COMMITTEE_SESSIONS, texts, books.today(), confirmed)
    if "held_on" not in confirmed:
        _doubt_late_proposal(books, values, proposals)
    with saving(books, COMMITTEE_SESSIONS, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, COMMITTEE_SESSIONS, values)
        else:
            records.change(db, COMMITTEE_SESSIONS, record_id, values)
        store.write_attendance(db, record_id, attendance)
        store.write_proposals(db, record_id, proposals)
    return record_id


def _doubt_late_proposal(books: Books, values: Values, proposals: Collection[int]) -> None:
    """The committee proposes, and then the assembly approves; the other way round is a doubt, not an error."""
    day = values["held_on"]
    assert isinstance(day, date)
    for row in store.first_approvals(books.db, proposals):
        if row["approved_on"] < day:
            sentence = _(
                "«{project}» ya se aprobó el {day}, antes de esta sesión. Corrija la fecha; si es así, guarde otra vez."
            ).format(project=row["name"], day=format_date(row["approved_on"]))
            raise InvalidRecord(doubts_sentence(1), {"held_on": sentence})


def who_can_come(books: Books) -> list[tuple[int, str]]:
    """Id and name of everyone of the register, those of the committee first with what they are on it."""
    roles = {row["member_id"]: _(COMMITTEE_ROLES[row["role"]]) for row in store.in_office(books.db, books.today())}
    people = [(row["id"], full_name(row)) for row in attendances.who_can_come(books.db)]
    names = dict(people)
    first = [(member, f"{names[member]}  ·  {role}") for member, role in roles.items() if member in names]
    return first + [each for each in people if each[0] not in roles]


def what_can_be_proposed(books: Books) -> list[tuple[int, str]]:
    """Id and name of every project, those first that wait for an assembly; of the others also the state."""
    found = store.can_be_proposed(books.db)
    words = {row["id"]: "" if row["state"] == "proposed" else _(PROJECT_STATES[row["state"]]) for row in found}
    return [(row["id"], "  ·  ".join(filter(None, (row["name"], words[row["id"]])))) for row in found]


def parts(books: Books, session_id: int) -> list[Row]:
    """Who came and what was proposed: rows of members and of projects, told apart by ``table``."""
    people = [{**row, "table": "members"} for row in store.attendance(books.db, session_id)]
    return people + [{**row, "table": "premium_projects"} for row in store.proposals(books.db, session_id)]


def new_session_texts(books: Books) -> dict[str, str]:
    """What the form of a new session starts with: today, where the last one was."""
    last: list[dict[str, Any]] = store.sessions(books.db)[:1]
    return {"held_on": format_date(books.today()), "place": last[0]["place"] if last else ""}
