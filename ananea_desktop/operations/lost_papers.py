"""The papers that are handed out and not in the books since a copy was put back (restoring.py says why they matter)."""

from datetime import date
from typing import NamedTuple

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt, ReceiptKind
from ananea_desktop.domain.receipts import number_text as receipt_number
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import chain
from ananea_desktop.storage import lost as store

_NAMES = {
    "constancia": N_("constancia N.º {number}"),
    "hand_out": N_("cargo de entrega N.º {number}"),
    "return": N_("devolución N.º {number}"),
    "donation": N_("acta de entrega N.º {number}"),
    "good_standing": N_("constancia de socio hábil N.º {number}"),
    "contribution": N_("certificado de aportación N.º {number}"),
}
_ANNULMENTS = (
    chain.ANNULMENT,
    chain.CERTIFICATE_ANNULMENT,
    chain.HAND_OUT_ANNULMENT,
    chain.MEMBER_CERTIFICATE_ANNULMENT,
)


class LostPaper(NamedTuple):
    name: str
    """«Recibo de ingreso N.º 001-000121», «anulación del …»."""
    day: str
    """As it stands on the paper, 12/03/2026; empty where it has none."""
    amount: str
    """«S/ 50.00»; empty where it has none."""
    receipt_kind: str = ""
    """The kind of a receipt that is to be noted again; empty of everything else."""


def name_of(subject: str, number_text: str) -> str:
    """What a person calls a paper of the diary; empty for what has no paper of its own."""
    kind, series, number = store.read_number(number_text) if number_text[-1:].isdigit() else ("", "", 0)
    if kind in tuple(ReceiptKind):
        title = _("{title} N.º {number}").format(
            title=_(KIND_TITLES[ReceiptKind(kind)]), number=receipt_number(series, number)
        )
    elif kind in _NAMES:
        title = _(_NAMES[kind]).format(number=f"{number:06d}")
    else:
        return ""
    return _("anulación: {name}").format(name=title) if subject in _ANNULMENTS else title


def lost_papers(books: Books) -> list[LostPaper]:
    """Those that are to be noted again, in the order they were issued."""
    return [
        LostPaper(
            name_of(row["subject"], row["number_text"]),
            _day(row["day"]),
            _amount(row["amount_text"]),
            row["number_text"].partition(" ")[0] if row["subject"] == chain.RECEIPT else "",
        )
        for row in store.papers(books.db)
    ]


def lost_rows(books: Books) -> list[dict[str, str]]:
    """The same for a list."""
    return [paper._asdict() for paper in lost_papers(books)]


def doubt(books: Books, receipt: Receipt) -> str:
    """What is to be asked where a receipt takes the number of a lost paper and is not like it; else empty."""
    found = store.receipt(books.db, receipt.kind, receipt.series, receipt.number)
    if found is None or (found["day"], found["amount_text"]) == _of(receipt):
        return ""
    return _(
        "El N.º {number} ya está en un papel entregado, del {day} por {amount}, que se perdió del archivo. Anote"
        " primero ese papel, con su fecha y su importe: un número no va en dos papeles."
    ).format(number=receipt.number_text, day=_day(found["day"]), amount=_amount(found["amount_text"]))


def note(books: Books, receipt: Receipt) -> str:
    """What stands beside the number of a receipt that is being typed, where a lost paper has it; else empty."""
    found = store.receipt(books.db, receipt.kind, receipt.series, receipt.number)
    if found is None:
        return ""
    return _(
        "El papel N.º {number} ya se entregó: es del {day} por {amount}. Anote lo mismo que dice ese papel."
    ).format(number=receipt.number_text, day=_day(found["day"]), amount=_amount(found["amount_text"]))


def _of(receipt: Receipt) -> tuple[str, str]:
    return receipt.issued_on.isoformat(), f"{receipt.currency} {receipt.total}"


def _day(iso: str) -> str:
    return format_date(date.fromisoformat(iso)) if iso else ""


def _amount(text: str) -> str:
    currency, _space, amount = text.partition(" ")
    return money.format_money(int(amount), currency) if amount else ""
