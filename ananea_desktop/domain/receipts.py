"""Receipts: money in and out, as issued and for ever. All amounts are integer céntimos of the receipt's currency."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ananea_desktop.domain.language import N_


class ReceiptKind(StrEnum):
    """The numbered documents of money, each with series of its own. In code all of them are receipts."""

    IN = "in"
    OUT = "out"
    TRANSFER = "transfer"
    """Two rows with one number: out of one account, into another."""
    BANK_NOTE = "bank_note"
    """What the bank took or gave by itself, from its statement."""
    OPENING = "opening"
    """What an account held, or a project had spent, before the program."""
    REALLOCATION = "reallocation"
    """Moves what a receipt charged from one fund or project to another; touches no account."""
    RENDITION = "rendition"
    """What an advance was spent on; touches no account."""


KIND_TITLES = {
    ReceiptKind.IN: N_("Recibo de ingreso"),
    ReceiptKind.OUT: N_("Recibo de egreso"),
    ReceiptKind.TRANSFER: N_("Traspaso"),
    ReceiptKind.BANK_NOTE: N_("Nota bancaria"),
    ReceiptKind.OPENING: N_("Documento de apertura"),
    ReceiptKind.REALLOCATION: N_("Reimputación"),
    ReceiptKind.RENDITION: N_("Rendición de cuenta"),
}
SHORT_TITLES = {
    ReceiptKind.IN: N_("Ingreso"),
    ReceiptKind.OUT: N_("Egreso"),
    ReceiptKind.TRANSFER: N_("Traspaso"),
    ReceiptKind.BANK_NOTE: N_("Nota bancaria"),
    ReceiptKind.OPENING: N_("Apertura"),
    ReceiptKind.REALLOCATION: N_("Reimputación"),
    ReceiptKind.RENDITION: N_("Rendición"),
}
"""As a list on paper names them."""
DOCUMENT_CODES = {
    ReceiptKind.IN: "RI",
    ReceiptKind.OUT: "RE",
    ReceiptKind.TRANSFER: "TR",
    ReceiptKind.BANK_NOTE: "NB",
    ReceiptKind.OPENING: "AP",
    ReceiptKind.REALLOCATION: "RM",
    ReceiptKind.RENDITION: "RC",
}
"""Two letters before a number tell which series it is of: in the cash book, in a QR."""
SIGNED_KINDS = (ReceiptKind.IN, ReceiptKind.OUT)
"""The receipts that two people sign, whose paper books the treasurer may already have in use."""


class Flow(StrEnum):
    """What an amount is to the books: only IN and OUT are income and spending."""

    IN = "in"
    OUT = "out"
    ADVANCE = "advance"
    """Given to be accounted for, or given back: nobody's spending until it is rendered."""
    TRANSFER = "transfer"
    OPENING = "opening"
    EARLIER = "earlier"
    """Spent on a project before the program; of no account."""
    CAPITAL = "capital"
    """What a member pays in as aportación, or gets back of it: the member's own, neither income nor spending."""


SUPPORT_TYPES = {
    "01": N_("Factura"),
    "03": N_("Boleta de venta"),
    "02": N_("Recibo por honorarios"),
    "mobility": N_("Planilla de movilidad"),
    "affidavit": N_("Declaración jurada de gasto"),
    "00": N_("Otro papel"),
}
"""What an amount is supported by: SUNAT's comprobantes, and the cooperative's own papers (domain.md §3.3)."""

PAYMENT_METHODS = {
    "cash": N_("Efectivo"),
    "deposit": N_("Depósito"),
    "transfer": N_("Transferencia"),
    "cheque": N_("Cheque"),
}
"""Of a receipt, as a person chooses one."""
METHOD_NAMES = {**PAYMENT_METHODS, "bank": N_("Cargo o abono del banco")}
"""Of every document: what the bank does by itself too."""


class PaperFormat(StrEnum):
    """What a receipt is printed on."""

    A4 = "a4"
    """Two halves of a sheet: original and copy, to be cut."""
    A5 = "a5"
    """A sheet for each of the two."""
    TICKET = "ticket"
    """A roll of 80 mm, as long as it takes."""


PAPER_FORMATS = {
    PaperFormat.A4: N_("Hoja A4, dos mitades"),
    PaperFormat.A5: N_("Hoja A5"),
    PaperFormat.TICKET: N_("Ticket de 80 mm"),
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
    flow: Flow | None = None
    """None: what its receipt is, income or spending."""
    sign: int | None = None
    """1 or -1; None: as its receipt moves the account, -1 where it moves none."""
    support_type: str = ""
    """What stands behind the amount: a key of SUPPORT_TYPES, or empty."""
    support_number: str = ""
    spent_on: date | None = None


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
    account_id: int | None
    """None for a document that touches no account."""
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
    direction: int | None = None
    """1 money into the account, -1 out of it, 0 no account; None: by the kind."""
    corrects_id: int | None = None
    """The document that this one reverses (extorno), reallocates, or replaces after its annulment."""
    corrects_number: str = ""
    corrects_kind: ReceiptKind | None = None
    is_reversal: bool = False
    """An extorno: it corrects a document that moved its account the other way. One that replaces an annulled document
    moves it the same way."""
    advance_id: int | None = None
    """The advance that this one renders, gives back or refunds."""
    advance_number: str = ""
    reason: str = ""
    """Why it corrects; printed."""
    approved_by: str = ""
    is_manual: bool = False
    """Written by hand in a booklet and entered afterwards: nothing is printed."""
    seal: str = ""
    """64 hexadecimal characters, SHA-256 of the chain (storage/chain.py); empty in a preview."""
    sealed_late: bool = False
    """Issued before there was a chain."""

    @property
    def number_text(self) -> str:
        return number_text(self.series, self.number)

    @property
    def is_advance(self) -> bool:
        """Money given to be accounted for; not its extorno, nor what gives it back or refunds it."""
        is_given = self.kind is ReceiptKind.OUT and self.advance_id is None
        return is_given and any(line.flow is Flow.ADVANCE for line in self.lines)

    @property
    def moves(self) -> int:
        """1 money into the account, -1 out of it, 0 no account."""
        if self.direction is not None:
            return self.direction
        return {ReceiptKind.IN: 1, ReceiptKind.OUT: -1}.get(self.kind, 0)
