"""Receipts: money in and out, as issued and for ever. All amounts are integer céntimos of the receipt's currency."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ananea_desktop.domain.language import N_


class ReceiptKind(StrEnum):
    IN = "in"
    OUT = "out"


KIND_TITLES = {ReceiptKind.IN: N_("Recibo de ingreso"), ReceiptKind.OUT: N_("Recibo de egreso")}

PAYMENT_METHODS = {
    "cash": N_("Efectivo"),
    "deposit": N_("Depósito"),
    "transfer": N_("Transferencia"),
    "cheque": N_("Cheque"),
}


def number_text(series: str, number: int) -> str:
    """``001-000123``: three digits of series, at least six of number (domain.md §4)."""
    return f"{series}-{number:06d}"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues the paper, as printed: frozen with the receipt, so that a later treasurer changes no old paper."""

    name: str
    ruc: str
    address: str
    place: str
    """Where papers are dated: «Ananea», 23 de noviembre de 2026."""
    treasurer_name: str
    treasurer_document: str
    """As printed: ``DNI 00038210``."""
    treasurer_title: str = "Tesorera"
    president_name: str = ""
    president_document: str = ""
    logo: bytes | None = None
    """PNG or JPEG."""
    is_sample: bool = False
    """Invented people and money: the paper says MUESTRA."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who pays or is paid, as printed on the paper."""

    name: str
    document: str = ""
    """As printed: ``DNI 00041527``, ``RUC 20100000001``; empty when unknown."""
    detail: str = ""
    """What this person is to the cooperative: ``socio``, ``proveedor``; may be empty."""
    member_id: int | None = None
    supplier_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    concept: str
    amount: int
    """Céntimos, more than 0."""
    fund_id: int
    fund_name: str
    project_id: int | None = None
    project_name: str = ""
    purchase_id: int | None = None
    training_session_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Annulment:
    reason: str
    annulled_on: date
    user: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """An issued receipt, or the preview of one (``id`` is then 0)."""

    id: int
    kind: ReceiptKind
    series: str
    number: int
    issued_on: date
    currency: str
    """ISO 4217: PEN or USD."""
    exchange_rate: int | None
    """Soles for one unit of the currency, in ten-thousandths; ``None`` for soles."""
    total: int
    account_id: int
    account_name: str
    method: str
    """A key of PAYMENT_METHODS."""
    operation_number: str
    party: Party
    lines: tuple[ReceiptLine, ...]
    letterhead: Letterhead
    note: str = ""
    """The treasurer's own; never printed."""
    user: str = ""
    recorded_at: str = ""
    """UTC, ISO 8601."""
    annulment: Annulment | None = None
    prints: int = 0
    """How often it was printed before; from the second time on the paper says COPIA – REIMPRESIÓN."""

    @property
    def number_text(self) -> str:
        return number_text(self.series, self.number)
