"""Hand-outs of equipment, what comes back of them, and donations: as signed and for ever. Quantities in thousandths."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Annulment, Letterhead


class HandOutKind(StrEnum):
    """Each has numbers of its own."""

    HAND_OUT = "hand_out"
    RETURN = "return"
    DONATION = "donation"


TITLES = {
    HandOutKind.HAND_OUT: N_("Cargo de entrega de equipos"),
    HandOutKind.RETURN: N_("Devolución de equipos"),
    HandOutKind.DONATION: N_("Acta de entrega en donación"),
}
SHORT_TITLES = {
    HandOutKind.HAND_OUT: N_("Entrega"),
    HandOutKind.RETURN: N_("Devolución"),
    HandOutKind.DONATION: N_("Donación"),
}
CODES = {HandOutKind.HAND_OUT: "EE", HandOutKind.RETURN: "DE", HandOutKind.DONATION: "DO"}
"""Two letters before the number, in a QR."""

REASONS = {
    "new": N_("Nuevo"),
    "renewal": N_("Renovación"),
    "loss": N_("Pérdida"),
    "wear": N_("Deterioro"),
}
"""Why something is handed out, as the card of a worker asks it (domain.md §3.5)."""
CONDITIONS = {"usable": N_("Sirve: vuelve al almacén"), "unusable": N_("No sirve: se da de baja")}
CONDITIONS_SHORT = {"usable": N_("Sirve"), "unusable": N_("No sirve")}
"""What comes back as."""


def number_text(number: int) -> str:
    """``000123``."""
    return f"{number:06d}"


@dataclass(frozen=True, kw_only=True)
class HandOutLine:
    """What one person got or gave back; in a donation nobody by name."""

    item_id: int
    item_name: str
    size: str
    unit: str
    quantity: int
    safety: str = ""
    reason: str = ""
    renew_on: date | None = None
    member_id: int | None = None
    person_name: str = ""
    person_document: str = ""
    """As printed: ``DNI 00041527``."""
    person_position: str = ""
    person_area: str = ""
    returned_line_id: int | None = None
    """Of a return: the line that was handed out."""
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Beneficiaries:
    """Whom a donation helps, of one kind."""

    kind: str
    women: int
    men: int
    unknown: int

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown


@dataclass(frozen=True, kw_only=True)
class HandOut:
    kind: HandOutKind
    number: int
    handed_on: date
    lines: tuple[HandOutLine, ...]
    letterhead: Letterhead
    """With who was responsible then as its treasurer."""
    user: str = ""
    recorded_at: str = ""
    receiver_name: str = ""
    """Of a donation: who signs for those who get it."""
    receiver_document: str = ""
    receiver_detail: str = ""
    project_id: int | None = None
    project_name: str = ""
    note: str = ""
    beneficiaries: tuple[Beneficiaries, ...] = ()
    annulment: Annulment | None = None
    seal: str = ""
    id: int = 0

    @property
    def number_text(self) -> str:
        return number_text(self.number)

    @property
    def people(self) -> list[str]:
        """Who got something, each once, in the order of the lines; namesakes are two."""
        return list({line.member_id: line.person_name for line in self.lines if line.person_name}.values())


HAND_OUTS = RecordType(
    table="hand_outs",
    singular=N_("entrega"),
    plural=N_("entregas"),
    name_of=lambda values: "{kind} {number}".format(
        kind=_(SHORT_TITLES[HandOutKind(str(values["kind"]))]), number=number_text(int(str(values["number"])))
    ),
    fields=(),
)
"""For its list and its card only: a hand-out is never changed."""
