"""What the card of a person shows beside what every card has: photo, states, positions, constancias."""

from dataclasses import dataclass, field

from ananea_desktop.domain.committee import COMMITTEE_ROLES
from ananea_desktop.domain.language import _
from ananea_desktop.domain.positions import position_words, term_words
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import committee, member_states, positions, registers
from ananea_desktop.storage import member_certificates as certificate_store
from ananea_desktop.storage.rows import Row


@dataclass(frozen=True, kw_only=True)
class Held:
    """A position, or a seat on the committee of the Premium."""

    table: str
    id: int
    words: str
    term: str
    years: str
    """``desde 2025``, or ``2023 – 2025``."""
    runs: bool
    """Whether it runs today."""


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    states: list[Row] = field(default_factory=list)
    """The newest first."""
    positions: list[Held] = field(default_factory=list)
    """Those that run first, then the newest."""
    certificates: list[Row] = field(default_factory=list)
    """Constancias de socio hábil, the newest first."""
    photo: bytes | None = None


def card(books: Books, member_id: int) -> PersonCard:
    return PersonCard(
        states=member_states.of_member(books.db, member_id),
        positions=held(books, member_id),
        certificates=certificate_store.of_member(books.db, "good_standing", member_id),
        photo=registers.photos(books.db, [member_id]).get(member_id),
    )


def _years(row: Row) -> str:
    first, last = row["starts_on"].year, row["ends_on"].year if row["ends_on"] else None
    if last is None:
        return _("desde {year}").format(year=first)
    return str(first) if first == last else f"{first} – {last}"


def held(books: Books, member_id: int) -> list[Held]:
    """Every position of a person and every seat on the committee of the Premium, those that run today first."""
    found = [("positions", row, position_words(row)) for row in positions.of_member(books.db, member_id)]
    for row in committee.terms_of(books.db, member_id, None):
        words = _("{role}, comité de la Prima").format(role=_(COMMITTEE_ROLES[row["role"]]))
        found.append(("committee_terms", row, words))
    found.sort(key=lambda each: each[1]["starts_on"], reverse=True)
    today = books.today()
    made = [
        Held(
            table=table,
            id=row["id"],
            words=words,
            term=term_words(row["starts_on"], row["ends_on"]),
            years=_years(row),
            runs=row["starts_on"] <= today and (row["ends_on"] is None or row["ends_on"] >= today),
        )
        for table, row, words in found
    ]
    return sorted(made, key=lambda each: not each.runs)
