"""Papers that certify something of a member: frozen when issued, as a receipt is."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.receipts import Annulment, Letterhead

GOOD_STANDING = "good_standing"
"""Constancia de socio hábil."""
CONTRIBUTION = "contribution"
"""Certificado de aportación."""


@dataclass(frozen=True, kw_only=True)
class MemberCertificate:
    """An issued paper, with everything as it is printed."""

    id: int
    kind: str
    number: int
    member_id: int
    issued_on: date
    person_name: str
    """Given names first."""
    person_document: str
    member_number: int | None
    admitted_on: date | None
    state_since: date | None
    amount: int | None
    """Of a certificado de aportación: the capital held, in céntimos of sol."""
    purpose: str
    """For what it is asked, as typed; may be empty."""
    letterhead: Letterhead
    user: str = ""
    seal: str = ""
    """64 hexadecimal digits."""
    annulment: Annulment | None = None

    @property
    def number_text(self) -> str:
        """``000012``"""
        return f"{self.number:06d}"
