"""Constancias: the paper that says who came to a training, frozen when it is issued as a receipt is."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.receipts import Annulment, Letterhead

LARGEST_BATCH = 500
"""Constancias on one PDF at most."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """An issued constancia, with everything as it is printed."""

    id: int
    number: int
    training_session_id: int
    member_id: int
    issued_on: date
    person_name: str
    """Given names first, as it stands in the middle of the paper."""
    person_document: str
    topic: str
    kind: str
    held_on: date
    last_held_on: date
    duration: int
    """Minutes."""
    training_place: str
    trainer: str
    trainer_firm: str
    mark: int | None
    """Of 20; None where there was no test."""
    letterhead: Letterhead
    user: str = ""
    seal: str = ""
    """64 hexadecimal digits."""
    annulment: Annulment | None = None

    @property
    def number_text(self) -> str:
        return number_text(self.number)


def number_text(number: int) -> str:
    """``000012``"""
    return f"{number:06d}"


def natural_name(row: dict[str, object]) -> str:
    """``Tomás Huanca Layme``, of a row of members: given names first."""
    parts = (row["given_names"], row["paternal_surname"], row["maternal_surname"])
    return " ".join(str(part) for part in parts if part)
