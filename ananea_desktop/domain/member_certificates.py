"""Papers that say something of one member, frozen when they are issued as a receipt is: who holds which aportación."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.receipts import Annulment, Letterhead

GOOD_STANDING = "good_standing"
"""The kind of a constancia de socio hábil."""
CONTRIBUTION = "contribution"
"""The kind of a certificado de aportación (Ley General de Cooperativas, arts. 38 to 41)."""


@dataclass(frozen=True, kw_only=True)
class MemberCertificate:
    """An issued paper, with everything as it is printed."""

    id: int
    kind: str
    number: int
    member_id: int
    issued_on: date
    person_name: str
    """Given names first, as it stands in the middle of the paper."""
    person_document: str
    member_number: int | None
    admitted_on: date | None
    state_since: date | None
    amount: int | None
    """Of a certificado de aportación: céntimos of sol held."""
    share_value: int | None
    """Céntimos of sol of one aportación, where all are of equal value."""
    purpose: str
    """For what it is asked, as typed; may be empty."""
    letterhead: Letterhead
    user: str = ""
    seal: str = ""
    """64 hexadecimal digits."""
    annulment: Annulment | None = None

    @property
    def number_text(self) -> str:
        return number_text(self.number)

    @property
    def shares(self) -> int | None:
        """How many aportaciones it is of; None where they have no set value, or it is not a whole number of them."""
        if not self.share_value or self.amount is None or self.amount % self.share_value:
            return None
        return self.amount // self.share_value


def number_text(number: int) -> str:
    """``000012``"""
    return f"{number:06d}"
